/* Records that hold what no form lets in: escape sequences, C1, bidi, zero width, bad bytes, emoji. Through every
 * screen none of these bytes may reach the terminal as it is; all are shown, and what is stored stays. */
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "harness/screen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What the program itself never writes. */
static const struct {
    const char *name, *bytes;
} raw[] = {
    {"an escape sequence", "\033[31;44;5m"},
    {"the window's title", "\033]0;"},
    {"C1 in UTF-8", "\xC2\x9B"},
    {"C1 in one byte", "\x9B"
                       "2J"},
    {"right to left", "\xE2\x80\xAE"},
    {"zero width", "\xE2\x80\x8B"},
    {"a byte order mark", "\xEF\xBB\xBF"},
    {"a bad byte", "\xFF"},
    {"an emoji", "\xF0\x9F\x98\x80"},
    {"an enquiry", "\x05"},
};
static const char poison[] = "1B5B33313B34343B356D"
                             "1B5D303B7807"
                             "C29B324A"
                             "E280AE"
                             "E280AC"
                             "E2808B"
                             "EFBBBF"
                             "FF"
                             "F09F9880"
                             "05"
                             "0A";
static const char shown[] = "<U+001B>[31;44;5m";

static const char *const columns[] = {
    "title",
    "reporter",
    "contact",
    "body",
    "reply",
    "note",
    "reason",
    "address",
    "phone",
    "evidence",
    "demand",
    "minutes",
    "opinions",
    "decision",
    "participants",
    "place",
    "author",
    "passage",
    "content",
    "basis",
    "notice",
    "facts",
    "measure",
    "label",
    "asker",
    "access_note",
    "scope_reason",
    "audience_text",
    "element_basis",
    "element_subject",
    "element_process",
    "element_discipline",
    "element_result",
    "reply_path",
    "detail",
    "size",
    "announced_place",
    "return_reason",
    "withheld_reason",
    "visit_note",
    "publisher",
    "duties",
    "feedback_summary",
    "result",
    "outcome_reason",
    "limit_text",
    "outlet",
    "drafted_from",
};

/* The texts of all records end in the poison, whatever the rules say. */
static void spoil(struct office *office) {
    struct pty *none = office->ptys;
    char command[2000], names[1200] = "''";
    assert_null(none);
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
        snprintf(names + strlen(names), sizeof names - strlen(names), ",'%s'", columns[i]);
    snprintf(command, sizeof command,
             "sqlite3 '%s' \"SELECT 'UPDATE OR IGNORE ' || m.name || ' SET ' || t.name || ' = ' || "
             "t.name ||"
             " ' || CAST(x''%s'' AS TEXT) WHERE ' || t.name || ' <> '''';' FROM sqlite_master m,"
             " pragma_table_info(m.name) t WHERE m.type = 'table' AND t.name IN (%s)\" "
             ">'%s/spoil.sql' &&"
             " { \"${ZWGK%%/*}/tests/sql\" '%s' <'%s/spoil.sql' 2>/dev/null; true; }",
             office->database, poison, names, office->folder, office->database, office->folder);
    assert_int_equal(system(command), 0);
}

static void assert_harmless(struct pty *p, const char *code, const char *key) {
    for (size_t i = 0; i < sizeof raw / sizeof raw[0]; i++)
        if (memmem(pty_output(p), pty_bytes(p), raw[i].bytes, strlen(raw[i].bytes)) != NULL) {
            char what[120];
            snprintf(what, sizeof what, "screen %s, after %s: %s", code, key, raw[i].name);
            pty_fail(p, what, __FILE__, __LINE__);
        }
}

/* Lists, records, their commands, help, forms and the prompts over them; whatever a key does here. */
static bool walk(struct office *office, const char *code) {
    static const char *const keys[] = {
        "<Down>", "<F1>",    "<Esc>", "<F4>",  "<Esc>", "<Enter>", "<PgDn>",  "<F4>",  "<Esc>",
        "<Esc>",  "<F8>",    "<F2>",  "<Esc>", "2",     "<Enter>", "<Tab>",   "<Tab>", "<Right>",
        "<Tab>",  "<PgDn>",  "<F1>",  "<Esc>", "<F4>",  "<Esc>",   "<F7>",    "<Esc>", "<Esc>",
        "1",      "<F6>",    "<F4>",  "<Esc>", "<Tab>", "<F4>",    "<Esc>",   "<Esc>", "1",
        "3",      "<Enter>", "<Esc>", "<Esc>", "6",     "<Enter>", "<Enter>", "<Esc>", "<Esc>"};
    struct pty *p = pty_start(office, "--open", code);
    bool is_shown = screen_contains(p, shown);
    assert_harmless(p, code, "the start");
    for (size_t i = 0; i < sizeof keys / sizeof keys[0] && !pty_is_over(p); i++) {
        pty_keys(p, keys[i]);
        assert_harmless(p, code, keys[i]);
        is_shown = is_shown || screen_contains(p, shown);
    }
    pty_close(p);
    return is_shown;
}

static void test_no_screen_lets_them_through(void **state) {
    static const char *const codes[] = {
        "01", "02", "03", "04", "07", "08", "10", "11", "12", "13", "14", "15", "16", "17",
        "18", "19", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "51", "52",
        "53", "54", "56", "58", "64", "65", "81", "82", "83", "84", "91", "92", "93", "95"};
    int shown_on = 0;
    spoil(*state);
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++)
        shown_on += walk(*state, codes[i]);
    assert_in_range(shown_on, 15, 100); /* the poison was there to be seen */
}

/* In a field: the code of what stands under the cursor, nothing else under others. */
static void test_codes_of_what_cannot_be_drawn(void **state) {
    const char *path = office_write(*state, "units.csv", "title,note\n好😀村,说明\xCD\xB8处\n");
    assert_int_equal(office_run(*state, "--user", "admin", "import", "unit", path), 0);
    struct pty *p = pty_start(*state, "--user", "sunguoqiang", "--open", "02");
    pty_keys(p, "/好<Enter>");
    assert_screen_contains(p, "好〓村");
    assert_screen_contains(p, "〓 处是 U+1F600：终端显示不了，存的字没有变");
    pty_keys(p, "<Down>");
    assert_screen_lacks(p, "U+1F600");
    pty_keys(p, "<Up>5<Enter>");
    assert_screen_contains(p, "U+1F600 U+0378");
    pty_keys(p, "<Esc>2<Enter>");
    assert_screen_contains(p, "好〓村");
    assert_screen_lacks(p, "U+1F600");
    pty_keys(p, "<Home><Right>");
    assert_screen_contains(p, "光标处是 U+1F600");
    pty_keys(p, "<Right>");
    assert_screen_lacks(p, "U+1F600");
    pty_keys(p, "<End>二<F2>");
    assert_int_equal(office_run(*state, "list", "unit", "--where", "title=好*", "--format", "csv"),
                     0);
    assert_non_null(strstr(((struct office *)*state)->output, "好😀村二"));
}

/* Ideographs for compatibility and combining marks, in a name: one to the eye, one to Backspace. */
static void test_marks_and_compatibility_ideographs(void **state) {
    struct pty *p = pty_start(*state, "--open", "33");
    pty_keys(p, "1<Tab>李");
    pty_paste(p, "\xEF\xA4\x8A\xEF\xA7\xA1"
                 "e\xCC\x81"
                 "葛\xF3\xA0\x84\x80城"); /* U+F90A U+F9E1, é, a form of 葛 */
    assert_screen_contains(p, "李\xEF\xA4\x8A\xEF\xA7\xA1"
                              "e\xCC\x81");
    int row, col, before;
    screen_cursor(p, &row, &before);
    pty_keys(p, "<BS><BS>");
    screen_cursor(p, &row, &col);
    assert_int_equal(col, before - 4);
    assert_screen_lacks(p, "葛");
    pty_keys(p, "<BS>");
    assert_screen_lacks(p, "e\xCC\x81");
    assert_screen_lacks(p, "\xCC\x81");
    screen_cursor(p, &row, &col);
    assert_int_equal(col, before - 5);
    pty_keys(p, "<Left><BS>甲");
    assert_screen_contains(p, "李甲\xEF\xA7\xA1");
}

#define IN_OFFICE(test) cmocka_unit_test_setup_teardown(test, office_setup, office_teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_OFFICE(test_no_screen_lets_them_through),
        IN_OFFICE(test_codes_of_what_cannot_be_drawn),
        IN_OFFICE(test_marks_and_compatibility_ideographs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
