/* Texts become tokens. Every token is made of what the tokenizer "ascii" keeps whole: letters, digits and what is not ASCII.
 * What is not cut here is never found: search_term.c asks for nothing else. Reads no record. */
#include "store/search_cut.h"

#include <stdio.h>
#include <string.h>

#include "base/fold.h"
#include "base/text.h"

enum {
    RULES = 5 /* count up when a text becomes other tokens */,
    RUN = 3 /* initials in a token */
};
static const char32_t middle_dot = 0xB7;

const char *search_version(char out[SEARCH_VERSION_BYTES]) {
    snprintf(out, SEARCH_VERSION_BYTES, "%d.%08lx", RULES, (unsigned long)fold_version());
    return out;
}

/* ---- characters ----------------------------------------------------------------------------------- */

/* Of a folded character. What is neither ASCII nor punctuation counts as a hanzi does. */
enum token_class token_class_of(char32_t character) {
    if (character >= 'a' && character <= 'z')
        return TOKEN_LETTER;
    if (character >= '0' && character <= '9')
        return TOKEN_DIGIT;
    if (character < 0x80)
        return TOKEN_NONE;
    bool is_break = character < 0xC0 || (character >= 0x2000 && character <= 0x206F) ||
                    (character >= 0x3000 && character <= 0x3004) ||
                    (character >= 0x3008 && character <= 0x3020) ||
                    (character >= 0xFE00 && character <= 0xFE6F) || character >= 0xE0000 ||
                    character == 0xFFFD;
    return is_break ? TOKEN_NONE : TOKEN_WIDE;
}

/* Leaves out each run of blanks that has a hanzi on either side; in place. */
static size_t join_hanzi(char *text, size_t length) {
    size_t to = 0;
    bool is_after_hanzi = false;
    for (size_t at = 0; at < length;) {
        char32_t character;
        size_t blanks = strspn(text + at, " ");
        size_t next = at + blanks;
        if (blanks > 0 && next < length && is_after_hanzi) {
            text_decode(text + next, length - next, &character);
            blanks = fold_is_hanzi(character) ? 0 : blanks;
        }
        memset(text + to, ' ', blanks);
        to += blanks;
        if (next >= length)
            break;
        size_t bytes = text_decode(text + next, length - next, &character);
        is_after_hanzi = fold_is_hanzi(character);
        memmove(text + to, text + next, bytes);
        to += bytes;
        at = next + bytes;
    }
    return to;
}

void search_append_plain(struct buffer *out, const char *text, size_t length) {
    size_t from = out->length;
    fold_append(out, text, length);
    if (out->failed || out->length == from ||
        memchr(out->data + from, ' ', out->length - from) == NULL)
        return;
    out->length = from + join_hanzi(out->data + from, out->length - from);
    out->data[out->length] = '\0';
}

bool token_next_run(struct token_run *run) {
    size_t before = run->at;
    bool has_before = run->count > 0;
    run->count = 0;
    while (run->at < run->length) {
        char32_t character;
        size_t bytes = text_decode(run->text + run->at, run->length - run->at, &character);
        enum token_class class = token_class_of(character);
        if (run->count > 0 && class != run->class)
            return true;
        if (class != TOKEN_NONE && run->count == 0) {
            run->class = class;
            run->start = run->at;
            run->is_joined = has_before && run->at == before;
        }
        run->count += class != TOKEN_NONE ? 1 : 0;
        run->at += bytes;
    }
    return run->count > 0;
}

size_t token_step(const struct token_run *run, size_t at) {
    char32_t character;
    return text_decode(run->text + at, run->length - at, &character);
}

size_t token_size(enum token_class class) {
    return class == TOKEN_WIDE ? 2 : class == TOKEN_LETTER ? 3 : 4;
}

size_t token_bytes(const struct token_run *run, size_t at, size_t left) {
    size_t bytes = 0;
    for (size_t i = 0; i < token_size(run->class) && i < left; i++)
        bytes += token_step(run, at + bytes);
    return bytes;
}

size_t token_joint(const struct token_run *run, size_t *start) {
    *start = run->start;
    do
        --*start;
    while (*start > 0 && ((unsigned char)run->text[*start] & 0xC0) == 0x80);
    return run->start - *start + token_step(run, run->start);
}

static void append_token(struct buffer *out, const char *text, size_t length) {
    buffer_append_bytes(out, text, length);
    buffer_append_char(out, ' ');
}

void search_append_tokens(struct buffer *out, struct buffer *scratch, const char *text,
                          size_t length) {
    buffer_clear(scratch);
    search_append_plain(scratch, text, length);
    struct token_run run = {.text = buffer_text(scratch), .length = scratch->length};
    while (token_next_run(&run)) {
        size_t at = run.start;
        if (run.is_joined) {
            size_t start, bytes = token_joint(&run, &start);
            append_token(out, run.text + start, bytes);
        }
        for (size_t left = run.count; left > 0; left--) {
            append_token(out, run.text + at, token_bytes(&run, at, left));
            at += token_step(&run, at);
        }
    }
    out->failed = out->failed || scratch->failed;
}

/* ---- read aloud ----------------------------------------------------------------------------------- */

/* How a character may sound: its readings, and their initials. A letter or digit has no reading and is its own initial. */
struct sounds {
    uint16_t readings[2 * PINYIN_READINGS_MOST];
    size_t reading_count;
    char letters[2 * PINYIN_READINGS_MOST];
    size_t count; /* of letters */
};

/* The last characters of a run, the newest last. */
struct sounding {
    struct sounds window[RUN];
    size_t count;
    struct buffer *out;
};

static void add_letter(struct sounds *sounds, char letter) {
    if (letter != '\0' && sounds->count < sizeof sounds->letters &&
        memchr(sounds->letters, letter, sounds->count) == NULL)
        sounds->letters[sounds->count++] = letter;
}

/* A token for each combination of the first `count` in the window. */
static void emit(const struct sounding *sounding, size_t count) {
    size_t choice[RUN] = {0};
    size_t at = 0;
    while (at < count) {
        buffer_append(sounding->out, TOKEN_INITIALS);
        for (size_t i = 0; i < count; i++)
            buffer_append_char(sounding->out, sounding->window[i].letters[choice[i]]);
        buffer_append_char(sounding->out, ' ');
        for (at = 0; at < count && ++choice[at] == sounding->window[at].count; at++)
            choice[at] = 0;
    }
}

/* The i-th way it sounds; a letter is spelled as itself, a digit not at all. */
static const char *spelling_of(const struct sounds *sounds, size_t i, char letter[2]) {
    letter[0] = sounds->letters[0];
    letter[1] = '\0';
    return sounds->reading_count > 0 ? pinyin_spelling(sounds->readings[i]) : letter;
}

static size_t spellings(const struct sounds *sounds) {
    bool is_letter = sounds->count > 0 && token_class_of((unsigned char)sounds->letters[0]) == TOKEN_LETTER;
    return sounds->reading_count > 0 ? sounds->reading_count : is_letter;
}

/* Each way it sounds with each of the next; alone where none follows. `next` NULL: none. */
static void emit_pairs(const struct sounding *sounding, const struct sounds *first, const struct sounds *next) {
    size_t nexts = next == NULL ? 0 : spellings(next);
    char letter[2], next_letter[2];
    for (size_t i = 0; i < spellings(first); i++)
        for (size_t j = 0; j < (nexts == 0 ? 1 : nexts); j++)
            buffer_append_format(sounding->out, TOKEN_SYLLABLE "%s" TOKEN_AND "%s ", spelling_of(first, i, letter),
                                 nexts == 0 ? "" : spelling_of(next, j, next_letter));
}

static void drop_first(struct sounding *sounding) {
    sounding->count--;
    memmove(sounding->window, sounding->window + 1, sounding->count * sizeof *sounding->window);
}

static void hear(struct sounding *sounding, const struct sounds *sounds) {
    if (sounding->count > 0)
        emit_pairs(sounding, &sounding->window[sounding->count - 1], sounds);
    sounding->window[sounding->count++] = *sounds;
    if (sounding->count == RUN) {
        emit(sounding, RUN);
        drop_first(sounding);
    }
}

static void end_run(struct sounding *sounding) {
    if (sounding->count > 0)
        emit_pairs(sounding, &sounding->window[sounding->count - 1], NULL);
    while (sounding->count > 0) {
        emit(sounding, sounding->count);
        drop_first(sounding);
    }
}

/* Adds the readings it doesn't have yet. */
static void add_readings(struct sounds *sounds, char32_t character) {
    uint16_t readings[PINYIN_READINGS_MOST];
    size_t count = pinyin_readings(character, readings);
    for (size_t i = 0; i < count; i++) {
        size_t at = 0;
        while (at < sounds->reading_count && sounds->readings[at] != readings[i])
            at++;
        if (at == sounds->reading_count)
            sounds->readings[sounds->reading_count++] = readings[i];
    }
}

/* False when the character ends a run. A traditional hanzi sounds as the simplified one too, as which it may be typed. */
static bool sounds_of(char32_t character, struct sounds *sounds) {
    enum token_class class = token_class_of(fold_character(character));
    sounds->reading_count = 0;
    add_readings(sounds, character);
    add_readings(sounds, fold_character(character));
    sounds->count = 0;
    for (size_t i = 0; i < sounds->reading_count; i++)
        add_letter(sounds, pinyin_initial(sounds->readings[i]));
    if (sounds->reading_count == 0 && (class == TOKEN_LETTER || class == TOKEN_DIGIT))
        add_letter(sounds, (char)fold_character(character));
    return sounds->count > 0;
}

static bool has_hanzi(const char *text) {
    size_t length = strlen(text);
    char32_t character = 0;
    for (size_t at = 0; at < length && !fold_is_hanzi(character);)
        at += text_decode(text + at, length - at, &character);
    return fold_is_hanzi(character);
}

/* Syllables parted by blanks, a tone behind each or not. */
static void append_reading(struct buffer *out, const char *reading) {
    struct sounding sounding = {.out = out};
    for (const char *at = reading + strspn(reading, " 12345"); *at != '\0';
         at += strspn(at, " 12345")) {
        size_t length = strcspn(at, " 12345");
        unsigned syllable = pinyin_find(at, length);
        struct sounds sounds = {.readings = {(uint16_t)syllable}, .reading_count = 1};
        add_letter(&sounds, pinyin_initial(syllable));
        if (syllable != 0)
            hear(&sounding, &sounds);
        at += length;
    }
    end_run(&sounding);
}

void search_append_initials(struct buffer *out, const char *text, const char *reading) {
    struct sounding sounding = {.out = out};
    size_t length = strlen(text);
    if (!has_hanzi(text))
        return;
    for (size_t at = 0; at < length;) {
        char32_t character;
        struct sounds sounds;
        at += text_decode(text + at, length - at, &character);
        char32_t folded = fold_character(character);
        if (folded == ' ' || folded == middle_dot)
            continue;
        if (sounds_of(character, &sounds))
            hear(&sounding, &sounds);
        else
            end_run(&sounding);
    }
    end_run(&sounding);
    if (reading != NULL)
        append_reading(out, reading);
}

bool search_is_one_hanzi(const char *text) {
    char32_t character;
    size_t length = strlen(text);
    return length > 0 && text_decode(text, length, &character) == length &&
           token_class_of(character) == TOKEN_WIDE;
}
