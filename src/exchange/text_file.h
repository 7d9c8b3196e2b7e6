/* A whole short text file of any of our encodings, as UTF-8. */
#ifndef ZWGK_EXCHANGE_TEXT_FILE_H
#define ZWGK_EXCHANGE_TEXT_FILE_H

#include "base/buffer.h"
#include "base/encoding.h"

enum { TEXT_FILE_BYTES_MOST = 4 << 20 };

/* ENCODING_AUTO: found out. INVALID names the byte that does not fit (text_stream_read), or says that it is longer
 * than TEXT_FILE_BYTES_MOST. */
MUST_USE enum status text_file_read(const char *path, enum encoding encoding, struct buffer *out,
                                    struct problem *problem);

#endif
