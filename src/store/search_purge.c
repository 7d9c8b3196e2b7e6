/* Takes out of the search index what may not be kept: tokens of a record that was sealed or emptied stay in its older parts,
 * beside a mark that they no longer hold, until all parts are made one. Must not hold up a save of a large office for
 * that: it is done in pieces then. */
#include <stdlib.h>
#include <string.h>

#include "store/search.h"
#include "store/search_write.h"
#include "store/small.h"
#include "store/statement.h"
#include "store/write.h"

#define BEGIN "begin"
#define GOES_ON "on"
enum { AT_ONCE_MOST = 20000 /* records */, PIECE_PAGES = 500 };

enum status search_purge_add(struct store *store, int64_t id, struct problem *problem) {
    int64_t stretch = id / SEARCH_STRETCH;
    store->must_purge = true;
    for (int i = 0; i < store->purge_count; i++) {
        if (store->purge_stretches[i] == stretch) {
            return STATUS_OK;
        }
    }
    if (store->purge_count == PURGE_STRETCHES) {
        return search_name_anew(store, stretch, problem);
    }
    store->purge_stretches[store->purge_count++] = stretch;
    return STATUS_OK;
}

void search_purge_forget(struct store *store) {
    store->must_purge = false;
    store->purge_count = 0;
}

enum status search_purge(struct store *store, struct problem *problem) {
    struct search_state state;
    if (!store->must_purge) {
        return STATUS_OK;
    }
    enum status status = store_search_state(store, &state, problem);
    bool is_made = status == STATUS_OK && (state.is_complete || state.done > 0);
    for (int i = 0; i < store->purge_count && is_made && status == STATUS_OK; i++) {
        status = search_name_anew(store, store->purge_stretches[i], problem);
    }
    if (status == STATUS_OK) {
        bool is_small = state.is_complete && state.last <= AT_ONCE_MOST;
        store->purge_is_due = store->purge_is_due || !is_small;
        status = is_small ? store_execute(store, "INSERT INTO search (search) VALUES ('optimize')", problem)
                          : store_set_setting(store, SEARCH_PURGE_KEY, BEGIN, problem);
    }
    search_purge_forget(store);
    return status;
}

bool store_search_is_due(const struct store *store) {
    return store->purge_is_due;
}

static enum status merge(struct store *store, int64_t pages, struct problem *problem) {
    struct statement statement;
    statement_open(&statement, store, "INSERT INTO search (search, rank) VALUES ('merge', ?)");
    statement_integer(&statement, pages);
    return statement_run(&statement, problem);
}

/* FTS5 says that there was nothing left to merge by not having changed a row. */
enum status search_purge_step(struct store *store, bool *is_done, struct problem *problem) {
    char *how = store_setting(store, SEARCH_PURGE_KEY);
    enum status status = how == NULL ? store_no_memory(problem) : STATUS_OK;
    *is_done = how != NULL && how[0] == '\0';
    if (status == STATUS_OK && !*is_done) {
        bool begins = strcmp(how, BEGIN) == 0;
        int before = sqlite3_total_changes(store->db);
        status = merge(store, begins ? -PIECE_PAGES : PIECE_PAGES, problem);
        bool has_ended = !begins && sqlite3_total_changes(store->db) - before < 2;
        if (status == STATUS_OK && (begins || has_ended)) {
            status = store_set_setting(store, SEARCH_PURGE_KEY, has_ended ? "" : GOES_ON, problem);
        }
        *is_done = has_ended;
    }
    store->purge_is_due = store->purge_is_due && !*is_done;
    free(how);
    return status;
}
