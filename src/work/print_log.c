/* The audit row of a print or an export. Prints nothing and decides nothing. */
#include "work/print_log.h"

#include "work/audit.h"

enum status office_log_print(struct office *office, const char *what, int64_t record,
                             struct problem *problem) {
    return audit_note(office, "print", what, record, problem);
}
