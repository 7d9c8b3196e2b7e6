/* libform's part of a form: where fields are, which page and which field is current, their attributes.
 * Texts only go into it, one row that fits at a time; they are never read back (its buffers corrupt
 * Chinese), and it is given no keys. */
#include "ui/form_private.h"

#include "ui/curses_api.h"
#include "ui/ui.h"

#include <form.h>
#include <stdlib.h>

struct form_cells {
    FORM *libform;
    FIELD **fields; /* of all rows of all fields; ends with NULL */
    size_t *first;  /* index in `fields` of each field's first row */
    size_t count;
    WINDOW *area;
    int standing; /* -1: in none */
};

static void unpost(struct form_cells *cells) {
    if (cells->libform)
        unpost_form(cells->libform);
    if (cells->area)
        delwin(cells->area);
    cells->area = NULL;
}

void form_cells_free(struct form *form) {
    struct form_cells *cells = form->cells;
    if (!cells)
        return;
    unpost(cells);
    if (cells->libform)
        free_form(cells->libform);
    for (size_t i = 0; i < cells->count; i++)
        free_field(cells->fields[i]);
    free(cells->fields);
    free(cells->first);
    free(cells);
    form->cells = NULL;
}

static attr_t ink_of(const struct form *form, size_t index) {
    enum ink ink = INK_PLAIN;
    if (form->fields[index].is_editable)
        ink = (int)index == form->focus && !form->fields[index].is_memo ? INK_FIELD_NOW : INK_FIELD;
    return (attr_t)form->view.ui->attributes[ink];
}

/* A row of a field. Only an editable field's first row can be stood in. */
static FIELD *make_row(const struct form *form, size_t index, int row, bool starts_page) {
    const struct placed_field *place = &form->layout.fields[index];
    FIELD *field = new_field(1, place->cols, place->row + row, place->col, 0, 0);
    if (!field)
        return NULL;
    set_field_opts(field, O_VISIBLE | O_PUBLIC | O_STATIC);
    if (row == 0 && form_can_stand(&form->fields[index]))
        field_opts_on(field, O_ACTIVE);
    set_field_fore(field, (chtype)ink_of(form, index));
    set_field_back(field, (chtype)ink_of(form, index));
    set_new_page(field, starts_page);
    return field;
}

static bool make_fields(struct form *form, struct form_cells *cells) {
    int page = 0;
    for (size_t i = 0; i < form->count; i++) {
        const struct placed_field *place = &form->layout.fields[i];
        cells->first[i] = cells->count;
        for (int row = 0; row < place->rows; row++) {
            FIELD *field = make_row(form, i, row, row == 0 && place->page != page);
            if (!field)
                return false;
            cells->fields[cells->count++] = field;
        }
        page = place->page;
    }
    return true;
}

bool form_cells_make(struct form *form) {
    size_t rows = 0;
    form_cells_free(form);
    for (size_t i = 0; i < form->count; i++)
        rows += (size_t)form->layout.fields[i].rows;
    struct form_cells *cells = calloc(1, sizeof *cells);
    if (!cells)
        return false;
    form->cells = cells;
    cells->standing = -1;
    cells->fields = calloc(rows + 1, sizeof *cells->fields);
    cells->first = calloc(form->count + 1, sizeof *cells->first);
    if (!cells->fields || !cells->first || !make_fields(form, cells))
        return false;
    cells->libform = new_form(cells->fields);
    return cells->libform != NULL;
}

static void paint(const struct form *form, size_t index) {
    const struct form_cells *cells = form->cells;
    chtype ink = (chtype)ink_of(form, index);
    for (int row = 0; row < form->layout.fields[index].rows; row++) {
        FIELD *field = cells->fields[cells->first[index] + (size_t)row];
        if (field_back(field) != ink) {
            set_field_fore(field, ink);
            set_field_back(field, ink);
        }
    }
}

void form_cells_show(struct form *form, size_t index) {
    const struct form_cells *cells = form->cells;
    const struct form_field *field = &form->fields[index];
    struct buffer slice = BUFFER_INIT;
    paint(form, index);
    for (int row = 0; row < form->layout.fields[index].rows; row++) {
        buffer_clear(&slice);
        if (field->is_memo)
            text_edit_append_row(&field->text, row, &slice);
        else
            line_edit_append_window(&field->line, &slice);
        set_field_buffer(cells->fields[cells->first[index] + (size_t)row], 0, buffer_text(&slice));
    }
    buffer_release(&slice);
}

void form_cells_stand(struct form *form) {
    struct form_cells *cells = form->cells;
    if (form->focus < 0 || cells->standing == form->focus)
        return;
    set_current_field(cells->libform, cells->fields[cells->first[form->focus]]);
    cells->standing = form->focus;
}

bool form_cells_post(struct form *form) {
    struct form_cells *cells = form->cells;
    const struct ui *ui = form->view.ui;
    int rows = ui_rows(ui) - FORM_OTHER_ROWS;
    unpost(cells);
    for (size_t i = 0; i < form->count; i++)
        form_cells_show(form, i);
    cells->area = derwin(stdscr, rows, ui_cols(ui), FORM_FIRST_ROW, 0);
    /* Without a window of its own libform would take, and erase, the whole screen. */
    if (!cells->area)
        return false;
    set_form_win(cells->libform, stdscr);
    set_form_sub(cells->libform, cells->area);
    if (form->focus >= 0)
        set_current_field(cells->libform, cells->fields[cells->first[form->focus]]);
    else
        set_form_page(cells->libform, form->page);
    cells->standing = form->focus;
    return post_form(cells->libform) == E_OK;
}

bool form_cells_need_brackets(const struct form *form) {
    return !ui_has_colors(form->view.ui);
}
