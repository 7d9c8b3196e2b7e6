/* Reads CSV and TSV files of any length: any of our encodings, quoted cells, line breaks inside quotes; knows the
 * line on which each row begins. Knows nothing of records. */
#ifndef ZWGK_EXCHANGE_TABLE_FILE_H
#define ZWGK_EXCHANGE_TABLE_FILE_H

#include "base/buffer.h"
#include "exchange/text_stream.h"

enum { TABLE_CELLS_MOST = 128 }; /* a disclosure has 85 fields */
enum { TABLE_ROW_BYTES_MOST = 4 << 20, FILE_BYTES_MOST = 64 << 20 };

struct table_row {
    int line; /* on which it begins, from 1 */
    size_t count;
    const char *cells[TABLE_CELLS_MOST]; /* without blanks at the ends of unquoted ones */
    const char *raw;                     /* as it came, in UTF-8, without the line's end */
    size_t raw_length;
};

/* Read as its rows are asked for: the memory needed does not grow with the file. */
struct table_file {
    struct text_stream *stream;
    struct buffer text; /* UTF-8: what was read and is no row yet */
    bool is_at_end;
    enum encoding encoding; /* given, or found */
    char delimiter;         /* a tab when the first line has one, else ',' */
};

/* Any whole file, at most FILE_BYTES_MOST. IO when it cannot be read. */
MUST_USE enum status file_read(const char *path, struct buffer *out, struct problem *problem);

/* Opens it and reads its beginning. INVALID names what is wrong with the encoding (text_stream_open) or says that
 * there is nothing in it. */
MUST_USE enum status table_file_load(struct table_file *file, const char *path,
                                     enum encoding encoding, struct problem *problem);
/* The same of a source whose encoding is remembered. */
MUST_USE enum status table_file_load_as(struct table_file *file, const char *path,
                                        const struct text_choice *choice, struct problem *problem);
void table_file_release(struct table_file *file);

/* Calls `row` for each row that has any text, the heading first; once only. A status other than OK stops, and is
 * returned. INVALID: bytes that are not of the encoding (text_stream_read), a row longer than
 * TABLE_ROW_BYTES_MOST, a quote that is never closed, too many cells; with the line. */
MUST_USE enum status table_file_rows(struct table_file *file,
                                     enum status (*row)(void *context, const struct table_row *row,
                                                        struct problem *problem),
                                     void *context, struct problem *problem);

#endif
