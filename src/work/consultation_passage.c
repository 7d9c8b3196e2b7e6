/* The passages of a draft, so that an opinion can say which it is about. Only reads text. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/numeral.h"
#include "base/text.h"
#include "work/consultation.h"

static const char ordinal[] = "第";
static const char article[] = "条", paragraph[] = "段";

void passages_release(struct passages *passages) {
    free(passages->items);
    *passages = (struct passages){0};
}

static bool begins(const char *text, const char *with) {
    return strncmp(text, with, strlen(with)) == 0;
}

static size_t skip_blanks(const char *text) {
    size_t at = strspn(text, " \t");
    while (begins(text + at, "　")) {
        at += strlen("　");
        at += strspn(text + at, " \t");
    }
    return at;
}

/* 第三条 at the beginning of a line: its bytes, its number, its last word. 0: none stands there. */
static size_t heading_length(const char *line, int64_t *number, const char **unit) {
    static const char *const units[] = {"条", "款", "章", "节", "项", "段"};
    size_t length = strlen(ordinal);
    if (!begins(line, ordinal)) {
        return 0;
    }
    length += skip_blanks(line + length);
    size_t digits = numeral_read(line + length, number);
    length += digits;
    length += skip_blanks(line + length);
    for (size_t i = 0; digits > 0 && i < sizeof units / sizeof units[0]; i++) {
        if (begins(line + length, units[i])) {
            *unit = units[i];
            length += strlen(units[i]);
            return length < PASSAGE_BYTES ? length : 0;
        }
    }
    return 0;
}

static struct passage *add(struct passages *passages, size_t start, size_t end) {
    struct passage *grown =
        realloc(passages->items, (passages->count + 1) * sizeof *passages->items);
    if (grown == NULL) {
        return NULL;
    }
    passages->items = grown;
    grown[passages->count] = (struct passage){.start = start, .end = end};
    return &grown[passages->count++];
}

static void name_paragraph(struct passage *passage, int64_t number) {
    struct buffer name = BUFFER_INIT;
    buffer_append(&name, ordinal);
    numeral_append(&name, number);
    buffer_append(&name, paragraph);
    snprintf(passage->name, sizeof passage->name, "%s", buffer_text(&name));
    buffer_release(&name);
}

/* Where the draft has got to. */
struct walk {
    struct passages *out;
    int64_t paragraphs;
    bool is_in_article;
};

static bool take_line(struct walk *walk, const char *draft, size_t start, size_t end) {
    int64_t number = 0;
    const char *unit = "";
    size_t heading = heading_length(draft + start, &number, &unit);
    if (heading == 0 && walk->is_in_article) {
        walk->out->items[walk->out->count - 1].end = end;
        return true;
    }
    struct passage *passage = add(walk->out, start, end);
    if (passage == NULL) {
        return false;
    }
    walk->is_in_article = strcmp(unit, article) == 0;
    if (heading > 0) {
        snprintf(passage->name, sizeof passage->name, "%.*s", (int)heading, draft + start);
    } else {
        name_paragraph(passage, ++walk->paragraphs);
    }
    return true;
}

bool consultation_passages(const char *draft, struct passages *out) {
    struct walk walk = {.out = out};
    size_t end = strlen(draft);
    passages_release(out);
    for (size_t at = 0; at < end;) {
        size_t start = at + skip_blanks(draft + at);
        size_t stop = at + strcspn(draft + at, "\n");
        if (start < stop && !take_line(&walk, draft, start, stop)) {
            passages_release(out);
            return false;
        }
        at = stop < end ? stop + 1 : end;
    }
    return true;
}

/* ---- which is meant ----------------------------------------------------------------------------- */

static const struct passage *find_number(const struct passages *passages, int64_t wanted,
                                         const char *wanted_unit) {
    for (size_t i = 0; i < passages->count; i++) {
        int64_t number = 0;
        const char *unit = "";
        if (heading_length(passages->items[i].name, &number, &unit) > 0 && number == wanted &&
            strcmp(unit, wanted_unit) == 0) {
            return &passages->items[i];
        }
    }
    return NULL;
}

const struct passage *passage_find(const struct passages *passages, const char *typed) {
    int64_t number = 0;
    const char *unit = "";
    size_t start = skip_blanks(typed);
    size_t length = heading_length(typed + start, &number, &unit);
    if (length > 0 && typed[start + length + skip_blanks(typed + start + length)] == '\0') {
        return find_number(passages, number, unit);
    }
    length = numeral_read(typed + start, &number);
    if (length == 0 || typed[start + length + skip_blanks(typed + start + length)] != '\0') {
        return NULL;
    }
    const struct passage *found = find_number(passages, number, article);
    return found != NULL ? found : find_number(passages, number, paragraph);
}

/* 第一条、第二条 … 第十二条: the first few and the last. */
static void append_names(const struct passages *passages, struct buffer *out) {
    enum { NAMES_SHOWN = 8 };
    for (size_t i = 0; i < passages->count; i++) {
        bool is_last = i + 1 == passages->count;
        if (i < NAMES_SHOWN || is_last) {
            buffer_append_format(out, "%s%s",
                                 i == 0                       ? ""
                                 : is_last && i > NAMES_SHOWN ? "……"
                                                              : "、",
                                 passages->items[i].name);
        }
    }
}

static enum status refuse_passage(struct act *act, const struct passages *passages) {
    struct problem problem = {0};
    struct buffer names = BUFFER_INIT;
    append_names(passages, &names);
    problem_set(&problem, STATUS_INVALID, "passage",
                N_("草案没有“{value}”，可以填：{names}；说不上哪一条的空着"));
    problem_place(&problem, "value", act_text(act, "passage"));
    problem_place(&problem, "names", buffer_text(&names));
    buffer_release(&names);
    return act_refuse_with(act, &problem);
}

enum status passage_check(struct act *act, const struct fields *consultation) {
    struct passages passages = {0};
    enum status status = STATUS_OK;
    if (act_text(act, "passage")[0] == '\0' || !fields_has(consultation, "draft")) {
        return STATUS_OK;
    }
    if (!consultation_passages(fields_text(consultation, "draft"), &passages)) {
        return act_refuse(act, STATUS_NO_MEMORY, "", N_("内存不足"));
    }
    const struct passage *found = passage_find(&passages, act_text(act, "passage"));
    if (found == NULL) {
        status = refuse_passage(act, &passages);
    } else if (strcmp(found->name, act_text(act, "passage")) != 0) {
        fields_set(act->changes, "passage", found->name);
    }
    passages_release(&passages);
    return status;
}
