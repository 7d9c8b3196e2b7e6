/* Pages of a view: at most fifty rows, found by key, read out at once so that no statement stays open
 * while somebody thinks. Reads only what the filter lets through. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "store/page_sql.h"
#include "store/statement.h"

void page_release(struct page *page) {
    free(page->text);
    *page = (struct page){0};
}

const char *page_key(const struct page *page, size_t row) {
    assert(row < page->count);
    return page->text + page->keys[row];
}

const char *page_cell(const struct page *page, size_t row, size_t column) {
    assert(row < page->count && column < page->column_count);
    return page->text + page->cells[row][column];
}

/* Copies a text into the page; SIZE_MAX when memory ran out. Offset 0 is the empty text. */
static size_t page_add_text(struct page *page, const char *text, size_t length) {
    if (length == 0 && page->text_length > 0) {
        return 0;
    }
    size_t needed = page->text_length + length + 1;
    if (needed > page->text_capacity) {
        size_t capacity = page->text_capacity == 0 ? 4096 : page->text_capacity;
        while (capacity < needed) {
            capacity *= 2;
        }
        char *grown = realloc(page->text, capacity);
        if (grown == NULL) {
            return SIZE_MAX;
        }
        page->text = grown;
        page->text_capacity = capacity;
    }
    size_t at = page->text_length;
    memcpy(page->text + at, text, length);
    page->text[at + length] = '\0';
    page->text_length = needed;
    return at;
}

static size_t add_cell(struct page *page, const struct statement *statement, int column) {
    const char *text = statement_column_text(statement, column);
    return page_add_text(page, text, (size_t)sqlite3_column_bytes(statement->handle, column));
}

static bool add_row(struct page *page, const struct statement *statement) {
    size_t row = page->count;
    page->keys[row] = add_cell(page, statement, 0);
    page->ids[row] = statement_column_integer(statement, 1);
    bool is_ok = page->keys[row] != SIZE_MAX;
    for (size_t i = 0; i < page->column_count && is_ok; i++) {
        page->cells[row][i] = add_cell(page, statement, (int)i + 2);
        is_ok = page->cells[row][i] != SIZE_MAX;
    }
    page->count += is_ok ? 1 : 0;
    return is_ok;
}

static void bind_condition(struct statement *statement, const struct condition *condition) {
    if (compare_takes_text(condition->compare)) {
        statement_text(statement, condition->text == NULL ? "" : condition->text);
    }
}

static void bind_conditions(struct statement *statement, const struct page_request *request) {
    for (size_t i = 0; i < request->condition_count; i++) {
        bind_condition(statement, &request->conditions[i]);
    }
    for (size_t i = 0; i < request->criterion_count; i++) {
        bind_condition(statement, &request->criteria[i].test);
    }
}

static void bind_start(struct statement *statement, const struct part_sql *sql,
                       const struct page_start *start) {
    if (sql->part != PART_ALL && !page_orders_by_id(sql->request)) {
        statement_text(statement, start->key);
    }
    if (sql->part == PART_SAME_KEY) {
        statement_integer(statement, start->id);
    }
}

static void open_part(struct statement *statement, struct store *store, const struct part_sql *sql,
                      const struct page_start *start, const struct buffer *text) {
    if (text->failed) {
        *statement = (struct statement){store, NULL, NULL, 1, SQLITE_NOMEM};
    } else {
        statement_open(statement, store, buffer_text(text));
    }
    statement_see(statement, sql->visible);
    bind_conditions(statement, sql->request);
    bind_start(statement, sql, start);
}

/* Appends the rows of one part to the page, up to `limit` in all. */
static enum status read_part(struct store *store, const struct part_sql *sql,
                             const struct page_start *start, int limit, struct page *out,
                             struct problem *problem) {
    struct buffer text = BUFFER_INIT;
    struct statement statement;
    page_append_select(&text, sql);
    open_part(&statement, store, sql, start, &text);
    buffer_release(&text);
    statement_integer(&statement, limit - (int)out->count);
    bool has_row = false;
    enum status status = statement_step(&statement, &has_row, problem);
    while (status == STATUS_OK && has_row) {
        status = add_row(out, &statement) ? statement_step(&statement, &has_row, problem)
                                          : store_no_memory(problem);
    }
    statement_close(&statement);
    return status;
}

static void reverse_rows(struct page *page) {
    for (size_t low = 0, high = page->count; low + 1 < high--; low++) {
        int64_t id = page->ids[low];
        size_t key = page->keys[low];
        size_t cells[PAGE_COLUMNS_MOST];
        memcpy(cells, page->cells[low], sizeof cells);
        page->ids[low] = page->ids[high];
        page->keys[low] = page->keys[high];
        memcpy(page->cells[low], page->cells[high], sizeof cells);
        page->ids[high] = id;
        page->keys[high] = key;
        memcpy(page->cells[high], cells, sizeof cells);
    }
}

static enum status read_parts(struct store *store, struct part_sql *sql,
                              const struct page_start *start, int limit, struct page *out,
                              struct problem *problem) {
    if (start->key == NULL) {
        sql->part = PART_ALL;
        return read_part(store, sql, start, limit, out, problem);
    }
    sql->part = PART_SAME_KEY;
    enum status status = read_part(store, sql, start, limit, out, problem);
    if (status == STATUS_OK && out->count < (size_t)limit && !page_orders_by_id(sql->request)) {
        sql->part = PART_BEYOND;
        status = read_part(store, sql, start, limit, out, problem);
    }
    return status;
}

enum status store_page(struct store *store, const struct visible *visible,
                       const struct page_request *request, const struct page_start *start,
                       int limit, struct page *out, struct problem *problem) {
    assert(limit > 0 && limit <= PAGE_ROWS_MOST && request->column_count <= PAGE_COLUMNS_MOST &&
           request->criterion_count <= CRITERIA_MOST);
    out->count = 0;
    out->column_count = request->column_count;
    out->text_length = 0;
    if (page_add_text(out, "", 0) == SIZE_MAX) {
        return store_no_memory(problem);
    }
    enum status status = page_check(store, request, problem);
    if (status != STATUS_OK) {
        return status;
    }
    struct part_sql sql = {visible, request, PART_ALL, request->descending == start->backwards,
                           start->inclusive};
    store->may_stop = true;
    status = read_parts(store, &sql, start, limit, out, problem);
    store->may_stop = false;
    /* Of a damaged file what comes before the damage; asked for what comes next, it says so. */
    if (status == STATUS_CORRUPT && out->count > 0) {
        status = STATUS_OK;
    }
    if (status != STATUS_OK) {
        out->count = 0;
    } else if (start->backwards) {
        reverse_rows(out);
    }
    return status;
}

static enum status count_part(struct store *store, const struct part_sql *sql,
                              const struct page_start *start, int64_t *count,
                              struct problem *problem) {
    struct buffer text = BUFFER_INIT;
    struct statement statement;
    page_append_count(&text, sql);
    open_part(&statement, store, sql, start, &text);
    buffer_release(&text);
    int64_t rows = 0;
    enum status status = statement_run_integer(&statement, &rows, problem);
    *count += rows;
    return status;
}

/* Rows up to a row are those beyond it the other way round, and itself. */
static enum status count_parts(struct store *store, struct part_sql *sql,
                               const struct page_start *before, int64_t *count,
                               struct problem *problem) {
    if (before == NULL || before->key == NULL) {
        return count_part(store, sql, before, count, problem);
    }
    sql->is_rising = sql->request->descending;
    sql->is_inclusive = true;
    sql->part = PART_SAME_KEY;
    enum status status = count_part(store, sql, before, count, problem);
    if (status == STATUS_OK && !page_orders_by_id(sql->request)) {
        sql->part = PART_BEYOND;
        status = count_part(store, sql, before, count, problem);
    }
    return status;
}

enum status store_count(struct store *store, const struct visible *visible,
                        const struct page_request *request, const struct page_start *before,
                        int64_t *count, struct problem *problem) {
    *count = 0;
    enum status status = page_check(store, request, problem);
    if (status != STATUS_OK) {
        return status;
    }
    struct part_sql sql = {visible, request, PART_ALL, true, false};
    store->may_stop = true;
    status = count_parts(store, &sql, before, count, problem);
    store->may_stop = false;
    return status;
}
