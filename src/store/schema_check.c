/* Compares sqlite_schema with a new one made in memory by the shipped files; a hash of the newest one, kept here, saves that at
 * every opening. Repairs nothing. */
#include "store/schema_check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "store/audit_row.h"
#include "store/statement.h"

/* tests/store/test_schema says what stands here when the newest schema has changed. */
static const unsigned char known[SCHEMA_HASH_BYTES] = {
    0x7c, 0x5d, 0xc1, 0x6c, 0x47, 0x91, 0xd6, 0x26, 0x8b, 0xb1, 0x50, 0xd2, 0xe6, 0x79, 0x5e, 0x61,
    0x6b, 0x17, 0x48, 0xd0, 0x9b, 0x0d, 0x1a, 0xe6, 0x15, 0xa9, 0x86, 0x38, 0xea, 0xd2, 0x71, 0x44,
};

/* In the order of type and name; the text is left out where SQLite makes it. */
static const char objects_sql[] =
    "SELECT type, name, coalesce(tbl_name, ''), CASE WHEN type = 'table' AND name IN"
    " ('search_data', 'search_idx', 'search_config', 'search_content', 'search_docsize') THEN ''"
    " ELSE coalesce(sql, '') END FROM sqlite_schema"
    " WHERE NOT (type = 'table' AND name IN ('sqlite_stat1', 'sqlite_stat4'))"
    " ORDER BY type, name, rowid";

enum { TYPE, NAME, TABLE, SQL, TEXTS };

struct object {
    char *texts[TEXTS];
};

struct objects {
    struct object *items;
    size_t count;
};

/* ---- the hash ------------------------------------------------------------------------------------ */

enum status schema_hash(struct store *store, unsigned char out[SCHEMA_HASH_BYTES],
                        struct problem *problem) {
    crypto_generichash_state state;
    struct statement row;
    bool has_row = false;
    enum status status = audit_begin_hash(store, &state, problem);
    if (status != STATUS_OK) {
        return status;
    }
    statement_open(&row, store, objects_sql);
    status = statement_step(&row, &has_row, problem);
    while (status == STATUS_OK && has_row) {
        for (int i = 0; i < TEXTS; i++) {
            const char *text = statement_column_text(&row, i);
            audit_add_bytes(&state, 't', text, strlen(text));
        }
        status = statement_step(&row, &has_row, problem);
    }
    statement_close(&row);
    crypto_generichash_final(&state, out, SCHEMA_HASH_BYTES);
    return status;
}

bool schema_is_known(const unsigned char hash[SCHEMA_HASH_BYTES]) {
    return memcmp(hash, known, sizeof known) == 0;
}

/* ---- what there is, and what there should be ------------------------------------------------------ */

static void release(struct objects *objects) {
    for (size_t i = 0; i < objects->count; i++) {
        for (int text = 0; text < TEXTS; text++) {
            free(objects->items[i].texts[text]);
        }
    }
    free(objects->items);
    *objects = (struct objects){0};
}

static bool add(struct objects *objects, sqlite3_stmt *row) {
    struct object *grown = realloc(objects->items, (objects->count + 1) * sizeof *grown);
    if (grown == NULL) {
        return false;
    }
    objects->items = grown;
    struct object *object = &grown[objects->count++];
    *object = (struct object){{NULL}};
    bool is_whole = true;
    for (int i = 0; i < TEXTS; i++) {
        const char *text = (const char *)sqlite3_column_text(row, i);
        object->texts[i] = text == NULL ? NULL : text_copy(text);
        is_whole = is_whole && object->texts[i] != NULL;
    }
    return is_whole;
}

/* An SQLite result. */
static int read_objects(sqlite3 *db, struct objects *out) {
    sqlite3_stmt *row = NULL;
    int code = sqlite3_prepare_v2(db, objects_sql, -1, &row, NULL);
    while (code == SQLITE_OK) {
        code = sqlite3_step(row);
        if (code == SQLITE_ROW) {
            code = add(out, row) ? SQLITE_OK : SQLITE_NOMEM;
        }
    }
    sqlite3_finalize(row);
    return code == SQLITE_DONE ? SQLITE_OK : code;
}

static enum status read_shipped(struct store *store, struct objects *out, struct problem *problem) {
    sqlite3 *db = NULL;
    int code = sqlite3_open_v2(":memory:", &db, SQLITE_OPEN_READWRITE, NULL);
    const struct embedded_file *file = store->schema;
    for (; code == SQLITE_OK && schema_number(file) > 0 && schema_number(file) <= store->version;
         file++) {
        code = sqlite3_exec(db, file->text, NULL, NULL, NULL);
    }
    if (code == SQLITE_OK) {
        code = read_objects(db, out);
    }
    enum status status = code == SQLITE_OK ? STATUS_OK : store_failed(store, db, code, problem);
    sqlite3_close(db);
    return status;
}

/* ---- the difference ------------------------------------------------------------------------------ */

static void tell(const struct object *object, const char *message,
                 void (*each)(void *context, const struct problem *fault), void *context) {
    struct problem fault;
    problem_set(&fault, STATUS_CORRUPT, NULL, message);
    problem_place(&fault, "type", object->texts[TYPE]);
    problem_place(&fault, "name", object->texts[NAME]);
    each(context, &fault);
}

static int compare_names(const struct object *one, const struct object *other) {
    int by_type = strcmp(one->texts[TYPE], other->texts[TYPE]);
    return by_type != 0 ? by_type : strcmp(one->texts[NAME], other->texts[NAME]);
}

static void compare(const struct objects *found, const struct objects *shipped,
                    void (*each)(void *context, const struct problem *fault), void *context) {
    size_t at = 0, wanted = 0;
    while (at < found->count || wanted < shipped->count) {
        int order = at == found->count ? 1
                    : wanted == shipped->count
                        ? -1
                        : compare_names(&found->items[at], &shipped->items[wanted]);
        if (order < 0) {
            tell(&found->items[at], N_("数据库结构里多出 {type} {name}：是在本程序之外加上的"),
                 each, context);
        } else if (order > 0) {
            tell(&shipped->items[wanted], N_("数据库结构里缺少 {type} {name}：在本程序之外删去了"),
                 each, context);
        } else if (strcmp(found->items[at].texts[SQL], shipped->items[wanted].texts[SQL]) != 0 ||
                   strcmp(found->items[at].texts[TABLE], shipped->items[wanted].texts[TABLE]) !=
                       0) {
            tell(&found->items[at],
                 N_("数据库结构里的 {type} {name} 与本程序的不同：在本程序之外改过"), each,
                 context);
        }
        at += order <= 0 ? 1 : 0;
        wanted += order >= 0 ? 1 : 0;
    }
}

static enum status compare_each(struct store *store,
                                void (*each)(void *context, const struct problem *fault),
                                void *context, struct problem *problem) {
    struct objects found = {0}, shipped = {0};
    int code = read_objects(store->db, &found);
    enum status status =
        code == SQLITE_OK ? STATUS_OK : store_failed(store, store->db, code, problem);
    if (status == STATUS_OK) {
        status = read_shipped(store, &shipped, problem);
    }
    if (status == STATUS_OK) {
        compare(&found, &shipped, each, context);
    }
    release(&found);
    release(&shipped);
    return status;
}

enum status store_check_schema(struct store *store,
                               void (*each)(void *context, const struct problem *fault),
                               void *context, struct problem *problem) {
    unsigned char hash[SCHEMA_HASH_BYTES];
    enum status status = schema_hash(store, hash, problem);
    bool is_newest = store->version == schema_newest(store->schema);
    return status == STATUS_OK && !(is_newest && schema_is_known(hash))
               ? compare_each(store, each, context, problem)
               : status;
}

/* ---- watching ------------------------------------------------------------------------------------ */

/* The first one is named. */
static void note_strange(void *context, const struct problem *fault) {
    struct store *store = context;
    if (store->strange_count++ == 0) {
        snprintf(store->strange, sizeof store->strange, "%s %s", fault->places[0].value,
                 fault->places[1].value);
    }
}

static enum status look(struct store *store, struct problem *problem) {
    int64_t version = 0;
    store->strange_count = 0;
    enum status status = store_integer(store, "PRAGMA user_version", &version, problem);
    if (status == STATUS_OK && version > store->version) {
        status = problem_set(problem, STATUS_BUSY, NULL,
                             N_("数据库刚被更新版本的程序升级；请升级本程序后再打开"));
    }
    return status == STATUS_OK ? store_check_schema(store, note_strange, store, problem) : status;
}

enum status schema_watch(struct store *store, struct problem *problem) {
    struct statement statement;
    int64_t cookie = 0;
    if (store->path[0] == '\0' || store->is_damaged) {
        return STATUS_OK;
    }
    statement_open(&statement, store, "PRAGMA schema_version");
    enum status status = statement_run_integer(&statement, &cookie, problem);
    if (status != STATUS_OK || cookie == store->schema_seen) {
        return status;
    }
    status = look(store, problem);
    if (status == STATUS_OK && store->strange_count > 0) {
        store->is_damaged = store->is_read_only = true;
    } else if (status == STATUS_OK) {
        store->schema_seen = cookie;
    }
    return status;
}

enum status schema_refuse_strange(struct store *store, struct problem *problem) {
    enum status status = look(store, problem);
    return status == STATUS_OK && store->strange_count > 0 ? schema_say_strange(store, problem)
                                                           : status;
}

enum status schema_say_strange(const struct store *store, struct problem *problem) {
    problem_set(problem, STATUS_CORRUPT, NULL,
                N_("数据库的结构在本程序之外被改过（{detail}，共 {count} 处），只能看，不能保存；"
                   "请恢复备份，没有就用 zwgk salvage 取到新文件，zwgk doctor 说得更细"));
    problem_place(problem, "detail", store->strange);
    problem_place_integer(problem, "count", store->strange_count);
    return STATUS_CORRUPT;
}

bool store_is_strange(const struct store *store) {
    return store->strange_count > 0;
}
