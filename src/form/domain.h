/* What a form needs to know of the world: value lists, names of references, dates. Filled in by
 * screens; form itself reads no database. */
#ifndef ZWGK_FORM_DOMAIN_H
#define ZWGK_FORM_DOMAIN_H

#include "base/fields.h"
#include "base/lines.h"
#include "base/status.h"
#include "base/value.h"

struct choice {
    char *code;  /* stored */
    char *label; /* shown */
    char *hint;  /* a second column: telephone, kind; may be "" */
    int number;  /* that chooses it: 0 its place in the list, -1 none */
};
struct choices {
    struct choice *items;
    size_t count, capacity;
    bool has_more; /* cut at the most a list shows */
};
void choices_release(struct choices *choices);
/* Copies the texts; when memory ran out the list is marked as cut. */
void choices_add(struct choices *choices, const char *code, const char *label, const char *hint);
/* Whether what was typed is a part of the label, or its pinyin or initials (ts, tousu: 投诉); "" fits all. */
bool choice_fits(const char *label, const char *typed);
/* The number of the one added last. */
void choices_number(struct choices *choices, int number);

struct lines_captions { /* translated; "" of a column not used */
    char labels[LINES_COLUMNS][64];
};

struct domain {
    void *context;
    /* The values of a code list (type choice) or the records of a kind (type lookup) that `typed`
     * ("" all) may mean: by label, part of it, code. */
    void (*choices)(void *context, const char *list, bool is_lookup, const char *typed,
                    struct choices *out);
    /* Appends what is shown for a stored value. */
    void (*label)(void *context, const char *list, bool is_lookup, const char *code,
                  struct buffer *out);
    /* Appends what is shown beside a date: weekday and 工作日/放假/周末/上班. */
    void (*date_echo)(void *context, day_number day, struct buffer *out);
    /* What the columns of detail lines are called in a record with these values. NULL: all, by their own
     * labels. */
    void (*captions)(void *context, const struct fields *values, struct lines_captions *out);
    struct date_context dates;
};

#endif
