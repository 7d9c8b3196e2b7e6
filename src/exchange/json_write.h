/* Writes JSON: objects, arrays and values one after another, commas set by itself. All texts are valid
 * UTF-8 as stored. Keys are literals of ours. */
#ifndef ZWGK_EXCHANGE_JSON_WRITE_H
#define ZWGK_EXCHANGE_JSON_WRITE_H

#include "base/buffer.h"

struct json {
    struct buffer *out;
    bool needs_comma;
};

void json_init(struct json *json, struct buffer *out);
/* key NULL: an element of an array, or the outermost value. */
void json_begin(struct json *json, const char *key, char bracket); /* '{' or '[' */
void json_end(struct json *json, char bracket);                    /* '}' or ']' */
void json_text(struct json *json, const char *key, const char *text);
void json_text_or_null(struct json *json, const char *key, const char *text); /* "" and NULL: null */
void json_integer(struct json *json, const char *key, int64_t value);
void json_null(struct json *json, const char *key);
/* `value` is JSON already, as the database keeps versions; "" becomes null. */
void json_raw(struct json *json, const char *key, const char *value);

/* Appends the text in quotes, with U+2028 and U+2029 escaped so that it is JavaScript too. */
void json_append_quoted(struct buffer *out, const char *text);

#endif
