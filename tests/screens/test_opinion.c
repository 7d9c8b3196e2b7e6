/* 22 待处理意见: opinions typed one after the other, decided on one screen each, several by one template, taken back;
 * like ones together; made of feedback. Typed key by key at 80×24. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "harness/screen.h"

static void import(struct office *office, const char *kind, const char *text) {
    if (office_run(office, "import", kind, office_write(office, "rows.csv", text)) != 0)
        fail_msg("%s", office->errors);
}

/* A collection whose notice hangs since the 16th, and which ends on the 23rd. */
static struct pty *start(void **state) {
    struct office *office = *state;
    import(office, "unit", "单位名称,性质\n东门村,村\n石桥村,村\n党政办,科室\n");
    import(office, "person", "姓名,单位,角色\n李春梅,党政办,\n周建华,党政办,分管领导\n");
    import(office, "board", "title,kind\n镇政府公开栏,board\n");
    import(office, "catalogue",
           "title,affair,subject,power,scope,timing,unit,leader,person,basis\n"
           "决策草案征求意见,office,decision,decision,public,ad_hoc,党政办,周建华,李春梅,"
           "重大行政决策程序暂行条例第十五条\n");
    import(
        office, "consultation",
        "title,kind,unit,person,ways,where_to,draft\n"
        "集市搬迁方案,general,党政办,李春梅,forum letter,镇党政办,\""
        "第一条 集市逢三逢八开市。\n第三条 原集市自2027年1月1日起停用，全部摊位迁入镇西新市场，"
        "旧市场由镇政府收回后改建停车场，停车场的收费办法另行制定并公布，在公布以前免费停放。\"\n");
    snprintf(office->now, sizeof office->now, "2026-11-16T09:00");
    assert_int_equal(
        office_run(office, "do", "draft_notice", "ZJ2026-00001", "catalogue=决策草案征求意见"), 0);
    assert_int_equal(office_run(office, "do", "submit", "GK2026-00001"), 0);
    assert_int_equal(office_run(office, "do", "review", "GK2026-00001", "review_outcome=public",
                                "signatory=刘大全", "signed_no=1"),
                     0);
    assert_int_equal(
        office_run(office, "do", "approve", "GK2026-00001", "signatory=周建华", "signed_no=2"), 0);
    assert_int_equal(office_run(office, "do", "publish", "GK2026-00001", "board=镇政府公开栏"), 0);
    snprintf(office->now, sizeof office->now, "%s", OFFICE_NOW);
    return pty_start(office, NULL);
}

static void add_opinions(struct office *office) {
    const char *file =
        office_write(office, "opinions.csv",
                     "收到日期,方式,姓名,地址,电话,内容,针对条款\n"
                     "2026-11-16,座谈会,周大爷,东门村一组,13800001234,"
                     "\"搬到镇西太远，老人赶集不方便，希望保留镇口"
                     "的小市场，或者安排逢集日接送车。我们村里七十岁以上的老人有四十多位，多数不会"
                     "骑车，从村里走到"
                     "镇西新市场要走一个小时，遇上下雨更是难走，请镇里认真考虑老人的难处，不要一搬"
                     "了之，谢谢。\","
                     "第三条\n"
                     "2026-11-17,信函,,石桥村,,希望公布摊位怎样分配。,\n"
                     "2026-11-17,座谈会,李䶮,东门村,,"
                     "搬到镇西太远，老人赶集不方便，希望保留镇口的小市场，或者安排逢集日接送车。"
                     "我们村里七十岁以上的老人有四十多位，多数不会骑车。,第三条\n"
                     "2026-11-18,信函,𠮷大全,,,搬到镇西太远老人赶集不方便请保留镇口的小市场,3\n");
    if (office_run(office, "import", "opinion", file, "--into", "ZJ2026-00001") != 0)
        fail_msg("%s", office->errors);
}

/* What was typed to adopt one is there again under that key, and not under the others. */
static void test_each_decision_has_its_draft(void **state) {
    struct pty *p = start(state);
    add_opinions(*state);
    pty_keys(p, "=22<Enter>1<Enter>");
    assert_screen_contains(p, "采纳到");
    pty_keys(p, "第三条后加一款<F3>");
    assert_screen_contains(p, "已留作草稿");
    pty_keys(p, "9<Enter>");
    assert_screen_contains(p, "决定: 不采纳");
    assert_screen_lacks(p, "第三条后加一款");
    assert_screen_lacks(p, "草稿");
    pty_keys(p, "<Esc>1<Enter>");
    assert_screen_contains(p, "已接着写上次留下的草稿");
    assert_screen_contains(p, "第三条后加一款");
    pty_close(p);
}

/* Collection, day and way are carried over: the second opinion of nobody in particular is its text and F2. */
static void test_three_are_typed(void **state) {
    struct pty *p = start(state);
    pty_keys(p, "=22<Enter><F6>");
    assert_screen_contains(p, "意见登记");
    assert_screen_contains(p, "集市搬迁方案");
    assert_screen_contains(p, "ZJ2026-00001 于 2026-11-23 截止");
    pty_keys(p,
             "1<Enter>搬到镇西太远，老人赶集不方便。<Tab>3<Enter>周大爷<Enter><Enter>东门村一组");
    assert_screen(p, "opinion_typed");
    pty_keys(p, "<F2>");
    assert_screen_contains(p, "已保存：YJ2026-00001");
    pty_keys(p, "希望公布摊位怎样分配。<F2>");
    assert_screen_contains(p, "已保存：YJ2026-00002");
    pty_keys(p, "逢集日要有接送车<F2>");
    assert_screen_contains(p, "已保存：YJ2026-00003");
    pty_keys(p, "逢集日要有接送车<F2>");
    assert_screen_contains(p, "与 YJ2026-00003 重复");
    pty_keys(p, "<Esc>3");
    assert_screen_contains(p, "22 待处理意见");
    assert_screen(p, "opinion_queue");
    pty_close(p);
}

/* From 21: the form of an opinion in that collection; one that has no notice yet says so. */
static void test_from_the_collection(void **state) {
    struct pty *p = start(state);
    import(*state, "consultation",
           "title,kind,unit,person,ways,where_to,draft\n"
           "班车改线,general,党政办,李春梅,letter,镇党政办,改走河西路。\n");
    pty_keys(p, "=21<Enter>/集市<Enter>1<Enter>");
    assert_screen_contains(p, "意见登记");
    assert_screen_contains(p, "集市搬迁方案");
    pty_keys(p, "<F3>/班车<Enter>1<Enter>");
    assert_screen_contains(p, "征集 ZJ2026-00002 还没有公告，不能登记意见");
    pty_close(p);
}

static void test_one_screen_for_each(void **state) {
    struct pty *p = start(state);
    struct office *office = *state;
    add_opinions(office);
    pty_keys(p, "=22<Enter>3<Enter>");
    assert_screen(p, "opinion_decide");
    pty_keys(p, "<F6>");
    assert_screen_contains(p, "不要一搬了之，谢谢");
    assert_screen_contains(p, "停车场的收费办法另行制定并公布，在公布以前免费停放");
    assert_screen_contains(p, "可能重复 YJ2026-00003");
    pty_keys(p, "<F3><F2>");
    assert_screen_contains(p, "错误 1/2");
    assert_screen_contains(p, "采纳的，请写明");
    pty_keys(p, "第三条增加第二款<Enter>");
    pty_keys(p, "消防通道不能保留<Tab>{姓名}：您对{条款}的意见已部分采纳。<Up>");
    assert_screen_contains(p, "YJ2026-00001：周大爷：您对第三条的意见已部分采纳。");
    pty_keys(p, "<F2>");
    assert_screen_contains(p, "已保存：YJ2026-00001 决定（已处理）");
    assert_screen_contains(p, "处理意见                     YJ2026-00002");
    pty_keys(p, "<PgDn>");
    assert_screen_contains(p, "YJ2026-00003");
    pty_keys(p, "<PgUp>");
    assert_screen_contains(p, "YJ2026-00002");
    pty_keys(p, "4<F2>");
    assert_screen_contains(p, "YJ2026-00003");
    assert_int_equal(office_run(office, "show", "YJ2026-00001", "--format", "json"), 0);
    assert_non_null(strstr(office->output, "\"decision\":\"partly\""));
    assert_non_null(strstr(office->output, "周大爷：您对第三条的意见已部分采纳。"));
    assert_int_equal(office_run(office, "show", "YJ2026-00002", "--format", "json"), 0);
    assert_non_null(strstr(office->output, "\"decision\":\"unrelated\""));
    pty_close(p);
}

/* F5: one decision for those that are alike, each with its own reply; what is next is none of them. */
static void test_like_ones_together(void **state) {
    struct pty *p = start(state);
    struct office *office = *state;
    add_opinions(office);
    pty_keys(p, "=22<Enter><Down><Down>9<Enter>");
    assert_screen_contains(p, "YJ2026-00003");
    pty_keys(p, "<F5>");
    assert_screen_contains(p, "连同相近的一并处理 2 件");
    pty_keys(p, "规划已定<Tab>{姓名}：{编号}<F2>");
    assert_screen_contains(p, "已保存：决定 2 件");
    assert_screen_contains(p, "处理意见                     YJ2026-00004");
    assert_int_equal(office_run(office, "show", "YJ2026-00003", "--format", "json"), 0);
    assert_non_null(strstr(office->output, "李䶮：YJ2026-00003"));
    assert_int_equal(office_run(office, "show", "YJ2026-00001", "--format", "json"), 0);
    assert_non_null(strstr(office->output, "周大爷：YJ2026-00001"));
    pty_close(p);
}

static void test_two_by_a_template(void **state) {
    struct pty *p = start(state);
    struct office *office = *state;
    add_opinions(office);
    pty_keys(p, "=22<Enter><Space><Space>9<Enter>");
    assert_screen_contains(p, "一并处理意见");
    pty_keys(p, "规划已定<Tab>{姓名}：{单位}<F2>");
    assert_screen_contains(p, "没有“{单位}”这一处");
    assert_int_equal(office_run(office, "list", "opinion-pending", "--format", "csv"), 0);
    assert_non_null(strstr(office->output, "YJ2026-00001"));
    pty_keys(p, "<End><BS><BS><BS><BS>您对{条款}的意见不采纳。<Up>");
    assert_screen(p, "opinion_batch");
    pty_keys(p, "<F2>");
    assert_screen_contains(p, "已保存：决定 2 件");
    assert_screen_contains(p, "22 待处理意见");
    assert_screen_lacks(p, "YJ2026-00002");
    assert_int_equal(office_run(office, "show", "YJ2026-00002", "--format", "json"), 0);
    assert_non_null(strstr(office->output, "您好：您对草案的意见不采纳。"));
    assert_int_equal(office_run(office, "do", "undo", "YJ2026-00002", "reason=看错了"), 0);
    pty_keys(p, "<F5><Home>");
    assert_screen_contains(p, "YJ2026-00002");
    pty_close(p);
}

static void test_taken_back(void **state) {
    struct pty *p = start(state);
    struct office *office = *state;
    add_opinions(office);
    pty_keys(p, "=22<Enter>7<Enter><F2><F3>");
    assert_screen_lacks(p, "YJ2026-00001");
    pty_keys(p, "=YJ2026-00001<Enter><F4>撤回<Enter>");
    assert_screen_contains(p, "撤回处理 YJ2026-00001");
    pty_keys(p, "再看看<Enter>");
    assert_screen_contains(p, "已保存：YJ2026-00001 撤回处理（待处理）");
    assert_screen(p, "opinion_undone");
    pty_close(p);
}

/* What is adopted in a 重大 disclosure is signed for by another, here on paper. */
static void test_a_major_change_is_consented_to(void **state) {
    struct pty *p = start(state);
    struct office *office = *state;
    add_opinions(office);
    import(office, "disclosure",
           "catalogue,title,received_on,major,consultation\n"
           "决策草案征求意见,集市搬迁,2026-11-18,1,ZJ2026-00001\n");
    pty_keys(p, "=22<Enter>1<Enter>第三条增加第二款<F2>");
    assert_screen_contains(p, "已保存：YJ2026-00001 决定（待同意）");
    pty_keys(p, "<F3><Home>");
    assert_screen_contains(p, "[待同意] 搬到镇西");
    pty_keys(p, "<F4>同意<Enter>");
    assert_screen(p, "opinion_consent");
    pty_keys(p, "<F2>");
    assert_screen_contains(p, "的采纳决定是您自己写的，须由别人决定");
    pty_keys(p, "刘大全<Enter><Enter>签３<F2>");
    assert_screen_contains(p, "已保存：YJ2026-00001 同意采纳（已处理）");
    assert_int_equal(office_run(office, "show", "YJ2026-00001", "--format", "json"), 0);
    assert_non_null(strstr(office->output, "\"signatory\":\"刘大全\""));
    pty_close(p);
}

/* F8 with 范围: what is decided already, and taken back from there. */
static void test_decided_ones_are_found(void **state) {
    struct pty *p = start(state);
    struct office *office = *state;
    add_opinions(office);
    assert_int_equal(office_run(office, "do", "decline", "YJ2026-00002", "reason=已定"), 0);
    pty_keys(p, "=22<Enter>");
    assert_screen_lacks(p, "YJ2026-00002");
    pty_keys(p, "<F8><PgDn>不采纳");
    for (int i = 0; i < 12; i++)
        pty_keys(p, "<Tab>");
    pty_keys(p, "连同<F2>");
    assert_screen_contains(p, "YJ2026-00002");
    assert_screen_lacks(p, "YJ2026-00001");
    pty_keys(p, "<F4>撤回<Enter>看错了<Enter>");
    assert_screen_contains(p, "已保存：YJ2026-00002 撤回处理（待处理）");
    pty_close(p);
}

static void test_groups_of_a_collection(void **state) {
    struct pty *p = start(state);
    struct office *office = *state;
    add_opinions(office);
    pty_keys(p, "=22<Enter><F4>同类<Enter>");
    assert_screen_contains(p, "同类意见");
    assert_screen(p, "opinion_groups");
    pty_keys(p, "7<Enter>");
    assert_screen_contains(p, "一并处理意见");
    pty_keys(p, "<F2>");
    assert_screen_contains(p, "没有同类的意见");
    pty_close(p);
}

static void test_feedback_becomes_an_opinion(void **state) {
    struct pty *p = start(state);
    struct office *office = *state;
    import(office, "feedback",
           "kind,title,received_on,source,reporter\n建议,集市不要搬,2026-11-19,来电,马䶮\n");
    pty_keys(p, "=34<Enter><F4>转为意见<Enter>");
    assert_screen_contains(p, "集市搬迁方案");
    assert_screen_contains(p, "电话");
    pty_keys(p, "<F2>");
    assert_screen_contains(p, "已保存：FK2026-00001 转为意见（转意见征集）");
    pty_keys(p, "=22<Enter>");
    assert_screen_contains(p, "集市不要搬");
    pty_keys(p, "<F4>转为反馈<Enter><F2>");
    assert_screen_contains(p, "已保存：YJ2026-00001 转为反馈件（已处理，反馈件 FK2026-0000");
    assert_int_equal(office_run(office, "list", "feedback-open", "--format", "csv"), 0);
    assert_non_null(strstr(office->output, "FK2026-00001"));
    pty_close(p);
}

/* Neither the list nor F9 in the next form says a word of it. */
static void test_a_report_is_gone_once_it_is_feedback(void **state) {
    struct office *office = *state;
    struct pty *p = start(state);
    const char *file = office_write(office, "opinions.csv",
                                    "收到日期,方式,姓名,电话,内容\n"
                                    "2026-11-16,信函,周大爷,13800001234,䶮会计吃拿卡要。\n"
                                    "2026-11-17,信函,,,三组路灯不亮。\n");
    assert_int_equal(office_run(office, "import", "opinion", file, "--into", "ZJ2026-00001"), 0);
    pty_keys(p, "=22<Enter><F4>转为反馈<Enter>");
    assert_screen_contains(p, "䶮会计吃拿卡要");
    pty_keys(p, "<C-U>举<Enter><F2>");
    assert_screen_contains(p, "已保存：YJ2026-00001 转为反馈件（已处理）");
    assert_screen_lacks(p, "䶮会计");
    pty_keys(p, "<F4>转为反馈<Enter>");
    assert_screen_contains(p, "三组路灯不亮");
    pty_keys(p, "<Down><C-U><F9>");
    assert_screen_lacks(p, "䶮会计");
    pty_keys(p, "<Esc>2<Enter><F3>=YJ2026-00001<Enter>");
    assert_screen_contains(p, "另行登记办理");
    assert_screen_lacks(p, "䶮会计");
    assert_screen_lacks(p, "周大爷");
    pty_close(p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_each_decision_has_its_draft, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_three_are_typed, office_setup_test, office_teardown),
        cmocka_unit_test_setup_teardown(test_from_the_collection, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_one_screen_for_each, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_like_ones_together, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_two_by_a_template, office_setup_test, office_teardown),
        cmocka_unit_test_setup_teardown(test_taken_back, office_setup_test, office_teardown),
        cmocka_unit_test_setup_teardown(test_a_major_change_is_consented_to, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_decided_ones_are_found, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_groups_of_a_collection, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_feedback_becomes_an_opinion, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_a_report_is_gone_once_it_is_feedback,
                                        office_setup_test, office_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
