/* 11 公开目录: an entry typed key by key, its limit read from the words of the catalogue, the shipped catalogue, who
 * is responsible for several at once, query by form, prints. Mission N1, C1, C2, M1, M2. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "harness/screen.h"

static void give_people(struct office *office) {
    assert_int_equal(office_run(office, "import", "unit",
                                office_write(office, "units.csv", "单位名称\n民政办\n财政所\n")),
                     0);
    assert_int_equal(
        office_run(office, "import", "person",
                   office_write(office, "people.csv", "姓名,单位\n罗桂芳,民政办\n张𠮷旺,财政所\n")),
        0);
}

static void test_an_entry_is_registered(void **state) {
    struct office *office = *state;
    give_people(office);
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=11<Enter>");
    assert_screen_contains(p, "按 F4 载入现成的，或按 F6 登记第一条");
    pty_keys(p, "<F6>村级财务收支<Enter>乡村财务<Enter>乡村<Enter><Enter>决策权<Enter>");
    pty_keys(p, "各项收入、支出，䶮湖村𠮷组<Tab>村民委员会组织法第三十条<Tab>");
    assert_screen(p, "catalogue_form");
    pty_keys(p, "财政所<Enter>罗桂芳<Enter>张𠮷旺<Enter>村<Enter>热点<Enter>走访<Enter>");
    pty_keys(p, "每季首月２０日前<Enter>");
    assert_screen_contains(p, "时限：每季首月 20 日前");
    pty_keys(p, "<Enter><Enter><Enter>村委会组织法三十条<Enter>是<Enter>定期<Enter>");
    assert_screen_contains(p, "时限：每季首月 20 日前（村委会组织法三十条）");
    pty_keys(p, "每季度<Enter>");
    assert_screen_contains(p, "本期 2026年第四季度，最迟 2027-01-20");
    assert_screen(p, "catalogue_limit");
    assert_screen_contains(p, "2027-01-20 周三 公开");
    pty_keys(p, "<F2>");
    assert_screen_contains(p, "公开范围：必填，还空着");
    pty_keys(p, "社会<F2>");
    assert_screen_contains(p, "已保存：ML2026-00001");
    assert_screen(p, "catalogue_list");
    pty_keys(p, "5<Enter>");
    assert_screen_contains(p, "村级财务收支");
    assert_screen_contains(p, "每季首月");
    pty_close(p);
}

static void test_a_bad_limit_is_said(void **state) {
    struct office *office = *state;
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=11<Enter><F6>三公经费<Enter><Enter>财<Enter><Enter>决策权<Enter><Tab><Tab>");
    pty_keys(p, "<Enter><Enter><Enter><Enter><Enter><Enter>按规定公开<Tab><F2>");
    assert_screen_contains(p, "错误 1/2  时效类型：必填");
    pty_keys(p, "临时<F2>");
    assert_screen_contains(p, "公开范围：必填");
    pty_keys(p, "社会<F2>");
    assert_screen_contains(p, "从“按规定公开”看不出是几天");
    pty_keys(p, "个工作日<Enter>15<F2>"); /* the cursor stands in the unit */
    assert_screen_contains(p, "已保存：ML2026-00001");
    pty_close(p);
}

static void test_the_shipped_catalogue(void **state) {
    struct office *office = *state;
    give_people(office);
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=11<Enter><F4>");
    assert_screen_contains(p, "载入乡镇标准目录");
    pty_keys(p, "载入<Enter>");
    assert_screen(p, "catalogue_shipped");
    pty_keys(p, "<Esc>");
    assert_screen_contains(p, "没有载入");
    pty_keys(p, "<F4>载入<Enter>村<Enter>");
    assert_screen_contains(p, "已载入 ");
    assert_screen_contains(p, "第 1/2");
    pty_keys(p, "<F4>载入<Enter>村<Enter>");
    assert_screen_contains(p, "已载入 0 条");
    /* Two at once. */
    pty_keys(p, "<Space><Space>7<Enter>");
    assert_screen_contains(p, "定责任");
    pty_keys(p, "财政所<Enter>罗桂芳<Enter>张𠮷旺<F2>");
    assert_screen_contains(p, "已保存：定责任 2 件");
    assert_screen_contains(p, "财政所");
    /* Query by form: those without a unit. */
    pty_keys(p, "<F8>");
    assert_screen_contains(p, "查询");
    pty_keys(p, "村级财务<F2>");
    assert_screen_contains(p, "村级财务");
    assert_screen_contains(p, "第 1/2 条");
    pty_keys(p, "<F4>打印整个<Enter>1");
    assert_screen_contains(p, "政务公开目录");
    pty_close(p);
}

static void test_who_may_what_is_printed(void **state) {
    struct office *office = *state;
    give_people(office);
    assert_int_equal(
        office_run(office, "import", "team",
                   office_write(office, "team.csv", "名称,性质\n政务公开领导小组,领导小组\n")),
        0);
    assert_int_equal(
        office_run(office, "do", "add_member", "XZ2026-00001", "person=罗桂芳", "duty=组长"), 0);
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=64<Enter>6<Enter>");
    assert_screen_contains(p, "组织机构表");
    pty_keys(p, "组织<Enter>1");
    assert_screen(p, "organization");
    pty_keys(p, "<F3>=01<Enter>6<Enter>");
    pty_keys(p, "岗位<Enter>1");
    assert_screen_contains(p, "岗位权限表");
    pty_close(p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_an_entry_is_registered, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_a_bad_limit_is_said, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_the_shipped_catalogue, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_who_may_what_is_printed, office_setup_test,
                                        office_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
