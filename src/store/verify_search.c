/* The search index by FTS5's own check. That holds the file as a save does, and cannot be stopped: a large index is left to
 * `zwgk doctor --full` and told as skipped. */
#include "store/search.h"
#include "store/verify_private.h"

enum { BYTES_MOST = 32 * 1000 * 1000 /* about two seconds */ };

enum status verify_search(struct verify *verify, bool *is_end) {
    struct statement statement;
    struct problem fault = {0};
    int64_t bytes = 0;
    *is_end = true;
    statement_open(&statement, verify->store, "SELECT count(*) * 4000 FROM search_data");
    enum status status = statement_run_integer(&statement, &bytes, verify->problem);
    if (status == STATUS_OK && bytes <= BYTES_MOST) {
        status = store_search_check(verify->store, &fault);
    }
    if (bytes > BYTES_MOST || status == STATUS_BUSY) {
        verify->seen.is_search_skipped = true;
        return STATUS_OK;
    }
    if (status == STATUS_CORRUPT) {
        verify_tell(verify, &fault);
        return STATUS_OK;
    }
    if (status != STATUS_OK && fault.message != NULL) {
        *verify->problem = fault;
    }
    return status;
}
