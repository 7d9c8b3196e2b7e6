/* 23 意见采纳情况 of one collection: opened by its code, and from the collection. */
#ifndef ZWGK_SCREENS_OPINION_RESULT_H
#define ZWGK_SCREENS_OPINION_RESULT_H

#include "screens/desk.h"

/* True when it was opened; otherwise why not is shown. */
bool opinion_result_open(struct desk *desk, int64_t consultation);

#endif
