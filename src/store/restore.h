/* Another file put in the place of the office's, and what is looked at before (restore.c, presence.c, backup_copy.c). Who may
 * is work/restore's. */
#ifndef ZWGK_STORE_RESTORE_H
#define ZWGK_STORE_RESTORE_H

#include "store/backup.h"
#include "store/draft.h"

/* Pages, references, audit chain of an open file. *rows: of the audit. */
MUST_USE enum status store_check_whole(struct store *store, const struct backup_stop *stop, int64_t *rows,
                                       struct problem *problem);
/* The last row of the audit and its hash; seq 0 when there is none. */
MUST_USE enum status store_audit_head(struct store *store, int64_t *seq, unsigned char head[BACKUP_HASH_BYTES],
                                      struct problem *problem);
/* True when row `seq` of the audit has that hash: both files are of one history. */
bool store_has_audit_head(struct store *store, int64_t seq, const unsigned char head[BACKUP_HASH_BYTES]);

enum present_state { PRESENT_NONE, PRESENT_GOOD, PRESENT_DAMAGED, PRESENT_UNREAD /* by the disk */, PRESENT_NEWER, PRESENT_FOREIGN };
struct present { /* what stands at the office's place now */
    enum present_state state;
    int64_t seq; /* of a good one: the last row of its audit */
    unsigned char head[BACKUP_HASH_BYTES];
    bool has_head; /* the row asked for is in its audit */
    char office[DRAFT_OFFICE_BYTES]; /* draft_office_mark of a good one */
};
/* Changes nothing but that a save which was broken off is undone. NO_MEMORY. */
MUST_USE enum status store_look_at(const char *path, int64_t seq, const unsigned char head[BACKUP_HASH_BYTES], struct present *out,
                                   struct problem *problem);
struct holdings {
    int64_t records, last_at; /* UTC seconds of the last audit row */
    char last_number[32];
};
MUST_USE enum status store_holdings(struct store *store, struct holdings *out, struct problem *problem);
/* Opens a file nobody else knows of, brought up to the newest schema without copies beside it. Statuses as store_open,
 * but a damaged one is CORRUPT. */
MUST_USE enum status store_open_private(const char *path, struct store **out, struct problem *problem);

/* Copies and syncs all that the descriptor holds into the new file `path`, mode 0600; nothing is left there by a failure. */
MUST_USE enum status store_copy_bytes(int from, const char *path, struct problem *problem);
/* PATH.restore-PID.part of programs that are over: decrypted copies that somebody killed. */
void store_remove_rehearsals(const char *path);

/* Keeps everybody out of the file until store_let_in: OK and *lock >= 0, or BUSY with {who} has it open. A session of
 * this process is not counted. Works when there is no file at `path`. */
MUST_USE enum status store_keep_out(const char *path, int *lock, struct problem *problem);
void store_let_in(int lock);
/* Puts `fresh` (closed, synced, in the same folder) in the place of `path`; what stood there is called `aside` from then
 * on, with its journal. Only after store_keep_out. At every moment one of both stands at `path`. */
MUST_USE enum status store_replace(const char *path, const char *fresh, const char *aside, struct problem *problem);

#endif
