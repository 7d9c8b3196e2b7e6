/* Where something hangs: what a board tells its postings, and the other way round. Used by work only. */
#ifndef ZWGK_WORK_BOARD_H
#define ZWGK_WORK_BOARD_H

#include "work/act.h"

enum { BOARD_SORT_BYTES = 200 };

/* Its next check: a cycle after the last one, or the setting up, on a working day. No cycle: none. */
MUST_USE enum status board_set_due(struct act *act);
/* The walking order as a text: the route with its zeros, then the board's title. No route: the last. */
void board_sort(const struct fields *board, char out[BOARD_SORT_BYTES]);
/* True for a kind of board that only those of the office see: 内部公开栏, 会议通报, 内部通报. */
bool board_is_internal(const char *kind);

#endif
