/* Keys inside a field: the line and text editors, value lists, `..` and F9. Which field comes next is
 * form_move's. */
#include "base/language.h"
#include "base/text.h"
#include "ui/form_codes.h"
#include "ui/prompt.h"

#include <string.h>

struct line_action {
    enum key_code code;
    enum edit_result (*on_line)(struct line_edit *edit);
    enum edit_result (*on_text)(struct text_edit *edit);
    bool is_change;
};

static enum edit_result clear_row(struct text_edit *edit) {
    text_edit_home(edit);
    return text_edit_clear_end(edit);
}

static const struct line_action actions[] = {
    {KEY_CODE_LEFT, line_edit_left, text_edit_left, false},
    {KEY_CODE_RIGHT, line_edit_right, text_edit_right, false},
    {KEY_CODE_HOME, line_edit_home, text_edit_home, false},
    {KEY_CODE_END, line_edit_end, text_edit_end, false},
    {KEY_CODE_BACKSPACE, line_edit_backspace, text_edit_backspace, true},
    {KEY_CODE_DELETE, line_edit_delete, text_edit_delete, true},
    {KEY_CTRL('U'), line_edit_clear, clear_row, true},
    {KEY_CTRL('K'), line_edit_clear_end, text_edit_clear_end, true},
    {KEY_CTRL('Z'), line_edit_undo, text_edit_undo, true},
};

/* What stands beside a date is said of the date that was, until the new one is understood. */
static void drop_echo(struct form_field *field) {
    if (!field->echo || !*field->echo)
        return;
    field->echo[0] = '\0';
    field->is_echo_dirty = true;
}

static void edited(struct form *form, struct form_field *field) {
    drop_echo(field);
    field->is_typed = true;
    field->is_carried = false;
    field->is_fixed = true;
    field->is_dirty = true;
    form->is_settled = false;
    form->is_foot_dirty = true;
    form->serial++;
}

static void tell(struct form *form, const struct form_field *field, enum edit_result result) {
    struct problem filled;
    struct buffer text = BUFFER_INIT;
    if (field->line.failed || field->text.failed) {
        ui_error(form->view.ui, _("内存不足，没有放进去"));
    } else if (result == EDIT_FULL) {
        int max = field->is_memo ? field->text.max : field->line.max;
        problem_set(&filled, STATUS_OK, "", "");
        problem_place_integer(&filled, "max", max);
        problem_format(&filled, _("这一栏最多 {max} 字，余下的没有放进去"), NULL, &text);
        ui_error(form->view.ui, buffer_text(&text));
    } else if (result == EDIT_REFUSED) {
        ui_error(form->view.ui, _("含有不能保存的字符（控制符、不可见字符），没有放进去"));
    }
    buffer_release(&text);
}

static bool is_value(const struct form_field *field) {
    enum field_type type = field->scr->type;
    return type != FIELD_TEXT && type != FIELD_MEMO && type != FIELD_CODE;
}

/* `..`, also as an input method types it. */
static bool means_last(const struct form_field *field) {
    struct buffer folded = BUFFER_INIT;
    if (field->is_memo || field->line.length > 2 * sizeof "。")
        return false;
    text_append_folded(&folded, line_edit_text(&field->line));
    bool is_dots = strcmp(buffer_text(&folded), "..") == 0;
    buffer_release(&folded);
    return is_dots;
}

static void insert(struct form *form, struct form_field *field, const char *text, size_t length) {
    if (form->is_fresh && is_value(field) && !field->is_memo && !form->is_query)
        line_edit_clear(&field->line);
    form->is_fresh = false;
    enum edit_result result = field->is_memo ? text_edit_insert(&field->text, text, length)
                                             : line_edit_insert(&field->line, text, length);
    edited(form, field);
    tell(form, field, result);
}

static void toggle_flag(struct form *form, struct form_field *field, char32_t typed) {
    bool is_set = field->stored && strcmp(field->stored, "1") == 0;
    switch (text_fold_key(typed)) {
    case ' ':
        is_set = !is_set;
        break;
    case '1':
    case 'y':
    case U'是':
        is_set = true;
        break;
    case '0':
    case 'n':
    case U'否':
        is_set = false;
        break;
    default:
        return;
    }
    form->is_settled = false;
    form_field_choose(form, field, is_set ? "1" : "0");
}

static void type_character(struct form *form, struct form_field *field, char32_t character) {
    char bytes[4];
    bool is_empty = form_field_typed(field)[0] == '\0';
    if (field->scr->type == FIELD_FLAG) {
        toggle_flag(form, field, character);
        return;
    }
    if (form_field_is_lines(field)) {
        if (text_fold_key(character) == '?')
            form_open_lines(form);
        else
            ui_message(form->view.ui, _("明细在表里填写：按 F4 打开"));
        return;
    }
    if (form_field_has_list(field) && text_fold_key(character) == '?' &&
        (is_empty || form->is_fresh)) {
        form_open_list(form);
        return;
    }
    insert(form, field, bytes, text_encode(character, bytes));
    if (means_last(field) && fields_has(&form->last, field->scr->name))
        form_take_last(form);
}

void form_take_last(struct form *form) {
    struct form_field *field = form_focused(form);
    if (!field || !field->is_editable)
        return;
    if (!fields_has(&form->last, field->scr->name)) {
        ui_message(form->view.ui, _("上一条没有这一栏的值"));
        return;
    }
    form->is_settled = false;
    form_field_choose(form, field, fields_text(&form->last, field->scr->name));
    if (!field->is_memo)
        line_edit_end(&field->line);
    form->is_fresh = true;
}

/* ---- value list ----------------------------------------------------------------------------------- */

static void fetch_values(void *context, const char *typed, struct choices *out) {
    struct form *form = context;
    const struct form_field *field = form_focused(form);
    bool is_lookup = field->scr->type == FIELD_LOOKUP;
    if (form->domain.choices)
        form->domain.choices(form->domain.context,
                             is_lookup ? field->scr->lookup : field->scr->choices, is_lookup, typed,
                             out);
}

/* The condition with the chosen name put behind its last |, or in place of it all. */
static void append_condition(const struct form *form, const struct form_field *field,
                             const char *code, struct buffer *out) {
    const char *typed = form_field_typed(field);
    size_t length = strlen(typed), wide = strlen("｜");
    bool is_lookup = field->scr->type == FIELD_LOOKUP;
    if (length > 0 &&
        (typed[length - 1] == '|' || (length >= wide && strcmp(typed + length - wide, "｜") == 0)))
        buffer_append(out, typed);
    buffer_append(out, is_lookup ? "=" : "");
    if (form->domain.label)
        form->domain.label(form->domain.context,
                           is_lookup ? field->scr->lookup : field->scr->choices, is_lookup, code,
                           out);
}

static void codes_chosen(void *context, const char *codes) {
    struct form *form = context;
    struct form_field *field = form_focused(form);
    struct buffer sorted = BUFFER_INIT;
    if (!codes)
        return;
    form->is_settled = false;
    form_codes_sort(form, field, codes, &sorted);
    form_field_choose(form, field, buffer_text(&sorted));
    buffer_release(&sorted);
    form_next(form, false);
}

static void value_chosen(void *context, const char *code) {
    struct form *form = context;
    struct buffer condition = BUFFER_INIT;
    struct form_field *field = form_focused(form);
    if (!code)
        return;
    form->is_settled = false;
    if (form->is_query)
        append_condition(form, field, code, &condition);
    form_field_choose(form, field, form->is_query ? buffer_text(&condition) : code);
    buffer_release(&condition);
    form_next(form, false);
}

/* What the list begins with: of a condition, the name after the last | and =. */
static const char *list_start(const struct form *form, const struct form_field *field) {
    const char *typed = field->is_typed ? form_field_typed(field) : "";
    const char *start = typed;
    for (const char *at = typed; form->is_query && *at; at++) {
        size_t wide = strlen("｜");
        if (*at == '|' || *at == '=')
            start = at + 1;
        else if (strncmp(at, "｜", wide) == 0 || strncmp(at, "＝", wide) == 0)
            start = at + wide;
    }
    return start;
}

/* What of the typed text is understood stands marked. */
static void open_codes(struct form *form, const struct form_field *field, int row) {
    struct buffer marked = BUFFER_INIT;
    struct problem ignored;
    const char *codes = field->stored ? field->stored : "";
    if (field->is_typed) {
        (void)!form_field_parse(form, field, &marked, &ignored, NULL);
        codes = buffer_text(&marked);
    }
    prompt_list_many(form->view.ui, field->label, row, codes, fetch_values, codes_chosen, form);
    buffer_release(&marked);
}

void form_open_list(struct form *form) {
    const struct form_field *field = form_focused(form);
    const struct placed_field *place = &form->layout.fields[form->focus];
    if (field->scr->type == FIELD_CODES && !form->is_query) {
        open_codes(form, field, FORM_FIRST_ROW + place->row);
        return;
    }
    prompt_list(form->view.ui, field->label, FORM_FIRST_ROW + place->row, list_start(form, field),
                fetch_values, value_chosen, form);
}

static bool run_further_commands(struct form *form) {
    return form->handlers.command &&
           form->handlers.command(form->handlers.context, &form->view, "commands");
}

void form_choose(struct form *form) {
    const struct form_field *field = form_focused(form);
    if (form->keys_to_commands == 1 && run_further_commands(form))
        return;
    if (field && form_field_is_lines(field))
        form_open_lines(form);
    else if (field && field->is_editable && form_field_has_list(field))
        form_open_list(form);
    else if (!run_further_commands(form))
        ui_message(form->view.ui, _("这一栏没有可选的值"));
}

void form_open_phrases(struct form *form) {
    const struct form_field *field = form_focused(form);
    if (form_takes_phrases(field))
        form->handlers.phrases(form->handlers.context, &form->view, field->scr->name);
    else
        ui_message(form->view.ui, _("常用语用在写文字的栏里"));
}

/* ---- keys ----------------------------------------------------------------------------------------- */

/* Holds no text that keys could change. */
static bool is_typed_elsewhere(const struct form_field *field) {
    return field->scr->type == FIELD_FLAG || form_field_is_lines(field);
}

static bool run_action(struct form *form, struct form_field *field, enum key_code code) {
    for (size_t i = 0; i < sizeof actions / sizeof *actions; i++) {
        const struct line_action *action = &actions[i];
        if (action->code != code)
            continue;
        if (action->is_change && (!field->is_editable || is_typed_elsewhere(field)))
            return true;
        enum edit_result result =
            field->is_memo ? action->on_text(&field->text) : action->on_line(&field->line);
        form->is_fresh = false;
        field->is_dirty = true;
        if (action->is_change && result == EDIT_DONE)
            edited(form, field);
        return true;
    }
    return false;
}

static void move_vertically(struct form *form, struct form_field *field, bool is_down) {
    if (field && field->is_memo) {
        enum edit_result result =
            is_down ? text_edit_down(&field->text) : text_edit_up(&field->text);
        field->is_dirty = true;
        if (result == EDIT_DONE)
            return;
    }
    if (is_down)
        form_next(form, false);
    else
        form_previous(form, false);
}

static bool run_move(struct form *form, struct form_field *field, enum key_code code) {
    bool is_memo = field && field->is_memo && field->is_editable;
    switch (code) {
    case KEY_CODE_ENTER:
        if (is_memo)
            insert(form, field, "\n", 1);
        else
            form_enter_key(form);
        return true;
    case KEY_CODE_TAB:
        form_next(form, true);
        return true;
    case KEY_CODE_BACK_TAB:
        form_previous(form, true);
        return true;
    case KEY_CODE_DOWN:
    case KEY_CODE_UP:
        move_vertically(form, field, code == KEY_CODE_DOWN);
        return true;
    default:
        return false;
    }
}

enum view_answer form_key(struct form *form, const struct key *key) {
    struct form_field *field = form_focused(form);
    if (run_move(form, field, key->code))
        return VIEW_HANDLED;
    if (!field)
        return VIEW_PASS;
    if (key->code == KEY_CODE_TEXT) {
        if (field->is_editable)
            type_character(form, field, key->character);
        return VIEW_HANDLED;
    }
    return run_action(form, field, key->code) ? VIEW_HANDLED : VIEW_PASS;
}

void form_paste(struct form *form, const char *text, size_t length) {
    struct form_field *field = form_focused(form);
    if (field && field->is_editable && !is_typed_elsewhere(field))
        insert(form, field, text, length);
}
