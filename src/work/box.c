/* Boxes and units: unique names, a keeper and a substitute who differ, the next opening's day. */
#include "work/box.h"

#include <stdlib.h>
#include <string.h>

#include "work/flow_fits.h"
#include "work/kinds.h"
#include "work/visible.h"

enum { CYCLE_DAYS = 7 };

/* The next opening: a cycle after the last (or the box's setting up), on a working day. */
static enum status set_next_opening(struct act *act, const struct fields *box, const char *opened,
                                    struct fields *changes) {
    struct problem problem = {0};
    char iso[DATE_BYTES];
    const char *from = opened[0] != '\0' ? opened : fields_text(box, "received_on");
    enum status status = office_calendar(act->office, &problem);
    if (status != STATUS_OK) {
        return act_refuse_with(act, &problem);
    }
    day_number day = date_from_iso(from);
    if (day != DATE_NONE) {
        day += (day_number)fields_integer(box, "cycle_days", CYCLE_DAYS);
        fields_set(changes, "due_on",
                   date_to_iso(workday_roll(act->office->calendar, day, false), iso));
    }
    return STATUS_OK;
}

static enum status save_opened(struct act *act, const struct record *box, const char *opened) {
    struct fields changes = FIELDS_INIT;
    struct problem problem = {0};
    enum status status = set_next_opening(act, &box->fields, opened, &changes);
    if (status == STATUS_OK) {
        fields_set(&changes, "opened_on", opened);
        status = save_change(act->save, box, &changes, "=", "opening", opened, &problem);
        if (status != STATUS_OK) {
            act_refuse_with(act, &problem);
        }
    }
    fields_release(&changes);
    return status;
}

enum status box_opened(struct act *act, int64_t box, const char *day) {
    struct record record = {0};
    enum status status = act_read(act, box, &record);
    if (status == STATUS_OK && strcmp(fields_text(&record.fields, "opened_on"), day) < 0) {
        status = save_opened(act, &record, day);
    }
    record_release(&record);
    return status;
}

static enum status newest_other_opening(struct act *act, int64_t box, char day[DATE_BYTES]) {
    static const char *const columns[] = {"received_on"};
    struct visible all = visible_to_rules();
    struct problem problem = {0};
    struct page page = {0};
    char text[24];
    struct fields ids = FIELDS_INIT;
    fields_set_integer(&ids, "box", box);
    fields_set_integer(&ids, "id", act->id);
    day[0] = text[0] = '\0';
    strncat(text, fields_text(&ids, "id"), sizeof text - 1);
    struct condition conditions[] = {{"box", IS_EQUAL, fields_text(&ids, "box")},
                                     {"id", IS_NOT_EQUAL, text},
                                     {"state", IS_NOT_EQUAL, "void"}};
    struct page_request request = {.view = "opening_all",
                                   .columns = columns,
                                   .column_count = 1,
                                   .order = "received_on",
                                   .descending = true,
                                   .conditions = conditions,
                                   .condition_count = 3};
    struct page_start start = {NULL, 0, false, false};
    enum status status = store_page(act->office->store, &all, &request, &start, 1, &page, &problem);
    if (status != STATUS_OK) {
        act_refuse_with(act, &problem);
    } else if (page.count > 0) {
        strncat(day, page_cell(&page, 0, 0), DATE_BYTES - 1);
    }
    page_release(&page);
    fields_release(&ids);
    return status;
}

enum status box_opening_voided(struct act *act, int64_t box) {
    struct record record = {0};
    char day[DATE_BYTES] = "";
    enum status status = act_read(act, box, &record);
    if (status == STATUS_OK) {
        status = newest_other_opening(act, box, day);
    }
    if (status == STATUS_OK && strcmp(fields_text(&record.fields, "opened_on"), day) != 0) {
        status = save_opened(act, &record, day);
    }
    record_release(&record);
    return status;
}

enum status box_set_due(struct act *act) {
    struct fields whole = FIELDS_INIT;
    char today[DATE_BYTES];
    if (act->before != NULL) {
        fields_merge(&whole, &act->before->fields);
    } else {
        fields_set(&whole, "received_on", act_today(act, today));
    }
    fields_merge(&whole, act->changes);
    enum status status =
        set_next_opening(act, &whole, fields_text(&whole, "opened_on"), act->changes);
    fields_release(&whole);
    return status;
}

enum status box_check(struct act *act) {
    int64_t keeper = act_integer(act, "keeper");
    if (keeper != 0 && keeper == act_integer(act, "substitute")) {
        act_refuse(act, STATUS_INVALID, "substitute", N_("掌钥匙人和代理人不能是同一个人"));
    }
    enum status status = act_check_title_is_new(act);
    return status == STATUS_OK ? box_set_due(act) : status;
}

enum status box_void(struct act *act) {
    fields_set(act->changes, "due_on", "");
    return STATUS_OK;
}

enum status unit_check(struct act *act) {
    return act_check_title_is_new(act);
}

enum status unit_fits_void(struct act *act) {
    return act_check_no_open_feedback(act, "unit");
}

enum status act_check_no_open_feedback(struct act *act, const char *column) {
    struct visible all = visible_to_rules();
    struct problem problem = {0};
    struct fields ids = FIELDS_INIT;
    int64_t count = 0;
    fields_set_integer(&ids, "id", act->id);
    struct condition condition = {column, IS_EQUAL, fields_text(&ids, "id")};
    struct page_request request = {.view = "feedback_open",
                                   .order = "due_sort",
                                   .conditions = &condition,
                                   .condition_count = 1};
    enum status status = store_count(act->office->store, &all, &request, NULL, &count, &problem);
    fields_release(&ids);
    if (status == STATUS_OK && count > 0) {
        status = problem_set(&problem, STATUS_DENIED, "",
                             N_("“{title}”还有 {count} 件反馈没有办结，请先改派再作废"));
        problem_place(&problem, "title", fields_text(&act->before->fields, "title"));
        problem_place_integer(&problem, "count", count);
    }
    return status == STATUS_OK ? STATUS_OK : act_refuse_with(act, &problem);
}
