/* Names and pinyin: every way to read one, the key to sort by, a reading written down for a person. Knows no
 * record and stores nothing. */
#include <string.h>

#include "base/buffer.h"
#include "base/fold.h"
#include "base/keys_table.h"
#include "base/pinyin_tone.h"
#include "base/strokes.h"
#include "base/text.h"

enum { WAYS_CHARACTERS_MOST = 64, TONE_NEUTRAL = 5, DOT = 0xB7 };

/* ---- a reading written down --------------------------------------------------------------------- */

/* The next syllable of `reading` at *at, with its tone (0: none written); 0 behind the last, and when
 * *is_wrong what stands there is none. */
static unsigned next_syllable(const char *reading, size_t *at, unsigned *tone, bool *is_wrong) {
    *at += strspn(reading + *at, " ");
    size_t length = strcspn(reading + *at, " 12345");
    unsigned syllable = pinyin_find(reading + *at, length);
    *is_wrong = syllable == 0 && reading[*at] != '\0';
    *at += length;
    *tone = 0;
    if (reading[*at] >= '1' && reading[*at] <= '5') {
        *tone = (unsigned)(reading[*at] - '0');
        *at += 1;
    }
    return syllable;
}

bool pinyin_fits(const char *reading, const char *name) {
    size_t at = 0, syllables_there = 0, hanzi = 0, length = strlen(name);
    unsigned tone;
    bool is_wrong = false;
    while (next_syllable(reading, &at, &tone, &is_wrong) != 0) {
        syllables_there++;
    }
    for (size_t i = 0; i < length;) {
        char32_t character;
        i += text_decode(name + i, length - i, &character);
        hanzi += fold_is_hanzi(character) ? 1 : 0;
    }
    return !is_wrong && syllables_there == hanzi;
}

/* ---- every way ---------------------------------------------------------------------------------- */

struct way_character {
    uint16_t readings[PINYIN_READINGS_MOST]; /* or none: */
    size_t count;
    char letter; /* a letter or digit standing for itself */
    size_t chosen;
};

struct ways {
    struct way_character characters[WAYS_CHARACTERS_MOST];
    size_t count;
    bool is_cut;
};

/* Puts the reading before the others. */
static void prefer(struct way_character *character, uint16_t reading) {
    size_t at = 0;
    while (at < character->count && character->readings[at] != reading) {
        at++;
    }
    if (at == character->count) {
        if (character->count == PINYIN_READINGS_MOST) {
            at--;
        } else {
            character->count++;
        }
    }
    memmove(character->readings + 1, character->readings, at * sizeof *character->readings);
    character->readings[0] = reading;
}

static void read_ways(struct ways *ways, const char *text) {
    size_t length = strlen(text);
    for (size_t at = 0; at < length;) {
        char32_t character;
        at += text_decode(text + at, length - at, &character);
        struct way_character read = {.count = pinyin_readings(character, read.readings)};
        char32_t folded = fold_character(character);
        bool is_plain = (folded >= 'a' && folded <= 'z') || (folded >= '0' && folded <= '9');
        read.letter = is_plain ? (char)folded : '\0';
        if (read.count == 0 && !is_plain) {
            continue;
        }
        if (ways->count == WAYS_CHARACTERS_MOST) {
            ways->is_cut = true;
            return;
        }
        ways->characters[ways->count++] = read;
    }
}

/* The surname's own readings go to the front of its characters', the usual one first. */
static void prefer_surname(struct ways *ways, const char *text) {
    uint16_t readings[PINYIN_SURNAME_MOST][2];
    size_t count;
    size_t hanzi = pinyin_surname(text, readings, &count);
    if (hanzi > ways->count) {
        return;
    }
    for (size_t i = count; i-- > 0;) {
        for (size_t at = 0; at < hanzi; at++) {
            prefer(&ways->characters[at], readings[i][at]);
        }
    }
}

/* A reading that does not fit is passed over. */
static void prefer_reading(struct ways *ways, const char *reading) {
    size_t at = 0;
    unsigned tone, syllable = 1;
    bool is_wrong = false;
    for (size_t i = 0; i < ways->count && syllable != 0; i++) {
        if (ways->characters[i].count > 0) {
            syllable = next_syllable(reading, &at, &tone, &is_wrong);
            if (syllable != 0) {
                prefer(&ways->characters[i], (uint16_t)syllable);
            }
        }
    }
}

/* The next combination, the last character's readings changing first; false behind the last one. */
static bool next_way(struct ways *ways) {
    for (size_t i = ways->count; i-- > 0;) {
        struct way_character *character = &ways->characters[i];
        if (character->chosen + 1 < character->count) {
            character->chosen++;
            return true;
        }
        character->chosen = 0;
    }
    return false;
}

static void write_way(const struct ways *ways, char *initials, char *run) {
    for (size_t i = 0; i < ways->count; i++) {
        const struct way_character *character = &ways->characters[i];
        if (character->count == 0) {
            *initials++ = *run++ = character->letter;
            continue;
        }
        const char *spelling = pinyin_spelling(character->readings[character->chosen]);
        size_t length = strlen(spelling);
        *initials++ = spelling[0];
        memcpy(run, spelling, length);
        run += length;
    }
    *initials = *run = '\0';
}

bool pinyin_ways(const char *text, const char *reading, size_t most,
                 bool (*each)(void *context, const char *initials, const char *syllables),
                 void *context) {
    struct ways ways = {.count = 0};
    char initials[WAYS_CHARACTERS_MOST + 1], run[WAYS_CHARACTERS_MOST * 6 + 1];
    read_ways(&ways, text);
    prefer_surname(&ways, text);
    if (reading != NULL && pinyin_fits(reading, text)) {
        prefer_reading(&ways, reading);
    }
    bool has_more = ways.count > 0;
    for (size_t i = 0; i < most && has_more; i++) {
        write_way(&ways, initials, run);
        has_more = each(context, initials, run) && next_way(&ways);
    }
    return !has_more && !ways.is_cut;
}

/* ---- the key to sort by ------------------------------------------------------------------------- */

/* Letters, ü behind u, tone, strokes, the character: above every letter, digit and sign. */
static void append_hanzi(struct buffer *out, char32_t character, unsigned toned) {
    char bytes[4];
    const char *spelling = pinyin_spelling(toned >> TONE_BITS);
    buffer_append_char(out, '~');
    bool has_umlaut = false;
    for (; *spelling != '\0'; spelling++) {
        has_umlaut = has_umlaut || *spelling == 'v';
        buffer_append_char(out, *spelling == 'v' ? 'u' : *spelling);
    }
    buffer_append(out, toned == 0 ? "~" : has_umlaut ? ":" : "");
    buffer_append_format(out, "%u%02u", toned & 7U, stroke_count(character));
    buffer_append_bytes(out, bytes, text_encode(character, bytes));
}

/* The reading of one character of a name, out of what was written down, its surname's, its commonest. */
static unsigned toned_of(char32_t character, unsigned written, unsigned tone, unsigned surname) {
    uint16_t toned[PINYIN_READINGS_MOST];
    size_t count = pinyin_toned(character, toned);
    if (written == 0) {
        return surname != 0 ? surname : count > 0 ? toned[0] : 0;
    }
    if (tone == 0 && surname >> TONE_BITS == written) {
        return surname;
    }
    for (size_t i = 0; i < count && tone == 0; i++) {
        if (toned[i] >> TONE_BITS == written) {
            return toned[i];
        }
    }
    return written << TONE_BITS | (tone != 0 ? tone : TONE_NEUTRAL);
}

void pinyin_append_key(struct buffer *out, const char *text, bool is_name, const char *reading) {
    uint16_t surnames[PINYIN_SURNAME_MOST][2] = {{0}};
    size_t ways = 0, length = strlen(text), at_reading = 0, hanzi = 0;
    size_t surname = is_name ? pinyin_toned_surname(text, surnames, &ways) : 0;
    bool has_reading = is_name && reading != NULL && pinyin_fits(reading, text);
    for (size_t at = 0; at < length;) {
        char32_t character;
        char bytes[4];
        at += text_decode(text + at, length - at, &character);
        char32_t folded = fold_character(character);
        if (fold_is_hanzi(character)) {
            unsigned tone = 0;
            bool is_wrong;
            unsigned written =
                has_reading ? next_syllable(reading, &at_reading, &tone, &is_wrong) : 0;
            unsigned own = hanzi < surname ? surnames[0][hanzi] : 0;
            append_hanzi(out, character, toned_of(character, written, tone, own));
            hanzi++;
        } else if (folded != ' ' && folded != DOT) {
            buffer_append_bytes(out, bytes, text_encode(folded, bytes));
        }
    }
}
