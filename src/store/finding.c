/* Findings by what they are of: rule, record and evidence. */
#include "store/finding.h"

#include "store/statement.h"

enum status store_finding_named(struct store *store, const char *name, int64_t *id,
                                struct problem *problem) {
    struct statement statement;
    *id = 0;
    statement_open(&statement, store, "SELECT id FROM finding WHERE name = ?");
    statement_text(&statement, name);
    enum status status = statement_run_integer(&statement, id, problem);
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}
