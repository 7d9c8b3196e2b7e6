/* Private to the files of salvage: what is known of the new file's tables, and the work under way. */
#ifndef ZWGK_STORE_SALVAGE_PRIVATE_H
#define ZWGK_STORE_SALVAGE_PRIVATE_H

#include "store/columns.h"
#include "store/internal.h"
#include "store/salvage.h"
#include "store/salvage_page.h"

enum { TABLE_COLUMNS_MOST = 160, TABLES_MOST = 96, OTHERS_MOST = 16 };

struct salvage_column {
    char type; /* I, T, B as in the schema */
    bool is_required, has_default;
    bool is_reference; /* to a record */
    bool is_rowid;     /* INTEGER PRIMARY KEY: stored as NULL */
};

struct table {
    const char *name; /* of columns.h */
    const struct record_kind *kind; /* whose detail it is; NULL none */
    bool is_keyed;                  /* WITHOUT ROWID: its rows are cells of an index tree */
    bool is_made_anew;              /* what the program makes again by itself */
    int count, least;               /* columns; that every row has at least */
    struct salvage_column columns[TABLE_COLUMNS_MOST]; /* in the order they are stored in */
    const char *names[TABLE_COLUMNS_MOST];
    uint32_t root; /* in the damaged file; 0 not known */
    sqlite3_stmt *insert;
    int insert_count; /* of values it binds */
    struct salvage_table *told;
};

struct salvaging {
    struct store *store; /* the new one */
    struct pages pages;
    unsigned char *is_seen; /* a byte a page */
    struct table tables[TABLES_MOST];
    size_t table_count;
    uint32_t record_index[2]; /* roots: by number, by kind and title */
    uint32_t others[OTHERS_MOST]; /* roots of tables that the program makes by itself: the search index's */
    size_t other_count;
    struct cell cell;
    int64_t largest; /* ids above it cannot be: there is no room for so many rows */
    struct salvage *out;
    bool has_failed; /* no memory, or the new file can't be written */
    struct problem *problem;
};

/* ---- salvage.c ---- */
struct salvage_item *salvage_add(struct salvaging *work, enum salvage_loss loss, const char *table, int64_t id,
                                 int64_t to);
/* Executes on the new file; false after noting the failure. */
bool salvage_execute(struct salvaging *work, const char *sql);
/* Prepares; NULL after noting the failure. */
sqlite3_stmt *salvage_prepare(struct salvaging *work, const char *sql);
/* Frees the buffer. */
sqlite3_stmt *salvage_prepare_made(struct salvaging *work, struct buffer *sql);
void salvage_fail(struct salvaging *work, int code);
/* Steps: true at a row. False without noting a failure only where there is none or the data don't fit; NULL allowed. */
bool salvage_row(struct salvaging *work, sqlite3_stmt *row);
/* Steps a change: true when it was made. False as above. */
bool salvage_change(struct salvaging *work, sqlite3_stmt *row);

/* ---- salvage_table.c ---- */
bool tables_learn(struct salvaging *work);
void tables_release(struct salvaging *work);
struct table *table_find(struct salvaging *work, const char *name);
/* The cell could be a row of the table, by number and types of its values. */
bool table_fits(const struct table *table, const struct cell *cell, int64_t largest);
/* Inserts it; what breaks a rule of the table is noted and left. */
void table_take(struct salvaging *work, struct table *table, const struct cell *cell);

/* ---- salvage_tree.c ---- */
/* All rows the pages hold, into the new file. */
bool trees_read(struct salvaging *work);

/* ---- salvage_mend.c ---- */
/* Makes the new file whole: records named but not read, details without a first row and the reverse, counters; then what is
 * lost and what the audit says against the rows. */
bool salvage_mend(struct salvaging *work);
/* ---- salvage_proof.c ---- */
bool salvage_prove(struct salvaging *work);

#endif
