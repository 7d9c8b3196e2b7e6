/* Numbers in Chinese characters. Knows nothing of what is counted. */
#include "base/numeral.h"

#include <string.h>

#include "base/buffer.h"
#include "base/text.h"

enum { NUMBER_MOST = 999999999 };

static const char *const digits[] = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
static const char32_t characters[] = U"零一二三四五六七八九";

/* ---- writing ------------------------------------------------------------------------------------ */

/* 1..9999; `had_more`: something stands before it, so that what is skipped is a 零. */
static void append_group(struct buffer *out, int group, bool had_more) {
    static const char *const units[] = {"千", "百", "十", ""};
    static const int weights[] = {1000, 100, 10, 1};
    bool is_skipped = false, has_begun = had_more;
    for (int i = 0; i < 4; i++) {
        int digit = group / weights[i] % 10;
        if (digit == 0) {
            is_skipped = has_begun;
            continue;
        }
        if (is_skipped) {
            buffer_append(out, digits[0]);
        }
        if (digit != 1 || i != 2 || has_begun) {
            buffer_append(out, digits[digit]);
        }
        buffer_append(out, units[i]);
        is_skipped = false;
        has_begun = true;
    }
}

void numeral_append(struct buffer *out, int64_t number) {
    static const char *const units[] = {"万亿", "亿", "万", ""};
    static const int64_t weights[] = {1000000000000, 100000000, 10000, 1};
    bool has_begun = false;
    if (number == 0) {
        buffer_append(out, digits[0]);
        return;
    }
    if (number < 0) {
        buffer_append(out, "负");
        number = -number;
    }
    for (int i = 0; i < 4; i++) {
        int group = (int)(number / weights[i] % 10000);
        if (group > 0) {
            append_group(out, group, has_begun);
            buffer_append(out, units[i]);
            has_begun = true;
        }
    }
}

static int digit_of(char32_t character) {
    char32_t folded = text_fold_key(character);
    return folded >= '0' && folded <= '9' ? (int)(folded - '0') : -1;
}

void numeral_append_year(struct buffer *out, const char *text) {
    for (size_t at = 0, end = strlen(text); at < end;) {
        char32_t character;
        at += text_decode(text + at, end - at, &character);
        int digit = digit_of(character);
        if (digit >= 0) {
            buffer_append(out, digit == 0 ? "〇" : digits[digit]);
        }
    }
}

/* ---- reading ------------------------------------------------------------------------------------ */

static int chinese_digit_of(char32_t character) {
    if (character == U'〇') {
        return 0;
    }
    if (character == U'两') {
        return 2;
    }
    for (int i = 0; i < 10; i++) {
        if (characters[i] == character) {
            return i;
        }
    }
    return -1;
}

static int64_t unit_of(char32_t character) {
    switch (character) {
    case U'十':
        return 10;
    case U'百':
        return 100;
    case U'千':
        return 1000;
    case U'万':
        return 10000;
    default:
        return 0;
    }
}

/* What has been read of a number in characters. */
struct reading {
    int64_t whole, group, digit; /* up to 万; below it; not yet multiplied */
    bool has_digit, has_unit;
};

static void take_digit(struct reading *reading, int digit) {
    bool follows_digit = reading->has_digit && !reading->has_unit;
    reading->digit = follows_digit ? reading->digit * 10 + digit : digit;
    reading->has_digit = true;
}

static void take_unit(struct reading *reading, int64_t unit) {
    int64_t digit = reading->has_digit ? reading->digit : 1;
    if (unit == 10000) {
        reading->whole = (reading->group + (reading->has_digit ? reading->digit : 0)) * unit;
        reading->group = 0;
    } else {
        reading->group += digit * unit;
    }
    reading->digit = 0;
    reading->has_digit = false;
    reading->has_unit = true;
}

static size_t read_chinese(const char *text, int64_t *number) {
    struct reading reading = {0};
    size_t at = 0, end = strlen(text);
    while (at < end && reading.digit <= NUMBER_MOST && reading.group <= NUMBER_MOST) {
        char32_t character;
        size_t length = text_decode(text + at, end - at, &character);
        int digit = chinese_digit_of(character);
        if (digit < 0 && unit_of(character) == 0) {
            break;
        }
        if (digit >= 0) {
            take_digit(&reading, digit);
        } else {
            take_unit(&reading, unit_of(character));
        }
        at += length;
    }
    *number = reading.whole + reading.group + reading.digit;
    return *number <= NUMBER_MOST ? at : 0;
}

size_t numeral_read(const char *text, int64_t *number) {
    size_t at = 0, end = strlen(text);
    *number = 0;
    while (at < end) {
        char32_t character;
        size_t length = text_decode(text + at, end - at, &character);
        int digit = digit_of(character);
        if (digit < 0) {
            break;
        }
        *number = *number * 10 + digit;
        if (*number > NUMBER_MOST) {
            return 0;
        }
        at += length;
    }
    return at > 0 ? at : read_chinese(text, number);
}
