/* The framed list to choose from, one or several. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define FAKE_WITHOUT_LISTS
#include "fake_ui.h"

static struct answer {
    int answers;
    char code[200]; /* "-" when cancelled */
} got;

static void done(void *context, const char *code) {
    got.answers++;
    snprintf(got.code, sizeof got.code, "%s", code ? code : "-");
}

static void fetch(void *context, const char *typed, struct choices *out) {
    static const char *const labels[] = {"公开栏", "村公开栏", "政府网站", "电视",
                                         "广播",   "村务群",   "明白纸",   "会议",
                                         "短信",   "公告",     "张𠮷旺",   "其他"};
    for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++) {
        char code[8];
        snprintf(code, sizeof code, "c%zu", i + 1);
        if (strstr(labels[i], typed))
            choices_add(out, code, labels[i], "");
    }
}

static int begin(void **state) {
    memset(&got, 0, sizeof got);
    fake_reset();
    return 0;
}

static int end(void **state) {
    if (fake.pushed)
        fake.pushed->class->free(fake.pushed);
    return 0;
}

static void open_many(const char *codes) {
    prompt_list_many(&fake.ui, "渠道", 4, codes, fetch, done, NULL);
    fake_open(fake.pushed);
    fake_draw();
}

static bool is_shown(const char *text) {
    bool is_there = false;
    fake_draw();
    for (int row = 0; row < FAKE_ROWS; row++)
        is_there = is_there || strstr(fake_row(row), text) != NULL;
    return is_there;
}

static void one_is_chosen_by_number(void **state) {
    prompt_list(&fake.ui, "渠道", 4, "", fetch, done, NULL);
    fake_open(fake.pushed);
    fake_type("12");
    assert_true(is_shown(">12 其他"));
    fake_press(KEY_CODE_ENTER);
    assert_string_equal(got.code, "c12");
    assert_int_equal(got.answers, 1);
}

static void several_are_marked_by_space_and_digit(void **state) {
    open_many("");
    fake_type(" ");
    assert_true(is_shown("  1* 公开栏"));
    assert_true(is_shown("> 2  村公开栏"));
    fake_type("４");
    assert_true(is_shown("> 4* 电视"));
    fake_type("1");
    assert_true(is_shown("> 1  公开栏"));
    fake_type("3");
    fake_press(KEY_CODE_ENTER);
    assert_string_equal(got.code, "c4 c3");
}

static void a_narrowed_list_keeps_its_marks(void **state) {
    open_many("c1 gone");
    fake_type("村");
    assert_true(is_shown("> 1  村公开栏"));
    fake_type("　");
    for (int i = 0; i < 2; i++)
        fake_press(KEY_CODE_BACKSPACE);
    assert_true(is_shown("> 1* 公开栏"));
    fake_press(KEY_CODE_END);
    fake_type(" ");
    fake_press(KEY_CODE_F2);
    assert_string_equal(got.code, "c1 gone c2 c12");
}

static void enter_takes_the_row_when_nothing_was_marked(void **state) {
    open_many("");
    fake_press(KEY_CODE_DOWN);
    fake_press(KEY_CODE_ENTER);
    assert_string_equal(got.code, "c2");
}

static void all_marks_can_be_taken_away(void **state) {
    open_many("c1");
    fake_type("1");
    fake_press(KEY_CODE_ENTER);
    assert_string_equal(got.code, "");
    end(NULL);
    begin(NULL);
    open_many("");
    fake_press(KEY_CODE_F2);
    assert_string_equal(got.code, "");
}

static void esc_gives_nothing(void **state) {
    open_many("c1");
    fake_type("2");
    fake_press(KEY_CODE_ESCAPE);
    assert_string_equal(got.code, "-");
    assert_int_equal(got.answers, 1);
}

#define LIST(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(void) {
    const struct CMUnitTest tests[] = {
        LIST(one_is_chosen_by_number),         LIST(several_are_marked_by_space_and_digit),
        LIST(a_narrowed_list_keeps_its_marks), LIST(enter_takes_the_row_when_nothing_was_marked),
        LIST(all_marks_can_be_taken_away),     LIST(esc_gives_nothing),
    };
    language_set("zh_CN", NULL);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
