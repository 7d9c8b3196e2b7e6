/* Finds the limits in a sentence of a catalogue. Pure text: knows no calendar and no record. */
#include "work/limit_text.h"

#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/text.h"

enum { FOUND_MOST = 6, AMOUNT_MOST = 366 };

struct reading {
    struct limit_words found[FOUND_MOST];
    size_t count;
    bool has_at_once;
};

/* ---- numbers ------------------------------------------------------------------------------------ */

/* The value of a Chinese digit at `text` and its bytes; -1 when there is none. */
static int chinese_digit(const char *text) {
    static const char *const digits[] = {"零", "一", "二", "三", "四", "五",
                                         "六", "七", "八", "九", "十", "两"};
    for (int i = 0; i < (int)(sizeof digits / sizeof digits[0]); i++) {
        if (strncmp(text, digits[i], 3) == 0) {
            return i == 11 ? 2 : i;
        }
    }
    return -1;
}

/* 七, 十五, 二十, 二十五; moves *at past it. */
static int take_chinese(const char **at) {
    int value = 0, digit = 0, waiting = 0;
    while ((digit = chinese_digit(*at)) >= 0 && value < AMOUNT_MOST) {
        *at += 3;
        if (digit == 10) {
            value += (waiting == 0 ? 1 : waiting) * 10;
            waiting = 0;
        } else {
            waiting = digit;
        }
    }
    return value + waiting;
}

/* 0 when no number stands at *at. */
static int take_number(const char **at) {
    int value = 0;
    if (**at < '0' || **at > '9') {
        return take_chinese(at);
    }
    for (; **at >= '0' && **at <= '9'; (*at)++) {
        value = value < 10000 ? value * 10 + (**at - '0') : value;
    }
    return value;
}

/* ---- sentences ---------------------------------------------------------------------------------- */

static bool skip(const char **at, const char *word) {
    size_t length = strlen(word);
    if (strncmp(*at, word, length) != 0) {
        return false;
    }
    *at += length;
    return true;
}

static bool ends_with(const char *begin, const char *end, const char *word) {
    size_t length = strlen(word);
    return (size_t)(end - begin) >= length && memcmp(end - length, word, length) == 0;
}

static bool ends_with_any(const char *begin, const char *end, const char *const *words) {
    for (; *words != NULL; words++) {
        if (ends_with(begin, end, *words)) {
            return true;
        }
    }
    return false;
}

static bool is_equal(const struct limit_words *a, const struct limit_words *b) {
    return strcmp(a->unit, b->unit) == 0 && a->amount == b->amount &&
           strcmp(a->fixed, b->fixed) == 0;
}

static void add(struct reading *reading, const char *unit, int amount, const char *fixed) {
    struct limit_words words = {.amount = amount};
    int most = strcmp(unit, "fixed") == 0 ? 31 : AMOUNT_MOST;
    snprintf(words.unit, sizeof words.unit, "%s", unit);
    snprintf(words.fixed, sizeof words.fixed, "%s", fixed);
    for (size_t i = 0; i < reading->count; i++) {
        if (is_equal(&reading->found[i], &words)) {
            return;
        }
    }
    if (amount >= 1 && amount <= most && reading->count < FOUND_MOST) {
        reading->found[reading->count++] = words;
    }
}

/* What a number at `number` of the sentence, ending at *at, counts. Moves *at past what belongs to it. */
static void read_number(struct reading *reading, const char *text, const char *number, int amount,
                        const char **at) {
    static const char *const lasting[] = {"不少于", "不低于", "至少", "公示", "公示期", NULL};
    static const char *const quarterly[] = {"首月", "首个月", "第一个月", NULL};
    static const char *const monthly[] = {"每月", "次月", "当月", NULL};
    char month[8];
    bool is_lasting = ends_with_any(text, number, lasting);
    if (skip(at, "月")) {
        int day = take_number(at);
        bool is_day = day > 0 && (skip(at, "日") || skip(at, "号"));
        snprintf(month, sizeof month, "%02d", amount % 100);
        if ((is_day || skip(at, "底")) && amount <= 12) {
            add(reading, "fixed", is_day ? day : 31, month);
        }
        return;
    }
    skip(at, "个");
    bool is_workday = skip(at, "工作日");
    bool is_day =
        !is_workday && (skip(at, "自然日") || skip(at, "日") || skip(at, "天") || skip(at, "号"));
    if (is_lasting || (!is_workday && !is_day)) {
        return;
    }
    if (is_day && ends_with_any(text, number, quarterly)) {
        add(reading, "fixed", amount, "quarter");
    } else if (is_day && ends_with_any(text, number, monthly)) {
        add(reading, "fixed", amount, "");
    } else {
        add(reading, is_workday ? "workday" : "day", amount, "");
    }
}

/* Without blanks, full-width as ASCII. */
static void append_plain(struct buffer *out, const char *text) {
    struct buffer folded = BUFFER_INIT;
    text_append_folded(&folded, text);
    for (const char *at = buffer_text(&folded); *at != '\0'; at++) {
        if (strchr(" \t\r\n", *at) == NULL) {
            buffer_append_char(out, *at);
        }
    }
    out->failed = out->failed || folded.failed;
    buffer_release(&folded);
}

static void read_all(const char *given, struct reading *reading) {
    static const char *const at_once[] = {"及时", "实时", "即时", "随时",
                                          "立即", "当日", "当天", "当场"};
    struct buffer plain = BUFFER_INIT;
    *reading = (struct reading){.count = 0};
    append_plain(&plain, given);
    const char *text = buffer_text(&plain);
    for (const char *at = text; !plain.failed && *at != '\0';) {
        const char *number = at;
        int amount = take_number(&at);
        if (at > number) {
            read_number(reading, text, number, amount, &at);
            continue;
        }
        if (skip(&at, "每月底")) {
            add(reading, "fixed", 31, "");
            continue;
        }
        for (size_t i = 0; i < sizeof at_once / sizeof at_once[0]; i++) {
            reading->has_at_once = reading->has_at_once || strncmp(at, at_once[i], 6) == 0;
        }
        at++;
    }
    buffer_release(&plain);
}

bool limit_text_read(const char *text, struct limit_words *out) {
    struct reading reading;
    read_all(text, &reading);
    if (reading.count == 1) {
        *out = reading.found[0];
        return true;
    }
    *out = (struct limit_words){.unit = "at_once"};
    return reading.count == 0 && reading.has_at_once;
}

bool limit_text_first(const char *text, struct limit_words *out) {
    struct reading reading;
    read_all(text, &reading);
    if (reading.count > 0) {
        *out = reading.found[0];
    } else if (reading.has_at_once) {
        *out = (struct limit_words){.unit = "at_once"};
    }
    return reading.count > 0 || reading.has_at_once;
}

bool limit_text_allows(const char *text, const struct limit_words *limit) {
    struct reading reading;
    read_all(text, &reading);
    for (size_t i = 0; i < reading.count; i++) {
        if (is_equal(&reading.found[i], limit)) {
            return true;
        }
    }
    return reading.has_at_once ? strcmp(limit->unit, "at_once") == 0 : reading.count == 0;
}

void limit_text_append(const struct limit_words *limit, struct buffer *out) {
    if (strcmp(limit->unit, "at_once") == 0) {
        buffer_append(out, "即时");
    } else if (strcmp(limit->unit, "workday") == 0) {
        buffer_append_format(out, "%d个工作日内", limit->amount);
    } else if (strcmp(limit->unit, "day") == 0) {
        buffer_append_format(out, "%d日内", limit->amount);
    } else if (strcmp(limit->fixed, "quarter") == 0) {
        buffer_append_format(out, "每季首月%d日前", limit->amount);
    } else if (limit->fixed[0] != '\0') {
        const char *month = limit->fixed[0] == '0' ? limit->fixed + 1 : limit->fixed;
        buffer_append_format(out, "每年%s月%d日前", month, limit->amount);
    } else {
        buffer_append_format(out, "每月%d日前", limit->amount);
    }
}

bool limit_fixed_read(const char *text, char fixed[8], int *day) {
    static const char *const quarters[] = {"quarter", "每季首月", "每季度首月", "Q"};
    struct buffer plain = BUFFER_INIT;
    append_plain(&plain, text);
    const char *at = buffer_text(&plain);
    bool is_quarter = false;
    fixed[0] = '\0';
    *day = 0;
    for (size_t i = 0; i < sizeof quarters / sizeof quarters[0] && !is_quarter; i++) {
        is_quarter = skip(&at, quarters[i]);
    }
    skip(&at, is_quarter ? "-" : "每年");
    bool is_monthly = !is_quarter && (skip(&at, "每月") || *at == '\0');
    int number = take_number(&at);
    if (is_quarter || is_monthly || number > 12) {
        *day = number;
        snprintf(fixed, 8, "%s", is_quarter ? "quarter" : "");
    } else if (number >= 1 && number <= 12 && (*at == '\0' || *at == '-' || skip(&at, "月"))) {
        skip(&at, "-");
        *day = take_number(&at);
        snprintf(fixed, 8, "%02d", number);
    } else {
        number = -1;
    }
    skip(&at, "日");
    bool is_read = number >= 0 && *at == '\0' && *day <= 31 && !plain.failed;
    buffer_release(&plain);
    return is_read;
}
