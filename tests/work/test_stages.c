/* Stages of a catalogue entry, and limits as catalogues word them. Mission N3. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "work/limit_text.h"
#include "work/stages.h"

static void names_and_days(void **state) {
    struct stages stages;
    (void)state;
    assert_int_equal(
        stages_read("方案公布:5；结果公布：１０；\n 䶮𠮷组:验收 : 366 ;;", &stages, NULL),
        STATUS_OK);
    assert_int_equal(stages.count, 3);
    assert_string_equal(stages.items[0].name, "方案公布");
    assert_int_equal(stages.items[0].workdays, 5);
    assert_string_equal(stages.items[1].name, "结果公布");
    assert_int_equal(stages.items[1].workdays, 10);
    assert_string_equal(stages.items[2].name, "䶮𠮷组:验收"); /* the last colon counts */
    assert_int_equal(stages.items[2].workdays, 366);
}

static void refused(const char *text, const char *words) {
    struct stages stages;
    struct problem problem = {0};
    struct buffer said = BUFFER_INIT;
    assert_int_equal(stages_read(text, &stages, &problem), STATUS_INVALID);
    assert_string_equal(problem.field, "stages");
    problem_format(&problem, problem.message, NULL, &said);
    if (strstr(buffer_text(&said), words) == NULL)
        fail_msg("%s: %s", text, buffer_text(&said));
    buffer_release(&said);
}

static void what_cannot_be_read_is_named(void **state) {
    char many[1200] = "";
    (void)state;
    refused("", "要写明阶段");
    refused(" ；\n", "要写明阶段");
    refused("方案公布", "“方案公布”应写成");
    refused("方案公布:0", "“方案公布:0”应写成");
    refused("方案公布:367", "应写成");
    refused("方案公布:五", "应写成");
    refused(":5", "“:5”应写成");
    refused("方案公布:5；方案公布:9", "“方案公布”写了两次");
    refused("一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一:5",
            "最多 40 个字");
    for (char c = 'a'; c < 'a' + 21; c++)
        snprintf(many + strlen(many), sizeof many - strlen(many), "%c:1;", c);
    refused(many, "最多 20 个");
}

static void reads(const char *text, const char *unit, int amount, const char *fixed) {
    struct limit_words words;
    if (!limit_text_read(text, &words))
        fail_msg("not read: %s", text);
    if (strcmp(words.unit, unit) != 0 || words.amount != amount || strcmp(words.fixed, fixed) != 0)
        fail_msg("%s: %s %d “%s”", text, words.unit, words.amount, words.fixed);
}

static void limits_as_they_are_published(void **state) {
    (void)state;
    reads("信息形成或变更之日起20个工作日内", "workday", 20, "");
    reads("信息形成或者变更之日起２０个 工作日内公开", "workday", 20, "");
    reads("自该信息形成或变更之日起二十个工作日内予以公开", "workday", 20, "");
    reads("作出决定后十五个工作日", "workday", 15, "");
    reads("7日内", "day", 7, "");
    reads("批准后二十日内", "day", 20, "");
    reads("三十天内", "day", 30, "");
    reads("每季首月20日前", "fixed", 20, "quarter");
    reads("每季度第一个月２０日前公开上季度情况", "fixed", 20, "quarter");
    reads("每月10日前", "fixed", 10, "");
    reads("次月十日前", "fixed", 10, "");
    reads("每月底前", "fixed", 31, "");
    reads("每年1月31日前公开上年度情况", "fixed", 31, "01");
    reads("每年十二月二十五日前", "fixed", 25, "12");
    reads("及时公开", "at_once", 0, "");
    reads("实时", "at_once", 0, "");
    reads("即时", "at_once", 0, "");
    reads("及时公开，最迟不超过20个工作日", "workday", 20, "");
    reads("公示开始时即时公开，公示不少于5个工作日", "at_once", 0, "");
    reads("信息形成之日起5个工作日内，公示期7日", "workday", 5, "");
}

static void what_says_no_one_limit(void **state) {
    static const char *const texts[] = {
        "",         "按规定公开", "长期公开", "每月",
        "三个月内", "0日内",      "400日内",  "草案公示前10日，批准后20个工作日内",
        "第一时间", "13月40日前",
    };
    struct limit_words words;
    struct limit_words twenty = {"workday", 20, ""};
    struct limit_words seven = {"day", 7, ""};
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        if (limit_text_read(texts[i], &words))
            fail_msg("%s: %s %d", texts[i], words.unit, words.amount);
    assert_true(limit_text_allows("按规定公开", &twenty));
    assert_true(limit_text_allows("批准后20个工作日内，且提前10日", &twenty));
    assert_false(limit_text_allows("批准后20个工作日内，且提前10日", &seven));
    assert_false(limit_text_allows("即时公开", &seven));
}

static void fixed_months_as_they_are_typed(void **state) {
    static const struct {
        const char *text, *fixed;
        int day;
    } rows[] = {
        {"", "", 0},
        {"每月", "", 0},
        {"quarter", "quarter", 0},
        {"每季首月", "quarter", 0},
        {"Q-20", "quarter", 20},
        {"3", "03", 0},
        {"０３月", "03", 0},
        {"01-31", "01", 31},
        {"每年1月31日", "01", 31},
        {"12", "12", 0},
        {"20", "", 20},
    };
    static const char *const wrong[] = {"季末", "13-01", "01-32", "-1", "32"};
    char fixed[8];
    int day = 0;
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (!limit_fixed_read(rows[i].text, fixed, &day))
            fail_msg("not read: %s", rows[i].text);
        assert_string_equal(fixed, rows[i].fixed);
        assert_int_equal(day, rows[i].day);
    }
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        if (limit_fixed_read(wrong[i], fixed, &day))
            fail_msg("read: %s", wrong[i]);
}

static void words_are_read_again(void **state) {
    static const struct limit_words all[] = {{"workday", 20, ""}, {"day", 7, ""},
                                             {"at_once", 0, ""},  {"fixed", 20, "quarter"},
                                             {"fixed", 10, ""},   {"fixed", 31, "01"}};
    (void)state;
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        struct buffer text = BUFFER_INIT;
        limit_text_append(&all[i], &text);
        reads(buffer_text(&text), all[i].unit, all[i].amount, all[i].fixed);
        buffer_release(&text);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_and_days),
        cmocka_unit_test(what_cannot_be_read_is_named),
        cmocka_unit_test(limits_as_they_are_published),
        cmocka_unit_test(what_says_no_one_limit),
        cmocka_unit_test(fixed_months_as_they_are_typed),
        cmocka_unit_test(words_are_read_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
