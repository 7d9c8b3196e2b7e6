/* Holds each salvaged record against the last audit row that speaks of its version. Only audit rows that fit their own hash
 * bear witness. Changes nothing. */
#include <stdio.h>
#include <string.h>

#include "store/bind.h"
#include "store/salvage_private.h"
#include "store/statement.h"

/* What stands beside a record: its course, earlier versions, what is sealed of it. The newest row that speaks of it counts. */
static void note_side(struct salvaging *work, sqlite3_stmt *row) {
    const char *side = (const char *)sqlite3_column_text(row, AUDIT_SIDE);
    if (side == NULL || strcmp(side, "record") != 0) {
        return;
    }
    sqlite3_stmt *keep =
        salvage_prepare(work, "INSERT OR REPLACE INTO temp.side (record, hash) VALUES (?, ?)");
    if (keep != NULL) {
        sqlite3_bind_value(keep, 1, sqlite3_column_value(row, 5));
        sqlite3_bind_value(keep, 2, sqlite3_column_value(row, AUDIT_SIDE + 1));
        (void)!salvage_change(work, keep);
    }
    sqlite3_finalize(keep);
}

/* Each record and version, with the hash the audit gave it. */
static bool note_witnesses(struct salvaging *work) {
    if (!salvage_execute(work,
                         "CREATE TEMP TABLE witness (record INTEGER NOT NULL, ver INTEGER NOT NULL,"
                         " hash BLOB, PRIMARY KEY (record, ver)) STRICT, WITHOUT ROWID;"
                         "CREATE TEMP TABLE side (record INTEGER PRIMARY KEY, hash BLOB) STRICT")) {
        return false;
    }
    struct buffer sql = BUFFER_INIT; /* identifiers checked */
    buffer_append_format(&sql, "SELECT " AUDIT_COLUMNS "%s, hash FROM audit ORDER BY seq",
                         audit_side_columns(work->store));
    sqlite3_stmt *row = salvage_prepare_made(work, &sql);
    sqlite3_stmt *keep = salvage_prepare(
        work, "INSERT OR REPLACE INTO temp.witness (record, ver, hash) VALUES (?, ?, ?)");
    while (keep != NULL && salvage_row(work, row)) {
        unsigned char hash[HASH_BYTES];
        const void *told = sqlite3_column_blob(row, AUDIT_HASH);
        bool is_sound = told != NULL && sqlite3_column_bytes(row, AUDIT_HASH) == HASH_BYTES &&
                        audit_row_hash(work->store, row, hash) &&
                        memcmp(hash, told, HASH_BYTES) == 0;
        if (!is_sound) {
            salvage_add(work, SALVAGE_AUDIT_CHANGED, "audit", sqlite3_column_int64(row, 0), 0);
        } else if (sqlite3_column_type(row, 5) == SQLITE_INTEGER &&
                   sqlite3_column_type(row, 6) == SQLITE_INTEGER) {
            sqlite3_bind_int64(keep, 1, sqlite3_column_int64(row, 5));
            sqlite3_bind_int64(keep, 2, sqlite3_column_int64(row, 6));
            sqlite3_bind_value(keep, 3, sqlite3_column_value(row, 7));
            (void)!salvage_change(work, keep);
            sqlite3_reset(keep);
            note_side(work, row);
        }
    }
    sqlite3_finalize(row);
    sqlite3_finalize(keep);
    return !work->has_failed;
}

/* Not what stands in the record: it can't be held against it. */
static bool is_unread(struct salvaging *work, enum status status) {
    if (status == STATUS_NO_MEMORY || status == STATUS_IO || status == STATUS_BUSY) {
        salvage_fail(work, status == STATUS_NO_MEMORY ? SQLITE_NOMEM : SQLITE_IOERR);
    }
    return work->has_failed;
}

static void describe(struct salvage_item *item, sqlite3_stmt *row) {
    const char *const texts[] = {(const char *)sqlite3_column_text(row, 1),
                                 (const char *)sqlite3_column_text(row, 2),
                                 (const char *)sqlite3_column_text(row, 3)};
    if (texts[0] != NULL && texts[1] != NULL && texts[2] != NULL) {
        snprintf(item->number, sizeof item->number, "%s", texts[0]);
        snprintf(item->kind, sizeof item->kind, "%s", texts[1]);
        snprintf(item->title, sizeof item->title, "%s", texts[2]);
    }
}

/* Columns: id, number, kind, title, ver, the witness's hash (NULL none), the newest version the audit knows. */
static void prove_record(struct salvaging *work, sqlite3_stmt *row) {
    struct problem ignored = {0};
    int64_t id = sqlite3_column_int64(row, 0), ver = 0;
    unsigned char hash[HASH_BYTES];
    enum salvage_loss loss = SALVAGE_LOSSES;
    enum status status = record_hash(work->store, id, &ver, hash, &ignored);
    if (is_unread(work, status)) {
        return;
    }
    const void *told = sqlite3_column_blob(row, 5);
    if (told == NULL || sqlite3_column_bytes(row, 5) != HASH_BYTES) {
        loss = SALVAGE_RECORD_UNPROVEN;
    } else if (status != STATUS_OK || memcmp(told, hash, HASH_BYTES) != 0) {
        loss = SALVAGE_RECORD_CHANGED;
    } else if (sqlite3_column_int64(row, 6) > ver) {
        loss = SALVAGE_RECORD_OLDER;
    }
    work->out->records++;
    work->out->proven += loss == SALVAGE_LOSSES;
    if (loss != SALVAGE_LOSSES) {
        struct salvage_item *item = salvage_add(work, loss, "record", id, 0);
        if (item != NULL) {
            describe(item, row);
        }
    }
}

/* What stands in the list already is not told twice: its number and title are filled in. */
static bool note_listed(struct salvaging *work) {
    sqlite3_stmt *find = salvage_prepare(
        work, "SELECT id, number, record_kind, CASE sealed WHEN 0 THEN title ELSE '' END"
              " FROM record WHERE id = ?");
    sqlite3_stmt *keep = salvage_prepare(work, "INSERT OR IGNORE INTO temp.listed VALUES (?)");
    for (size_t i = 0; find != NULL && keep != NULL && i < work->out->count; i++) {
        struct salvage_item *item = &work->out->items[i];
        if (item->loss > SALVAGE_RECORD_UNPROVEN) {
            continue;
        }
        sqlite3_bind_int64(find, 1, item->id);
        if (salvage_row(work, find)) {
            describe(item, find);
        }
        sqlite3_reset(find);
        sqlite3_bind_int64(keep, 1, item->id);
        (void)!salvage_change(work, keep);
        sqlite3_reset(keep);
    }
    sqlite3_finalize(find);
    sqlite3_finalize(keep);
    return !work->has_failed;
}

/* Columns: id, number, kind, title, what the audit says stands beside the record. */
static void prove_side(struct salvaging *work, sqlite3_stmt *row) {
    struct problem ignored = {0};
    unsigned char hash[HASH_BYTES];
    const void *told = sqlite3_column_blob(row, 4);
    enum status status =
        bind_hash_record(work->store, sqlite3_column_int64(row, 0), hash, &ignored);
    if (is_unread(work, status)) {
        return;
    }
    if (status == STATUS_OK && told != NULL && sqlite3_column_bytes(row, 4) == HASH_BYTES &&
        memcmp(told, hash, HASH_BYTES) == 0) {
        return;
    }
    struct salvage_item *item =
        salvage_add(work, SALVAGE_SIDE_CHANGED, "record", sqlite3_column_int64(row, 0), 0);
    if (item != NULL) {
        describe(item, row);
    }
}

static bool prove_sides(struct salvaging *work) {
    sqlite3_stmt *row = salvage_prepare(
        work, "SELECT r.id, r.number, r.record_kind, CASE r.sealed WHEN 0 THEN r.title ELSE '' END,"
              " s.hash FROM temp.side s JOIN record r ON r.id = s.record ORDER BY r.id");
    while (salvage_row(work, row)) {
        prove_side(work, row);
    }
    sqlite3_finalize(row);
    return !work->has_failed;
}

bool salvage_prove(struct salvaging *work) {
    if (!note_witnesses(work) ||
        !salvage_execute(work, "CREATE TEMP TABLE listed (id INTEGER PRIMARY KEY) STRICT") ||
        !note_listed(work)) {
        return false;
    }
    sqlite3_stmt *row = salvage_prepare(
        work, "SELECT r.id, r.number, r.record_kind, CASE r.sealed WHEN 0 THEN r.title ELSE '' END,"
              " r.ver, (SELECT hash FROM temp.witness w WHERE w.record = r.id AND w.ver = r.ver),"
              " (SELECT max(ver) FROM temp.witness w WHERE w.record = r.id)"
              " FROM record r WHERE r.id NOT IN (SELECT id FROM temp.listed) ORDER BY r.id");
    while (salvage_row(work, row)) {
        prove_record(work, row);
    }
    sqlite3_finalize(row);
    return !work->has_failed && prove_sides(work);
}
