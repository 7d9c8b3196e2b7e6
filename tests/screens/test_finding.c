/* 52 监督台账, 54 监督检查 and 56 责任追究, typed key by key: from the inspection to the order, the answer and the recheck; from
 * a finding to the decision; and what the detectors found when the program was opened on a later day. Mission D6, D7, D8,
 * D10, V4. */
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

static void give_office(struct office *office) {
    import_file(office, "unit", "单位名称,电话\n东门村,0000-6610011\n党政办,\n");
    import_file(office, "person", "姓名,单位\n周建华,党政办\n刘䶮,党政办\n张𠮷旺,东门村\n");
    import_file(office, "board", "title,kind,unit\n东门村公开栏,board,东门村\n");
}

static void test_from_the_inspection_to_the_recheck(void **state) {
    struct office *office = *state;
    give_office(office);
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=54<Enter><F6>");
    pty_keys(
        p, "秋季𠮷查<Enter>东门村<Enter>东门村公开栏<Enter><Enter>周建华<Enter>李春梅、刘䶮<Enter>"
           "<Enter>公开栏<Tab>三季度账只写了合计");
    assert_screen(p, "inspection_form");
    pty_keys(p, "<F2>");
    assert_screen_contains(p, "JC2026-00001");
    assert_screen_contains(p, "秋季𠮷查");
    pty_keys(p, "7<Enter>");
    assert_screen_contains(p, "列问题");
    pty_keys(p, "避实就虚<Enter>账只写合计𠮷<Enter><Enter>张𠮷旺<Enter><Enter><Enter>"
                "支出一栏只有一个总数<F2>");
    assert_screen_contains(p, "已保存：JC2026-00001 列问题");
    pty_keys(p, "=52<Enter>");
    assert_screen(p, "finding_list");
    pty_keys(p, "1<Enter>");
    assert_screen_contains(p, "责令整改");
    pty_keys(p, "<F2>");
    assert_screen_contains(p, "错误 1/1");
    pty_keys(p, "写到每一笔");
    assert_screen(p, "finding_order");
    pty_keys(p, "<F2>");
    assert_screen_contains(p, "已保存：WT2026-00001 责令整改（整改中");
    pty_keys(p, "8<Enter>已写到每一笔<Tab>张𠮷旺<F2>");
    assert_screen_contains(p, "已保存：WT2026-00001 整改回复（待复查");
    pty_keys(p, "5<Enter>");
    assert_screen(p, "finding_record");
    pty_close(p);
}

static void test_from_the_finding_to_the_decision(void **state) {
    struct office *office = *state;
    give_office(office);
    import_file(office, "finding",
                "问题类型,问题,证据,责任人,责任单位\n未公开,三季度账没有公开,到十一月没有贴出,"
                "张𠮷旺,东门村\n");
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=52<Enter>9<Enter>");
    assert_screen_contains(p, "56 责任追究");
    assert_screen_contains(p, "张𠮷旺");
    assert_screen_contains(p, "到十一月没有贴出");
    pty_keys(p, "<Esc>");
    assert_screen_contains(p, "追究中");
    pty_keys(p, "=56<Enter>");
    assert_screen(p, "accountability_list");
    pty_keys(p, "1<Enter>书面检查<Enter>镇党委<Enter>青委〔2026〕9号<F2>");
    assert_screen_contains(p, "追究是您自己写的，须由别人决定");
    pty_keys(p, "<Enter><Enter><Enter>刘䶮<Enter><Enter>审９");
    assert_screen(p, "accountability_decide");
    pty_keys(p, "<F2>");
    assert_screen_contains(p, "已保存：ZR2026-00001 决定（已决定");
    pty_keys(p, "=52<Enter>");
    assert_screen_lacks(p, "WT2026-00001");
    pty_keys(p, "<F3>=58<Enter>");
    assert_screen_contains(p, "已追究");
    pty_close(p);
}

/* Nobody edits, voids or deletes one: no key for it. */
static void test_nothing_takes_one_away(void **state) {
    struct office *office = *state;
    give_office(office);
    import_file(office, "finding", "问题类型,问题,证据,责任单位\n形式,字太小,看不清,东门村\n");
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=58<Enter>4<Enter>");
    assert_screen_contains(p, "WT2026-00001");
    assert_screen_lacks(p, "作废");
    pty_keys(p, "2<Enter>");
    assert_screen_lacks(p, "错误");
    pty_keys(p, "<F4>");
    assert_screen_lacks(p, "作废");
    pty_close(p);
}

static void give_disclosure(struct office *office) {
    give_office(office);
    import_file(office, "catalogue",
                "title,affair,subject,power,scope,timing,unit,leader,person,basis\n"
                "村级重大事项,rural,village_affairs,service,public,ad_hoc,东门村,周建华,张𠮷旺,"
                "村民委员会组织法第三十条\n");
    import_file(office, "disclosure",
                "catalogue,title,received_on,element_process,element_discipline,element_result\n"
                "村级重大事项,东门村䶮塘清淤,2026-11-10,村民代表会议定的,不得优亲厚友,清淤３处\n");
    if (office_run(office, "do", "submit", "GK2026-00001") != 0 ||
        office_run(office, "do", "review", "GK2026-00001", "review_outcome=public",
                   "signatory=刘䶮", "signed_no=审1") != 0 ||
        office_run(office, "do", "approve", "GK2026-00001", "signatory=周建华", "signed_no=签1") !=
            0 ||
        office_run(office, "do", "publish", "GK2026-00001", "board=东门村公开栏") != 0)
        fail_msg("%s", office->errors);
}

static void test_found_when_opened_later(void **state) {
    struct office *office = *state;
    give_disclosure(office);
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=52<Enter>");
    assert_screen_contains(p, "这里还没有");
    pty_close(p);
    strcpy(office->now, "2026-12-01T09:00");
    p = pty_start(office, NULL);
    assert_screen_contains(p, "52 监督台账");
    pty_keys(p, "=52<Enter>");
    assert_screen_contains(p, "WT2026-00001");
    assert_screen_contains(p, "没有张贴留证");
    pty_close(p);
    assert_int_equal(office_run(office, "check"), 0); /* once */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_from_the_inspection_to_the_recheck, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_from_the_finding_to_the_decision, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_nothing_takes_one_away, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_found_when_opened_later, office_setup_test,
                                        office_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
