/* What can still be read of a damaged file, written into a new one, and the list of what could not. Only src/work
 * includes this. */
#ifndef ZWGK_STORE_SALVAGE_H
#define ZWGK_STORE_SALVAGE_H

#include "store/store.h"

enum salvage_loss {
    SALVAGE_RECORD_LOST,     /* known by its number or by what names it; nothing of it was read, an empty one stands for it */
    SALVAGE_DETAIL_LOST,     /* its first row was read, the other was not */
    SALVAGE_RECORD_OLDER,    /* taken as it was before its last change */
    SALVAGE_RECORD_CHANGED,  /* read, but not as the audit says it was: check it against paper */
    SALVAGE_RECORD_UNPROVEN, /* read, but its audit row was not */
    SALVAGE_SIDE_CHANGED,    /* the record itself apart: its course, versions or what is sealed of it are not as audited */
    SALVAGE_RECORD_GAP,      /* ids id to `to`: no trace but the gap */
    SALVAGE_NUMBER_GAP,      /* `number` and those after it up to the one ending in `to` were given, and no record has them */
    SALVAGE_AUDIT_GAP,       /* audit rows id to `to` */
    SALVAGE_AUDIT_CHANGED,   /* audit row `id` does not fit its own hash */
    SALVAGE_STEP_GAP,        /* steps of the course of records, id to `to` */
    SALVAGE_ROW_REFUSED,     /* a row of `table` that breaks the table's rules, by its row number */
    SALVAGE_REFERENCE_CUT,   /* row `id` of `table` named a record that cannot be */
    SALVAGE_LOSSES,
};

struct salvage_item {
    enum salvage_loss loss;
    const char *table; /* a literal of the schema; "record" where it is one */
    int64_t id, to;
    char number[24];
    char kind[24];
    char title[404]; /* "" where it is sealed or unknown */
};

struct salvage_table {
    const char *name; /* of columns.h */
    int64_t rows;     /* taken */
    int64_t pages;    /* with rows of it */
};

struct salvage {
    int64_t pages, damaged_pages; /* of the file; those within a table that could not be read */
    int64_t wrong_pages;          /* that are not as they were written, by their sums; read all the same */
    int64_t rows;                 /* taken of all tables */
    int64_t records, proven;      /* records in the new file that were read; those as the audit says */
    int64_t stray_pages;          /* found by their content, without the tree that led to them */
    int64_t unplaced_pages;       /* of rows whose table could not be told */
    int64_t losses[SALVAGE_LOSSES];
    struct salvage_table tables[96];
    size_t table_count;
    struct salvage_item *items;
    size_t count;
};
void salvage_release(struct salvage *salvage);

/* Reads `damaged`, never opened by SQLite nor written, page by page, a copy of it with its journal played back where it has
 * one; makes `target`, which must not be there, with every row that could be read: same ids, versions, audit. It is whole by
 * SQLite's own check when this returns OK; search index, signatures and tables are to be made anew by who opens it.
 * NOT_FOUND; INVALID: no page of ours in it, or the target is there. */
MUST_USE enum status store_salvage(const char *damaged, const char *target, struct salvage *out,
                                   struct problem *problem);

#endif
