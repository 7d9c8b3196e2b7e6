/* A form's field of several codes: labels shown, names typed, the list to mark them in. For form_*.c only. */
#ifndef ZWGK_UI_FORM_CODES_H
#define ZWGK_UI_FORM_CODES_H

#include "ui/form_private.h"

/* Appends their labels, parted by 、. */
void form_codes_append_labels(const struct form *form, const struct form_field *field,
                              const char *codes, struct buffer *out);
/* Appends the codes in their list's order; those it no longer offers behind. */
void form_codes_sort(const struct form *form, const struct form_field *field, const char *codes,
                     struct buffer *out);

#endif
