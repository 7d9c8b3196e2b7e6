/* The note below the forms in which a disclosure is judged: what names a person in it, and whether it is one's own. */
#ifndef ZWGK_SCREENS_DISCLOSURE_JUDGE_H
#define ZWGK_SCREENS_DISCLOSURE_JUDGE_H

#include "screens/desk.h"

/* `roles`: those that may decide it. */
void disclosure_judge_note(struct desk *desk, struct view *form, unsigned roles);

#endif
