/* Rows of a file as the detail lines of one disclosure. Only reads and checks the file: storing is an edit like
 * any other. Mission C5, C6, C15. */
#ifndef ZWGK_EXCHANGE_LINES_IMPORT_H
#define ZWGK_EXCHANGE_LINES_IMPORT_H

#include "base/lines.h"
#include "exchange/record_import.h"

struct lines_request {
    struct table_file *file;
    const char *const *captions; /* LINES_COLUMNS of them: what the subject calls the columns; "" not used */
    void *context;
    void (*bad_row)(void *context, const struct table_row *row, const struct import_fault *faults,
                    size_t count);
};

/* The heading names columns by identifier, label or caption, each once, the name among them. OK also when rows are
 * bad: see *result; `out` then holds the others. INVALID when the heading is at fault, the file cannot be read to its
 * end, or it has more rows than may be. A row's amount left empty is quantity times price. */
MUST_USE enum status lines_import_read(const struct lines_request *request, struct lines *out,
                                       struct import_result *result, struct problem *problem);

#endif
