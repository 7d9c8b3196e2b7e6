/* What everybody may read, and the hall's lists of it. Reads with the rules' eyes and gives out only what passes
 * published_to_everybody, masked; never a draft, nor what is for the office alone. */
#include "work/published.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "work/check.h"
#include "work/disclosure.h"
#include "work/disclosure_masked.h"
#include "work/mask.h"
#include "work/save.h"
#include "work/visible.h"

bool published_as_approved(const struct fields *disclosure) {
    char hash[DISCLOSURE_HASH_BYTES];
    disclosure_hash(disclosure, hash);
    return check_has_word("public partial", fields_text(disclosure, "review_outcome")) &&
           strcmp(hash, fields_text(disclosure, "approved_hash")) == 0 &&
           strcmp(hash, fields_text(disclosure, "published_hash")) == 0;
}

static bool is_in_force(const struct office *office, const struct fields *outside) {
    day_number last = date_from_iso(fields_text(outside, "expires_on"));
    return fields_integer(outside, "open", 0) != 0 &&
           (last == DATE_NONE || last >= office_today(office));
}

bool published_to_everybody(const struct office *office, const struct fields *record) {
    const char *kind = fields_text(record, "record_kind");
    if (fields_integer(record, "sealed", 0) != 0) {
        return false;
    }
    if (strcmp(kind, "outside") == 0) {
        return is_in_force(office, record);
    }
    return strcmp(kind, "disclosure") == 0 && strcmp(fields_text(record, "scope"), "public") == 0 &&
           check_has_word("published on_notice filed", fields_text(record, "state")) &&
           published_as_approved(record);
}

/* ---- one of them --------------------------------------------------------------------------------- */

void published_item_release(struct published_item *item) {
    free(item->title);
    free(item->unit);
    *item = (struct published_item){.id = 0};
}

void published_page_release(struct published_page *page) {
    for (size_t i = 0; i < page->count; i++) {
        published_item_release(&page->items[i]);
    }
    page->count = 0;
}

static bool fill_item(struct office *office, const struct record *record,
                      struct published_item *out) {
    const struct fields *fields = &record->fields;
    bool is_outside = strcmp(fields_text(fields, "record_kind"), "outside") == 0;
    struct fields masked = FIELDS_INIT;
    struct buffer title = BUFFER_INIT;
    *out = (struct published_item){.id = record->id};
    snprintf(out->day, sizeof out->day, "%.10s", fields_text(fields, "published_on"));
    if (is_outside) {
        mask_append_text(&title, fields_text(fields, "title"), NULL);
        out->unit = text_copy(fields_text(fields, "publisher"));
    } else {
        disclosure_masked(office, fields, &masked);
        buffer_append(&title, fields_text(&masked, "title"));
        out->unit = store_title(office->store, fields_integer(fields, "unit", 0));
    }
    title.failed = title.failed || masked.failed;
    out->title = buffer_take(&title);
    fields_release(&masked);
    buffer_release(&title);
    if (out->title == NULL || out->unit == NULL) {
        published_item_release(out);
        return false;
    }
    return true;
}

bool published_item(struct office *office, int64_t id, struct published_item *out) {
    struct visible all = visible_to_rules();
    struct record record = {0};
    bool is_there = store_read(office->store, &all, id, &record, NULL) == STATUS_OK &&
                    published_to_everybody(office, &record.fields) &&
                    fill_item(office, &record, out);
    record_release(&record);
    return is_there;
}

/* ---- lists --------------------------------------------------------------------------------------- */

static void fill_request(const struct published_request *asked, struct condition conditions[2],
                         char unit[24], struct page_request *out) {
    size_t count = 0;
    if (asked->affair[0] != '\0') {
        conditions[count++] = (struct condition){"affair", IS_EQUAL, asked->affair};
    }
    if (asked->unit != 0) {
        snprintf(unit, 24, "%lld", (long long)asked->unit);
        conditions[count++] = (struct condition){"unit", IS_EQUAL, unit};
    }
    *out = (struct page_request){.view = asked->is_outside ? "hall_outside" : "hall_disclosure",
                                 .order = "published_on",
                                 .descending = true,
                                 .conditions = conditions,
                                 .condition_count = count};
}

/* Takes what may be shown of the rows, up to one more than the limit; true when that one is there. */
static bool take_rows(struct office *office, const struct page *rows, int limit,
                      struct published_page *out) {
    for (size_t i = 0; i < rows->count; i++) {
        struct published_item item;
        if (!published_item(office, rows->ids[i], &item)) {
            snprintf(out->key, sizeof out->key, "%.10s", page_key(rows, i));
            out->id = rows->ids[i];
            continue;
        }
        if (out->count == (size_t)limit) {
            published_item_release(&item);
            return true;
        }
        snprintf(out->key, sizeof out->key, "%s", item.day);
        out->id = item.id;
        out->items[out->count++] = item;
    }
    return false;
}

enum status published_list(struct office *office, const struct published_request *request,
                           const char *key, int64_t id, int limit, struct published_page *out,
                           struct problem *problem) {
    struct visible all = visible_to_rules();
    struct condition conditions[2];
    struct page_request rows;
    struct page page = {0};
    char unit[24];
    enum status status = STATUS_OK;
    published_page_release(out);
    limit = limit < PUBLISHED_PAGE_MOST ? limit : PUBLISHED_PAGE_MOST;
    snprintf(out->key, sizeof out->key, "%s", key);
    out->id = id;
    out->has_more = false;
    fill_request(request, conditions, unit, &rows);
    do {
        char after[DATE_BYTES];
        memcpy(after, out->key, sizeof after);
        const struct page_start start = {after[0] != '\0' ? after : NULL, out->id, false, false};
        status =
            store_page(office->store, &all, &rows, &start, PUBLISHED_PAGE_MOST, &page, problem);
        if (status == STATUS_OK) {
            out->has_more = take_rows(office, &page, limit, out);
        }
    } while (status == STATUS_OK && !out->has_more && page.count == PUBLISHED_PAGE_MOST);
    page_release(&page);
    return status;
}

/* ---- counting ------------------------------------------------------------------------------------ */

enum status published_looked(struct office *office, int64_t id, struct problem *problem) {
    struct visible all = visible_to_rules();
    struct record record = {0};
    struct save save;
    char today[DATE_BYTES];
    enum status status = store_read(office->store, &all, id, &record, problem);
    bool is_outside = strcmp(fields_text(&record.fields, "record_kind"), "outside") == 0;
    int64_t topic = fields_integer(&record.fields, is_outside ? "topic" : "catalogue", 0);
    record_release(&record);
    if (status != STATUS_OK || topic == 0 || store_is_read_only(office->store)) {
        return status;
    }
    status = save_begin(office, &save, problem);
    if (status != STATUS_OK) {
        return status;
    }
    status =
        store_count_look(office->store, date_to_iso(office_today(office), today), topic, problem);
    if (status != STATUS_OK) {
        save_abandon(&save);
        return status;
    }
    return save_commit(&save, problem);
}
