/* Records into files and back: what is exported is JSON that SQLite reads, CSV that comes back the same, and
 * never what is sealed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "exchange/csv_write.h"
#include "exchange/record_columns.h"
#include "exchange/record_export.h"
#include "exchange/record_import.h"
#include "exchange/record_list.h"
#include "exchange/record_whole.h"
#include "form/scr_files.h"

static struct office office;
static struct scr_source files;
static char folder[] = "/tmp/zwgk-records-XXXXXX";
static char database[64], path[64];

static int found_office(void **state) {
    struct problem problem = {0};
    struct clock clock = CLOCK_INIT;
    files = scr_files_source();
    if (mkdtemp(folder) == NULL || clock_set(&clock, "2026-11-20T09:00", &problem) != STATUS_OK)
        return 1;
    snprintf(database, sizeof database, "%s/office.db", folder);
    snprintf(path, sizeof path, "%s/file.json", folder);
    struct office_founding founding = {
        .path = database, .name = "青石镇", .mode = "test", .now = clock.fixed_utc};
    return office_found(&office, &founding, &problem) != STATUS_OK;
}

static int remove_office(void **state) {
    office_close(&office);
    char command[120];
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    return system(command);
}

struct told {
    int headings, bad_rows;
    int line, column;
    char heading[64];
};

static void tell_heading(void *context, const struct table_row *row) {
    struct told *told = context;
    told->headings++;
}

static void tell_bad_row(void *context, const struct table_row *row,
                         const struct import_fault *faults, size_t count) {
    struct told *told = context;
    assert_true(count > 0);
    assert_non_null(faults[0].problem->message);
    told->bad_rows++;
    told->line = row->line;
    told->column = faults[0].column;
    snprintf(told->heading, sizeof told->heading, "%s", faults[0].heading);
}

static enum status import_text(const char *kind, const char *text, struct told *told,
                               struct import_result *result) {
    struct table_file file = {
        .text = BUFFER_INIT, .is_at_end = true, .encoding = ENCODING_UTF_8, .delimiter = ','};
    struct problem problem = {0};
    struct record_import *import = NULL;
    buffer_append(&file.text, text);
    *told = (struct told){0};
    const struct import_request request = {.kind = kind,
                                           .file = &file,
                                           .context = told,
                                           .heading = tell_heading,
                                           .bad_row = tell_bad_row};
    enum status status = record_import_run(&office, &files, &request, &import, result, &problem);
    if (status != STATUS_OK)
        assert_non_null(problem.message);
    else if (result->bad > 0)
        record_import_abandon(import);
    else
        status = record_import_commit(import, &problem);
    table_file_release(&file);
    return status;
}

static void rows_become_records(void **state) {
    struct told told;
    struct import_result result;
    assert_int_equal(import_text("unit", "单位名称\n东门村\n", &told, &result), STATUS_OK);
    assert_int_equal(import_text("feedback",
                                 "收到日期,类别,标题,内容,姓名,单位\n"
                                 "2026-11-19,投诉,=1+1,\"一\"\"二\n\xE2\x80\xA8三\",𠮷田䶮,东门村\n"
                                 "2026-11-19,举报,密封的标题,密封的内容,举报人甲,\n",
                                 &told, &result),
                     STATUS_OK);
    assert_int_equal(told.headings, 1);
    assert_int_equal(result.bad, 1); /* U+2028 may not be stored */
    assert_int_equal(told.line, 2);
    assert_string_equal(told.heading, "内容");
    assert_int_equal(told.column, 4);
    assert_int_equal(import_text("feedback",
                                 "收到日期,类别,标题,内容,姓名,单位\n"
                                 "2026-11-19,投诉,=1+1,\"一\"\"二\n三\",𠮷田䶮,东门村\n"
                                 "2026-11-19,举报,密封的标题,密封的内容,举报人甲,\n",
                                 &told, &result),
                     STATUS_OK);
    assert_int_equal(result.bad, 0);
    assert_int_equal(result.good, 2);
}

static void a_bad_row_is_placed(void **state) {
    struct told told;
    struct import_result result;
    assert_int_equal(import_text("feedback",
                                 "类别,标题,收到日期\n\n咨询,好,2026-11-18\n打听,坏,2026-11-18\n",
                                 &told, &result),
                     STATUS_OK);
    assert_int_equal(result.good, 1);
    assert_int_equal(result.bad, 1);
    assert_int_equal(told.line, 4);
    assert_int_equal(told.column, 1);
    assert_string_equal(told.heading, "类别");
}

static void a_bad_heading_stops(void **state) {
    struct told told;
    struct import_result result;
    assert_int_equal(import_text("feedback", "类别,标题\n咨询,好\n", &told, &result),
                     STATUS_INVALID);
    assert_int_equal(import_text("feedback", "类别,标题,收到日期,题目\n", &told, &result),
                     STATUS_INVALID);
    assert_int_equal(import_text("feedback", "类别,类别,标题,收到日期\n", &told, &result),
                     STATUS_INVALID);
    assert_int_equal(import_text("feedback", "due_on,类别,标题,收到日期\n", &told, &result),
                     STATUS_INVALID);
    assert_int_equal(import_text("feedback", "state,类别,标题,收到日期\n", &told, &result),
                     STATUS_INVALID);
    assert_int_equal(import_text("feedback", "\n\n", &told, &result), STATUS_INVALID);
    assert_int_not_equal(import_text("nosuch", "标题\n", &told, &result), STATUS_OK);
}

/* The one integer that a query over the exported JSON gives. */
static int ask(const char *json, const char *query) {
    sqlite3 *memory = NULL;
    sqlite3_stmt *statement = NULL;
    assert_int_equal(sqlite3_open(":memory:", &memory), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(memory, query, -1, &statement, NULL), SQLITE_OK);
    sqlite3_bind_text(statement, 1, json, -1, SQLITE_STATIC);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    int answer = sqlite3_column_int(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(memory);
    return answer;
}

static void export_as(enum export_format format, int64_t expected, struct buffer *out) {
    struct problem problem = {0};
    int64_t count = 0;
    assert_int_equal(
        record_export(&office, &files, "feedback", path, format, &(struct file_encoding){0}, &count, &problem),
        STATUS_OK);
    assert_int_equal(count, expected);
    assert_int_equal(file_read(path, out, &problem), STATUS_OK);
    buffer_append(out, "");
}

static void exported_json_is_json(void **state) {
    struct buffer text = BUFFER_INIT;
    export_as(EXPORT_JSON, 1, &text);
    const char *json = buffer_text(&text);
    assert_int_equal(ask(json, "SELECT json_valid(?)"), 1);
    assert_int_equal(ask(json, "SELECT json_array_length(?)"), 1);
    assert_int_equal(ask(json, "SELECT json_extract(?, '$[0].title') = '=1+1'"), 1);
    assert_int_equal(
        ask(json, "SELECT json_extract(?, '$[0].body') = '一\"二' || char(10) || '三'"), 1);
    assert_int_equal(ask(json, "SELECT json_extract(?, '$[0].unit') = '东门村'"), 1);
    assert_int_equal(ask(json, "SELECT json_extract(?, '$[0].state') = 'assigned'"), 1);
    assert_int_equal(ask(json, "SELECT json_array_length(?, '$[0].steps')"), 2);
    assert_null(strstr(json, "密封的"));
    assert_null(strstr(json, "举报人甲"));
    buffer_release(&text);
}

static enum status compare_row(void *context, const struct table_row *row,
                               struct problem *problem) {
    int *line = context;
    if (++*line == 2) {
        bool has_title = false, has_body = false;
        for (size_t i = 0; i < row->count; i++) {
            const char *cell = csv_without_guard(row->cells[i]);
            has_title = has_title || strcmp(cell, "=1+1") == 0;
            has_body = has_body || strcmp(cell, "一\"二\n三") == 0;
        }
        assert_true(has_title && has_body);
    }
    return STATUS_OK;
}

static void exported_csv_comes_back(void **state) {
    struct buffer text = BUFFER_INIT;
    struct table_file file;
    struct problem problem = {0};
    int lines = 0;
    export_as(EXPORT_CSV, 1, &text);
    assert_null(strstr(buffer_text(&text), "举报人甲"));
    assert_int_equal(table_file_load(&file, path, ENCODING_AUTO, &problem), STATUS_OK);
    assert_int_equal(table_file_rows(&file, compare_row, &lines, &problem), STATUS_OK);
    assert_int_equal(lines, 2);
    table_file_release(&file);
    buffer_release(&text);
}

static enum status count_row(void *context, const struct list_row *row, struct problem *problem) {
    int *count = context;
    ++*count;
    return STATUS_OK;
}

/* More than a page, so that the walk goes on where a page ended. */
static void long_lists_are_walked_once(void **state) {
    struct told told;
    struct import_result result;
    struct buffer text = BUFFER_INIT;
    struct problem problem = {0};
    buffer_append(&text, "单位名称\n");
    for (int i = 0; i < 149; i++)
        buffer_append_format(&text, "第%d村\n", i);
    assert_int_equal(import_text("unit", buffer_text(&text), &told, &result), STATUS_OK);
    assert_int_equal(result.good, 149);
    buffer_release(&text);
    struct list_request request = {
        .view = "unit_all", .kind = "unit", .order = "number", .limit = -1};
    int count = 0;
    assert_int_equal(record_list(&office, &request, count_row, &count, &problem), STATUS_OK);
    assert_int_equal(count, 150);
    request.limit = 60;
    count = 0;
    assert_int_equal(record_list(&office, &request, count_row, &count, &problem), STATUS_OK);
    assert_int_equal(count, 60);
    request.limit = 100;
    count = 0;
    assert_int_equal(record_list(&office, &request, count_row, &count, &problem), STATUS_OK);
    assert_int_equal(count, 100);
    request.view = "nosuch_all";
    assert_int_equal(record_list(&office, &request, count_row, &count, &problem), STATUS_INVALID);
}

static void kinds_of_views(void **state) {
    assert_string_equal(record_kind_of_view("feedback_open"), "feedback");
    assert_string_equal(record_kind_of_view("box_all"), "box");
    assert_null(record_kind_of_view("feedback"));
    assert_null(record_kind_of_view("nosuch_all"));
    enum export_format format;
    assert_true(export_format_of("a/b.json", &format));
    assert_int_equal(format, EXPORT_JSON);
    assert_false(export_format_of(".csv", &format));
    assert_false(export_format_of("b.doc", &format));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_become_records),     cmocka_unit_test(a_bad_row_is_placed),
        cmocka_unit_test(a_bad_heading_stops),     cmocka_unit_test(exported_json_is_json),
        cmocka_unit_test(exported_csv_comes_back), cmocka_unit_test(long_lists_are_walked_once),
        cmocka_unit_test(kinds_of_views),
    };
    return cmocka_run_group_tests(tests, found_office, remove_office);
}
