/* One reply for many: a template with places for the name, the passage, the number, the collection and the day. Fills in
 * and refuses; stores nothing. */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "work/opinion.h"
#include "work/visible.h"

enum { NAME_BYTES_MOST = 60 };

static const char place_names[] = "{姓名} {条款} {编号} {征集} {日期}";
static const char draft_word[] = "草案";
static const char you[] = "您";

/* Bytes of the first of `words` (the last is NULL) that the text begins with. */
static size_t begins_with(const char *text, const char *const *words) {
    for (; *words != NULL; words++) {
        if (strncmp(text, *words, strlen(*words)) == 0) {
            return strlen(*words);
        }
    }
    return 0;
}

static bool ends_in(const struct buffer *out, const char *word) {
    size_t length = strlen(word);
    return out->length >= length && memcmp(out->data + out->length - length, word, length) == 0;
}

static void cut_end(struct buffer *out, const char *word) {
    if (ends_in(out, word)) {
        out->length -= strlen(word);
        out->data[out->length] = '\0';
    }
}

/* ---- nobody's name ------------------------------------------------------------------------------- */

static size_t skip_blanks(const char *text) {
    static const char *const blanks[] = {" ", "\n", "　", NULL};
    size_t at = 0;
    for (size_t length = begins_with(text, blanks); length > 0;
         length = begins_with(text + at, blanks)) {
        at += length;
    }
    return at;
}

/* What stands for a name nobody gave; returns how much of the text behind it that takes in. */
static size_t fill_nobody(const char *behind, struct buffer *out) {
    static const char *const titles[] = {"先生/女士", "先生／女士", "先生（女士）",
                                         "女士/先生", "先生",       "女士",
                                         "同志",      "老师",       NULL};
    static const char *const ends[] = {"：", ":", "，", ",", NULL};
    static const char *const greetings[] = {"您好", "你好", NULL};
    size_t taken = begins_with(behind, titles);
    size_t end = begins_with(behind + taken, ends);
    cut_end(out, "尊敬的");
    cut_end(out, "敬爱的");
    bool is_first = out->length == 0 || ends_in(out, "\n") || ends_in(out, "　");
    size_t blanks = skip_blanks(behind + taken + end);
    if (begins_with(behind + taken, greetings) > 0) {
        return taken;
    }
    if (is_first && end > 0 && begins_with(behind + taken + end + blanks, greetings) > 0) {
        return taken + end + blanks;
    }
    if (is_first && end > 0) {
        buffer_append(out, "您好");
    } else if (!ends_in(out, you)) {
        buffer_append(out, you);
    }
    return taken;
}

/* ---- places -------------------------------------------------------------------------------------- */

static void append_day(const char *iso, struct buffer *out) {
    int year = 0, month = 0, day = 0;
    day_number number = date_from_iso(iso);
    if (number != DATE_NONE) {
        date_to_ymd(number, &year, &month, &day);
        buffer_append_format(out, "%d年%d月%d日", year, month, day);
    }
}

/* False when there is no such place. *taken: bytes of the text behind it that went with it. */
static bool fill_place(const char *name, const struct opinion_places *places, const char *behind,
                       struct buffer *out, size_t *taken) {
    *taken = 0;
    if (strcmp(name, "姓名") == 0 && places->author[0] != '\0') {
        buffer_append(out, places->author);
    } else if (strcmp(name, "姓名") == 0) {
        *taken = fill_nobody(behind, out);
    } else if (strcmp(name, "条款") == 0 && places->passage[0] != '\0') {
        buffer_append(out, places->passage);
    } else if (strcmp(name, "条款") == 0) {
        buffer_append(out, ends_in(out, draft_word) ? "" : draft_word);
    } else if (strcmp(name, "编号") == 0) {
        buffer_append(out, places->number);
    } else if (strcmp(name, "征集") == 0) {
        buffer_append(out, places->consultation);
    } else if (strcmp(name, "日期") == 0) {
        append_day(places->day, out);
    } else {
        return false;
    }
    return true;
}

/* Bytes up to the place's closing brace and of it; 0 when there is none in the line. */
static size_t place_length(const char *text, size_t open, char name[NAME_BYTES_MOST]) {
    static const char *const closings[] = {"}", "｝", NULL};
    size_t at = open;
    while (text[at] != '\0' && text[at] != '\n' && begins_with(text + at, closings) == 0) {
        at++;
    }
    snprintf(name, NAME_BYTES_MOST, "%.*s", (int)(at - open), text + open);
    size_t closing = begins_with(text + at, closings);
    return closing > 0 && at - open < NAME_BYTES_MOST ? at + closing : 0;
}

static enum status refuse_place(const char *name, struct problem *problem) {
    problem_set(problem, STATUS_INVALID, "reply",
                N_("{field}的模板里没有“{place}”这一处，可以用：{places}"));
    if (problem != NULL) {
        char braced[NAME_BYTES_MOST + 4];
        size_t bad = 0;
        snprintf(braced, sizeof braced, "{%s}", name);
        if (!text_is_valid(braced, strlen(braced), &bad)) {
            braced[bad] = '\0';
        }
        problem_place(problem, "place", braced);
        problem_place(problem, "places", place_names);
    }
    return STATUS_INVALID;
}

enum status opinion_fill_template(const char *text, const struct opinion_places *places,
                                  struct buffer *out, struct problem *problem) {
    static const char *const openings[] = {"{", "｛", NULL};
    while (*text != '\0') {
        char name[NAME_BYTES_MOST];
        size_t taken = 0;
        size_t open = begins_with(text, openings);
        if (open == 0) {
            buffer_append_char(out, *text++);
            continue;
        }
        size_t length = place_length(text, open, name);
        if (length == 0 || !fill_place(name, places, text + length, out, &taken)) {
            return refuse_place(name, problem);
        }
        text += length + taken;
    }
    return STATUS_OK;
}

enum status opinion_fill_reply(struct office *office, const struct fields *opinion,
                               const char *text, struct buffer *out, struct problem *problem) {
    struct visible all = visible_to_rules();
    struct record consultation = {0};
    char today[DATE_BYTES];
    enum status status = store_read(office->store, &all, fields_integer(opinion, "consultation", 0),
                                    &consultation, problem);
    const struct opinion_places places = {
        .author = fields_text(opinion, "author"),
        .passage = fields_text(opinion, "passage"),
        .number = fields_text(opinion, "number"),
        .consultation = fields_text(&consultation.fields, "title"),
        .day = date_to_iso(office_today(office), today),
    };
    if (status == STATUS_OK) {
        status = opinion_fill_template(text, &places, out, problem);
    }
    record_release(&consultation);
    return status;
}
