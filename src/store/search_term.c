/* What somebody looks for becomes an expression over tokens: all that a text with it must have, and as much of it as makes
 * few others fit. Asks for nothing that search_token.c does not cut. */
#include <string.h>

#include "base/fold.h"
#include "base/text.h"
#include "store/search_cut.h"

enum {
    RUN = 3,
    TOKENS_MOST = 12, /* in one expression for one way */
    PATHS_MOST = 12,
    SOUNDS_MOST = 48, /* ways a piece may sound; pairs of them to choose from */
    PAIRS_MOST = 1000 /* the same where nothing better is known */
};
static const char letters[] = "abcdefghijklmnopqrstuvwxyz";
static const char digits[] = "0123456789";
static const char initials[] =
    "abcdefghijklmnopqrstuvwxyz0123456789"; /* letters and digits stand for themselves */

/* Tokens joined by AND. */
struct asked {
    struct buffer *out;
    size_t count;
};

static void next(struct asked *asked) {
    buffer_append(asked->out, asked->count++ > 0 ? " AND " : "");
}

static void append_one(struct buffer *out, const char *mark, const char *text, size_t length,
                       char further) {
    buffer_append_format(out, "\"%s%.*s", mark, (int)length, text);
    if (further != '\0')
        buffer_append_char(out, further);
    buffer_append_char(out, '"');
}

static void ask(struct asked *asked, const char *mark, const char *text, size_t length) {
    if (asked->count < TOKENS_MOST) {
        next(asked);
        append_one(asked->out, mark, text, length, '\0');
    }
}

/* One character less than a token: any of the tokens that begin so. They are taken one by one in the order of the records,
 * where a beginning would be merged whole. */
static void ask_any(struct asked *asked, const char *mark, const char *text, size_t length,
                    const char *further) {
    next(asked);
    buffer_append_char(asked->out, '(');
    append_one(asked->out, mark, text, length, '\0');
    for (; *further != '\0'; further++) {
        buffer_append(asked->out, " OR ");
        append_one(asked->out, mark, text, length, *further);
    }
    buffer_append_char(asked->out, ')');
}

static void ask_beginning(struct asked *asked, const char *mark, const char *text, size_t length) {
    next(asked);
    append_one(asked->out, mark, text, length, '\0');
    buffer_append_char(asked->out, '*');
}

/* ---- as it is written ------------------------------------------------------------------------------- */

/* Every token of the run: each further one leaves fewer records in which they stand apart. */
static void ask_run(struct asked *asked, const struct token_run *run) {
    size_t size = token_size(run->class);
    size_t at = run->start;
    for (size_t left = run->count; left >= size; left--) {
        ask(asked, "", run->text + at, token_bytes(run, at, size));
        at += token_step(run, at);
    }
}

static bool is_nearly_whole(const struct token_run *run) {
    return run->class != TOKEN_WIDE && run->count + 1 == token_size(run->class);
}

/* Runs shorter than a token. */
static void ask_short(struct asked *asked, const char *text, bool with_beginnings) {
    struct token_run run = {.text = text, .length = strlen(text)};
    while (token_next_run(&run)) {
        if (is_nearly_whole(&run))
            ask_any(asked, "", text + run.start, run.at - run.start,
                    run.class == TOKEN_DIGIT ? digits : letters);
        else if (with_beginnings)
            ask_beginning(asked, "", text + run.start, run.at - run.start);
    }
}

static bool is_year(const struct token_run *run) {
    return run->class == TOKEN_DIGIT && run->count == 4 &&
           (strncmp(run->text + run->start, "20", 2) == 0 ||
            strncmp(run->text + run->start, "19", 2) == 0);
}

/* Runs that have whole tokens; years, which half the records have, only where there is nothing else. */
static void ask_runs(struct asked *asked, const char *text, bool with_years) {
    struct token_run run = {.text = text, .length = strlen(text)};
    while (token_next_run(&run))
        if (run.count >= token_size(run.class) && (with_years || !is_year(&run)))
            ask_run(asked, &run);
}

static void ask_joints(struct asked *asked, const char *text) {
    struct token_run run = {.text = text, .length = strlen(text)};
    while (token_next_run(&run))
        if (run.is_joined) {
            size_t start, bytes = token_joint(&run, &start);
            ask(asked, "", run.text + start, bytes);
        }
}

/* The best there is. */
static enum search_strength ask_written(struct asked *asked, const char *text,
                                        bool with_beginnings) {
    struct token_run run = {.text = text, .length = strlen(text)};
    bool has_any = false, has_run = false;
    ask_runs(asked, text, false);
    if (asked->count == 0)
        ask_joints(asked, text);
    if (asked->count == 0)
        ask_runs(asked, text, true);
    if (asked->count > 0)
        return SEARCH_WHOLE_TOKENS;
    while (token_next_run(&run)) {
        has_run = true;
        has_any = has_any || is_nearly_whole(&run);
    }
    ask_short(asked, text, with_beginnings);
    return has_any ? SEARCH_ANY_TOKENS : has_run ? SEARCH_BEGINNINGS : SEARCH_NO_TOKEN;
}

/* ---- as it is read aloud ---------------------------------------------------------------------------- */

/* One way to part a pattern. */
struct piece {
    size_t at, count; /* characters of the pattern */
    bool is_whole;
    int option; /* which of those at `at` */
};
struct path {
    struct piece pieces[PINYIN_PATTERN_MOST];
    size_t length;
};

enum { OPTIONS = 14 }; /* of 1 to 7 characters, whole or begun */

static size_t past_mark(const struct pinyin_pattern *pattern, size_t at) {
    while (at < pattern->count && pattern->characters[at] == '\'')
        at++;
    return at;
}

static bool find_option(const struct pinyin_pattern *pattern, size_t at, int from,
                        struct piece *piece) {
    for (int option = from; option < OPTIONS; option++) {
        size_t count = (size_t)option / 2 + 1;
        uint8_t bits = option % 2 == 0 ? pattern->whole[at] : pattern->begins[at];
        if (((unsigned)bits >> count & 1U) != 0) {
            *piece = (struct piece){at, count, option % 2 == 0, option};
            return true;
        }
    }
    return false;
}

/* The next way behind the one in `path` (none: the first); false behind the last. */
static bool next_path(const struct pinyin_pattern *pattern, struct path *path) {
    size_t at = past_mark(pattern, 0);
    int option = 0;
    bool goes_back = path->length > 0;
    for (;;) {
        if (goes_back) {
            if (path->length == 0)
                return false;
            const struct piece *last = &path->pieces[--path->length];
            at = last->at;
            option = last->option + 1;
        }
        goes_back = path->length == PINYIN_PATTERN_MOST ||
                    !find_option(pattern, at, option, &path->pieces[path->length]);
        if (goes_back)
            continue;
        const struct piece *piece = &path->pieces[path->length++];
        at = past_mark(pattern, piece->at + piece->count);
        option = 0;
        if (at >= pattern->count)
            return true;
    }
}

/* What an initial is written as in a token; '\0': none that is in one. */
static char initial_of(const struct pinyin_pattern *pattern, const struct piece *piece) {
    char32_t character = pattern->characters[piece->at];
    uint16_t readings[PINYIN_READINGS_MOST];
    if (character < 0x80)
        return strchr(initials, (int)character) == NULL ? '\0' : (char)character;
    return pinyin_readings(character, readings) == 0 ? '\0' : pinyin_initial(readings[0]);
}

/* What a piece may sound like: syllables that the tokens have. */
struct heard {
    unsigned readings[SOUNDS_MOST]; /* 0: the letter itself */
    char letter[2];
    size_t count; /* 0: none, or too many */
};

static bool spells(const struct pinyin_pattern *pattern, const struct piece *piece,
                   const char *spelling) {
    for (size_t i = 0; i < piece->count; i++) {
        char32_t typed = pattern->characters[piece->at + i];
        bool is_u = (typed == 'u' && spelling[i] == 'v') ||
                    (typed == 'v' && spelling[i] == 'u'); /* lu is lü too */
        if (spelling[i] == '\0' || (!is_u && typed != (unsigned char)spelling[i]))
            return false;
    }
    return !piece->is_whole || spelling[piece->count] == '\0';
}

/* A letter alone may be one in the text, too. */
static void hear(const struct pinyin_pattern *pattern, const struct piece *piece, struct heard *heard) {
    char32_t character = pattern->characters[piece->at];
    uint16_t readings[PINYIN_READINGS_MOST];
    enum token_class class = token_class_of(character);
    heard->count = 0;
    if (class == TOKEN_DIGIT || class == TOKEN_NONE)
        return;
    if (character >= 0x80) { /* each title with this hanzi has the tokens of every reading */
        heard->count = pinyin_readings(character, readings) > 0 ? 1 : 0;
        heard->readings[0] = readings[0];
        return;
    }
    heard->letter[0] = (char)character;
    heard->letter[1] = '\0';
    if (piece->count == 1)
        heard->readings[heard->count++] = 0;
    for (unsigned syllable = 1; syllable <= pinyin_last(); syllable++) {
        if (!spells(pattern, piece, pinyin_spelling(syllable)))
            continue;
        if (heard->count == SOUNDS_MOST) {
            heard->count = 0;
            return;
        }
        heard->readings[heard->count++] = syllable;
    }
}

static const char *spelling_of(const struct heard *heard, size_t i) {
    return heard->readings[i] == 0 ? heard->letter : pinyin_spelling(heard->readings[i]);
}

/* Two pieces that follow each other: one of the pairs they may be; false when those are too many. */
static bool ask_pair(struct asked *asked, const struct heard *first, const struct heard *next_one, size_t most) {
    size_t count = first->count * next_one->count;
    if (count == 0 || count > most || asked->count >= TOKENS_MOST)
        return false;
    next(asked);
    buffer_append_char(asked->out, '(');
    for (size_t i = 0; i < count; i++)
        buffer_append_format(asked->out, "%s\"" TOKEN_SYLLABLE "%s" TOKEN_AND "%s\"", i > 0 ? " OR " : "",
                             spelling_of(first, i / next_one->count), spelling_of(next_one, i % next_one->count));
    buffer_append_char(asked->out, ')');
    return true;
}

/* Of two pieces of which one is zh, ch, sh or more: their initials alone would fit far too many. */
static bool is_precise(const struct path *path) {
    return path->length == 2 && path->pieces[0].count + path->pieces[1].count > 2;
}

/* The strength of the pairs asked for: none at all, any of several, or at least one that is known. */
static enum search_strength ask_pairs(struct asked *asked, const struct pinyin_pattern *pattern,
                                      const struct path *path) {
    struct heard heard[2];
    enum search_strength strength = SEARCH_NO_TOKEN;
    for (size_t i = 0; i < path->length; i++) {
        hear(pattern, &path->pieces[i], &heard[i % 2]);
        const struct heard *before = &heard[(i + 1) % 2], *now = &heard[i % 2];
        bool is_one_known = i > 0 && (before->count == 1 || now->count == 1);
        size_t most = is_precise(path) ? PAIRS_MOST : is_one_known ? SOUNDS_MOST : 0;
        if (i == 0 || !ask_pair(asked, before, now, most))
            continue;
        if (before->count * now->count == 1)
            strength = SEARCH_WHOLE_TOKENS;
        else if (strength == SEARCH_NO_TOKEN)
            strength = SEARCH_ANY_TOKENS;
    }
    return strength;
}

/* The initials of the path in threes, as far as they are known. */
static size_t ask_initials(struct asked *asked, const char *string, size_t length) {
    size_t count = 0;
    for (size_t at = 0; at + RUN <= length; at++) {
        if (memchr(string + at, ' ', RUN) == NULL) {
            ask(asked, TOKEN_INITIALS, string + at, RUN);
            count++;
        }
    }
    return count;
}

/* Two initials that follow each other. */
static bool ask_two(struct asked *asked, const char *string) {
    for (const char *at = string; at[0] != '\0'; at++)
        if (at[0] != ' ' && at[1] != '\0' && at[1] != ' ') {
            ask_any(asked, TOKEN_INITIALS, at, 2, initials);
            return true;
        }
    return false;
}

/* One piece, or pieces parted by what is in no token: all that sound so, whatever follows. */
static enum search_strength ask_one(struct asked *asked, const struct pinyin_pattern *pattern, const struct piece *piece,
                                    const char *string, bool with_beginnings) {
    struct heard heard;
    size_t blanks = strspn(string, " ");
    if (string[blanks] == '\0')
        return SEARCH_NO_TOKEN;
    if (!with_beginnings)
        return SEARCH_BEGINNINGS;
    hear(pattern, piece, &heard);
    if (piece->count == 1 || heard.count == 0 || asked->count > 0) {
        ask_beginning(asked, TOKEN_INITIALS, string + blanks, 1);
        return SEARCH_BEGINNINGS;
    }
    next(asked);
    buffer_append_char(asked->out, '(');
    for (size_t i = 0; i < heard.count; i++)
        buffer_append_format(asked->out, "%s\"" TOKEN_SYLLABLE "%s" TOKEN_AND "\"*", i > 0 ? " OR " : "",
                             spelling_of(&heard, i));
    buffer_append_char(asked->out, ')');
    return SEARCH_BEGINNINGS;
}

static enum search_strength ask_path(struct buffer *out, const struct pinyin_pattern *pattern,
                                     const struct path *path, bool with_beginnings) {
    struct asked asked = {.out = out};
    char string[PINYIN_PATTERN_MOST + 1];
    for (size_t i = 0; i < path->length; i++) {
        char initial = initial_of(pattern, &path->pieces[i]);
        string[i] = initial == '\0' ? ' ' : initial;
    }
    string[path->length] = '\0';
    enum search_strength strength = ask_pairs(&asked, pattern, path);
    if (strength == SEARCH_WHOLE_TOKENS || ask_initials(&asked, string, path->length) > 0)
        return SEARCH_WHOLE_TOKENS;
    if (strength == SEARCH_ANY_TOKENS || ask_two(&asked, string))
        return SEARCH_ANY_TOKENS;
    return ask_one(&asked, pattern, &path->pieces[0], string, with_beginnings);
}

/* Every letter an initial. */
static void make_bare(const struct pinyin_pattern *pattern, struct path *path) {
    path->length = 0;
    for (size_t at = past_mark(pattern, 0); at < pattern->count; at = past_mark(pattern, at + 1))
        path->pieces[path->length++] = (struct piece){at, 1, false, 0};
}

/* True when the letters part into bare initials anyhow. */
static bool is_bare_path(const struct pinyin_pattern *pattern) {
    struct path path = {.length = 0};
    bool is_bare = next_path(pattern, &path);
    for (size_t i = 0; i < path.length; i++)
        is_bare = is_bare && path.pieces[i].count == 1;
    return is_bare;
}

/* Each way in brackets, joined by OR; the strength of the weakest. Too many ways: no token is sure. */
static enum search_strength ask_spoken(struct buffer *out, const struct pinyin_pattern *pattern,
                                       bool with_beginnings) {
    struct path path = {.length = 0};
    enum search_strength strength = SEARCH_WHOLE_TOKENS;
    size_t count = 0;
    bool is_bare = pattern->all_initials && !is_bare_path(pattern);
    while (count <= PATHS_MOST && (next_path(pattern, &path) || is_bare)) {
        bool is_last = path.length == 0;
        if (is_last) {
            make_bare(pattern, &path);
            is_bare = false;
        }
        buffer_append(out, count++ > 0 ? " OR (" : "(");
        enum search_strength own = ask_path(out, pattern, &path, with_beginnings);
        buffer_append_char(out, ')');
        strength = own < strength ? own : strength;
        if (is_last)
            break;
    }
    return count > PATHS_MOST ? SEARCH_NO_TOKEN : strength;
}

/* ---- the term --------------------------------------------------------------------------------------- */

/* False where letters spell nothing (wifi): then they are only letters. */
static bool is_spoken(const struct search_term *term) {
    struct path path = {.length = 0};
    return term->pattern != NULL && term->pattern->has_letters &&
           (term->pattern->all_initials || next_path(term->pattern, &path));
}

enum search_strength search_term_strength(const struct search_term *term) {
    struct buffer scratch = BUFFER_INIT;
    struct asked asked = {.out = &scratch};
    enum search_strength strength = ask_written(&asked, term->text, true);
    if (is_spoken(term)) {
        enum search_strength spoken = ask_spoken(&scratch, term->pattern, true);
        strength = spoken < strength ? spoken : strength;
    }
    buffer_release(&scratch);
    return strength;
}

void search_append_term(struct buffer *out, const struct search_term *term, bool with_beginnings) {
    enum search_strength strength = search_term_strength(term);
    if (strength == SEARCH_NO_TOKEN || (strength == SEARCH_BEGINNINGS && !with_beginnings))
        return;
    struct asked asked = {.out = out};
    buffer_append(out, "((");
    ask_written(&asked, term->text, with_beginnings);
    buffer_append(out, ")");
    if (is_spoken(term)) {
        buffer_append(out, " OR ");
        ask_spoken(out, term->pattern, with_beginnings);
    }
    buffer_append(out, ")");
}
