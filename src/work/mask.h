/* Masking for what is published: names, and numbers that name a person found in free text. Pure. */
#ifndef ZWGK_WORK_MASK_H
#define ZWGK_WORK_MASK_H

#include <stdbool.h>
#include <stddef.h>

struct buffer;

enum mask_kind { MASK_ID, MASK_MOBILE, MASK_CARD, MASK_KINDS };

/* A number found: its bytes [start, end) with the blanks and hyphens between its digits, and what is shown
 * in its place: 320102********1234, 138****1234, ************1234. */
struct mask_hit {
    enum mask_kind kind;
    size_t start, end;
    char masked[24];
};
/* The first number at or after byte `from`: 身份证 of 18 with its check digit, mobile of 11 (also after
 * 86, 0086, 0), bank card of 16 to 19 by Luhn. Full-width digits count, and up to three blanks or hyphens
 * between two digits. */
bool mask_find(const char *text, size_t from, struct mask_hit *hit);
const char *mask_kind_label(enum mask_kind kind); /* N_() Chinese */

struct mask_counts {
    int found[MASK_KINDS];
};
/* Appends the text with every number masked; adds what was found to *counts (NULL allowed). */
void mask_append_text(struct buffer *out, const char *text, struct mask_counts *counts);
/* Appends a name as its surname and `mark` ("*" or "某"): 张*、欧阳*. Several names parted by marks or
 * blanks are masked one by one; nothing for "". */
void mask_append_name(struct buffer *out, const char *name, const char *mark);
/* Bytes of the next name at or after byte *start, which gets where it begins; 0 when there is none. */
size_t mask_next_name(const char *names, size_t *start);
/* Appends the text with every one of `names` in it masked, the longest that stands there. They are parted as
 * above; of one character only are left. */
void mask_append_names_in(struct buffer *out, const char *text, const char *names,
                          const char *mark);
/* A word for people in general: 匿名, 三组村民. */
bool mask_is_nobody(const char *name);
/* Looks like one person's name: two to four characters or with a dot, and nobody's in general. */
bool mask_is_name(const char *name);

#endif
