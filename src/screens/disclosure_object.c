/* 异议: begins with the title of what it is about, and today. Registers nothing itself. */
#include "screens/screen.h"

#include "base/language.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { TITLE_CHARACTERS = 92 };

static void begin(struct desk *desk, struct fields *values) {
    char iso[DATE_BYTES];
    char *of = store_title(desk->office->store, fields_integer(values, "about", 0));
    struct buffer title = BUFFER_INIT;
    size_t length = 0, end = of ? strlen(of) : 0;
    for (int i = 0; i < TITLE_CHARACTERS && length < end; i++) {
        char32_t character;
        length += text_decode(of + length, end - length, &character);
    }
    buffer_append_format(&title, "%s%.*s%s", _("对“"), (int)length, of ? of : "", _("”的异议"));
    fields_set(values, "title", buffer_text(&title));
    fields_set(values, "received_on", date_to_iso(office_today(desk->office), iso));
    buffer_release(&title);
    free(of);
}

const struct screen screen_disclosure_object = {
    .name = "disclosure_object",
    .begin = begin,
};
