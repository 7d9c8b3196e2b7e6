/* Filed cards for the prints of an archive: those that are named, or all of a year, as they stand in the boxes.
 * Used by report only. DA/T 22-2015. */
#ifndef ZWGK_REPORT_CARD_FILED_H
#define ZWGK_REPORT_CARD_FILED_H

#include "report/prints.h"

/* Start with {0}. In the order of their 档号. */
struct filed_cards {
    struct record *items;
    size_t count, capacity;
};
void filed_cards_release(struct filed_cards *cards);
/* Of the request's numbers, else of the year its period begins in; NOT_FOUND when that has none. */
MUST_USE enum status filed_cards_read(struct office *office, const struct print_form *form,
                                      const struct print_request *request,
                                      struct filed_cards *out, struct problem *problem);

/* From `first` on: how many are of one class (fonds, year, retention, office), or of one class and box. */
size_t filed_cards_of_class(const struct filed_cards *cards, size_t first);
/* Orders by class, box and 件号, for what goes on a box. */
void filed_cards_sort_by_box(struct filed_cards *cards);
size_t filed_cards_of_box(const struct filed_cards *cards, size_t first);

/* 0001 */
const char *filed_item(const struct record *card, char out[24]);
/* The pages of so many. */
int64_t filed_pages(const struct record *cards, size_t count);

#endif
