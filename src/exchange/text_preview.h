/* The beginning of a file as it reads in one encoding or another, before anything is done with it. */
#ifndef ZWGK_EXCHANGE_TEXT_PREVIEW_H
#define ZWGK_EXCHANGE_TEXT_PREVIEW_H

#include "exchange/text_stream.h"

struct text_preview { /* start with {0} */
    char *sample; /* the first 64 KiB */
    size_t length;
};

/* IO when it cannot be read. */
MUST_USE enum status text_preview_read(struct text_preview *preview, const char *path,
                                       struct problem *problem);
void text_preview_release(struct text_preview *preview);
/* What it would be read in (text_choice); ENCODING_AUTO when that has to be asked. */
enum encoding text_preview_encoding(const struct text_preview *preview,
                                    const struct text_choice *choice);
/* Appends its first lines, at most `most`, safe for a screen; what is no character there is shown as U+FFFD. */
void text_preview_append(const struct text_preview *preview, enum encoding encoding, int most,
                         struct buffer *out);

#endif
