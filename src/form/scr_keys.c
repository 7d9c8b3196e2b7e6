/* Values of screen files: texts, identifiers, numbers, words. Knows no section's meaning. */
#include "form/scr_keys.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

enum { WIDTH_MOST = 200 };

const char scr_not_a_name[] =
    N_("{file} 第 {line} 行：“{text}”不是名称（小写英文字母、数字和下划线，最多 31 个）");

enum status scr_refuse_entry(struct problem *problem, const struct scr_entry *entry,
                             const char *message, const char *text) {
    return scr_refuse(problem, entry->file, entry->line, message, text);
}

enum status scr_section_take(struct scr_section *section, const struct scr_entry *entry,
                             struct problem *problem) {
    if (section->keys == NULL) {
        return scr_refuse_entry(problem, entry,
                                N_("{file} 第 {line} 行：“{text}”前面没有节名（如 [screen]）"),
                                entry->key);
    }
    const struct scr_key *key = section->keys;
    while (key->name != NULL && strcmp(key->name, entry->key) != 0) {
        key++;
    }
    if (key->name == NULL) {
        return scr_refuse_entry(problem, entry, N_("{file} 第 {line} 行：这一节没有“{text}”这一项"),
                                entry->key);
    }
    uint32_t bit = UINT32_C(1) << (key - section->keys);
    if ((section->seen & bit) != 0 && !key->may_repeat) {
        return scr_refuse_entry(
            problem, entry, N_("{file} 第 {line} 行：“{text}”写了两次，请删去一个"), entry->key);
    }
    section->seen |= bit;
    if (entry->value[0] == '\0' && !key->may_be_empty) {
        return scr_refuse_entry(problem, entry, N_("{file} 第 {line} 行：“{text}”后面没有内容"),
                                entry->key);
    }
    return key->set(section->target, key, entry, problem);
}

bool scr_section_has(const struct scr_section *section, const char *key) {
    for (size_t i = 0; section->keys[i].name != NULL; i++) {
        if (strcmp(section->keys[i].name, key) == 0) {
            return (section->seen & (UINT32_C(1) << i)) != 0;
        }
    }
    return false;
}

enum status scr_set_text(void *target, const struct scr_key *key, const struct scr_entry *entry,
                         struct problem *problem) {
    void *member = (char *)target + key->offset;
    char **text = member;
    if (*text != NULL) { /* `view` may stand in two sections */
        return scr_refuse_entry(
            problem, entry, N_("{file} 第 {line} 行：“{text}”写了两次，请删去一个"), entry->key);
    }
    *text = text_copy(entry->value);
    return *text == NULL ? scr_no_memory(problem) : STATUS_OK;
}

enum status scr_set_identifier(void *target, const struct scr_key *key,
                               const struct scr_entry *entry, struct problem *problem) {
    if (!scr_is_identifier(entry->value)) {
        return scr_refuse_entry(problem, entry, scr_not_a_name, entry->value);
    }
    return scr_set_text(target, key, entry, problem);
}

enum status scr_set_integer(void *target, const struct scr_key *key, const struct scr_entry *entry,
                            struct problem *problem) {
    void *member = (char *)target + key->offset;
    int *number = member;
    if (scr_parse_integer(entry->value, key->low, key->high, number)) {
        return STATUS_OK;
    }
    scr_refuse_entry(problem, entry, N_("{file} 第 {line} 行：“{text}”应是 1 到 {high} 的整数"),
                     entry->value);
    problem_place_integer(problem, "high", key->high);
    return STATUS_INVALID;
}

enum status scr_set_width(void *target, const struct scr_key *key, const struct scr_entry *entry,
                          struct problem *problem) {
    void *member = (char *)target + key->offset;
    int *width = member;
    if (scr_parse_width(entry->value, width)) {
        return STATUS_OK;
    }
    return scr_refuse_entry(
        problem, entry,
        N_("{file} 第 {line} 行：宽度“{text}”应是 1 到 200 的整数，或“*”（占满一行）"),
        entry->value);
}

enum status scr_set_flag(void *target, const struct scr_key *key, const struct scr_entry *entry,
                         struct problem *problem) {
    void *member = (char *)target + key->offset;
    bool *flag = member;
    *flag = strcmp(entry->value, "yes") == 0;
    if (*flag || strcmp(entry->value, "no") == 0) {
        return STATUS_OK;
    }
    return scr_refuse_entry(problem, entry, N_("{file} 第 {line} 行：“{text}”应是 yes 或 no"),
                            entry->value);
}

enum status scr_set_yes(void *target, const struct scr_key *key, const struct scr_entry *entry,
                        struct problem *problem) {
    if (strcmp(entry->value, "yes") == 0) {
        return scr_set_flag(target, key, entry, problem);
    }
    return scr_refuse_entry(problem, entry,
                            N_("{file} 第 {line} 行：“{text}”应是 yes；不需要这一项就整行删去"),
                            entry->value);
}

bool scr_is_identifier(const char *text) {
    size_t length = strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_");
    return length > 0 && text[length] == '\0' && length < PROBLEM_FIELD_BYTES &&
           strchr("0123456789_", text[0]) == NULL;
}

bool scr_parse_number(const char *text, int64_t low, int64_t high, int64_t *out) {
    char *end = NULL;
    if (strspn(text, "-0123456789") == 0) {
        return false; /* strtoll would take blanks and a plus sign */
    }
    errno = 0;
    long long number = strtoll(text, &end, 10);
    if (errno != 0 || end == text || *end != '\0' || number < low || number > high) {
        return false;
    }
    *out = number;
    return true;
}

bool scr_parse_integer(const char *text, int low, int high, int *out) {
    int64_t number = 0;
    bool is_number = scr_parse_number(text, low, high, &number);
    if (is_number) {
        *out = (int)number;
    }
    return is_number;
}

bool scr_parse_width(const char *text, int *out) {
    if (strcmp(text, "*") == 0) {
        *out = 0;
        return true;
    }
    return scr_parse_integer(text, 1, WIDTH_MOST, out);
}

bool scr_next_word(const char **at, const char *separators, char word[SCR_WORD_BYTES]) {
    const char *start = *at;
    while (*start != '\0' && (*start == ' ' || strchr(separators, *start) != NULL)) {
        start++;
    }
    const char *end = start;
    while (*end != '\0' && *end != ' ' && strchr(separators, *end) == NULL) {
        end++;
    }
    *at = end;
    size_t length = (size_t)(end - start);
    if (length >= SCR_WORD_BYTES) {
        length = SCR_WORD_BYTES - 1;
        while (((unsigned char)start[length] & 0xC0) == 0x80) {
            length--;
        }
    }
    memcpy(word, start, length);
    word[length] = '\0';
    return end > start;
}

void *scr_grown(void *items, size_t count, size_t size) {
    char *grown = realloc(items, (count + 1) * size);
    if (grown != NULL) {
        memset(grown + count * size, 0, size);
    }
    return grown;
}
