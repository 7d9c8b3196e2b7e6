/* 15 待发布 to the end of a notice, typed key by key: put up, walked, objected to, closed, corrected, taken down. Mission
 * P1, F4, D5, R4, N2. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "harness/screen.h"

static void import_file(struct office *office, const char *kind, const char *text) {
    if (office_run(office, "import", kind, office_write(office, "file.csv", text)) != 0)
        fail_msg("%s", office->errors);
}

static void give_office(struct office *office) {
    import_file(office, "unit", "单位名称,电话\n东门村,0000-6610011\n");
    import_file(office, "person", "姓名,单位\n周建华,\n张𠮷旺,东门村\n");
    import_file(office, "board",
                "title,kind,unit,place,route,print_rows,print_cols,keeper\n"
                "东门村公开栏,board,东门村,村部门口,20,30,40,张𠮷旺\n"
                "镇政府公开栏,board,,镇政府大门西侧,10,,,\n");
    import_file(office, "catalogue",
                "title,affair,subject,power,scope,timing,unit,leader,person,basis,hot,hot_source\n"
                "村级重大事项,rural,village_affairs,service,public,ad_hoc,东门村,周建华,张𠮷旺,"
                "村民委员会组织法第三十条,,\n"
                "低保评议,rural,village_affairs,service,public,ad_hoc,东门村,周建华,张𠮷旺,"
                "社会救助暂行办法,hot,群众来信\n");
}

static void approve(struct office *office, const char *number) {
    if (office_run(office, "do", "submit", number) != 0 ||
        office_run(office, "do", "review", number, "review_outcome=public", "signatory=刘䶮",
                   "signed_no=审1") != 0 ||
        office_run(office, "do", "approve", number, "signatory=周建华", "signed_no=签1") != 0)
        fail_msg("%s", office->errors);
}

/* One that is only published, and a hot one with a notice, approved later. */
static void give_disclosures(struct office *office) {
    give_office(office);
    import_file(office, "disclosure",
                "catalogue,title,received_on,element_process,element_discipline,element_result,"
                "notice_amount,notice_unit\n"
                "村级重大事项,东门村䶮塘清淤,2026-11-10,村民代表会议定的,不得优亲厚友,清淤３处,,\n"
                "低保评议,三季度低保新增名单,2026-11-18,村民评议小组评议,不得优亲厚友,新增２户,5,"
                "workday\n");
    approve(office, "GK2026-00001");
    approve(office, "GK2026-00002");
}

static void test_from_pending_to_closed(void **state) {
    struct office *office = *state;
    give_disclosures(office);
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=15<Enter>");
    assert_screen(p, "publish_pending"); /* the hot one first, though due later */
    pty_keys(p, "1<Enter>");
    assert_screen_contains(p, "发布");
    pty_keys(p, "<F2>");
    assert_screen_contains(p, "错误 1/1");
    pty_keys(p, "东门<Enter><Enter><Enter>照０００１");
    assert_screen(p, "publish_form");
    pty_keys(p, "<F2>");
    assert_screen_contains(p, "发布（公示中，公示至 2026-11-27，张贴在东门村公开栏）");
    pty_keys(p, "1<Enter>东门<F2>");
    assert_screen_contains(p, "已保存：GK2026-00001 发布（已公开，张贴在东门村公开栏）");
    assert_screen_contains(p, "这里还没有");
    pty_keys(p, "=17<Enter>");
    assert_screen(p, "posted");
    pty_keys(p, "5<Enter>");
    assert_screen_contains(p, "张贴在: 东门村公开栏");
    assert_screen_lacks(p, "次序"); /* what only the program goes by */
    pty_keys(p, "<F3>");
    pty_keys(p, "<F3>=16<Enter>");
    assert_screen(p, "published");
    pty_keys(p, "8<Enter>");
    assert_screen_contains(
        p, "公示到 2026-11-27 为止，次日才能结束"); /* nothing is asked for in vain */
    pty_close(p);
}

static void must_run(struct office *office, const char *const *arguments) {
    if (office_run_arguments(office, arguments) != 0)
        fail_msg("%s", office->errors);
}

/* Its whole way by the command line, found not to hold. */
static void answer(struct office *office, const char *number) {
    const char *const steps[][8] = {
        {"do", "assign", number, "unit=东门村"},
        {"do", "reply", number, "reply=入户核实，家中没有车", "verdict=异议不成立"},
        {"do", "check_pass", number, "signatory=周建华", "signed_no=审9"},
        {"do", "announce", number, "place=东门村公开栏"},
        {"do", "close", number},
    };
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
        must_run(office, steps[i]);
}

static void test_an_objection_and_the_end(void **state) {
    struct office *office = *state;
    give_disclosures(office);
    assert_int_equal(office_run(office, "do", "publish", "GK2026-00002", "board=东门村公开栏"), 0);
    strcpy(office->now, "2026-11-23T09:00");
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=16<Enter>9<Enter>");
    assert_screen_contains(p, "异议");
    pty_keys(
        p, "<Enter><Enter>来电<Enter>李䶮<Enter>１３８00001234<Enter><Enter><Enter>王某家有两辆车");
    assert_screen(p, "objection");
    pty_keys(p, "<F2>");
    assert_screen_contains(p, "已保存：GK2026-00002 异议");
    pty_keys(p, "=34<Enter>");
    assert_screen_contains(p, "对“三季度低保新增名单”");
    pty_keys(p, "<F3><F3>");
    pty_close(p);
    strcpy(office->now, "2026-11-30T09:00");
    p = pty_start(office, NULL);
    pty_keys(p, "=16<Enter>8<Enter>");
    assert_screen_contains(p, "还有 1 件异议没有办结（FK2026-00001 等）");
    pty_close(p);
    answer(office, "FK2026-00001");
    p = pty_start(office, NULL);
    pty_keys(p, "=16<Enter>8<Enter>一件异议，核实不成立<F2>");
    assert_screen_contains(p, "已保存：GK2026-00002 结束公示（已公开）");
    pty_keys(p, "5<Enter>");
    assert_screen(p, "notice_closed");
    pty_close(p);
}

/* What comes down before the days off that begin tomorrow, said at the foot of 17 and on the workbench. */
static void test_down_before_the_holiday(void **state) {
    struct office *office = *state;
    give_disclosures(office);
    assert_int_equal(office_run(office, "do", "publish", "GK2026-00001", "board=东门村公开栏",
                                "due_on=2026-11-20"),
                     0);
    assert_int_equal(
        office_run(office, "do", "post", "GK2026-00001", "board=镇政府公开栏", "due_on=2026-11-22"),
        0);
    struct pty *p = pty_start(office, NULL);
    assert_screen_contains(p, "今天应撤下 1 张。明起放假 2 天内应撤 1 张。");
    pty_keys(p, "=17<Enter>");
    assert_screen(p, "posted_due");
    pty_keys(p, "<Space><Down><Space>1<Enter>");
    assert_screen_contains(p, "撤下");
    pty_keys(p, "<Enter>放假前撤<F2>");
    assert_screen_contains(p, "已保存：撤下 2 件");
    assert_screen_contains(p, "这里还没有");
    pty_close(p);
}

/* 工作台: personal data that should be down, contracts that run out, a board nobody looked at; each goes when it is
 * done. */
static void test_the_workbench_says_what_no_queue_says(void **state) {
    struct office *office = *state;
    give_office(office);
    import_file(office, "disclosure",
                "catalogue,title,received_on,element_process,element_discipline,element_result,"
                "personal_until,expires_on\n"
                "村级重大事项,䶮塘承包,2026-11-10,议定的,不得优亲厚友,承包给𠮷祥合作社,,2026-12-21\n"
                "村级重大事项,困难户名单,2026-11-10,议定的,不得优亲厚友,补助２户,2026-11-21,\n");
    approve(office, "GK2026-00001");
    approve(office, "GK2026-00002");
    assert_int_equal(office_run(office, "do", "publish", "GK2026-00001", "board=东门村公开栏"), 0);
    assert_int_equal(office_run(office, "do", "publish", "GK2026-00002", "board=镇政府公开栏"), 0);
    struct pty *p = pty_start(office, NULL);
    assert_screen_lacks(p, "个人信息应撤");
    assert_screen_lacks(p, "30 天内到期");
    assert_screen_lacks(p, "就该检查");
    pty_close(p);
    assert_int_equal(office_run(office, "do", "edit", "GL2026-00001", "check_cycle_days=30",
                                "checked_on=2026-10-22"),
                     0);
    strcpy(office->now, "2026-11-24T09:00");
    p = pty_start(office, NULL);
    assert_screen_contains(p, "个人信息应撤 1 件。30 天内到期的合同等 1 件。");
    assert_screen_contains(p, "“东门村公开栏”");
    assert_screen_contains(p, "2026-11-23 就该检查。");
    pty_close(p);
    assert_int_equal(office_run(office, "do", "check", "GL2026-00001", "condition=完好"), 0);
    assert_int_equal(office_run(office, "do", "take_down", "TZ2026-00002", "reason=到期"), 0);
    strcpy(office->now, "2026-12-22T09:00");
    p = pty_start(office, NULL);
    assert_screen_lacks(p, "个人信息应撤");
    assert_screen_lacks(p, "30 天内到期"); /* it has run out */
    assert_screen_lacks(p, "就该检查");
    pty_close(p);
}

static void test_the_lists_are_printed(void **state) {
    struct office *office = *state;
    give_disclosures(office);
    assert_int_equal(office_run(office, "do", "publish", "GK2026-00002", "board=东门村公开栏"), 0);
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=17<Enter>8<Enter>");
    assert_screen_contains(p, "下架清单");
    pty_keys(p, "<C-U>张贴<Enter>1<Enter>");
    assert_screen(p, "walking_list");
    pty_keys(p, "<F3>6<Enter>公示<Enter>1<Enter>");
    assert_screen(p, "notice_fitted");
    pty_close(p);
}

static void test_boards(void **state) {
    struct office *office = *state;
    give_office(office);
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=10<Enter><F6>西畈村电子屏<Enter>公示栏<Enter>东门<Enter>村口䶮塘边<F2>");
    assert_screen_contains(p, "已保存：GL2026-00003");
    assert_screen(p, "boards");
    pty_keys(p, "1<Enter>破<F2>");
    assert_screen_contains(p, "检查");
    assert_screen_contains(p, "破损");
    pty_close(p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_from_pending_to_closed, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_an_objection_and_the_end, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_down_before_the_holiday, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_the_workbench_says_what_no_queue_says,
                                        office_setup_test, office_teardown),
        cmocka_unit_test_setup_teardown(test_the_lists_are_printed, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_boards, office_setup_test, office_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
