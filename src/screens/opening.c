/* 32 开箱登记: an opening begins today, with the pair and the box of the last one; after it is
 * saved its slips are entered. */
#include "screens/register.h"
#include "screens/screen.h"

#include <stdio.h>

static void begin(struct desk *desk, struct fields *values) {
    static const char *const carried[] = {"box", "opener", "second_opener"};
    const struct fields *last = desk_last_saved(desk, "opening");
    char iso[DATE_BYTES];
    for (size_t i = 0; last && i < sizeof carried / sizeof carried[0]; i++)
        fields_set(values, carried[i], fields_get(last, carried[i]));
    fields_set(values, "received_on", date_to_iso(office_today(desk->office), iso));
}

static void saved(struct desk *desk, int64_t id) {
    struct record opening = {0};
    struct fields values = FIELDS_INIT;
    const struct scr *scr = desk_screen(desk, "feedback");
    if (scr && store_read(desk->office->store, &desk->office->visible, id, &opening, NULL) ==
                   STATUS_OK &&
        fields_integer(&opening.fields, "slips", 0) >
            fields_integer(&opening.fields, "void_slips", 0)) {
        char text[24];
        snprintf(text, sizeof text, "%lld", (long long)id);
        fields_set(&values, "opening", text);
        fields_set(&values, "source", "box");
        fields_set(&values, "box", fields_text(&opening.fields, "box"));
        fields_set(&values, "received_on", fields_text(&opening.fields, "received_on"));
        register_open_new(desk, scr, &values);
    }
    fields_release(&values);
    record_release(&opening);
}

const struct screen screen_opening = {
    .name = "opening",
    .begin = begin,
    .saved = saved,
};
