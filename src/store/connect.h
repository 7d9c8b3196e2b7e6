/* Opening the file, waiting for others, finding damage, bringing the schema up. Included by internal.h. */
#ifndef ZWGK_STORE_CONNECT_H
#define ZWGK_STORE_CONNECT_H

#include "store/store.h"

struct embedded_file;

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

/* ---- store_wait.c ---- */
/* SQLite's busy handler. */
int wait_while_busy(void *store, int attempts);
/* Whatever was waited for has ended. */
void wait_is_over(struct store *store);

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

#endif
