/* The detectors over many records, fifty at a time, so that whoever sits at the screen is never kept waiting. Reads
 * first: the file is locked only where something new was seen. */
#include <stdio.h>
#include <string.h>

#include "work/detector.h"
#include "work/save.h"
#include "work/visible.h"

enum { RECENT_DAYS = 400 };
static const char ran_on[] = "detector_ran_on";

/* ---- what is walked ------------------------------------------------------------------------------- */

enum part_limit { EVERY_ROW, BEFORE_TODAY, SINCE_RECENT };
static const struct part {
    bool in_recent, in_all;
    const char *view, *order;
    enum part_limit limit; /* on the order's column */
} parts[] = {
    {false, true, "disclosure_all", "number", EVERY_ROW},
    {true, false, "disclosure_open", "due_sort", BEFORE_TODAY},
    {true, false, "disclosure_published", "published_on", SINCE_RECENT},
    {true, true, "duty_open", "due_sort", BEFORE_TODAY},
};
enum { PARTS = sizeof parts / sizeof parts[0] };

/* The part under way; NULL at the end. */
static const struct part *part_of(struct detector_walk *walk) {
    while (walk->part < PARTS &&
           !(walk->is_recent ? parts[walk->part].in_recent : parts[walk->part].in_all)) {
        walk->part++;
    }
    return walk->part < PARTS ? &parts[walk->part] : NULL;
}

static enum status read_page(struct office *office, const struct detector_walk *walk,
                             const struct part *part, struct page *page, struct problem *problem) {
    struct visible all = visible_to_rules();
    char day[DATE_BYTES];
    day_number today = office_today(office);
    bool is_since = part->limit == SINCE_RECENT;
    date_to_iso(is_since ? today - RECENT_DAYS : today, day);
    const struct condition condition = {part->order, is_since ? IS_AT_LEAST : IS_LESS, day};
    const struct page_request request = {.view = part->view,
                                         .columns = &part->order,
                                         .column_count = 1,
                                         .order = part->order,
                                         .conditions = &condition,
                                         .condition_count = part->limit == EVERY_ROW ? 0 : 1};
    const struct page_start start = {walk->key[0] != '\0' ? walk->key : NULL, walk->id, false,
                                     false};
    return store_page(office->store, &all, &request, &start, PAGE_ROWS_MOST, page, problem);
}

/* ---- one page ------------------------------------------------------------------------------------- */

/* Marks those of which something new is wrong. */
static enum status look(struct office *office, const struct page *page, bool is_wrong[],
                        size_t *count, struct problem *problem) {
    enum status status = STATUS_OK;
    *count = 0;
    for (size_t i = 0; status == STATUS_OK && i < page->count; i++) {
        int found = 0;
        status = detector_count_new(office, page->ids[i], &found, problem);
        is_wrong[i] = found > 0;
        *count += found > 0;
    }
    return status;
}

static enum status open_findings(struct office *office, const struct page *page,
                                 const bool is_wrong[], struct detector_walk *walk,
                                 struct problem *problem) {
    struct save save;
    int opened = 0;
    const struct detector_listener *listener =
        walk->listener.opened != NULL ? &walk->listener : NULL;
    enum status status = save_begin(office, &save, problem);
    if (status != STATUS_OK) {
        return status;
    }
    for (size_t i = 0; status == STATUS_OK && i < page->count; i++) {
        if (is_wrong[i]) {
            status = detector_open(&save, page->ids[i], listener, &opened, problem);
        }
    }
    if (status != STATUS_OK) {
        save_abandon(&save);
        return status;
    }
    walk->opened += opened;
    return save_commit(&save, problem);
}

static void step_on(struct detector_walk *walk, const struct page *page) {
    walk->examined += (int64_t)page->count;
    if (page->count == PAGE_ROWS_MOST) {
        snprintf(walk->key, sizeof walk->key, "%s", page_key(page, page->count - 1));
        walk->id = page->ids[page->count - 1];
        return;
    }
    walk->part++;
    walk->key[0] = '\0';
    walk->id = 0;
    walk->is_done = part_of(walk) == NULL;
}

enum status detector_walk_on(struct office *office, struct detector_walk *walk,
                             struct problem *problem) {
    const struct part *part = part_of(walk);
    struct page page = {0};
    bool is_wrong[PAGE_ROWS_MOST] = {false};
    size_t count = 0;
    if (part == NULL) {
        walk->is_done = true;
        return STATUS_OK;
    }
    enum status status = read_page(office, walk, part, &page, problem);
    if (status == STATUS_OK) {
        status = look(office, &page, is_wrong, &count, problem);
    }
    if (status == STATUS_OK && count > 0) {
        status = open_findings(office, &page, is_wrong, walk, problem);
    }
    if (status == STATUS_OK) {
        step_on(walk, &page);
    }
    page_release(&page);
    return status;
}

enum status detector_walk_all(struct office *office, struct detector_walk *walk,
                              struct problem *problem) {
    enum status status = STATUS_OK;
    if (!clock_may_count(office)) {
        clock_tell(office, problem);
        return STATUS_DENIED;
    }
    while (status == STATUS_OK && !walk->is_done) {
        status = detector_walk_on(office, walk, problem);
    }
    return status;
}

/* ---- once a day ----------------------------------------------------------------------------------- */

bool detector_ran_today(struct office *office) {
    char today[DATE_BYTES], known[DATE_BYTES];
    if (!clock_may_count(office)) { /* nobody knows what is late */
        return true;
    }
    date_to_iso(office_today(office), today);
    return strcmp(office_setting(office, ran_on, "", known, sizeof known), today) == 0;
}

enum status detector_mark_ran(struct office *office, struct problem *problem) {
    struct save save;
    char today[DATE_BYTES];
    enum status status = save_begin(office, &save, problem);
    if (status != STATUS_OK) {
        return status;
    }
    status =
        store_set_setting(office->store, ran_on, date_to_iso(office_today(office), today), problem);
    if (status != STATUS_OK) {
        save_abandon(&save);
        return status;
    }
    return save_commit(&save, problem);
}
