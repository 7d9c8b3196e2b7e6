/* Drafts of disclosures: registering, changing, sending to review, voiding. Whatever changes a draft takes its
 * review and approval off it. Rules only. Mission D1, D2, F2, M1, R5. */
#include "work/disclosure_draft.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "work/consultation.h"
#include "work/duty.h"
#include "work/flow_fits.h"
#include "work/kinds.h"

/* ---- what is wrong at once ---------------------------------------------------------------------- */

static void check_day(struct act *act) {
    struct problem problem = {0};
    char today[DATE_BYTES];
    const char *day = act_text(act, "received_on");
    if (day[0] == '\0') {
        if (!check_is_refused(act->problems, 0, "received_on")) {
            act_refuse(act, STATUS_INVALID, "received_on", N_("请填写{field}"));
        }
        return;
    }
    if (date_from_iso(day) <= office_today(act->office)) {
        return;
    }
    problem_set(&problem, STATUS_INVALID, "received_on",
                N_("形成日期 {day} 还没有到，不能晚于今天（{today}）"));
    problem_place(&problem, "day", day);
    problem_place(&problem, "today", act_today(act, today));
    act_refuse_with(act, &problem);
}

/* The catalogue's notice may be longer here, never shorter. */
static void check_notice(struct act *act, const struct fields *entry) {
    struct problem problem = {0};
    int64_t least = fields_integer(entry, "notice_amount", 0);
    int64_t amount = act_integer(act, "notice_amount");
    bool is_in_workdays = strcmp(fields_text(entry, "notice_unit"), "workday") == 0;
    bool counts_days = strcmp(act_text(act, "notice_unit"), "day") == 0;
    if (amount > 0 && act_text(act, "notice_unit")[0] == '\0') {
        act_refuse(act, STATUS_INVALID, "notice_unit", N_("公示期写了天数，请写明是工作日还是日"));
    } else if (amount > 0 && least > 0 && is_in_workdays && counts_days) {
        act_refuse(act, STATUS_INVALID, "notice_unit",
                   N_("目录的公示期按工作日算，不能改成日：遇节假日会变短"));
    } else if (amount < least) {
        problem_set(&problem, STATUS_INVALID, "notice_amount",
                    N_("目录定的公示期是 {least} 天，不能更短"));
        problem_place_integer(&problem, "least", least);
        act_refuse_with(act, &problem);
    }
}

static void check_major(struct act *act, const struct fields *entry) {
    struct record meeting = {0};
    int64_t discussion = act_integer(act, "discussion");
    if (fields_integer(entry, "major", 0) == 1 && act_integer(act, "major") != 1) {
        act_refuse(act, STATUS_INVALID, "major", N_("目录里这一项是重大事项，不能改成“否”"));
    }
    if (discussion != 0 && act_read(act, discussion, &meeting) == STATUS_OK &&
        strcmp(fields_text(&meeting.fields, "kind"), "collective") != 0) {
        act_refuse(act, STATUS_INVALID, "discussion",
                   N_("{field}须是类型为“集体讨论”的会议，请另选一次"));
    }
    record_release(&meeting);
}

/* The subject says where it belongs. */
static void follow_subject(struct act *act, const struct disclosure_source *source) {
    const char *affair = source->subject.affair;
    if (affair != NULL && act_text(act, "subject")[0] != '\0' &&
        strcmp(affair, act_text(act, "affair")) != 0) {
        fields_set(act->changes, "affair", affair);
    }
}

/* Everything a draft may not say even while it is unfinished. */
static enum status check_draft(struct act *act, const struct disclosure_source *source) {
    size_t known = act->problems->count;
    follow_subject(act, source);
    check_day(act);
    check_notice(act, &source->entry.fields);
    check_major(act, &source->entry.fields);
    enum status scope = disclosure_check_scope(act);
    enum status totals = disclosure_check_totals(act, source);
    bool is_right = scope == STATUS_OK && totals == STATUS_OK && act->problems->count == known;
    return is_right ? STATUS_OK : STATUS_INVALID;
}

/* ---- the duty it is made for -------------------------------------------------------------------- */

static enum status refuse_duty(struct act *act, const struct fields *duty, const char *message) {
    struct problem problem = {0};
    problem_set(&problem, STATUS_INVALID, "duty", message);
    problem_place(&problem, "duty", fields_text(duty, "number"));
    return act_refuse_with(act, &problem);
}

static enum status take_duty(struct act *act, int64_t id) {
    static const char *const columns[] = {"catalogue", "period", "stage",      "unit",
                                          "person",    "title",  "received_on"};
    struct record duty = {0};
    enum status status = act_read(act, id, &duty);
    const char *catalogue = fields_text(&duty.fields, "catalogue");
    if (status == STATUS_OK && strcmp(fields_text(&duty.fields, "state"), "open") != 0) {
        status = refuse_duty(act, &duty.fields, N_("{duty} 已经有拟稿或不须公开，不能再拟一件"));
    } else if (status == STATUS_OK && fields_has(act->changes, "catalogue") &&
               strcmp(fields_text(act->changes, "catalogue"), catalogue) != 0) {
        status = refuse_duty(act, &duty.fields, N_("{duty} 是目录里另一项的，与目录事项不符"));
    }
    for (size_t i = 0; status == STATUS_OK && i < sizeof columns / sizeof columns[0]; i++) {
        if (!fields_has(act->changes, columns[i]) && fields_has(&duty.fields, columns[i])) {
            fields_set(act->changes, columns[i], fields_text(&duty.fields, columns[i]));
        }
    }
    record_release(&duty);
    return status;
}

/* ---- registering -------------------------------------------------------------------------------- */

enum status disclosure_register(struct act *act) {
    struct disclosure_source source = {0};
    size_t known = act->problems->count;
    int64_t duty = act_integer(act, "duty");
    enum status status = duty != 0 ? take_duty(act, duty) : STATUS_OK;
    if (status != STATUS_OK || act_integer(act, "catalogue") == 0) {
        return status; /* what is missing is told by the schema's check */
    }
    status = disclosure_source_load(act, &source);
    if (status == STATUS_OK) {
        disclosure_defaults(&source, act->office, act->changes);
        fields_set_integer(act->changes, "drafted_by", act->office->user);
        status = check_draft(act, &source);
    }
    disclosure_source_release(&source);
    if (status == STATUS_OK) {
        status = disclosure_check_same(act);
    }
    if (status == STATUS_OK) {
        status = consultation_check_link(act);
    }
    if (status == STATUS_OK) {
        status = duty_find_for(act);
    }
    return status == STATUS_OK && act->problems->count == known ? disclosure_set_due(act) : status;
}

enum status disclosure_registered(struct act *act) {
    return duty_drafted(act, act_integer(act, "duty"), act->id);
}

/* ---- changing ----------------------------------------------------------------------------------- */

static bool was_decided_on(const struct act *act) {
    return check_has_word("in_review in_approval to_publish",
                          fields_text(&act->before->fields, "state"));
}

/* Another catalogue entry brings its own heading; what it owes a duty for stays. */
static enum status change_catalogue(struct act *act, const struct disclosure_source *source) {
    static const char *const columns[] = {"affair", "subject", "not_applicable"};
    if (!fields_has(act->changes, "catalogue")) {
        return STATUS_OK;
    }
    if (act_integer(act, "duty") != 0) {
        return act_refuse(act, STATUS_DENIED, "catalogue",
                          N_("{number} 是为应公开事项拟的，不能改目录事项；拟错了请作废重拟"));
    }
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) {
        if (!fields_has(act->changes, columns[i])) {
            fields_set(act->changes, columns[i], fields_text(&source->entry.fields, columns[i]));
        }
    }
    return STATUS_OK;
}

static void fall_back(struct act *act) {
    const char *state = fields_text(&act->before->fields, "state");
    if (strcmp(state, "in_review") == 0) {
        act_note(act, "改动后须重新送审");
    } else if (strcmp(state, "in_approval") == 0) {
        act_note(act, "改动后原审核作废，须重新送审");
    } else {
        act_note(act, "改动后原审核、签发作废，须重新送审");
    }
    disclosure_void_decisions(act);
    snprintf(act->to_state, sizeof act->to_state, "draft");
}

enum status disclosure_edit(struct act *act) {
    struct disclosure_source source = {0};
    enum status status = disclosure_source_load(act, &source);
    if (status == STATUS_OK) {
        status = change_catalogue(act, &source);
    }
    if (status == STATUS_OK) {
        status = check_draft(act, &source);
    }
    disclosure_source_release(&source);
    if (status == STATUS_OK) {
        status = consultation_check_link(act);
    }
    if (status == STATUS_OK && was_decided_on(act)) {
        status = act_end_pause(act);
        fall_back(act);
    }
    return status == STATUS_OK ? disclosure_set_due(act) : status;
}

/* ---- to review ---------------------------------------------------------------------------------- */

enum status disclosure_submit(struct act *act) {
    char today[DATE_BYTES];
    const char *said = fields_text(act->arguments, "note");
    fields_set(act->changes, "submitted_on", act_today(act, today));
    fields_set(act->changes, "return_reason", "");
    if (act_integer(act, "major") == 1 && act_integer(act, "discussion") == 0) {
        act_note(act, "%s%s重大事项还没有集体讨论记录，签发前须补上", said,
                 said[0] != '\0' ? "；" : "");
    }
    return STATUS_OK;
}

/* ---- voiding ------------------------------------------------------------------------------------ */

enum status disclosure_void(struct act *act) {
    char today[DATE_BYTES];
    fields_set(act->changes, "void_reason", fields_text(act->arguments, "reason"));
    fields_set(act->changes, "closed_on", act_today(act, today));
    enum status status = consultation_lost_text(act);
    return status == STATUS_OK ? duty_reopened(act, act_integer(act, "duty")) : status;
}

/* Somebody may have drafted its duty anew meanwhile, or what it corrects a second time. */
enum status disclosure_fits_restore(struct act *act) {
    struct record duty = {0};
    int64_t id = act_integer(act, "duty");
    enum status status = id != 0 ? act_read(act, id, &duty) : STATUS_OK;
    if (status == STATUS_OK && id != 0 && strcmp(fields_text(&duty.fields, "state"), "open") != 0) {
        status =
            refuse_duty(act, &duty.fields, N_("{number} 不能恢复：{duty} 已经另有拟稿或不须公开"));
    }
    record_release(&duty);
    return status == STATUS_OK ? disclosure_check_is_only_correction(act) : status;
}

/* Its duty is drafted again. */
enum status disclosure_restore(struct act *act) {
    fields_set(act->changes, "void_reason", "");
    fields_set(act->changes, "closed_on", "");
    disclosure_void_decisions(act);
    enum status status = duty_drafted(act, act_integer(act, "duty"), act->id);
    if (status == STATUS_OK) {
        status = disclosure_corrects_again(act);
    }
    return status == STATUS_OK ? disclosure_set_due(act) : status;
}

enum status disclosure_was_written_by(struct act *act, int64_t person, bool *was) {
    struct problem problem = {0};
    enum status status = store_did(act->office->store, act->id, person,
                                   "register edit restore_version mask_personal", was, &problem);
    return status == STATUS_OK ? status : act_refuse_with(act, &problem);
}
