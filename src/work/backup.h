/* 备份: when and where copies of the office's file are made, who may, how many are kept, and how one is put back
 * (restore.h). What a copy looks like, store/backup_file knows. */
#ifndef ZWGK_WORK_BACKUP_H
#define ZWGK_WORK_BACKUP_H

#include "store/backup.h"
#include "work/office.h"

/* ---- how it stands: for the workbench, screen 05 and doctor --------------------------------------- */

struct backup_state {
    int64_t at;      /* UTC seconds of the last good one; 0: none yet */
    int days;        /* working days since its day; calendar days where the calendar doesn't say */
    int warn_days;   /* the setting backup_warn_days */
    bool is_old;     /* none, or more than warn_days working days ago */
    bool is_changed; /* something was saved since */
    bool has_passphrase, has_paper_key;
    char path[BACKUP_PATH_BYTES]; /* of the last one, "" none */
};
/* Reads a row of the table; looks at no disk. Needs no user. */
MUST_USE enum status backup_state(struct office *office, struct backup_state *out, struct problem *problem);
/* True when the office wants one made now as the program is left: something was saved since the last one, which is of
 * an earlier working day than the setting backup_every allows; never in a demonstration. */
bool backup_is_due(struct office *office);
/* The folder `backup` beside the database, or, once copies are encrypted, what the setting backup_folder says. */
void backup_folder(struct office *office, char out[BACKUP_PATH_BYTES]);

/* ---- making one ----------------------------------------------------------------------------------- */

struct backup_order {
    const char *folder; /* NULL: the office's own; it is then made when missing */
    bool is_plain_wanted; /* unencrypted to another folder though: supervisor or admin only, audited */
    bool is_unattended;   /* by timer or on exit: no user needed */
    bool (*should_stop)(void *context); /* NULL: never */
    void *context;
};
struct backup_done {
    char path[BACKUP_PATH_BYTES];
    int64_t bytes, seq;
    int64_t lock_us; /* how long the file was held for reading */
    bool is_encrypted;
    int pruned;
};
/* Copies, checks the copy (pages, references, audit chain), encrypts when a passphrase or paper key is set, writes,
 * syncs, reads it back, renames; then audits, and takes away what 14 daily and 12 monthly copies don't need of our
 * own in that folder. BUSY: stopped. Without a passphrase the copy goes to the office's own folder only.
 * clerk, supervisor, admin; nothing that bears a good name is left by a failure. */
MUST_USE enum status backup_make(struct office *office, const struct backup_order *order, struct backup_done *out,
                                 struct problem *problem);

/* BLAKE2b of the office's secret: by which its copies are told from another office's. */
void backup_office_id(struct office *office, unsigned char out[BACKUP_OFFICE_BYTES]);

/* ---- keys: admin ---------------------------------------------------------------------------------- */

/* 12 columns or more (6 hanzi or 12 letters). Copies made before keep the passphrase of their day. */
MUST_USE enum status backup_set_passphrase(struct office *office, const char *passphrase, struct problem *problem);
/* Makes a paper key, keeps its public half and gives the secret one out, once: lines for the safe. */
MUST_USE enum status backup_new_paper_key(struct office *office, char out[PAPER_KEY_BYTES], struct problem *problem);

/* ---- what there is --------------------------------------------------------------------------------- */

/* store_backups, and whether each is there. The caller frees *out. */
MUST_USE enum status backup_list(struct office *office, size_t most, struct backup_row **out, size_t *count,
                                 struct problem *problem);

#endif
