/* 64 人员与小组 and 65 会议: a group with named members, its meeting, and what it decided. Mission B1, B2. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "harness/screen.h"

static void give_people(struct office *office) {
    assert_int_equal(office_run(office, "import", "unit",
                                office_write(office, "units.csv", "单位名称\n东门村\n党政办\n")),
                     0);
    assert_int_equal(
        office_run(office, "import", "person",
                   office_write(office, "people.csv", "姓名,单位\n罗桂芳,东门村\n张𠮷旺,东门村\n")),
        0);
}

static void test_a_group_with_its_members(void **state) {
    struct office *office = *state;
    give_people(office);
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=64<Enter>");
    assert_screen_contains(p, "这里还没有");
    pty_keys(p, "<F6>青石镇信息反馈组<Enter>信息反馈组<Enter>党政办<Enter>0000-6610022<Enter>");
    pty_keys(p, "<Enter><Enter>30<F2>");
    assert_screen_contains(p, "已保存：XZ2026-00001");
    assert_screen_contains(p, "信息反馈组");
    assert_screen_contains(p, "2026-12-21");
    pty_keys(p, "7<Enter>");
    assert_screen_contains(p, "加成员");
    pty_keys(p, "罗桂芳<Enter>监督员<Enter>20260105<F2>");
    assert_screen_contains(p, "已保存：XZ2026-00001 加成员");
    pty_keys(p, "7<Enter>罗桂芳<Enter>成员<F2>");
    assert_screen_contains(p, "罗桂芳已经在“青石镇信息反馈组”里");
    pty_keys(p, "<Esc>2"); /* abandoned */
    pty_keys(p, "7<Enter>张𠮷旺<Enter>组长<F2>");
    pty_keys(p, "5<Enter>");
    assert_screen(p, "team");
    pty_keys(p, "<F3>8<Enter>罗桂芳<Enter>t<F2>");
    assert_screen_contains(p, "减成员");
    pty_keys(p, "5<Enter>");
    assert_screen_contains(p, "2026-01-05 至 2026-11-20");
    pty_close(p);
}

static void test_no_rhythm_no_light(void **state) {
    struct office *office = *state;
    const char *teams = office_write(office, "teams.csv",
                                     "名称,性质,例会周期\n青石镇反馈组,信息反馈组,30\n"
                                     "财务公开监督组,监督委员会,\n");
    assert_int_equal(office_run(office, "import", "team", teams), 0);
    struct pty *p = pty_start(office, "--open", "64");
    const char *row = screen_row(p, screen_find(p, "青石镇反馈组", NULL));
    assert_non_null(strstr(row, "剩")); /* working days until the next meeting */
    row = screen_row(p, screen_find(p, "财务公开监督组", NULL));
    assert_null(strstr(row, "剩"));
    assert_null(strstr(row, "在用"));
    pty_close(p);
}

static void test_a_meeting_and_its_task(void **state) {
    struct office *office = *state;
    give_people(office);
    assert_int_equal(
        office_run(office, "import", "team",
                   office_write(office, "teams.csv", "名称,性质,例会周期\n反馈组,信息反馈组,30\n")),
        0);
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=65<Enter><F6>反馈组例会<Enter>20261119<Enter>反馈组<Enter>公开栏换大字<Enter>");
    pty_keys(p, "二楼会议室<Enter>罗桂芳、张𠮷旺<Enter>老人看不清，定由党政办换大字。<F2>");
    assert_screen_contains(p, "已保存：HY2026-00001");
    assert_screen_contains(p, "公开栏换大字");
    pty_keys(p, "7<Enter>");
    assert_screen_contains(p, "交任务");
    pty_keys(p, "公开栏改用大字<Enter>党政办<Enter><Enter>+5w<F2>");
    assert_screen_contains(p, "已保存：HY2026-00001 交任务");
    pty_keys(p, "5<Enter>");
    assert_screen(p, "meeting");
    pty_keys(p, "<F3>8<Enter>");
    assert_screen_contains(p, "会议任务");
    assert_screen_contains(p, "剩7");
    pty_keys(p, "9<Enter>");
    pty_keys(p, "已换，加了老花镜。<F2>");
    assert_screen_contains(p, "已保存：RW2026-00001 办结");
    assert_screen_contains(p, "这里还没有");
    pty_keys(p, "<F3>=64<Enter>5<Enter>");
    assert_screen_contains(p, "上次开会: 2026-11-19");
    pty_close(p);
}

static void test_a_deliberation_and_what_was_said(void **state) {
    struct office *office = *state;
    give_people(office);
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=65<Enter><F6>民主议政<Enter>20261119<Enter><Enter>䶮塘村民议政会<Enter>");
    pty_keys(p, "村委会<Enter>罗桂芳、张𠮷旺等<Enter>逐项评议。<F2>");
    assert_screen_contains(p, "民主议政须写明议政事项");
    pty_keys(p, "<F2>");
    assert_screen_contains(p, "议政事项:");
    pty_keys(p, "一问低保，二问路灯<Tab>9<Enter>5<Enter>２");
    assert_screen(p, "deliberation_form");
    pty_keys(p, "<F2>");
    assert_screen_contains(p, "已保存：HY2026-00001");
    pty_keys(p, "9<Enter>");
    assert_screen_contains(p, "提意见");
    pty_keys(p, "建议<Enter>𠮷祥路路灯太暗<Enter>王二小<Enter><Enter>东门村<Enter><Enter>");
    pty_keys(p, "晚上看不清路<F2>");
    assert_screen_contains(p, "已保存：HY2026-00001 提意见");
    pty_keys(p, "5<Enter>");
    assert_screen(p, "deliberation");
    pty_keys(p, "<F3>6<Enter>民主议政评政<Enter>1<Enter>");
    assert_screen_contains(p, "87.5%");
    pty_keys(p, "<F3>=FK2026-00001<Enter>");
    assert_screen_contains(p, "会议: 䶮塘村民议政会");
    assert_screen_contains(p, "来源: 民主议政");
    pty_close(p);
}

static void test_an_overdue_meeting_is_said(void **state) {
    struct office *office = *state;
    give_people(office);
    assert_int_equal(
        office_run(office, "import", "team",
                   office_write(office, "teams.csv", "名称,性质,例会周期\n反馈组,信息反馈组,30\n")),
        0);
    assert_int_equal(
        office_run(office, "import", "meeting",
                   office_write(office, "meetings.csv",
                                "会议类型,小组,开会日期,议题,参加人,记录\n"
                                "反馈组例会,反馈组,2026-10-12,十月例会,罗桂芳,通报。\n")),
        0);
    struct pty *p = pty_start(office, NULL);
    assert_screen_contains(p, "“反馈组”已 39 天未开会（应每 30 天）");
    pty_keys(p, "=64<Enter>");
    assert_screen_contains(p, "逾9日");
    pty_keys(p, "<F3>=51<Enter>");
    assert_screen_contains(p, "XZ2026-00001");
    pty_close(p);
}

static void test_channels_are_listed_with_whom_to_call(void **state) {
    struct office *office = *state;
    give_people(office);
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=37<Enter><F6>政务公开专用电话<Enter>专用电话<Enter>党政办<Enter>罗桂芳<Enter>");
    pty_keys(p, "0000-6610000<Enter>工作日 8:30-17:30<F2>");
    assert_screen_contains(p, "已保存：QD2026-00001");
    assert_screen_contains(p, "0000-6610000");
    assert_screen_contains(p, "罗桂芳");
    pty_close(p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_group_with_its_members, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_no_rhythm_no_light, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_a_meeting_and_its_task, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_a_deliberation_and_what_was_said, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_an_overdue_meeting_is_said, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_channels_are_listed_with_whom_to_call,
                                        office_setup_test, office_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
