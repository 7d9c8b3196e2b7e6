/* A row of a file that says what a disclosure says already, or an earlier row of the file. Only imports ask: on the
 * screen the draft is seen, and a correction begins as the text it corrects. */
#include "work/disclosure_draft.h"
#include "work/visible.h"

enum status disclosure_check_same(struct act *act) {
    struct visible all = visible_to_rules();
    struct problem problem = {0};
    int64_t other = 0;
    bool is_meant = fields_integer(act->arguments, "allow_duplicate", 0) != 0;
    fields_set(act->changes, "allow_duplicate", NULL);
    if (act->check->file.row == 0 || is_meant) {
        return STATUS_OK;
    }
    enum status status =
        store_same_disclosure(act->office->store, &all, act->changes, &other, &problem);
    if (status != STATUS_OK) {
        return act_refuse_with(act, &problem);
    }
    return other != 0 ? act_refuse_same(act, other,
                                        N_("与 {same} 重复：同一目录事项、同一标题、"
                                           "同一天形成；确是两件的加 --allow-duplicates"))
                      : STATUS_OK;
}
