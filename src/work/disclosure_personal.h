/* What names a person in the content of a disclosure: for the rules, and for showing it before it is masked. */
#ifndef ZWGK_WORK_DISCLOSURE_PERSONAL_H
#define ZWGK_WORK_DISCLOSURE_PERSONAL_H

#include "work/disclosure.h"
#include "work/mask.h"

struct personal_hit {
    const char *field; /* element_result, lines … */
    int line, column;  /* from 1; of `lines`: the row, and the character in its cell */
    const char *text;  /* what stands there: found.end - found.start bytes */
    struct mask_hit found;
};
/* Calls `each` for each hit, field by field. Pure. */
void disclosure_find_personal(const struct fields *fields,
                              void (*each)(void *context, const struct personal_hit *hit),
                              void *context);

#endif
