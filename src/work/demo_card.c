/* The archive cards of the demonstration: filled in with what the program proposes, and filed in the spring, those of
 * a year together, in the order in which they were published. */
#include <stdlib.h>
#include <string.h>

#include "work/card.h"
#include "work/demo_disclosure.h"
#include "work/filing.h"
#include "work/visible.h"

enum { PAGES_MOST = 7 };

enum status demo_fill_card(struct demo_disclosures *all, struct demo_item *item,
                           struct problem *problem) {
    struct demo *demo = all->demo;
    struct record card = {0};
    struct fields values = FIELDS_INIT;
    enum status status = card_find(demo->office, item->id, &card, problem);
    if (status == STATUS_OK) {
        status = card_propose(demo->office, &card, &values, problem);
    }
    if (status == STATUS_OK) {
        if (!fields_has(&values, "result")) {
            fields_set(&values, "result", "已公开，有关反映正在核实");
        }
        fields_set_integer(&values, "pages", 1 + demo_random(demo, PAGES_MOST));
        status = flow_step(&demo->save, &demo->check, "fill", card.id, 0, &values, &demo->problems);
    }
    fields_release(&values);
    record_release(&card);
    return status;
}

static enum status is_to_file(struct demo *demo, const struct demo_item *item, int64_t *card_id,
                              struct problem *problem) {
    struct visible every = visible_to_rules();
    struct record card = {0}, disclosure = {0};
    int year = date_year(office_today(demo->office));
    *card_id = 0;
    enum status status = card_find(demo->office, item->id, &card, problem);
    if (status == STATUS_NOT_FOUND) {
        return STATUS_OK;
    }
    if (status == STATUS_OK) {
        status = store_read(demo->office->store, &every, item->id, &disclosure, problem);
    }
    bool is = strcmp(fields_text(&card.fields, "state"), "filled") == 0 &&
              fields_integer(&card.fields, "year", year) < year &&
              strcmp(fields_text(&disclosure.fields, "state"), "on_notice") != 0;
    *card_id = status == STATUS_OK && is ? card.id : 0;
    record_release(&card);
    record_release(&disclosure);
    return status;
}

enum status demo_file_cards(struct demo_disclosures *all, struct problem *problem) {
    struct demo *demo = all->demo;
    int64_t *ids = calloc(all->count + 1, sizeof *ids), *ordered = NULL;
    struct fields none = FIELDS_INIT;
    size_t count = 0;
    enum status status = STATUS_OK;
    if (ids == NULL) {
        return problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
    }
    for (size_t i = 0; status == STATUS_OK && i < all->count; i++) {
        const struct demo_item *item = &all->items[i];
        if (!item->is_duty && item->id != 0) {
            status = is_to_file(demo, item, &ids[count], problem);
            count += ids[count] != 0;
        }
    }
    if (status == STATUS_OK) {
        status = filing_in_order(demo->office, ids, count, &ordered, problem);
    }
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        status =
            flow_step(&demo->save, &demo->check, "file", ordered[i], 0, &none, &demo->problems);
    }
    free(ids);
    free(ordered);
    return status;
}
