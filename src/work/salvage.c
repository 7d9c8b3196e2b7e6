/* A salvaged file opened for the first time: what the program makes by itself is made, and the audit says what happened. */
#include "work/salvage.h"

#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#include "work/audit.h"

static enum status note_it(const char *target, const struct salvage *salvage,
                           struct problem *problem) {
    struct office office;
    char detail[160];
    snprintf(detail, sizeof detail,
             "rows=%" PRId64 " records=%" PRId64 " proven=%" PRId64 " lost=%" PRId64
             " damaged_pages=%" PRId64,
             salvage->rows, salvage->records, salvage->proven, salvage->losses[SALVAGE_RECORD_LOST],
             salvage->damaged_pages);
    enum status status = office_open(&office, target, problem);
    if (status == STATUS_OK) {
        status = audit_note(&office, "salvage", detail, 0, problem);
        office_close(&office);
    }
    return status;
}

enum status office_salvage(const char *damaged, const char *target, struct salvage *out,
                           struct problem *problem) {
    enum status status = store_salvage(damaged, target, out, problem);
    if (status != STATUS_OK) {
        return status;
    }
    status = note_it(target, out, problem);
    if (status != STATUS_OK) {
        unlink(target);
    }
    return status;
}
