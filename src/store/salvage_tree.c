/* Walks the trees of a damaged file: by its schema first, then every leaf that no tree led to, told by its content. Each page is
 * looked at once, so no circle of pages holds it up. */
#include <stdlib.h>
#include <string.h>

#include "store/salvage_private.h"

struct walk {
    struct salvaging *work;
    uint32_t *pages; /* still to be looked at; the last one next */
    size_t count, room;
};

typedef void take_cell(struct salvaging *work, const struct cell *cell);

static void push(struct walk *walk, uint32_t number) {
    if (number < 1 || number > walk->work->pages.count || walk->work->is_seen[number] != 0) {
        return;
    }
    if (walk->count == walk->room) {
        size_t room = walk->room == 0 ? 256 : walk->room * 2;
        uint32_t *grown = realloc(walk->pages, room * sizeof *grown);
        if (grown == NULL) {
            salvage_fail(walk->work, SQLITE_NOMEM);
            return;
        }
        walk->pages = grown;
        walk->room = room;
    }
    walk->pages[walk->count++] = number;
}

/* Most of its rows are the table's: pages that a spoilt pointer leads to are left to those who look for strays. */
static bool is_page_of(struct salvaging *work, uint32_t number, const struct table *table) {
    int fitting = 0, others = 0, count = pages_cell_count(&work->pages, number);
    for (int i = 0; i < count; i++) {
        if (!pages_cell(&work->pages, number, i, &work->cell)) {
            continue;
        }
        bool fits = table_fits(table, &work->cell, work->largest);
        fitting += fits;
        others += !fits;
    }
    return fitting >= others;
}

static void read_leaf(struct salvaging *work, uint32_t number, struct table *table) {
    int count = pages_cell_count(&work->pages, number);
    bool is_ordered = !table->is_keyed && pages_kind(&work->pages, number) == PAGE_TABLE_LEAF;
    for (int i = 0; i < count && !work->has_failed; i++) {
        bool is_read = pages_cell(&work->pages, number, i, &work->cell);
        if (is_read && (!is_ordered || pages_cell_is_in_order(&work->pages, number, i))) {
            table_take(work, table, &work->cell);
        } else {
            salvage_add(work, SALVAGE_ROW_REFUSED, table->name, 0, 0);
        }
    }
    table->told->pages++;
}

static void push_children(struct walk *walk, uint32_t number) {
    struct salvaging *work = walk->work;
    push(walk, pages_right_child(&work->pages, number));
    for (int i = pages_cell_count(&work->pages, number) - 1; i >= 0; i--) {
        work->cell.child = 0;
        (void)pages_cell(&work->pages, number, i, &work->cell);
        push(walk, work->cell.child);
    }
}

static void walk_page(struct walk *walk, uint32_t number, struct table *table) {
    struct salvaging *work = walk->work;
    enum page_kind kind = pages_kind(&work->pages, number);
    enum page_kind leaf = table->is_keyed ? PAGE_INDEX_LEAF : PAGE_TABLE_LEAF;
    enum page_kind inner = table->is_keyed ? PAGE_INDEX_INNER : PAGE_TABLE_INNER;
    if (kind == leaf && is_page_of(work, number, table)) {
        work->is_seen[number] = 1;
        read_leaf(work, number, table);
    } else if (kind == inner) {
        work->is_seen[number] = 1;
        push_children(walk, number);
        if (table->is_keyed) {
            read_leaf(work, number, table);
        }
    } else {
        work->out->damaged_pages++;
    }
}

static void walk_table(struct salvaging *work, struct table *table) {
    struct walk walk = {.work = work};
    push(&walk, table->root);
    while (walk.count > 0 && !work->has_failed) {
        uint32_t number = walk.pages[--walk.count];
        if (work->is_seen[number] == 0) {
            walk_page(&walk, number, table);
        }
    }
    free(walk.pages);
}

/* ---- other trees: the schema's own, and indexes of records ----------------------------------------- */

static void walk_cells(struct salvaging *work, uint32_t root, bool is_index, take_cell *take) {
    struct walk walk = {.work = work};
    push(&walk, root);
    while (walk.count > 0 && !work->has_failed) {
        uint32_t number = walk.pages[--walk.count];
        enum page_kind kind = pages_kind(&work->pages, number);
        bool is_leaf = kind == (is_index ? PAGE_INDEX_LEAF : PAGE_TABLE_LEAF);
        bool is_inner = kind == (is_index ? PAGE_INDEX_INNER : PAGE_TABLE_INNER);
        if (work->is_seen[number] != 0 || (!is_leaf && !is_inner)) {
            work->out->damaged_pages += work->is_seen[number] == 0;
            continue;
        }
        work->is_seen[number] = 1;
        for (int i = 0; (is_leaf || is_index) && i < pages_cell_count(&work->pages, number); i++) {
            if (pages_cell(&work->pages, number, i, &work->cell)) {
                take(work, &work->cell);
            }
        }
        if (is_inner) {
            push_children(&walk, number);
        }
    }
    free(walk.pages);
}

static bool value_is(const struct value *value, const char *text) {
    return value->kind == VALUE_TEXT && value->length == strlen(text) &&
           memcmp(value->bytes, text, value->length) == 0;
}

/* type, name, tbl_name, rootpage, sql */
static void take_schema_row(struct salvaging *work, const struct cell *cell) {
    static const char *const indexes[] = {"sqlite_autoindex_record_1", "record_title"};
    if (cell->count < 4 || cell->values[3].kind != VALUE_INTEGER || cell->values[3].integer < 2 ||
        cell->values[3].integer > work->pages.count) {
        return;
    }
    uint32_t root = (uint32_t)cell->values[3].integer;
    for (size_t i = 0; value_is(&cell->values[0], "table") && i < work->table_count; i++) {
        if (value_is(&cell->values[1], work->tables[i].name)) {
            work->tables[i].root = root;
        }
    }
    bool is_known = false;
    for (size_t i = 0; i < work->table_count; i++) {
        is_known = is_known || value_is(&cell->values[1], work->tables[i].name);
    }
    if (value_is(&cell->values[0], "table") && !is_known && work->other_count < OTHERS_MOST) {
        work->others[work->other_count++] = root;
    }
    for (size_t i = 0; value_is(&cell->values[0], "index") && i < 2; i++) {
        if (value_is(&cell->values[1], indexes[i])) {
            work->record_index[i] = root;
        }
    }
}

/* Roots the schema no longer tells: where the new file has them, if nobody else claims the page. */
static void guess_roots(struct salvaging *work) {
    for (size_t i = 0; i < work->table_count; i++) {
        struct table *table = &work->tables[i];
        bool is_free = true;
        sqlite3_stmt *row =
            table->root != 0
                ? NULL
                : salvage_prepare(work, "SELECT rootpage FROM sqlite_schema WHERE name = ?");
        if (row == NULL) {
            continue;
        }
        sqlite3_bind_text(row, 1, table->name, -1, SQLITE_STATIC);
        uint32_t root = salvage_row(work, row) ? (uint32_t)sqlite3_column_int(row, 0) : 0;
        sqlite3_finalize(row);
        for (size_t j = 0; j < work->table_count; j++) {
            is_free = is_free && work->tables[j].root != root;
        }
        enum page_kind kind = pages_kind(&work->pages, root);
        bool is_kind = table->is_keyed ? kind == PAGE_INDEX_LEAF || kind == PAGE_INDEX_INNER
                                       : kind == PAGE_TABLE_LEAF || kind == PAGE_TABLE_INNER;
        table->root = is_free && is_kind ? root : 0;
    }
}

static void take_nothing(struct salvaging *work, const struct cell *cell) {
    (void)work;
    (void)cell;
}

/* Number and id, or kind, title and id: names for records that may be lost. */
static void take_index_row(struct salvaging *work, const struct cell *cell) {
    int last = cell->count - 1;
    if (last < 1 || last > 2 || cell->values[last].kind != VALUE_INTEGER ||
        cell->values[last].integer < 1 || cell->values[last].integer > work->largest ||
        cell->values[0].kind != VALUE_TEXT || cell->values[last - 1].kind != VALUE_TEXT) {
        return;
    }
    sqlite3_stmt *row = salvage_prepare(
        work, last == 1
                  ? "INSERT INTO temp.known (id, number) VALUES (?, ?)"
                    " ON CONFLICT (id) DO UPDATE SET number = excluded.number"
                  : "INSERT INTO temp.known (id, kind, title) VALUES (?, ?, ?)"
                    " ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, title = excluded.title");
    if (row == NULL) {
        return;
    }
    sqlite3_bind_int64(row, 1, cell->values[last].integer);
    for (int i = 0; i < last; i++) {
        sqlite3_bind_text(row, i + 2, (const char *)cell->values[i].bytes,
                          (int)cell->values[i].length, SQLITE_STATIC);
    }
    (void)!salvage_change(work, row);
    sqlite3_finalize(row);
}

/* ---- strays -------------------------------------------------------------------------------------- */

/* The kind of the record with that id, NULL when neither its row nor an index told it. */
static const struct record_kind *kind_of(struct salvaging *work, sqlite3_stmt *ask, int64_t id) {
    const struct record_kind *kind = NULL;
    sqlite3_bind_int64(ask, 1, id);
    if (salvage_row(work, ask) && sqlite3_column_type(ask, 0) == SQLITE_TEXT) {
        kind = record_kind_find((const char *)sqlite3_column_text(ask, 0));
    }
    sqlite3_reset(ask);
    return kind;
}

/* A block of the search index, which is made anew. */
static bool is_search_page(struct salvaging *work, uint32_t number) {
    return pages_cell(&work->pages, number, 0, &work->cell) && work->cell.count == 2 &&
           work->cell.values[0].kind == VALUE_NULL && work->cell.values[1].kind == VALUE_BLOB;
}

/* How many rows of the page are the table's; -1 when one is surely another's. */
static int count_fitting(struct salvaging *work, uint32_t number, const struct table *table,
                         sqlite3_stmt *ask, bool *is_sure) {
    int fitting = 0, count = pages_cell_count(&work->pages, number);
    *is_sure = false;
    for (int i = 0; i < count; i++) {
        if (!pages_cell(&work->pages, number, i, &work->cell)) {
            continue;
        }
        if (!table_fits(table, &work->cell, work->largest)) {
            return -1;
        }
        if (table->kind != NULL) {
            const struct record_kind *kind = kind_of(work, ask, work->cell.rowid);
            if (kind != NULL && kind != table->kind) {
                return -1;
            }
            *is_sure = *is_sure || kind != NULL;
        }
        fitting++;
    }
    return fitting;
}

/* The one table whose rows these can be; NULL when there is none, or several. */
static struct table *whose(struct salvaging *work, uint32_t number, sqlite3_stmt *ask) {
    struct table *found = NULL;
    int count = 0;
    for (size_t i = 0; i < work->table_count; i++) {
        struct table *table = &work->tables[i];
        bool is_sure = false;
        if (table->is_keyed || count_fitting(work, number, table, ask, &is_sure) < 1) {
            continue;
        }
        if (is_sure) {
            return table;
        }
        found = table;
        count++;
    }
    return count == 1 ? found : NULL;
}

/* `only` NULL: of every table. */
static void read_strays(struct salvaging *work, const struct table *only, sqlite3_stmt *ask) {
    for (uint32_t number = 2; number <= work->pages.count && !work->has_failed; number++) {
        if (work->is_seen[number] != 0 || pages_kind(&work->pages, number) != PAGE_TABLE_LEAF ||
            pages_cell_count(&work->pages, number) == 0) {
            continue;
        }
        struct table *table = whose(work, number, ask);
        if (table == NULL || (only != NULL && table != only)) {
            work->out->unplaced_pages +=
                only == NULL && table == NULL && !is_search_page(work, number);
            continue;
        }
        work->is_seen[number] = 1;
        work->out->stray_pages++;
        read_leaf(work, number, table);
    }
}

/* ---- all of it ----------------------------------------------------------------------------------- */

static void read_all_strays(struct salvaging *work) {
    sqlite3_stmt *ask =
        salvage_prepare(work, "SELECT coalesce((SELECT record_kind FROM record WHERE id = ?1),"
                              " (SELECT kind FROM temp.known WHERE id = ?1))");
    if (ask != NULL) {
        read_strays(work, table_find(work, "record"), ask);
        read_strays(work, NULL, ask);
    }
    sqlite3_finalize(ask);
}

bool trees_read(struct salvaging *work) {
    walk_cells(work, 1, false, take_schema_row);
    guess_roots(work);
    for (size_t i = 0; i < work->other_count; i++) {
        enum page_kind kind = pages_kind(&work->pages, work->others[i]);
        walk_cells(work, work->others[i], kind == PAGE_INDEX_LEAF || kind == PAGE_INDEX_INNER,
                   take_nothing);
    }
    for (size_t i = 0; i < 2; i++) {
        walk_cells(work, work->record_index[i], true, take_index_row);
    }
    for (size_t i = 0; i < work->table_count && !work->has_failed; i++) {
        if (!work->tables[i].is_made_anew) {
            walk_table(work, &work->tables[i]);
        } else {
            work->tables[i].root = 0;
        }
    }
    read_all_strays(work);
    if (work->cell.payload.failed) {
        salvage_fail(work, SQLITE_NOMEM); /* rows were taken for unreadable */
    }
    return !work->has_failed;
}
