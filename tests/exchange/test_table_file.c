/* CSV and TSV: delimiters, quotes, line numbers, encodings, what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "exchange/table_file.h"

static char path[] = "/tmp/zwgk-table-XXXXXX";

static int make_file(void **state) {
    int file = mkstemp(path);
    return file < 0 || close(file) != 0;
}

static int remove_file(void **state) {
    return unlink(path);
}

static void write_bytes(const char *bytes, size_t length) {
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

static enum status append_row(void *context, const struct table_row *row, struct problem *problem) {
    struct buffer *out = context;
    buffer_append_format(out, "%d:", row->line);
    for (size_t i = 0; i < row->count; i++)
        buffer_append_format(out, "[%s]", row->cells[i]);
    buffer_append(out, "{");
    buffer_append_bytes(out, row->raw, row->raw_length);
    buffer_append(out, "}\n");
    return STATUS_OK;
}

static enum status read_as(const char *bytes, size_t length, enum encoding encoding,
                           struct buffer *out, struct problem *problem) {
    struct table_file file;
    write_bytes(bytes, length);
    enum status status = table_file_load(&file, path, encoding, problem);
    if (status == STATUS_OK) {
        status = table_file_rows(&file, append_row, out, problem);
        table_file_release(&file);
    }
    return status;
}

static void assert_rows(const char *text, const char *expected) {
    struct buffer out = BUFFER_INIT;
    struct problem problem = {0};
    assert_int_equal(read_as(text, strlen(text), ENCODING_AUTO, &out, &problem), STATUS_OK);
    assert_string_equal(buffer_text(&out), expected);
    buffer_release(&out);
}

static void assert_refused(const char *bytes, size_t length, enum encoding encoding, int line) {
    struct buffer out = BUFFER_INIT;
    struct problem problem = {0};
    assert_int_equal(read_as(bytes, length, encoding, &out, &problem), STATUS_INVALID);
    assert_non_null(problem.message);
    if (line > 0)
        assert_int_equal(problem.line, line);
    buffer_release(&out);
}

static void commas(void **state) {
    assert_rows("标题,类别\n路灯不亮,投诉\n",
                "1:[标题][类别]{标题,类别}\n2:[路灯不亮][投诉]{路灯不亮,投诉}\n");
    assert_rows("a,b\r\n 1 , ,\r\nx", "1:[a][b]{a,b}\n2:[1][][]{ 1 , ,}\n3:[x]{x}\n");
}

static void tabs(void **state) {
    assert_rows("标题\t类别\n路灯,不亮\t\t末\n",
                "1:[标题][类别]{标题\t类别}\n2:[路灯,不亮][][末]{路灯,不亮\t\t末}\n");
}

static void quotes_and_lines(void **state) {
    assert_rows("a,b\n\"一\n二\"\"三\",x\n末,y\n",
                "1:[a][b]{a,b}\n2:[一\n二\"三][x]{\"一\n二\"\"三\",x}\n4:[末][y]{末,y}\n");
    assert_rows("a\n\"\n\n四\"\n末\n", "1:[a]{a}\n2:[\n\n四]{\"\n\n四\"}\n5:[末]{末}\n");
}

static void blank_lines_and_rows_are_left_out(void **state) {
    assert_rows("\n\na\n\n,,\n  \nb\n\n", "3:[a]{a}\n7:[b]{b}\n");
    assert_rows("a\r\n\r\nb\r\n", "1:[a]{a}\n3:[b]{b}\n");
}

static void old_line_ends(void **state) {
    assert_rows("a,b\r1,2\r3,4", "1:[a][b]{a,b}\n2:[1][2]{1,2}\n3:[3][4]{3,4}\n");
}

static void a_byte_order_mark_is_no_text(void **state) {
    assert_rows("\xEF\xBB\xBF标题\n𠮷田\n", "1:[标题]{标题}\n2:[𠮷田]{𠮷田}\n");
}

static void gb18030_is_found(void **state) {
    /* 标题,类别 / 路灯不亮,投诉 in GBK */
    static const char bytes[] =
        "\xB1\xEA\xCC\xE2,\xC0\xE0\xB1\xF0\n\xC2\xB7\xB5\xC6\xB2\xBB\xC1\xC1,\xCD\xB6\xCB\xDF\n";
    struct buffer out = BUFFER_INIT;
    struct problem problem = {0};
    assert_int_equal(read_as(bytes, sizeof bytes - 1, ENCODING_AUTO, &out, &problem), STATUS_OK);
    assert_non_null(strstr(buffer_text(&out), "2:[路灯不亮][投诉]"));
    buffer_clear(&out);
    assert_int_equal(read_as(bytes, sizeof bytes - 1, ENCODING_GBK, &out, &problem), STATUS_OK);
    assert_non_null(strstr(buffer_text(&out), "2:[路灯不亮][投诉]"));
    buffer_release(&out);
    assert_refused(bytes, sizeof bytes - 1, ENCODING_UTF_8, 0);
}

static void what_is_refused(void **state) {
    assert_refused("", 0, ENCODING_AUTO, 0);
    assert_refused("a,b\nx,\"y\nz,1\n", 13, ENCODING_AUTO, 2);
    assert_refused("a\nb\0c\n", 6, ENCODING_UTF_8, 2);
    char many[200];
    memset(many, ',', sizeof many);
    memcpy(many, "a\n", 2);
    assert_refused(many, sizeof many, ENCODING_UTF_8, 2);
    struct table_file file;
    struct problem problem = {0};
    assert_int_equal(table_file_load(&file, "/nonexistent/file", ENCODING_AUTO, &problem),
                     STATUS_IO);
    assert_int_equal(table_file_load(&file, "/", ENCODING_AUTO, &problem), STATUS_IO);
}

static enum status stop_at_second(void *context, const struct table_row *row,
                                  struct problem *problem) {
    int *count = context;
    return ++*count == 2 ? STATUS_DENIED : STATUS_OK;
}

static void a_refusing_row_stops(void **state) {
    struct table_file file;
    struct problem problem;
    int count = 0;
    write_bytes("a\nb\nc\nd\n", 8);
    assert_int_equal(table_file_load(&file, path, ENCODING_AUTO, &problem), STATUS_OK);
    assert_int_equal(table_file_rows(&file, stop_at_second, &count, &problem), STATUS_DENIED);
    assert_int_equal(count, 2);
    table_file_release(&file);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(commas),
        cmocka_unit_test(tabs),
        cmocka_unit_test(quotes_and_lines),
        cmocka_unit_test(blank_lines_and_rows_are_left_out),
        cmocka_unit_test(old_line_ends),
        cmocka_unit_test(a_byte_order_mark_is_no_text),
        cmocka_unit_test(gb18030_is_found),
        cmocka_unit_test(what_is_refused),
        cmocka_unit_test(a_refusing_row_stops),
    };
    return cmocka_run_group_tests(tests, make_file, remove_file);
}
