/* Feedback of the same matter, linked: the later one names the earlier. Decides on no likeness: a person links. What is sealed
 * is linked with nothing, and nothing tells of a link that it had. */
#include <string.h>

#include "work/feedback.h"
#include "work/flow_fits.h"
#include "work/kinds.h"

static enum status refuse_other(struct act *act, const struct record *other, const char *message) {
    struct problem problem = {0};
    problem_set(&problem, STATUS_INVALID, "linked", message);
    problem_place(&problem, "other", fields_text(&other->fields, "number"));
    return act_refuse_with(act, &problem);
}

static enum status check_other(struct act *act, const struct record *other) {
    if (fields_integer(&other->fields, "sealed", 0) != 0) {
        return refuse_other(act, other, N_("{other} 是举报件，不能关联"));
    }
    if (other->id == act->id) {
        return refuse_other(act, other, N_("不能和自己关联，请写另一件"));
    }
    if (act->id != 0 && fields_integer(&other->fields, "linked", 0) == act->id) {
        return refuse_other(act, other, N_("{other} 已经写明和它关联，两边都看得到"));
    }
    return STATUS_OK;
}

enum status feedback_check_link(struct act *act) {
    struct record other = {0};
    struct problem problem = {0};
    int64_t id = act_integer(act, "linked");
    if (!fields_has(act->changes, "linked")) {
        return STATUS_OK;
    }
    if (feedback_is_report(act)) {
        return act_refuse(act, STATUS_INVALID, "linked",
                          N_("举报件要密封，不能写明{field}，请清空"));
    }
    enum status status =
        store_read(act->office->store, &act->office->visible, id, &other, &problem);
    status = status == STATUS_OK ? check_other(act, &other) : act_refuse_with(act, &problem);
    record_release(&other);
    return status;
}

enum status feedback_link(struct act *act) {
    fields_set(act->changes, "linked", fields_text(act->arguments, "linked"));
    if (act_integer(act, "linked") == fields_integer(&act->before->fields, "linked", 0)) {
        return act_refuse(act, STATUS_INVALID, "linked", N_("{number} 已经和这一件关联"));
    }
    return feedback_check_link(act);
}

enum status feedback_fits_link(struct act *act) {
    return feedback_is_report(act) || act_integer(act, "sealed") != 0
               ? act_refuse(act, STATUS_DENIED, "", N_("{number} 是举报件，不能关联"))
               : STATUS_OK;
}

enum status feedback_unlink(struct act *act) {
    fields_set(act->changes, "linked", "");
    return STATUS_OK;
}

enum status feedback_fits_unlink(struct act *act) {
    return act_integer(act, "linked") == 0
               ? act_refuse(act, STATUS_INVALID, "",
                            N_("{number} 没有写明和哪一件关联；关联记在后登记的那一件上"))
               : STATUS_OK;
}

/* ---- what turns out a report ---------------------------------------------------------------------- */

static enum status unlink_from(struct act *act, int64_t other) {
    struct record record = {0};
    struct fields changes = FIELDS_INIT;
    struct problem problem = {0};
    enum status status = act_read(act, other, &record);
    if (status == STATUS_OK) {
        fields_set(&changes, "linked", "");
        status = save_change(act->save, &record, &changes, NULL, "edit", "", &problem);
        if (status == STATUS_OK) {
            status = store_clear_versions(act->office->store, other, "linked", "", &problem);
        }
        status = status == STATUS_OK ? status : act_refuse_with(act, &problem);
    }
    fields_release(&changes);
    record_release(&record);
    return status;
}

enum status feedback_drop_links(struct act *act) {
    struct problem problem = {0};
    int64_t other = 0;
    enum status status = STATUS_OK;
    fields_set(act->changes, "linked", "");
    do {
        status = store_linked_feedback(act->office->store, act->id, &other, &problem);
        if (status != STATUS_OK) {
            return act_refuse_with(act, &problem);
        }
        status = other != 0 ? unlink_from(act, other) : STATUS_OK;
    } while (status == STATUS_OK && other != 0);
    return status;
}
