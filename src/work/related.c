/* Reads what belongs to a record through the user's visibility. Writes nothing. */
#include "work/related.h"

#include <stdio.h>
#include <string.h>

#include "base/buffer.h"

enum { COLUMNS = 7 };

static const struct related {
    const char *kind, *name, *view, *column;
    const char *columns[COLUMNS];
    const char *order;
} related[] = {
    {"team",
     "members",
     "member_all",
     "team",
     {"number", "state", "title", "duty", "from_on", "to_on", "open"},
     "stroke_sort"},
    {"inspection",
     "findings",
     "finding_of",
     "inspection",
     {"number", "state", "title", "kind", "unit_name", "person_name", "due_on"},
     "number"},
    {"finding",
     "accountability",
     "accountability_of",
     "finding",
     {"number", "state", "title", "measure", "document_no", "unit_name", "person_name"},
     "number"},
    {"feedback",
     "enquiries",
     "enquiry_of",
     "feedback",
     {"number", "state", "title", "way", "received_on", "unit_name", "person_name"},
     "number"},
    {"meeting",
     "tasks",
     "task_all",
     "meeting",
     {"number", "state", "title", "unit_name", "person_name", "due_on", "done_on"},
     "number"},
    {"meeting",
     "feedback",
     "feedback_of",
     "meeting",
     {"number", "state", "title", "kind", "unit_name", "person_name", "due_on"},
     "number"},
    {"feedback",
     "linked_feedback",
     "feedback_linked",
     "linked_with",
     {"number", "state", "title", "kind", "unit_name", "person_name", "received_on"},
     "number"},
};

/* NULL for `name`: the first of the kind. */
static const struct related *find(const char *kind, const char *name) {
    for (size_t i = 0; i < sizeof related / sizeof related[0]; i++) {
        if (strcmp(related[i].kind, kind) == 0 &&
            (name == NULL || strcmp(related[i].name, name) == 0)) {
            return &related[i];
        }
    }
    return NULL;
}

const char *related_name(const char *kind, size_t at) {
    for (size_t i = 0; i < sizeof related / sizeof related[0]; i++) {
        if (strcmp(related[i].kind, kind) == 0 && at-- == 0) {
            return related[i].name;
        }
    }
    return NULL;
}

static enum status give_rows(const struct related *what, const struct page *page,
                             void (*row)(void *context, const struct fields *fields), void *context,
                             struct problem *problem) {
    enum status status = STATUS_OK;
    for (size_t i = 0; i < page->count && status == STATUS_OK; i++) {
        struct fields fields = FIELDS_INIT;
        for (size_t cell = 0; cell < COLUMNS; cell++) {
            fields_set(&fields, what->columns[cell], page_cell(page, i, cell));
        }
        if (fields.failed) {
            status = problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
        } else {
            row(context, &fields);
        }
        fields_release(&fields);
    }
    return status;
}

enum status related_each(struct office *office, const char *kind, const char *name, int64_t id,
                         void (*row)(void *context, const struct fields *fields), void *context,
                         struct problem *problem) {
    const struct related *what = find(kind, name);
    char owner[24];
    struct buffer key = BUFFER_INIT;
    struct page page = {0};
    struct page_start start = {NULL, 0, false, false};
    enum status status = STATUS_OK;
    if (what == NULL) {
        return STATUS_OK;
    }
    snprintf(owner, sizeof owner, "%lld", (long long)id);
    const struct condition conditions[] = {
        {what->column, IS_EQUAL, owner},
        {"state", IS_NOT_EQUAL, "void"},
        {"sealed", IS_EQUAL, "0"}}; /* not even to who sees them */
    const struct page_request request = {.view = what->view,
                                         .columns = what->columns,
                                         .column_count = COLUMNS,
                                         .order = what->order,
                                         .conditions = conditions,
                                         .condition_count = 3};
    do {
        status = store_page(office->store, &office->visible, &request, &start, PAGE_ROWS_MOST,
                            &page, problem);
        if (status == STATUS_OK) {
            status = give_rows(what, &page, row, context, problem);
        }
        if (status == STATUS_OK && page.count > 0) {
            buffer_clear(&key);
            buffer_append(&key, page_key(&page, page.count - 1));
            start = (struct page_start){buffer_text(&key), page.ids[page.count - 1], false, false};
            status =
                key.failed ? problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足")) : status;
        }
    } while (status == STATUS_OK && page.count == PAGE_ROWS_MOST);
    page_release(&page);
    buffer_release(&key);
    return status;
}
