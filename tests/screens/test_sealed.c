/* 举报 at the screen: for the person named, for a leader named, and for the clerk who typed it, every screen is
 * afterwards what it was before. Numbers of 举报 are looked for, words of it, its opening. In the demonstration
 * office. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "harness/screen.h"

#define SECRETS 5
static const char *const secrets[SECRETS] = {"侵吞修路款", "会计柜", "䶮某某", "13899990000",
                                             "收受钢卷尺"};

/* 王建国 of 东门村 as a clerk, 陈立 as one more leader, behind the one who is usually charged. */
static int setup_people(void **state) {
    char number[16] = "";
    if (office_setup(state) != 0)
        return -1;
    struct office *office = *state;
    const char *file =
        office_write(office, "people.csv",
                     "姓名,单位,职务,账号,角色\n陈立,党政办,纪委书记,chenli,reviewer supervisor\n");
    assert_int_equal(office_run(office, "--user", "sunguoqiang", "import", "person", file), 0);
    assert_int_equal(
        office_run(office, "list", "person", "--where", "title=王建国", "--format", "csv"), 0);
    const char *at = strstr(office->output, "RY20");
    assert_non_null(at);
    snprintf(number, sizeof number, "%.12s", at);
    assert_int_equal(office_run(office, "--user", "sunguoqiang", "do", "edit", number,
                                "account=wangjianguo", "roles=clerk"),
                     0);
    return 0;
}

/* As the clerk types it, in 33: kind, title, reporter, telephone; then the body by its label. */
static void type_report(struct pty *p, const char *title) {
    char keys[200];
    snprintf(keys, sizeof keys, "举<Enter>%s<Enter>䶮某某<Enter>13899990000<Enter>", title);
    pty_keys(p, keys);
}

/* What the last one to sit there left unsaved would be offered to the next. */
static void forget_drafts(const struct office *office) {
    char path[400];
    snprintf(path, sizeof path, "%s.drafts-%u", office->database, (unsigned)geteuid());
    unlink(path);
}

static void register_reports(struct office *office) {
    forget_drafts(office);
    struct pty *p = pty_start(office, "--user", "lichunmei", "--open", "33");
    type_report(p, "王建国侵吞修路款");
    pty_keys(p, "<F2>");
    assert_screen_contains(p, "已保存并密封，只有专责人看得见");
    pty_close(p);
    const char *file = office_write(office, "in.csv",
                                    "收到日期,类别,标题,内容,姓名,电话,来源\n"
                                    "2026-10-09,举报,陈立收受钢卷尺,凭据在会计柜,"
                                    "䶮某某,13899990000,信函\n");
    assert_int_equal(office_run(office, "--user", "lichunmei", "import", "feedback", file), 0);
}

/* The number the next one gets. */
static void next_number(struct office *office, char out[24]) {
    int most = 0;
    assert_int_equal(office_run(office, "list", "feedback", "--format", "csv"), 0);
    for (const char *at = office->output; (at = strstr(at, "FK2026-")) != NULL; at++) {
        int number = atoi(at + strlen("FK2026-"));
        most = number > most ? number : most;
    }
    snprintf(out, 24, "FK2026-%05d", most + 1);
}

struct seen {
    char *text;
    size_t length;
};

static void look(struct pty *p, const char *keys, struct seen *seen) {
    pty_keys(p, keys);
    const char *text = screen_text(p);
    char *grown = realloc(seen->text, seen->length + strlen(keys) + strlen(text) + 8);
    assert_non_null(grown);
    seen->text = grown;
    seen->length += (size_t)sprintf(grown + seen->length, "[%s]\n%s", keys, text);
}

/* All ways a number or a word can be come upon, from the workbench on. */
static void look_everywhere(struct office *office, const char *account, const char *number,
                            struct seen *seen) {
    static const char *const ways[] = {
        "=34<Enter>",
        "<End>",
        "<Home>/侵吞<Enter>",
        "/举报<Enter>",
        "/会计柜<Enter>",
        "/NUMBER<Enter>",
        "<F9>",
        "..",
        "<F8>",
        "<Tab>举报<Tab>",
        "<F2>",
        "=NUMBER<Enter>",
        "<Esc>=35<Enter>",
        "=36<Enter>",
        "=51<Enter>",
        "<End>",
        "=53<Enter>",
        "=95<Enter>",
        "=32<Enter>",
        "<End>",
        "<Enter>",
        "<F4>",
        "<Esc>=33<Enter>",
        "投<Enter>",
        "<F9>",
        "<Tab><F9>",
        "<F4>",
        "<Esc>",
    };
    forget_drafts(office);
    struct pty *p = pty_start(office, "--user", account);
    look(p, "<F5>", seen); /* the workbench and its counts */
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
        char keys[80];
        const char *at = strstr(ways[i], "NUMBER");
        if (at != NULL)
            snprintf(keys, sizeof keys, "%.*s%s%s", (int)(at - ways[i]), ways[i], number,
                     at + strlen("NUMBER"));
        else
            snprintf(keys, sizeof keys, "%s", ways[i]);
        look(p, keys, seen);
    }
    pty_close(p);
}

static void assert_no_word_of_it(const char *text) {
    for (size_t i = 0; i < SECRETS; i++)
        if (strstr(text, secrets[i]) != NULL)
            fail_msg("“%s” is in:\n%s", secrets[i], text);
}

/* The words looked for stand on the screen as typed by the looker himself, nowhere else. */
static void assert_same(const struct seen *before, const struct seen *after) {
    size_t at = 0;
    while (at < before->length && at < after->length && before->text[at] == after->text[at])
        at++;
    if (at < before->length || at < after->length) {
        size_t from = at > 1500 ? at - 1500 : 0;
        fail_msg("before:\n%.3000s\nafter:\n%.3000s", before->text + from, after->text + from);
    }
}

static void find_nothing_as(struct office *office, const char *const *accounts, size_t count) {
    struct seen before[4] = {{NULL, 0}}, after[4] = {{NULL, 0}};
    char number[24];
    next_number(office, number);
    for (size_t i = 0; i < count; i++)
        look_everywhere(office, accounts[i], number, &before[i]);
    register_reports(office);
    for (size_t i = 0; i < count; i++) {
        look_everywhere(office, accounts[i], number, &after[i]);
        assert_same(&before[i], &after[i]);
        free(before[i].text);
        free(after[i].text);
    }
}

static void test_nobody_named_finds_anything(void **state) {
    static const char *const accounts[] = {"wangjianguo", "chenli", "lichunmei"};
    find_nothing_as(*state, accounts, 3);
}

/* In the session that typed it: the screen is empty again, F9 fills in nothing of it, no draft is kept. */
static void test_the_clerk_has_nothing_left(void **state) {
    struct pty *p = pty_start(*state, "--user", "lichunmei", "--open", "33");
    type_report(p, "王建国侵吞修路款");
    pty_keys(p, "<F2>");
    assert_screen_contains(p, "已保存并密封，只有专责人看得见");
    assert_no_word_of_it(screen_text(p));
    pty_keys(p, "投<Enter>");
    for (int i = 0; i < 8; i++) {
        pty_keys(p, "<F9>");
        assert_no_word_of_it(screen_text(p));
        pty_keys(p, "<Tab>");
    }
    pty_keys(p, "<Esc>");
    assert_no_word_of_it(screen_text(p));
    pty_keys(p, "<F3>=33<Enter>");
    assert_no_word_of_it(screen_text(p));
    pty_keys(p, "<Esc>=34<Enter><F9>");
    assert_no_word_of_it(screen_text(p));
    pty_close(p);
    p = pty_start(*state, "--user", "lichunmei", "--open", "33");
    assert_no_word_of_it(screen_text(p));
    pty_close(p);
}

/* Left off half typed and taken up by somebody else at the same machine: that is a draft of the first. */
static void test_a_half_typed_one_is_not_the_next_persons(void **state) {
    struct pty *p = pty_start(*state, "--user", "lichunmei", "--open", "33");
    type_report(p, "王建国侵吞修路款");
    pty_keys(p, "<F3><F4>2<Enter>");
    assert_no_word_of_it(screen_text(p));
    pty_keys(p, "=33<Enter>");
    assert_no_word_of_it(screen_text(p));
    pty_close(p);
}

/* It counts as a slip of its opening, and no more is told of it there. */
static void test_its_opening_counts_it_and_tells_nothing(void **state) {
    struct office *office = *state;
    char line[400];
    const char *file = NULL;
    file = office_write(
        office, "opening.csv",
        "反馈箱,开箱人,见证人,开箱日期,意见条数\n东门村公开栏,王建国,张𠮷旺,2026-11-20,2\n");
    assert_int_equal(office_run(office, "--user", "lichunmei", "import", "opening", file), 0);
    assert_int_equal(office_run(office, "list", "opening", "--format", "csv"), 0);
    char number[16] = "";
    for (const char *at = office->output; (at = strstr(at, "KX2026-")) != NULL; at++)
        if (strncmp(at, number, 12) > 0)
            snprintf(number, sizeof number, "%.12s", at);
    assert_int_equal(strlen(number), 12);
    snprintf(
        line, sizeof line,
        "收到日期,类别,标题,内容,姓名,电话,开箱\n2026-11-20,举报,王建国侵吞修路款,凭据在会计柜,"
        "䶮某某,13899990000,%s\n",
        number);
    file = office_write(office, "in.csv", line);
    assert_int_equal(office_run(office, "--user", "lichunmei", "import", "feedback", file), 0);
    struct pty *p = pty_start(office, "--user", "wangjianguo");
    snprintf(line, sizeof line, "=%s<Enter>", number);
    pty_keys(p, line);
    assert_true(screen_contains(p, number));
    for (int i = 0; i < 3; i++) {
        assert_no_word_of_it(screen_text(p));
        assert_screen_lacks(p, "举报");
        pty_keys(p, "<PgDn>");
    }
    pty_keys(p, "<F4>3<Enter>");
    assert_no_word_of_it(screen_text(p));
    pty_close(p);
    assert_int_equal(office_run(office, "--user", "wangjianguo", "report", "opening-sheet", number),
                     0);
    assert_no_word_of_it(office->output);
    assert_null(strstr(office->output, "举报"));
}

#define SCREEN(test) cmocka_unit_test_setup_teardown(test, setup_people, office_teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        SCREEN(test_nobody_named_finds_anything),
        SCREEN(test_the_clerk_has_nothing_left),
        SCREEN(test_a_half_typed_one_is_not_the_next_persons),
        SCREEN(test_its_opening_counts_it_and_tells_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
