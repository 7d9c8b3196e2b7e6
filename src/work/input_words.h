/* What the office knows for the pinyin input: words its clerks chose before, and the names in its registers. Never
 * anything of a sealed record. */
#ifndef ZWGK_WORK_INPUT_WORDS_H
#define ZWGK_WORK_INPUT_WORDS_H

#include "base/compose.h"
#include "work/office.h"

/* Adds all of them: some milliseconds. What cannot be read is left out. */
void input_words_load(struct office *office, struct compose *compose);
/* Stores what was kept (compose_take_kept); lost when the file cannot be written just now. */
void input_words_store(struct office *office, struct compose *compose);

#endif
