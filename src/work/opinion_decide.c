/* What is decided on an opinion, taken back, and consented to. Nobody decides on his own; what changes a 重大 disclosure
 * waits for the supervisor. Only rules. Mission D3, D4. */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "work/consultation.h"
#include "work/flow_fits.h"
#include "work/kinds.h"
#include "work/opinion.h"
#include "work/sign.h"

enum {
    NOTE_BYTES = 300,
    REPLY_MOST = 2000,
    DECIDERS = ROLE_CLERK | ROLE_REVIEWER | ROLE_SUPERVISOR
};

static const struct {
    const char *command, *decision;
} verbs[] = {
    {"adopt", "adopted"},       {"partly", "partly"},       {"decline", "declined"},
    {"unrelated", "unrelated"}, {"duplicate", "duplicate"},
};

static const char *decision_of(const struct act *act) {
    for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++) {
        if (strcmp(verbs[i].command, act->command) == 0) {
            return verbs[i].decision;
        }
    }
    return fields_text(act->arguments, "decision");
}

static bool is_adoption(const char *decision) {
    return strcmp(decision, "adopted") == 0 || strcmp(decision, "partly") == 0;
}

/* ---- not one's own ------------------------------------------------------------------------------- */

static bool is_same_contact(const char *left, const char *right) {
    char digits[2][64] = {"", ""};
    const char *const texts[] = {left, right};
    for (size_t i = 0; i < 2; i++) {
        size_t length = 0;
        struct buffer folded = BUFFER_INIT;
        text_append_folded(&folded, texts[i]);
        for (const char *at = buffer_text(&folded); *at != '\0' && length < 63; at++) {
            if (*at >= '0' && *at <= '9') {
                digits[i][length++] = *at;
            }
        }
        digits[i][length] = '\0';
        buffer_release(&folded);
    }
    return digits[0][0] != '\0' && strcmp(digits[0], digits[1]) == 0;
}

/* Staff may not decide on their own opinion: by the name or the telephone written on it. */
enum status opinion_check_not_own(struct act *act, char *note, size_t size) {
    struct record user = {0};
    enum status status = act_read(act, act->office->user, &user);
    const struct fields *opinion = &act->before->fields;
    bool is_own =
        status == STATUS_OK &&
        (sign_is_same_name(fields_text(opinion, "author"), fields_text(&user.fields, "title")) ||
         is_same_contact(fields_text(opinion, "contact"), fields_text(&user.fields, "phone")));
    record_release(&user);
    note[0] = '\0';
    if (is_own && !sign_is_alone(act->office, DECIDERS)) {
        return act_refuse(act, STATUS_DENIED, "", N_("{number} 是您自己提的意见，须由别人处理"));
    }
    if (is_own) {
        snprintf(note, size, "一人兼任");
    }
    return status;
}

/* ---- what a decision needs ----------------------------------------------------------------------- */

static enum status need(struct act *act, const char *argument, const char *message) {
    return fields_has(act->arguments, argument)
               ? STATUS_OK
               : act_refuse(act, STATUS_INVALID, argument, message);
}

static enum status check_said(struct act *act, const char *decision) {
    enum status status = STATUS_OK;
    if (is_adoption(decision)) {
        status = need(act, "adopted_to", N_("{number} 采纳的，请写明{field}哪一条、怎么改"));
    }
    if (strcmp(decision, "declined") == 0) {
        status = need(act, "reason", N_("{number} 不采纳的，请写明{field}"));
    } else if (strcmp(decision, "partly") == 0) {
        enum status reason =
            need(act, "reason", N_("{number} 部分采纳的，请写明没有采纳的部分的{field}"));
        status = status == STATUS_OK ? reason : status;
    }
    if (status == STATUS_OK && !is_adoption(decision) && fields_has(act->arguments, "adopted_to")) {
        status = act_refuse(act, STATUS_INVALID, "adopted_to",
                            N_("{number} 没有采纳，不写{field}，请清空"));
    }
    if (status == STATUS_OK && strcmp(decision, "duplicate") == 0) {
        status = need(act, "same_as", N_("{number} 重复的，请写明{field}"));
    } else if (status == STATUS_OK && fields_has(act->arguments, "same_as")) {
        status = act_refuse(act, STATUS_INVALID, "same_as",
                            N_("{number} 不是按重复处理的，不写{field}，请清空"));
    }
    return status;
}

/* ---- 重复 ---------------------------------------------------------------------------------------- */

static enum status refuse_root(struct act *act, const char *message, const char *number) {
    struct problem problem = {0};
    problem_set(&problem, STATUS_INVALID, "same_as", message);
    problem_place(&problem, "same", number);
    return act_refuse_with(act, &problem);
}

/* The one that is repeated, or what that one repeats: there are no chains. */
static enum status find_root(struct act *act, int64_t *root) {
    struct record other = {0};
    struct problem problem = {0};
    int64_t repeating = 0;
    *root = fields_integer(act->arguments, "same_as", 0);
    enum status status = act_read(act, *root, &other);
    if (status != STATUS_OK) {
        return status;
    }
    const char *number = fields_text(&other.fields, "number");
    if (fields_integer(&other.fields, "same_as", 0) != 0) {
        *root = fields_integer(&other.fields, "same_as", 0);
    }
    if (fields_integer(&other.fields, "consultation", 0) != act_integer(act, "consultation")) {
        status = refuse_root(act, N_("{number} 与 {same} 不是同一次征集的意见"), number);
    } else if (other.id == act->id) {
        status = refuse_root(act, N_("{number} 不能与自己重复，请写另一件"), number);
    } else if (*root == act->id) {
        status =
            refuse_root(act, N_("{same} 已写明与 {number} 重复，请处理 {number} 本身"), number);
    } else if (store_repeating_opinions(act->office->store, act->id, &repeating, &problem) !=
               STATUS_OK) {
        status = act_refuse_with(act, &problem);
    } else if (repeating > 0) {
        problem_set(&problem, STATUS_DENIED, "same_as",
                    N_("有 {count} 件意见写明与 {number} 重复，它不能再按重复处理"));
        problem_place_integer(&problem, "count", repeating);
        status = act_refuse_with(act, &problem);
    }
    record_release(&other);
    return status;
}

static enum status take_root(struct act *act, const char *decision) {
    int64_t root = 0;
    if (strcmp(decision, "duplicate") != 0) {
        return STATUS_OK;
    }
    enum status status = find_root(act, &root);
    if (status == STATUS_OK) {
        fields_set_integer(act->changes, "same_as", root);
    }
    return status;
}

/* ---- the reply ----------------------------------------------------------------------------------- */

static enum status take_reply(struct act *act) {
    struct buffer reply = BUFFER_INIT;
    struct problem problem = {0};
    const char *text = fields_text(act->arguments, "reply");
    if (text[0] == '\0') {
        return STATUS_OK;
    }
    enum status status =
        opinion_fill_reply(act->office, &act->before->fields, text, &reply, &problem);
    if (status != STATUS_OK) {
        status = act_refuse_with(act, &problem);
    } else if (text_length(buffer_text(&reply)) > REPLY_MOST) {
        problem_set(&problem, STATUS_INVALID, "reply",
                    N_("{number} 的{field}填好以后太长：最多 {max} 个字"));
        problem_place_integer(&problem, "max", REPLY_MOST);
        status = act_refuse_with(act, &problem);
    } else {
        fields_set_buffer(act->changes, "reply", &reply);
    }
    act->changes->failed = act->changes->failed || reply.failed;
    buffer_release(&reply);
    return status;
}

/* ---- deciding ------------------------------------------------------------------------------------ */

/* Adopting a change in a 重大 disclosure waits for the supervisor. */
static enum status take_consent(struct act *act, const char *decision) {
    bool is_major = false;
    struct problem problem = {0};
    if (!is_adoption(decision)) {
        return STATUS_OK;
    }
    enum status status = store_consultation_is_major(
        act->office->store, act_integer(act, "consultation"), &is_major, &problem);
    if (status != STATUS_OK) {
        return act_refuse_with(act, &problem);
    }
    if (is_major) {
        snprintf(act->to_state, sizeof act->to_state, "in_consent");
    }
    return STATUS_OK;
}

static void note_decision(struct act *act, const char *decision, const char *alone) {
    char same[CHECK_NAME_BYTES] = "";
    const char *reason = fields_text(act->arguments, "reason");
    const char *to = fields_text(act->arguments, "adopted_to");
    struct record root = {0};
    if (strcmp(decision, "duplicate") == 0 &&
        act_read(act, act_integer(act, "same_as"), &root) == STATUS_OK) {
        snprintf(same, sizeof same, "同 %s", fields_text(&root.fields, "number"));
    }
    record_release(&root);
    act_note(act, "%s%s%s%s%s%s%s%s", office_code_label(act->office, "opinion_decision", decision),
             to[0] != '\0' || same[0] != '\0' ? "：" : "", to, same, reason[0] != '\0' ? "；" : "",
             reason, alone[0] != '\0' ? "；" : "", alone);
}

enum status opinion_decide(struct act *act) {
    char alone[NOTE_BYTES], today[DATE_BYTES];
    const char *decision = decision_of(act);
    enum status status = opinion_check_collection_goes_on(act);
    if (status == STATUS_OK) {
        status = opinion_check_not_own(act, alone, sizeof alone);
    }
    if (status == STATUS_OK) {
        status = check_said(act, decision);
    }
    if (status == STATUS_OK) {
        status = take_root(act, decision);
    }
    if (status == STATUS_OK) {
        status = take_reply(act);
    }
    if (status == STATUS_OK) {
        status = take_consent(act, decision);
    }
    if (status != STATUS_OK) {
        return status;
    }
    fields_set(act->changes, "decision", decision);
    fields_set(act->changes, "reason", fields_text(act->arguments, "reason"));
    fields_set(act->changes, "adopted_to", fields_text(act->arguments, "adopted_to"));
    fields_set_integer(act->changes, "decided_by", act->office->user);
    fields_set(act->changes, "decided_on", act_today(act, today));
    note_decision(act, decision, alone);
    return STATUS_OK;
}

/* ---- consenting ---------------------------------------------------------------------------------- */

enum status opinion_consent(struct act *act) {
    char note[NOTE_BYTES], alone[NOTE_BYTES], today[DATE_BYTES];
    const char *said = fields_text(act->arguments, "note");
    const struct draft_of draft = {fields_integer(&act->before->fields, "decided_by", 0),
                                   fields_text(&act->before->fields, "author"), N_("采纳决定")};
    enum status status = opinion_check_collection_goes_on(act);
    if (status == STATUS_OK) {
        status = sign_check(act, ROLE_SUPERVISOR, &draft, note, sizeof note);
    }
    if (status == STATUS_OK && !sign_is_on_paper(act)) {
        status = opinion_check_not_own(act, alone, sizeof alone);
    }
    if (status != STATUS_OK) {
        return status;
    }
    if (!sign_is_on_paper(act)) {
        fields_set_integer(act->changes, "consented_by", act->office->user);
    }
    fields_set(act->changes, "consented_on", act_today(act, today));
    act_note(act, "%s%s%s", note, note[0] != '\0' && said[0] != '\0' ? "；" : "", said);
    return STATUS_OK;
}

/* ---- taking it back ------------------------------------------------------------------------------ */

/* What became a matter of feedback is that until the feedback is void. */
static enum status check_feedback_is_over(struct act *act) {
    struct record feedback = {0};
    struct problem problem = {0};
    int64_t id = fields_integer(&act->before->fields, "feedback", 0);
    if (id == 0) {
        return STATUS_OK;
    }
    enum status status = act_read(act, id, &feedback);
    if (status == STATUS_OK &&
        !check_has_word("void to_consultation", fields_text(&feedback.fields, "state"))) {
        problem_set(&problem, STATUS_DENIED, "",
                    N_("{number} 已转成反馈件 {feedback}，先作废那一件，再撤回处理"));
        problem_place(&problem, "feedback", fields_text(&feedback.fields, "number"));
        status = act_refuse_with(act, &problem);
    }
    record_release(&feedback);
    return status;
}

enum status opinion_fits_undo(struct act *act) {
    enum status status = opinion_check_collection_goes_on(act);
    if (status == STATUS_OK) {
        status = consultation_check_undo(act);
    }
    return status == STATUS_OK ? check_feedback_is_over(act) : status;
}

enum status opinion_undo(struct act *act) {
    static const char *const columns[] = {
        "decision",   "reason",    "adopted_to",   "reply",        "same_as",   "decided_by",
        "decided_on", "signatory", "consented_by", "consented_on", "signed_on", "signed_no"};
    char alone[NOTE_BYTES];
    enum status status = opinion_check_not_own(act, alone, sizeof alone);
    if (status != STATUS_OK) {
        return status;
    }
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) {
        fields_set(act->changes, columns[i], "");
    }
    act_note(act, "原处理：%s；%s%s%s",
             office_code_label(act->office, "opinion_decision",
                               fields_text(&act->before->fields, "decision")),
             fields_text(act->arguments, "reason"), alone[0] != '\0' ? "；" : "", alone);
    return STATUS_OK;
}
