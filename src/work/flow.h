/* The one table of what may happen to records: (kind, state, command) → roles, next state, required
 * fields, function. A command not in the table does not exist: on screen, by command line, by import. */
#ifndef ZWGK_WORK_FLOW_H
#define ZWGK_WORK_FLOW_H

#include "work/office.h"

struct save;  /* save.h */
struct check; /* check.h */

/* What a command works on. The table's functions may add to `changes`, set the note, redirect `to_state`,
 * or refuse by act_refuse (act.h). */
struct act {
    struct office *office;
    struct save *save;   /* NULL while a new record is only checked: then nothing may be written */
    struct check *check; /* value lists and look-ups kept for the length of the save */
    const char *kind;
    const char *command;
    const struct record *before;    /* NULL for a new record */
    int64_t id;                     /* 0 until a new record is stored */
    const struct fields *arguments; /* what was given, each checked and in its stored form */
    struct fields *changes;         /* columns to write */
    struct fields sealed;           /* columns of the sealed table to write, none when empty */
    char to_state[32];
    char note[512];
    bool then_assign;
    int64_t absent; /* whom the person charged stands in for (absence.h); 0: nobody */
    bool is_done; /* set by a function that has written everything itself */
    bool is_users; /* the user asked for it; false: another command is made of it */
    unsigned deciders; /* the roles that sign_check was asked about; 0: it was not */
    unsigned char hash[32]; /* of the record as it was read, where it must be confirmed (confirm.h) */
    struct problems *problems;
};

struct transition {
    const char *kind;     /* "*": any kind without a row of its own for the command */
    const char *from;     /* states, blank-separated; "": a new record, "*": any open state */
    const char *command;
    unsigned roles;
    const char *to;       /* "=": stays */
    const char *required; /* arguments that must be given, blank-separated, or "" */
    const char *optional; /* arguments that may be given; "*": any column a person may fill in */
    enum status (*function)(struct act *act); /* before the record is written; NULL: nothing special */
    enum status (*after)(struct act *act);    /* once it is, in the same save; NULL likewise */
};
extern const struct transition flow_transitions[]; /* ends with kind NULL */

/* States whose records are closed (no light, in no queue). */
bool flow_state_is_closed(const char *kind, const char *state);
const char *flow_state_label(const char *kind, const char *state); /* N_() Chinese; the state when unknown */
const char *flow_command_label(const char *command);               /* N_() Chinese */
const char *flow_step_label(const char *kind, const char *command); /* of a step in 经过, likewise */

/* NULL when the command does not exist for a record of this kind in this state, whoever asks. */
const struct transition *flow_find(const char *kind, const char *state, const char *command);
/* True when this user may do it now. */
bool flow_allows(const struct office *office, const char *kind, const char *state,
                 const char *command);

/* Registers a new record: checks, number, due date, step, audit, one transaction. *id gets it.
 * All that is wrong is in *problems. With then_assign (feedback) it is handed over in the same save. */
MUST_USE enum status flow_register(struct office *office, const char *kind,
                                   const struct fields *values, bool then_assign, int64_t *id,
                                   struct problems *problems);
/* Carries out a command on all ids, all or none. `vers` (NULL, or 0 of one: whatever it is now) are the versions that
 * were seen: CONFLICT when one is another now.
 * The problem's place {number} names the record that refused. */
MUST_USE enum status flow_do(struct office *office, const char *command, const int64_t *ids,
                             size_t count, const int64_t *vers, const struct fields *arguments,
                             struct problems *problems);
/* Checks values as flow_register would, saving nothing (imports' dry run, forms). */
MUST_USE enum status flow_check_new(struct office *office, const char *kind,
                                    const struct fields *values, struct problems *problems);

#endif
