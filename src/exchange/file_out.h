/* A file that appears whole or not at all: written beside its place, synced, then renamed. */
#ifndef ZWGK_EXCHANGE_FILE_OUT_H
#define ZWGK_EXCHANGE_FILE_OUT_H

#include <stdio.h>
#include <uchar.h>

#include "base/encoding_stream.h"
#include "exchange/csv_place.h"

/* A character that the encoding lacks, written as something else. */
struct file_loss {
    int64_t row, column; /* from 1: of a table, else its line and character */
    const char *heading; /* of the table's column, "" when there is none; lives until the call is over */
    char32_t character;
    bool is_space; /* U+00A0 became a space; any other became 〓, □ or ? */
};

/* How a file is written; of zeros: UTF-8 with a BOM for a table, without one for anything else. */
struct file_encoding {
    enum encoding encoding;   /* ENCODING_AUTO: as above; UTF-16 gets a BOM, any other given one none */
    enum encoder_manner lack; /* what to do when it lacks a character */
    void (*lost)(void *context, const struct file_loss *loss); /* each that was replaced; NULL: nobody asks */
    void *context;
};

struct file_out {
    FILE *file;
    char *path, *temporary;
    struct encoder *encoder;
    const struct file_encoding *how;
    struct csv_place place; /* delimiter 0: no table */
    int64_t offset;         /* of the text that is being written, in UTF-8 */
    const char *text;       /* that is being written, and how far `place` is in it */
    size_t placed;
};

/* UTF-8 text given to file_out_write becomes what `how` says; `how` must stay as long as the file. The delimiter
 * of a table (file_out_write then gets what csv_line_… made), else 0. */
MUST_USE enum status file_out_open_as(struct file_out *out, const char *path,
                                      const struct file_encoding *how, char delimiter,
                                      struct problem *problem);
/* A plain text in UTF-8, without a BOM. */
MUST_USE enum status file_out_open(struct file_out *out, const char *path,
                                   struct problem *problem);
/* Writes the text and empties the buffer. IO when the disk is full; INVALID when a character cannot be
 * written in the encoding, with its row and column, heading, itself and its code; NO_MEMORY when the
 * buffer had failed. */
MUST_USE enum status file_out_write(struct file_out *out, struct buffer *text,
                                    struct problem *problem);
MUST_USE enum status file_out_commit(struct file_out *out, struct problem *problem);
/* Removes what was written; harmless after a commit. */
void file_out_abandon(struct file_out *out);

#endif
