/* What the terminal shows, as readable text: each wide character once, blanks at line ends cut, halves of
 * wide characters that were written over blanked (as real terminals do, and libvterm 0.1.4 does not).
 * Strings belong to the pty and are valid until the next call of a screen_ function
 * that gives one (screen_attributes has its own). Rows and columns from 0. */
#ifndef ZWGK_HARNESS_SCREEN_H
#define ZWGK_HARNESS_SCREEN_H

#include "harness/pty.h"

#include <stdbool.h>

/* All rows, each ended by a newline (empty ones at the end too), then "cursor ROW,COL" and, when it is
 * not to be seen, " hidden". */
const char *screen_text(struct pty *p);
const char *screen_row(struct pty *p, int row);
bool screen_contains(struct pty *p, const char *text);
/* Row of the first `text`, *col its column (col may be NULL); -1 when it isn't there. */
int screen_find(struct pty *p, const char *text, int *col);
void screen_cursor(struct pty *p, int *row, int *col);
bool screen_cursor_is_visible(struct pty *p);
/* In the alternate screen: a program that left cleanly has left it. */
bool screen_is_alternate(struct pty *p);
/* A line for each run of cells that are not plain: "ROW,COL-COL reverse bold underline red on-blue: text". */
const char *screen_attributes(struct pty *p);

/* Compares with a committed file; prints the difference. $ACCEPT=1: writes the file and is true. */
bool screen_matches(struct pty *p, const char *path);
bool screen_attributes_match(struct pty *p, const char *path);

/* The same as assertions, that show the whole screen when they fail. */
#define assert_screen(p, name) \
    screen_assert(p, screen_matches(p, "tests/screens/golden/" name ".txt"), name, __FILE__, __LINE__)
#define assert_screen_contains(p, text) \
    screen_assert(p, screen_contains(p, text), "not on the screen: " text, __FILE__, __LINE__)
#define assert_screen_lacks(p, text) \
    screen_assert(p, !screen_contains(p, text), "on the screen: " text, __FILE__, __LINE__)
#define assert_cursor(p, row, col) screen_assert_cursor(p, row, col, __FILE__, __LINE__)
void screen_assert(struct pty *p, bool is_true, const char *what, const char *file, int line);
void screen_assert_cursor(struct pty *p, int row, int col, const char *file, int line);

/* A terminal without a program, to test these functions themselves. */
struct pty *screen_alone(int rows, int cols);
void screen_feed(struct pty *p, const char *bytes);

#endif
