/* bench FLOOR ZWGK DATABASE ROUNDS [SMALL]: both programs on the pty harness over the same file, in turn, and
 * the table of their figures; zwgk over the smaller office too. Exit status 1 when a budget is exceeded. */
#define _POSIX_C_SOURCE 200809L
#include "bench/figures.h"
#include "bench/lists.h"
#include "harness/screen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct figures {
    struct samples start, down, down_bytes, page, page_bytes, memory, form, paste;
    struct samples counts, idle_bytes, idle_ticks;
    struct samples start_bytes, form_bytes, hanzi_bytes;
};

struct watch { /* when the list was on the screen, the cursor on its first row */
    double begun, shown;
};

static void look(struct pty *p, void *context) {
    struct watch *watch = context;
    int row, col;
    if (watch->shown > 0)
        return;
    screen_cursor(p, &row, &col);
    /* The last row of the floor's page: zwgk's own lines below the list may differ. */
    if (row < 6 && strstr(screen_row(p, row), "FK") != NULL &&
        strstr(screen_row(p, 17), "FK") != NULL)
        watch->shown = milliseconds_now() - watch->begun;
}

static double timed_keys(struct pty *p, const char *keys) {
    double begun = milliseconds_now();
    pty_keys(p, keys);
    return milliseconds_now() - begun;
}

static double peak_mebibytes(const struct pty *p) {
    char path[64], line[256];
    long kibibytes = 0;
    snprintf(path, sizeof path, "/proc/%d/status", pty_pid(p));
    FILE *file = fopen(path, "r");
    while (file != NULL && fgets(line, sizeof line, file) != NULL)
        if (strncmp(line, "VmHWM:", 6) == 0)
            kibibytes = strtol(line + 6, NULL, 10);
    if (file != NULL)
        fclose(file);
    return (double)kibibytes / 1024;
}

static void browse(struct office *office, struct figures *figures) {
    enum { MOVES = 10, PAGES = 10 };
    struct watch watch = {milliseconds_now(), 0};
    struct pty_options options = {.fed = look, .context = &watch};
    struct pty *p = pty_start_with(office, &options, (const char *const[]){"--open", "34", NULL});
    if (watch.shown <= 0)
        pty_fail(p, "the list was not shown", __FILE__, __LINE__);
    samples_add(&figures->start, watch.shown);
    for (int i = 0; i < MOVES; i++) {
        samples_add(&figures->down, timed_keys(p, "<Down>"));
        samples_add(&figures->down_bytes, (double)pty_bytes(p));
    }
    for (int i = 0; i < PAGES; i++) {
        samples_add(&figures->page, timed_keys(p, "<PgDn>"));
        samples_add(&figures->page_bytes, (double)pty_bytes(p));
    }
    samples_add(&figures->memory, peak_mebibytes(p));
    pty_kill(p);
    pty_close(p);
}

/* What the floor doesn't have: a record's form from the list, and 2,000 hanzi pasted into a memo. */
static void type(struct office *office, struct figures *figures) {
    enum { HANZI = 2000, FIELDS_MOST = 30 };
    static const char letters[4][4] = {"政", "务", "公", "开"};
    struct pty *p = pty_start(office, "--open", "34");
    pty_keys(p, "2");
    samples_add(&figures->form, timed_keys(p, "<Enter>"));
    samples_add(&figures->form_bytes, (double)pty_bytes(p));
    int row = -1, col, memo = screen_find(p, "内容:", NULL);
    for (int i = 0; i < FIELDS_MOST && row != memo; i++) {
        pty_keys(p, "<Tab>");
        screen_cursor(p, &row, &col);
    }
    if (memo < 0 || row != memo)
        pty_fail(p, "no memo to paste into", __FILE__, __LINE__);
    pty_keys(p, "路");
    samples_add(&figures->hanzi_bytes, (double)pty_bytes(p));
    char *text = calloc(HANZI * 3 + 1, 1);
    for (size_t i = 0; text != NULL && i < HANZI; i++)
        memcpy(text + 3 * i, letters[i % 4], 3);
    double begun = milliseconds_now();
    pty_paste(p, text);
    samples_add(&figures->paste, milliseconds_now() - begun);
    if (!screen_contains(p, "政务公开政务公开政务公开"))
        pty_fail(p, "the pasted text is not shown", __FILE__, __LINE__);
    free(text);
    pty_kill(p);
    pty_close(p);
}

/* ---- the workbench -------------------------------------------------------------------------------- */

struct counting {
    double painted, counted;
};

static void look_at_counts(struct pty *p, void *context) {
    struct counting *counting = context;
    bool is_painted = screen_find(p, "34 ", NULL) >= 0 && screen_find(p, "F1", NULL) > 0;
    if (is_painted && counting->painted <= 0)
        counting->painted = milliseconds_now();
    if (is_painted && counting->counted <= 0 && !screen_contains(p, "..."))
        counting->counted = milliseconds_now();
}

/* Processor time so far, in ticks of the system: utime and stime, the 14th and 15th of /proc/PID/stat. */
static double processor_ticks(struct pty *p) {
    enum { BEFORE_TIMES = 11 };
    char path[64], line[1024] = "";
    unsigned long user = 0, system = 0;
    snprintf(path, sizeof path, "/proc/%d/stat", pty_pid(p));
    FILE *file = fopen(path, "r");
    char *at = file != NULL && fgets(line, sizeof line, file) != NULL ? strrchr(line, ')') : NULL;
    for (int i = 0; at != NULL && i <= BEFORE_TIMES; i++)
        at = strchr(at + 1, ' ');
    if (file != NULL)
        fclose(file);
    if (at == NULL || sscanf(at, "%lu %lu", &user, &system) != 2)
        pty_fail(p, "no processor time", __FILE__, __LINE__);
    return (double)(user + system);
}

/* Nobody types: nothing is written and nothing computed. */
static void wait_idle(struct pty *p, struct figures *figures) {
    const struct timespec pause = {0, 300 * 1000 * 1000};
    double before = processor_ticks(p);
    nanosleep(&pause, NULL);
    samples_add(&figures->idle_ticks, processor_ticks(p) - before);
    pty_step(p, 0); /* takes in what was written since */
    samples_add(&figures->idle_bytes, (double)pty_bytes(p));
}

static void count_queues(struct office *office, struct figures *figures) {
    struct counting counting = {0, 0};
    struct pty_options options = {.fed = look_at_counts, .context = &counting};
    struct pty *p = pty_start_with(office, &options, (const char *const[]){NULL});
    if (counting.painted <= 0 || counting.counted <= 0)
        pty_fail(p, "the queues were not counted", __FILE__, __LINE__);
    samples_add(&figures->counts, counting.counted - counting.painted);
    samples_add(&figures->start_bytes, (double)pty_bytes(p));
    wait_idle(p, figures);
    pty_kill(p);
    pty_close(p);
}

/* ---- the table ------------------------------------------------------------------------------------ */

static bool print_growth(struct figures *small, struct figures *zwgk) {
    bool is_kept = true;
    figures_columns("growth from the small office", "small", "zwgk");
    is_kept &= figures_ratio("start to rows and cursor, ms", &small->start, &zwgk->start, 1.2);
    is_kept &= figures_ratio("Down, ms", &small->down, &zwgk->down, 1.2);
    is_kept &= figures_ratio("PageDown, ms", &small->page, &zwgk->page, 1.2);
    return is_kept;
}

static bool print_all(struct figures *floor, struct figures *zwgk) {
    bool is_kept = true;
    figures_heading();
    is_kept &= figures_ratio("start to rows and cursor, ms", &floor->start, &zwgk->start, 1.5);
    is_kept &= figures_ratio("Down, ms", &floor->down, &zwgk->down, 1.5);
    is_kept &=
        figures_most("Down inside the page, bytes", &floor->down_bytes, &zwgk->down_bytes, 80);
    is_kept &= figures_ratio("PageDown, ms", &floor->page, &zwgk->page, 1.5);
    is_kept &= figures_most("peak memory, MiB", &floor->memory, &zwgk->memory, 16);
    is_kept &= figures_most("2,000 pasted hanzi shown, ms", NULL, &zwgk->paste, 100);
    is_kept &= figures_most("queues counted after paint, ms", NULL, &zwgk->counts, 50);
    is_kept &= figures_most("idle, bytes", NULL, &zwgk->idle_bytes, 0);
    is_kept &= figures_most("idle, processor ticks", NULL, &zwgk->idle_ticks, 0);
    /* Wished for, and no reason to fail: the floor shows fewer columns and has no forms. */
    figures_ratio("PageDown, bytes (wished)", &floor->page_bytes, &zwgk->page_bytes, 1.2);
    figures_most("form from the list, ms (wished)", NULL, &zwgk->form, 2);
    return is_kept;
}

static void print_line(struct figures *zwgk) {
    figures_line_heading();
    figures_line("workbench with its counts", &zwgk->start_bytes);
    figures_line("Down", &zwgk->down_bytes);
    figures_line("PageDown", &zwgk->page_bytes);
    figures_line("form from the list", &zwgk->form_bytes);
    figures_line("one hanzi typed", &zwgk->hanzi_bytes);
}

static void use_database(struct office *office, const char *path) {
    snprintf(office->database, sizeof office->database, "%s", path);
}

int main(int argc, char **argv) {
    static struct figures floor, zwgk, small;
    static struct lists_figures lists;
    if (argc != 5 && argc != 6)
        return 2;
    struct office *office = office_bare();
    snprintf(office->now, sizeof office->now, "%s", OFFICE_NOW);
    int rounds = atoi(argv[4]);
    for (int i = 0; i < rounds; i++) {
        use_database(office, argv[3]);
        setenv("ZWGK", argv[1], 1);
        browse(office, &floor);
        setenv("ZWGK", argv[2], 1);
        browse(office, &zwgk);
        type(office, &zwgk);
        count_queues(office, &zwgk);
        lists_browse(office, &lists);
        if (argc == 6) {
            use_database(office, argv[5]);
            browse(office, &small);
        }
    }
    bool is_kept = print_all(&floor, &zwgk);
    is_kept &= lists_print(&lists, &zwgk.start, &zwgk.down, &zwgk.page, &zwgk.form);
    if (argc == 6)
        is_kept &= print_growth(&small, &zwgk);
    print_line(&zwgk);
    office_free(office);
    return is_kept ? 0 : 1;
}
