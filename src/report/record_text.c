/* A record as a page of text. Reads through work and store/read; decides nothing. */
#include "report/record_text.h"

#include "base/codes.h"
#include "base/language.h"
#include "base/text.h"
#include "report/charged_text.h"
#include "report/consultation_text.h"
#include "report/deliberation_text.h"
#include "report/disclosure_text.h"
#include "report/lines_text.h"
#include "report/related_text.h"
#include "report/shown.h"
#include "report/stage_text.h"
#include "report/words.h"
#include "work/flow.h"
#include "work/record_due.h"

#include <stdio.h>
#include <string.h>

enum { TABLE_COLS = 78, ITEM_COLS = 37, COMMAND_COLS = 8 };

static void append_summary(struct office *office, const struct scr_record *kind,
                           const struct record *record, struct buffer *out) {
    struct light_state light = {0};
    struct limit limit = {.unit = LIMIT_WORKDAY};
    char context[64];
    const char *rule = fields_text(&record->fields, "limit_rule");
    snprintf(context, sizeof context, "record.%s", kind->kind);
    buffer_append(out, language_text(context, kind->label));
    const struct scr_field *field = scr_record_field(kind, "kind");
    if (field && fields_has(&record->fields, "kind")) {
        buffer_append(out, "  ");
        shown_append_value(office, field, fields_text(&record->fields, "kind"), out);
    }
    if (rule[0] && office_light(office, &record->fields, &light, NULL) == STATUS_OK &&
        office_limit(office, rule, date_from_iso(fields_get(&record->fields, "received_on")),
                     &limit, NULL) == STATUS_OK &&
        light.light != LIGHT_NONE) {
        buffer_append(out, "  ");
        words_append_light_in_full(out, &light, limit.unit);
    }
}

/* Short values stand two in a row, as on paper. */
struct pair {
    struct buffer *out;
    bool has_left;
};

static void append_item(struct pair *pair, const char *item) {
    int width = text_width(item);
    if (pair->has_left && width <= ITEM_COLS) {
        buffer_append_format(pair->out, "%s\n", item);
        pair->has_left = false;
        return;
    }
    if (pair->has_left)
        buffer_append(pair->out, "\n");
    pair->has_left = width <= ITEM_COLS;
    if (pair->has_left)
        text_append_padded(pair->out, item, ITEM_COLS + 2);
    else
        buffer_append_format(pair->out, "%s\n", item);
}

static void end_row(struct pair *pair) {
    if (pair->has_left)
        buffer_append(pair->out, "\n");
    pair->has_left = false;
}

static void append_lines(const struct scr_record *kind, const struct record *record,
                         const struct scr_field *field, struct buffer *out) {
    struct lines_captions captions;
    const char *stored = fields_text(&record->fields, field->name);
    buffer_append_format(out, "\n\001%s  ", shown_label(kind->kind, field));
    shown_append_lines(stored, out);
    buffer_append(out, "\n");
    lines_text_captions(&record->fields, &captions);
    lines_text_append(stored, &captions, TABLE_COLS, out);
}

/* Records voided by the first release have the day there: void is not done. */
static const char *label_of(const struct scr_record *kind, const struct scr_field *field,
                            const struct fields *values) {
    bool is_void = strcmp(fields_text(values, "state"), "void") == 0;
    return is_void && strcmp(field->name, "closed_on") == 0 ? _("作废日期")
                                                            : shown_label(kind->kind, field);
}

/* What the program goes by, and tells nobody anything. */
static bool is_internal(const char *kind, const char *name) {
    static const char *const names[][2] = {
        {"posting", "route_sort"},
        {"finding", "rule"},
        {"finding", "name"},
        {"feedback", "linked"}, /* among what belongs to it */
    };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcmp(names[i][0], kind) == 0 && strcmp(names[i][1], name) == 0)
            return true;
    return false;
}

static void append_fields(struct office *office, const struct scr_record *kind,
                          const struct record *record, struct buffer *out) {
    struct pair pair = {out, false};
    bool is_disclosure = strcmp(kind->kind, "disclosure") == 0;
    bool is_after_memo = false;
    for (size_t i = 0; i < kind->field_count; i++) {
        const struct scr_field *field = &kind->fields[i];
        const char *value = fields_text(&record->fields, field->name);
        struct buffer item = BUFFER_INIT;
        if (!value[0] || strcmp(field->name, "title") == 0 || strcmp(field->name, "kind") == 0 ||
            is_internal(kind->kind, field->name) ||
            (is_disclosure && codes_has(disclosure_text_fields, field->name)))
            continue;
        if (field->type == FIELD_LINES) {
            end_row(&pair);
            append_lines(kind, record, field, out);
        } else if (field->type == FIELD_MEMO) {
            end_row(&pair);
            buffer_append_format(out, "\n\001%s\n%s\n", shown_label(kind->kind, field), value);
            is_after_memo = true;
        } else {
            buffer_append(out, is_after_memo ? "\n" : "");
            is_after_memo = false;
            buffer_append_format(&item, "%s: ", label_of(kind, field, &record->fields));
            shown_append_value(office, field, value, &item);
            append_item(&pair, buffer_text(&item));
        }
        buffer_release(&item);
    }
    end_row(&pair);
}

static void append_step(struct office *office, const char *kind, const struct step *step,
                        struct buffer *out) {
    char when[20];
    clock_format(&office->clock, step->at, when);
    buffer_append_format(out, "%s  ", when);
    text_append_padded(out, language_text("option", flow_step_label(kind, step->command)),
                       COMMAND_COLS);
    if (step->person[0])
        buffer_append_format(out, "  %s", step->person);
    if (step->note[0])
        buffer_append_format(out, "  %s", step->note);
    buffer_append(out, "\n");
}

static enum status append_steps(struct office *office, const struct record *record,
                                struct buffer *out, struct problem *problem) {
    struct steps steps = {0};
    enum status status = store_steps(office->store, &office->visible, record->id, &steps, problem);
    if (status == STATUS_OK) {
        buffer_append_format(out, "\n\001%s\n", _("经过"));
        for (size_t i = 0; i < steps.count; i++)
            append_step(office, fields_text(&record->fields, "record_kind"), &steps.items[i], out);
    }
    steps_release(&steps);
    return status;
}

/* What the count leaves out, gathered while walking its days. */
struct count_words {
    struct buffer *out;
    struct buffer left_out;
    int counted;
    bool is_assumed;
};

static void add_day(void *context, const struct deadline_day *day) {
    struct count_words *words = context;
    char iso[DATE_BYTES];
    const char *name = day->name;
    if (day->is_counted)
        words->counted = day->count;
    words->is_assumed = words->is_assumed || day->is_assumed;
    if (day->is_counted || day->is_received || day->kind == DAY_WORK || day->kind == DAY_ON ||
        words->left_out.length > 400)
        return;
    buffer_append_format(&words->left_out, "%s%s", words->left_out.length ? " " : "",
                         date_to_iso(day->day, iso) + 5);
    if (name && name[0])
        buffer_append_format(&words->left_out, "(%s)", name);
}

static const char *card_day_word(const struct fields *card) {
    if (strcmp(fields_text(card, "limit_rule"), "card.file") == 0)
        return _("归档年度末日");
    return strcmp(fields_text(card, "received_on"), fields_text(card, "published_on")) == 0
               ? _("公开日")
               : _("公示结束日");
}

static const char *first_day_word(const struct record *record, const struct record_due *due) {
    const char *kind = fields_text(&record->fields, "record_kind");
    if (due->is_announcing)
        return _("答复日");
    if (due->is_re_review)
        return _("决定日");
    if (strcmp(kind, "disclosure") == 0 || strcmp(kind, "duty") == 0)
        return _("形成日");
    if (strcmp(kind, "card") == 0)
        return card_day_word(&record->fields);
    if (strcmp(kind, "consultation") == 0)
        return _("截止日");
    if (strcmp(kind, "finding") == 0)
        return fields_has(&record->fields, "ordered_on") ? _("责令日") : _("发现日");
    return due->is_again ? _("重办日") : _("收到日");
}

/* A date that comes from no limit: that of the next opening, check or meeting, of a notice's end. */
static const char *words_without_limit(const struct fields *record, const char **from,
                                       const char **days) {
    static const struct {
        const char *kind, *from, *days, *words;
        const char *first; /* before there was any; NULL: none */
    } kinds[] = {
        {"box", "opened_on", "cycle_days",
         N_("上次开箱 {day}，每 {days} 天开一次（本箱设定）；遇放假的顺延到下一个工作日。"),
         N_("还没有开过箱：登记以后每 {days} 天开一次（本箱设定）；遇放假的顺延到下一个工作日。")},
        {"board", "checked_on", "check_cycle_days",
         N_("上次检查 {day}，每 {days} 天检查一次（本渠道设定）；遇放假的顺延到下一个工作日。"),
         N_("还没有检查过：登记以后每 {days} 天检查一次（本渠道设定）；遇放假的顺延到下一个工作日。")},
        {"team", "met_on", "meeting_cycle_days",
         N_("上次开会 {day}，每 {days} 天开一次（本组设定）；遇放假的顺延到下一个工作日。"),
         N_("还没有开过会：登记以后每 {days} 天开一次（本组设定）；遇放假的顺延到下一个工作日。")},
        {"disclosure", "notice_to", "notice_amount",
         N_("公示到 {day} 为止，张贴当日不计；次日结束公示，遇放假的顺延到下一个工作日。"), NULL},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (strcmp(fields_text(record, "record_kind"), kinds[i].kind) == 0 &&
            fields_has(record, kinds[i].days) &&
            (fields_has(record, kinds[i].from) ||
             (kinds[i].first != NULL && fields_has(record, "due_on")))) {
            *from = fields_text(record, kinds[i].from);
            *days = fields_text(record, kinds[i].days);
            return fields_has(record, kinds[i].from) ? kinds[i].words : kinds[i].first;
        }
    bool waits = strcmp(fields_text(record, "record_kind"), "card") == 0 &&
                 strcmp(fields_text(record, "state"), "to_fill") == 0;
    if (waits)
        return N_("还在公示：公示结束那天起才算填卡的期限。");
    return fields_has(record, "due_on") ? N_("这个日期是写定的，不是按期限推算的。") : NULL;
}

static void append_no_limit(const struct fields *record, struct buffer *out) {
    struct problem sentence;
    const char *from = "", *days = "";
    const char *words = words_without_limit(record, &from, &days);
    if (fields_integer(record, "open", 0) == 0 || words == NULL)
        return;
    problem_set(&sentence, STATUS_OK, "", words);
    problem_place(&sentence, "day", from);
    problem_place(&sentence, "days", days);
    buffer_append_format(out, "\n\001%s\n", _("期限计算说明"));
    language_append_problem(out, &sentence, NULL);
    buffer_append_char(out, '\n');
}

enum status record_text_append_count(struct office *office, const struct record *record,
                                     struct buffer *out, struct problem *problem) {
    struct record_due due = {0};
    struct count_words words = {.out = out, .left_out = BUFFER_INIT};
    char iso[DATE_BYTES];
    enum status status = record_due_load(office, record, &due, problem);
    if (status == STATUS_NOT_FOUND) {
        append_no_limit(&record->fields, out);
        return STATUS_OK;
    }
    if (status != STATUS_OK)
        return status;
    deadline_explain(office->calendar, &due.deadline, add_day, &words);
    buffer_append_format(out, "\n\001%s\n", _("期限计算说明"));
    if (due.due.day == DATE_NONE)
        buffer_append(out, _("暂停计时中，恢复后重新推算。"));
    else
        buffer_append_format(out, "%s%s", date_to_iso(due.due.day, iso), _("："));
    if (due.asked != DATE_NONE)
        buffer_append_format(out, "%s%s",
                             due.is_before_effect ? _("事前公开：须早于决定生效日")
                                                  : _("上级期限，早于按类别推算的日期"),
                             _("。"));
    buffer_append_format(out, "%s %s %s%s", first_day_word(record, &due),
                         date_to_iso(due.deadline.received, iso), _("为第 0 日"), _("；"));
    buffer_append(out, language_text("article", due.limit.article));
    if (due.limit.unit == LIMIT_WORKDAY || due.limit.unit == LIMIT_DAY)
        buffer_append_format(out, "%s%s %d %s", _("；"), _("共计"), words.counted,
                             due.limit.unit == LIMIT_WORKDAY ? _("个工作日") : _("日"));
    buffer_append(out, _("。"));
    if (due.deadline.extended_by > 0)
        buffer_append_format(out, "%s %d%s", _("其中延长"), due.deadline.extended_by, _("。"));
    if (words.left_out.length > 0 && due.limit.unit == LIMIT_WORKDAY)
        buffer_append_format(out, "%s%s%s%s", _("其间不计"), _("："), buffer_text(&words.left_out),
                             _("。"));
    if (words.is_assumed)
        buffer_append_format(out, "%s%s", words_calendar_is_assumed(), _("。"));
    buffer_append(out, "\n");
    buffer_release(&words.left_out);
    record_due_release(&due);
    return STATUS_OK;
}

enum status record_text_append_summary(struct office *office, const struct scr_source *files,
                                       const struct record *record, struct buffer *out,
                                       struct problem *problem) {
    struct scr_record *kind = NULL;
    enum status status =
        scr_record_load(files, fields_text(&record->fields, "record_kind"), &kind, problem);
    if (status == STATUS_OK)
        append_summary(office, kind, record, out);
    scr_record_free(kind);
    return status;
}

/* Of a damaged file the rest is shown all the same. */
static enum status or_say(enum status status, struct buffer *out) {
    if (status == STATUS_CORRUPT)
        buffer_append_format(out, "\n%s\n", _("（数据库损坏，这里有读不出来的内容）"));
    return status == STATUS_CORRUPT ? STATUS_OK : status;
}

enum status record_text_append(struct office *office, const struct scr_source *files,
                               const struct record *record, struct buffer *out,
                               struct problem *problem) {
    struct scr_record *kind = NULL;
    enum status status =
        scr_record_load(files, fields_text(&record->fields, "record_kind"), &kind, problem);
    if (status != STATUS_OK)
        return status;
    buffer_append_format(out, "\001%s\n\n", fields_text(&record->fields, "title"));
    append_fields(office, kind, record, out);
    if (strcmp(kind->kind, "disclosure") == 0)
        status = or_say(disclosure_text_append(office, record, out, problem), out);
    if (strcmp(kind->kind, "consultation") == 0)
        status = or_say(consultation_text_append(office, record, out, problem), out);
    deliberation_text_append(record, out);
    if (status == STATUS_OK)
        status = or_say(charged_text_append(office, record, out, problem), out);
    if (status == STATUS_OK)
        status = or_say(related_text_append(office, kind->kind, record->id, out, problem), out);
    if (status == STATUS_OK)
        status = or_say(stage_text_append(office, record, out, problem), out);
    if (status == STATUS_OK)
        status = or_say(append_steps(office, record, out, problem), out);
    if (status == STATUS_OK)
        status = or_say(record_text_append_count(office, record, out, problem), out);
    scr_record_free(kind);
    return status;
}

static void append_difference(const char *label, const char *old, const char *new,
                              struct buffer *out) {
    buffer_append_format(out, "  %s: %s  %s  %s\n", label, old[0] ? old : _("（空）"), _("改为"),
                         new[0] ? new : _("（空）"));
}

/* The fields of one version that differ from what came after it. */
static void append_differences(struct office *office, const struct scr_record *kind,
                               const struct fields *before, const struct fields *after,
                               struct buffer *out) {
    for (size_t i = 0; i < kind->field_count; i++) {
        const struct scr_field *field = &kind->fields[i];
        const char *old = fields_text(before, field->name);
        const char *new = fields_text(after, field->name);
        if (strcmp(old, new) == 0)
            continue;
        struct buffer was = BUFFER_INIT, is = BUFFER_INIT;
        shown_append_value(office, field, old, &was);
        shown_append_value(office, field, new, &is);
        append_difference(shown_label(kind->kind, field), buffer_text(&was), buffer_text(&is), out);
        buffer_release(&was);
        buffer_release(&is);
    }
    const char *old = flow_state_label(kind->kind, fields_text(before, "state"));
    const char *new = flow_state_label(kind->kind, fields_text(after, "state"));
    if (strcmp(old, new) != 0)
        append_difference(language_text("heading", N_("状态")), language_text("state", old),
                          language_text("state", new), out);
}

static enum status append_version(struct office *office, const struct scr_record *kind,
                                  const struct version *version, struct fields *after,
                                  struct buffer *out, struct problem *problem) {
    struct fields before = FIELDS_INIT;
    char when[20];
    enum status status = store_version_fields(office->store, version->data, &before, problem);
    if (status == STATUS_OK) {
        clock_format(&office->clock, version->at, when);
        buffer_append_format(out, "\001%s %lld  %s  %s\n", _("版本"), (long long)version->ver, when,
                             version->person);
        append_differences(office, kind, &before, after, out);
        fields_release(after);
        fields_merge(after, &before);
    }
    fields_release(&before);
    return status;
}

enum status record_text_append_versions(struct office *office, const struct scr_source *files,
                                        const struct record *record, struct buffer *out,
                                        struct problem *problem) {
    struct scr_record *kind = NULL;
    struct versions versions = {0};
    struct fields after = FIELDS_INIT;
    enum status status =
        scr_record_load(files, fields_text(&record->fields, "record_kind"), &kind, problem);
    if (status == STATUS_OK)
        status = store_versions(office->store, &office->visible, record->id, &versions, problem);
    fields_merge(&after, &record->fields);
    if (status == STATUS_OK)
        buffer_append_format(out, "\001%s %lld  %s\n\n", _("现在是版本"), (long long)record->ver,
                             versions.count == 0 ? _("还没有改动过") : "");
    for (size_t i = versions.count; status == STATUS_OK && i > 0; i--)
        status = append_version(office, kind, &versions.items[i - 1], &after, out, problem);
    fields_release(&after);
    versions_release(&versions);
    scr_record_free(kind);
    return status;
}
