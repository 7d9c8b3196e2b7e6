/* The cursor's way through a form: from field to field, from page to page, from record to record. */
#include "base/language.h"
#include "ui/form_private.h"

#include <string.h>

/* A memo that is only read can be stood in to scroll it, detail lines to open them. */
bool form_can_stand(const struct form_field *field) {
    bool has_lines = form_field_is_lines(field) && field->stored && *field->stored;
    return field->is_editable || has_lines ||
           (field->is_memo && field->text.line_count > (size_t)field->text.rows);
}

struct form_field *form_focused(struct form *form) {
    return form->focus >= 0 ? &form->fields[form->focus] : NULL;
}

static void set_page(struct form *form, int page) {
    if (form->page == page)
        return;
    form->page = page;
    form->view.is_dirty = true;
}

void form_enter(struct form *form, int index) {
    struct form_field *field = &form->fields[index];
    if (form->focus >= 0)
        form->fields[form->focus].is_dirty = true;
    form->focus = index;
    form->is_fresh = true;
    form->is_foot_dirty = true;
    if (!field->is_memo)
        line_edit_set(&field->line, line_edit_text(&field->line));
    field->is_dirty = true;
    set_page(form, form->layout.fields[index].page);
    form_label_keys(form);
    form_clear_error(form);
    form_show_field_problem(form, field);
}

static void rest(struct form_field *field) {
    if (field->is_memo)
        text_edit_rest(&field->text);
    else
        line_edit_rest(&field->line);
    field->is_dirty = true;
}

bool form_leave(struct form *form) {
    struct form_field *field = form_focused(form);
    struct problem problem;
    bool is_several = false;
    if (!field)
        return true;
    enum status status = form_field_commit(form, field, &problem, &is_several);
    if (is_several) {
        form_open_list(form);
        return false;
    }
    rest(field);
    if (status != STATUS_OK)
        form_show_problem(form, field, &problem, 0);
    return true;
}

/* Where the cursor can go from `from`; -1 when nowhere. */
static int neighbour(const struct form *form, int from, int step, bool wraps) {
    int count = (int)form->count;
    for (int i = from + step, tried = 0; tried < count; i += step, tried++) {
        if (i < 0 || i >= count) {
            if (!wraps)
                return -1;
            i = i < 0 ? count - 1 : 0;
        }
        if (form_can_stand(&form->fields[i]))
            return i;
    }
    return -1;
}

/* The error of the field just left stays to be read, unless the new field has its own. */
static void go(struct form *form, int index) {
    struct buffer left_error = BUFFER_INIT;
    if (index < 0 || !form_leave(form))
        return;
    buffer_append(&left_error, buffer_text(&form->error));
    form_enter(form, index);
    if (form->error.length == 0)
        buffer_append(&form->error, buffer_text(&left_error));
    buffer_release(&left_error);
}

void form_next(struct form *form, bool wraps) {
    go(form, neighbour(form, form->focus, 1, wraps));
}

void form_previous(struct form *form, bool wraps) {
    go(form, neighbour(form, form->focus < 0 ? (int)form->count : form->focus, -1, wraps));
}

void form_enter_key(struct form *form) {
    int next = neighbour(form, form->focus, 1, false);
    if (next >= 0)
        go(form, next);
    else if (!form->is_read_only && form_leave(form))
        form_save(form);
}

static int first_of_page(const struct form *form, int page) {
    for (size_t i = 0; i < form->count; i++)
        if (form->layout.fields[i].page == page && form_can_stand(&form->fields[i]))
            return (int)i;
    return -1;
}

static void turn_record(struct form *form, const char *command) {
    if (form_is_changed(form))
        ui_message(form->view.ui, _("本条有改动：先 F2 保存，或按 Esc 放弃"));
    else if (form->handlers.command)
        form->handlers.command(form->handlers.context, &form->view, command);
}

static void turn(struct form *form, int step) {
    int page = form->page + step;
    if (page < 0 || page >= form->layout.pages) {
        turn_record(form, step > 0 ? "next" : "previous");
        return;
    }
    int index = first_of_page(form, page);
    if (!form_leave(form))
        return;
    if (index < 0)
        form->focus = -1;
    set_page(form, page);
    if (index >= 0)
        form_enter(form, index);
}

/* A memo that is all to be seen has no pages of its own. */
static bool has_more_to_show(const struct form_field *field) {
    return field && field->is_memo && field->text.line_count > (size_t)field->text.rows;
}

void form_page_down(struct form *form) {
    struct form_field *field = form_focused(form);
    if (has_more_to_show(field) && text_edit_page_down(&field->text) == EDIT_DONE)
        field->is_dirty = true;
    else
        turn(form, 1);
}

void form_page_up(struct form *form) {
    struct form_field *field = form_focused(form);
    if (has_more_to_show(field) && text_edit_page_up(&field->text) == EDIT_DONE)
        field->is_dirty = true;
    else
        turn(form, -1);
}

void form_stand_first(struct form *form, const char *name) {
    int index = neighbour(form, -1, 1, false);
    const struct form_field *named = name && *name ? form_field_find(form, name) : NULL;
    if (named && form_can_stand(named))
        index = (int)(named - form->fields);
    form->focus = -1;
    form->page = 0;
    form->view.is_dirty = true;
    if (index >= 0)
        form_enter(form, index);
}
