/* Adds up by unit and by kind what the store counts of feedback. Shows and translates nothing. */
#include "work/tally.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/value.h"

enum { COUNTS = sizeof(union feedback_counts) / sizeof(int64_t) };

static void add_counts(union feedback_counts *sum, const union feedback_counts *counts) {
    for (size_t i = 0; i < COUNTS; i++) {
        sum->of[i] += counts->of[i];
    }
}

static bool is_empty(const union feedback_counts *counts) {
    int64_t all = 0;
    for (size_t i = 0; i < COUNTS; i++) {
        all += counts->of[i];
    }
    return all == 0;
}

static struct tally_line *add_line(struct tally_lines *lines, int64_t unit, const char *name) {
    struct tally_line *grown = realloc(lines->items, (lines->count + 1) * sizeof *grown);
    char *copy = text_copy(name);
    if (grown != NULL) {
        lines->items = grown;
    }
    if (grown == NULL || copy == NULL) {
        free(copy);
        return NULL;
    }
    grown[lines->count] = (struct tally_line){.name = copy, .unit = unit};
    return &grown[lines->count++];
}

static struct tally_line *line_of_kind(struct tally_lines *lines, const char *kind) {
    for (size_t i = 0; i < lines->count; i++) {
        if (strcmp(lines->items[i].name, kind) == 0) {
            return &lines->items[i];
        }
    }
    return add_line(lines, 0, kind);
}

/* Rows of one unit follow each other. */
static struct tally_line *line_of_unit(struct tally_lines *lines, int64_t unit, const char *title) {
    bool is_last = lines->count > 0 && lines->items[lines->count - 1].unit == unit;
    return is_last ? &lines->items[lines->count - 1] : add_line(lines, unit, title);
}

static bool add_row(void *context, const struct feedback_row *row) {
    struct tally *tally = context;
    struct tally_line *kind = line_of_kind(&tally->kinds, row->kind);
    struct tally_line *unit = line_of_unit(&tally->units, row->unit, row->unit_title);
    if (kind == NULL || unit == NULL) {
        return false;
    }
    add_counts(&kind->counts, &row->counts);
    add_counts(&unit->counts, &row->counts);
    add_counts(&tally->total, &row->counts);
    return true;
}

/* A line for every kind there is, so that they stand in the order of their list. */
static enum status add_kinds(struct office *office, struct tally_lines *lines,
                             struct problem *problem) {
    const struct code_rows *rows = office_codes(office, "feedback_kind");
    for (size_t i = 0; i < rows->count; i++) {
        if (add_line(lines, 0, rows->items[i].code) == NULL) {
            return problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
        }
    }
    return STATUS_OK;
}

static void drop_empty(struct tally_lines *lines) {
    size_t kept = 0;
    for (size_t i = 0; i < lines->count; i++) {
        if (is_empty(&lines->items[i].counts)) {
            free(lines->items[i].name);
        } else {
            lines->items[kept++] = lines->items[i];
        }
    }
    lines->count = kept;
}

static void put_unit_less_last(struct tally_lines *lines) {
    if (lines->count > 1 && lines->items[0].unit == 0) {
        struct tally_line first = lines->items[0];
        memmove(lines->items, lines->items + 1, (lines->count - 1) * sizeof *lines->items);
        lines->items[lines->count - 1] = first;
    }
}

static enum status count_rows(struct office *office, struct tally *out, struct problem *problem) {
    char from[DATE_BYTES];
    char to[DATE_BYTES];
    char today[DATE_BYTES];
    date_to_iso(out->from, from);
    date_to_iso(out->to, to);
    date_to_iso(out->today, today);
    return out->of == TALLY_ANSWERS ? store_answer_counts(office->store, &office->visible, from, to,
                                                          today, add_row, out, problem)
                                    : store_visit_counts(office->store, &office->visible, from, to,
                                                         add_row, out, problem);
}

enum status tally_count(struct office *office, enum tally_of of, day_number from, day_number to,
                        struct tally *out, struct problem *problem) {
    char iso[DATE_BYTES];
    tally_release(out);
    *out = (struct tally){.of = of, .from = from, .to = to, .today = office_today(office)};
    if (from > to) {
        problem_set(problem, STATUS_INVALID, "", N_("统计期间的首日 {from} 晚于末日 {to}"));
        problem_place(problem, "from", date_to_iso(from, iso));
        problem_place(problem, "to", date_to_iso(to, iso));
        return STATUS_INVALID;
    }
    enum status status = add_kinds(office, &out->kinds, problem);
    if (status == STATUS_OK) {
        status = count_rows(office, out, problem);
    }
    drop_empty(&out->kinds);
    put_unit_less_last(&out->units);
    return status;
}

static void release_lines(struct tally_lines *lines) {
    for (size_t i = 0; i < lines->count; i++) {
        free(lines->items[i].name);
    }
    free(lines->items);
    *lines = (struct tally_lines){0};
}

void tally_release(struct tally *tally) {
    release_lines(&tally->kinds);
    release_lines(&tally->units);
}

int tally_rate(enum tally_of of, const union feedback_counts *counts) {
    if (of == TALLY_ANSWERS) {
        int64_t in_time = counts->answers.in_time;
        return value_share(in_time, in_time + counts->answers.late + counts->answers.overdue);
    }
    int64_t content = counts->visits.satisfied + counts->visits.mostly;
    return value_share(content, content + counts->visits.dissatisfied);
}
