/* What the files of src/store share and nobody else sees: the open file, its cached statements. */
#ifndef ZWGK_STORE_INTERNAL_H
#define ZWGK_STORE_INTERNAL_H

#include <sqlite3.h>

#include "base/embedded.h"
#include "base/fields.h"
#include "store/store.h"

struct bindings;
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


/* ---- store_open.c ---- */
/* Not connected to anything yet; NULL when memory ran out. */
struct store *store_new(const char *path, const struct embedded_file *schema);
/* As store_open and store_create, with another list of schema files (ends with path NULL, or where the
 * paths leave data/schema/NNNN). */
enum status store_open_schema(const char *path, const struct embedded_file *schema, struct store **out,
                              struct problem *problem);
enum status store_create_schema(const char *path, const struct embedded_file *schema, struct store **out,
                                struct problem *problem);

/* ---- store_damage.c ---- */
/* Marks a small file damaged that doesn't read through; large ones are found out while they are read. */
void store_find_damage(struct store *store);
/* Opens a damaged file again, read-only. `failed` when not even its tables are found, or when that isn't why. */
enum status store_connect_damaged(struct store *store, enum status failed);

/* ---- store_connect.c ---- */
/* Opens the file with all settings; store->db is NULL again when it fails. */
enum status store_connect(struct store *store, struct problem *problem);
void store_disconnect(struct store *store);
/* Executes statements that give no rows to keep. */
enum status store_execute(struct store *store, const char *sql, struct problem *problem);
/* The integer a statement gives, e.g. a pragma's. */
enum status store_integer(struct store *store, const char *sql, int64_t *out, struct problem *problem);

/* ---- store_migrate.c ---- */
/* The number of a schema file, 0 when it is none ("data/schema/0001_house.sql": 1). */
int schema_number(const struct embedded_file *file);
int schema_newest(const struct embedded_file *files);
/* Makes the whole schema in an empty file. */
enum status schema_make(struct store *store, struct problem *problem);
/* Brings an older file up to the newest schema. */
enum status schema_migrate(struct store *store, struct problem *problem);

/* ---- write.c ---- */
/* IO when the transaction was ended by a failure before; asserts that there was one. */
enum status write_check(const struct store *store, struct problem *problem);

#endif
