/* Detail lines as a table of text: columns below one another at any width, captions of the subject, sums.
 * Mission C5, C15. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "base/language.h"
#include "base/text.h"
#include "report/lines_text.h"

static const char stored[] = "张𠮷旺\t东门村三组\t2\t袋\t\t12345678\t\t低保\n"
                             "李䶮ａ\t\t0.5\t吨\t\t-100\t\t";

static struct lines_captions captions_of(const char *subject) {
    struct fields values = FIELDS_INIT;
    struct lines_captions captions;
    fields_set(&values, "subject", subject);
    lines_text_captions(&values, &captions);
    fields_release(&values);
    return captions;
}

static void the_subjects_captions_head_the_table(void **state) {
    struct lines_captions captions = captions_of("relief");
    struct buffer out = BUFFER_INIT;
    lines_text_append(stored, &captions, 78, &out);
    assert_string_equal(buffer_text(&out), "户主    村组        数量  单位        金额  签收\n"
                                           "张𠮷旺  东门村三组     2  袋    123,456.78  低保\n"
                                           "李䶮ａ               0.5  吨         -1.00\n"
                                           "合计                            123,455.78\n");
    buffer_release(&out);
}

static void a_value_without_a_caption_is_shown(void **state) {
    struct lines_captions captions = captions_of("");
    struct buffer out = BUFFER_INIT;
    lines_text_append("甲\t乙\t\t\t\t100\t30\t", &captions, 78, &out);
    assert_string_equal(buffer_text(&out), "对象  明细  数量  单位  金额  对比金额  说明\n"
                                           "甲    乙                1.00      0.30\n"
                                           "合计                    1.00      0.30\n");
    buffer_clear(&out);
    lines_text_append("", &captions, 78, &out);
    assert_string_equal(buffer_text(&out), "");
    buffer_release(&out);
}

/* No line is wider than asked for, and no character of a cell is lost. */
static void long_texts_go_on_in_the_next_line(void **state) {
    struct lines_captions captions = captions_of("");
    struct buffer given = BUFFER_INIT;
    for (int i = 0; i < 30; i++)
        buffer_append(&given, "䶮𠮷");
    buffer_append(&given, "\t\t\t\t\t12345\t\t");
    for (int i = 0; i < 33; i++)
        buffer_append(&given, "说a");
    for (int cols = 44; cols < 120; cols++) {
        struct buffer out = BUFFER_INIT;
        size_t found = 0;
        lines_text_append(buffer_text(&given), &captions, cols, &out);
        for (char *line = strtok(out.data, "\n"); line; line = strtok(NULL, "\n")) {
            assert_true(text_width(line) <= cols);
            for (const char *at = line; (at = strstr(at, "䶮")) != NULL; at++)
                found++;
        }
        assert_int_equal(found, 30);
        buffer_release(&out);
    }
    buffer_release(&given);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_subjects_captions_head_the_table),
        cmocka_unit_test(a_value_without_a_caption_is_shown),
        cmocka_unit_test(long_texts_go_on_in_the_next_line),
    };
    language_set("zh_CN", NULL);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
