/* The program ended at random points of typing, in four ways; then what is in the account's file of drafts is compared with what
 * was typed: at most the last 20 keys, or those of the last second, are missing, and nothing ever when it was asked to end. FULL=1:
 * 1,000 points. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "harness/pty.h"
#include "harness/screen.h"
#include "store/draft.h"

enum { POINTS = 24, POINTS_FULL = 1000, KEYS_MOST = 70, LOST_MOST = 20, KEY_BYTES = 5 };

enum ending { BY_KILL, BY_KILL_AHEAD, BY_HANGUP, BY_TERM, ENDINGS };

/* Of three and four bytes, wide and narrow. */
static const char *const pool[] = {"河", "桥", "䶮", "𠮷", "３", "a",
                                   "7",  "，", "村", "Ｂ", "低", "保"};

struct typed {
    char text[KEYS_MOST * 2 * KEY_BYTES + 1];
    size_t at[KEYS_MOST * 2 + 1]; /* bytes after so many keys */
    size_t keys;                  /* that the program has taken */
    size_t sent;
    size_t safe; /* of them a second ago */
};

static uint32_t next_random(uint32_t *seed) {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed;
}

static const char *add_key(struct typed *typed, uint32_t *seed) {
    const char *key = pool[next_random(seed) % (sizeof pool / sizeof pool[0])];
    size_t length = strlen(typed->text);
    memcpy(typed->text + length, key, strlen(key) + 1);
    typed->at[++typed->sent] = length + strlen(key);
    return key;
}

/* `is_steady`: more than 20 keys, and no second passes. */
static void type(struct pty *p, struct typed *typed, bool is_steady, uint32_t *seed) {
    size_t keys = is_steady ? LOST_MOST + 1 + next_random(seed) % (KEYS_MOST - LOST_MOST)
                            : 1 + next_random(seed) % KEYS_MOST;
    for (size_t i = 0; i < keys; i++) {
        pty_keys(p, add_key(typed, seed));
        typed->keys = typed->sent;
        if (!is_steady && next_random(seed) % 40 == 0) {
            pty_step(p, 1000);
            typed->safe = typed->keys;
        }
    }
}

static void end(struct pty *p, struct typed *typed, enum ending ending, uint32_t *seed) {
    if (ending == BY_KILL_AHEAD) { /* in the midst of working them off */
        char keys[KEYS_MOST * KEY_BYTES + 1] = "";
        size_t count = next_random(seed) % KEYS_MOST;
        for (size_t i = 0; i < count; i++)
            strcat(keys, add_key(typed, seed));
        pty_send_only(p, keys, strlen(keys));
        usleep(next_random(seed) % 3000);
    }
    if (ending == BY_HANGUP) {
        pty_hang_up(p);
    } else if (ending == BY_TERM) {
        kill(pty_pid(p), SIGTERM);
        pty_wait(p);
    } else {
        pty_kill(p);
    }
}

struct found {
    char body[KEYS_MOST * 2 * KEY_BYTES + 1];
    int count;
};

static bool take(void *context, const struct draft *draft) {
    struct found *found = context;
    snprintf(found->body, sizeof found->body, "%s", fields_text(&draft->values, "body"));
    found->count++;
    return true;
}

static struct found read_draft(const struct office *office) {
    struct found found = {"", 0};
    struct draft_file *file = NULL;
    char path[400];
    snprintf(path, sizeof path, "%s.drafts-%u", office->database, (unsigned)geteuid());
    enum status status = draft_open(path, false, &file, NULL);
    assert_true(status == STATUS_OK || status == STATUS_NOT_FOUND);
    for (int64_t person = 1; file && person < 5; person++)
        assert_int_equal(draft_walk(file, person, take, &found, NULL), STATUS_OK);
    draft_close(file);
    return found;
}

/* How many keys are missing of those the program had taken; a text that isn't a beginning of what was typed fails. */
static size_t count_lost(const struct typed *typed, const struct found *found, uint32_t seed) {
    size_t length = strlen(found->body), kept = 0;
    while (kept < typed->sent && typed->at[kept + 1] <= length)
        kept++;
    if (strncmp(found->body, typed->text, length) != 0 || typed->at[kept] != length) {
        printf("# seed %u: typed %s\n# kept %s\n", seed, typed->text, found->body);
        fail();
    }
    return kept < typed->keys ? typed->keys - kept : 0;
}

static void test_points(void **state) {
    struct office *office = *state;
    const char *full = getenv("FULL");
    int points = full && full[0] == '1' ? POINTS_FULL : POINTS;
    size_t worst[ENDINGS] = {0}, count[ENDINGS] = {0};
    for (int i = 0; i < points; i++) {
        uint32_t seed = 0x9e3779b9u * (uint32_t)(i + 1), begun = seed;
        struct typed typed = {.keys = 0};
        enum ending ending = (enum ending)(i % ENDINGS);
        struct pty *p = pty_start(office, NULL);
        bool is_offered = screen_contains(p, "有一份未保存的反馈登记");
        if (is_offered)
            pty_keys(p, "32");
        assert_screen_lacks(p, "未保存的");
        pty_keys(p, "=33<Enter>投<Enter>桥面塌了<Tab><Tab><Tab><Tab><Tab>");
        pty_step(p, 1000);
        type(p, &typed, ending == BY_KILL, &seed);
        end(p, &typed, ending, &seed);
        struct found found = read_draft(office);
        assert_int_equal(found.count, 1);
        size_t lost = count_lost(&typed, &found, begun);
        size_t may = ending >= BY_HANGUP                   ? 0
                     : typed.keys - typed.safe < LOST_MOST ? typed.keys - typed.safe
                                                           : LOST_MOST;
        if (lost > may)
            printf("# seed %u: %zu of %zu keys lost\n", begun, lost, typed.keys);
        assert_true(lost <= may);
        worst[ending] = lost > worst[ending] ? lost : worst[ending];
        count[ending]++;
    }
    printf("# %d points; keys lost at most: kill -9 %zu (%zu times), kill -9 while keys wait %zu "
           "(%zu), line cut %zu (%zu), SIGTERM %zu (%zu)\n",
           points, worst[BY_KILL], count[BY_KILL], worst[BY_KILL_AHEAD], count[BY_KILL_AHEAD],
           worst[BY_HANGUP], count[BY_HANGUP], worst[BY_TERM], count[BY_TERM]);
}

/* ---- what the next start says of the last save --------------------------------------------------- */

struct last_row {
    int64_t person;
    char save_id[SAVE_ID_BYTES];
    char office[DRAFT_OFFICE_BYTES]; /* draft_office_mark */
};

static struct last_row last_audit_row(const struct office *office) {
    struct last_row row = {0};
    sqlite3 *db = NULL;
    sqlite3_stmt *handle = NULL;
    assert_int_equal(sqlite3_open_v2(office->database, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db,
                                        "SELECT person, save_id, (SELECT lower(hex(hash))"
                                        " FROM audit ORDER BY seq LIMIT 1) FROM audit"
                                        " WHERE command = 'register' ORDER BY seq DESC LIMIT 1",
                                        -1, &handle, NULL),
                     SQLITE_OK);
    assert_int_equal(sqlite3_step(handle), SQLITE_ROW);
    row.person = sqlite3_column_int64(handle, 0);
    snprintf(row.save_id, sizeof row.save_id, "%s", (const char *)sqlite3_column_text(handle, 1));
    snprintf(row.office, sizeof row.office, "%s", (const char *)sqlite3_column_text(handle, 2));
    sqlite3_finalize(handle);
    sqlite3_close(db);
    return row;
}

static void leave_note(const struct office *office, const struct last_row *row,
                       const char *save_id) {
    struct draft_file *file = NULL;
    struct save_note note = {.person = row->person, .at = 1, .session = "1 1 gone"};
    memcpy(note.office, row->office, sizeof note.office);
    char path[400];
    snprintf(path, sizeof path, "%s.drafts-%u", office->database, (unsigned)geteuid());
    snprintf(note.save_id, sizeof note.save_id, "%s", save_id);
    strcpy(note.kind, "feedback");
    strcpy(note.command, "register");
    assert_int_equal(draft_open(path, true, &file, NULL), STATUS_OK);
    assert_int_equal(draft_note_save(file, &note, NULL), STATUS_OK);
    draft_close(file);
}

static void test_the_next_start_says_how_the_last_save_ended(void **state) {
    struct office *office = *state;
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=33<Enter>投<Enter>桥面塌了<Tab><Tab><Tab><Tab><Tab>过不去<F2>");
    assert_screen_contains(p, "FK2026-00001");
    pty_kill(p); /* the program can't know whether its last screen was seen */
    p = pty_start(office, NULL);
    assert_screen_contains(p, "上次退出前的保存已经完成：FK2026-00001");
    pty_close(p);
    struct last_row row = last_audit_row(office);
    leave_note(office, &row, row.save_id);
    p = pty_start(office, NULL);
    assert_screen_contains(p, "上次退出前的保存已经完成：FK2026-00001");
    pty_close(p);
    leave_note(office, &row, "00000000000000000000000000000000");
    p = pty_start(office, NULL);
    assert_screen_contains(p, "上次退出前的保存没有完成：");
    assert_screen_contains(p, "请再办一次");
    pty_close(p);
    p = pty_start(office, NULL);
    assert_screen_lacks(p, "上次退出前");
    pty_close(p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_points, office_setup_test, office_teardown),
        cmocka_unit_test_setup_teardown(test_the_next_start_says_how_the_last_save_ended,
                                        office_setup_test, office_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
