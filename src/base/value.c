/* Integers and money as people type them; dates are in value_date.c. Knows no forms. */
#include "base/value.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/text.h"
#include "base/value_key.h"

bool value_key(const char *text, char key[VALUE_KEY_BYTES]) {
    struct buffer folded = BUFFER_INIT;
    text_append_folded(&folded, text);
    struct buffer trimmed = BUFFER_INIT;
    text_append_trimmed(&trimmed, buffer_text(&folded));
    bool fits = !folded.failed && !trimmed.failed && trimmed.length < VALUE_KEY_BYTES;
    key[0] = '\0';
    if (fits) {
        memcpy(key, buffer_text(&trimmed), trimmed.length + 1);
    }
    buffer_release(&folded);
    buffer_release(&trimmed);
    return fits;
}

enum status value_refuse(struct problem *problem, const char *message, const char *text) {
    enum status status = problem_set(problem, STATUS_INVALID, NULL, message);
    problem_place(problem, "text", text);
    return status;
}

/* Takes a '+' or '-' from *at; true when it was '-'. */
static bool take_sign(const char **at) {
    bool negative = **at == '-';
    if (**at == '+' || negative) {
        (*at)++;
    }
    return negative;
}

static bool is_digit(char byte) {
    return byte >= '0' && byte <= '9';
}

/* Appends a digit to *value; false when it would pass the largest int64_t. */
static bool push_digit(int64_t *value, char digit) {
    int64_t added = digit - '0';
    if (*value > (INT64_MAX - added) / 10) {
        return false;
    }
    *value = *value * 10 + added;
    return true;
}

enum status value_parse_integer(const char *text, int64_t low, int64_t high, int64_t *out,
                                struct problem *problem) {
    char key[VALUE_KEY_BYTES];
    const char *at = key;
    int64_t value = 0;
    bool sound = value_key(text, key);
    bool negative = take_sign(&at);
    sound = sound && *at != '\0';
    bool fits = true;
    for (; sound && *at != '\0'; at++) {
        sound = is_digit(*at);
        fits = sound && fits && push_digit(&value, *at);
    }
    if (!sound) {
        return value_refuse(problem, N_("“{text}”不是整数，请只写数字"), text);
    }
    value = negative ? -value : value;
    if (!fits || value < low || value > high) {
        enum status status =
            value_refuse(problem, N_("{text} 超出范围，应在 {low} 到 {high} 之间"), text);
        problem_place_integer(problem, "low", low);
        problem_place_integer(problem, "high", high);
        return status;
    }
    *out = value;
    return STATUS_OK;
}

/* Takes digits with optional commas between groups of three: "1,234", "1234". */
static bool take_whole(const char **at, int64_t *whole) {
    int since_comma = -1; /* -1: no comma yet */
    int count = 0;
    for (; is_digit(**at) || **at == ','; (*at)++) {
        if (**at == ',') {
            bool first_group = since_comma < 0 && count >= 1 && count <= 3;
            if (!first_group && since_comma != 3) {
                return false;
            }
            since_comma = 0;
            continue;
        }
        if (!push_digit(whole, **at)) {
            return false;
        }
        count++;
        since_comma += since_comma < 0 ? 0 : 1;
    }
    return count > 0 && (since_comma < 0 || since_comma == 3);
}

/* Takes "." and one to `places` digits, or nothing: "5", "50" of two places are 50. */
static bool take_fraction(const char **at, int places, int64_t *out) {
    int64_t value = 0;
    int count = 0;
    if (**at == '.') {
        (*at)++;
        for (; count < places && is_digit(**at); count++) {
            value = value * 10 + (*(*at)++ - '0');
        }
        if (count == 0) {
            return false;
        }
    }
    for (; count < places; count++) {
        value *= 10;
    }
    *out = value;
    return true;
}

static void skip_prefix(const char **at, const char *prefix) {
    size_t length = strlen(prefix);
    if (strncmp(*at, prefix, length) == 0) {
        *at += length;
    }
}

enum status value_parse_money(const char *text, int64_t *fen, struct problem *problem) {
    char key[VALUE_KEY_BYTES];
    const char *at = key;
    int64_t yuan = 0;
    int64_t rest = 0;
    bool sound = value_key(text, key);
    bool negative = take_sign(&at);
    skip_prefix(&at, "￥");
    skip_prefix(&at, "¥");
    sound = sound && take_whole(&at, &yuan) && take_fraction(&at, 2, &rest);
    skip_prefix(&at, "元");
    if (!sound || *at != '\0' || yuan > INT64_MAX / 100 - 1) {
        return value_refuse(problem, N_("“{text}”不是金额，请写成 1234.50，最多两位小数"), text);
    }
    *fen = negative ? -(yuan * 100 + rest) : yuan * 100 + rest;
    return STATUS_OK;
}

void value_append_money(struct buffer *out, int64_t fen) {
    uint64_t whole = fen < 0 ? 0 - (uint64_t)fen : (uint64_t)fen;
    buffer_append_format(out, "%s%" PRIu64 ".%02" PRIu64, fen < 0 ? "-" : "", whole / 100,
                         whole % 100);
}

void value_append_money_grouped(struct buffer *out, int64_t fen) {
    char digits[24];
    uint64_t whole = fen < 0 ? 0 - (uint64_t)fen : (uint64_t)fen;
    int count = snprintf(digits, sizeof digits, "%" PRIu64, whole / 100);
    buffer_append(out, fen < 0 ? "-" : "");
    for (int i = 0; i < count; i++) {
        buffer_append(out, i > 0 && (count - i) % 3 == 0 ? "," : "");
        buffer_append_char(out, digits[i]);
    }
    buffer_append_format(out, ".%02" PRIu64, whole % 100);
}

enum status value_parse_quantity(const char *text, int64_t *out, struct problem *problem) {
    char key[VALUE_KEY_BYTES];
    const char *at = key;
    int64_t whole = 0;
    int64_t rest = 0;
    bool sound = value_key(text, key) && take_whole(&at, &whole) &&
                 take_fraction(&at, VALUE_QUANTITY_PLACES, &rest);
    if (!sound || *at != '\0' || whole > VALUE_QUANTITY_MOST) {
        return value_refuse(problem, N_("“{text}”不是数量，请写成 12 或 12.5，最多四位小数"), text);
    }
    *out = whole * VALUE_QUANTITY_ONE + rest;
    return STATUS_OK;
}

void value_append_quantity(struct buffer *out, int64_t quantity) {
    int places = VALUE_QUANTITY_PLACES;
    int64_t rest = quantity % VALUE_QUANTITY_ONE;
    buffer_append_format(out, "%" PRId64, quantity / VALUE_QUANTITY_ONE);
    for (; rest > 0 && rest % 10 == 0; places--) {
        rest /= 10;
    }
    if (rest > 0) {
        buffer_append_format(out, ".%0*" PRId64, places, rest);
    }
}

int value_share(int64_t part, int64_t all) {
    if (all == 0) {
        return -1;
    }
    int64_t tenths = (part * 2000 + all) / (2 * all);
    return tenths == 1000 && part < all ? 999 : (int)tenths;
}
