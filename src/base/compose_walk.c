/* Finds words by their syllables: the list built in and the office's together, one reading after another. Bounded:
 * a reading that no word begins with is left at once, and so is a place with too many. */
#include "base/compose_private.h"

#include <string.h>

enum { STEPS_MOST = 600 /* syllables tried from one place */, KEY_BITS = 64 };

struct level {
    const struct token *token;
    size_t at;     /* place of the letters behind it */
    size_t choice; /* the next token to be tried there */
    uint64_t key;
    int penalty;
    size_t low, high;         /* groups whose key begins with it */
    size_t own_low, own_high; /* the office's words */
};

struct walk {
    const struct compose *compose;
    struct level levels[WORD_SYLLABLES_MOST + 1];
    size_t depth;
    bool (*each)(void *context, const struct found *found);
    void *context;
};

static size_t group_lower_bound(size_t low, size_t high, uint64_t key) {
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (word_groups[middle].key < key)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static int key_shift(size_t depth) {
    return KEY_BITS - WORD_KEY_BITS * (int)depth;
}

/* One syllable further; false when no word goes on so. */
static bool descend(struct walk *walk, const struct token *token) {
    const struct level *from = &walk->levels[walk->depth];
    struct level *to = &walk->levels[walk->depth + 1];
    int shift = key_shift(walk->depth + 1);
    uint64_t key = from->key | (uint64_t)token->letter << shift;
    uint64_t next = key + ((uint64_t)1 << shift);
    to->low = group_lower_bound(from->low, from->high, key);
    to->high = group_lower_bound(to->low, from->high, next);
    to->own_low = own_lower_bound(&walk->compose->own, from->own_low, from->own_high, key);
    to->own_high = own_lower_bound(&walk->compose->own, to->own_low, from->own_high, next);
    if (to->low == to->high && to->own_low == to->own_high)
        return false;
    to->token = token;
    to->at = token->end;
    to->choice = 0;
    to->key = key;
    to->penalty = from->penalty + token->penalty;
    walk->depth++;
    return true;
}

static bool fits(const struct walk *walk, const uint16_t *syllables) {
    for (size_t i = 0; i < walk->depth; i++) {
        size_t syllable = syllables[i];
        const struct token *token = walk->levels[i + 1].token;
        if (!(token->syllables[syllable / SYLLABLE_BITS] >> syllable % SYLLABLE_BITS & 1))
            return false;
    }
    return true;
}

static void tell_listed(const struct walk *walk, const struct level *level) {
    const struct word_group *group = &word_groups[level->low];
    struct found found = {
        {NULL, 0, (unsigned char)walk->depth}, 0, level->at, true, level->penalty > 0};
    size_t count = group[1].word - group->word;
    for (size_t i = 0; i < count; i++) {
        uint32_t unit = group->unit + (uint32_t)(i * walk->depth);
        if (!fits(walk, word_syllables + unit))
            continue;
        found.word.unit = unit;
        found.cost = word_costs[group->word + i] + level->penalty;
        if (!walk->each(walk->context, &found))
            return;
        found.is_new_reading = false;
    }
}

static void tell_own(const struct walk *walk, const struct level *level) {
    const struct own_words *own = &walk->compose->own;
    struct found found = {
        {NULL, 0, (unsigned char)walk->depth}, 0, level->at, true, level->penalty > 0};
    for (size_t i = level->own_low; i < level->own_high && own->items[i].key == level->key; i++) {
        if (!fits(walk, own->items[i].syllables))
            continue;
        found.word.own = &own->items[i];
        found.cost = own->items[i].cost + level->penalty;
        if (!walk->each(walk->context, &found))
            return;
        found.is_new_reading = false;
    }
}

/* The words of just as many syllables stand first in the range: their keys end there. */
static void tell(const struct walk *walk) {
    const struct level *level = &walk->levels[walk->depth];
    if (level->low < level->high && word_groups[level->low].key == level->key)
        tell_listed(walk, level);
    tell_own(walk, level);
}

void compose_walk(const struct compose *compose, size_t start,
                  bool (*each)(void *context, const struct found *found), void *context) {
    struct walk walk = {.compose = compose, .each = each, .context = context};
    walk.levels[0] =
        (struct level){.at = start, .high = word_group_count, .own_high = compose->own.count};
    for (int steps = 0; steps < STEPS_MOST; steps++) {
        struct level *level = &walk.levels[walk.depth];
        bool is_end =
            walk.depth == WORD_SYLLABLES_MOST || level->choice == compose->token_count[level->at];
        if (is_end && walk.depth == 0)
            return;
        if (is_end)
            walk.depth--;
        else if (descend(&walk, &compose->tokens[level->at][level->choice++]))
            tell(&walk);
    }
}
