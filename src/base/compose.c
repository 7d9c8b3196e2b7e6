/* The composition: letters typed, candidates for them, choosing. Which words there are is the walk's; here they
 * are put in order and together to a sentence. */
#include "base/compose_private.h"

#include "base/text.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum {
    PAIRS_FROM = 0xd800, /* word_hanzi below 0xdc00 are indices of word_wide_hanzi */
    PAIRS_UNTIL = 0xe000,
    LEARNED_MOST = 8,       /* hanzi of a word learned from choices one after another */
    SLOTS = 4096,           /* > 2 × COLLECTED_MOST */
    OF_SYLLABLE_MOST = 350, /* candidates of one reading */
    OF_INITIAL_MOST = 40,
    OF_WORD_MOST = 80,
};

struct compose *compose_new(void) {
    return calloc(1, sizeof(struct compose));
}

void compose_free(struct compose *compose) {
    if (!compose)
        return;
    own_release(&compose->own);
    buffer_release(&compose->texts);
    buffer_release(&compose->chosen);
    free(compose);
}

void compose_set_fuzzy(struct compose *compose, bool is_fuzzy) {
    compose->is_fuzzy = is_fuzzy;
    compose_refresh(compose);
}

/* ---- words ------------------------------------------------------------------------------------------ */

static char32_t hanzi_at(uint32_t unit) {
    char32_t hanzi = word_hanzi[unit];
    bool is_wide = hanzi >= PAIRS_FROM && hanzi < PAIRS_UNTIL;
    return is_wide ? word_wide_hanzi[hanzi - PAIRS_FROM] : hanzi;
}

void word_append_text(const struct word_ref *word, struct buffer *out) {
    char bytes[4];
    if (word->own) {
        buffer_append(out, word->own->text);
        return;
    }
    for (size_t i = 0; i < word->length; i++)
        buffer_append_bytes(out, bytes, text_encode(hanzi_at(word->unit + (uint32_t)i), bytes));
}

const uint16_t *word_reading(const struct word_ref *word) {
    return word->own ? word->own->syllables : word_syllables + word->unit;
}

/* ---- the likeliest sentence ------------------------------------------------------------------------- */

struct arrival {
    int cost; /* INT_MAX: nothing leads here */
    size_t from;
    struct word_ref word;
};

struct sentence {
    struct arrival arrivals[COMPOSE_LETTERS_MOST + 1];
    size_t start;
};

/* Only the cheapest word of a reading can be part of the cheapest sentence. */
static bool arrive(void *context, const struct found *found) {
    struct sentence *sentence = context;
    struct arrival *arrival = &sentence->arrivals[found->end];
    int cost = sentence->arrivals[sentence->start].cost + found->cost;
    if (cost < arrival->cost)
        *arrival = (struct arrival){cost, sentence->start, found->word};
    return false;
}

/* Takes down the pieces of the way to `end`; false when they are too many. */
static bool take_pieces(struct compose *compose, const struct sentence *sentence, size_t end) {
    size_t count = 0;
    for (size_t at = end; at > 0; at = sentence->arrivals[at].from)
        count++;
    if (count > PIECES_MOST)
        return false;
    compose->pieces = count;
    for (size_t at = end; at > 0; at = sentence->arrivals[at].from)
        compose->sentence[--count] = sentence->arrivals[at].word;
    return true;
}

/* Returns how many letters the sentence stands for; 0 when there is none. */
static size_t make_sentence(struct compose *compose, int *cost) {
    struct sentence sentence;
    size_t end = compose->length;
    for (size_t i = 0; i <= compose->length; i++)
        sentence.arrivals[i].cost = i == 0 ? 0 : INT_MAX;
    for (size_t i = 0; i < compose->length; i++) {
        sentence.start = i;
        if (sentence.arrivals[i].cost < INT_MAX)
            compose_walk(compose, i, arrive, &sentence);
    }
    while (end > 0 && sentence.arrivals[end].cost == INT_MAX)
        end--;
    *cost = sentence.arrivals[end].cost;
    return end > 0 && take_pieces(compose, &sentence, end) ? end : 0;
}

/* ---- candidates ------------------------------------------------------------------------------------- */

/* Every hanzi of a syllable, but of a bare initial only the commonest. */
static bool collect(void *context, const struct found *found) {
    struct compose *compose = context;
    int most = found->word.length > 1 ? OF_WORD_MOST
               : found->is_shortened  ? OF_INITIAL_MOST
                                      : OF_SYLLABLE_MOST;
    compose->of_reading = found->is_new_reading ? 1 : compose->of_reading + 1;
    if (compose->count == COLLECTED_MOST || compose->of_reading > most)
        return false;
    compose->candidates[compose->count++] = (struct candidate){
        .cost = found->cost, .word = found->word, .end = (unsigned char)found->end};
    return true;
}

/* What stands for more letters comes first, then what is likelier. */
static int compare(const void *left, const void *right) {
    const struct candidate *a = left, *b = right;
    if (a->end != b->end)
        return a->end > b->end ? -1 : 1;
    if (a->cost != b->cost)
        return a->cost < b->cost ? -1 : 1;
    if (a->word.unit != b->word.unit)
        return a->word.unit < b->word.unit ? -1 : 1;
    return 0;
}

static size_t hash(const char *text) {
    size_t value = 5381;
    for (; *text; text++)
        value = value * 33 + (unsigned char)*text;
    return value;
}

/* False when the text is among the candidates already; `slots` hold 1 + their index. */
static bool enter(const struct compose *compose, uint16_t slots[SLOTS], const char *text,
                  size_t index) {
    size_t slot = hash(text) % SLOTS;
    for (; slots[slot] != 0; slot = (slot + 1) % SLOTS) {
        const struct candidate *other = &compose->candidates[slots[slot] - 1];
        if (strcmp(buffer_text(&compose->texts) + other->text, text) == 0)
            return false;
    }
    slots[slot] = (uint16_t)(index + 1);
    return true;
}

static void append_candidate(const struct compose *compose, const struct candidate *candidate,
                             struct buffer *out) {
    if (candidate->word.length > 0) {
        word_append_text(&candidate->word, out);
        return;
    }
    for (size_t i = 0; i < compose->pieces; i++)
        word_append_text(&compose->sentence[i], out);
}

/* Gives each its text; the same text stays once, where it stands first. */
static void write_texts(struct compose *compose) {
    uint16_t slots[SLOTS] = {0};
    struct buffer text = BUFFER_INIT;
    size_t left = 0;
    for (size_t i = 0; i < compose->count; i++) {
        buffer_clear(&text);
        append_candidate(compose, &compose->candidates[i], &text);
        if (!enter(compose, slots, buffer_text(&text), left))
            continue;
        compose->candidates[left] = compose->candidates[i];
        compose->candidates[left++].text = (uint32_t)compose->texts.length;
        buffer_append_bytes(&compose->texts, buffer_text(&text), text.length + 1);
    }
    compose->count = left < COMPOSE_CANDIDATES_MOST ? left : COMPOSE_CANDIDATES_MOST;
    if (compose->texts.failed || text.failed)
        compose->count = 0;
    buffer_release(&text);
}

void compose_refresh(struct compose *compose) {
    int cost = 0;
    buffer_clear(&compose->texts);
    compose->count = 0;
    if (compose->length == 0)
        return;
    own_sort(&compose->own);
    compose_read(compose);
    size_t end = make_sentence(compose, &cost);
    if (end > 0)
        compose->candidates[compose->count++] =
            (struct candidate){.cost = INT_MIN, .end = (unsigned char)end};
    compose_walk(compose, 0, collect, compose);
    qsort(compose->candidates, compose->count, sizeof *compose->candidates, compare);
    write_texts(compose);
}

/* ---- typing ----------------------------------------------------------------------------------------- */

bool compose_type(struct compose *compose, char letter) {
    bool is_letter = letter >= 'a' && letter <= 'z';
    bool is_separator = letter == '\'' && compose->length > 0;
    if ((!is_letter && !is_separator) || compose->length == COMPOSE_LETTERS_MOST)
        return false;
    compose->letters[compose->length++] = letter;
    compose->letters[compose->length] = '\0';
    compose_refresh(compose);
    return true;
}

static void forget_chosen(struct compose *compose) {
    buffer_clear(&compose->chosen);
    compose->chosen_length = 0;
    compose->chosen_parts = 0;
}

bool compose_backspace(struct compose *compose) {
    if (compose->length == 0)
        return false;
    compose->letters[--compose->length] = '\0';
    compose_refresh(compose);
    if (compose->length == 0)
        forget_chosen(compose);
    return true;
}

void compose_clear(struct compose *compose) {
    compose->length = 0;
    compose->letters[0] = '\0';
    forget_chosen(compose);
    compose_refresh(compose);
}

const char *compose_letters(const struct compose *compose) {
    return compose->letters;
}

size_t compose_count(const struct compose *compose) {
    return compose->count;
}

const char *compose_candidate(const struct compose *compose, size_t index) {
    return buffer_text(&compose->texts) + compose->candidates[index].text;
}

/* ---- choosing --------------------------------------------------------------------------------------- */

/* Notes what was chosen for the word that choices one after another make. */
static void note_word(struct compose *compose, const struct word_ref *word) {
    size_t length = compose->chosen_length + word->length;
    word_append_text(word, &compose->chosen);
    for (size_t i = 0; i < word->length && compose->chosen_length + i < WORD_SYLLABLES_MOST; i++)
        compose->chosen_syllables[compose->chosen_length + i] = word_reading(word)[i];
    compose->chosen_length = length < WORD_SYLLABLES_MOST ? length : WORD_SYLLABLES_MOST + 1;
}

static void note(struct compose *compose, const struct candidate *candidate) {
    compose->chosen_parts++;
    if (candidate->word.length > 0) {
        note_word(compose, &candidate->word);
        return;
    }
    for (size_t i = 0; i < compose->pieces; i++)
        note_word(compose, &compose->sentence[i]);
}

/* A sentence is no word, but a word chosen is one, and so is a short text chosen piece by piece. */
static void learn(struct compose *compose, const struct candidate *candidate) {
    struct buffer text = BUFFER_INIT;
    struct word_ref word = candidate->word;
    if (word.length == 0 && compose->pieces == 1)
        word = compose->sentence[0];
    bool is_whole = compose->length == 0;
    if (word.length > 0 && (!is_whole || compose->chosen_parts == 1)) {
        uint16_t syllables[WORD_SYLLABLES_MOST];
        word_append_text(&word, &text);
        memcpy(syllables, word_reading(&word), word.length * sizeof *syllables);
        (void)own_learn(&compose->own, buffer_text(&text), syllables, word.length);
    } else if (is_whole && compose->chosen_parts > 1 && compose->chosen_length <= LEARNED_MOST) {
        (void)own_learn(&compose->own, buffer_text(&compose->chosen), compose->chosen_syllables,
                        compose->chosen_length);
    }
    buffer_release(&text);
}

void compose_choose(struct compose *compose, size_t index, struct buffer *out) {
    if (index >= compose->count)
        return;
    struct candidate candidate = compose->candidates[index];
    buffer_append(out, compose_candidate(compose, index));
    note(compose, &candidate);
    compose->length -= candidate.end;
    memmove(compose->letters, compose->letters + candidate.end, compose->length + 1);
    learn(compose, &candidate);
    if (compose->length == 0)
        forget_chosen(compose);
    compose_refresh(compose);
}
