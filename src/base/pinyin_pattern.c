/* Patterns typed in pinyin: read once into the elements that may stand at each place, then walked along a
 * text as a set of places, so that no choice is ever tried twice. Knows no index. */
#include "base/pinyin.h"

#include <string.h>

#include "base/fold.h"
#include "base/text.h"

enum { SYLLABLE_MOST = 6, COST_NONE = 255, DOT = 0xB7, APART = '\'' };

/* ---- reading what was typed --------------------------------------------------------------------- */

static bool is_letter(char32_t character) {
    return character >= 'a' && character <= 'z';
}

static bool is_initial(char32_t character) {
    return is_letter(character) && character != 'i' && character != 'u' && character != 'v';
}

static char32_t read_character(char32_t character) {
    char32_t folded = fold_character(character);
    if (folded == 0xFC) {
        return 'v';
    }
    bool parts = folded == ' ' || folded == DOT || folded == 0x2019 || folded == 0x2018;
    return parts ? APART : folded;
}

/* Behind these, ü is written u. */
static bool is_ju(char32_t initial) {
    return initial == 'j' || initial == 'q' || initial == 'x' || initial == 'y';
}

static bool read_characters(struct pinyin_pattern *pattern, const char *typed, size_t length) {
    for (size_t at = 0; at < length;) {
        char32_t character;
        at += text_decode(typed + at, length - at, &character);
        character = read_character(character);
        bool is_idle = character == APART &&
                       (pattern->count == 0 || pattern->characters[pattern->count - 1] == APART);
        if (is_idle) {
            continue;
        }
        if (pattern->count == PINYIN_PATTERN_MOST) {
            return false;
        }
        if (character == 'v' && pattern->count > 0 &&
            is_ju(pattern->characters[pattern->count - 1])) {
            character = 'u';
        }
        pattern->characters[pattern->count++] = character;
    }
    if (pattern->count > 0 && pattern->characters[pattern->count - 1] == APART) {
        pattern->count--;
    }
    return pattern->count > 0;
}

/* The letters from `at` on as bytes; their number, at most one more than a syllable has. */
static size_t letters_at(const struct pinyin_pattern *pattern, size_t at,
                         char letters[SYLLABLE_MOST + 2]) {
    size_t count = 0;
    while (count <= SYLLABLE_MOST && at + count < pattern->count &&
           is_letter(pattern->characters[at + count])) {
        letters[count] = (char)pattern->characters[at + count];
        count++;
    }
    letters[count] = '\0';
    return count;
}

static bool begins_syllable(const char *letters, size_t count) {
    for (unsigned i = 1; i <= pinyin_last(); i++) {
        if (strncmp(pinyin_spelling(i), letters, count) == 0) {
            return true;
        }
    }
    return false;
}

/* What an element of `count` letters costs as a beginning; COST_NONE when it is none. */
static unsigned cost_of_beginning(const char *letters, size_t count, bool is_last) {
    if (count == 1) {
        bool is_syllable = strchr("aoe", letters[0]) != NULL;
        return is_syllable ? 0 : is_initial((unsigned char)letters[0]) ? 1 : COST_NONE;
    }
    if (count == 2 && letters[1] == 'h' && strchr("zcs", letters[0]) != NULL) {
        return 1;
    }
    return is_last && count <= SYLLABLE_MOST && begins_syllable(letters, count) ? 1 : COST_NONE;
}

/* An element of `count` letters that may stand at `at`, if no way on is cheaper. */
static void offer(struct pinyin_pattern *pattern, size_t at, size_t count, bool is_whole,
                  unsigned cost, uint8_t *least) {
    if (cost > *least || cost >= COST_NONE) {
        return;
    }
    if (cost < *least) {
        *least = (uint8_t)cost;
        pattern->whole[at] = pattern->begins[at] = 0;
    }
    uint8_t *elements = is_whole ? pattern->whole : pattern->begins;
    elements[at] |= (uint8_t)(1U << count);
}

/* Keeps the elements of the cheapest ways on from `at`; `costs` are those of the places behind. */
static uint8_t read_letters(struct pinyin_pattern *pattern, size_t at, const uint8_t *costs) {
    char letters[SYLLABLE_MOST + 2];
    size_t count = letters_at(pattern, at, letters);
    uint8_t least = COST_NONE;
    for (size_t n = 1; n <= count && n <= SYLLABLE_MOST; n++) {
        unsigned after = costs[at + n];
        unsigned beginning = cost_of_beginning(letters, n, at + n == pattern->count);
        if (n > 1 && pinyin_find(letters, n) != 0) {
            offer(pattern, at, n, true, after, &least);
        } else {
            offer(pattern, at, n, false, beginning + after, &least);
        }
    }
    return least;
}

bool pinyin_pattern_read(struct pinyin_pattern *pattern, const char *typed, size_t length) {
    uint8_t costs[PINYIN_PATTERN_MOST + 1] = {0};
    memset(pattern, 0, sizeof *pattern);
    if (!read_characters(pattern, typed, length)) {
        return false;
    }
    pattern->all_initials = true;
    for (size_t at = pattern->count; at-- > 0;) {
        char32_t character = pattern->characters[at];
        if (is_letter(character)) {
            costs[at] = read_letters(pattern, at, costs);
            pattern->has_letters = true;
            pattern->all_initials = pattern->all_initials && is_initial(character);
        } else {
            costs[at] = costs[at + 1];
            pattern->whole[at] = 1U << 1;
        }
    }
    return true;
}

/* ---- walking ------------------------------------------------------------------------------------ */

/* Places of the pattern reached: by the cheapest ways, and by bare initials all through. */
struct reached {
    uint64_t syllables;
    uint64_t initials;
};

/* One character of the text. */
struct heard {
    char32_t folded;
    uint16_t readings[PINYIN_READINGS_MOST];
    size_t count;
};

static void reach(const struct pinyin_pattern *pattern, uint64_t *places, size_t at) {
    while (at < pattern->count && pattern->characters[at] == APART) {
        at++;
    }
    *places |= (uint64_t)1 << at;
}

static bool is_reached(const struct pinyin_pattern *pattern, const struct reached *reached) {
    return (((reached->syllables | reached->initials) >> pattern->count) & 1) != 0;
}

static struct reached begin(const struct pinyin_pattern *pattern) {
    return (struct reached){1, pattern->all_initials ? 1 : 0};
}

/* u stands for ü too: lu is lü. */
static bool letter_fits(char32_t typed, char spelled) {
    return typed == (unsigned char)spelled || (typed == 'u' && spelled == 'v');
}

static bool element_fits(const struct pinyin_pattern *pattern, size_t at, size_t count,
                         const char *spelling) {
    size_t i = 0;
    while (i < count && spelling[i] != '\0' &&
           letter_fits(pattern->characters[at + i], spelling[i])) {
        i++;
    }
    return i == count;
}

static bool has_initial(const struct heard *heard, char32_t letter) {
    for (size_t i = 0; i < heard->count; i++) {
        if ((unsigned char)pinyin_initial(heard->readings[i]) == letter) {
            return true;
        }
    }
    return heard->folded == letter;
}

/* Whether a reading fits the element of `count` letters at `at`. */
static bool is_heard(const struct pinyin_pattern *pattern, size_t at, size_t count, bool is_whole,
                     const struct heard *heard) {
    if (count == 1) {
        return has_initial(heard, pattern->characters[at]);
    }
    for (size_t i = 0; i < heard->count; i++) {
        const char *spelling = pinyin_spelling(heard->readings[i]);
        if (element_fits(pattern, at, count, spelling) && (!is_whole || spelling[count] == '\0')) {
            return true;
        }
    }
    return false;
}

static void step_syllables(const struct pinyin_pattern *pattern, size_t at,
                           const struct heard *heard, uint64_t *next) {
    if (!is_letter(pattern->characters[at])) {
        if (pattern->characters[at] == heard->folded) {
            reach(pattern, next, at + 1);
        }
        return;
    }
    for (size_t n = 1; n <= SYLLABLE_MOST; n++) {
        bool is_whole = ((pattern->whole[at] >> n) & 1) != 0;
        bool begins = ((pattern->begins[at] >> n) & 1) != 0;
        if ((is_whole || begins) && is_heard(pattern, at, n, is_whole, heard)) {
            reach(pattern, next, at + n);
        }
    }
}

static struct reached step(const struct pinyin_pattern *pattern, struct reached from,
                           const struct heard *heard) {
    struct reached next = {0, 0};
    for (size_t at = 0; at < pattern->count; at++) {
        if (((from.syllables >> at) & 1) != 0) {
            step_syllables(pattern, at, heard, &next.syllables);
        }
        char32_t wanted = pattern->characters[at];
        bool fits = is_letter(wanted) ? has_initial(heard, wanted) : wanted == heard->folded;
        if (((from.initials >> at) & 1) != 0 && fits) {
            reach(pattern, &next.initials, at + 1);
        }
    }
    return next;
}

/* Hears the character at `at`; its bytes. */
static size_t hear(const char *text, size_t length, size_t at, struct heard *heard) {
    char32_t character;
    size_t bytes = text_decode(text + at, length - at, &character);
    heard->folded = fold_character(character);
    heard->count = pinyin_readings(character, heard->readings);
    return bytes;
}

/* The end of a match that begins at `at`, 0 when there is none. */
static size_t match_at(const struct pinyin_pattern *pattern, const char *text, size_t length,
                       size_t at) {
    struct reached reached = begin(pattern);
    bool has_begun = false;
    while (at < length && (reached.syllables | reached.initials) != 0) {
        struct heard heard;
        size_t bytes = hear(text, length, at, &heard);
        at += bytes;
        if (has_begun && (heard.folded == ' ' || heard.folded == DOT)) {
            continue;
        }
        reached = step(pattern, reached, &heard);
        has_begun = true;
        if (is_reached(pattern, &reached)) {
            return at;
        }
    }
    return 0;
}

bool pinyin_matches(const struct pinyin_pattern *pattern, const char *text, size_t length,
                    size_t from, size_t *start, size_t *end) {
    while (from < length) {
        char32_t character;
        *end = match_at(pattern, text, length, from);
        if (*end != 0) {
            *start = from;
            return true;
        }
        from += text_decode(text + from, length - from, &character);
    }
    return false;
}

/* The next syllable of person.reading at *at; false behind the last. */
static bool next_syllable(const char *reading, size_t *at, struct heard *heard) {
    *at += strspn(reading + *at, " ");
    size_t length = strcspn(reading + *at, " 12345");
    heard->folded = 0;
    heard->count = 1;
    heard->readings[0] = (uint16_t)pinyin_find(reading + *at, length);
    *at += length;
    *at += strspn(reading + *at, "12345");
    return length > 0;
}

bool pinyin_matches_reading(const struct pinyin_pattern *pattern, const char *reading) {
    struct heard heard;
    for (size_t from = 0; next_syllable(reading, &from, &heard);) {
        struct reached reached = step(pattern, begin(pattern), &heard);
        size_t at = from;
        while (!is_reached(pattern, &reached) && next_syllable(reading, &at, &heard)) {
            reached = step(pattern, reached, &heard);
        }
        if (is_reached(pattern, &reached)) {
            return true;
        }
    }
    return false;
}

/* ---- initials ----------------------------------------------------------------------------------- */

/* A string so far, and the places of the pattern it leads to. */
struct branch {
    char initials[PINYIN_PATTERN_MOST + 1];
    struct reached reached;
    bool has_ended;
};

struct branches {
    struct branch items[PINYIN_INITIALS_MOST];
    size_t count;
    size_t most;
    bool is_full; /* one more was wanted */
};

/* The branch of this string, made when there is none; NULL when there is no room. */
static struct branch *branch_of(struct branches *branches, const char *initials, char initial) {
    char whole[PINYIN_PATTERN_MOST + 1];
    size_t length = strlen(initials);
    memcpy(whole, initials, length);
    whole[length] = initial;
    whole[length + (initial != '\0' ? 1 : 0)] = '\0';
    for (size_t i = 0; i < branches->count; i++) {
        if (strcmp(branches->items[i].initials, whole) == 0) {
            return &branches->items[i];
        }
    }
    if (branches->count == branches->most) {
        branches->is_full = true;
        return NULL;
    }
    struct branch *made = &branches->items[branches->count++];
    memset(made, 0, sizeof *made);
    memcpy(made->initials, whole, sizeof whole);
    return made;
}

static void end_branch(struct branches *next, const struct branch *from) {
    struct branch *ended = branch_of(next, from->initials, '\0');
    if (ended != NULL) {
        ended->has_ended = true;
    }
}

/* From place `at` over a character that is no letter: its initials, itself, or the string's end. */
static void branch_over(const struct pinyin_pattern *pattern, const struct branch *from, size_t at,
                        bool is_bare, struct branches *next) {
    uint16_t readings[PINYIN_READINGS_MOST];
    char32_t character = pattern->characters[at];
    size_t count = pinyin_readings(character, readings);
    bool is_plain = character > ' ' && character < 0x7F;
    if (count == 0 && !is_plain) {
        end_branch(next, from);
        return;
    }
    for (size_t i = 0; i < count || (i == 0 && is_plain); i++) {
        char initial = is_plain ? (char)character : pinyin_initial(readings[i]);
        struct branch *to = branch_of(next, from->initials, initial);
        if (to != NULL) {
            reach(pattern, is_bare ? &to->reached.initials : &to->reached.syllables, at + 1);
        }
    }
}

static void branch_letter(const struct pinyin_pattern *pattern, const struct branch *from,
                          size_t at, bool is_bare, struct branches *next) {
    unsigned lengths = is_bare ? 1U << 1 : pattern->whole[at] | pattern->begins[at];
    struct branch *to =
        lengths != 0 ? branch_of(next, from->initials, (char)pattern->characters[at]) : NULL;
    for (size_t n = 1; n <= SYLLABLE_MOST && to != NULL; n++) {
        if (((lengths >> n) & 1) != 0) {
            reach(pattern, is_bare ? &to->reached.initials : &to->reached.syllables, at + n);
        }
    }
}

static void branch_on(const struct pinyin_pattern *pattern, const struct branch *from,
                      struct branches *next) {
    if (from->has_ended || is_reached(pattern, &from->reached)) {
        end_branch(next, from);
    }
    for (size_t at = 0; at < pattern->count; at++) {
        for (int is_bare = 0; is_bare < 2; is_bare++) {
            uint64_t places = is_bare ? from->reached.initials : from->reached.syllables;
            if (((places >> at) & 1) == 0) {
                continue;
            }
            if (is_letter(pattern->characters[at])) {
                branch_letter(pattern, from, at, is_bare != 0, next);
            } else {
                branch_over(pattern, from, at, is_bare != 0, next);
            }
        }
    }
}

size_t pinyin_initials(const struct pinyin_pattern *pattern, size_t depth, size_t most,
                       char out[][PINYIN_PATTERN_MOST + 1]) {
    struct branches now = {.count = 1}, next;
    now.items[0] = (struct branch){.reached = begin(pattern)};
    most = most < PINYIN_INITIALS_MOST ? most : PINYIN_INITIALS_MOST;
    for (size_t i = 0; i < depth && i < pattern->count; i++) {
        next.count = 0;
        next.most = most;
        next.is_full = false;
        for (size_t j = 0; j < now.count; j++) {
            branch_on(pattern, &now.items[j], &next);
        }
        if (next.is_full) {
            return most + 1;
        }
        now = next;
    }
    for (size_t i = 0; i < now.count; i++) {
        memcpy(out[i], now.items[i].initials, sizeof now.items[i].initials);
    }
    return now.count;
}
