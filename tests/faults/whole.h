/* Whether a database is whole: no row lacks one of those that are saved with it, no number is missing. */
#ifndef ZWGK_TESTS_FAULTS_WHOLE_H
#define ZWGK_TESTS_FAULTS_WHOLE_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

/* -1: it can't be read. Waits for who is writing. */
static inline int64_t whole_count(const char *path, const char *sql) {
    sqlite3 *db = NULL;
    sqlite3_stmt *row = NULL;
    int64_t count = -1;
    if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK &&
        sqlite3_busy_timeout(db, 20000) == SQLITE_OK &&
        sqlite3_prepare_v2(db, sql, -1, &row, NULL) == SQLITE_OK && sqlite3_step(row) == SQLITE_ROW)
        count = sqlite3_column_int64(row, 0);
    sqlite3_finalize(row);
    sqlite3_close(db);
    return count;
}

/* What is not whole, as the question that finds it; NULL: nothing. */
static inline const char *whole_find_half(const char *path, bool reads_pages) {
    static const char *const sqls[] = {
        "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
        "SELECT count(*) FROM pragma_foreign_key_check",
        "SELECT count(*) FROM record r WHERE NOT EXISTS"
        " (SELECT 1 FROM audit a WHERE a.record = r.id)",
        "SELECT count(*) FROM record r WHERE NOT EXISTS"
        " (SELECT 1 FROM step s WHERE s.record = r.id)",
        "SELECT count(*) FROM record r WHERE record_kind = 'feedback' AND NOT EXISTS"
        " (SELECT 1 FROM feedback d WHERE d.id = r.id)",
        "SELECT count(*) FROM record r WHERE record_kind = 'disclosure' AND NOT EXISTS"
        " (SELECT 1 FROM disclosure d WHERE d.id = r.id)",
        "SELECT count(*) FROM record r WHERE ver <>"
        " 1 + (SELECT count(*) FROM version v WHERE v.record = r.id)",
        "SELECT count(*) FROM counter c WHERE prefix = 'FK' AND last <>"
        " (SELECT count(*) FROM record WHERE record_kind = 'feedback')",
        "SELECT count(*) FROM audit a WHERE seq > 1 AND NOT EXISTS"
        " (SELECT 1 FROM audit b WHERE b.seq = a.seq - 1 AND b.hash = a.prev)",
    };
    for (size_t i = reads_pages ? 0 : 2; i < sizeof sqls / sizeof *sqls; i++)
        if (whole_count(path, sqls[i]) != 0)
            return sqls[i];
    return NULL;
}

#endif
