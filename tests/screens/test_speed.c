/* 33 at speed: how many keys a slip costs beside its own words, what is carried over and said so, further
 * commands that stand in nobody's way, and slips typed far ahead of the program. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "harness/screen.h"

/* As README.md says; beside the words of the slip itself. */
enum { KEYS_FIRST = 11, KEYS_REPEATED = 7, KEYS_REPEATED_MOST = 8 };

/* The keys with a name among those typed. */
static int named_keys(const char *keys) {
    int count = 0;
    for (const char *at = keys; (at = strchr(at, '<')) != NULL; at++)
        count += strncmp(at, "<lt>", 4) != 0;
    return count;
}

/* Units and a box that usually goes to 党政办; the workbench. */
static struct pty *start(void **state) {
    struct office *office = *state;
    const char *units = office_write(office, "units.csv", "单位名称\n东门村\n党政办\n");
    assert_int_equal(office_run(office, "import", "unit", units), 0);
    const char *boxes = office_write(
        office, "boxes.csv", "箱名,位置,掌钥匙人,承办单位\n政府大院,大门东侧,root,党政办\n");
    assert_int_equal(office_run(office, "import", "box", boxes), 0);
    return pty_start(office, NULL);
}

/* From the workbench: the opening is recorded, which opens 33 for its slips. */
static const char opening_of_4[] = "=32<Enter><F6>周大爷<Enter>4<F2>";
static const char opening_of_2[] = "=32<Enter><F6>周大爷<Enter>2<F2>";
static const char first_slip[] =
    "投<Enter>东门村三组路灯不亮<Enter>张𠮷旺<Enter>13800001234<Enter><Enter>"
    "<Enter>三组自八月以来路灯不亮。<F2>";
static const char repeated_slip[] =
    "建<Enter>公开栏字太小<Enter>李䶮<Enter>13800005678<Enter>东门<Enter>"
    "<Enter>老人看不清，请放大。<F2>";

static void test_keys_beside_the_text(void **state) {
    struct pty *p = start(state);
    pty_keys(p, opening_of_4);
    pty_keys(p, first_slip);
    assert_screen_contains(p, "已保存：FK2026-00001，已交办 党政办");
    assert_screen_contains(p, "1/4");
    pty_keys(p, repeated_slip);
    assert_screen_contains(p, "已保存：FK2026-00002，已交办 东门村");
    assert_screen_contains(p, "2/4");
    print_message("keys beside the text: opening and first slip %d, repeated slip %d\n",
                  named_keys(opening_of_4) + named_keys(first_slip), named_keys(repeated_slip));
    assert_int_equal(named_keys(opening_of_4) + named_keys(first_slip), KEYS_FIRST);
    assert_int_equal(named_keys(repeated_slip), KEYS_REPEATED);
    assert_true(named_keys(repeated_slip) <= KEYS_REPEATED_MOST);
    pty_close(p);
}

static void test_what_is_carried_over_is_marked(void **state) {
    struct pty *p = start(state);
    pty_keys(p, "=33<Enter>");
    assert_screen_contains(p, "F2保存 ");
    pty_keys(p, "<F3>");
    pty_keys(p, opening_of_4);
    assert_screen_lacks(p, "=反馈箱");
    assert_screen_contains(p, "承办单位照反馈箱的默认，可以改");
    assert_screen_contains(p, "承办单位: 党政办");
    assert_screen_contains(p, "F2保存并交办");
    pty_keys(p, "投<Enter>路灯不亮<F2>");
    assert_screen(p, "speed_next");
    pty_keys(p, "<S-Tab>");
    assert_screen_contains(p, "沿用上一条");
    pty_keys(p, "1119<Enter>");
    assert_screen_lacks(p, "=收到日期");
    assert_screen_contains(p, "=来源");
    pty_close(p);
}

static void test_f9_and_dots_take_the_last_value(void **state) {
    struct pty *p = start(state);
    pty_keys(p, "=33<Enter>投<Enter>东门村路灯不亮<Enter>张𠮷旺<Enter>13800001234<F2>");
    pty_keys(p, "投<Enter>..，第二件<Enter><F9><Enter>..<Enter><F2>");
    assert_screen_contains(p, "已保存：FK2026-00002");
    pty_close(p);
    struct office *office = *state;
    assert_int_equal(office_run(office, "show", "FK2026-00002", "--format", "json"), 0);
    assert_non_null(strstr(office->output, "东门村路灯不亮，第二件"));
    assert_non_null(strstr(office->output, "张𠮷旺"));
    assert_non_null(strstr(office->output, "13800001234"));
}

/* What a 举报 said comes back neither by F9 nor by `..`. */
static void test_a_sealed_slip_leaves_nothing_behind(void **state) {
    struct pty *p = start(state);
    pty_keys(p, "=33<Enter>举<Enter>村会计吃拿卡要<Enter>张𠮷旺<F2>");
    assert_screen_lacks(p, "F4 同一张");
    pty_keys(p, "投<Enter><F9><Enter><F9>");
    assert_screen_lacks(p, "吃拿卡要");
    assert_screen_lacks(p, "张𠮷旺");
    pty_close(p);
}

static void test_the_same_slip_gives_another(void **state) {
    struct pty *p = start(state);
    pty_keys(p, opening_of_2);
    pty_keys(p, first_slip);
    assert_screen_contains(p, "F4 同一张再登…");
    pty_keys(p, "<F4>");
    assert_screen(p, "speed_further");
    pty_keys(p, "<Enter>");
    assert_screen_contains(p, "与上一条同一张（第 1 张）");
    assert_screen_contains(p, "张𠮷旺");
    pty_keys(p, "建<Enter>另请加一条长凳<F2>");
    assert_screen_contains(p, "已保存：FK2026-00002");
    assert_screen_contains(p, "1/2 张已登记");
    /* The next one is another slip: nothing of the person is left. */
    assert_screen_lacks(p, "张𠮷旺");
    assert_screen_lacks(p, "同一张（");
    pty_keys(p, "建<Enter>第二张<F2>");
    assert_screen_contains(p, "已保存：FK2026-00003");
    /* The last slip, too, may give another though the opening is complete. */
    assert_screen_lacks(p, "2/2");
    pty_keys(p, "<F4><Enter>投<Enter>第二张的另一件<F2>");
    assert_screen_contains(p, "已保存：FK2026-00004");
    pty_close(p);
    struct office *office = *state;
    assert_int_equal(office_run(office, "show", "KX2026-00001", "--format", "json"), 0);
    assert_non_null(strstr(office->output, "\"state\":\"complete\""));
}

static void test_what_is_typed_next_is_not_disturbed(void **state) {
    struct pty *p = start(state);
    pty_keys(p, opening_of_4);
    pty_keys(p, first_slip);
    pty_keys(p, "投");
    assert_screen_lacks(p, "已保存");
    pty_keys(p, "<F4>"); /* of the kind, now */
    assert_screen_contains(p, "投诉");
    assert_screen_lacks(p, "同一张再登一条");
    pty_keys(p, "<Enter>写到一半<F4>");
    assert_screen_contains(p, "同一张再登一条");
    pty_keys(p, "<Enter>");
    assert_screen_contains(p, "写到一半");
    assert_screen_contains(p, "13800001234");
    pty_close(p);
}

static void test_answered_on_the_spot(void **state) {
    struct pty *p = start(state);
    pty_keys(p, "=33<Enter>咨<Enter>宅基地要哪些材料<F2><F4>答复<Enter>");
    assert_screen_contains(p, "当场答复办结");
    pty_keys(p, "带身份证和户口本。<F2>");
    assert_screen_contains(p, "33 反馈登记");
    pty_keys(p, "表<Enter>窗口服务好<F2>");
    assert_screen_contains(p, "已保存：FK2026-00002");
    pty_close(p);
    struct office *office = *state;
    assert_int_equal(office_run(office, "show", "FK2026-00001", "--format", "json"), 0);
    assert_non_null(strstr(office->output, "\"reply\":\"带身份证和户口本。\""));
}

static void test_a_blank_slip_is_voided_in_passing(void **state) {
    struct pty *p = start(state);
    pty_keys(p, opening_of_2);
    pty_keys(p, first_slip);
    pty_keys(p, "<F4>空白<Enter>");
    assert_screen_contains(p, "这一张作废的原因");
    pty_keys(p, "白纸一张<Enter>");
    assert_screen_contains(p, "已保存：KX2026-00001 作废 1 张");
    assert_screen_lacks(p, "1/2"); /* complete: the next slip is of none */
    assert_screen_lacks(p, "开箱: 政府大院");
    pty_close(p);
    struct office *office = *state;
    assert_int_equal(office_run(office, "show", "KX2026-00001", "--format", "json"), 0);
    assert_non_null(strstr(office->output, "\"void_slips\":1"));
    assert_non_null(strstr(office->output, "白纸一张"));
    assert_non_null(strstr(office->output, "\"state\":\"complete\""));
}

static void test_slips_typed_ahead_are_all_stored(void **state) {
    enum { SLIPS = 10 };
    char keys[SLIPS * 200] = "";
    struct pty *p = start(state);
    pty_keys(p, "=32<Enter><F6>周大爷<Enter>10<F2>");
    for (int i = 0; i < SLIPS; i++)
        snprintf(keys + strlen(keys), sizeof keys - strlen(keys),
                 "建<Enter>第%d张，公开栏的字太小<Enter>李䶮<Enter>1380000%04d<F2>", i + 1, i);
    pty_keys_ahead(p, keys);
    assert_screen_contains(p, "已保存：FK2026-00010");
    pty_close(p);
    struct office *office = *state;
    assert_int_equal(office_run(office, "list", "feedback", "--format", "csv"), 0);
    for (int i = 0; i < SLIPS; i++) {
        char title[80];
        snprintf(title, sizeof title, "第%d张，公开栏的字太小", i + 1);
        assert_non_null(strstr(office->output, title));
    }
}

static void test_the_cursor_comes_back_with_the_form(void **state) {
    struct pty *p = start(state);
    int row = 0, col = 0;
    pty_keys(p, "=33<Enter>投<Enter>先写𠮷到这里<Left><Left>");
    screen_cursor(p, &row, &col);
    pty_keys(p, "<C-G>02<Enter>");
    assert_screen_contains(p, "02 单位");
    pty_keys(p, "<F3>");
    assert_cursor(p, row, col);
    pty_keys(p, "，就");
    assert_screen_contains(p, "先写𠮷到，就这里");
    pty_close(p);
}

int main(void) {
#define SPEED_TEST(name) cmocka_unit_test_setup_teardown(name, office_setup_test, office_teardown)
    const struct CMUnitTest tests[] = {
        SPEED_TEST(test_keys_beside_the_text),
        SPEED_TEST(test_what_is_carried_over_is_marked),
        SPEED_TEST(test_f9_and_dots_take_the_last_value),
        SPEED_TEST(test_a_sealed_slip_leaves_nothing_behind),
        SPEED_TEST(test_the_same_slip_gives_another),
        SPEED_TEST(test_what_is_typed_next_is_not_disturbed),
        SPEED_TEST(test_answered_on_the_spot),
        SPEED_TEST(test_a_blank_slip_is_voided_in_passing),
        SPEED_TEST(test_slips_typed_ahead_are_all_stored),
        SPEED_TEST(test_the_cursor_comes_back_with_the_form),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
