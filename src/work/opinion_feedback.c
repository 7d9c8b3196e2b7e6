/* An opinion that is really a matter of its own becomes feedback, and feedback that belongs to a collection becomes an
 * opinion: one command each way, both linked. What is sealed never does. Mission D3, N6. */
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "work/feedback.h"
#include "work/flow_fits.h"
#include "work/flow_run.h"
#include "work/kinds.h"
#include "work/opinion.h"

static const char *number_of(struct act *act, int64_t id, char out[24]) {
    struct record record = {0};
    out[0] = '\0';
    if (act_read(act, id, &record) == STATUS_OK) {
        snprintf(out, 24, "%s", fields_text(&record.fields, "number"));
    }
    record_release(&record);
    return out;
}

/* ---- an opinion becomes feedback ----------------------------------------------------------------- */

static void set_or(struct fields *values, const char *name, const char *given, const char *usual) {
    fields_set(values, name, given[0] != '\0' ? given : usual);
}

static void make_feedback(const struct act *act, struct fields *values) {
    const struct fields *from = &act->before->fields;
    const struct fields *given = act->arguments;
    set_or(values, "kind", fields_text(given, "kind"), "suggest");
    set_or(values, "title", fields_text(given, "title"), fields_text(from, "title"));
    fields_set(values, "unit", fields_text(given, "unit"));
    fields_set(values, "person", fields_text(given, "person"));
    fields_set(values, "received_on", fields_text(from, "received_on"));
    fields_set(values, "source", "consultation");
    fields_set(values, "reporter", fields_text(from, "author"));
    fields_set(values, "contact", fields_text(from, "contact"));
    fields_set(values, "body", fields_text(from, "body"));
    fields_set(values, "allow_duplicate", "1"); /* what it was made of is no duplicate of it */
}

/* Of the feedback an opinion came from. */
static enum status take_back(struct act *act) {
    char number[24] = "";
    int64_t opinion = 0;
    struct problem problem = {0};
    enum status status =
        store_opinion_of_feedback(act->office->store, act->id, &opinion, number, &problem);
    if (status != STATUS_OK) {
        return act_refuse_with(act, &problem);
    }
    status = feedback_restore(act);
    act_note(act, "由意见 %s 退回", number);
    return status;
}

/* No command of its own: carried out by the opinion's alone. */
static const struct transition take_back_feedback = {
    "feedback", "to_consultation",       "take_back", 0, "registered", "", "",
    take_back,  feedback_refresh_opening};

static enum status give_back(struct act *act, int64_t feedback) {
    const struct fields none = FIELDS_INIT;
    return flow_run(act->save, act->check, &take_back_feedback, feedback, &none, act->problems);
}

enum status opinion_fits_to_feedback(struct act *act) {
    return opinion_check_collection_goes_on(act);
}

static void conclude(struct act *act, const char *note) {
    char today[DATE_BYTES];
    fields_set(act->changes, "decision", "unrelated");
    fields_set(act->changes, "reason", note);
    fields_set_integer(act->changes, "decided_by", act->office->user);
    fields_set(act->changes, "decided_on", act_today(act, today));
    act_note(act, "%s", note);
}

/* ---- what is a report ---------------------------------------------------------------------------- */

#define ELSEWHERE "另行登记办理"

/* What an opinion that is a report keeps of it: nothing, not even which report it became. */
static void empty_opinion(struct fields *changes) {
    static const char *const columns[] = {"author", "address",    "contact",  "passage",
                                          "reply",  "adopted_to", "sameness", "feedback"};
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) {
        fields_set(changes, columns[i], "");
    }
    fields_set(changes, "title", ELSEWHERE);
    fields_set(changes, "body", ELSEWHERE);
    fields_set(changes, "reason", ELSEWHERE);
}

static enum status empty_versions(struct act *act, int64_t opinion) {
    struct problem problem = {0};
    return store_clear_versions(act->office->store, opinion,
                                "title body author address contact passage reply adopted_to "
                                "sameness reason feedback",
                                ELSEWHERE, &problem) == STATUS_OK
               ? STATUS_OK
               : act_refuse_with(act, &problem);
}

enum status opinion_became_feedback(struct act *act) {
    return strcmp(fields_text(act->arguments, "kind"), "report") == 0 ? empty_versions(act, act->id)
                                                                      : STATUS_OK;
}

static enum status empty_linked(struct act *act, int64_t opinion) {
    struct record record = {0};
    struct fields changes = FIELDS_INIT;
    struct problem problem = {0};
    enum status status = act_read(act, opinion, &record);
    if (status == STATUS_OK) {
        empty_opinion(&changes);
        status = save_change(act->save, &record, &changes, NULL, "edit", "", &problem);
        if (status != STATUS_OK) {
            act_refuse_with(act, &problem);
        }
    }
    fields_release(&changes);
    record_release(&record);
    return status == STATUS_OK ? empty_versions(act, opinion) : status;
}

enum status opinion_empty_of_report(struct act *act) {
    char number[24];
    struct problem problem = {0};
    int64_t opinion = 0;
    enum status status = STATUS_OK;
    do {
        if (store_opinion_of_feedback(act->office->store, act->id, &opinion, number, &problem) !=
            STATUS_OK) {
            return act_refuse_with(act, &problem);
        }
        status = opinion != 0 ? empty_linked(act, opinion) : STATUS_OK;
    } while (status == STATUS_OK && opinion != 0);
    return status;
}

/* ---- carried out --------------------------------------------------------------------------------- */

enum status opinion_to_feedback(struct act *act) {
    char number[24], note[80];
    struct fields values = FIELDS_INIT;
    int64_t feedback = fields_integer(&act->before->fields, "feedback", 0);
    bool is_back = feedback != 0;
    enum status status = opinion_check_not_own(act, note, sizeof note);
    if (status != STATUS_OK) {
        return status;
    }
    if (is_back) {
        status = give_back(act, feedback);
    } else {
        make_feedback(act, &values);
        bool then_assign = fields_has(&values, "unit") || fields_has(&values, "person");
        status = flow_enter(act->save, act->check, "feedback", &values, then_assign, &feedback,
                            act->problems);
        fields_set_integer(act->changes, "feedback", feedback);
    }
    fields_release(&values);
    if (status == STATUS_OK && !is_back &&
        strcmp(fields_text(act->arguments, "kind"), "report") == 0) {
        conclude(act, ELSEWHERE);
        empty_opinion(act->changes);
    } else if (status == STATUS_OK) {
        snprintf(note, sizeof note, "%s %s", is_back ? "退回反馈件" : "转为反馈件",
                 number_of(act, feedback, number));
        conclude(act, note);
    }
    return status;
}

/* ---- feedback becomes an opinion ----------------------------------------------------------------- */

enum status feedback_fits_to_opinion(struct act *act) {
    return feedback_is_report(act) || act_integer(act, "sealed") != 0
               ? act_refuse(act, STATUS_DENIED, "", N_("{number} 是举报件，不能转成意见"))
               : STATUS_OK;
}

static const char *usual_way(const char *source) {
    static const struct {
        const char *source, *way;
    } ways[] = {{"box", "box"}, {"call", "phone"}, {"visit", "visit"}, {"letter", "letter"}};
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
        if (strcmp(ways[i].source, source) == 0) {
            return ways[i].way;
        }
    }
    return "other";
}

static bool make_opinion(const struct act *act, struct fields *values) {
    const struct fields *from = &act->before->fields;
    const struct fields *given = act->arguments;
    struct buffer body = BUFFER_INIT;
    const char *text = fields_text(from, "body");
    const char *title = fields_text(from, "title");
    if (text[0] == '\0' || strstr(text, title) == NULL) {
        buffer_append_format(&body, "%s%s", title, text[0] != '\0' ? "\n" : "");
    }
    buffer_append(&body, text);
    fields_set_buffer(values, "body", &body);
    fields_set(values, "consultation", fields_text(given, "consultation"));
    set_or(values, "way", fields_text(given, "way"), usual_way(fields_text(from, "source")));
    fields_set(values, "passage", fields_text(given, "passage"));
    fields_set(values, "received_on", fields_text(from, "received_on"));
    fields_set(values, "author", fields_text(from, "reporter"));
    fields_set(values, "contact", fields_text(from, "contact"));
    fields_set(values, "allow_duplicate", fields_text(given, "allow_duplicate"));
    bool is_made = !body.failed && !values->failed;
    buffer_release(&body);
    return is_made;
}

/* Links the opinion just made with where it came from. */
static enum status link_opinion(struct act *act, int64_t opinion) {
    struct record record = {0};
    struct fields changes = FIELDS_INIT;
    struct problem problem = {0};
    char note[80];
    enum status status = act_read(act, opinion, &record);
    if (status == STATUS_OK) {
        snprintf(note, sizeof note, "由 %s 转来", fields_text(&act->before->fields, "number"));
        fields_set_integer(&changes, "feedback", act->id);
        status = save_change(act->save, &record, &changes, NULL, "linked", note, &problem);
        if (status != STATUS_OK) {
            act_refuse_with(act, &problem);
        }
    }
    if (status == STATUS_OK) {
        const char *said = fields_text(act->arguments, "note");
        act_note(act, "转为意见 %s%s%s", fields_text(&record.fields, "number"),
                 said[0] != '\0' ? "；" : "", said);
    }
    fields_release(&changes);
    record_release(&record);
    return status;
}

enum status feedback_to_opinion(struct act *act) {
    char today[DATE_BYTES];
    struct fields values = FIELDS_INIT;
    int64_t opinion = 0;
    enum status status =
        make_opinion(act, &values)
            ? flow_enter(act->save, act->check, "opinion", &values, false, &opinion, act->problems)
            : act_refuse(act, STATUS_NO_MEMORY, "", N_("内存不足"));
    fields_release(&values);
    if (status == STATUS_OK) {
        status = feedback_leave(act, act_today(act, today));
    }
    return status == STATUS_OK ? link_opinion(act, opinion) : status;
}
