/* Value lists as they are collected for a form. */
#include "form/domain.h"

#include <stdlib.h>
#include <string.h>

#include "base/pinyin.h"
#include "base/text.h"

static void choice_release(struct choice *choice) {
    free(choice->code);
    free(choice->label);
    free(choice->hint);
}

void choices_release(struct choices *choices) {
    for (size_t i = 0; i < choices->count; i++) {
        choice_release(&choices->items[i]);
    }
    free(choices->items);
    *choices = (struct choices){0};
}

static bool has_room(struct choices *choices) {
    if (choices->count < choices->capacity) {
        return true;
    }
    size_t capacity = choices->capacity == 0 ? 16 : choices->capacity * 2;
    struct choice *items = realloc(choices->items, capacity * sizeof *items);
    if (items == NULL) {
        return false;
    }
    choices->items = items;
    choices->capacity = capacity;
    return true;
}

void choices_add(struct choices *choices, const char *code, const char *label, const char *hint) {
    struct choice choice = {text_copy(code), text_copy(label), text_copy(hint == NULL ? "" : hint),
                            0};
    if (choice.code == NULL || choice.label == NULL || choice.hint == NULL || !has_room(choices)) {
        choice_release(&choice);
        choices->has_more = true;
        return;
    }
    choices->items[choices->count++] = choice;
}

/* Latin letters are found as they are written: E is Enquiry and no e within a word. */
static bool is_spelled(const char *label, const char *typed) {
    struct pinyin_pattern letters;
    size_t length = strlen(label), start = 0, end = 0;
    if (!pinyin_pattern_read(&letters, typed, strlen(typed)) || !letters.has_letters) {
        return false;
    }
    for (size_t from = 0; pinyin_matches(&letters, label, length, from, &start, &end);
         from = start + 1) {
        for (size_t i = start; i < end; i++) {
            if ((unsigned char)label[i] >= 0x80) {
                return true;
            }
        }
    }
    return false;
}

bool choice_fits(const char *label, const char *typed) {
    return typed[0] == '\0' || strstr(label, typed) != NULL || is_spelled(label, typed);
}

void choices_number(struct choices *choices, int number) {
    if (choices->count > 0) {
        choices->items[choices->count - 1].number = number;
    }
}
