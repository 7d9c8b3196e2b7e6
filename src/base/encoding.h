/* iconv at the edges. Never //TRANSLIT, never //IGNORE: what cannot be converted is reported. */
#ifndef ZWGK_BASE_ENCODING_H
#define ZWGK_BASE_ENCODING_H

#include "base/status.h"

struct buffer;

enum encoding {
    ENCODING_AUTO, /* to be found by encoding_detect */
    ENCODING_UTF_8,
    ENCODING_GB18030,
    ENCODING_GBK,    /* CP936: the euro is 0x80; A2E3 is read too */
    ENCODING_GB2312, /* read as GBK, which such files are in truth; written within GB 2312 */
    ENCODING_BIG5,   /* characters of Hong Kong are read, not written */
    ENCODING_BIG5_HKSCS,
    ENCODING_UTF_16LE,
    ENCODING_UTF_16BE,
};

enum { ENCODING_SAMPLE_BYTES = 65536 };

/* "utf-8", "gb18030", "gbk", "cp936", "gb2312", "big5", "big5-hkscs", "utf-16", "utf-16le", "utf-16be", "auto",
 * any case, with or without - and _; false when unknown. */
bool encoding_from_name(const char *name, enum encoding *out);
const char *encoding_name(enum encoding encoding);
/* By BOM, then valid UTF-8, then scores of GB18030 against Big5, in the first 64 KiB. ENCODING_AUTO when it must
 * be asked: UTF-16 without a BOM is never guessed. *is_sure (NULL allowed): a BOM or UTF-8 with more than ASCII. */
enum encoding encoding_detect(const char *bytes, size_t length, bool *is_sure);
/* INVALID, naming what is missing, when neither the C library's iconv nor GNU libiconv converts a known sample. */
MUST_USE enum status encoding_check_readable(enum encoding encoding, struct problem *problem);
MUST_USE enum status encoding_check_writable(enum encoding encoding, struct problem *problem);
/* True when it is converted by GNU libiconv because the C library lacks it. */
bool encoding_is_loaded(enum encoding encoding);
/* INVALID: it must be asked. */
MUST_USE enum status encoding_refuse_unknown(struct problem *problem);
/* Appends the bytes as UTF-8, without a BOM. INVALID with problem places {encoding} {offset} {bytes}
 * (byte offset from 0 of the first bad sequence) and line/column filled. */
MUST_USE enum status encoding_to_utf8(enum encoding from, const char *bytes, size_t length,
                                      struct buffer *out, struct problem *problem);
/* Appends UTF-8 text as `to`. INVALID with places {encoding} {character} {code} and line/column of
 * the character that cannot be written. */
MUST_USE enum status encoding_from_utf8(enum encoding to, const char *text, size_t length,
                                        struct buffer *out, struct problem *problem);

#endif
