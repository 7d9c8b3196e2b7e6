/* The run of a year: which cards get which numbers, which are left and why. Only looks; filing itself is done by
 * the flow, on all of them or none. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "work/filing.h"
#include "work/visible.h"

void filing_release(struct filing *filing) {
    free(filing->ids);
    free(filing->left);
    *filing = (struct filing){0};
}

struct planning {
    struct office *office;
    struct filing *filing;
    struct problem *problem;
};

static enum status no_memory(const struct planning *planning) {
    return problem_set(planning->problem, STATUS_NO_MEMORY, "", N_("内存不足"));
}

static enum status leave(const struct planning *planning, const struct fields *card,
                         enum filing_hindrance why) {
    struct filing *filing = planning->filing;
    size_t bad = 0;
    struct filing_left *grown =
        realloc(filing->left, (filing->left_count + 1) * sizeof *filing->left);
    if (grown == NULL) {
        return no_memory(planning);
    }
    filing->left = grown;
    struct filing_left *left = &grown[filing->left_count++];
    *left = (struct filing_left){.why = why};
    snprintf(left->number, sizeof left->number, "%s", fields_text(card, "number"));
    snprintf(left->title, sizeof left->title, "%s", fields_text(card, "title"));
    if (!text_is_valid(left->title, strlen(left->title), &bad)) {
        left->title[bad] = '\0';
    }
    return STATUS_OK;
}

static struct filing_class *find_class(struct filing *filing, const struct filing_key *key) {
    for (size_t i = 0; i < filing->class_count; i++) {
        struct filing_class *class = &filing->classes[i];
        if (strcmp(class->retention, key->retention) == 0 &&
            strcmp(class->office_code, key->office_code) == 0) {
            return class;
        }
    }
    return NULL;
}

/* One more of its class. */
static enum status count_in(const struct planning *planning, const struct filing_key *key) {
    struct filing *filing = planning->filing;
    struct filing_class *class = find_class(filing, key);
    int64_t last = 0;
    if (class != NULL) {
        class->last++;
        return STATUS_OK;
    }
    if (filing->class_count == FILING_CLASSES_MOST) {
        return problem_set(planning->problem, STATUS_DENIED, "", N_("类太多，请分开归档"));
    }
    enum status status = filing_last_item(planning->office, key, &last, planning->problem);
    if (status == STATUS_OK) {
        class = &filing->classes[filing->class_count++];
        *class = (struct filing_class){.first = last + 1, .last = last + 1};
        snprintf(class->retention, sizeof class->retention, "%s", key->retention);
        snprintf(class->office_code, sizeof class->office_code, "%s", key->office_code);
    }
    return status;
}

static enum status take(const struct planning *planning, int64_t id, const struct fields *card) {
    struct filing *filing = planning->filing;
    struct filing_key key;
    enum status status = filing_key_of(planning->office, card, &key, planning->problem);
    if (status == STATUS_INVALID) {
        return leave(planning, card, FILING_NO_OFFICE_CODE);
    }
    if (status == STATUS_OK) {
        status = count_in(planning, &key);
    }
    int64_t *grown = realloc(filing->ids, (filing->count + 1) * sizeof *filing->ids);
    if (grown == NULL) {
        return no_memory(planning);
    }
    filing->ids = grown;
    filing->ids[filing->count++] = id;
    snprintf(filing->fonds, sizeof filing->fonds, "%s", key.fonds);
    return status;
}

static enum status weigh(const struct planning *planning, int64_t id) {
    struct visible all = visible_to_rules();
    struct record card = {0}, disclosure = {0};
    const struct office *office = planning->office;
    enum status status = store_read(office->store, &all, id, &card, planning->problem);
    if (status == STATUS_OK) {
        status = store_read(office->store, &all, fields_integer(&card.fields, "disclosure", 0),
                            &disclosure, planning->problem);
    }
    if (status != STATUS_OK) {
        /* said already */
    } else if (strcmp(fields_text(&card.fields, "state"), "filled") != 0) {
        status = leave(planning, &card.fields, FILING_NOT_FILLED);
    } else if (strcmp(fields_text(&disclosure.fields, "state"), "on_notice") == 0) {
        status = leave(planning, &card.fields, FILING_ON_NOTICE);
    } else {
        status = take(planning, id, &card.fields);
    }
    record_release(&card);
    record_release(&disclosure);
    return status;
}

/* Every open card of the year. The caller frees *ids. */
static enum status find_open(const struct planning *planning, int64_t **ids, size_t *count) {
    static const char *const columns[] = {"number"};
    struct visible all = visible_to_rules();
    struct page page = {0};
    struct page_start start = {NULL, 0, false, false};
    char year[16], key[32];
    snprintf(year, sizeof year, "%d", planning->filing->year);
    const struct condition condition = {"year", IS_EQUAL, year};
    const struct page_request request = {.view = "card_open",
                                         .columns = columns,
                                         .column_count = 1,
                                         .order = "number",
                                         .conditions = &condition,
                                         .condition_count = 1};
    enum status status = STATUS_OK;
    do {
        status = store_page(planning->office->store, &all, &request, &start, PAGE_ROWS_MOST, &page,
                            planning->problem);
        size_t found = status == STATUS_OK ? page.count : 0;
        int64_t *grown = realloc(*ids, (*count + found + 1) * sizeof **ids);
        if (grown == NULL) {
            status = no_memory(planning);
            break;
        }
        *ids = grown;
        for (size_t i = 0; i < found; i++) {
            grown[(*count)++] = page.ids[i];
        }
        if (found > 0) {
            snprintf(key, sizeof key, "%s", page_key(&page, found - 1));
            start = (struct page_start){key, page.ids[found - 1], false, false};
        }
    } while (status == STATUS_OK && page.count == PAGE_ROWS_MOST);
    page_release(&page);
    return status;
}

enum status filing_plan(struct office *office, int year, struct filing *out,
                        struct problem *problem) {
    struct planning planning = {office, out, problem};
    int64_t *open = NULL, *ordered = NULL;
    size_t count = 0;
    out->year = year;
    office_begin_read(office);
    enum status status = find_open(&planning, &open, &count);
    if (status == STATUS_OK) {
        status = filing_in_order(office, open, count, &ordered, problem);
    }
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        status = weigh(&planning, ordered[i]);
    }
    office_end_read(office);
    free(open);
    free(ordered);
    return status;
}

enum status filing_run(struct office *office, const struct filing *filing,
                       struct problems *problems) {
    struct problem problem = {0};
    if (filing->count == 0) {
        problem_set(&problem, STATUS_DENIED, "", N_("{year} 年没有已填好、待归档的卡"));
        problem_place_integer(&problem, "year", filing->year);
        problems_add(problems, &problem);
        return STATUS_DENIED;
    }
    return flow_do(office, "file", filing->ids, filing->count, NULL, NULL, problems);
}
