/* A screen of cells in memory, and prompts that are answered by the test: what views ask of the loop,
 * without a terminal. */
#ifndef ZWGK_TESTS_UI_FAKE_UI_H
#define ZWGK_TESTS_UI_FAKE_UI_H

#include "base/language.h"
#include "base/text.h"
#include "base/width.h"
#include "ui/prompt.h"
#include "ui/ui.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FAKE_ROWS = 24, FAKE_COLS = 80 };

static struct fake {
    struct ui ui;
    char cells[FAKE_ROWS][FAKE_COLS][5]; /* "" behind a wide character */
    enum ink inks[FAKE_ROWS][FAKE_COLS];
    bool is_touched[FAKE_ROWS]; /* rows written to */
    char message[400];
    bool is_error, is_closed, has_keys;
    void (*line_done)(void *context, const char *text);
    void (*choice_done)(void *context, int chosen);
    void (*list_done)(void *context, const char *code);
    void (*list_fetch)(void *context, const char *typed, struct choices *out);
    void *context;
    char typed[100];
    int answers;
    struct view *pushed; /* the last one; not shown, nor freed */
} fake;

static void fake_open(struct view *view) {
    fake.ui.top = view;
    view->ui = &fake.ui;
    view->is_dirty = true;
}

static void fake_reset(void) {
    memset(&fake, 0, sizeof fake);
    fake.ui.terminal.rows = FAKE_ROWS;
    fake.ui.terminal.cols = FAKE_COLS;
    fake.ui.terminal.has_colors = true;
}

/* One frame; returns how many rows were written to. */
static int fake_draw(void) {
    int rows = 0;
    memset(fake.is_touched, 0, sizeof fake.is_touched);
    fake.ui.top->class->draw(fake.ui.top);
    fake.ui.top->is_dirty = false;
    for (int row = 0; row < FAKE_ROWS; row++)
        rows += fake.is_touched[row];
    return rows;
}

/* The row as text, without the blanks at its end. */
static const char *fake_row(int row) {
    static char text[FAKE_COLS * 4 + 1];
    size_t length = 0;
    for (int col = 0; col < FAKE_COLS; col++) {
        size_t bytes = strlen(fake.cells[row][col]);
        memcpy(text + length, fake.cells[row][col], bytes);
        length += bytes;
    }
    while (length > 0 && text[length - 1] == ' ')
        length--;
    text[length] = '\0';
    return text;
}

static const struct command *fake_command_of(enum key_code code, char32_t character) {
    const struct view_class *class = fake.ui.top->class;
    for (const struct command *command = class->commands; command->name; command++) {
        if (!class->takes_text && character && command->character == character)
            return command;
        for (int i = 0; i < COMMAND_KEYS_MOST; i++)
            if (code != KEY_CODE_TEXT && command->keys[i] == code)
                return command;
    }
    return NULL;
}

static void fake_key(enum key_code code, char32_t character) {
    struct view *view = fake.ui.top;
    struct key key = {code, character};
    const struct command *command = fake_command_of(code, character);
    fake.message[0] = '\0';
    if (!command || view->class->command(view, command) == VIEW_PASS)
        view->class->key(view, &key);
}

static void fake_press(enum key_code code) {
    fake_key(code, 0);
}

static void fake_type(const char *text) {
    char32_t character;
    for (size_t used; *text; text += used) {
        used = text_decode(text, strlen(text), &character);
        fake_key(KEY_CODE_TEXT, character);
    }
}

/* ---- view.h ---------------------------------------------------------------------------------------- */

void ui_push(struct ui *ui, struct view *view) {
    fake.pushed = view;
    view->ui = ui;
}
void ui_close(struct view *view) {
    fake.is_closed = true;
}
struct view *ui_top(struct ui *ui) {
    return ui->top;
}
int ui_rows(const struct ui *ui) {
    return ui->terminal.rows;
}
int ui_cols(const struct ui *ui) {
    return ui->terminal.cols;
}
bool ui_has_colors(const struct ui *ui) {
    return ui->terminal.has_colors;
}
bool ui_has_keys(struct ui *ui) {
    return fake.has_keys;
}
void ui_message(struct ui *ui, const char *text) {
    snprintf(fake.message, sizeof fake.message, "%s", text);
    fake.is_error = false;
}
void ui_error(struct ui *ui, const char *text) {
    ui_message(ui, text);
    fake.is_error = true;
}
bool ui_has_message(const struct ui *ui) {
    return fake.message[0] != '\0';
}
void ui_set_cursor(struct ui *ui, int row, int col) {
    ui->cursor_row = row;
    ui->cursor_col = col;
}

void ui_put(struct ui *ui, int row, int col, int cols, enum ink ink, const char *text) {
    struct buffer padded = BUFFER_INIT;
    if (cols < 0 || col + cols > FAKE_COLS)
        cols = FAKE_COLS - col;
    text_append_padded(&padded, text, cols);
    const char *at = buffer_text(&padded);
    int end = col + cols;
    fake.is_touched[row] = true;
    for (size_t used; *at && col < end; at += used) {
        char32_t character;
        used = text_decode(at, strlen(at), &character);
        int width = width_of(character);
        memcpy(fake.cells[row][col], at, used);
        fake.cells[row][col][used] = '\0';
        for (int i = 0; i < width; i++)
            fake.inks[row][col + i] = ink;
        if (width == 2)
            fake.cells[row][col + 1][0] = '\0';
        col += width;
    }
    buffer_release(&padded);
}

void ui_frame(struct ui *ui, int row, int col, int rows, int cols, const char *title) {
    for (int i = 0; i < rows; i++)
        ui_put(ui, row + i, col, cols, INK_PLAIN, i == 0 ? title : "");
}
void ui_put_word(struct ui *ui, int row, int col, int cols, enum ink ink, const char *text) {
    ui_put(ui, row, col, cols, ink, text);
}
void ui_clear_rows(struct ui *ui, int from, int to) {
    for (int row = from; row < to; row++)
        ui_put(ui, row, 0, -1, INK_PLAIN, "");
}
void ui_title(struct ui *ui, const char *left, const char *middle, const char *right) {
    ui_put(ui, 0, 0, 30, INK_TITLE, left);
    ui_put(ui, 0, 30, -1, INK_TITLE, middle);
    int width = text_width(right);
    ui_put(ui, 0, FAKE_COLS - 1 - width, width, INK_TITLE, right);
}
void ui_key_line(struct ui *ui, const struct view *view) {
    struct buffer line = BUFFER_INIT;
    for (const struct command *command = view->class->commands; command->name; command++)
        buffer_append_format(&line, " %s", command->label ? command->label : "");
    ui_put(ui, FAKE_ROWS - 1, 0, -1, INK_PLAIN, buffer_text(&line));
    buffer_release(&line);
}

/* ---- nothing is being typed in pinyin -------------------------------------------------------------- */

const char *ui_input_letters(const struct ui *ui) {
    return "";
}

/* ---- prompt.h -------------------------------------------------------------------------------------- */

void prompt_line(struct ui *ui, const char *question, const char *start, int max, bool is_secret,
                 void (*done)(void *context, const char *text), void *context) {
    fake.line_done = done;
    fake.context = context;
}
void prompt_choice(struct ui *ui, const char *question, const char *const *answers, int count,
                   int usual, void (*done)(void *context, int chosen), void *context) {
    fake.choice_done = done;
    fake.context = context;
    fake.answers = count;
}
#ifndef FAKE_WITHOUT_LISTS
void prompt_list(struct ui *ui, const char *title, int near_row, const char *typed,
                 void (*fetch)(void *context, const char *typed, struct choices *out),
                 void (*done)(void *context, const char *code), void *context) {
    fake.list_done = done;
    fake.list_fetch = fetch;
    fake.context = context;
    snprintf(fake.typed, sizeof fake.typed, "%s", typed);
}
void prompt_list_many(struct ui *ui, const char *title, int near_row, const char *codes,
                      void (*fetch)(void *context, const char *typed, struct choices *out),
                      void (*done)(void *context, const char *codes), void *context) {
    prompt_list(ui, title, near_row, codes, fetch, done, context);
}
#endif

#endif
