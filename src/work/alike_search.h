/* What alike.c and alike_table.c share: a search under way. Used by them only. */
#ifndef ZWGK_WORK_ALIKE_SEARCH_H
#define ZWGK_WORK_ALIKE_SEARCH_H

#include "base/buffer.h"
#include "base/date.h"
#include "work/alike.h"

enum {
    BIGRAMS_LEAST = 4,    /* fewer tell nothing: 路灯不亮 is said of many a lamp */
    CANDIDATES_MOST = 64, /* the nearest by signature */
    SIGNATURES_A_STEP = 2000,
    TEXTS_A_STEP = 8,
};

/* What is compared of a feedback; contact and reporter without what tells nothing. */
struct alike_text {
    struct bigrams bigrams;
    struct buffer contact, reporter;
};
#define ALIKE_TEXT_INIT {{NULL, 0}, BUFFER_INIT, BUFFER_INIT}
bool alike_text_read(const struct fields *fields, struct alike_text *out); /* false: no memory */
/* False also when it may not be seen, is sealed or void. */
bool alike_record_read(struct office *office, int64_t id, struct alike_text *out);
void alike_text_release(struct alike_text *text);
/* False when `other`, which is record `id`, is not like it. */
bool alike_compare(const struct alike_text *text, const struct alike_text *other, int64_t id,
                   struct alike_item *out);
/* Into its place; the last of ALIKE_MOST falls out. */
void alike_add_item(struct alike *alike, const struct alike_item *item);

struct candidate {
    int64_t id;
    int equal; /* bytes of the signature */
    const struct alike_text *text; /* of a row of the file; NULL: to be read from its record */
    bool is_alike;                 /* once compared: `item` says how */
    struct alike_item item;
};

struct alike_search {
    struct office *office;
    int64_t id;
    struct alike_text text;
    unsigned char bytes[SIGNATURE_BYTES];
    char from[DATE_BYTES];
    struct signature_place place;
    bool are_all_seen;
    struct candidate candidates[CANDIDATES_MOST]; /* the most equal first */
    size_t count, next; /* next: whose text is read next */
    struct alike found;
};
/* The least equal of CANDIDATES_MOST falls out. */
void alike_add_candidate(struct alike_search *search, const struct candidate *candidate);
void alike_take_signature(void *search, int64_t id, const unsigned char *bytes);
/* Compares further candidates by their records. */
void alike_compare_next(struct alike_search *search, size_t most);

#endif
