/* Backup files: a checked copy of the office's file, encrypted for whoever has the passphrase or the paper key. Who
 * may and when is work/backup's. The format is told in backup_format.h. */
#ifndef ZWGK_STORE_BACKUP_H
#define ZWGK_STORE_BACKUP_H

#include "store/store.h"

enum {
    BACKUP_PATH_BYTES = 1001, /* of the table's 1000 characters */
    PAPER_KEY_BYTES = 160,    /* its lines as text, with their check signs */
    PAPER_KEY_LINES = 4,
    BACKUP_HASH_BYTES = 32,
    BACKUP_OFFICE_BYTES = 16,
    BACKUP_KEY_BYTES = 136, /* the key pair of the passphrase, the secret half wrapped */
    BACKUP_PUBLIC_BYTES = 32,
    BACKUP_SECRET_BYTES = 32,
};

struct backup_stop { /* asked now and then; true stops with STATUS_BUSY. should_stop NULL: never */
    bool (*should_stop)(void *context);
    void *context;
};

/* ---- the copy (backup_copy.c) --------------------------------------------------------------------- */

struct backup_copy;
struct backup_facts {
    int64_t at;           /* UTC seconds, of the copy */
    int64_t seq;          /* the last row of its audit */
    unsigned char head[BACKUP_HASH_BYTES]; /* that row's hash */
    int64_t bytes;        /* of the database in it */
    int schema;
    unsigned char office[BACKUP_OFFICE_BYTES]; /* who made it: never changes, says nothing else */
    bool is_encrypted, has_passphrase, has_paper;
};
/* Copies the file as last committed into memory, or when it is larger than a quarter of the machine's into a temporary
 * file beside it, lets go, then checks the copy: pages, references, audit chain. facts->seq, head, bytes and schema are
 * filled in; *lock_us: how long others could not write. CORRUPT: the file is damaged, there is no copy. */
MUST_USE enum status backup_copy_take(struct store *store, const struct backup_stop *stop, struct backup_copy **out,
                                      struct backup_facts *facts, int64_t *lock_us, struct problem *problem);
void backup_copy_free(struct backup_copy *copy); /* NULL allowed; the temporary file goes */

/* ---- files (backup_write.c, backup_read.c) --------------------------------------------------------- */

struct backup_keys { /* whom a copy is encrypted for; neither: it is written as it is */
    bool has_passphrase, has_paper;
    unsigned char key[BACKUP_KEY_BYTES];
    unsigned char paper[BACKUP_PUBLIC_BYTES];
};
/* Writes PATH.part, syncs it, reads it back and decrypts it once through, renames it to PATH and syncs the folder: what
 * bears the name PATH is whole. INVALID when there is a file of that name. *bytes: of the file. */
MUST_USE enum status backup_write(struct backup_copy *copy, const struct backup_facts *facts, const struct backup_keys *keys,
                                  const char *path, const struct backup_stop *stop, int64_t *bytes,
                                  struct problem *problem);
/* What the head of a file says. INVALID: no backup, of a newer program. Of a plain copy only bytes and schema. */
MUST_USE enum status backup_read_facts(const char *path, struct backup_facts *out, struct problem *problem);

struct backup_secret { /* one of both, or neither for a plain copy */
    const char *passphrase;
    const unsigned char *paper; /* BACKUP_SECRET_BYTES */
};
/* Decrypts `path` into the new file `target` (mode 0600) and syncs it; a plain copy is copied. DENIED: the passphrase or
 * paper key is another one; CORRUPT: damaged, changed or cut. Nothing is left at `target` then. */
MUST_USE enum status backup_unpack(const char *path, const struct backup_secret *secret, const char *target,
                                   struct problem *problem);

/* ---- keys (backup_key.c) --------------------------------------------------------------------------- */

/* A key pair whose secret half only the passphrase opens (argon2id, 64 MiB). */
MUST_USE enum status backup_key_make(const char *passphrase, unsigned char out[BACKUP_KEY_BYTES], struct problem *problem);
/* A new paper key: the public half, and the secret as lines of four groups of four: "1  7KQ2 …". */
MUST_USE enum status paper_key_make(unsigned char public_key[BACKUP_PUBLIC_BYTES], char lines[PAPER_KEY_BYTES],
                                    struct problem *problem);
/* From what was typed off the paper: lines with or without their numbers, in any case, full-width or not, O for 0, I or
 * L for 1. INVALID names the line that is mistyped. */
MUST_USE enum status paper_key_read(const char *typed, unsigned char secret[BACKUP_SECRET_BYTES], struct problem *problem);
void backup_wipe(void *secret, size_t bytes);

/* ---- the table (backup_rows.c) --------------------------------------------------------------------- */

struct backup_row {
    int64_t at, bytes, seq;
    char path[BACKUP_PATH_BYTES];
    bool is_encrypted;
    bool is_there; /* work/backup: a file of that size stands there now */
};
/* The newest `most`, newest first. The caller frees *out. */
MUST_USE enum status store_backups(struct store *store, size_t most, struct backup_row **out, size_t *count,
                                   struct problem *problem);
/* A row of a save that is under way. */
MUST_USE enum status store_add_backup(struct store *store, const struct backup_facts *facts, const char *path,
                                      int64_t bytes, int64_t person, struct problem *problem);
/* True when the audit has a row after `seq` that says more than that somebody came, went or made a copy. */
bool store_is_changed_since(struct store *store, int64_t seq);
int64_t store_founded_at(struct store *store); /* UTC seconds of the audit's first row */

#endif
