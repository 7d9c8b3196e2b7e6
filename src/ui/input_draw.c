/* What the pinyin input shows: letters and candidates in the message row, 中 or 英 at the end of the key line.
 * Nothing else moves, and the cursor stays where the text goes. */
#include "ui/input.h"

#include "base/language.h"
#include "base/text.h"
#include "ui/ui.h"

enum {
    LETTERS_COL = 1,
    LETTERS_COLS_MOST = 24,
    GAP_COLS = 1,
    NUMBER_COLS = 2, /* ">1" */
    MORE_COLS = 3,   /* " <>" */
    PAGE_MOST = 9,
    MARK_COLS = 5,
};

static int letters_cols(const struct ui *ui) {
    int cols = text_width(compose_letters(ui->input.compose));
    return cols < LETTERS_COLS_MOST ? cols : LETTERS_COLS_MOST;
}

static int first_col(const struct ui *ui) {
    return LETTERS_COL + letters_cols(ui) + GAP_COLS;
}

static int last_col(const struct ui *ui) {
    return ui_cols(ui) - MORE_COLS;
}

static int candidate_cols(const struct ui *ui, size_t index) {
    int cols = NUMBER_COLS + text_width(compose_candidate(ui->input.compose, index));
    int room = last_col(ui) - first_col(ui);
    return cols < room ? cols : room;
}

size_t input_page(const struct ui *ui, size_t first) {
    size_t count = compose_count(ui->input.compose), shown = 0;
    int col = first_col(ui);
    while (shown < PAGE_MOST && first + shown < count) {
        col += candidate_cols(ui, first + shown);
        if (col > last_col(ui) && shown > 0)
            break;
        shown++;
        col++;
    }
    return shown > 0 ? shown : 1;
}

/* The end of what is too long: there the letters are coming in. */
static void draw_letters(struct ui *ui, int row) {
    const char *letters = compose_letters(ui->input.compose);
    int hidden = text_width(letters) - letters_cols(ui);
    ui_put(ui, row, LETTERS_COL, letters_cols(ui), INK_BOLD, letters + hidden);
}

static void draw_candidate(struct ui *ui, int row, int col, size_t index) {
    const struct input *input = &ui->input;
    bool is_selected = index == input->selected;
    struct buffer text = BUFFER_INIT;
    buffer_append_format(&text, "%c%zu%s", is_selected ? '>' : ' ', index - input->first + 1,
                         compose_candidate(input->compose, index));
    ui_put(ui, row, col, candidate_cols(ui, index), is_selected ? INK_SELECTED : INK_PLAIN,
           buffer_text(&text));
    buffer_release(&text);
}

int input_mark_cols(const struct ui *ui) {
    return ui->input.was_on ? MARK_COLS : 0;
}

/* What letters would become where the cursor stands. */
static void draw_mark(struct ui *ui) {
    const struct input *input = &ui->input;
    const char *mark = input->is_western ? " 中." : " 中，";
    if (!input->is_on || (ui->top->class->takes_text && !input_is_wanted(ui)))
        mark = " 英";
    if (input->was_on)
        ui_put(ui, ui_rows(ui) - 1, ui_cols(ui) - MARK_COLS, MARK_COLS, INK_BOLD, mark);
}

void input_draw(struct ui *ui) {
    struct input *input = &ui->input;
    int row = ui->message_row, col;
    draw_mark(ui);
    input->is_shown = input_is_composing(ui);
    if (!input->is_shown)
        return;
    size_t count = compose_count(input->compose);
    size_t shown = count > 0 ? input_page(ui, input->first) : 0;
    ui_put(ui, row, 0, -1, INK_PLAIN, "");
    draw_letters(ui, row);
    col = first_col(ui);
    for (size_t i = 0; i < shown; i++) {
        draw_candidate(ui, row, col, input->first + i);
        col += candidate_cols(ui, input->first + i) + 1;
    }
    if (count == 0)
        ui_put(ui, row, col, last_col(ui) - col, INK_DIM,
               _("没有这样的拼音；Enter 留下字母，Esc 不要"));
    if (input->first > 0)
        ui_put(ui, row, ui_cols(ui) - 2, 1, INK_PLAIN, "<");
    if (input->first + shown < count)
        ui_put(ui, row, ui_cols(ui) - 1, 1, INK_PLAIN, ">");
}
