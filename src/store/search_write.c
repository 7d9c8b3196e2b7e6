/* Keeps the search index as the records are: in the saving transaction, from the rows as they are stored, never by
 * triggers. Must not put a word of a sealed record into it. */
#include "store/search_write.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "store/search.h"
#include "store/search_text.h"
#include "store/statement.h"
#include "store/write.h"

#define VERSION_KEY "search_version"
#define DONE_KEY "search_done"
#define ALL "all"
#define MERGED_KEY "search_merged" /* the last id when its parts were made one */
enum { BUILD_ROWS = 64, GROWN_LEAST = 20000 };

/* ---- the tokens of a record ------------------------------------------------------------------------ */

/* Columns of the statement: sealed, reading, title, number, then the texts. */
static void append_row(struct buffer *out, const struct statement *statement, const char *kind) {
    struct buffer scratch = BUFFER_INIT, shown = BUFFER_INIT;
    const char *title = statement_column_text(statement, 2);
    const char *number = statement_column_text(statement, 3);
    int at = 4;
    search_append_tokens(out, &scratch, title, strlen(title));
    search_append_initials(out, title, statement_column_text(statement, 1));
    search_append_tokens(out, &scratch, number, strlen(number));
    for (const struct column *column = search_column_from(column_first(kind)); column != NULL;
         column = search_column_from(column_next(column))) {
        const char *text =
            search_text_shown(column->name, statement_column_text(statement, at++), &shown);
        search_append_tokens(out, &scratch, text, strlen(text));
        if (search_column_is_name(column->name)) {
            search_append_initials(out, text, NULL);
        }
    }
    out->failed = out->failed || shown.failed;
    buffer_release(&scratch);
    buffer_release(&shown);
}

enum status search_tokens_of(struct store *store, const char *kind, int64_t id, struct buffer *out,
                             struct problem *problem) {
    struct buffer sql = BUFFER_INIT; /* identifiers checked */
    struct statement statement;
    bool has_row = false;
    buffer_append_format(&sql, "SELECT r.sealed, %s, r.title, r.number",
                         strcmp(kind, "person") == 0 ? "d.reading" : "NULL");
    search_append_columns(&sql, kind);
    buffer_append_format(&sql, " FROM record r JOIN %s d ON d.id = r.id WHERE r.id = ?", kind);
    if (sql.failed) {
        return store_no_memory(problem);
    }
    statement_open(&statement, store, buffer_text(&sql));
    buffer_release(&sql);
    statement_integer(&statement, id);
    enum status status = statement_step(&statement, &has_row, problem);
    if (status == STATUS_OK && has_row && statement_column_integer(&statement, 0) == 0) {
        append_row(out, &statement, kind);
    }
    statement_close(&statement);
    return status == STATUS_OK && out->failed ? store_no_memory(problem) : status;
}

bool search_is_touched(const char *kind, const struct fields *changes) {
    for (size_t i = 0; i < changes->count; i++) {
        const char *name = changes->items[i].name;
        const struct column *column = column_find(kind, name);
        bool is_own = strcmp(name, COL_TITLE) == 0 || strcmp(name, COL_SEALED) == 0 ||
                      strcmp(name, COL_NUMBER) == 0 || strcmp(name, COL_READING) == 0;
        if (is_own || (column != NULL && search_column_is_text(column))) {
            return true;
        }
    }
    return false;
}

/* ---- how far the index is -------------------------------------------------------------------------- */

/* is_ours: made by the rules and tables of this program. */
struct progress {
    bool is_made, is_ours, is_all, must_purge;
    int64_t done, merged;
};

static enum status read_progress(struct store *store, struct progress *out,
                                 struct problem *problem) {
    char version[SEARCH_VERSION_BYTES];
    struct statement statement;
    bool has_row = false;
    *out = (struct progress){.done = 0};
    statement_open(&statement, store,
                   "SELECT (SELECT value FROM setting WHERE key = '" VERSION_KEY "'),"
                   " (SELECT value FROM setting WHERE key = '" DONE_KEY "'),"
                   " (SELECT value FROM setting WHERE key = '" SEARCH_PURGE_KEY "'),"
                   " (SELECT value FROM setting WHERE key = '" MERGED_KEY "')");
    enum status status = statement_step(&statement, &has_row, problem);
    if (status == STATUS_OK && has_row) {
        const char *done = statement_column_text(&statement, 1);
        out->is_made = statement_column_text(&statement, 0)[0] != '\0';
        out->is_ours = !store->is_search_broken &&
                       strcmp(statement_column_text(&statement, 0), search_version(version)) == 0;
        out->is_all = strcmp(done, ALL) == 0;
        out->must_purge = statement_column_text(&statement, 2)[0] != '\0';
        out->done = out->is_all ? INT64_MAX : strtoll(done, NULL, 10);
        out->merged = strtoll(statement_column_text(&statement, 3), NULL, 10);
    }
    statement_close(&statement);
    return status;
}

static enum status set_done(struct store *store, int64_t done, bool is_all,
                            struct problem *problem) {
    char text[24];
    snprintf(text, sizeof text, is_all ? ALL : "%lld", (long long)done);
    return store_set_setting(store, DONE_KEY, text, problem);
}

enum status search_covers(struct store *store, int64_t id, bool *is_covered,
                          struct problem *problem) {
    struct progress progress;
    enum status status = read_progress(store, &progress, problem);
    *is_covered = status == STATUS_OK && progress.is_ours && id <= progress.done;
    if (status == STATUS_OK && progress.is_made && !progress.is_ours) {
        status = store_set_setting(store, VERSION_KEY, "", problem);
    }
    return status;
}

/* In few parts it is asked several times as quickly: they are made one when it has grown by much. */
static bool has_grown(const struct progress *progress, int64_t last) {
    int64_t by = last - progress->merged;
    return by >= GROWN_LEAST && by > progress->merged / 4;
}

enum status store_search_state(struct store *store, struct search_state *out,
                               struct problem *problem) {
    struct progress progress;
    struct statement statement;
    *out = (struct search_state){.done = 0};
    enum status status = read_progress(store, &progress, problem);
    if (status != STATUS_OK) {
        return status;
    }
    statement_open(&statement, store, "SELECT coalesce(max(id), 0) FROM record");
    status = statement_run_integer(&statement, &out->last, problem);
    out->is_complete = progress.is_ours && progress.is_all;
    out->must_purge = progress.must_purge || (out->is_complete && has_grown(&progress, out->last));
    out->done = !progress.is_ours ? 0 : progress.is_all ? out->last : progress.done;
    return status;
}

/* ---- writing ------------------------------------------------------------------------------------------ */

static enum status write_tokens(struct store *store, const char *sql, int64_t id,
                                const char *tokens, struct problem *problem) {
    struct statement statement;
    statement_open(&statement, store, sql);
    statement_integer(&statement, id);
    statement_text(&statement, tokens);
    return statement_run(&statement, problem);
}

void search_forget_known(struct store *store) {
    memset(store->stretch_has, 0, sizeof store->stretch_has);
}

/* Another program may have made the index anew. */
static enum status keep_known(struct store *store, struct problem *problem) {
    int64_t version = 0;
    struct statement statement;
    statement_open(&statement, store, "PRAGMA data_version");
    enum status status = statement_run_integer(&statement, &version, problem);
    if (version != store->stretch_version) {
        search_forget_known(store);
    }
    store->stretch_version = version;
    return status;
}

/* True when the hanzi was named for the stretch before, as far as that is kept. */
static bool is_known(struct store *store, int64_t stretch, char32_t hanzi) {
    if (store->stretch != stretch) {
        store->stretch = stretch;
        search_forget_known(store);
    }
    if (hanzi > 0xFFFF) {
        return false;
    }
    unsigned char *byte = &store->stretch_has[hanzi >> 3];
    bool is_there = ((unsigned)*byte >> (hanzi & 7) & 1U) != 0;
    *byte |= (unsigned char)(1U << (hanzi & 7));
    return is_there;
}

static enum status name_hanzi(struct store *store, const char *text, size_t length, int64_t stretch,
                              struct problem *problem) {
    char hanzi[5] = "";
    struct statement statement;
    memcpy(hanzi, text, length);
    statement_open(&statement, store,
                   "INSERT OR IGNORE INTO search_stretch (hanzi, stretch) VALUES (?, ?)");
    statement_text(&statement, hanzi);
    statement_integer(&statement, stretch);
    return statement_run(&statement, problem);
}

/* Every hanzi begins a token. */
static enum status name_stretches(struct store *store, int64_t id, const char *tokens,
                                  struct problem *problem) {
    size_t length = strlen(tokens);
    int64_t stretch = id / SEARCH_STRETCH;
    enum status status = keep_known(store, problem);
    for (size_t at = 0; at < length && status == STATUS_OK; at += strcspn(tokens + at, " ") + 1) {
        char32_t character;
        size_t bytes = text_decode(tokens + at, length - at, &character);
        if (character >= 0xC0 && !is_known(store, stretch, character)) {
            status = name_hanzi(store, tokens + at, bytes, stretch, problem);
        }
    }
    return status;
}

enum status search_write_change(struct store *store, int64_t id, const char *before,
                                const char *after, struct problem *problem) {
    enum status status = STATUS_OK;
    if (before[0] != '\0') {
        status = write_tokens(store,
                              "INSERT INTO search (search, rowid, tokens) VALUES ('delete', ?, ?)",
                              id, before, problem);
    }
    if (status == STATUS_OK && after[0] != '\0') {
        status = write_tokens(store, "INSERT INTO search (rowid, tokens) VALUES (?, ?)", id, after,
                              problem);
    }
    return status == STATUS_OK ? name_stretches(store, id, after, problem) : status;
}

enum status search_change(struct store *store, int64_t id, const char *before, const char *after,
                          struct problem *problem) {
    if (strcmp(before, after) == 0) {
        return STATUS_OK;
    }
    return store->is_bulk || search_is_waiting(store)
               ? search_put_off(store, id, before, after, problem)
               : search_write_change(store, id, before, after, problem);
}

/* Without its version, and the first rows that it reads, FTS5 does not open the table, not even to empty it. */
static enum status mend_head(struct store *store, struct problem *problem) {
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
    enum status status = store_execute(store,
                                       "DELETE FROM search_config;"
                                       "INSERT INTO search_config (k, v) VALUES ('version', 4);"
                                       "INSERT OR REPLACE INTO search_data (id, block)"
                                       " VALUES (1, x''), (10, x'00000000000000')",
                                       problem);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    return status;
}

/* Empties the index. What it leaves on the disk is overwritten only when the records no longer say the same beside it. */
static enum status start_anew(struct store *store, bool must_purge, struct problem *problem) {
    char version[SEARCH_VERSION_BYTES];
    search_forget_waiting(store);
    enum status status = store->is_search_broken ? mend_head(store, problem) : STATUS_OK;
    if (status == STATUS_OK && !must_purge) {
        status = store_execute(store, "PRAGMA secure_delete=FAST", problem);
    }
    if (status == STATUS_OK) {
        status = store_execute(
            store, "INSERT INTO search (search) VALUES ('delete-all'); DELETE FROM search_stretch",
            problem);
        search_forget_known(store);
        sqlite3_exec(store->db, "PRAGMA secure_delete=ON", NULL, NULL, NULL);
    }
    store->is_search_broken = store->is_search_broken && status != STATUS_OK;
    if (status == STATUS_OK) {
        status = set_done(store, 0, false, problem);
    }
    if (status == STATUS_OK && must_purge) {
        status = store_set_setting(store, SEARCH_PURGE_KEY, "", problem);
    }
    if (status == STATUS_OK) {
        status = store_set_setting(store, MERGED_KEY, "0", problem);
    }
    return status == STATUS_OK
               ? store_set_setting(store, VERSION_KEY, search_version(version), problem)
               : status;
}

static enum status read_next(struct store *store, int64_t after, int64_t ids[BUILD_ROWS],
                             const char *kinds[BUILD_ROWS], int *count, struct problem *problem) {
    struct statement statement;
    bool has_row = false;
    statement_open(&statement, store,
                   "SELECT id, record_kind FROM record WHERE id > ? ORDER BY id LIMIT ?");
    statement_integer(&statement, after);
    statement_integer(&statement, BUILD_ROWS);
    enum status status = statement_step(&statement, &has_row, problem);
    for (*count = 0; status == STATUS_OK && has_row && *count < BUILD_ROWS; ++*count) {
        const struct record_kind *kind = record_kind_find(statement_column_text(&statement, 1));
        ids[*count] = statement_column_integer(&statement, 0);
        kinds[*count] = kind == NULL ? NULL : kind->kind;
        status = statement_step(&statement, &has_row, problem);
    }
    statement_close(&statement);
    return status;
}

enum status search_name_anew(struct store *store, int64_t stretch, struct problem *problem) {
    struct statement statement;
    struct buffer tokens = BUFFER_INIT;
    int64_t last = stretch * SEARCH_STRETCH + SEARCH_STRETCH - 1, at = stretch * SEARCH_STRETCH - 1;
    int64_t ids[BUILD_ROWS];
    const char *kinds[BUILD_ROWS];
    int count = 1;
    statement_open(&statement, store, "DELETE FROM search_stretch WHERE stretch = ?");
    statement_integer(&statement, stretch);
    enum status status = statement_run(&statement, problem);
    search_forget_known(store);
    while (status == STATUS_OK && count > 0 && at < last) {
        status = read_next(store, at, ids, kinds, &count, problem);
        for (int i = 0; i < count && status == STATUS_OK && ids[i] <= last; i++) {
            buffer_clear(&tokens);
            if (kinds[i] != NULL) {
                status = search_tokens_of(store, kinds[i], ids[i], &tokens, problem);
            }
            if (status == STATUS_OK) {
                status = name_stretches(store, ids[i], buffer_text(&tokens), problem);
            }
        }
        at = count > 0 ? ids[count - 1] : at;
    }
    buffer_release(&tokens);
    return status;
}

static enum status add_record(struct store *store, const char *kind, int64_t id,
                              struct buffer *tokens, struct problem *problem) {
    buffer_clear(tokens);
    enum status status = search_tokens_of(store, kind, id, tokens, problem);
    return status == STATUS_OK ? search_change(store, id, "", buffer_text(tokens), problem)
                               : status;
}

static enum status build_on(struct store *store, int64_t done, struct problem *problem) {
    int64_t ids[BUILD_ROWS];
    const char *kinds[BUILD_ROWS];
    int count = 0;
    struct buffer tokens = BUFFER_INIT;
    enum status status = read_next(store, done, ids, kinds, &count, problem);
    for (int i = 0; i < count && status == STATUS_OK; i++) {
        if (kinds[i] != NULL) {
            status = add_record(store, kinds[i], ids[i], &tokens, problem);
        }
    }
    buffer_release(&tokens);
    return status == STATUS_OK
               ? set_done(store, count > 0 ? ids[count - 1] : done, count < BUILD_ROWS, problem)
               : status;
}

/* As a purge does, which ends with one part. */
static enum status begin_merging(struct store *store, const struct progress *progress,
                                 struct problem *problem) {
    struct search_state state;
    char last[24];
    enum status status = store_search_state(store, &state, problem);
    if (status != STATUS_OK || !has_grown(progress, state.last)) {
        return status;
    }
    snprintf(last, sizeof last, "%lld", (long long)state.last);
    status = store_set_setting(store, MERGED_KEY, last, problem);
    return status == STATUS_OK && !progress->must_purge
               ? store_set_setting(store, SEARCH_PURGE_KEY, "begin", problem)
               : status;
}

/* ---- broken ------------------------------------------------------------------------------------------- */

enum status store_search_check(struct store *store, struct problem *problem) {
    struct statement statement;
    if (store->is_read_only || store->is_damaged) {
        return STATUS_OK;
    }
    statement_open(&statement, store, "INSERT INTO search (search) VALUES ('integrity-check')");
    return statement_run(&statement, problem);
}

bool store_search_is_broken(const struct store *store) {
    return store->is_search_broken;
}

void store_search_renew(struct store *store) {
    store->is_search_broken = true;
}

enum status store_search_build(struct store *store, bool *is_complete, struct problem *problem) {
    struct progress progress;
    *is_complete = false;
    enum status status = write_check(store, problem);
    if (status == STATUS_OK) {
        status = read_progress(store, &progress, problem);
    }
    if (status != STATUS_OK) {
        return status;
    }
    if (!progress.is_ours) {
        return start_anew(store, progress.must_purge, problem);
    }
    if (!progress.is_all) {
        return build_on(store, progress.done, problem);
    }
    status = begin_merging(store, &progress, problem);
    return status == STATUS_OK ? search_purge_step(store, is_complete, problem) : status;
}
