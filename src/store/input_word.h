/* What the pinyin input is to know of the office: words chosen before, names in its registers. Included by read.h. */
#ifndef ZWGK_STORE_INPUT_WORD_H
#define ZWGK_STORE_INPUT_WORD_H

#include "store/filter.h"

enum { INPUT_WORDS_MOST = 4000 /* kept */ };

/* Calls `each` with those chosen most often. */
MUST_USE enum status store_input_words(struct store *store,
                                       void (*each)(void *context, const char *word,
                                                    const char *reading, int uses),
                                       void *context, struct problem *problem);
/* Calls `each` with the titles of the kind's open records, the newest `most`, and of a person how the name is read
 * ("" otherwise). */
MUST_USE enum status store_input_names(struct store *store, const struct visible *visible,
                                       const char *kind, int most,
                                       void (*each)(void *context, const char *name,
                                                    const char *reading),
                                       void *context, struct problem *problem);

#endif
