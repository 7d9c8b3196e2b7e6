/* Readings of hanzi out of the generated tables: all of a character, the surname's own, spelling and back.
 * Knows no pattern and no order. */
#include "base/pinyin.h"

#include <string.h>

#include "base/fold.h"
#include "base/keys_table.h"
#include "base/pinyin_tone.h"
#include "base/text.h"

enum { SPELLING_MOST = 6 };

/* ---- spelling ----------------------------------------------------------------------------------- */

const char *pinyin_spelling(unsigned reading) {
    return reading <= syllable_count ? syllables[reading] : "";
}

char pinyin_initial(unsigned reading) {
    return pinyin_spelling(reading)[0];
}

unsigned pinyin_last(void) {
    return syllable_count;
}

static unsigned find_spelling(const char *spelling) {
    unsigned low = 1;
    unsigned high = syllable_count;
    while (low <= high) {
        unsigned middle = low + (high - low) / 2;
        int order = strcmp(spelling, syllables[middle]);
        if (order == 0) {
            return middle;
        }
        if (order < 0) {
            high = middle - 1;
        } else {
            low = middle + 1;
        }
    }
    return 0;
}

/* As the table spells it: jv is ju, lue is lve. */
static void respell(char *spelling) {
    char *second = spelling + 1;
    if (second[0] == 'v' && strchr("jqxy", spelling[0]) != NULL) {
        second[0] = 'u';
    } else if (strcmp(second, "ue") == 0 && (spelling[0] == 'l' || spelling[0] == 'n')) {
        second[0] = 'v';
    }
}

unsigned pinyin_find(const char *text, size_t length) {
    char spelling[SPELLING_MOST + 1];
    size_t count = 0;
    for (size_t at = 0; at < length; count++) {
        char32_t character;
        at += text_decode(text + at, length - at, &character);
        bool is_letter = character == 0xFC || (character >= 'a' && character <= 'z');
        if (count == SPELLING_MOST || !is_letter) {
            return 0;
        }
        spelling[count] = character == 0xFC ? 'v' : (char)character;
    }
    spelling[count] = '\0';
    if (count == 0) {
        return 0;
    }
    respell(spelling);
    return find_spelling(spelling);
}

/* ---- readings ----------------------------------------------------------------------------------- */

static uint16_t find_far(char32_t character) {
    size_t low = 0;
    size_t high = readings_far_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (readings_far[middle] < character) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < readings_far_count && readings_far[low] == character ? readings_of_far[low] : 0;
}

static uint16_t entry_of(char32_t character) {
    if (character >= 0x4E00 && character < 0xA000) {
        return readings_basic[character - 0x4E00];
    }
    if (character >= 0x3400 && character < 0x4DC0) {
        return readings_a[character - 0x3400];
    }
    return find_far(character);
}

size_t pinyin_toned(char32_t character, uint16_t toned[PINYIN_READINGS_MOST]) {
    uint16_t entry = entry_of(character);
    if (entry == 0) {
        return 0;
    }
    if ((entry & READINGS_MORE) == 0) {
        toned[0] = entry;
        return 1;
    }
    const uint16_t *more = readings_more + (entry & ~READINGS_MORE);
    size_t count = 0;
    do {
        toned[count++] = *more & (READINGS_MORE - 1);
    } while ((*more++ & READINGS_MORE) == 0 && count < PINYIN_READINGS_MOST);
    return count;
}

size_t pinyin_readings(char32_t character, uint16_t readings[PINYIN_READINGS_MOST]) {
    uint16_t toned[PINYIN_READINGS_MOST];
    size_t toned_count = pinyin_toned(character, toned);
    size_t count = 0;
    for (size_t i = 0; i < toned_count; i++) {
        uint16_t reading = (uint16_t)(toned[i] >> TONE_BITS);
        size_t at = 0;
        while (at < count && readings[at] != reading) {
            at++;
        }
        if (at == count) {
            readings[count++] = reading;
        }
    }
    return count;
}

/* ---- surnames ----------------------------------------------------------------------------------- */

/* The first row of this surname, or surname_count. */
static size_t find_surname(char32_t first, char32_t second) {
    size_t low = 0;
    size_t high = surname_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct surname_row *row = &surname_rows[middle];
        bool is_before = row->first < first || (row->first == first && row->second < second);
        if (is_before) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    bool is_found = low < surname_count && surname_rows[low].first == first &&
                    surname_rows[low].second == second;
    return is_found ? low : surname_count;
}

size_t pinyin_toned_surname(const char *name, uint16_t toned[PINYIN_SURNAME_MOST][2],
                            size_t *count) {
    size_t length = strlen(name);
    char32_t characters[2] = {0, 0};
    size_t used = 0;
    for (int i = 0; i < 2 && used < length; i++) {
        used += text_decode(name + used, length - used, &characters[i]);
        characters[i] = fold_character(characters[i]);
    }
    *count = 0;
    size_t hanzi = 2;
    size_t row = characters[1] != 0 ? find_surname(characters[0], characters[1]) : surname_count;
    if (row == surname_count) {
        hanzi = 1;
        characters[1] = 0;
        row = find_surname(characters[0], 0);
    }
    while (row < surname_count && *count < PINYIN_SURNAME_MOST &&
           surname_rows[row].first == characters[0] && surname_rows[row].second == characters[1]) {
        memcpy(toned[(*count)++], surname_rows[row++].readings, sizeof surname_rows->readings);
    }
    return *count > 0 ? hanzi : 0;
}

size_t pinyin_surname(const char *name, uint16_t readings[PINYIN_SURNAME_MOST][2], size_t *count) {
    size_t hanzi = pinyin_toned_surname(name, readings, count);
    for (size_t i = 0; i < *count; i++) {
        for (size_t at = 0; at < 2; at++) {
            readings[i][at] = (uint16_t)(readings[i][at] >> TONE_BITS);
        }
    }
    return hanzi;
}
