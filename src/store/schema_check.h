/* Tables, indexes, views and triggers of the file against those that the shipped schema of its version makes. What SQLite writes of
 * the search index's own tables and of its figures is its own affair: only that they are there is looked at. */
#ifndef ZWGK_STORE_SCHEMA_CHECK_H
#define ZWGK_STORE_SCHEMA_CHECK_H

#include "store/store.h"

enum { SCHEMA_HASH_BYTES = 32 };

/* When the file's schema is another than it was at the last call: one that is not as shipped makes the store damaged, and the
 * sentence of store_refuse_damaged says what is. Cheap when nothing has changed, and when it is the newest one. */
MUST_USE enum status schema_watch(struct store *store, struct problem *problem);
/* Before an older file is brought up: CORRUPT with that sentence. */
MUST_USE enum status schema_refuse_strange(struct store *store, struct problem *problem);
/* The sentence that says so. */
enum status schema_say_strange(const struct store *store, struct problem *problem);
/* Of the file as it is: what schema_watch takes for the newest one without a closer look. */
MUST_USE enum status schema_hash(struct store *store, unsigned char out[SCHEMA_HASH_BYTES], struct problem *problem);
bool schema_is_known(const unsigned char hash[SCHEMA_HASH_BYTES]);

#endif
