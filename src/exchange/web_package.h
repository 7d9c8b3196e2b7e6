/* What was made public to everybody in a period, as a folder for the county's site: a static page and a text of each,
 * an index, a table, and a manifest of hashes. No script, nothing from elsewhere, personal data masked. Mission F8. */
#ifndef ZWGK_EXCHANGE_WEB_PACKAGE_H
#define ZWGK_EXCHANGE_WEB_PACKAGE_H

#include "work/office.h"

struct web_package {
    day_number from, to; /* of publication */
    const char *folder;  /* must not be there yet */
};
struct web_result {
    int64_t count, withdrawn, corrected; /* pages; of them those no longer in force */
    int64_t left_out;                    /* whose text is not what was reviewed and approved */
    char first_left_out[24];             /* the number of one of them */
};

/* Everything is written beside the folder's place, written down in the audit, and renamed: it appears whole or not at
 * all. INVALID when something stands there; IO when it cannot be written. */
MUST_USE enum status web_package_write(struct office *office, const struct web_package *package,
                                       struct web_result *result, struct problem *problem);

#endif
