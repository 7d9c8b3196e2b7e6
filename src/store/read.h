/* Reading records. Every function that reads a record takes the filter made by work/visible, so that
 * nothing is ever read past it. Statements are kept prepared and never left open between calls. */
#ifndef ZWGK_STORE_READ_H
#define ZWGK_STORE_READ_H

#include "base/fields.h"
#include "base/status.h"
#include "store/store.h"

/* Made by work/visible only. `sql` is a predicate over the columns sealed, person, id, with :me. */
struct visible {
    const char *sql;
    int64_t me;
};

/* A record of any kind: the columns of the spine and of its detail table by name; id and ver apart.
 * Start with {0}. */
struct record {
    int64_t id;
    int64_t ver;
    struct fields fields;
};
void record_release(struct record *record);

/* NOT_FOUND when there is none or it may not be seen. Read in one statement a table. */
MUST_USE enum status store_read(struct store *store, const struct visible *visible, int64_t id,
                                struct record *out, struct problem *problem);
/* The id of a number. */
MUST_USE enum status store_find_number(struct store *store, const struct visible *visible,
                                       const char *number, int64_t *id, struct problem *problem);
/* The open record of that kind whose title is exactly `title`; INVALID when several. */
MUST_USE enum status store_find_title(struct store *store, const struct visible *visible,
                                      const char *kind, const char *title, int64_t *id,
                                      struct problem *problem);
/* title of any record by id, for names of units, persons and boxes ("" when none). The caller frees. */
char *store_title(struct store *store, int64_t id);

/* ---- pages of a view -------------------------------------------------------------------------- */

enum compare { IS_EQUAL, IS_NOT_EQUAL, IS_LESS, IS_AT_MOST, IS_GREATER, IS_AT_LEAST, CONTAINS, BEGINS, IS_EMPTY, IS_NOT_EMPTY };

struct condition {
    const char *column;
    enum compare compare;
    const char *text; /* bound, never pasted */
};

enum { PAGE_ROWS_MOST = 50, PAGE_COLUMNS_MOST = 24 };

struct page_request {
    const char *view;           /* of views.sql */
    const char *const *columns; /* names in the view; each is checked */
    size_t column_count;
    const char *order; /* a NOT NULL column of the view; ties by id */
    bool descending;
    const struct condition *conditions;
    size_t condition_count;
};

/* Where a page begins: the order key and id of a row. key NULL: the very first (or last) row. */
struct page_start {
    const char *key;
    int64_t id;
    bool backwards; /* the rows before it, still given in the view's order */
    bool inclusive; /* with that row itself, when it is still there */
};

/* Start with {0}; used again and again without freeing. */
struct page {
    size_t count;
    size_t column_count;
    int64_t ids[PAGE_ROWS_MOST];
    size_t keys[PAGE_ROWS_MOST];                       /* offsets into text */
    size_t cells[PAGE_ROWS_MOST][PAGE_COLUMNS_MOST];   /* offsets into text */
    char *text;
    size_t text_length, text_capacity;
};
void page_release(struct page *page);
const char *page_key(const struct page *page, size_t row); /* its order key */
const char *page_cell(const struct page *page, size_t row, size_t column); /* "" for NULL */

/* At most `limit` (<= PAGE_ROWS_MOST) rows by keyset: no OFFSET. BUSY when interrupted. */
MUST_USE enum status store_page(struct store *store, const struct visible *visible,
                                const struct page_request *request, const struct page_start *start,
                                int limit, struct page *out, struct problem *problem);
/* Rows of the request; BUSY when interrupted. With `before` (key and id) only the rows up to it. */
MUST_USE enum status store_count(struct store *store, const struct visible *visible,
                                 const struct page_request *request, const struct page_start *before,
                                 int64_t *count, struct problem *problem);
/* Counts of open records of a kind whose due_sort lies before `near_from`, in near_from..near_to,
 * after it, and paused; for the workbench. One statement, no GROUP BY. */
struct queue_counts {
    int64_t overdue, near, normal, paused;
};
MUST_USE enum status store_queue_counts(struct store *store, const struct visible *visible,
                                        const char *view, const char *today, const char *near_to,
                                        struct queue_counts *out, struct problem *problem);

/* ---- what belongs to a record ------------------------------------------------------------------ */

struct step {
    int64_t at; /* UTC seconds */
    char *person, *command, *from_state, *to_state, *note;
};
struct steps {
    struct step *items;
    size_t count;
};
void steps_release(struct steps *steps);
MUST_USE enum status store_steps(struct store *store, const struct visible *visible, int64_t id,
                                 struct steps *out, struct problem *problem);

struct version {
    int64_t ver, at;
    char *person;
    char *data; /* JSON of the row before */
};
struct versions {
    struct version *items;
    size_t count;
};
void versions_release(struct versions *versions);
/* The named texts of a version's data (what store_versions gave). */
MUST_USE enum status store_version_fields(struct store *store, const char *data,
                                          struct fields *out, struct problem *problem);
MUST_USE enum status store_versions(struct store *store, const struct visible *visible, int64_t id,
                                    struct versions *out, struct problem *problem);

struct pause {
    char from_on[16], to_on[16]; /* to_on "" while it lasts */
    char *reason;
};
struct pauses {
    struct pause *items;
    size_t count;
};
void pauses_release(struct pauses *pauses);
MUST_USE enum status store_pauses(struct store *store, const struct visible *visible, int64_t id,
                                  struct pauses *out, struct problem *problem);

/* What is sealed of a record: title, body, reporter, contact. The only function that reads it.
 * NOT_FOUND when nothing is, or the record may not be seen. */
MUST_USE enum status store_sealed(struct store *store, const struct visible *visible, int64_t id,
                                  struct fields *out, struct problem *problem);

/* ---- small tables ------------------------------------------------------------------------------ */

/* "" when not set. The caller frees; NULL when memory ran out. */
char *store_setting(struct store *store, const char *key);
struct code_row {
    char *code, *label;
};
struct code_rows {
    struct code_row *items;
    size_t count;
};
void code_rows_release(struct code_rows *rows);
/* The active codes of a list in their order. */
MUST_USE enum status store_codes(struct store *store, const char *list, struct code_rows *out,
                                 struct problem *problem);
/* Open records of a kind as (number, title), by title, at most `limit`, for value lists. */
MUST_USE enum status store_titles(struct store *store, const struct visible *visible,
                                  const char *kind, const char *containing, int limit,
                                  struct code_rows *out, struct problem *problem);
/* The limit in force on a day: fields amount unit fixed_on roll extension_max statutory article. */
MUST_USE enum status store_limit(struct store *store, const char *id, const char *on_day,
                                 struct fields *out, struct problem *problem);
/* Calls `day` for every loaded calendar day, then `year` for every loaded year. */
MUST_USE enum status store_calendar(struct store *store,
                                    void (*day)(void *context, const char *iso, bool is_off, const char *name),
                                    void (*year)(void *context, int year, const char *notice),
                                    void *context, struct problem *problem);
/* Login: fields id hash failures locked_until must_change roles title of an account, or by the
 * operating system's account. NOT_FOUND when nobody has it. */
MUST_USE enum status store_account(struct store *store, const char *account, bool is_os_account,
                                   struct fields *out, struct problem *problem);
/* True when a save with this client-made id is in the audit. */
MUST_USE enum status store_has_save(struct store *store, const char *save_id, bool *found,
                                    struct problem *problem);
/* An open feedback (0: none) with the same same_as key, and its number. */
MUST_USE enum status store_same_feedback(struct store *store, const char *same_as, int64_t *id,
                                         char number[24], struct problem *problem);
/* Valid records registered for an opening (void ones not counted). */
MUST_USE enum status store_opening_count(struct store *store, int64_t opening, int64_t *count,
                                         struct problem *problem);
/* Checks the whole audit chain; CORRUPT with {seq} of the first row that does not fit. */
MUST_USE enum status store_verify_audit(struct store *store, int64_t *rows, struct problem *problem);

#endif
