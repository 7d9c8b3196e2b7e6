/* What may be read to whoever asks: a published disclosure, what another unit made public, the answer to an earlier
 * question; personal data masked. */
#ifndef ZWGK_SCREENS_ANSWER_TEXT_H
#define ZWGK_SCREENS_ANSWER_TEXT_H

#include "screens/desk.h"

/* Appends the page; false when the record may not be read out. */
bool answer_text_append(struct desk *desk, const struct record *record, struct buffer *out);

#endif
