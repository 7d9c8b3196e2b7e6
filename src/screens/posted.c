/* 17 张贴清单: the walking list, with what comes down today said at its foot. */
#include "base/language.h"
#include "screens/coming_down.h"
#include "screens/register.h"
#include "screens/screen.h"

static bool open_screen(struct desk *desk, const struct scr *scr) {
    struct buffer words = BUFFER_INIT;
    if (!register_open(desk, scr))
        return false;
    coming_down_append_postings(desk, &words);
    if (words.length > 0)
        ui_message(desk->ui, buffer_text(&words));
    buffer_release(&words);
    return true;
}

const struct screen screen_posted = {
    .name = "posted",
    .open = open_screen,
};
