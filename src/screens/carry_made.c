/* What a command made beside the record it was given on is opened where there is more to be written in it. */
#include "screens/register.h"

#include <stdio.h>
#include <string.h>

#define DRAFTS_CODE "12"

/* The draft that was made of a gap is opened at once, under the message that told it. */
static void open_draft(struct desk *desk, int64_t duty) {
    struct record record = {0};
    if (store_read(desk->office->store, &desk->office->visible, duty, &record, NULL) == STATUS_OK) {
        const struct scr *scr = desk_screen_of_code(desk, DRAFTS_CODE);
        int64_t id = fields_integer(&record.fields, "disclosure", 0);
        if (scr && id > 0)
            register_open_edit(desk, scr, NULL, id);
    }
    record_release(&record);
}

/* The accountability a finding led to is opened at once, its facts to be written. */
static void open_accountability(struct desk *desk, int64_t finding) {
    static const char *const columns[] = {"number"};
    struct page page = {0};
    struct page_start start = {0};
    char of[24];
    snprintf(of, sizeof of, "%lld", (long long)finding);
    const struct condition condition = {"finding", IS_EQUAL, of};
    const struct page_request request = {.view = "accountability_of",
                                         .columns = columns,
                                         .column_count = 1,
                                         .order = "number",
                                         .descending = true,
                                         .conditions = &condition,
                                         .condition_count = 1};
    const struct scr *scr = desk_screen(desk, "accountability");
    if (scr &&
        store_page(desk->office->store, &desk->office->visible, &request, &start, 1, &page, NULL) ==
            STATUS_OK &&
        page.count > 0)
        register_open_edit(desk, scr, NULL, page.ids[0]);
    page_release(&page);
}

/* What a disclosure is corrected by, else it. */
static int64_t correction_of(struct desk *desk, int64_t id) {
    struct record record = {0};
    int64_t by = 0;
    if (id > 0 &&
        store_read(desk->office->store, &desk->office->visible, id, &record, NULL) == STATUS_OK)
        by = fields_integer(&record.fields, "corrected_by", 0);
    record_release(&record);
    return by > 0 ? by : id;
}

/* The notice or summary that was drafted of a collection is opened at once. */
static void open_text(struct desk *desk, int64_t consultation, const char *column) {
    struct record record = {0};
    if (store_read(desk->office->store, &desk->office->visible, consultation, &record, NULL) ==
        STATUS_OK) {
        const struct scr *scr = desk_screen_of_code(desk, DRAFTS_CODE);
        int64_t id = fields_integer(&record.fields, column, 0);
        id = correction_of(desk, id);
        if (scr && id > 0)
            register_open_edit(desk, scr, NULL, id);
    }
    record_release(&record);
}

void register_open_made(struct desk *desk, const char *kind, const char *command, int64_t id) {
    if (strcmp(kind, "duty") == 0 && strcmp(command, "draft") == 0)
        open_draft(desk, id);
    if (strcmp(kind, "finding") == 0 && strcmp(command, "accountability") == 0)
        open_accountability(desk, id);
    if (strcmp(command, "draft_notice") == 0)
        open_text(desk, id, "notice");
    if (strcmp(command, "draft_summary") == 0)
        open_text(desk, id, "summary");
}
