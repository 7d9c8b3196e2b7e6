/* The screens in English at 80×24: what the program says is English, the records stay as they were
 * written; and which language is chosen by --lang and the environment. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "harness/screen.h"

enum { HEADING_ROW = 1, OPTION_ROW = 21, KEY_ROW = 23 };

static bool is_ascii(const char *text) {
    for (; *text; text++)
        if ((*text & 0x80) != 0)
            return false;
    return true;
}

/* Rows that hold no data: a Chinese character there is a text nobody translated. */
#define assert_rows_ascii(p, from, to) check_rows(p, from, to, __FILE__, __LINE__)
static void check_rows(struct pty *p, int from, int to, const char *file, int line) {
    for (int row = from; row <= to; row++)
        screen_assert(p, is_ascii(screen_row(p, row)), "Chinese where English should be", file,
                      line);
}

static struct pty *start(void **state) {
    return pty_start(*state, "--lang", "en");
}

static void test_workbench(void **state) {
    struct pty *p = start(state);
    assert_string_equal(screen_row(p, 3),
                        " No Queue                      Late    Near  Normal  Paused     All");
    assert_screen_contains(p, " Workbench ");
    assert_screen_contains(p, "2026-11-20 Fri workday  demo");
    assert_screen_contains(p, "Clerk");
    assert_rows_ascii(p, 3, 20);
    assert_rows_ascii(p, KEY_ROW, KEY_ROW);
    pty_keys(p, "3");
    assert_screen_contains(p, "Feedback");
    assert_screen_contains(p, "33 Feedback entry");
    pty_keys(p, "<Esc><F4>");
    assert_screen_contains(p, "Supervisor");
    pty_close(p);
}

static void test_list(void **state) {
    struct pty *p = start(state);
    pty_keys(p, "=34<Enter>");
    assert_string_equal(
        screen_row(p, HEADING_ROW),
        " Op No.           Due     Days    Kind Title                   Unit       Person");
    assert_rows_ascii(p, 0, HEADING_ROW);
    assert_screen_contains(p, " late");
    assert_screen_contains(p, " left");
    pty_keys(p, "<Space><Space>8");
    assert_screen_contains(p, "2 marked: 8=Reply. Enter does it, 0 takes it back");
    assert_rows_ascii(p, OPTION_ROW, KEY_ROW);
    pty_keys(p, "0<F4>");
    assert_screen_contains(p, "2 marked");
    assert_screen_contains(p, "    Pause ");
    assert_screen_lacks(p, "Announce"); /* not of those that are not answered */
    pty_close(p);
}

static void test_record(void **state) {
    static const char *const chinese[] = {"收到日",   "来源", "承办单位",     "经办人",
                                          "答复期限", "经过", "期限计算说明", "本镇设定",
                                          "工作日",   "不计"};
    static const char *const english[] = {
        "Received: ",   "Source: ",  "Unit: ",      "Person: ",   "Reply due: ",
        "Text",         "History",   "Register  ",  "Assign  ",   "How the due date was counted",
        "received on ", "(day 0); ", "Town rule: ", " 7=Reassign"};
    struct pty *p = start(state);
    pty_keys(p, "=34<Enter><Enter>");
    char *page = strdup(screen_text(p));
    assert_non_null(page);
    pty_keys(p, "<End>");
    const char *end = screen_text(p);
    for (size_t i = 0; i < sizeof english / sizeof english[0]; i++)
        screen_assert(p, strstr(page, english[i]) || strstr(end, english[i]), english[i], __FILE__,
                      __LINE__);
    for (size_t i = 0; i < sizeof chinese / sizeof chinese[0]; i++)
        screen_assert(p, !strstr(page, chinese[i]) && !strstr(end, chinese[i]), chinese[i],
                      __FILE__, __LINE__);
    free(page);
    assert_rows_ascii(p, OPTION_ROW, KEY_ROW);
    pty_close(p);
}

/* An empty form holds no data at all: none of its rows may be Chinese. */
static void test_form(void **state) {
    struct pty *p = start(state);
    pty_keys(p, "=33<Enter>");
    assert_screen_contains(p, " 33 Feedback entry");
    assert_screen_contains(p, "Received: 2026-11-20  Fri workday          Kind:");
    assert_rows_ascii(p, 0, KEY_ROW);
    pty_keys(p, "<F2>");
    assert_screen_contains(p, "Error 1/2  Kind: required, still empty");
    assert_screen_contains(p, "Required. Decides the due date");
    pty_keys(p, "E<Enter>Fees<F2>");
    assert_screen_contains(p, "Saved: FK2026-00001, due 2026-11-25");
    assert_rows_ascii(p, 0, KEY_ROW);
    pty_keys(p, "C<Enter>");
    assert_screen_contains(p, "Reply due: 2026-12-11 Fri (Town rule: complaint 15 workdays)");
    pty_keys(p, "Noise<Esc>");
    assert_screen_contains(p, "Not saved yet:  1 Go on  2 Keep a draft  3 Discard");
    assert_rows_ascii(p, 0, KEY_ROW);
    pty_close(p);
}

static void test_refusals(void **state) {
    struct pty *p = start(state);
    pty_keys(p, "=33<Enter>P<Enter>Thanks<F2><F3>=34<Enter>9<Enter>");
    assert_screen_contains(p, "FK2026-00001 cannot be closed: no reply yet");
    pty_keys(p, "04<Enter>");
    assert_screen_contains(p, "Void FK2026-00001: Reason");
    pty_keys(p, "twice<Enter>");
    assert_screen_contains(p, "Saved: FK2026-00001 Void (Void)");
    pty_keys(p, "=99<Enter>");
    assert_screen_contains(p, "No such screen or record");
    assert_rows_ascii(p, 0, KEY_ROW);
    pty_close(p);
}

/* Every page of help, from the top to where it ends. */
static void read_help(struct pty *p) {
    pty_keys(p, "<F1>");
    assert_screen_contains(p, " Keys");
    assert_rows_ascii(p, 0, KEY_ROW);
    if (!screen_contains(p, "Esc, then a digit. Esc 2 is F2"))
        pty_keys(p, "<PgDn>");
    assert_screen_contains(p, "Esc, then a digit. Esc 2 is F2");
    assert_rows_ascii(p, 0, KEY_ROW);
    pty_keys(p, "<End>");
    assert_rows_ascii(p, 0, KEY_ROW);
    pty_keys(p, "<PgUp>");
    assert_rows_ascii(p, 0, KEY_ROW);
    pty_keys(p, "<F3>");
}

/* 33's page has a date written in Chinese. */
static void test_help(void **state) {
    static const char *const codes[] = {"01", "02", "31", "32", "34", "95"};
    struct pty *p = start(state);
    read_help(p);
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
        pty_keys(p, "=");
        pty_keys(p, codes[i]);
        pty_keys(p, "<Enter>");
        assert_int_equal(screen_find(p, codes[i], NULL), 0);
        read_help(p);
    }
    pty_keys(p, "=34<Enter><F1><End>");
    assert_screen_contains(p, "Each record says how its date was counted.");
    pty_close(p);
}

static void start_in(void **state, const char *environment, const char *language,
                     const char *title) {
    const char *const changes[] = {environment, NULL};
    const char *const arguments[] = {"--lang", language, NULL};
    struct pty_options options = {.environment = changes};
    struct pty *p = pty_start_with(*state, &options, language ? arguments : arguments + 2);
    screen_assert(p, screen_contains(p, title), title, __FILE__, __LINE__);
    pty_close(p);
}

static void test_language_is_chosen(void **state) {
    start_in(state, "LANG=en_US.UTF-8", NULL, " Workbench ");
    start_in(state, "LC_ALL=en_GB.UTF-8", NULL, " Workbench ");
    start_in(state, "LANG=C.UTF-8", NULL, " 工作台");
    start_in(state, "LANG=zh_CN.UTF-8", NULL, " 工作台");
    start_in(state, "LANG=en_US.UTF-8", "zh_CN", " 工作台");
    start_in(state, "LANG=zh_CN.UTF-8", "en", " Workbench ");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_workbench, office_setup, office_teardown),
        cmocka_unit_test_setup_teardown(test_list, office_setup, office_teardown),
        cmocka_unit_test_setup_teardown(test_record, office_setup, office_teardown),
        cmocka_unit_test_setup_teardown(test_form, office_setup_test, office_teardown),
        cmocka_unit_test_setup_teardown(test_refusals, office_setup_test, office_teardown),
        cmocka_unit_test_setup_teardown(test_help, office_setup_test, office_teardown),
        cmocka_unit_test_setup_teardown(test_language_is_chosen, office_setup_test,
                                        office_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
