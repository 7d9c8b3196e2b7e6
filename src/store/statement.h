/* Private to src/store: prepared statements, kept by their text. Bind in order, step, close. What went
 * wrong while preparing or binding is remembered and said by the first step. */
#ifndef ZWGK_STORE_STATEMENT_H
#define ZWGK_STORE_STATEMENT_H

#include "store/internal.h"
#include "store/read.h"
#include "store/view.h"

struct statement {
    struct store *store;
    sqlite3_stmt *handle;
    struct cached *cached; /* NULL: not kept */
    int next;              /* the parameter bound next */
    int code;              /* the first failure, SQLITE_OK when none */
};

/* Always followed by exactly one statement_close, or by statement_run, which closes. `sql` is a literal
 * or made of checked identifiers; values are bound. */
void statement_open(struct statement *statement, struct store *store, const char *sql);
void statement_close(struct statement *statement);
/* Binds :me, wherever SQLite numbered it: it must stand before every other parameter, or after all of
 * them. Those are ?2, ?3 … */
void statement_see(struct statement *statement, const struct visible *visible);
void statement_text(struct statement *statement, const char *text); /* borrowed till closed; NULL: NULL */
void statement_integer(struct statement *statement, int64_t value);
void statement_reference(struct statement *statement, int64_t id); /* 0: NULL */
void statement_blob(struct statement *statement, const void *bytes, size_t length);
MUST_USE enum status statement_step(struct statement *statement, bool *has_row,
                                    struct problem *problem);
/* Steps to the end, passing over rows, and closes. */
MUST_USE enum status statement_run(struct statement *statement, struct problem *problem);
/* As statement_run; NOT_FOUND without a problem when there is no row, else its first integer. */
MUST_USE enum status statement_run_integer(struct statement *statement, int64_t *out,
                                           struct problem *problem);
int64_t statement_column_integer(const struct statement *statement, int column);
const char *statement_column_text(const struct statement *statement, int column); /* "" for NULL */
/* NULL unless it is a blob of exactly `length` bytes; till the next step. */
const void *statement_column_blob(const struct statement *statement, int column, size_t length);
/* NULL when memory ran out; the caller frees. */
char *statement_column_copy(const struct statement *statement, int column);

/* "SELECT … WHERE (" visible->sql ")" more, opened with :me bound: the only way a statement that reads
 * records is made. `head` ends with the opening of the condition. */
void statement_open_visible(struct statement *statement, struct store *store, const char *head,
                            const struct visible *visible, const char *tail);

#endif
