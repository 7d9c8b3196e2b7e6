/* Makes a salvaged file whole again, so that the program opens it and every reference finds its record: what an earlier version
 * still holds is taken from there, for the rest an empty record stands. Notes each; invents no content. */
#include <stdio.h>
#include <string.h>

#include "store/salvage_private.h"

/* ---- which records there must be ----------------------------------------------------------------- */

static bool note_table(struct salvaging *work, const struct table *table) {
    struct buffer sql = BUFFER_INIT; /* identifiers checked */
    for (int i = 0; i < table->count && !sql.failed; i++) {
        if (!table->columns[i].is_reference) {
            continue;
        }
        buffer_append_format(&sql,
                             "INSERT INTO temp.known (id, is_referenced) SELECT DISTINCT %s, 1"
                             " FROM %s WHERE %s IS NOT NULL"
                             " ON CONFLICT (id) DO UPDATE SET is_referenced = 1;",
                             table->names[i], table->name, table->names[i]);
    }
    if (table->kind != NULL) {
        buffer_append_format(&sql,
                             "UPDATE temp.known SET kind = '%s' WHERE id IN (SELECT id FROM %s);",
                             table->name, table->name);
    }
    bool is_done = !sql.failed && salvage_execute(work, buffer_text(&sql));
    buffer_release(&sql);
    return is_done;
}

static bool note_known(struct salvaging *work) {
    for (size_t i = 0; i < work->table_count; i++) {
        if (!note_table(work, &work->tables[i])) {
            return false;
        }
    }
    struct buffer sql = BUFFER_INIT; /* identifiers checked */
    buffer_append_format(&sql,
                         "INSERT OR IGNORE INTO temp.known (id) SELECT DISTINCT record FROM audit"
                         " WHERE record BETWEEN 1 AND %lld;"
                         "UPDATE temp.known SET kind = r.record_kind FROM record r"
                         " WHERE r.id = known.id;",
                         (long long)work->largest);
    bool is_done = !sql.failed && salvage_execute(work, buffer_text(&sql));
    buffer_release(&sql);
    return is_done;
}

/* ---- out of the version before ------------------------------------------------------------------- */

static bool is_from_version(const struct salvage_column *column, const char *name) {
    (void)column;
    return strcmp(name, COL_ID) != 0 && strcmp(name, COL_VER) != 0 &&
           strcmp(name, COL_DUE_SORT) != 0;
}

/* The column's value out of the version: its default where it had none, no reference to what cannot be. */
static void append_extract(struct buffer *sql, const struct table *table, int at, int64_t largest) {
    const char *name = table->names[at]; /* identifiers checked */
    const struct column *column = column_find(table->name, name);
    const char *usual =
        column == NULL || !table->columns[at].is_required ? NULL : column->default_text;
    if (table->columns[at].is_reference) {
        buffer_append_format(sql,
                             ", CASE WHEN json_extract(v.data, '$.%s') BETWEEN 1 AND %lld"
                             " THEN json_extract(v.data, '$.%s') END",
                             name, (long long)largest, name);
    } else if (usual == NULL) {
        buffer_append_format(sql, ", json_extract(v.data, '$.%s')", name);
    } else {
        const char *quote = table->columns[at].type == 'I' ? "" : "'";
        buffer_append_format(sql, ", coalesce(json_extract(v.data, '$.%s'), %s%s%s)", name, quote,
                             usual, quote);
    }
}

/* "INSERT INTO table (id, …) SELECT v.record, json_extract(v.data, '$.…'), … FROM version v …": the newest one kept. */
static sqlite3_stmt *prepare_restore(struct salvaging *work, const struct table *table) {
    struct buffer sql = BUFFER_INIT; /* identifiers checked */
    bool is_spine = table->kind == NULL;
    buffer_append_format(&sql, "INSERT INTO %s (id%s", table->name,
                         is_spine ? ", ver, due_sort" : "");
    for (int i = 0; i < table->count; i++) {
        if (is_from_version(&table->columns[i], table->names[i])) {
            buffer_append_format(&sql, ", %s", table->names[i]);
        }
    }
    buffer_append_format(
        &sql, ") SELECT v.record%s",
        is_spine ? ", v.ver, CASE WHEN json_extract(v.data, '$.paused_on') IS NOT NULL THEN"
                   " '9999-12-30' ELSE coalesce(json_extract(v.data, '$.due_on'), '9999-12-31') END"
                 : "");
    for (int i = 0; i < table->count; i++) {
        if (is_from_version(&table->columns[i], table->names[i])) {
            append_extract(&sql, table, i, work->largest);
        }
    }
    buffer_append(&sql, " FROM version v WHERE v.record = ? AND json_valid(v.data)"
                        " ORDER BY v.ver DESC LIMIT 1");
    return salvage_prepare_made(work, &sql);
}

static bool restore_row(struct salvaging *work, const struct table *table, int64_t id) {
    sqlite3_stmt *row = prepare_restore(work, table);
    if (row == NULL) {
        return false;
    }
    sqlite3_bind_int64(row, 1, id);
    bool is_stored = salvage_change(work, row) && sqlite3_changes(work->store->db) == 1;
    sqlite3_finalize(row);
    return is_stored;
}

/* The kind an earlier version of the record says. */
static const struct record_kind *kind_in_version(struct salvaging *work, int64_t id) {
    const struct record_kind *kind = NULL;
    sqlite3_stmt *row =
        salvage_prepare(work, "SELECT json_extract(data, '$.record_kind') FROM version"
                              " WHERE record = ? AND json_valid(data) ORDER BY ver DESC LIMIT 1");
    if (row == NULL) {
        return NULL;
    }
    sqlite3_bind_int64(row, 1, id);
    if (salvage_row(work, row) && sqlite3_column_type(row, 0) == SQLITE_TEXT) {
        kind = record_kind_find((const char *)sqlite3_column_text(row, 0));
    }
    sqlite3_finalize(row);
    return kind;
}

/* ---- empty ones ---------------------------------------------------------------------------------- */

/* What a column that must not be empty is given: a text that says so, a day long ago, the least number, itself. */
static void append_filling(struct buffer *sql, const struct table *table, int at) {
    const char *name = table->names[at];
    const struct column *column = column_find(table->name, name);
    size_t length = strlen(name);
    if (table->columns[at].is_reference) {
        buffer_append(sql, ", ?1");
    } else if (table->columns[at].type == 'I') {
        buffer_append_format(sql, ", %d", column != NULL ? column->low : 0);
    } else if (length > 3 && strcmp(name + length - 3, "_on") == 0) {
        buffer_append(sql, ", '1970-01-01'");
    } else {
        buffer_append(sql, ", '（丢失 ' || ?1 || '）'"); /* may have to be the only one */
    }
}

static bool fill_detail(struct salvaging *work, const struct table *table, int64_t id) {
    struct buffer sql = BUFFER_INIT, values = BUFFER_INIT; /* identifiers checked */
    buffer_append_format(&sql, "INSERT INTO %s (id", table->name);
    for (int i = 1; i < table->count; i++) {
        if (table->columns[i].is_required && !table->columns[i].has_default) {
            buffer_append_format(&sql, ", %s", table->names[i]);
            append_filling(&values, table, i);
        }
    }
    buffer_append_format(&sql, ") VALUES (?1%s)", buffer_text(&values));
    sql.failed = sql.failed || values.failed;
    buffer_release(&values);
    sqlite3_stmt *row = salvage_prepare_made(work, &sql);
    if (row == NULL) {
        return false;
    }
    sqlite3_bind_int64(row, 1, id);
    int code = sqlite3_step(row);
    sqlite3_finalize(row);
    if (code != SQLITE_DONE) {
        salvage_fail(work, code);
    }
    return code == SQLITE_DONE;
}

static bool insert_spine(struct salvaging *work, const struct salvage_item *item, const char *kind,
                         const char *number) {
    sqlite3_stmt *row = salvage_prepare(
        work, "INSERT INTO record (id, record_kind, number, state, open, title, received_on,"
              " due_sort, ver, created, changed)"
              " VALUES (?, ?, ?, 'void', 0, ?, '1970-01-01', '9999-12-31', 1, 0, 0)");
    char title[64];
    if (row == NULL) {
        return false;
    }
    snprintf(title, sizeof title, "（数据库损坏，这一件丢失，内部号 %lld）", (long long)item->id);
    sqlite3_bind_int64(row, 1, item->id);
    sqlite3_bind_text(row, 2, kind, -1, SQLITE_STATIC);
    sqlite3_bind_text(row, 3, number, -1, SQLITE_STATIC);
    sqlite3_bind_text(row, 4, item->title[0] != '\0' ? item->title : title, -1, SQLITE_STATIC);
    bool is_made = salvage_change(work, row);
    sqlite3_finalize(row);
    return is_made;
}

/* By the number the index told, or, where that is taken or unknown, one that no record ever had. */
static bool fill_spine(struct salvaging *work, struct salvage_item *item, const char *kind) {
    char number[40];
    if (item->number[0] != '\0' && insert_spine(work, item, kind, item->number)) {
        return true;
    }
    snprintf(number, sizeof number, "LOST-%lld", (long long)item->id);
    if (!insert_spine(work, item, kind, number) && !work->has_failed) {
        salvage_fail(work, SQLITE_CORRUPT);
    }
    return !work->has_failed;
}

/* ---- one record ---------------------------------------------------------------------------------- */

static void copy_text(char *out, size_t size, const unsigned char *text) {
    snprintf(out, size, "%s", text == NULL ? "" : (const char *)text);
}

/* Where nothing says of what kind it was, a unit: it needs nothing else, and void it is offered nowhere. */
static const char *kind_or_unit(struct salvaging *work, const char *told, int64_t id) {
    const struct record_kind *kind = record_kind_find(told);
    if (kind == NULL) {
        kind = kind_in_version(work, id);
    }
    return kind == NULL ? "unit" : kind->kind;
}

static bool mend_lost(struct salvaging *work, struct salvage_item *item) {
    struct table *spine = table_find(work, "record");
    const char *kind = kind_or_unit(work, item->kind, item->id);
    if (restore_row(work, spine, item->id)) {
        item->loss = SALVAGE_RECORD_OLDER;
        work->out->losses[SALVAGE_RECORD_LOST]--;
        work->out->losses[SALVAGE_RECORD_OLDER]++;
        return true;
    }
    return !work->has_failed && fill_spine(work, item, kind);
}

static bool mend_records(struct salvaging *work) {
    sqlite3_stmt *row =
        salvage_prepare(work, "SELECT id, kind, number, title FROM temp.known"
                              " WHERE id NOT IN (SELECT id FROM record) ORDER BY id");
    while (salvage_row(work, row)) {
        struct salvage_item *item =
            salvage_add(work, SALVAGE_RECORD_LOST, "record", sqlite3_column_int64(row, 0), 0);
        if (item != NULL) {
            copy_text(item->kind, sizeof item->kind, sqlite3_column_text(row, 1));
            copy_text(item->number, sizeof item->number, sqlite3_column_text(row, 2));
            copy_text(item->title, sizeof item->title, sqlite3_column_text(row, 3));
            (void)!mend_lost(work, item);
        }
    }
    sqlite3_finalize(row);
    return !work->has_failed;
}

/* ---- details ------------------------------------------------------------------------------------- */

static void note_detail(struct salvaging *work, const struct table *table, int64_t id,
                        bool is_restored) {
    struct salvage_item *item = salvage_add(
        work, is_restored ? SALVAGE_RECORD_OLDER : SALVAGE_DETAIL_LOST, "record", id, 0);
    if (item != NULL) {
        snprintf(item->kind, sizeof item->kind, "%s", table->name);
    }
}

static bool is_listed(const struct salvaging *work, size_t count, int64_t id) {
    for (size_t i = 0; i < count; i++) {
        const struct salvage_item *item = &work->out->items[i];
        if (item->id == id && strcmp(item->table, "record") == 0) {
            return true;
        }
    }
    return false;
}

static bool mend_details(struct salvaging *work, const struct table *table, size_t listed) {
    struct buffer sql = BUFFER_INIT; /* identifiers checked */
    buffer_append_format(&sql,
                         "SELECT id FROM record WHERE record_kind = '%s'"
                         " AND id NOT IN (SELECT id FROM %s)",
                         table->name, table->name);
    sqlite3_stmt *row = salvage_prepare_made(work, &sql);
    while (salvage_row(work, row)) {
        int64_t id = sqlite3_column_int64(row, 0);
        bool is_restored = restore_row(work, table, id);
        if (!is_restored && !work->has_failed) {
            (void)!fill_detail(work, table, id);
        }
        if (!is_listed(work, listed, id)) {
            note_detail(work, table, id, is_restored);
        }
    }
    sqlite3_finalize(row);
    return !work->has_failed;
}

/* ---- the rest ------------------------------------------------------------------------------------ */

static bool mend_small(struct salvaging *work) {
    return salvage_execute(
               work,
               "INSERT INTO counter (prefix, year, last)"
               " SELECT substr(number, 1, 2), CAST(substr(number, 3, 4) AS INTEGER),"
               "  max(CAST(substr(number, 8) AS INTEGER)) FROM"
               "  (SELECT number FROM record UNION ALL SELECT number FROM temp.known WHERE number "
               "IS NOT NULL)"
               " WHERE number GLOB '[A-Z][A-Z][0-9][0-9][0-9][0-9]-[0-9]*' GROUP BY 1, 2"
               " ON CONFLICT (prefix, year) DO UPDATE SET last = max(last, excluded.last);"
               "DELETE FROM setting WHERE key IN ('search_version', 'search_done', 'search_purge',"
               " 'search_merged', 'signatures', 'name_keys_version')") &&
           /* What of settings, codes and limits was lost is brought anew. */
           ((work->out->damaged_pages == 0 && work->out->losses[SALVAGE_ROW_REFUSED] == 0) ||
            salvage_execute(work, "DELETE FROM setting WHERE key = 'tables_schema'"));
}

static bool note_gaps(struct salvaging *work, const char *sql, enum salvage_loss loss,
                      const char *table) {
    sqlite3_stmt *row = salvage_prepare(work, sql);
    while (salvage_row(work, row)) {
        salvage_add(work, loss, table, sqlite3_column_int64(row, 0), sqlite3_column_int64(row, 1));
    }
    sqlite3_finalize(row);
    return !work->has_failed;
}

/* Numbers are given without a gap: the counters tell of records that left no other trace. */
static bool note_numbers(struct salvaging *work) {
    sqlite3_stmt *row = salvage_prepare(
        work, "SELECT prefix || printf('%04d-%05d', year, before + 1), before + 1, n - 1 FROM"
              " (SELECT prefix, year, n, lag(n, 1, 0) OVER (PARTITION BY prefix, year ORDER BY n) "
              "AS before"
              "  FROM (SELECT prefix, year, last + 1 AS n FROM counter WHERE length(prefix) = 2"
              "  UNION ALL SELECT substr(number, 1, 2), CAST(substr(number, 3, 4) AS INTEGER),"
              "   CAST(substr(number, 8) AS INTEGER) FROM record"
              "   WHERE number GLOB '[A-Z][A-Z][0-9][0-9][0-9][0-9]-[0-9]*'))"
              " WHERE n > before + 1 ORDER BY 1");
    while (salvage_row(work, row)) {
        struct salvage_item *item =
            salvage_add(work, SALVAGE_NUMBER_GAP, "counter", sqlite3_column_int64(row, 1),
                        sqlite3_column_int64(row, 2));
        if (item != NULL) {
            copy_text(item->number, sizeof item->number, sqlite3_column_text(row, 0));
        }
    }
    sqlite3_finalize(row);
    return !work->has_failed;
}

/* Rows taken from earlier versions may name records that nothing else names: until no new one comes up. */
static bool mend_all(struct salvaging *work) {
    size_t before;
    do {
        before = work->out->count;
        if (!note_known(work) || !mend_records(work)) {
            return false;
        }
        size_t listed = work->out->count;
        for (size_t i = 0; i < work->table_count; i++) {
            if (work->tables[i].kind != NULL && !mend_details(work, &work->tables[i], listed)) {
                return false;
            }
        }
    } while (work->out->count > before);
    return true;
}

bool salvage_mend(struct salvaging *work) {
    if (!mend_all(work)) {
        return false;
    }
    return mend_small(work) && note_numbers(work) &&
           note_gaps(work,
                     "SELECT before + 1, id - 1 FROM (SELECT id, lag(id, 1, 0)"
                     " OVER (ORDER BY id) AS before FROM record) WHERE id > before + 1",
                     SALVAGE_RECORD_GAP, "record") &&
           note_gaps(work,
                     "SELECT before + 1, seq - 1 FROM (SELECT seq, lag(seq, 1, 0)"
                     " OVER (ORDER BY seq) AS before FROM audit) WHERE seq > before + 1",
                     SALVAGE_AUDIT_GAP, "audit") &&
           note_gaps(work,
                     "SELECT before + 1, id - 1 FROM (SELECT id, lag(id, 1, 0)"
                     " OVER (ORDER BY id) AS before FROM step) WHERE id > before + 1",
                     SALVAGE_STEP_GAP, "step");
}
