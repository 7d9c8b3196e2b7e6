/* Stores a year's holiday notice and recounts what it moves. The file's form is checked by workday.h;
 * nothing is stored of a file with a mistake. */
#include "work/calendar_load.h"

#include <stdio.h>
#include <string.h>

#include "work/feedback.h"
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

/* One open feedback whose clock goes: counted again, and saved when the day moved. */
static enum status recount(struct save *save, int64_t id, int year, int *moved,
                           struct problem *problem) {
    struct visible all = visible_to_rules();
    struct problems problems = {0};
    struct record record = {0};
    struct fields changes = FIELDS_INIT;
    enum status status = store_read(save->office->store, &all, id, &record, problem);
    struct act act = {.office = save->office,
                      .save = save,
                      .kind = "feedback",
                      .command = "recount",
                      .before = &record,
                      .id = id,
                      .changes = &changes,
                      .problems = &problems};
    if (status == STATUS_OK) {
        status = feedback_set_due(&act);
        if (status != STATUS_OK && problem != NULL) {
            *problem = problems.items[0];
        }
    }
    const char *before = fields_text(&record.fields, "due_on");
    const char *after = fields_text(&changes, "due_on");
    if (status == STATUS_OK && strcmp(before, after) != 0) {
        act_note(&act, "%s 改为 %s：%d 年节假日安排", before, after, year);
        status = save_change(save, &record, &changes, "=", "recount", act.note, problem);
        ++*moved;
    }
    fields_release(&changes);
    record_release(&record);
    return status;
}

/* Open feedback that waits for its reply, in the order of numbers, a page at a time. */
static enum status recount_all(struct save *save, int year, int *moved, struct problem *problem) {
    static const char *const columns[] = {"due_on", "limit_rule"};
    struct visible all = visible_to_rules();
    struct page page = {0};
    char key[32] = "";
    struct page_request request = {
        .view = "feedback_open", .columns = columns, .column_count = 2, .order = "number"};
    struct page_start start = {NULL, 0, false, false};
    enum status status = STATUS_OK;
    do {
        status =
            store_page(save->office->store, &all, &request, &start, PAGE_ROWS_MOST, &page, problem);
        for (size_t i = 0; status == STATUS_OK && i < page.count; i++) {
            bool waits = page_cell(&page, i, 0)[0] != '\0' &&
                         strcmp(page_cell(&page, i, 1), "feedback.announce") != 0;
            if (waits) {
                status = recount(save, page.ids[i], year, moved, problem);
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

static enum status add_audit(struct save *save, int year, int moved, struct problem *problem) {
    char detail[64];
    snprintf(detail, sizeof detail, "%d，移动期限 %d 件", year, moved);
    struct audit_entry entry = {.at = save->now,
                                .person = save->office->user,
                                .account = save->office->os_account,
                                .command = "calendar",
                                .detail = detail,
                                .save_id = save->id};
    return store_add_audit(save->office->store, &entry, problem);
}

enum status office_load_calendar(struct office *office, const char *text, size_t length, int *moved,
                                 struct problem *problem) {
    struct save save;
    int year = 0;
    *moved = 0;
    if ((office->roles & ROLE_ADMIN) == 0) {
        return problem_set(problem, STATUS_DENIED, "", N_("只有系统管理员可以载入节假日安排"));
    }
    enum status status = save_begin(office, &save, problem);
    if (status != STATUS_OK) {
        return status;
    }
    status = calendar_store_text(&save, text, length, &year, problem);
    office_forget_calendar(office);
    if (status == STATUS_OK) {
        status = recount_all(&save, year, moved, problem);
    }
    if (status == STATUS_OK) {
        status = add_audit(&save, year, *moved, problem);
    }
    if (status != STATUS_OK) {
        save_abandon(&save);
    } else {
        status = save_commit(&save, problem);
    }
    if (status != STATUS_OK) {
        office_forget_calendar(office); /* what it read is no longer so */
        *moved = 0;
    }
    return status;
}
