/* 21 征集 and 23 意见采纳情况, typed key by key: registered, announced, extended, ended, summarised, closed. Mission D3, D4,
 * B3. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "harness/screen.h"

static void import_file(struct office *office, const char *kind, const char *text) {
    if (office_run(office, "import", kind, office_write(office, "file.csv", text)) != 0)
        fail_msg("%s", office->errors);
}

static void give_office(struct office *office) {
    import_file(office, "unit", "单位名称,性质,电话\n东门村,村,0000-6610011\n");
    import_file(office, "person", "姓名,单位\n周建华,\n张𠮷旺,东门村\n");
    import_file(office, "board", "title,kind\n镇政府公开栏,board\n");
    import_file(
        office, "catalogue",
        "title,affair,subject,power,scope,timing,unit,leader,person,basis\n"
        "重大行政决策草案征求意见,office,decision,decision,public,ad_hoc,东门村,周建华,张𠮷旺,"
        "重大行政决策程序暂行条例第十五条\n"
        "村级重大事项,rural,village_affairs,service,public,ad_hoc,东门村,周建华,张𠮷旺,"
        "村民委员会组织法第三十条\n");
}

static void publish(struct office *office, const char *number) {
    if (office_run(office, "do", "submit", number) != 0 ||
        office_run(office, "do", "review", number, "review_outcome=public", "signatory=刘䶮",
                   "signed_no=审1") != 0 ||
        office_run(office, "do", "approve", number, "signatory=周建华", "signed_no=签1") != 0 ||
        office_run(office, "do", "publish", number, "board=镇政府公开栏") != 0)
        fail_msg("%s", office->errors);
}

static void give_collection(struct office *office, const char *kind) {
    char text[600];
    give_office(office);
    snprintf(
        text, sizeof text,
        "征集事项,征集类别,承办单位,责任人,征集方式,送交何处,草案\n集市搬到䶮塘北侧的方案,%s,"
        "东门村,张𠮷旺,"
        "座谈会 公开栏,镇政府二楼 电话 0000-6610011,\"第一条　搬到塘边。\n第二条　抽签分摊位。\"\n",
        kind);
    import_file(office, "consultation", text);
}

static void test_from_the_form_to_the_notice(void **state) {
    struct office *office = *state;
    give_office(office);
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=21<Enter>");
    assert_screen_contains(p, "21 征集");
    pty_keys(p, "<F6>集市搬到䶮塘北侧的方案<Enter>重大<Enter>");
    assert_screen_contains(p, "2026-11-20 公告的，最早 2026-12-21 周一 截止");
    pty_keys(p, "<Enter>东门村<Enter>张𠮷旺<Enter>座谈会 电话<Enter>镇政府二楼<Enter>"
                "<Enter>2026-12-10<Enter>");
    pty_keys(p, "<F2>");
    assert_screen_contains(p, "太早");
    pty_keys(p, "<C-U>2026-12-28");
    assert_screen(p, "consultation_form");
    pty_keys(p, "<PgDn>第一条　搬到塘边。<Enter>第二条　抽签。<F2>");
    assert_screen_contains(p, "已保存：ZJ2026-00001");
    assert_screen(p, "consultation_list");
    pty_keys(p, "7<Enter>");
    assert_screen_contains(p, "就“集市搬到䶮塘北侧的方案”征求意见的公告");
    assert_screen(p, "consultation_notice");
    pty_keys(p, "<F3>5<Enter>");
    assert_screen_contains(p, "公告、采纳情况和征求的公开信息");
    assert_screen_contains(p, "待公告");
    pty_close(p);
}

static void test_the_list_stands_on_what_is_new(void **state) {
    struct office *office = *state;
    give_collection(office, "一般事项");
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=21<Enter><F6>䶮塘清淤的时间<Enter>一般<Enter><Enter>东门村<Enter>张𠮷旺<Enter>"
                "座谈会<Enter>镇政府二楼<F2>");
    assert_screen_contains(p, "已保存：ZJ2026-00002");
    assert_screen_contains(p, ">   ZJ2026-00002");
    assert_screen_contains(p, "第 2/2 条");
    pty_close(p);
}

static void test_the_entry_is_asked_for(void **state) {
    struct office *office = *state;
    give_collection(office, "一般事项");
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=21<Enter>7<Enter>");
    assert_screen_contains(p, "公开目录里看不出公开在哪一项");
    pty_keys(p, "村级重大事项<Enter>");
    assert_screen_contains(p, "已保存：ZJ2026-00001 起草公告（待公告，公告稿 GK2026-00001）");
    pty_close(p);
}

static void test_from_the_notice_to_the_end(void **state) {
    struct office *office = *state;
    give_collection(office, "重大行政决策");
    assert_int_equal(office_run(office, "do", "draft_notice", "ZJ2026-00001"), 0);
    publish(office, "GK2026-00001");
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=21<Enter>9<Enter>");
    assert_screen_contains(p, "到 2026-12-21 才截止");
    pty_keys(p, "8<Enter>2026-12-28<Enter>外出的要回来<Enter>");
    assert_screen_contains(p, "已保存：ZJ2026-00001 延期（征集中）");
    pty_close(p);
    strcpy(office->now, "2026-12-28T09:00");
    p = pty_start(office, NULL);
    pty_keys(p, "=21<Enter>9<Enter>");
    assert_screen_contains(p, "已保存：ZJ2026-00001 截止（已截止）");
    pty_keys(p, "<F4>");
    assert_screen(p, "consultation_commands");
    pty_keys(p, "起草采纳<Enter>村级重大事项<Enter>");
    assert_screen_contains(p, "“集市搬到䶮塘北侧的方案”意见采纳情况");
    pty_keys(p, "<Esc>3"); /* what was typed there is no draft */
    pty_close(p);
    publish(office, "GK2026-00002");
    assert_int_equal(office_run(office, "do", "close", "ZJ2026-00001"), 0);
    p = pty_start(office, NULL);
    pty_keys(p, "=21<Enter>5<Enter>");
    assert_screen(p, "consultation_record");
    pty_close(p);
}

/* By its code the newest, from 21 the one selected; PgUp to the one before. */
static void test_what_came_of_it(void **state) {
    struct office *office = *state;
    give_collection(office, "重大行政决策");
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=23<Enter>");
    assert_screen_contains(p, "还没有公告过的征集");
    pty_close(p);
    assert_int_equal(office_run(office, "do", "draft_notice", "ZJ2026-00001"), 0);
    publish(office, "GK2026-00001");
    import_file(office, "opinion",
                "consultation,received_on,way,author,unit,body,passage\n"
                "ZJ2026-00001,2026-11-20,座谈会,王𠮷祥,东门村,塘边太远,1\n"
                "ZJ2026-00001,2026-11-20,电话,,,抽签要公开,第二条\n");
    p = pty_start(office, NULL);
    pty_keys(p, "=23<Enter>");
    assert_screen(p, "opinion_result");
    pty_keys(p, "<PgDn><PgDn>");
    assert_screen_contains(p, "已经是最后一次征集");
    pty_keys(p, "<F3>=21<Enter><F4>看采纳<Enter>");
    assert_screen_contains(p, "23 意见采纳情况  ZJ2026-00001");
    pty_keys(p, "<F3>6<Enter>广播<Enter>1<Enter>");
    assert_screen(p, "broadcast");
    pty_close(p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_from_the_form_to_the_notice, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_the_list_stands_on_what_is_new, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_the_entry_is_asked_for, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_from_the_notice_to_the_end, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_what_came_of_it, office_setup_test, office_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
