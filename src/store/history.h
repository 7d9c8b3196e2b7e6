/* What belongs to a record: steps, versions, pauses, what is sealed. Included by read.h. */
#ifndef ZWGK_STORE_HISTORY_H
#define ZWGK_STORE_HISTORY_H

#include "store/filter.h"

struct step {
    int64_t at; /* UTC seconds */
    char *person, *command, *from_state, *to_state, *note;
};
struct steps {
    struct step *items;
    size_t count;
};
void steps_release(struct steps *steps);
MUST_USE enum status store_steps(struct store *store, const struct visible *visible, int64_t id,
                                 struct steps *out, struct problem *problem);

/* Who registered it; 0: nobody is known. */
MUST_USE enum status store_registered_by(struct store *store, int64_t id, int64_t *person,
                                         struct problem *problem);
/* True when the person did one of the commands (blank-separated) on the record. */
MUST_USE enum status store_did(struct store *store, int64_t id, int64_t person, const char *commands, bool *did,
                               struct problem *problem);

struct version {
    int64_t ver, at;
    char *person;
    char *data; /* JSON of the row before */
};
struct versions {
    struct version *items;
    size_t count;
};
void versions_release(struct versions *versions);
/* The named texts of a version's data (what store_versions gave). */
MUST_USE enum status store_version_fields(struct store *store, const char *data,
                                          struct fields *out, struct problem *problem);
MUST_USE enum status store_versions(struct store *store, const struct visible *visible, int64_t id,
                                    struct versions *out, struct problem *problem);

struct pause {
    char from_on[16], to_on[16]; /* to_on "" while it lasts */
    char *reason;
};
struct pauses {
    struct pause *items;
    size_t count;
};
void pauses_release(struct pauses *pauses);
MUST_USE enum status store_pauses(struct store *store, const struct visible *visible, int64_t id,
                                  struct pauses *out, struct problem *problem);

/* What is sealed of a record: title, body, reporter, contact. The only function that reads it.
 * NOT_FOUND when nothing is, or the record may not be seen. */
MUST_USE enum status store_sealed(struct store *store, const struct visible *visible, int64_t id,
                                  struct fields *out, struct problem *problem);

#endif
