/* iconv at the edges. Never //TRANSLIT, never //IGNORE: what cannot be converted is reported. */
#ifndef ZWGK_BASE_ENCODING_H
#define ZWGK_BASE_ENCODING_H

#include "base/status.h"

struct buffer;

enum encoding {
    ENCODING_AUTO, /* to be found by encoding_detect */
    ENCODING_UTF_8,
    ENCODING_GB18030,
    ENCODING_GBK,
    ENCODING_BIG5,
    ENCODING_UTF_16LE,
    ENCODING_UTF_16BE,
};

/* "utf-8", "gb18030", "gbk", "cp936", "gb2312", "big5", "utf-16", "utf-16le", "utf-16be", "auto",
 * any case; false when unknown. */
bool encoding_from_name(const char *name, enum encoding *out);
const char *encoding_name(enum encoding encoding);
/* By BOM, then valid UTF-8, then scores of GB18030 against Big5 (facts: whole first 64 KiB). */
enum encoding encoding_detect(const char *bytes, size_t length);
/* Bytes of the longest beginning that parts no character: where a block of a long file may end. */
size_t encoding_cut(enum encoding encoding, const char *bytes, size_t length);
/* Appends the bytes as UTF-8, without a BOM. INVALID with problem places {encoding} {offset} {bytes}
 * (byte offset from 0 of the first bad sequence) and line/column filled. */
MUST_USE enum status encoding_to_utf8(enum encoding from, const char *bytes, size_t length,
                                      struct buffer *out, struct problem *problem);
/* Appends UTF-8 text as `to`. INVALID with places {encoding} {character} {code} and line/column of
 * the character that cannot be written. */
MUST_USE enum status encoding_from_utf8(enum encoding to, const char *text, size_t length,
                                        struct buffer *out, struct problem *problem);

#endif
