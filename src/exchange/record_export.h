/* All records of a kind that the user may see, into a file. What is sealed is never exported. */
#ifndef ZWGK_EXCHANGE_RECORD_EXPORT_H
#define ZWGK_EXCHANGE_RECORD_EXPORT_H

#include "exchange/file_out.h"
#include "form/scr.h"
#include "work/office.h"

enum export_format { EXPORT_CSV, EXPORT_TSV, EXPORT_JSON };

/* By the path's ending; false when it is none of these. */
bool export_format_of(const char *path, enum export_format *out);

struct export_request {
    const char *kind;
    const char *path;
    enum export_format format;
    struct file_encoding how; /* of zeros: UTF-8, with a BOM for CSV and TSV, so that a spreadsheet knows it */
    bool is_revealed;         /* personal data not masked: for whoever may reveal it (work/personal.h), else DENIED */
};

/* Labels head the columns of CSV and TSV and stand for codes; JSON carries identifiers. The file is there whole or not at
 * all, and not before the audit tells how many records are in it, and of how many of them personal data. */
MUST_USE enum status record_export(struct office *office, const struct scr_source *files,
                                   const struct export_request *request, int64_t *count, struct problem *problem);

#endif
