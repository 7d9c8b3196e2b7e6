/* Opinions of a collection by decision, way and village. Shows and translates nothing. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "work/consultation.h"

struct counting {
    struct office *office;
    struct opinion_counts *out;
};

static int column_of(const char *decision) {
    static const struct {
        const char *decision;
        int column;
    } columns[] = {{"", OPINIONS_PENDING},
                   {"adopted", OPINIONS_ADOPTED},
                   {"partly", OPINIONS_PARTLY},
                   {"declined", OPINIONS_DECLINED}};
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) {
        if (strcmp(columns[i].decision, decision) == 0) {
            return columns[i].column;
        }
    }
    return OPINIONS_OTHER;
}

static void add_to(int64_t counts[6], const struct opinion_row *row) {
    counts[OPINIONS_ALL] += row->count;
    counts[column_of(row->decision)] += row->count;
}

static bool add_to_line(struct opinion_lines *lines, const char *name,
                        const struct opinion_row *row) {
    size_t i = 0;
    while (i < lines->count && strcmp(lines->items[i].name, name) != 0) {
        i++;
    }
    if (i == lines->count) {
        struct opinion_line *grown = realloc(lines->items, (i + 1) * sizeof *grown);
        char *copy = text_copy(name);
        if (grown != NULL) {
            lines->items = grown;
        }
        if (grown == NULL || copy == NULL) {
            free(copy);
            return false;
        }
        grown[lines->count++] = (struct opinion_line){.name = copy};
    }
    add_to(lines->items[i].counts, row);
    return true;
}

static bool add_row(void *context, const struct opinion_row *row) {
    struct counting *counting = context;
    struct opinion_counts *out = counting->out;
    add_to(out->total, row);
    add_to(row->is_late ? out->late : out->in_time, row);
    out->unrelated += strcmp(row->decision, "unrelated") == 0 ? row->count : 0;
    out->duplicate += strcmp(row->decision, "duplicate") == 0 ? row->count : 0;
    char *village = row->unit != 0 ? store_title(counting->office->store, row->unit) : NULL;
    bool is_added = add_to_line(&out->ways, row->way, row) &&
                    add_to_line(&out->villages, village != NULL ? village : "", row);
    free(village);
    return is_added;
}

enum status opinion_counts_read(struct office *office, const struct visible *visible,
                                int64_t consultation, struct opinion_counts *out,
                                struct problem *problem) {
    struct counting counting = {office, out};
    opinion_counts_release(out);
    return store_opinion_counts(office->store, visible, consultation, add_row, &counting, problem);
}

static void release_lines(struct opinion_lines *lines) {
    for (size_t i = 0; i < lines->count; i++) {
        free(lines->items[i].name);
    }
    free(lines->items);
}

void opinion_counts_release(struct opinion_counts *counts) {
    release_lines(&counts->ways);
    release_lines(&counts->villages);
    *counts = (struct opinion_counts){0};
}
