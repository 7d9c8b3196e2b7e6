/* What the tests of the store share: a folder of their own, a new file, a few records in it. */
#ifndef ZWGK_TESTS_STORE_SAMPLE_H
#define ZWGK_TESTS_STORE_SAMPLE_H

/* cmocka.h wants those before it, in this order. */
/* clang-format off */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/columns.h"
#include "store/internal.h"
#include "store/write.h"

static const struct visible everything = {"1", 0};

struct sample {
    char folder[256];
    char path[300];
    struct store *store;
    int64_t unit, person;
};

static inline void expect_ok(enum status status, const struct problem *problem) {
    if (status != STATUS_OK) {
        print_error("status %d: %s [%s]\n", (int)status, problem->message, problem->field);
        for (int i = 0; i < problem->place_count; i++) {
            print_error("  {%s} = %s\n", problem->places[i].name, problem->places[i].value);
        }
    }
    assert_int_equal(status, STATUS_OK);
}

static inline void sample_begin(struct store *store) {
    struct problem problem;
    expect_ok(store_begin(store, &problem), &problem);
}

static inline void sample_commit(struct store *store, const char *save_id) {
    struct problem problem;
    expect_ok(store_commit(store, save_id, &problem), &problem);
}

/* Within a save: a numbered record with the given columns and what every record must have. */
static inline enum status sample_insert(struct store *store, const char *kind,
                                        struct fields *fields, int64_t *id,
                                        struct problem *problem) {
    struct record record = {0, 0, FIELDS_INIT};
    char number[24];
    expect_ok(store_next_number(store, record_kind_find(kind)->prefix, 2026, number, problem),
              problem);
    fields_merge(&record.fields, fields);
    fields_set(&record.fields, COL_NUMBER, number);
    fields_set_integer(&record.fields, COL_CREATED, 1763600000);
    fields_set_integer(&record.fields, COL_CHANGED, 1763600000);
    if (!fields_has(&record.fields, COL_RECEIVED_ON)) {
        fields_set(&record.fields, COL_RECEIVED_ON, "2026-11-03");
    }
    if (!fields_has(&record.fields, COL_STATE)) {
        fields_set(&record.fields, COL_STATE, "registered");
    }
    enum status status = store_insert(store, kind, &record, problem);
    *id = record.id;
    record_release(&record);
    return status;
}

static inline int64_t sample_named(struct store *store, const char *kind, const char *title) {
    struct fields fields = FIELDS_INIT;
    struct problem problem;
    int64_t id = 0;
    fields_set(&fields, COL_TITLE, title);
    expect_ok(sample_insert(store, kind, &fields, &id, &problem), &problem);
    fields_release(&fields);
    return id;
}

static inline int64_t sample_feedback(struct store *store, const char *title, const char *due_on) {
    struct fields fields = FIELDS_INIT;
    struct problem problem;
    int64_t id = 0;
    fields_set(&fields, COL_TITLE, title);
    fields_set(&fields, COL_KIND, "complaint");
    fields_set(&fields, COL_DUE_ON, due_on);
    expect_ok(sample_insert(store, "feedback", &fields, &id, &problem), &problem);
    fields_release(&fields);
    return id;
}

static inline void sample_audit(struct store *store, int64_t record, const char *command,
                                const char *save_id) {
    const struct audit_entry entry = {.at = 1763600000,
                                      .account = "lichunmei",
                                      .command = command,
                                      .record = record,
                                      .detail = "东门村三组路灯",
                                      .save_id = save_id};
    struct problem problem;
    expect_ok(store_add_audit(store, &entry, &problem), &problem);
}

static inline void sample_folder(struct sample *sample) {
    const char *parent = getenv("TMPDIR");
    memset(sample, 0, sizeof *sample);
    snprintf(sample->folder, sizeof sample->folder, "%s/zwgk-store-XXXXXX",
             parent == NULL ? P_tmpdir : parent);
    assert_non_null(mkdtemp(sample->folder));
    snprintf(sample->path, sizeof sample->path, "%s/zwgk.db", sample->folder);
}

/* A new file with one unit and one person, audited, and its search index. */
static inline void sample_make(struct sample *sample) {
    struct problem problem;
    bool is_complete = false;
    sample_folder(sample);
    expect_ok(store_create(sample->path, &sample->store, &problem), &problem);
    sample_begin(sample->store);
    while (!is_complete) {
        expect_ok(store_search_build(sample->store, &is_complete, &problem), &problem);
    }
    sample->unit = sample_named(sample->store, "unit", "东门村");
    sample_audit(sample->store, sample->unit, "register", "save-unit");
    sample->person = sample_named(sample->store, "person", "张𠮷旺");
    sample_audit(sample->store, sample->person, "register", "save-person");
    sample_commit(sample->store, "save-person");
}

static inline void sample_remove(struct sample *sample) {
    store_close(sample->store);
    DIR *folder = opendir(sample->folder);
    assert_non_null(folder);
    for (struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
        char path[600];
        snprintf(path, sizeof path, "%s/%s", sample->folder, entry->d_name);
        if (entry->d_name[0] != '.') {
            unlink(path);
        }
    }
    closedir(folder);
    assert_int_equal(rmdir(sample->folder), 0);
}

/* Another program's way into the file. */
static inline void sample_run(const char *path, const char *sql) {
    sqlite3 *db = NULL;
    char *message = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK) {
        print_error("%s: %s\n", sql, message);
        fail();
    }
    sqlite3_close(db);
}

/* "DROP TRIGGER …;" (or what makes them) of all that the file has. */
static inline void sample_read_triggers(const char *path, const char *what, char *out, size_t size) {
    sqlite3 *db = NULL;
    sqlite3_stmt *row = NULL;
    char sql[200];
    snprintf(sql, sizeof sql,
             "SELECT coalesce(group_concat(%s, ';'), '') FROM sqlite_schema WHERE type = 'trigger'",
             what);
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &row, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(row), SQLITE_ROW);
    assert_true((size_t)snprintf(out, size, "%s", (const char *)sqlite3_column_text(row, 0)) < size);
    sqlite3_finalize(row);
    sqlite3_close(db);
}

/* The same by one who covers the tracks: triggers are taken out of the way and put back. */
static inline void sample_tamper(const char *path, const char *sql) {
    char drop[4000], make[16000];
    sample_read_triggers(path, "'DROP TRIGGER ' || name", drop, sizeof drop);
    sample_read_triggers(path, "sql", make, sizeof make);
    sample_run(path, drop);
    sample_run(path, sql);
    sample_run(path, make);
}

#endif
