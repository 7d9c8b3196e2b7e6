/* The pinyin input and the office: its settings, its words, what may be learned. */
#ifndef ZWGK_SCREENS_TYPING_H
#define ZWGK_SCREENS_TYPING_H

#include "screens/desk.h"

/* Somebody sits down, or a setting was changed. */
void typing_begin(struct desk *desk);
/* The records were saved with what was typed: its words are learned, unless one of them is sealed. */
void typing_saved(struct desk *desk, const int64_t *ids, size_t count);

#endif
