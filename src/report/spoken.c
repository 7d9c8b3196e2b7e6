/* Turns what is written into what is said. Decides nothing about what may be said. */
#include "report/spoken.h"

#include <stdlib.h>
#include <string.h>
#include <uchar.h>

#include "base/numeral.h"
#include "base/text.h"

enum { PHONE_DIGITS = 7, ROOM_DIGITS = 3, RUN_BYTES = 64 };

/* ---- dates and numbers --------------------------------------------------------------------------- */

void spoken_append_day(struct buffer *out, day_number day) {
    int year = 0, month = 0, of_month = 0;
    char digits[16];
    date_to_ymd(day, &year, &month, &of_month);
    date_to_iso(day, digits);
    digits[4] = '\0';
    numeral_append_year(out, digits);
    buffer_append(out, "年");
    numeral_append(out, month);
    buffer_append(out, "月");
    numeral_append(out, of_month);
    buffer_append(out, "号");
}

void spoken_append_count(struct buffer *out, long number, const char *unit) {
    if (number == 2)
        buffer_append(out, "两");
    else
        numeral_append(out, number);
    buffer_append(out, unit);
}

void spoken_append_phone(struct buffer *out, const char *digits) {
    static const char *const words[] = {"零", "幺", "二", "三", "四", "五", "六", "七", "八", "九"};
    for (const char *at = digits; *at; at++) {
        if (*at >= '0' && *at <= '9')
            buffer_append(out, words[*at - '0']);
    }
}

/* ---- free text ------------------------------------------------------------------------------------ */

/* A run of digits with what joins them, folded to ASCII. */
struct run {
    char text[RUN_BYTES];
    size_t length, digits, bytes; /* bytes: of the text it was read from */
};

static bool is_digit(char32_t character) {
    return character >= '0' && character <= '9';
}

static char32_t folded_at(const char *text, size_t *bytes) {
    char32_t character = 0;
    *bytes = 0;
    if (!text[0])
        return 0;
    *bytes = text_decode(text, strlen(text), &character);
    return text_fold_key(character);
}

/* Digits, and - . : between two of them. */
static struct run read_run(const char *text) {
    struct run run = {.length = 0};
    size_t bytes = 0, next_bytes = 0;
    char32_t character = folded_at(text, &bytes);
    while (bytes > 0 && run.length + 1 < RUN_BYTES) {
        char32_t next = folded_at(text + run.bytes + bytes, &next_bytes);
        bool joins = run.length > 0 && (character == '-' || character == '.' || character == ':') &&
                     is_digit(next);
        if (!is_digit(character) && !joins)
            break;
        run.text[run.length++] = (char)character;
        run.digits += is_digit(character);
        run.bytes += bytes;
        character = next;
        bytes = next_bytes;
    }
    run.text[run.length] = '\0';
    return run;
}

static bool follows(const char *text, const char *word) {
    return strncmp(text, word, strlen(word)) == 0;
}

static bool ends_with(const struct buffer *out, const char *word) {
    size_t length = strlen(word);
    return out->length >= length && memcmp(out->data + out->length - length, word, length) == 0;
}

/* 三点五, 八点三十分; a whole number. */
static void append_number(const struct run *run, struct buffer *out) {
    int64_t number = 0;
    const char *rest = run->text + numeral_read(run->text, &number);
    numeral_append(out, number);
    if (*rest == '.') {
        buffer_append(out, "点");
        for (rest++; *rest; rest++) {
            const char digit[] = {*rest, '\0'};
            numeral_append(out, strtoll(digit, NULL, 10));
        }
    } else if (*rest == ':') {
        buffer_append(out, "点");
        numeral_read(rest + 1, &number);
        if (number > 0) {
            numeral_append(out, number);
            buffer_append(out, "分");
        }
    }
}

static bool is_counted(const char *text) {
    static const char *const units[] = {"个", "天", "条", "次", "户", "人",
                                        "元", "件", "周", "年", "名", "处"};
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
        if (follows(text, units[i]))
            return true;
    return false;
}

/* Says the run; returns how many bytes of what follows it was said too. */
static size_t append_run(const struct run *run, const char *after, struct buffer *out) {
    size_t bytes = 0;
    day_number day = date_from_iso(run->text);
    bool is_plain = run->digits == run->length;
    bool is_room = is_plain && run->digits >= ROOM_DIGITS && follows(after, "室");
    bool is_percent = folded_at(after, &bytes) == '%';
    if (day != DATE_NONE) {
        spoken_append_day(out, day);
    } else if (strchr(run->text, '-') || (is_plain && run->digits >= PHONE_DIGITS) || is_room) {
        spoken_append_phone(out, run->text);
    } else if (run->digits == 4 && is_plain && follows(after, "年")) {
        numeral_append_year(out, run->text);
    } else if (is_percent) {
        buffer_append(out, "百分之");
        append_number(run, out);
        return bytes;
    } else if (is_plain && follows(after, "日")) {
        bool is_of_month = ends_with(out, "月");
        int64_t number = 0;
        numeral_read(run->text, &number);
        if (is_of_month)
            numeral_append(out, number);
        else
            spoken_append_count(out, (long)number, "");
        buffer_append(out, is_of_month ? "号" : "天");
        return strlen("日");
    } else if (strcmp(run->text, "2") == 0 && !ends_with(out, "第") && is_counted(after)) {
        buffer_append(out, "两");
    } else {
        append_number(run, out);
    }
    return 0;
}

/* 电话 0000: a blank before a number is no pause. */
static void cut_blank(struct buffer *out) {
    if (ends_with(out, " "))
        out->data[--out->length] = '\0';
}

void spoken_append_text(struct buffer *out, const char *text) {
    while (*text) {
        struct run run = read_run(text);
        if (run.length > 0) {
            cut_blank(out);
            text += run.bytes;
            text += append_run(&run, text, out);
        } else {
            char32_t character;
            size_t bytes = text_decode(text, strlen(text), &character);
            buffer_append_bytes(out, text, bytes);
            text += bytes;
        }
    }
}

/* ---- short sentences ------------------------------------------------------------------------------ */

/* 0: part of a word; 1: a pause; 2: the end of a sentence. */
static int mark_of(char32_t character) {
    static const char32_t pauses[] = U"，、：,:（）() 　—-";
    static const char32_t ends[] = U"。；！？;!?\n";
    for (size_t i = 0; ends[i]; i++)
        if (ends[i] == character)
            return 2;
    for (size_t i = 0; pauses[i]; i++)
        if (pauses[i] == character)
            return 1;
    return 0;
}

struct speech {
    struct buffer *out;
    struct buffer line, clause; /* the sentence so far; the words since the last mark */
};

static void end_sentence(struct speech *speech) {
    if (speech->line.length > 0)
        buffer_append_format(speech->out, "%s。\n", buffer_text(&speech->line));
    speech->out->failed = speech->out->failed || speech->line.failed;
    buffer_clear(&speech->line);
}

/* The clause goes into the sentence when there is room for it, else begins another. */
static void end_clause(struct speech *speech) {
    size_t used = text_length(buffer_text(&speech->line));
    size_t length = text_length(buffer_text(&speech->clause));
    if (length == 0)
        return;
    if (used > 0 && used + 1 + length + 1 > SPOKEN_SENTENCE)
        end_sentence(speech);
    if (speech->line.length > 0)
        buffer_append(&speech->line, "，");
    buffer_append(&speech->line, buffer_text(&speech->clause));
    speech->line.failed = speech->line.failed || speech->clause.failed;
    buffer_clear(&speech->clause);
}

void spoken_append_sentences(struct buffer *out, const char *text) {
    struct speech speech = {out, BUFFER_INIT, BUFFER_INIT};
    size_t characters = 0;
    for (size_t at = 0, end = strlen(text); at < end;) {
        char32_t character;
        size_t bytes = text_decode(text + at, end - at, &character);
        int mark = mark_of(character);
        if (mark == 0) {
            buffer_append_bytes(&speech.clause, text + at, bytes);
            characters++;
        }
        if (mark > 0 || characters == SPOKEN_SENTENCE - 1) {
            end_clause(&speech);
            characters = 0;
        }
        if (mark == 2)
            end_sentence(&speech);
        at += bytes;
    }
    end_clause(&speech);
    end_sentence(&speech);
    buffer_release(&speech.line);
    buffer_release(&speech.clause);
}

int spoken_seconds(const char *text) {
    int characters = 0;
    for (size_t at = 0, end = strlen(text); at < end;) {
        char32_t character;
        at += text_decode(text + at, end - at, &character);
        characters += mark_of(character) == 0;
    }
    return (characters * 60 + SPOKEN_A_MINUTE - 1) / SPOKEN_A_MINUTE;
}
