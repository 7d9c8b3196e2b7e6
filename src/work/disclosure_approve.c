/* 签发: the leader's consent to one text, bound to its version and hash. Reviews nothing and publishes nothing.
 * Mission D1, D5, I4, M1, R3. */
#include <stdio.h>
#include <string.h>

#include "work/disclosure_sign.h"
#include "work/flow_fits.h"
#include "work/kinds.h"

/* What the review found allows what is about to be made public to whom. */
static enum status check_review(struct act *act) {
    const char *outcome = fields_text(&act->before->fields, "review_outcome");
    bool is_social = strcmp(act_text(act, "scope"), "public") == 0;
    if (strcmp(outcome, "not_public") == 0) {
        return act_refuse(act, STATUS_DENIED, "",
                          N_("{number} 的审查结论是不公开，不能签发；请用“不予公开”，或者退回"));
    }
    if (strcmp(outcome, "public") == 0 || strcmp(outcome, "partial") == 0) {
        return STATUS_OK;
    }
    if (strcmp(outcome, "internal") != 0) {
        return act_refuse(act, STATUS_DENIED, "", N_("{number} 还没有审查结论，不能签发"));
    }
    return is_social ? act_refuse(act, STATUS_DENIED, "scope",
                                  N_("{number} 的审查结论是内部公开，不能向社会公开"))
                     : STATUS_OK;
}

static enum status check_work_secret(struct act *act) {
    bool is_social = strcmp(act_text(act, "scope"), "public") == 0;
    return is_social && act_integer(act, "work_secret") == 1
               ? act_refuse(act, STATUS_DENIED, "scope",
                            N_("{number} 含工作秘密，不能向社会公开（保密法第六十四条）"))
               : STATUS_OK;
}

enum status disclosure_set_publish_sort(struct act *act) {
    struct record entry = {0};
    char sort[32];
    enum status status = act_read(act, act_integer(act, "catalogue"), &entry);
    const char *due = act_text(act, "due_on");
    snprintf(sort, sizeof sort, "%s%s", fields_has(&entry.fields, "hot") ? "0" : "1",
             due[0] != '\0' ? due : "9999-12-31");
    fields_set(act->changes, "publish_sort", sort);
    record_release(&entry);
    return status;
}

static enum status bind(struct act *act) {
    char hash[DISCLOSURE_HASH_BYTES];
    char today[DATE_BYTES];
    disclosure_hash_after(act, hash);
    disclosure_set_decider(act, "approved_by");
    fields_set(act->changes, "approved_on", act_today(act, today));
    fields_set_integer(act->changes, "approved_ver", act->before->ver + 1);
    fields_set(act->changes, "approved_hash", hash);
    return disclosure_set_publish_sort(act);
}

enum status disclosure_fits_approve(struct act *act) {
    enum status status = check_review(act);
    if (status == STATUS_OK) {
        status = check_work_secret(act);
    }
    if (status == STATUS_OK) {
        status = disclosure_check_complete(act);
    }
    return status == STATUS_OK ? disclosure_check_discussion(act) : status;
}

enum status disclosure_approve(struct act *act) {
    char signature[DISCLOSURE_SIGNATURE_BYTES];
    const char *said = fields_text(act->arguments, "note");
    enum status status = disclosure_sign(act, ROLE_SUPERVISOR, signature);
    if (status == STATUS_OK) {
        status = bind(act);
    }
    if (status == STATUS_OK) {
        bool is_narrow = disclosure_narrows_scope(act);
        act_note(act, "第 %lld 版%s%s%s%s%s", (long long)act->before->ver + 1,
                 is_narrow ? "；经批准不向社会公开" : "", signature[0] != '\0' ? "；" : "",
                 signature, said[0] != '\0' ? "；" : "", said);
    }
    return status;
}
