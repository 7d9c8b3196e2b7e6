/* The views of data/schema/views.sql, made as temporary views when first asked for, with the others of
 * their family (feedback_all, feedback_open): most sittings need few. Writes nothing to the file. */
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/text.h"
#include "store/statement.h"

#define VIEWS_FILE "data/schema/views.sql"
#define VIEW_START "CREATE TEMP VIEW "

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

static size_t word_length(const char *text) {
    return strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_");
}

/* The place in views.sql where this view is made; NULL when it has none of that name. */
static const char *find_text(const char *name) {
    const struct embedded_file *file = embedded_find(VIEWS_FILE);
    const char *at = file == NULL ? NULL : strstr(file->text, VIEW_START);
    while (at != NULL) {
        const char *word = at + strlen(VIEW_START);
        size_t length = word_length(word);
        if (length > 0 && strlen(name) == length && strncmp(word, name, length) == 0) {
            return at;
        }
        at = strstr(word, VIEW_START);
    }
    return NULL;
}

/* Bytes of a view's name that its family shares: up to and with its last underscore. */
static size_t family_length(const char *name) {
    const char *underscore = strrchr(name, '_');
    return underscore == NULL ? strlen(name) : (size_t)(underscore - name) + 1;
}

static enum status make_one(struct store *store, const char *text, struct problem *problem) {
    const char *end = strchr(text, ';');
    struct buffer sql = BUFFER_INIT;
    buffer_append(&sql, "CREATE TEMP VIEW IF NOT EXISTS ");
    text += strlen(VIEW_START);
    buffer_append_bytes(&sql, text, end == NULL ? strlen(text) : (size_t)(end - text));
    enum status status =
        sql.failed ? store_no_memory(problem) : store_execute(store, buffer_text(&sql), problem);
    buffer_release(&sql);
    return status;
}

static enum status make_family(struct store *store, const char *name, struct problem *problem) {
    const struct embedded_file *file = embedded_find(VIEWS_FILE);
    size_t length = family_length(name);
    enum status status = STATUS_OK;
    const char *at = strstr(file->text, VIEW_START);
    while (at != NULL && status == STATUS_OK) {
        const char *word = at + strlen(VIEW_START);
        if (strncmp(word, name, length) == 0) {
            status = make_one(store, at, problem);
        }
        at = strstr(word, VIEW_START);
    }
    return status;
}

static bool add_column(struct view *view, const char *name) {
    char **grown = realloc(view->columns, (view->column_count + 1) * sizeof *grown);
    if (grown == NULL) {
        return false;
    }
    view->columns = grown;
    grown[view->column_count] = text_copy(name);
    return grown[view->column_count] != NULL && ++view->column_count > 0;
}

static enum status read_columns(struct store *store, struct view *view, struct problem *problem) {
    struct statement statement;
    statement_open(&statement, store, "SELECT name FROM pragma_table_info(?)");
    statement_text(&statement, view->name);
    bool has_row = false;
    enum status status = statement_step(&statement, &has_row, problem);
    while (status == STATUS_OK && has_row) {
        status = add_column(view, statement_column_text(&statement, 0))
                     ? statement_step(&statement, &has_row, problem)
                     : store_no_memory(problem);
    }
    statement_close(&statement);
    return status;
}

static enum status no_view(const char *name, struct problem *problem) {
    problem_set(problem, STATUS_INVALID, NULL, N_("没有视图 {view}，请改 view ="));
    problem_place(problem, "view", name);
    return STATUS_INVALID;
}

enum status view_find(struct store *store, const char *name, const struct view **out,
                      struct problem *problem) {
    for (size_t i = 0; i < store->view_count; i++) {
        if (strcmp(store->views[i].name, name) == 0) {
            *out = &store->views[i];
            return STATUS_OK;
        }
    }
    if (store->db == NULL) {
        enum status reopened = store_reopen(store, problem);
        if (reopened != STATUS_OK) {
            return reopened;
        }
    }
    if (find_text(name) == NULL || store->view_count == VIEWS_MOST) {
        return no_view(name, problem);
    }
    struct view view = {text_copy(name), NULL, 0};
    enum status status = view.name == NULL ? store_no_memory(problem) : STATUS_OK;
    if (status == STATUS_OK) {
        status = make_family(store, name, problem);
    }
    if (status == STATUS_OK) {
        status = read_columns(store, &view, problem);
    }
    if (status != STATUS_OK) {
        release_view(&view);
        return status;
    }
    store->views[store->view_count] = view;
    *out = &store->views[store->view_count++];
    return STATUS_OK;
}
