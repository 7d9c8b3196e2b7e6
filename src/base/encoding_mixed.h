/* Lines of UTF-8 in a file of GB18030, GBK or Big5, in which they would be read as other hanzi without a fault. */
#ifndef ZWGK_BASE_ENCODING_MIXED_H
#define ZWGK_BASE_ENCODING_MIXED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct encoding_mixed { /* start with ENCODING_MIXED_INIT */
    int64_t line;       /* being read, from 1 */
    uint32_t bits;      /* of the character being read */
    int missing;        /* its bytes still to come */
    int hanzi;          /* in the line, and signs */
    bool is_other;      /* the line is not what UTF-8 Chinese looks like */
};
#define ENCODING_MIXED_INIT {1, 0, 0, 0, false}

/* Takes the next bytes as they came. True when a line has ended that holds two or more everyday characters of
 * UTF-8 and nothing else but ASCII; `line` is its number then. */
bool encoding_mixed_feed(struct encoding_mixed *mixed, const char *bytes, size_t length);
/* The same of a last line without an end. */
bool encoding_mixed_end(const struct encoding_mixed *mixed);

#endif
