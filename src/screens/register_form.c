/* Forms: for a new record, for a record that is there, for a command that wants more said. What was typed
 * is checked and saved by work; a form left unsaved becomes a draft. */
#include "screens/register.h"

#include "base/language.h"
#include "report/shown.h"
#include "screens/form_context.h"
#include "screens/phrases.h"
#include "screens/screen.h"
#include "screens/typing.h"
#include "ui/form_view.h"
#include "ui/list_view.h"
#include "work/flow.h"
#include "work/personal.h"
#include "work/rights.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void context_free(void *data) {
    struct form_context *context = data;
    fields_release(&context->before);
    fields_release(&context->asked);
    free(context->ids);
    free(context->vers);
    free(context);
}

static struct form_context *context_new(struct desk *desk, const struct scr *scr,
                                        const char *command, const int64_t *ids, size_t count) {
    struct form_context *context = calloc(1, sizeof *context);
    if (context && count > 0) {
        context->ids = malloc(count * sizeof *context->ids);
        if (!context->ids) {
            free(context);
            return NULL;
        }
        memcpy(context->ids, ids, count * sizeof *ids);
    }
    if (!context)
        return NULL;
    context->desk = desk;
    context->scr = scr;
    context->screen = screen_find(scr->name);
    context->count = count;
    snprintf(context->command, sizeof context->command, "%s", command);
    desk_draft_key(desk, scr->name, count > 0 ? ids[0] : 0, NULL, context->draft_key);
    return context;
}

/* ---- a new record ------------------------------------------------------------------------------- */

static void begin_values(struct form_context *context, struct fields *values) {
    const struct fields *last = desk_last_saved(context->desk, context->scr->name);
    for (size_t i = 0; last && i < context->scr->field_count; i++) {
        const struct scr_field *field = &context->scr->fields[i];
        if (field->is_sticky && fields_has(last, field->name))
            fields_set(values, field->name, fields_text(last, field->name));
    }
    if (context->screen && context->screen->begin)
        context->screen->begin(context->desk, values);
}

/* The field to stand in: the first empty one that must be filled, else the first. */
static const char *first_empty(const struct scr *scr, const struct fields *values) {
    for (size_t row = 0; row < scr->row_count; row++)
        for (size_t i = 0; i < scr->rows[row].count; i++) {
            const struct scr_field *field = scr_field_find(scr, scr->rows[row].names[i]);
            if (field && field->kind == FIELD_EDITABLE && field->is_required &&
                !fields_has(values, field->name))
                return field->name;
        }
    return NULL;
}

static void start_next(struct form_context *context, struct view *view) {
    struct fields values = FIELDS_INIT;
    begin_values(context, &values);
    form_view_restart(view, &values, desk_last_saved(context->desk, context->scr->name), _("新增"),
                      first_empty(context->scr, &values));
    fields_release(&values);
}

/* What F9 and `..` may bring back: of a sealed record only what the next form begins with. */
static void remember_saved(struct form_context *context, int64_t id, const struct fields *values) {
    struct desk *desk = context->desk;
    struct record record = {0};
    struct fields kept = FIELDS_INIT;
    bool is_seen =
        store_read(desk->office->store, &desk->office->visible, id, &record, NULL) == STATUS_OK &&
        fields_integer(&record.fields, "sealed", 0) == 0;
    for (size_t i = 0; i < context->scr->field_count; i++) {
        const struct scr_field *field = &context->scr->fields[i];
        if (is_seen || field->is_sticky)
            fields_set(&kept, field->name, fields_get(values, field->name));
    }
    desk_remember_saved(desk, context->scr->name, &kept);
    context->last_id = is_seen ? id : 0;
    fields_release(&kept);
    record_release(&record);
}

/* The list stands on what is new, so that its next step is one key away. */
static void close_above(const struct form_context *context, struct view *view, int64_t id) {
    struct view *below = context->below;
    ui_close(view);
    if (below)
        list_view_refresh(below, id);
}

static enum status save_new(struct form_context *context, struct view *view,
                            const struct fields *values, struct problems *problems) {
    struct desk *desk = context->desk;
    int64_t id = 0;
    void (*saved)(struct desk *, int64_t) = context->screen ? context->screen->saved : NULL;
    bool then_assign = fields_has(values, "unit") &&
                       flow_find(context->scr->record, "registered", "assign") != NULL;
    enum status status =
        flow_register(desk->office, context->scr->record, values, then_assign, &id, problems);
    if (status != STATUS_OK)
        return status;
    remember_saved(context, id, values);
    typing_saved(desk, &id, 1);
    bool has_commands = context->screen && context->screen->commands && context->last_id != 0;
    desk_forget_draft(desk, context->draft_key);
    if (context->screen && context->screen->stays_for_next)
        start_next(context, view);
    else
        close_above(context, view, id);
    register_tell_saved(desk, id, has_commands);
    if (saved)
        saved(desk, id);
    return STATUS_OK;
}

static enum status form_save(void *data, struct view *view, const struct fields *values,
                             struct problems *problems) {
    struct form_context *context = data;
    struct office *office = context->desk->office;
    drafts_plan_save(office, context->draft_key);
    enum status status = strcmp(context->command, "register") == 0
                             ? save_new(context, view, values, problems)
                             : form_context_save(context, view, values, problems);
    drafts_plan_save(office, NULL);
    return status;
}

static void form_changed(void *data, struct view *view, const char *field) {
    struct form_context *context = data;
    if (context->screen && context->screen->changed)
        context->screen->changed(context->desk, view, field);
    if (context->screen && context->screen->commands && context->last_id != 0)
        form_view_set_has_commands(view, true);
}

static bool form_watch(void *data, struct view *view) {
    struct form_context *context = data;
    return context->screen->watch(context->desk, view);
}

static bool form_idle(void *data, struct view *view) {
    struct form_context *context = data;
    if (!context->is_idle_over && !context->screen->idle(context->desk, view, context->ids[0])) {
        context->is_idle_over = true;
        form_changed(context, view, "");
    }
    return !context->is_idle_over;
}

static void form_phrases(void *data, struct view *view, const char *field) {
    struct form_context *context = data;
    phrases_open(context->desk, view, context->scr->record, field);
}

static void tell_together(struct form_context *context) {
    struct problem sentence;
    struct buffer text = BUFFER_INIT;
    problem_set(&sentence, STATUS_OK, "",
                N_("连同相近的一并处理 {count} 件，各记各的；再按 F5 只处理这一件"));
    problem_place_integer(&sentence, "count", (int64_t)context->count);
    language_append_problem(&text, &sentence, NULL);
    ui_message(context->desk->ui, buffer_text(&text));
    buffer_release(&text);
}

static char *ids_text(const struct form_context *context) {
    struct buffer text = BUFFER_INIT;
    for (size_t i = 0; i < context->count - context->together; i++)
        buffer_append_format(&text, "%s%lld", i > 0 ? " " : "", (long long)context->ids[i]);
    return buffer_take(&text);
}

/* Of a record that is there only what was changed: the rest may be newer when it is taken up again. */
static void form_keep_draft(void *data, const struct fields *values, const char *field, int cursor,
                            bool is_left) {
    struct form_context *context = data;
    struct fields changes = FIELDS_INIT;
    bool is_edit = strcmp(context->command, "edit") == 0;
    if (is_edit) {
        form_context_changes(context, values, &changes);
        fields_set(&changes, FORM_TYPED, fields_get(values, FORM_TYPED));
    }
    struct draft draft = {.ver = context->ver,
                          .cursor = cursor,
                          .ids = context->count > 0 ? ids_text(context) : NULL,
                          .values = is_edit ? changes : *values,
                          .asked = context->asked};
    snprintf(draft.key, sizeof draft.key, "%s", context->draft_key);
    snprintf(draft.screen, sizeof draft.screen, "%s", context->scr->name);
    snprintf(draft.command, sizeof draft.command, "%s", context->command);
    snprintf(draft.focus, sizeof draft.focus, "%s", field);
    desk_keep_draft(context->desk, &draft, is_left);
    fields_release(&changes);
    free(draft.ids);
    if (is_left && !ui_has_message(context->desk->ui))
        ui_message(context->desk->ui, _("没有保存，已留作草稿：再打开这个表单就接着写"));
}

/* A draft begun on an older version goes on from that one: saved, it is compared with what others changed since. */
static void take_draft_version(struct form_context *context, const struct draft *draft) {
    if (context->count == 1 && draft->ver != 0 && draft->ver != context->ver) {
        context->ver = draft->ver;
        context->is_draft_older = true;
    }
}

static void form_abandoned(void *data) {
    struct form_context *context = data;
    desk_forget_draft(context->desk, context->draft_key);
}

/* F5: the command is carried out on further records too, each keeping its own; F5 again: on this one alone. */
static bool take_up(struct form_context *context, struct view *view) {
    int64_t *more = NULL;
    size_t count = 0;
    if (!context->screen || !context->screen->take_up || context->count != 1 + context->together)
        return false;
    if (context->together > 0) {
        context->count = 1;
        context->together = 0;
        ui_message(context->desk->ui, _("只处理这一件"));
        form_changed(context, view, "");
        return true;
    }
    count = context->screen->take_up(context->desk, context->ids[0], &more);
    int64_t *grown = count > 0 ? realloc(context->ids, (count + 1) * sizeof *context->ids) : NULL;
    if (grown) {
        memcpy(grown + 1, more, count * sizeof *more);
        context->ids = grown;
        free(context->vers);
        context->vers = register_versions(context->desk, NULL, grown, count + 1);
        if (context->vers)
            context->vers[0] = context->ver;
        context->together = count;
        context->count = count + 1;
        tell_together(context);
    } else {
        ui_message(context->desk->ui, _("没有可以一并处理的"));
    }
    free(more);
    return true;
}

/* PgUp and PgDn: the same form for the record above or below. */
static bool step_list(struct form_context *context, struct view *view, bool is_backwards) {
    bool is_edit = strcmp(context->command, "edit") == 0;
    bool steps = context->screen && context->screen->steps_list;
    if (!context->list || (!is_edit && !steps))
        return false;
    int64_t id = list_view_step(context->list, is_backwards);
    if (id == 0) {
        ui_message(context->desk->ui, is_backwards ? _("已经是第一条") : _("已经是最后一条"));
        return true;
    }
    struct desk *desk = context->desk;
    const struct scr *scr = context->scr;
    struct view *list = context->list;
    char command[sizeof context->command];
    memcpy(command, context->command, sizeof command);
    ui_close(view);
    if (is_edit)
        register_open_edit(desk, scr, list, id);
    else
        register_carry_out(desk, list, command, &id, 1);
    return true;
}

static bool form_command(void *data, struct view *view, const char *command) {
    struct form_context *context = data;
    bool is_new = strcmp(context->command, "register") == 0;
    if (strcmp(command, "commands") == 0 && is_new)
        return context->screen && context->screen->commands &&
               context->screen->commands(context->desk, view, context->last_id);
    if (strcmp(command, "take_up") == 0 && is_new)
        return context->screen && context->screen->show_found &&
               context->screen->show_found(context->desk, view);
    if (strcmp(command, "take_up") == 0)
        return take_up(context, view);
    if (strcmp(command, "create") == 0 && !is_new && context->screen &&
        context->screen->show_whole) {
        context->screen->show_whole(context->desk, context->ids[0]);
        return true;
    }
    bool is_backwards = strcmp(command, "previous") == 0;
    return (is_backwards || strcmp(command, "next") == 0) && step_list(context, view, is_backwards);
}

static void form_explain(void *data, struct buffer *out) {
    const struct form_context *context = data;
    desk_append_due(context->desk, context->ids[0], out);
}

/* ---- opening ------------------------------------------------------------------------------------ */

/* Takes over `context`; the draft of its key is shown in place of `values`. */
static bool open_form(struct form_context *context, const char *subtitle, const char *right,
                      const struct fields *values, const char *focus) {
    struct desk *desk = context->desk;
    const struct draft *draft = desk_draft(desk, context->draft_key);
    struct fields begin = FIELDS_INIT;
    struct buffer title = BUFFER_INIT;
    struct problem problem = {0};
    struct view *view = NULL;
    buffer_append_format(&title, " %s%s%s", context->scr->code, context->scr->code[0] ? " " : "",
                         desk_title(context->scr));
    struct form_handlers handlers = {
        .context = context,
        .save = form_save,
        .changed = form_changed,
        .command = form_command,
        .phrases = form_phrases,
        .keep_draft = form_keep_draft,
        .abandoned = form_abandoned,
        .free = context_free,
    };
    if (context->count == 1)
        handlers.explain = form_explain;
    if (context->screen && context->screen->idle && context->count == 1)
        handlers.idle = form_idle;
    else if (context->screen && context->screen->watch && context->count == 0)
        handlers.idle = form_watch;
    desk->domain.dates.today = office_today(desk->office);
    if (values)
        fields_merge(&begin, values);
    if (draft) {
        fields_merge(&begin, &draft->values);
        take_draft_version(context, draft);
    }
    struct form_spec spec = {
        .scr = context->scr,
        .title = buffer_text(&title),
        .subtitle = subtitle,
        .right = right,
        .values = &begin,
        .last = desk_last_saved(desk, context->scr->name),
        .focus = draft ? draft->focus : focus,
        .cursor = draft ? draft->cursor + 1 : 0,
        .was_changed = draft != NULL,
        .help_topic = context->scr->name,
        .domain = &desk->domain,
        .handlers = &handlers,
    };
    enum status status = form_view_new(desk->ui, &spec, &view, &problem);
    buffer_release(&title);
    fields_release(&begin);
    if (status != STATUS_OK) {
        desk_show_problem(desk, &problem, context->scr->record);
        context_free(context);
        return false;
    }
    ui_push(desk->ui, view);
    if (draft && context->is_draft_older)
        ui_message(desk->ui, _("已接着写上次的草稿；这条后来有人改过，保存时逐栏对照"));
    else if (draft)
        ui_message(desk->ui, _("已接着写上次留下的草稿；不要它就按 Esc 放弃"));
    return true;
}

bool register_open_new(struct desk *desk, const struct scr *scr, const struct fields *values) {
    return register_open_new_in(desk, scr, NULL, values);
}

bool register_open_new_in(struct desk *desk, const struct scr *scr, struct view *list,
                          const struct fields *values) {
    struct fields start = FIELDS_INIT;
    if (!desk_may_write(desk))
        return false;
    if (!flow_allows(desk->office, scr->record, "", "register")) {
        ui_error(desk->ui, _("您的角色不能登记这一类记录"));
        return false;
    }
    struct form_context *context = context_new(desk, scr, "register", NULL, 0);
    if (!context)
        return false;
    context->below = list;
    begin_values(context, &start);
    if (values)
        fields_merge(&start, values);
    bool is_open =
        open_form(context, _("新增"), _("编号保存后给出"), &start, first_empty(scr, &start));
    fields_release(&start);
    return is_open;
}

/* What the form shows of a record and its page would mask is a reveal, audited before it is shown. */
static bool reveal(struct desk *desk, const struct scr *scr, const struct record *record,
                   bool *is_revealed) {
    struct fields shown = FIELDS_INIT;
    struct problem problem = {0};
    for (size_t i = 0; i < record->fields.count; i++)
        if (scr_field_find(scr, record->fields.items[i].name))
            fields_set(&shown, record->fields.items[i].name, record->fields.items[i].text);
    enum status status =
        personal_reveal_in_form(desk->office, record, &shown, is_revealed, &problem);
    fields_release(&shown);
    if (status != STATUS_OK)
        desk_show_problem(desk, &problem, scr->record);
    return status == STATUS_OK;
}

static void tell_revealed(struct desk *desk, bool is_open, bool is_revealed) {
    if (is_open && is_revealed && !ui_has_message(desk->ui))
        ui_message(desk->ui, _("表单里的个人信息不遮盖，已记入审计"));
}

/* Roles by their names, as they may be typed; a translation of them may not. */
void form_context_name_roles(struct desk *desk, const struct scr *scr, struct fields *values) {
    static const char a_role[] = "经办人";
    const struct scr_field *field = scr_field_find(scr, "roles");
    struct buffer names = BUFFER_INIT;
    if (!field || strcmp(language_text("role", a_role), a_role) != 0)
        return;
    shown_append_value(desk->office, field, fields_text(values, "roles"), &names);
    fields_set(values, "roles", buffer_text(&names));
    buffer_release(&names);
}

bool register_open_edit(struct desk *desk, const struct scr *scr, struct view *list, int64_t id) {
    struct record record = {0};
    struct problem problem = {0};
    if (!desk_may_write(desk))
        return false;
    if (register_read(desk, id, &record, &problem) != STATUS_OK) {
        desk_show_problem(desk, &problem, scr->record);
        record_release(&record);
        return false;
    }
    const char *state = fields_text(&record.fields, "state");
    bool is_open = false, is_revealed = false;
    if (!flow_allows(desk->office, scr->record, state, "edit") ||
        rights_check(desk->office, &record, NULL) != STATUS_OK) {
        ui_error(desk->ui, _("这条记录现在不能由您修改；5 可以看"));
    } else if (reveal(desk, scr, &record, &is_revealed)) {
        struct form_context *context = context_new(desk, scr, "edit", &id, 1);
        if (context) {
            context->list = list;
            context->ver = record.ver;
            form_context_name_roles(desk, scr, &record.fields);
            fields_merge(&context->before, &record.fields);
            is_open = open_form(context, fields_text(&record.fields, "number"),
                                language_text("state", flow_state_label(scr->record, state)),
                                &record.fields, NULL);
        }
    }
    tell_revealed(desk, is_open, is_revealed);
    record_release(&record);
    return is_open;
}

/* The record the command is for is in `about`, for the screen to begin with what it knows of it. */
static void begin_of_another(const struct form_context *context, int64_t id,
                             struct fields *values) {
    fields_set_integer(values, "about", id);
    if (context->screen && context->screen->begin)
        context->screen->begin(context->desk, values);
}

/* 第 3/17 条，余 14 件 */
static void append_place(const struct form_context *context, struct buffer *out) {
    struct buffer position = BUFFER_INIT;
    struct problem sentence;
    long long at = 0, all = 0;
    if (context->list && context->screen && context->screen->steps_list)
        list_view_append_position(context->list, &position);
    if (sscanf(buffer_text(&position), "%lld/%lld", &at, &all) == 2) {
        problem_set(&sentence, STATUS_OK, "", N_("第 {at}/{all} 条，本次余 {rest} 件"));
        problem_place_integer(&sentence, "at", at);
        problem_place_integer(&sentence, "all", all);
        problem_place_integer(&sentence, "rest", all - at);
        language_append_problem(out, &sentence, NULL);
    }
    buffer_release(&position);
}

bool register_open_command(struct desk *desk, const struct scr *command_screen, struct view *list,
                           const char *command, const int64_t *ids, size_t count) {
    const struct command_start start = {NULL, NULL};
    return register_open_command_with(desk, command_screen, list, command, ids, count, &start);
}

bool register_open_command_with(struct desk *desk, const struct scr *command_screen,
                                struct view *list, const char *command, const int64_t *ids,
                                size_t count, const struct command_start *start) {
    struct record record = {0};
    struct problem problem = {0};
    struct fields values = FIELDS_INIT;
    struct buffer subtitle = BUFFER_INIT, place = BUFFER_INIT;
    if (register_read(desk, ids[0], &record, &problem) != STATUS_OK) {
        desk_show_problem(desk, &problem, command_screen->record);
        record_release(&record);
        return false;
    }
    bool is_of_kind =
        strcmp(fields_text(&record.fields, "record_kind"), command_screen->record) == 0;
    bool is_open = false, is_revealed = false;
    if (count == 1 && is_of_kind && !reveal(desk, command_screen, &record, &is_revealed)) {
        record_release(&record);
        return false;
    }
    struct form_context *context = context_new(desk, command_screen, command, ids, count);
    const char *focus = NULL;
    if (context) {
        context->list = list;
        if (count == 1) {
            context->ver = record.ver;
            /* A form for another kind (a meeting's task) begins with no more than its screen says. */
            if (is_of_kind) {
                fields_merge(&values, &record.fields);
                fields_merge(&context->before, &record.fields);
            } else {
                begin_of_another(context, ids[0], &values);
            }
            buffer_append(&subtitle, fields_text(&record.fields, "number"));
            if (context->screen && context->screen->propose) {
                context->screen->propose(desk, &record, &values);
                focus = first_empty(command_screen, &values);
            }
        } else {
            context->vers = register_versions(desk, list, ids, count);
            buffer_append_format(&subtitle, "%zu %s", count, _("件"));
            if (context->screen && context->screen->propose_all)
                context->screen->propose_all(desk, ids, count, &values);
        }
        if (start->values) {
            fields_merge(&values, start->values);
            fields_merge(&context->asked, start->values);
            desk_draft_key(desk, command_screen->name, ids[0], start->values, context->draft_key);
            focus = first_empty(command_screen, &values);
        }
        append_place(context, &place);
        is_open = open_form(context, buffer_text(&subtitle), buffer_text(&place), &values,
                            start->focus ? start->focus : focus);
    }
    tell_revealed(desk, is_open, is_revealed);
    record_release(&record);
    fields_release(&values);
    buffer_release(&subtitle);
    buffer_release(&place);
    return is_open;
}
