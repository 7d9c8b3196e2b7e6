/* Codes parted by blanks: how one column holds several of a list; and the names people write for them. */
#ifndef ZWGK_BASE_CODES_H
#define ZWGK_BASE_CODES_H

#include <stdbool.h>
#include <stddef.h>

struct buffer;

bool codes_has(const char *codes, const char *code);
/* Appends the code behind those that stand there; nothing when it is among them. */
void codes_add(struct buffer *codes, const char *code);
/* The next code, or name parted by blanks or 、，；, ;  : *length bytes at *at, which the caller moves on by.
 * False at the end. */
bool codes_next(const char **at, size_t *length);

#endif
