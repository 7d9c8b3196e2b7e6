/* Help: the keys that work in a view, from its own command table, and its page in data/help/. */
#ifndef ZWGK_UI_HELP_VIEW_H
#define ZWGK_UI_HELP_VIEW_H

#include "ui/view.h"

/* NULL when memory ran out. `about` is not kept. Its help_topic is "help": no help is opened for it. */
struct view *help_view_new(struct ui *ui, const struct view *about);

#endif
