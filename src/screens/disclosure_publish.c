/* 15 发布 and 16 张贴: the form of a place names what is put up there. */
#include "screens/screen.h"

static void propose(struct desk *desk, const struct record *record, struct fields *values) {
    (void)desk;
    fields_set(values, "title", fields_text(&record->fields, "title"));
}

const struct screen screen_disclosure_publish = {.name = "disclosure_publish", .propose = propose};
