/* Adds up the timeliness rate by unit and by kind from what the store counts. Shows and translates
 * nothing. */
#include "work/timeliness.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

static void add_counts(struct answer_counts *sum, const struct answer_counts *counts) {
    sum->in_time += counts->in_time;
    sum->late += counts->late;
    sum->waiting += counts->waiting;
    sum->overdue += counts->overdue;
}

static struct timeliness_line *add_line(struct timeliness_lines *lines, int64_t unit,
                                        const char *name) {
    struct timeliness_line *grown = realloc(lines->items, (lines->count + 1) * sizeof *grown);
    char *copy = text_copy(name);
    if (grown != NULL) {
        lines->items = grown;
    }
    if (grown == NULL || copy == NULL) {
        free(copy);
        return NULL;
    }
    grown[lines->count] = (struct timeliness_line){.name = copy, .unit = unit};
    return &grown[lines->count++];
}

static struct timeliness_line *line_of_kind(struct timeliness_lines *lines, const char *kind) {
    for (size_t i = 0; i < lines->count; i++) {
        if (strcmp(lines->items[i].name, kind) == 0) {
            return &lines->items[i];
        }
    }
    return add_line(lines, 0, kind);
}

/* Rows of one unit follow each other. */
static struct timeliness_line *line_of_unit(struct timeliness_lines *lines, int64_t unit,
                                            const char *title) {
    bool is_last = lines->count > 0 && lines->items[lines->count - 1].unit == unit;
    return is_last ? &lines->items[lines->count - 1] : add_line(lines, unit, title);
}

static bool add_row(void *context, const struct answer_row *row) {
    struct timeliness *timeliness = context;
    struct timeliness_line *kind = line_of_kind(&timeliness->kinds, row->kind);
    struct timeliness_line *unit = line_of_unit(&timeliness->units, row->unit, row->unit_title);
    if (kind == NULL || unit == NULL) {
        return false;
    }
    add_counts(&kind->counts, &row->counts);
    add_counts(&unit->counts, &row->counts);
    add_counts(&timeliness->total, &row->counts);
    return true;
}

/* A line for every kind there is, so that they stand in the order of their list. */
static enum status add_kinds(struct office *office, struct timeliness_lines *lines,
                             struct problem *problem) {
    const struct code_rows *rows = office_codes(office, "feedback_kind");
    for (size_t i = 0; i < rows->count; i++) {
        if (add_line(lines, 0, rows->items[i].code) == NULL) {
            return problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
        }
    }
    return STATUS_OK;
}

static void drop_empty(struct timeliness_lines *lines) {
    size_t kept = 0;
    for (size_t i = 0; i < lines->count; i++) {
        const struct answer_counts *counts = &lines->items[i].counts;
        if (counts->in_time + counts->late + counts->waiting + counts->overdue > 0) {
            lines->items[kept++] = lines->items[i];
        } else {
            free(lines->items[i].name);
        }
    }
    lines->count = kept;
}

static void put_unit_less_last(struct timeliness_lines *lines) {
    if (lines->count > 1 && lines->items[0].unit == 0) {
        struct timeliness_line first = lines->items[0];
        memmove(lines->items, lines->items + 1, (lines->count - 1) * sizeof *lines->items);
        lines->items[lines->count - 1] = first;
    }
}

enum status timeliness_count(struct office *office, day_number from, day_number to,
                             struct timeliness *out, struct problem *problem) {
    char first[DATE_BYTES];
    char last[DATE_BYTES];
    char today[DATE_BYTES];
    timeliness_release(out);
    *out = (struct timeliness){.from = from, .to = to, .today = office_today(office)};
    date_to_iso(from, first);
    date_to_iso(to, last);
    date_to_iso(out->today, today);
    if (from > to) {
        problem_set(problem, STATUS_INVALID, "", N_("统计期间的首日 {from} 晚于末日 {to}"));
        problem_place(problem, "from", first);
        problem_place(problem, "to", last);
        return STATUS_INVALID;
    }
    enum status status = add_kinds(office, &out->kinds, problem);
    if (status == STATUS_OK) {
        status = store_answer_counts(office->store, &office->visible, first, last, today, add_row,
                                     out, problem);
    }
    drop_empty(&out->kinds);
    put_unit_less_last(&out->units);
    return status;
}

static void release_lines(struct timeliness_lines *lines) {
    for (size_t i = 0; i < lines->count; i++) {
        free(lines->items[i].name);
    }
    free(lines->items);
    *lines = (struct timeliness_lines){0};
}

void timeliness_release(struct timeliness *timeliness) {
    release_lines(&timeliness->kinds);
    release_lines(&timeliness->units);
}

int timeliness_rate(const struct answer_counts *counts) {
    int64_t all = counts->in_time + counts->late + counts->overdue;
    if (all == 0) {
        return -1;
    }
    int64_t tenths = (counts->in_time * 2000 + all) / (2 * all);
    return tenths == 1000 && counts->in_time < all ? 999 : (int)tenths;
}
