/* Pinyin of hanzi: readings, patterns typed in pinyin, keys to sort by. No heap, constant tables; time is
 * bounded by the product of the text's and the pattern's length. Tables: data/unicode/readings.tsv. */
#ifndef ZWGK_BASE_PINYIN_H
#define ZWGK_BASE_PINYIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <uchar.h>

struct buffer;

enum {
    PINYIN_READINGS_MOST = 12, /* of one hanzi */
    PINYIN_PATTERN_MOST = 63,  /* characters of a pattern */
    PINYIN_SURNAME_MOST = 4,   /* readings of one surname */
    PINYIN_INITIALS_MOST = 64  /* strings of initials asked for at once */
};

/* ---- readings: a syllable without its tone is a small number, in alphabetical order; 0 is none ------- */

/* Every reading a search accepts, the commonest first, surname readings (单 shan, 万 mo) included. Give the
 * character as stored, not folded: 乾 is also qian. Returns their number; 0 for what is no hanzi. */
size_t pinyin_readings(char32_t character, uint16_t readings[PINYIN_READINGS_MOST]);
const char *pinyin_spelling(unsigned reading); /* "zhai"; ü is v: "lv", "nve"; "" for 0 */
char pinyin_initial(unsigned reading);         /* its first letter; '\0' for 0 */
unsigned pinyin_last(void);                    /* the highest number */
/* The syllable spelled by [text, text+length), letters a-z, ü or v for ü; lue nue are lve nve, jv is ju.
 * 0 when there is none. */
unsigned pinyin_find(const char *text, size_t length);
/* The surname `name` begins with, when it has readings of its own: the number of its hanzi (1 or 2, 0: none
 * such). readings[i][0..1] are the syllables of its i-th way of reading, the usual one first. */
size_t pinyin_surname(const char *name, uint16_t readings[PINYIN_SURNAME_MOST][2], size_t *count);

/* ---- patterns: zjd zhaijidi zhaijd zhai'jidi 宅jd 宅基di --------------------------------------------- */

/* How letters are read: as whole syllables with the fewest bare initials left over (zh ch sh are one), all
 * ways that tie (xian, xi'an); besides, when every letter can be one, all as bare initials (dagl: 档案管理; a bare
 * initial also stands for that Latin letter).
 * a o e alone stand for any syllable beginning so; the last syllable may be unfinished (zhon). ' and blanks
 * part syllables. Hanzi, digits and others stand for themselves, folded. */
struct pinyin_pattern {
    char32_t characters[PINYIN_PATTERN_MOST + 1]; /* folded; ü is v */
    size_t count;
    bool has_letters; /* false: nothing to be read as pinyin */
    /* By place: bit n: an element of n characters may stand here. */
    uint8_t whole[PINYIN_PATTERN_MOST + 1];  /* a syllable, or another character than a letter */
    uint8_t begins[PINYIN_PATTERN_MOST + 1]; /* a beginning: bare initial, unfinished last syllable */
    bool all_initials;                       /* every letter may be a bare initial */
};
/* Reads what was typed. False when it is empty or longer than PINYIN_PATTERN_MOST. */
bool pinyin_pattern_read(struct pinyin_pattern *pattern, const char *typed, size_t length);
/* The first place of [text, text+length) at or after byte `from` that the pattern matches; blanks in the text
 * between matched characters are passed over. *start, *end: its bytes. */
bool pinyin_matches(const struct pinyin_pattern *pattern, const char *text, size_t length, size_t from,
                    size_t *start, size_t *end);
/* The same against a reading of syllables parted by blanks (person.reading), from its first syllable on or
 * any later. */
bool pinyin_matches_reading(const struct pinyin_pattern *pattern, const char *reading);
/* The initials a match can have: each string holds those of its first `depth` characters (fewer when the
 * pattern is shorter or a character comes that is no hanzi with a reading, letter or digit). Distinct; a text without any of them
 * does not match. `most`:
 * PINYIN_INITIALS_MOST or less. Returns their number, or most + 1 when there are more: then ask for a smaller depth. */
size_t pinyin_initials(const struct pinyin_pattern *pattern, size_t depth, size_t most,
                       char out[][PINYIN_PATTERN_MOST + 1]);

/* ---- names -------------------------------------------------------------------------------------------- */

/* Calls `each` with the initials and the syllables run together of every way to read the text (characters
 * without a reading are left out, letters and digits stand for themselves), surname readings first; `reading`
 * (NULL or "": none) comes before all. At most `most`; false when it was cut there. Stops when `each` returns false. */
bool pinyin_ways(const char *text, const char *reading, size_t most,
                 bool (*each)(void *context, const char *initials, const char *syllables), void *context);
/* Appends a key whose bytes sort as 汉语拼音: by syllable, tone, strokes, code point of each character. Of a
 * person's name (`is_name`) the surname's own reading counts, or all of `reading` when given (NULL or "": none).
 * Half-width digits and letters come before hanzi, other characters after; blanks and · count for nothing.
 * Valid UTF-8 without NUL. */
void pinyin_append_key(struct buffer *out, const char *text, bool is_name, const char *reading);
/* True when `reading` is syllables parted by blanks, one for each hanzi of `name`; tone digits 1-5 allowed. */
bool pinyin_fits(const char *reading, const char *name);

#endif
