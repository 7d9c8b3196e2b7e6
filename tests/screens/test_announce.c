/* 35 结果待公布: several announced at once, all or none; withheld with a reason; lights till announced. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "harness/screen.h"

static void make(struct office *office) {
    const char *units = office_write(office, "units.csv", "单位名称\n东门村\n");
    assert_int_equal(office_run(office, "import", "unit", units), 0);
    const char *matters = office_write(office, "in.csv",
                                       "收到日期,类别,标题\n"
                                       "2026-11-19,建议,东门村广场加装长凳\n"
                                       "2026-11-19,建议,公开栏字太小𠮷\n"
                                       "2026-11-19,咨询,残疾人证怎么换\n");
    assert_int_equal(office_run(office, "import", "feedback", matters), 0);
    assert_int_equal(office_run(office, "do", "assign", "FK2026-00001", "FK2026-00002",
                                "FK2026-00003", "unit=东门村"),
                     0);
    assert_int_equal(office_run(office, "do", "reply", "FK2026-00001", "FK2026-00002",
                                "FK2026-00003", "reply=已经办好。"),
                     0);
}

static bool state_is(struct office *office, const char *number, const char *state) {
    assert_int_equal(office_run(office, "show", number, "--format", "json"), 0);
    return strstr(office->output, state) != NULL;
}

static void test_two_at_once_and_one_withheld(void **state) {
    struct office *office = *state;
    make(office);
    struct pty *p = pty_start(office, NULL);
    assert_screen_contains(p, "35 结果待公布");
    pty_keys(p, "=35<Enter>");
    assert_screen(p, "to_announce");
    /* A reason of its own for the third, then the two others with one place. */
    pty_keys(p, "<End>8<Enter>");
    assert_screen_contains(p, "理由");
    pty_keys(p, "涉及个人残疾信息<Enter>");
    assert_screen_contains(p, "已保存：");
    assert_screen_lacks(p, "残疾人证怎么换");
    pty_keys(p, "<Home><Space><Space>7<Enter>");
    assert_screen_contains(p, "2 件：公布在哪里");
    pty_keys(p, "东门村公开栏<Enter>");
    assert_screen_contains(p, "公布 2 件");
    assert_screen_contains(p, "这里还没有");
    pty_close(p);
    assert_true(state_is(office, "FK2026-00001", "\"announced_place\":\"东门村公开栏\""));
    assert_true(state_is(office, "FK2026-00002", "\"state\":\"announced\""));
    assert_true(state_is(office, "FK2026-00003", "\"withheld_reason\":\"涉及个人残疾信息\""));
}

/* One of them was withheld meanwhile, by somebody else: none is announced, and it is said which. */
static void test_none_when_one_may_not(void **state) {
    struct office *office = *state;
    make(office);
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=35<Enter><Home><Space><Space><Space>7<Enter>");
    assert_screen_contains(p, "3 件：公布在哪里");
    assert_int_equal(office_run(office, "do", "withhold", "FK2026-00002", "reason=住址"), 0);
    pty_keys(p, "东门村公开栏<Enter>");
    assert_screen_contains(p, "看过之后又有人改了"); /* looked at first, then asked for all the same */
    pty_keys(p, "<F2>");
    assert_screen_contains(p, "FK2026-00002 已写明不宜公开");
    pty_close(p);
    assert_true(state_is(office, "FK2026-00001", "\"state\":\"replied\""));
    assert_true(state_is(office, "FK2026-00003", "\"state\":\"replied\""));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_two_at_once_and_one_withheld, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_none_when_one_may_not, office_setup_test,
                                        office_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
