/* Writes lines of CSV or TSV that a spreadsheet opens without carrying out what a cell says. */
#ifndef ZWGK_EXCHANGE_CSV_WRITE_H
#define ZWGK_EXCHANGE_CSV_WRITE_H

#include "base/buffer.h"

struct csv_line {
    struct buffer *out;
    char delimiter; /* ',' or '\t' */
    bool has_cell;
};

void csv_line_begin(struct csv_line *line, struct buffer *out, char delimiter);
/* Quoted where needed; what a spreadsheet would take for a formula gets a leading '. */
void csv_line_cell(struct csv_line *line, const char *text);
void csv_line_end(struct csv_line *line); /* CR LF */

/* The text without the ' that csv_line_cell put before it. */
const char *csv_without_guard(const char *text);

#endif
