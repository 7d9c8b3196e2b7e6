/* A decision wants one's own password at that moment: hidden, on the form and in a list, asked again when wrong, for the
 * text that was seen. The command line's is test_confirm_line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "harness/screen.h"

#define OWN "石桥边的三棵樟树"

static void import_file(struct office *office, const char *kind, const char *text) {
    if (office_run(office, "import", kind, office_write(office, "in.csv", text)) != 0)
        fail_msg("%s", office->errors);
}

/* Two disclosures that wait for 周建华, who was given a password and chose his own. */
static struct pty *leader_at(struct office *office) {
    import_file(office, "unit", "单位名称\n东门村\n");
    import_file(office, "person",
                "姓名,单位,账号,角色\n周建华,,zhoujianhua,分管领导\n张𠮷旺,东门村,,\n");
    import_file(office, "catalogue",
                "title,affair,subject,power,scope,timing,unit,leader,person,basis\n"
                "村级重大事项,rural,village_affairs,service,public,ad_hoc,东门村,周建华,张𠮷旺,"
                "村民委员会组织法第三十条\n");
    import_file(office, "disclosure",
                "catalogue,title,received_on,element_process,element_discipline,element_result\n"
                "村级重大事项,东门村䶮塘清淤,2026-11-10,村民代表会议定的,不得优亲厚友,清淤３处\n"
                "村级重大事项,三组𠮷路硬化,2026-11-10,村民代表会议定的,不得优亲厚友,一公里\n");
    for (int i = 1; i <= 2; i++) {
        const char *number = i == 1 ? "GK2026-00001" : "GK2026-00002";
        if (office_run(office, "do", "submit", number) != 0 ||
            office_run(office, "do", "review", number, "review_outcome=public", "signatory=刘䶮",
                       "signed_no=审1") != 0)
            fail_msg("%s", office->errors);
    }
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=01<Enter>/周建华<Enter><F4>密码<Enter>first-Pass-1<Enter>");
    assert_screen_contains(p, "密码已设");
    pty_close(p);
    p = pty_start(office, "--user", "zhoujianhua");
    pty_keys(p, "first-Pass-1<Enter>" OWN "<Enter>" OWN "<Enter>");
    assert_screen_contains(p, "周建华 分管领导");
    return p;
}

static const char *state_of(struct office *office, const char *number) {
    assert_int_equal(office_run(office, "show", number), 0);
    return office->output;
}

static void test_on_the_form(void **state) {
    struct office *office = *state;
    struct pty *p = leader_at(office);
    pty_keys(p, "=14<Enter>1<Enter><F2>");
    assert_screen_contains(p, "签发 GK2026-00001：您本人的密码");
    assert_screen(p, "confirm_asked");
    pty_keys(p, "wrong-one");
    assert_screen_lacks(p, "wrong-one");
    pty_keys(p, "<Enter>");
    assert_screen_contains(p, " 密码不对，请重新输入");
    assert_screen_lacks(p, "password");
    pty_keys(p, "<Esc><F2>");
    if (strstr(state_of(office, "GK2026-00001"), "待签发") == NULL)
        pty_fail(p, "approved without a password", __FILE__, __LINE__);
    assert_screen_contains(p, "签发 GK2026-00001：您本人的密码");
    pty_keys(p, OWN "<Enter>");
    assert_screen_contains(p, "已保存：GK2026-00001 签发");
    assert_non_null(strstr(state_of(office, "GK2026-00001"), "待发布"));
    pty_close(p);
}

static void test_given_up_nothing_is_changed(void **state) {
    struct office *office = *state;
    struct pty *p = leader_at(office);
    pty_keys(p, "=14<Enter>1<Enter><F2><Esc>");
    assert_screen_contains(p, "没有输入密码，什么都没有改动");
    assert_non_null(strstr(state_of(office, "GK2026-00001"), "待签发"));
    pty_close(p);
}

/* While the password is asked for, the clerk changes the text: what is approved is not what was seen. */
static void test_changed_meanwhile_is_asked_anew(void **state) {
    struct office *office = *state;
    struct pty *p = leader_at(office);
    pty_keys(p, "=14<Enter>1<Enter><F2>" OWN);
    assert_int_equal(office_run(office, "do", "edit", "GK2026-00001", "element_result=清淤９处"),
                     0);
    assert_int_equal(office_run(office, "do", "submit", "GK2026-00001"), 0);
    assert_int_equal(office_run(office, "do", "review", "GK2026-00001", "review_outcome=public",
                                "signatory=刘䶮", "signed_no=审2"),
                     0);
    pty_keys(p, "<Enter>");
    assert_screen_contains(p, "清淤９处"); /* what was changed, and by whom */
    assert_screen_lacks(p, "已保存");
    assert_non_null(strstr(state_of(office, "GK2026-00001"), "待签发"));
    pty_close(p);
}

static void test_several_marked_one_password(void **state) {
    struct office *office = *state;
    struct pty *p = leader_at(office);
    pty_keys(p, "=14<Enter><Space><Down><Space>1<Enter>");
    pty_keys(p, "<F2>");
    assert_screen_contains(p, "签发 2 件：您本人的密码");
    pty_keys(p, OWN "<Enter>");
    assert_non_null(strstr(state_of(office, "GK2026-00001"), "待发布"));
    assert_non_null(strstr(state_of(office, "GK2026-00002"), "待发布"));
    pty_close(p);
}

static void test_paper_needs_none(void **state) {
    struct office *office = *state;
    pty_close(leader_at(office));
    assert_int_equal(
        office_run(office, "do", "approve", "GK2026-00001", "signatory=周建华", "signed_no=签1"),
        0);
}

/* The demonstration has no passwords. */
static void test_a_demonstration_asks_none(void **state) {
    struct pty *p = pty_start(*state, "--user", "zhoujianhua");
    pty_keys(p, "=14<Enter>1<Enter><F2>");
    assert_screen_contains(p, "已保存：GK");
    assert_screen_lacks(p, "密码");
    pty_close(p);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, office_setup_test, office_teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(test_on_the_form),
        TEST(test_given_up_nothing_is_changed),
        TEST(test_changed_meanwhile_is_asked_anew),
        TEST(test_several_marked_one_password),
        TEST(test_paper_needs_none),
        cmocka_unit_test_setup_teardown(test_a_demonstration_asks_none, office_setup,
                                        office_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
