/* Several reads of one moment: one transaction, one lock. A snapshot that cannot be had is done without:
 * each read then locks for itself. */
#include "store/statement.h"

bool store_was_changed(struct store *store) {
    struct statement statement;
    struct problem ignored;
    int64_t version = 0;
    statement_open(&statement, store, "PRAGMA data_version");
    if (statement_run_integer(&statement, &version, &ignored) != STATUS_OK) {
        return true;
    }
    bool was_changed = store->data_version != 0 && store->data_version != version;
    store->data_version = version;
    return was_changed;
}

void store_begin_read(struct store *store) {
    struct statement statement;
    struct problem ignored;
    if (store->reading++ > 0 || store->is_writing) {
        return;
    }
    statement_open(&statement, store, "BEGIN");
    store->has_snapshot = statement_run(&statement, &ignored) == STATUS_OK;
}

void store_end_read(struct store *store) {
    struct statement statement;
    struct problem ignored;
    if (--store->reading > 0 || !store->has_snapshot) {
        return;
    }
    store->has_snapshot = false;
    statement_open(&statement, store, "COMMIT");
    if (statement_run(&statement, &ignored) != STATUS_OK && store->db != NULL &&
        !sqlite3_get_autocommit(store->db)) {
        statement_open(&statement, store, "ROLLBACK");
        if (statement_run(&statement, &ignored) != STATUS_OK) {
            store_disconnect(store);
        }
    }
}
