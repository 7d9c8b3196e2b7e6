/* The lines of a screen file, read through inih behind our own line reader, which refuses with file:line
 * what inih would cut, merge or lose. Knows nothing of sections' and keys' meaning. */
#ifndef ZWGK_FORM_SCR_LINES_H
#define ZWGK_FORM_SCR_LINES_H

#include "base/status.h"

struct scr_entry {
    const char *file;
    int line; /* where it begins, from 1 */
    const char *section;
    const char *key;   /* NULL: the section begins */
    const char *value; /* with its continuation lines; may be "" */
};

/* Calls `take` for each section and each key, in order, until it returns another status than OK, which
 * is then the result. INVALID with places {file} {line} {text}. */
MUST_USE enum status
scr_lines_read(const char *file, const char *text, size_t length,
               enum status (*take)(void *context, const struct scr_entry *entry,
                                   struct problem *problem),
               void *context, struct problem *problem);

/* INVALID: fills the problem for a line of a file; `text` (NULL allowed) is the place {text}. */
enum status scr_refuse(struct problem *problem, const char *file, int line, const char *message,
                       const char *text);
enum status scr_no_memory(struct problem *problem);

#endif
