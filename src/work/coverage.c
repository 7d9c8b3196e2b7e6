/* Adds up coverage by affair, power and village from what the store counts. Shows and translates nothing. */
#include "work/coverage.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/value.h"

enum { EVERY_VILLAGE = -1 }; /* the unit of an entry that is disclosed village by village */

static bool add_line(struct coverage_lines *lines, int64_t unit, const char *name) {
    struct coverage_line *grown = realloc(lines->items, (lines->count + 1) * sizeof *grown);
    char *copy = text_copy(name);
    if (grown != NULL) {
        lines->items = grown;
    }
    if (grown == NULL || copy == NULL) {
        free(copy);
        return false;
    }
    grown[lines->count++] = (struct coverage_line){.name = copy, .unit = unit};
    return true;
}

static void add_counts(struct coverage_counts *sum, const struct coverage_row *row) {
    sum->entries += row->entries;
    sum->due += row->due;
    sum->published += row->published;
    sum->gaps += row->gaps;
}

/* A code that is in no list any more has a line of its own. */
static bool add_to_code(struct coverage_lines *lines, const struct coverage_row *row,
                        const char *code) {
    size_t i = 0;
    while (i < lines->count && strcmp(lines->items[i].name, code) != 0) {
        i++;
    }
    if (i == lines->count && !add_line(lines, 0, code)) {
        return false;
    }
    add_counts(&lines->items[i].counts, row);
    return true;
}

static void add_to_villages(struct coverage_lines *lines, const struct coverage_row *row) {
    for (size_t i = 0; i < lines->count; i++) {
        if (row->unit == lines->items[i].unit || row->unit == EVERY_VILLAGE) {
            add_counts(&lines->items[i].counts, row);
        }
    }
}

static bool add_row(void *context, const struct coverage_row *row) {
    struct coverage *coverage = context;
    add_counts(&coverage->total, row);
    add_to_villages(&coverage->villages, row);
    return add_to_code(&coverage->affairs, row, row->affair) &&
           add_to_code(&coverage->powers, row, row->power);
}

static enum status no_memory(struct problem *problem) {
    return problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
}

static enum status add_codes(struct office *office, const char *list, struct coverage_lines *lines,
                             struct problem *problem) {
    const struct code_rows *rows = office_codes(office, list);
    for (size_t i = 0; i < rows->count; i++) {
        if (!add_line(lines, 0, rows->items[i].code)) {
            return no_memory(problem);
        }
    }
    return STATUS_OK;
}

static enum status add_villages(struct office *office, struct coverage_lines *lines,
                                struct problem *problem) {
    struct ids villages = {0};
    enum status status = store_villages(office->store, &villages, problem);
    for (size_t i = 0; status == STATUS_OK && i < villages.count; i++) {
        char *title = store_title(office->store, villages.items[i]);
        if (title == NULL || !add_line(lines, villages.items[i], title)) {
            status = no_memory(problem);
        }
        free(title);
    }
    ids_release(&villages);
    return status;
}

enum status coverage_count(struct office *office, day_number from, day_number to,
                           struct coverage *out, struct problem *problem) {
    char first[DATE_BYTES], last[DATE_BYTES], today[DATE_BYTES];
    coverage_release(out);
    *out = (struct coverage){.from = from, .to = to, .today = office_today(office)};
    date_to_iso(from, first);
    date_to_iso(to, last);
    date_to_iso(out->today, today);
    if (from > to) {
        problem_set(problem, STATUS_INVALID, "", N_("统计期间的首日 {from} 晚于末日 {to}"));
        problem_place(problem, "from", first);
        problem_place(problem, "to", last);
        return STATUS_INVALID;
    }
    enum status status = add_codes(office, "affair", &out->affairs, problem);
    if (status == STATUS_OK) {
        status = add_codes(office, "power", &out->powers, problem);
    }
    if (status == STATUS_OK) {
        status = add_villages(office, &out->villages, problem);
    }
    return status == STATUS_OK ? store_coverage(office->store, &office->visible, first, last, today,
                                                add_row, out, problem)
                               : status;
}

static void release_lines(struct coverage_lines *lines) {
    for (size_t i = 0; i < lines->count; i++) {
        free(lines->items[i].name);
    }
    free(lines->items);
    *lines = (struct coverage_lines){0};
}

void coverage_release(struct coverage *coverage) {
    release_lines(&coverage->affairs);
    release_lines(&coverage->powers);
    release_lines(&coverage->villages);
}

/* ---- inside and outside -------------------------------------------------------------------------- */

enum status scope_trend_count(struct office *office, int year, struct scope_trend *out,
                              struct problem *problem) {
    enum status status = STATUS_OK;
    *out = (struct scope_trend){.first_year = year - 1};
    for (int i = 0; status == STATUS_OK && i < SCOPE_QUARTERS; i++) {
        char from[DATE_BYTES], to[DATE_BYTES];
        int of = out->first_year + i / 4, month = i % 4 * 3 + 1;
        day_number end =
            month == 10 ? date_from_ymd(of, 12, 31) : date_from_ymd(of, month + 3, 1) - 1;
        struct scope_counts *counts = &out->quarters[i];
        status = store_scope_counts(office->store, date_to_iso(date_from_ymd(of, month, 1), from),
                                    date_to_iso(end, to), counts, problem);
        out->total.public_count += counts->public_count;
        out->total.internal += counts->internal;
        out->total.limited += counts->limited;
    }
    return status;
}

int scope_share(const struct scope_counts *counts) {
    return value_share(counts->public_count,
                       counts->public_count + counts->internal + counts->limited);
}
