/* Stores a year's holiday notice and recounts what it moves. The file's form is checked by workday.h;
 * nothing is stored of a file with a mistake. */
#include "work/calendar_load.h"

#include <stdio.h>
#include <string.h>

#include "work/board.h"
#include "work/box.h"
#include "work/consultation.h"
#include "work/disclosure.h"
#include "work/duty.h"
#include "work/feedback.h"
#include "work/finding.h"
#include "work/record_due.h"
#include "work/team.h"
#include "work/visible.h"

enum { FIRST_YEAR = 1900, LAST_YEAR = 9999 };

static enum status store_days(struct save *save, const struct calendar *calendar, int year,
                              struct problem *problem) {
    struct store *store = save->office->store;
    day_number end = date_from_ymd(year, 12, 31);
    enum status status =
        store_set_calendar_year(store, year, calendar_notice(calendar, year), problem);
    for (day_number day = date_from_ymd(year, 1, 1); status == STATUS_OK && day <= end; day++) {
        const char *name = "";
        char iso[DATE_BYTES];
        enum day_kind kind = calendar_day_kind(calendar, day, &name);
        if (kind == DAY_OFF || kind == DAY_ON) {
            status = store_set_calendar_day(store, date_to_iso(day, iso), kind == DAY_OFF, name,
                                            problem);
        }
    }
    return status;
}

enum status calendar_store_text(struct save *save, const char *text, size_t length, int *year,
                                struct problem *problem) {
    struct calendar *calendar = calendar_new();
    if (calendar == NULL) {
        return problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
    }
    enum status status = calendar_add_file(calendar, text, length, problem);
    for (*year = FIRST_YEAR; *year < LAST_YEAR && !calendar_has_year(calendar, *year);) {
        ++*year;
    }
    if (status == STATUS_OK) {
        status = store_days(save, calendar, *year, problem);
    }
    calendar_free(calendar);
    return status;
}

/* As its page explains it. */
static enum status set_explained_due(struct act *act) {
    struct record_due due = {0};
    struct problem problem = {0};
    char iso[DATE_BYTES];
    enum status status = record_due_load(act->office, act->before, &due, &problem);
    if (status == STATUS_OK) {
        fields_set(act->changes, "due_on", date_to_iso(due.due.day, iso));
    }
    record_due_release(&due);
    return status == STATUS_OK ? STATUS_OK : act_refuse_with(act, &problem);
}

/* What waits to be announced counts from its reply. */
static enum status set_feedback_due(struct act *act) {
    return strcmp(act_text(act, "limit_rule"), "feedback.announce") == 0 ? set_explained_due(act)
                                                                         : feedback_set_due(act);
}

/* A 公示 ends when what hangs says so; only the day of closing it has to be a working day. */
static enum status set_closing_due(struct act *act) {
    struct problem problem = {0};
    char iso[DATE_BYTES];
    day_number last = date_from_iso(act_text(act, "notice_to"));
    enum status status = office_calendar(act->office, &problem);
    if (status != STATUS_OK) {
        return act_refuse_with(act, &problem);
    }
    fields_set(act->changes, "due_on",
               date_to_iso(workday_roll(act->office->calendar, last + 1, false), iso));
    return STATUS_OK;
}

/* What was refused counts from its last review; what waits to be published stands in the order of its due date. */
static enum status set_disclosure_due(struct act *act) {
    const char *state = fields_text(&act->before->fields, "state");
    if (strcmp(state, "on_notice") == 0) {
        return set_closing_due(act);
    }
    if (strcmp(state, "refused") == 0) {
        return set_explained_due(act);
    }
    enum status status = disclosure_set_due(act);
    return status == STATUS_OK && strcmp(state, "to_publish") == 0
               ? disclosure_set_publish_sort(act)
               : status;
}

/* What is recounted, and by which rule. */
static const struct recounted {
    const char *kind, *view;
    enum status (*set_due)(struct act *act);
} recounted[] = {
    {"feedback", "feedback_open", set_feedback_due},
    {"box", "box_open", box_set_due},
    {"team", "team_open", team_set_due},
    {"duty", "duty_open", duty_set_due},
    {"disclosure", "disclosure_open", set_disclosure_due},
    {"card", "card_open", set_explained_due},
    {"board", "board_open", board_set_due},
    {"finding", "finding_open", finding_set_due},
    {"consultation", "consultation_open", consultation_set_due},
};

struct recounting {
    struct save *save;
    const struct recounted *what;
    struct calendar_preview *preview; /* its year and what is told */
    struct problem *problem;
    bool is_deferred; /* those alone that got no due date while the clock was in doubt */
};

static void tell(struct recounting *recounting, const struct fields *record, const char *after) {
    struct calendar_preview *preview = recounting->preview;
    const struct calendar_move move = {fields_text(record, "number"), fields_text(record, "title"),
                                       fields_text(record, "due_on"), after};
    bool is_hidden = fields_integer(record, "sealed", 0) != 0 &&
                     fields_integer(record, "person", 0) != recounting->save->office->user;
    if (is_hidden) {
        return;
    }
    preview->moved++;
    if (preview->move != NULL) {
        preview->move(preview->context, &move);
    }
}

static bool was_deferred(const struct fields *record) {
    return fields_integer(record, "statutory", 0) != 0 && fields_has(record, "limit_rule") &&
           !fields_has(record, "due_on") && !fields_has(record, "paused_on");
}

static void note_move(const struct recounting *recounting, struct act *act, const char *before,
                      const char *after) {
    if (recounting->is_deferred) {
        act_note(act, "期限 %s：时钟存疑时登记，现在补算", after);
    } else {
        act_note(act, "%s 改为 %s：%d 年节假日安排", before, after, recounting->preview->year);
    }
}

/* One open record whose clock goes: counted again, and saved when the day moved. */
static enum status recount(struct recounting *recounting, int64_t id) {
    struct save *save = recounting->save;
    struct visible all = visible_to_rules();
    struct problems problems = {0};
    struct record record = {0};
    struct fields changes = FIELDS_INIT;
    enum status status = store_read(save->office->store, &all, id, &record, recounting->problem);
    struct act act = {.office = save->office,
                      .save = save,
                      .kind = recounting->what->kind,
                      .command = "recount",
                      .before = &record,
                      .id = id,
                      .changes = &changes,
                      .problems = &problems};
    bool is_meant = !recounting->is_deferred || was_deferred(&record.fields);
    if (status == STATUS_OK && is_meant) {
        status = recounting->what->set_due(&act);
        if (status != STATUS_OK && recounting->problem != NULL) {
            *recounting->problem = problems.items[0];
        }
    }
    const char *before = fields_text(&record.fields, "due_on");
    const char *after = fields_text(&changes, "due_on");
    if (status == STATUS_OK && is_meant && strcmp(before, after) != 0) {
        note_move(recounting, &act, before, after);
        tell(recounting, &record.fields, after);
        status =
            save_change(save, &record, &changes, "=", "recount", act.note, recounting->problem);
    }
    fields_release(&changes);
    record_release(&record);
    return status;
}

/* Open records that have a due date by a count, in the order of numbers, a page at a time. */
static enum status recount_kind(struct recounting *recounting) {
    static const char *const columns[] = {"due_on"};
    struct visible all = visible_to_rules();
    struct page page = {0};
    char key[32] = "";
    struct page_request request = {
        .view = recounting->what->view, .columns = columns, .column_count = 1, .order = "number"};
    struct page_start start = {NULL, 0, false, false};
    enum status status = STATUS_OK;
    do {
        status = store_page(recounting->save->office->store, &all, &request, &start, PAGE_ROWS_MOST,
                            &page, recounting->problem);
        for (size_t i = 0; status == STATUS_OK && i < page.count; i++) {
            bool has_due = page_cell(&page, i, 0)[0] != '\0';
            if (has_due != recounting->is_deferred) {
                status = recount(recounting, page.ids[i]);
            }
        }
        if (status == STATUS_OK && page.count > 0) {
            key[0] = '\0';
            strncat(key, page_key(&page, page.count - 1), sizeof key - 1);
            start.key = key;
            start.id = page.ids[page.count - 1];
        }
    } while (status == STATUS_OK && page.count == PAGE_ROWS_MOST);
    page_release(&page);
    return status;
}

static enum status add_audit(struct save *save, const struct calendar_preview *preview,
                             struct problem *problem) {
    char detail[64];
    snprintf(detail, sizeof detail, "%d，移动期限 %d 件", preview->year, preview->moved);
    struct audit_entry entry = {.at = save->now,
                                .person = save->office->user,
                                .account = office_os_account(save->office),
                                .command = "calendar",
                                .detail = detail,
                                .save_id = save->id};
    return store_add_audit(save->office->store, &entry, problem);
}

/* Stores the year in the save and recounts everything by it. */
static enum status load(struct save *save, const char *text, size_t length,
                        struct calendar_preview *preview, struct problem *problem) {
    preview->moved = 0;
    enum status status = calendar_store_text(save, text, length, &preview->year, problem);
    office_forget_calendar(save->office);
    for (size_t i = 0; status == STATUS_OK && i < sizeof recounted / sizeof recounted[0]; i++) {
        struct recounting recounting = {save, &recounted[i], preview, problem, false};
        status = recount_kind(&recounting);
    }
    return status;
}

enum status calendar_count_deferred(struct save *save, int *counted, struct problem *problem) {
    struct calendar_preview preview = {0};
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < sizeof recounted / sizeof recounted[0]; i++) {
        struct recounting recounting = {save, &recounted[i], &preview, problem, true};
        status = recount_kind(&recounting);
    }
    *counted = preview.moved;
    return status;
}

static void count_days(struct office *office, struct calendar_preview *preview) {
    day_number end = date_from_ymd(preview->year, 12, 31);
    for (day_number day = date_from_ymd(preview->year, 1, 1); day <= end; day++) {
        enum day_kind kind = calendar_day_kind(office->calendar, day, NULL);
        preview->off += kind == DAY_OFF;
        preview->on += kind == DAY_ON;
    }
}

static enum status begin(struct office *office, struct save *save, struct problem *problem) {
    if ((office->roles & ROLE_ADMIN) == 0) {
        return problem_set(problem, STATUS_DENIED, "", N_("只有系统管理员可以载入节假日安排"));
    }
    return save_begin(office, save, problem);
}

enum status office_preview_calendar(struct office *office, const char *text, size_t length,
                                    struct calendar_preview *preview, struct problem *problem) {
    struct save save;
    enum status status = begin(office, &save, problem);
    if (status != STATUS_OK) {
        return status;
    }
    preview->off = preview->on = 0;
    status = load(&save, text, length, preview, problem);
    if (status == STATUS_OK) {
        status = office_calendar(office, problem);
    }
    if (status == STATUS_OK) {
        count_days(office, preview);
    }
    save_abandon(&save); /* all of it: nothing was to be stored */
    office_forget_calendar(office);
    return status;
}

enum status office_load_calendar(struct office *office, const char *text, size_t length, int *moved,
                                 struct problem *problem) {
    struct save save;
    struct calendar_preview preview = {0};
    *moved = 0;
    enum status status = begin(office, &save, problem);
    if (status != STATUS_OK) {
        return status;
    }
    status = load(&save, text, length, &preview, problem);
    if (status == STATUS_OK) {
        status = add_audit(&save, &preview, problem);
    }
    if (status != STATUS_OK) {
        save_abandon(&save);
    } else {
        status = save_commit(&save, problem);
    }
    if (status == STATUS_OK) {
        *moved = preview.moved;
    } else {
        office_forget_calendar(office); /* what it read is no longer so */
    }
    return status;
}
