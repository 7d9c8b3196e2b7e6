/* Characters, cutting, padding, wrapping, cleaning: on mixed real text, at every width. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/text.h"
#include "base/width.h"

static const char *const samples[] = {
    "",
    "a",
    "村",
    "关于农村宅基地审批办理情况的公示",
    "a关于b宅基地",
    "䶮龑𠮷𫖯镇",
    "e\xCC\x81村e\xCC\x81\xCC\x82民",
    "葛\xF3\xA0\x84\x80城区", /* with an ideographic variation selector */
    "投诉：东门村三组路灯、水泵（共３处）不亮！",
    "1,234.50元；（甲）乙",
    "\t\n坏\x80字\xE4\xB8",
    "한국어 한글",
};
enum { SAMPLE_COUNT = sizeof samples / sizeof samples[0] };

static void test_decode_gives_each_length(void **state) {
    static const struct {
        const char *bytes;
        size_t used;
        char32_t character;
    } rows[] = {
        {"a", 1, 'a'},
        {"\xC3\xA9", 2, 0xE9},
        {"䶮", 3, 0x4DAE},
        {"𠮷", 4, 0x20BB7},
        {"\xF4\x8F\xBF\xBF", 4, 0x10FFFF},
        {"\xC0\xAF", 1, 0xFFFD},         /* overlong */
        {"\xE0\x9F\xBF", 1, 0xFFFD},     /* overlong */
        {"\xF0\x8F\xBF\xBF", 1, 0xFFFD}, /* overlong */
        {"\xED\xA0\x80", 1, 0xFFFD},     /* surrogate */
        {"\xF4\x90\x80\x80", 1, 0xFFFD}, /* above U+10FFFF */
        {"\xE6\x9D", 1, 0xFFFD},         /* cut */
        {"\x9D", 1, 0xFFFD},             /* tail alone */
        {"\xFF", 1, 0xFFFD},
        {"\xE6"
         "a\x91",
         1, 0xFFFD},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char32_t character = 0;
        assert_int_equal(text_decode(rows[i].bytes, strlen(rows[i].bytes), &character),
                         rows[i].used);
        assert_int_equal(character, rows[i].character);
    }
}

static void test_encode_is_the_inverse_of_decode(void **state) {
    for (char32_t character = 1; character <= 0x10FFFF; character++) {
        char bytes[4];
        char32_t back = 0;
        size_t size = text_encode(character, bytes);
        if (character >= 0xD800 && character <= 0xDFFF) {
            assert_int_equal(size, 0);
            continue;
        }
        if (text_decode(bytes, size, &back) != size || back != character) {
            fail_msg("U+%04X", (unsigned)character);
        }
    }
    char bytes[4];
    assert_int_equal(text_encode(0x110000, bytes), 0);
}

static void test_validity_names_the_bad_byte(void **state) {
    size_t bad = 99;
    assert_true(text_is_valid("东门村", 9, &bad));
    assert_true(text_is_valid("", 0, NULL));
    assert_false(text_is_valid("东\xFF门", 7, &bad));
    assert_int_equal(bad, 3);
    assert_false(text_is_valid("东门", 5, &bad));
    assert_int_equal(bad, 3);
    assert_false(text_is_valid("\x80", 1, NULL));
}

static void test_length_and_width(void **state) {
    assert_int_equal(text_length("a村𠮷"), 3);
    assert_int_equal(text_width("a村𠮷"), 5);
    assert_int_equal(text_width("e\xCC\x81"), 1);
    assert_int_equal(text_width("Ａ１"), 4);
    assert_int_equal(text_width("坏\x80"), 3);
    assert_int_equal(text_width(""), 0);
}

static void check_cut(const char *text, int cols) {
    int used = -1;
    size_t cut = text_cut(text, cols, &used);
    size_t length = strlen(text);
    assert_true(cut <= length);
    assert_true(used <= cols);
    assert_int_equal(text_cut(text, cols, NULL), cut);

    char *head = text_copy(text);
    head[cut] = '\0';
    assert_int_equal(text_width(head), used);
    assert_int_equal(text_length(head) + text_length(text + cut), text_length(text));
    free(head);

    if (cut < length) {
        char32_t next;
        size_t size = text_decode(text + cut, length - cut, &next);
        int columns = size == 1 && next == 0xFFFD ? 1 : width_of(next);
        assert_int_not_equal(columns, 0);
        assert_true(used + (columns < 0 ? 1 : columns) > cols);
    }
}

static void test_cut_at_every_width(void **state) {
    for (size_t i = 0; i < SAMPLE_COUNT; i++) {
        for (int cols = 0; cols <= 40; cols++) {
            check_cut(samples[i], cols);
        }
    }
}

static void test_cut_keeps_marks_with_their_base(void **state) {
    assert_int_equal(text_cut("e\xCC\x81\xCC\x82x", 1, NULL), 5);
    assert_int_equal(text_cut("葛\xF3\xA0\x84\x80城", 2, NULL), 7);
    assert_int_equal(text_cut("葛\xF3\xA0\x84\x80城", 1, NULL), 0);
}

static void test_padded_is_exact_at_every_width(void **state) {
    for (size_t i = 0; i < SAMPLE_COUNT; i++) {
        for (int cols = 0; cols <= 40; cols++) {
            struct buffer out = BUFFER_INIT;
            text_append_padded(&out, samples[i], cols);
            assert_int_equal(text_width(buffer_text(&out)), cols);
            assert_true(text_is_valid(buffer_text(&out), out.length, NULL));
            assert_null(strpbrk(buffer_text(&out), "\t\n"));
            buffer_release(&out);
        }
    }
}

static void test_padded_leaves_a_blank_for_half_a_character(void **state) {
    struct buffer out = BUFFER_INIT;
    text_append_padded(&out, "a宅基地", 4);
    assert_string_equal(buffer_text(&out), "a宅 ");
    buffer_release(&out);
}

struct lines {
    const char *text;
    int cols;
    size_t count;
    size_t next; /* where the next line may begin */
    size_t stop_after;
    bool is_whole; /* blanks too */
};

static bool check_line(void *context, size_t start, size_t end) {
    struct lines *lines = context;
    char passed = lines->text[lines->next];
    bool is_passed = passed == '\n' || (passed == ' ' && !lines->is_whole);
    assert_true(start == lines->next ||
                (start == lines->next + 1 && lines->count > 0 && is_passed));
    char *line = text_copy(lines->text + start);
    line[end - start] = '\0';
    assert_null(strchr(line, '\n'));
    if (lines->cols >= 2) {
        assert_true(text_width(line) <= lines->cols);
    } else {
        assert_true(text_length(line) <= 1 || text_width(line) <= 2);
    }
    free(line);
    lines->next = end;
    lines->count++;
    return lines->count != lines->stop_after;
}

static void test_wrap_covers_the_text_at_every_width(void **state) {
    for (size_t i = 0; i < SAMPLE_COUNT; i++) {
        for (int cols = 1; cols <= 40; cols++) {
            struct lines lines = {samples[i], cols, 0, 0, 0, false};
            text_wrap(samples[i], cols, check_line, &lines);
            assert_int_equal(lines.next + strspn(samples[i] + lines.next, " "), strlen(samples[i]));
            assert_true(lines.count >= 1);
            lines = (struct lines){samples[i], cols, 0, 0, 0, true};
            text_wrap_whole(samples[i], cols, check_line, &lines);
            assert_int_equal(lines.next, strlen(samples[i]));
        }
    }
}

static bool append_line(void *context, size_t start, size_t end) {
    struct buffer *out = ((void **)context)[0];
    const char *text = ((void **)context)[1];
    buffer_append_bytes(out, text + start, end - start);
    buffer_append_char(out, '|');
    return true;
}

static void check_wrap(const char *text, int cols, const char *expected) {
    struct buffer out = BUFFER_INIT;
    void *context[] = {&out, (void *)(uintptr_t)text};
    text_wrap(text, cols, append_line, context);
    assert_string_equal(buffer_text(&out), expected);
    buffer_release(&out);
}

static void test_wrap_breaks_where_chinese_does(void **state) {
    check_wrap("", 8, "|");
    check_wrap("公示", 8, "公示|");
    check_wrap("一\n\n二\n", 8, "一||二||");
    check_wrap("宅基地审批", 4, "宅基|地审|批|");
    check_wrap("宅基地审批", 5, "宅基|地审|批|");
    check_wrap("路灯不亮，请修", 8, "路灯不|亮，请修|");
    check_wrap("路灯不）。亮", 6, "路灯|不）。|亮|");
    check_wrap("路灯？！亮", 4, "路|灯？|！亮|");
    check_wrap("公开”", 4, "公|开”|");
    check_wrap("路灯 不亮", 4, "路灯|不亮|"); /* a full line: its blank begins none */
    check_wrap("路灯  亮", 4, "路灯| 亮|");
    check_wrap("  路灯", 6, "  路灯|");
    check_wrap("路灯 ", 4, "路灯|");
    check_wrap("路 灯", 4, "路 |灯|");
    check_wrap("村。", 2, "村|。|"); /* nothing could be carried */
    check_wrap("村e\xCC\x81民", 3, "村e\xCC\x81|民|");
}

static void test_wrap_stops_when_told(void **state) {
    struct lines lines = {samples[3], 4, 0, 0, 2, false};
    text_wrap(samples[3], 4, check_line, &lines);
    assert_int_equal(lines.count, 2);
}

static void check_safe(const char *text, bool multiline, const char *expected) {
    struct buffer out = BUFFER_INIT;
    text_append_safe(&out, text, multiline);
    assert_string_equal(buffer_text(&out), expected);
    buffer_release(&out);
}

static void test_safe_disarms_commands(void **state) {
    check_safe("东门村𠮷e\xCC\x81", false, "东门村𠮷e\xCC\x81");
    check_safe("a\x1B]0;x\x07", false, "a<U+001B>]0;x<U+0007>");
    check_safe("a\nb", false, "a<U+000A>b");
    check_safe("a\nb\r", true, "a\nb<U+000D>");
    check_safe("\xC2\x9B"
               "2J",
               true, "<U+009B>2J");
    check_safe("a\xE2\x80\xAE"
               "b\xE2\x80\x8B",
               false, "a<U+202E>b<U+200B>");
    check_safe("\xF3\xA0\x81\x81", false, "<U+E0041>");
    check_safe("\xEF\xBB\xBF", false, "<U+FEFF>");
    check_safe("坏\x80字", false, "坏<80>字");
    check_safe("\xCD\xB8", false, "<U+0378>"); /* unassigned */
}

static void test_forbidden_finds_what_may_not_be_stored(void **state) {
    assert_int_equal(text_find_forbidden("葛\xF3\xA0\x84\x80城𠮷e\xCC\x81，３", false), 0);
    assert_int_equal(text_find_forbidden("一\n二", true), 0);
    assert_int_equal(text_find_forbidden("一\n二", false), '\n');
    assert_int_equal(text_find_forbidden("一\t二", true), '\t');
    assert_int_equal(text_find_forbidden("a\x7F", true), 0x7F);
    assert_int_equal(text_find_forbidden("a\xC2\x85", true), 0x85);
    assert_int_equal(text_find_forbidden("张\xE2\x80\x8B三", true), 0x200B);
    assert_int_equal(text_find_forbidden("\xE2\x81\xA7", true), 0x2067);
    assert_int_equal(text_find_forbidden("张\xE2\x80\xAE三", true), 0x202E);
    assert_int_equal(text_find_forbidden("\xEF\xBF\xBE", true), 0xFFFE);
    assert_int_equal(text_find_forbidden("\xEF\xB7\x90", true), 0xFDD0);
    assert_int_equal(text_find_forbidden("\xF3\xA0\x80\xA1", true), 0xE0021);
    assert_int_equal(text_find_forbidden("东\xFF", true), 0xFFFD);
    assert_int_equal(text_find_forbidden("东\xEF\xBF\xBD", true), 0); /* a real U+FFFD */
}

static void test_fold_makes_keys(void **state) {
    struct buffer out = BUFFER_INIT;
    text_append_folded(&out, "Ａｂ１２－．／＝　。、《》【】村𠮷a");
    assert_string_equal(buffer_text(&out), "Ab12-./= ./<>[]村𠮷a");
    buffer_clear(&out);
    text_append_folded(&out, "３，４");
    assert_string_equal(buffer_text(&out), "3,4");
    buffer_release(&out);
}

static void check_trimmed(const char *text, const char *expected) {
    struct buffer out = BUFFER_INIT;
    text_append_trimmed(&out, text);
    assert_string_equal(buffer_text(&out), expected);
    buffer_release(&out);
}

static void test_trim_takes_both_kinds_of_blanks(void **state) {
    check_trimmed(" \xE3\x80\x80 东门 村\xE3\x80\x80\n ", "东门 村");
    check_trimmed("\xE3\x80\x80 ", "");
    check_trimmed("", "");
    check_trimmed("倀", "倀"); /* E5 80 80 ends like the ideographic blank */
}

static bool take_line(void *context, size_t start, size_t end) {
    struct buffer *lines = context;
    buffer_append_format(lines, "%zu-%zu ", start, end);
    return true;
}

static void test_wrap_keeps_latin_words_whole(void **state) {
    struct buffer lines = BUFFER_INIT;
    text_wrap("abc defg hij", 7, take_line, &lines);
    assert_string_equal(buffer_text(&lines), "0-4 4-9 9-12 ");
    buffer_clear(&lines);
    text_wrap("abcdefghij", 4, take_line, &lines);
    assert_string_equal(buffer_text(&lines), "0-4 4-8 8-10 ");
    buffer_release(&lines);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_wrap_keeps_latin_words_whole),
        cmocka_unit_test(test_decode_gives_each_length),
        cmocka_unit_test(test_encode_is_the_inverse_of_decode),
        cmocka_unit_test(test_validity_names_the_bad_byte),
        cmocka_unit_test(test_length_and_width),
        cmocka_unit_test(test_cut_at_every_width),
        cmocka_unit_test(test_cut_keeps_marks_with_their_base),
        cmocka_unit_test(test_padded_is_exact_at_every_width),
        cmocka_unit_test(test_padded_leaves_a_blank_for_half_a_character),
        cmocka_unit_test(test_wrap_covers_the_text_at_every_width),
        cmocka_unit_test(test_wrap_breaks_where_chinese_does),
        cmocka_unit_test(test_wrap_stops_when_told),
        cmocka_unit_test(test_safe_disarms_commands),
        cmocka_unit_test(test_forbidden_finds_what_may_not_be_stored),
        cmocka_unit_test(test_fold_makes_keys),
        cmocka_unit_test(test_trim_takes_both_kinds_of_blanks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
