/* The keys of [screen] and [list]; their target is a struct scr. */
#ifndef ZWGK_FORM_SCR_SCREEN_KEYS_H
#define ZWGK_FORM_SCR_SCREEN_KEYS_H

#include "form/scr_keys.h"

extern const struct scr_key scr_screen_keys[]; /* end with name NULL */
extern const struct scr_key scr_list_keys[];

#endif
