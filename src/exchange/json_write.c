/* JSON on its way out. No reading, no pretty printing beyond a line for each record. */
#include "exchange/json_write.h"

#include <inttypes.h>
#include <string.h>

void json_init(struct json *json, struct buffer *out) {
    *json = (struct json){out, false};
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
    } else if (strncmp(text, "\xE2\x80\xA8", 3) == 0 || strncmp(text, "\xE2\x80\xA9", 3) == 0) {
        buffer_append_format(out, "\\u%04x", text[2] == '\xA8' ? 0x2028 : 0x2029);
        *used = 3;
    } else {
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
