/* 工作台: the office, the day, the user; one line a queue with its lights; the menu of all screens. */
#ifndef ZWGK_SCREENS_WORKBENCH_H
#define ZWGK_SCREENS_WORKBENCH_H

#include "screens/desk.h"

/* NULL when memory ran out. */
struct view *workbench_new(struct desk *desk);

#endif
