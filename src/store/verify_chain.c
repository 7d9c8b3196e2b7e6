/* The chain itself: each row's hash, its link to the row before, the sheets printed on the way, and which row was the last
 * to speak of each record and small table. A broken row is said once; the rows after it are checked by themselves. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/verify_private.h"

enum { ROWS_A_STEP = 2000 };

enum {
    AT = 1,
    COMMAND = 4,
    RECORD = 5,
    VER = 6,
    RECORD_HASH = 7,
    PREV = 11
}; /* places of AUDIT_COLUMNS */

static void tell_row(struct verify *verify, const char *message, int64_t seq) {
    struct problem fault;
    problem_set(&fault, STATUS_CORRUPT, NULL, message);
    problem_place_integer(&fault, "seq", seq);
    verify_tell(verify, &fault);
}

/* ---- sheets ------------------------------------------------------------------------------------- */

static bool add_anchor(struct verify *verify, const struct statement *row) {
    size_t size = (verify->anchor_count + 1) * sizeof *verify->anchors;
    struct anchor_row *grown = realloc(verify->anchors, size);
    if (grown == NULL) {
        return false;
    }
    verify->anchors = grown;
    struct anchor_row *anchor = &grown[verify->anchor_count++];
    snprintf(anchor->day, sizeof anchor->day, "%s", statement_column_text(row, 0));
    anchor->seq = statement_column_integer(row, 1);
    snprintf(anchor->head, sizeof anchor->head, "%s", statement_column_text(row, 2));
    return true;
}

enum status verify_begin_chain(struct verify *verify) {
    struct statement row;
    bool has_row = false;
    if (!bind_is_possible(verify->store)) {
        return STATUS_OK;
    }
    statement_open(&row, verify->store, "SELECT day, seq, head FROM anchor ORDER BY seq");
    enum status status = statement_step(&row, &has_row, verify->problem);
    while (status == STATUS_OK && has_row) {
        status = add_anchor(verify, &row) ? statement_step(&row, &has_row, verify->problem)
                                          : store_no_memory(verify->problem);
    }
    statement_close(&row);
    return status;
}

static void tell_anchor(struct verify *verify, const struct anchor_row *anchor,
                        const char *message) {
    struct problem fault;
    problem_set(&fault, STATUS_CORRUPT, NULL, message);
    problem_place_integer(&fault, "seq", anchor->seq);
    problem_place(&fault, "day", anchor->day);
    verify_tell(verify, &fault);
}

/* Sheets stand in the order of their rows; the next one is kept in seen.anchors. */
static void check_anchors(struct verify *verify, const unsigned char hash[HASH_BYTES]) {
    char head[VERIFY_HEAD_BYTES];
    size_t at = (size_t)verify->seen.anchors;
    for (; at < verify->anchor_count && verify->anchors[at].seq <= verify->seq; at++) {
        const struct anchor_row *anchor = &verify->anchors[at];
        verify_hex(hash, head);
        if (anchor->seq == verify->seq && strcmp(anchor->head, head) != 0) {
            tell_anchor(verify, anchor,
                        N_("审计第 {seq} 行与 {day} 的当日审计单不符：那以前的记录被换过"));
        }
        verify->seen.anchors++;
    }
}

void verify_end_chain(struct verify *verify) {
    for (size_t at = (size_t)verify->seen.anchors; at < verify->anchor_count; at++) {
        tell_anchor(verify, &verify->anchors[at],
                    N_("{day} 的当日审计单记到审计第 {seq} 行，现在没有这一行：后面的被删去了"));
        verify->seen.anchors++;
    }
}

/* ---- rows ---------------------------------------------------------------------------------------- */

/* Told by its beginning: a sheet has half of it. */
static void look_for_since(struct verify *verify, const struct statement *row,
                           const unsigned char hash[HASH_BYTES]) {
    char head[VERIFY_HEAD_BYTES];
    if (!verify->has_since || verify->seen.since_seq != 0) {
        return;
    }
    verify_hex(hash, head);
    if (strncmp(head, verify->since, strlen(verify->since)) == 0) {
        verify->seen.since_seq = verify->seq;
        verify->seen.since_at = statement_column_integer(row, AT);
        verify->seen.is_since_sound = verify->seen.faults == 0;
    }
}

static void tell_no_record(struct verify *verify, int64_t record) {
    struct problem fault;
    problem_set(&fault, STATUS_CORRUPT, NULL,
                N_("审计第 {seq} 行说到内部号 {record} 的记录，它不会有这样的号"));
    problem_place_integer(&fault, "seq", verify->seq);
    problem_place_integer(&fault, "record", record);
    verify_tell(verify, &fault);
}

/* An earlier version is as its own row said, unless texts were taken out of it later. What was taken out of an older schema's
 * versions no row tells: there such a record is not accused. */
static enum status check_version(struct verify *verify, const struct statement *row, int64_t record,
                                 struct known *known) {
    bool is_same = true;
    int64_t ver = statement_column_integer(row, VER);
    enum status status = verify_version(verify, record, ver, row, RECORD_HASH, &is_same);
    if (strcmp(statement_column_text(row, AUDIT_SIDE), BIND_CLEARED) == 0) {
        known->may_differ = false;
    } else if (status == STATUS_OK && !is_same && !known->may_differ) {
        bool is_old = statement_column_integer(row, AUDIT_ALG) == ALGORITHM_BLAKE2B;
        if (is_old) {
            status = verify_may_be_cleared(verify, record, &is_same);
        }
        known->may_differ = !is_same;
    }
    return status;
}

/* By its number, which it keeps for ever. */
static void tell_outside_record(struct verify *verify, int64_t record) {
    struct problem fault;
    struct statement row;
    bool has_row = false;
    problem_set(&fault, STATUS_CORRUPT, NULL,
                N_("{number}（内部号 {record}）在审计第 {seq} 行以前在本程序之外被改动过，以后又在"
                   "程序里改过"));
    statement_open(&row, verify->store, "SELECT number FROM record WHERE id = ?");
    statement_integer(&row, record);
    if (statement_step(&row, &has_row, NULL) == STATUS_OK && has_row) {
        problem_place(&fault, "number", statement_column_text(&row, 0));
    }
    statement_close(&row);
    problem_place_integer(&fault, "seq", verify->seq);
    problem_place_integer(&fault, "record", record);
    verify_tell(verify, &fault);
}

/* Each version was audited when it was made; what an older schema's rows left out is not asked for. */
static void note_audited(const struct verify *verify, const struct statement *row,
                         struct known *known) {
    int64_t ver = statement_column_integer(row, VER);
    bool is_bound = statement_column_integer(row, AUDIT_ALG) != ALGORITHM_BLAKE2B;
    bool is_asked = is_bound && (known->is_bound || known->seq == 0);
    known->has_unaudited =
        known->has_unaudited || (is_asked && (ver < known->ver || ver > known->ver + 1));
    known->is_bound = known->is_bound || is_bound;
    known->ver = ver;
    known->seq = verify->seq;
}

static enum status note_record(struct verify *verify, const struct statement *row) {
    int64_t record = statement_column_integer(row, RECORD);
    struct known *known = verify_known(verify, record);
    if (known == NULL) {
        tell_no_record(verify, record);
        return STATUS_OK;
    }
    if (strcmp(statement_column_text(row, COMMAND), BIND_OUTSIDE) == 0) {
        tell_outside_record(verify, record);
    }
    note_audited(verify, row, known);
    return check_version(verify, row, record, known);
}

static void tell_outside(struct verify *verify, enum bound bound) {
    struct problem fault;
    problem_set(&fault, STATUS_CORRUPT, NULL,
                N_("{table}在审计第 {seq} 行以前在本程序之外被改动过，以后又在程序里改过"));
    problem_place_integer(&fault, "seq", verify->seq);
    problem_place(&fault, "table", bind_label(bound));
    verify_tell(verify, &fault);
}

static void note_table(struct verify *verify, const struct statement *row) {
    const char *side = statement_column_text(row, AUDIT_SIDE);
    for (int i = 0; i < BOUNDS; i++) {
        if (strcmp(side, bind_name((enum bound)i)) == 0) {
            verify->table_seq[i] = verify->seq;
            if (strcmp(statement_column_text(row, COMMAND), BIND_OUTSIDE) == 0) {
                tell_outside(verify, (enum bound)i);
            }
        }
    }
}

static enum status check_row(struct verify *verify, const struct statement *row) {
    int64_t seq = statement_column_integer(row, 0);
    unsigned char hash[HASH_BYTES];
    bool is_sound = audit_row_hash(verify->store, row->handle, hash) && seq == verify->seq + 1 &&
                    verify_blob_is(row, PREV, verify->hash) &&
                    verify_blob_is(row, AUDIT_HASH, hash);
    if (!is_sound) {
        tell_row(verify, N_("审计链在第 {seq} 行断开：这一行或它前面的内容被改动、删去或插入过"),
                 verify->seq + 1);
    }
    const void *said = statement_column_blob(row, AUDIT_HASH, HASH_BYTES);
    if (said != NULL) {
        memcpy(verify->hash, said, HASH_BYTES);
    } else {
        memset(verify->hash, 0, HASH_BYTES);
    }
    verify->seq = seq;
    verify->seen.rows++;
    check_anchors(verify, verify->hash);
    look_for_since(verify, row, verify->hash);
    if (sqlite3_column_type(row->handle, RECORD) != SQLITE_NULL) {
        return note_record(verify, row);
    }
    note_table(verify, row);
    return STATUS_OK;
}

enum status verify_chain(struct verify *verify, bool *is_end) {
    struct statement row;
    bool has_row = false;
    int count = 0;
    statement_open(&row, verify->store,
                   bind_is_possible(verify->store)
                       ? "SELECT " AUDIT_COLUMNS ", side, side_hash, hash FROM audit"
                         " WHERE seq > ? ORDER BY seq LIMIT ?"
                       : "SELECT " AUDIT_COLUMNS ", NULL, NULL, hash FROM audit"
                         " WHERE seq > ? ORDER BY seq LIMIT ?");
    statement_integer(&row, verify->seq);
    statement_integer(&row, ROWS_A_STEP);
    enum status status = statement_step(&row, &has_row, verify->problem);
    while (status == STATUS_OK && has_row) {
        status = check_row(verify, &row);
        count++;
        if (status == STATUS_OK) {
            status = statement_step(&row, &has_row, verify->problem);
        }
    }
    statement_close(&row);
    *is_end = count < ROWS_A_STEP;
    return status;
}
