/* The stack of views: pushing, closing, drawing one frame. What is closed lives until the present key
 * is done with, so that a handler may close its own view. */
#include "ui/ui.h"

#include "ui/curses_api.h"

static struct view *base_of(struct ui *ui) {
    struct view *view = ui->top;
    while (view && !view->class->is_full_screen && view->below)
        view = view->below;
    return view;
}

static bool is_on_stack(const struct ui *ui, const struct view *view) {
    const struct view *at = ui->top;
    while (at && at != view)
        at = at->below;
    return at != NULL;
}

void ui_push(struct ui *ui, struct view *view) {
    if (!view)
        return;
    view->ui = ui;
    view->below = ui->top;
    view->is_dirty = true;
    ui->top = view;
}

void ui_close(struct view *view) {
    struct ui *ui = view->ui;
    if (!is_on_stack(ui, view))
        return;
    struct view **tail = &ui->closed;
    while (*tail)
        tail = &(*tail)->below;
    struct view *closed = NULL;
    while (closed != view) {
        closed = ui->top;
        ui->top = closed->below;
        closed->below = NULL;
        *tail = closed;
        tail = &closed->below;
    }
    stack_mark_dirty(ui);
    ui->uncovered = ui->top;
}

struct view *ui_top(struct ui *ui) {
    return ui->top;
}

static void free_closed(struct ui *ui) {
    while (ui->closed) {
        struct view *view = ui->closed;
        ui->closed = view->below;
        if (view->class->free)
            view->class->free(view);
    }
}

void stack_settle(struct ui *ui) {
    struct view *view = ui->uncovered;
    ui->uncovered = NULL;
    if (view && is_on_stack(ui, view) && view->class->uncovered)
        view->class->uncovered(view);
    free_closed(ui);
}

void stack_release(struct ui *ui) {
    while (ui->top || ui->closed) {
        if (ui->top)
            ui_close(ui->top);
        free_closed(ui);
    }
}

void stack_mark_dirty(struct ui *ui) {
    for (struct view *view = ui->top; view; view = view->below)
        view->is_dirty = true;
}

void stack_resize(struct ui *ui) {
    ui->is_small = ui->terminal.rows < UI_ROWS_LEAST || ui->terminal.cols < UI_COLS_LEAST;
    stack_mark_dirty(ui);
    if (ui->is_small)
        return;
    for (struct view *view = ui->top; view; view = view->below) {
        if (view->class->resized)
            view->class->resized(view);
    }
}

static struct view *view_above(struct ui *ui, const struct view *view) {
    struct view *above = ui->top;
    while (above->below != view)
        above = above->below;
    return above;
}

/* From the topmost full-screen one up. What lies over something drawn anew is drawn anew too; what is
 * covered is not asked for its small changes, it is drawn whole when it is uncovered. */
static void draw_views(struct ui *ui) {
    struct view *view = base_of(ui);
    if (view->is_dirty)
        erase();
    bool is_dirty = false;
    for (;; view = view_above(ui, view)) {
        view->is_dirty = view->is_dirty || is_dirty;
        is_dirty = view->is_dirty;
        if (is_dirty || view == ui->top)
            view->class->draw(view);
        view->is_dirty = false;
        if (view == ui->top)
            return;
    }
}

void ui_message_now(struct ui *ui, const char *text) {
    ui_message(ui, text);
    if (!ui->is_opened || ui->is_small || text[0] == '\0')
        return;
    chrome_draw_message(ui);
    move(ui->cursor_row, ui->cursor_col);
    wnoutrefresh(stdscr);
    frame_show(&ui->terminal.frame);
}

void stack_draw(struct ui *ui) {
    ui->message_row = ui_rows(ui) - 2;
    if (ui->input.is_shown && !input_is_composing(ui))
        stack_mark_dirty(ui); /* what its line covered comes back */
    if (ui->is_small) {
        chrome_draw_small(ui);
    } else if (ui->top) {
        draw_views(ui);
        chrome_draw_message(ui);
        input_draw(ui);
    }
    bool has_moved = ui->cursor_row != getcury(curscr) || ui->cursor_col != getcurx(curscr);
    if (!has_moved && !is_wintouched(stdscr) && !ui->clears_scrollback)
        return;
    if (!ui->is_opened)
        ui_ask_width(ui);
    move(ui->cursor_row, ui->cursor_col);
    wnoutrefresh(stdscr);
    frame_show(&ui->terminal.frame);
    if (ui->clears_scrollback)
        terminal_clear_scrollback(&ui->terminal);
    ui->clears_scrollback = false;
}
