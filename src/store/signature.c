/* The table of signatures: read in pieces, so that no key waits for it. Compares nothing. */
#include "store/signature.h"

#include <stdio.h>

#include "base/similar.h"
#include "store/statement.h"
#include "store/write.h"

#define COLUMNS "SELECT day, record, bytes FROM signature WHERE "

enum status
store_signatures(struct store *store, const char *from, size_t most, struct signature_place *place,
                 void (*take)(void *context, int64_t record, const unsigned char *bytes),
                 void *context, size_t *count, struct problem *problem) {
    struct statement statement;
    bool has_row = false;
    char day[SIGNATURE_DAY_BYTES];
    snprintf(day, sizeof day, "%s", place->day[0] != '\0' ? place->day : "~");
    statement_open(&statement, store,
                   COLUMNS "day >= ? AND (day, record) < (?, ?)"
                           " ORDER BY day DESC, record DESC LIMIT ?");
    statement_text(&statement, from);
    statement_text(&statement, day);
    statement_integer(&statement, place->record);
    statement_integer(&statement, (int64_t)most);
    *count = 0;
    enum status status = statement_step(&statement, &has_row, problem);
    while (status == STATUS_OK && has_row) {
        const unsigned char *bytes = statement_column_blob(&statement, 2, SIGNATURE_BYTES);
        snprintf(place->day, sizeof place->day, "%s", statement_column_text(&statement, 0));
        place->record = statement_column_integer(&statement, 1);
        if (bytes != NULL) {
            take(context, place->record, bytes);
        }
        ++*count;
        status = statement_step(&statement, &has_row, problem);
    }
    statement_close(&statement);
    return status;
}

enum status store_signatures_after(struct store *store, const char *from, int64_t after,
                                   void (*take)(void *context, int64_t record,
                                                const unsigned char *bytes),
                                   void *context, struct problem *problem) {
    struct statement statement;
    bool has_row = false;
    statement_open(&statement, store, COLUMNS "record > ? AND day >= ? ORDER BY record");
    statement_integer(&statement, after);
    statement_text(&statement, from);
    enum status status = statement_step(&statement, &has_row, problem);
    while (status == STATUS_OK && has_row) {
        const unsigned char *bytes = statement_column_blob(&statement, 2, SIGNATURE_BYTES);
        if (bytes != NULL) {
            take(context, statement_column_integer(&statement, 1), bytes);
        }
        status = statement_step(&statement, &has_row, problem);
    }
    statement_close(&statement);
    return status;
}

enum status store_texts_to_sign(struct store *store, size_t most, int64_t *below,
                                enum status (*take)(void *context, const struct signed_text *text),
                                void *context, struct problem *problem) {
    struct statement statement;
    bool has_row = false;
    size_t count = 0;
    statement_open(&statement, store,
                   "SELECT r.id, r.received_on, r.title, coalesce(d.body, ''),"
                   " r.sealed = 0 AND r.state <> 'void'"
                   " FROM feedback d CROSS JOIN record r ON r.id = d.id"
                   " WHERE d.id < ? ORDER BY d.id DESC LIMIT ?");
    statement_integer(&statement, *below);
    statement_integer(&statement, (int64_t)most);
    enum status status = statement_step(&statement, &has_row, problem);
    while (status == STATUS_OK && has_row) {
        const struct signed_text text = {
            .record = statement_column_integer(&statement, 0),
            .day = statement_column_text(&statement, 1),
            .title = statement_column_text(&statement, 2),
            .body = statement_column_text(&statement, 3),
        };
        *below = text.record;
        count++;
        if (statement_column_integer(&statement, 4) != 0) {
            status = take(context, &text);
        }
        if (status == STATUS_OK) {
            status = statement_step(&statement, &has_row, problem);
        }
    }
    statement_close(&statement);
    *below = count < most ? 0 : *below;
    return status;
}

enum status store_set_signature(struct store *store, int64_t record, const char *day,
                                const unsigned char *bytes, struct problem *problem) {
    struct statement statement;
    enum status status = write_check(store, problem);
    if (status == STATUS_OK) {
        statement_open(&statement, store, "DELETE FROM signature WHERE record = ?");
        statement_integer(&statement, record);
        status = statement_run(&statement, problem);
    }
    if (status == STATUS_OK && bytes != NULL) {
        statement_open(&statement, store,
                       "INSERT INTO signature (day, record, bytes) VALUES (?, ?, ?)");
        statement_text(&statement, day);
        statement_integer(&statement, record);
        statement_blob(&statement, bytes, SIGNATURE_BYTES);
        status = statement_run(&statement, problem);
    }
    return status;
}
