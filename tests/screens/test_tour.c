/* The tours of README.md, typed in the demonstration office: from the gap to the draft under review, with the keys it
 * costs beside its own words; and what the public said, decided one after the other. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "harness/screen.h"

/* As README.md says; from list 19, beside the words and figures of the lines. */
enum { KEYS_TO_REVIEW = 13, KEYS_A_LINE = 5, KEYS_AN_OPINION = 3 };

/* Every key: <…> is one. */
static int count_keys(const char *keys) {
    int count = 0;
    for (const char *at = keys; *at != '\0'; at++, count++)
        at += *at == '<' ? strcspn(at, ">") : 0;
    return count;
}

static void test_from_the_gap_to_review(void **state) {
    static const char to_lines[] = "7<Enter><PgDn><PgDn><F4>";
    static const char *const cells[] = {"转移支付", "<Tab>", "镇财政", "<Tab>",  "33000",
                                        "<Tab>",    "<Tab>", "201 号", "<Enter>"};
    static const char to_review[] = "<F2><F2>=12<Enter>7<Enter>";
    int keys_a_line = 0;
    struct pty *p = pty_start(*state, NULL);
    pty_keys(p, "=19<Enter>");
    assert_screen_contains(p, "村级财务季度汇总 石桥村");
    pty_keys(p, to_lines);
    for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++) {
        pty_keys(p, cells[i]);
        keys_a_line += cells[i][0] == '<';
    }
    pty_keys(p, to_review);
    assert_screen_contains(p, "送审（待审核）");
    assert_int_equal(count_keys(to_lines) + count_keys(to_review), KEYS_TO_REVIEW);
    assert_int_equal(keys_a_line, KEYS_A_LINE);
    pty_close(p);
}

/* 22: the decision is chosen by its digit, the next opinion comes with F2. */
static void test_opinions_one_after_the_other(void **state) {
    static const char decline[] = "9<Enter><F2>";
    struct pty *p = pty_start(*state, NULL);
    pty_keys(p, "=22<Enter>");
    assert_screen(p, "tour_opinions");
    pty_keys(p, "<Down><Down>9<Enter>");
    assert_screen_contains(p, "停车场要留出残疾人车位");
    assert_screen_contains(p, "决定: 不采纳");
    pty_keys(p, "停车场的车位另有规定<F2>");
    assert_screen_contains(p, "困难户怎么认定");
    assert_int_equal(count_keys(decline), KEYS_AN_OPINION);
    pty_close(p);
}

/* 23 comes up with the newest that is over; 21 says how many of each wait. */
static void test_what_came_of_it(void **state) {
    struct pty *p = pty_start(*state, NULL);
    pty_keys(p, "=21<Enter>");
    assert_screen(p, "tour_collections");
    pty_keys(p, "/广场<Enter><F4>看采纳情况<Enter>");
    assert_screen_contains(p, "镇文化广场晚间开放时间和音响音量");
    assert_screen_contains(p, "期限内");
    pty_close(p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_from_the_gap_to_review, office_setup, office_teardown),
        cmocka_unit_test_setup_teardown(test_opinions_one_after_the_other, office_setup,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_what_came_of_it, office_setup, office_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
