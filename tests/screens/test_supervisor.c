/* What the supervisor may do beyond the clerk, at the screen: extend, restore, see what is sealed; and that the
 * clerk is neither offered it nor gets it done. In the demonstration office. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "harness/screen.h"

static struct pty *start_as(void **state, const char *account) {
    struct pty *p = pty_start(*state, "--user", account, "--open", "34");
    assert_screen_contains(p, "34 待办反馈");
    return p;
}

/* The last one in the queue whose clock runs: handed over just now. */
static void register_slip(struct office *office) {
    struct pty *p = pty_start(office, "--user", "lichunmei", "--open", "33");
    pty_keys(p, "投<Enter>水厂围墙倒塌<Enter><Enter><Enter>东门村<Enter><F2>");
    assert_screen_contains(p, "已保存：FK2026-");
    assert_screen_contains(p, "已交办 东门村，期限 2026-12-11");
    pty_close(p);
}

static void test_extension(void **state) {
    register_slip(*state);
    struct pty *p = start_as(state, "zhoujianhua");
    pty_keys(p, "/水厂围墙<Enter><F4>延期<Enter>5<Enter>要等鉴定<Enter>");
    assert_screen_contains(p, "延期（交办，期限 2026-12-18）");
    pty_keys(p, "<Enter>");
    assert_screen_contains(p, "水厂围墙倒塌");
    assert_screen_contains(p, "要等鉴定");
    assert_screen_contains(p, "周建华");
    assert_screen_contains(p, "答复期限: 2026-12-18");
    pty_keys(p, "2"); /* the form counts the extension too */
    assert_screen_contains(p, "答复期限: 2026-12-18 周五（");
    pty_keys(p, "<Esc><F4>");
    assert_screen_lacks(p, "恢复计时");
    pty_close(p);
}

static void test_extension_is_not_for_the_late(void **state) {
    struct pty *p = start_as(state, "zhoujianhua");
    pty_keys(p, "/三组路灯<Enter>");
    assert_screen_contains(p, "逾期");
    pty_keys(p, "<F4>");
    assert_screen_contains(p, "7 改派");
    pty_keys(p, "延期");
    assert_screen_lacks(p, "申请延期"); /* nothing that would be refused is offered */
    assert_screen_lacks(p, "同意延期");
    pty_close(p);
}

static void test_extension_is_not_for_the_clerk(void **state) {
    register_slip(*state);
    struct pty *p = start_as(state, "lichunmei");
    pty_keys(p, "/水厂围墙<Enter><F4>延期");
    /* To be asked for; not to be given, nor decided on what nobody asked for. */
    assert_screen_contains(p, "│>   申请延期");
    assert_screen_lacks(p, "│    延期");
    assert_screen_lacks(p, "同意延期");
    /* With rows marked nothing more than every one of them allows. */
    pty_keys(p, "<Esc><Space><F4>延期");
    assert_screen_contains(p, "│>   申请延期");
    assert_screen_lacks(p, "│    延期");
    pty_keys(p, "<Esc>/三组路灯<Enter><Space><F4>延期"); /* a late one among them */
    assert_screen_lacks(p, "申请延期");
    pty_close(p);
}

static void test_the_clock_stops_and_goes_on(void **state) {
    register_slip(*state);
    struct pty *p = start_as(state, "zhoujianhua");
    pty_keys(p, "/水厂围墙<Enter><F4>暂停<Enter>");
    assert_screen_contains(p, "：理由");
    pty_keys(p, "<Enter>");
    assert_screen_lacks(p, "已保存"); /* not without a reason */
    pty_keys(p, "<C-U>等鉴定结论<Enter>");
    assert_screen_contains(p, "（交办，计时已停）");
    pty_keys(p, "/水厂围墙<Enter>");
    int row = screen_find(p, "水厂围墙", NULL);
    assert_non_null(strstr(screen_row(p, row), "暂停"));
    pty_keys(p, "2<Enter>");
    assert_screen_contains(p, "计时从 2026-11-20 起停着，恢复时再算答复期限");
    assert_screen_lacks(p, "答复期限: 2026");
    pty_keys(p, "<Esc><Enter>");
    assert_screen_contains(p, "等鉴定结论");
    pty_keys(p, "<F4>");
    assert_screen_contains(p, "恢复计时");
    pty_keys(p, "恢复<Enter>");
    assert_screen_contains(
        p, "恢复计时（交办，期限 2026-12-11）"); /* on the same day: nothing is added */
    pty_close(p);
}

static void test_restoring_is_the_supervisors(void **state) {
    struct office *office = *state;
    register_slip(office);
    struct pty *p = start_as(state, "lichunmei");
    pty_keys(p, "/水厂围墙<Enter>4<Enter>重复<Enter>");
    assert_screen_contains(p, "作废");
    assert_screen_lacks(p, "水厂围墙");
    assert_int_equal(office_run(office, "list", "feedback", "--format", "csv"), 0);
    const char *at = strstr(office->output, "水厂围墙");
    assert_non_null(at);
    while (at > office->output && at[-1] != '\n')
        at--;
    char jump[40] = "=";
    memcpy(jump + 1, at, strlen("FK2026-00001"));
    pty_keys(p, jump);
    pty_keys(p, "<Enter><F4>");
    assert_screen_contains(p, "3 版本");
    assert_screen_lacks(p, "恢复使用");
    pty_close(p);
    p = start_as(state, "zhoujianhua");
    pty_keys(p, jump);
    pty_keys(p, "<Enter><F4>恢复<Enter>没有重复<Enter>");
    assert_screen_contains(p, "恢复使用（");
    assert_screen_contains(p, "水厂围墙倒塌");
    pty_close(p);
}

/* The clerk who typed it sees it no more, by no way; the supervisor charged with it does. */
static void test_a_report_is_seen_by_whom_it_is_charged_to(void **state) {
    struct office *office = *state;
    struct pty *p = pty_start(office, "--user", "lichunmei", "--open", "33");
    pty_keys(p, "举<Enter>村会计吃拿卡要<Enter>王某某<F2>");
    assert_screen_contains(p, "已保存并密封，只有专责人看得见");
    pty_keys(p, "<Esc>=34<Enter>/吃拿<Enter>");
    assert_screen_contains(p, "没有找到");
    pty_keys(p, "<End>");
    assert_screen_lacks(p, "举报");
    pty_close(p);
    p = start_as(state, "zhoujianhua");
    assert_screen_lacks(
        p, "吃拿卡要"); /* not in the list of him either, whoever looks over his shoulder */
    bool is_found = false;
    for (int i = 0; i < 9 && !is_found; i++) { /* the demonstration has others */
        pty_keys(p, "/举报<Enter><Enter>");
        is_found = screen_contains(p, "村会计吃拿卡要") && screen_contains(p, "王某某");
        pty_keys(p, "<F3>");
    }
    assert_true(is_found);
    pty_close(p);
}

/* Roles stand in the office's words, and stay what they were when something else is changed. */
static void test_roles_by_their_names(void **state) {
    struct office *office = *state;
    struct pty *p = pty_start(office, "--user", "sunguoqiang", "--open", "01");
    const char *row = screen_row(p, screen_find(p, "周建华", NULL));
    assert_non_null(strstr(row, "分管领导"));
    pty_keys(p, "/周建华<Enter>2<Enter>");
    assert_screen_contains(p, "角色: 分管领导");
    pty_keys(p, "<Tab><Tab><End>、综治<F2>");
    assert_screen_contains(p, "已保存：RY2025-00002 改");
    pty_keys(p, "5<Enter>");
    assert_screen_contains(p, "角色: 分管领导");
    pty_close(p);
    assert_int_equal(office_run(office, "show", "RY2025-00002", "--format", "json"), 0);
    assert_non_null(strstr(office->output, "\"roles\":\"supervisor\""));
    assert_non_null(strstr(office->output, "、综治"));
}

/* Registering is the clerk's: nothing offers it to the supervisor. */
static void test_registering_is_the_clerks(void **state) {
    struct pty *p = start_as(state, "zhoujianhua");
    assert_screen_lacks(p, "F6新增");
    pty_keys(p, "<F6>");
    assert_screen_contains(p, "34 待办反馈");
    assert_screen_lacks(p, "编号保存后给出");
    pty_close(p);
}

static void test_a_reviewer_only_looks(void **state) {
    struct pty *p = start_as(state, "liuyan");
    pty_keys(p, "8<Enter>");
    assert_screen_contains(p, "您的角色不能答复");
    pty_keys(p, "02<Enter>");
    assert_screen_contains(p, "这条记录现在不能由您修改");
    pty_keys(p, "0<F4>");
    assert_screen_contains(p, "3 版本");
    assert_screen_lacks(p, "8 答复");
    pty_close(p);
}

#define SCREEN(test) cmocka_unit_test_setup_teardown(test, office_setup, office_teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        SCREEN(test_extension),
        SCREEN(test_extension_is_not_for_the_late),
        SCREEN(test_extension_is_not_for_the_clerk),
        SCREEN(test_the_clock_stops_and_goes_on),
        SCREEN(test_restoring_is_the_supervisors),
        SCREEN(test_a_report_is_seen_by_whom_it_is_charged_to),
        SCREEN(test_registering_is_the_clerks),
        SCREEN(test_roles_by_their_names),
        SCREEN(test_a_reviewer_only_looks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
