/* The sides of audit rows: what was written in this save and is not held fast yet, and the hashes. Reads no clock; says
 * nothing to anybody. */
#include "store/bind.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/id_set.h"
#include "store/statement.h"

enum { SIDES_SINCE = 5 /* the schema that has them */ };

struct outstanding {
    int64_t record;
    bool is_cleared;
};

struct bindings {
    struct outstanding *records;
    size_t count, capacity;
    bool tables[BOUNDS], is_checked[BOUNDS];
    int wanted; /* the table the row being made is about, BOUNDS: a record as it was found; -1: any */
    struct id_set
        compared; /* records of this save, as they were found, with their last audit row */
    int64_t
        first_made; /* the first record made in this save: there was nothing of it, and of those after it, before */
    bool has_entry; /* of this save */
    int64_t at, person;
    char account[64];
};

/* Settings in which the program notes how far it is. */
#define OWN_SETTINGS                                                                               \
    "'search_version', 'search_done', 'search_merged', 'search_purge', 'name_keys_version',"       \
    " 'signatures', 'detector_ran_on'"

static const char setting_sql[] =
    "SELECT key, value FROM setting WHERE key NOT IN (" OWN_SETTINGS ") ORDER BY key";

struct side {
    const char *name, *label;
    const char *sql[2];
};
static const struct side sides[BOUNDS] = {
    [BOUND_SETTING] = {"setting", N_("设置"), {setting_sql, NULL}},
    [BOUND_LIMIT] =
        {"limit_rule",
         N_("期限规定"),
         {"SELECT id, valid_from, amount, unit, fixed_on, roll, extension_max, statutory,"
          " article FROM limit_rule ORDER BY id, valid_from",
          NULL}},
    [BOUND_CODE] = {"code",
                    N_("数据字典"),
                    {"SELECT list, code, label, sort, active FROM code ORDER BY list, code", NULL}},
    [BOUND_CALENDAR] = {"calendar",
                        N_("日历"),
                        {"SELECT year, notice FROM calendar_year ORDER BY year",
                         "SELECT day, kind, name FROM calendar_day ORDER BY day"}},
    [BOUND_ENCODING] = {"source_encoding",
                        N_("来源文件的编码"),
                        {"SELECT source, encoding FROM source_encoding ORDER BY source", NULL}},
    [BOUND_ANCHOR] = {"anchor",
                      N_("当日审计单"),
                      {"SELECT day, seq, head, at, person FROM anchor ORDER BY day", NULL}},
};

/* Of a record; the tables' rowids are left out where they say nothing. */
static const char *const record_sql[] = {
    "SELECT id, at, person, command, from_state, to_state, note FROM step WHERE record = ?"
    " ORDER BY id",
    "SELECT ver, at, person, data FROM version WHERE record = ? ORDER BY ver",
    "SELECT id, from_on, to_on, reason FROM pause WHERE record = ? ORDER BY id",
    "SELECT serial, at, person, to_unit, to_person, note, answer, answered_at FROM urge"
    " WHERE record = ? ORDER BY serial",
    "SELECT title, body, reporter, contact FROM sealed WHERE record = ?",
    "SELECT hash, must_change, changed FROM credential WHERE person = ?",
};

bool bind_is_possible(const struct store *store) {
    return store->version >= SIDES_SINCE;
}

const char *bind_name(enum bound bound) {
    return sides[bound].name;
}

const char *bind_label(enum bound bound) {
    return sides[bound].label;
}

/* ---- what is outstanding ------------------------------------------------------------------------ */

static struct bindings *bindings_of(struct store *store) {
    if (store->bindings == NULL) {
        store->bindings = calloc(1, sizeof *store->bindings);
        if (store->bindings != NULL) {
            store->bindings->wanted = -1;
        }
    }
    return store->bindings;
}

/* Where the record stands among those outstanding; count: nowhere. The newest is asked for most. */
static size_t find(const struct bindings *bindings, int64_t record) {
    for (size_t i = bindings->count; i > 0; i--) {
        if (bindings->records[i - 1].record == record) {
            return i - 1;
        }
    }
    return bindings->count;
}

static bool add(struct bindings *bindings, int64_t record, bool is_cleared) {
    size_t place = find(bindings, record);
    if (place < bindings->count) {
        bindings->records[place].is_cleared = bindings->records[place].is_cleared || is_cleared;
        return true;
    }
    if (bindings->count == bindings->capacity) {
        size_t capacity = bindings->capacity == 0 ? 16 : bindings->capacity * 2;
        struct outstanding *grown = realloc(bindings->records, capacity * sizeof *grown);
        if (grown == NULL) {
            return false;
        }
        bindings->records = grown;
        bindings->capacity = capacity;
    }
    bindings->records[bindings->count++] = (struct outstanding){record, is_cleared};
    return true;
}

enum status bind_record(struct store *store, int64_t record, enum status so_far,
                        struct problem *problem) {
    if (so_far != STATUS_OK || !bind_is_possible(store)) {
        return so_far;
    }
    struct bindings *bindings = bindings_of(store);
    return bindings != NULL && add(bindings, record, false) ? STATUS_OK : store_no_memory(problem);
}

enum status bind_made(struct store *store, int64_t record, enum status so_far,
                      struct problem *problem) {
    struct bindings *bindings = bindings_of(store);
    if (so_far == STATUS_OK && bindings == NULL) {
        return store_no_memory(problem);
    }
    if (bindings != NULL && bindings->first_made == 0) {
        bindings->first_made = record;
    }
    return bind_record(store, record, so_far, problem);
}

enum status bind_cleared(struct store *store, int64_t record, enum status so_far,
                         struct problem *problem) {
    if (so_far != STATUS_OK || !bind_is_possible(store)) {
        return so_far;
    }
    struct bindings *bindings = bindings_of(store);
    return bindings != NULL && add(bindings, record, true) ? STATUS_OK : store_no_memory(problem);
}

enum status bind_table(struct store *store, enum bound bound, enum status so_far,
                       struct problem *problem) {
    if (so_far != STATUS_OK || !bind_is_possible(store)) {
        return so_far;
    }
    struct bindings *bindings = bindings_of(store);
    if (bindings == NULL) {
        return store_no_memory(problem);
    }
    bindings->tables[bound] = true;
    return STATUS_OK;
}

static bool is_own_setting(const char *key) {
    char quoted[64];
    snprintf(quoted, sizeof quoted, "'%s'", key);
    return strstr(OWN_SETTINGS, quoted) != NULL;
}

enum status bind_setting(struct store *store, const char *key, enum status so_far,
                         struct problem *problem) {
    return is_own_setting(key) ? so_far : bind_table(store, BOUND_SETTING, so_far, problem);
}

enum status bind_check_setting(struct store *store, const char *key, struct problem *problem) {
    return is_own_setting(key) ? STATUS_OK : bind_check_table(store, BOUND_SETTING, problem);
}

void bind_forget(struct store *store) {
    struct bindings *bindings = store->bindings;
    if (bindings != NULL) {
        bindings->count = 0;
        bindings->has_entry = false;
        bindings->wanted = -1;
        bindings->first_made = 0;
        id_set_clear(&bindings->compared);
        memset(bindings->tables, 0, sizeof bindings->tables);
        memset(bindings->is_checked, 0, sizeof bindings->is_checked);
    }
}

void bind_close(struct store *store) {
    if (store->bindings != NULL) {
        free(store->bindings->records);
        id_set_release(&store->bindings->compared);
    }
    free(store->bindings);
    store->bindings = NULL;
}

/* ---- hashes -------------------------------------------------------------------------------------- */

static enum status add_rows(struct store *store, const char *sql, int64_t record,
                            crypto_generichash_state *state, struct problem *problem) {
    struct statement statement;
    bool has_row = false;
    statement_open(&statement, store, sql);
    if (record != 0) {
        statement_integer(&statement, record);
    }
    audit_add_bytes(state, 'q', "", 0);
    enum status status = statement_step(&statement, &has_row, problem);
    while (status == STATUS_OK && has_row) {
        audit_add_bytes(state, 'r', "", 0);
        audit_add_row(state, &statement);
        status = statement_step(&statement, &has_row, problem);
    }
    statement_close(&statement);
    return status;
}

enum status bind_hash_record(struct store *store, int64_t record, unsigned char out[HASH_BYTES],
                             struct problem *problem) {
    crypto_generichash_state state;
    enum status status = audit_begin_hash(store, &state, problem);
    for (size_t i = 0; status == STATUS_OK && i < sizeof record_sql / sizeof *record_sql; i++) {
        status = add_rows(store, record_sql[i], record, &state, problem);
    }
    if (status == STATUS_OK) {
        crypto_generichash_final(&state, out, HASH_BYTES);
    }
    return status;
}

enum status bind_hash_table(struct store *store, enum bound bound, unsigned char out[HASH_BYTES],
                            struct problem *problem) {
    crypto_generichash_state state;
    enum status status = audit_begin_hash(store, &state, problem);
    for (size_t i = 0; status == STATUS_OK && i < 2 && sides[bound].sql[i] != NULL; i++) {
        status = add_rows(store, sides[bound].sql[i], 0, &state, problem);
    }
    if (status == STATUS_OK) {
        crypto_generichash_final(&state, out, HASH_BYTES);
    }
    return status;
}

/* ---- audit rows ---------------------------------------------------------------------------------- */

static void keep_entry(struct bindings *bindings, const struct audit_entry *entry) {
    bindings->has_entry = true;
    bindings->at = entry->at;
    bindings->person = entry->person;
    snprintf(bindings->account, sizeof bindings->account, "%s",
             entry->account == NULL ? "" : entry->account);
}

/* What its audit row says of it. */
static const char *take_record(struct bindings *bindings, int64_t record) {
    size_t place = find(bindings, record);
    if (place == bindings->count) {
        return BIND_RECORD;
    }
    bool is_cleared = bindings->records[place].is_cleared;
    bindings->records[place] = bindings->records[--bindings->count];
    return is_cleared ? BIND_CLEARED : BIND_RECORD;
}

enum status bind_take(struct store *store, const struct audit_entry *entry, const char **side,
                      unsigned char hash[HASH_BYTES], struct problem *problem) {
    *side = NULL;
    if (!bind_is_possible(store)) {
        return STATUS_OK;
    }
    struct bindings *bindings = bindings_of(store);
    if (bindings == NULL) {
        return store_no_memory(problem);
    }
    if (bindings->wanted < 0) {
        keep_entry(bindings, entry);
    }
    if (entry->record != 0) {
        *side = take_record(bindings, entry->record);
        return bind_hash_record(store, entry->record, hash, problem);
    }
    for (int i = 0; i < BOUNDS; i++) {
        if (bindings->wanted == i || (bindings->wanted < 0 && bindings->tables[i])) {
            *side = sides[i].name;
            bindings->tables[i] = false;
            return bind_hash_table(store, (enum bound)i, hash, problem);
        }
    }
    return STATUS_OK;
}

/* A save that audited nothing itself was the program's own work: nobody's, at the time of what was last. */
static enum status last_time(struct store *store, int64_t *at, struct problem *problem) {
    struct statement statement;
    statement_open(&statement, store, "SELECT at FROM audit ORDER BY seq DESC LIMIT 1");
    enum status status = statement_run_integer(&statement, at, problem);
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

static enum status add_bind(struct store *store, int64_t record, const char *detail,
                            struct problem *problem) {
    struct bindings *bindings = store->bindings;
    enum status status = bindings->has_entry ? STATUS_OK : last_time(store, &bindings->at, problem);
    char account[64];
    snprintf(account, sizeof account, "%s", bindings->has_entry ? bindings->account : "");
    struct audit_entry entry = {.at = bindings->at,
                                .person = bindings->has_entry ? bindings->person : 0,
                                .account = account,
                                .command = "bind",
                                .record = record,
                                .detail = detail,
                                .save_id = ""};
    return status == STATUS_OK ? store_add_audit(store, &entry, problem) : status;
}

enum status bind_rest(struct store *store, struct problem *problem) {
    struct bindings *bindings = store->bindings;
    enum status status = STATUS_OK;
    while (status == STATUS_OK && bindings != NULL && bindings->count > 0) {
        status = add_bind(store, bindings->records[bindings->count - 1].record, "", problem);
    }
    for (int i = 0; status == STATUS_OK && bindings != NULL && i < BOUNDS; i++) {
        if (bindings->tables[i]) {
            status = add_bind(store, 0, sides[i].name, problem);
        }
    }
    return status;
}

/* The hash the last row holds fast of the table; *is_bound: there is one. */
static enum status compare_with_last(struct store *store, enum bound bound,
                                     const unsigned char hash[HASH_BYTES], bool *is_bound,
                                     bool *is_same, struct problem *problem) {
    struct statement row;
    bool has_row = false;
    statement_open(&row, store,
                   "SELECT side_hash FROM audit WHERE side = ? AND side IS NOT NULL AND side NOT IN"
                   " ('record', 'cleared') ORDER BY seq DESC LIMIT 1");
    statement_text(&row, sides[bound].name);
    enum status status = statement_step(&row, &has_row, problem);
    *is_bound = has_row;
    if (has_row) {
        const void *bytes = statement_column_blob(&row, 0, HASH_BYTES);
        *is_same = bytes != NULL && memcmp(bytes, hash, HASH_BYTES) == 0;
    }
    statement_close(&row);
    return status;
}

/* Of the table, or (BOUNDS) of the record. */
static enum status add_outside(struct store *store, enum bound bound, int64_t record,
                               struct problem *problem) {
    struct audit_entry entry = {.account = "",
                                .command = BIND_OUTSIDE,
                                .record = record,
                                .detail = bound == BOUNDS ? "" : sides[bound].name,
                                .save_id = ""};
    enum status status = last_time(store, &entry.at, problem);
    store->bindings->wanted = (int)bound;
    if (status == STATUS_OK) {
        status = store_add_audit(store, &entry, problem);
    }
    store->bindings->wanted = -1;
    return status;
}

enum status bind_check_table(struct store *store, enum bound bound, struct problem *problem) {
    unsigned char hash[HASH_BYTES];
    bool is_bound = false, is_same = true;
    if (!bind_is_possible(store)) {
        return STATUS_OK;
    }
    struct bindings *bindings = bindings_of(store);
    if (bindings == NULL) {
        return store_no_memory(problem);
    }
    if (bindings->is_checked[bound]) {
        return STATUS_OK;
    }
    bindings->is_checked[bound] = true;
    enum status status = bind_hash_table(store, bound, hash, problem);
    if (status == STATUS_OK) {
        status = compare_with_last(store, bound, hash, &is_bound, &is_same, problem);
    }
    return status == STATUS_OK && is_bound && !is_same ? add_outside(store, bound, 0, problem)
                                                       : status;
}

/* What the last audit row says of a record. */
struct said {
    bool is_audited, has_side;
    int64_t ver;
    unsigned char record_hash[HASH_BYTES], side_hash[HASH_BYTES];
};

static bool take_hash(const struct statement *row, int column, unsigned char out[HASH_BYTES]) {
    const void *bytes = statement_column_blob(row, column, HASH_BYTES);
    if (bytes != NULL) {
        memcpy(out, bytes, HASH_BYTES);
    }
    return bytes != NULL;
}

static enum status read_said(struct store *store, int64_t record, struct said *out,
                             struct problem *problem) {
    struct statement row;
    bool has_row = false;
    *out = (struct said){0};
    statement_open(&row, store,
                   "SELECT ver, record_hash, side, side_hash FROM audit WHERE record = ?"
                   " ORDER BY seq DESC LIMIT 1");
    statement_integer(&row, record);
    enum status status = statement_step(&row, &has_row, problem);
    if (status == STATUS_OK && has_row) {
        const char *side = statement_column_text(&row, 2);
        out->ver = statement_column_integer(&row, 0);
        out->is_audited = take_hash(&row, 1, out->record_hash);
        out->has_side = (strcmp(side, BIND_RECORD) == 0 || strcmp(side, BIND_CLEARED) == 0) &&
                        take_hash(&row, 3, out->side_hash);
    }
    statement_close(&row);
    return status;
}

/* What no audit row of an older schema held fast is not compared. */
static enum status compare_record(struct store *store, int64_t record, bool *is_same,
                                  struct problem *problem) {
    struct said said;
    unsigned char hash[HASH_BYTES];
    int64_t ver = 0;
    enum status status = read_said(store, record, &said, problem);
    if (status == STATUS_OK) {
        status = record_hash(store, record, &ver, hash, problem);
        *is_same = status == STATUS_OK && said.is_audited && said.ver == ver &&
                   memcmp(said.record_hash, hash, HASH_BYTES) == 0;
    }
    if (status == STATUS_OK && *is_same && said.has_side) {
        status = bind_hash_record(store, record, hash, problem);
        *is_same = status == STATUS_OK && memcmp(said.side_hash, hash, HASH_BYTES) == 0;
    }
    return status;
}

enum status bind_check_record(struct store *store, int64_t record, struct problem *problem) {
    bool is_new = false, is_same = true;
    if (!bind_is_possible(store)) {
        return STATUS_OK;
    }
    struct bindings *bindings = bindings_of(store);
    bool is_made_here =
        bindings != NULL && bindings->first_made > 0 && record >= bindings->first_made;
    if (is_made_here || record <= 0) {
        return STATUS_OK;
    }
    if (bindings == NULL || !id_set_add(&bindings->compared, record, &is_new)) {
        return store_no_memory(problem);
    }
    enum status status = is_new ? compare_record(store, record, &is_same, problem) : STATUS_OK;
    if (status == STATUS_NOT_FOUND) {
        return STATUS_OK; /* what is written next says so */
    }
    return status == STATUS_OK && !is_same ? add_outside(store, BOUNDS, record, problem) : status;
}

/* A table that is held fast already stays so: it is not written here. */
enum status store_bind_tables(struct store *store, struct problem *problem) {
    const unsigned char none[HASH_BYTES] = {0};
    enum status status = write_check(store, problem);
    for (int i = 0; status == STATUS_OK && i < BOUNDS && bind_is_possible(store); i++) {
        bool is_bound = false, is_same = false;
        status = compare_with_last(store, (enum bound)i, none, &is_bound, &is_same, problem);
        if (!is_bound) {
            status = bind_table(store, (enum bound)i, status, problem);
        }
    }
    return status;
}
