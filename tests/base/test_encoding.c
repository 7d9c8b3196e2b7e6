/* Encodings at the edges: round trips, exact places of what cannot be converted, detection. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/encoding.h"

static const char *const notice = "青石镇关于2026年农村宅基地审批办理情况的公示\n"
                                  "群众反映强烈的路灯、排水等问题，由社会事务办（党政办）承办。\n";

static void check_decodes(enum encoding from, const char *bytes, size_t length,
                          const char *expected) {
    struct buffer out = BUFFER_INIT;
    struct problem problem = {0};
    if (encoding_to_utf8(from, bytes, length, &out, &problem) != STATUS_OK) {
        fail_msg("%s: %s", encoding_name(from), problem.message);
    }
    assert_string_equal(buffer_text(&out), expected);
    buffer_release(&out);
}

static void test_names(void **state) {
    static const struct {
        const char *name;
        enum encoding encoding;
    } rows[] = {
        {"utf-8", ENCODING_UTF_8},       {"UTF8", ENCODING_UTF_8},
        {"gb18030", ENCODING_GB18030},   {"GBK", ENCODING_GBK},
        {"cp936", ENCODING_GBK},         {"GB2312", ENCODING_GB2312},
        {"Big5", ENCODING_BIG5},         {"utf-16", ENCODING_UTF_16LE},
        {"UTF-16LE", ENCODING_UTF_16LE}, {"utf_16be", ENCODING_UTF_16BE},
        {"auto", ENCODING_AUTO},
    };
    enum encoding found;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_true(encoding_from_name(rows[i].name, &found));
        assert_int_equal(found, rows[i].encoding);
        assert_true(encoding_from_name(encoding_name(rows[i].encoding), &found));
        assert_int_equal(found, rows[i].encoding);
    }
    assert_false(encoding_from_name("", &found));
    assert_false(encoding_from_name("latin1", &found));
    assert_false(encoding_from_name("gb18030gb18030", &found));
}

static void test_round_trips(void **state) {
    static const enum encoding all[] = {ENCODING_UTF_8, ENCODING_GB18030, ENCODING_GBK,
                                        ENCODING_UTF_16LE, ENCODING_UTF_16BE};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        struct buffer coded = BUFFER_INIT;
        assert_int_equal(encoding_from_utf8(all[i], notice, strlen(notice), &coded, NULL), 0);
        check_decodes(all[i], coded.data, coded.length, notice);
        buffer_release(&coded);
    }
}

static void test_long_texts_pass_the_chunks(void **state) {
    struct buffer text = BUFFER_INIT;
    struct buffer coded = BUFFER_INIT;
    for (int i = 0; i < 5000; i++) {
        buffer_append_format(&text, "%d宅基地𠮷䶮\n", i);
    }
    assert_int_equal(
        encoding_from_utf8(ENCODING_GB18030, buffer_text(&text), text.length, &coded, NULL),
        STATUS_OK);
    check_decodes(ENCODING_GB18030, coded.data, coded.length, buffer_text(&text));
    buffer_release(&coded);
    buffer_release(&text);
}

static void test_rare_names_in_gb18030(void **state) {
    check_decodes(ENCODING_GB18030, "\xFE\x9F\x95\x34\xB2\x35\x98\x38\xF5\x37", 10, "䶮𠮷𫖯");
    struct buffer out = BUFFER_INIT;
    assert_int_equal(encoding_from_utf8(ENCODING_GB18030, "䶮𠮷", 7, &out, NULL), STATUS_OK);
    assert_int_equal(out.length, 6);
    assert_memory_equal(out.data, "\xFE\x9F\x95\x34\xB2\x35", 6);
    buffer_release(&out);
}

static void test_both_editions_of_gb18030(void **state) {
    check_decodes(ENCODING_GB18030,
                  "\xFE\x59\xFE\x61\xFE\x66\xFE\x67\xFE\x6D\xFE\x7E\xFE\x90\xFE\xA0", 16,
                  "龴龵龶龷龸龹龺龻");
    check_decodes(ENCODING_GB18030,
                  "\x82\x35\x90\x37\x82\x35\x90\x38\x82\x35\x90\x39\x82\x35\x91\x30"
                  "\x82\x35\x91\x31\x82\x35\x91\x32\x82\x35\x91\x33\x82\x35\x91\x34",
                  32, "龴龵龶龷龸龹龺龻");
    check_decodes(ENCODING_GB18030,
                  "\x84\x31\x82\x36\x84\x31\x82\x37\x84\x31\x82\x38\x84\x31\x82\x39"
                  "\x84\x31\x83\x30\x84\x31\x83\x31\x84\x31\x83\x32\x84\x31\x83\x33"
                  "\x84\x31\x83\x34\x84\x31\x83\x35",
                  40, "︐︑︒︓︔︕︖︗︘︙");
    check_decodes(ENCODING_GB18030, "a\x82\x35\x91\x34\xB4\xE5", 7, "a龻村");
}

static void test_the_euro_of_windows(void **state) {
    check_decodes(ENCODING_GBK,
                  "\x80"
                  "12",
                  3, "€12");
    check_decodes(ENCODING_GBK, "\xA2\xE3\xB4\xE5", 4, "€村");
    check_decodes(ENCODING_GB18030,
                  "\xB4\xE5\x80"
                  "12",
                  5, "村€12");
    check_decodes(ENCODING_GB18030, "\xA2\xE3", 2, "€");
}

static void test_marks_are_dropped(void **state) {
    check_decodes(ENCODING_UTF_8, "\xEF\xBB\xBF村", 6, "村");
    check_decodes(ENCODING_AUTO, "\xEF\xBB\xBF村", 6, "村");
    check_decodes(ENCODING_AUTO, "\xFF\xFE\x51\x67", 4, "村");
    check_decodes(ENCODING_AUTO, "\xFE\xFF\x67\x51", 4, "村");
    check_decodes(ENCODING_UTF_16LE, "\xFE\xFF\x67\x51", 4, "村");
    check_decodes(ENCODING_UTF_16LE, "\x51\x67", 2, "村");
    check_decodes(ENCODING_GB18030, "\x84\x31\x95\x33\xB4\xE5", 6, "村");
    check_decodes(ENCODING_UTF_8, "", 0, "");
    check_decodes(ENCODING_GBK, "", 0, "");
}

struct place {
    const char *offset;
    const char *bytes;
    int line;
    int column;
};

static void check_refused(enum encoding from, const char *bytes, size_t length,
                          struct place expected) {
    struct buffer out = BUFFER_INIT;
    struct problem problem = {0};
    buffer_append(&out, "前文");
    assert_int_equal(encoding_to_utf8(from, bytes, length, &out, &problem), STATUS_INVALID);
    assert_string_equal(buffer_text(&out), "前文");
    assert_string_equal(problem.places[0].name, "encoding");
    assert_string_equal(problem.places[0].value, encoding_name(from));
    assert_string_equal(problem.places[1].name, "offset");
    assert_string_equal(problem.places[1].value, expected.offset);
    assert_string_equal(problem.places[2].name, "bytes");
    assert_string_equal(problem.places[2].value, expected.bytes);
    assert_int_equal(problem.line, expected.line);
    assert_int_equal(problem.column, expected.column);
    buffer_release(&out);
}

static void test_bad_bytes_are_placed(void **state) {
    check_refused(ENCODING_UTF_8, "东门\nab\xFF村", 13, (struct place){"9", "FF E6 9D 91", 2, 3});
    check_refused(ENCODING_UTF_8, "\xEF\xBB\xBF东\x80", 7, (struct place){"6", "80", 1, 2});
    check_refused(ENCODING_UTF_8, "东\xE6\x9D", 5, (struct place){"3", "E6 9D", 1, 2});
    check_refused(ENCODING_GB18030, "\xB4\xE5\n\xB4\xE5\xFF\xFF", 7,
                  (struct place){"5", "FF FF", 2, 2});
    check_refused(ENCODING_GB18030, "\xB4\xE5\xB4", 3, (struct place){"2", "B4", 1, 2});
    check_refused(ENCODING_GBK, "\xFE\x9F", 2, (struct place){"0", "FE 9F", 1, 1});
    check_refused(ENCODING_UTF_16LE, "\x51\x67\x00\xD8\x51\x67", 6,
                  (struct place){"2", "00 D8 51 67", 1, 2});
}

static void test_a_cut_file_is_told_apart(void **state) {
    struct buffer out = BUFFER_INIT;
    struct problem problem;
    assert_int_equal(encoding_to_utf8(ENCODING_UTF_8, "东\xE6\x9D", 5, &out, &problem),
                     STATUS_INVALID);
    assert_non_null(strstr(problem.message, "断开"));
    assert_int_equal(encoding_to_utf8(ENCODING_GBK, "\xB4", 1, &out, &problem), STATUS_INVALID);
    assert_non_null(strstr(problem.message, "断开"));
    assert_int_equal(encoding_to_utf8(ENCODING_UTF_8, "东\xE6", 4, &out, &problem), STATUS_INVALID);
    assert_int_equal(encoding_to_utf8(ENCODING_UTF_8,
                                      "\xE6"
                                      "a",
                                      2, &out, &problem),
                     STATUS_INVALID);
    assert_null(strstr(problem.message, "断开"));
    buffer_release(&out);
}

static void check_unwritable(enum encoding to, const char *text, const char *character,
                             const char *code, int line, int column) {
    struct buffer out = BUFFER_INIT;
    struct problem problem = {0};
    buffer_append(&out, "x");
    assert_int_equal(encoding_from_utf8(to, text, strlen(text), &out, &problem), STATUS_INVALID);
    assert_string_equal(buffer_text(&out), "x");
    assert_string_equal(problem.places[0].value, encoding_name(to));
    assert_string_equal(problem.places[1].name, "character");
    assert_string_equal(problem.places[1].value, character);
    assert_string_equal(problem.places[2].name, "code");
    assert_string_equal(problem.places[2].value, code);
    assert_int_equal(problem.line, line);
    assert_int_equal(problem.column, column);
    buffer_release(&out);
}

static void test_characters_that_cannot_be_written(void **state) {
    check_unwritable(ENCODING_GBK, "姓名,村\n龚䶮,东门村\n", "䶮", "U+4DAE", 2, 2);
    check_unwritable(ENCODING_GBK, "𠮷", "𠮷", "U+20BB7", 1, 1);
    check_unwritable(ENCODING_GBK,
                     "a\xC2\xA0"
                     "b",
                     "\xC2\xA0", "U+00A0", 1, 2);
    check_unwritable(ENCODING_BIG5, "國国", "国", "U+56FD", 1, 2);
}

static void test_tags_are_not_lost_in_silence(void **state) {
    check_unwritable(ENCODING_GBK, "村\xF3\xA0\x81\x81", "\xF3\xA0\x81\x81", "U+E0041", 1, 2);
    check_unwritable(ENCODING_BIG5, "\xF3\xA0\x80\xA0村", "\xF3\xA0\x80\xA0", "U+E0020", 1, 1);
}

static void test_broken_utf8_is_not_written(void **state) {
    struct buffer out = BUFFER_INIT;
    struct problem problem;
    assert_int_equal(encoding_from_utf8(ENCODING_UTF_8, "东\n门\xFF", 8, &out, &problem),
                     STATUS_INVALID);
    assert_int_equal(problem.line, 2);
    assert_int_equal(problem.column, 2);
    assert_int_equal(out.length, 0);
    buffer_release(&out);
}

static void check_detected(enum encoding expected, const char *utf8) {
    struct buffer coded = BUFFER_INIT;
    assert_int_equal(encoding_from_utf8(expected, utf8, strlen(utf8), &coded, NULL), STATUS_OK);
    assert_string_equal(encoding_name(encoding_detect(coded.data, coded.length, NULL)),
                        encoding_name(expected));
    buffer_release(&coded);
}

static void test_detection(void **state) {
    static const char *const simplified[] = {
        "宅基地审批要带哪些材料",
        "公开栏字太小，老人看不清",
        "编号,姓名,电话\nFK2026-00187,王建国,13800000000\n",
        "低保评议没有公示名单，要求重新评议",
    };
    static const char *const traditional[] = {
        "東門村三組路燈三個月不亮",
        "公開欄字太小，老人看不清楚",
        "姓名,電話\n王建國,13800000000\n李春梅,13900000000\n",
    };
    check_detected(ENCODING_UTF_8, notice);
    check_detected(ENCODING_GB18030, notice);
    for (size_t i = 0; i < sizeof simplified / sizeof simplified[0]; i++) {
        check_detected(ENCODING_GB18030, simplified[i]);
        check_detected(ENCODING_UTF_8, simplified[i]);
    }
    for (size_t i = 0; i < sizeof traditional / sizeof traditional[0]; i++) {
        check_detected(ENCODING_BIG5, traditional[i]);
        check_detected(ENCODING_UTF_8, traditional[i]);
    }
    /* Everyday characters to Big5, but the last sequence is none of its. */
    assert_int_equal(encoding_detect("\xB0\x40\xB0\x40\xB0\x40\xB0\x85", 8, NULL),
                     ENCODING_GB18030);
    assert_int_equal(encoding_detect("abc,123", 7, NULL), ENCODING_UTF_8);
    assert_int_equal(encoding_detect("", 0, NULL), ENCODING_UTF_8);
    assert_int_equal(encoding_detect("\xFF\xFE"
                                     "a\0",
                                     4, NULL),
                     ENCODING_UTF_16LE);
    assert_int_equal(encoding_detect("\xFE\xFF\0a", 4, NULL), ENCODING_UTF_16BE);
}

static void test_a_sample_may_end_within_a_character(void **state) {
    for (size_t lead = 0; lead < 3; lead++) {
        struct buffer text = BUFFER_INIT;
        buffer_append_bytes(&text, "abc", lead);
        while (text.length < 70000) {
            buffer_append(&text, "村");
        }
        assert_int_equal(encoding_detect(text.data, text.length, NULL), ENCODING_UTF_8);
        buffer_release(&text);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_round_trips),
        cmocka_unit_test(test_long_texts_pass_the_chunks),
        cmocka_unit_test(test_rare_names_in_gb18030),
        cmocka_unit_test(test_both_editions_of_gb18030),
        cmocka_unit_test(test_the_euro_of_windows),
        cmocka_unit_test(test_marks_are_dropped),
        cmocka_unit_test(test_bad_bytes_are_placed),
        cmocka_unit_test(test_a_cut_file_is_told_apart),
        cmocka_unit_test(test_characters_that_cannot_be_written),
        cmocka_unit_test(test_tags_are_not_lost_in_silence),
        cmocka_unit_test(test_broken_utf8_is_not_written),
        cmocka_unit_test(test_detection),
        cmocka_unit_test(test_a_sample_may_end_within_a_character),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
