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
#include "work/flow.h"

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
        record_export(&office, &files,
                      &(struct export_request){
                          .kind = "feedback", .path = path, .format = format, .is_revealed = true},
                      &count, &problem),
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

static enum status export_masked(enum export_format format, bool is_revealed, struct buffer *out) {
    struct problem problem = {0};
    int64_t count = 0;
    enum status status = record_export(
        &office, &files,
        &(struct export_request){
            .kind = "feedback", .path = path, .format = format, .is_revealed = is_revealed},
        &count, &problem);
    buffer_clear(out);
    if (status == STATUS_OK)
        assert_int_equal(file_read(path, out, &problem), STATUS_OK);
    buffer_append(out, "");
    return status;
}

/* Of the newest row of the audit. */
static bool audit_says(const char *words) {
    char query[300];
    sqlite3 *db = NULL;
    sqlite3_stmt *row = NULL;
    snprintf(query, sizeof query,
             "SELECT detail LIKE '%%%s' FROM audit WHERE command = 'export' ORDER BY rowid DESC",
             words);
    assert_int_equal(sqlite3_open_v2(database, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, query, -1, &row, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(row), SQLITE_ROW);
    bool says = sqlite3_column_int(row, 0) == 1;
    sqlite3_finalize(row);
    sqlite3_close(db);
    return says;
}

/* A file leaves the office: names and numbers only when that is asked for by who may, and the audit says of how many. */
static void an_export_is_masked(void **state) {
    static const enum export_format formats[] = {EXPORT_CSV, EXPORT_TSV, EXPORT_JSON};
    static const char *const secrets[] = {"张𠮷旺", "13800001234", "5551234", "11010519491231002X"};
    static const char *const masked[] = {"张*说", "138****1234", "051*-*******",
                                         "110105********002X"};
    struct buffer text = BUFFER_INIT;
    struct told told;
    struct import_result result;
    unsigned roles = office.roles;
    assert_int_equal(import_text("feedback",
                                 "类别,标题,姓名,电话,内容,收到日期\n"
                                 "咨询,低保,张𠮷旺,0512-5551234,"
                                 "张𠮷旺说身份证11010519491231002X打13800001234,2026-11-19\n",
                                 &told, &result),
                     STATUS_OK);
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        assert_int_equal(export_masked(formats[i], false, &text), STATUS_OK);
        for (size_t s = 0; s < sizeof secrets / sizeof *secrets; s++) {
            assert_null(strstr(buffer_text(&text), secrets[s]));
            assert_non_null(strstr(buffer_text(&text), masked[s]));
        }
        assert_true(audit_says("件，其中 2 件的个人信息已遮盖"));
        if (formats[i] == EXPORT_JSON)
            assert_int_equal(ask(buffer_text(&text), "SELECT json_valid(?)"), 1);
        assert_int_equal(export_masked(formats[i], true, &text), STATUS_OK);
        for (size_t s = 0; s < sizeof secrets / sizeof *secrets; s++)
            assert_non_null(strstr(buffer_text(&text), secrets[s]));
        assert_true(audit_says("件，其中 2 件的个人信息未遮盖"));
    }
    office.roles = ROLE_ADMIN;
    assert_int_equal(export_masked(EXPORT_CSV, false, &text), STATUS_OK);
    assert_int_equal(export_masked(EXPORT_CSV, true, &text), STATUS_DENIED);
    office.roles = roles;
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

/* Another program, which does not wait. */
static void count_if_free(int *count) {
    sqlite3 *other = NULL;
    assert_int_equal(sqlite3_open(database, &other), SQLITE_OK);
    *count += sqlite3_exec(other, "BEGIN IMMEDIATE; ROLLBACK", NULL, NULL, NULL) == SQLITE_OK;
    sqlite3_close(other);
}

struct free_times {
    int heading, bad, alike;
};

static void heading_while_free(void *context, const struct table_row *row) {
    count_if_free(&((struct free_times *)context)->heading);
}

static void bad_while_free(void *context, const struct table_row *row,
                           const struct import_fault *faults, size_t count) {
    count_if_free(&((struct free_times *)context)->bad);
}

static void alike_while_free(void *context, const struct table_row *row,
                             const struct alike_item *item, int of_row, bool is_skipped) {
    assert_int_equal(of_row, 2);
    count_if_free(&((struct free_times *)context)->alike);
}

#define LAMPS "东门村口的路灯坏了三天，老人晚上摔了一跤"

static enum status run_telling(const char *text, struct free_times *times,
                               struct record_import **import, struct import_result *result) {
    struct table_file file = {
        .text = BUFFER_INIT, .is_at_end = true, .encoding = ENCODING_UTF_8, .delimiter = ','};
    /* It outlives the run: the rows are stored by the commit. */
    static struct import_request request;
    request = (struct import_request){.kind = "feedback",
                                      .file = &file,
                                      .context = times,
                                      .heading = heading_while_free,
                                      .bad_row = bad_while_free,
                                      .alike = alike_while_free};
    buffer_append(&file.text, text);
    enum status status = record_import_run(&office, &files, &request, import, result, NULL);
    table_file_release(&file);
    return status;
}

static int64_t count_feedback(void) {
    sqlite3 *other = NULL;
    sqlite3_stmt *statement = NULL;
    assert_int_equal(sqlite3_open(database, &other), SQLITE_OK);
    assert_int_equal(
        sqlite3_prepare_v2(other, "SELECT count(*) FROM feedback", -1, &statement, NULL),
        SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    int64_t count = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(other);
    return count;
}

#define TOLD_FILE                                                                                  \
    "收到日期,类别,标题,内容\n"                                                          \
    "2026-13-45,投诉,没有这一天," LAMPS "\n"                                                       \
    "2026-11-19,投诉,路灯," LAMPS "\n"                                                             \
    "2026-11-19,投诉,又是路灯," LAMPS "\n"

static void nobody_waits_for_what_is_told(void **state) {
    struct free_times times = {0};
    struct record_import *import = NULL;
    struct import_result result;
    int64_t before = count_feedback();
    assert_int_equal(run_telling(TOLD_FILE, &times, &import, &result), STATUS_OK);
    assert_int_equal(times.heading, 1);
    assert_int_equal(times.bad, 1);
    assert_int_equal(times.alike, 1);
    assert_int_equal(result.good, 2);
    assert_int_equal(count_feedback(), before);
    assert_int_equal(record_import_commit(import, NULL), STATUS_OK);
    assert_int_equal(count_feedback(), before + 2);
}

/* What was good when it was tried is refused when somebody else has stored it since: all or none. */
static void a_row_refused_late_stops_all(void **state) {
    struct free_times times = {0};
    struct record_import *import = NULL;
    struct import_result result;
    struct problem problem = {0};
    struct problems problems = {0};
    struct fields values = FIELDS_INIT;
    int64_t id = 0;
    static const char text[] = "收到日期,类别,标题,内容\n"
                               "没有,投诉,没有这一天,䶮家巷的井盖\n"
                               "2026-11-18,投诉,垃圾桶,垃圾桶三天没有清\n"
                               "2026-11-18,投诉,井盖松动,䶮家巷的井盖一过车就响\n";
    assert_int_equal(run_telling(text, &times, &import, &result), STATUS_OK);
    assert_int_equal(result.good, 2);
    fields_set(&values, "received_on", "2026-11-18");
    fields_set(&values, "kind", "complain");
    fields_set(&values, "title", "井盖松动");
    fields_set(&values, "body", "䶮家巷的井盖一过车就响");
    assert_int_equal(flow_register(&office, "feedback", &values, false, &id, &problems), STATUS_OK);
    fields_release(&values);
    int64_t before = count_feedback();
    assert_int_equal(record_import_commit(import, &problem), STATUS_CONFLICT);
    assert_string_equal(problem.places[0].name, "line");
    assert_string_equal(problem.places[0].value, "4");
    assert_int_equal(count_feedback(), before);
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
        cmocka_unit_test(rows_become_records),
        cmocka_unit_test(a_bad_row_is_placed),
        cmocka_unit_test(a_bad_heading_stops),
        cmocka_unit_test(exported_json_is_json),
        cmocka_unit_test(exported_csv_comes_back),
        cmocka_unit_test(long_lists_are_walked_once),
        cmocka_unit_test(kinds_of_views),
        cmocka_unit_test(an_export_is_masked),
        cmocka_unit_test(nobody_waits_for_what_is_told),
        cmocka_unit_test(a_row_refused_late_stops_all),
    };
    return cmocka_run_group_tests(tests, found_office, remove_office);
}
