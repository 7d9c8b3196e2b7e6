/* The program is killed (SIGKILL) at any moment while slips are typed key by key and saved, by one session and by
 * three, and while the command line imports, exports, backs up and upgrades: whatever the screen had called saved is there,
 * whole; nothing is there by half; the next start and the other sessions go on. The moment is random within the
 * save or anywhere between keys; ZWGK_SEED repeats a run's choices (not its scheduling). */
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "faults/whole.h"
#include "harness/pty_state.h"
#include "harness/screen.h"
#include "store/internal.h"
#include "store/small.h"

enum { SESSIONS_MOST = 3, ACKED_MOST = 40000, CHECK_ALL_EVERY = 20 };

struct acked { /* what a screen said was saved */
    char number[24];
    char command[24];
};

struct storm {
    struct office *office;
    struct pty *sessions[SESSIONS_MOST];
    int session_count;
    uint64_t random;
    unsigned seed;
    long save_us; /* what a save takes, about */
    struct acked *acked;
    size_t acked_count, checked_count;
    int kills, in_save, hot_journals, serial, imports, kept_exports, upgrades, backups;
    int stage, tries; /* of the first in the list */
    bool is_stage;
    char title
        [120]; /* of the slip whose save was under way when the one session was killed; "" none */
    bool is_told; /* the screen had said so */
    int told_stored, told_not_stored, offered;
    long slowest_start_us, slowest_open_us;
};

/* ---- chance and time -------------------------------------------------------------------------------- */

static uint64_t chance(struct storm *storm, uint64_t below) {
    storm->random += 0x9E3779B97F4A7C15ULL; /* splitmix64 */
    uint64_t x = storm->random;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ULL;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBULL;
    return (x ^ (x >> 31)) % below;
}

static long now_us(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (long)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static volatile sig_atomic_t victim;

static void kill_victim(int number) {
    (void)number;
    if (victim > 0)
        kill((pid_t)victim, SIGKILL);
    victim = 0;
}

/* Kills it so many microseconds from now. */
static void arm(pid_t pid, long us) {
    struct itimerval timer = {{0, 0}, {us / 1000000, us % 1000000 + 1}};
    victim = (sig_atomic_t)pid;
    setitimer(ITIMER_REAL, &timer, NULL);
}

static void disarm(void) {
    struct itimerval timer = {{0, 0}, {0, 0}};
    victim = 0;
    setitimer(ITIMER_REAL, &timer, NULL);
}

static void fail_storm(const struct storm *storm, const char *what, const char *of) {
    fail_msg("kill %d of seed %u: %s %s", storm->kills, storm->seed, what, of);
}

/* ---- typing ----------------------------------------------------------------------------------------- */

/* Key by key, until it is dead: false then. */
static bool type(struct pty *p, const char *keys) {
    while (*keys != '\0') {
        char key[16];
        size_t length = 1;
        if (*keys == '<')
            length = (size_t)(strchr(keys, '>') - keys) + 1;
        else
            while (((unsigned char)keys[length] & 0xC0) == 0x80)
                length++;
        memcpy(key, keys, length);
        key[length] = '\0';
        keys += length;
        if (pty_is_over(p))
            return false;
        pty_keys(p, key);
    }
    return !pty_is_over(p);
}

/* The line that says what was saved; "" when there is none. */
static void read_message(struct pty *p, char out[256]) {
    int row = screen_find(p, "已保存：", NULL);
    out[0] = '\0';
    if (row >= 0)
        snprintf(out, 256, "%s", strstr(screen_row(p, row), "已保存："));
}

static const char *command_of(const char *label) {
    static const char *const labels[][2] = {
        {"答复", "reply"}, {"审核通过", "check_pass"}, {"公布", "announce"}, {"改", "edit"}};
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (strncmp(label, labels[i][0], strlen(labels[i][0])) == 0)
            return labels[i][1];
    return "register";
}

static void note_ack(struct storm *storm, const char *message) {
    const char *number = strstr(message, "FK");
    if (number == NULL)
        return;
    if (storm->acked_count == ACKED_MOST)
        fail_storm(storm, "too many", "saves");
    struct acked *acked = &storm->acked[storm->acked_count++];
    size_t length = strspn(number + 2, "0123456789-") + 2;
    snprintf(acked->number, sizeof acked->number, "%.*s", (int)length, number);
    const char *label = number + length;
    snprintf(acked->command, sizeof acked->command, "%s",
             command_of(label[0] == ' ' ? label + 1 : label));
}

/* What a session does next; the last key of each saves. */
struct work {
    const char *keys;
    const char *last;
};

/* After a save the form stands ready for the next. */
static const char *way_to_form(struct pty *p) {
    return strstr(screen_row(p, 0), "33 反馈登记") != NULL ? "" : "<C-G>33<Enter>";
}

/* The first of the list goes its way: answered, approved, announced. */
static const struct work stages[] = {
    {"<C-G>34<Enter>8<Enter>已于十一月十九日派人修好。", "<F2>"},
    {"<C-G>34<Enter><F4>审核通过<Enter>周建华<Enter><Enter>审签６号", "<F2>"},
    {"<C-G>34<Enter><F4>公布<Enter>", "<Enter>"},
    {"<C-G>34<Enter>2<Enter><Down><Down><Down><Down><Down><Down><End>甲", "<F2>"},
};
enum { STAGE_EDIT = 3 };

static struct work next_work(struct storm *storm, struct pty *p, char keys[400]) {
    int what = (int)chance(storm, 10);
    storm->serial++;
    storm->is_stage = what >= 5 && storm->serial > 3;
    if (storm->is_stage)
        return stages[what == 9 ? STAGE_EDIT : storm->stage];
    snprintf(keys, 400, "%s投<Enter>东门村%d组䶮塘路灯不亮<Enter>张𠮷旺<Enter><Enter>东门<Enter>",
             way_to_form(p), storm->serial);
    return (struct work){keys, "<F2>"};
}

/* The next time, what follows; also when it can't be done after a few tries: it may have been stored untold. */
static void move_stage(struct storm *storm, bool is_done) {
    if (!storm->is_stage)
        return;
    storm->tries = is_done ? 0 : storm->tries + 1;
    if (is_done || storm->tries > 2) {
        storm->stage = (storm->stage + 1) % STAGE_EDIT;
        storm->tries = 0;
    }
}

/* ---- sessions --------------------------------------------------------------------------------------- */

static int64_t count_titled(const struct storm *storm, const char *title) {
    char sql[240];
    snprintf(sql, sizeof sql, "SELECT count(*) FROM record WHERE title = '%s'", title);
    return whole_count(storm->office->database, sql);
}

/* What the start says of the save that was cut off is true, and it says so when nothing else had. */
static void expect_true_word(struct storm *storm, struct pty *p) {
    bool says_stored = screen_contains(p, "上次退出前的保存已经完成");
    bool says_not = screen_contains(p, "上次退出前的保存没有完成");
    storm->told_stored += says_stored;
    storm->told_not_stored += says_not;
    if (storm->title[0] == '\0')
        return;
    int64_t stored = count_titled(storm, storm->title);
    if (stored > 1 || (says_stored && stored == 0) || (says_not && stored == 1))
        fail_storm(storm,
                   says_not ? "said not to be saved and there:" : "said to be saved and not there:",
                   storm->title);
    if (stored == 1 && !says_stored && !storm->is_told)
        fail_storm(storm, "saved, and nobody said so:", storm->title);
}

static void start_session(struct storm *storm, int i) {
    long begin = now_us();
    struct pty *p = storm->sessions[i] = pty_start(storm->office, NULL);
    long took = now_us() - begin;
    if (took > storm->slowest_start_us)
        storm->slowest_start_us = took;
    if (storm->session_count == 1)
        expect_true_word(storm, p);
    pty_step(p, 1000); /* what is offered comes after the first screen */
    storm->title[0] = '\0';
    for (int tries = 0; screen_contains(p, "3 丢掉") && tries < 9; tries++) {
        storm->offered++;
        pty_keys(p, "32"); /* thrown away, and sure of it */
    }
}

static void bury(struct storm *storm, int i) {
    disarm();
    pty_kill(storm->sessions[i]);
    pty_close(storm->sessions[i]);
    storm->sessions[i] = NULL;
    storm->kills++;
}

/* Does a work; what the screen says is noted, also what it said just before it was killed. */
static void do_work(struct storm *storm, struct pty *p, bool is_last) {
    char keys[400], before[256], after[256];
    struct work work = next_work(storm, p, keys);
    storm->title[0] = '\0';
    bool is_aimed = is_last && chance(storm, 10) < 7;
    if (is_last && !is_aimed)
        arm(pty_pid(p), (long)chance(storm, 60000));
    if (!type(p, work.keys))
        return;
    read_message(p, before);
    long begin = now_us();
    if (!storm->is_stage)
        snprintf(storm->title, sizeof storm->title, "东门村%d组䶮塘路灯不亮", storm->serial);
    if (is_aimed) {
        storm->in_save++;
        arm(pty_pid(p), (long)chance(storm, (uint64_t)storm->save_us * 5 / 4));
    }
    bool is_alive = type(p, work.last);
    read_message(p, after);
    storm->is_told = strcmp(before, after) != 0;
    if (storm->is_told) {
        note_ack(storm, after);
        move_stage(storm, strstr(after, "改") == NULL);
        if (is_alive && !is_last)
            storm->save_us = (storm->save_us * 7 + (now_us() - begin)) / 8;
    } else if (is_alive) {
        move_stage(storm, false);
    }
}

/* ---- the file afterwards ---------------------------------------------------------------------------- */

static void expect_acked(struct storm *storm) {
    sqlite3 *db = NULL;
    sqlite3_stmt *row = NULL;
    assert_int_equal(sqlite3_open_v2(storm->office->database, &db, SQLITE_OPEN_READWRITE, NULL),
                     SQLITE_OK);
    sqlite3_busy_timeout(db, 20000);
    assert_int_equal(
        sqlite3_prepare_v2(
            db,
            "SELECT count(*) FROM record r JOIN feedback d ON d.id = r.id"
            " WHERE r.number = ?1 AND EXISTS (SELECT 1 FROM step s WHERE s.record = r.id"
            " AND s.command = ?2) AND EXISTS (SELECT 1 FROM audit a WHERE"
            " a.record = r.id AND a.command = ?2)",
            -1, &row, NULL),
        SQLITE_OK);
    for (; storm->checked_count < storm->acked_count; storm->checked_count++) {
        const struct acked *acked = &storm->acked[storm->checked_count];
        sqlite3_bind_text(row, 1, acked->number, -1, NULL);
        sqlite3_bind_text(row, 2, acked->command, -1, NULL);
        int code = sqlite3_step(row);
        bool is_there = code == SQLITE_ROW && sqlite3_column_int64(row, 0) == 1;
        sqlite3_reset(row);
        if (!is_there)
            print_message("# said to be saved and not there: %s %s\n", acked->number,
                          acked->command);
        assert_true(is_there);
    }
    sqlite3_finalize(row);
    sqlite3_close(db);
}

/* Opened as the program does; what was acknowledged is there, nothing by half. */
static void expect_whole(struct storm *storm, bool is_all) {
    char journal[320];
    struct stat about;
    struct store *store = NULL;
    struct problem problem = {0};
    int64_t rows = 0;
    snprintf(journal, sizeof journal, "%s-journal", storm->office->database);
    storm->hot_journals += stat(journal, &about) == 0 && about.st_size > 0;
    long begin = now_us();
    enum status status = store_open(storm->office->database, &store, &problem);
    long took = now_us() - begin;
    if (status != STATUS_OK || store_is_damaged(store) || store_is_read_only(store))
        fail_storm(storm, "not opened:", problem.message);
    if (took > storm->slowest_open_us)
        storm->slowest_open_us = took;
    if (is_all && store_verify_audit(store, &rows, &problem) != STATUS_OK)
        fail_storm(storm, "the audit:", problem.message);
    store_close(store);
    const char *half = whole_find_half(storm->office->database, is_all);
    if (half != NULL)
        fail_storm(storm, "half:", half);
    if (is_all)
        storm->checked_count = 0; /* all of them again */
    expect_acked(storm);
}

/* ---- the command line ------------------------------------------------------------------------------- */

static bool has_told(const char *path) {
    char text[8000] = "";
    FILE *file = fopen(path, "r");
    size_t length = file != NULL ? fread(text, 1, sizeof text - 1, file) : 0;
    text[length] = '\0';
    if (file != NULL)
        fclose(file);
    return strstr(text, "已导入") != NULL || strstr(text, "已导出") != NULL ||
           strstr(text, "已备份") != NULL;
}

/* Runs it and kills it. True: it had said that it was done. */
static bool run_killed(struct storm *storm, const struct office *office,
                       const char *const *arguments, long most_us) {
    char **environment = office_environment(office, NULL);
    char **command = office_command(office, arguments, NULL, NULL);
    char told[300];
    int status = 0;
    snprintf(told, sizeof told, "%s/told", office->folder);
    unlink(told); /* what the one before had said */
    fflush(NULL);
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        int nothing = open("/dev/null", O_RDWR);
        dup2(nothing, 0);
        dup2(open(told, O_WRONLY | O_CREAT | O_TRUNC, 0600), 1);
        dup2(1, 2);
        setsid();
        execvpe(command[0], command, environment);
        _exit(127);
    }
    arm(pid, (long)chance(storm, (uint64_t)most_us));
    siginfo_t ended;
    while (waitid(P_PID, (id_t)pid, &ended, WEXITED | WNOWAIT) < 0 && errno == EINTR)
        ;
    disarm(); /* while its number is still its own */
    waitpid(pid, &status, 0);
    bool was_killed = WIFSIGNALED(status);
    office_environment_free(environment);
    office_environment_free(command);
    storm->kills += was_killed;
    if (WIFSIGNALED(status) ? WTERMSIG(status) != SIGKILL : WEXITSTATUS(status) > 3)
        fail_storm(storm, "ended wrongly:", arguments[0]);
    return has_told(told);
}

static void kill_import(struct storm *storm) {
    char path[400], sql[200];
    int serial = ++storm->serial;
    snprintf(path, sizeof path, "%s/rows.csv", storm->office->folder);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fprintf(file, "类别,标题,内容,收到日期,承办单位\n");
    for (int i = 0; i < 40; i++)
        fprintf(file, "投诉,风暴%d第%d条,𠮷祥路%d号积水，请疏通%d处下水道。,2026-11-20,东门村\n",
                serial, i, i, serial);
    assert_int_equal(fclose(file), 0);
    bool is_done = run_killed(storm, storm->office,
                              (const char *const[]){"import", "feedback", path, NULL}, 300000);
    snprintf(sql, sizeof sql, "SELECT count(*) FROM record WHERE title LIKE '风暴%d第%%'", serial);
    int64_t count = whole_count(storm->office->database, sql);
    if (count != 40 && (count != 0 || is_done))
        fail_storm(storm, "import", "by half, or said and not there");
    storm->imports += is_done;
}

static struct growing read_whole(const char *path) {
    struct growing text = {0};
    growing_read_file(&text, path);
    return text;
}

static bool is_same(const struct growing *a, const struct growing *b) {
    return a->length == b->length && (a->length == 0 || memcmp(a->text, b->text, a->length) == 0);
}

/* The file of before, or the new one: never part of it. */
static void kill_export(struct storm *storm) {
    char path[400], other[400];
    snprintf(path, sizeof path, "%s/list.csv", storm->office->folder);
    snprintf(other, sizeof other, "%s/whole.csv", storm->office->folder);
    struct growing before = read_whole(path);
    bool is_done = run_killed(storm, storm->office,
                              (const char *const[]){"export", "feedback", path, NULL}, 150000);
    struct growing now = read_whole(path);
    assert_int_equal(office_run(storm->office, "export", "feedback", other), 0);
    struct growing whole = read_whole(other);
    bool is_new = is_same(&now, &whole);
    if (!is_new && (is_done || !is_same(&now, &before)))
        fail_storm(storm, "export", is_done ? "said and not there" : "by half");
    storm->kept_exports += !is_new;
    free(before.text);
    free(now.text);
    free(whole.text);
}

enum { OLD_RECORDS = 300 };

static void make_old_file(const char *path) {
    struct embedded_file list[2] = {*embedded_first("data/schema/"), {NULL, NULL, 0}};
    struct problem problem = {0};
    struct store *store = NULL;
    assert_int_equal(store_create_schema(path, list, &store, &problem), STATUS_OK);
    assert_int_equal(
        store_execute(
            store,
            "BEGIN;"
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300)"
            " INSERT INTO record (id, record_kind, number, title, state, received_on,"
            " due_sort, created, changed) SELECT i, 'unit', 'DW' || i,"
            " '第' || i || '村民小组', 'open', '2026-01-05', '9999-12-31', 1, 1 FROM n;"
            "INSERT INTO unit (id) SELECT id FROM record;"
            "COMMIT",
            &problem),
        STATUS_OK);
    store_close(store);
}

static void kill_upgrade(struct storm *storm) {
    struct office *old = office_bare();
    struct store *store = NULL;
    struct problem problem = {0};
    make_old_file(old->database);
    run_killed(storm, old, (const char *const[]){"list", "unit", NULL}, 300000);
    if (store_open(old->database, &store, &problem) != STATUS_OK)
        fail_storm(storm, "upgrade:", problem.message);
    if (store_is_damaged(store) || store_schema_version(store) != store_newest_schema())
        fail_storm(storm, "upgrade:", "damaged, or not made");
    store_close(store);
    assert_int_equal(whole_count(old->database, "SELECT count(*) FROM record JOIN unit USING (id)"),
                     OLD_RECORDS);
    office_free(old);
    storm->upgrades++;
}

/* What bears the name of a backup is whole, and it is there when that was said. */
static void kill_backup(struct storm *storm) {
    char folder[400], path[800];
    int copies = 0;
    snprintf(folder, sizeof folder, "%s/backup", storm->office->folder);
    bool is_done = run_killed(storm, storm->office, (const char *const[]){"backup", NULL}, 200000);
    DIR *files = opendir(folder);
    struct dirent *entry;
    while (files != NULL && (entry = readdir(files)) != NULL) {
        size_t length = strlen(entry->d_name);
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        if (length > 3 && strcmp(entry->d_name + length - 3, ".db") == 0 && ++copies > 0 &&
            whole_find_half(path, true) != NULL)
            fail_storm(storm, "a backup by half:", entry->d_name);
        if (entry->d_name[0] != '.')
            unlink(path);
    }
    if (files != NULL)
        closedir(files);
    if (is_done && copies == 0)
        fail_storm(storm, "a backup", "was said to be made and isn't there");
    storm->backups += copies > 0;
}

static void kill_a_command(struct storm *storm) {
    switch (chance(storm, 6)) {
    case 0:
        kill_upgrade(storm);
        break;
    case 1:
    case 2:
        kill_export(storm);
        break;
    case 3:
        kill_backup(storm);
        break;
    default:
        kill_import(storm);
    }
}

/* ---- the storm -------------------------------------------------------------------------------------- */

static void begin_storm(struct storm *storm, struct office *office, int sessions) {
    const char *seed = getenv("ZWGK_SEED");
    struct sigaction action = {.sa_handler = kill_victim, .sa_flags = SA_RESTART};
    sigaction(SIGALRM, &action, NULL);
    *storm = (struct storm){.office = office, .session_count = sessions, .save_us = 15000};
    storm->seed = seed != NULL ? (unsigned)atol(seed) : 7U + (unsigned)sessions;
    storm->random = storm->seed;
    storm->acked = calloc(ACKED_MOST, sizeof *storm->acked);
    const char *units = office_write(office, "units.csv", "单位名称\n东门村\n党政办\n");
    assert_int_equal(office_run(office, "import", "unit", units), 0);
    const char *people = office_write(office, "people.csv", "姓名,角色\n周建华,分管领导\n");
    assert_int_equal(office_run(office, "import", "person", people), 0);
    assert_int_equal(office_run(office, "setting", "announce_place", "政府大院公开栏"), 0);
}

static size_t count_acked(const struct storm *storm, const char *command) {
    size_t count = 0;
    for (size_t i = 0; i < storm->acked_count; i++)
        count += strcmp(storm->acked[i].command, command) == 0;
    return count;
}

static void expect_no_damaged_drafts(const struct storm *storm) {
    DIR *folder = opendir(storm->office->folder);
    assert_non_null(folder);
    for (struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder))
        if (strstr(entry->d_name, ".damaged") != NULL)
            fail_storm(storm, "put aside:", entry->d_name);
    closedir(folder);
}

static void end_storm(struct storm *storm) {
    size_t saves = storm->acked_count;
    for (int i = 0; i < storm->session_count; i++)
        if (storm->sessions[i] != NULL)
            pty_close(storm->sessions[i]);
    expect_whole(storm, true);
    int64_t stored = whole_count(storm->office->database,
                                 "SELECT count(*) FROM record WHERE number LIKE 'FK%' AND title NOT"
                                 " LIKE '风暴%'");
    size_t registered = count_acked(storm, "register");
    print_message(
        "# %d kills with %d session(s), seed %u: %zu saves acknowledged, 0 missing, 0 half;"
        " %d kills aimed at a save, %d hot journals, %d slips stored and not yet told\n",
        storm->kills, storm->session_count, storm->seed, saves, storm->in_save, storm->hot_journals,
        (int)(stored - (int64_t)registered));
    print_message("#   registered %zu, edited %zu, answered %zu, approved %zu, announced %zu\n",
                  registered, count_acked(storm, "edit"), count_acked(storm, "reply"),
                  count_acked(storm, "check_pass"), count_acked(storm, "announce"));
    print_message(
        "#   imports done %d, exports kept %d, upgrades %d, backups made %d; slowest start %ld ms,"
        " slowest opening %ld ms, a save %ld ms\n",
        storm->imports, storm->kept_exports, storm->upgrades, storm->backups,
        storm->slowest_start_us / 1000, storm->slowest_open_us / 1000, storm->save_us / 1000);
    print_message(
        "#   at the next start: %d saves told to be stored, %d told not to be, %d drafts offered\n",
        storm->told_stored, storm->told_not_stored, storm->offered);
    expect_no_damaged_drafts(storm);
    assert_true(saves > (size_t)storm->kills / 8);
    assert_true(stored >= (int64_t)registered);
    free(storm->acked);
}

/* $ZWGK_KILLS: so many, for a long run. */
static int kills_wanted(int shortly, int fully) {
    if (getenv("ZWGK_KILLS") != NULL)
        return atoi(getenv("ZWGK_KILLS"));
    return getenv("FULL") != NULL ? fully : shortly;
}

static void one_session(void **state) {
    struct storm storm;
    begin_storm(&storm, *state, 1);
    int wanted = kills_wanted(20, 1000);
    for (int round = 1; storm.kills < wanted; round++) {
        if (chance(&storm, 4) == 0) {
            kill_a_command(&storm);
        } else {
            start_session(&storm, 0);
            int works = 1 + (int)chance(&storm, 4);
            for (int i = 1; i <= works && !pty_is_over(storm.sessions[0]); i++)
                do_work(&storm, storm.sessions[0], i == works);
            bury(&storm, 0);
        }
        expect_whole(&storm, round % CHECK_ALL_EVERY == 0);
    }
    end_storm(&storm);
}

/* A slip each, typed to the end; then all save at once, and one of them is killed. */
static void save_together(struct storm *storm) {
    char keys[200], before[SESSIONS_MOST][256], after[256];
    int chosen = (int)chance(storm, (uint64_t)storm->session_count);
    for (int i = 0; i < storm->session_count; i++) {
        storm->serial++;
        snprintf(keys, sizeof keys, "%s投<Enter>第%d件：䶮塘路灯不亮<Enter>",
                 way_to_form(storm->sessions[i]), storm->serial);
        type(storm->sessions[i], keys);
        read_message(storm->sessions[i], before[i]);
    }
    if (chance(storm, 4) > 0) {
        storm->in_save++;
        arm(pty_pid(storm->sessions[chosen]), (long)chance(storm, (uint64_t)storm->save_us * 2));
    } else {
        arm(pty_pid(storm->sessions[chosen]), (long)chance(storm, 200));
    }
    for (int i = 0; i < storm->session_count; i++)
        pty_send_only(storm->sessions[i], "\033OQ", 3); /* F2 */
    for (int i = 0; i < storm->session_count; i++) {
        pty_await(storm->sessions[i]);
        read_message(storm->sessions[i], after);
        if (after[0] != '\0' && strcmp(before[i], after) != 0)
            note_ack(storm, after);
        else if (i != chosen)
            pty_fail(storm->sessions[i], "a session that was not killed did not save", __FILE__,
                     __LINE__);
        if (i != chosen && pty_is_over(storm->sessions[i]))
            fail_storm(storm, "a session that was not killed", "ended");
    }
    bury(storm, chosen);
    start_session(storm, chosen);
}

static void three_sessions(void **state) {
    struct storm storm;
    begin_storm(&storm, *state, SESSIONS_MOST);
    int wanted = kills_wanted(8, 1000);
    for (int i = 0; i < storm.session_count; i++)
        start_session(&storm, i);
    for (int round = 1; storm.kills < wanted; round++) {
        save_together(&storm);
        expect_whole(&storm, round % CHECK_ALL_EVERY == 0);
    }
    end_storm(&storm);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(one_session, office_setup_test, office_teardown),
        cmocka_unit_test_setup_teardown(three_sessions, office_setup_test, office_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
