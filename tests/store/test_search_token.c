/* How texts are cut into tokens and words become expressions: exactly these, for an index made by other rules finds nothing. */
#include "store/sample.h"

#include <sqlite3.h>

#include "base/fold.h"

static void check_tokens(const char *text, const char *expected) {
    struct buffer out = BUFFER_INIT, scratch = BUFFER_INIT;
    search_append_tokens(&out, &scratch, text, strlen(text));
    assert_string_equal(buffer_text(&out), expected);
    buffer_release(&out);
    buffer_release(&scratch);
}

static void check_initials(const char *text, const char *reading, const char *expected) {
    struct buffer out = BUFFER_INIT;
    search_append_initials(&out, text, reading);
    assert_string_equal(buffer_text(&out), expected);
    buffer_release(&out);
}

static void texts_are_cut(void **state) {
    (void)state;
    check_tokens("", "");
    check_tokens("宅", "宅 ");
    check_tokens("宅基地", "宅基 基地 地 ");
    check_tokens("宅 　基，地", "宅基 基 地 ");
    check_tokens("䶮𠮷旺", "䶮𠮷 𠮷旺 旺 ");
    check_tokens("審批ＡＢ１", "审批 批 批a ab b b1 1 ");
    check_tokens("13900661122", "1390 3900 9006 0066 0661 6611 6112 1122 122 22 2 ");
    check_tokens("abcd", "abc bcd cd d ");
    check_tokens("\" * % _ \n\t", "");
    check_tokens("路 a", "路 a ");
}

static void names_are_read_aloud(void **state) {
    (void)state;
    check_initials("abc 12", NULL, "");
    check_initials("路灯", NULL, "··lu·deng ··deng· ·ld ·d ");
    check_initials("路、灯", NULL, "··lu· ·l ··deng· ·d ");
    check_initials("A区灯1", NULL, "··a·qu ··a·ou ··qu·deng ··ou·deng ·aqd ·aod ··deng· ·qd1 ·od1 ·d1 ·1 ");
    check_initials("龘", "da2", "··da· ·d ··da· ·d ");
}

static const char *expression(const char *word, bool with_beginnings,
                              enum search_strength *strength) {
    static struct buffer out;
    struct buffer folded = BUFFER_INIT;
    struct pinyin_pattern pattern;
    fold_append(&folded, word, strlen(word));
    bool is_pattern = pinyin_pattern_read(&pattern, buffer_text(&folded), folded.length);
    const struct search_term term = {buffer_text(&folded), is_pattern ? &pattern : NULL};
    buffer_clear(&out);
    *strength = search_term_strength(&term);
    search_append_term(&out, &term, with_beginnings);
    buffer_release(&folded);
    return buffer_text(&out);
}

static void check_word(const char *word, enum search_strength strength, const char *whole,
                       const char *beginnings) {
    enum search_strength found;
    assert_string_equal(expression(word, false, &found), whole);
    assert_int_equal(found, strength);
    assert_string_equal(expression(word, true, &found), beginnings);
}

static void words_become_expressions(void **state) {
    (void)state;
    check_word("宅基地", SEARCH_WHOLE_TOKENS, "((\"宅基\" AND \"基地\"))",
               "((\"宅基\" AND \"基地\"))");
    check_word("宅", SEARCH_BEGINNINGS, "", "((\"宅\"*))");
    check_word("，", SEARCH_NO_TOKEN, "", "");
    check_word("1122", SEARCH_WHOLE_TOKENS, "((\"1122\"))", "((\"1122\"))");
    check_word("12", SEARCH_BEGINNINGS, "", "((\"12\"*))");
    check_word("2份", SEARCH_WHOLE_TOKENS, "((\"2份\"))", "((\"2份\"))");
    check_word("wifi", SEARCH_WHOLE_TOKENS, "((\"wif\" AND \"ifi\"))", "((\"wif\" AND \"ifi\"))");
    check_word("zjd", SEARCH_WHOLE_TOKENS, "((\"zjd\") OR (\"·zjd\"))",
               "((\"zjd\") OR (\"·zjd\"))");
    check_word("zhaijidi", SEARCH_WHOLE_TOKENS,
               "((\"zha\" AND \"hai\" AND \"aij\" AND \"iji\" AND \"jid\" AND \"idi\")"
               " OR ((\"··zhai·ji\") AND (\"··ji·di\")))",
               "((\"zha\" AND \"hai\" AND \"aij\" AND \"iji\" AND \"jid\" AND \"idi\")"
               " OR ((\"··zhai·ji\") AND (\"··ji·di\")))");
    check_word("2026-00012", SEARCH_WHOLE_TOKENS, "((\"0001\" AND \"0012\"))",
               "((\"0001\" AND \"0012\"))");
    check_word("zhai", SEARCH_BEGINNINGS, "", "((\"zha\" AND \"hai\") OR ((\"··zhai·\"*)))");
    check_word("zhon", SEARCH_BEGINNINGS, "",
               "((\"zho\" AND \"hon\") OR ((\"··zhong·\"*)) OR (\"·zho\" AND \"·hon\"))");
    check_word("z", SEARCH_BEGINNINGS, "", "((\"z\"*) OR (\"·z\"*))");
}

/* Every expression is one SQLite takes: none of these is a fault, whatever the word. */
static void hostile_words_are_no_fault(void **state) {
    struct sample *sample = *state;
    static const char *const words[] = {"\"",
                                        "a\"b\"c",
                                        "*",
                                        "abc*",
                                        "(abc",
                                        "AND",
                                        "-x",
                                        "^abc",
                                        "tokens:abc",
                                        "{a b}:c",
                                        "NEAR(",
                                        "'';--",
                                        "zhongguorenmin",
                                        "xianxianxianxianxian",
                                        "lüe",
                                        "nv'er",
                                        "aoe",
                                        "宅j1d",
                                        "a宅b基c地",
                                        "··zhai",
                                        "·zjd",
                                        "12a",
                                        "é①"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        for (int n = 0; n < 2; n++) {
            enum search_strength strength;
            struct problem problem;
            int64_t id;
            size_t count = 9;
            const char *text = expression(words[i], n == 1, &strength);
            if (text[0] != '\0')
                expect_ok(
                    store_search_ids(sample->store, text, 0, INT64_MAX, 1, &id, &count, &problem),
                    &problem);
        }
    }
}

static int setup(void **state) {
    struct sample *sample = calloc(1, sizeof *sample);
    sample_make(sample);
    *state = sample;
    return 0;
}

static int teardown(void **state) {
    sample_remove(*state);
    free(*state);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_cut),
        cmocka_unit_test(names_are_read_aloud),
        cmocka_unit_test(words_become_expressions),
        cmocka_unit_test_setup_teardown(hostile_words_are_no_fault, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
