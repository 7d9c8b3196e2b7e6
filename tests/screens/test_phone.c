/* Taking calls over any screen, typed key by key: the form below keeps its half-typed text, a call takes three keys, what
 * nobody can answer becomes feedback. Mission F6, C2. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "harness/screen.h"

#define RUN(...) assert_int_equal(office_run(office, __VA_ARGS__), 0)

/* A published disclosure, one for the office alone, a draft, what another unit published, and an answered matter. */
static void prepare(struct office *office) {
    RUN("import", "unit", office_write(office, "u.csv", "单位名称,性质\n䶮口村,村\n"));
    RUN("import", "person",
        office_write(office, "p.csv",
                     "姓名,账号,角色\n周建华,zhou,分管领导\n陈晓,chen,审核人\n刘䶮,liu,审核人\n"));
    RUN("import", "board", office_write(office, "b.csv", "title,kind,unit\n镇政府公开栏,board,\n"));
    RUN("import", "catalogue",
        office_write(office, "c.csv",
                     "title,affair,subject,power,scope,timing,unit,leader,person,basis\n"
                     "宅基地审批,rural,homestead,approval,public,ad_hoc,䶮口村,周建华,陈晓,"
                     "土地管理法第六十二条\n"));
    RUN("import", "disclosure",
        office_write(office, "d.csv",
                     "catalogue,title,received_on,element_process,element_discipline,"
                     "element_result\n"
                     "宅基地审批,䶮口村宅基地审批结果,2026-11-18,村民小组会议通过后报镇政府,"
                     "不收任何费用,批准两户\n"
                     "宅基地审批,还没定的宅基地名单,2026-11-18,正在办,不收费,未定\n"));
    RUN("do", "submit", "GK2026-00001");
    RUN("do", "review", "GK2026-00001", "review_outcome=public", "signatory=刘䶮", "signed_no=1");
    RUN("do", "approve", "GK2026-00001", "signatory=周建华", "signed_no=2");
    RUN("do", "publish", "GK2026-00001", "board=镇政府公开栏");
    RUN("import", "outside",
        office_write(office, "o.csv",
                     "标题,公开单位,公开日期,内容\n"
                     "宅基地通电须知,供电所,2026-11-10,带身份证到所里办，电话13800001234。\n"));
    RUN("import", "feedback",
        office_write(office, "f.csv",
                     "类别,标题,姓名,内容,收到日期\n"
                     "咨询,旧宅基地能不能翻修,张𠮷旺,张𠮷旺家老屋能翻修吗,2026-11-18\n"
                     "举报,宅基地有人吃拿,李大个,吃拿宅基地,2026-11-18\n"));
    RUN("do", "settle", "FK2026-00001", "reply=可以，到村里登记后动工。", "place=镇政府公开栏");
}

static struct pty *start(void **state) {
    prepare(*state);
    return pty_start(*state, NULL);
}

/* Ctrl-T out of a half-filled form; the answer by initials, read, logged by one key; Esc back to the very place. */
static void test_a_call_in_the_middle_of_a_form(void **state) {
    struct office *office = *state;
    struct pty *p = start(state);
    int row, col, row_after, col_after;
    pty_keys(p, "=33<Enter>投<Enter>东门村三组路灯不亮<Left><Left>");
    screen_cursor(p, &row, &col);
    pty_keys(p, "<C-T>");
    assert_screen_contains(p, "82 来电来访");
    pty_keys(p, "zjd");
    assert_screen_contains(p, "䶮口村宅基地审批结果");
    assert_screen_contains(p, "宅基地通电须知");
    assert_screen_contains(p, "旧宅基地能不能翻修");
    assert_screen_lacks(p, "还没定的");
    assert_screen_lacks(p, "吃拿");
    assert_screen(p, "phone");
    pty_keys(p, "<Enter>");
    assert_screen_contains(p, "村民小组会议通过后报镇政府");
    assert_screen_contains(p, "F2已答复");
    assert_screen(p, "phone_read");
    pty_keys(p, "<F2>");
    assert_screen_contains(p, "已记 CX2026-00001：已答复，依据 GK2026-00001，事项 宅基地审批");
    assert_screen_contains(p, "今天已记 1 件");
    pty_keys(p, "<Esc>");
    assert_screen_contains(p, "33 反馈登记");
    assert_screen_contains(p, "东门村三组路灯不亮");
    screen_cursor(p, &row_after, &col_after);
    assert_int_equal(row, row_after);
    assert_int_equal(col, col_after);
    pty_keys(p, "还");
    assert_screen_contains(p, "东门村三组路灯还不亮");
    RUN("show", "CX2026-00001", "--format", "json");
    assert_non_null(strstr(office->output, "\"state\":\"answered\""));
    assert_non_null(strstr(office->output, "\"title\":\"䶮口村宅基地审批结果\""));
    assert_non_null(strstr(office->output, "\"body\":\"zjd\""));
    assert_non_null(strstr(office->output, "\"way\":\"call\""));
    pty_close(p);
}

/* Way and day stay for the next; the words are the caller's. */
static void test_the_next_call_begins_with_way_and_day(void **state) {
    struct office *office = *state;
    struct pty *p = start(state);
    pty_keys(p, "<C-T><F4>");
    assert_screen_contains(p, "来访");
    pty_keys(p, "宅基地怎么批<Tab>张𠮷旺<Tab>１３８00001234<Tab>1119<Tab>");
    assert_screen_contains(p, "公开的和答过的里没有");
    pty_keys(p, "<C-U>宅基地<Down><F2>");
    assert_screen_contains(p, "已记 CX2026-00001：已答复，依据 WD2026-00001");
    assert_screen_contains(p, "来访");
    assert_screen_contains(p, "1119");
    pty_keys(p, "自来水<F2>");
    assert_screen_contains(p, "已记 CX2026-00002：已答复");
    RUN("show", "CX2026-00002", "--format", "json");
    assert_non_null(strstr(office->output, "\"received_on\":\"2026-11-19\""));
    assert_non_null(strstr(office->output, "\"way\":\"visit\""));
    RUN("show", "CX2026-00001", "--format", "json");
    assert_non_null(strstr(office->output, "张𠮷旺"));
    assert_non_null(strstr(office->output, "\"title\":\"宅基地\""));
    pty_close(p);
}

/* Masked where it is read out: the number in another unit's text, the name of who asked before. */
static void test_what_is_read_out_is_masked(void **state) {
    struct pty *p = start(state);
    pty_keys(p, "<C-T>通电须知<Enter>");
    assert_screen_contains(p, "带身份证到所里办，电话138****1234。");
    assert_screen_lacks(p, "13800001234");
    pty_keys(p, "<Esc><C-U>翻修<Enter>");
    assert_screen_contains(p, "可以，到村里登记后动工。");
    assert_screen_lacks(p, "张𠮷旺");
    pty_close(p);
}

/* Ctrl-T, the words, F6, F2: it is logged, and feedback with the caller's words; each shows the other. */
static void test_an_unanswered_call_becomes_feedback(void **state) {
    struct office *office = *state;
    struct pty *p = start(state);
    pty_keys(p, "=82<Enter><C-T>三组路灯不亮几时修<Tab>张𠮷旺<Tab>13800001234<F6>");
    assert_screen_contains(p, "转为反馈件");
    assert_screen_contains(p, "三组路灯不亮几时修");
    assert_screen(p, "phone_feedback");
    pty_keys(p, "投<Enter><F2>");
    assert_screen_contains(p, "82 来电来访");
    assert_screen_contains(p, "CX2026-00001");
    pty_keys(p, "<Esc>");
    assert_screen_contains(p, "转反馈");
    RUN("show", "CX2026-00001", "--format", "json");
    assert_non_null(strstr(office->output, "\"state\":\"passed_on\""));
    assert_non_null(strstr(office->output, "FK2026-00003"));
    RUN("show", "FK2026-00003");
    assert_non_null(strstr(office->output, "CX2026-00001"));
    assert_non_null(strstr(office->output, "张𠮷旺"));
    pty_close(p);
}

/* Left unsaved, the call waits to be answered; what was not logged at all is there again. */
static void test_nothing_is_lost_by_leaving(void **state) {
    struct office *office = *state;
    struct pty *p = start(state);
    pty_keys(p, "<C-T>老屋漏水能不能补助<F6><Esc>");
    RUN("list", "enquiry", "--format", "csv");
    assert_non_null(strstr(office->output, "待答复"));
    pty_keys(p, "孩子上学怎么<Esc>");
    assert_screen_contains(p, "再按 Ctrl-T 接着办");
    pty_keys(p, "<C-T>");
    assert_screen_contains(p, "孩子上学怎么");
    pty_keys(p, "报名<F2>");
    assert_screen_contains(p, "CX2026-00002");
    pty_close(p);
}

/* Over a list the option beside the row stays too, over a prompt what was typed in it. */
static void test_over_a_list_and_a_prompt(void **state) {
    struct pty *p = start(state);
    pty_keys(p, "=84<Enter>5<C-T><Esc>");
    assert_screen_contains(p, ">5  WD2026-00001");
    pty_keys(p, "/通电<C-T><Esc>");
    assert_screen_contains(p, "84 外单位信息");
    assert_screen_contains(p, "通电");
    pty_keys(p, "须知<Enter>");
    assert_screen_contains(p, ">5  WD2026-00001");
    assert_screen_lacks(p, "没有找到");
    pty_close(p);
}

static void test_not_over_itself_and_not_for_everybody(void **state) {
    struct office *office = *state;
    struct pty *p = start(state);
    pty_keys(p, "<C-T>宅基地<Enter><C-T><Esc>");
    assert_screen_contains(p, "宅基地通电须知");
    pty_keys(p, "<Esc>");
    assert_screen_contains(p, "工作台");
    pty_keys(p, "<C-T><C-U><F2>");
    assert_screen_contains(p, "先写群众问什么");
    pty_close(p);
    RUN("do", "edit", "RY2026-00001", "roles=审核人 系统管理员");
    p = pty_start(office, NULL);
    pty_keys(p, "<C-T>");
    assert_screen_contains(p, "来电来访由经办人登记");
    pty_close(p);
}

/* The log, its figures, and their share in the hot list. */
static void test_the_log_and_its_figures(void **state) {
    struct office *office = *state;
    struct pty *p = start(state);
    pty_keys(p, "<C-T>zjd<F2>zjd<F2>停水几天<F2><Esc>=82<Enter>");
    assert_screen(p, "enquiry_log");
    pty_keys(p, "<F4>统计<Enter>");
    assert_screen(p, "enquiry_figures");
    pty_close(p);
    RUN("report", "hot-list", "--year", "2026");
    assert_non_null(strstr(office->output, "宅基地审批"));
    RUN("report", "enquiries", "--year", "2026");
    assert_non_null(strstr(office->output, "2026-11"));
    assert_null(strstr(office->output, "张𠮷旺"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_call_in_the_middle_of_a_form, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_the_next_call_begins_with_way_and_day,
                                        office_setup_test, office_teardown),
        cmocka_unit_test_setup_teardown(test_what_is_read_out_is_masked, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_an_unanswered_call_becomes_feedback, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_nothing_is_lost_by_leaving, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_over_a_list_and_a_prompt, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_not_over_itself_and_not_for_everybody,
                                        office_setup_test, office_teardown),
        cmocka_unit_test_setup_teardown(test_the_log_and_its_figures, office_setup_test,
                                        office_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
