/* Calls and visits: logging, answering later, passing on as feedback. What was answered from must be public: what a caller
 * is told is told to everybody. Rules only; draws and translates nothing. Mission F5, F6, C2. */
#include "work/enquiry.h"

#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/text.h"
#include "work/flow_fits.h"
#include "work/flow_run.h"
#include "work/kinds.h"

enum { TITLE_CHARACTERS = 40 };

const char *enquiry_source(const char *way) {
    return strcmp(way, "call") == 0 ? "call" : "visit";
}

/* ---- what it was answered from ------------------------------------------------------------------- */

static bool is_one_of(const char *words, const char *word) {
    return check_has_word(words, word);
}

bool enquiry_may_answer_from(const struct record *record, int64_t *topic, int64_t *unit) {
    const struct fields *fields = &record->fields;
    const char *kind = fields_text(fields, "record_kind");
    const char *state = fields_text(fields, "state");
    bool may = false;
    *unit = fields_integer(fields, "unit", 0);
    *topic = fields_integer(fields, "topic", 0);
    if (fields_integer(fields, "sealed", 0) != 0) {
        return false;
    }
    if (strcmp(kind, "disclosure") == 0) {
        *topic = fields_integer(fields, "catalogue", 0);
        may = fields_has(fields, "published_on") &&
              strcmp(fields_text(fields, "scope"), "public") == 0 &&
              is_one_of("published on_notice filed corrected withdrawn", state);
    } else if (strcmp(kind, "feedback") == 0) {
        may = fields_has(fields, "reply") && is_one_of("replied announced closed", state) &&
              strcmp(fields_text(fields, "kind"), "report") != 0;
    } else if (strcmp(kind, "outside") == 0) {
        may = strcmp(state, "void") != 0;
    }
    return may;
}

bool enquiry_may_read_out(const struct office *office, const struct record *record) {
    int64_t topic = 0, unit = 0;
    bool is_answer = strcmp(fields_text(&record->fields, "record_kind"), "feedback") == 0;
    return is_answer ? enquiry_may_answer_from(record, &topic, &unit)
                     : published_to_everybody(office, &record->fields);
}

/* Its topic and unit are the call's, where nothing else was said. */
static enum status take_found(struct act *act) {
    int64_t id = act_integer(act, "found"), topic = 0, unit = 0;
    struct record found = {0};
    if (id == 0 || fields_get(act->changes, "found") == NULL) {
        return STATUS_OK;
    }
    enum status status = act_read(act, id, &found);
    if (status == STATUS_OK && !enquiry_may_answer_from(&found, &topic, &unit)) {
        struct problem problem = {0};
        problem_set(&problem, STATUS_DENIED, "found",
                    N_("{found} 没有向社会公开，不能拿它答复群众"));
        problem_place(&problem, "found", fields_text(&found.fields, "number"));
        status = act_refuse_with(act, &problem);
    }
    if (status == STATUS_OK && topic != 0 && act_integer(act, "topic") == 0) {
        fields_set_integer(act->changes, "topic", topic);
    }
    if (status == STATUS_OK && unit != 0 && act_integer(act, "unit") == 0) {
        fields_set_integer(act->changes, "unit", unit);
    }
    record_release(&found);
    return status;
}

/* ---- what was asked ------------------------------------------------------------------------------ */

/* The first line; of a longer one as much as fits. */
static void set_title(struct act *act) {
    const char *body = act_text(act, "body");
    size_t length = strcspn(body, "\n"), at = 0, cut = 0;
    struct buffer title = BUFFER_INIT;
    for (int characters = 0; at < length && characters <= TITLE_CHARACTERS; characters++) {
        char32_t character;
        cut = characters < TITLE_CHARACTERS - 1 ? at : cut;
        at += text_decode(body + at, length - at, &character);
    }
    bool is_whole = at >= length;
    buffer_append_bytes(&title, body, is_whole ? length : cut);
    buffer_append(&title, is_whole ? "" : "…");
    fields_set_buffer(act->changes, "title", &title);
    buffer_release(&title);
}

static enum status check_day(struct act *act) {
    day_number day = date_from_iso(act_text(act, "received_on"));
    return day != DATE_NONE && day > office_today(act->office)
               ? act_refuse(act, STATUS_INVALID, "received_on", N_("{field}不能晚于今天"))
               : STATUS_OK;
}

static enum status set_due(struct act *act) {
    struct limit limit;
    struct problem problem = {0};
    char iso[DATE_BYTES];
    day_number received = date_from_iso(act_text(act, "received_on"));
    enum status status = office_calendar(act->office, &problem);
    if (status == STATUS_OK) {
        status = office_limit(act->office, "enquiry.answer", received, &limit, &problem);
    }
    if (status == STATUS_NOT_FOUND) {
        return STATUS_OK;
    }
    if (status != STATUS_OK) {
        return act_refuse_with(act, &problem);
    }
    const struct deadline deadline = {.received = received, .limit = &limit};
    fields_set(act->changes, "limit_rule", "enquiry.answer");
    fields_set(act->changes, "due_on",
               date_to_iso(deadline_due(act->office->calendar, &deadline).day, iso));
    fields_set_integer(act->changes, "statutory", limit.is_statutory ? 1 : 0);
    return STATUS_OK;
}

/* ---- answered ------------------------------------------------------------------------------------ */

static void set_answered(struct act *act, const char *day) {
    if (act_text(act, "answered_by")[0] == '\0') {
        fields_set(act->changes, "answered_by", act->office->user_name);
    }
    fields_set(act->changes, "answered_on", day);
}

static void note_found(struct act *act) {
    struct record found = {0};
    int64_t id = act_integer(act, "found");
    if (id != 0 && act_read(act, id, &found) == STATUS_OK) {
        act_note(act, "依据 %s", fields_text(&found.fields, "number"));
    }
    record_release(&found);
}

static bool is_answered(const struct act *act) {
    static const char *const names[] = {"found", "reply", "answered_by"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (act_text(act, names[i])[0] != '\0') {
            return true;
        }
    }
    return false;
}

/* Answered when it says from what, how or by whom; else somebody is to be called back. */
enum status enquiry_register(struct act *act) {
    char today[DATE_BYTES];
    size_t known = act->problems->count;
    if (act_text(act, "title")[0] == '\0') {
        set_title(act);
    }
    if (act_text(act, "received_on")[0] == '\0' &&
        !check_is_refused(act->problems, 0, "received_on")) {
        fields_set(act->changes, "received_on", act_today(act, today));
    }
    fields_set_integer(act->changes, "typed_by", act->office->user);
    if (known > 0 || act_text(act, "body")[0] == '\0') {
        return STATUS_INVALID;
    }
    enum status status = check_day(act);
    if (status == STATUS_OK) {
        status = take_found(act);
    }
    if (status == STATUS_OK && is_answered(act)) {
        set_answered(act, act_text(act, "received_on"));
        note_found(act);
    } else if (status == STATUS_OK) {
        snprintf(act->to_state, sizeof act->to_state, "asked");
        status = set_due(act);
    }
    return status;
}

enum status enquiry_edit(struct act *act) {
    enum status status = check_day(act);
    if (status == STATUS_OK) {
        status = take_found(act);
    }
    if (status == STATUS_OK && act_text(act, "title")[0] == '\0') {
        set_title(act);
    }
    bool waits = strcmp(fields_text(&act->before->fields, "state"), "asked") == 0;
    return status == STATUS_OK && waits && fields_has(act->changes, "received_on") ? set_due(act)
                                                                                   : status;
}

enum status enquiry_answer(struct act *act) {
    static const char *const names[] = {"found", "reply", "answered_by", "satisfied", "topic"};
    char today[DATE_BYTES];
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (fields_has(act->arguments, names[i])) {
            fields_set(act->changes, names[i], fields_text(act->arguments, names[i]));
        }
    }
    if (act_integer(act, "found") == 0 && act_text(act, "reply")[0] == '\0') {
        return act_refuse(act, STATUS_INVALID, "reply", N_("请写明怎么答复的，或依据哪件公开信息"));
    }
    enum status status = take_found(act);
    if (status == STATUS_OK) {
        set_answered(act, act_today(act, today));
        note_found(act);
    }
    return status;
}

/* ---- void ---------------------------------------------------------------------------------------- */

enum status enquiry_void(struct act *act) {
    fields_set(act->changes, "void_reason", fields_text(act->arguments, "reason"));
    return STATUS_OK;
}

enum status enquiry_restore(struct act *act) {
    bool was_answered = act_text(act, "answered_on")[0] != '\0';
    fields_set(act->changes, "void_reason", "");
    snprintf(act->to_state, sizeof act->to_state, "%s", was_answered ? "answered" : "asked");
    return was_answered ? STATUS_OK : set_due(act);
}

/* ---- passed on ----------------------------------------------------------------------------------- */

static void set_or(struct fields *values, const char *name, const char *given, const char *usual) {
    fields_set(values, name, given[0] != '\0' ? given : usual);
}

static void make_feedback(const struct act *act, struct fields *values) {
    static const char *const carried[][2] = {{"title", "title"},     {"reporter", "asker"},
                                             {"contact", "contact"}, {"body", "body"},
                                             {"unit", "unit"},       {"topic", "topic"}};
    const struct fields *from = &act->before->fields;
    const struct fields *given = act->arguments;
    bool is_report = strcmp(fields_text(given, "kind"), "report") == 0;
    set_or(values, "kind", fields_text(given, "kind"), "consult");
    for (size_t i = 0; i < sizeof carried / sizeof carried[0]; i++) {
        set_or(values, carried[i][0], fields_text(given, carried[i][0]),
               fields_text(from, carried[i][1]));
    }
    if (is_report) { /* which names neither, and is handed over by its own rule */
        fields_set(values, "topic", "");
        fields_set(values, "unit", fields_text(given, "unit"));
    }
    fields_set(values, "person", fields_text(given, "person"));
    fields_set(values, "received_on", fields_text(from, "received_on"));
    fields_set(values, "source", enquiry_source(fields_text(from, "way")));
    fields_set(values, "allow_duplicate", fields_text(given, "allow_duplicate"));
}

/* ---- what is a report ---------------------------------------------------------------------------- */

#define ELSEWHERE "另行登记办理"

/* What it keeps of a report: that somebody called, and nothing more. */
static void empty_enquiry(struct fields *changes) {
    static const char *const columns[] = {"asker", "contact",  "topic", "found",
                                          "reply", "feedback", "unit"};
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) {
        fields_set(changes, columns[i], "");
    }
    fields_set(changes, "title", ELSEWHERE);
    fields_set(changes, "body", ELSEWHERE);
}

static enum status empty_versions(struct act *act, int64_t enquiry) {
    struct problem problem = {0};
    return store_clear_versions(act->office->store, enquiry,
                                "title body asker contact topic found reply feedback unit",
                                ELSEWHERE, &problem) == STATUS_OK
               ? STATUS_OK
               : act_refuse_with(act, &problem);
}

enum status enquiry_became_feedback(struct act *act) {
    return strcmp(fields_text(act->arguments, "kind"), "report") == 0 ? empty_versions(act, act->id)
                                                                      : STATUS_OK;
}

static enum status empty_linked(struct act *act, int64_t enquiry) {
    struct record record = {0};
    struct fields changes = FIELDS_INIT;
    struct problem problem = {0};
    enum status status = act_read(act, enquiry, &record);
    if (status == STATUS_OK) {
        empty_enquiry(&changes);
        status = save_change(act->save, &record, &changes, NULL, "edit", "", &problem);
        if (status != STATUS_OK) {
            act_refuse_with(act, &problem);
        }
    }
    fields_release(&changes);
    record_release(&record);
    return status == STATUS_OK ? empty_versions(act, enquiry) : status;
}

enum status enquiry_empty_of_report(struct act *act) {
    struct problem problem = {0};
    int64_t enquiry = 0;
    if (store_enquiry_of_feedback(act->office->store, act->id, &enquiry, &problem) != STATUS_OK) {
        return act_refuse_with(act, &problem);
    }
    return enquiry != 0 ? empty_linked(act, enquiry) : STATUS_OK;
}

/* ---- carried out --------------------------------------------------------------------------------- */

static void note_feedback(struct act *act, int64_t feedback) {
    struct record record = {0};
    if (act_read(act, feedback, &record) == STATUS_OK) {
        act_note(act, "转为反馈件 %s", fields_text(&record.fields, "number"));
    }
    record_release(&record);
}

enum status enquiry_to_feedback(struct act *act) {
    struct fields values = FIELDS_INIT;
    int64_t feedback = 0;
    bool is_report = strcmp(fields_text(act->arguments, "kind"), "report") == 0;
    make_feedback(act, &values);
    bool then_assign = fields_has(&values, "unit") || fields_has(&values, "person");
    enum status status = values.failed ? act_refuse(act, STATUS_NO_MEMORY, "", N_("内存不足"))
                                       : flow_enter(act->save, act->check, "feedback", &values,
                                                    then_assign, &feedback, act->problems);
    fields_release(&values);
    if (status == STATUS_OK && is_report) {
        act_note(act, "%s", ELSEWHERE);
        empty_enquiry(act->changes);
    } else if (status == STATUS_OK) {
        fields_set_integer(act->changes, "feedback", feedback);
        note_feedback(act, feedback);
    }
    return status;
}

/* ---- counts -------------------------------------------------------------------------------------- */

static bool add_row(void *context, const struct enquiry_row *row) {
    struct enquiry_counts *out = context;
    size_t way = 0;
    if (out->month_count == 0 || strcmp(out->months[out->month_count - 1].month, row->month) != 0) {
        if (out->month_count == ENQUIRY_MONTHS_MOST) {
            return false;
        }
        struct enquiry_month *next = &out->months[out->month_count++];
        *next = (struct enquiry_month){.answered = 0};
        snprintf(next->month, sizeof next->month, "%s", row->month);
    }
    struct enquiry_month *month = &out->months[out->month_count - 1];
    month->answered += row->answered;
    month->passed_on += row->passed_on;
    month->asked += row->count - row->answered - row->passed_on;
    while (way < out->way_count && strcmp(out->ways[way].way, row->way) != 0) {
        way++;
    }
    if (way == ENQUIRY_WAYS_MOST) {
        return false;
    }
    if (way == out->way_count) {
        out->ways[way] = (struct enquiry_way_line){.count = 0};
        snprintf(out->ways[way].way, sizeof out->ways[way].way, "%s", row->way);
        out->way_count++;
    }
    out->ways[way].count += row->count;
    out->ways[way].satisfied += row->satisfied;
    out->ways[way].dissatisfied += row->dissatisfied;
    return true;
}

static bool add_today(void *context, const struct enquiry_row *row) {
    struct enquiry_counts *out = context;
    out->today += row->count;
    return true;
}

enum status enquiry_count(struct office *office, day_number from, day_number to,
                          struct enquiry_counts *out, struct problem *problem) {
    char first[DATE_BYTES], last[DATE_BYTES];
    *out = (struct enquiry_counts){.month_count = 0};
    date_to_iso(from, first);
    date_to_iso(to, last);
    enum status status =
        store_enquiries(office->store, &office->visible, first, last, add_row, out, problem);
    return status == STATUS_OK ? store_enquiries(office->store, &office->visible, last, last,
                                                 add_today, out, problem)
                               : status;
}
