/* Saving a form on a record that is there, or of a command. When somebody else changed the record meanwhile, nothing is
 * overwritten: what differs is shown, and what was typed stays in the form. */
#include "screens/form_context.h"

#include "base/language.h"
#include "screens/confirm.h"
#include "screens/conflict.h"
#include "screens/register.h"
#include "screens/typing.h"
#include "ui/form_view.h"
#include "ui/list_view.h"

#include <stdlib.h>
#include <string.h>

void form_context_changes(const struct form_context *context, const struct fields *values,
                          struct fields *changes) {
    for (size_t i = 0; i < context->scr->field_count; i++) {
        const struct scr_field *field = &context->scr->fields[i];
        if (field->kind != FIELD_EDITABLE)
            continue;
        const char *now = fields_text(values, field->name);
        if (strcmp(now, fields_text(&context->before, field->name)) != 0)
            fields_set(changes, field->name, now);
    }
}

/* What a command was given: every editable field shown that is filled. */
static void arguments_of(const struct form_context *context, const struct fields *values,
                         struct fields *arguments) {
    for (size_t row = 0; row < context->scr->row_count; row++)
        for (size_t i = 0; i < context->scr->rows[row].count; i++) {
            const struct scr_field *field =
                scr_field_find(context->scr, context->scr->rows[row].names[i]);
            if (field && field->kind == FIELD_EDITABLE && fields_has(values, field->name))
                fields_set(arguments, field->name, fields_text(values, field->name));
        }
}

static bool has_id(const struct form_context *context, int64_t id) {
    for (size_t i = 0; i < context->count; i++)
        if (context->ids[i] == id)
            return true;
    return false;
}

/* Below the record in the list, but for those that were taken up with it. */
static int64_t next_in_list(const struct form_context *context) {
    int64_t next = list_view_step(context->list, false);
    while (next != 0 && has_id(context, next))
        next = list_view_step(context->list, false);
    return next;
}

/* The list still shows the record that was saved: what stands below it is next. */
static void close_and_go_on(struct form_context *context, struct view *view) {
    struct desk *desk = context->desk;
    struct view *list = context->list;
    bool is_one = context->count == 1 + context->together; /* and what was taken up with it */
    bool brings_next = context->screen && context->screen->brings_next && is_one;
    int64_t next = brings_next && list ? next_in_list(context) : 0;
    char command[sizeof context->command];
    memcpy(command, context->command, sizeof command);
    ui_close(view);
    if (next != 0 && register_allows(desk, next, command))
        register_carry_out(desk, list, command, &next, 1);
}

/* ---- somebody else was there first ------------------------------------------------------------- */

struct meeting {
    struct form_context *context;
    struct view *form;
};

/* A form for another kind than its record (a meeting's task) shows none of the record's fields. */
static bool shows_record(const struct form_context *context) {
    return context->before.count > 0;
}

static void fill_chosen(struct form_context *context, struct view *form,
                        const struct conflict *conflict) {
    struct fields now = FIELDS_INIT, values = FIELDS_INIT;
    form_view_values(form, &values);
    for (size_t i = 0; i < conflict->count; i++) {
        const struct conflict_row *row = &conflict->rows[i];
        const char *taken = conflict_taken(row);
        if (taken && strcmp(taken, fields_text(&values, row->name)) != 0)
            fields_set(&now, row->name, taken);
    }
    form_context_name_roles(context->desk, context->scr, &now);
    for (size_t i = 0; i < now.count; i++)
        form_view_set(form, now.items[i].name, now.items[i].text);
    fields_release(&context->before);
    fields_merge(&context->before, &conflict->theirs);
    form_context_name_roles(context->desk, context->scr, &context->before);
    fields_release(&now);
    fields_release(&values);
}

/* The form goes on from what is stored now, with what was chosen; then it is saved as ever. */
static void take_chosen(void *data, const struct conflict *conflict) {
    struct meeting *meeting = data;
    struct form_context *context = meeting->context;
    struct view *form = meeting->form;
    if (shows_record(context))
        fill_chosen(context, form, conflict);
    context->ver = conflict->ver;
    context->is_draft_older = false;
    if (context->vers)
        context->vers[0] = conflict->ver;
    free(meeting);
    form_view_save(form);
}

/* What was to be saved of it: for editing all that stands in the form, of a command what it was given. */
static void wanted_of(const struct form_context *context, const struct fields *values,
                      struct fields *out) {
    if (strcmp(context->command, "edit") == 0)
        form_context_changes(context, values, out);
    else
        arguments_of(context, values, out);
}

/* True when the record has another version than the form was opened with: what changed is shown over the form. */
static bool meets_others(struct form_context *context, struct view *view,
                         const struct fields *values, enum status status) {
    struct conflict conflict = {0};
    struct fields mine = FIELDS_INIT;
    bool is_shown = false, is_own = shows_record(context);
    const struct fields *seen = is_own && !context->is_draft_older ? &context->before : NULL;
    if ((status != STATUS_CONFLICT && status != STATUS_DENIED) || context->count != 1)
        return false;
    wanted_of(context, values, &mine);
    if (conflict_find(context->desk->office, context->command, context->ids[0], context->ver, seen,
                      is_own ? &mine : NULL, &conflict, NULL) == STATUS_OK &&
        conflict.ver != context->ver) {
        struct meeting *meeting = malloc(sizeof *meeting);
        if (meeting) {
            *meeting = (struct meeting){context, view};
            is_shown = conflict_open(
                context->desk, &conflict,
                &(struct conflict_handlers){.context = meeting,
                                            .is_command = strcmp(context->command, "edit") != 0,
                                            .take = take_chosen,
                                            .free = free});
        }
        /* cppcheck-suppress memleak ; it is the view's now */
    }
    conflict_release(&conflict);
    fields_release(&mine);
    return is_shown;
}

/* What the form says below the table, once that is left. */
static void tell_others(enum status status, struct problems *problems) {
    if (status == STATUS_CONFLICT)
        problem_set(&problems->items[0], status, "",
                    N_("这条刚被别人改过，没有保存；按 F2 逐栏对照，按 F3 留作草稿"));
}

static void password_was_right(void *form) {
    form_view_save(form);
}

/* True when the person's own password is asked for, over the form; then it is saved as ever. */
static bool asks_password(const struct form_context *context, struct view *view,
                          const struct problems *problems) {
    const struct confirm_request request = {
        .command = context->command,
        .kind = context->scr->record,
        .ids = context->ids,
        .vers = context->vers ? context->vers : &context->ver,
        .count = context->count,
        .context = view,
        .given = password_was_right,
    };
    return confirm_ask(context->desk, &request, problems);
}

enum status form_context_save(struct form_context *context, struct view *view,
                              const struct fields *values, struct problems *problems) {
    struct desk *desk = context->desk;
    struct fields arguments = FIELDS_INIT;
    bool is_edit = strcmp(context->command, "edit") == 0;
    enum status status = STATUS_OK;
    if (is_edit)
        form_context_changes(context, values, &arguments);
    else
        arguments_of(context, values, &arguments);
    if (is_edit && arguments.count == 0) {
        ui_close(view);
        ui_message(desk->ui, _("没有改动"));
    } else if (register_do(desk, context->command, context->ids, context->count,
                           context->vers ? context->vers : &context->ver, &arguments, problems)) {
        desk_forget_draft(desk, context->draft_key);
        typing_saved(desk, context->ids, context->count);
        bool is_report = strcmp(fields_text(&arguments, "kind"), "report") == 0; /* sealed now */
        if (is_report)
            desk_forget_saved(desk);
        else if (!is_edit)
            desk_remember_saved(desk, context->scr->name, &arguments);
        close_and_go_on(context, view);
    } else {
        status = problems->count > 0 ? problems->items[0].status : STATUS_INVALID;
        if (!asks_password(context, view, problems) && meets_others(context, view, values, status))
            tell_others(status, problems);
    }
    fields_release(&arguments);
    return status;
}
