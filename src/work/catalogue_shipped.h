/* The township catalogue that comes with the program (data/catalogue/township.tsv): an office begins from it.
 * Mission C1, R1. */
#ifndef ZWGK_WORK_CATALOGUE_SHIPPED_H
#define ZWGK_WORK_CATALOGUE_SHIPPED_H

#include "work/office.h"

struct catalogue_shipped { /* start with {0} */
    struct fields *entries; /* columns of a catalogue entry by name */
    size_t count;
};
MUST_USE enum status catalogue_shipped_read(struct catalogue_shipped *out, struct problem *problem);
void catalogue_shipped_release(struct catalogue_shipped *shipped);
/* The entry of exactly that title; NULL when there is none. */
const struct fields *catalogue_shipped_find(const struct catalogue_shipped *shipped, const char *title);

struct shipped_count {
    size_t all, there; /* entries of the kind; those the office has open under the same title */
};
/* unit_kind "": of every kind of unit. */
MUST_USE enum status catalogue_shipped_count(struct office *office,
                                             const struct catalogue_shipped *shipped,
                                             const char *unit_kind, struct shipped_count *out,
                                             struct problem *problem);
/* Registers those that are not there yet, all or none; *added gets how many. Who is responsible stays open. */
MUST_USE enum status catalogue_load_shipped(struct office *office, const char *unit_kind,
                                            bool is_dry_run, size_t *added,
                                            struct problems *problems);

enum { SUBJECT_AFFAIR_BYTES = 32 };
/* The affair a subject of data/subjects.tsv belongs to; false when it is none of them. */
bool subject_affair(const char *subject, char affair[SUBJECT_AFFAIR_BYTES]);

#endif
