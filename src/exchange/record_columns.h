/* Which column of a file is which field of a record: by identifier, by the label of the record file, or by
 * another name in use for it. */
#ifndef ZWGK_EXCHANGE_RECORD_COLUMNS_H
#define ZWGK_EXCHANGE_RECORD_COLUMNS_H

#include "base/fields.h"
#include "exchange/table_file.h"
#include "form/scr.h"

struct record_columns {
    size_t count;
    struct {
        char field[PROBLEM_FIELD_BYTES]; /* "" for a column without a heading */
        char heading[80];
    } items[TABLE_CELLS_MOST];
};

/* INVALID names the column that is unknown, given twice or not to be filled in, or the one that is missing and not
 * preset (NULL: nothing is). */
MUST_USE enum status record_columns_read(struct record_columns *columns,
                                         const struct scr_record *record,
                                         const struct table_row *heading,
                                         const struct fields *preset, struct problem *problem);
/* The column of a field, from 1; 0 when the file has none. */
int record_columns_find(const struct record_columns *columns, const char *field);
/* The fields every row must give: what the record file requires and the schema has no default for. */
bool record_field_is_needed(const struct scr_record *record, const struct scr_field *field);

#endif
