/* The public hall: nothing but what everybody may read, masked; no key, no window size and no silence leads anywhere else
 * but back to the first page; a password lets out. Mission F5. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "harness/screen.h"

/* The demonstration has a year of disclosures; one more of each kind that must not be seen. */
static struct pty *open_hall(void **state) {
    return pty_start(*state, "hall");
}

static bool is_start(struct pty *p) {
    return screen_contains(p, "要查什么：") && screen_contains(p, "按村、按单位查") &&
           screen_contains(p, "政务公开查询");
}
#define assert_start(p) screen_assert(p, is_start(p), "not the first page", __FILE__, __LINE__)

/* What another unit published is there too; its numbers are masked, and not found by what is masked. */
static void test_numbers_are_masked(void **state) {
    struct office *office = *state;
    const char *file = office_write(office, "o.csv",
                                    "标题,公开单位,公开日期,类别,内容\n"
                                    "检修停电,供电所,2026-11-19,乡村,电话13800001234找䶮师傅\n");
    assert_int_equal(office_run(office, "import", "outside", file), 0);
    struct pty *p = open_hall(state);
    pty_keys(p, "8");
    assert_screen_contains(p, "检修停电");
    pty_keys(p, "1");
    assert_screen_contains(p, "电话138****1234找䶮师傅");
    pty_keys(p, "<Esc><Esc>电话138<Enter>");
    assert_screen_contains(p, "䶮师傅");
    pty_keys(p, "<Esc><C-U>电话13800001234<Enter>");
    assert_screen_contains(p, "没有找到");
    pty_close(p);
}

static void test_by_kind_and_by_unit(void **state) {
    struct pty *p = open_hall(state);
    assert_start(p);
    assert_screen(p, "hall");
    pty_keys(p, "5");
    assert_screen(p, "hall_list");
    pty_keys(p, "1");
    assert_screen(p, "hall_text");
    pty_keys(p, "<Esc><Esc>");
    assert_start(p);
    pty_keys(p, "7");
    assert_screen_contains(p, "东门村");
    pty_keys(p, "<Enter>");
    assert_screen_lacks(p, "要查什么");
    pty_keys(p, "<Esc><Esc>8");
    assert_screen_contains(p, "外单位");
    pty_close(p);
}

static void test_by_words_and_initials(void **state) {
    struct pty *p = open_hall(state);
    pty_keys(p, "低保");
    assert_screen_contains(p, "低保");
    assert_screen(p, "hall_found");
    pty_keys(p, "<C-U>没有这样的词句");
    assert_screen_contains(p, "没有找到");
    pty_keys(p, "<Esc>");
    assert_start(p);
    pty_close(p);
}

/* Neither lists nor search know of what is not for everybody, nor of anybody's number. */
static void test_only_what_everybody_may_read(void **state) {
    static const char *const typed[] = {"FK2026",
                                        "李春梅",
                                        "YJ2026",
                                        "秋季动物防疫安排",
                                        "保洁员招聘结果公示",
                                        "户籍业务办事指南",
                                        "行政许可结果",
                                        "公务接待费开支",
                                        "学生资助名额与结果",
                                        "岗位轮换"};
    struct pty *p = open_hall(state);
    for (size_t i = 0; i < sizeof typed / sizeof typed[0]; i++) {
        pty_keys(p, typed[i]);
        assert_screen_contains(p, "没有找到");
        pty_keys(p, "<C-U>");
        assert_start(p);
    }
    pty_close(p);
}

static const char *const everything[] = {
    "<C-T>", "<C-G>", "=34<Enter>", "<C-Z>", "<C-C>", "<F4>",  "<F5>",  "<F6>",  "<F7>",
    "<F8>",  "<F9>",  "<F10>",      "<F11>", "<F12>", "<F2>",  "?",     "<C-L>", "<Ins>",
    "<M-0>", "/",     "<C-A>",      "<C-X>", "<C-D>", "<C-K>", "<C-U>", "<C-W>",
};

/* Whatever is typed, it is still the hall, and nobody has come in. */
static void assert_in_hall(struct pty *p) {
    assert_false(pty_is_over(p));
    assert_screen_contains(p, "政务公开查询");
    assert_screen_lacks(p, "工作台");
    assert_screen_lacks(p, "待办");
    assert_screen_lacks(p, "82 来电来访");
    assert_screen_lacks(p, "跳转");
}

static void test_no_key_leads_out(void **state) {
    struct pty *p = open_hall(state);
    for (size_t i = 0; i < sizeof everything / sizeof everything[0]; i++) {
        pty_keys(p, everything[i]);
        assert_in_hall(p);
    }
    pty_keys(p, "<Esc><Esc>5");
    for (size_t i = 0; i < sizeof everything / sizeof everything[0]; i++) {
        pty_keys(p, everything[i]);
        assert_in_hall(p);
    }
    pty_close(p);
}

/* Too small a window says so; its F3 leads nowhere here. */
static void test_no_window_leads_out(void **state) {
    struct pty *p = open_hall(state);
    pty_resize(p, 10, 40);
    assert_screen_contains(p, "窗口太小");
    pty_keys(p, "<F3>");
    assert_false(pty_is_over(p));
    pty_resize(p, 24, 80);
    assert_start(p);
    pty_close(p);
}

/* The prompt for an account is no way around either. */
static void test_the_prompt_leads_nowhere(void **state) {
    struct pty *p = open_hall(state);
    pty_keys(p, "<F3>");
    assert_screen_contains(p, "工作人员账号");
    pty_keys(p, "<C-T><C-G><C-Z><F1>");
    assert_in_hall(p);
    pty_keys(p, "nobody<Enter>");
    assert_screen_contains(p, "账号或密码不对");
    assert_in_hall(p);
    pty_keys(p, "<F3><Esc>");
    assert_start(p);
    pty_close(p);
}

/* A minute without a key: the first page, whatever was open. One second less: nothing. */
static void test_a_minute_later_it_is_the_first_page(void **state) {
    struct pty *p = open_hall(state);
    pty_keys(p, "51");
    assert_screen_lacks(p, "要查什么");
    pty_step(p, 58000);
    assert_screen_lacks(p, "要查什么");
    pty_step(p, 3000);
    assert_start(p);
    pty_keys(p, "<F3>lichun");
    assert_screen_contains(p, "工作人员账号");
    pty_step(p, 61000);
    assert_start(p);
    assert_screen_lacks(p, "工作人员账号");
    pty_keys(p, "低保");
    pty_step(p, 61000);
    assert_start(p);
    assert_screen_lacks(p, "低保评");
    pty_close(p);
}

/* In the demonstration an account is enough; who it was begins at the workbench. */
static void test_staff_gets_out(void **state) {
    struct pty *p = open_hall(state);
    pty_keys(p, "<F3>zhoujianhua<Enter>");
    assert_screen_contains(p, "工作台");
    assert_screen_contains(p, "周建华 分管领导");
    pty_step(p, 61000);
    assert_screen_contains(p, "工作台"); /* no longer sent back */
    pty_close(p);
}

/* What was read is counted for its topic. */
static void test_what_is_read_is_counted(void **state) {
    struct office *office = *state;
    struct pty *p = open_hall(state);
    pty_keys(p, "51<Esc>1<Esc>2");
    pty_close(p);
    assert_int_equal(office_run(office, "report", "enquiries", "--year", "2026"), 0);
    assert_non_null(strstr(office->output, "大厅查阅"));
    assert_non_null(strstr(office->output, "ML2"));
}

/* ---- an office of its own, with passwords --------------------------------------------------------- */

static void test_not_entered_where_it_could_not_be_left(void **state) {
    struct office *office = *state;
    assert_int_equal(office_run(office, "hall", "now"), 2);
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=83<Enter>");
    assert_screen_contains(p, "还没有人设过密码");
    pty_close(p);
}

static void test_a_password_lets_out(void **state) {
    struct office *office = *state;
    const char *people = office_write(office, "p.csv", "姓名,账号,角色\n何丽,heli,经办人\n");
    assert_int_equal(office_run(office, "import", "person", people), 0);
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=01<Enter>/何丽<Enter><F4>密码<Enter>first-Pass-1<Enter><F3>");
    pty_keys(p, "=33<Enter>投<Enter>写到一半<C-G>83<Enter>");
    assert_screen_contains(p, "还有打开的表单");
    pty_keys(p, "<Esc>3<Esc>=83<Enter>2");
    assert_start(p);
    pty_keys(p, "<F3>heli<Enter>wrong-one<Enter>");
    assert_screen_contains(p, "账号或密码不对");
    pty_keys(p, "<F3>heli<Enter>first-Pass-1<Enter>");
    assert_screen_contains(p, "还没有改过初始密码");
    assert_in_hall(p);
    pty_close(p);
    p = pty_start(office, "--user", "heli");
    pty_keys(p, "first-Pass-1<Enter>second-Pass-2<Enter>second-Pass-2<Enter>=83<Enter>2");
    assert_start(p);
    pty_keys(p, "<F3>heli<Enter>second-Pass-2<Enter>");
    assert_screen_contains(p, "何丽 经办人");
    pty_close(p);
}

/* Who may only enquire begins in the hall. */
static void test_the_enquiry_role_sees_the_hall_alone(void **state) {
    struct office *office = *state;
    const char *people = office_write(office, "p.csv", "姓名,账号,角色\n大厅,dating,查询\n");
    assert_int_equal(office_run(office, "import", "person", people), 0);
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=01<Enter>/大厅<Enter><F4>密码<Enter>first-Pass-1<Enter>");
    pty_close(p);
    p = pty_start(office, "--user", "dating");
    pty_keys(p, "first-Pass-1<Enter>second-Pass-2<Enter>second-Pass-2<Enter>");
    assert_start(p);
    pty_keys(p, "<C-G>");
    assert_in_hall(p);
    pty_close(p);
}

#define DEMO(test) cmocka_unit_test_setup_teardown(test, office_setup, office_teardown)
#define TEST(test) cmocka_unit_test_setup_teardown(test, office_setup_test, office_teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        DEMO(test_by_kind_and_by_unit),
        DEMO(test_numbers_are_masked),
        DEMO(test_by_words_and_initials),
        DEMO(test_only_what_everybody_may_read),
        DEMO(test_no_key_leads_out),
        DEMO(test_no_window_leads_out),
        DEMO(test_the_prompt_leads_nowhere),
        DEMO(test_a_minute_later_it_is_the_first_page),
        DEMO(test_staff_gets_out),
        DEMO(test_what_is_read_is_counted),
        TEST(test_not_entered_where_it_could_not_be_left),
        TEST(test_a_password_lets_out),
        TEST(test_the_enquiry_role_sees_the_hall_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
