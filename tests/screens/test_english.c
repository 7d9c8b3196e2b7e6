/* The screens in English at 80×24: what the program says is English, the records stay as they were
 * written; and which language is chosen by --lang and the environment. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "harness/screen.h"

enum { HEADING_ROW = 1, OPTION_ROW = 21, KEY_ROW = 23 };

static bool is_ascii(const char *text) {
    for (; *text; text++)
        if ((*text & 0x80) != 0)
            return false;
    return true;
}

/* Rows that hold no data: a Chinese character there is a text nobody translated. */
#define assert_rows_ascii(p, from, to) check_rows(p, from, to, __FILE__, __LINE__)
static void check_rows(struct pty *p, int from, int to, const char *file, int line) {
    for (int row = from; row <= to; row++)
        screen_assert(p, is_ascii(screen_row(p, row)), "Chinese where English should be", file,
                      line);
}

/* What the program itself wrote into records, and the names of clauses: they stay as they are. */
static const char *const written[] = {
    "（纸质签批）", "第1号", "已公开，没有收到反映", "追究：", ": 无",   "就“",   "”征求意见的",
    "公告",         "“",     "”意见采纳情况",        "第一段", "第二段", "第三条"};

static bool is_chinese(const unsigned char *at) {
    return (*at >= 0xe3 && *at <= 0xe9) || (*at == 0xef && (at[1] == 0xbc || at[1] == 0xbd));
}

static bool has_chinese(const char *row) {
    while (*row) {
        size_t skipped = 0;
        for (size_t i = 0; i < sizeof written / sizeof written[0] && skipped == 0; i++)
            if (strncmp(row, written[i], strlen(written[i])) == 0)
                skipped = strlen(written[i]);
        if (skipped == 0 && is_chinese((const unsigned char *)row))
            return true;
        row += skipped > 0 ? skipped : 1;
    }
    return false;
}

static void check_no_chinese(struct pty *p, const char *what) {
    for (int row = 0; row <= KEY_ROW; row++)
        screen_assert(p, !has_chinese(screen_row(p, row)), what, __FILE__, __LINE__);
}

static struct pty *start(void **state) {
    return pty_start(*state, "--lang", "en");
}

static void test_workbench(void **state) {
    struct pty *p = start(state);
    assert_screen_contains(p, " Clerk                  Late    Near  Normal  Paused     All");
    assert_screen_contains(p, " Workbench ");
    assert_screen_contains(p, "2026-11-20 Fri workday  demo");
    assert_screen_contains(p, "Clerk");
    assert_rows_ascii(p, 2, 19); /* below: what hangs where, by names in Chinese */
    assert_rows_ascii(p, KEY_ROW, KEY_ROW);
    pty_keys(p, "3");
    assert_screen_contains(p, "Feedback");
    assert_screen_contains(p, "33 Feedback entry");
    pty_keys(p, "<Esc><F4>");
    assert_screen_contains(p, "Supervisor");
    pty_close(p);
}

static void test_list(void **state) {
    struct pty *p = start(state);
    pty_keys(p, "=34<Enter>");
    assert_string_equal(
        screen_row(p, HEADING_ROW),
        " Op No.           Due     Days    Kind Title                   Unit       Person");
    assert_rows_ascii(p, 0, HEADING_ROW);
    assert_screen_contains(p, " late");
    assert_screen_contains(p, " left");
    pty_keys(p, "<Space><Space>8");
    assert_screen_contains(p, "2 marked: 8=Reply. Enter does it, 0 takes it back");
    assert_rows_ascii(p, OPTION_ROW, KEY_ROW);
    pty_keys(p, "0<F4>");
    assert_screen_contains(p, "2 marked");
    assert_screen_contains(p, "    Pause ");
    assert_screen_lacks(p, "Announce"); /* not of those that are not answered */
    pty_close(p);
}

static void test_record(void **state) {
    static const char *const chinese[] = {"收到日",   "来源", "承办单位",     "经办人",
                                          "答复期限", "经过", "期限计算说明", "本镇设定",
                                          "工作日",   "不计"};
    static const char *const english[] = {
        "Received: ",   "Source: ",  "Unit: ",      "Person: ",   "Reply due: ",
        "Text",         "History",   "Register  ",  "Assign  ",   "How the due date was counted",
        "received on ", "(day 0); ", "Town rule: ", " 7=Reassign"};
    struct pty *p = start(state);
    pty_keys(p, "=34<Enter><Enter>");
    char *page = strdup(screen_text(p));
    assert_non_null(page);
    pty_keys(p, "<End>");
    const char *end = screen_text(p);
    for (size_t i = 0; i < sizeof english / sizeof english[0]; i++)
        screen_assert(p, strstr(page, english[i]) || strstr(end, english[i]), english[i], __FILE__,
                      __LINE__);
    for (size_t i = 0; i < sizeof chinese / sizeof chinese[0]; i++)
        screen_assert(p, !strstr(page, chinese[i]) && !strstr(end, chinese[i]), chinese[i],
                      __FILE__, __LINE__);
    free(page);
    assert_rows_ascii(p, OPTION_ROW, KEY_ROW);
    pty_close(p);
}

/* An empty form holds no data at all: none of its rows may be Chinese. */
static void test_form(void **state) {
    struct pty *p = start(state);
    pty_keys(p, "=33<Enter>");
    assert_screen_contains(p, " 33 Feedback entry");
    assert_screen_contains(p, "Received: 2026-11-20  Fri workday          Kind:");
    assert_rows_ascii(p, 0, KEY_ROW);
    pty_keys(p, "<F2>");
    assert_screen_contains(p, "Error 1/2  Kind: required, still empty");
    assert_screen_contains(p, "Required. Decides the due date");
    pty_keys(p, "E<Enter>Fees<F2>");
    assert_screen_contains(p, "Saved: FK2026-00001, due 2026-11-25");
    assert_rows_ascii(p, 0, KEY_ROW);
    pty_keys(p, "C<Enter>");
    assert_screen_contains(p, "Reply due: 2026-12-11 Fri (Town rule: complaint 15 workdays)");
    pty_keys(p, "Noise<Esc>");
    assert_screen_contains(p, "Not saved yet:  1 Go on  2 Keep a draft  3 Discard");
    assert_rows_ascii(p, 0, KEY_ROW);
    pty_close(p);
}

static void test_refusals(void **state) {
    struct pty *p = start(state);
    pty_keys(p, "=33<Enter>P<Enter>Thanks<F2><F3>=34<Enter>9<Enter>");
    assert_screen_contains(p, "FK2026-00001 cannot be closed: no reply yet");
    pty_keys(p, "04<Enter>");
    assert_screen_contains(p, "Void FK2026-00001: Reason");
    pty_keys(p, "twice<Enter>");
    assert_screen_contains(p, "Saved: FK2026-00001 Void (Void)");
    pty_keys(p, "=99<Enter>");
    assert_screen_contains(p, "No such screen or record");
    assert_rows_ascii(p, 0, KEY_ROW);
    pty_close(p);
}

/* Every page of help, from the top to where it ends. */
static void read_help(struct pty *p) {
    enum { PAGES = 4 };
    pty_keys(p, "<F1>");
    check_no_chinese(p, "help");
    for (int i = 0; i < PAGES && !screen_contains(p, "Esc, then a digit. Esc 2 is F2"); i++) {
        pty_keys(p, "<PgDn>");
        check_no_chinese(p, "help");
    }
    assert_screen_contains(p, "Esc, then a digit. Esc 2 is F2");
    pty_keys(p, "<End>");
    check_no_chinese(p, "help");
    pty_keys(p, "<PgUp>");
    check_no_chinese(p, "help");
    pty_keys(p, "<F3>");
}

/* 33's page has a date written in Chinese. */
static void test_help(void **state) {
    static const char *const codes[] = {"01", "02", "10", "12", "13", "14", "15", "16",
                                        "17", "18", "19", "21", "22", "31", "32", "34",
                                        "52", "54", "56", "58", "91", "93", "95"};
    struct pty *p = start(state);
    read_help(p);
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
        pty_keys(p, "=");
        pty_keys(p, codes[i]);
        pty_keys(p, "<Enter>");
        assert_int_equal(screen_find(p, codes[i], NULL), 0);
        read_help(p);
    }
    pty_keys(p, "=34<Enter><F1><PgDn>");
    assert_screen_contains(p, "Each record says how its date was counted.");
    pty_close(p);
}

/* ---- disclosure: an office whose records are in English, so that whatever is Chinese was not translated -------- */

static void run(struct office *office, const char *const *arguments) {
    if (office_run_arguments(office, arguments) != 0)
        fail_msg("%s", office->errors);
}

static void import(struct office *office, const char *kind, const char *text) {
    run(office,
        (const char *const[]){"import", kind, office_write(office, "file.csv", text), NULL});
}

static void decide(struct office *office, const char *number, const char *until) {
    const char *const steps[][8] = {
        {"do", "submit", number},
        {"do", "review", number, "review_outcome=public", "signatory=Liu", "signed_no=1"},
        {"do", "approve", number, "signatory=Wang", "signed_no=1"},
        {"do", "publish", number, "board=East board", "proof_no=1"},
    };
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        run(office, steps[i]);
        if (strcmp(steps[i][1], until) == 0)
            break;
    }
}

#define ELEMENTS "Law,East,Vote,No gifts,Three,At the hall,By phone"

static int setup_disclosure(void **state) {
    struct office *office = office_test(OFFICE_NOW);
    run(office, (const char *const[]){"setting", "office_name", "Office", NULL});
    import(office, "unit", "title,kind,phone\nEast,village,0000-6610011\n");
    import(office, "person", "title,unit\nWang,\nZhang,East\n");
    import(office, "board",
           "title,kind,unit,place,route,keeper\nEast board,board,East,Gate,20,Zhang\n");
    import(office, "catalogue",
           "title,affair,subject,power,scope,timing,unit,leader,person,basis,limit_text,limit_unit,"
           "limit_amount,limit_article,hot,hot_source\n"
           "Repairs,rural,village_affairs,service,public,ad_hoc,East,Wang,Zhang,Rules,20 days,"
           "workday,20,Article 26,,\n"
           "Relief,rural,village_affairs,service,public,ad_hoc,East,Wang,Zhang,Rules,20 days,"
           "workday,20,Article 26,hot,letters\n"
           "Pay,money,fund_flow,service,public,ad_hoc,East,Wang,Zhang,Rules,20 days,workday,20,"
           "Article 26,,\n");
    import(office, "disclosure",
           "catalogue,title,received_on,element_basis,element_subject,element_process,"
           "element_discipline,element_result,access_note,reply_path,notice_amount,notice_unit,"
           "lines\n"
           "Repairs,Pond,2026-11-10," ELEMENTS ",,,\n"
           "Relief,New names,2026-11-18," ELEMENTS ",5,workday,\n"
           "Repairs,Bridge,2026-11-11," ELEMENTS ",,,\n"
           "Repairs,Road,2026-11-11," ELEMENTS ",,,\n"
           "Repairs,Well,2026-11-11," ELEMENTS ",,,\n"
           "Pay,Accounts,2026-11-11," ELEMENTS ",,,Rent amount=120.00\n");
    decide(office, "GK2026-00001", "publish");
    decide(office, "GK2026-00002", "publish");
    decide(office, "GK2026-00003", "approve");
    decide(office, "GK2026-00004", "review");
    decide(office, "GK2026-00005", "submit");
    run(office,
        (const char *const[]){"do", "owe", "ML2026-00001", "title=Dam", "on=2026-11-20", NULL});
    import(office, "inspection", "title,received_on,unit,result\nRound,2026-11-19,East,Seen\n");
    import(office, "finding", "kind,title,evidence,unit,person\nlate,Late board,Seen,East,Zhang\n");
    *state = office;
    return 0;
}

/* Keys to a screen, and what is to be read there. */
struct page {
    const char *keys, *text;
};

static void walk(void **state, const struct page *pages, size_t count) {
    struct pty *p = start(state);
    for (size_t i = 0; i < count; i++) {
        pty_keys(p, pages[i].keys);
        screen_assert(p, screen_contains(p, pages[i].text), pages[i].text, __FILE__, __LINE__);
        check_no_chinese(p, pages[i].keys);
    }
    pty_close(p);
}
#define WALK(state, pages) walk(state, pages, sizeof pages / sizeof pages[0])

static void test_catalogue_and_duties(void **state) {
    static const struct page pages[] = {
        {"=10<Enter>",
         "No.          Name          Channel        Up now   Cond.  Checked    Light"},
        {"<F4>", "Print lists"},
        {"<Esc><F6>", "Every (days):"},
        {"<Esc><Enter>", "GL2026-00001  Channel"},
        {"<F3>1<Enter>", "Check  "},
        {"<Esc>0=11<Enter>", "Matter               Kind Power  When Scope  Hot  Unit     Gaps"},
        {"<F4>", "Load standard"},
        {"<Esc><F6>", "For units:"},
        {"<PgDn>", "Fixed month:"},
        {"<PgDn>", "Must channels:"},
        {"<Esc><Enter>", "Limit basis: Article 26"},
        {"<F3>7<Enter>", "Leader: Wang"},
        {"<Esc>0=19<Enter>", "Due     Days    Matter"},
        {"<F4>", "Waive"},
        {"<Esc><Enter>", "How the due date was counted"},
        {"<F3><F1>", "19 Due, not public"},
        {"<PgDn>", "waived by itself"},
        {"<F3>=93<Enter>", "Affair                         Entries       Due    Public"},
        {"<PgDn>", "Public and inside disclosure"},
        {"<PgDn>", "What people care about"},
    };
    WALK(state, pages);
}

static void test_drafting_and_deciding(void **state) {
    static const struct page pages[] = {
        {"=12<Enter>", "Due     Days    State Title                  Unit       Person"},
        {"<F4>", "Mask"},
        {"<Esc><F6>", "Public interest:"},
        {"<PgDn>", "Discipline:"},
        {"<PgDn>", "2nd total:"},
        {"<Esc>2<Enter><PgDn><PgDn>", "1 line(s), total 120.00"},
        {"<F4>", "Income"},
        {"<F1>", "Detail lines"},
        {"<F3><F3><Esc><Enter>", "GK2026-00006  Disclosure"},
        {"<F3>=13<Enter>", "Due    Days   Title                             Scope    Author"},
        {"<Enter>", "GK2026-00005  Disclosure"},
        {"<F3>1<Enter>", "Outcome:"},
        {"<PgDn>", "Point of time: After"},
        {"<PgDn>", "Slip no.:"},
        {"<Esc>0=14<Enter>", "Outcome  Title                             Author"},
        {"1<Enter>", "Outcome: Public"},
        {"<Esc>0=15<Enter>", "Hot/hard Due    Days   Title                           Scope"},
        {"1<Enter>", "Down by:"},
    };
    WALK(state, pages);
}

static void test_published_and_filed(void **state) {
    static const struct page pages[] = {
        {"=16<Enter>", "Publ. on State    Until  Title                         Up now"},
        {"<Enter>", "GK2026-00002  Disclosure"},
        {"<PgDn>", "Review and approval"},
        {"<F3>1<Enter>", "Page/time:"},
        {"<Esc>09<Enter>", "Objection to \"New names\""},
        {"<Esc>08<Enter>", "the notice runs until 2026-11-27"},
        {"=17<Enter>", "Board            Posted   Due    Days   Title"},
        {"8<Enter>", "Channels and postings now"},
        {"<Esc><Enter>", "TZ2026-00001  Posting"},
        {"<F3>=18<Enter>", "Due     Days    Title                   State  Pp.  Unit"},
        {"7<Enter>", "Responses:"},
        {"<Esc>0<Enter>", "DA2026-00001  Card"},
        {"<F3>=91<Enter>", "Pp.  Box  Filed on Archive no."},
        {"<F4>", "Print year"},
    };
    WALK(state, pages);
}

static void test_findings(void **state) {
    static const struct page pages[] = {
        {"=52<Enter>", "Light  Kind       Finding                Person State"},
        {"<F4>", "Account"},
        {"<Esc><F6>", "Evidence:"},
        {"<Esc><Enter>", "findings mended within 10"},
        {"<F3>1<Enter>", "Demand:"},
        {"<Esc>0=54<Enter>", "Led by"},
        {"<F6>", "Inspectors:"},
        {"<Esc><Enter>", "Round"},
        {"<F3>7<Enter>", "Evidence:"},
        {"<Esc>0=56<Enter>", "Measure"},
        {"<F6>", "Facts:"},
        {"<Esc>=58<Enter>", "Late board"},
        {"9<Enter>", "Facts: Seen"},
    };
    WALK(state, pages);
}

/* A collection whose notice hangs since the 20th, and which has four opinions; one more that is a draft. */
static int setup_consultation(void **state) {
    if (setup_disclosure(state) != 0)
        return -1;
    struct office *office = *state;
    import(office, "consultation",
           "title,kind,unit,person,ways,where_to,draft\n"
           "Market,general,East,Zhang,forum letter,Hall,\"Stalls in the west.\nIt is free.\"\n"
           "Bus,general,East,Zhang,letter,Hall,Along the river.\n");
    run(office,
        (const char *const[]){"do", "draft_notice", "ZJ2026-00001", "catalogue=Repairs", NULL});
    decide(office, "GK2026-00007", "publish");
    import(office, "disclosure",
           "catalogue,title,received_on,major,consultation,element_basis,element_subject,"
           "element_process,element_discipline,element_result,access_note,reply_path\n"
           "Repairs,Move,2026-11-20,1,ZJ2026-00001," ELEMENTS "\n");
    import(office, "opinion",
           "consultation,received_on,way,author,address,unit,body\n"
           "ZJ2026-00001,2026-11-20,forum,Zhou,Group 1,East,The west is too far for the old.\n"
           "ZJ2026-00001,2026-11-20,letter,,,,Say how stalls are shared out.\n"
           "ZJ2026-00001,2026-11-20,forum,Li,,,The west is far too far for the old.\n"
           "ZJ2026-00001,2026-11-20,letter,Qian,,,The west is too far for old people.\n");
    return 0;
}

static void test_consultations(void **state) {
    static const struct page pages[] = {
        {"=21<Enter>", "State   Due     Days    Matter                         Pending"},
        {"<F4>", "See summary"},
        {"<PgDn>", "Cancel"},
        {"<Esc>2<Enter>", "at the earliest"},
        {"<PgDn>", "Draft:"},
        {"<Esc><F6>", "Short why:"},
        {"<PgDn>", "Note:"},
        {"<Esc>", "ZJ2026-00001"},
        {"<Enter>", "Notice, summary and what was consulted on"},
        {"<F3>8<Enter>", "Ends"},
        {"<Esc>0=23<Enter>", "Opinion  Adopted  Partly     Declined Other        Pending"},
        {"<PgDn>", "Village  "},
        {"<F1>", "Save as a file"},
    };
    WALK(state, pages);
}

static void test_opinions(void **state) {
    static const struct page pages[] = {
        {"=22<Enter>", "No.           Wait   Way    Village  Summary                Consultation"},
        {"<F4>", "To feedback"},
        {"<Esc><Enter>", "In charge, and urging"},
        {"<PgDn>", "How the due date was counted"},
        {"<F3><F6>", "ends on 2026-"},
        {"<F3>3<Enter>", "From: East Zhou, Forum, 2026-11-20, waited 0 day(s)"},
        {"<F1>", " Help"},
        {"<F3><F6>", "The west is too far for the old."},
        {"<F3><F2>", "Error 1/2  YJ2026-00001: adopted, fill in"},
        {"<F3>1<Enter>", "Decision: Adopted"},
        {"Free for a year<F2>", "Saved: YJ2026-00001 Decide (Consent)"},
        {"<F3><Home>", "[to consent] The west"},
        {"<F4>Consent<Enter>", "Signed by:"},
        {"<F2>", "YJ2026-00001 (Decision) was written by you"},
        {"Liu<Enter><Enter>7<F2>", "Saved: YJ2026-00001 Consent"},
        {"<F4>Alike<Enter>", "Alike opinions  Market       most first"},
        {"<F3><Space><Space>9<Enter>", "Decide together              2 record(s)"},
        {"Settled<F2>", "Saved: Decide 2"},
    };
    WALK(state, pages);
}

/* On its last day: decided, ended, summed up, closed; what it was about is settled. Its note was written in
 * Chinese: <C-U>. */
static void test_consultation_closed(void **state) {
    static const struct page pages[] = {
        {"=21<Enter>", "Closed"},
        {"<Enter>", "Summary: "},
        {"<F3><F4>See summary<Enter>", "Public  “Market”意见采纳情况"},
        {"<F3>=GK2026-00008<Enter>", "GK2026-00008  Disclosure"},
        {"<F3>=12<Enter><Down><F4>Settle<Enter><C-U>", "Result: Four"},
    };
    struct office *office = *state;
    snprintf(office->now, sizeof office->now, "2026-11-27T09:00");
    for (int i = 1; i <= 4; i++) {
        char number[32];
        snprintf(number, sizeof number, "YJ2026-%05d", i);
        run(office, (const char *const[]){"do", "decline", number, "reason=Settled", NULL});
    }
    run(office, (const char *const[]){"do", "end", "ZJ2026-00001", NULL});
    run(office,
        (const char *const[]){"do", "draft_summary", "ZJ2026-00001", "catalogue=Repairs", NULL});
    decide(office, "GK2026-00009", "publish");
    run(office, (const char *const[]){"do", "close", "ZJ2026-00001", NULL});
    run(office, (const char *const[]){"do", "edit", "GK2026-00008", "element_result=Four", NULL});
    WALK(state, pages);
}

static void start_in(void **state, const char *environment, const char *language,
                     const char *title) {
    const char *const changes[] = {environment, NULL};
    const char *const arguments[] = {"--lang", language, NULL};
    struct pty_options options = {.environment = changes};
    struct pty *p = pty_start_with(*state, &options, language ? arguments : arguments + 2);
    screen_assert(p, screen_contains(p, title), title, __FILE__, __LINE__);
    pty_close(p);
}

static void test_language_is_chosen(void **state) {
    start_in(state, "LANG=en_US.UTF-8", NULL, " Workbench ");
    start_in(state, "LC_ALL=en_GB.UTF-8", NULL, " Workbench ");
    start_in(state, "LANG=C.UTF-8", NULL, " 工作台");
    start_in(state, "LANG=zh_CN.UTF-8", NULL, " 工作台");
    start_in(state, "LANG=en_US.UTF-8", "zh_CN", " 工作台");
    start_in(state, "LANG=zh_CN.UTF-8", "en", " Workbench ");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_workbench, office_setup, office_teardown),
        cmocka_unit_test_setup_teardown(test_list, office_setup, office_teardown),
        cmocka_unit_test_setup_teardown(test_record, office_setup, office_teardown),
        cmocka_unit_test_setup_teardown(test_form, office_setup_test, office_teardown),
        cmocka_unit_test_setup_teardown(test_refusals, office_setup_test, office_teardown),
        cmocka_unit_test_setup_teardown(test_help, office_setup_test, office_teardown),
        cmocka_unit_test_setup_teardown(test_catalogue_and_duties, setup_disclosure,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_drafting_and_deciding, setup_disclosure,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_published_and_filed, setup_disclosure,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_findings, setup_disclosure, office_teardown),
        cmocka_unit_test_setup_teardown(test_consultations, setup_consultation, office_teardown),
        cmocka_unit_test_setup_teardown(test_opinions, setup_consultation, office_teardown),
        cmocka_unit_test_setup_teardown(test_consultation_closed, setup_consultation,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_language_is_chosen, office_setup_test,
                                        office_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
