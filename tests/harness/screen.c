/* The terminal's cells as text, attributes and cursor, and their comparison with committed files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "harness/pty_state.h"
#include "harness/screen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const uint32_t right_half = (uint32_t)-1; /* libvterm's mark beside a wide character */

static bool is_wide(uint32_t c) {
    static const struct {
        uint32_t from, to;
    } ranges[] = {{0x1100, 0x115F}, {0x2E80, 0x303E},   {0x3041, 0xA4CF},   {0xA960, 0xA97F},
                  {0xAC00, 0xD7A3}, {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},   {0xFF01, 0xFF60},
                  {0xFFE0, 0xFFE6}, {0x1F300, 0x1F64F}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD}};
    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++)
        if (c >= ranges[i].from && c <= ranges[i].to)
            return true;
    return false;
}

static void add_utf8(struct growing *out, uint32_t c) {
    char bytes[4];
    size_t length = 1;
    if (c < 0x80) {
        bytes[0] = (char)c;
    } else if (c < 0x800) {
        bytes[0] = (char)(0xC0 | c >> 6);
        length = 2;
    } else if (c < 0x10000) {
        bytes[0] = (char)(0xE0 | c >> 12);
        length = 3;
    } else {
        bytes[0] = (char)(0xF0 | c >> 18);
        length = 4;
    }
    for (size_t i = 1; i < length; i++)
        bytes[i] = (char)(0x80 | (c >> 6 * (length - 1 - i) & 0x3F));
    growing_add(out, bytes, length);
}

static VTermScreenCell cell_at(struct pty *p, int row, int col) {
    VTermScreenCell cell;
    memset(&cell, 0, sizeof cell);
    if (col < p->cols)
        vterm_screen_get_cell(p->screen, (VTermPos){row, col}, &cell);
    return cell;
}

/* Adds what a person sees of the cell; returns the cells it takes. */
static int add_cell(struct pty *p, struct growing *out, int row, int col) {
    VTermScreenCell cell = cell_at(p, row, col);
    uint32_t c = cell.chars[0];
    if (c == 0 || c == right_half) {
        growing_add(out, " ", 1);
        return 1;
    }
    bool has_right_half = cell_at(p, row, col + 1).chars[0] == right_half;
    if (is_wide(c) && !has_right_half) {
        growing_add(out, " ", 1);
        return 1;
    }
    for (size_t i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i] != 0; i++)
        add_utf8(out, terminal_meant(p, cell.chars[i]));
    return is_wide(c) ? 2 : 1;
}

static void add_row(struct pty *p, struct growing *out, int row) {
    size_t start = out->length;
    for (int col = 0; col < p->cols;)
        col += add_cell(p, out, row, col);
    while (out->length > start && out->text[out->length - 1] == ' ')
        out->text[--out->length] = '\0';
}

void screen_cursor(struct pty *p, int *row, int *col) {
    VTermPos at;
    vterm_state_get_cursorpos(vterm_obtain_state(p->vterm), &at);
    *row = at.row;
    *col = at.col;
}

bool screen_cursor_is_visible(struct pty *p) {
    return !p->is_cursor_hidden;
}

bool screen_is_alternate(struct pty *p) {
    return p->is_alternate;
}

const char *screen_text(struct pty *p) {
    growing_clear(&p->dump);
    for (int row = 0; row < p->rows; row++) {
        add_row(p, &p->dump, row);
        growing_add(&p->dump, "\n", 1);
    }
    int row, col;
    screen_cursor(p, &row, &col);
    growing_format(&p->dump, "cursor %d,%d%s\n", row, col, p->is_cursor_hidden ? " hidden" : "");
    return p->dump.text;
}

const char *screen_row(struct pty *p, int row) {
    growing_clear(&p->dump);
    if (row >= 0 && row < p->rows)
        add_row(p, &p->dump, row);
    return p->dump.text;
}

/* Column of the byte `at` of row `row`. */
static int column_of(struct pty *p, int row, size_t at) {
    struct growing before = {0};
    int col = 0;
    while (col < p->cols && before.length < at)
        col += add_cell(p, &before, row, col);
    free(before.text);
    return col;
}

int screen_find(struct pty *p, const char *text, int *col) {
    for (int row = 0; row < p->rows; row++) {
        const char *line = screen_row(p, row);
        const char *found = strstr(line, text);
        if (found == NULL)
            continue;
        if (col != NULL)
            *col = column_of(p, row, (size_t)(found - line));
        return row;
    }
    return -1;
}

bool screen_contains(struct pty *p, const char *text) {
    return screen_find(p, text, NULL) >= 0;
}

/* ---- attributes ------------------------------------------------------------------------------------- */

static void add_color(struct growing *out, const char *before, const VTermColor *color) {
    static const char *const names[] = {"black", "red",     "green", "yellow",
                                        "blue",  "magenta", "cyan",  "white"};
    if (VTERM_COLOR_IS_DEFAULT_FG(color) || VTERM_COLOR_IS_DEFAULT_BG(color))
        return;
    if (!VTERM_COLOR_IS_INDEXED(color))
        growing_format(out, " %srgb", before);
    else if (color->indexed.idx < 8)
        growing_format(out, " %s%s", before, names[color->indexed.idx]);
    else
        growing_format(out, " %s%d", before, color->indexed.idx);
}

/* " reverse bold red on-blue"; "" when the cell is plain. */
static void add_attributes(struct growing *out, const VTermScreenCell *cell) {
    static const char *const names[] = {" reverse", " bold", " underline", " blink", " italic"};
    const bool is_set[] = {cell->attrs.reverse, cell->attrs.bold, cell->attrs.underline,
                           cell->attrs.blink, cell->attrs.italic};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (is_set[i])
            growing_format(out, "%s", names[i]);
    add_color(out, "", &cell->fg);
    add_color(out, "on-", &cell->bg);
}

/* The run that begins at `col`; returns its end. */
static int add_run(struct pty *p, int row, int col) {
    struct growing kind = {0}, other = {0}, text = {0};
    VTermScreenCell cell = cell_at(p, row, col);
    growing_clear(&kind);
    add_attributes(&kind, &cell);
    int end = col;
    do {
        end += add_cell(p, &text, row, end);
        cell = cell_at(p, row, end);
        growing_clear(&other);
        add_attributes(&other, &cell);
    } while (end < p->cols && strcmp(kind.text, other.text) == 0);
    if (kind.length > 0) {
        growing_format(&p->attributes, "%d,%d-%d%s: ", row, col, end - 1, kind.text);
        growing_add(&p->attributes, text.text, text.length);
        while (p->attributes.text[p->attributes.length - 1] == ' ')
            p->attributes.text[--p->attributes.length] = '\0';
        growing_add(&p->attributes, "\n", 1);
    }
    free(kind.text);
    free(other.text);
    free(text.text);
    return end;
}

const char *screen_attributes(struct pty *p) {
    growing_clear(&p->attributes);
    for (int row = 0; row < p->rows; row++)
        for (int col = 0; col < p->cols;)
            col = add_run(p, row, col);
    return p->attributes.text;
}

/* ---- comparison with committed files ---------------------------------------------------------------- */

static bool write_file(const char *path, const char *text) {
    FILE *file = fopen(path, "w");
    if (file == NULL)
        return false;
    bool is_written = fputs(text, file) >= 0;
    return fclose(file) == 0 && is_written;
}

static void print_difference(const char *path, const char *text) {
    char command[512];
    fflush(stdout);
    snprintf(command, sizeof command, "diff -u '%s' - >&2", path);
    FILE *diff = popen(command, "w");
    if (diff == NULL)
        return;
    fputs(text, diff);
    pclose(diff);
}

static bool matches(const char *text, const char *path) {
    const char *accept = getenv("ACCEPT");
    if (accept != NULL && accept[0] == '1')
        return write_file(path, text);
    struct growing expected = {0};
    growing_read_file(&expected, path);
    bool is_same = strcmp(expected.text, text) == 0;
    free(expected.text);
    if (!is_same && access(path, R_OK) != 0)
        fprintf(stderr, "# %s is not there: make accept\n%s", path, text);
    else if (!is_same)
        print_difference(path, text);
    return is_same;
}

bool screen_matches(struct pty *p, const char *path) {
    return matches(screen_text(p), path);
}

bool screen_attributes_match(struct pty *p, const char *path) {
    return matches(screen_attributes(p), path);
}

void screen_assert(struct pty *p, bool is_true, const char *what, const char *file, int line) {
    if (!is_true)
        pty_fail(p, what, file, line);
}

void screen_assert_cursor(struct pty *p, int row, int col, const char *file, int line) {
    int is_row, is_col;
    char what[80];
    screen_cursor(p, &is_row, &is_col);
    snprintf(what, sizeof what, "the cursor is at %d,%d and not at %d,%d", is_row, is_col, row,
             col);
    screen_assert(p, is_row == row && is_col == col, what, file, line);
}

/* ---- a terminal alone ------------------------------------------------------------------------------- */

struct pty *screen_alone(int rows, int cols) {
    struct pty *p = calloc(1, sizeof *p);
    if (p == NULL)
        abort();
    p->master = p->sync = -1;
    p->is_over = true;
    growing_clear(&p->output);
    terminal_new(p, rows, cols);
    return p;
}

void screen_feed(struct pty *p, const char *bytes) {
    terminal_feed(p, bytes, strlen(bytes));
}
