/* The ways to read the letters from each place as one syllable: whole, shortened to its beginning, unfinished at
 * the end. Chooses nothing: which words come of it, and how likely, is said by compose_walk. */
#include "base/compose_private.h"

#include <string.h>

/* What reading a syllable so costs, in the unit of word_costs: a beginning is a guess. */
enum {
    PENALTY_INITIAL = 14,
    PENALTY_UNFINISHED = 5,
    PENALTY_LONGER = 30 /* a whole one, more letters of which may follow */,
    PENALTY_FUZZY = 6
};

static int compare_start(const char *name, const char *text, size_t length) {
    return strncmp(name, text, length);
}

/* The first syllable that does not lie before `text`, as far as it goes; `is_after`: that lies behind all which
 * begin so. */
static size_t bound(const char *text, size_t length, bool is_after) {
    size_t low = 0, high = word_syllable_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = compare_start(word_syllable_names[middle], text, length);
        if (order < 0 || (is_after && order == 0))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* ü is v; after j q x y it is u, and lue nue are lve nve. */
static size_t spell(const char *text, size_t length, char out[WORD_LETTERS_MOST + 1]) {
    if (length > WORD_LETTERS_MOST)
        return 0;
    memcpy(out, text, length);
    out[length] = '\0';
    if (length > 1 && out[1] == 'v' && strchr("jqxy", out[0]))
        out[1] = 'u';
    else if (strcmp(out, "lue") == 0 || strcmp(out, "nue") == 0)
        out[1] = 'v';
    return length;
}

size_t word_syllable_find(const char *text, size_t length) {
    char name[WORD_LETTERS_MOST + 1];
    if (length == 0 || spell(text, length, name) == 0)
        return word_syllable_count;
    size_t at = bound(name, length, false);
    bool is_there = at < word_syllable_count && strcmp(word_syllable_names[at], name) == 0;
    return is_there ? at : word_syllable_count;
}

unsigned char compose_key_letter(char letter) {
    if (letter == 'n')
        letter = 'l';
    else if (letter == 'f')
        letter = 'h';
    return (unsigned char)(letter - 'a' + 1);
}

/* ---- which syllables -------------------------------------------------------------------------------- */

static void set_bit(struct token *token, size_t syllable) {
    token->syllables[syllable / SYLLABLE_BITS] |= (uint64_t)1 << syllable % SYLLABLE_BITS;
}

/* The syllable spelled so, or (`is_start`) all that go on from it. False when there is none. */
static bool add_spelled(struct token *token, const char *text, size_t length, bool is_start) {
    char name[WORD_LETTERS_MOST + 1];
    if (length == 0 || spell(text, length, name) == 0)
        return false;
    size_t low = bound(name, length, false);
    size_t high = bound(name, length, true);
    bool is_any = false;
    for (size_t i = low; i < high; i++) {
        bool is_whole = word_syllable_names[i][length] == '\0';
        if (is_whole == is_start)
            continue;
        set_bit(token, i);
        is_any = true;
    }
    return is_any;
}

static const char *const fuzzy_starts[][2] = {{"zh", "z"}, {"ch", "c"}, {"sh", "s"}, {"z", "zh"},
                                              {"c", "ch"}, {"s", "sh"}, {"n", "l"},  {"l", "n"},
                                              {"h", "f"},  {"f", "h"}};
static const char *const fuzzy_ends[][2] = {{"ang", "an"}, {"eng", "en"}, {"ing", "in"},
                                            {"an", "ang"}, {"en", "eng"}, {"in", "ing"}};

/* The other spelling of its beginning; 0 when there is none. */
static size_t other_start(const char *text, size_t length, char out[2 * WORD_LETTERS_MOST]) {
    for (size_t i = 0; i < sizeof fuzzy_starts / sizeof *fuzzy_starts; i++) {
        size_t from = strlen(fuzzy_starts[i][0]), to = strlen(fuzzy_starts[i][1]);
        if (length < from || strncmp(text, fuzzy_starts[i][0], from) != 0)
            continue;
        memcpy(out, fuzzy_starts[i][1], to);
        memcpy(out + to, text + from, length - from);
        return length - from + to;
    }
    return 0;
}

static size_t other_end(const char *text, size_t length, char out[2 * WORD_LETTERS_MOST]) {
    for (size_t i = 0; i < sizeof fuzzy_ends / sizeof *fuzzy_ends; i++) {
        size_t from = strlen(fuzzy_ends[i][0]), to = strlen(fuzzy_ends[i][1]);
        if (length < from || strncmp(text + length - from, fuzzy_ends[i][0], from) != 0)
            continue;
        memcpy(out, text, length - from);
        memcpy(out + length - from, fuzzy_ends[i][1], to);
        return length - from + to;
    }
    return 0;
}

static bool add_fuzzy(struct token *token, const char *text, size_t length, bool is_start) {
    char starts[2 * WORD_LETTERS_MOST], ends[2 * WORD_LETTERS_MOST];
    size_t started = other_start(text, length, starts);
    bool is_any = started > 0 && add_spelled(token, starts, started, is_start);
    if (is_start)
        return is_any;
    size_t ended = other_end(text, length, ends);
    is_any = (ended > 0 && add_spelled(token, ends, ended, false)) || is_any;
    ended = started > 0 ? other_end(starts, started, ends) : 0;
    return (ended > 0 && add_spelled(token, ends, ended, false)) || is_any;
}

/* ---- from one place --------------------------------------------------------------------------------- */

struct place {
    struct compose *compose;
    size_t start;
    size_t room;  /* letters up to the next ' or the end */
    bool is_last; /* … the end */
};

static void put_token(const struct place *place, const struct token *token, size_t length,
                      int penalty) {
    struct compose *compose = place->compose;
    unsigned char *count = &compose->token_count[place->start];
    size_t end = place->start + length;
    if (*count == TOKENS_MOST)
        return;
    while (compose->letters[end] == '\'')
        end++;
    struct token *put = &compose->tokens[place->start][(*count)++];
    *put = *token;
    put->letter = compose_key_letter(compose->letters[place->start]);
    put->end = (unsigned char)end;
    put->penalty = (unsigned char)penalty;
}

static bool read_as(const struct place *place, size_t length, bool is_start, int penalty) {
    const char *text = place->compose->letters + place->start;
    struct token exact = {{0}, 0, 0, 0}, other = {{0}, 0, 0, 0};
    bool is_exact = add_spelled(&exact, text, length, is_start);
    if (is_exact)
        put_token(place, &exact, length, penalty);
    if (place->compose->is_fuzzy && add_fuzzy(&other, text, length, is_start))
        put_token(place, &other, length, penalty + PENALTY_FUZZY);
    return is_exact;
}

static size_t initial_length(const char *text, size_t room) {
    bool is_double = room > 1 && text[1] == 'h' && strchr("zcs", text[0]);
    return is_double ? 2 : 1;
}

static void read_place(const struct place *place) {
    const char *text = place->compose->letters + place->start;
    size_t most = place->room < WORD_LETTERS_MOST ? place->room : WORD_LETTERS_MOST;
    size_t longest = 0;
    for (size_t length = most; length > 0; length--)
        if (read_as(place, length, false, 0) && longest == 0)
            longest = length;
    size_t initial = initial_length(text, place->room);
    bool is_tail = place->is_last && place->room <= WORD_LETTERS_MOST;
    /* Where a whole syllable can be read, a bare initial is not what was meant. */
    for (size_t length = initial; longest < 2 && length > 0; length--)
        if (!is_tail || length != place->room)
            (void)read_as(place, length, true, PENALTY_INITIAL);
    if (is_tail) {
        bool is_whole = longest == place->room, is_initial = place->room <= initial;
        int penalty = is_initial ? PENALTY_INITIAL : PENALTY_UNFINISHED;
        (void)read_as(place, place->room, true, is_whole ? PENALTY_LONGER : penalty);
    }
}

void compose_read(struct compose *compose) {
    memset(compose->token_count, 0, sizeof compose->token_count);
    for (size_t start = 0; start < compose->length; start++) {
        struct place place = {compose, start, strcspn(compose->letters + start, "'"), false};
        place.is_last = start + place.room == compose->length;
        if (place.room > 0)
            read_place(&place);
    }
}
