/* What a piece of feedback is about: a disclosure, or an entry of the catalogue; and, once it was looked into,
 * whether it was right. A sealed report names neither. Mission D10, P1, C2. */
#include <string.h>

#include "work/feedback.h"

enum status feedback_take_topic(struct act *act) {
    struct record about = {0};
    int64_t id = act_integer(act, "about");
    bool has_topic = act_integer(act, "topic") != 0;
    if (feedback_is_report(act) && (id != 0 || has_topic)) {
        return act_refuse(act, STATUS_INVALID, id != 0 ? "about" : "topic",
                          N_("举报件要密封，不能写明{field}，请清空"));
    }
    if (id == 0 || has_topic) {
        return STATUS_OK;
    }
    enum status status = act_read(act, id, &about);
    if (status == STATUS_OK) {
        fields_set(act->changes, "topic", fields_text(&about.fields, "catalogue"));
    }
    record_release(&about);
    return status;
}

enum status feedback_take_verdict(struct act *act) {
    const char *verdict = fields_text(act->arguments, "verdict");
    if (verdict[0] != '\0') {
        fields_set(act->changes, "verdict", verdict);
    } else if (act_integer(act, "about") != 0 && act_text(act, "verdict")[0] == '\0') {
        return act_refuse(act, STATUS_INVALID, "verdict",
                          N_("这一件涉及公开信息，答复须写明{field}：与公开的一致、与事实不符、"
                             "异议成立或不成立"));
    }
    return STATUS_OK;
}
