/* Shared by encoding*.c. */
#ifndef ZWGK_BASE_ENCODING_MARK_H
#define ZWGK_BASE_ENCODING_MARK_H

#include "base/encoding.h"

/* The encoding a byte order mark at the start tells, and the mark's bytes; ENCODING_AUTO and 0 when
 * there is none. */
enum encoding encoding_of_mark(const char *bytes, size_t length, size_t *mark_length);
/* True when the bytes begin a UTF-8 character that their end cuts off. */
bool encoding_is_cut_utf8(const char *bytes, size_t length);

#endif
