/* The SQL of a page: keyset by (order, id) as at most an equal prefix and the rows after it, because a
 * row value would use only the first column of the index. Pastes no value, only checked names. */
#include "store/page_sql.h"

#include <string.h>

#include "store/view.h"

static enum status no_column(const char *view, const char *column, struct problem *problem) {
    problem_set(problem, STATUS_INVALID, NULL, N_("视图 {view} 没有列 {column}"));
    problem_place(problem, "view", view);
    problem_place(problem, "column", column);
    return STATUS_INVALID;
}

enum status page_check(struct store *store, const struct page_request *request,
                       struct problem *problem) {
    const struct view *view = NULL;
    enum status status = view_find(store, request->view, &view, problem);
    if (status != STATUS_OK) {
        return status;
    }
    if (!view_has(view, request->order)) {
        return no_column(request->view, request->order, problem);
    }
    for (size_t i = 0; i < request->column_count; i++) {
        if (!view_has(view, request->columns[i])) {
            return no_column(request->view, request->columns[i], problem);
        }
    }
    for (size_t i = 0; i < request->condition_count; i++) {
        if (!view_has(view, request->conditions[i].column)) {
            return no_column(request->view, request->conditions[i].column, problem);
        }
    }
    for (size_t i = 0; i < request->criterion_count; i++) {
        if (!view_has(view, request->criteria[i].test.column)) {
            return no_column(request->view, request->criteria[i].test.column, problem);
        }
    }
    return STATUS_OK;
}

bool page_orders_by_id(const struct page_request *request) {
    return strcmp(request->order, "id") == 0;
}

/* `at` is the number of the condition's parameter. */
static void append_test(struct buffer *out, const struct condition *condition, int at) {
    const char *column = condition->column; /* identifiers checked */
    switch (condition->compare) {
    case IS_EQUAL:
        buffer_append_format(out, "%s = ?%d", column, at);
        break;
    case IS_NOT_EQUAL:
        buffer_append_format(out, "%s IS NOT ?%d", column, at);
        break;
    case IS_LESS:
        buffer_append_format(out, "%s < ?%d", column, at);
        break;
    case IS_AT_MOST:
        buffer_append_format(out, "%s <= ?%d", column, at);
        break;
    case IS_GREATER:
        buffer_append_format(out, "%s > ?%d", column, at);
        break;
    case IS_AT_LEAST:
        buffer_append_format(out, "%s >= ?%d", column, at);
        break;
    case CONTAINS:
        buffer_append_format(out, "instr(lower(%s), lower(?%d)) > 0", column, at);
        break;
    case BEGINS: /* up to the prefix with the last character there is: an index serves it */
        buffer_append_format(out, "(%s >= ?%d AND %s < ?%d || char(1114111))", column, at,
                             column, at);
        break;
    case ENDS:
        buffer_append_format(out, "substr(%s, -length(?%d)) = ?%d", column, at, at);
        break;
    case LACKS:
        buffer_append_format(out, "instr(lower(coalesce(%s, '')), lower(?%d)) = 0", column, at);
        break;
    case HAS_WORD:
    case LACKS_WORD:
        buffer_append_format(out, "instr(' ' || coalesce(%s, '') || ' ', ' ' || ?%d || ' ') %s 0",
                             column, at, condition->compare == HAS_WORD ? ">" : "=");
        break;
    case IS_EMPTY:
        buffer_append_format(out, "(%s IS NULL OR %s = '')", column, column);
        break;
    case IS_NOT_EMPTY:
        buffer_append_format(out, "%s <> ''", column);
        break;
    }
}

bool compare_takes_text(enum compare compare) {
    return compare != IS_EMPTY && compare != IS_NOT_EMPTY;
}

/* True when the group at `first` may choose the index: one alternative about the order's column, or about a
 * number, which is there once. Any other is an expression the planner cannot look up. */
static bool group_is_plain(const struct page_request *request, size_t first) {
    const struct condition *test = &request->criteria[first].test;
    bool is_plain = (strcmp(test->column, "number") == 0 && test->compare == IS_EQUAL) ||
                    strcmp(test->column, request->order) == 0;
    for (size_t i = first + 1;
         i < request->criterion_count && request->criteria[i].link != LINK_GROUP && is_plain; i++) {
        is_plain = request->criteria[i].link == LINK_AND &&
                   strcmp(request->criteria[i].test.column, test->column) == 0;
    }
    return is_plain;
}

/* " AND +((a AND b) OR (c))" for each group. Returns the next parameter. */
static int append_criteria(struct buffer *out, const struct page_request *request, int at) {
    for (size_t i = 0; i < request->criterion_count; i++) {
        const struct criterion *criterion = &request->criteria[i];
        if (i == 0 || criterion->link == LINK_GROUP) {
            buffer_append(out, i == 0 ? "" : "))");
            buffer_append(out, group_is_plain(request, i) ? " AND ((" : " AND +((");
        } else {
            buffer_append(out, criterion->link == LINK_OR ? ") OR (" : " AND ");
        }
        append_test(out, &criterion->test, at);
        at += compare_takes_text(criterion->test.compare) ? 1 : 0;
    }
    buffer_append(out, request->criterion_count > 0 ? "))" : "");
    return at;
}

/* " FROM view WHERE …": the filter, the conditions, the place to begin. Returns the next parameter. */
static int append_rows(struct buffer *out, const struct part_sql *sql) {
    const struct page_request *request = sql->request;
    int at = 2; /* identifiers checked */
    buffer_append_format(out, " FROM %s WHERE (%s)", request->view, sql->visible->sql);
    for (size_t i = 0; i < request->condition_count; i++) {
        buffer_append(out, " AND ");
        append_test(out, &request->conditions[i], at);
        at += compare_takes_text(request->conditions[i].compare) ? 1 : 0;
    }
    at = append_criteria(out, request, at);
    const char *beyond = sql->is_rising ? ">" : "<";
    const char *equal = sql->is_inclusive ? "=" : "";
    if (sql->part == PART_SAME_KEY) {
        if (!page_orders_by_id(request)) {
            buffer_append_format(out, " AND %s = ?%d", request->order, at++);
        }
        buffer_append_format(out, " AND id %s%s ?%d", beyond, equal, at++);
    } else if (sql->part == PART_BEYOND) {
        buffer_append_format(out, " AND %s %s ?%d", request->order, beyond, at++);
    }
    return at;
}

void page_append_select(struct buffer *out, const struct part_sql *sql) {
    const struct page_request *request = sql->request;
    const char *direction = sql->is_rising ? "" : " DESC"; /* identifiers checked */
    buffer_append_format(out, "SELECT %s, id", request->order);
    for (size_t i = 0; i < request->column_count; i++) {
        buffer_append(out, ", ");
        buffer_append(out, request->columns[i]);
    }
    int limit = append_rows(out, sql);
    if (sql->part == PART_SAME_KEY || page_orders_by_id(request)) {
        buffer_append_format(out, " ORDER BY id%s", direction);
    } else {
        buffer_append_format(out, " ORDER BY %s%s, id%s", request->order, direction, direction);
    }
    buffer_append_format(out, " LIMIT ?%d", limit);
}

void page_append_count(struct buffer *out, const struct part_sql *sql) {
    buffer_append(out, "SELECT count(*)");
    append_rows(out, sql);
}
