/* 13 待审核 and 14 待签发: judged one after the other with the text before one's eyes; masking before and after; a
 * drafter is told. In the demonstration office, whose own disclosures lie elsewhere. Mission R3, D1, M2, C7. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "harness/screen.h"

#include <stdio.h>
#include <string.h>

#define CLERK "lichunmei"
#define REVIEWER "liuyan"
#define LEADER "zhoujianhua"

/* Two drafts of one day, so that they stand side by side. */
static void register_two(struct office *office, const char *result) {
    char text[900];
    assert_int_equal(
        office_run(
            office, "--user", CLERK, "import", "catalogue",
            office_write(office, "catalogue.csv",
                         "title,affair,subject,power,scope,timing,unit,leader,person,basis\n"
                         "䶮塘清淤,rural,village_affairs,service,public,ad_hoc,东门村,周建华,"
                         "王建国,村民委员会组织法第三十条\n")),
        0);
    snprintf(text, sizeof text,
             "catalogue,title,received_on,element_process,element_discipline,element_result\n"
             "䶮塘清淤,䶮塘清淤第一期,2026-01-06,村民代表会议定的,不得优亲厚友,%s\n"
             "䶮塘清淤,䶮塘清淤第二期,2026-01-06,村民代表会议定的,不得优亲厚友,清淤３处\n",
             result);
    assert_int_equal(office_run(office, "--user", CLERK, "import", "disclosure",
                                office_write(office, "disclosure.csv", text)),
                     0);
}

static struct pty *start_as(struct office *office, const char *user, const char *code) {
    return pty_start(office, "--user", user, "--open", code);
}

static void submit_two(struct office *office) {
    register_two(office, "清淤二处");
    struct pty *p = start_as(office, CLERK, "12");
    pty_keys(p, "/䶮塘清淤第一<Enter>7<Enter>");
    assert_screen_contains(p, "送审（待审核）");
    pty_keys(p, "/䶮塘清淤第二<Enter>7<Enter>");
    assert_screen_contains(p, "送审（待审核）");
    pty_close(p);
}

/* Two keys a piece beside the outcome: F2 saves it and the next is there. */
static void test_reviewed_one_after_the_other(void **state) {
    submit_two(*state);
    struct pty *p = start_as(*state, REVIEWER, "13");
    assert_screen_contains(p, "13 待审核");
    pty_keys(p, "/䶮塘清淤第一<Enter>");
    pty_keys(p, "1<Enter>");
    assert_screen_contains(p, "标题: 䶮塘清淤第一期");
    assert_screen_contains(p, "办事结果: 清淤二处");
    assert_screen_contains(p, "个人信息: 没有发现");
    pty_keys(p, "<F2>");
    assert_screen_contains(p, "审查结论");
    assert_screen_contains(p, "错误 1/");
    pty_keys(p, "部分<Enter><F2>");
    assert_screen_contains(p, "请写明审查依据");
    pty_keys(p, "<S-Tab><S-Tab><C-U>公开<Enter><F2>");
    assert_screen_contains(p, "审核（待签发）");
    assert_screen_contains(p, "标题: 䶮塘清淤第二期");
    pty_keys(p, "公开<Enter><F2>");
    assert_screen_lacks(p, "标题: 䶮塘");
    pty_close(p);

    p = start_as(*state, LEADER, "14");
    pty_keys(p, "/䶮塘清淤第一<Enter>1<Enter>");
    assert_screen_contains(p, "标题: 䶮塘清淤第一期");
    assert_screen_contains(p, "审查结论: 公开");
    pty_keys(p, "<F2>");
    assert_screen_contains(p, "签发（待发布）");
    assert_screen_contains(p, "标题: 䶮塘清淤第二期");
    pty_keys(p, "<F2>");
    assert_screen_contains(p, "签发（待发布）");
    pty_close(p);
}

/* Read by the reviewer, changed and sent in again by the drafter: what he read is not what he would let through. */
static void test_changed_while_it_was_read(void **state) {
    struct office *office = *state;
    submit_two(office);
    struct pty *p = start_as(office, REVIEWER, "13");
    pty_keys(p, "/䶮塘清淤第一<Enter>1<Enter>");
    assert_screen_contains(p, "办事结果: 清淤二处");
    char number[24] = "";
    assert_int_equal(office_run(office, "list", "review-pending", "--format", "csv"), 0);
    const char *at = strstr(office->output, "䶮塘清淤第一期");
    assert_non_null(at);
    while (at > office->output && at[-1] != '\n')
        at--;
    snprintf(number, sizeof number, "%.12s", at);
    assert_int_equal(
        office_run(office, "--user", CLERK, "do", "edit", number, "办事结果=清淤二十处"), 0);
    assert_int_equal(office_run(office, "--user", CLERK, "do", "submit", number), 0);
    pty_keys(p, "公开<Enter><F2>");
    assert_screen_contains(p, "看过之后又有人改了");
    assert_screen_contains(p, "清淤二十处");
    pty_close(p);
    assert_int_equal(office_run(office, "list", "approve-pending", "--format", "csv"), 0);
    assert_null(strstr(office->output, "䶮塘清淤第一期"));
}

static void test_the_review_form(void **state) {
    submit_two(*state);
    struct pty *p = start_as(*state, REVIEWER, "13");
    pty_keys(p, "/䶮塘清淤第一<Enter>1<Enter>");
    int row = screen_find(p, "审查结论:", NULL);
    assert_true(row > screen_find(p, "办事结果:", NULL)); /* the decision stands below the text */
    pty_keys(p, "<PgDn>");
    assert_screen_contains(p, "明细:");
    pty_keys(p, "<PgDn>");
    assert_screen_contains(p, "纸上签批人:");
    pty_keys(p, "<F3>");
    pty_close(p);
}

static void test_a_drafter_is_told(void **state) {
    submit_two(*state);
    struct pty *p = start_as(*state, CLERK, "13");
    pty_keys(p, "/䶮塘清淤第一<Enter>1<Enter>");
    assert_screen_contains(p, "这是您拟的稿，须由别人决定");
    pty_keys(p, "公开<Enter><F2>");
    assert_screen_contains(p, "须由有权的人决定");
    pty_keys(p, "<PgDn><PgDn>李春梅<Enter><Enter>审3<Enter><F2>");
    assert_screen_contains(p, "是 GK");
    assert_screen_contains(p, "的拟稿人");
    pty_close(p);
}

static void test_returned_with_a_reason(void **state) {
    submit_two(*state);
    struct pty *p = start_as(*state, REVIEWER, "13");
    pty_keys(p, "/䶮塘清淤第一<Enter>3<Enter>");
    assert_screen_contains(p, "：理由");
    pty_keys(p, "过程太笼统<Enter>");
    assert_screen_contains(p, "退回（退回）");
    pty_close(p);
    p = start_as(*state, CLERK, "12");
    pty_keys(p, "/䶮塘清淤第一<Enter>5<Enter><PgDn><PgDn>");
    assert_screen_contains(p, "过程太笼统");
    pty_close(p);
}

static void test_refused_by_an_article(void **state) {
    submit_two(*state);
    struct pty *p = start_as(*state, LEADER, "13");
    pty_keys(p, "/䶮塘清淤第一<Enter>9<Enter>");
    pty_keys(p, "<F2>");
    assert_screen_contains(p, "不予公开依据：必填，还空着");
    pty_keys(p, "条例第十五条<Enter>涉及未成年人<F2>");
    assert_screen_contains(p, "不予公开（不予公开）");
    pty_close(p);
}

/* One key shows what becomes of each hit; F2 does it. */
static void test_masked_before_and_after(void **state) {
    register_two(*state, "施工人电话13800001234，住东门村三组12号");
    struct pty *p = start_as(*state, CLERK, "12");
    pty_keys(p, "/䶮塘清淤第一<Enter>7<Enter>");
    assert_screen_contains(p, "第 1 行第 6 字有手机号（138****1234）");
    pty_keys(p, "8<Enter>");
    assert_screen_contains(p, "遮盖个人信息");
    assert_screen_contains(p, "办事结果第 1 行第 6 字  手机号");
    assert_screen_contains(p, "13800001234  =>  138****1234");
    assert_screen_contains(p, "住东门村三组12号  =>  住东门村三组**");
    assert_screen_contains(p, "F2照此办理");
    pty_keys(p, "<F3>");
    pty_keys(p, "8<Enter><F2>");
    assert_screen_contains(p, "遮盖个人信息（拟稿）");
    pty_keys(p, "7<Enter>");
    assert_screen_contains(p, "送审（待审核）");
    pty_close(p);
    p = start_as(*state, CLERK, "12");
    pty_keys(p, "/䶮塘清淤第二<Enter>8<Enter>");
    assert_screen_contains(p, "不用遮盖");
    pty_close(p);
}

/* One draft in an office of the test's own, where numbers are known. */
static void register_matter(struct office *office, const char *result) {
    char text[600];
    assert_int_equal(
        office_run(office, "import", "unit",
                   office_write(office, "u.csv", "单位名称,电话\n东门村,0000-6610011\n")),
        0);
    assert_int_equal(office_run(office, "import", "person",
                                office_write(office, "p.csv", "姓名\n周建华\n张𠮷旺\n")),
                     0);
    assert_int_equal(
        office_run(
            office, "import", "catalogue",
            office_write(office, "c.csv",
                         "title,affair,subject,power,scope,timing,unit,leader,person,basis\n"
                         "䶮塘清淤,rural,village_affairs,service,public,ad_hoc,东门村,周建华,"
                         "张𠮷旺,村民委员会组织法第三十条\n")),
        0);
    snprintf(text, sizeof text,
             "catalogue,title,received_on,element_process,element_discipline,element_result\n"
             "䶮塘清淤,䶮塘清淤第一期,2026-11-18,村民代表会议定的,不得优亲厚友,%s\n",
             result);
    assert_int_equal(
        office_run(office, "import", "disclosure", office_write(office, "d.csv", text)), 0);
}

/* The one clerk reviews on paper. */
static void test_what_the_forms_show(void **state) {
    struct office *office = *state;
    register_matter(office, "施工人电话１３８００００１２３４，住东门村三组12号");
    struct pty *p = pty_start(office, "--open", "12");
    pty_keys(p, "8<Enter>");
    assert_screen(p, "mask_personal");
    pty_keys(p, "<F2>7<Enter>=13<Enter>");
    assert_screen_contains(p, "选项 1审核 2改 3退回 5看 6打印 9不予公开");
    assert_screen_contains(p, "F8查询");
    pty_keys(p, "2<Enter>");
    assert_screen_contains(p, "目录事项: 䶮塘清淤"); /* the whole draft, to be changed */
    pty_keys(p, "<F3>");
    pty_keys(p, "1<Enter>");
    assert_screen(p, "review_form");
    pty_keys(p, "公开<PgDn><PgDn>刘䶮<Enter><Enter>12<F2>");
    assert_screen_contains(p, "审核（待签发）");
    pty_keys(p, "=14<Enter>");
    assert_screen_contains(p, "选项 1签发 2改 3退回 5看 6打印 9不予公开");
    pty_keys(p, "1<Enter>");
    assert_screen(p, "approve_form");
    pty_keys(p, "刘䶮<Enter><Enter>13<F2>");
    assert_screen_contains(p, "“刘䶮”审核过");
    pty_keys(p, "<F1>");
    assert_screen_contains(p, "签发定的是这一版的正文");
    pty_close(p);
}

/* Alone in the office he may do all of it, and is told that it will be seen. */
static void test_one_person_alone_is_told(void **state) {
    struct office *office = *state;
    assert_int_equal(office_run(office, "setting", "one_person_office", "1"), 0);
    register_matter(office, "清淤２处");
    struct pty *p = pty_start(office, "--open", "12");
    pty_keys(p, "7<Enter>=13<Enter>1<Enter>");
    assert_screen_contains(p, "单人办公：由您兼任，记录上会标明一人兼任");
    assert_screen_lacks(p, "须由别人决定");
    pty_keys(p, "公开<F2>");
    assert_screen_contains(p, "审核（待签发）");
    pty_keys(p, "=14<Enter>1<Enter>");
    assert_screen_contains(p, "单人办公：由您兼任，记录上会标明一人兼任");
    pty_keys(p, "<F2>");
    assert_screen_contains(p, "签发（待发布）");
    pty_keys(p, "=GK2026-00001<Enter><PgDn>");
    assert_screen_contains(p, "一人兼任：审核、签发");
    pty_close(p);
}

static void must_do(struct office *office, const char *user, const char *command,
                    const char *number, const char *said) {
    const char *const arguments[] = {"--user", user, "do", command, number, said, NULL};
    if (office_run_arguments(office, arguments) != 0)
        fail_msg("%s", office->errors);
}

static const char *number_of(struct office *office, const char *title) {
    static char number[24];
    assert_int_equal(office_run(office, "--user", CLERK, "list", "disclosure", "--format", "csv",
                                "--order", "number", "--limit", "1000"),
                     0);
    const char *at = strstr(office->output, title);
    assert_non_null(at);
    while (at > office->output && at[-1] != '\n')
        at--;
    snprintf(number, sizeof number, "%.12s", at);
    return number;
}

/* Two are marked; one of them is changed by its drafter and reviewed again before the deputy head approves: he has not
 * seen that text. */
static void test_several_as_they_were_seen(void **state) {
    struct office *office = *state;
    char numbers[2][24];
    submit_two(office);
    snprintf(numbers[0], sizeof numbers[0], "%s", number_of(office, "䶮塘清淤第一期"));
    snprintf(numbers[1], sizeof numbers[1], "%s", number_of(office, "䶮塘清淤第二期"));
    for (size_t i = 0; i < 2; i++)
        must_do(office, REVIEWER, "review", numbers[i], "review_outcome=public");
    struct pty *p = start_as(office, LEADER, "14");
    pty_keys(p, "/䶮塘清淤第一<Enter><Space>/䶮塘清淤第二<Enter><Space>");
    assert_screen_contains(p, "已勾选 2 条");
    must_do(office, CLERK, "edit", numbers[1], "element_result=清淤９处");
    must_do(office, CLERK, "submit", numbers[1], NULL);
    must_do(office, REVIEWER, "review", numbers[1], "review_outcome=public");
    pty_keys(p, "1<Enter><F2>");
    assert_screen_contains(p, "已被别人改过，请刷新后看清楚再办");
    screen_assert(p, screen_contains(p, numbers[1]), numbers[1], __FILE__, __LINE__);
    pty_keys(p, "<Esc>");
    assert_screen_contains(p, "14 待签发");
    pty_keys(p, "/䶮塘清淤第一<Enter><Space>/䶮塘清淤第二<Enter><Space>1<Enter><F2>");
    assert_screen_contains(p, "签发 2 件");
    pty_close(p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_reviewed_one_after_the_other, office_setup,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_changed_while_it_was_read, office_setup,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_the_review_form, office_setup, office_teardown),
        cmocka_unit_test_setup_teardown(test_a_drafter_is_told, office_setup, office_teardown),
        cmocka_unit_test_setup_teardown(test_returned_with_a_reason, office_setup, office_teardown),
        cmocka_unit_test_setup_teardown(test_refused_by_an_article, office_setup, office_teardown),
        cmocka_unit_test_setup_teardown(test_masked_before_and_after, office_setup,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_one_person_alone_is_told, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_what_the_forms_show, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_several_as_they_were_seen, office_setup,
                                        office_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
