/* Looks through a text of any length and encoding for what names a person. Knows nothing of records. */
#ifndef ZWGK_EXCHANGE_TEXT_SCAN_H
#define ZWGK_EXCHANGE_TEXT_SCAN_H

#include <stdio.h>

#include "base/encoding.h"
#include "work/mask.h"

struct text_place {
    int64_t line, column; /* from 1; the column in characters */
};

/* Calls `hit` for each hit in order. ENCODING_AUTO: found in the first 64 KiB. The memory needed does not
 * grow with the file. INVALID: not of that encoding, with line and column; IO: not to be read. */
MUST_USE enum status text_scan(FILE *stream, const char *name, enum encoding encoding,
                               void (*hit)(void *context, const struct text_place *place,
                                           const struct mask_hit *found),
                               void *context, struct problem *problem);

#endif
