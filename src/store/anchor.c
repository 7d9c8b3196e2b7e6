/* Reads what a daily sheet says, and keeps which were printed. Proves nothing: see store/verify. */
#include "store/anchor.h"

#include <stdio.h>

#include "store/bind.h"
#include "store/statement.h"

enum { LOOKED_BACK = 20000 /* rows among which a head just printed is looked for */ };

static void take_end(const struct statement *row, int column, struct audit_end *out) {
    out->seq = statement_column_integer(row, column);
    out->at = statement_column_integer(row, column + 1);
    snprintf(out->head, sizeof out->head, "%s", statement_column_text(row, column + 2));
}

static enum status read_end(struct statement *row, struct audit_end *out, struct problem *problem) {
    bool has_row = false;
    *out = (struct audit_end){0};
    enum status status = statement_step(row, &has_row, problem);
    if (status == STATUS_OK && has_row) {
        take_end(row, 0, out);
    }
    statement_close(row);
    return status;
}

enum status store_audit_end(struct store *store, struct audit_end *out, struct problem *problem) {
    struct statement row;
    statement_open(&row, store,
                   "SELECT seq, at, lower(hex(hash)) FROM audit ORDER BY seq DESC LIMIT 1");
    return read_end(&row, out, problem);
}

enum status store_audit_find(struct store *store, const char *head, struct audit_end *out,
                             struct problem *problem) {
    struct statement row;
    statement_open(&row, store,
                   "SELECT seq, at, h FROM (SELECT seq, at, lower(hex(hash)) AS h FROM audit"
                   " ORDER BY seq DESC LIMIT ?1) WHERE substr(h, 1, length(?2)) = ?2 LIMIT 1");
    statement_integer(&row, LOOKED_BACK);
    statement_text(&row, head);
    enum status status = read_end(&row, out, problem);
    if (status == STATUS_OK && out->seq == 0) {
        status = problem_set(problem, STATUS_NOT_FOUND, "", N_("审计里没有这个链头"));
    }
    return status;
}

enum status store_audit_kinds(struct store *store, int64_t seq, int64_t from,
                              void (*each)(void *context, const char *command, int64_t count),
                              void *context, struct problem *problem) {
    struct statement row;
    bool has_row = false;
    statement_open(&row, store,
                   "SELECT command, count(*) AS n FROM audit WHERE at >= ?2 AND seq > max(?1,"
                   " coalesce((SELECT seq FROM audit WHERE at < ?2 ORDER BY seq DESC LIMIT 1), 0))"
                   " GROUP BY command ORDER BY n DESC, command");
    statement_integer(&row, seq);
    statement_integer(&row, from);
    enum status status = statement_step(&row, &has_row, problem);
    while (status == STATUS_OK && has_row) {
        each(context, statement_column_text(&row, 0), statement_column_integer(&row, 1));
        status = statement_step(&row, &has_row, problem);
    }
    statement_close(&row);
    return status;
}

enum status store_anchors(struct store *store, int most,
                          void (*each)(void *context, const struct anchor *anchor), void *context,
                          struct problem *problem) {
    struct statement row;
    bool has_row = false;
    if (!bind_is_possible(store)) {
        return STATUS_OK;
    }
    statement_open(&row, store,
                   "SELECT n.seq, coalesce((SELECT a.at FROM audit a WHERE a.seq = n.seq), 0),"
                   " n.head, n.day, n.at FROM anchor n ORDER BY n.seq DESC LIMIT ?");
    statement_integer(&row, most);
    enum status status = statement_step(&row, &has_row, problem);
    while (status == STATUS_OK && has_row) {
        struct anchor anchor = {.at = statement_column_integer(&row, 4)};
        take_end(&row, 0, &anchor.end);
        snprintf(anchor.day, sizeof anchor.day, "%s", statement_column_text(&row, 3));
        each(context, &anchor);
        status = statement_step(&row, &has_row, problem);
    }
    statement_close(&row);
    return status;
}

static void take_anchor(void *context, const struct anchor *anchor) {
    *(struct anchor *)context = *anchor;
}

enum status store_last_anchor(struct store *store, struct anchor *out, struct problem *problem) {
    *out = (struct anchor){0};
    return store_anchors(store, 1, take_anchor, out, problem);
}

enum status store_set_anchor(struct store *store, const struct anchor *anchor, int64_t person,
                             struct problem *problem) {
    struct statement row;
    enum status status = write_check(store, problem);
    if (status == STATUS_OK) {
        status = bind_check_table(store, BOUND_ANCHOR, problem);
    }
    if (status != STATUS_OK) {
        return status;
    }
    statement_open(&row, store,
                   "INSERT INTO anchor (day, seq, head, at, person) VALUES (?, ?, ?, ?, ?)"
                   " ON CONFLICT (day) DO UPDATE SET seq = excluded.seq, head = excluded.head,"
                   " at = excluded.at, person = excluded.person WHERE excluded.seq > anchor.seq");
    statement_text(&row, anchor->day);
    statement_integer(&row, anchor->end.seq);
    statement_text(&row, anchor->end.head);
    statement_integer(&row, anchor->at);
    statement_reference(&row, person);
    return bind_table(store, BOUND_ANCHOR, statement_run(&row, problem), problem);
}
