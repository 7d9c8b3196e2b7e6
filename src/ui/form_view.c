/* The form view: its making, its commands, and what screens may ask of it. Rules and records are the
 * handlers'; texts are line_edit's and text_edit's; cells are libform's. */
#include "ui/form_view.h"
#include "base/language.h"
#include "base/text.h"
#include "ui/form_private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct action {
    struct command command;
    void (*run)(struct form *form); /* NULL: the loop's */
};

/* ---- commands ------------------------------------------------------------------------------------- */

static void handler_command(struct form *form, const char *name) {
    if (!form->handlers.command(form->handlers.context, &form->view, name))
        ui_message(form->view.ui, _("这里没有这个命令"));
}

static void take_up(struct form *form) {
    handler_command(form, "take_up");
}

static void create(struct form *form) {
    handler_command(form, "create");
}

static const struct action actions[] = {
    {{"help", N_("帮助"), N_("本栏说明"), {KEY_CODE_F1}, 0}, NULL},
    {{"save", N_("保存"), N_("检查并保存；有错时到第一处，再按到下一处"), {KEY_CODE_F2}, 0},
     form_save},
    {{"leave", N_("离开"), N_("离开；未保存的内容留作草稿"), {KEY_CODE_F3}, 0}, form_keep_leave},
    {{"choose", N_("选择"), N_("本栏可选的值；没有时是本表的其他命令"), {KEY_CODE_F4}, 0},
     form_choose},
    {{"take_up", NULL, N_("取用下面所列的相近记录"), {KEY_CODE_F5}, 0}, take_up},
    {{"create", NULL, N_("再登一条新的"), {KEY_CODE_F6}, 0}, create},
    {{"phrases", NULL, N_("常用语：放到光标处，或把本格内容存为常用语"), {KEY_CODE_F7}, 0},
     form_open_phrases},
    {{"take_last", N_("同上条"), N_("取上一条这一栏的值（空栏里输入 .. 也可）"), {KEY_CODE_F9}, 0},
     form_take_last},
    {{"page_down", NULL, N_("下一页，或下一条"), {KEY_CODE_PAGE_DOWN}, 0}, form_page_down},
    {{"page_up", NULL, N_("上一页，或上一条"), {KEY_CODE_PAGE_UP}, 0}, form_page_up},
    {{"cancel", N_("取消"), N_("取消；有改动时先问"), {KEY_CODE_ESCAPE, KEY_CODE_F12}, 0},
     form_ask_leave},
};
enum { ACTION_COUNT = sizeof actions / sizeof *actions };

static void clear_query(struct form *form) {
    handler_command(form, "clear");
}

static void take_last_query(struct form *form) {
    handler_command(form, "last");
}

static const struct action query_actions[] = {
    {{"help", N_("帮助"), N_("本栏说明"), {KEY_CODE_F1}, 0}, NULL},
    {{"run", N_("查询"), N_("按填的条件查询；有错时到第一处"), {KEY_CODE_F2}, 0}, form_save},
    {{"close", N_("返回"), N_("返回，不查询"), {KEY_CODE_F3, KEY_CODE_ESCAPE, KEY_CODE_F12}, 0},
     form_ask_leave},
    {{"choose", N_("选择"), N_("本栏可选的值；前面写了 | 的接在后面"), {KEY_CODE_F4}, 0},
     form_choose},
    {{"clear", N_("清空"), N_("清空全部条件；空着按 F2 就是整个表"), {KEY_CODE_F6}, 0},
     clear_query},
    {{"last", N_("上次条件"), N_("填上这个画面上次查询的条件"), {KEY_CODE_F9}, 0}, take_last_query},
    {{"page_down", NULL, N_("下一页"), {KEY_CODE_PAGE_DOWN}, 0}, form_page_down},
    {{"page_up", NULL, N_("上一页"), {KEY_CODE_PAGE_UP}, 0}, form_page_up},
};
enum { QUERY_ACTION_COUNT = sizeof query_actions / sizeof *query_actions };

/* Once saved, the first key may be F4 for further commands; any other is typed as ever. */
static void count_key(struct form *form) {
    if (form->keys_to_commands > 0)
        form->keys_to_commands--;
}

static enum view_answer run_command(struct view *view, const struct command *command) {
    struct form *form = (struct form *)view;
    size_t index = (size_t)(command - form->commands);
    count_key(form);
    if (index >= FORM_COMMANDS_MOST || !form->runs[index])
        return VIEW_PASS;
    form_clear_error(form);
    form->runs[index](form);
    return VIEW_HANDLED;
}

static enum view_answer take_key(struct view *view, const struct key *key) {
    struct form *form = (struct form *)view;
    count_key(form);
    form_clear_error(form);
    return form_key(form, key);
}

/* In no date, sum, number or code. */
static bool takes_hanzi(const struct view *view) {
    const struct form *form = (const struct form *)view;
    const struct form_field *field = form->focus >= 0 ? &form->fields[form->focus] : NULL;
    if (!field || !field->is_editable)
        return false;
    return field->is_memo || field->scr->type == FIELD_TEXT || form_field_has_list(field);
}

static void paste(struct view *view, const char *text, size_t length) {
    struct form *form = (struct form *)view;
    count_key(form);
    form_clear_error(form);
    form_paste(form, text, length);
}

static void draw(struct view *view) {
    form_draw((struct form *)view);
}

/* ---- making and resizing -------------------------------------------------------------------------- */

static enum status make_layout(struct form *form, struct ui *ui, struct layout *out,
                               struct problem *problem) {
    return layout_make(form->scr, ui_rows(ui) - FORM_OTHER_ROWS, ui_cols(ui), language_text, out,
                       problem);
}

static void resized(struct view *view) {
    struct form *form = (struct form *)view;
    struct layout layout = {0};
    struct problem problem;
    view->is_dirty = true;
    /* Too small a terminal: the old layout waits for a larger one. */
    if (make_layout(form, view->ui, &layout, &problem) != STATUS_OK)
        return;
    layout_release(&form->layout);
    form->layout = layout;
    for (size_t i = 0; i < form->count; i++) {
        const struct placed_field *place = &layout.fields[i];
        if (form->fields[i].is_memo)
            text_edit_set_size(&form->fields[i].text, place->cols, place->rows);
        else
            line_edit_set_cols(&form->fields[i].line, place->cols);
    }
    if (form->focus >= 0)
        form->page = layout.fields[form->focus].page;
    if (form->page >= layout.pages)
        form->page = 0;
    if (!form_cells_make(form))
        ui_error(view->ui, _("内存不足"));
}

static const char *own_label(const struct form *form, const struct scr_field *scr) {
    struct buffer context = BUFFER_INIT;
    buffer_append_format(&context, "%s.%s", form->scr->record, scr->name);
    const char *label = language_text(buffer_text(&context), scr->label);
    buffer_release(&context);
    return label;
}

/* As many characters as a value of this type can need. */
static int typed_most(const struct scr_field *scr) {
    enum { VALUE_MOST = 60, CODES_MOST = 400 };
    if (scr->type == FIELD_TEXT || scr->type == FIELD_MEMO || scr->type == FIELD_CODE)
        return scr->max;
    if (scr->type == FIELD_CODES)
        return CODES_MOST;
    return VALUE_MOST;
}

static void init_field(struct form *form, size_t index) {
    struct form_field *field = &form->fields[index];
    const struct placed_field *place = &form->layout.fields[index];
    field->scr = place->field;
    field->label = own_label(form, field->scr);
    field->is_memo = field->scr->type == FIELD_MEMO;
    field->is_editable = field->scr->kind == FIELD_EDITABLE && !form->is_read_only;
    int most = field->is_editable ? typed_most(field->scr) : 0;
    if (field->is_memo)
        text_edit_init(&field->text, place->cols, place->rows, most);
    else
        line_edit_init(&field->line, place->cols, most);
}

static bool is_carried(const struct form *form, const struct form_field *field) {
    const char *value = fields_text(&form->values, field->scr->name);
    return field->scr->is_sticky && *value &&
           strcmp(value, fields_text(&form->last, field->scr->name)) == 0;
}

static void show_typed(struct form *form) {
    char *names = text_copy(fields_text(&form->values, FORM_TYPED)), *rest = names;
    for (char *name = names ? strtok_r(names, " ", &rest) : NULL; name;
         name = strtok_r(NULL, " ", &rest)) {
        struct form_field *field = form_field_find(form, name);
        if (field && field->is_editable)
            form_field_set_typed(field, fields_text(&form->values, name));
    }
    free(names);
    fields_set(&form->values, FORM_TYPED, NULL);
}

static void fill(struct form *form, const struct fields *values, const char *focus) {
    fields_release(&form->values);
    fields_release(&form->initial);
    if (values)
        fields_merge(&form->values, values);
    for (size_t i = 0; i < form->count; i++) {
        struct form_field *field = &form->fields[i];
        form_field_set(form, field, fields_text(&form->values, field->scr->name));
        field->is_fixed = false;
        field->is_carried = is_carried(form, field);
    }
    show_typed(form);
    fields_merge(&form->initial, &form->values);
    form->problems.count = 0;
    form->is_settled = false;
    buffer_clear(&form->error);
    if (form->handlers.changed)
        form->handlers.changed(form->handlers.context, &form->view, "");
    form_stand_first(form, focus);
}

static bool is_offered(const struct form *form, const struct action *action) {
    if (action->run == take_up || action->run == create)
        return form->handlers.command != NULL;
    if (action->run == form_open_phrases)
        return form->handlers.phrases != NULL && !form->is_read_only;
    if (action->run == form_save || action->run == form_take_last)
        return !form->is_read_only;
    return true;
}

static void set_class(struct form *form) {
    _Static_assert((int)ACTION_COUNT <= (int)FORM_COMMANDS_MOST, "the form's commands fit");
    size_t count = 0;
    const struct action *offered = form->is_query ? query_actions : actions;
    size_t offered_count = form->is_query ? QUERY_ACTION_COUNT : ACTION_COUNT;
    for (size_t i = 0; i < offered_count; i++)
        if (is_offered(form, &offered[i])) {
            form->runs[count] = offered[i].run;
            form->commands[count++] = offered[i].command;
        }
}

static void set_label(struct form *form, void (*run)(struct form *form), const char *label) {
    for (size_t i = 0; form->commands[i].name; i++)
        if (form->runs[i] == run && form->commands[i].label != label) {
            form->commands[i].label = label;
            form->is_keys_dirty = true;
        }
}

void form_label_keys(struct form *form) {
    const struct form_field *field = form_focused(form);
    bool has_list = field && field->is_editable && form_field_has_list(field);
    const char *more = form->has_commands ? N_("更多") : NULL;
    const char *list = has_list ? N_("选择") : more;
    set_label(form, form_choose, field && form_field_is_lines(field) ? N_("明细") : list);
    set_label(form, form_open_phrases, form_takes_phrases(field) ? N_("常用语") : NULL);
}

static void release(struct form *form) {
    form_cells_free(form);
    for (size_t i = 0; form->fields && i < form->count; i++)
        form_release_field(&form->fields[i]);
    free(form->fields);
    layout_release(&form->layout);
    fields_release(&form->values);
    fields_release(&form->initial);
    fields_release(&form->last);
    buffer_release(&form->error);
    buffer_release(&form->note);
    buffer_release(&form->aside);
    free(form->kept.letters);
    free(form->kept.open_lines);
    free(form->title);
    free(form->subtitle);
    free(form->right);
    free(form);
}

static void free_view(struct view *view) {
    struct form *form = (struct form *)view;
    form_keep_if_lost(form);
    if (form->handlers.free)
        form->handlers.free(form->handlers.context);
    release(form);
}

static void append_help(const struct view *view, struct buffer *out) {
    const struct form *form = (const struct form *)view;
    form_append_help(form, out);
    if (form->handlers.explain)
        form->handlers.explain(form->handlers.context, out);
}

static bool idle(struct view *view) {
    struct form *form = (struct form *)view;
    return form->handlers.idle(form->handlers.context, view);
}

static void keep_typed(struct view *view) {
    form_keep_typed((struct form *)view);
}

static const struct view_class form_class = {
    .name = "form",
    .is_full_screen = true,
    .takes_text = true,
    .takes_hanzi = takes_hanzi,
    .draw = draw,
    .command = run_command,
    .key = take_key,
    .paste = paste,
    .resized = resized,
    .help = append_help,
    .keep = keep_typed,
    .free = free_view,
};

static void copy_spec(struct form *form, const struct form_spec *spec) {
    form->scr = spec->scr;
    form->title = text_copy(spec->title);
    form->subtitle = text_copy(spec->subtitle ? spec->subtitle : "");
    form->right = text_copy(spec->right ? spec->right : "");
    form->is_read_only = spec->is_read_only;
    form->is_query = spec->is_query;
    form->is_draft = spec->was_changed;
    form->focus = -1;
    if (spec->domain)
        form->domain = *spec->domain;
    if (spec->handlers)
        form->handlers = *spec->handlers;
    if (spec->last)
        fields_merge(&form->last, spec->last);
    snprintf(form->view.help_topic, sizeof form->view.help_topic, "%s",
             spec->help_topic ? spec->help_topic : "");
    set_class(form);
    form->class = form_class;
    form->class.commands = form->commands;
    form->class.idle = form->handlers.idle ? idle : NULL;
    form->view.class = &form->class;
}

/* Before the byte of the focused text, counted from 1, or the character it belongs to. */
static void stand_before(struct form *form, int cursor) {
    struct form_field *field = form_focused(form);
    if (field && field->is_memo && cursor > 0)
        text_edit_stand(&field->text, (size_t)cursor - 1);
    else if (field && field->scr->type == FIELD_TEXT && cursor > 0)
        line_edit_stand(&field->line, (size_t)cursor - 1);
}

static bool make_fields(struct form *form) {
    form->fields = calloc(form->layout.count + 1, sizeof *form->fields);
    if (!form->fields)
        return false;
    form->count = form->layout.count;
    for (size_t i = 0; i < form->count; i++)
        init_field(form, i);
    return form->title && form->subtitle && form->right;
}

enum status form_view_new(struct ui *ui, const struct form_spec *spec, struct view **out,
                          struct problem *problem) {
    struct form *form = calloc(1, sizeof *form);
    if (!form)
        return problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
    copy_spec(form, spec);
    form->view.ui = ui;
    enum status status = make_layout(form, ui, &form->layout, problem);
    if (status == STATUS_OK && !make_fields(form))
        status = problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
    if (status == STATUS_OK) {
        fill(form, spec->values, spec->focus);
        stand_before(form, spec->cursor);
        if (!form_cells_make(form))
            status = problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
    }
    if (status != STATUS_OK) {
        release(form);
        return status;
    }
    *out = &form->view;
    return STATUS_OK;
}

/* ---- what screens ask ----------------------------------------------------------------------------- */

static struct form *form_of(struct view *view) {
    return (struct form *)view;
}

void form_view_values(const struct view *view, struct fields *out) {
    form_collect((const struct form *)view, out);
}

void form_view_set(struct view *view, const char *name, const char *value) {
    struct form *form = form_of(view);
    struct form_field *field = form_field_find(form, name);
    fields_set(&form->values, name, value);
    if (!field)
        return;
    fields_set(&form->initial, name, value);
    form_field_set(form, field, value);
}

void form_view_set_note(struct view *view, const char *text) {
    struct form *form = form_of(view);
    buffer_clear(&form->note);
    buffer_append(&form->note, text);
    form->is_note_dirty = true;
}

void form_view_set_aside(struct view *view, const char *text) {
    struct form *form = form_of(view);
    buffer_clear(&form->aside);
    buffer_append(&form->aside, text);
    form->is_foot_dirty = true;
}

void form_view_restart(struct view *view, const struct fields *values, const struct fields *last,
                       const char *subtitle, const char *focus) {
    struct form *form = form_of(view);
    char *copy = text_copy(subtitle ? subtitle : "");
    if (copy) {
        free(form->subtitle);
        form->subtitle = copy;
    }
    fields_release(&form->last);
    if (last)
        fields_merge(&form->last, last);
    form->is_draft = false;
    form->was_restarted = true;
    form->kept.is_there = false;
    form->keys_to_commands = 2;
    buffer_clear(&form->note);
    fill(form, values, focus);
}

void form_view_insert(struct view *view, const char *text) {
    form_paste(form_of(view), text, strlen(text));
}

int form_view_row(const struct view *view) {
    const struct form *form = (const struct form *)view;
    return FORM_FIRST_ROW + (form->focus >= 0 ? form->layout.fields[form->focus].row : 0);
}

void form_view_set_has_commands(struct view *view, bool has_commands) {
    form_of(view)->has_commands = has_commands;
    form_label_keys(form_of(view));
}

void form_view_set_save_label(struct view *view, const char *label) {
    set_label(form_of(view), form_save, label);
}

void form_view_set_label(struct view *view, const char *command, const char *label) {
    struct form *form = form_of(view);
    for (size_t i = 0; form->commands[i].name; i++)
        if (strcmp(form->commands[i].name, command) == 0)
            set_label(form, form->runs[i], label);
}

bool form_view_is_changed(const struct view *view) {
    return form_is_changed((const struct form *)view);
}

void form_view_save(struct view *view) {
    form_save(form_of(view));
}
