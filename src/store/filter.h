/* Who may see which record: the predicate that every reading of records takes. */
#ifndef ZWGK_STORE_FILTER_H
#define ZWGK_STORE_FILTER_H

#include "base/fields.h"
#include "base/status.h"
#include "store/store.h"

/* Made by work/visible only. `sql` is a predicate over the columns sealed, person, id, with :me. */
struct visible {
    const char *sql;
    int64_t me;
};

#endif
