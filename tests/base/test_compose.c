/* The pinyin input's engine: what a township types comes first, sentences, initials, ü, ', fuzzy readings, what is
 * chosen is learned, kept or forgotten; and the longest typing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/compose.h"

static int setup(void **state) {
    *state = compose_new();
    return *state ? 0 : -1;
}

static int teardown(void **state) {
    compose_free(*state);
    return 0;
}

static void type(struct compose *compose, const char *letters) {
    compose_clear(compose);
    for (; *letters; letters++)
        assert_true(compose_type(compose, *letters));
}

/* The place of the candidate; -1 when it is none. */
static int place_of(const struct compose *compose, const char *text) {
    for (size_t i = 0; i < compose_count(compose); i++)
        if (strcmp(compose_candidate(compose, i), text) == 0)
            return (int)i;
    return -1;
}

static void assert_first(struct compose *compose, const char *letters, const char *text) {
    type(compose, letters);
    assert_true(compose_count(compose) > 0);
    if (strcmp(compose_candidate(compose, 0), text) != 0)
        fail_msg("%s: %s, not %s", letters, compose_candidate(compose, 0), text);
}

/* Chooses `text` by its place; the letters must offer it. */
static void choose(struct compose *compose, const char *text) {
    struct buffer out = BUFFER_INIT;
    int place = place_of(compose, text);
    assert_true(place >= 0);
    compose_choose(compose, (size_t)place, &out);
    assert_string_equal(buffer_text(&out), text);
    buffer_release(&out);
}

/* ---- what comes first ------------------------------------------------------------------------------- */

static void test_what_a_township_types(void **state) {
    static const char *const phrases[][2] = {
        {"zhengwugongkai", "政务公开"},
        {"zhaijidishenpi", "宅基地审批"},
        {"cunminweiyuanhui", "村民委员会"},
        {"yutangchengbaojiufen", "鱼塘承包纠纷"},
        {"qunzhongfanyingqianglie", "群众反映强烈"},
        {"dibaoshenqing", "低保申请"},
        {"xinxifankuixiang", "信息反馈箱"},
        {"weifanggaizao", "危房改造"},
        {"gongshi", "公示"},
        {"nongcuntudiquequan", "农村土地确权"},
    };
    for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++)
        assert_first(*state, phrases[i][0], phrases[i][1]);
}

static void test_syllables_cut_short(void **state) {
    static const char *const words[][2] = {
        {"zjd", "宅基地"},          {"zhaijd", "宅基地"}, {"zwgk", "政务公开"},
        {"zhwgk", "政务公开"},      {"nongcu", "农村"},   {"gongshil", "公示栏"},
        {"cmdbhy", "村民代表会议"},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        assert_first(*state, words[i][0], words[i][1]);
    type(*state, "zhon");
    assert_true(place_of(*state, "中") >= 0);
}

static void test_sentences(void **state) {
    assert_first(*state, "women", "我们");
    assert_first(*state, "jiejuelefangwujiufen", "解决了房屋纠纷");
    assert_first(*state, "cunmindaibiaohuiyitongguole", "村民代表会议通过了");
}

static void test_umlaut_and_apostrophe(void **state) {
    assert_first(*state, "xi'an", "西安");
    type(*state, "xian");
    assert_true(place_of(*state, "西安") > 0);
    assert_first(*state, "nvxing", "女性");
    assert_first(*state, "lvshi", "律师");
    type(*state, "lueduo");
    assert_true(place_of(*state, "掠夺") >= 0);
    type(*state, "jvmin");
    assert_true(place_of(*state, "居民") >= 0);
    type(*state, "fan'gan");
    assert_true(place_of(*state, "反感") >= 0);
    assert_int_equal(place_of(*state, "方案"), -1);
}

/* Every hanzi of the table of standard characters can be typed, whatever its plane. */
static void test_rare_names(void **state) {
    static const char *const hanzi[][2] = {{"yan", "䶮"}, {"hong", "𬭎"}, {"ji", "𠮷"}};
    for (size_t i = 0; i < sizeof hanzi / sizeof *hanzi; i++) {
        type(*state, hanzi[i][0]);
        assert_true(place_of(*state, hanzi[i][1]) > 0);
    }
}

static void test_fuzzy(void **state) {
    struct compose *compose = *state;
    type(compose, "zengwugongkai");
    assert_string_not_equal(compose_candidate(compose, 0), "政务公开");
    compose_set_fuzzy(compose, true);
    assert_first(compose, "zengwugongkai", "政务公开");
    assert_first(compose, "longcun", "农村");
    assert_first(compose, "fankui", "反馈");
    assert_first(compose, "hankui", "反馈");
    assert_first(compose, "cunming", "村民");
    assert_first(compose, "zhengwugongkai", "政务公开");
}

/* ---- typing ----------------------------------------------------------------------------------------- */

static void test_letters(void **state) {
    struct compose *compose = *state;
    assert_false(compose_type(compose, '\''));
    assert_false(compose_type(compose, 'A'));
    assert_false(compose_type(compose, '1'));
    assert_int_equal(compose_count(compose), 0);
    type(compose, "gongshi");
    assert_true(compose_backspace(compose));
    assert_string_equal(compose_letters(compose), "gongsh");
    compose_clear(compose);
    assert_string_equal(compose_letters(compose), "");
    assert_int_equal(compose_count(compose), 0);
    assert_false(compose_backspace(compose));
    for (int i = 0; i < COMPOSE_LETTERS_MOST; i++)
        assert_true(compose_type(compose, 'a'));
    assert_false(compose_type(compose, 'a'));
    type(compose, "iii"); /* no syllable begins so */
    assert_int_equal(compose_count(compose), 0);
    type(compose, "gongkaiuuu"); /* what can be read is */
    assert_string_equal(compose_candidate(compose, 0), "公开");
}

static void test_piece_by_piece(void **state) {
    struct compose *compose = *state;
    type(compose, "zhaijidishenpi");
    choose(compose, "宅基地");
    assert_string_equal(compose_letters(compose), "shenpi");
    assert_string_equal(compose_candidate(compose, 0), "审批");
    choose(compose, "审批");
    assert_string_equal(compose_letters(compose), "");
    type(compose, "xi'an");
    choose(compose, "西");
    assert_string_equal(compose_letters(compose), "an");
}

/* ---- the office's words ----------------------------------------------------------------------------- */

static void test_names(void **state) {
    struct compose *compose = *state;
    assert_true(compose_add_word(compose, "覃𠮷旺", "qin ji wang", 0));
    assert_first(compose, "qinjiwang", "覃𠮷旺");
    assert_first(compose, "qjw", "覃𠮷旺");
    type(compose, "tanjiwang");
    assert_int_equal(place_of(compose, "覃𠮷旺"), -1);
    assert_false(compose_add_word(compose, "覃旺", "qin", 0));
    assert_false(compose_add_word(compose, "A座", "a zuo", 0));
    assert_false(compose_add_word(compose, "旺", "wangg", 0));
    assert_false(compose_add_word(compose, "", "", 0));
    /* A name is no likelier than the common word it sounds like. */
    assert_true(compose_add_word(compose, "李响", "li xiang", 0));
    assert_first(compose, "lixiang", "理想");
    assert_in_range(place_of(compose, "李响"), 1, 4);
    compose_forget_words(compose);
    type(compose, "qinjiwang");
    assert_int_equal(place_of(compose, "覃𠮷旺"), -1);
}

static void test_what_was_chosen_comes_first(void **state) {
    struct compose *compose = *state;
    assert_first(compose, "gongshi", "公示");
    for (int i = 0; i < 4; i++) {
        type(compose, "gongshi");
        choose(compose, "攻势");
    }
    assert_first(compose, "gongshi", "攻势");
}

static void test_a_word_made_of_pieces(void **state) {
    struct compose *compose = *state;
    type(compose, "lichuniu");
    assert_int_equal(place_of(compose, "李春妞"), -1);
    type(compose, "lichunniu");
    choose(compose, "李");
    choose(compose, "春");
    choose(compose, "妞");
    assert_first(compose, "lichunniu", "李春妞");
    assert_first(compose, "lcn", "李春妞");
}

static bool take(struct compose *compose, const char *word, const char *reading, int uses) {
    struct buffer taken = BUFFER_INIT, read = BUFFER_INIT;
    int times = 0;
    bool is_any = compose_take_kept(compose, &taken, &read, &times);
    if (is_any) {
        assert_string_equal(buffer_text(&taken), word);
        assert_string_equal(buffer_text(&read), reading);
        assert_int_equal(times, uses);
    }
    buffer_release(&taken);
    buffer_release(&read);
    return is_any;
}

static void test_kept_or_forgotten(void **state) {
    struct compose *compose = *state;
    type(compose, "gongshi");
    choose(compose, "攻势");
    assert_false(take(compose, "", "", 0)); /* nobody has said that it may be */
    compose_drop(compose);
    type(compose, "gongshi");
    choose(compose, "工事");
    type(compose, "gongshi");
    choose(compose, "工事");
    compose_keep(compose);
    assert_true(take(compose, "工事", "gong shi", 2));
    assert_false(take(compose, "", "", 0));
    type(compose, "lichunniu");
    choose(compose, "李");
    choose(compose, "春");
    choose(compose, "妞");
    compose_drop(compose);
    compose_keep(compose);
    assert_false(take(compose, "", "", 0));
    type(compose, "lichunniu");
    assert_int_equal(place_of(compose, "李春妞"), -1);
    type(compose, "gongshi");
    assert_true(place_of(compose, "工事") < place_of(compose, "攻势")); /* what was kept stays */
}

static void test_many_words(void **state) {
    struct compose *compose = *state;
    static const char *const hanzi[] = {"张", "王", "李", "赵", "陈", "林", "黄", "周"};
    static const char *const readings[] = {"zhang", "wang", "li",    "zhao",
                                           "chen",  "lin",  "huang", "zhou"};
    for (int i = 0; i < 512; i++) {
        char word[20], reading[40];
        int a = i / 64, b = i / 8 % 8, c = i % 8;
        snprintf(word, sizeof word, "%s%s%s", hanzi[a], hanzi[b], hanzi[c]);
        snprintf(reading, sizeof reading, "%s %s %s", readings[a], readings[b], readings[c]);
        assert_true(compose_add_word(compose, word, reading, 0));
    }
    assert_first(compose, "zhouhuanglin", "周黄林");
    assert_first(compose, "zhaowangchen", "赵王陈");
    assert_first(compose, "zhengwugongkai", "政务公开");
}

/* ---- the longest typing ------------------------------------------------------------------------------ */

/* What can be read in most ways: each letter more still gives candidates. */
static void test_the_longest_typing(void **state) {
    static const char *const patterns[] = {"z",        "an",          "jjs",  "shi",
                                           "zhaijidi", "fankuixiang", "xian", "a'"};
    struct compose *compose = *state;
    compose_set_fuzzy(compose, true);
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        compose_clear(compose);
        for (size_t n = 0; n < COMPOSE_LETTERS_MOST; n++) {
            assert_true(compose_type(compose, patterns[i][n % strlen(patterns[i])]));
            assert_in_range(compose_count(compose), 1, COMPOSE_CANDIDATES_MOST);
        }
        struct buffer out = BUFFER_INIT;
        for (int n = 0; n < COMPOSE_LETTERS_MOST && compose_count(compose) > 0; n++)
            compose_choose(compose, 0, &out);
        assert_string_equal(compose_letters(compose), "");
        buffer_release(&out);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_what_a_township_types, setup, teardown),
        cmocka_unit_test_setup_teardown(test_syllables_cut_short, setup, teardown),
        cmocka_unit_test_setup_teardown(test_sentences, setup, teardown),
        cmocka_unit_test_setup_teardown(test_umlaut_and_apostrophe, setup, teardown),
        cmocka_unit_test_setup_teardown(test_rare_names, setup, teardown),
        cmocka_unit_test_setup_teardown(test_fuzzy, setup, teardown),
        cmocka_unit_test_setup_teardown(test_letters, setup, teardown),
        cmocka_unit_test_setup_teardown(test_piece_by_piece, setup, teardown),
        cmocka_unit_test_setup_teardown(test_names, setup, teardown),
        cmocka_unit_test_setup_teardown(test_what_was_chosen_comes_first, setup, teardown),
        cmocka_unit_test_setup_teardown(test_a_word_made_of_pieces, setup, teardown),
        cmocka_unit_test_setup_teardown(test_kept_or_forgotten, setup, teardown),
        cmocka_unit_test_setup_teardown(test_many_words, setup, teardown),
        cmocka_unit_test_setup_teardown(test_the_longest_typing, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
