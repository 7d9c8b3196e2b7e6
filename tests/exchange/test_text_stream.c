/* Files that are not what they should be: each is refused in a sentence with the place, in little memory. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/encoding_stream.h"
#include "exchange/table_file.h"
#include "exchange/text_file.h"

static char path[] = "/tmp/zwgk-stream-XXXXXX";

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

static void write_as(enum encoding encoding, const char *text) {
    struct buffer bytes = BUFFER_INIT;
    assert_int_equal(encoding_from_utf8(encoding, text, strlen(text), &bytes, NULL), STATUS_OK);
    write_bytes(buffer_text(&bytes), bytes.length);
    buffer_release(&bytes);
}

static enum status count_row(void *context, const struct table_row *row, struct problem *problem) {
    int *count = context;
    *count += 1;
    return STATUS_OK;
}

static enum status read_rows(enum encoding given, enum encoding usual, int *count,
                             enum encoding *found, struct problem *problem) {
    const struct text_choice choice = {given, usual};
    struct table_file file;
    *count = 0;
    *problem = (struct problem){0};
    enum status status = table_file_load_as(&file, path, &choice, problem);
    if (status == STATUS_OK) {
        *found = file.encoding;
        status = table_file_rows(&file, count_row, count, problem);
        table_file_release(&file);
    }
    return status;
}

/* The sentence with its places filled in. */
static void assert_refused(enum encoding given, const char *expected) {
    int count;
    enum encoding found;
    struct problem problem;
    struct buffer said = BUFFER_INIT;
    assert_int_equal(read_rows(given, ENCODING_AUTO, &count, &found, &problem), STATUS_INVALID);
    problem_format(&problem, problem.message, NULL, &said);
    if (strstr(buffer_text(&said), expected) == NULL)
        fail_msg("%s", buffer_text(&said));
    buffer_release(&said);
}

static void assert_read(enum encoding given, enum encoding usual, enum encoding expected,
                        int rows) {
    int count;
    enum encoding found = ENCODING_AUTO;
    struct problem problem;
    if (read_rows(given, usual, &count, &found, &problem) != STATUS_OK)
        fail_msg("%s", problem.message);
    assert_string_equal(encoding_name(found), encoding_name(expected));
    assert_int_equal(count, rows);
}

static const char *const table = "标题,类别\n东门村三组路灯不亮,投诉\n宅基地审批,咨询\n";

/* ---- bad input --------------------------------------------------------------------------------------- */

static void cut_in_the_middle_of_a_character(void **state) {
    write_bytes("\xB1\xEA\xCC\xE2\n\xB4\xE5\xB4", 8);
    assert_refused(ENCODING_AUTO,
                   "文件在第 2 行第 2 字处断开，最后的字不完整（GB18030，第 7 字节：B4）");
    write_bytes("标题\n村\xE6\x9D", 12);
    assert_refused(ENCODING_AUTO,
                   "文件在第 2 行第 2 字处断开，最后的字不完整（UTF-8，第 10 字节：E6 9D）");
    write_bytes("\xFF\xFE\x07\x68\x98", 5);
    assert_refused(ENCODING_AUTO, "第 1 行第 2 字处断开");
}

static void a_wrong_encoding_is_said(void **state) {
    write_as(ENCODING_GB18030, table);
    assert_refused(ENCODING_UTF_8, "第 1 行第 1 字不是 UTF-8 编码（第 0 字节：B1 EA CC E2）");
    write_as(ENCODING_UTF_8, table);
    assert_refused(ENCODING_GB18030, "第 1 行是 UTF-8，不是 GB18030");
    assert_refused(ENCODING_UTF_16LE, "文件不是 UTF-16LE 编码，从开头看是 UTF-8");
    write_bytes("\xEF\xBB\xBF标题\n村,1\n", 15);
    assert_refused(ENCODING_GBK, "文件不是 GBK 编码，从开头看是 UTF-8");
    write_bytes("title,kind\nlamp,1\n", 18);
    assert_refused(ENCODING_UTF_16BE, "文件不是 UTF-16BE 编码");
}

static void two_encodings_in_one_file(void **state) {
    static const char gb_then_utf8[] = "\xB1\xEA\xCC\xE2,\xC0\xE0\n\xB4\xE5,1\n东门村,2\n";
    static const char utf8_then_gb[] = "标题,类\n村,1\n\xB4\xE5\xB4\xE5,2\n";
    write_bytes(gb_then_utf8, sizeof gb_then_utf8 - 1);
    assert_refused(ENCODING_AUTO, "第 3 行是 UTF-8，不是 GB18030");
    assert_refused(ENCODING_BIG5, "第 ");
    write_bytes(utf8_then_gb, sizeof utf8_then_gb - 1);
    assert_refused(ENCODING_UTF_8, "第 3 行第 1 字不是 UTF-8 编码");
    assert_refused(ENCODING_AUTO, "第 1 行是 UTF-8，不是 GB18030");
}

static void nuls_are_placed(void **state) {
    write_bytes("a,b\n村\0,1\n", 11);
    assert_refused(ENCODING_AUTO, "第 2 行有空字节");
    write_bytes("\xB4\xE5,b\n\0", 6);
    assert_refused(ENCODING_GB18030, "第 2 行有空字节");
    assert_refused(ENCODING_AUTO, "看不出文件是哪种编码");
    write_as(ENCODING_UTF_16LE, table);
    assert_refused(ENCODING_AUTO, "看不出文件是哪种编码");
    assert_read(ENCODING_UTF_16LE, ENCODING_AUTO, ENCODING_UTF_16LE, 3);
}

/* ---- what was said before ---------------------------------------------------------------------------- */

static void what_was_said_before_is_used(void **state) {
    write_as(ENCODING_UTF_16BE, table);
    assert_read(ENCODING_AUTO, ENCODING_UTF_16BE, ENCODING_UTF_16BE, 3);
    write_as(ENCODING_GBK, table);
    assert_read(ENCODING_AUTO, ENCODING_GBK, ENCODING_GBK, 3);
    assert_read(ENCODING_AUTO, ENCODING_AUTO, ENCODING_GB18030, 3);
    write_as(ENCODING_UTF_8, table); /* the office changed its program */
    assert_read(ENCODING_AUTO, ENCODING_GBK, ENCODING_UTF_8, 3);
}

static void another_guess_is_told(void **state) {
    struct table_file file;
    struct problem problem = {0};
    write_as(ENCODING_BIG5, "標題,類別\n東門村三組路燈不亮,投訴\n");
    assert_int_equal(table_file_load(&file, path, ENCODING_GB18030, &problem), STATUS_OK);
    assert_int_equal(text_stream_suspected(file.stream), ENCODING_BIG5);
    table_file_release(&file);
    assert_int_equal(table_file_load(&file, path, ENCODING_BIG5_HKSCS, &problem), STATUS_OK);
    assert_int_equal(text_stream_suspected(file.stream), ENCODING_AUTO);
    table_file_release(&file);
}

static void private_characters_are_counted(void **state) {
    struct table_file file;
    struct problem problem = {0};
    int count = 0;
    write_as(ENCODING_UTF_8, "标题\n路灯，\uE001亮\n\U000F0001\uE002ﬁ\n");
    assert_int_equal(table_file_load(&file, path, ENCODING_AUTO, &problem), STATUS_OK);
    assert_int_equal(table_file_rows(&file, count_row, &count, &problem), STATUS_OK);
    const struct text_private *private = text_stream_private(file.stream);
    assert_int_equal(private->count, 3);
    assert_int_equal(private->character, 0xE001);
    assert_int_equal(private->first.line, 2);
    assert_int_equal(private->first.column, 4);
    table_file_release(&file);
}

/* ---- length ------------------------------------------------------------------------------------------ */

/* Writes `unit` again and again, at most `times`, into a pipe that is read through `name`; ends when nobody reads. */
static pid_t start_writing(const char *heading, const char *unit, size_t length, long times,
                           char name[32], int *end) {
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    snprintf(name, 32, "/dev/fd/%d", ends[0]);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        close(ends[0]);
        signal(SIGPIPE, SIG_DFL);
        FILE *out = fdopen(ends[1], "wb");
        fputs(heading, out);
        while (times-- > 0)
            fwrite(unit, 1, length, out);
        fclose(out);
        _exit(0);
    }
    close(ends[1]);
    *end = ends[0];
    return child;
}

/* A gigabyte of one line: given up after the first few megabytes. */
static void a_line_without_end(void **state) {
    static const char *const starts[][2] = {
        {"标题\n村", "第 2 行太长（一行最多 4 兆字节）"},
        {"标题\n村\n\"一\n二", "第 3 行开始的引号没有结束"},
    };
    static char unit[1 << 16];
    memset(unit, 'a', sizeof unit);
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        char name[32];
        struct table_file file;
        struct problem problem = {0};
        struct buffer said = BUFFER_INIT;
        int rows = 0, state_of_child = 0, end = -1;
        pid_t child = start_writing(starts[i][0], unit, sizeof unit, 1 << 14, name, &end);
        assert_int_equal(table_file_load(&file, name, ENCODING_AUTO, &problem), STATUS_OK);
        assert_int_equal(table_file_rows(&file, count_row, &rows, &problem), STATUS_INVALID);
        problem_format(&problem, problem.message, NULL, &said);
        assert_non_null(strstr(buffer_text(&said), starts[i][1]));
        assert_true(file.text.capacity <= 4 * TABLE_ROW_BYTES_MOST);
        table_file_release(&file);
        close(end);
        assert_int_equal(waitpid(child, &state_of_child, 0), child);
        assert_true(WIFSIGNALED(state_of_child)); /* it could not write all */
        buffer_release(&said);
    }
}

struct seen {
    const struct table_file *file;
    size_t capacity;
    int count, last_line;
};

static enum status note_capacity(void *context, const struct table_row *row,
                                 struct problem *problem) {
    struct seen *seen = context;
    seen->count++;
    seen->last_line = row->line;
    if (seen->file->text.capacity > seen->capacity)
        seen->capacity = seen->file->text.capacity;
    assert_int_equal(row->raw_length,
                     strlen(row->raw) > row->raw_length ? row->raw_length : strlen(row->raw));
    return STATUS_OK;
}

/* Twenty megabytes of rows pass through less than one. */
static void many_rows_in_little_memory(void **state) {
    static const char unit[] = "东门村三组路灯三个月不亮,\"投诉\n第二行\",13800000000\n";
    enum { TIMES = 300000 };
    char name[32];
    struct table_file file;
    struct problem problem = {0};
    int end = -1;
    pid_t child = start_writing("标题,内容,电话\n", unit, sizeof unit - 1, TIMES, name, &end);
    assert_int_equal(table_file_load(&file, name, ENCODING_AUTO, &problem), STATUS_OK);
    struct seen seen = {&file, 0, 0, 0};
    if (table_file_rows(&file, note_capacity, &seen, &problem) != STATUS_OK)
        fail_msg("%s", problem.message);
    assert_int_equal(seen.count, TIMES + 1);
    assert_int_equal(seen.last_line, TIMES * 2);
    assert_true(seen.capacity < 1 << 20);
    table_file_release(&file);
    close(end);
    assert_int_equal(waitpid(child, NULL, 0), child);
}

static void a_short_text_is_short(void **state) {
    static char unit[1 << 16];
    char name[32];
    int end = -1;
    struct buffer out = BUFFER_INIT;
    struct problem problem = {0};
    memset(unit, 'a', sizeof unit);
    pid_t child = start_writing("", unit, sizeof unit, 1 << 14, name, &end);
    assert_int_equal(text_file_read(name, ENCODING_AUTO, &out, &problem), STATUS_INVALID);
    assert_non_null(strstr(problem.message, "太大"));
    buffer_release(&out);
    close(end);
    assert_int_equal(waitpid(child, NULL, 0), child);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cut_in_the_middle_of_a_character),
        cmocka_unit_test(a_wrong_encoding_is_said),
        cmocka_unit_test(two_encodings_in_one_file),
        cmocka_unit_test(nuls_are_placed),
        cmocka_unit_test(what_was_said_before_is_used),
        cmocka_unit_test(another_guess_is_told),
        cmocka_unit_test(private_characters_are_counted),
        cmocka_unit_test(a_line_without_end),
        cmocka_unit_test(many_rows_in_little_memory),
        cmocka_unit_test(a_short_text_is_short),
    };
    return cmocka_run_group_tests(tests, make_file, remove_file);
}
