/* The standard catalogue as it is published (国办发〔2019〕54号): two rows of headings, √ in columns, ■ and □ before
 * the channels of one cell, 一级事项 merged downwards. Read into values of catalogue entries, and written. */
#ifndef ZWGK_EXCHANGE_STANDARD_CATALOGUE_H
#define ZWGK_EXCHANGE_STANDARD_CATALOGUE_H

#include "exchange/file_out.h"
#include "exchange/record_columns.h"
#include "work/catalogue_shipped.h"

struct standard_catalogue { /* start with {0} */
    int kinds[TABLE_CELLS_MOST]; /* what each column is */
    size_t count;
    char first[TABLE_CELLS_MOST][80]; /* headings of the first row, until the second is read */
    char field[256];                  /* 一级事项 of the row above */
    struct catalogue_shipped shipped; /* what the published table does not say is taken from here, by title */
    bool is_begun, is_read;           /* the first row of headings was read; all of them */
    int64_t incomplete;               /* entries whose note says what is still to be filled in */
};
void standard_catalogue_release(struct standard_catalogue *standard);

/* True for the first row of its headings. */
bool standard_catalogue_begins(const struct table_row *row);
/* The next row of headings; `columns` gets which field each column is, to name it when it is at fault. INVALID
 * names the heading that is unknown or missing. */
MUST_USE enum status standard_catalogue_heading(struct standard_catalogue *standard,
                                                const struct table_row *row,
                                                struct record_columns *columns,
                                                struct problem *problem);
/* A row as values to register; all that cannot be read is added to *problems, by field or column. */
void standard_catalogue_values(struct standard_catalogue *standard, struct office *office,
                               const struct table_row *row, struct fields *values,
                               struct problems *problems);

/* Every open entry the user may see, in the same columns: what standard_catalogue_values reads again. `path` ends
 * in .csv or .tsv. */
MUST_USE enum status standard_catalogue_export(struct office *office, const char *path,
                                               bool is_tsv, const struct file_encoding *how, int64_t *count,
                                               struct problem *problem);

#endif
