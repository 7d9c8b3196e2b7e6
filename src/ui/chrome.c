/* Drawing for views: text into cells, inks, title, message and key lines. Cuts by columns, makes safe
 * what could command a terminal, and never writes past an edge. */
#include "ui/ui.h"

#include "base/glyph.h"
#include "base/language.h"
#include "base/text.h"
#include "base/width.h"
#include "ui/curses_api.h"

#include <stdlib.h>
#include <string.h>

enum { MIDDLE_COL = 30, DEMO_GAP = 2 };
enum { PAIR_FIELD = 1, PAIR_FIELD_NOW, PAIR_GREEN, PAIR_YELLOW, PAIR_RED, PAIR_CYAN };

static void init_mono(unsigned long *attributes) {
    attributes[INK_FIELD_NOW] = A_BOLD;
    attributes[INK_RED] = A_BOLD;
    attributes[INK_ERROR] = A_BOLD;
}

static unsigned long pair(int number) {
    return (unsigned long)(unsigned)COLOR_PAIR(number);
}

/* Each is legible whatever stands behind the terminal's text, black or white: what is too light for white paper
 * has a ground of its own. Red alone is dark and light enough without one. */
static void init_colors(unsigned long *attributes) {
    static const short pairs[][3] = {
        {PAIR_FIELD, COLOR_WHITE, COLOR_BLUE},
        {PAIR_FIELD_NOW, COLOR_BLACK, COLOR_CYAN},
        {PAIR_GREEN, COLOR_BLACK, COLOR_GREEN},
        {PAIR_YELLOW, COLOR_BLACK, COLOR_YELLOW},
        {PAIR_RED, COLOR_RED, -1},
        {PAIR_CYAN, COLOR_BLACK, COLOR_CYAN},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        init_pair(pairs[i][0], pairs[i][1], pairs[i][2]);
    attributes[INK_FIELD] = pair(PAIR_FIELD);
    attributes[INK_FIELD_NOW] = pair(PAIR_FIELD_NOW);
    attributes[INK_GREEN] = pair(PAIR_GREEN);
    attributes[INK_YELLOW] = pair(PAIR_YELLOW);
    attributes[INK_RED] = pair(PAIR_RED) | A_BOLD;
    attributes[INK_CYAN] = pair(PAIR_CYAN);
    attributes[INK_ERROR] = pair(PAIR_RED) | A_BOLD;
}

void chrome_init(struct ui *ui) {
    unsigned long *attributes = ui->attributes;
    attributes[INK_TITLE] = A_REVERSE;
    attributes[INK_SELECTED] = A_REVERSE;
    attributes[INK_BOLD] = A_BOLD;
    attributes[INK_DIM] = A_DIM;
    attributes[INK_FOUND] = A_REVERSE | A_BOLD;
    if (ui->terminal.has_colors)
        init_colors(attributes);
    else
        init_mono(attributes);
}

void chrome_release(struct ui *ui) {
    buffer_release(&ui->message);
    buffer_release(&ui->safe);
    buffer_release(&ui->padded);
    free(ui->wide);
}

int ui_rows(const struct ui *ui) {
    return ui->terminal.rows > UI_ROWS_LEAST ? ui->terminal.rows : UI_ROWS_LEAST;
}

int ui_cols(const struct ui *ui) {
    return ui->terminal.cols > UI_COLS_LEAST ? ui->terminal.cols : UI_COLS_LEAST;
}

bool ui_has_colors(const struct ui *ui) {
    return ui->terminal.has_colors;
}

void ui_set_cursor(struct ui *ui, int row, int col) {
    int last_row = ui->terminal.rows - 1, last_col = ui->terminal.cols - 1;
    ui->cursor_row = row < last_row ? row : last_row;
    ui->cursor_col = col < last_col ? col : last_col;
}

/* ---- text ------------------------------------------------------------------------------------------- */

/* `text` as wide characters in ui->wide; returns how many, 0 when memory ran out. Our own conversion:
 * the C library's depends on the locale. */
static int widen(struct ui *ui, const struct buffer *text) {
    if (text->failed || text->length == 0)
        return 0;
    if (text->length > ui->wide_capacity) {
        wchar_t *wide = realloc(ui->wide, text->length * 2 * sizeof *wide);
        if (!wide)
            return 0;
        ui->wide = wide;
        ui->wide_capacity = text->length * 2;
    }
    int count = 0;
    size_t used;
    for (size_t i = 0; i < text->length; i += used) {
        char32_t character;
        used = text_decode(text->data + i, text->length - i, &character);
        ui->wide[count++] = (wchar_t)character;
    }
    return count;
}

static const char *make_safe(struct ui *ui, const char *text) {
    buffer_clear(&ui->safe);
    glyph_append_text(&ui->safe, text, strlen(text));
    return buffer_text(&ui->safe);
}

/* Curses leaves the other half of a wide character standing when text overwrites one half; only its
 * hline does not. */
static void blank_cells(int row, int col, int cols) {
    mvhline(row, col, ' ', cols);
}

void ui_put(struct ui *ui, int row, int col, int cols, enum ink ink, const char *text) {
    int room = ui->terminal.cols - col;
    if (row < 0 || row >= ui->terminal.rows || col < 0 || room <= 0)
        return;
    if (cols < 0 || cols > room)
        cols = room;
    buffer_clear(&ui->padded);
    text_append_padded(&ui->padded, make_safe(ui, text), cols);
    int count = widen(ui, &ui->padded);
    blank_cells(row, col, cols);
    attrset((int)ui->attributes[ink]);
    if (count > 0)
        mvaddnwstr(row, col, ui->wide, count);
    attrset(A_NORMAL);
}

void ui_put_word(struct ui *ui, int row, int col, int cols, enum ink ink, const char *text) {
    int used = 0;
    const char *safe = make_safe(ui, text);
    text_cut(safe, cols, &used);
    ui_put(ui, row, col, cols, INK_PLAIN, ink == INK_PLAIN ? text : "");
    if (ink != INK_PLAIN && used > 0)
        ui_put(ui, row, col, used, ink, text);
}

static int shown_width(struct ui *ui, const char *text) {
    return text_width(make_safe(ui, text));
}

void ui_clear_rows(struct ui *ui, int from, int to) {
    for (int row = from > 0 ? from : 0; row < to && row < ui->terminal.rows; row++) {
        move(row, 0);
        clrtoeol();
    }
}

static void put_rule(int row, int col, int cols, chtype left, chtype line, chtype right) {
    blank_cells(row, col, cols);
    mvaddch(row, col, left);
    mvhline(row, col + 1, line, cols - 2);
    mvaddch(row, col + cols - 1, right);
}

void ui_frame(struct ui *ui, int row, int col, int rows, int cols, const char *title) {
    /* Where lines take two columns, or what is drawn may not fit, plain characters stay in place. */
    bool is_plain = width_of(U'─') != 1;
    chtype line = is_plain ? '-' : ACS_HLINE, side = is_plain ? '|' : ACS_VLINE;
    if (row + rows > ui->terminal.rows || col + cols > ui->terminal.cols || rows < 2 || cols < 4)
        return;
    put_rule(row, col, cols, is_plain ? '+' : ACS_ULCORNER, line, is_plain ? '+' : ACS_URCORNER);
    for (int i = 1; i < rows - 1; i++) {
        blank_cells(row + i, col, cols);
        mvaddch(row + i, col, side);
        mvaddch(row + i, col + cols - 1, side);
    }
    put_rule(row + rows - 1, col, cols, is_plain ? '+' : ACS_LLCORNER, line,
             is_plain ? '+' : ACS_LRCORNER);
    int width = title ? shown_width(ui, title) : 0;
    int most = cols - 6;
    if (width > 0 && most > 0) {
        ui_put(ui, row, col + 2, 1, INK_PLAIN, " ");
        ui_put(ui, row, col + 3, width < most ? width : most, INK_BOLD, title);
        ui_put(ui, row, col + 3 + (width < most ? width : most), 1, INK_PLAIN, " ");
    }
}

/* ---- title, message, key line ----------------------------------------------------------------------- */

void ui_set_demo(struct ui *ui, bool is_demo) {
    ui->is_demo = is_demo;
}

void ui_set_mark(struct ui *ui, const char *mark) {
    ui->mark = mark;
}

/* A word at the right end of the title; where the next one ends. */
static int put_mark(struct ui *ui, const char *word, int end) {
    int width = shown_width(ui, word);
    ui_put(ui, 0, end - width, width, INK_TITLE, word);
    return end - width - DEMO_GAP;
}

void ui_title(struct ui *ui, const char *left, const char *middle, const char *right) {
    int end = ui_cols(ui) - 1;
    ui_put(ui, 0, 0, -1, INK_TITLE, "");
    if (ui->is_demo)
        end = put_mark(ui, _("演示"), end);
    if (ui->mark)
        end = put_mark(ui, _(ui->mark), end);
    int right_width = right ? shown_width(ui, right) : 0;
    int right_col = end > right_width ? end - right_width : 0;
    if (right_width > 0)
        ui_put(ui, 0, right_col, end - right_col, INK_PLAIN, right);
    int left_width = left ? shown_width(ui, left) : 0;
    int left_most = right_col - 1;
    left_width = left_width < left_most ? left_width : left_most;
    if (left_width > 0)
        ui_put(ui, 0, 0, left_width, INK_TITLE, left);
    int middle_col = left_width + 2 > MIDDLE_COL ? left_width + 2 : MIDDLE_COL;
    if (middle && *middle && middle_col < right_col - 1)
        ui_put(ui, 0, middle_col, right_col - 1 - middle_col, INK_TITLE, middle);
}

static void set_message(struct ui *ui, const char *text, enum ink ink) {
    bool was_shown = ui->message.length > 0;
    buffer_clear(&ui->message);
    buffer_append(&ui->message, text);
    ui->message_ink = ink;
    if (was_shown && ui->message.length == 0)
        stack_mark_dirty(ui); /* what the message covered comes back */
}

void ui_message(struct ui *ui, const char *text) {
    set_message(ui, text, INK_BOLD);
}

void ui_error(struct ui *ui, const char *text) {
    set_message(ui, text, INK_ERROR);
}

bool ui_has_message(const struct ui *ui) {
    return ui->message.length > 0;
}

void chrome_take_message_row(struct ui *ui) {
    ui->message_row = ui_rows(ui) - 3;
}

void chrome_draw_message(struct ui *ui) {
    if (ui->message.length == 0)
        return;
    ui_put(ui, ui->message_row, 0, 1, INK_PLAIN, "");
    ui_put(ui, ui->message_row, 1, -1, ui->message_ink, buffer_text(&ui->message));
}

static void append_key(struct buffer *out, const struct command *command) {
    char name[16], encoded[4];
    if (command->keys[0] != KEY_CODE_NONE)
        buffer_append(out, key_code_name(command->keys[0], name));
    else if (command->character == U' ')
        buffer_append(out, _("空格"));
    else
        buffer_append_bytes(out, encoded, text_encode(command->character, encoded));
}

/* Adds " F2保存" when it still fits: whole entries only. */
static bool add_entry(struct ui *ui, struct buffer *line, const struct command *command) {
    struct buffer entry = BUFFER_INIT;
    const char *label = _(command->label);
    bool is_spaced = label[0] > ' ' && label[0] < 0x7f;
    buffer_append(&entry, is_spaced && line->length > 0 ? "  " : " ");
    append_key(&entry, command);
    buffer_append(&entry, is_spaced ? " " : "");
    buffer_append(&entry, label);
    bool fits = text_width(buffer_text(line)) + text_width(buffer_text(&entry)) <
                ui_cols(ui) - input_mark_cols(ui);
    if (fits)
        buffer_append(line, buffer_text(&entry));
    buffer_release(&entry);
    return fits;
}

static bool holds_key(const struct command *commands, enum key_code code) {
    for (; commands && commands->name; commands++) {
        for (int i = 0; i < COMMAND_KEYS_MOST; i++) {
            if (commands->keys[i] == code)
                return true;
        }
    }
    return false;
}

static bool add_entries(struct ui *ui, struct buffer *line, const struct view *view,
                        const struct command *commands) {
    bool fits = true;
    for (; fits && commands && commands->name; commands++) {
        bool is_only_character = commands->keys[0] == KEY_CODE_NONE;
        if (commands->label && !(is_only_character && view->class->takes_text))
            fits = add_entry(ui, line, commands);
    }
    return fits;
}

void ui_key_line(struct ui *ui, const struct view *view) {
    static const struct command help = {"help", N_("帮助"), NULL, {KEY_CODE_F1}, 0};
    struct buffer line = BUFFER_INIT;
    const struct command *own = view->class->commands;
    bool is_help = strcmp(view->help_topic, "help") == 0;
    bool fits = true;
    if (view->class->is_full_screen && !is_help && !ui->is_locked && !holds_key(own, KEY_CODE_F1))
        fits = add_entry(ui, &line, &help);
    if (fits && add_entries(ui, &line, view, own) && view->class->is_full_screen && !is_help)
        add_entries(ui, &line, view, ui->options.commands);
    ui_put(ui, ui_rows(ui) - 1, 0, -1, INK_PLAIN, buffer_text(&line));
    buffer_release(&line);
}

/* ---- a window too small ----------------------------------------------------------------------------- */

struct small_lines {
    struct ui *ui;
    const char *text;
    int row;
};

static bool put_small_line(void *context, size_t start, size_t end) {
    struct small_lines *lines = context;
    struct buffer line = BUFFER_INIT;
    buffer_append_bytes(&line, lines->text + start, end - start);
    ui_put(lines->ui, lines->row++, 0, -1, INK_PLAIN, buffer_text(&line));
    buffer_release(&line);
    return true;
}

/* In both languages, as nobody may be able to set another here. */
void chrome_draw_small(struct ui *ui) {
    struct buffer text = BUFFER_INIT;
    int cols = ui->terminal.cols, rows = ui->terminal.rows;
    buffer_append_format(&text, "窗口太小：需要 %d×%d，现在 %d×%d。放大后接着用，F3 退出。\n",
                         UI_COLS_LEAST, UI_ROWS_LEAST, cols, rows);
    buffer_append_format(&text, "Window too small: %dx%d needed, now %dx%d. Enlarge it; F3 leaves.",
                         UI_COLS_LEAST, UI_ROWS_LEAST, cols, rows);
    struct small_lines lines = {ui, buffer_text(&text), 0};
    erase();
    text_wrap(lines.text, cols, put_small_line, &lines);
    ui_set_cursor(ui, 0, 0);
    buffer_release(&text);
}
