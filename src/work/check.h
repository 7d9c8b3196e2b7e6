/* Checks what was given for a record's columns and brings it into its stored form: texts without
 * forbidden characters and not too long, numbers in range, dates, codes of their lists, references to
 * records that exist. Knows columns, not the rules of a kind. Used by work only. */
#ifndef ZWGK_WORK_CHECK_H
#define ZWGK_WORK_CHECK_H

#include "work/office.h"

enum { CHECK_LISTS_MOST = 24, CHECK_NAMES_MOST = 64, CHECK_NAME_BYTES = 128 };

/* Where the rows of an import went, so that a duplicate can name the row it repeats. */
struct file_rows {
    int64_t first_id; /* 0: no row is stored yet, or no import */
    uint32_t *row_of; /* by id - first_id */
    size_t count, capacity;
    uint32_t row; /* the present one, from 1 */
};

/* Look-ups kept for the length of one save or import. */
struct check {
    struct office *office;
    struct {
        char name[32];
        struct code_rows rows;
    } lists[CHECK_LISTS_MOST];
    size_t list_count;
    struct {
        char kind[16];
        char text[CHECK_NAME_BYTES];
        int64_t id;
    } names[CHECK_NAMES_MOST];
    size_t name_count, next_name;
    int64_t sealed_person; /* 0: not looked up yet */
    int64_t again_of;      /* the matter that the record being registered takes up again; 0: none */
    unsigned char secret[32];
    bool has_secret;
    struct file_rows file;
};

void check_init(struct check *check, struct office *office);
void check_release(struct check *check);

enum check_mode {
    CHECK_NEW,      /* of a new record: what is empty is left out */
    CHECK_EDIT,     /* of a record that exists: what is as before is left out, what is empty is emptied */
    CHECK_ARGUMENTS /* of a command: what is empty is left out */
};
/* Puts every value of `in` that `allowed` names (blank-separated; "*": any column a person may fill in)
 * into `out` in its stored form. Other columns may stand there only unchanged, as forms show them:
 * `before` (NULL when new). All that is wrong is added to *problems. */
void check_values(struct check *check, const char *kind, enum check_mode mode,
                  const struct fields *before, const char *allowed, const struct fields *in,
                  struct fields *out, struct problems *problems);
/* True when one of the problems after the first `known` is about the field. */
bool check_is_refused(const struct problems *problems, size_t known, const char *name);
/* Adds a problem for each name of `required` (blank-separated) that `values` lacks and that is not
 * refused already, among the problems after the first `known`. */
void check_required(const char *required, const struct fields *values, size_t known,
                    struct problems *problems);
/* The same for the columns the schema requires: missing in a new record, emptied in another. */
void check_schema_required(const char *kind, bool is_new, const struct fields *values,
                           size_t known, struct problems *problems);
/* The id named by an id, a number or an exact title; the record must be of that kind (or of one of several, blank-separated)
 * and not void. */
MUST_USE enum status check_reference(struct check *check, const char *kind, const char *field,
                                     const char *text, int64_t *id, struct problem *problem);
/* The code of a code or label; adds nothing and returns NULL when the list has neither. */
const char *check_code(struct check *check, const char *list, const char *text);
const struct code_rows *check_list(struct check *check, const char *list); /* NULL: not readable */
/* True when the blank-separated `words` have `word`. */
bool check_has_word(const char *words, const char *word);

#endif
