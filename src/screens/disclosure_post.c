/* 16 张贴: as the form of the first place. */
#include "screens/screen.h"

static void propose(struct desk *desk, const struct record *record, struct fields *values) {
    screen_find("disclosure_publish")->propose(desk, record, values);
}

const struct screen screen_disclosure_post = {.name = "disclosure_post", .propose = propose};
