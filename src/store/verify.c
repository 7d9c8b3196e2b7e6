/* Drives the check of everything, part by part, a short transaction a step. Says what is wrong to its hook; a file that
 * cannot be read on is one fault more, and the next part is tried. */
#include "store/verify.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/text.h"
#include "store/verify_private.h"

enum { KNOWN_BEYOND = 1000000 /* ids further than this beyond twice the last are nobody's */ };

void verify_tell(struct verify *verify, const struct problem *fault) {
    if (verify->store->missed == STATUS_NO_MEMORY) {
        return; /* nobody is accused of what was not read */
    }
    verify->seen.faults++;
    if (verify->hooks.fault != NULL) {
        verify->hooks.fault(verify->hooks.context, fault);
    }
}

bool verify_blob_is(const struct statement *row, int column, const unsigned char hash[HASH_BYTES]) {
    const void *bytes = sqlite3_column_type(row->handle, column) == SQLITE_BLOB
                            ? statement_column_blob(row, column, HASH_BYTES)
                            : NULL;
    return bytes != NULL && memcmp(bytes, hash, HASH_BYTES) == 0;
}

void verify_hex(const unsigned char hash[HASH_BYTES], char out[VERIFY_HEAD_BYTES]) {
    sodium_bin2hex(out, VERIFY_HEAD_BYTES, hash, HASH_BYTES);
}

struct known *verify_known(struct verify *verify, int64_t record) {
    if (record < 0 || record > verify->known_count * 2 + KNOWN_BEYOND) {
        return NULL;
    }
    if (record >= verify->known_count) {
        int64_t count = record + record / 2 + 4096;
        struct known *grown = realloc(verify->known, (size_t)count * sizeof *grown);
        if (grown == NULL) {
            store_miss_memory(verify->store);
            return NULL;
        }
        memset(grown + verify->known_count, 0,
               (size_t)(count - verify->known_count) * sizeof *grown);
        verify->known = grown;
        verify->known_count = count;
    }
    return &verify->known[record];
}

/* ---- the head ----------------------------------------------------------------------------------- */

enum status store_verify_head(const char *text, char out[VERIFY_HEAD_BYTES],
                              struct problem *problem) {
    struct buffer folded = BUFFER_INIT;
    size_t length = 0;
    text_append_folded(&folded, text);
    bool is_right = !folded.failed;
    for (const char *at = buffer_text(&folded); is_right && *at != '\0'; at++) {
        if (*at == ' ' || *at == '-' || *at == '\n' || *at == '\r') {
            continue;
        }
        char digit = *at >= 'A' && *at <= 'F' ? (char)(*at - 'A' + 'a') : *at;
        is_right = strchr("0123456789abcdef", digit) != NULL && length < VERIFY_HEAD_BYTES - 1;
        if (is_right) {
            out[length++] = digit;
        }
    }
    out[length] = '\0';
    buffer_release(&folded);
    if (!is_right || length < 16) {
        return problem_set(
            problem, STATUS_INVALID, "since",
            N_("链头是当日审计单上的 32 位十六进制数（0-9、a-f），至少输入前 16 位"));
    }
    return STATUS_OK;
}

/* ---- steps -------------------------------------------------------------------------------------- */

struct verify *store_verify_begin(struct store *store, const struct verify_hooks *hooks,
                                  const char *since) {
    struct verify *verify = calloc(1, sizeof *verify);
    (void)!store_take_missed(store, NULL); /* of what was read before */
    if (verify == NULL) {
        return NULL;
    }
    verify->store = store;
    verify->hooks = *hooks;
    verify->seen.is_since_sound = true;
    verify->has_since = since != NULL;
    if (since != NULL) {
        size_t length = strlen(since);
        length = length < sizeof verify->since ? length : sizeof verify->since - 1;
        memcpy(verify->since, since, length);
    }
    return verify;
}

const struct verify_seen *store_verify_seen(const struct verify *verify) {
    return &verify->seen;
}

void store_verify_end(struct verify *verify) {
    if (verify == NULL) {
        return;
    }
    verify_end_numbers(verify);
    free(verify->known);
    free(verify->anchors);
    free(verify);
}

static enum status largest(struct verify *verify, const char *sql, int64_t *out) {
    struct statement statement;
    statement_open(&statement, verify->store, sql);
    enum status status = statement_run_integer(&statement, out, verify->problem);
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

static enum status run_chain(struct verify *verify, bool *is_end) {
    enum status status = STATUS_OK;
    if (!verify->has_begun) {
        verify->has_begun = true;
        status = verify_begin_chain(verify);
        if (status == STATUS_OK) {
            status = largest(verify, "SELECT max(seq) FROM audit", &verify->seen.all);
        }
    }
    if (status == STATUS_OK) {
        status = verify_chain(verify, is_end);
    }
    verify->seen.done = verify->seq;
    if (status == STATUS_OK && *is_end) {
        verify_end_chain(verify);
        status = largest(verify, "SELECT max(id) FROM record", &verify->seen.all);
        verify->seen.done = 0;
    }
    return status;
}

/* What was saved meanwhile is read first: records are compared with their last audit row. */
static enum status catch_up(struct verify *verify) {
    bool is_end = false;
    enum status status = STATUS_OK;
    while (status == STATUS_OK && !is_end) {
        status = verify_chain(verify, &is_end);
    }
    return status;
}

static enum status run_records(struct verify *verify, bool *is_end) {
    enum status status = catch_up(verify);
    if (status == STATUS_OK) {
        status = verify_records(verify, is_end);
    }
    verify->seen.done = verify->last_record;
    if (status == STATUS_OK && *is_end) {
        status = verify_numbers(verify);
    }
    return status;
}

static void tell_schema(void *context, const struct problem *fault) {
    verify_tell(context, fault);
}

static enum status run_tables(struct verify *verify, bool *is_end) {
    enum status status = catch_up(verify);
    *is_end = true;
    if (status == STATUS_OK) {
        status = verify_tables(verify);
    }
    return status == STATUS_OK
               ? store_check_schema(verify->store, tell_schema, verify, verify->problem)
               : status;
}

static enum status run_part(struct verify *verify, bool *is_end) {
    switch (verify->seen.part) {
    case VERIFY_CHAIN:
        return run_chain(verify, is_end);
    case VERIFY_RECORDS:
        return run_records(verify, is_end);
    case VERIFY_ROWS:
        return verify_rows(verify, is_end);
    case VERIFY_TABLES:
        return run_tables(verify, is_end);
    case VERIFY_PAGES:
        return verify_pages(verify, is_end);
    case VERIFY_SEARCH:
        return verify_search(verify, is_end);
    case VERIFY_SUMS:
        return verify_sums(verify, is_end);
    case VERIFY_DONE:
        break;
    }
    *is_end = true;
    return STATUS_OK;
}

static void next_part(struct verify *verify) {
    if (verify->seen.part != VERIFY_DONE) {
        verify->seen.part++;
    }
    verify->table = 0;
    verify->row = 0;
    if (verify->seen.part != VERIFY_RECORDS) {
        verify->seen.done = 0;
        verify->seen.all = 0;
    }
    if (verify->seen.part == VERIFY_DONE) {
        verify_hex(verify->hash, verify->seen.head);
    }
}

enum status store_verify_step(struct verify *verify, struct problem *problem) {
    struct store *store = verify->store;
    struct problem unreadable = {0};
    struct statement statement;
    bool is_end = false;
    verify->problem = &unreadable; /* cppcheck-suppress autoVariables */
    store->may_stop = true;
    bool is_own = store->db != NULL && sqlite3_get_autocommit(store->db) != 0;
    enum status status = STATUS_OK;
    if (is_own) {
        statement_open(&statement, store, "BEGIN");
        status = statement_run(&statement, &unreadable);
    }
    if (status == STATUS_OK) {
        status = run_part(verify, &is_end);
    }
    if (is_own && store->db != NULL && !sqlite3_get_autocommit(store->db)) {
        sqlite3_exec(store->db, "COMMIT", NULL, NULL, NULL);
    }
    store->may_stop = false;
    if (status == STATUS_CORRUPT) {
        verify_tell(verify, &unreadable);
        is_end = true;
        status = STATUS_OK;
    } else if (status != STATUS_OK && problem != NULL) {
        *problem = unreadable;
    }
    if (status == STATUS_OK && store->missed == STATUS_NO_MEMORY) {
        status = store_take_missed(store, problem);
    }
    if (status == STATUS_OK && is_end) {
        next_part(verify);
    }
    return status;
}

/* ---- all at once -------------------------------------------------------------------------------- */

static void keep_first(void *context, const struct problem *fault) {
    struct problem *first = context;
    if (first->status == STATUS_OK) {
        *first = *fault;
        first->status = STATUS_CORRUPT;
    }
}

enum status store_verify_audit(struct store *store, int64_t *rows, struct problem *problem) {
    struct problem first = {0};
    const struct verify_hooks hooks = {.fault = keep_first, .context = &first};
    struct verify *verify = store_verify_begin(store, &hooks, NULL);
    enum status status = verify == NULL ? store_no_memory(problem) : STATUS_OK;
    *rows = 0;
    while (status == STATUS_OK && first.status == STATUS_OK && verify->seen.part < VERIFY_PAGES) {
        status = store_verify_step(verify, problem);
    }
    if (verify != NULL) {
        *rows = verify->seen.rows;
    }
    store_verify_end(verify);
    if (status == STATUS_OK && first.status != STATUS_OK) {
        status = first.status;
        if (problem != NULL) {
            *problem = first;
        }
    }
    return status;
}
