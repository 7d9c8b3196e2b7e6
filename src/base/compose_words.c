/* The office's words: names out of its registers and what its clerks have chosen, kept in the order in which
 * they are looked up. Writes nothing: what was kept is handed out by compose_take_kept. */
#include "base/compose_private.h"

#include "base/fold.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum {
    OWN_MOST = 12000,
    COST_NAME = 135,    /* behind the common words, before what is put together */
    COST_LEARNED = 106, /* chosen once; each doubling makes it cheaper */
    COST_DOUBLING = 14,
    COST_LEAST = 48,
    KEY_TOP = 64,
};

static void free_word(struct own_word *word) {
    free(word->text);
    word->text = NULL;
}

void own_release(struct own_words *own) {
    for (size_t i = 0; i < own->count; i++)
        free_word(&own->items[i]);
    free(own->items);
    *own = (struct own_words){0};
}

size_t own_lower_bound(const struct own_words *own, size_t low, size_t high, uint64_t key) {
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (own->items[middle].key < key)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static uint64_t key_of(const uint16_t *syllables, size_t length) {
    uint64_t key = 0;
    for (size_t i = 0; i < length; i++) {
        uint64_t letter = compose_key_letter(word_syllable_names[syllables[i]][0]);
        key |= letter << (KEY_TOP - WORD_KEY_BITS * (int)(i + 1));
    }
    return key;
}

static unsigned char cost_of(const struct own_word *word) {
    int cost = word->is_name ? COST_NAME : COST_LEARNED;
    if (word->uses > 0)
        cost = COST_LEARNED;
    for (int uses = word->uses; uses > 1; uses /= 2)
        cost -= COST_DOUBLING;
    return (unsigned char)(cost > COST_LEAST ? cost : COST_LEAST);
}

static bool make_room(struct own_words *own) {
    if (own->count == OWN_MOST)
        return false;
    if (own->count < own->capacity)
        return true;
    size_t capacity = own->capacity > 0 ? own->capacity * 2 : 64;
    struct own_word *items = realloc(own->items, capacity * sizeof *items);
    if (!items)
        return false;
    own->items = items;
    own->capacity = capacity;
    return true;
}

/* Adds the word at the end; NULL when that cannot be. */
static struct own_word *append(struct own_words *own, const char *text, const uint16_t *syllables,
                               size_t length) {
    char *copy = make_room(own) ? text_copy(text) : NULL;
    if (!copy)
        return NULL;
    struct own_word *word = &own->items[own->count++];
    *word = (struct own_word){
        .key = key_of(syllables, length), .text = copy, .length = (unsigned char)length};
    memcpy(word->syllables, syllables, length * sizeof *syllables);
    own->is_unsorted = true;
    return word;
}

static int compare_words(const struct own_word *a, const struct own_word *b) {
    if (a->key != b->key)
        return a->key < b->key ? -1 : 1;
    int order = strcmp(a->text, b->text);
    return order != 0 ? order : memcmp(a->syllables, b->syllables, sizeof a->syllables);
}

static int by_word(const void *left, const void *right) {
    return compare_words(left, right);
}

static int by_cost(const void *left, const void *right) {
    const struct own_word *a = left, *b = right;
    if (a->key == b->key && a->cost != b->cost)
        return a->cost < b->cost ? -1 : 1;
    return compare_words(a, b);
}

static void merge(struct own_word *into, struct own_word *word) {
    into->uses += word->uses;
    into->pending += word->pending;
    into->kept += word->kept;
    into->is_name = into->is_name || word->is_name;
    free_word(word);
}

void own_sort(struct own_words *own) {
    size_t left = 0;
    if (!own->is_unsorted)
        return;
    own->is_unsorted = false;
    if (own->count == 0)
        return;
    qsort(own->items, own->count, sizeof *own->items, by_word);
    for (size_t i = 1; i < own->count; i++) {
        if (compare_words(&own->items[left], &own->items[i]) == 0)
            merge(&own->items[left], &own->items[i]);
        else
            own->items[++left] = own->items[i];
    }
    own->count = left + 1;
    for (size_t i = 0; i < own->count; i++)
        own->items[i].cost = cost_of(&own->items[i]);
    qsort(own->items, own->count, sizeof *own->items, by_cost);
}

/* Puts the word where its cost belongs, among those of its key. */
static void settle(struct own_words *own, size_t at) {
    struct own_word *items = own->items, word = items[at];
    word.cost = cost_of(&word);
    for (; at > 0 && items[at - 1].key == word.key && items[at - 1].cost > word.cost; at--)
        items[at] = items[at - 1];
    items[at] = word;
}

/* Moves the last word to those of its key, or into itself when it is there already. */
static size_t put_last(struct own_words *own) {
    struct own_word word = own->items[--own->count];
    size_t at = own_lower_bound(own, 0, own->count, word.key);
    for (; at < own->count && own->items[at].key == word.key; at++) {
        if (compare_words(&own->items[at], &word) != 0)
            continue;
        merge(&own->items[at], &word);
        return at;
    }
    memmove(own->items + at + 1, own->items + at, (own->count - at) * sizeof *own->items);
    own->items[at] = word;
    own->count++;
    return at;
}

bool own_learn(struct own_words *own, const char *text, const uint16_t *syllables, size_t length) {
    own_sort(own);
    struct own_word *word = append(own, text, syllables, length);
    if (!word)
        return false;
    word->uses = 1;
    word->pending = 1;
    own->has_pending = true;
    own->is_unsorted = false;
    settle(own, put_last(own));
    return true;
}

/* "zhai ji di" as syllables; 0 when it is none, or of too many. */
static size_t read_reading(const char *reading, uint16_t syllables[WORD_SYLLABLES_MOST]) {
    size_t count = 0;
    for (;;) {
        reading += strspn(reading, " ");
        size_t length = strcspn(reading, " ");
        if (length == 0)
            return count;
        size_t syllable = word_syllable_find(reading, length);
        if (syllable == word_syllable_count || count == WORD_SYLLABLES_MOST)
            return 0;
        syllables[count++] = (uint16_t)syllable;
        reading += length;
    }
}

static bool is_of_hanzi(const char *word, size_t count) {
    size_t length = strlen(word), characters = 0;
    char32_t character;
    for (size_t at = 0; at < length; at += text_decode(word + at, length - at, &character)) {
        (void)text_decode(word + at, length - at, &character);
        if (!fold_is_hanzi(character))
            return false;
        characters++;
    }
    return characters == count;
}

bool compose_add_word(struct compose *compose, const char *word, const char *reading, int uses) {
    uint16_t syllables[WORD_SYLLABLES_MOST] = {0};
    size_t count = read_reading(reading, syllables);
    if (count == 0 || !is_of_hanzi(word, count))
        return false;
    struct own_word *added = append(&compose->own, word, syllables, count);
    if (!added)
        return false;
    added->uses = uses;
    added->is_name = uses == 0;
    compose_refresh(compose);
    return true;
}

/* ---- what was chosen -------------------------------------------------------------------------------- */

void compose_keep(struct compose *compose) {
    struct own_words *own = &compose->own;
    for (size_t i = 0; i < own->count; i++) {
        struct own_word *word = &own->items[i];
        own->has_kept = own->has_kept || word->pending > 0;
        word->kept += word->pending;
        word->pending = 0;
    }
    own->has_pending = false;
}

void compose_drop(struct compose *compose) {
    struct own_words *own = &compose->own;
    size_t left = 0;
    if (!own->has_pending)
        return;
    for (size_t i = 0; i < own->count; i++) {
        struct own_word *word = &own->items[i];
        word->uses -= word->pending;
        word->pending = 0;
        if (word->uses == 0 && !word->is_name)
            free_word(word);
        else
            own->items[left++] = *word;
    }
    own->count = left;
    own->has_pending = false;
    own->is_unsorted = true;
    own_sort(own);
    compose_refresh(compose);
}

bool compose_take_kept(struct compose *compose, struct buffer *word, struct buffer *reading,
                       int *uses) {
    struct own_words *own = &compose->own;
    for (size_t i = 0; own->has_kept && i < own->count; i++) {
        struct own_word *kept = &own->items[i];
        if (kept->kept == 0)
            continue;
        buffer_append(word, kept->text);
        for (size_t j = 0; j < kept->length; j++) {
            buffer_append(reading, j > 0 ? " " : "");
            buffer_append(reading, word_syllable_names[kept->syllables[j]]);
        }
        *uses = kept->kept;
        kept->kept = 0;
        return true;
    }
    own->has_kept = false;
    return false;
}

void compose_forget_words(struct compose *compose) {
    own_release(&compose->own);
    compose_refresh(compose);
}
