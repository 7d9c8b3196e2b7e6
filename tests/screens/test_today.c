/* A machine whose clock jumps while the program runs: said in every title, nothing registered by it, and gone on with once
 * somebody has said what day it is. In an office of its own, by the machine's clock. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "harness/screen.h"

static struct pty *start(struct office *office) {
    static char database[320];
    snprintf(database, sizeof database, "%s", office->database);
    const char *const arguments[] = {"--db", database, NULL};
    const struct pty_options options = {.without_office = true};
    return pty_start_with(office, &options, arguments);
}

/* An office in earnest, whose clock can't be set. */
static int setup(void **state) {
    struct office *office = office_bare();
    *state = office;
    struct pty *p = start(office);
    pty_keys(p, "1<Enter>青石镇政务公开办公室<Enter>孙国强<Enter>东门村<Enter>");
    assert_screen_contains(p, "已建立");
    pty_close(p);
    return 0;
}

/* As the program names its days. */
static const char *today(int days) {
    static char text[24];
    time_t now = time(NULL) + 8 * 3600 + (time_t)days * 86400;
    struct tm parts;
    gmtime_r(&now, &parts);
    strftime(text, sizeof text, "%Y-%m-%d", &parts);
    return text;
}

static void test_a_right_clock_says_nothing(void **state) {
    struct pty *p = start(*state);
    assert_screen_lacks(p, "时钟存疑");
    pty_keys(p, "<C-D>");
    assert_screen_contains(p, "机器时钟没有疑点");
    pty_close(p);
}

static void test_a_jump(void **state) {
    static const char *const times[] = {"1970-01-01T08:03", "2000-01-01T00:00", "2099-01-01T00:00",
                                        "2038-01-19T11:14"};
    for (size_t i = 0; i < sizeof times / sizeof times[0]; i++) {
        struct pty *p = start(*state);
        pty_set_machine(p, times[i]);
        pty_keys(p, "=31<Enter>");
        assert_screen_contains(p, "时钟存疑");
        if (i == 0)
            assert_screen_contains(p, "31 反馈箱");
        pty_keys(p, i > 0 ? "<F6><F2>" /* the draft of the time before */
                          : "<F6>政府大院<Enter>村委会门口<Enter><Enter>孙国强<Enter><Enter>7<F2>");
        assert_screen_contains(p, "Ctrl-D");
        assert_screen_contains(p, "箱名: 政府大院"); /* what was typed stays */
        pty_keys(p, "<F3>");
        pty_close(p);
    }
}

static void test_the_day_is_said_and_it_goes_on(void **state) {
    char typed[64];
    struct pty *p = start(*state);
    pty_set_machine(p, "1970-01-01T08:03");
    pty_keys(p, "=31<Enter><F6>政府大院<Enter>村委会门口<Enter><Enter>孙国强<Enter><Enter>7<F2>");
    assert_screen_contains(p, "1970-01-01 08:03");
    pty_keys(p, "<C-D>");
    assert_screen_contains(p, "今天是（如 2026-11-20）");
    pty_keys(p, "昨天<Enter>");
    assert_screen_contains(p, "请写几月几日");
    snprintf(typed, sizeof typed, "%s<Enter>", today(0));
    pty_keys(p, typed);
    assert_screen_contains(p, "日期手输");
    assert_screen_contains(p, "今天之内有效");
    pty_keys(p, "<F2>");
    assert_screen_contains(p, "已保存：FX");
    pty_close(p);
    /* At the next start the machine says the right time again. */
    p = start(*state);
    assert_screen_lacks(p, "日期手输");
    assert_screen_lacks(p, "时钟存疑");
    pty_close(p);
}

/* A day that is far off counts when it is typed twice. */
static void test_a_day_far_off(void **state) {
    char typed[64];
    struct pty *p = start(*state);
    pty_set_machine(p, "1970-01-01T08:03");
    pty_keys(p, "<C-D>");
    snprintf(typed, sizeof typed, "%s<Enter>", today(100));
    pty_keys(p, typed);
    assert_screen_contains(p, "再输入一次");
    pty_keys(p, typed);
    assert_screen_contains(p, "日期手输");
    pty_close(p);
}

#define SCREEN(test) cmocka_unit_test_setup_teardown(test, setup, office_teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        SCREEN(test_a_right_clock_says_nothing),
        SCREEN(test_a_jump),
        SCREEN(test_the_day_is_said_and_it_goes_on),
        SCREEN(test_a_day_far_off),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
