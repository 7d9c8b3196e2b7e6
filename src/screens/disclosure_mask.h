/* Masking personal data of a disclosure, each hit shown before and after. */
#ifndef ZWGK_SCREENS_DISCLOSURE_MASK_H
#define ZWGK_SCREENS_DISCLOSURE_MASK_H

#include "screens/desk.h"

/* The page of hits; F2 masks them. False when there is nothing to mask, or it may not be: that is said. */
bool disclosure_mask_open(struct desk *desk, const struct record *record);

#endif
