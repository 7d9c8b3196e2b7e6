/* The words for lights: what stands in a list, where the heading says working days. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "report/words.h"

static const char *in_a_list(enum light light, int days_left, bool is_in_days) {
    static char text[40];
    struct buffer out = BUFFER_INIT;
    words_append_light(&out, &(struct light_state){light, true, days_left, is_in_days});
    snprintf(text, sizeof text, "%s", buffer_text(&out));
    buffer_release(&out);
    return text;
}

static void calendar_days_say_so(void **state) {
    (void)state;
    assert_string_equal(in_a_list(LIGHT_OVERDUE, -3, false), "逾期3");
    assert_string_equal(in_a_list(LIGHT_OVERDUE, -12, true), "逾12日");
    assert_string_equal(in_a_list(LIGHT_NORMAL, 9, false), "剩9");
    assert_string_equal(in_a_list(LIGHT_NORMAL, 30, true), "剩30日");
    assert_string_equal(in_a_list(LIGHT_NEAR, 0, true), "今日");
    assert_string_equal(in_a_list(LIGHT_PAUSED, 0, true), "暂停");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(calendar_days_say_so)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
