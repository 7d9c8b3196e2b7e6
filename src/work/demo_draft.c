/* What the demonstration's drafts say: the row's own words, lines whose sums agree, the discussion of what is 重大,
 * the day on which what is 事前 takes effect. Everything else comes from the catalogue, as for anybody. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/lines.h"
#include "work/demo_disclosure.h"
#include "work/duty.h"
#include "work/subject.h"
#include "work/visible.h"

enum { FEN = 100, WOBBLE = 21, LEAST_PERCENT = 90, CONTRACT_YEARS = 3 };

static day_number later(const struct demo *demo, day_number from, int workdays) {
    return workday_add(demo->office->calendar, from, workdays);
}

/* ---- lines ---------------------------------------------------------------------------------------- */

/* Each period a little more or less, in whole yuan; what is quantity times price stays. */
static void vary(struct demo *demo, struct lines *lines) {
    static const enum lines_column columns[] = {LINES_AMOUNT, LINES_SECOND_AMOUNT};
    for (size_t row = 0; row < lines->count; row++) {
        bool has_price = lines_cell(lines, row, LINES_PRICE)[0] != '\0';
        for (size_t i = 0; !has_price && i < sizeof columns / sizeof columns[0]; i++) {
            const char *cell = lines_cell(lines, row, columns[i]);
            int64_t percent = LEAST_PERCENT + demo_random(demo, WOBBLE);
            char fen[24];
            snprintf(fen, sizeof fen, "%lld",
                     (long long)(strtoll(cell, NULL, 10) * percent / 100 / FEN * FEN));
            if (cell[0] != '\0') {
                lines_set(lines, row, columns[i], fen);
            }
        }
    }
}

static void set_totals(const struct demo_item *item, const struct lines *lines,
                       struct fields *values) {
    struct subject subject = {0};
    struct lines_totals totals = {0};
    if (subject_find(fields_text(item->entry, "subject"), &subject, NULL) == STATUS_OK &&
        lines_total(lines, &totals, NULL) == STATUS_OK) {
        if (totals.has_amount && subject.captions[LINES_AMOUNT][0] != '\0') {
            fields_set_integer(values, "total", totals.amount);
        }
        if (totals.second_amount != 0) {
            fields_set_integer(values, "second_total", totals.second_amount);
        }
    }
    subject_release(&subject);
}

static enum status set_lines(struct demo *demo, const struct demo_item *item, struct fields *values,
                             struct problem *problem) {
    struct lines lines = {0};
    struct buffer stored = BUFFER_INIT;
    enum status status = lines_read_plain(&lines, fields_text(item->row, "lines"), problem);
    if (status == STATUS_OK) {
        if (item->period.months != 0) {
            vary(demo, &lines);
        }
        for (size_t row = 0; row < lines.count; row++) {
            lines_complete(&lines, row);
        }
        set_totals(item, &lines, values);
        lines_write(&lines, &stored);
        fields_set_buffer(values, "lines", &stored);
    }
    values->failed = values->failed || stored.failed || lines.failed;
    buffer_release(&stored);
    lines_release(&lines);
    return status;
}

/* ---- 重大 ------------------------------------------------------------------------------------------- */

static enum status hold_discussion(struct demo *demo, const struct demo_item *item,
                                   struct fields *values) {
    struct fields meeting = FIELDS_INIT;
    struct buffer title = BUFFER_INIT;
    char iso[DATE_BYTES];
    int64_t id = 0;
    const char *about = fields_text(item->row, "title");
    bool is_village = fields_has(item->row, "unit");
    buffer_append_format(&title, "集体讨论：%s",
                         about[0] != '\0' ? about : fields_text(item->row, "catalogue"));
    fields_set(&meeting, "kind", "collective");
    fields_set_buffer(&meeting, "title", &title);
    fields_set(&meeting, "received_on", date_to_iso(later(demo, item->start, -1), iso));
    fields_set(&meeting, "place", is_village ? "村委会会议室" : "镇政府二楼会议室");
    fields_set(&meeting, "participants",
               is_village ? "村两委、村民代表" : "郑立新、周建华、袁春生、刘䶮等");
    fields_set(&meeting, "entitled", is_village ? "42" : "9");
    fields_set(&meeting, "attended", is_village ? "39" : "8");
    fields_set(&meeting, "votes_for", is_village ? "38" : "8");
    fields_set(&meeting, "votes_against", "0");
    fields_set(&meeting, "abstained", is_village ? "1" : "0");
    fields_set(&meeting, "minutes", "经办人说明情况，与会人员逐项讨论，表决通过。");
    fields_set(&meeting, "opinions", "按程序办理，结果及时公布，接受群众监督。");
    fields_set(&meeting, "decision", "同意，按规定公开。");
    enum status status =
        flow_enter(&demo->save, &demo->check, "meeting", &meeting, false, &id, &demo->problems);
    fields_set_integer(values, "discussion", id);
    values->failed = values->failed || title.failed;
    buffer_release(&title);
    fields_release(&meeting);
    return status;
}

/* ---- the draft ------------------------------------------------------------------------------------ */

/* What is 事前 takes effect a while after its notice. */
static void set_effect(const struct demo *demo, const struct demo_item *item,
                       struct fields *values) {
    char iso[DATE_BYTES];
    int notice = (int)fields_integer(item->entry, "notice_amount", 0);
    if (fields_integer(item->entry, "before_possible", 0) == 1) {
        day_number open = later(demo, item->start, 3) + notice * 7 / 5 + 5;
        fields_set(values, "effective_on", date_to_iso(later(demo, open, 10), iso));
    }
}

/* A contract runs for some years. */
static void set_expiry(const struct demo_item *item, struct fields *values) {
    char iso[DATE_BYTES];
    struct subject subject = {0};
    int year = 0, month = 0, day = 0;
    if (subject_find(fields_text(item->entry, "subject"), &subject, NULL) == STATUS_OK &&
        check_has_word(subject.rule, "expires")) {
        date_to_ymd(item->start, &year, &month, &day);
        fields_set(values, "expires_on",
                   date_to_iso(date_from_ymd(year + CONTRACT_YEARS, month, 1) - 1, iso));
    }
    subject_release(&subject);
}

/* What it is called when the row says nothing: the entry, and the period in words. */
static void set_title(const struct demo_item *item, struct fields *values) {
    struct buffer title = BUFFER_INIT;
    char words[PERIOD_WORDS_BYTES];
    const char *own = fields_text(item->row, "title");
    const char *unit = fields_text(item->row, "unit");
    buffer_append(&title, own);
    if (own[0] == '\0') {
        buffer_append_format(&title, "%s%s%s", unit, unit[0] != '\0' ? " " : "",
                             fields_text(item->row, "catalogue"));
    }
    if (item->period.months != 0) {
        buffer_append_format(&title, " %s", period_words(&item->period, words));
    }
    fields_set_buffer(values, "title", &title);
    buffer_release(&title);
}

static void set_village(const struct demo_item *item, struct fields *values) {
    const char *unit = fields_text(item->row, "unit");
    if (unit[0] != '\0') {
        fields_set(values, "unit", unit);
        fields_set(values, "person", strcmp(unit, "东门村") == 0 ? "王建国" : "马卫民");
    }
}

static enum status entry_id(struct demo *demo, const struct demo_item *item, int64_t *id,
                            struct problem *problem) {
    struct visible all = visible_to_rules();
    return store_find_title(demo->office->store, &all, "catalogue",
                            fields_text(item->row, "catalogue"), id, problem);
}

static enum status enter_draft(struct demo *demo, struct demo_item *item, struct problem *problem) {
    struct fields values = FIELDS_INIT;
    char iso[DATE_BYTES], name[PERIOD_BYTES];
    int64_t entry = 0, made = 0;
    day_number formed = item->start;
    enum status status = STATUS_OK;
    fields_set(&values, "catalogue", fields_text(item->row, "catalogue"));
    set_title(item, &values);
    fields_set(&values, "element_result", fields_text(item->row, "result"));
    fields_set(&values, "consultation", fields_text(item->row, "consultation"));
    set_village(item, &values);
    if (item->period.months != 0) {
        formed = period_last_day(&item->period);
        fields_set(&values, "period", period_name(&item->period, name));
        status = entry_id(demo, item, &entry, problem);
        if (status == STATUS_OK) {
            status = duty_refresh_of(&demo->save, entry, &made, problem);
        }
    }
    fields_set(&values, "received_on", date_to_iso(formed, iso));
    set_effect(demo, item, &values);
    set_expiry(item, &values);
    if (status == STATUS_OK) {
        status = set_lines(demo, item, &values, problem);
    }
    bool is_asked = fields_has(item->row, "consultation"); /* then it is discussed afterwards */
    if (status == STATUS_OK && !is_asked && fields_integer(item->entry, "major", 0) == 1) {
        status = hold_discussion(demo, item, &values);
    }
    if (status == STATUS_OK) {
        status = flow_enter(&demo->save, &demo->check, "disclosure", &values, false, &item->id,
                            &demo->problems);
    }
    fields_release(&values);
    return status;
}

/* ---- a matter arises ------------------------------------------------------------------------------ */

static enum status owe(struct demo *demo, struct demo_item *item, struct problem *problem) {
    struct fields arguments = FIELDS_INIT;
    struct ids open = {0};
    int64_t entry = 0;
    enum status status = entry_id(demo, item, &entry, problem);
    fields_set(&arguments, "title", fields_text(item->row, "title"));
    fields_set(&arguments, "unit", fields_text(item->row, "unit"));
    if (status == STATUS_OK) {
        status = flow_step(&demo->save, &demo->check, "owe", entry, 0, &arguments, &demo->problems);
    }
    if (status == STATUS_OK) {
        status = store_duties_in(demo->office->store, entry, "open", &open, problem);
    }
    if (status == STATUS_OK && open.count > 0) {
        item->id = open.items[open.count - 1];
    }
    ids_release(&open);
    fields_release(&arguments);
    return status;
}

enum status demo_enter(struct demo_disclosures *all, struct demo_item *item,
                       struct problem *problem) {
    return item->is_duty ? owe(all->demo, item, problem) : enter_draft(all->demo, item, problem);
}
