/* Opens each list of disclosures and opinions, moves in it, and the detail lines of a draft. Times only; what is right is tested
 * elsewhere. */
#define _POSIX_C_SOURCE 200809L
#include "bench/lists.h"

#include <stdio.h>
#include <string.h>

enum { MOVES = 10, PAGES = 3 };

static const char *const codes[LISTS] = {"13", "15", "16", "17", "18", "19", "22"};

struct watch { /* when the first row was there, the cursor on it */
    double begun, shown;
};

static void look(struct pty *p, void *context) {
    struct watch *watch = context;
    int row, col;
    if (watch->shown > 0)
        return;
    screen_cursor(p, &row, &col);
    if (row > 0 && row < 6 && screen_row(p, row)[0] == '>')
        watch->shown = milliseconds_now() - watch->begun;
}

static double timed_keys(struct pty *p, const char *keys) {
    double begun = milliseconds_now();
    pty_keys(p, keys);
    return milliseconds_now() - begun;
}

static void time_moves(struct pty *p, struct samples *down, struct samples *page) {
    for (int i = 0; i < MOVES; i++)
        samples_add(down, timed_keys(p, "<Down>"));
    for (int i = 0; i < PAGES; i++)
        samples_add(page, timed_keys(p, "<PgDn>"));
}

static void browse_list(struct office *office, size_t list, struct list_figures *figures) {
    struct watch watch = {milliseconds_now(), 0};
    struct pty_options options = {.fed = look, .context = &watch};
    struct pty *p =
        pty_start_with(office, &options, (const char *const[]){"--open", codes[list], NULL});
    if (watch.shown <= 0)
        pty_fail(p, "the list was not shown", __FILE__, __LINE__);
    samples_add(&figures->start, watch.shown);
    time_moves(p, &figures->down, &figures->page);
    pty_kill(p);
    pty_close(p);
}

static void browse_lines(struct office *office, struct lists_figures *figures) {
    struct pty *p = pty_start(office, "--open", "12");
    pty_keys(p, "<End>2<Enter><PgDn><PgDn>");
    samples_add(&figures->lines_open, timed_keys(p, "<F4>"));
    if (!screen_contains(p, "500"))
        pty_fail(p, "no table of five hundred lines", __FILE__, __LINE__);
    time_moves(p, &figures->lines_down, &figures->lines_page);
    pty_kill(p);
    pty_close(p);
}

void lists_browse(struct office *office, struct lists_figures *figures) {
    for (size_t i = 0; i < LISTS; i++)
        browse_list(office, i, &figures->lists[i]);
    browse_lines(office, figures);
}

bool lists_print(struct lists_figures *figures, struct samples *start, struct samples *down,
                 struct samples *page, struct samples *form) {
    bool is_kept = true;
    figures_columns("disclosure and opinions, against 34", "34", "list");
    for (size_t i = 0; i < LISTS; i++) {
        char name[40];
        struct list_figures *list = &figures->lists[i];
        snprintf(name, sizeof name, "%s start to rows, ms", codes[i]);
        is_kept &= figures_ratio(name, start, &list->start, 1.5);
        snprintf(name, sizeof name, "%s Down, ms", codes[i]);
        is_kept &= figures_ratio(name, down, &list->down, 1.5);
        snprintf(name, sizeof name, "%s PageDown, ms", codes[i]);
        is_kept &= figures_ratio(name, page, &list->page, 1.5);
    }
    is_kept &= figures_ratio("500 lines opened, ms", form, &figures->lines_open, 1.5);
    is_kept &= figures_ratio("500 lines, Down, ms", down, &figures->lines_down, 1.5);
    is_kept &= figures_ratio("500 lines, PageDown, ms", page, &figures->lines_page, 1.5);
    return is_kept;
}
