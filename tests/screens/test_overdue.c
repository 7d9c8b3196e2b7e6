/* 51 逾期督办 as the deputy head uses it: what is late of every kind, urging one and several, once more on the
 * same day, the notices, what is paused; and the clerk's answer. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "harness/screen.h"

static void import(struct office *office, const char *kind, const char *text) {
    assert_int_equal(office_run(office, "import", kind, office_write(office, "in.csv", text)), 0);
}

#define doing(office, ...) assert_int_equal(office_run(office, "do", __VA_ARGS__), 0)

/* An office whose one person has every role: late by five working days and by one, due today, near, a box to be
 * opened, one paused, one in time. */
static int setup(void **state) {
    if (office_setup_test(state) != 0)
        return -1;
    struct office *office = *state;
    import(office, "unit", "单位名称,电话\n东门村,0000-6610011\n社会事务办,0000-6610012\n");
    import(office, "person", "姓名,单位,电话\n张𠮷旺,东门村,0000-6610031\n何丽,社会事务办,\n");
    import(office, "box", "箱名,位置,掌钥匙人\n政府大院,镇政府大门东侧,张𠮷旺\n");
    import(office, "feedback",
           "收到日期,类别,标题\n2026-10-23,投诉,三组路灯三个月不亮\n2026-11-16,咨询,低保怎么办理\n"
           "2026-11-17,咨询,医保断缴怎么补\n2026-11-18,建议,村广场请加两条长凳\n"
           "2026-11-19,投诉,集市占道救护车过不去\n2026-11-09,投诉,征地补偿款标准不明\n");
    doing(office, "edit", "FX2026-00001", "cycle_days=4");
    doing(office, "assign", "FK2026-00001", "FK2026-00006", "unit=东门村", "person=张𠮷旺");
    doing(office, "assign", "FK2026-00002", "FK2026-00003", "unit=社会事务办", "person=何丽");
    doing(office, "pause", "FK2026-00006", "reason=等县里函复");
    return 0;
}

static struct pty *start(void **state) {
    struct pty *p = pty_start(*state, NULL);
    pty_keys(p, "=51<Enter>");
    return p;
}

static void test_worst_first_of_every_kind(void **state) {
    struct pty *p = start(state);
    assert_screen(p, "overdue");
    assert_screen_contains(p, "全部种类，最迟在前");
    assert_screen_contains(p, "FX2026-00001");
    assert_screen_contains(p, "社会事务办 何丽");
    assert_screen_lacks(p, "集市占道");
    pty_close(p);
}

static int number_after(const char *text, const char *word) {
    const char *at = strstr(text, word);
    int number = -1;
    if (at != NULL)
        sscanf(at + strlen(word), "%d", &number);
    return number;
}

static int count_of(const char *text, const char *word) {
    int count = 0;
    for (const char *at = text; (at = strstr(at, word)) != NULL; at++)
        count++;
    return count;
}

static void test_totals_agree_with_the_command_line(void **state) {
    struct office *office = *state;
    struct pty *p = start(state);
    char line[400];
    snprintf(line, sizeof line, "%s", screen_row(p, 22));
    assert_int_equal(office_run(office, "list", "overdue", "--format", "json"), 0);
    int late = count_of(office->output, "\"light\":\"overdue\"");
    assert_true(late > 0);
    assert_int_equal(number_after(line, "逾期 "), late);
    assert_int_equal(number_after(line, "今日 "), count_of(office->output, "\"days_left\":0"));
    assert_int_equal(number_after(line, "暂停 "), 1);
    pty_close(p);
}

static void test_urging_one(void **state) {
    struct office *office = *state;
    struct pty *p = start(state);
    pty_keys(p, "/路灯<Enter>1<Enter>");
    assert_screen_contains(p, "已逾期 5 个工作日，请立即办理并书面说明原因");
    pty_keys(p, "<C-U>今天报进度<Enter>");
    assert_screen_contains(p, "已催办 1 件");
    assert_int_equal(office_run(office, "show", "FK2026-00001", "--format", "json"), 0);
    assert_non_null(strstr(office->output, "\"urges\":[{\"serial\":1"));
    assert_non_null(strstr(office->output, "\"note\":\"今天报进度\",\"answer\":null"));
    pty_close(p);
}

static void test_the_second_of_a_day_asks_first(void **state) {
    struct office *office = *state;
    struct pty *p = start(state);
    pty_keys(p, "/路灯<Enter>1<Enter><Enter>1<Enter>");
    assert_screen_contains(p, "FK2026-00001 今天已经催办过，再催一次？");
    pty_keys(p, "<Enter>");
    assert_screen_contains(p, "什么都没有改动");
    pty_keys(p, "1<Enter>2<Enter>");
    assert_screen_contains(p, "已催办 1 件");
    assert_int_equal(office_run(office, "show", "FK2026-00001", "--format", "json"), 0);
    assert_non_null(strstr(office->output, "\"serial\":2"));
    assert_null(strstr(office->output, "\"serial\":3"));
    pty_close(p);
}

static void test_several_at_once_and_their_notices(void **state) {
    struct pty *p = start(state);
    pty_keys(p, "<Space><Space><Space>1<Enter>");
    assert_screen_contains(p, "催办 3 件，意见");
    pty_keys(p, "<Enter>");
    assert_screen_contains(p, "已催办 3 件");
    pty_keys(p, "<Home><F4>催办通知<Enter>");
    assert_screen_contains(p, "催办通知");
    assert_screen_contains(p, "承办单位");
    assert_screen_contains(p, "签收人");
    pty_keys(p, "<F3>5<Enter>");
    assert_screen_contains(p, "责任与催办");
    assert_screen_contains(p, "最近催办：第 1 次");
    pty_close(p);
}

static void test_leaving_the_line_urges_nobody(void **state) {
    struct office *office = *state;
    struct pty *p = start(state);
    pty_keys(p, "/路灯<Enter>1<Enter><Esc>");
    assert_screen_contains(p, "什么都没有改动");
    assert_int_equal(office_run(office, "show", "FK2026-00001", "--format", "json"), 0);
    assert_non_null(strstr(office->output, "\"urges\":[]"));
    pty_close(p);
}

static void test_what_is_paused_stands_apart(void **state) {
    struct pty *p = start(state);
    assert_screen_lacks(p, "征地补偿款");
    pty_keys(p, "<F4>看暂停<Enter>");
    assert_screen(p, "overdue_paused");
    assert_screen_contains(p, "征地补偿款");
    pty_keys(p, "<F4>恢复<Enter>");
    assert_screen_contains(p, "没有暂停计时的");
    pty_close(p);
}

static void test_the_answer(void **state) {
    struct office *office = *state;
    doing(office, "urge", "FK2026-00001");
    struct pty *p = start(state);
    pty_keys(p, "<F3>=34<Enter>/路灯<Enter><F4>回复催办<Enter>电工今天到村里<Enter>");
    assert_screen_contains(p, "已保存：FK2026-00001 回复催办");
    pty_keys(p, "<F4>回复<Enter>");
    assert_screen_lacks(p, "办理情况");
    pty_keys(p, "<Esc>5<Enter>");
    assert_screen_contains(p, "回复催办：电工今天到村里");
    assert_screen_contains(p, "0000-6610031");
    pty_close(p);
}

/* The number of what is late or near with this title. */
static void find_number(struct office *office, const char *title, char number[32]) {
    assert_int_equal(office_run(office, "list", "overdue", "--format", "csv"), 0);
    char *at = strstr(office->output, title);
    assert_non_null(at);
    while (at > office->output && at[-1] != '\n')
        at--;
    assert_int_equal(sscanf(at, "%31[A-Z0-9-]", number), 1);
}

/* What the unit asked for is seen in the list, and consented to there by another. */
static void test_consent_to_an_extension(void **state) {
    struct office *office = *state;
    char number[32];
    find_number(office, "农机购置补贴", number);
    doing(office, "request_extend", number, "amount=3", "reason=要与农机站核对");
    struct pty *p = pty_start(office, "--user", "zhoujianhua");
    pty_keys(p, "=51<Enter>/");
    pty_keys(p, number);
    pty_keys(p, "<Enter>");
    assert_screen_contains(p, "批延期");
    pty_keys(p, "3<Enter><F2>");
    assert_screen_lacks(p, "批延期");
    assert_int_equal(office_run(office, "show", number, "--format", "json"), 0);
    assert_non_null(strstr(office->output, "\"due_on\":\"2026-11-26\""));
    pty_close(p);
}

static void test_a_clerk_does_not_use_it(void **state) {
    struct pty *p = pty_start(*state, NULL);
    pty_keys(p, "=51<Enter>");
    assert_screen_contains(p, "您的角色不使用这个画面");
    pty_close(p);
}

/* A disclosure past the law's limit, one that is owed, a board to be looked after, an order, an archive card: the desks
 * of disclosure beside that of feedback. */
static int setup_disclosure(void **state) {
    if (office_setup_test(state) != 0)
        return -1;
    struct office *office = *state;
    import(office, "unit", "单位名称,电话\n东门村,0000-6610011\n");
    import(office, "person", "姓名,单位,电话\n周建华,,\n张𠮷旺,东门村,0000-6610031\n");
    import(
        office, "board",
        "title,kind,keeper,checked_on,check_cycle_days\n村口公开栏,board,张𠮷旺,2026-10-12,30\n");
    import(office, "catalogue",
           "title,affair,subject,power,scope,timing,unit,leader,person,basis,limit_unit,"
           "limit_amount,from_on\n"
           "村级重大事项,rural,village_affairs,service,public,ad_hoc,东门村,周建华,张𠮷旺,"
           "村民委员会组织法第三十条,,,2026-01-01\n"
           "工程建设𠮷,rural,village_affairs,service,public,ad_hoc,东门村,周建华,张𠮷旺,"
           "村民委员会组织法第三十条,workday,5,2026-01-01\n");
    import(office, "disclosure",
           "catalogue,title,received_on\n村级重大事项,东门村䶮塘清淤,2026-10-16\n");
    import(office, "finding",
           "kind,title,evidence,unit,person,received_on\nlate,清淤没有按期公开,期限已过,"
           "东门村,张𠮷旺,2026-11-19\n");
    import(office, "feedback", "收到日期,类别,标题,单位\n2026-11-16,咨询,低保怎么办理,东门村\n");
    doing(office, "owe", "ML2026-00002", "title=村口桥改建", "received_on=2026-11-09");
    doing(office, "order", "WT2026-00001", "due_on=2026-11-24", "demand=立即公开");
    return 0;
}

/* The order of the lines is that of the days; what the law limits is marked; whoever is charged is named. */
static void test_every_desk_is_in_one_list(void **state) {
    struct pty *p = start(state);
    assert_screen(p, "overdue_desks");
    assert_screen_contains(p, "11-13法 逾期5   GK2026-00001");
    assert_screen_contains(p, "村口公开栏         东门村 张𠮷旺");
    assert_screen_contains(p, "逾期 4（法定 1）");
    pty_close(p);
}

/* One notice for the unit, whatever desk a line is of. */
static void test_one_notice_for_all_desks_of_a_unit(void **state) {
    struct pty *p = start(state);
    pty_keys(p, "<Space><Space><Space><Space><Space>1<Enter><Enter>");
    assert_screen_contains(p, "已催办 5 件");
    pty_keys(p, "<Home><F4>催办通知<Enter>");
    assert_screen(p, "overdue_notice");
    pty_keys(p, "<PgDn>");
    assert_screen_contains(p, "共 5 件。");
    assert_screen_contains(p, "签收人");
    pty_close(p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_worst_first_of_every_kind, setup, office_teardown),
        cmocka_unit_test_setup_teardown(test_totals_agree_with_the_command_line, setup,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_urging_one, setup, office_teardown),
        cmocka_unit_test_setup_teardown(test_the_second_of_a_day_asks_first, setup,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_several_at_once_and_their_notices, setup,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_leaving_the_line_urges_nobody, setup, office_teardown),
        cmocka_unit_test_setup_teardown(test_what_is_paused_stands_apart, setup, office_teardown),
        cmocka_unit_test_setup_teardown(test_the_answer, setup, office_teardown),
        cmocka_unit_test_setup_teardown(test_consent_to_an_extension, office_setup,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_a_clerk_does_not_use_it, office_setup,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_every_desk_is_in_one_list, setup_disclosure,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_one_notice_for_all_desks_of_a_unit, setup_disclosure,
                                        office_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
