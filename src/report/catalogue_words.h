/* A catalogue entry's limit in the user's language, from its columns. */
#ifndef ZWGK_REPORT_CATALOGUE_WORDS_H
#define ZWGK_REPORT_CATALOGUE_WORDS_H

#include "base/buffer.h"
#include "base/fields.h"

/* 20 个工作日内, 每季首月 20 日前, 即时; nothing when the columns say none. */
void catalogue_words_append_limit(struct buffer *out, const char *unit, const char *amount,
                                  const char *fixed);

#endif
