/* Hot topics: counted from feedback, calls and visits, marked on the catalogue by whoever decides what comes first. Never marks by
 * itself. */
#include "work/hot.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "work/act.h"
#include "work/disclosure.h"
#include "work/kinds.h"
#include "work/save.h"
#include "work/visible.h"

static bool add_topic(void *context, const struct topic_row *row) {
    struct hot_list *list = context;
    if (list->count == TOPICS_MOST) {
        return true;
    }
    struct hot_line *line = &list->items[list->count];
    *line = (struct hot_line){
        .count = row->count,
        .complaints = row->complaints,
        .untrue = row->untrue,
        .enquiries = row->enquiries,
        .looked = row->looked,
    };
    snprintf(line->number, sizeof line->number, "%s", row->number);
    snprintf(line->hot, sizeof line->hot, "%s", row->hot);
    line->title = text_copy(row->title);
    list->count += line->title != NULL;
    return line->title != NULL;
}

enum status hot_count(struct office *office, day_number from, day_number to, struct hot_list *out,
                      struct problem *problem) {
    char first[DATE_BYTES], last[DATE_BYTES];
    hot_release(out);
    return store_topics(office->store, &office->visible, date_to_iso(from, first),
                        date_to_iso(to, last), add_topic, out, problem);
}

void hot_release(struct hot_list *list) {
    for (size_t i = 0; i < list->count; i++) {
        free(list->items[i].title);
    }
    list->count = 0;
}

enum status hot_mark(struct act *act) {
    const char *source = fields_text(act->arguments, "hot_source");
    const char *hot = fields_text(act->arguments, "hot");
    fields_set(act->changes, "hot", hot);
    if (source[0] != '\0') {
        fields_set(act->changes, "hot_source", source);
    }
    act_note(act, "%s%s%s", office_code_label(act->office, "hot", hot),
             source[0] != '\0' ? "：" : "", source);
    return STATUS_OK;
}

/* ---- what waits to be published ------------------------------------------------------------------ */

/* Its place among what waits, as the entry now says it. */
static enum status move_one(struct act *act, int64_t id) {
    struct record record = {0};
    struct fields changes = FIELDS_INIT;
    struct fields none = FIELDS_INIT;
    struct problem problem = {0};
    enum status status = act_read(act, id, &record);
    struct act moved = *act;
    moved.kind = "disclosure";
    moved.before = &record;
    moved.id = id;
    moved.arguments = &none;
    moved.changes = &changes;
    if (status == STATUS_OK) {
        status = disclosure_set_publish_sort(&moved);
    }
    if (status == STATUS_OK) {
        status = save_change(act->save, &record, &changes, "=", "mark_hot",
                             fields_text(&act->before->fields, "number"), &problem);
        status = status == STATUS_OK ? STATUS_OK : act_refuse_with(act, &problem);
    }
    fields_release(&changes);
    record_release(&record);
    return status;
}

enum status hot_marked(struct act *act) {
    struct visible all = visible_to_rules();
    struct problem problem = {0};
    struct page page = {0};
    struct page_start start = {NULL, 0, false, false};
    char of[24], key[32];
    enum status status = STATUS_OK;
    if (fields_get(act->changes, "hot") == NULL) {
        return STATUS_OK;
    }
    snprintf(of, sizeof of, "%lld", (long long)act->id);
    const struct condition conditions[] = {{"catalogue", IS_EQUAL, of},
                                           {"state", IS_EQUAL, "to_publish"}};
    const struct page_request request = {.view = "disclosure_open",
                                         .order = "number",
                                         .conditions = conditions,
                                         .condition_count = 2};
    do {
        status =
            store_page(act->office->store, &all, &request, &start, PAGE_ROWS_MOST, &page, &problem);
        if (status != STATUS_OK) {
            act_refuse_with(act, &problem);
        }
        for (size_t i = 0; status == STATUS_OK && i < page.count; i++) {
            status = move_one(act, page.ids[i]);
        }
        if (status == STATUS_OK && page.count > 0) {
            snprintf(key, sizeof key, "%s", page_key(&page, page.count - 1));
            start = (struct page_start){key, page.ids[page.count - 1], false, false};
        }
    } while (status == STATUS_OK && page.count == PAGE_ROWS_MOST);
    page_release(&page);
    return status;
}
