/* What was asked about: a disclosure waits for its collection, and goes on only with the content and scope that were
 * decided on after it. Mission D3, D4. */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "work/consultation_run.h"
#include "work/disclosure_sign.h"
#include "work/flow_fits.h"
#include "work/kinds.h"

enum { NOTE_BYTES = 600, REASON_CHARACTERS = 160 };

static const char *state_of(const struct record *record) {
    return fields_text(&record->fields, "state");
}

static enum status refuse(struct act *act, enum status status, const char *field,
                          const struct record *consultation, const char *message) {
    struct problem problem = {0};
    problem_set(&problem, status, field, message);
    problem_place(&problem, "consultation", fields_text(&consultation->fields, "number"));
    problem_place(&problem, "state", flow_state_label("consultation", state_of(consultation)));
    return act_refuse_with(act, &problem);
}

/* ---- the link ------------------------------------------------------------------------------------ */

/* What the public was asked about stays linked to what it was asked. */
static enum status check_old_link(struct act *act, int64_t old) {
    struct record consultation = {0};
    enum status status = old != 0 ? act_read(act, old, &consultation) : STATUS_OK;
    if (status == STATUS_OK && old != 0 &&
        check_has_word("announcing collecting ended closed", state_of(&consultation))) {
        status = refuse(act, STATUS_DENIED, "consultation", &consultation,
                        N_("{number} 正是 {consultation}（{state}）征求意见的，不能改连别的征集"));
    }
    record_release(&consultation);
    return status;
}

static enum status check_new_link(struct act *act, int64_t now) {
    struct record consultation = {0};
    enum status status = now != 0 ? act_read(act, now, &consultation) : STATUS_OK;
    if (status == STATUS_OK && now != 0 && strcmp(state_of(&consultation), "cancelled") == 0) {
        status = refuse(act, STATUS_INVALID, "consultation", &consultation,
                        N_("{consultation} 已经取消，请另选一次征集"));
    }
    record_release(&consultation);
    return status;
}

enum status consultation_check_link(struct act *act) {
    static const char *const decided[] = {"decided_on", "decided_hash", "decided_scope",
                                          "decided_note"};
    int64_t now = act_integer(act, "consultation");
    int64_t old = act->before != NULL ? fields_integer(&act->before->fields, "consultation", 0) : 0;
    if (now == old) {
        return STATUS_OK;
    }
    enum status status = check_old_link(act, old);
    if (status == STATUS_OK) {
        status = check_new_link(act, now);
    }
    for (size_t i = 0; act->before != NULL && i < sizeof decided / sizeof decided[0]; i++) {
        if (fields_has(&act->before->fields, decided[i])) {
            fields_set(act->changes, decided[i], "");
        }
    }
    return status;
}

/* ---- what was decided ---------------------------------------------------------------------------- */

/* Its own notice and summary, and what corrects them, are not what was asked about. */
static bool is_part_of(const struct act *act, const struct fields *consultation) {
    int64_t notice = fields_integer(consultation, "notice", 0);
    int64_t summary = fields_integer(consultation, "summary", 0);
    int64_t corrects = act_integer(act, "corrects");
    return (act->id != 0 && (act->id == notice || act->id == summary)) ||
           (corrects != 0 && (corrects == notice || corrects == summary));
}

static bool is_as_decided(const struct act *act) {
    char hash[DISCLOSURE_HASH_BYTES];
    disclosure_hash_after(act, hash);
    return strcmp(hash, act_text(act, "decided_hash")) == 0;
}

static enum status check_against(struct act *act, const struct record *consultation) {
    if (is_part_of(act, &consultation->fields)) {
        enum status status = consultation_check_short(act, &consultation->fields);
        return status == STATUS_OK ? consultation_check_fresh(act, consultation) : status;
    }
    if (consultation_is_open(&consultation->fields)) {
        return refuse(act, STATUS_DENIED, "consultation", consultation,
                      N_("{number} 正在征求意见：{consultation}（{state}），办结以后才能送审"));
    }
    if (strcmp(state_of(consultation), "closed") != 0 || is_as_decided(act)) {
        return STATUS_OK;
    }
    return refuse(
        act, STATUS_DENIED, "decided_hash", consultation,
        act_text(act, "decided_hash")[0] == '\0'
            ? N_("{number} 的内容和范围还没有按 {consultation} 的结果决定，"
                 "请先办“决定内容”")
            : N_("{number} 在 {consultation} 办结以后改过，请写明理由再办一次“决定内容”"));
}

enum status consultation_check_decided(struct act *act) {
    struct record consultation = {0};
    int64_t id = act_integer(act, "consultation");
    enum status status = id != 0 ? act_read(act, id, &consultation) : STATUS_OK;
    if (status == STATUS_OK && id != 0) {
        status = check_against(act, &consultation);
    }
    record_release(&consultation);
    return status;
}

static void decide(const char *hash, const char *scope, const char *day, const char *note,
                   struct fields *changes) {
    fields_set(changes, "decided_on", day);
    fields_set(changes, "decided_hash", hash);
    fields_set(changes, "decided_scope", scope);
    fields_set(changes, "decided_note", note);
}

enum status consultation_fits_decide_content(struct act *act) {
    struct record consultation = {0};
    int64_t id = act_integer(act, "consultation");
    if (id == 0) {
        return act_refuse(act, STATUS_DENIED, "", N_("{number} 没有征求过意见，内容不用另行决定"));
    }
    enum status status = act_read(act, id, &consultation);
    if (status == STATUS_OK && strcmp(state_of(&consultation), "closed") != 0) {
        status = refuse(act, STATUS_DENIED, "", &consultation,
                        N_("{consultation} {state}，办结时一并决定 {number} 的内容"));
    } else if (status == STATUS_OK && is_part_of(act, &consultation.fields)) {
        status = refuse(act, STATUS_DENIED, "", &consultation,
                        N_("{number} 是 {consultation} 的公告或采纳情况，不是征求意见的内容"));
    } else if (status == STATUS_OK && is_as_decided(act)) {
        status = refuse(act, STATUS_DENIED, "", &consultation,
                        N_("{number} 和 {consultation} 之后决定的一样，不用再决定"));
    }
    record_release(&consultation);
    return status;
}

enum status disclosure_decide_content(struct act *act) {
    char signature[DISCLOSURE_SIGNATURE_BYTES], hash[DISCLOSURE_HASH_BYTES];
    char number[24], today[DATE_BYTES], note[NOTE_BYTES];
    const char *field = fields_has(act->arguments, "reason") ? "reason" : "decided_note";
    const char *reason = fields_text(act->arguments, field);
    consultation_number(act, act_integer(act, "consultation"), number);
    if (reason[0] == '\0' || text_length(reason) > REASON_CHARACTERS) {
        return act_refuse(act, STATUS_INVALID, "decided_note",
                          N_("请写明为什么这样决定{number}的内容和范围，不超过 160 个字"));
    }
    enum status status = disclosure_sign(act, ROLE_SUPERVISOR, signature);
    if (status != STATUS_OK) {
        return status;
    }
    bool says_number = strncmp(reason, number, strlen(number)) == 0;
    snprintf(note, sizeof note, "%s%s%s", says_number ? "" : number, says_number ? "" : "：",
             reason);
    disclosure_hash_after(act, hash);
    decide(hash, act_text(act, "scope"), act_today(act, today), note, act->changes);
    act_note(act, "%s%s%s", note, signature[0] != '\0' ? "；" : "", signature);
    return STATUS_OK;
}

/* ---- all of one collection ------------------------------------------------------------------------ */

static enum status freeze(struct act *act, const struct record *disclosure, const char *note) {
    struct fields changes = FIELDS_INIT;
    struct problem problem = {0};
    char hash[DISCLOSURE_HASH_BYTES], today[DATE_BYTES];
    disclosure_hash(&disclosure->fields, hash);
    decide(hash, fields_text(&disclosure->fields, "scope"), act_today(act, today), note, &changes);
    enum status status =
        changes.failed
            ? problem_set(&problem, STATUS_NO_MEMORY, "", N_("内存不足"))
            : save_change(act->save, disclosure, &changes, "=", "decide_content", note, &problem);
    fields_release(&changes);
    return status == STATUS_OK ? status : act_refuse_with(act, &problem);
}

enum status consultation_freeze(struct act *act, const char *note) {
    struct problem problem = {0};
    struct ids linked = {0};
    int64_t notice = act_integer(act, "notice"), summary = act_integer(act, "summary");
    enum status status =
        store_consultation_disclosures(act->office->store, act->id, &linked, &problem);
    if (status != STATUS_OK) {
        act_refuse_with(act, &problem);
    }
    for (size_t i = 0; status == STATUS_OK && i < linked.count; i++) {
        struct record disclosure = {0};
        status = act_read(act, linked.items[i], &disclosure);
        if (status == STATUS_OK && linked.items[i] != notice && linked.items[i] != summary &&
            check_has_word("draft returned", state_of(&disclosure))) {
            status = freeze(act, &disclosure, note);
        }
        record_release(&disclosure);
    }
    ids_release(&linked);
    return status;
}
