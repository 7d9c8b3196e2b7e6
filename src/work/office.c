/* The office: its file, clock, calendar, settings and limits. Founding is in found.c, people in user.c. */
#include "work/office.h"

#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "work/confirm.h"
#include "work/draft.h"
#include "work/kept.h"
#include "work/office_begin.h"
#include "work/opinion.h"
#include "work/visible.h"

enum { ZONE_MINUTES = 480, NEAR_WORKDAYS = 3 };

const char *office_os_account(struct office *office) {
    size_t size = sizeof office->os_account;
    const struct passwd *entry = office->os_account[0] == '\0' ? getpwuid(geteuid()) : NULL;
    if (entry != NULL) {
        snprintf(office->os_account, size, "%s", entry->pw_name);
    } else if (office->os_account[0] == '\0') {
        snprintf(office->os_account, size, "%ld", (long)geteuid());
    }
    return office->os_account;
}

void office_load_settings(struct office *office) {
    office->clock.zone_minutes = office_setting_integer(office, "zone_minutes", ZONE_MINUTES);
    office->one_person_office = office_setting_integer(office, "one_person_office", 0) != 0;
    office->near_workdays = office_setting_integer(office, "near_workdays", NEAR_WORKDAYS);
    office_setting(office, "mode", "office", office->mode, sizeof office->mode);
    office->is_demo = strcmp(office->mode, "demo") == 0;
}

void office_begin(struct office *office, struct store *store) {
    memset(office, 0, sizeof *office);
    office->store = store;
    office->clock = (struct clock)CLOCK_INIT;
    office->visible = visible_to(0, 0);
    office->near_workdays = NEAR_WORKDAYS;
}

/* A mode or a time zone that was not read would be taken for another one. Of a damaged file what usually holds must do. */
static enum status refuse_unread(struct office *office, struct problem *problem) {
    enum status status = store_has_missed(office->store);
    if (status == STATUS_OK || status == STATUS_CORRUPT) {
        return STATUS_OK;
    }
    return problem_set(problem, status, "",
                       status == STATUS_NO_MEMORY
                           ? N_("内存不够，没有打开数据库；请关掉别的程序后再试")
                           : N_("数据库里有的设置没有读出来，没有打开它；请检查磁盘后再试"));
}

enum status office_open(struct office *office, const char *path, struct problem *problem) {
    struct store *store = NULL;
    enum status status = store_open(path, &store, problem);
    office_begin(office, store);
    if (status == STATUS_OK) {
        status = office_bring_tables(office, problem);
    }
    if (status == STATUS_OK) {
        office_begin_read(office);
        office_load_settings(office);
        clock_look(office);
        office_end_read(office);
        status = refuse_unread(office, problem);
    }
    if (status != STATUS_OK) {
        office_close(office);
    }
    return status;
}

void office_close(struct office *office) {
    office_forget(office);
    opinion_forget(office);
    drafts_close(office->drafts);
    office->drafts = NULL;
    store_close(office->store);
    office->store = NULL;
    office->user = 0;
    office->roles = 0;
}

enum status office_check_writable(const struct office *office, struct problem *problem) {
    if (store_is_replaced(office->store)) {
        return problem_set(problem, STATUS_IO, "",
                           N_("数据库文件已被换掉（恢复了备份，或被移走），不能再保存；"
                              "请退出，再打开程序"));
    }
    return store_is_damaged(office->store) ? store_refuse_damaged(office->store, problem)
                                           : STATUS_OK;
}

void office_begin_read(struct office *office) {
    store_begin_read(office->store);
    if (store_was_changed(office->store)) {
        office_forget(office);
    }
}

void office_end_read(struct office *office) {
    store_end_read(office->store);
}

void office_forget(struct office *office) {
    office_forget_calendar(office);
    kept_forget(office);
}

/* ---- time --------------------------------------------------------------------------------------- */

struct loading {
    struct calendar *calendar;
    enum status status;
    struct problem *problem;
};

static void add_day(void *context, const char *iso, bool is_off, const char *name) {
    struct loading *loading = context;
    if (loading->status == STATUS_OK) {
        loading->status =
            calendar_add_day(loading->calendar, date_from_iso(iso), is_off, name, loading->problem);
    }
}

static void add_year(void *context, int year, const char *notice) {
    struct loading *loading = context;
    if (loading->status == STATUS_OK) {
        loading->status = calendar_add_year(loading->calendar, year, notice, loading->problem);
    }
}

enum status office_calendar(struct office *office, struct problem *problem) {
    if (office->calendar != NULL) {
        return STATUS_OK;
    }
    struct loading loading = {calendar_new(), STATUS_OK, problem};
    if (loading.calendar == NULL) {
        return problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
    }
    enum status status = store_calendar(office->store, add_day, add_year, &loading, problem);
    status = status == STATUS_OK ? loading.status : status;
    if (status != STATUS_OK) {
        calendar_free(loading.calendar);
        return status;
    }
    office->calendar = loading.calendar;
    return STATUS_OK;
}

void office_forget_calendar(struct office *office) {
    calendar_free(office->calendar);
    office->calendar = NULL;
}

enum status office_set_now(struct office *office, const char *text, struct problem *problem) {
    if (strcmp(office->mode, "demo") != 0 && strcmp(office->mode, "test") != 0) {
        return problem_set(problem, STATUS_DENIED, "",
                           N_("只有演示库和试验库可以另设时间（--now）；正式的库用机器的时钟"));
    }
    enum status status = clock_set(&office->clock, text, problem);
    clock_look(office);
    return status;
}

day_number office_today(const struct office *office) {
    return clock_today(&office->clock);
}

int64_t office_now(const struct office *office) {
    return clock_now(&office->clock);
}

/* ---- settings ----------------------------------------------------------------------------------- */

const char *office_setting(struct office *office, const char *key, const char *fallback, char *out,
                           size_t size) {
    char *value = store_setting(office->store, key);
    size_t bad = 0;
    snprintf(out, size, "%s", value != NULL && value[0] != '\0' ? value : fallback);
    if (!text_is_valid(out, strlen(out), &bad)) {
        out[bad] = '\0';
    }
    free(value);
    return out;
}

int office_setting_integer(struct office *office, const char *key, int fallback) {
    char text[24];
    char *end = NULL;
    long value = strtol(office_setting(office, key, "", text, sizeof text), &end, 10);
    bool is_number = end != text && *end == '\0' && value >= -100000 && value <= 100000;
    return is_number ? (int)value : fallback;
}

/* ---- limits and lights -------------------------------------------------------------------------- */

/* fixed_on: "20" every month, "03-20" once a year, "Q-20" in the first month of each quarter. */
static bool parse_fixed(const char *text, struct limit *out) {
    int month = 0;
    int day = 0;
    char rest = 0;
    if (sscanf(text, "Q-%2d%c", &day, &rest) == 1) {
        month = -1;
    } else if (sscanf(text, "%2d-%2d%c", &month, &day, &rest) != 2) {
        month = 0;
        if (sscanf(text, "%2d%c", &day, &rest) != 1) {
            return false;
        }
    }
    out->fixed_month = month;
    out->amount = day;
    return day >= 1 && day <= 31 && month <= 12;
}

static enum status parse_limit(const struct fields *fields, const char *rule, struct limit *out,
                               struct problem *problem) {
    const char *roll = fields_text(fields, "roll");
    memset(out, 0, sizeof *out);
    out->amount = (int)fields_integer(fields, "amount", 0);
    out->extension_max = (int)fields_integer(fields, "extension_max", 0);
    out->is_statutory = fields_integer(fields, "statutory", 0) != 0;
    out->roll = strcmp(roll, "forward") == 0    ? ROLL_FORWARD
                : strcmp(roll, "backward") == 0 ? ROLL_BACKWARD
                                                : ROLL_NONE;
    snprintf(out->article, sizeof out->article, "%s", fields_text(fields, "article"));
    size_t bad = 0;
    if (!text_is_valid(out->article, strlen(out->article), &bad)) {
        out->article[bad] = '\0';
    }
    bool is_good = limit_unit_from_name(fields_text(fields, "unit"), &out->unit) == STATUS_OK &&
                   (out->unit != LIMIT_FIXED || parse_fixed(fields_text(fields, "fixed_on"), out));
    if (is_good) {
        return STATUS_OK;
    }
    problem_set(problem, STATUS_CORRUPT, "", N_("期限“{rule}”的设置不能识别，请检查期限表"));
    problem_place(problem, "rule", rule);
    return STATUS_CORRUPT;
}

enum status office_limit(struct office *office, const char *rule, day_number on, struct limit *out,
                         struct problem *problem) {
    struct fields fields = FIELDS_INIT;
    char iso[DATE_BYTES];
    const struct limit *kept = kept_limit(office, rule, on);
    if (kept != NULL) {
        *out = *kept;
        return STATUS_OK;
    }
    enum status status = store_limit(office->store, rule, date_to_iso(on, iso), &fields, problem);
    if (status == STATUS_OK) {
        status = parse_limit(&fields, rule, out, problem);
    }
    if (status == STATUS_OK) {
        kept_add_limit(office, rule, date_from_iso(fields_get(&fields, "valid_from")),
                       date_from_iso(fields_get(&fields, "valid_until")), out);
    }
    fields_release(&fields);
    return status;
}

/* The unit of the rule a record's due date was counted by; days where it has none. */
static enum status unit_of(struct office *office, const struct fields *record,
                           enum limit_unit *unit, struct problem *problem) {
    struct limit limit;
    const char *rule = fields_text(record, "limit_rule");
    day_number on = date_from_iso(fields_text(record, "received_on"));
    *unit = LIMIT_DAY;
    if (rule[0] == '\0') {
        return STATUS_OK;
    }
    enum status status =
        office_limit(office, rule, on != DATE_NONE ? on : office_today(office), &limit, problem);
    if (status == STATUS_OK) {
        *unit = limit.unit;
    }
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

enum status office_light(struct office *office, const struct fields *record,
                         struct light_state *out, struct problem *problem) {
    enum limit_unit unit = LIMIT_DAY;
    day_number due = date_from_iso(fields_text(record, "due_on"));
    bool is_open = fields_integer(record, "open", 1) != 0;
    bool is_paused = fields_has(record, "paused_on");
    enum status status = office_calendar(office, problem);
    if (status == STATUS_OK && is_open && !is_paused && due != DATE_NONE) {
        status = unit_of(office, record, &unit, problem);
    }
    if (status == STATUS_OK && office->watch.today == TODAY_UNKNOWN) {
        *out = (struct light_state){.light = LIGHT_NONE};
    } else if (status == STATUS_OK) {
        *out = light_of(office->calendar, office_today(office), due, unit, is_open, is_paused,
                        office->near_workdays);
    }
    return status;
}
