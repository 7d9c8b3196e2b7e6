/* Putting a copy back in the office's place. Needs no login: when nobody can log in, who may write the folder may restore;
 * what was done stands in the restored file's audit. */
#ifndef ZWGK_WORK_RESTORE_H
#define ZWGK_WORK_RESTORE_H

#include "store/restore.h"

struct rehearsal {
    char database[BACKUP_PATH_BYTES]; /* where it would go */
    char file[BACKUP_PATH_BYTES];
    char temporary[BACKUP_PATH_BYTES + 32]; /* the copy, decrypted beside the database, while it has a name; "" none */
    struct store *store;                    /* it, open */
    bool is_hidden;                         /* it has no name: `copy` is all that holds it */
    int copy;
    struct backup_facts facts;              /* seq and head: of its audit */
    struct holdings holdings;
    char office_name[160];
    int from_schema; /* before it was brought up to the newest */
    struct present present;
    int64_t lost;         /* audit rows of the present file that the copy doesn't have */
    bool is_same_history; /* false: another office's, or the present file can't be read */
    bool is_of_another;   /* the present file can be read, and is of another office */
    struct problem drafts; /* once restored: CONFLICT, what became of that other office's drafts */
};

/* Decrypts `file` beside `database`, checks pages, references and audit chain, and brings it up to the newest schema, all
 * on the copy; then compares. The database is not touched. What comes back has no name on the disk: however the program
 * ends, nothing decrypted is left. What killed rehearsals left is removed. Refused with a sentence each: wrong passphrase or paper, cut,
 * changed, foreign, made by a newer program; a present file that is another program's or of a newer one. */
MUST_USE enum status restore_rehearse(const char *database, const char *file, const struct backup_secret *secret,
                                      const struct backup_stop *stop, struct rehearsal *out, struct problem *problem);
/* Once. BUSY: others have the database open (which); CONFLICT: it was changed since the rehearsal. What stood there is
 * FILE.before-restore-DATE, or FILE.damaged-DATE, from then on: its name is in `aside` ("" there was none). A store of
 * this process on the database must be closed. `account`: who does it, for the audit. */
MUST_USE enum status restore_put(struct rehearsal *rehearsal, const char *account,
                                 char aside[BACKUP_PATH_BYTES + 48], struct problem *problem);
/* Removes the decrypted copy. */
void restore_release(struct rehearsal *rehearsal);

#endif
