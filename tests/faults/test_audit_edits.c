/* Edits made behind the program's back, below a head that was printed: each is found. 60 of them, with FULL=1 1,000. What is
 * above the printed head can be cut off unseen: that is shown too. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sodium.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buffer.h"
#include "store/audit_row.h"
#include "work/audit.h"
#include "work/audit_sheet.h"
#include "work/demo.h"
#include "work/user.h"
#include "work/verify.h"

enum { SHORT_EDITS = 60, FULL_EDITS = 1000, TRIES_MOST = 200 };

struct edits {
    char folder[300], clean[340], path[340];
    char head[64]; /* as printed */
    uint64_t random;
    struct store *store; /* the edited file */
    char said[600];      /* the last edit */
    int64_t faults;
    char triggers[16000]; /* what makes them again */
};

/* ---- random, SQL --------------------------------------------------------------------------------- */

static uint32_t below(struct edits *edits, uint32_t bound) {
    edits->random = edits->random * 6364136223846793005U + 1442695040888963407U;
    return (uint32_t)(edits->random >> 33) % bound;
}

static int64_t number(struct edits *edits, const char *sql) {
    sqlite3_stmt *row = NULL;
    int64_t value = 0;
    if (sqlite3_prepare_v2(edits->store->db, sql, -1, &row, NULL) == SQLITE_OK &&
        sqlite3_step(row) == SQLITE_ROW)
        value = sqlite3_column_int64(row, 0);
    sqlite3_finalize(row);
    return value;
}

/* False when it failed or changed nothing. */
__attribute__((format(printf, 2, 3))) static bool run(struct edits *edits, const char *format,
                                                      ...) {
    va_list list;
    va_start(list, format);
    vsnprintf(edits->said, sizeof edits->said, format, list);
    va_end(list);
    int before = sqlite3_total_changes(edits->store->db);
    return sqlite3_exec(edits->store->db, edits->said, NULL, NULL, NULL) == SQLITE_OK &&
           sqlite3_total_changes(edits->store->db) > before;
}

/* A row of the table, by its rowid; 0: it is empty. */
static int64_t any_row(struct edits *edits, const char *table) {
    char sql[200];
    snprintf(sql, sizeof sql, "SELECT count(*) FROM %s", table);
    int64_t count = number(edits, sql);
    if (count == 0)
        return 0;
    snprintf(sql, sizeof sql, "SELECT rowid FROM %s ORDER BY rowid LIMIT 1 OFFSET %u", table,
             below(edits, (uint32_t)count));
    return number(edits, sql);
}

/* ---- kinds of edits ------------------------------------------------------------------------------ */

static bool is_unbound(const char *table, const char *column) {
    static const char *const unbound[][2] = {
        {"record", "pinyin_sort"}, /* computed from the name */
        {"record", "stroke_sort"},
        {"credential", "failures"}, /* counts */
        {"credential", "locked_until"},
    };
    for (size_t i = 0; i < sizeof unbound / sizeof unbound[0]; i++)
        if (strcmp(unbound[i][0], table) == 0 && strcmp(unbound[i][1], column) == 0)
            return true;
    return false;
}

static bool any_column(struct edits *edits, const char *table, char column[64]) {
    char sql[200];
    sqlite3_stmt *row = NULL;
    snprintf(sql, sizeof sql,
             "SELECT name FROM pragma_table_info('%s') LIMIT 1 OFFSET %u %% (SELECT count(*) FROM"
             " pragma_table_info('%s'))",
             table, below(edits, 1000), table);
    column[0] = '\0';
    if (sqlite3_prepare_v2(edits->store->db, sql, -1, &row, NULL) == SQLITE_OK &&
        sqlite3_step(row) == SQLITE_ROW)
        snprintf(column, 64, "%s", (const char *)sqlite3_column_text(row, 0));
    sqlite3_finalize(row);
    return column[0] != '\0' && !is_unbound(table, column);
}

/* One character, one number, or a value where none was. */
static bool edit_value(struct edits *edits, const char *table, const char *where) {
    char column[64];
    if (!any_column(edits, table, column))
        return false;
    return run(edits,
               "UPDATE %s SET %s = CASE typeof(%s) WHEN 'integer' THEN %s + 1 WHEN 'blob' THEN"
               " randomblob(32) WHEN 'null' THEN CASE (SELECT type FROM pragma_table_info('%s')"
               " WHERE name = '%s') WHEN 'INTEGER' THEN 1 WHEN 'BLOB' THEN randomblob(32) ELSE"
               " '䶮' END ELSE substr(%s, 1, %u) || '𠮷' || substr(%s, %u) END WHERE %s",
               table, column, column, column, table, column, column, below(edits, 4), column,
               2 + below(edits, 4), where);
}

static bool edit_row(struct edits *edits, const char *table) {
    char where[64];
    snprintf(where, sizeof where, "rowid = %lld", (long long)any_row(edits, table));
    return edit_value(edits, table, where);
}

static const char *const row_tables[] = {
    "audit",   "record", "feedback", "disclosure", "step",    "version", "sealed",
    "pause",   "urge",   "person",   "unit",       "opening", "posting", "consultation",
    "opinion", "duty",   "card",     "credential", "meeting", "member",  "catalogue"};
enum { ROW_TABLES = sizeof row_tables / sizeof row_tables[0] };

static bool any_value(struct edits *edits) {
    return edit_row(edits, row_tables[below(edits, ROW_TABLES)]);
}

static bool any_audit_value(struct edits *edits) {
    return edit_row(edits, "audit");
}

static bool any_setting(struct edits *edits) {
    static const char *const tables[][2] = {
        {"setting", "key"},           {"limit_rule", "id || valid_from"}, {"code", "list || code"},
        {"calendar_day", "day"},      {"calendar_year", "year"},          {"anchor", "day"},
        {"counter", "prefix || year"}};
    size_t place = below(edits, sizeof tables / sizeof tables[0]);
    const char *table = tables[place][0], *key = tables[place][1];
    char where[300], sql[160];
    snprintf(sql, sizeof sql, "SELECT count(*) FROM %s", table);
    uint32_t count = (uint32_t)number(edits, sql);
    if (count == 0)
        return false;
    snprintf(where, sizeof where, "%s = (SELECT %s FROM %s ORDER BY 1 LIMIT 1 OFFSET %u)%s", key,
             key, table, below(edits, count),
             place == 0 ? " AND key NOT GLOB 'search_*' AND key NOT IN ('signatures',"
                          " 'name_keys_version', 'detector_ran_on')"
                        : "");
    return below(edits, 4) == 0 ? run(edits, "DELETE FROM %s WHERE %s", table, where)
                                : edit_value(edits, table, where);
}

static bool removed(struct edits *edits) {
    const char *table = row_tables[below(edits, ROW_TABLES)];
    return run(edits, "DELETE FROM %s WHERE rowid = %lld", table, (long long)any_row(edits, table));
}

static bool removed_record(struct edits *edits) {
    int64_t id = any_row(edits, "feedback");
    return run(edits,
               "DELETE FROM feedback WHERE id = %lld; DELETE FROM step WHERE record = %lld;"
               "DELETE FROM version WHERE record = %lld; DELETE FROM record WHERE id = %lld",
               (long long)id, (long long)id, (long long)id, (long long)id);
}

static bool inserted(struct edits *edits) {
    switch (below(edits, 4)) {
    case 0:
        return run(edits,
                   "INSERT INTO audit SELECT (SELECT max(seq) + 1 FROM audit), at, person,"
                   " account, command, record, ver, record_hash, detail, save_id, alg, prev,"
                   " hash, side, side_hash FROM audit WHERE seq = %lld",
                   (long long)any_row(edits, "audit"));
    case 1:
        return run(edits,
                   "INSERT INTO step (record, at, person, command, from_state, to_state, note)"
                   " SELECT record, at, person, command, from_state, to_state, note FROM step"
                   " WHERE id = %lld",
                   (long long)any_row(edits, "step"));
    case 2:
        return run(edits,
                   "INSERT INTO version SELECT record, ver + 1000, at, person, data FROM"
                   " version WHERE rowid = %lld",
                   (long long)any_row(edits, "version"));
    default:
        return run(edits,
                   "INSERT INTO record (record_kind, number, state, title, received_on,"
                   " due_sort, created, changed) VALUES ('unit', 'DW2026-%05u', 'open',"
                   " '假单位', '2026-01-01', '9999-12-31', 1, 1); INSERT INTO unit (id)"
                   " SELECT max(id) FROM record",
                   700 + below(edits, 300));
    }
}

/* Two rows change places. */
static bool swapped(struct edits *edits) {
    const char *table = below(edits, 2) == 0 ? "audit" : "step";
    const char *key = table[0] == 'a' ? "seq" : "id";
    long long a = any_row(edits, table), b = any_row(edits, table);
    return a != b && run(edits,
                         "UPDATE %s SET %s = -1 WHERE %s = %lld; UPDATE %s SET %s = %lld WHERE %s ="
                         " %lld; UPDATE %s SET %s = %lld WHERE %s = -1",
                         table, key, key, a, table, key, a, key, b, table, key, b, key);
}

static bool swapped_bodies(struct edits *edits) {
    long long a = any_row(edits, "feedback"), b = any_row(edits, "feedback");
    return a != b &&
           run(edits,
               "UPDATE feedback SET body = CASE id WHEN %lld THEN (SELECT body FROM feedback WHERE "
               "id"
               " = %lld) ELSE (SELECT body FROM feedback WHERE id = %lld) END WHERE id IN (%lld,"
               " %lld) AND (SELECT count(DISTINCT body) FROM feedback WHERE id IN (%lld, %lld)) = "
               "2",
               a, b, a, a, b, a, b);
}

static bool cut_off(struct edits *edits) {
    return run(edits, "DELETE FROM audit WHERE seq > %lld", (long long)any_row(edits, "audit"));
}

/* Every hash from the row on made anew, as the program would: only the paper can tell. */
static void forge_from(struct edits *edits, int64_t seq) {
    sqlite3_stmt *row = NULL, *change = NULL;
    unsigned char hash[HASH_BYTES];
    sqlite3 *db = edits->store->db;
    assert_int_equal(sqlite3_prepare_v2(db,
                                        "SELECT " AUDIT_COLUMNS ", side, side_hash FROM audit"
                                        " WHERE seq = ?",
                                        -1, &row, NULL),
                     SQLITE_OK);
    assert_int_equal(
        sqlite3_prepare_v2(db, "UPDATE audit SET hash = ?1 WHERE seq = ?2", -1, &change, NULL),
        SQLITE_OK);
    sqlite3_exec(db, "BEGIN", NULL, NULL, NULL);
    for (;; seq++) {
        char sql[200];
        snprintf(
            sql, sizeof sql,
            "UPDATE audit SET prev = (SELECT hash FROM audit WHERE seq = %lld) WHERE seq = %lld",
            (long long)seq - 1, (long long)seq);
        if (seq > 1)
            sqlite3_exec(db, sql, NULL, NULL, NULL);
        sqlite3_bind_int64(row, 1, seq);
        bool is_there = sqlite3_step(row) == SQLITE_ROW;
        if (is_there)
            assert_true(audit_row_hash(edits->store, row, hash));
        sqlite3_reset(row);
        if (!is_there)
            break;
        sqlite3_bind_blob(change, 1, hash, HASH_BYTES, SQLITE_STATIC);
        sqlite3_bind_int64(change, 2, seq);
        assert_int_equal(sqlite3_step(change), SQLITE_DONE);
        sqlite3_reset(change);
    }
    sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
    sqlite3_finalize(row);
    sqlite3_finalize(change);
}

static bool forged(struct edits *edits) {
    int64_t seq = any_row(edits, "audit");
    if (seq > number(edits, "SELECT max(seq) FROM anchor") ||
        !run(edits, "UPDATE audit SET detail = detail || '；改过' WHERE seq = %lld",
             (long long)seq))
        return false;
    forge_from(edits, seq);
    if (below(edits, 2) == 0) /* and the sheet's row with it */
        sqlite3_exec(edits->store->db,
                     "UPDATE anchor SET head = (SELECT lower(hex(hash)) FROM audit a WHERE a.seq ="
                     " anchor.seq)",
                     NULL, NULL, NULL);
    return true;
}

typedef bool edit(struct edits *edits);
static edit *const kinds[] = {any_value,   any_value,      any_value,      any_audit_value,
                              any_setting, removed,        removed_record, inserted,
                              swapped,     swapped_bodies, cut_off,        forged};
enum { KINDS = sizeof kinds / sizeof kinds[0] };

/* ---- the office ---------------------------------------------------------------------------------- */

static void copy_file(const char *from, const char *to) {
    static char bytes[1 << 16];
    size_t length;
    FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
    assert_non_null(in);
    assert_non_null(out);
    while ((length = fread(bytes, 1, sizeof bytes, in)) > 0)
        assert_int_equal(fwrite(bytes, 1, length, out), length);
    fclose(in);
    assert_int_equal(fclose(out), 0);
}

static void make_office(struct edits *edits) {
    struct office office;
    struct problem problem = {0};
    struct audit_sheet sheet;
    struct buffer pages = BUFFER_INIT;
    const struct office_founding founding = {.path = edits->clean,
                                             .name = "青石镇政务公开办公室",
                                             .admin = "admin",
                                             .admin_name = "孙国强",
                                             .mode = "demo",
                                             .now = 1795309200};
    assert_int_equal(office_found(&office, &founding, &problem), STATUS_OK);
    assert_int_equal(demo_fill(&office, 1, 0, &problem), STATUS_OK);
    assert_int_equal(user_enter_as(&office, ROLE_SUPERVISOR, &problem), STATUS_OK);
    assert_int_equal(audit_sheet_read(&office, &sheet, &problem), STATUS_OK);
    audit_sheet_append_head(&pages, sheet.end.head);
    snprintf(edits->head, sizeof edits->head, "%s", buffer_text(&pages));
    assert_int_equal(audit_sheet_printed(&office, edits->head, &problem), STATUS_OK);
    buffer_release(&pages);
    office_close(&office);
}

static int make(void **state) {
    static struct edits edits;
    const char *base = getenv("TMPDIR");
    edits.random = 20261123;
    snprintf(edits.folder, sizeof edits.folder, "%s/zwgk-edits-XXXXXX", base ? base : P_tmpdir);
    assert_non_null(mkdtemp(edits.folder));
    snprintf(edits.clean, sizeof edits.clean, "%s/clean.db", edits.folder);
    snprintf(edits.path, sizeof edits.path, "%s/edited.db", edits.folder);
    make_office(&edits);
    *state = &edits;
    return 0;
}

static int drop(void **state) {
    struct edits *edits = *state;
    char command[340];
    snprintf(command, sizeof command, "rm -rf '%s'", edits->folder);
    assert_int_equal(system(command), 0);
    return 0;
}

static void count_fault(void *context, const struct problem *problem) {
    ((struct edits *)context)->faults++;
}

/* What `zwgk verify --since HEAD` would say of the edited file; an edit that the file doesn't survive is found, too. */
static bool is_found(struct edits *edits) {
    struct office office;
    struct problem problem = {0};
    struct verify *verify = NULL;
    edits->faults = 0;
    if (office_open(&office, edits->path, &problem) != STATUS_OK)
        return true;
    enum status status = verify_begin(&office, edits->head, count_fault, edits, &verify, &problem);
    assert_int_equal(status, STATUS_OK);
    const struct verify_seen *seen = store_verify_seen(verify);
    while (status == STATUS_OK && seen->part != VERIFY_DONE)
        status = store_verify_step(verify, &problem);
    bool found = status != STATUS_OK || edits->faults > 0 || seen->since_seq == 0;
    store_verify_end(verify);
    office_close(&office);
    return found;
}

static void open_edited(struct edits *edits) {
    struct problem problem;
    assert_int_equal(store_open(edits->path, &edits->store, &problem), STATUS_OK);
    sqlite3_exec(edits->store->db, "PRAGMA foreign_keys=OFF; PRAGMA ignore_check_constraints=ON",
                 NULL, NULL, NULL);
    char drop_all[4000] = "";
    sqlite3_stmt *row = NULL;
    assert_int_equal(sqlite3_prepare_v2(edits->store->db,
                                        "SELECT group_concat('DROP TRIGGER ' || name, ';'),"
                                        " group_concat(sql, ';') FROM"
                                        " sqlite_schema WHERE type = 'trigger'",
                                        -1, &row, NULL),
                     SQLITE_OK);
    assert_int_equal(sqlite3_step(row), SQLITE_ROW);
    snprintf(drop_all, sizeof drop_all, "%s", (const char *)sqlite3_column_text(row, 0));
    snprintf(edits->triggers, sizeof edits->triggers, "%s",
             (const char *)sqlite3_column_text(row, 1));
    sqlite3_finalize(row);
    assert_int_equal(sqlite3_exec(edits->store->db, drop_all, NULL, NULL, NULL), SQLITE_OK);
}

static void begin_edit(struct edits *edits) {
    char journal[360];
    snprintf(journal, sizeof journal, "%s-journal", edits->path);
    unlink(journal);
    copy_file(edits->clean, edits->path);
    open_edited(edits);
}

/* The triggers are put back: what was done with them away must be found all the same. */
static void end_edit(struct edits *edits) {
    assert_int_equal(sqlite3_exec(edits->store->db, edits->triggers, NULL, NULL, NULL), SQLITE_OK);
    store_close(edits->store);
    edits->store = NULL;
}

/* ---- tests --------------------------------------------------------------------------------------- */

static void test_nothing_edited(void **state) {
    struct edits *edits = *state;
    begin_edit(edits);
    end_edit(edits);
    assert_false(is_found(edits));
}

static void test_random_edits(void **state) {
    struct edits *edits = *state;
    int wanted = getenv("FULL") != NULL ? FULL_EDITS : SHORT_EDITS, found = 0;
    for (int i = 0; i < wanted; i++) {
        bool is_edited = false;
        uint64_t seed = edits->random;
        begin_edit(edits);
        edit *kind = i < KINDS ? kinds[i] : kinds[below(edits, KINDS)];
        for (int tries = 0; !is_edited && tries < TRIES_MOST; tries++)
            is_edited = kind(edits);
        end_edit(edits);
        assert_true(is_edited);
        if (is_found(edits))
            found++;
        else
            print_error("edit %d, seed %llu: %s\n", i, (unsigned long long)seed, edits->said);
    }
    print_message("# %d edits below a printed head, %d found\n", wanted, found);
    assert_int_equal(found, wanted);
}

#define LAST "(SELECT max(id) FROM feedback)"

/* A record is edited elsewhere and then used in the program, whose own audit row would bind what was found: told all the same,
 * without the paper, and for ever. */
static void test_edited_and_then_used(void **state) {
    struct edits *edits = *state;
    static const char *const changes[] = {
        "UPDATE step SET note = note || '改' WHERE record = " LAST,
        "INSERT INTO step (record, at, command, from_state, to_state, note) SELECT id, 1, 'close', "
        "'', '', ''"
        " FROM feedback WHERE id = " LAST,
        "UPDATE feedback SET reply = coalesce(reply, '') || '改' WHERE id = " LAST,
        "UPDATE record SET title = title || '改' WHERE id = " LAST,
        "INSERT INTO pause (record, from_on, reason) SELECT id, '2026-01-01', '改' FROM feedback "
        "WHERE id = " LAST,
        "INSERT INTO version SELECT id, ver, 1, NULL, '{}' FROM record WHERE id = " LAST
        "; UPDATE record SET ver = ver + 1 WHERE id = " LAST,
    };
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
        struct office office;
        struct problem problem = {0};
        begin_edit(edits);
        int64_t id = number(edits, "SELECT " LAST);
        assert_int_equal(sqlite3_exec(edits->store->db, changes[i], NULL, NULL, NULL), SQLITE_OK);
        end_edit(edits);
        for (int uses = 0; uses < 2; uses++) {
            assert_int_equal(office_open(&office, edits->path, &problem), STATUS_OK);
            assert_int_equal(audit_note(&office, "reveal", "", id, &problem), STATUS_OK);
            office_close(&office);
        }
        if (!is_found(edits))
            fail_msg("%s", changes[i]);
    }
}

/* The known limit: what came after the sheet and left nothing else behind can be cut off. */
static void test_above_the_head(void **state) {
    struct edits *edits = *state;
    struct office office;
    struct problem problem = {0};
    begin_edit(edits);
    end_edit(edits);
    assert_int_equal(office_open(&office, edits->path, &problem), STATUS_OK);
    assert_int_equal(audit_note(&office, "export", "反馈.csv", 0, &problem), STATUS_OK);
    office_close(&office);
    open_edited(edits);
    assert_true(run(edits, "DELETE FROM audit WHERE command = 'export' AND detail = '反馈.csv'"));
    end_edit(edits);
    assert_false(is_found(edits));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing_edited),
        cmocka_unit_test(test_random_edits),
        cmocka_unit_test(test_edited_and_then_used),
        cmocka_unit_test(test_above_the_head),
    };
    return cmocka_run_group_tests(tests, make, drop);
}
