/* Adds up the satisfaction rate by unit and by kind from what the store counts. Shows and translates
 * nothing. */
#include "work/satisfaction.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

static void add_counts(struct visit_counts *sum, const struct visit_counts *counts) {
    sum->satisfied += counts->satisfied;
    sum->mostly += counts->mostly;
    sum->dissatisfied += counts->dissatisfied;
    sum->unreachable += counts->unreachable;
}

static struct satisfaction_line *add_line(struct satisfaction_lines *lines, int64_t unit,
                                          const char *name) {
    struct satisfaction_line *grown = realloc(lines->items, (lines->count + 1) * sizeof *grown);
    char *copy = text_copy(name);
    if (grown != NULL) {
        lines->items = grown;
    }
    if (grown == NULL || copy == NULL) {
        free(copy);
        return NULL;
    }
    grown[lines->count] = (struct satisfaction_line){.name = copy, .unit = unit};
    return &grown[lines->count++];
}

static struct satisfaction_line *line_of_kind(struct satisfaction_lines *lines, const char *kind) {
    for (size_t i = 0; i < lines->count; i++) {
        if (strcmp(lines->items[i].name, kind) == 0) {
            return &lines->items[i];
        }
    }
    return add_line(lines, 0, kind);
}

/* Rows of one unit follow each other. */
static struct satisfaction_line *line_of_unit(struct satisfaction_lines *lines, int64_t unit,
                                              const char *title) {
    bool is_last = lines->count > 0 && lines->items[lines->count - 1].unit == unit;
    return is_last ? &lines->items[lines->count - 1] : add_line(lines, unit, title);
}

static bool add_row(void *context, const struct visit_row *row) {
    struct satisfaction *satisfaction = context;
    struct satisfaction_line *kind = line_of_kind(&satisfaction->kinds, row->kind);
    struct satisfaction_line *unit = line_of_unit(&satisfaction->units, row->unit, row->unit_title);
    if (kind == NULL || unit == NULL) {
        return false;
    }
    add_counts(&kind->counts, &row->counts);
    add_counts(&unit->counts, &row->counts);
    add_counts(&satisfaction->total, &row->counts);
    return true;
}

/* A line for every kind there is, so that they stand in the order of their list. */
static enum status add_kinds(struct office *office, struct satisfaction_lines *lines,
                             struct problem *problem) {
    const struct code_rows *rows = office_codes(office, "feedback_kind");
    for (size_t i = 0; i < rows->count; i++) {
        if (add_line(lines, 0, rows->items[i].code) == NULL) {
            return problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
        }
    }
    return STATUS_OK;
}

static void drop_empty(struct satisfaction_lines *lines) {
    size_t kept = 0;
    for (size_t i = 0; i < lines->count; i++) {
        const struct visit_counts *counts = &lines->items[i].counts;
        if (counts->satisfied + counts->mostly + counts->dissatisfied + counts->unreachable > 0) {
            lines->items[kept++] = lines->items[i];
        } else {
            free(lines->items[i].name);
        }
    }
    lines->count = kept;
}

static void put_unit_less_last(struct satisfaction_lines *lines) {
    if (lines->count > 1 && lines->items[0].unit == 0) {
        struct satisfaction_line first = lines->items[0];
        memmove(lines->items, lines->items + 1, (lines->count - 1) * sizeof *lines->items);
        lines->items[lines->count - 1] = first;
    }
}

enum status satisfaction_count(struct office *office, day_number from, day_number to,
                               struct satisfaction *out, struct problem *problem) {
    char first[DATE_BYTES];
    char last[DATE_BYTES];
    satisfaction_release(out);
    *out = (struct satisfaction){.from = from, .to = to};
    date_to_iso(from, first);
    date_to_iso(to, last);
    if (from > to) {
        problem_set(problem, STATUS_INVALID, "", N_("统计期间的首日 {from} 晚于末日 {to}"));
        problem_place(problem, "from", first);
        problem_place(problem, "to", last);
        return STATUS_INVALID;
    }
    enum status status = add_kinds(office, &out->kinds, problem);
    if (status == STATUS_OK) {
        status =
            store_visit_counts(office->store, &office->visible, first, last, add_row, out, problem);
    }
    drop_empty(&out->kinds);
    put_unit_less_last(&out->units);
    return status;
}

static void release_lines(struct satisfaction_lines *lines) {
    for (size_t i = 0; i < lines->count; i++) {
        free(lines->items[i].name);
    }
    free(lines->items);
    *lines = (struct satisfaction_lines){0};
}

void satisfaction_release(struct satisfaction *satisfaction) {
    release_lines(&satisfaction->kinds);
    release_lines(&satisfaction->units);
}

int satisfaction_rate(const struct visit_counts *counts) {
    int64_t content = counts->satisfied + counts->mostly;
    int64_t reached = content + counts->dissatisfied;
    if (reached == 0) {
        return -1;
    }
    int64_t tenths = (content * 2000 + reached) / (2 * reached);
    return tenths == 1000 && content < reached ? 999 : (int)tenths;
}
