/* The views of data/schema/views.sql. They are never made in the database: a statement that reads one gets
 * it as WITH, with only the columns it names, because SQLite copies and resolves every column of a view at
 * each prepare, and a list shows seven of forty. Reads no record. */
#include "store/view.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#define VIEWS_FILE "data/schema/views.sql"
#define VIEW_START "CREATE TEMP VIEW "

/* A stretch of views.sql or of a statement. */
struct span {
    const char *start;
    size_t length;
};

static bool is_word_byte(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == '_';
}

static size_t word_length(const char *text) {
    size_t length = 0;
    while (is_word_byte(text[length])) {
        length++;
    }
    return length;
}

static bool has_word(const char *text, struct span word) {
    for (const char *at = text; (at = strchr(at, word.start[0])) != NULL; at++) {
        if ((at == text || !is_word_byte(at[-1])) && strncmp(at, word.start, word.length) == 0 &&
            !is_word_byte(at[word.length])) {
            return true;
        }
    }
    return false;
}

/* The next view from `at` on: its name and its SELECT; false when there is none. */
static bool next_view(const char **at, struct span *name, struct span *body) {
    const char *start = strstr(*at, VIEW_START);
    const char *end = start == NULL ? NULL : strchr(start, ';');
    if (end == NULL) {
        return false;
    }
    name->start = start + strlen(VIEW_START);
    name->length = word_length(name->start);
    body->start = strstr(name->start, "SELECT ");
    body->length = (size_t)(end - body->start);
    *at = end;
    return true;
}

/* The next of the columns between SELECT and FROM; false at FROM. Sets *at behind it. */
static bool next_item(struct span body, size_t *at, struct span *item) {
    static const char from[] = "FROM ";
    int depth = 0;
    size_t start = *at + strspn(body.start + *at, " \n");
    if (strncmp(body.start + start, from, sizeof from - 1) == 0) {
        *at = start;
        return false;
    }
    size_t end = start;
    for (; end < body.length; end++) {
        char byte = body.start[end];
        depth += (byte == '(') - (byte == ')');
        if (depth == 0 && (byte == ',' || strncmp(body.start + end, "\nFROM ", 6) == 0 ||
                           strncmp(body.start + end, " FROM ", 6) == 0)) {
            break;
        }
    }
    *item = (struct span){body.start + start, end - start};
    *at = end < body.length && body.start[end] == ',' ? end + 1 : end;
    return true;
}

/* "r.number" → number, "(SELECT …) AS kind" → kind, "*" → *. */
static struct span item_name(struct span item) {
    size_t start = item.length;
    while (start > 0 && (is_word_byte(item.start[start - 1]) || item.start[start - 1] == '*')) {
        start--;
    }
    return (struct span){item.start + start, item.length - start};
}

static bool is_star(struct span item) {
    return item.length == 1 && item.start[0] == '*';
}

/* Appends the view's SELECT with only the columns that `rest` names; at least one. */
static void append_needed(struct buffer *out, struct span body, const char *rest) {
    size_t at = strlen("SELECT ");
    struct span item;
    bool has_some = false;
    buffer_append(out, "SELECT ");
    while (next_item(body, &at, &item)) {
        if (!is_star(item) && has_some && !has_word(rest, item_name(item))) {
            continue;
        }
        buffer_append(out, has_some ? ", " : "");
        buffer_append_bytes(out, item.start, item.length);
        has_some = true;
    }
    buffer_append(out, " ");
    buffer_append_bytes(out, body.start + at, body.length - at);
}

/* Puts the view before what stands there already, which may name it: "v AS (SELECT …), " + rest. */
static void put_before(struct buffer *rest, struct span name, struct span body, bool is_first) {
    struct buffer text = BUFFER_INIT;
    buffer_append_bytes(&text, name.start, name.length);
    buffer_append(&text, " AS (");
    append_needed(&text, body, buffer_text(rest));
    buffer_append(&text, is_first ? ") " : "), ");
    buffer_append(&text, buffer_text(rest));
    text.failed = text.failed || rest->failed;
    buffer_release(rest);
    *rest = text;
}

static bool find_body(struct span wanted, struct span *body) {
    const struct embedded_file *file = embedded_find(VIEWS_FILE);
    const char *at = file == NULL ? "" : file->text;
    struct span name;
    while (next_view(&at, &name, body)) {
        if (name.length == wanted.length && strncmp(name.start, wanted.start, name.length) == 0) {
            return true;
        }
    }
    return false;
}

/* Behind the next FROM or JOIN; NULL when there is none before `end`. */
static const char *next_source(const char *at, const char *end) {
    const char *from = strstr(at, "FROM ");
    const char *join = strstr(at, "JOIN ");
    const char *next = from == NULL || (join != NULL && join < from) ? join : from;
    return next == NULL || next >= end ? NULL : next + strlen("FROM ");
}

/* The next view read in the text from *at on; most tables' names have no underscore, all views' have. */
static bool next_read(const char **at, const char *end, struct span *name, struct span *body) {
    while ((*at = next_source(*at, end)) != NULL) {
        *name = (struct span){*at, word_length(*at)};
        if (memchr(name->start, '_', name->length) != NULL && find_body(*name, body)) {
            return true;
        }
    }
    return false;
}

/* The views put before a statement so far: each once. */
struct put {
    struct buffer *rest;
    struct span names[8];
    size_t count;
};

static void put_once(struct put *put, struct span name, struct span body) {
    for (size_t i = 0; i < put->count; i++) {
        if (put->names[i].length == name.length &&
            strncmp(put->names[i].start, name.start, name.length) == 0) {
            return;
        }
    }
    if (put->count < sizeof put->names / sizeof put->names[0]) {
        put_before(put->rest, name, body, put->count == 0);
        put->names[put->count++] = name;
    }
}

/* Puts the views that `select` reads before it, and before each the one view it may read itself. */
static bool put_views(struct buffer *rest, const char *select) {
    struct put put = {.rest = rest};
    struct span name, body, other_name, other_body;
    const char *end = select + strlen(select);
    while (next_read(&select, end, &name, &body)) {
        const char *inner = body.start;
        put_once(&put, name, body);
        if (next_read(&inner, body.start + body.length, &other_name, &other_body)) {
            put_once(&put, other_name, other_body);
        }
    }
    return put.count > 0;
}

const char *view_expand(const char *sql, struct buffer *out) {
    const char *select = strstr(sql, "SELECT ");
    struct buffer rest = BUFFER_INIT;
    if (select == NULL || strstr(select, "FROM ") == NULL) {
        return sql;
    }
    buffer_append(&rest, select);
    bool has_any = put_views(&rest, select);
    if (has_any) {
        buffer_append_bytes(out, sql, (size_t)(select - sql));
        buffer_append(out, "WITH ");
        buffer_append(out, buffer_text(&rest));
    }
    out->failed = out->failed || rest.failed;
    buffer_release(&rest);
    return has_any ? buffer_text(out) : sql;
}

/* ---- the columns of a view ---------------------------------------------------------------------- */

static void release_view(struct view *view) {
    for (size_t i = 0; i < view->column_count; i++) {
        free(view->columns[i]);
    }
    free(view->columns);
    free(view->name);
    *view = (struct view){0};
}

void views_forget(struct store *store) {
    for (size_t i = 0; i < store->view_count; i++) {
        release_view(&store->views[i]);
    }
    store->view_count = 0;
}

bool view_has(const struct view *view, const char *column) {
    for (size_t i = 0; i < view->column_count; i++) {
        if (strcmp(view->columns[i], column) == 0) {
            return true;
        }
    }
    return false;
}

static bool add_column(struct view *view, struct span name) {
    char **grown = realloc(view->columns, (view->column_count + 1) * sizeof *grown);
    if (grown == NULL) {
        return false;
    }
    view->columns = grown;
    grown[view->column_count] = strndup(name.start, name.length);
    return grown[view->column_count] != NULL && ++view->column_count > 0;
}

/* "SELECT * FROM other": the columns are the other's. */
static bool add_columns(struct view *view, struct span body) {
    size_t at = strlen("SELECT ");
    struct span item;
    while (next_item(body, &at, &item)) {
        if (is_star(item)) {
            const char *other = strstr(body.start, "FROM ") + strlen("FROM ");
            if (!find_body((struct span){other, word_length(other)}, &body)) {
                return false;
            }
            at = strlen("SELECT ");
        } else if (!add_column(view, item_name(item))) {
            return false;
        }
    }
    return true;
}

enum status view_find(struct store *store, const char *name, const struct view **out,
                      struct problem *problem) {
    struct span body;
    for (size_t i = 0; i < store->view_count; i++) {
        if (strcmp(store->views[i].name, name) == 0) {
            *out = &store->views[i];
            return STATUS_OK;
        }
    }
    if (store->view_count == VIEWS_MOST || !find_body((struct span){name, strlen(name)}, &body)) {
        problem_set(problem, STATUS_INVALID, NULL, N_("没有视图 {view}，请改 view ="));
        problem_place(problem, "view", name);
        return STATUS_INVALID;
    }
    struct view view = {text_copy(name), NULL, 0};
    if (view.name == NULL || !add_columns(&view, body)) {
        release_view(&view);
        return store_no_memory(problem);
    }
    store->views[store->view_count] = view;
    *out = &store->views[store->view_count++];
    return STATUS_OK;
}
