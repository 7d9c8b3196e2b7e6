/* What a draft belongs to: the office, and the state its records were in. Reads the office's file, never the drafts'. */
#include "store/draft.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "store/audit_row.h"
#include "store/statement.h"

enum { HEX_BYTES = 2 * HASH_BYTES + 1 };

enum status draft_office_mark(struct store *store, char out[DRAFT_OFFICE_BYTES],
                              struct problem *problem) {
    _Static_assert((int)HEX_BYTES <= (int)DRAFT_OFFICE_BYTES, "a hash fits");
    struct statement statement;
    bool has_row = false;
    out[0] = '\0';
    statement_open(&statement, store, "SELECT hash FROM audit ORDER BY seq LIMIT 1");
    enum status status = statement_step(&statement, &has_row, problem);
    const void *hash =
        status == STATUS_OK && has_row ? statement_column_blob(&statement, 0, HASH_BYTES) : NULL;
    if (hash != NULL) {
        sodium_bin2hex(out, DRAFT_OFFICE_BYTES, hash, HASH_BYTES);
    }
    statement_close(&statement);
    return status;
}

static enum status read_state(struct store *store, int64_t id, int64_t *ver, char hex[HEX_BYTES],
                              struct problem *problem) {
    unsigned char hash[HASH_BYTES];
    enum status status = record_hash(store, id, ver, hash, problem);
    if (status == STATUS_OK) {
        sodium_bin2hex(hex, HEX_BYTES, hash, sizeof hash);
    }
    return status;
}

enum status draft_append_mark(struct store *store, int64_t id, struct buffer *out,
                              struct problem *problem) {
    int64_t ver = 0;
    char hex[HEX_BYTES];
    enum status status = read_state(store, id, &ver, hex, problem);
    if (status == STATUS_OK) {
        buffer_append_format(out, "%s%" PRId64 ":%" PRId64 ":%s", out->length > 0 ? " " : "", id,
                             ver, hex);
    }
    return status;
}

/* Another changed it since: the audit says what that version was. */
static enum status had_state(struct store *store, int64_t id, int64_t ver, const char *hex,
                             bool *had, struct problem *problem) {
    struct statement statement;
    int64_t one = 0;
    statement_open(&statement, store,
                   "SELECT EXISTS (SELECT 1 FROM audit WHERE record = ? AND ver = ?"
                   " AND lower(hex(record_hash)) = ?)");
    statement_integer(&statement, id);
    statement_integer(&statement, ver);
    statement_text(&statement, hex);
    enum status status = statement_run_integer(&statement, &one, problem);
    *had = status == STATUS_OK && one != 0;
    return status;
}

static enum status mark_fits(struct store *store, const char *mark, bool *fits,
                             struct problem *problem) {
    int64_t id = 0, ver = 0, now = 0;
    char then[HEX_BYTES] = "", hex[HEX_BYTES];
    *fits = false;
    if (sscanf(mark, "%" SCNd64 ":%" SCNd64 ":%64s", &id, &ver, then) != 3) {
        return STATUS_OK;
    }
    enum status status = read_state(store, id, &now, hex, problem);
    if (status == STATUS_NOT_FOUND) {
        return STATUS_OK;
    }
    *fits = status == STATUS_OK && now == ver && strcmp(hex, then) == 0;
    return status == STATUS_OK && !*fits && now >= ver
               ? had_state(store, id, ver, then, fits, problem)
               : status;
}

enum status draft_marks_fit(struct store *store, const char *marks, bool *fits,
                            struct problem *problem) {
    enum status status = STATUS_OK;
    *fits = true;
    while (status == STATUS_OK && *fits && marks[0] != '\0') {
        status = mark_fits(store, marks, fits, problem);
        marks += strcspn(marks, " ");
        marks += strspn(marks, " ");
    }
    return status;
}
