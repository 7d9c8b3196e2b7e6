/* What stands on the screen for a character: itself, 〓 or its code, in a UTF-8 terminal and in others. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/buffer.h"
#include "base/glyph.h"
#include "base/text.h"
#include "base/width.h"

static void check(const char *text, const char *shown) {
    struct buffer out = BUFFER_INIT;
    glyph_append_text(&out, text, strlen(text));
    assert_string_equal(buffer_text(&out), shown);
    buffer_release(&out);
}

static void names_are_shown_as_they_are(void **state) {
    check("邓䶮、王𠮷、张𬌗，１２ “…”—·①",
          "邓䶮、王𠮷、张𬌗，１２ “…”—·①");
    check("葛\xF3\xA0\x84\x80城e\xCC\x81", "葛\xF3\xA0\x84\x80城e\xCC\x81");
    check("金李" /* U+F90A, U+F9E1 */, "金李");
}

static void what_commands_or_hides_is_shown_by_its_code(void **state) {
    check("a\x1B[2J\n", "a<U+001B>[2J<U+000A>");
    check("\xC2\x9B"
          "2J",
          "<U+009B>2J");
    check("甲\xE2\x80\xAE乙\xE2\x80\x8B", "甲<U+202E>乙<U+200B>");
    check("\xF3\xA0\x81\x81", "<U+E0041>");
    check("坏\x80字", "坏<80>字");
    assert_int_equal(glyph_columns(0x202E), 8);
    assert_int_equal(glyph_columns(0xE0041), 9);
}

static void what_cannot_be_drawn_is_a_mark(void **state) {
    check("好😀了\xCD\xB8。⚡", "好〓了〓。〓");
    check("👍🏻", "〓〓");
    check("\xCD\xB8\xCC\x81x", "〓x"); /* its mark goes with it */
    assert_int_equal(glyph_columns(0x1F600), 2);
    assert_int_equal(glyph_columns(0x378), 2);
    assert_int_equal(glyph_columns(0x301), 0);
    assert_int_equal(glyph_columns(U'中'), 2);
}

static void shown_text_has_the_columns_told(void **state) {
    static const char32_t all[] = {U'a',   U'中',   0x20BB7, 0x2026,  0x1F600, 0x378,
                                   0x202E, 0xE0041, 0x0A,    0x1F100, 0xF90A,  0x10FFFF};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        struct buffer out = BUFFER_INIT;
        glyph_append(&out, all[i]);
        assert_int_equal(text_width(buffer_text(&out)), glyph_columns(all[i]));
        buffer_release(&out);
    }
}

static void codes(const char *text, const char *expected) {
    struct buffer out = BUFFER_INIT;
    glyph_append_codes(&out, text);
    assert_string_equal(buffer_text(&out), expected);
    buffer_release(&out);
}

static void codes_of_what_cannot_be_drawn(void **state) {
    codes("东门村\xE2\x80\xAE", "");
    codes("好😀😀\xCD\xB8", "U+1F600 U+0378");
    codes("😀😁😂😃😄😅", "U+1F600 U+1F601 U+1F602 U+1F603 U+1F604");
}

static void what_the_terminals_encoding_lacks(void **state) {
    glyph_set_encoding(ENCODING_GBK);
    check("镇䶮𠮷…—“①\xC2\xA0", "镇〓〓…—“①\xC2\xA0");
    check("€", "〓"); /* 0x80 in CP936: a control to other terminals */
    codes("䶮", "U+4DAE");
    glyph_set_encoding(ENCODING_BIG5);
    check("公開公开", "公開公〓");
    glyph_set_encoding(ENCODING_GB18030);
    check("镇䶮𠮷…€", "镇䶮𠮷…€");
    assert_false(glyph_is_encodable(0x9B)); /* four bytes, and a control all the same */
    assert_false(glyph_is_encodable(0x202E));
    glyph_set_encoding(ENCODING_UTF_8);
    check("镇䶮𠮷", "镇䶮𠮷");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_shown_as_they_are),
        cmocka_unit_test(what_commands_or_hides_is_shown_by_its_code),
        cmocka_unit_test(what_cannot_be_drawn_is_a_mark),
        cmocka_unit_test(shown_text_has_the_columns_told),
        cmocka_unit_test(codes_of_what_cannot_be_drawn),
        cmocka_unit_test(what_the_terminals_encoding_lacks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
