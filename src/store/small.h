/* The small tables: settings, codes, titles, limits, calendar, accounts; and the check of the audit.
 * Included by read.h. */
#ifndef ZWGK_STORE_SMALL_H
#define ZWGK_STORE_SMALL_H

#include "store/filter.h"

/* "" when not set. The caller frees; NULL when memory ran out. */
char *store_setting(struct store *store, const char *key);
/* What the files of a source were said to be encoded in, likewise. */
char *store_source_encoding(struct store *store, const char *source);
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
/* Those that are no longer offered. */
MUST_USE enum status store_inactive_codes(struct store *store, const char *list,
                                          struct code_rows *out, struct problem *problem);
/* Open records of a kind as (number, title), by title, at most `limit`, for value lists. */
MUST_USE enum status store_titles(struct store *store, const struct visible *visible,
                                  const char *kind, const char *containing, int limit,
                                  struct code_rows *out, struct problem *problem);
/* The limit in force on a day: fields amount unit fixed_on roll extension_max statutory article
 * valid_from, and valid_until, the first day of the rule that follows it ("" none). */
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
/* The first record it wrote (0: none) and how many audit rows it left; 0: it did not take place. */
MUST_USE enum status store_save_records(struct store *store, const char *save_id, int64_t *first,
                                        size_t *count, struct problem *problem);
/* Checks the whole audit chain; CORRUPT with {seq} of the first row that does not fit. */
MUST_USE enum status store_verify_audit(struct store *store, int64_t *rows, struct problem *problem);

#endif
