/* What of a text names a person, and what is shown in its place. Looks nothing up, stores nothing. */
#include "work/mask.h"

#include <assert.h>
#include <string.h>

#include "base/buffer.h"
#include "base/date.h"
#include "base/status.h"
#include "base/text.h"

enum {
    SYMBOLS_MOST = 24,
    GAP_MOST = 3,
    ID_DIGITS = 18,
    MOBILE_DIGITS = 11,
    CARD_LEAST = 16,
    CARD_MOST = 19,
    VALUE_X = 10,
    LAST_YEAR = 2100, /* of a birthday; the first is 1900 */
};

/* Digits read on from one place, X being ten. */
struct symbols {
    int values[SYMBOLS_MOST];
    size_t ends[SYMBOLS_MOST];  /* bytes */
    bool is_last[SYMBOLS_MOST]; /* no digit follows without a gap */
    int count;
    bool starts; /* no digit stands right before the first */
};

/* ---- reading digits ------------------------------------------------------------------------------ */

/* 0..9, VALUE_X, or -1. */
static int digit_value(char32_t character) {
    char32_t folded = text_fold_key(character);
    if (folded >= U'0' && folded <= U'9') {
        return (int)(folded - U'0');
    }
    return folded == U'X' || folded == U'x' ? VALUE_X : -1;
}

static bool is_gap(char32_t character) {
    static const char32_t gaps[] = U" -\t\u3000\u00A0\uFF0D\u2010\u2011\u2012\u2013\u2014\u2212";
    for (size_t i = 0; gaps[i] != 0; i++) {
        if (gaps[i] == character) {
            return true;
        }
    }
    return false;
}

/* The value of the digit at `at` or behind a short gap, its end in *end; -1 when there is none. */
static int next_digit(const char *text, size_t length, size_t at, size_t *end, bool *has_gap) {
    *has_gap = false;
    for (int gap = 0; at < length && gap <= GAP_MOST; gap++) {
        char32_t character;
        size_t size = text_decode(text + at, length - at, &character);
        at += size;
        if (!is_gap(character)) {
            *end = at;
            return digit_value(character);
        }
        *has_gap = true;
    }
    return -1;
}

static void read_symbols(const char *text, size_t length, size_t at, struct symbols *out) {
    out->count = 0;
    while (out->count < SYMBOLS_MOST) {
        bool has_gap = false;
        size_t end = at;
        int value = next_digit(text, length, at, &end, &has_gap);
        bool is_number = value >= 0 && (value < VALUE_X || out->count == ID_DIGITS - 1);
        if (out->count > 0) {
            out->is_last[out->count - 1] = !is_number || has_gap;
        }
        if (!is_number) {
            return;
        }
        out->values[out->count] = value;
        out->ends[out->count] = at = end;
        out->is_last[out->count] = true;
        out->count++;
        if (value == VALUE_X) {
            return;
        }
    }
}

/* ---- the three kinds of numbers ------------------------------------------------------------------- */

static int number_at(const int *values, int count) {
    int number = 0;
    for (int i = 0; i < count; i++) {
        number = number * 10 + values[i];
    }
    return number;
}

/* GB 11643: place, birthday, sequence, check digit. Found within longer numbers too. */
static bool is_id(const struct symbols *symbols) {
    static const int weights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    static const int checks[] = {1, 0, VALUE_X, 9, 8, 7, 6, 5, 4, 3, 2};
    int sum = 0;
    if (symbols->count < ID_DIGITS || symbols->values[0] == 0) {
        return false;
    }
    for (int i = 0; i < ID_DIGITS - 1; i++) {
        sum += symbols->values[i] * weights[i];
    }
    int year = number_at(symbols->values + 6, 4);
    return checks[sum % 11] == symbols->values[ID_DIGITS - 1] && year < LAST_YEAR &&
           date_from_ymd(year, number_at(symbols->values + 10, 2),
                         number_at(symbols->values + 12, 2)) != DATE_NONE;
}

static bool is_mobile(const int *values) {
    return values[0] == 1 && values[1] >= 3;
}

/* Digits before a mobile number: 0, 86, 0086; -1 when it is none. */
static int mobile_prefix(const struct symbols *symbols, int count) {
    int prefix = count - MOBILE_DIGITS;
    bool is_known = prefix == 0 || (prefix == 1 && symbols->values[0] == 0) ||
                    ((prefix == 2 || prefix == 4) && number_at(symbols->values, prefix) == 86);
    return is_known && is_mobile(symbols->values + prefix) ? prefix : -1;
}

/* As people write them: in groups of four or more, but for the last. 11-21 11-22 are days. */
static bool has_card_groups(const struct symbols *symbols, int count) {
    enum { GROUP_LEAST = 4 };
    int group = 0;
    for (int i = 0; i < count - 1; i++) {
        group++;
        if (symbols->is_last[i]) {
            if (group < GROUP_LEAST) {
                return false;
            }
            group = 0;
        }
    }
    return true;
}

static bool is_card(const struct symbols *symbols, int count) {
    int sum = 0;
    if (symbols->values[0] == 0 || symbols->values[count - 1] == VALUE_X ||
        !has_card_groups(symbols, count)) {
        return false;
    }
    for (int i = 0; i < count; i++) {
        int value = symbols->values[count - 1 - i];
        if (i % 2 == 1) {
            value = value * 2 > 9 ? value * 2 - 9 : value * 2;
        }
        sum += value;
    }
    return sum % 10 == 0;
}

/* ---- what is shown -------------------------------------------------------------------------------- */

static void set_masked(struct mask_hit *hit, const struct symbols *symbols, int first, int count,
                       int shown_first) {
    for (int i = 0; i < count; i++) {
        int value = symbols->values[first + i];
        bool is_shown = i < shown_first || i >= count - 4;
        hit->masked[i] = (char)(!is_shown ? '*' : value == VALUE_X ? 'X' : '0' + value);
    }
    hit->masked[count] = '\0';
    hit->end = symbols->ends[first + count - 1];
}

/* The longest number that begins with these digits. */
static bool match(const struct symbols *symbols, struct mask_hit *hit) {
    if (is_id(symbols)) {
        hit->kind = MASK_ID;
        set_masked(hit, symbols, 0, ID_DIGITS, 6);
        return true;
    }
    for (int count = CARD_MOST; symbols->starts && count >= MOBILE_DIGITS; count--) {
        if (count > symbols->count || !symbols->is_last[count - 1]) {
            continue;
        }
        if (count >= CARD_LEAST && is_card(symbols, count)) {
            hit->kind = MASK_CARD;
            set_masked(hit, symbols, 0, count, 0);
            return true;
        }
        int prefix = count < CARD_LEAST ? mobile_prefix(symbols, count) : -1;
        if (prefix >= 0) {
            hit->kind = MASK_MOBILE;
            set_masked(hit, symbols, prefix, MOBILE_DIGITS, 3);
            return true;
        }
    }
    return false;
}

bool mask_is_digit(char32_t character) {
    int value = digit_value(character);
    return value >= 0 && value < VALUE_X;
}

bool mask_find_in(const char *text, size_t length, size_t from, bool follows_digit,
                  struct mask_hit *hit) {
    bool was_digit = follows_digit;
    for (size_t at = from; at < length;) {
        char32_t character;
        size_t size = text_decode(text + at, length - at, &character);
        bool is_digit = mask_is_digit(character);
        if (is_digit) {
            struct symbols symbols;
            read_symbols(text, length, at, &symbols);
            symbols.starts = !was_digit;
            hit->start = at;
            if (match(&symbols, hit)) {
                return true;
            }
        }
        if (!(is_digit && was_digit) && mask_address_at(text, length, from, at, hit)) {
            return true;
        }
        was_digit = is_digit;
        at += size;
    }
    return false;
}

bool mask_find(const char *text, size_t from, struct mask_hit *hit) {
    return mask_find_in(text, strlen(text), from, false, hit);
}

const char *mask_kind_label(enum mask_kind kind) {
    static const char *const labels[MASK_KINDS] = {
        [MASK_ID] = N_("身份证号"),
        [MASK_MOBILE] = N_("手机号"),
        [MASK_CARD] = N_("银行卡号"),
        [MASK_ADDRESS] = N_("住址"),
    };
    assert(kind < MASK_KINDS);
    return labels[kind];
}

const char *mask_kind_name(enum mask_kind kind) {
    static const char *const names[MASK_KINDS] = {
        [MASK_ID] = "id",
        [MASK_MOBILE] = "mobile",
        [MASK_CARD] = "card",
        [MASK_ADDRESS] = "address",
    };
    assert(kind < MASK_KINDS);
    return names[kind];
}

void mask_append_text(struct buffer *out, const char *text, struct mask_counts *counts) {
    struct mask_hit hit;
    size_t at = 0;
    while (mask_find(text, at, &hit)) {
        buffer_append_bytes(out, text + at, hit.start - at);
        buffer_append(out, hit.masked);
        if (counts != NULL) {
            counts->found[hit.kind]++;
        }
        at = hit.end;
    }
    buffer_append(out, text + at);
}

/* ---- names ---------------------------------------------------------------------------------------- */

/* Surnames of two characters that are still met. */
static const char *const compound_surnames[] = {
    "欧阳", "司马", "上官", "诸葛", "东方", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "令狐",
    "司徒", "司空", "长孙", "宇文", "轩辕", "端木", "南宫", "西门", "独孤", "呼延", "申屠",
    "太史", "闻人", "澹台", "公冶", "淳于", "单于", "万俟", "钟离", "濮阳", "赫连", "拓跋",
};

size_t mask_surname_length(const char *name, size_t length) {
    char32_t first;
    size_t one = text_decode(name, length, &first);
    for (size_t i = 0; i < sizeof compound_surnames / sizeof compound_surnames[0]; i++) {
        size_t two = strlen(compound_surnames[i]);
        if (length > two && memcmp(name, compound_surnames[i], two) == 0) {
            return two;
        }
    }
    return one;
}

static bool parts_names(char32_t character) {
    static const char32_t marks[] = U" ,;/\u3000、，；／\n";
    for (size_t i = 0; marks[i] != 0; i++) {
        if (marks[i] == character) {
            return true;
        }
    }
    return false;
}

/* Bytes of the name that `text` begins with. */
static size_t name_length(const char *text) {
    size_t length = strlen(text);
    size_t at = 0;
    while (at < length) {
        char32_t character;
        size_t size = text_decode(text + at, length - at, &character);
        if (parts_names(character)) {
            break;
        }
        at += size;
    }
    return at;
}

void mask_append_name(struct buffer *out, const char *name, const char *mark) {
    while (*name != '\0') {
        size_t length = name_length(name);
        if (length > 0) {
            buffer_append_bytes(out, name, mask_surname_length(name, length));
            buffer_append(out, mark);
            name += length;
        } else {
            char32_t character;
            size_t size = text_decode(name, strlen(name), &character);
            buffer_append_bytes(out, name, size);
            name += size;
        }
    }
}

size_t mask_next_name(const char *names, size_t *start) {
    size_t length = name_length(names + *start);
    while (length == 0 && names[*start] != '\0') {
        char32_t mark;
        *start += text_decode(names + *start, strlen(names + *start), &mark);
        length = name_length(names + *start);
    }
    return length;
}

/* Bytes of the longest of the names that `text` begins with; 0: none. */
static size_t longest_name_at(const char *text, const char *names) {
    size_t longest = 0;
    size_t at = 0;
    size_t length;
    while ((length = mask_next_name(names, &at)) > 0) {
        char32_t character;
        if (length > longest && length > text_decode(names + at, length, &character) &&
            strncmp(text, names + at, length) == 0) {
            longest = length;
        }
        at += length;
    }
    return longest;
}

void mask_append_names_in(struct buffer *out, const char *text, const char *names,
                          const char *mark) {
    while (*text != '\0') {
        char32_t character;
        size_t length = longest_name_at(text, names);
        if (length > 0) {
            buffer_append_bytes(out, text, mask_surname_length(text, length));
            buffer_append(out, mark);
        } else {
            length = text_decode(text, strlen(text), &character);
            buffer_append_bytes(out, text, length);
        }
        text += length;
    }
}

bool mask_is_nobody(const char *name) {
    static const char *const general[] = {
        "匿名", "群众", "村民", "居民", "市民", "业主", "住户", "家长", "商户",
        "网友", "农户", "学生", "党员", "代表", "职工", "不详", "本人",
    };
    for (size_t i = 0; i < sizeof general / sizeof general[0]; i++) {
        if (strstr(name, general[i]) != NULL) {
            return true;
        }
    }
    return false;
}

bool mask_is_name(const char *name) {
    enum { LEAST = 2, MOST = 4 };
    size_t length = text_length(name);
    if (mask_is_nobody(name)) {
        return false;
    }
    return length >= LEAST && (length <= MOST || strstr(name, "·") != NULL);
}
