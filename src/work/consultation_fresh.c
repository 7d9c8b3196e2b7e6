/* Whether a summary says what is decided now. With its text is kept what the opinions were when it was drafted; what
 * changed since is drafted anew, and what is public is corrected. Reads only. Mission D3. */
#include <stdio.h>
#include <string.h>

#include "work/consultation_run.h"

static const char under_way[] = "draft returned in_review in_approval to_publish";
static const char public_states[] = "published on_notice filed";

static bool is_in(const struct record *disclosure, const char *states) {
    return disclosure->id != 0 && check_has_word(states, fields_text(&disclosure->fields, "state"));
}

bool consultation_text_is_under_way(const struct record *text) {
    return is_in(text, under_way);
}

bool consultation_text_is_public(const struct record *text) {
    return is_in(text, public_states);
}

enum status consultation_read_text(struct act *act, int64_t summary, struct record *out) {
    struct record correction = {0};
    enum status status = summary != 0 ? act_read(act, summary, out) : STATUS_OK;
    int64_t by = status == STATUS_OK ? fields_integer(&out->fields, "corrected_by", 0) : 0;
    if (by != 0) {
        status = act_read(act, by, &correction);
    }
    if (consultation_text_is_under_way(&correction)) {
        struct record corrected = *out;
        *out = correction;
        correction = corrected;
    }
    record_release(&correction);
    return status;
}

enum status consultation_is_fresh(struct act *act, int64_t consultation, const char *drafted_from,
                                  bool *is_fresh) {
    char mark[OPINIONS_MARK_BYTES];
    struct problem problem = {0};
    enum status status = store_opinions_mark(act->office->store, consultation, mark, &problem);
    *is_fresh = strcmp(mark, drafted_from) == 0;
    return status == STATUS_OK ? status : act_refuse_with(act, &problem);
}

enum status consultation_check_fresh(struct act *act, const struct record *consultation) {
    struct problem problem = {0};
    bool is_fresh = true;
    int64_t summary = fields_integer(&consultation->fields, "summary", 0);
    if (summary == 0 || (act->id != summary && act_integer(act, "corrects") != summary)) {
        return STATUS_OK;
    }
    enum status status =
        consultation_is_fresh(act, consultation->id, act_text(act, "drafted_from"), &is_fresh);
    if (status != STATUS_OK || is_fresh) {
        return status;
    }
    problem_set(&problem, STATUS_DENIED, "",
                N_("{number} 起草以后 {consultation} 的意见有变，文字和数字对不上了；"
                   "请在 21 征集里再办一次“起草采纳情况”"));
    problem_place(&problem, "consultation", fields_text(&consultation->fields, "number"));
    return act_refuse_with(act, &problem);
}

enum status consultation_check_undo(struct act *act) {
    struct record consultation = {0}, text = {0};
    struct problem problem = {0};
    enum status status = act_read(act, act_integer(act, "consultation"), &consultation);
    if (status == STATUS_OK) {
        status =
            consultation_read_text(act, fields_integer(&consultation.fields, "summary", 0), &text);
    }
    if (status == STATUS_OK && consultation_text_is_public(&text)) {
        problem_set(&problem, STATUS_DENIED, "",
                    N_("{number} 的处理已写进公布的采纳情况 {summary}；"
                       "先对 {summary} 办“更正”，再撤回处理"));
        problem_place(&problem, "summary", fields_text(&text.fields, "number"));
        status = act_refuse_with(act, &problem);
    }
    record_release(&text);
    record_release(&consultation);
    return status;
}
