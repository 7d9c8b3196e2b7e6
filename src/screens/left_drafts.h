/* What was typed and not saved before: offered when the workbench comes, taken up in its own form, kept for later or thrown
 * away. And whether a save that the program did not outlive took place. */
#ifndef ZWGK_SCREENS_LEFT_DRAFTS_H
#define ZWGK_SCREENS_LEFT_DRAFTS_H

#include "screens/desk.h"

/* Somebody begins to work: the account's drafts are looked for; how the last save ended is said. */
void left_drafts_begin(struct desk *desk);
/* The newest is offered, once for who works now; nothing when there is none. */
void left_drafts_offer(struct desk *desk);
/* All of them, to choose from. */
void left_drafts_list(struct desk *desk);
/* 有 2 份未保存的草稿（F6），最近：反馈登记 12 分钟前; nothing when there is none. */
void left_drafts_append_notice(struct desk *desk, struct buffer *out);

#endif
