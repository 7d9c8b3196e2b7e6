/* What has to come down, in words: for the workbench and the head of 17. */
#ifndef ZWGK_SCREENS_COMING_DOWN_H
#define ZWGK_SCREENS_COMING_DOWN_H

#include "screens/desk.h"

/* 今天应撤下 2 张，明起放假 3 天内应撤 1 张。 Nothing when nothing comes down. */
void coming_down_append_postings(struct desk *desk, struct buffer *out);
/* The same, personal data that should be down, contracts that run out, a board not checked for too long. */
void coming_down_append_notice(struct desk *desk, struct buffer *out);

#endif
