/* F1 on a row, or on a record's form: how its date was counted, with the article it rests on. Mission R2. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "harness/screen.h"

/* What F1 says of the first row of a list. */
static const struct {
    const char *code, *counted;
} lists[] = {
    {"12", "形成日 2026-11-18 为第 0 日；本镇设定。"},
    {"13", "形成日 2026-11-20 为第 0 日；本镇设定。"},
    {"14", "本镇设定；共计 10 个工作日。其间不"},
    {"15", "为第 0 日；政府信息公开条例第二十六条；共计 20"},
    {"18", "公开日 2026-11-11 为第 0 日；本镇设定：公开后 5 个工作日内"},
    {"19", "为第 0 日；村委会组织法第三十条；日期由本镇设"},
    {"21", "截止日 2026-11-02 为第 0 日；本镇设定：截止后 15 个工作日内"},
    {"22", "为第 0 日；本镇设定：收到意见 10 个工作日内"},
    {"34", "为第 0 日；本镇设定：咨询 3 个工作日"},
    {"35", "答复日 2026-11-13 为第 0 日；本镇设定：答复后 5 个工作日内"},
    {"31", "每 7 天开一次（本箱设定）；遇放假的顺延"},
    {"64", "上次开会 2026-11-06，每 30 天开一次（本组设定）"},
    {"52", "发现日 2026-09-21 为第 0 日；本镇设定：问题 10 个工作日"},
};

static void test_of_each_list(void **state) {
    struct pty *p = pty_start(*state, "--user", "lichunmei");
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        char keys[40];
        snprintf(keys, sizeof keys, "=%s<Enter><F1>", lists[i].code);
        pty_keys(p, keys);
        assert_screen_contains(p, "期限计算说明");
        screen_assert(p, screen_contains(p, lists[i].counted), lists[i].counted, __FILE__,
                      __LINE__);
        pty_keys(p, "<F3><F3>");
    }
    pty_close(p);
}

static void test_of_the_overdue_ones(void **state) {
    struct pty *p = pty_start(*state, "--user", "zhoujianhua");
    pty_keys(p, "=51<Enter><F1>");
    assert_screen_contains(p, "期限计算说明");
    assert_screen_contains(p, "这个日期是写定的"); /* a task's */
    assert_screen_contains(p, "带“日”的是日历日");
    pty_keys(p, "<F3>/FK2026-00016<Enter><F1>");
    assert_screen_contains(p, "本镇设定：咨询 3 个工作日");
    pty_close(p);
}

static void test_of_a_form(void **state) {
    struct pty *p = pty_start(*state, "--user", "lichunmei");
    pty_keys(p, "=34<Enter>2<Enter><F1>");
    assert_screen_contains(p, "这一栏");
    assert_screen_contains(p, "FK2026-00016  期限计算说明");
    assert_screen_contains(p, "本镇设定：咨询 3 个工作日");
    pty_keys(p, "<F3><F3><F6><F1>");
    assert_screen_contains(p, "这一栏");
    assert_screen_lacks(p, "期限计算说明"); /* nothing is saved yet */
    pty_close(p);
}

/* What has no date says none, and begins with what the screen is for. */
static void test_without_a_date(void **state) {
    struct pty *p = pty_start(*state, "--user", "lichunmei");
    pty_keys(p, "=02<Enter><F1>");
    assert_screen_lacks(p, "期限计算说明");
    assert_int_equal(screen_find(p, "02 单位", NULL), 1);
    pty_close(p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_of_each_list),
        cmocka_unit_test(test_of_the_overdue_ones),
        cmocka_unit_test(test_of_a_form),
        cmocka_unit_test(test_without_a_date),
    };
    return cmocka_run_group_tests(tests, office_setup, office_teardown);
}
