/* What the sections of screen files have in common: tables of the keys a section may have, and how each
 * key's value becomes a member of a struct. */
#ifndef ZWGK_FORM_SCR_KEYS_H
#define ZWGK_FORM_SCR_KEYS_H

#include <stddef.h>

#include "form/scr_lines.h"

struct scr_key {
    const char *name;
    /* Sets the member at `offset` of `target`, or refuses. */
    enum status (*set)(void *target, const struct scr_key *key, const struct scr_entry *entry,
                       struct problem *problem);
    size_t offset;
    int low, high;      /* of integers */
    bool may_repeat;    /* row, page */
    bool may_be_empty;
};

/* A section being read. */
struct scr_section {
    const struct scr_key *keys; /* ends with name NULL; NULL: no section yet */
    void *target;
    uint32_t seen; /* a bit a key */
};

/* Gives the entry to its key's function: refuses unknown and repeated keys and missing values. */
MUST_USE enum status scr_section_take(struct scr_section *section, const struct scr_entry *entry,
                                      struct problem *problem);
bool scr_section_has(const struct scr_section *section, const char *key);
/* INVALID with the problem of this entry. */
enum status scr_refuse_entry(struct problem *problem, const struct scr_entry *entry,
                             const char *message, const char *text);

/* Setters of struct scr_key: char *, the same of an identifier, int in low..high, int with "*" for 0,
 * bool of yes/no, bool of yes only. */
enum status scr_set_text(void *target, const struct scr_key *key, const struct scr_entry *entry,
                         struct problem *problem);
enum status scr_set_identifier(void *target, const struct scr_key *key,
                               const struct scr_entry *entry, struct problem *problem);
enum status scr_set_integer(void *target, const struct scr_key *key, const struct scr_entry *entry,
                            struct problem *problem);
enum status scr_set_width(void *target, const struct scr_key *key, const struct scr_entry *entry,
                          struct problem *problem);
enum status scr_set_flag(void *target, const struct scr_key *key, const struct scr_entry *entry,
                         struct problem *problem);
enum status scr_set_yes(void *target, const struct scr_key *key, const struct scr_entry *entry,
                        struct problem *problem);

/* ASCII small letters, digits, _; not too long for a problem's field. scr_not_a_name says so of {text}. */
extern const char scr_not_a_name[];
bool scr_is_identifier(const char *text);
/* A whole number within low..high; false otherwise. */
bool scr_parse_number(const char *text, int64_t low, int64_t high, int64_t *out);
bool scr_parse_integer(const char *text, int low, int high, int *out);
/* Columns 1..200, or 0 for "*". */
bool scr_parse_width(const char *text, int *out);
/* Copies the next word of *at into `word` and moves on; false at the end. Words are parted by blanks and
 * by any of `separators`; a longer one is cut. */
enum { SCR_WORD_BYTES = 64 };
bool scr_next_word(const char **at, const char *separators, char word[SCR_WORD_BYTES]);
/* `items` with room for one more, which is zeroed; NULL when memory ran out (`items` then stays). */
void *scr_grown(void *items, size_t count, size_t size);

#endif
