/* The pinyin input at the screen: in a form, a memo, the table of lines, a prompt and where a list is searched; what
 * Esc, F-keys, pastes, resizing, other hanzi and kill -9 do to what is being typed; what it learns and what never. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "harness/screen.h"

enum { FIELD_ROW = 2, LINE_ROW = 22, KEYS_ROW = 23 };

static int setup(void **state) {
    struct office *office = office_test(OFFICE_NOW);
    const char *file = office_write(office, "unit.csv", "单位名称\n东门村\n党政办\n");
    assert_int_equal(office_run(office, "import", "unit", file), 0);
    file = office_write(office, "person.csv", "姓名,单位\n覃䶮旺,东门村\n单春妞,东门村\n");
    assert_int_equal(office_run(office, "import", "person", file), 0);
    *state = office;
    return 0;
}

static void ctrl_space(struct pty *p) {
    pty_send(p, "\0", 1);
}

/* In the first field of a new box. */
static struct pty *start_in_form(struct office *office) {
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=31<Enter><F6>");
    ctrl_space(p);
    assert_screen_contains(p, "中，");
    return p;
}

static void assert_line(struct pty *p, const char *text) {
    screen_assert(p, strstr(screen_row(p, LINE_ROW), text) != NULL, text, __FILE__, __LINE__);
}

/* ---- typing ----------------------------------------------------------------------------------------- */

static void test_in_a_form(void **state) {
    struct office *office = *state;
    struct pty *p = pty_start(office, NULL);
    int row, col;
    pty_keys(p, "=31<Enter><F6>");
    screen_cursor(p, &row, &col);
    assert_screen_lacks(p, "英");
    ctrl_space(p);
    pty_keys(p, "zjd");
    assert_line(p, " zjd >1宅基地 ");
    assert_cursor(p, row, col); /* where the text goes */
    assert_screen(p, "input_form");
    size_t bytes = pty_bytes(p);
    assert_in_range(bytes, 1, 400); /* one key */
    pty_keys(p, "<Space>");
    assert_string_equal(screen_row(p, LINE_ROW), "");
    assert_screen_contains(p, "箱名: 宅基地");
    assert_cursor(p, row, col + 6);
    pty_keys(p, "gongshi");
    assert_line(p, ">1公示 ");
    pty_keys(p, "2");
    assert_screen_contains(p, "箱名: 宅基地公式");
    pty_keys(p, "<BS><BS>A3b,");
    assert_line(p, "");
    assert_screen_contains(p, "箱名: 宅基地A3不，");
    ctrl_space(p);
    assert_screen_contains(p, "英");
    pty_keys(p, "b,");
    assert_screen_contains(p, "箱名: 宅基地A3不，b,");
    pty_close(p);
}

static void test_keys_of_the_candidates(void **state) {
    struct pty *p = start_in_form(*state);
    pty_keys(p, "shi");
    assert_line(p, ">1是 ");
    pty_keys(p, "<Right><Right><Left>");
    assert_line(p, " 1是 >2时 ");
    pty_keys(p, "=");
    assert_screen_lacks(p, "1是");
    pty_keys(p, "-");
    assert_line(p, ">1是 ");
    pty_keys(p, "<PgDn><PgDn><PgUp><PgUp><PgUp>");
    assert_line(p, ">1是 ");
    pty_keys(p, "<BS>");
    assert_line(p, " sh >1");
    pty_keys(p, "<BS><BS>");
    assert_string_equal(screen_row(p, LINE_ROW), "");
    pty_keys(p, "zjd<Enter>"); /* letters as they are */
    assert_screen_contains(p, "箱名: zjd");
    pty_keys(p, "gongkai<Esc>");
    assert_screen_contains(p, "箱名: zjd");
    assert_string_equal(screen_row(p, LINE_ROW), "");
    pty_keys(p, "zhaijidishenpi3"); /* a part of it; the rest goes on */
    assert_screen_contains(p, "箱名: zjd宅");
    assert_line(p, " jidishenpi ");
    pty_keys(p, "<Esc>iii");
    assert_line(p, "没有这样的拼音");
    pty_keys(p, "<Space>");
    assert_screen_contains(p, "箱名: zjd宅iii");
    pty_close(p);
}

static void test_in_a_memo(void **state) {
    struct pty *p = pty_start(*state, NULL);
    pty_keys(p, "=33<Enter>");
    if (!screen_contains(p, "33 反馈登记"))
        pty_keys(p, "<F6>");
    for (int row = -1; row < 0 || !strstr(screen_row(p, row), "内容");) {
        int col;
        pty_keys(p, "<Tab>");
        screen_cursor(p, &row, &col);
    }
    ctrl_space(p);
    pty_keys(p, "yutangchengbaojiufen<Space>,weifanggaizao<Space>.<Enter>dibao<Space>");
    assert_screen_contains(p, "鱼塘承包纠纷，危房改造。");
    assert_screen_contains(p, "低保");
    pty_close(p);
}

static void test_in_the_table_of_lines(void **state) {
    struct office *office = *state;
    const char *file =
        office_write(office, "entry.csv",
                     "title,affair,subject,power,scope,timing,unit,leader,person,basis\n"
                     "救灾物资发放,rural,relief,service,public,ad_hoc,东门村,单春妞,单春妞,办法\n");
    assert_int_equal(office_run(office, "import", "catalogue", file), 0);
    file =
        office_write(office, "draft.csv",
                     "catalogue,title,received_on,lines\n救灾物资发放,物资,2026-11-18,户 金额=1\n");
    assert_int_equal(office_run(office, "import", "disclosure", file), 0);
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=12<Enter>2<Enter><PgDn><PgDn><F4>");
    ctrl_space(p);
    pty_keys(p, "<C-U>shanchunniu");
    assert_screen_contains(p, "shanchunniu >1单春妞 ");
    pty_keys(p, "<Space><Enter>jiuzaiwuzi<Enter>");
    assert_screen_contains(p, "单春妞");
    assert_screen_contains(p, "jiuzaiwuzi");
    pty_keys(p, "<BS><BS><BS><BS>wuzi<Space><Enter>z2");
    assert_screen_contains(p, "jiuzai物资");
    assert_screen_contains(p, "英");
    pty_close(p);
}

static void test_in_a_value_list(void **state) {
    struct pty *p = pty_start(*state, NULL);
    pty_keys(p, "=31<Enter><F6><Enter><Enter><Enter>");
    ctrl_space(p);
    pty_keys(p, "<F4>shancn");
    assert_screen_contains(p, "shancn >1单春妞 ");
    pty_keys(p, "<Space>");
    assert_screen_lacks(p, "覃䶮旺");
    pty_keys(p, "<Enter>");
    assert_screen_contains(p, "掌钥匙人: 单春妞");
    pty_close(p);
}

static void test_in_prompts_and_search(void **state) {
    struct office *office = *state;
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=02<Enter>");
    ctrl_space(p);
    pty_keys(p, "/dongmencun");
    assert_screen_contains(p, "dongmencun >1东门村 "); /* a name of the register */
    assert_screen(p, "input_position");
    pty_keys(p, "<Space>");
    assert_screen_contains(p, "定位（编号、汉字或首字母） 东门村");
    pty_keys(p, "<Esc><C-G>");
    pty_keys(p, "zjd"); /* codes are letters */
    assert_screen_contains(p, " zjd");
    assert_screen_lacks(p, "宅基地");
    pty_close(p);
}

/* ---- other keys ------------------------------------------------------------------------------------- */

static void test_other_keys_lose_nothing(void **state) {
    struct pty *p = start_in_form(*state);
    pty_keys(p, "zjd<Tab>");
    assert_screen_contains(p, "箱名: 宅基地");
    pty_keys(p,
             "gongkaiuuu<Up>"); /* a part of it is no pinyin; the arrow belongs to the candidates */
    pty_keys(p, "<S-Tab><Tab>");
    assert_screen_contains(p, "位置: 公开uuu");
    pty_keys(p, "<C-U>menkou<F1>");
    assert_screen_contains(p, "帮助");
    pty_keys(p, "<End>");
    assert_screen_contains(p, "拼音输入");
    pty_keys(p, "<F3>");
    assert_screen_contains(p, "门口");
    pty_keys(p, "<S-Tab>zwgk");
    pty_paste(p, "（一）");
    assert_screen_contains(p, "宅基地政务公开（一）");
    pty_keys(p, "zwgk东"); /* from the terminal */
    assert_screen_contains(p, "（一）政务公开东");
    pty_keys(p, "gongshi<F3>");
    pty_keys(p, "<F6>");
    assert_screen_contains(p, "（一）政务公开东公示"); /* the draft */
    pty_close(p);
}

static void test_resizing_while_typing(void **state) {
    struct pty *p = start_in_form(*state);
    pty_keys(p, "shi=");
    pty_resize(p, 30, 100);
    assert_screen_contains(p, " shi ");
    pty_resize(p, 20, 60);
    assert_screen_contains(p, "窗口太小");
    pty_keys(p, "x1");
    pty_resize(p, 24, 80);
    assert_line(p, " shi ");
    pty_keys(p, "<PgUp><PgUp>1");
    assert_screen_contains(p, "箱名: 是");
    pty_close(p);
}

static void test_killed_while_typing(void **state) {
    struct office *office = *state;
    struct pty *p = start_in_form(office);
    pty_keys(p,
             "zjd<Space>fankuixiang<Space><Enter>menkou<Space><Enter><Enter>?<Enter><Enter>7<F2>");
    assert_screen_contains(p, "已保存：FX2026-00001");
    pty_keys(p, "<F6>gongshi");
    pty_kill(p);
    assert_int_equal(office_run(office, "show", "FX2026-00001"), 0);
    assert_non_null(strstr(office->output, "宅基地反馈箱"));
    assert_int_equal(office_run(office, "verify"), 0);
    pty_close(p);
}

/* ---- where it is not, and punctuation --------------------------------------------------------------- */

static void test_never_in_a_password(void **state) {
    struct office *office = *state;
    struct pty *p = pty_start(office, "--user", "nobody");
    assert_screen_contains(p, "密码");
    pty_keys(p, "<M-0>");
    assert_screen_contains(p, "拼音输入开");
    pty_keys(p, "zjd");
    assert_screen_lacks(p, "宅基地");
    assert_screen_contains(p, "英");
    pty_keys(p, "<Enter>");
    assert_screen_contains(p, "账号");
    pty_close(p);
}

static void test_punctuation(void **state) {
    struct pty *p = start_in_form(*state);
    pty_keys(p, "a,3.5:\"b\"(c)?");
    assert_screen_contains(p, "啊，3.5:“不”（");
    pty_keys(p, "<C-U>");
    pty_keys(p, "<C-P>1<Space>gong<Space>,.");
    assert_screen_contains(p, "中.");
    pty_close(p);
}

static void test_a_setting_turns_it_on(void **state) {
    struct office *office = *state;
    assert_int_equal(office_run(office, "setting", "pinyin_input", "1"), 0);
    struct pty *p = pty_start(office, NULL);
    assert_screen_contains(p, "中，");
    pty_keys(p, "=31<Enter><F6>zjd<Space>");
    assert_screen_contains(p, "箱名: 宅基地");
    pty_keys(p, "东"); /* so the terminal can do it itself */
    assert_screen_contains(p, "终端自己能送汉字");
    assert_screen_contains(p, "英");
    pty_keys(p, "zjd");
    assert_screen_contains(p, "箱名: 宅基地东zjd");
    pty_close(p);
}

/* ---- learning --------------------------------------------------------------------------------------- */

static void type_box(struct pty *p, const char *name) {
    pty_keys(p, name);
    pty_keys(p, "<Enter>menkou<Space><Enter><Enter>?<Enter><Enter>7<F2>");
    assert_screen_contains(p, "已保存：FX2026-");
}

static void test_it_learns_what_was_saved(void **state) {
    struct office *office = *state;
    struct pty *p = start_in_form(office);
    pty_keys(p, "qinyanwang");
    assert_line(p, ">1覃䶮旺 "); /* a person of the register */
    pty_keys(p, "<Esc>shanchunniu");
    assert_line(p, ">1单春妞 "); /* a surname */
    pty_keys(p, "<Esc>");
    type_box(p, "gongshi4");
    pty_keys(p, "<F6>gongshi");
    char second[200];
    snprintf(second, sizeof second, "%s", screen_row(p, LINE_ROW));
    pty_keys(p, "<Esc><F3><F3><F3>");
    pty_close(p);
    p = start_in_form(office);
    pty_keys(p, "gongshi");
    assert_string_equal(screen_row(p, LINE_ROW), second);
    pty_close(p);
}

static bool database_holds(const struct office *office, const char *text) {
    static char bytes[8 << 20];
    FILE *file = fopen(office->database, "rb");
    assert_non_null(file);
    size_t length = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    for (size_t i = 0; i + strlen(text) <= length; i++)
        if (memcmp(bytes + i, text, strlen(text)) == 0)
            return true;
    return false;
}

/* Piece by piece, so that it is a new word: the page holds all three hanzi. */
static void type_name(struct pty *p) {
    static const char *const pieces[] = {"li", "chun", "niu"};
    static const char *const hanzi[] = {"李", "春", "妞"};
    pty_keys(p, "lichunniu");
    for (int i = 0; i < 3; i++) {
        char wanted[16], key[2] = "";
        for (int pages = 0; key[0] == '\0' && pages < 10; pages++) {
            for (int n = 1; key[0] == '\0' && n <= 9; n++) {
                snprintf(wanted, sizeof wanted, "%d%s ", n, hanzi[i]);
                if (strstr(screen_row(p, LINE_ROW), wanted))
                    key[0] = (char)('0' + n);
            }
            if (key[0] == '\0')
                pty_keys(p, "=");
        }
        screen_assert(p, key[0] != '\0', pieces[i], __FILE__, __LINE__);
        pty_keys(p, key);
    }
}

static void test_nothing_sealed_is_learned(void **state) {
    struct office *office = *state;
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=33<Enter>举<Enter>");
    ctrl_space(p);
    type_name(p);
    assert_screen_contains(p, "标题: 李春妞");
    pty_keys(p, "lcn");
    assert_line(p, ">1李春妞 "); /* while it is being written */
    pty_keys(p, "<Esc>zhan<Space><F2>");
    assert_screen_contains(p, "已保存");
    pty_keys(p, "lcn");
    assert_screen_lacks(p, "李春妞");
    pty_keys(p, "<Esc><F3>=31<Enter><F6>lichunniu");
    assert_screen_lacks(p, "李春妞");
    pty_keys(p, "<Esc>");
    type_name(p); /* the same word of something open is learned */
    pty_keys(p, "<Enter>menkou<Space><Enter><Enter>?<Enter><Enter>7<F2>");
    assert_screen_contains(p, "已保存：FX2026-");
    assert_false(database_holds(office, "li chun niu"));
    pty_keys(p, "<F3><F3>");
    pty_close(p);
    assert_true(database_holds(office, "li chun niu"));
}

/* What is being written below another form is not learned when that one is saved. */
static void test_a_form_below_is_not_learned_from(void **state) {
    struct office *office = *state;
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=33<Enter>举<Enter>");
    ctrl_space(p);
    type_name(p);
    assert_screen_contains(p, "标题: 李春妞");
    pty_keys(p, "<C-G>31<Enter><F6>dongmen<Space><Enter>menkou<Space><Enter><Enter>?<Enter><Enter>7"
                "<F2>");
    assert_screen_contains(p, "已保存：FX2026-");
    pty_keys(p, "<F3>");
    assert_screen_contains(p, "标题: 李春妞");
    pty_keys(p, "<F3><F3>");
    pty_close(p);
    assert_true(database_holds(office, "dong men"));
    assert_false(database_holds(office, "li chun niu"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_in_a_form, setup, office_teardown),
        cmocka_unit_test_setup_teardown(test_keys_of_the_candidates, setup, office_teardown),
        cmocka_unit_test_setup_teardown(test_in_a_memo, setup, office_teardown),
        cmocka_unit_test_setup_teardown(test_in_prompts_and_search, setup, office_teardown),
        cmocka_unit_test_setup_teardown(test_other_keys_lose_nothing, setup, office_teardown),
        cmocka_unit_test_setup_teardown(test_resizing_while_typing, setup, office_teardown),
        cmocka_unit_test_setup_teardown(test_killed_while_typing, setup, office_teardown),
        cmocka_unit_test_setup_teardown(test_never_in_a_password, setup, office_teardown),
        cmocka_unit_test_setup_teardown(test_punctuation, setup, office_teardown),
        cmocka_unit_test_setup_teardown(test_a_setting_turns_it_on, setup, office_teardown),
        cmocka_unit_test_setup_teardown(test_it_learns_what_was_saved, setup, office_teardown),
        cmocka_unit_test_setup_teardown(test_in_the_table_of_lines, setup, office_teardown),
        cmocka_unit_test_setup_teardown(test_in_a_value_list, setup, office_teardown),
        cmocka_unit_test_setup_teardown(test_nothing_sealed_is_learned, setup, office_teardown),
        cmocka_unit_test_setup_teardown(test_a_form_below_is_not_learned_from, setup, office_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
