/* The relay's two streams: GB18030, GBK and Big5 on one side, UTF-8 on the other, in pieces of any length. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/encoding.h"
#include "base/glyph.h"
#include "base/text.h"
#include "base/width.h"
#include "ui/relay_text.h"

static struct relay_text stream;
static struct buffer out;

static void begin(enum encoding encoding) {
    assert_int_equal(relay_text_open(&stream, encoding, NULL), STATUS_OK);
    width_set_ambiguous(2);
}

static int end(void **state) {
    relay_text_close(&stream);
    buffer_release(&out);
    glyph_set_encoding(ENCODING_UTF_8);
    width_set_ambiguous(1);
    return 0;
}

static void type(const char *bytes, const char *expected) {
    buffer_clear(&out);
    relay_text_from_terminal(&stream, bytes, strlen(bytes), &out);
    assert_string_equal(buffer_text(&out), expected);
}

static void give_up(const char *expected) {
    buffer_clear(&out);
    relay_text_give_up(&stream, &out);
    assert_string_equal(buffer_text(&out), expected);
    assert_int_equal(relay_text_waiting(&stream), 0);
}

static void draw(const char *text, const char *expected) {
    buffer_clear(&out);
    relay_text_to_terminal(&stream, text, strlen(text), &out);
    assert_string_equal(buffer_text(&out), expected);
}

static void typed_hanzi_of_two_and_four_bytes(void **state) {
    begin(ENCODING_GB18030);
    type("\xD5\xF2\xD5\xFE\xB8\xAE", "镇政府");
    type("\xFE\x9F\x95\x34\xB2\x35", "䶮𠮷");
}

static void half_a_character_waits_for_the_other_half(void **state) {
    begin(ENCODING_GB18030);
    type("\xD5", "");
    assert_int_equal(relay_text_waiting(&stream), 1);
    type("\xF2", "镇");
    assert_int_equal(relay_text_waiting(&stream), 0);
}

static void every_cut_of_a_text_gives_the_same(void **state) {
    static const char text[] = "村民𠮷、邓䶮：“土路”…\033[A\r１２";
    struct buffer bytes = BUFFER_INIT, back = BUFFER_INIT;
    begin(ENCODING_GB18030);
    assert_int_equal(encoding_from_utf8(ENCODING_GB18030, text, strlen(text), &bytes, NULL),
                     STATUS_OK);
    for (size_t cut = 0; cut <= bytes.length; cut++) {
        buffer_clear(&back);
        relay_text_from_terminal(&stream, bytes.data, cut, &back);
        relay_text_from_terminal(&stream, bytes.data + cut, bytes.length - cut, &back);
        assert_string_equal(buffer_text(&back), text);
    }
    for (size_t cut = 0; cut <= strlen(text); cut++) {
        buffer_clear(&back);
        relay_text_to_terminal(&stream, text, cut, &back);
        relay_text_to_terminal(&stream, text + cut, strlen(text) - cut, &back);
        assert_int_equal(back.length, bytes.length);
        assert_memory_equal(back.data, bytes.data, back.length);
    }
    buffer_release(&bytes);
    buffer_release(&back);
}

static void a_bad_byte_takes_no_key_with_it(void **state) {
    begin(ENCODING_GB18030);
    type("\xFF"
         "abc\r",
         "\xEF\xBF\xBD"
         "abc\r");
    type("\xD5\r", "\xEF\xBF\xBD\r");
    type("\xD5\033[A", "\xEF\xBF\xBD\033[A");
    type("\x81\x31x", "\xEF\xBF\xBD"
                      "1x");
    relay_text_close(&stream);
    begin(ENCODING_GBK);
    type("\xFF\xD5\xF2", "\xEF\xBF\xBD镇");
    type("\xFE\xFE"
         "a",
         "\xEF\xBF\xBD"
         "a");
}

static void half_a_character_is_given_up_in_the_end(void **state) {
    begin(ENCODING_GB18030);
    type("\x81\x31", "");
    give_up("\xEF\xBF\xBD"
            "1");
    type("2", "2");
}

static void what_lacks_keeps_its_columns(void **state) {
    begin(ENCODING_GBK);
    draw("王䶮𠮷x\xC2\xA0y", "\xCD\xF5\xA1\xFE\xA1\xFEx y");
    draw("€|é\xCC\x81|", "\xA1\xFE|\xA8\xA6|");
    relay_text_close(&stream);
    begin(ENCODING_BIG5);
    draw("公开", "\xA4\xBD??");
}

/* Nothing that could be taken for a control: C1 in any spelling, a lone byte from 0x80 up. */
static void no_controls_reach_the_terminal(void **state) {
    static const enum encoding encodings[] = {ENCODING_GB18030, ENCODING_GBK, ENCODING_BIG5};
    for (size_t i = 0; i < sizeof encodings / sizeof encodings[0]; i++) {
        struct buffer bytes = BUFFER_INIT;
        begin(encodings[i]);
        for (char32_t c = 0x80; c < 0x11000; c++) {
            char encoded[4];
            buffer_clear(&bytes);
            relay_text_to_terminal(&stream, encoded, text_encode(c, encoded), &bytes);
            bool is_control = c <= 0x9F || (c >= 0x202A && c <= 0x202E) || c == 0xFEFF;
            assert_true(bytes.length != 1 || (unsigned char)bytes.data[0] < 0x80);
            if (is_control)
                assert_string_equal(buffer_text(&bytes), "?");
            if (bytes.length >= 2 && bytes.data[0] != '?') {
                assert_in_range((unsigned char)bytes.data[0], 0x81, 0xFE);
                assert_in_range((unsigned char)bytes.data[1], 0x30, 0xFE);
            }
        }
        draw("a\x80\xFFz", "a??z");
        buffer_release(&bytes);
        relay_text_close(&stream);
    }
    begin(ENCODING_GB18030);
}

static void escape_sequences_pass(void **state) {
    begin(ENCODING_GB18030);
    draw("\033[2;1H\033[30m镇\033(B\033[m", "\033[2;1H\033[30m\xD5\xF2\033(B\033[m");
}

#define TEST(test) cmocka_unit_test_teardown(test, end)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(typed_hanzi_of_two_and_four_bytes),
        TEST(half_a_character_waits_for_the_other_half),
        TEST(every_cut_of_a_text_gives_the_same),
        TEST(a_bad_byte_takes_no_key_with_it),
        TEST(half_a_character_is_given_up_in_the_end),
        TEST(what_lacks_keeps_its_columns),
        TEST(no_controls_reach_the_terminal),
        TEST(escape_sequences_pass),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
