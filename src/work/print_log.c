/* The audit row of a print or an export. Prints nothing and decides nothing. */
#include "work/print_log.h"

#include "work/save.h"

enum status office_log_print(struct office *office, const char *what, int64_t record,
                             struct problem *problem) {
    struct save save;
    if (store_is_damaged(office->store)) {
        return STATUS_OK; /* paper may be all that can be saved of it */
    }
    enum status status = save_begin(office, &save, problem);
    if (status != STATUS_OK) {
        return status;
    }
    struct audit_entry entry = {
        .at = save.now,
        .person = office->user,
        .account = office_os_account(office),
        .command = "print",
        .record = record,
        .detail = what,
        .save_id = save.id,
    };
    status = store_add_audit(office->store, &entry, problem);
    if (status == STATUS_OK) {
        return save_commit(&save, problem);
    }
    save_abandon(&save);
    return status;
}
