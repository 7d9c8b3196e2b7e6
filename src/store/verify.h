/* Checking everything: the audit chain from its first row, every record and what stands beside it against its last audit
 * row, numbers, references, the small tables, the schema, the file's pages, the search index. In steps of short transactions: others go on saving.
 * Changes nothing. Included by read.h. */
#ifndef ZWGK_STORE_VERIFY_H
#define ZWGK_STORE_VERIFY_H

#include "store/store.h"

enum verify_part { VERIFY_CHAIN, VERIFY_RECORDS, VERIFY_ROWS, VERIFY_TABLES, VERIFY_PAGES, VERIFY_SEARCH, VERIFY_SUMS, VERIFY_DONE };

struct verify_hooks {
    /* One thing that is wrong, in one sentence. */
    void (*fault)(void *context, const struct problem *problem);
    /* Whether records of the kind in that state are closed; NULL: not asked. */
    bool (*is_closed)(const char *kind, const char *state);
    void *context;
};

enum { VERIFY_HEAD_BYTES = 65 /* 64 hex digits */, VERIFY_SKIPPED_BYTES = 200 };

/* What has been seen so far. */
struct verify_seen {
    enum verify_part part;
    int64_t done, all;      /* of the part; all 0: not known */
    int64_t rows, records;  /* checked */
    int64_t faults;
    int64_t unbound;        /* records whose steps and earlier versions no audit row holds fast yet (of an older schema) */
    int unbound_tables;     /* the same of small tables */
    int64_t anchors;        /* sheets compared */
    char head[VERIFY_HEAD_BYTES]; /* of the last row */
    int64_t since_seq, since_at;  /* the row with the head that was asked for; 0: none has it */
    bool is_since_sound;          /* no row up to it was found changed */
    bool is_search_skipped;       /* the search index is too large to be checked while others work, or somebody saved */
    char skipped[VERIFY_SKIPPED_BYTES]; /* tables too large to have their pages read while others work, blank-separated */
};

/* The head as it is printed or typed, as hex digits: blanks, hyphens, case and full-width forgiven; INVALID when it isn't
 * 16 to 64 of them. */
MUST_USE enum status store_verify_head(const char *text, char out[VERIFY_HEAD_BYTES], struct problem *problem);
/* `since`: hex digits of store_verify_head, or NULL. NULL when memory ran out. The hooks are copied. */
struct verify *store_verify_begin(struct store *store, const struct verify_hooks *hooks, const char *since);
/* A little more; seen->part says when it is done. BUSY when interrupted, IO when the file can't be read. */
MUST_USE enum status store_verify_step(struct verify *verify, struct problem *problem);
const struct verify_seen *store_verify_seen(const struct verify *verify);
void store_verify_end(struct verify *verify); /* NULL allowed */

#endif
