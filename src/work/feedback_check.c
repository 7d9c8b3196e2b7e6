/* 待审: replies of the kinds the office's settings name count only once somebody else passed them. Rules
 * only. Mission B6, R4. */
#include <string.h>

#include "work/feedback.h"
#include "work/kinds.h"
#include "work/sign.h"

bool feedback_kind_is_in(const struct act *act, const char *setting, const char *fallback) {
    char kinds[200];
    office_setting(act->office, setting, fallback, kinds, sizeof kinds);
    return check_has_word(kinds, act_text(act, "kind"));
}

bool feedback_needs_check(const struct act *act) {
    return act_integer(act, "sealed") == 0 && feedback_kind_is_in(act, "check_kinds", "");
}

bool feedback_passes_itself(struct act *act) {
    return sign_is_alone(act->office, ROLE_REVIEWER | ROLE_SUPERVISOR);
}

enum status feedback_send_to_check(struct act *act) {
    static const char *const emptied[] = {"checked_by", "checked_on", "signatory",   "signed_on",
                                          "signed_no",  "replied_on", "reply_due_on"};
    for (size_t i = 0; i < sizeof emptied / sizeof emptied[0]; i++) {
        fields_set(act->changes, emptied[i], "");
    }
    strcpy(act->to_state, "in_check");
    return STATUS_OK;
}

enum status feedback_check_pass(struct act *act) {
    char signature[300];
    char today[DATE_BYTES];
    const struct draft_of draft = {act_integer(act, "typed_by"), act_text(act, "answered_by"),
                                   "答复"};
    enum status status =
        sign_check(act, ROLE_REVIEWER | ROLE_SUPERVISOR, &draft, signature, sizeof signature);
    if (status != STATUS_OK) {
        return status;
    }
    const char *said = fields_text(act->arguments, "note");
    act_note(act, "%s%s%s", signature, signature[0] != '\0' && said[0] != '\0' ? "；" : "", said);
    fields_set_integer(act->changes, "checked_by", act->office->user);
    fields_set(act->changes, "checked_on", act_today(act, today));
    return feedback_reply_counts(act);
}

enum status feedback_check_return(struct act *act) {
    fields_set(act->changes, "checked_by", "");
    return STATUS_OK;
}
