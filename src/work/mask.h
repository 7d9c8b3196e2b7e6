/* Masking for what is published: names, and numbers and addresses that name a person found in free text. Pure. */
#ifndef ZWGK_WORK_MASK_H
#define ZWGK_WORK_MASK_H

#include <stdbool.h>
#include <stddef.h>
#include <uchar.h>

struct buffer;

enum mask_kind { MASK_ID, MASK_MOBILE, MASK_CARD, MASK_ADDRESS, MASK_KINDS };
/* No hit is longer in bytes, blanks between its digits included. */
enum { MASK_HIT_BYTES = 1024 };

/* What was found: its bytes [start, end) with the blanks and hyphens between its digits, and what is shown
 * in its place: 320102********1234, 138****1234, ************1234, 东门村三组**. */
struct mask_hit {
    enum mask_kind kind;
    size_t start, end;
    char masked[112];
};
/* The first at or after byte `from`: 身份证 of 18 with its check digit, mobile of 11 (also after 86, 0086, 0),
 * bank card of 16 to 19 by Luhn, address below the village or group or with its room. Full-width digits
 * count, and up to three blanks or hyphens between two digits of a number. */
bool mask_find(const char *text, size_t from, struct mask_hit *hit);
/* The same in `length` bytes; follows_digit: a digit stands right before `from`. */
bool mask_find_in(const char *text, size_t length, size_t from, bool follows_digit,
                  struct mask_hit *hit);
bool mask_is_digit(char32_t character); /* full-width ones too */
const char *mask_kind_label(enum mask_kind kind); /* N_() Chinese */
const char *mask_kind_name(enum mask_kind kind);  /* id, mobile, card, address */

/* mask_address.c: an address whose telling word (村, 路, 门牌, a building's number) stands at byte `at`;
 * hit->start may lie up to three characters before it, never before `from`. */
bool mask_address_at(const char *text, size_t length, size_t from, size_t at,
                     struct mask_hit *hit);

struct mask_counts {
    int found[MASK_KINDS];
};
/* Appends the text with everything found masked; adds what was found to *counts (NULL allowed). */
void mask_append_text(struct buffer *out, const char *text, struct mask_counts *counts);
/* Appends a name as its surname and `mark` ("*" or "某"): 张*、欧阳*. Several names parted by marks or
 * blanks are masked one by one; nothing for "". */
void mask_append_name(struct buffer *out, const char *name, const char *mark);
/* Bytes of the surname that a name begins with: two characters of a known compound one, else one. */
size_t mask_surname_length(const char *name, size_t length);
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
