/* The audit row of what is not a change of a record. Prints nothing and decides nothing. */
#include "work/audit.h"

#include "work/save.h"

enum status audit_add(struct save *save, const char *command, const char *detail, int64_t record,
                      struct problem *problem) {
    struct audit_entry entry = {
        .at = save->now,
        .person = save->office->user,
        .account = office_os_account(save->office),
        .command = command,
        .record = record,
        .detail = detail,
        .save_id = save->id,
    };
    return store_add_audit(save->office->store, &entry, problem);
}

enum status audit_note(struct office *office, const char *command, const char *detail,
                       int64_t record, struct problem *problem) {
    struct save save;
    if (store_is_damaged(office->store)) {
        return problem_set(problem, STATUS_OK, "", N_("数据库已损坏，只能读：这次没有记入审计"));
    }
    enum status status = save_begin(office, &save, problem);
    if (status != STATUS_OK) {
        return status;
    }
    status = audit_add(&save, command, detail, record, problem);
    if (status == STATUS_OK) {
        return save_commit(&save, problem);
    }
    save_abandon(&save);
    return status;
}
