/* Personal data on the screen: masked in lists and on pages, shown whole for half a minute by one key, which the audit
 * tells; the numbers a clerk has to phone are his to read. */
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "harness/screen.h"

#define ID "11010519491231002X"
#define ID_MASKED "110105********002X"
#define PHONE "13800001234"
#define PHONE_MASKED "138****1234"

static void import_file(struct office *office, const char *kind, const char *text) {
    if (office_run(office, "import", kind, office_write(office, "in.csv", text)) != 0)
        fail_msg("%s", office->errors);
}

/* A matter 何丽 of 东门村 has in hand, with numbers in its text. */
static void begin(struct office *office) {
    import_file(office, "unit", "单位名称\n东门村\n西门村\n");
    import_file(office, "person",
                "姓名,单位,账号,角色\n何丽,东门村,heli,经办人\n刘䶮,西门村,liuyan,经办人\n"
                "赵敏,,zhaomin,系统管理员\n");
    import_file(office, "feedback",
                "类别,标题,姓名,电话,内容,来源,收到日期\n"
                "consult," ID "的低保,张𠮷旺," PHONE ",身份证" ID
                "，卡号6222021234567890128,call,2026-11-19\n");
    if (office_run(office, "do", "assign", "FK2026-00001", "unit=东门村", "person=何丽") != 0)
        fail_msg("%s", office->errors);
}

static struct pty *sit_down(struct office *office, const char *account, const char *name) {
    char keys[200];
    struct pty *p = pty_start(office, NULL);
    snprintf(keys, sizeof keys, "=01<Enter>/%s<Enter><F4>密码<Enter>first-Pass-1<Enter>", name);
    pty_keys(p, keys);
    assert_screen_contains(p, "密码已设");
    pty_close(p);
    p = pty_start(office, "--user", account);
    pty_keys(p, "first-Pass-1<Enter>second-Pass-2<Enter>second-Pass-2<Enter>");
    return p;
}

/* Rows of the audit that say so. */
static int reveals(const struct office *office) {
    char command[500];
    int count = -1;
    snprintf(command, sizeof command,
             "sqlite3 '%s' \"SELECT count(*) FROM audit WHERE command = 'reveal' AND detail = "
             "'FK2026-00001'\"",
             office->database);
    FILE *answer = popen(command, "r");
    assert_non_null(answer);
    assert_int_equal(fscanf(answer, "%d", &count), 1);
    assert_int_equal(pclose(answer), 0);
    return count;
}

static void test_masked_in_the_list(void **state) {
    struct office *office = *state;
    begin(office);
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=34<Enter>");
    assert_screen_contains(p, ID_MASKED);
    assert_screen_lacks(p, ID);
    pty_close(p);
}

static void test_revealed_for_half_a_minute(void **state) {
    struct office *office = *state;
    begin(office);
    struct pty *p = sit_down(office, "liuyan", "刘䶮");
    pty_keys(p, "=FK2026-00001<Enter>");
    assert_screen_contains(p, ID_MASKED);
    assert_screen_contains(p, PHONE_MASKED);
    assert_screen_lacks(p, ID);
    assert_screen_lacks(p, PHONE);
    assert_screen_contains(p, "F5显示");
    assert_screen(p, "reveal_masked");
    pty_keys(p, "<F5>");
    assert_screen_contains(p, ID);
    assert_screen_contains(p, PHONE);
    assert_screen_contains(p, "显示 30 秒，已记入审计");
    pty_step(p, 29000);
    assert_screen_contains(p, PHONE);
    pty_step(p, 1000);
    assert_screen_lacks(p, ID);
    assert_screen_lacks(p, PHONE);
    assert_screen_contains(p, "F5显示");
    /* Keys in between don't lengthen it. */
    pty_keys(p, "<F5>");
    pty_step(p, 20000);
    pty_keys(p, "<Down><Up>");
    pty_step(p, 10000);
    assert_screen_lacks(p, PHONE);
    /* Left and opened again it is masked; nothing is due then. */
    pty_keys(p, "<F5><F3>=FK2026-00001<Enter>");
    assert_screen_lacks(p, PHONE);
    pty_step(p, 30000);
    assert_screen_contains(p, PHONE_MASKED);
    pty_close(p);
    assert_int_equal(reveals(office), 3);
}

/* She has it in hand and is to phone: the number stands there; that of the identity card does not. */
static void test_who_has_it_in_hand_reads_the_phone(void **state) {
    struct office *office = *state;
    begin(office);
    struct pty *p = sit_down(office, "heli", "何丽");
    pty_keys(p, "=FK2026-00001<Enter>");
    assert_screen_contains(p, PHONE);
    assert_screen_lacks(p, ID);
    pty_close(p);
}

static void test_an_administrator_may_not(void **state) {
    struct office *office = *state;
    begin(office);
    struct pty *p = sit_down(office, "zhaomin", "赵敏");
    pty_keys(p, "=FK2026-00001<Enter><F5>");
    assert_screen_contains(p, "您的角色不能看遮盖的个人信息");
    assert_screen_lacks(p, PHONE);
    assert_screen_lacks(p, ID);
    pty_close(p);
    assert_int_equal(reveals(office), 0);
}

/* What is worked on stands in the form as it is, and the audit tells that it did. */
static void test_a_form_is_a_reveal(void **state) {
    struct office *office = *state;
    begin(office);
    struct pty *p = sit_down(office, "liuyan", "刘䶮");
    pty_keys(p, "=FK2026-00001<Enter>2");
    assert_screen_contains(p, PHONE);
    assert_screen_contains(p, "已记入审计");
    assert_int_equal(reveals(office), 1);
    pty_keys(p, "<Esc><Esc><F3>");
    pty_close(p);
    assert_int_equal(reveals(office), 1);
}

static void test_what_is_found_is_masked(void **state) {
    struct office *office = *state;
    begin(office);
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=81<Enter>低保<Enter>");
    assert_screen_contains(p, ID_MASKED);
    assert_screen_lacks(p, ID);
    pty_keys(p, "<Esc><Home><Del><Del>旺<Enter>");
    assert_screen_lacks(p, "张𠮷旺");
    pty_close(p);
    assert_int_equal(office_run(office, "search", "00001234"), 0);
    assert_non_null(strstr(office->output, PHONE_MASKED));
    assert_null(strstr(office->output, PHONE));
    assert_int_equal(office_run(office, "search", "--format", "json", "低保"), 0);
    assert_non_null(strstr(office->output, ID_MASKED));
    assert_null(strstr(office->output, ID));
    static const char *const formats[] = {"table", "csv", "json"};
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        assert_int_equal(office_run(office, "list", "feedback-open", "--format", formats[i]), 0);
        assert_non_null(strstr(office->output, ID_MASKED));
        assert_null(strstr(office->output, ID));
    }
    assert_int_equal(reveals(office), 0);
}

static void test_the_command_line_too(void **state) {
    struct office *office = *state;
    begin(office);
    assert_int_equal(office_run(office, "show", "FK2026-00001"), 0);
    assert_non_null(strstr(office->output, ID_MASKED));
    assert_null(strstr(office->output, ID));
    assert_int_equal(office_run(office, "show", "FK2026-00001", "--format", "json"), 0);
    assert_non_null(strstr(office->output, ID_MASKED));
    assert_null(strstr(office->output, ID));
    assert_int_equal(reveals(office), 0);
    assert_int_equal(office_run(office, "show", "FK2026-00001", "--reveal"), 0);
    assert_non_null(strstr(office->output, ID));
    assert_int_equal(office_run(office, "show", "FK2026-00001", "--format", "json", "--reveal"), 0);
    assert_non_null(strstr(office->output, ID));
    assert_int_equal(reveals(office), 2);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, office_setup_test, office_teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(test_masked_in_the_list),
        TEST(test_revealed_for_half_a_minute),
        TEST(test_who_has_it_in_hand_reads_the_phone),
        TEST(test_an_administrator_may_not),
        TEST(test_a_form_is_a_reveal),
        TEST(test_what_is_found_is_masked),
        TEST(test_the_command_line_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
