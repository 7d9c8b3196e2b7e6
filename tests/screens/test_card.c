/* 18 档案卡 to 91 档案, typed key by key: filled in after counting the pages, filed by the year, printed. Mission D9. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "harness/screen.h"

static void import_file(struct office *office, const char *kind, const char *text) {
    if (office_run(office, "import", kind, office_write(office, "file.csv", text)) != 0)
        fail_msg("%s", office->errors);
}

static void publish(struct office *office, const char *number) {
    if (office_run(office, "do", "submit", number) != 0 ||
        office_run(office, "do", "review", number, "review_outcome=public", "signatory=刘䶮",
                   "signed_no=审1") != 0 ||
        office_run(office, "do", "approve", number, "signatory=周建华", "signed_no=签1") != 0 ||
        office_run(office, "do", "publish", number, "board=东门村公开栏", "proof_no=照1") != 0)
        fail_msg("%s", office->errors);
}

static void give_cards(struct office *office) {
    import_file(office, "unit", "单位名称,电话\n东门村,0000-6610011\n");
    import_file(office, "person", "姓名,单位\n周建华,\n张𠮷旺,东门村\n");
    import_file(office, "board", "title,kind,unit,route\n东门村公开栏,board,东门村,20\n");
    import_file(office, "catalogue",
                "title,affair,subject,power,scope,timing,unit,leader,person,basis\n"
                "村级重大事项,rural,village_affairs,service,public,ad_hoc,东门村,周建华,张𠮷旺,"
                "村民委员会组织法第三十条\n");
    import_file(office, "disclosure",
                "catalogue,title,received_on,element_process,element_discipline,element_result\n"
                "村级重大事项,东门村䶮塘清淤,2026-11-10,村民代表会议定的,不得优亲厚友,清淤３处\n"
                "村级重大事项,东门村修桥,2026-11-11,村民代表会议定的,不得优亲厚友,修桥１座\n");
    publish(office, "GK2026-00001");
    publish(office, "GK2026-00002");
}

static void test_from_publication_to_the_archive(void **state) {
    struct office *office = *state;
    give_cards(office);
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=18<Enter>");
    assert_screen(p, "card_list");
    /* No feedback: the pages are all that is left to say. */
    pty_keys(p, "7<Enter>");
    assert_screen(p, "card_fill");
    pty_keys(p, "<F2>");
    assert_screen_contains(p, "错误 1/1");
    assert_screen_contains(p, "页数");
    pty_keys(p, "３<F2>");
    assert_screen_contains(p, "已保存：DA2026-00001 填卡（待归档）");
    pty_keys(p, "<F4>年度归档<Enter><C-U>2026<Enter>");
    assert_screen_contains(p, "还没有设全宗号");
    struct pty *bench = pty_start(office, NULL);
    assert_screen_contains(bench, "有卡待归档，还没有设全宗号（08 设置）。");
    assert_int_equal(office_run(office, "setting", "fonds_no", "Z109"), 0);
    pty_keys(bench, "=18<Enter><F3>");
    pty_keys(bench, "<F5>");
    assert_screen_lacks(bench, "还没有设全宗号");
    pty_close(bench);
    pty_keys(p, "<F4>年度归档<Enter>");
    assert_screen_contains(p, "归档哪一年的 2025");
    pty_keys(p, "<C-U>２０２６<Enter>");
    assert_screen(p, "card_year");
    pty_keys(p, "8");
    assert_screen_contains(p, "已归档 1 件（2026 年）");
    assert_screen_lacks(p, "DA2026-00001");
    pty_keys(p, "=91<Enter>");
    assert_screen(p, "card_filed");
    pty_keys(p, "<F8>修桥<F2>");
    assert_screen_contains(p, "没有符合条件的");
    pty_keys(p, "<F8><C-U>*䶮塘*<F2>");
    assert_screen_contains(p, "DA2026-00001");
    pty_keys(p, "5<Enter><PgDn>");
    assert_screen_contains(p, "Z109-WS·2026-D30-0001");
    pty_keys(p, "<F3>");
    pty_keys(p, "7<Enter>3<Enter>");
    assert_screen_contains(p, "已保存：DA2026-00001 装盒");
    pty_keys(p, "<F4>打印一年的<Enter><C-U>2026<Enter>");
    assert_screen_contains(p, "归档文件目录");
    pty_keys(p, "目录<Enter>1");
    assert_screen_contains(p, "东门村䶮塘清淤");
    assert_screen_contains(p, "序号 档号");
    pty_keys(p, "<F3>6<Enter>档案卡<Enter>1");
    assert_screen_contains(p, "政务公开档案卡");
    pty_keys(p, "<F3><F3><F3>");
    pty_close(p);
    assert_int_equal(office_run(office, "show", "DA2026-00001", "--format", "json"), 0);
    assert_non_null(strstr(office->output, "Z109-WS·2026-D30-0001"));
    assert_non_null(strstr(office->output, "\"box_no\":\"3\""));
    assert_non_null(strstr(office->output, "已公开，没有收到反映"));
}

/* Another session fills and files while the plan is on the screen. */
static void test_the_plan_is_shown_again_when_it_is_not_true_any_more(void **state) {
    struct office *office = *state;
    give_cards(office);
    assert_int_equal(office_run(office, "setting", "fonds_no", "Z109"), 0);
    assert_int_equal(office_run(office, "do", "fill", "DA2026-00001", "feedback_summary=无",
                                "result=已办结", "pages=3"),
                     0);
    assert_int_equal(office_run(office, "do", "fill", "DA2026-00002", "feedback_summary=无",
                                "result=已办结", "pages=4"),
                     0);
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=18<Enter><F4>年度归档<Enter><C-U>2026<Enter>");
    assert_screen_contains(p, "0001-0002");
    assert_int_equal(office_run(office, "do", "file", "DA2026-00002"), 0);
    pty_keys(p, "8");
    assert_screen_contains(p, "不能归档");
    assert_screen_contains(p, "0002-0002");
    pty_keys(p, "8");
    assert_screen_contains(p, "已归档 1 件");
    pty_close(p);
}

/* One filed by itself says its number, to be written on it. */
static void test_one_card_is_filed(void **state) {
    struct office *office = *state;
    give_cards(office);
    assert_int_equal(office_run(office, "setting", "fonds_no", "Z109"), 0);
    assert_int_equal(office_run(office, "do", "fill", "DA2026-00002", "feedback_summary=无",
                                "result=已办结", "pages=4"),
                     0);
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=18<Enter>/修桥<Enter>8<Enter>");
    assert_screen_contains(p, "已保存：DA2026-00002 归档（已归档，档号 Z109");
    pty_close(p);
}

static void test_marked_cards_are_filed_together(void **state) {
    struct office *office = *state;
    give_cards(office);
    assert_int_equal(office_run(office, "setting", "fonds_no", "Z109"), 0);
    assert_int_equal(office_run(office, "do", "fill", "DA2026-00001", "feedback_summary=无",
                                "result=已办结", "pages=3"),
                     0);
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=18<Enter><Space><Space>8<Enter>");
    assert_screen_contains(p, "不能归档");
    pty_keys(p, "<F5>");
    assert_screen_contains(p, "DA2026-00001");
    pty_close(p);
    assert_int_equal(office_run(office, "show", "DA2026-00001", "--format", "json"), 0);
    assert_non_null(strstr(office->output, "\"state\":\"filled\""));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_from_publication_to_the_archive, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_the_plan_is_shown_again_when_it_is_not_true_any_more,
                                        office_setup_test, office_teardown),
        cmocka_unit_test_setup_teardown(test_one_card_is_filed, office_setup_test, office_teardown),
        cmocka_unit_test_setup_teardown(test_marked_cards_are_filed_together, office_setup_test,
                                        office_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
