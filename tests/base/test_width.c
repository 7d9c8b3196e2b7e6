/* Columns of characters: the committed table, the ambiguous setting, and wcwidth() for ncurses. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <wchar.h>

#include "base/width.h"
#include "base/width_table.h"

static void test_widths_of_known_characters(void **state) {
    static const struct {
        char32_t character;
        int width;
    } rows[] = {
        {'a', 1},      {0x20, 1},     {0x7E, 1},      {0x7F, -1},   {0x1B, -1},   {0x0A, -1},
        {0x80, -1},    {0x9F, -1},    {0xA0, 1},      {0xE9, 1},    {0x301, 0},   {0x4E00, 2},
        {0x4DAE, 2},   {0x9FFF, 2},   {0x3400, 2},    {0x4DBF, 2},  {0x4DC0, 1},  {0xAC00, 2},
        {0x1161, 0},   {0x3000, 2},   {0x3014, 2},    {0xFF01, 2},  {0xFF61, 1},  {0x200B, -1},
        {0x202E, -1},  {0xFEFF, -1},  {0x20BB7, 2},   {0x2C317, 2}, {0x31350, 2}, {0x3FFFD, 2},
        {0x3FFFE, -1}, {0x2FFFE, -1}, {0xE0041, -1},  {0xE0100, 0}, {0x1F600, 2}, {0x378, -1},
        {0xFFFF, -1},  {0xD800, -1},  {0x110000, -1}, {0x302A, 0},  {0xFA0E, 2},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (width_of(rows[i].character) != rows[i].width) {
            fail_msg("U+%04X has %d columns", (unsigned)rows[i].character,
                     width_of(rows[i].character));
        }
    }
}

static void test_ambiguous_follow_the_setting(void **state) {
    static const char32_t ambiguous[] = {0x2026, 0x2014, 0x201C, 0x2460, 0xD7, 0xE000, 0xFFFD};
    for (size_t i = 0; i < sizeof ambiguous / sizeof ambiguous[0]; i++) {
        width_set_ambiguous(1);
        assert_int_equal(width_of(ambiguous[i]), 1);
        width_set_ambiguous(2);
        assert_int_equal(width_of(ambiguous[i]), 2);
    }
    assert_int_equal(width_of('a'), 1);
    assert_int_equal(width_of(0x301), 0);
    width_set_ambiguous(1);
}

static void test_wcwidth_is_ours(void **state) {
    assert_int_equal(wcwidth(L'\0'), 0);
    assert_int_equal(wcwidth(0x31350), 2); /* glibc 2.36 knows no Extension H: -1 */
    assert_int_equal(wcwidth(0x4E00), 2);
    assert_int_equal(wcwidth(0x301), 0);
    assert_int_equal(wcwidth(0x1B), -1);
    width_set_ambiguous(2);
    assert_int_equal(wcwidth(0x2026), 2);
    width_set_ambiguous(1);
}

static void test_ranges_are_in_order(void **state) {
    assert_true(width_range_count > 500);
    for (size_t i = 0; i < width_range_count; i++) {
        assert_true(width_ranges[i].first <= width_ranges[i].last);
        assert_true(i == 0 || width_ranges[i - 1].last < width_ranges[i].first);
        assert_in_range(width_ranges[i].width, 0, WIDTH_AMBIGUOUS);
    }
}

static void test_fast_path_agrees_with_the_table(void **state) {
    size_t at = 0;
    for (char32_t character = 0; character <= 0xFFFF; character++) {
        while (at < width_range_count && width_ranges[at].last < character) {
            at++;
        }
        int listed = width_ranges[at].first <= character ? width_ranges[at].width : -1;
        int expected = listed == WIDTH_AMBIGUOUS ? 1 : listed;
        if (width_of(character) != expected) {
            fail_msg("U+%04X", (unsigned)character);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_widths_of_known_characters),
        cmocka_unit_test(test_ambiguous_follow_the_setting),
        cmocka_unit_test(test_wcwidth_is_ours),
        cmocka_unit_test(test_ranges_are_in_order),
        cmocka_unit_test(test_fast_path_agrees_with_the_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
