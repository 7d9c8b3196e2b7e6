/* Several sessions at one database, each a process that uses the rules as the program does. What they were told is kept, and
 * a history checker goes through it: nothing acknowledged is missing, no edit lost, every conflict told, nobody shown BUSY.
 * As a control the same edits without their versions must be found to lose. FULL=1: 1,000 edits a session, and a minute
 * each with an fsync of 0, 10 and 30 ms. */
#include "faults/slow_sync.h"

#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <setjmp.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/clock.h"
#include "store/write.h"
#include "work/backup.h"
#include "work/conflict.h"
#include "work/demo.h"
#include "work/flow.h"
#include "work/import.h"
#include "work/user.h"
#include "work/visible.h"

enum {
    SESSIONS_MOST = 8,
    HOT = 5, /* records edited by all */
    DONE_MOST = 300000,
    RECORDS = 400,
    RECORDS_FULL = 20000,
    PAGE_ROWS = 50,
    IMPORT_ROWS = 200,
    IMPORT_ROWS_FULL = 2000,
};

enum deed { DEED_LIST, DEED_EDIT, DEED_REGISTER, DEED_IMPORT, DEED_BACKUP, DEEDS };

/* What somebody was told. */
struct told {
    enum deed deed;
    enum status status;
    int hot; /* of an edit: which */
    int64_t id, ver;
    float ms;
};
/* Between the processes. */
struct board {
    int is_over;
    struct {
        int count;
        long syncs;
        char words[200]; /* of the first failure nobody expects */
        struct told told[DONE_MOST / SESSIONS_MOST];
    } of[SESSIONS_MOST + 2];
};

struct load {
    char folder[200], path[240];
    int64_t hot[HOT];
    struct board *board;
    int run; /* what is registered in one is no duplicate of another's */
};

struct session {
    struct office office;
    struct load *load;
    int number;
    uint32_t seed;
    bool is_blind; /* the control: what was seen is not said */
    int64_t due_ms;
};

static bool is_full(void) {
    const char *full = getenv("FULL");
    return full != NULL && full[0] == '1';
}

static uint32_t next_random(struct session *s) {
    s->seed ^= s->seed << 13;
    s->seed ^= s->seed >> 17;
    s->seed ^= s->seed << 5;
    return s->seed;
}

static double now_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1000 + (double)now.tv_nsec / 1e6;
}

static void pause_us(long us) {
    const struct timespec pause = {us / 1000000, us % 1000000 * 1000};
    if (us > 0)
        nanosleep(&pause, NULL);
}

static void tell(struct session *s, struct told told, const struct problem *problem) {
    struct board *board = s->load->board;
    int *count = &board->of[s->number].count;
    if (*count < DONE_MOST / SESSIONS_MOST)
        board->of[s->number].told[(*count)++] = told;
    bool is_expected = told.status == STATUS_OK || told.status == STATUS_CONFLICT;
    if (!is_expected && board->of[s->number].words[0] == '\0' && problem != NULL)
        snprintf(board->of[s->number].words, sizeof board->of[0].words, "%s", problem->message);
}

/* ---- an office ---------------------------------------------------------------------------------- */

static void enter(struct session *s, struct load *load, int number) {
    *s = (struct session){
        .load = load, .number = number, .seed = 2654435761U * (uint32_t)(number + 1)};
    struct problem problem = {0};
    if (office_open(&s->office, load->path, &problem) != STATUS_OK ||
        office_set_now(&s->office, "2026-11-20T10:00", &problem) != STATUS_OK ||
        user_enter_as(&s->office, ROLE_CLERK, &problem) != STATUS_OK) {
        fprintf(stderr, "session %d: %s\n", number, problem.message);
        _exit(9);
    }
}

static void set_values(struct fields *values, const char *const pairs[], size_t count) {
    for (size_t i = 0; i + 1 < count; i += 2)
        fields_set(values, pairs[i], pairs[i + 1]);
}

static enum status register_one(struct office *office, const char *title, int64_t *id,
                                struct problems *problems) {
    struct fields values = FIELDS_INIT;
    const char *const pairs[] = {
        "title",
        title,
        "received_on",
        "2026-11-19",
        "kind",
        "consult",
        "source",
        "call",
        "reporter",
        "张𠮷旺",
        "body",
        "计数 0。䶮家巷口的路灯坏了三天，老人晚上摔了一跤，请尽快派人来修，并告知哪一天能修好。"};
    set_values(&values, pairs, sizeof pairs / sizeof pairs[0]);
    enum status status = flow_register(office, "feedback", &values, false, id, problems);
    fields_release(&values);
    return status;
}

static int setup(void **state) {
    struct load *load = calloc(1, sizeof *load);
    struct office office;
    struct problem problem = {0};
    struct problems problems = {0};
    struct clock clock = CLOCK_INIT;
    const char *base = getenv("TMPDIR");
    snprintf(load->folder, sizeof load->folder, "%s/zwgk-load-XXXXXX", base ? base : P_tmpdir);
    assert_non_null(mkdtemp(load->folder));
    snprintf(load->path, sizeof load->path, "%s/zwgk.db", load->folder);
    load->board =
        mmap(NULL, sizeof *load->board, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    assert_ptr_not_equal(load->board, MAP_FAILED);
    assert_int_equal(clock_set(&clock, "2026-11-20", NULL), STATUS_OK);
    const struct office_founding founding = {
        .path = load->path, .name = "青石镇政务公开办公室", .mode = "demo", .now = clock.fixed_utc};
    assert_int_equal(office_found(&office, &founding, &problem), STATUS_OK);
    assert_int_equal(demo_fill(&office, 1, is_full() ? RECORDS_FULL : RECORDS, &problem),
                     STATUS_OK);
    for (int i = 0; i < HOT; i++) {
        char title[80];
        snprintf(title, sizeof title, "几个人同时在改的第 %d 件", i + 1);
        assert_int_equal(register_one(&office, title, &load->hot[i], &problems), STATUS_OK);
    }
    office_close(&office);
    *state = load;
    return 0;
}

static int teardown(void **state) {
    struct load *load = *state;
    char command[260];
    snprintf(command, sizeof command, "rm -rf '%s'", load->folder);
    int code = system(command);
    munmap(load->board, sizeof *load->board);
    free(load);
    return code;
}

/* ---- deeds -------------------------------------------------------------------------------------- */

static void list_page(struct session *s) {
    static const char *const columns[] = {"number", "due_on",    "title",      "unit_name",
                                          "state",  "paused_on", "limit_rule", "open"};
    const struct page_request request = {.view = "feedback_open",
                                         .columns = columns,
                                         .column_count = sizeof columns / sizeof columns[0],
                                         .order = "due_sort"};
    const struct page_start start = {NULL, 0, false, false};
    struct page page = {0};
    struct problem problem = {0};
    double begun = now_ms();
    office_begin_read(&s->office);
    enum status status = store_page(s->office.store, &s->office.visible, &request, &start,
                                    PAGE_ROWS, &page, &problem);
    office_end_read(&s->office);
    tell(s, (struct told){.deed = DEED_LIST, .status = status, .ms = (float)(now_ms() - begun)},
         &problem);
    page_release(&page);
}

static int count_of(const struct fields *fields) {
    int count = -1;
    (void)sscanf(fields_text(fields, "body"), "计数 %d", &count);
    return count;
}

/* The conflict is told only when it says what the other side changed. */
static bool is_told(struct session *s, int64_t id, int64_t ver, const struct fields *seen,
                    const struct fields *mine) {
    struct conflict conflict = {0};
    bool is =
        conflict_find(&s->office, "edit", id, ver, seen, mine, &conflict, NULL) == STATUS_OK &&
        conflict.ver > ver && conflict_count(&conflict, CONFLICT_BOTH) == 1 &&
        conflict.person[0] != '\0' && !conflict_is_settled(&conflict);
    conflict_release(&conflict);
    return is;
}

/* Opens a record, thinks, and saves one more than stood there. */
static void edit_one(struct session *s, long think_us) {
    int hot = (int)(next_random(s) % HOT);
    int64_t id = s->load->hot[hot];
    struct record record = {0};
    struct problem problem = {0};
    struct problems problems = {0};
    struct fields values = FIELDS_INIT;
    char body[400];
    struct told told = {.deed = DEED_EDIT, .hot = hot, .id = id};
    told.status = store_read(s->office.store, &s->office.visible, id, &record, &problem);
    if (told.status != STATUS_OK) {
        tell(s, told, &problem);
        return;
    }
    pause_us(think_us);
    snprintf(body, sizeof body,
             "计数 %d。第 %d "
             "个人改的：䶮家巷口的路灯坏了，老人摔了一跤，请尽快派人来修，并告知哪一天能修好。",
             count_of(&record.fields) + 1, s->number);
    fields_set(&values, "body", body);
    told.ver = record.ver;
    double begun = now_ms();
    told.status =
        flow_do(&s->office, "edit", &id, 1, s->is_blind ? NULL : &told.ver, &values, &problems);
    told.ms = (float)(now_ms() - begun);
    if (told.status == STATUS_CONFLICT && !is_told(s, id, told.ver, &record.fields, &values))
        told.status = STATUS_INVALID;
    tell(s, told, &problems.items[0]);
    fields_release(&values);
    record_release(&record);
}

static void register_new(struct session *s) {
    struct problems problems = {0};
    struct told told = {.deed = DEED_REGISTER};
    char title[100];
    snprintf(title, sizeof title, "第 %d 轮第 %d 个人登记的第 %d 件", s->load->run, s->number,
             s->load->board->of[s->number].count);
    double begun = now_ms();
    told.status = register_one(&s->office, title, &told.id, &problems);
    told.ms = (float)(now_ms() - begun);
    tell(s, told, &problems.items[0]);
}

static void import_rows(struct session *s, int rows) {
    struct import *import = NULL;
    struct problem problem = {0};
    struct told told = {.deed = DEED_IMPORT};
    double begun = now_ms();
    told.status = import_begin(&s->office, "feedback", &import, &problem);
    for (int i = 0; told.status == STATUS_OK && i < rows; i++) {
        struct fields values = FIELDS_INIT;
        struct problems problems = {0};
        char title[100];
        snprintf(title, sizeof title, "第 %d 轮导入的第 %d 件：井盖松动", s->load->run, i);
        const char *const pairs[] = {
            "title",   title,    "received_on", "2026-11-19", "kind",
            "suggest", "source", "letter",      "body",       "井盖松动，骑车经过很响，夜里更响。"};
        set_values(&values, pairs, sizeof pairs / sizeof pairs[0]);
        told.status = import_row(import, &values, false, &told.id, &problems);
        problem = problems.items[0];
        fields_release(&values);
    }
    if (told.status == STATUS_OK)
        told.status = import_commit(import, &problem);
    else
        import_abandon(import);
    told.ms = (float)(now_ms() - begun);
    told.ver = rows;
    tell(s, told, &problem);
}

static void make_backup(struct session *s) {
    struct problem problem = {0};
    struct backup_done done = {.bytes = 0};
    const struct backup_order order = {.is_unattended = true};
    struct told told = {.deed = DEED_BACKUP};
    double begun = now_ms();
    told.status = backup_make(&s->office, &order, &done, &problem);
    told.ms = (float)(now_ms() - begun);
    tell(s, told, &problem);
}

/* ---- sessions ----------------------------------------------------------------------------------- */

struct rhythm {
    int ms; /* how long it goes on; 0: so many edits */
    int edits;
    long think_us; /* at most, before an edit is saved */
    int list_ms, save_ms;
    int fsync_ms;
};

static void edit_on(struct session *s, const struct rhythm *rhythm) {
    for (int i = 0; i < rhythm->edits; i++)
        edit_one(s, (long)(next_random(s) % (uint32_t)(rhythm->think_us + 1)));
}

/* A list now and then, a record opened and saved: an edit of what all edit, and two new ones, in turn. */
static void use_on(struct session *s, const struct rhythm *rhythm) {
    double begun = now_ms();
    double list_at = begun + next_random(s) % (uint32_t)rhythm->list_ms;
    double save_at = begun + next_random(s) % (uint32_t)rhythm->save_ms;
    int saves = 0;
    while (now_ms() - begun < rhythm->ms) {
        double now = now_ms();
        if (now >= list_at) {
            list_page(s);
            list_at += rhythm->list_ms;
        } else if (now >= save_at) {
            if (saves++ % 3 == 0)
                edit_one(s, rhythm->think_us);
            else
                register_new(s);
            save_at += rhythm->save_ms;
        } else {
            double next = list_at < save_at ? list_at : save_at;
            pause_us((long)((next - now) * 1000) + 1);
        }
    }
}

static pid_t begin(struct load *load, int number, const struct rhythm *rhythm, bool is_blind,
                   void (*work)(struct session *s, const struct rhythm *rhythm)) {
    pid_t pid = fork();
    if (pid == 0) {
        struct session s;
        slow_install(rhythm->fsync_ms);
        enter(&s, load, number);
        s.is_blind = is_blind;
        slow.syncs = 0;
        work(&s, rhythm);
        load->board->of[number].syncs = slow.syncs;
        office_close(&s.office);
        _exit(0);
    }
    assert_true(pid > 0);
    return pid;
}

static void wait_for(const pid_t *pids, int count) {
    for (int i = 0; i < count; i++) {
        int status = 0;
        while (waitpid(pids[i], &status, 0) < 0 && errno == EINTR)
            ;
        assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    }
}

/* ---- the history checker ------------------------------------------------------------------------ */

struct history {
    int acknowledged, conflicts, busy, failed, registered, imported;
    int lost;    /* edits that were acknowledged and are not there */
    int missing; /* records likewise */
    const char *words;
};

static void note(struct history *history, const struct told *told) {
    history->busy += told->status == STATUS_BUSY;
    history->failed +=
        told->status != STATUS_OK && told->status != STATUS_CONFLICT && told->status != STATUS_BUSY;
    history->conflicts += told->status == STATUS_CONFLICT;
    bool is_ok = told->status == STATUS_OK;
    history->acknowledged += is_ok && told->deed == DEED_EDIT;
    history->registered += is_ok && told->deed == DEED_REGISTER;
    history->imported += is_ok && told->deed == DEED_IMPORT ? (int)told->ver : 0;
}

static void check_history(struct load *load, int sessions, struct history *out) {
    struct office office;
    struct visible all = visible_to_rules();
    int edits[HOT] = {0};
    *out = (struct history){.words = ""};
    assert_int_equal(office_open(&office, load->path, NULL), STATUS_OK);
    for (int n = 0; n < sessions; n++) {
        if (load->board->of[n].words[0] != '\0')
            out->words = load->board->of[n].words;
        for (int i = 0; i < load->board->of[n].count; i++) {
            const struct told *told = &load->board->of[n].told[i];
            struct record record = {0};
            note(out, told);
            if (told->deed == DEED_EDIT && told->status == STATUS_OK)
                edits[told->hot]++;
            if (told->deed == DEED_REGISTER && told->status == STATUS_OK)
                out->missing +=
                    store_read(office.store, &all, told->id, &record, NULL) != STATUS_OK;
            record_release(&record);
        }
    }
    for (int i = 0; i < HOT; i++) {
        struct record record = {0};
        assert_int_equal(store_read(office.store, &all, load->hot[i], &record, NULL), STATUS_OK);
        out->lost += edits[i] - count_of(&record.fields);
        record_release(&record);
    }
    struct problem problem = {0};
    assert_int_equal(store_check_pages(office.store, &problem), STATUS_OK);
    office_close(&office);
}

static int by_value(const void *left, const void *right) {
    float a = *(const float *)left, b = *(const float *)right;
    return (a > b) - (a < b);
}

static double syncs_a_save(const struct load *load, int sessions, const struct history *history) {
    long syncs = 0;
    for (int n = 0; n < sessions; n++)
        syncs += load->board->of[n].syncs;
    int saves = history->acknowledged + history->registered;
    return saves > 0 ? (double)syncs / saves : 0;
}

/* "p50/p95/p99/max ms" of what was done of some deeds. */
static void print_times(const struct load *load, int sessions, const char *name, unsigned deeds) {
    float *times = malloc(sizeof *times * DONE_MOST);
    int count = 0;
    for (int n = 0; n < sessions; n++)
        for (int i = 0; i < load->board->of[n].count && count < DONE_MOST; i++)
            if (deeds & 1U << load->board->of[n].told[i].deed)
                times[count++] = load->board->of[n].told[i].ms;
    qsort(times, (size_t)count, sizeof *times, by_value);
    if (count > 0)
        printf("#   %-6s %6d  p50 %.1f  p95 %.1f  p99 %.1f  max %.1f ms\n", name, count,
               (double)times[count / 2], (double)times[count * 95 / 100],
               (double)times[count * 99 / 100], (double)times[count - 1]);
    free(times);
}

static void wipe(struct load *load) {
    load->run++;
    memset(load->board, 0, sizeof *load->board);
}

static void set_counts_to_nothing(struct load *load) {
    struct office office;
    struct problems problems = {0};
    struct fields values = FIELDS_INIT;
    assert_int_equal(office_open(&office, load->path, NULL), STATUS_OK);
    assert_int_equal(office_set_now(&office, "2026-11-20T10:00", NULL), STATUS_OK);
    assert_int_equal(user_enter_as(&office, ROLE_CLERK, NULL), STATUS_OK);
    fields_set(&values, "body", "计数 0。");
    for (int i = 0; i < HOT; i++)
        assert_int_equal(flow_do(&office, "edit", &load->hot[i], 1, NULL, &values, &problems),
                         STATUS_OK);
    fields_release(&values);
    office_close(&office);
    wipe(load);
}

/* ---- edits -------------------------------------------------------------------------------------- */

static void run_edits(struct load *load, int sessions, int edits, bool is_blind,
                      struct history *out) {
    const struct rhythm rhythm = {.edits = edits, .think_us = 2000};
    pid_t pids[SESSIONS_MOST];
    set_counts_to_nothing(load);
    for (int i = 0; i < sessions; i++)
        pids[i] = begin(load, i, &rhythm, is_blind, edit_on);
    wait_for(pids, sessions);
    check_history(load, sessions, out);
    printf("# %d sessions, %d edits each on %d records%s: %d saved, %d conflicts told, %d busy, "
           "%d failed, %d lost, %.1f fsyncs a save\n",
           sessions, edits, HOT, is_blind ? ", blind (control)" : "", out->acknowledged,
           out->conflicts, out->busy, out->failed, out->lost, syncs_a_save(load, sessions, out));
    print_times(load, sessions, "edit", 1U << DEED_EDIT);
}

static void test_no_edit_is_lost(void **state) {
    static const int sessions[] = {2, 4, 8};
    for (size_t i = 0; i < sizeof sessions / sizeof sessions[0]; i++) {
        struct history history;
        int edits = is_full() ? 1000 : sessions[i] == SESSIONS_MOST ? 100 : 40;
        run_edits(*state, sessions[i], edits, false, &history);
        assert_string_equal(history.words, "");
        assert_int_equal(history.busy + history.failed, 0);
        assert_int_equal(history.lost, 0);
        assert_int_equal(history.acknowledged + history.conflicts, sessions[i] * edits);
        assert_true(sessions[i] < SESSIONS_MOST || history.conflicts > 0);
    }
}

/* The checker finds what it is there for. */
static void test_blind_edits_are_found_to_lose(void **state) {
    struct history history;
    run_edits(*state, 4, 50, true, &history);
    assert_int_equal(history.conflicts, 0);
    assert_true(history.lost > 0);
}

/* ---- a morning at the office --------------------------------------------------------------------- */

static void import_and_back_up(struct session *s, const struct rhythm *rhythm) {
    bool is_import = s->number == SESSIONS_MOST;
    pause_us((long)rhythm->ms * (is_import ? 250 : 500));
    if (is_import)
        import_rows(s, is_full() ? IMPORT_ROWS_FULL : IMPORT_ROWS);
    else
        make_backup(s);
}

static void run_load(struct load *load, const struct rhythm *rhythm) {
    pid_t pids[SESSIONS_MOST + 2];
    struct history history;
    set_counts_to_nothing(load);
    for (int i = 0; i < SESSIONS_MOST; i++)
        pids[i] = begin(load, i, rhythm, false, use_on);
    for (int i = SESSIONS_MOST; i < SESSIONS_MOST + 2; i++)
        pids[i] = begin(load, i, rhythm, false, import_and_back_up);
    wait_for(pids, SESSIONS_MOST + 2);
    check_history(load, SESSIONS_MOST + 2, &history);
    printf(
        "# %d sessions for %d s, fsync %d ms, a list every %d ms, a save every %d ms, an import of "
        "%d rows, a backup: %d edits, %d new, %d conflicts told, %d busy, %d failed, %d lost, %d "
        "missing\n",
        SESSIONS_MOST, rhythm->ms / 1000, rhythm->fsync_ms, rhythm->list_ms, rhythm->save_ms,
        history.imported, history.acknowledged, history.registered, history.conflicts, history.busy,
        history.failed, history.lost, history.missing);
    print_times(load, SESSIONS_MOST, "save", 1U << DEED_EDIT | 1U << DEED_REGISTER);
    print_times(load, SESSIONS_MOST, "list", 1U << DEED_LIST);
    print_times(load, SESSIONS_MOST + 2, "import", 1U << DEED_IMPORT);
    print_times(load, SESSIONS_MOST + 2, "backup", 1U << DEED_BACKUP);
    assert_string_equal(history.words, "");
    assert_int_equal(history.busy + history.failed + history.lost + history.missing, 0);
    assert_true(history.registered > 0 && history.imported > 0);
}

static void test_load(void **state) {
    static const int fsync_ms[] = {0, 10, 30};
    const struct rhythm fast = {.ms = 3000, .think_us = 2000, .list_ms = 100, .save_ms = 200};
    if (!is_full()) {
        run_load(*state, &fast);
        return;
    }
    for (size_t i = 0; i < sizeof fsync_ms / sizeof fsync_ms[0]; i++) {
        const struct rhythm rhythm = {.ms = 60000,
                                      .think_us = 300000,
                                      .list_ms = 1000,
                                      .save_ms = 2000,
                                      .fsync_ms = fsync_ms[i]};
        run_load(*state, &rhythm);
    }
}

int main(void) {
    setvbuf(stdout, NULL, _IOLBF, 0); /* a figure as soon as it is known */
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_edit_is_lost),
        cmocka_unit_test(test_blind_edits_are_found_to_lose),
        cmocka_unit_test(test_load),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
