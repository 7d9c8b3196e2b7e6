/* The user's language. Chinese is in the source; other languages are gettext catalogues (po/). Called
 * only by ui, screens, cli and report: what lies below marks its texts with N_() and stays silent. */
#ifndef ZWGK_BASE_LANGUAGE_H
#define ZWGK_BASE_LANGUAGE_H

#include "base/status.h"

struct buffer;

/* "zh_CN" or "en"; NULL: by LC_ALL, LC_MESSAGES, LANG (anything but en… is Chinese). `folder` holds
 * en/LC_MESSAGES/zwgk.mo; NULL or missing: Chinese. Also sets a UTF-8 LC_CTYPE whatever the locale says. */
void language_set(const char *language, const char *folder);
bool language_is_chinese(void);
/* `text` in the user's language; context NULL or "" for plain messages of the C source. "" stays "". The
 * result is never freed. */
const char *language_text(const char *context, const char *text);
#define _(text) language_text(NULL, text)
/* Appends the problem's sentence in the user's language; field_label translated, NULL when none. */
void language_append_problem(struct buffer *out, const struct problem *problem,
                             const char *field_label);

#endif
