/* The acting person's own password, asked on the screen for what work/confirm.h lists. */
#ifndef ZWGK_SCREENS_CONFIRM_H
#define ZWGK_SCREENS_CONFIRM_H

#include "screens/desk.h"

struct confirm_request {
    const char *command, *kind;
    const int64_t *ids, *vers; /* as flow_do */
    size_t count;
    void *context;
    void (*given)(void *context);     /* the password was right: do the same again */
    void (*cancelled)(void *context); /* NULL: nothing more */
};
/* True when `problems` want the password: it is asked for, over what stands there, until it is right, refused for a while or
 * given up. False: something else is wrong. */
bool confirm_ask(struct desk *desk, const struct confirm_request *request, const struct problems *problems);

#endif
