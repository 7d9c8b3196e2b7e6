/* Conditions as typed → criteria of a page and words. Looks names up through the user's visibility. */
#include "report/record_query.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/language.h"
#include "report/shown.h"
#include "work/workday.h"

void record_query_release(struct record_query *query) {
    query_release(&query->query);
    free(query->criteria);
    *query = (struct record_query){0};
}

static void give_codes(struct office *office, const char *list, struct choices *out) {
    const struct code_rows *rows = office_codes(office, list);
    for (size_t i = 0; i < rows->count; i++)
        choices_add(out, rows->items[i].code, language_text(list, rows->items[i].label), "");
}

static void give_names(struct office *office, const char *kind, const char *typed, bool is_exact,
                       struct choices *out) {
    int64_t ids[QUERY_NAMES_MOST + 1];
    size_t count = 0;
    char code[24];
    if (store_named(office->store, &office->visible, kind, typed, is_exact, QUERY_NAMES_MOST + 1,
                    ids, &count, NULL) != STATUS_OK)
        return;
    for (size_t i = 0; i < count && i < QUERY_NAMES_MOST; i++) {
        char *title = store_title(office->store, ids[i]);
        snprintf(code, sizeof code, "%lld", (long long)ids[i]);
        choices_add(out, code, title ? title : code, "");
        free(title);
    }
    out->has_more = out->has_more || count > QUERY_NAMES_MOST;
}

static void give_choices(void *context, const struct scr_field *field, const char *typed,
                         bool is_exact, struct choices *out) {
    if (field->type == FIELD_LOOKUP)
        give_names(context, field->lookup, typed, is_exact, out);
    else
        give_codes(context, field->choices, out);
}

static day_number give_workdays(void *context, day_number from, int count) {
    struct office *office = context;
    if (office_calendar(office, NULL) != STATUS_OK)
        return DATE_NONE;
    return workday_add(office->calendar, from, count);
}

static enum status make_world(struct office *office, struct query_world *out,
                              struct problem *problem) {
    enum status status = office_calendar(office, problem);
    if (status != STATUS_OK)
        return status;
    day_number today = office_today(office);
    *out = (struct query_world){
        .context = office,
        .dates = {.today = today, .add_workdays = give_workdays, .context = office},
        .near_until = light_near_until(office->calendar, today, office->near_workdays),
        .translate = language_text,
        .choices = give_choices,
    };
    return STATUS_OK;
}

static enum status make_criteria(struct record_query *query, struct problem *problem) {
    static const enum compare compares[] = {
        [QUERY_EQUAL] = IS_EQUAL,     [QUERY_NOT_EQUAL] = IS_NOT_EQUAL,
        [QUERY_LESS] = IS_LESS,       [QUERY_AT_MOST] = IS_AT_MOST,
        [QUERY_GREATER] = IS_GREATER, [QUERY_AT_LEAST] = IS_AT_LEAST,
        [QUERY_CONTAINS] = CONTAINS,  [QUERY_LACKS] = LACKS,
        [QUERY_BEGINS] = BEGINS,      [QUERY_ENDS] = ENDS,
        [QUERY_EMPTY] = IS_EMPTY,     [QUERY_NOT_EMPTY] = IS_NOT_EMPTY,
        [QUERY_HAS_CODE] = HAS_WORD,  [QUERY_LACKS_CODE] = LACKS_WORD,
    };
    static const enum link links[] = {
        [QUERY_GROUP] = LINK_GROUP, [QUERY_OR] = LINK_OR, [QUERY_AND] = LINK_AND};
    struct criterion *criteria =
        realloc(query->criteria, (query->query.count + 1) * sizeof *criteria);
    if (!criteria)
        return problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
    query->criteria = criteria;
    for (size_t i = 0; i < query->query.count; i++) {
        const struct query_condition *from = &query->query.conditions[i];
        criteria[i] = (struct criterion){{from->column, compares[from->compare], from->text},
                                         links[from->link]};
    }
    return STATUS_OK;
}

enum status record_query_add(struct record_query *query, struct office *office,
                             const struct scr_field *field, const char *label, const char *typed,
                             struct problem *problem) {
    struct query_world world;
    enum status status = make_world(office, &world, problem);
    if (status == STATUS_OK)
        status = query_add(&query->query, &world, field, label, typed, problem);
    if (status == STATUS_OK && query->query.count > CRITERIA_MOST)
        status = problem_set(problem, STATUS_INVALID, field->name, N_("条件太多，请少写几项"));
    return status == STATUS_OK ? make_criteria(query, problem) : status;
}
