/* Code lists, limits and loaded years as an admin edits them: all rows, whether in force or not. Included
 * by read.h; writing in write.h. */
#ifndef ZWGK_STORE_DICTIONARY_H
#define ZWGK_STORE_DICTIONARY_H

#include "store/filter.h"

/* Named texts of several rows. Start with {0}. */
struct field_rows {
    struct fields *items;
    size_t count;
};
void field_rows_release(struct field_rows *rows);

/* Every code list: list count active. */
MUST_USE enum status store_code_lists(struct store *store, struct field_rows *out,
                                      struct problem *problem);
/* Every code of a list in its order: code label sort active. */
MUST_USE enum status store_all_codes(struct store *store, const char *list, struct field_rows *out,
                                     struct problem *problem);
/* Every limit by rule and day: the columns of limit_rule; without those of catalogue entries, which follow their
 * entry. */
MUST_USE enum status store_limits(struct store *store, struct field_rows *out,
                                  struct problem *problem);
/* Every loaded year, newest first: year notice off on (how many days of each). */
MUST_USE enum status store_calendar_years(struct store *store, struct field_rows *out,
                                          struct problem *problem);

#endif
