/* Draws a list: only what changed, so that a move repaints two rows. Fetches nothing but the first page.
 * Headings and rows are placed by the same columns. */
#include "base/language.h"
#include "base/text.h"
#include "ui/list_private.h"
#include "ui/undrawn.h"

#include <string.h>

enum { REST_COLS_LEAST = 4, OPTION_COL = 1 };

struct places {
    int col[LIST_COLUMNS_MOST];
    int cols[LIST_COLUMNS_MOST]; /* 0: does not fit, not drawn */
};

static struct places place_columns(const struct list *list) {
    struct places places = {{0}, {0}};
    int room = ui_cols(list->view.ui) - LIST_GUTTER_COLS;
    int fixed = 0;
    for (size_t i = 0; i < list->column_count; i++)
        fixed += list->columns[i].width + (i > 0);
    int rest = room - fixed > REST_COLS_LEAST ? room - fixed : REST_COLS_LEAST;
    int col = 0;
    for (size_t i = 0; i < list->column_count && col < room; i++) {
        int cols = list->columns[i].width ? list->columns[i].width : rest;
        places.col[i] = LIST_GUTTER_COLS + col;
        places.cols[i] = cols < room - col ? cols : room - col;
        col += cols + 1;
    }
    return places;
}

void list_draw_position(const struct list *list, struct buffer *out) {
    if (list->position > 0 || list->total == 0)
        buffer_append_format(out, "%lld", (long long)list->position);
    else
        buffer_append(out, "…");
    buffer_append_char(out, '/');
    if (list->total >= 0)
        buffer_append_format(out, "%lld", (long long)list->total);
    else if (list->total < -1)
        buffer_append_format(out, "%lld+", (long long)-list->total);
    else
        buffer_append(out, "…");
}

static void draw_title(const struct list *list) {
    struct buffer position = BUFFER_INIT, right = BUFFER_INIT;
    struct problem filled;
    list_draw_position(list, &position);
    problem_set(&filled, STATUS_OK, "", "");
    problem_place(&filled, "position", buffer_text(&position));
    problem_format(&filled, _("第 {position} 条"), NULL, &right);
    ui_title(list->view.ui, list->title, list->subtitle, buffer_text(&right));
    buffer_release(&position);
    buffer_release(&right);
}

static void draw_headings(const struct list *list, const struct places *places) {
    struct ui *ui = list->view.ui;
    ui_put(ui, 1, OPTION_COL, LIST_GUTTER_COLS - OPTION_COL, INK_LABEL, _("选"));
    for (size_t i = 0; i < list->column_count; i++)
        if (places->cols[i] > 0)
            ui_put(ui, 1, places->col[i], places->cols[i], INK_LABEL, list->columns[i].heading);
}

/* One run of cells with the number behind it: each change of attribute costs a slow line 15 bytes. */
static void draw_gutter(const struct list *list, size_t index, int row) {
    bool is_selected = index == list->selected;
    const struct list_mark *mark = list_pending_find(&list->pending, list->page->rows[index].id);
    int digit = list_pending_digit(&list->pending, mark);
    bool is_marked = mark && mark->is_marked;
    char gutter[LIST_GUTTER_COLS] = {is_selected ? '>' : ' ',
                                     digit       ? (char)('0' + digit)
                                     : is_marked ? '*'
                                                 : ' ',
                                     digit && is_marked ? '*' : ' ', '\0'};
    ui_put(list->view.ui, row, 0, LIST_GUTTER_COLS, is_selected ? INK_SELECTED : INK_PLAIN, gutter);
}

/* The text before it says where it stands: both are made safe first, which may make them longer. */
static void draw_found(const struct list *list, const struct places *places, int row,
                       const char *text, const struct list_found *found) {
    struct buffer before = BUFFER_INIT, stretch = BUFFER_INIT, cut = BUFFER_INIT;
    buffer_append_bytes(&cut, text, found->start);
    text_append_safe(&before, buffer_text(&cut), false);
    buffer_clear(&cut);
    buffer_append_bytes(&cut, text + found->start, found->length);
    text_append_safe(&stretch, buffer_text(&cut), false);
    int col = text_width(buffer_text(&before)), cols = text_width(buffer_text(&stretch));
    int room = places->cols[found->column] - col;
    if (room > 0 && cols > 0)
        ui_put(list->view.ui, row, places->col[found->column] + col, cols < room ? cols : room,
               INK_FOUND, buffer_text(&stretch));
    buffer_release(&before);
    buffer_release(&stretch);
    buffer_release(&cut);
}

static void draw_cell(const struct list *list, const struct places *places, size_t index,
                      size_t column) {
    struct ui *ui = list->view.ui;
    const struct list_cell *cell = &list->page->rows[index].cells[column];
    const char *text = cell->text ? cell->text : "";
    int row = LIST_FIRST_ROW + (int)index;
    bool is_reversed = index == list->selected && list->columns[column].is_number;
    int cols = places->cols[column];
    if (cols <= 0)
        return;
    ui_put_word(ui, row, places->col[column], cols, is_reversed ? INK_SELECTED : cell->ink, text);
}

static void draw_row(const struct list *list, const struct places *places, size_t index) {
    draw_gutter(list, index, LIST_FIRST_ROW + (int)index);
    const struct list_row *shown = &list->page->rows[index];
    for (size_t i = 0; i < list->column_count; i++)
        draw_cell(list, places, index, i);
    for (size_t i = 0; i < shown->found_count; i++)
        if (shown->cells[shown->found[i].column].text)
            draw_found(list, places, LIST_FIRST_ROW + (int)index,
                       shown->cells[shown->found[i].column].text, &shown->found[i]);
}

static void draw_rows(struct list *list) {
    struct ui *ui = list->view.ui;
    struct places places = place_columns(list);
    size_t capacity = (size_t)list_page_capacity(list);
    if (list->are_rows_dirty) {
        int used = LIST_FIRST_ROW + (int)list->page->count;
        ui_clear_rows(ui, LIST_FIRST_ROW, ui_rows(ui) - LIST_FOOT_ROWS);
        if (used == LIST_FIRST_ROW)
            ui_put(ui, LIST_FIRST_ROW, LIST_GUTTER_COLS, -1, INK_PLAIN, list->empty);
        draw_headings(list, &places);
    }
    for (size_t i = 0; i < list->page->count && i < capacity; i++)
        if (list->are_rows_dirty || list->is_row_dirty[i])
            draw_row(list, &places, i);
    list->are_rows_dirty = false;
    memset(list->is_row_dirty, 0, sizeof list->is_row_dirty);
}

static void append_count(struct buffer *out, const char *words, size_t count) {
    struct problem filled;
    if (count == 0)
        return;
    problem_set(&filled, STATUS_OK, "", "");
    problem_place_integer(&filled, "count", (int64_t)count);
    if (out->length > 0)
        buffer_append(out, "  ");
    problem_format(&filled, words, NULL, out);
}

/* Digits stand beside rows; without a row there is nothing they could do. */
static void draw_options(const struct list *list) {
    struct ui *ui = list->view.ui;
    int row = ui_rows(ui) - LIST_FOOT_ROWS;
    struct buffer options = BUFFER_INIT, counts = BUFFER_INIT;
    for (int digit = 1; digit <= 9; digit++)
        for (size_t i = 0; i < list->option_count; i++)
            if (list->options[i].digit == digit && list->are_options_shown)
                buffer_append_format(&options, " %d%s%s", digit, language_is_chinese() ? "" : "=",
                                     list->options[i].label);
    append_count(&counts, _("已填选项 {count} 条"), list_pending_options(&list->pending));
    append_count(&counts, _("已勾选 {count} 条"), list->pending.marked);
    int counts_cols = text_width(buffer_text(&counts)) + 1;
    int counts_col = ui_cols(ui) - counts_cols;
    ui_clear_rows(ui, row, row + 1);
    if (options.length > 0) {
        ui_put(ui, row, 1, counts_col - 1, INK_PLAIN, _("选项"));
        int col = 1 + text_width(_("选项"));
        if (counts_col > col)
            ui_put(ui, row, col, counts_col - col, INK_PLAIN, buffer_text(&options));
    }
    ui_put(ui, row, counts_col, counts_cols, INK_BOLD, buffer_text(&counts));
    buffer_release(&options);
    buffer_release(&counts);
}

static void append_codes_of_row(const struct list *list, struct buffer *out) {
    const struct list_row *row = list_page_row(list);
    struct buffer text = BUFFER_INIT;
    for (size_t i = 0; row && i < list->column_count; i++)
        buffer_append(&text, row->cells[i].text);
    undrawn_append(out, buffer_text(&text));
    buffer_release(&text);
}

/* What stands in the selected row as 〓 comes before the summary. */
static void draw_summary(struct list *list) {
    struct ui *ui = list->view.ui;
    struct buffer codes = BUFFER_INIT;
    if (ui_has_message(ui))
        return;
    append_codes_of_row(list, &codes);
    const char *text = buffer_text(codes.length > 0 ? &codes : &list->summary);
    if (*text || list->are_codes_shown)
        ui_put(ui, ui_rows(ui) - 2, 1, -1, INK_PLAIN, text);
    list->are_codes_shown = codes.length > 0;
    buffer_release(&codes);
}

void list_draw(struct list *list) {
    struct ui *ui = list->view.ui;
    list_page_load(list);
    if (list->view.is_dirty) {
        list->are_rows_dirty = true;
        list->is_head_dirty = true;
        list->is_foot_dirty = true;
        ui_clear_rows(ui, 0, ui_rows(ui) - 2);
        ui_key_line(ui, &list->view);
        list->view.is_dirty = false;
    }
    if (list->is_head_dirty)
        draw_title(list);
    draw_rows(list);
    bool has_rows = list->page->count > 0;
    if (has_rows != list->are_options_shown) {
        list->are_options_shown = has_rows;
        list->is_foot_dirty = true;
    }
    if (list->is_foot_dirty)
        draw_options(list);
    draw_summary(list);
    list->is_head_dirty = false;
    list->is_foot_dirty = false;
    ui_set_cursor(ui, LIST_FIRST_ROW + (int)list->selected, OPTION_COL);
}
