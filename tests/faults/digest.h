/* All that a database says, as one number: equal databases say the same. What is random by intention (save ids, and
 * the audit's hashes over them, salted passwords) is left out. */
#ifndef ZWGK_TESTS_FAULTS_DIGEST_H
#define ZWGK_TESTS_FAULTS_DIGEST_H

#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static inline uint64_t digest_add(uint64_t digest, const void *bytes, size_t length) {
    const unsigned char *byte = bytes;
    for (size_t i = 0; i < length; i++)
        digest = (digest ^ byte[i]) * 1099511628211U;
    return (digest ^ length) * 1099511628211U;
}

static inline bool digest_is_random(const char *column) {
    return strcmp(column, "save_id") == 0 || strcmp(column, "hash") == 0 ||
           strcmp(column, "prev") == 0 || strcmp(column, "side_hash") == 0;
}

static inline uint64_t digest_row(sqlite3_stmt *row, uint64_t digest) {
    for (int i = 0; i < sqlite3_column_count(row); i++) {
        int type = sqlite3_column_type(row, i);
        if (digest_is_random(sqlite3_column_name(row, i)))
            continue;
        digest = digest_add(digest, &type, sizeof type);
        if (type != SQLITE_NULL) {
            const void *bytes = sqlite3_column_blob(row, i);
            digest = digest_add(digest, bytes, (size_t)sqlite3_column_bytes(row, i));
        }
    }
    return digest;
}

enum { DIGEST_TABLES_MOST = 100 };

struct digest {
    size_t count; /* 0: it could not be read */
    struct {
        char name[40];
        uint64_t value;
    } tables[DIGEST_TABLES_MOST];
};

static inline bool digest_table(sqlite3 *db, const char *name, uint64_t *digest) {
    char sql[200];
    sqlite3_stmt *rows = NULL;
    int code = SQLITE_ERROR;
    snprintf(sql, sizeof sql, "SELECT * FROM \"%s\"", name);
    *digest = 14695981039346656037U;
    if (sqlite3_prepare_v2(db, sql, -1, &rows, NULL) == SQLITE_OK)
        while ((code = sqlite3_step(rows)) == SQLITE_ROW)
            *digest = digest_row(rows, *digest);
    sqlite3_finalize(rows);
    return code == SQLITE_DONE;
}

/* `but`: tables that are passed over, blank-separated, NULL none. */
static inline void digest_make(const char *path, const char *but, struct digest *out) {
    sqlite3 *db = NULL;
    sqlite3_stmt *tables = NULL;
    bool is_well = sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK &&
                   sqlite3_prepare_v2(db,
                                      "SELECT name FROM sqlite_schema WHERE type = 'table' AND"
                                      " name NOT LIKE 'sqlite_%' AND sql NOT LIKE 'CREATE VIRTUAL%'"
                                      " ORDER BY name",
                                      -1, &tables, NULL) == SQLITE_OK;
    int code = SQLITE_DONE;
    out->count = 0;
    while (is_well && (code = sqlite3_step(tables)) == SQLITE_ROW) {
        const char *name = (const char *)sqlite3_column_text(tables, 0);
        if (but == NULL || strstr(but, name) == NULL) {
            snprintf(out->tables[out->count].name, sizeof out->tables->name, "%s", name);
            is_well = digest_table(db, name, &out->tables[out->count++].value) &&
                      out->count < DIGEST_TABLES_MOST;
        }
    }
    sqlite3_finalize(tables);
    sqlite3_close(db);
    if (!is_well || code != SQLITE_DONE)
        out->count = 0;
}

/* The first table in which two databases differ; NULL: in none. */
static inline const char *digest_difference(const struct digest *one, const struct digest *other) {
    if (one->count == 0 || one->count != other->count)
        return "(not readable, or other tables)";
    for (size_t i = 0; i < one->count; i++)
        if (strcmp(one->tables[i].name, other->tables[i].name) != 0 ||
            one->tables[i].value != other->tables[i].value)
            return one->tables[i].name;
    return NULL;
}

#endif
