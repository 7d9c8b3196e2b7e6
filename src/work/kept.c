/* Keeps what is looked up for every row of a list. A full table takes its oldest place again. */
#include "work/kept.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct kept *kept_of(struct office *office) {
    if (office->kept == NULL) {
        office->kept = calloc(1, sizeof *office->kept);
    }
    if (office->kept == NULL) {
        store_miss_memory(office->store);
    }
    return office->kept;
}

void kept_forget(struct office *office) {
    for (size_t i = 0; office->kept != NULL && i < office->kept->list_count; i++) {
        code_rows_release(&office->kept->lists[i].rows);
    }
    free(office->kept);
    office->kept = NULL;
}

/* Takes over the rows. */
static const struct code_rows *keep_list(struct kept *kept, const char *name,
                                         const struct code_rows *rows) {
    size_t slot = kept->list_count < KEPT_LISTS ? kept->list_count++ : kept->next_list++;
    kept->next_list %= KEPT_LISTS;
    code_rows_release(&kept->lists[slot].rows);
    kept->lists[slot].rows = *rows;
    snprintf(kept->lists[slot].list, sizeof kept->lists[slot].list, "%s", name);
    return &kept->lists[slot].rows;
}

const struct code_rows *office_codes(struct office *office, const char *list) {
    static const struct code_rows none = {NULL, 0};
    struct kept *kept = kept_of(office);
    struct code_rows rows = {NULL, 0};
    for (size_t i = 0; kept != NULL && i < kept->list_count; i++) {
        if (strcmp(kept->lists[i].list, list) == 0) {
            return &kept->lists[i].rows;
        }
    }
    if (kept == NULL || store_codes(office->store, list, &rows, NULL) != STATUS_OK) {
        code_rows_release(&rows);
        return &none;
    }
    return keep_list(kept, list, &rows);
}

static const char *label_in(const struct code_rows *rows, const char *code) {
    for (size_t i = 0; i < rows->count; i++) {
        if (strcmp(rows->items[i].code, code) == 0) {
            return rows->items[i].label;
        }
    }
    return code;
}

/* What is no longer offered still has its name. Kept under the list's name with a mark, by the code. */
static const char *inactive_label(struct office *office, const char *list, const char *code) {
    char name[32];
    struct kept *kept = kept_of(office);
    struct code_rows rows = {NULL, 0};
    if (kept == NULL || snprintf(name, sizeof name, "%s!", list) >= (int)sizeof name) {
        return code;
    }
    for (size_t i = 0; i < kept->list_count; i++) {
        if (strcmp(kept->lists[i].list, name) == 0) {
            return label_in(&kept->lists[i].rows, code);
        }
    }
    if (store_inactive_codes(office->store, list, &rows, NULL) != STATUS_OK) {
        return code;
    }
    return label_in(keep_list(kept, name, &rows), code);
}

const char *office_code_label(struct office *office, const char *list, const char *code) {
    const struct code_rows *rows = office_codes(office, list);
    for (size_t i = 0; i < rows->count; i++) {
        if (strcmp(rows->items[i].code, code) == 0) {
            return rows->items[i].label;
        }
    }
    return inactive_label(office, list, code);
}

const struct limit *kept_limit(const struct office *office, const char *rule, day_number on) {
    const struct kept *kept = office->kept;
    for (size_t i = 0; kept != NULL && i < kept->limit_count; i++) {
        if (strcmp(kept->limits[i].rule, rule) == 0 && on >= kept->limits[i].from &&
            (kept->limits[i].until == DATE_NONE || on < kept->limits[i].until)) {
            return &kept->limits[i].limit;
        }
    }
    return NULL;
}

void kept_add_limit(struct office *office, const char *rule, day_number from, day_number until,
                    const struct limit *limit) {
    struct kept *kept = kept_of(office);
    if (kept == NULL || from == DATE_NONE || strlen(rule) >= sizeof kept->limits[0].rule) {
        return;
    }
    size_t slot = kept->limit_count < KEPT_LIMITS ? kept->limit_count++ : kept->next_limit++;
    kept->next_limit %= KEPT_LIMITS;
    snprintf(kept->limits[slot].rule, sizeof kept->limits[slot].rule, "%s", rule);
    kept->limits[slot].from = from;
    kept->limits[slot].until = until;
    kept->limits[slot].limit = *limit;
}

void kept_forget_limits(struct office *office) {
    if (office->kept != NULL) {
        office->kept->limit_count = office->kept->next_limit = 0;
    }
}
