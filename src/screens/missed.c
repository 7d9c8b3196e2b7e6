/* What was to be done by its cycle and was not: boxes not opened, groups that have not met. In words only; changes
 * nothing. */
#include "screens/missed.h"

#include "base/language.h"
#include "work/absence.h"

#include <stdlib.h>

static void append_box_notice(struct buffer *out, const char *box, int days, int cycle) {
    struct problem sentence;
    problem_set(&sentence, STATUS_OK, "",
                N_("反馈箱“{box}”已 {days} 天未开箱（应每 {cycle} 天）。"));
    problem_place(&sentence, "box", box);
    problem_place_integer(&sentence, "days", days);
    problem_place_integer(&sentence, "cycle", cycle);
    language_append_problem(out, &sentence, NULL);
}

static void append_other_boxes(struct buffer *out, int others) {
    struct problem sentence;
    if (others == 0)
        return;
    problem_set(&sentence, STATUS_OK, "", N_("另有 {others} 只箱也该开了。"));
    problem_place_integer(&sentence, "others", others);
    language_append_problem(out, &sentence, NULL);
}

/* The keeper is away: who is to open the box instead. */
static void append_key_holder(struct desk *desk, struct buffer *out, const char *keeper,
                              const char *substitute) {
    struct office *office = desk->office;
    struct fields box = FIELDS_INIT;
    struct problem sentence;
    int64_t holder = 0;
    fields_set(&box, "keeper", keeper);
    fields_set(&box, "substitute", substitute);
    if (absence_key_holder(office, &box, &holder, NULL) == STATUS_OK &&
        holder != fields_integer(&box, "keeper", 0)) {
        char *away = store_title(office->store, fields_integer(&box, "keeper", 0));
        char *there = store_title(office->store, holder);
        problem_set(&sentence, STATUS_OK, "", N_("{keeper}不在，由{substitute}开箱。"));
        problem_place(&sentence, "keeper", away ? away : "");
        problem_place(&sentence, "substitute", there ? there : "");
        language_append_problem(out, &sentence, NULL);
        free(away);
        free(there);
    }
    fields_release(&box);
}

static void append_team_notice(struct buffer *out, const char *team, int days, int cycle) {
    struct problem sentence;
    problem_set(&sentence, STATUS_OK, "", N_("“{team}”已 {days} 天未开会（应每 {cycle} 天）。"));
    problem_place(&sentence, "team", team);
    problem_place_integer(&sentence, "days", days);
    problem_place_integer(&sentence, "cycle", cycle);
    language_append_problem(out, &sentence, NULL);
}

/* The team whose meeting is longest overdue. */
static void check_teams(struct desk *desk, struct buffer *out) {
    static const char *const columns[] = {"title", "met_on", "meeting_cycle_days", "received_on",
                                          "due_on"};
    struct page_request request = {
        .view = "team_open", .columns = columns, .column_count = 5, .order = "due_sort"};
    struct page_start start = {0};
    struct page page = {0};
    struct office *office = desk->office;
    if (store_page(office->store, &office->visible, &request, &start, 1, &page, NULL) ==
            STATUS_OK &&
        page.count == 1) {
        const char *last = page_cell(&page, 0, 1);
        day_number met = date_from_iso(last[0] ? last : page_cell(&page, 0, 3));
        day_number due = date_from_iso(page_cell(&page, 0, 4));
        if (due != DATE_NONE && due < office_today(office) && met != DATE_NONE)
            append_team_notice(out, page_cell(&page, 0, 0), office_today(office) - met,
                               atoi(page_cell(&page, 0, 2)));
    }
    page_release(&page);
}

/* Boxes not opened for longer than their cycle; the first such is named, the others are counted. */
static void check_boxes(struct desk *desk, struct buffer *out) {
    static const char *const columns[] = {"title",       "opened_on", "cycle_days",
                                          "received_on", "keeper",    "substitute"};
    static const struct condition open_only = {"open", IS_EQUAL, "1"};
    struct page_request request = {.view = "box_all",
                                   .columns = columns,
                                   .column_count = 6,
                                   .order = "number",
                                   .conditions = &open_only,
                                   .condition_count = 1};
    struct page_start start = {0};
    struct page page = {0};
    int others = 0;
    bool is_first = true;
    struct office *office = desk->office;
    if (store_page(office->store, &office->visible, &request, &start, PAGE_ROWS_MOST, &page,
                   NULL) == STATUS_OK)
        for (size_t i = 0; i < page.count; i++) {
            const char *last = page_cell(&page, i, 1);
            day_number opened = date_from_iso(last[0] ? last : page_cell(&page, i, 3));
            int days = office_today(office) - opened;
            int cycle = atoi(page_cell(&page, i, 2));
            if (opened == DATE_NONE || days <= cycle)
                continue;
            if (!is_first)
                others++;
            else {
                is_first = false;
                append_box_notice(out, page_cell(&page, i, 0), days, cycle);
                append_key_holder(desk, out, page_cell(&page, i, 4), page_cell(&page, i, 5));
            }
        }
    append_other_boxes(out, others);
    page_release(&page);
}

void missed_append_notice(struct desk *desk, struct buffer *out) {
    check_boxes(desk, out);
    check_teams(desk, out);
}
