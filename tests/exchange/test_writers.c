/* JSON, CSV and files on their way out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "exchange/csv_write.h"
#include "exchange/file_out.h"
#include "exchange/json_write.h"

static void assert_quoted(const char *text, const char *expected) {
    struct buffer out = BUFFER_INIT;
    json_append_quoted(&out, text);
    assert_string_equal(buffer_text(&out), expected);
    buffer_release(&out);
}

static void json_texts(void **state) {
    assert_quoted("", "\"\"");
    assert_quoted("𠮷田说“好”", "\"𠮷田说“好”\"");
    assert_quoted("a\"b\\c/", "\"a\\\"b\\\\c/\"");
    assert_quoted("一\n二\r\t\x01\x1f\x7f", "\"一\\n二\\r\\t\\u0001\\u001f\\u007f\"");
    assert_quoted("\xE2\x80\xA8x\xE2\x80\xA9…", "\"\\u2028x\\u2029…\"");
}

static void json_structure(void **state) {
    struct buffer out = BUFFER_INIT;
    struct json json;
    json_init(&json, &out);
    json_begin(&json, NULL, '[');
    json_begin(&json, NULL, '{');
    json_text(&json, "number", "FK2026-00001");
    json_integer(&json, "days_left", -3);
    json_text_or_null(&json, "unit", "");
    json_text_or_null(&json, "person", NULL);
    json_begin(&json, "steps", '[');
    json_end(&json, ']');
    json_raw(&json, "data", "{\"a\":1}");
    json_end(&json, '}');
    json_begin(&json, NULL, '{');
    json_end(&json, '}');
    json_end(&json, ']');
    assert_string_equal(buffer_text(&out),
                        "[{\"number\":\"FK2026-00001\",\"days_left\":-3,\"unit\":null,"
                        "\"person\":null,\"steps\":[],\"data\":{\"a\":1}},{}]");
    buffer_release(&out);
}

static void assert_cell(const char *text, const char *expected) {
    struct buffer out = BUFFER_INIT;
    struct csv_line line;
    csv_line_begin(&line, &out, ',');
    csv_line_cell(&line, text);
    assert_string_equal(buffer_text(&out), expected);
    buffer_release(&out);
}

static void csv_cells(void **state) {
    assert_cell("路灯", "路灯");
    assert_cell("", "");
    assert_cell("a,b", "\"a,b\"");
    assert_cell("说\"好\"", "\"说\"\"好\"\"\"");
    assert_cell("一\n二", "\"一\n二\"");
    assert_cell(" 空 ", "\" 空 \"");
    struct buffer out = BUFFER_INIT;
    struct csv_line line;
    csv_line_begin(&line, &out, '\t');
    csv_line_cell(&line, "a,b");
    csv_line_cell(&line, "c");
    csv_line_end(&line);
    csv_line_cell(&line, "d");
    assert_string_equal(buffer_text(&out), "a,b\tc\r\nd");
    buffer_release(&out);
}

static void formulas_are_guarded_and_come_back(void **state) {
    static const char *const texts[] = {"=1+1", "+86 138", "-3",  "@x",  "\tx", "\rx",
                                        "＝1",  "＋1",     "－1", "＠x", "'=1", "''-x"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct buffer out = BUFFER_INIT;
        struct csv_line line;
        csv_line_begin(&line, &out, ',');
        csv_line_cell(&line, texts[i]);
        const char *cell = buffer_text(&out);
        assert_int_equal(cell[cell[0] == '"'], '\'');
        buffer_release(&out);
        buffer_append_format(&out, "'%s", texts[i]);
        assert_string_equal(csv_without_guard(buffer_text(&out)), texts[i]);
        buffer_release(&out);
    }
    assert_cell("'quoted'", "'quoted'");
    assert_string_equal(csv_without_guard("'quoted'"), "'quoted'");
    assert_string_equal(csv_without_guard(""), "");
}

static const struct file_encoding gbk = {.encoding = ENCODING_GBK};
static char folder[] = "/tmp/zwgk-out-XXXXXX";

static int make_folder(void **state) {
    return mkdtemp(folder) == NULL;
}

static int remove_folder(void **state) {
    return rmdir(folder);
}

static long size_of(const char *path) {
    struct stat found;
    return stat(path, &found) == 0 ? (long)found.st_size : -1;
}

static void a_file_appears_whole(void **state) {
    char path[64];
    snprintf(path, sizeof path, "%s/x.csv", folder);
    struct file_out out;
    struct buffer text = BUFFER_INIT;
    struct problem problem;
    assert_int_equal(file_out_open(&out, path, &problem), STATUS_OK);
    buffer_append(&text, "标题\n");
    assert_int_equal(file_out_write(&out, &text, &problem), STATUS_OK);
    assert_int_equal(size_of(path), -1);
    assert_int_equal(file_out_commit(&out, &problem), STATUS_OK);
    assert_int_equal(size_of(path), 7);

    assert_int_equal(file_out_open_as(&out, path, &gbk, '\0', &problem), STATUS_OK);
    buffer_append(&text, "新\n");
    assert_int_equal(file_out_write(&out, &text, &problem), STATUS_OK);
    file_out_abandon(&out);
    assert_int_equal(size_of(path), 7);

    assert_int_equal(file_out_open_as(&out, path, &gbk, '\0', &problem), STATUS_OK);
    buffer_append(&text, "新\n");
    assert_int_equal(file_out_write(&out, &text, &problem), STATUS_OK);
    buffer_append(&text, "😀");
    assert_int_equal(file_out_write(&out, &text, &problem), STATUS_INVALID);
    file_out_abandon(&out);
    assert_int_equal(size_of(path), 7);
    buffer_release(&text);
    assert_int_equal(unlink(path), 0);
}

static void a_full_disk_is_told(void **state) {
    struct file_out out;
    struct buffer text = BUFFER_INIT;
    struct problem problem = {0};
    assert_int_equal(file_out_open(&out, "/dev/full", &problem), STATUS_OK);
    buffer_append(&text, "标题\n");
    enum status status = file_out_write(&out, &text, &problem);
    if (status == STATUS_OK)
        status = file_out_commit(&out, &problem);
    else
        file_out_abandon(&out);
    assert_int_equal(status, STATUS_IO);
    assert_non_null(problem.message);
    buffer_release(&text);
}

static void a_folder_that_is_not_there_is_told(void **state) {
    struct file_out out;
    struct problem problem = {0};
    assert_int_equal(file_out_open(&out, "/nonexistent/x.csv", &problem),
                     STATUS_IO);
    assert_non_null(problem.message);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(json_texts),
        cmocka_unit_test(json_structure),
        cmocka_unit_test(csv_cells),
        cmocka_unit_test(formulas_are_guarded_and_come_back),
        cmocka_unit_test(a_file_appears_whole),
        cmocka_unit_test(a_full_disk_is_told),
        cmocka_unit_test(a_folder_that_is_not_there_is_told),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
