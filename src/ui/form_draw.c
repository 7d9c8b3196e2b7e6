/* Draws what stands around a form's fields: labels, echoes, notes, the error and hint lines, the cursor.
 * The fields' own cells are form_cells'. Only what changed. */
#include "base/language.h"
#include "base/text.h"
#include "form/edit_text.h"
#include "ui/form_private.h"
#include "ui/undrawn.h"

#include <string.h>

enum { ECHO_COLS_LEAST = 4, ERROR_FROM_END = 4, HINT_FROM_END = 3 };

/* ---- labels and echoes ---------------------------------------------------------------------------- */

/* A value carried over from the last record has a `=` before its label, until it is touched. */
static void draw_label(const struct form *form, size_t index) {
    const struct placed_field *place = &form->layout.fields[index];
    int row = FORM_FIRST_ROW + place->label_row;
    if (place->label_col > 0 && form->fields[index].scr->is_sticky)
        ui_put(form->view.ui, row, place->label_col - 1, 1, INK_DIM,
               form->fields[index].is_carried ? "=" : "");
    ui_put(form->view.ui, row, place->label_col, text_width(place->label), INK_LABEL, place->label);
}

static void draw_brackets(const struct form *form, const struct placed_field *place) {
    struct ui *ui = form->view.ui;
    for (int i = 0; i < place->rows; i++) {
        int row = FORM_FIRST_ROW + place->row + i;
        if (place->col > 0)
            ui_put(ui, row, place->col - 1, 1, INK_PLAIN, "[");
        if (place->col + place->cols < ui_cols(ui))
            ui_put(ui, row, place->col + place->cols, 1, INK_PLAIN, "]");
    }
}

/* Columns behind a field up to the next label on its row, less a blank on either side. */
static int echo_room(const struct form *form, const struct placed_field *place) {
    int from = place->col + place->cols + 1;
    int to = ui_cols(form->view.ui);
    for (size_t i = 0; i < form->count; i++) {
        const struct placed_field *other = &form->layout.fields[i];
        if (other->page == place->page && other->label_row == place->row &&
            other->label_col >= from && other->label_col - 1 < to)
            to = other->label_col - 1;
    }
    return to - from;
}

static void draw_echo(const struct form *form, size_t index) {
    const struct placed_field *place = &form->layout.fields[index];
    const char *echo = form->fields[index].echo ? form->fields[index].echo : "";
    int room = echo_room(form, place);
    if (form->fields[index].scr->type != FIELD_DATE || room < ECHO_COLS_LEAST)
        return;
    ui_put(form->view.ui, FORM_FIRST_ROW + place->row, place->col + place->cols + 1, room,
           INK_LABEL, echo + strspn(echo, " "));
}

static void draw_page(struct form *form) {
    for (size_t i = 0; i < form->count; i++) {
        const struct placed_field *place = &form->layout.fields[i];
        if (place->page != form->page)
            continue;
        draw_label(form, i);
        if (form->fields[i].is_editable && form_cells_need_brackets(form))
            draw_brackets(form, place);
        form->fields[i].is_echo_dirty = true;
    }
}

/* ---- the lines below ------------------------------------------------------------------------------ */

static size_t count_lines(const char *text) {
    size_t lines = *text ? 1 : 0;
    for (; *text; text++)
        lines += *text == '\n';
    return lines < FORM_NOTES_MOST ? lines : FORM_NOTES_MOST;
}

/* Notes stand a blank row below the form, or as close to it as they must. */
static void draw_note(const struct form *form) {
    struct ui *ui = form->view.ui;
    const char *text = buffer_text(&form->note);
    int end = ui_rows(ui) - ERROR_FROM_END;
    int below = FORM_FIRST_ROW + form->layout.rows;
    int lines = (int)count_lines(text);
    int row = below + 1 + lines <= end ? below + 1 : end - lines;
    if (row < below)
        row = below;
    ui_clear_rows(ui, below, end);
    for (; lines > 0 && row < end; lines--, row++) {
        struct buffer line = BUFFER_INIT;
        size_t length = strcspn(text, "\n");
        buffer_append_bytes(&line, text, length);
        ui_put(ui, row, 1, -1, INK_PLAIN, buffer_text(&line));
        buffer_release(&line);
        text += length + (text[length] == '\n');
    }
}

static const char *usual_hint(const struct form_field *field) {
    switch (field->scr->type) {
    case FIELD_DATE:
        return _("日期：t 今天、+5 五天后、+5w 五个工作日后、1122、20261122");
    case FIELD_CHOICE:
    case FIELD_LOOKUP:
        return _("输入几个字或序号，F4 或 ? 选择");
    case FIELD_CODES:
        return _("可选几项，写名称或序号，用、隔开；F4 或 ? 选择");
    case FIELD_LINES:
        return _("F4 或 ? 打开明细表");
    case FIELD_MONEY:
        return _("金额，单位元，如 1234.50");
    case FIELD_FLAG:
        return _("按空格切换");
    default:
        return "";
    }
}

static void append_hint(const struct form *form, const struct form_field *field,
                        struct buffer *out) {
    struct buffer context = BUFFER_INIT;
    if (field->is_carried)
        buffer_append(out, _("沿用上一条。"));
    else if (field->scr->is_required)
        buffer_append(out, _("必填。"));
    if (*field->scr->hint) {
        buffer_append_format(&context, "%s.%s.hint", form->scr->record, field->scr->name);
        buffer_append(out, language_text(buffer_text(&context), field->scr->hint));
    } else {
        buffer_append(out, usual_hint(field));
    }
    buffer_release(&context);
}

/* The field the cursor stands in, and how it is filled. */
void form_append_help(const struct form *form, struct buffer *out) {
    const struct form_field *field = form->focus >= 0 ? &form->fields[form->focus] : NULL;
    if (!field)
        return;
    buffer_append_format(out, "\001%s%s", _("这一栏："), field->label);
    buffer_append_char(out, '\n');
    append_hint(form, field, out);
    buffer_append_char(out, '\n');
    if (*field->scr->hint && *usual_hint(field))
        buffer_append_format(out, "%s\n", usual_hint(field));
    buffer_append_char(out, '\n');
}

/* Far from the limit by tens, so that the line is not drawn again for each character typed. */
static int room_shown(int room) {
    enum { EXACT_BELOW = 50, STEP = 10 };
    return room > EXACT_BELOW ? room - room % STEP : room;
}

static void append_room(const struct form_field *field, struct buffer *out) {
    struct problem filled;
    bool is_text = field->scr->type == FIELD_TEXT || field->is_memo;
    int room = field->is_memo ? text_edit_room(&field->text) : line_edit_room(&field->line);
    if (!is_text || field->scr->max <= 0)
        return;
    problem_set(&filled, STATUS_OK, "", "");
    problem_place_integer(&filled, "room", room_shown(room));
    problem_format(&filled, _("余 {room} 字"), NULL, out);
}

static bool take_first_line(void *context, size_t start, size_t end) {
    size_t *length = context;
    *length = end - start;
    return false;
}

/* The error; what does not fit in its line is given to stand in the hint's place. */
static void draw_error(const struct form *form, struct buffer *rest) {
    struct ui *ui = form->view.ui;
    int row = ui_rows(ui) - ERROR_FROM_END;
    const char *text = buffer_text(&form->error);
    struct buffer line = BUFFER_INIT;
    size_t length = 0;
    text_wrap(text, ui_cols(ui) - 2, take_first_line, &length);
    buffer_append_bytes(&line, text, length);
    ui_put(ui, row, 0, 1, INK_PLAIN, "");
    ui_put(ui, row, 1, -1, INK_ERROR, buffer_text(&line));
    buffer_append(rest, text + length);
    buffer_release(&line);
}

static void draw_foot(struct form *form) {
    struct ui *ui = form->view.ui;
    int row = ui_rows(ui) - HINT_FROM_END;
    struct buffer hint = BUFFER_INIT, room = BUFFER_INIT;
    const struct form_field *field = form_focused(form);
    draw_error(form, &hint);
    bool is_error_long = hint.length > 0;
    if (field && field->is_editable && !is_error_long) {
        append_hint(form, field, &hint);
        if (form->is_query)
            buffer_append(&room, buffer_text(&form->aside));
        else
            append_room(field, &room);
    }
    int room_cols = room.length > 0 ? text_width(buffer_text(&room)) + 1 : 0;
    ui_put(ui, row, 0, 1, INK_PLAIN, "");
    ui_put(ui, row, 1, ui_cols(ui) - 1 - room_cols, is_error_long ? INK_ERROR : INK_PLAIN,
           buffer_text(&hint));
    if (room_cols > 0)
        ui_put(ui, row, ui_cols(ui) - room_cols, room_cols, INK_PLAIN, buffer_text(&room));
    buffer_release(&hint);
    buffer_release(&room);
}

static void draw_head(const struct form *form) {
    struct buffer right = BUFFER_INIT;
    struct problem filled;
    buffer_append(&right, form->right);
    if (form->layout.pages > 1) {
        problem_set(&filled, STATUS_OK, "", "");
        problem_place_integer(&filled, "page", form->page + 1);
        problem_place_integer(&filled, "pages", form->layout.pages);
        if (right.length > 0)
            buffer_append(&right, "  ");
        problem_format(&filled, _("第 {page}/{pages} 页"), NULL, &right);
    }
    ui_title(form->view.ui, form->title, form->subtitle, buffer_text(&right));
    buffer_release(&right);
}

/* ---- all ------------------------------------------------------------------------------------------ */

static void draw_all(struct form *form) {
    struct ui *ui = form->view.ui;
    ui_clear_rows(ui, 0, ui_rows(ui) - 2);
    if (!form_cells_post(form))
        return;
    draw_page(form);
    for (size_t i = 0; i < form->count; i++)
        form->fields[i].is_dirty = false;
    form->is_head_dirty = true;
    form->is_foot_dirty = true;
    form->is_note_dirty = true;
    form->is_keys_dirty = true;
}

/* In the message line's place, while the cursor is on what is shown by something else. */
static void draw_code(struct form *form) {
    struct ui *ui = form->view.ui;
    const struct form_field *field = form_focused(form);
    struct buffer line = BUFFER_INIT;
    char32_t character = 0;
    if (ui_has_message(ui))
        return;
    if (field && field->is_memo)
        character =
            edit_text_undrawn(text_edit_text(&field->text), field->text.length, field->text.cursor);
    else if (field)
        character =
            edit_text_undrawn(line_edit_text(&field->line), field->line.length, field->line.cursor);
    undrawn_append_character(&line, character);
    if (character != 0 || form->is_code_shown)
        ui_put(ui, ui_rows(ui) - 2, 1, -1, INK_PLAIN, buffer_text(&line));
    form->is_code_shown = character != 0;
    buffer_release(&line);
}

static void place_cursor(struct form *form) {
    const struct form_field *field = form_focused(form);
    int row = 0, col = 0;
    if (!field) {
        ui_set_cursor(form->view.ui, FORM_FIRST_ROW, 0);
        return;
    }
    const struct placed_field *place = &form->layout.fields[form->focus];
    if (field->is_memo)
        text_edit_cursor(&field->text, &row, &col);
    else
        col = line_edit_cursor_col(&field->line);
    ui_set_cursor(form->view.ui, FORM_FIRST_ROW + place->row + row, place->col + col);
}

static void draw_fields(struct form *form) {
    form_cells_stand(form);
    for (size_t i = 0; i < form->count; i++) {
        struct form_field *field = &form->fields[i];
        bool is_here = form->layout.fields[i].page == form->page;
        if (field->is_dirty)
            form_cells_show(form, i);
        if (field->is_dirty && is_here && field->scr->is_sticky)
            draw_label(form, i);
        if (field->is_echo_dirty && is_here)
            draw_echo(form, i);
        field->is_dirty = false;
        field->is_echo_dirty = false;
    }
}

void form_draw(struct form *form) {
    if (form->view.is_dirty)
        draw_all(form);
    form->view.is_dirty = false;
    draw_fields(form);
    if (form->is_head_dirty)
        draw_head(form);
    if (form->is_note_dirty)
        draw_note(form);
    if (form->is_foot_dirty)
        draw_foot(form);
    if (form->is_keys_dirty)
        ui_key_line(form->view.ui, &form->view);
    form->is_keys_dirty = false;
    form->is_head_dirty = false;
    form->is_note_dirty = false;
    form->is_foot_dirty = false;
    draw_code(form);
    place_cursor(form);
}
