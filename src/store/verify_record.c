/* Every record against its last audit row: both its rows, what stands beside it, its earlier versions, its number. The
 * numbers of each prefix and year against their counter: none missing, none too many. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/columns.h"
#include "store/verify_private.h"

enum { RECORDS_A_STEP = 300, MISSING_SAID = 20 };

struct subject {
    int64_t id, ver, versions, last_version;
    const char *kind, *number, *state;
    bool is_open;
    int64_t seq; /* of its last audit row */
};

static void tell(struct verify *verify, const struct subject *subject, const char *message) {
    struct problem fault;
    problem_set(&fault, STATUS_CORRUPT, NULL, message);
    problem_place_integer(&fault, "seq", subject->seq);
    problem_place(&fault, "number", subject->number);
    problem_place_integer(&fault, "record", subject->id);
    verify_tell(verify, &fault);
}

/* ---- numbers ------------------------------------------------------------------------------------- */

static struct series *find_series(struct verify *verify, const char *prefix, int year) {
    for (size_t i = 0; i < verify->series_count; i++) {
        if (verify->series[i].year == year && strcmp(verify->series[i].prefix, prefix) == 0) {
            return &verify->series[i];
        }
    }
    size_t size = (verify->series_count + 1) * sizeof *verify->series;
    struct series *grown = realloc(verify->series, size);
    if (grown == NULL) {
        return NULL;
    }
    verify->series = grown;
    struct series *series = &grown[verify->series_count++];
    *series = (struct series){.year = year};
    snprintf(series->prefix, sizeof series->prefix, "%s", prefix);
    return series;
}

static bool note_given(struct series *series, int64_t serial) {
    size_t byte = (size_t)serial / 8;
    if (byte >= series->given_bytes) {
        size_t bytes = byte * 2 + 512;
        unsigned char *grown = realloc(series->given, bytes);
        if (grown == NULL) {
            return false;
        }
        memset(grown + series->given_bytes, 0, bytes - series->given_bytes);
        series->given = grown;
        series->given_bytes = bytes;
    }
    series->given[byte] |= (unsigned char)(1U << ((unsigned)serial % 8U));
    series->count++;
    series->most = serial > series->most ? serial : series->most;
    return true;
}

static bool is_given(const struct series *series, int64_t serial) {
    size_t byte = (size_t)serial / 8;
    return byte < series->given_bytes && (series->given[byte] & 1U << ((unsigned)serial % 8U)) != 0;
}

enum { SERIAL_MOST = 50000000 };

enum status verify_number(struct verify *verify, const char *kind, const char *number,
                          bool *is_right) {
    char canonical[40];
    int year = 0;
    long serial = 0;
    const struct record_kind *known = record_kind_find(kind);
    size_t length = known == NULL ? 0 : strlen(known->prefix);
    *is_right = known != NULL && strncmp(number, known->prefix, length) == 0 &&
                strlen(number) < 24 && sscanf(number + length, "%4d-%10ld", &year, &serial) == 2 &&
                serial > 0 && serial < SERIAL_MOST && year > 0;
    if (!*is_right) {
        return STATUS_OK;
    }
    snprintf(canonical, sizeof canonical, "%s%04d-%05ld", known->prefix, year, serial);
    *is_right = strcmp(canonical, number) == 0;
    struct series *series = *is_right ? find_series(verify, known->prefix, year) : NULL;
    bool is_noted = !*is_right || (series != NULL && note_given(series, serial));
    return is_noted ? STATUS_OK : store_no_memory(verify->problem);
}

static void tell_series(struct verify *verify, const struct series *series, const char *message,
                        int64_t serial) {
    struct problem fault;
    char number[40];
    snprintf(number, sizeof number, "%s%04d-%05lld", series->prefix, series->year,
             (long long)serial);
    problem_set(&fault, STATUS_CORRUPT, NULL, message);
    problem_place(&fault, "number", number);
    verify_tell(verify, &fault);
}

static void check_series(struct verify *verify, const struct series *series, int64_t last) {
    int said = 0;
    if (series->most > last) {
        tell_series(verify, series, N_("编号 {number} 超过了计数器：计数器被改小过"), series->most);
    }
    if (last >= SERIAL_MOST) {
        tell_series(verify, series, N_("计数器到了 {number}，没有那么多编号：它被改大过"), last);
        return;
    }
    for (int64_t serial = 1; series->count < last && serial <= last && said < MISSING_SAID;
         serial++) {
        if (!is_given(series, serial)) {
            tell_series(verify, series,
                        N_("编号 {number} 发出过，现在没有这条记录（作废的也应当在）"), serial);
            said++;
        }
    }
}

/* A prefix and year without a counter. */
static void check_uncounted(struct verify *verify, const bool *is_counted) {
    for (size_t i = 0; i < verify->series_count; i++) {
        if (!is_counted[i]) {
            check_series(verify, &verify->series[i], 0);
        }
    }
}

enum status verify_numbers(struct verify *verify) {
    struct statement row;
    bool has_row = false;
    bool *is_counted = calloc(verify->series_count + 1, sizeof *is_counted);
    if (is_counted == NULL) {
        return store_no_memory(verify->problem);
    }
    size_t known = verify->series_count;
    statement_open(&row, verify->store, "SELECT prefix, year, last FROM counter");
    enum status status = statement_step(&row, &has_row, verify->problem);
    while (status == STATUS_OK && has_row) {
        const char *prefix = statement_column_text(&row, 0);
        int year = (int)statement_column_integer(&row, 1);
        struct series *series = find_series(verify, prefix, year);
        if (series != NULL) {
            check_series(verify, series, statement_column_integer(&row, 2));
            size_t place = (size_t)(series - verify->series);
            is_counted[place < known ? place : known] = true;
        }
        status = series == NULL ? store_no_memory(verify->problem)
                                : statement_step(&row, &has_row, verify->problem);
    }
    statement_close(&row);
    verify->series_count = known;
    if (status == STATUS_OK) {
        check_uncounted(verify, is_counted);
    }
    free(is_counted);
    return status;
}

void verify_end_numbers(struct verify *verify) {
    for (size_t i = 0; i < verify->series_count; i++) {
        free(verify->series[i].given);
    }
    free(verify->series);
}

/* ---- records ------------------------------------------------------------------------------------- */

static const char changed[] =
    N_("{number}（内部号 {record}）与审计第 {seq} 行不符：这条记录在本程序之外被改动过");

/* What stands beside the record. Rows of an older schema hold none of it fast. */
static enum status check_side(struct verify *verify, const struct subject *subject,
                              const struct statement *audit, bool may_differ) {
    unsigned char hash[HASH_BYTES];
    const char *side = statement_column_text(audit, 2);
    if (may_differ) {
        tell(verify, subject,
             N_("{number}（内部号 {record}）的一个旧版本与审计不符：那时它在本程序之外被改动过"));
    }
    if (strcmp(side, BIND_RECORD) != 0 && strcmp(side, BIND_CLEARED) != 0) {
        verify->seen.unbound++;
        return STATUS_OK;
    }
    enum status status = bind_hash_record(verify->store, subject->id, hash, verify->problem);
    if (status == STATUS_OK && !verify_blob_is(audit, 3, hash)) {
        tell(verify, subject,
             N_("{number}（内部号 {record}）的经过、旧版本、暂停、催办、密封内容或密码与审计第"
                " {seq} 行不符：在本程序之外被改动过"));
    }
    return status;
}

static enum status check_rows(struct verify *verify, const struct subject *subject,
                              const struct statement *audit, bool may_differ) {
    unsigned char hash[HASH_BYTES];
    int64_t ver = 0;
    enum status status = record_hash(verify->store, subject->id, &ver, hash, verify->problem);
    if (status == STATUS_NOT_FOUND) {
        tell(verify, subject,
             N_("{number}（内部号 {record}）只剩下一半：它的内容在本程序之外被删去了"));
        return STATUS_OK;
    }
    if (status == STATUS_OK &&
        (statement_column_integer(audit, 0) != subject->ver || !verify_blob_is(audit, 1, hash))) {
        tell(verify, subject, changed);
    }
    return status == STATUS_OK ? check_side(verify, subject, audit, may_differ) : status;
}

static enum status check_audited(struct verify *verify, const struct subject *subject,
                                 bool may_differ) {
    struct statement audit;
    bool has_row = false;
    statement_open(&audit, verify->store,
                   bind_is_possible(verify->store)
                       ? "SELECT ver, record_hash, side, side_hash FROM audit WHERE seq = ?"
                       : "SELECT ver, record_hash, NULL, NULL FROM audit WHERE seq = ?");
    statement_integer(&audit, subject->seq);
    enum status status = statement_step(&audit, &has_row, verify->problem);
    if (status == STATUS_OK && has_row) {
        status = check_rows(verify, subject, &audit, may_differ);
    } else if (status == STATUS_OK) {
        tell(verify, subject, changed);
    }
    statement_close(&audit);
    return status;
}

/* What the audit cannot say: the record hangs together. */
static enum status check_totals(struct verify *verify, const struct subject *subject,
                                bool has_unaudited) {
    bool is_right = false;
    enum status status = verify_number(verify, subject->kind, subject->number, &is_right);
    if (status == STATUS_OK && !is_right) {
        tell(verify, subject, N_("内部号 {record} 的编号“{number}”不是本程序发出的"));
    }
    if (subject->versions != subject->ver - 1 || subject->last_version != subject->ver - 1) {
        tell(verify, subject, N_("{number}（内部号 {record}）的旧版本数不对：有的被删去或插入过"));
    }
    if (has_unaudited) {
        tell(verify, subject,
             N_("{number}（内部号 {record}）的旧版本没有都记入审计：有的是在本程序之外插入的"));
    }
    bool is_closed =
        verify->hooks.is_closed != NULL && verify->hooks.is_closed(subject->kind, subject->state);
    if (verify->hooks.is_closed != NULL && is_closed == subject->is_open) {
        tell(verify, subject,
             N_("{number}（内部号 {record}）的状态和“在办”标记不一致，它会从队列里漏掉或多出来"));
    }
    return status;
}

static enum status check_record(struct verify *verify, struct subject *subject) {
    struct known *known = verify_known(verify, subject->id);
    verify->seen.records++;
    const struct record_kind *kind = record_kind_find(subject->kind);
    enum status status = STATUS_OK;
    subject->seq = known == NULL ? 0 : known->seq;
    if (known != NULL && kind != NULL) {
        known->kind = (unsigned char)(kind - record_kinds + 1);
    }
    if (subject->seq == 0 || kind == NULL) {
        subject->seq = verify->seq;
        tell(verify, subject,
             N_("{number}（内部号 {record}）没有记入审计：它是在本程序之外插入的"));
    } else {
        status = check_audited(verify, subject, known->may_differ);
    }
    return status == STATUS_OK
               ? check_totals(verify, subject, known != NULL && known->has_unaudited)
               : status;
}

/* What the audit speaks of and is there no more. */
static void check_removed(struct verify *verify) {
    for (int64_t id = 0; id < verify->known_count; id++) {
        if (verify->known[id].seq != 0 && verify->known[id].kind == 0) {
            struct subject subject = {.id = id, .number = "", .seq = verify->known[id].seq};
            tell(verify, &subject,
                 N_("审计第 {seq} 行说到的记录（内部号 {record}）不见了：它在本程序之外被删去了"));
        }
    }
}

static void read_subject(const struct statement *row, struct subject *out) {
    *out = (struct subject){
        .id = statement_column_integer(row, 0),
        .kind = statement_column_text(row, 1),
        .number = statement_column_text(row, 2),
        .state = statement_column_text(row, 3),
        .is_open = statement_column_integer(row, 4) != 0,
        .ver = statement_column_integer(row, 5),
        .versions = statement_column_integer(row, 6),
        .last_version = statement_column_integer(row, 7),
    };
}

enum status verify_records(struct verify *verify, bool *is_end) {
    struct statement row;
    struct subject subject;
    bool has_row = false;
    int count = 0;
    statement_open(&row, verify->store,
                   "SELECT r.id, r.record_kind, r.number, r.state, r.open, r.ver,"
                   " (SELECT count(*) FROM version v WHERE v.record = r.id),"
                   " (SELECT coalesce(max(v.ver), 0) FROM version v WHERE v.record = r.id)"
                   " FROM record r WHERE r.id > ? ORDER BY r.id LIMIT ?");
    statement_integer(&row, verify->last_record);
    statement_integer(&row, RECORDS_A_STEP);
    enum status status = statement_step(&row, &has_row, verify->problem);
    while (status == STATUS_OK && has_row) {
        read_subject(&row, &subject);
        verify->last_record = subject.id;
        status = check_record(verify, &subject);
        count++;
        if (status == STATUS_OK) {
            status = statement_step(&row, &has_row, verify->problem);
        }
    }
    statement_close(&row);
    *is_end = count < RECORDS_A_STEP;
    if (status == STATUS_OK && *is_end) {
        check_removed(verify);
    }
    return status;
}
