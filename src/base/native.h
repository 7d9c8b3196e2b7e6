/* Words of the command line and names of files, which are in the terminal's encoding: in UTF-8 inside, except that a
 * file's name stays the bytes it is called by. Set once, before anything is read. */
#ifndef ZWGK_BASE_NATIVE_H
#define ZWGK_BASE_NATIVE_H

#include "base/encoding.h"

struct buffer;

/* ENCODING_UTF_8, as it is at the start: everything passes as it is. */
void native_set_encoding(enum encoding encoding);
/* A word or a file's name, as UTF-8; bytes that are none in the encoding pass as they are. */
void native_append_text(struct buffer *out, const char *bytes);
/* The name of the file that is called so in UTF-8. What the encoding lacks passes as it is: the file can be made
 * and found again. The caller frees; NULL when memory ran out. */
char *native_path(const char *text);

#endif
