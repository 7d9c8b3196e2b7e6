/* A file of schema 0001 with people, units and feedback in it and a whole audit chain, as the first program left it; and
 * what a file says, as text. */
#ifndef ZWGK_TESTS_FAULTS_OLDER_H
#define ZWGK_TESTS_FAULTS_OLDER_H

#include "store/sample.h"

#include "base/buffer.h"
#include "store/audit_row.h"

enum { OLDER_RECORDS = 60, SCHEMAS_MOST = 16 };

/* The schema files up to a number. */
static inline void older_list(int newest, struct embedded_file list[SCHEMAS_MOST]) {
    const struct embedded_file *file = embedded_first("data/schema/");
    int count = 0;
    for (; schema_number(file) > 0 && schema_number(file) <= newest; file++)
        list[count++] = *file;
    assert_true(count < SCHEMAS_MOST);
    list[count] = (struct embedded_file){NULL, NULL, 0};
}

static inline void copy_bytes(const char *from, const char *to) {
    static char bytes[1 << 16];
    size_t length;
    FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
    assert_true(in != NULL && out != NULL);
    while ((length = fread(bytes, 1, sizeof bytes, in)) > 0)
        assert_int_equal(fwrite(bytes, 1, length, out), length);
    assert_true(fclose(in) == 0 && fclose(out) == 0);
}

static inline void older_rows(sqlite3 *db) {
    sqlite3_exec(db, "BEGIN", NULL, NULL, NULL);
    for (int id = 1; id <= OLDER_RECORDS; id++) {
        char sql[1400];
        const char *kind = id == 1 ? "unit" : id == 2 ? "person" : "feedback";
        const char *prefix = record_kind_find(kind)->prefix;
        int number = id > 2 ? id - 2 : 1;
        snprintf(sql, sizeof sql,
                 "INSERT INTO counter VALUES ('%s', 2025, %d) ON CONFLICT DO UPDATE SET last ="
                 " excluded.last;"
                 "INSERT INTO record (id, record_kind, number, state, title, unit, received_on,"
                 " due_on, due_sort, created, changed) VALUES (%d, '%s', '%s2025-%05d',"
                 " 'registered', '第%d件䶮塘𠮷', %s, '2025-11-03', '2025-11-24', '2025-11-24',"
                 " 1762128000, 1762128000);"
                 "INSERT INTO step (record, at, command, from_state, to_state, note)"
                 " VALUES (%d, 1762128000, 'register', '', 'registered', '登记');",
                 prefix, number, id, kind, prefix, number, id, id > 2 ? "1" : "NULL", id);
        assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
        snprintf(sql, sizeof sql,
                 id == 1   ? "INSERT INTO unit (id) VALUES (%d)"
                 : id == 2 ? "INSERT INTO person (id) VALUES (%d)"
                           : "INSERT INTO feedback (id, kind, body) VALUES (%d, 'complain',"
                             " '晚上老人走路看不见，请尽快安排人去看一看。')",
                 id);
        assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    }
    assert_int_equal(sqlite3_exec(db, "COMMIT", NULL, NULL, NULL), SQLITE_OK);
}

/* The rows of the audit, hashed by what the newest schema makes of the same records. */
static inline void older_audit(sqlite3 *db, const char *newest) {
    struct store *store = NULL;
    struct problem problem;
    unsigned char prev[HASH_BYTES] = {0}, hash[HASH_BYTES];
    expect_ok(store_open(newest, &store, &problem), &problem);
    for (int id = 1; id <= OLDER_RECORDS; id++) {
        sqlite3_stmt *row = NULL, *insert = NULL;
        int64_t ver = 0;
        expect_ok(record_hash(store, id, &ver, hash, &problem), &problem);
        assert_int_equal(sqlite3_prepare_v2(store->db,
                                            "SELECT ?1, 1762128000, NULL, 'root', 'register', ?1,"
                                            " 1, ?2, '登记', 'save-' || ?1, 1, ?3, NULL, NULL",
                                            -1, &row, NULL),
                         SQLITE_OK);
        sqlite3_bind_int(row, 1, id);
        sqlite3_bind_blob(row, 2, hash, HASH_BYTES, SQLITE_TRANSIENT);
        sqlite3_bind_blob(row, 3, prev, HASH_BYTES, SQLITE_TRANSIENT);
        assert_int_equal(sqlite3_step(row), SQLITE_ROW);
        assert_int_equal(sqlite3_prepare_v2(db,
                                            "INSERT INTO audit (" AUDIT_COLUMNS ", hash) VALUES"
                                            " (?1, 1762128000, NULL, 'root', 'register', ?1, 1,"
                                            " ?2, '登记', 'save-' || ?1, 1, ?3, ?4)",
                                            -1, &insert, NULL),
                         SQLITE_OK);
        sqlite3_bind_int(insert, 1, id);
        sqlite3_bind_blob(insert, 2, hash, HASH_BYTES, SQLITE_TRANSIENT);
        sqlite3_bind_blob(insert, 3, prev, HASH_BYTES, SQLITE_TRANSIENT);
        assert_true(audit_row_hash(store, row, prev));
        sqlite3_bind_blob(insert, 4, prev, HASH_BYTES, SQLITE_TRANSIENT);
        assert_int_equal(sqlite3_step(insert), SQLITE_DONE);
        sqlite3_finalize(row);
        sqlite3_finalize(insert);
    }
    store_close(store);
}

/* Makes FOLDER/0001.db … FOLDER/NNNN.db, of the older schemas and the newest. */
static inline void older_make(const char *folder) {
    struct embedded_file list[SCHEMAS_MOST];
    struct store *store = NULL;
    struct problem problem;
    sqlite3 *db = NULL;
    char first[400], scratch[400];
    snprintf(first, sizeof first, "%s/0001.db", folder);
    snprintf(scratch, sizeof scratch, "%s/scratch.db", folder);
    older_list(1, list);
    expect_ok(store_create_schema(first, list, &store, &problem), &problem);
    store_close(store);
    assert_int_equal(sqlite3_open(first, &db), SQLITE_OK);
    older_rows(db);
    copy_bytes(first, scratch);
    older_audit(db, scratch);
    sqlite3_close(db);
    for (int number = 2; number <= store_newest_schema(); number++) {
        char path[400];
        snprintf(path, sizeof path, "%s/%04d.db", folder, number);
        copy_bytes(first, path);
        older_list(number, list);
        expect_ok(store_open_schema(path, list, &store, &problem), &problem);
        assert_int_equal(store_schema_version(store), number);
        store_close(store);
    }
}

/* A line a record: what every read of it gives. Failures to read are lines too ("!"), and counted. */
static inline int older_read(struct store *store, char **lines, size_t count) {
    int failed = 0;
    for (size_t id = 1; id <= count; id++) {
        struct record record = {0, 0, FIELDS_INIT};
        struct problem problem = {0};
        struct buffer line = BUFFER_INIT;
        enum status status = store_read(store, &everything, (int64_t)id, &record, &problem);
        buffer_append_format(&line, "%lld", (long long)record.ver);
        for (size_t i = 0; i < record.fields.count; i++)
            if (record.fields.items[i].text[0] != '\0')
                buffer_append_format(&line, "|%s=%s", record.fields.items[i].name,
                                     record.fields.items[i].text);
        if (status != STATUS_OK) {
            buffer_clear(&line);
            buffer_append(&line, "!");
            assert_true(problem.message != NULL);
            failed++;
        }
        lines[id - 1] = buffer_take(&line);
        record_release(&record);
    }
    return failed;
}

#endif
