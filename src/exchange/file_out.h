/* A file that appears whole or not at all: written beside its place, synced, then renamed. */
#ifndef ZWGK_EXCHANGE_FILE_OUT_H
#define ZWGK_EXCHANGE_FILE_OUT_H

#include <stdio.h>

#include "base/encoding.h"

struct buffer;

struct file_out {
    FILE *file;
    char *path, *temporary;
    enum encoding encoding;
};

/* `encoding` is what UTF-8 text given to file_out_write becomes. */
MUST_USE enum status file_out_open(struct file_out *out, const char *path, enum encoding encoding,
                                   struct problem *problem);
/* Writes the text and empties the buffer. IO when the disk is full; INVALID when a character cannot be
 * written in the encoding; NO_MEMORY when the buffer had failed. */
MUST_USE enum status file_out_write(struct file_out *out, struct buffer *text,
                                    struct problem *problem);
MUST_USE enum status file_out_commit(struct file_out *out, struct problem *problem);
/* Removes what was written; harmless after a commit. */
void file_out_abandon(struct file_out *out);

#endif
