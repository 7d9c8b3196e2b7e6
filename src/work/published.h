/* What everybody may read: disclosures for the public that are in force, as they were reviewed and approved, and what
 * other units made public. The one rule for the package of the county's site, the hall and the phone. */
#ifndef ZWGK_WORK_PUBLISHED_H
#define ZWGK_WORK_PUBLISHED_H

#include "work/office.h"

/* Reviewed with an outcome that allows it, approved, and still the text that was. */
bool published_as_approved(const struct fields *disclosure);
/* A disclosure for the public, in force, as it was approved; or what another unit made public, until its last day. */
bool published_to_everybody(const struct office *office, const struct fields *record);

/* ---- the hall's lists -------------------------------------------------------------------------------- */

enum { PUBLISHED_PAGE_MOST = 16 };
struct published_item {
    int64_t id;
    char day[DATE_BYTES];
    char *title; /* masked */
    char *unit;
};
struct published_page {
    struct published_item items[PUBLISHED_PAGE_MOST];
    size_t count;
    bool has_more;
    char key[DATE_BYTES]; /* where the next page begins: behind this day and id */
    int64_t id;
};
void published_page_release(struct published_page *page);

struct published_request {
    const char *affair; /* of this kind of affair; "" any */
    int64_t unit;       /* of this unit or village; 0 any */
    bool is_outside;    /* what other units made public */
};
/* The newest first, at most `limit`, from behind (key, id) on; key "": from the first. */
MUST_USE enum status published_list(struct office *office, const struct published_request *request, const char *key,
                                    int64_t id, int limit, struct published_page *out, struct problem *problem);
/* One of them for a list; false when not everybody may read it. */
bool published_item(struct office *office, int64_t id, struct published_item *out);
void published_item_release(struct published_item *item);

/* What was just read in the hall is counted for what it is about: nobody is named, and nothing else is written. */
MUST_USE enum status published_looked(struct office *office, int64_t id, struct problem *problem);

#endif
