/* Follows a table's text cell by cell. Converts and writes nothing. */
#include "exchange/csv_place.h"

#include <string.h>

void csv_place_begin(struct csv_place *place, char delimiter) {
    *place = (struct csv_place){delimiter, 1, 1, false, BUFFER_INIT};
}

void csv_place_release(struct csv_place *place) {
    buffer_release(&place->heading);
}

static void keep_heading(struct csv_place *place, char byte) {
    if (place->row == 1 && byte != '"' && byte != '\r')
        buffer_append_char(&place->heading, byte);
}

void csv_place_advance(struct csv_place *place, const char *text, size_t length) {
    for (size_t i = 0; i < length; i++) {
        bool is_end = text[i] == '\n' && !place->is_quoted;
        bool is_next = text[i] == place->delimiter && !place->is_quoted;
        keep_heading(place, is_next || is_end ? '\0' : text[i]);
        if (text[i] == '"')
            place->is_quoted = !place->is_quoted;
        if (is_end) {
            place->row++;
            place->column = 1;
        } else if (is_next) {
            place->column++;
        }
    }
}

const char *csv_place_heading(const struct csv_place *place) {
    const char *at = buffer_text(&place->heading);
    const char *end = at + place->heading.length;
    for (int64_t i = 1; i < place->column && at < end; i++)
        at += strlen(at) + 1;
    return place->row > 1 && at < end ? at : "";
}
