/* A whole text file of any of our encodings, as UTF-8. */
#ifndef ZWGK_EXCHANGE_TEXT_FILE_H
#define ZWGK_EXCHANGE_TEXT_FILE_H

#include "base/buffer.h"
#include "base/encoding.h"

/* ENCODING_AUTO: found out. INVALID names the byte that does not fit. */
MUST_USE enum status text_file_read(const char *path, enum encoding encoding, struct buffer *out,
                                    struct problem *problem);

#endif
