/* The channels of one cell of a standard catalogue: ■政府网站 □两微一端 … */
#ifndef ZWGK_EXCHANGE_STANDARD_CHANNELS_H
#define ZWGK_EXCHANGE_STANDARD_CHANNELS_H

#include "base/buffer.h"
#include "work/office.h"

/* Codes of the list publish_channel: behind ■ into `required`, behind □ into `optional`; without any mark all are
 * required. False when one is unknown: `unknown` gets the first. */
bool standard_channels_read(struct office *office, const char *cell, struct buffer *required,
                            struct buffer *optional, struct buffer *unknown);
/* The cell again. */
void standard_channels_append(struct office *office, const char *required, const char *optional,
                              struct buffer *out);
/* Appends `text` without blanks and line breaks, full-width signs as ASCII: how headings and names compare. */
void standard_append_plain(struct buffer *out, const char *text);

#endif
