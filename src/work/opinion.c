/* Opinions of a collection: registering, changing, voiding. What is decided on them stands in opinion_decide.c.
 * Draws and translates nothing. Mission D3, B3. */
#include "work/opinion.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "work/act.h"
#include "work/consultation.h"
#include "work/flow_fits.h"
#include "work/kinds.h"

enum { TITLE_CHARACTERS = 40, KEY_BYTES = 16 };

int opinion_waited_days(const struct office *office, const struct fields *opinion) {
    day_number from = date_from_iso(fields_text(opinion, "received_on"));
    bool is_waiting = fields_integer(opinion, "open", 0) != 0 && from != DATE_NONE;
    return is_waiting ? (int)(office_today(office) - from) : -1;
}

/* ---- its title ---------------------------------------------------------------------------------- */

static bool ends_sentence(char32_t character) {
    static const char32_t ends[] = {U'。', U'！', U'？', U'；', U'!', U'?', U';', U'\n'};
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        if (ends[i] == character) {
            return true;
        }
    }
    return false;
}

/* The first sentence, without its end; of a longer one as much as fits, with … behind it. */
static void set_title(struct act *act) {
    const char *body = act_text(act, "body");
    size_t length = strlen(body), cut = 0, at = 0;
    int characters = 0;
    bool is_over = false;
    while (at < length && !is_over) {
        char32_t character;
        size_t bytes = text_decode(body + at, length - at, &character);
        is_over = ends_sentence(character) && characters > 0;
        if (!is_over) {
            at += bytes;
            characters++;
            cut = characters < TITLE_CHARACTERS ? at : cut;
        }
        if (characters > TITLE_CHARACTERS) {
            break;
        }
    }
    struct buffer title = BUFFER_INIT;
    buffer_append_bytes(&title, body, characters > TITLE_CHARACTERS ? cut : at);
    buffer_append(&title, characters > TITLE_CHARACTERS ? "…" : "");
    fields_set_buffer(act->changes, "title", &title);
    buffer_release(&title);
}

/* ---- the same twice ----------------------------------------------------------------------------- */

static void append_plain(struct buffer *out, const char *text) {
    struct buffer folded = BUFFER_INIT;
    text_append_folded(&folded, text);
    for (const char *at = buffer_text(&folded); *at != '\0'; at++) {
        if (*at != ' ' && *at != '\n' && *at != '\t') {
            buffer_append_char(out, *at);
        }
    }
    buffer_append_char(out, '\n');
    out->failed = out->failed || folded.failed;
    buffer_release(&folded);
}

/* What was said by whom; of an anonymous one, from where. */
static void make_sameness(const struct act *act, char key[2 * KEY_BYTES + 1]) {
    unsigned char hash[KEY_BYTES];
    struct buffer all = BUFFER_INIT;
    bool is_anonymous = act_text(act, "author")[0] == '\0' && act_text(act, "contact")[0] == '\0';
    append_plain(&all, act_text(act, "body"));
    append_plain(&all, act_text(act, "author"));
    append_plain(&all, act_text(act, "contact"));
    append_plain(&all, is_anonymous ? act_text(act, "address") : "");
    crypto_generichash(hash, sizeof hash, (const unsigned char *)buffer_text(&all), all.length,
                       NULL, 0);
    sodium_bin2hex(key, 2 * KEY_BYTES + 1, hash, sizeof hash);
    act->changes->failed = act->changes->failed || all.failed;
    buffer_release(&all);
}

static enum status refuse_same(struct act *act, int64_t id, const char *number) {
    struct problem problem = {0};
    const struct file_rows *file = &act->check->file;
    bool is_of_file =
        file->first_id > 0 && id >= file->first_id && (size_t)(id - file->first_id) < file->count;
    if (is_of_file) {
        problem_set(&problem, STATUS_INVALID, "body", N_("与本文件第 {row} 条数据重复"));
        problem_place_integer(&problem, "row", file->row_of[id - file->first_id]);
    } else {
        problem_set(&problem, STATUS_INVALID, "body",
                    N_("与 {same} 重复：同一次征集、同内容、同一个人"));
        problem_place(&problem, "same", number);
    }
    problem_place(&problem, "number", number);
    return act_refuse_with(act, &problem);
}

static enum status check_same(struct act *act) {
    char key[2 * KEY_BYTES + 1];
    char number[24] = "";
    int64_t id = 0;
    struct problem problem = {0};
    make_sameness(act, key);
    if (act->before != NULL && strcmp(key, fields_text(&act->before->fields, "sameness")) == 0 &&
        strcmp(fields_text(&act->before->fields, "state"), "void") != 0) {
        return STATUS_OK;
    }
    fields_set(act->changes, "sameness", key);
    if (fields_integer(act->arguments, "allow_duplicate", 0) != 0) {
        return STATUS_OK;
    }
    enum status status = store_same_opinion(act->office->store, act_integer(act, "consultation"),
                                            key, &id, number, &problem);
    if (status != STATUS_OK) {
        return act_refuse_with(act, &problem);
    }
    return id != 0 && id != act->id ? refuse_same(act, id, number) : STATUS_OK;
}

/* ---- its collection ----------------------------------------------------------------------------- */

/* The earlier of the last day announced and the day it was ended. */
void opinion_set_late(struct act *act, const struct fields *consultation) {
    day_number last = date_from_iso(fields_text(consultation, "close_on"));
    day_number ended = date_from_iso(fields_text(consultation, "ended_on"));
    day_number received = date_from_iso(act_text(act, "received_on"));
    if (ended != DATE_NONE && (last == DATE_NONE || ended < last)) {
        last = ended;
    }
    bool is_late = last != DATE_NONE && received != DATE_NONE && received > last;
    fields_set_integer(act->changes, "late", is_late ? 1 : 0);
}

enum status opinion_check_collects(const struct fields *consultation, struct problem *problem) {
    static const struct {
        const char *state, *message;
    } messages[] = {
        {"draft", N_("征集 {consultation} 还没有公告，不能登记意见")},
        {"announcing", N_("征集 {consultation} 的公告还没有发布，不能登记意见")},
        {"closed", N_("征集 {consultation} 已办结，不能再登记意见；可以登记成反馈件")},
        {"cancelled", N_("征集 {consultation} 已取消，不能登记意见；可以登记成反馈件")},
    };
    const char *state = fields_text(consultation, "state");
    const char *message = N_("{consultation} 不是一次征集，不能登记意见");
    bool is_one = strcmp(fields_text(consultation, "record_kind"), "consultation") == 0;
    if (is_one && check_has_word("collecting ended", state)) {
        return STATUS_OK;
    }
    for (size_t i = 0; is_one && i < sizeof messages / sizeof messages[0]; i++) {
        if (strcmp(messages[i].state, state) == 0) {
            message = messages[i].message;
        }
    }
    problem_set(problem, STATUS_INVALID, "consultation", message);
    problem_place(problem, "consultation", fields_text(consultation, "number"));
    return STATUS_INVALID;
}

static enum status check_collection(struct act *act) {
    struct record consultation = {0};
    struct problem problem = {0};
    enum status status = act_read(act, act_integer(act, "consultation"), &consultation);
    if (status == STATUS_OK &&
        opinion_check_collects(&consultation.fields, &problem) != STATUS_OK) {
        status = act_refuse_with(act, &problem);
    }
    if (status == STATUS_OK) {
        opinion_set_late(act, &consultation.fields);
        fields_set(act->changes, "person", fields_text(&consultation.fields, "person"));
        status = passage_check(act, &consultation.fields);
    }
    record_release(&consultation);
    return status;
}

enum status opinion_check_collection_goes_on(struct act *act) {
    struct record consultation = {0};
    struct problem problem = {0};
    enum status status = act_read(act, act_integer(act, "consultation"), &consultation);
    const char *state = fields_text(&consultation.fields, "state");
    if (status == STATUS_OK && check_has_word("closed cancelled void", state)) {
        problem_set(&problem, STATUS_DENIED, "",
                    N_("{number} 的征集 {consultation} 已结束，意见的处理不能再改"));
        problem_place(&problem, "consultation", fields_text(&consultation.fields, "number"));
        status = act_refuse_with(act, &problem);
    }
    record_release(&consultation);
    return status;
}

/* ---- the rules of registering and changing ------------------------------------------------------ */

static enum status check_day(struct act *act) {
    struct problem problem = {0};
    char today[DATE_BYTES];
    day_number day = date_from_iso(act_text(act, "received_on"));
    if (day == DATE_NONE || day <= office_today(act->office)) {
        return STATUS_OK;
    }
    problem_set(&problem, STATUS_INVALID, "received_on",
                N_("收到日期 {day} 还没有到，不能晚于今天（{today}）"));
    problem_place(&problem, "day", act_text(act, "received_on"));
    problem_place(&problem, "today", act_today(act, today));
    return act_refuse_with(act, &problem);
}

/* By the village its address begins with, where none is said. */
static enum status find_village(struct act *act) {
    struct problem problem = {0};
    int64_t unit = 0;
    if (act_integer(act, "unit") != 0 || act_text(act, "address")[0] == '\0') {
        return STATUS_OK;
    }
    enum status status =
        store_village_of(act->office->store, act_text(act, "address"), &unit, &problem);
    if (status != STATUS_OK) {
        return act_refuse_with(act, &problem);
    }
    if (unit != 0) {
        fields_set_integer(act->changes, "unit", unit);
    }
    return STATUS_OK;
}

static enum status set_due(struct act *act) {
    struct limit limit;
    struct problem problem = {0};
    char iso[DATE_BYTES];
    day_number received = date_from_iso(act_text(act, "received_on"));
    enum status status = office_calendar(act->office, &problem);
    if (status == STATUS_OK) {
        status = office_limit(act->office, "opinion.decide", received, &limit, &problem);
    }
    if (status == STATUS_NOT_FOUND) {
        return STATUS_OK;
    }
    if (status != STATUS_OK) {
        return act_refuse_with(act, &problem);
    }
    struct deadline deadline = {
        .received = received, .limit = &limit, .extended_by = (int)act_integer(act, "extended_by")};
    fields_set(act->changes, "limit_rule", "opinion.decide");
    fields_set(act->changes, "due_on",
               date_to_iso(deadline_due(act->office->calendar, &deadline).day, iso));
    fields_set_integer(act->changes, "statutory", limit.is_statutory ? 1 : 0);
    return STATUS_OK;
}

/* What both a new one and a changed one must be. */
static enum status settle(struct act *act) {
    enum status status = check_day(act);
    if (status == STATUS_OK) {
        status = check_collection(act);
    }
    if (status == STATUS_OK) {
        status = check_same(act);
    }
    if (status == STATUS_OK) {
        status = find_village(act);
    }
    if (status == STATUS_OK) {
        set_title(act);
        status = set_due(act);
    }
    return status;
}

enum status opinion_register(struct act *act) {
    char today[DATE_BYTES];
    size_t known = act->problems->count;
    bool has_body = act_text(act, "body")[0] != '\0';
    fields_set(act->changes, "allow_duplicate", NULL);
    fields_set(act->changes, "title", "-"); /* typed by nobody, so its absence is nobody's fault */
    if (has_body) {
        set_title(act);
    }
    if (act_text(act, "received_on")[0] == '\0' &&
        !check_is_refused(act->problems, 0, "received_on")) {
        fields_set(act->changes, "received_on", act_today(act, today));
    }
    fields_set_integer(act->changes, "typed_by", act->office->user);
    if (known > 0 || act_integer(act, "consultation") == 0 || !has_body) {
        return STATUS_INVALID;
    }
    enum status status = settle(act);
    if (status == STATUS_OK && act_integer(act, "late") != 0) {
        act_note(act, "逾期提交");
    }
    return status;
}

enum status opinion_edit(struct act *act) {
    fields_set(act->changes, "allow_duplicate", NULL);
    enum status status = opinion_check_collection_goes_on(act);
    return status == STATUS_OK ? settle(act) : status;
}

enum status opinion_fits_void(struct act *act) {
    struct problem problem = {0};
    int64_t count = 0;
    enum status status = opinion_check_collection_goes_on(act);
    if (status == STATUS_OK &&
        store_repeating_opinions(act->office->store, act->id, &count, &problem) != STATUS_OK) {
        return act_refuse_with(act, &problem);
    }
    if (status == STATUS_OK && act_integer(act, "feedback") != 0) {
        return act_refuse(act, STATUS_DENIED, "",
                          N_("{number} 是由反馈件转来的，不能作废；请用“转为反馈件”退回去"));
    }
    if (status == STATUS_OK && count > 0) {
        problem_set(&problem, STATUS_DENIED, "",
                    N_("有 {count} 件意见写明与 {number} 重复，不能作废；先撤回它们的处理"));
        problem_place_integer(&problem, "count", count);
        status = act_refuse_with(act, &problem);
    }
    return status;
}

enum status opinion_void(struct act *act) {
    fields_set(act->changes, "void_reason", fields_text(act->arguments, "reason"));
    return STATUS_OK;
}

enum status opinion_restore(struct act *act) {
    fields_set(act->changes, "void_reason", "");
    enum status status = opinion_check_collection_goes_on(act);
    return status == STATUS_OK ? settle(act) : status;
}
