/* JSON on its way out. No reading, no pretty printing beyond a line for each record. */
#include "exchange/json_write.h"

#include <inttypes.h>
#include <string.h>

#include "base/text.h"

void json_init(struct json *json, struct buffer *out) {
    *json = (struct json){out, false};
}

/* What hides, turns, or ends a line somewhere is written by its number: no reader of the file is misled. False when it is
 * none of these; bytes that are no text are the encoder's. */
static bool append_hidden(struct buffer *out, const char *text, size_t *used) {
    char32_t character;
    size_t length = text_decode(text, strnlen(text, 4), &character);
    char one[5] = "";
    memcpy(one, text, length);
    if (length < 2 || text_find_forbidden(one, false) == 0)
        return false;
    if (character > 0xFFFF)
        buffer_append_format(out, "\\u%04x\\u%04x", 0xD800 + (unsigned)(character - 0x10000) / 0x400,
                             0xDC00 + (unsigned)(character - 0x10000) % 0x400);
    else
        buffer_append_format(out, "\\u%04x", (unsigned)character);
    *used = length;
    return true;
}

static void append_escape(struct buffer *out, const char *text, size_t *used) {
    unsigned char byte = (unsigned char)*text;
    *used = 1;
    switch (byte) {
    case '"':
        buffer_append(out, "\\\"");
        return;
    case '\\':
        buffer_append(out, "\\\\");
        return;
    case '\n':
        buffer_append(out, "\\n");
        return;
    case '\r':
        buffer_append(out, "\\r");
        return;
    case '\t':
        buffer_append(out, "\\t");
        return;
    default:
        break;
    }
    if (byte < 0x20 || byte == 0x7F) {
        buffer_append_format(out, "\\u%04x", byte);
    } else if (byte < 0x80 || !append_hidden(out, text, used)) {
        buffer_append_char(out, *text);
    }
}

void json_append_quoted(struct buffer *out, const char *text) {
    buffer_append_char(out, '"');
    for (size_t used; *text != '\0'; text += used)
        append_escape(out, text, &used);
    buffer_append_char(out, '"');
}

static void begin_value(struct json *json, const char *key) {
    if (json->needs_comma)
        buffer_append_char(json->out, ',');
    json->needs_comma = true;
    if (key != NULL) {
        json_append_quoted(json->out, key);
        buffer_append_char(json->out, ':');
    }
}

void json_begin(struct json *json, const char *key, char bracket) {
    begin_value(json, key);
    buffer_append_char(json->out, bracket);
    json->needs_comma = false;
}

void json_end(struct json *json, char bracket) {
    buffer_append_char(json->out, bracket);
    json->needs_comma = true;
}

void json_text(struct json *json, const char *key, const char *text) {
    begin_value(json, key);
    json_append_quoted(json->out, text);
}

void json_text_or_null(struct json *json, const char *key, const char *text) {
    if (text == NULL || text[0] == '\0')
        json_null(json, key);
    else
        json_text(json, key, text);
}

void json_integer(struct json *json, const char *key, int64_t value) {
    begin_value(json, key);
    buffer_append_format(json->out, "%" PRId64, value);
}

void json_null(struct json *json, const char *key) {
    begin_value(json, key);
    buffer_append(json->out, "null");
}

void json_raw(struct json *json, const char *key, const char *value) {
    begin_value(json, key);
    buffer_append(json->out, value != NULL && value[0] != '\0' ? value : "null");
}
