/* Value lists as they are collected. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>

#include "form/domain.h"

static void test_choices_keep_copies_in_order(void **state) {
    struct choices choices = {0};
    char code[16] = "";
    for (int i = 0; i < 40; i++) {
        snprintf(code, sizeof code, "%02d", i);
        choices_add(&choices, code, "东门村", i % 2 == 0 ? NULL : "孙会计");
    }
    assert_int_equal(choices.count, 40);
    assert_false(choices.has_more);
    assert_string_equal(choices.items[0].code, "00");
    assert_string_equal(choices.items[0].hint, "");
    assert_string_equal(choices.items[39].code, "39");
    assert_string_equal(choices.items[39].label, "东门村");
    assert_string_equal(choices.items[39].hint, "孙会计");
    choices_release(&choices);
    assert_int_equal(choices.count, 0);
    assert_null(choices.items);
}

static void test_what_was_typed_fits(void **state) {
    (void)state;
    assert_true(choice_fits("投诉", ""));
    assert_true(choice_fits("投诉", "诉"));
    assert_true(choice_fits("投诉", "ts"));
    assert_true(choice_fits("投诉", "tousu"));
    assert_true(choice_fits("村镇建设办", "jsb"));
    assert_true(choice_fits("Complaint", "Comp"));
    assert_false(choice_fits("Complaint", "E"));
    assert_true(choice_fits("e路 老街", "lj"));
    assert_false(choice_fits("投诉", "tx"));
    assert_false(choice_fits("投诉", "诉投"));
    assert_false(choice_fits("投诉", "1"));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_choices_keep_copies_in_order),
                                       cmocka_unit_test(test_what_was_typed_fits)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
