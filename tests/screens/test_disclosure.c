/* 12 拟稿: a draft typed from the catalogue, with its lines, sent to review; what the form says meanwhile. Mission R5,
 * D2, F2, I8. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "harness/screen.h"

static void import_file(struct office *office, const char *kind, const char *text) {
    assert_int_equal(office_run(office, "import", kind, office_write(office, "file.csv", text)), 0);
}

static void give_catalogue(struct office *office) {
    import_file(office, "unit", "单位名称,电话\n东门村,0000-6610011\n西畈村,0000-6610012\n");
    import_file(office, "person", "姓名,单位\n周建华,\n张𠮷旺,东门村\n李桂兰,西畈村\n");
    import_file(office, "catalogue",
                "title,affair,subject,power,scope,timing,unit,leader,person,basis\n"
                "救灾款物发放,rural,relief,service,public,ad_hoc,东门村,周建华,张𠮷旺,"
                "《自然灾害救助条例》第二十条\n"
                "机关考勤,office,duties,service,internal,ad_hoc,西畈村,周建华,李桂兰,考勤制度\n");
}

static void test_a_draft_from_the_catalogue(void **state) {
    struct office *office = *state;
    give_catalogue(office);
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=12<Enter>");
    assert_screen_contains(p, "这里还没有");
    pty_keys(p, "<F6>救灾<Enter>");
    assert_screen_contains(p, "东门村救灾款物发放");
    assert_screen_contains(p, "公开期限: 2026-12-18");
    assert_screen_contains(p, "送审还差 1 项：明细");
    assert_screen_contains(p, "这个主题一般先公示");
    assert_screen(p, "disclosure_form");
    pty_keys(p, "<PgDn>");
    assert_screen_contains(p, "《自然灾害救助条例》第二十条");
    assert_screen(p, "disclosure_elements");
    pty_keys(p, "<PgDn>");
    assert_screen_contains(p, "东门村 电话 0000-6610011");
    pty_keys(p, "<F4>");
    pty_keys(p, "王二小<Tab>二组<Tab>2<Tab>袋<Tab>120<Tab><Enter>");
    pty_keys(p, "张𠮷旺<Tab>三组<Tab>1<Tab>袋<Tab>60.5<Tab><Enter>");
    pty_keys(p, "李䶮<Tab>三组<Tab>１<Tab>袋<Tab>99.50<Tab>");
    assert_screen(p, "disclosure_lines");
    pty_keys(p, "<F2>");
    assert_screen_contains(p, "可以送审：F2 保存后按 7");
    pty_keys(p, "280.01<Enter>");
    assert_screen_contains(p, "送审还差 1 项：合计");
    pty_keys(p, "<F2>");
    assert_screen_contains(p, "写的是 280.01 元，明细加起来是 280.00 元，相差 0.01 元");
    assert_screen_contains(p, "错误 1/1");
    pty_keys(p, "<C-U>280<F2>");
    assert_screen_contains(p, "已保存：GK2026-00001");
    assert_screen(p, "disclosure_list");
    pty_keys(p, "5<Enter>");
    assert_screen(p, "disclosure_record");
    pty_keys(p, "<PgDn>");
    assert_screen(p, "disclosure_record_further");
    pty_keys(p, "<F3>7<Enter>");
    assert_screen_contains(p, "已保存：GK2026-00001 送审（待审核）");
    assert_screen_contains(p, "这里还没有");
    pty_close(p);
}

static void give_draft(struct office *office, const char *lines) {
    char text[400];
    give_catalogue(office);
    snprintf(text, sizeof text,
             "catalogue,title,received_on,lines\n"
             "救灾款物发放,东门村䶮塘救灾,2026-11-18,%s\n",
             lines);
    import_file(office, "disclosure", text);
}

/* From the record page and from the list: every line with its sums, and nothing can be changed there. */
static void test_the_lines_are_read(void **state) {
    struct office *office = *state;
    give_draft(office,
               "王二小 数量=2 单位=袋 金额=120；张𠮷旺 数量=１ 单位=袋 单价=60.50 金额=60.50");
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=12<Enter>5<Enter><F4>看明细<Enter>");
    assert_screen(p, "disclosure_lines_read");
    pty_keys(p, "李䶮<Del>");
    assert_screen_lacks(p, "李䶮");
    assert_screen_contains(p, "王二小");
    pty_keys(p, "<F3>");
    assert_screen_contains(p, "GK2026-00001");
    pty_keys(p, "<F3>2<Enter><PgDn><PgDn>");
    assert_screen_contains(p, "明细里用不着的栏：单价");
    pty_close(p);
}

/* Where there are none it is not offered. */
static void test_no_lines_none_to_read(void **state) {
    struct office *office = *state;
    give_draft(office, "");
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=12<Enter><F4>");
    assert_screen_contains(p, "版本");
    assert_screen_lacks(p, "看明细");
    assert_screen_lacks(p, "8 遮盖"); /* there is nothing to mask */
    assert_screen_lacks(p, "7 送审"); /* it lacks its lines */
    pty_close(p);
}

/* What somebody wrote stays when another entry is chosen; what the first one brought goes. */
static void test_another_entry_keeps_what_was_typed(void **state) {
    struct office *office = *state;
    give_catalogue(office);
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=12<Enter><F6>救灾<Enter><C-U>东门村䶮塘救灾<Enter>");
    pty_keys(p, "<S-Tab><S-Tab><C-U>机关考勤<Enter>");
    assert_screen_contains(p, "标题: 东门村䶮塘救灾");
    assert_screen_contains(p, "公开范围: 本单位");
    assert_screen_contains(p, "只涉及本单位: 是");
    pty_keys(p, "<PgDn>");
    assert_screen_contains(p, "考勤制度");
    assert_screen_lacks(p, "逐户发放");
    pty_close(p);
}

/* From 12: F6, the entry, Enter, F2, 7, Enter: six keys beside the entry's name. */
static void test_few_keys_send_a_draft_to_review(void **state) {
    struct office *office = *state;
    give_catalogue(office);
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=12<Enter>");
    pty_keys(p, "<F6>机关考勤<Enter><F2>7<Enter>");
    assert_screen_contains(p, "已保存：GK2026-00001 送审（待审核）");
    pty_close(p);
}

/* 65: a collective discussion says on its second page who was there and how they voted. */
static void test_a_collective_discussion(void **state) {
    struct office *office = *state;
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=65<Enter><F6>集体讨论<Enter>20261110<Enter><Enter>䶮塘承包<Enter>村委会<Enter>");
    pty_keys(p, "张𠮷旺等五人<Enter>议了三个方案<F2>");
    assert_screen_contains(p, "错误 1/6");
    assert_screen_contains(p, "集体讨论须写明应到");
    pty_keys(p, "10<Enter>5<Enter>4<Enter>0<Enter>1<Enter>王二小：租金偏低<Tab>同意第二个方案<F2>");
    assert_screen_contains(p, "应到 10 人，实到 5 人，没有超过 50%，不能形成决定");
    assert_screen(p, "discussion_form");
    pty_keys(p, "<S-Tab><C-U>７<F2>");
    assert_screen_contains(p, "已保存：HY2026-00001");
    pty_close(p);
}

/* A text of two rows that are both to be seen keeps nobody on its page; a longer one is paged through first. */
static void test_pages_turn_over_a_short_text(void **state) {
    struct office *office = *state;
    give_catalogue(office);
    struct pty *p = pty_start(office, "--open", "12");
    pty_keys(p, "<F6>救灾<Enter><PgDn><End>");
    pty_keys(p, "，以及䶮塘镇人民政府关于做好救灾款物发放公开工作的通知（青政发二十六号）");
    pty_keys(p, "<Up>");
    assert_screen_contains(p, "办事依据: 《自然灾害救助条例》第二十条");
    pty_keys(p, "<PgDn>");
    assert_screen_contains(p, "第 3/3 页");
    pty_keys(p, "<PgUp>");
    pty_keys(p, "一<Enter>二<Enter>三<Enter>四<Enter><PgUp>");
    assert_screen_contains(p, "第 2/3 页");
    pty_keys(p, "<PgUp><PgUp>");
    assert_screen_contains(p, "第 1/3 页");
    pty_close(p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_pages_turn_over_a_short_text, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_a_draft_from_the_catalogue, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_the_lines_are_read, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_no_lines_none_to_read, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_another_entry_keeps_what_was_typed, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_a_collective_discussion, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_few_keys_send_a_draft_to_review, office_setup_test,
                                        office_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
