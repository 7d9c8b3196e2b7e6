/* Results of functions, and what to tell the person when one fails. Everything returns a status;
 * nothing prints and nothing exits below main, cli and ui. */
#ifndef ZWGK_BASE_STATUS_H
#define ZWGK_BASE_STATUS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MUST_USE __attribute__((warn_unused_result))

/* Marks a message for translation; gettext itself is called only in ui, screens, cli and report. */
#define N_(text) text

enum status {
    STATUS_OK,
    STATUS_NOT_FOUND, /* the named record or file is not there */
    STATUS_INVALID,   /* the data is at fault */
    STATUS_DENIED,    /* refused by role or rule */
    STATUS_CONFLICT,  /* changed by another since it was read */
    STATUS_BUSY,      /* another program holds the database */
    STATUS_IO,
    STATUS_CORRUPT,
    STATUS_NO_MEMORY,
};

enum { PROBLEM_PLACES = 4, PROBLEM_PLACE_BYTES = 160, PROBLEM_FIELD_BYTES = 32 };

/* One thing that is wrong. `message` is an N_() literal whose {name}s are filled from the places. */
struct problem {
    enum status status;
    char field[PROBLEM_FIELD_BYTES]; /* record field at fault, "" when none */
    const char *message;             /* never NULL once status is not STATUS_OK */
    int place_count;
    struct {
        const char *name; /* a literal */
        char value[PROBLEM_PLACE_BYTES];
    } places[PROBLEM_PLACES];
    int line;   /* of a file, from 1; 0 when none */
    int column; /* of a file, from 1; 0 when none */
};

/* All that is wrong with a form or a row; the first PROBLEMS_MOST are kept, `count` counts all. */
enum { PROBLEMS_MOST = 24 };
struct problems {
    size_t count;
    struct problem items[PROBLEMS_MOST];
};

/* Fills *problem (NULL allowed), without places, and returns `status`. */
enum status problem_set(struct problem *problem, enum status status, const char *field,
                        const char *message);
/* Names a place of the message; the value is copied and cut at a whole character. */
void problem_place(struct problem *problem, const char *name, const char *value);
void problem_place_integer(struct problem *problem, const char *name, int64_t value);
/* Adds a copy of one problem. */
void problems_add(struct problems *problems, const struct problem *problem);

struct buffer;
/* Appends `template` (the message, translated or not) with its {places} filled in; {field} is left
 * to the caller's `field_label` (NULL: the field's identifier). */
void problem_format(const struct problem *problem, const char *template_text,
                    const char *field_label, struct buffer *out);

#endif
