/* The time of the chain's newest row: what the machine's clock is compared with. */
#include "store/audit_newest.h"

#include "store/statement.h"

enum status store_newest_audit(struct store *store, int64_t *at, struct problem *problem) {
    struct statement statement;
    *at = 0;
    statement_open(&statement, store, "SELECT at FROM audit ORDER BY seq DESC LIMIT 1");
    enum status status = statement_run_integer(&statement, at, problem);
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}
