/* Writes the keys by which lists of names are ordered. Changes nothing else of a record, not its version. */
#include "store/name_keys.h"

#include <string.h>

#include "base/buffer.h"
#include "base/fields.h"
#include "base/pinyin.h"
#include "base/strokes.h"
#include "store/columns.h"
#include "store/statement.h"
#include "store/write.h"

/* The kinds that have keys; their indexes stand in 0004_text.sql. */
static const struct named_kind {
    const char *kind;
    bool is_of_people;
} kinds[] = {{"person", true}, {"member", true}, {"unit", false}};

static const struct named_kind *find_kind(const char *kind) {
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (strcmp(kinds[i].kind, kind) == 0) {
            return &kinds[i];
        }
    }
    return NULL;
}

bool name_keys_are_touched(const char *kind, const struct fields *changes) {
    return find_kind(kind) != NULL &&
           (changes == NULL || fields_get(changes, COL_TITLE) != NULL ||
            fields_get(changes, COL_READING) != NULL || fields_get(changes, COL_PERSON) != NULL);
}

static enum status write_keys(struct store *store, int64_t id, bool is_of_people, const char *name,
                              const char *reading, struct problem *problem) {
    struct buffer pinyin = BUFFER_INIT, strokes = BUFFER_INIT;
    struct statement statement;
    pinyin_append_key(&pinyin, name, is_of_people, reading);
    stroke_append_key(&strokes, name);
    enum status status = STATUS_OK;
    if (pinyin.failed || strokes.failed) {
        status = store_no_memory(problem);
    } else {
        statement_open(&statement, store,
                       "UPDATE record SET pinyin_sort = ?, stroke_sort = ? WHERE id = ?");
        statement_text(&statement, buffer_text(&pinyin));
        statement_text(&statement, buffer_text(&strokes));
        statement_integer(&statement, id);
        status = statement_run(&statement, problem);
    }
    buffer_release(&pinyin);
    buffer_release(&strokes);
    return status;
}

/* A name as stored, and how its person says it is read. */
#define SELECT_NAMES                                                                               \
    "SELECT r.id, r.title, (SELECT p.reading FROM person p"                                        \
    " WHERE p.id = CASE r.record_kind WHEN 'person' THEN r.id ELSE r.person END) FROM record r"

/* Binds up to one text and one number, then writes the keys of every row. */
static enum status write_rows(struct store *store, const char *sql, const char *kind, int64_t id,
                              bool is_of_people, struct problem *problem) {
    struct statement rows;
    bool has_row = false;
    statement_open(&rows, store, sql);
    if (kind != NULL) {
        statement_text(&rows, kind);
    }
    if (id != 0) {
        statement_integer(&rows, id);
    }
    enum status status = statement_step(&rows, &has_row, problem);
    while (status == STATUS_OK && has_row) {
        struct buffer name = BUFFER_INIT, reading = BUFFER_INIT;
        buffer_append(&name, statement_column_text(&rows, 1));
        buffer_append(&reading, statement_column_text(&rows, 2));
        status = name.failed || reading.failed
                     ? store_no_memory(problem)
                     : write_keys(store, statement_column_integer(&rows, 0), is_of_people,
                                  buffer_text(&name), buffer_text(&reading), problem);
        buffer_release(&name);
        buffer_release(&reading);
        if (status == STATUS_OK) {
            status = statement_step(&rows, &has_row, problem);
        }
    }
    statement_close(&rows);
    return status;
}

enum status name_keys_write(struct store *store, const char *kind, int64_t id,
                            struct problem *problem) {
    const struct named_kind *named = find_kind(kind);
    enum status status =
        write_rows(store, SELECT_NAMES " WHERE r.id = ?", NULL, id, named->is_of_people, problem);
    if (status == STATUS_OK && strcmp(kind, "person") == 0) {
        status = write_rows(store, SELECT_NAMES " WHERE r.record_kind = ? AND r.person = ?",
                            "member", id, true, problem);
    }
    return status;
}

enum status store_write_name_keys(struct store *store, struct problem *problem) {
    enum status status = STATUS_OK;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0] && status == STATUS_OK; i++) {
        status = write_rows(store, SELECT_NAMES " WHERE r.record_kind = ?", kinds[i].kind, 0,
                            kinds[i].is_of_people, problem);
    }
    return status;
}
