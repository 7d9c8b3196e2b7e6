/* Two people at one record, at two terminals on one database: the second sees 原来, 对方 and 我的 field by field, loses nothing
 * of his own and overwrites nothing of theirs. In the demonstration office. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "harness/screen.h"

static int setup(void **state) {
    if (office_setup(state) != 0)
        return -1;
    const char *file =
        office_write(*state, "in.csv",
                     "收到日期,类别,标题,单位,来源,姓名,内容\n"
                     "2026-11-19,咨询,䶮家巷路灯不亮,东门村,来电,张𠮷旺,路灯坏了三天\n");
    return office_run((struct office *)*state, "--user", "lichunmei", "import", "feedback", file);
}

#define SCREEN(test) cmocka_unit_test_setup_teardown(test, setup, office_teardown)

/* The form of the feedback, opened by somebody at a terminal of his own. */
static struct pty *open_form(struct office *office, const char *user) {
    struct pty *p = pty_start(office, "--user", user, "--open", "34");
    pty_keys(p, "/䶮家巷<Enter>2<Enter>");
    assert_screen_contains(p, "标题: 䶮家巷路灯不亮");
    return p;
}

/* Down to a field, whose text is typed anew. */
static void type_in(struct pty *p, const char *label, const char *text) {
    int row, col, wanted_row = 0, wanted_col = 0;
    wanted_row = screen_find(p, label, &wanted_col);
    assert_true(wanted_row > 0);
    for (int i = 0; i < 24; i++) {
        screen_cursor(p, &row, &col);
        if (row == wanted_row && col > wanted_col && col < wanted_col + 32)
            break;
        pty_keys(p, "<Tab>");
    }
    pty_keys(p, "<C-U>");
    pty_keys(p, text);
}

static const char *stored(struct office *office) {
    assert_int_equal(
        office_run(office, "--user", "lichunmei", "show", "FK2026-00216", "--format", "json"), 0);
    return office->output;
}

#define assert_stored(office, words) assert_non_null(strstr(stored(office), words))

/* 周建华 was first: the title and the name. */
static struct pty *others_save(struct office *office) {
    struct pty *p = open_form(office, "zhoujianhua");
    type_in(p, "标题: ", "䶮家巷的路灯全不亮");
    type_in(p, "姓名: ", "周大爷");
    pty_keys(p, "<F2>");
    assert_screen_contains(p, "已保存：FK2026-00216");
    return p;
}

static void test_field_by_field(void **state) {
    struct pty *mine = open_form(*state, "lichunmei");
    struct pty *theirs = others_save(*state);
    type_in(mine, "标题: ", "䶮家巷路灯坏了找谁");
    type_in(mine, "电话:", "0000-6610011");
    pty_keys(mine, "<F2>");
    assert_screen(mine, "conflict");
    /* Nothing is chosen for anybody: F2 stays. */
    pty_keys(mine, "<F2>");
    assert_screen_contains(mine, "还有 1 栏两人都改了");
    assert_stored(*state, "䶮家巷的路灯全不亮");
    pty_keys(mine, "<Down>1");
    assert_screen_contains(mine, "这一栏不用选");
    pty_keys(mine, "<Up>1");
    assert_screen_contains(mine, "我的 √");
    assert_screen_contains(mine, "F2 可以保存");
    pty_keys(mine, "<F2>");
    assert_screen_contains(mine, "已保存：FK2026-00216");
    assert_stored(*state, "䶮家巷路灯坏了找谁");
    assert_stored(*state, "周大爷");
    assert_stored(*state, "0000-6610011");
    pty_close(mine);
    pty_close(theirs);
}

static void test_theirs_is_taken(void **state) {
    struct pty *mine = open_form(*state, "lichunmei");
    struct pty *theirs = others_save(*state);
    type_in(mine, "标题: ", "䶮家巷路灯坏了找谁");
    pty_keys(mine, "<F2>２"); /* as an input method types it */
    assert_screen_contains(mine, "对方 √");
    pty_keys(mine, "<F2>");
    assert_screen_lacks(mine, "两人同时改了");
    assert_stored(*state, "䶮家巷的路灯全不亮");
    pty_close(mine);
    pty_close(theirs);
}

static void test_side_by_side(void **state) {
    struct pty *mine = open_form(*state, "lichunmei");
    struct pty *theirs = open_form(*state, "zhoujianhua");
    type_in(theirs, "内容:", "路灯坏了三天，村委会已经报了，供电所说下周来修，请先放两只警示灯");
    pty_keys(theirs, "<F2>");
    type_in(mine, "内容:", "路灯坏了三天，老人晚上摔了一跤，请供电所今天就来看");
    pty_keys(mine, "<F2><Enter>");
    assert_screen(mine, "conflict_whole");
    pty_keys(mine, "<Esc>");
    assert_screen_contains(mine, "待选 1 栏");
    pty_close(mine);
    pty_close(theirs);
}

/* Back in the form everything stands as it was typed; left, it is a draft that knows what it was begun on. */
static void test_what_was_typed_is_kept(void **state) {
    struct pty *mine = open_form(*state, "lichunmei");
    struct pty *theirs = others_save(*state);
    type_in(mine, "标题: ", "我写的䶮家巷");
    pty_keys(mine, "<F2><Esc>");
    assert_screen_contains(mine, "标题: 我写的䶮家巷");
    assert_screen_contains(mine, "没有保存");
    pty_keys(mine, "<F3>");
    assert_screen_contains(mine, "已留作草稿");
    pty_keys(mine, "2<Enter>");
    assert_screen_contains(mine, "后来有人改过");
    assert_screen_contains(mine, "标题: 我写的䶮家巷");
    pty_keys(mine, "<F2>");
    assert_screen_contains(mine, "两人同时改了这一条");
    assert_screen_contains(mine, "我写的䶮家巷");
    assert_screen_contains(mine, "请选 1 2");
    assert_stored(*state, "䶮家巷的路灯全不亮");
    pty_keys(mine, "1<F2>");
    assert_stored(*state, "我写的䶮家巷");
    assert_stored(*state, "周大爷");
    pty_close(mine);
    pty_close(theirs);
}

/* While one chooses, the other saves again: it is compared again. */
static void test_again(void **state) {
    struct pty *mine = open_form(*state, "lichunmei");
    struct pty *theirs = others_save(*state);
    type_in(mine, "标题: ", "我写的䶮家巷");
    pty_keys(mine, "<F2>1");
    pty_keys(theirs, "2<Enter>");
    type_in(theirs, "标题: ", "第三次写的䶮家巷");
    pty_keys(theirs, "<F2>");
    pty_keys(mine, "<F2>");
    assert_screen_contains(mine, "第三次写的䶮");
    assert_screen_contains(mine, "请选 1 2");
    assert_stored(*state, "第三次写的䶮家巷");
    pty_keys(mine, "1<F2>");
    assert_stored(*state, "我写的䶮家巷");
    assert_stored(*state, "周大爷");
    pty_close(mine);
    pty_close(theirs);
}

/* It can be edited no more: who did what, and the text is not lost. */
static void test_no_longer_allowed(void **state) {
    struct pty *mine = open_form(*state, "lichunmei");
    assert_int_equal(office_run(*state, "--user", "zhoujianhua", "do", "void", "FK2026-00216",
                                "reason=重复登记"),
                     0);
    type_in(mine, "标题: ", "我写的䶮家巷");
    pty_keys(mine, "<F2>");
    assert_screen_contains(mine, "周建华 2026-11-20 09:00 作废");
    assert_screen_contains(mine, "这样改不了了");
    assert_screen_contains(mine, "我写的䶮家巷");
    assert_screen_lacks(mine, "F2保存");
    pty_keys(mine, "<F2><Esc>");
    assert_screen_contains(mine, "标题: 我写的䶮家巷");
    pty_close(mine);
    assert_stored(*state, "䶮家巷路灯不亮");
}

/* A command without a form: told what changed since the row was seen, and asked again. */
static void test_a_command_asks_again(void **state) {
    struct pty *mine = pty_start(*state, "--user", "zhoujianhua", "--open", "34");
    pty_keys(mine, "/䶮家巷<Enter>");
    assert_int_equal(office_run(*state, "--user", "lichunmei", "do", "edit", "FK2026-00216",
                                "title=䶮家巷路灯、井盖都坏了"),
                     0);
    pty_keys(mine, "4<Enter>重复登记<Enter>");
    assert_screen_contains(mine, "看过之后又有人改了");
    assert_screen_contains(mine, "李春梅 2026-11-20 09:00");
    assert_screen_contains(mine, "标题：䶮家巷路灯不亮 → 䶮家巷路灯、井盖都坏了");
    pty_keys(mine, "<Esc>");
    assert_screen_contains(mine, "没有办理");
    assert_null(strstr(stored(*state), "\"state\":\"void\""));
    /* The list shows it now; somebody is quicker once more, and this time it is meant. */
    assert_int_equal(
        office_run(*state, "--user", "lichunmei", "do", "edit", "FK2026-00216", "title=又改"), 0);
    pty_keys(mine, "4<Enter>重复登记<Enter>");
    assert_screen_contains(mine, "→ 又改");
    pty_keys(mine, "<F2>");
    assert_stored(*state, "\"state\":\"void\"");
    pty_close(mine);
}

/* The same in the form of a command: the reply typed is kept. */
static void test_a_commands_form(void **state) {
    struct pty *mine = pty_start(*state, "--user", "lichunmei", "--open", "34");
    pty_keys(mine, "/䶮家巷<Enter>8<Enter>");
    assert_screen_contains(mine, "FK2026-00216");
    type_in(mine, "答复:", "今天已请供电所抢修");
    assert_int_equal(
        office_run(*state, "--user", "zhoujianhua", "do", "edit", "FK2026-00216", "title=又改"), 0);
    pty_keys(mine, "<F2>");
    assert_screen_contains(mine, "看过之后又有人改了");
    assert_screen_contains(mine, "又改");
    pty_keys(mine, "<F2>");
    assert_stored(*state, "今天已请供电所抢修");
    assert_stored(*state, "又改");
    pty_close(mine);
}

/* ---- one at a time -------------------------------------------------------------------------------- */

/* Another program's write to come: the byte that SQLite locks for it, until the screen says that it is waited for. */
struct held {
    int file;
    bool was_said;
};

static void let_go_when_said(struct pty *p, void *context) {
    struct held *held = context;
    if (held->file < 0 || !screen_contains(p, "有人正在导入或备份，等一等…"))
        return;
    held->was_said = true;
    close(held->file);
    held->file = -1;
}

static void test_a_save_that_waits_says_so(void **state) {
    enum { RESERVED_BYTE = 0x40000001 };
    struct office *office = *state;
    struct held held = {-1, false};
    const struct pty_options options = {.fed = let_go_when_said, .context = &held};
    struct flock lock = {
        .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = RESERVED_BYTE, .l_len = 1};
    struct pty *p = pty_start_with(
        office, &options, (const char *const[]){"--user", "lichunmei", "--open", "34", NULL});
    pty_keys(p, "/䶮家巷<Enter>2<Enter>");
    type_in(p, "姓名: ", "周大爷");
    held.file = open(office->database, O_RDWR | O_CLOEXEC);
    assert_true(held.file >= 0 && fcntl(held.file, F_SETLK, &lock) == 0);
    pty_keys(p, "<F2>");
    assert_true(held.was_said);
    assert_screen_contains(p, "已保存：FK2026-00216");
    assert_screen_lacks(p, "等一等");
    assert_stored(office, "周大爷");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        SCREEN(test_field_by_field),
        SCREEN(test_theirs_is_taken),
        SCREEN(test_side_by_side),
        SCREEN(test_what_was_typed_is_kept),
        SCREEN(test_again),
        SCREEN(test_no_longer_allowed),
        SCREEN(test_a_command_asks_again),
        SCREEN(test_a_commands_form),
        SCREEN(test_a_save_that_waits_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
