/* 32 开箱登记: an opening begins today, in the only box there is, with the pair that opened the box last;
 * after it is saved its slips are entered. Decides nothing about openings. */
#include "screens/register.h"
#include "screens/screen.h"
#include "ui/form_view.h"

#include <stdio.h>
#include <string.h>

enum { OPENER, SECOND_OPENER, PAIR };
static const char *const pair_columns[PAIR] = {"opener", "second_opener"};

static void fill_only_box(struct desk *desk, struct fields *values) {
    static const char *const columns[] = {"id"};
    static const struct condition is_open = {"open", IS_EQUAL, "1"};
    struct page_request request = {.view = "box_all",
                                   .columns = columns,
                                   .column_count = 1,
                                   .order = "number",
                                   .conditions = &is_open,
                                   .condition_count = 1};
    struct page_start start = {0};
    struct page page = {0};
    if (store_page(desk->office->store, &desk->office->visible, &request, &start, 2, &page, NULL) ==
            STATUS_OK &&
        page.count == 1)
        fields_set(values, "box", page_cell(&page, 0, 0));
    page_release(&page);
}

/* Who opened the box last; false when nobody has yet. The page holds the names. */
static bool read_last_pair(struct desk *desk, const char *box, struct page *page) {
    const struct condition of_the_box = {"box", IS_EQUAL, box};
    struct page_request request = {.view = "opening_all",
                                   .columns = pair_columns,
                                   .column_count = PAIR,
                                   .order = "number",
                                   .descending = true,
                                   .conditions = &of_the_box,
                                   .condition_count = 1};
    struct page_start start = {0};
    return box[0] &&
           store_page(desk->office->store, &desk->office->visible, &request, &start, 1, page,
                      NULL) == STATUS_OK &&
           page->count == 1;
}

static void begin(struct desk *desk, struct fields *values) {
    struct page page = {0};
    char iso[DATE_BYTES];
    fill_only_box(desk, values);
    fields_set(values, "opener", desk->office->user_name);
    if (read_last_pair(desk, fields_text(values, "box"), &page)) {
        fields_set(values, "opener", page_cell(&page, 0, OPENER));
        fields_set(values, "second_opener", page_cell(&page, 0, SECOND_OPENER));
    }
    fields_set(values, "received_on", date_to_iso(office_today(desk->office), iso));
    page_release(&page);
}

static void changed(struct desk *desk, struct view *form, const char *field) {
    struct fields values = FIELDS_INIT;
    struct page page = {0};
    form_view_values(form, &values);
    if (field && strcmp(field, "box") == 0 &&
        read_last_pair(desk, fields_text(&values, "box"), &page))
        for (size_t i = 0; i < PAIR; i++)
            form_view_set(form, pair_columns[i], page_cell(&page, 0, i));
    page_release(&page);
    fields_release(&values);
}

static void saved(struct desk *desk, int64_t id) {
    struct record opening = {0};
    struct fields values = FIELDS_INIT;
    const struct scr *scr = desk_screen(desk, "feedback");
    if (scr &&
        store_read(desk->office->store, &desk->office->visible, id, &opening, NULL) == STATUS_OK &&
        fields_integer(&opening.fields, "slips", 0) >
            fields_integer(&opening.fields, "void_slips", 0)) {
        char text[24];
        snprintf(text, sizeof text, "%lld", (long long)id);
        fields_set(&values, "opening", text);
        fields_set(&values, "source", "box");
        fields_set(&values, "box", fields_text(&opening.fields, "box"));
        fields_set(&values, "received_on", fields_text(&opening.fields, "received_on"));
        register_open_new(desk, scr, &values);
    }
    fields_release(&values);
    record_release(&opening);
}

const struct screen screen_opening = {
    .name = "opening",
    .begin = begin,
    .changed = changed,
    .saved = saved,
};
