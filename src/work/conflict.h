/* Two people at one record: three versions of its fields (as one of them opened it, as the other saved it meanwhile, as the
 * first wants it) told apart. Decides and saves nothing: what is chosen is saved by flow_do against the new version. */
#ifndef ZWGK_WORK_CONFLICT_H
#define ZWGK_WORK_CONFLICT_H

#include "work/office.h"

enum conflict_side {
    CONFLICT_MINE,   /* only I changed it: mine stays */
    CONFLICT_THEIRS, /* only they did: theirs is taken */
    CONFLICT_SAME,   /* both, to the same */
    CONFLICT_BOTH    /* both, differently: somebody has to choose */
};
enum conflict_choice { CHOICE_NONE, CHOICE_MINE, CHOICE_THEIRS };

struct conflict_row {
    char *name; /* of the column */
    char *before, *theirs, *mine; /* stored form; mine is before where it was not touched */
    bool is_before_known;         /* false: it was sealed, and is kept nowhere */
    enum conflict_side side;
    enum conflict_choice choice; /* of CONFLICT_BOTH; nothing is chosen to begin with */
    char person[64];             /* who changed it there last, "" unknown, and when */
    int64_t at;
};

struct conflict {
    int64_t id, seen_ver, ver; /* ver: as stored now */
    char number[32], kind[32];
    char seen_state[32], state[32];
    struct conflict_row *rows; /* columns that differ, in the schema's order */
    size_t count;
    struct fields theirs;       /* all of the record as it is stored now, what is sealed for who may see it */
    char person[64];            /* who did what last, since it was seen */
    char command[32];
    int64_t at;
    bool is_allowed; /* the command may still be done */
};

/* `seen_ver` is what was opened; `seen` its fields as they were shown (NULL: from the version kept, which holds nothing
 * sealed); `mine` the fields as they shall be (NULL: nothing is wanted, only what the others changed is told). Only what
 * the user may see is compared. NOT_FOUND when the record may not be seen (any more). Nobody changed it: ver == seen_ver,
 * and no rows but mine. Start with {0}. */
MUST_USE enum status conflict_find(struct office *office, const char *command, int64_t id,
                                   int64_t seen_ver, const struct fields *seen,
                                   const struct fields *mine, struct conflict *out,
                                   struct problem *problem);
void conflict_release(struct conflict *conflict);
/* True when nothing is left to choose. */
bool conflict_is_settled(const struct conflict *conflict);
/* How many rows are to be chosen, or are on that side. */
size_t conflict_count(const struct conflict *conflict, enum conflict_side side);
/* The value a row will have: mine, theirs, or NULL while nothing is chosen. */
const char *conflict_taken(const struct conflict_row *row);
/* The fields as a version held them; NOT_FOUND when it isn't kept. What was sealed is not among them. */
MUST_USE enum status conflict_seen_fields(struct office *office, int64_t id, int64_t ver,
                                          struct fields *out, struct problem *problem);

#endif
