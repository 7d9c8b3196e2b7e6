/* Detail lines and lists of several codes in files: objects and fen in JSON, one cell that people can read in
 * CSV, and back the same. Mission C15. */
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

#include "base/lines.h"
#include "exchange/csv_write.h"
#include "exchange/record_export.h"
#include "exchange/record_import.h"
#include "form/scr_files.h"

static struct office office;
static struct scr_source files;
static char folder[] = "/tmp/zwgk-lines-XXXXXX";
static char database[64], path[64];

static int found_office(void **state) {
    struct problem problem = {0};
    struct clock clock = CLOCK_INIT;
    files = scr_files_source();
    if (mkdtemp(folder) == NULL || clock_set(&clock, "2026-11-20T09:00", &problem) != STATUS_OK)
        return 1;
    snprintf(database, sizeof database, "%s/office.db", folder);
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

static char last_fault[600];

static void tell_heading(void *context, const struct table_row *row) {
}

static void tell_bad_row(void *context, const struct table_row *row,
                         const struct import_fault *faults, size_t count) {
    struct buffer text = BUFFER_INIT;
    problem_format(faults[0].problem, faults[0].problem->message, faults[0].heading, &text);
    snprintf(last_fault, sizeof last_fault, "%s: %s", faults[0].heading, buffer_text(&text));
    buffer_release(&text);
}

/* Rows that are bad: 0 when all became records. */
static int import_text(const char *kind, const char *text) {
    struct table_file file = {
        .text = BUFFER_INIT, .is_at_end = true, .encoding = ENCODING_UTF_8, .delimiter = ','};
    struct problem problem = {0};
    struct record_import *import = NULL;
    struct import_result result;
    last_fault[0] = '\0';
    buffer_append(&file.text, text);
    const struct import_request request = {
        .kind = kind, .file = &file, .heading = tell_heading, .bad_row = tell_bad_row};
    enum status status = record_import_run(&office, &files, &request, &import, &result, &problem);
    if (status != STATUS_OK)
        fail_msg("%s", problem.message);
    if (result.bad > 0)
        record_import_abandon(import);
    else
        assert_int_equal(record_import_commit(import, &problem), STATUS_OK);
    table_file_release(&file);
    return (int)result.bad;
}

static void must_import(const char *kind, const char *text) {
    if (import_text(kind, text) != 0)
        fail_msg("%s", last_fault);
}

static void export_as(const char *kind, const char *name, enum export_format format,
                      struct buffer *out) {
    struct problem problem = {0};
    int64_t count = 0;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    assert_int_equal(
        record_export(&office, &files,
                      &(struct export_request){.kind = kind, .path = path, .format = format},
                      &count, &problem),
        STATUS_OK);
    if (out != NULL)
        assert_int_equal(file_read(path, out, &problem), STATUS_OK);
}

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

struct found {
    const char *heading;
    size_t column;
    int line;
    char cell[2000]; /* of the first record */
};

static enum status find_cell(void *context, const struct table_row *row, struct problem *problem) {
    struct found *found = context;
    for (size_t i = 0; found->line == 0 && i < row->count; i++)
        if (strcmp(row->cells[i], found->heading) == 0)
            found->column = i;
    if (found->line++ == 1)
        snprintf(found->cell, sizeof found->cell, "%s", row->cells[found->column]);
    return STATUS_OK;
}

static void cell_of_export(const char *kind, struct found *found) {
    struct table_file file;
    struct problem problem = {0};
    export_as(kind, "file.csv", EXPORT_CSV, NULL);
    assert_int_equal(table_file_load(&file, path, ENCODING_AUTO, &problem), STATUS_OK);
    assert_int_equal(table_file_rows(&file, find_cell, found, &problem), STATUS_OK);
    table_file_release(&file);
    unlink(path);
}

static void an_entry_with_codes(void **state) {
    struct found channels = {.heading = "必选渠道"};
    must_import("unit", "单位名称\n东门村\n");
    must_import("person", "姓名,单位\n周建华,东门村\n张𠮷旺,东门村\n");
    must_import("catalogue",
                "title,affair,subject,power,scope,timing,unit,leader,person,basis,"
                "channels\n救灾物资发放,rural,relief,service,public,ad_hoc,东门村,周建华,"
                "张𠮷旺,救助暂行办法,\"公开查阅点,政府网站\"\n");
    cell_of_export("catalogue", &channels);
    assert_non_null(strstr(channels.cell, "政府网站、公开查阅点"));
    struct buffer text = BUFFER_INIT;
    buffer_append_format(
        &text,
        "title,affair,subject,power,scope,timing,unit,leader,person,basis,channels\n"
        "再一项,rural,relief,service,public,ad_hoc,东门村,周建华,张𠮷旺,办法,%s\n",
        channels.cell);
    must_import("catalogue", buffer_text(&text));
    buffer_clear(&text);
    export_as("catalogue", "file.json", EXPORT_JSON, &text);
    assert_int_equal(ask(buffer_text(&text), "SELECT json_extract(?1, '$[0].channels') = "
                                             "json_extract(?1, '$[1].channels')"),
                     1);
    buffer_release(&text);
}

#define HEADING "catalogue,title,received_on,lines\n"
#define DRAFT "救灾物资发放,"

static void lines_come_back_the_same(void **state) {
    struct found lines = {.heading = "明细"};
    struct buffer text = BUFFER_INIT;
    must_import("disclosure", HEADING DRAFT
                "第一批,2026-11-18,\"张𠮷旺 明细=三组 数量=2 单位=袋 单价=60 金额=120；\n"
                "\"\"李 䶮\"\" 金额=-3,456.5 说明=\"\"一；\"\"\"\"二\"\"\"\"\"\"\"\n");
    cell_of_export("disclosure", &lines);
    assert_string_equal(lines.cell, "张𠮷旺 明细=三组 数量=2 单位=袋 单价=60.00 金额=120.00；"
                                    "\"李 䶮\" 金额=-3456.50 说明=\"一；\"\"二\"\"\"");
    struct csv_line line;
    buffer_append(&text, HEADING);
    csv_line_begin(&line, &text, ',');
    csv_line_cell(&line, "救灾物资发放");
    csv_line_cell(&line, "第二批");
    csv_line_cell(&line, "2026-11-18");
    csv_line_cell(&line, lines.cell);
    csv_line_end(&line);
    must_import("disclosure", buffer_text(&text));
    buffer_clear(&text);
    export_as("disclosure", "file.json", EXPORT_JSON, &text);
    const char *json = buffer_text(&text);
    assert_int_equal(ask(json, "SELECT json_array_length(?1)"), 2);
    assert_int_equal(
        ask(json, "SELECT json_extract(?1, '$[0].lines') = json_extract(?1, '$[1].lines')"), 1);
    assert_int_equal(ask(json, "SELECT json_array_length(?1, '$[1].lines')"), 2);
    assert_int_equal(ask(json, "SELECT json_extract(?1, '$[1].lines[0].amount')"), 12000);
    assert_int_equal(ask(json, "SELECT json_extract(?1, '$[1].lines[0].quantity') = '2'"), 1);
    assert_int_equal(ask(json, "SELECT json_extract(?1, '$[1].lines[0].name') = '张𠮷旺'"), 1);
    assert_int_equal(ask(json, "SELECT json_extract(?1, '$[1].lines[1].amount')"), -345650);
    assert_int_equal(ask(json, "SELECT json_type(?1, '$[1].lines[1].price') = 'null'"), 1);
    assert_int_equal(ask(json, "SELECT json_extract(?1, '$[1].lines[1].note') = '一；\"二\"'"), 1);
    buffer_release(&text);
}

static void a_bad_line_is_the_rows(void **state) {
    assert_int_equal(import_text("disclosure", HEADING DRAFT "第三批,2026-11-18,\"张三 金额=1；"
                                                             "李四 数量=2 单价=3 金额=7\"\n"),
                     1);
    assert_non_null(strstr(last_fault, "lines: 第 2 行金额：数量乘单价是 6.00，写的是 7.00"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_entry_with_codes),
        cmocka_unit_test(lines_come_back_the_same),
        cmocka_unit_test(a_bad_line_is_the_rows),
    };
    return cmocka_run_group_tests(tests, found_office, remove_office);
}
