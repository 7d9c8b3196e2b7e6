/* All records of a kind that the user may see, into a file. What is sealed is never exported. */
#ifndef ZWGK_EXCHANGE_RECORD_EXPORT_H
#define ZWGK_EXCHANGE_RECORD_EXPORT_H

#include "exchange/file_out.h"
#include "form/scr.h"
#include "work/office.h"

enum export_format { EXPORT_CSV, EXPORT_TSV, EXPORT_JSON };

/* By the path's ending; false when it is none of these. */
bool export_format_of(const char *path, enum export_format *out);

/* `how` of zeros: UTF-8, with a BOM for CSV and TSV, so that a spreadsheet knows it. Labels head the
 * columns of CSV and TSV and stand for codes; JSON carries identifiers. The file is there whole or not at all. */
MUST_USE enum status record_export(struct office *office, const struct scr_source *files,
                                   const char *kind, const char *path, enum export_format format,
                                   const struct file_encoding *how, int64_t *count, struct problem *problem);

#endif
