/* What was typed is put by at the latest so many keys or a second after it was typed: the views that hold text are asked to,
 * between two keys, never while one waits for the disk. Knows no form. */
#include "ui/ui.h"

enum { KEEP_KEYS = 20, KEEP_MS = 1000 };

static bool has_keeper(const struct ui *ui) {
    const struct view *view = ui->top;
    while (view && !view->class->keep)
        view = view->below;
    return view != NULL;
}

void keeping_key_came(struct ui *ui) {
    struct keeping *keeping = &ui->keeping;
    if (keeping->keys == 0 && !has_keeper(ui))
        return;
    if (keeping->keys++ == 0)
        keeping->since_ms = ui_now_ms(ui);
}

int keeping_wait_ms(const struct ui *ui) {
    if (ui->keeping.keys == 0)
        return -1;
    int64_t left = ui->keeping.since_ms + KEEP_MS - ui_now_ms(ui);
    return left > 0 && ui->keeping.keys < KEEP_KEYS ? (int)left : 0;
}

void ui_keep_typed(struct ui *ui) {
    ui->keeping.keys = 0;
    for (struct view *view = ui->top; view; view = view->below)
        if (view->class->keep)
            view->class->keep(view);
}

bool keeping_run(struct ui *ui) {
    if (keeping_wait_ms(ui) != 0)
        return false;
    ui_keep_typed(ui);
    return true;
}
