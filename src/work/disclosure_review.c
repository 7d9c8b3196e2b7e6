/* 审核: what the reviewer finds of secrecy and law, and where the disclosure goes by that; 退回. 部分公开 sends it
 * back with what is to be covered, and goes on only once the text has been changed since it was sent back so: a
 * program cannot tell whether what was to be covered is, but it can tell that nothing was. 报主管部门确定 stays in
 * review with its clock stopped. Approves nothing. Mission R3; 政府信息公开条例 14-17, 保密法 35 and 64. */
#include <stdio.h>
#include <string.h>

#include "work/disclosure_sign.h"
#include "work/kept.h"
#include "work/kinds.h"
#include "work/visible.h"

static bool outcome_is(const struct act *act, const char *outcome) {
    return strcmp(fields_text(act->arguments, "review_outcome"), outcome) == 0;
}

/* ---- what must be said ---------------------------------------------------------------------------- */

static enum status check_reasons(struct act *act) {
    bool is_open = outcome_is(act, "public") || outcome_is(act, "partial");
    bool is_social = strcmp(act_text(act, "scope"), "public") == 0;
    if (fields_integer(act->arguments, "work_secret", 0) == 1 && is_open && is_social) {
        return act_refuse(act, STATUS_DENIED, "work_secret",
                          N_("{number} 含工作秘密，不能向社会公开（保密法第六十四条）；"
                             "结论请选内部公开或不公开"));
    }
    if (!outcome_is(act, "public") && !fields_has(act->arguments, "review_basis")) {
        return act_refuse(act, STATUS_INVALID, "review_basis",
                          N_("不是全部公开的，请写明审查依据（条例第十四、十五、十六条等）"));
    }
    if (outcome_is(act, "partial") && !fields_has(act->arguments, "review_note")) {
        return act_refuse(act, STATUS_INVALID, "review_note",
                          N_("部分公开的，请在审查意见里写明遮盖什么"));
    }
    return STATUS_OK;
}

/* ---- 部分公开 --------------------------------------------------------------------------------------- */

/* Of the versions up to the present text, which is in review: the first after the partial review that sent it
 * back, "" when none did. */
static enum status find_sent_back(struct act *act, char hash[DISCLOSURE_HASH_BYTES]) {
    struct visible all = visible_to_rules();
    struct versions versions = {0};
    struct problem problem = {0};
    bool goes_on = true;
    hash[0] = '\0';
    enum status status = store_versions(act->office->store, &all, act->id, &versions, &problem);
    for (size_t i = versions.count; status == STATUS_OK && goes_on && i > 0; i--) {
        struct fields old = FIELDS_INIT;
        status =
            store_version_fields(act->office->store, versions.items[i - 1].data, &old, &problem);
        bool is_sent_back = strcmp(fields_text(&old, "state"), "returned") == 0 &&
                            strcmp(fields_text(&old, "review_outcome"), "partial") == 0;
        if (is_sent_back) {
            disclosure_hash(&old, hash);
        }
        goes_on = is_sent_back ||
                  (hash[0] == '\0' && strcmp(fields_text(&old, "state"), "in_review") == 0);
        fields_release(&old);
    }
    versions_release(&versions);
    return status == STATUS_OK ? status : act_refuse_with(act, &problem);
}

static enum status send_back_to_cover(struct act *act) {
    char before[DISCLOSURE_HASH_BYTES];
    char now[DISCLOSURE_HASH_BYTES];
    enum status status = find_sent_back(act, before);
    disclosure_hash(&act->before->fields, now);
    if (status != STATUS_OK || (before[0] != '\0' && strcmp(before, now) != 0)) {
        return status;
    }
    fields_set(act->changes, "return_reason", "部分公开，遮盖后再送审，见审查意见");
    strcpy(act->to_state, "returned");
    return status;
}

/* ---- the other outcomes --------------------------------------------------------------------------- */

/* Whoever may see it is narrowed to the office; what touches the public interest needs a reason for that. */
static void narrow_to_office(struct act *act) {
    if (strcmp(act_text(act, "scope"), "public") != 0) {
        return;
    }
    fields_set(act->changes, "scope", "internal");
    if (act_text(act, "scope_reason")[0] == '\0') {
        fields_set(act->changes, "scope_reason", fields_text(act->arguments, "review_basis"));
    }
}

static enum status wait_for_authority(struct act *act) {
    strcpy(act->to_state, "in_review");
    return fields_has(&act->before->fields, "paused_on")
               ? STATUS_OK
               : act_start_pause(act,
                                 office_code_label(act->office, "review_outcome", "ask_authority"));
}

static enum status go_on(struct act *act) {
    bool was_paused = fields_has(&act->before->fields, "paused_on");
    enum status status = act_end_pause(act);
    if (status == STATUS_OK && outcome_is(act, "partial")) {
        status = send_back_to_cover(act);
    } else if (status == STATUS_OK && outcome_is(act, "internal")) {
        narrow_to_office(act);
    }
    return status == STATUS_OK && was_paused ? disclosure_set_due(act) : status;
}

/* ---- writing it down ------------------------------------------------------------------------------ */

/* 张某 2026-11-20 第12号; the columns of the signature are the approval's. */
static void move_signature(struct act *act) {
    static const char *const columns[] = {"signatory", "signed_on", "signed_no"};
    char paper[160];
    const char *name = fields_text(act->changes, "signatory");
    const char *number = fields_text(act->changes, "signed_no");
    bool is_bare = number[strspn(number, "0123456789")] == '\0';
    snprintf(paper, sizeof paper, is_bare ? "%s %s 第%s号" : "%s %s %s", name,
             fields_text(act->changes, "signed_on"), number);
    fields_set(act->changes, "review_paper", name[0] != '\0' ? paper : "");
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) {
        fields_set(act->changes, columns[i], "");
    }
}

/* What is to be covered stands in the record only: a step can never be taken back. */
static void note_outcome(struct act *act, const char *signature) {
    const char *parts[] = {office_code_label(act->office, "review_outcome",
                                             fields_text(act->arguments, "review_outcome")),
                           fields_text(act->arguments, "review_basis"),
                           fields_text(act->arguments, "note"), signature};
    char note[sizeof act->note];
    size_t length = 0;
    note[0] = '\0';
    for (size_t i = 0; i < sizeof parts / sizeof parts[0] && length < sizeof note; i++) {
        if (parts[i][0] != '\0') {
            length += (size_t)snprintf(note + length, sizeof note - length, "%s%s",
                                       length > 0 ? "；" : "", parts[i]);
        }
    }
    act_note(act, "%s", note);
}

static void take_arguments(struct act *act) {
    static const char *const columns[] = {"review_outcome", "review_basis", "review_note",
                                          "work_secret"};
    char today[DATE_BYTES];
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) {
        fields_set(act->changes, columns[i], fields_text(act->arguments, columns[i]));
    }
    fields_set(act->changes, "reviewed_on", act_today(act, today));
    disclosure_set_decider(act, "reviewed_by");
}

enum status disclosure_review(struct act *act) {
    char signature[DISCLOSURE_SIGNATURE_BYTES];
    enum status status = check_reasons(act);
    if (status == STATUS_OK) {
        status = disclosure_sign(act, ROLE_REVIEWER | ROLE_SUPERVISOR, signature);
    }
    if (status != STATUS_OK) {
        return status;
    }
    move_signature(act);
    take_arguments(act);
    note_outcome(act, signature);
    return outcome_is(act, "ask_authority") ? wait_for_authority(act) : go_on(act);
}

/* ---- 退回 ------------------------------------------------------------------------------------------- */

enum status disclosure_return(struct act *act) {
    bool was_paused = fields_has(&act->before->fields, "paused_on");
    enum status status = act_end_pause(act);
    disclosure_void_decisions(act);
    fields_set(act->changes, "return_reason", fields_text(act->arguments, "reason"));
    return status == STATUS_OK && was_paused ? disclosure_set_due(act) : status;
}
