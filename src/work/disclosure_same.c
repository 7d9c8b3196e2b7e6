/* A row of a file that says what a disclosure says already, or an earlier row of the file. Only imports ask: on the
 * screen the draft is seen, and a correction begins as the text it corrects. */
#include "work/disclosure_draft.h"
#include "work/visible.h"

static enum status refuse_same(struct act *act, int64_t other) {
    struct problem problem = {0};
    struct record record = {0};
    const struct file_rows *file = &act->check->file;
    size_t at = file->first_id > 0 && other >= file->first_id ? (size_t)(other - file->first_id)
                                                              : file->count;
    if (at < file->count) {
        problem_set(&problem, STATUS_INVALID, "", N_("与本文件第 {row} 条数据重复"));
        problem_place_integer(&problem, "row", file->row_of[at]);
    } else if (act_read(act, other, &record) == STATUS_OK) {
        problem_set(&problem, STATUS_INVALID, "",
                    N_("与 {same} 重复：同一目录事项、同一标题、同一天形成；确是两件的加 "
                       "--allow-duplicates"));
        problem_place(&problem, "same", fields_text(&record.fields, "number"));
    }
    record_release(&record);
    return act_refuse_with(act, &problem);
}

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
    return other != 0 ? refuse_same(act, other) : STATUS_OK;
}
