/* What is typed into a search: the expression for the index has no more quotes than ours, so that nothing typed is ever read as
 * an operator; a word that stands in a text is found in it. */
#include "base/buffer.h"
#include "base/text.h"
#include "fuzz/fuzz.h"
#include "store/search_token.h"
#include "work/search_words.h"

/* Outside of quotes nothing but what we put there. */
static void check_expression(const char *text) {
    bool is_quoted = false;
    for (; *text != '\0'; text++) {
        is_quoted = *text == '"' ? !is_quoted : is_quoted;
        HOLDS(is_quoted || strchr("\"() *ANDOR", *text) != NULL);
        HOLDS(!is_quoted || *text == '"' || (unsigned char)*text >= 0x80 || (*text >= 'a' && *text <= 'z') ||
              (*text >= '0' && *text <= '9'));
    }
    HOLDS(!is_quoted);
}

int fuzz_search(const uint8_t *data, size_t size) {
    char *text = fuzz_text(data, size);
    struct search_words words = {0};
    struct problem problem = {0};
    struct buffer plain = BUFFER_INIT;
    bool is_text = text_is_valid(text, strlen(text), NULL);
    if (is_text && search_words_parse(text, &words, &problem) == STATUS_OK) {
        search_append_plain(&plain, text, strlen(text));
        for (size_t i = 0; i < words.count; i++) {
            const struct search_term term = search_word_term(&words.items[i]);
            struct buffer expression = BUFFER_INIT;
            size_t start = 0, end = 0;
            (void)search_term_strength(&term);
            search_append_term(&expression, &term, true);
            check_expression(buffer_text(&expression));
            buffer_release(&expression);
            HOLDS(search_word_is_in(&words.items[i], buffer_text(&plain)));
            if (search_word_find(&words.items[i], text, 0, &start, &end))
                HOLDS(start < end && end <= strlen(text));
        }
        search_words_release(&words);
    }
    buffer_release(&plain);
    free(text);
    return 0;
}
