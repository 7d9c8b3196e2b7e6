/* Making public: what was approved and nothing else goes up in its first place, and from then on stands still.
 * A change is a new version through the same gates (更正). Mission R4, D1, D5, F4. Draws nothing. */
#include <stdio.h>
#include <string.h>

#include "work/board.h"
#include "work/consultation.h"
#include "work/disclosure_draft.h"
#include "work/disclosure_notice.h"
#include "work/flow_fits.h"
#include "work/flow_run.h"
#include "work/kinds.h"
#include "work/posting.h"

/* ---- what may be published ---------------------------------------------------------------------- */

/* What was approved is a text, not a record. */
static enum status check_is_approved(struct act *act) {
    char hash[DISCLOSURE_HASH_BYTES];
    disclosure_hash(&act->before->fields, hash);
    if (strcmp(hash, act_text(act, "approved_hash")) != 0) {
        return act_refuse(act, STATUS_DENIED, "",
                          N_("{number} 签发后内容有改动，不能发布；请重新送审、签发"));
    }
    return STATUS_OK;
}

/* What is for everybody begins where everybody can see it. */
static enum status check_first_place(struct act *act) {
    struct record board = {0};
    struct problem problem = {0};
    bool is_public = strcmp(act_text(act, "scope"), "public") == 0;
    enum status status = act_read(act, fields_integer(act->arguments, "board", 0), &board);
    if (status == STATUS_OK && is_public && board_is_internal(fields_text(&board.fields, "kind"))) {
        problem_set(&problem, STATUS_DENIED, "board",
                    N_("{number} 向社会公开，不能只张贴在“{board}”；先张贴在群众看得到的地方"));
        problem_place(&problem, "board", fields_text(&board.fields, "title"));
        status = act_refuse_with(act, &problem);
    }
    record_release(&board);
    return status;
}

/* The day of publication: given, or today. */
static enum status set_day(struct act *act, day_number *day) {
    struct problem problem = {0};
    char today[DATE_BYTES];
    const char *on = fields_text(act->arguments, "on");
    if (on[0] == '\0') {
        on = fields_text(act->arguments, "received_on");
    }
    if (on[0] == '\0') {
        on = act_today(act, today);
    }
    *day = date_from_iso(on);
    fields_set(act->changes, "published_on", on);
    if (*day > office_today(act->office)) {
        return act_refuse(act, STATUS_INVALID, "received_on",
                          N_("{number} 的公开日期不能晚于今天"));
    }
    if (strcmp(on, act_text(act, "approved_on")) >= 0) {
        return STATUS_OK;
    }
    problem_set(&problem, STATUS_INVALID, "received_on",
                N_("{number} 的公开日期不能早于签发日期 {day}"));
    problem_place(&problem, "day", act_text(act, "approved_on"));
    return act_refuse_with(act, &problem);
}

/* What names persons, with leave, comes down again: the day is known before it goes up. */
static enum status set_personal_until(struct act *act) {
    char iso[DATE_BYTES];
    const char *due = fields_text(act->arguments, "due_on");
    day_number last = date_from_iso(act_text(act, "notice_to"));
    if (act_text(act, "waived_hash")[0] == '\0' || act_text(act, "personal_until")[0] != '\0') {
        return STATUS_OK;
    }
    if (due[0] != '\0') {
        fields_set(act->changes, "personal_until", due);
    } else if (last != DATE_NONE) {
        fields_set(act->changes, "personal_until", date_to_iso(last + 1, iso));
    } else {
        return act_refuse(act, STATUS_INVALID, "due_on",
                          N_("{number} 含个人信息，请写明到哪一天撤下"));
    }
    return STATUS_OK;
}

enum status disclosure_fits_publish(struct act *act) {
    enum status status = check_is_approved(act);
    if (status == STATUS_OK) {
        status = disclosure_check_personal(act);
    }
    return status == STATUS_OK ? disclosure_check_discussion(act) : status;
}

static enum status check_may_be_published(struct act *act, day_number *day) {
    enum status status = check_first_place(act);
    if (status == STATUS_OK) {
        status = set_day(act, day);
    }
    if (status == STATUS_OK) {
        status = consultation_check_publish(act, *day);
    }
    return status == STATUS_OK ? disclosure_check_timing(act, *day) : status;
}

enum status disclosure_publish(struct act *act) {
    day_number day = DATE_NONE;
    enum status status = check_may_be_published(act, &day);
    fields_set(act->changes, "publish_due_on", act_text(act, "due_on"));
    if (status == STATUS_OK) {
        status = disclosure_begin_notice(act, day);
    }
    if (status == STATUS_OK) {
        status = set_personal_until(act);
    }
    fields_set_integer(act->changes, "published_by", act->office->user);
    fields_set_integer(act->changes, "published_ver", act->before->ver + 1);
    fields_set(act->changes, "published_hash", act_text(act, "approved_hash"));
    fields_set(act->changes, "publish_sort", "");
    act_note(act, "%s%s%s", act_text(act, "published_on"),
             act_text(act, "notice_to")[0] != '\0' ? "，公示至 " : "", act_text(act, "notice_to"));
    return status;
}

/* What it corrects is corrected from now on; where that still hangs it is to come down. */
static enum status end_corrected(struct act *act) {
    struct record old = {0};
    struct fields changes = FIELDS_INIT;
    struct problem problem = {0};
    int64_t id = act_integer(act, "corrects");
    if (id == 0) {
        return STATUS_OK;
    }
    enum status status = act_read(act, id, &old);
    if (status == STATUS_OK) {
        bool is_withdrawn = strcmp(fields_text(&old.fields, "state"), "withdrawn") == 0;
        fields_set_integer(&changes, "corrected_by", act->id);
        if (fields_integer(&old.fields, "open", 0) != 0) {
            fields_set(&changes, "due_on", "");
        }
        status = save_change(act->save, &old, &changes, is_withdrawn ? "=" : "corrected",
                             "corrected", fields_text(&act->before->fields, "number"), &problem);
        if (status != STATUS_OK) {
            act_refuse_with(act, &problem);
        }
    }
    if (status == STATUS_OK) {
        status = posting_mark_corrected(act, &old, fields_text(&act->before->fields, "number"));
    }
    fields_release(&changes);
    record_release(&old);
    return status;
}

enum status disclosure_was_published(struct act *act) {
    enum status status = posting_put_up(act, act->arguments);
    if (status == STATUS_OK) {
        status = end_corrected(act);
    }
    if (status == STATUS_OK) {
        status = duty_done(act, act_integer(act, "duty"), act_text(act, "published_on"));
    }
    if (status == STATUS_OK) {
        status = consultation_was_published(act);
    }
    if (status == STATUS_OK) {
        status = card_open(act);
    }
    if (status == STATUS_OK && act_integer(act, "corrects") != 0) {
        status = detector_run(act, act_integer(act, "corrects"));
    }
    return status == STATUS_OK ? detector_run(act, act->id) : status;
}

/* ---- afterwards --------------------------------------------------------------------------------- */

enum status disclosure_post(struct act *act) {
    char board[CHECK_NAME_BYTES];
    enum status status = posting_put_up(act, act->arguments);
    if (status == STATUS_OK) {
        act_note(act, "%s",
                 act_title(act, fields_integer(act->arguments, "board", 0), board, sizeof board));
    }
    return status;
}

enum status disclosure_withdraw(struct act *act) {
    char today[DATE_BYTES];
    const char *reason = fields_text(act->arguments, "reason");
    fields_set(act->changes, "withdrawn_on", act_today(act, today));
    fields_set(act->changes, "withdrawn_reason", reason);
    if (fields_integer(&act->before->fields, "open", 0) != 0) {
        fields_set(act->changes, "due_on", "");
    }
    enum status status = consultation_check_withdraw(act);
    return status == STATUS_OK ? posting_take_all_down(act, today, reason) : status;
}

/* ---- 更正 --------------------------------------------------------------------------------------- */

/* Refuses while the text has a correction that is not void, other than `besides`. */
static enum status check_has_no_correction(struct act *act, const struct record *of,
                                           int64_t besides) {
    struct record other = {0};
    struct problem problem = {0};
    int64_t id = fields_integer(&of->fields, "corrected_by", 0);
    if (id == 0 || id == besides) {
        return STATUS_OK;
    }
    enum status status = act_read(act, id, &other);
    if (status == STATUS_OK && strcmp(fields_text(&other.fields, "state"), "void") != 0) {
        problem_set(&problem, STATUS_DENIED, "",
                    N_("{old} 已有更正件 {other}（{state}），请在那一件上改"));
        problem_place(&problem, "old", fields_text(&of->fields, "number"));
        problem_place(&problem, "other", fields_text(&other.fields, "number"));
        problem_place(&problem, "state",
                      flow_state_label("disclosure", fields_text(&other.fields, "state")));
        status = act_refuse_with(act, &problem);
    }
    record_release(&other);
    return status;
}

enum status disclosure_fits_correct(struct act *act) {
    return check_has_no_correction(act, act->before, 0);
}

enum status disclosure_check_is_only_correction(struct act *act) {
    struct record old = {0};
    int64_t id = act_integer(act, "corrects");
    enum status status = id != 0 ? act_read(act, id, &old) : STATUS_OK;
    if (status == STATUS_OK && id != 0) {
        status = check_has_no_correction(act, &old, act->id);
    }
    record_release(&old);
    return status;
}

enum status disclosure_corrects_again(struct act *act) {
    struct record old = {0};
    struct fields changes = FIELDS_INIT;
    struct problem problem = {0};
    int64_t id = act_integer(act, "corrects");
    enum status status = id != 0 ? act_read(act, id, &old) : STATUS_OK;
    if (status == STATUS_OK && id != 0 &&
        fields_integer(&old.fields, "corrected_by", 0) != act->id) {
        fields_set_integer(&changes, "corrected_by", act->id);
        status = save_change(act->save, &old, &changes, "=", "correct",
                             fields_text(&act->before->fields, "number"), &problem);
        status = status == STATUS_OK ? STATUS_OK : act_refuse_with(act, &problem);
    }
    fields_release(&changes);
    record_release(&old);
    return status;
}

/* Calls for each name of a blank-separated list: copies the column into `out`. */
static void copy_columns(const struct fields *from, const char *names, const char *only_in,
                         struct fields *out) {
    char name[PROBLEM_FIELD_BYTES];
    for (const char *at = names; *at != '\0';) {
        size_t length = strcspn(at, " ");
        snprintf(name, sizeof name, "%.*s", (int)length, at);
        bool is_taken = only_in == NULL || check_has_word(only_in, name);
        if (is_taken && strcmp(name, "received_on") != 0) {
            fields_set(out, name, fields_text(from, name));
        }
        at += length + (at[length] == ' ' ? 1 : 0);
    }
}

/* A correction says something else than what it corrects; the day it was formed is no content. */
static enum status check_differs(struct act *act) {
    struct record old = {0};
    enum status status = act_read(act, act_integer(act, "corrects"), &old);
    bool differs = status != STATUS_OK;
    char name[PROBLEM_FIELD_BYTES];
    for (const char *at = disclosure_content_columns; !differs && *at != '\0';) {
        size_t length = strcspn(at, " ");
        snprintf(name, sizeof name, "%.*s", (int)length, at);
        differs = strcmp(name, "received_on") != 0 &&
                  strcmp(act_text(act, name), fields_text(&old.fields, name)) != 0;
        at += length + (at[length] == ' ' ? 1 : 0);
    }
    if (!differs) {
        struct problem problem = {0};
        problem_set(&problem, STATUS_DENIED, "", N_("更正稿和 {number} 一样，请先改了再送审"));
        problem_place(&problem, "number", fields_text(&old.fields, "number"));
        status = act_refuse_with(act, &problem);
    }
    record_release(&old);
    return status;
}

enum status disclosure_fits_submit(struct act *act) {
    enum status status = disclosure_check_complete(act);
    return status == STATUS_OK && act_integer(act, "corrects") != 0 ? check_differs(act) : status;
}

/* Whoever has left is not carried along: the catalogue says who takes his place. Without its entry there is no draft. */
static enum status carry_over(struct act *act, struct fields *out) {
    static const char *const columns[] = {"catalogue", "unit", "person", "leader", "discussion"};
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < sizeof columns / sizeof columns[0]; i++) {
        struct record of = {0};
        struct problem problem = {0};
        int64_t id = act_integer(act, columns[i]);
        status = id != 0 ? act_read(act, id, &of) : STATUS_OK;
        bool is_void = strcmp(fields_text(&of.fields, "state"), "void") == 0;
        if (status == STATUS_OK && is_void && strcmp(columns[i], "catalogue") == 0) {
            problem_set(&problem, STATUS_DENIED, "catalogue",
                        N_("{number} 的目录事项“{title}”已作废，请先恢复，再更正"));
            problem_place(&problem, "title", fields_text(&of.fields, "title"));
            status = act_refuse_with(act, &problem);
        } else if (status == STATUS_OK && id != 0 && !is_void) {
            fields_set_integer(out, columns[i], id);
        }
        record_release(&of);
    }
    return status;
}

/* A new draft by the rules of any other; what those take from the catalogue is put back to what was
 * published. */
static enum status make_draft(struct act *act, int64_t *id) {
    char today[DATE_BYTES];
    const struct transition *enter = flow_find("disclosure", "", "register");
    struct fields values = FIELDS_INIT;
    fields_set(&values, "received_on", act_today(act, today));
    enum status status = carry_over(act, &values);
    copy_columns(&act->before->fields, disclosure_content_columns, enter->optional, &values);
    copy_columns(&act->before->fields, disclosure_content_columns, enter->required, &values);
    if (status == STATUS_OK) {
        status = flow_enter(act->save, act->check, "disclosure", &values, false, id, act->problems);
    }
    fields_release(&values);
    return status;
}

static enum status mark_as_correction(struct act *act, int64_t id) {
    struct record draft = {0};
    struct fields changes = FIELDS_INIT;
    struct problem problem = {0};
    enum status status = act_read(act, id, &draft);
    if (status == STATUS_OK) {
        copy_columns(&act->before->fields, disclosure_content_columns, NULL, &changes);
        fields_set_integer(&changes, "corrects", act->id);
        if (act_integer(act, "consultation") != 0) {
            fields_set(&changes, "consultation", act_text(act, "consultation"));
            fields_set(&changes, "drafted_from", act_text(act, "drafted_from"));
        }
        fields_set(&changes, "correct_reason", fields_text(act->arguments, "reason"));
        status = save_change(act->save, &draft, &changes, "=", "correct",
                             fields_text(&act->before->fields, "number"), &problem);
        if (status == STATUS_OK) {
            act_note(act, "%s：%s", fields_text(&draft.fields, "number"),
                     fields_text(act->arguments, "reason"));
        } else {
            act_refuse_with(act, &problem);
        }
    }
    fields_release(&changes);
    record_release(&draft);
    return status;
}

enum status disclosure_correct(struct act *act) {
    int64_t id = 0;
    enum status status = make_draft(act, &id);
    if (status == STATUS_OK) {
        status = mark_as_correction(act, id);
    }
    fields_set_integer(act->changes, "corrected_by", id);
    return status;
}
