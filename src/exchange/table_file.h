/* Reads CSV and TSV files: any of our encodings, quoted cells, line breaks inside quotes; knows the line on
 * which each row begins. Knows nothing of records. */
#ifndef ZWGK_EXCHANGE_TABLE_FILE_H
#define ZWGK_EXCHANGE_TABLE_FILE_H

#include "base/buffer.h"
#include "base/encoding.h"

enum { TABLE_CELLS_MOST = 128 }; /* a disclosure has 85 fields */

struct table_row {
    int line; /* on which it begins, from 1 */
    size_t count;
    const char *cells[TABLE_CELLS_MOST]; /* without blanks at the ends of unquoted ones */
    const char *raw;                     /* as it came, in UTF-8, without the line's end */
    size_t raw_length;
};

struct table_file {
    struct buffer text; /* UTF-8 */
    enum encoding encoding; /* given, or found */
    char delimiter;         /* a tab when the first line has one, else ',' */
};

/* Any whole file, at most 256 MiB. IO when it cannot be read. */
MUST_USE enum status file_read(const char *path, struct buffer *out, struct problem *problem);

/* INVALID names what is wrong with the encoding (byte offset) or says that there is nothing in it. */
MUST_USE enum status table_file_load(struct table_file *file, const char *path,
                                     enum encoding encoding, struct problem *problem);
void table_file_release(struct table_file *file);

/* Calls `row` for each row that has any text, the heading first. A status other than OK stops, and is
 * returned. INVALID: a quote that is never closed, too many cells; with the line. */
MUST_USE enum status table_file_rows(const struct table_file *file,
                                     enum status (*row)(void *context, const struct table_row *row,
                                                        struct problem *problem),
                                     void *context, struct problem *problem);

#endif
