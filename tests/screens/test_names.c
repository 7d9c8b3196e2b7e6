/* 01 and 02: people and units in the order of pinyin and of strokes, and how a name is read. Mission F6. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "harness/screen.h"

static struct pty *start(void **state, const char *code) {
    struct office *office = *state;
    const char *file = office_write(office, "units.csv", "单位名称\n石桥村\n东门村\n村镇建设办\n");
    assert_int_equal(office_run(office, "import", "unit", file), 0);
    file = office_write(office, "people.csv",
                        "姓名,读音\n覃文,\n单　刚,\n丁大勇,\n刘䶮,\n欧阳建国,\n丁勇,\n𠮷田明,\n");
    assert_int_equal(office_run(office, "import", "person", file), 0);
    return pty_start(office, "--open", code);
}

/* The names stand below each other in this order. */
static void assert_order(struct pty *p, const char *const *names, size_t count) {
    for (size_t i = 0; i + 1 < count; i++) {
        int above = screen_find(p, names[i], NULL);
        int below = screen_find(p, names[i + 1], NULL);
        if (above < 0 || below <= above)
            pty_fail(p, names[i], __FILE__, __LINE__);
    }
}

static void test_people_by_pinyin_then_by_strokes(void **state) {
    static const char *const by_pinyin[] = {"丁大勇",   "丁勇", "𠮷田明", "刘䶮",
                                            "欧阳建国", "覃文", "单　刚"};
    static const char *const by_strokes[] = {"丁勇",     "丁大勇", "刘䶮", "𠮷田明",
                                             "欧阳建国", "单　刚", "覃文"};
    struct pty *p = start(state, "01");
    assert_screen_contains(p, "按拼音");
    assert_order(p, by_pinyin, sizeof by_pinyin / sizeof by_pinyin[0]);
    pty_keys(p, "<F8>");
    int row = 0, col = 0;
    int label = screen_find(p, "排序:", NULL);
    screen_cursor(p, &row, &col);
    for (int i = 0; i < 30 && row != label; i++) {
        pty_keys(p, "<Tab>");
        screen_cursor(p, &row, &col);
    }
    pty_keys(p, "笔画<F2>");
    assert_screen_contains(p, "按姓氏笔画");
    assert_order(p, by_strokes, sizeof by_strokes / sizeof by_strokes[0]);
    pty_close(p);
}

static void test_a_reading_is_checked_and_counts(void **state) {
    static const char *const order[] = {"刘䶮", "单　刚", "覃文"};
    struct pty *p = start(state, "01");
    pty_keys(p, "/覃文<Enter>2<Enter>");
    for (int i = 0; i < 30 && !screen_contains(p, "多音字姓名的拼音"); i++)
        pty_keys(p, "<Tab>");
    assert_screen_contains(p, "多音字姓名的拼音");
    pty_keys(p, "tan<F2>");
    assert_screen_contains(p, "读音要写成拼音，姓名几个字就写几个音");
    pty_keys(p, " wen<F2>");
    assert_screen_contains(p, "已保存：RY2026-00002 改");
    assert_order(p, order, sizeof order / sizeof order[0]);
    pty_keys(p, "/覃文<Enter>5<Enter>");
    assert_screen_contains(p, "tan wen");
    pty_close(p);
}

static void test_units_by_pinyin(void **state) {
    static const char *const order[] = {"村镇建设办", "东门村", "石桥村"};
    struct pty *p = start(state, "02");
    assert_screen_contains(p, "按拼音");
    assert_order(p, order, sizeof order / sizeof order[0]);
    pty_close(p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_people_by_pinyin_then_by_strokes, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_a_reading_is_checked_and_counts, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_units_by_pinyin, office_setup_test, office_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
