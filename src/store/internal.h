/* What the files of src/store share and nobody else sees: the open file, its cached statements. */
#ifndef ZWGK_STORE_INTERNAL_H
#define ZWGK_STORE_INTERNAL_H

#include <sqlite3.h>

#include "base/embedded.h"
#include "base/fields.h"
#include "store/store.h"

struct bindings;
struct search_waiting;
struct buffer;
struct visible;

enum { STATEMENTS_MOST = 96, VIEWS_MOST = 64, PURGE_STRETCHES = 8 };

/* A prepared statement, found again by its text. */
struct cached {
    sqlite3_stmt *handle;
    char *sql;
    uint32_t hash;
    uint32_t last_use;
    bool is_in_use;
};

/* A view, and the names of its columns. */
struct view {
    char *name;
    char **columns;
    size_t column_count;
};

struct store {
    sqlite3 *db; /* NULL after a reopen failed: the next use tries again */
    char *path;  /* "" in memory */
    const struct embedded_file *schema; /* numbered files in order; ends where they do */
    int version; /* of the schema; 0: a new file about to be filled, -1: not read yet */
    bool is_read_only;
    bool is_damaged; /* then is_read_only too */
    int64_t schema_seen; /* SQLite's count of changes of the schema when it was compared with the shipped one; 0: not yet */
    int64_t strange_count; /* of what it has more, lacks or has otherwise; is_damaged then, and the first one named */
    char strange[330];
    bool is_search_broken; /* the search index was found so: it is not asked, and made anew when there is time */
    bool is_private; /* nobody else knows the file: no copies before a migration, no sessions */
    int presence;    /* holds this session's lock; -1: none */
    bool is_writing;   /* between begin and commit or rollback */
    int reading;       /* depth of store_begin_read */
    bool has_snapshot; /* the outermost one opened a transaction */
    int64_t data_version; /* of SQLite, at the last store_was_changed */
    bool is_shaken;     /* memory or the disk failed in this save: what SQLite still has in memory is not to be trusted */
    enum status missed; /* store_take_missed: what it will say, OK nothing */
    char missed_detail[PROBLEM_PLACE_BYTES];
    bool may_stop;     /* the read under way may be interrupted */
    bool is_bulk;
    bool sodium_ready;
    bool (*should_stop)(void *context);
    void *stop_context;
    void (*waits)(void *context, bool is_waiting);
    void *waits_context;
    bool is_wait_told;
    int busy_limit_ms; /* 5000; tests shorten it */
    int64_t copy_memory_most; /* of a backup's copy in memory; 0: a quarter of the machine's. Tests set it */
    int64_t busy_since;
    uint32_t random;
    struct cached statements[STATEMENTS_MOST];
    size_t statement_count;
    uint32_t uses;
    int64_t stretch; /* of the search index, and which hanzi (of the first plane) are known to be named there, while nobody
                      * else writes */
    int64_t stretch_version;
    unsigned char stretch_has[8192];
    struct search_waiting *search_waiting; /* of search_wait.c; NULL: nothing */
    bool must_purge; /* this save took texts out of the search index that may not be kept, from these stretches of it */
    bool purge_is_due; /* search_purge_step has something to do */
    int purge_count;
    int64_t purge_stretches[PURGE_STRETCHES];
    struct view views[VIEWS_MOST];
    size_t view_count;
    struct bindings *bindings; /* of bind.c: what this save wrote since its last audit row; NULL: nothing yet */
};

/* ---- store_error.c ---- */
/* The status of an SQLite result, and a sentence for it in *problem. A damaged file is written no more. */
enum status store_failed(struct store *store, sqlite3 *db, int code, struct problem *problem);
enum status store_no_memory(struct problem *problem);
/* A reading failed and nobody was told of it. */
void store_miss(struct store *store, enum status status, const char *detail);

/* ---- write.c ---- */
/* IO when the transaction was ended by a failure before; asserts that there was one. */
enum status write_check(const struct store *store, struct problem *problem);

#include "store/connect.h"

#endif
