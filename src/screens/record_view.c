/* A record as a page of text with its timeline and the reason for its date, and its earlier versions. */
#include "screens/register.h"

#include "base/language.h"
#include "report/record_text.h"
#include "report/words.h"
#include "screens/screen.h"
#include "ui/list_view.h"
#include "ui/text_view.h"
#include "work/flow.h"
#include "work/personal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct record_context {
    struct desk *desk;
    struct view *list; /* the list it was opened from, NULL */
    int64_t id, ver;   /* ver: as shown */
    struct view *view; /* the page, while it is revealed */
    bool is_revealed;  /* for half a minute */
};

enum status register_read(struct desk *desk, int64_t id, struct record *out,
                          struct problem *problem) {
    struct fields sealed = FIELDS_INIT;
    enum status status = store_read(desk->office->store, &desk->office->visible, id, out, problem);
    if (status == STATUS_OK && fields_integer(&out->fields, "sealed", 0) == 1 &&
        store_sealed(desk->office->store, &desk->office->visible, id, &sealed, NULL) == STATUS_OK)
        fields_merge(&out->fields, &sealed);
    fields_release(&sealed);
    return status;
}

static bool offers(const struct scr *scr, const char *command) {
    for (size_t i = 0; i < scr->option_count; i++)
        if (strcmp(scr->options[i].command, command) == 0)
            return true;
    return false;
}

/* A list rather than a form alone, one that changes records rather than one that only shows them, the one named
 * after its kind rather than one for a part of its life, and no queue. */
static int fitness(const struct scr *scr) {
    bool is_own = strcmp(scr->name, scr->record) == 0;
    return (scr->view[0] ? 8 : 0) + (offers(scr, "edit") ? 4 : 0) + (is_own ? 2 : 0) +
           (scr->is_queue ? 0 : 1);
}

const struct scr *register_screen_of_kind(struct desk *desk, const char *kind) {
    const struct scr *found = NULL;
    desk_load_kind(desk, kind);
    for (const struct loaded_screen *l = desk->screens; l; l = l->next)
        if (strcmp(l->scr->record, kind) == 0 && (l->scr->code[0] || l->scr->view[0]) &&
            l->scr->row_count > 0 && (!found || fitness(l->scr) > fitness(found)))
            found = l->scr;
    return found;
}

/* What only reads is always allowed: a screen that prints is not given up for one that does not. */
static size_t count_allowed(const struct desk *desk, const struct scr *scr, const char *state) {
    size_t count = 0;
    for (size_t i = 0; i < scr->option_count; i++) {
        const char *command = scr->options[i].command;
        count += strcmp(command, "print") == 0 || strcmp(command, "versions") == 0 ||
                 flow_allows(desk->office, scr->record, state, command);
    }
    return count;
}

/* The list of its kind that has most to offer for its state: a draft's is another than a published one's. */
static const struct scr *screen_of_record(struct desk *desk, const char *kind, const char *state) {
    const struct scr *found = register_screen_of_kind(desk, kind);
    for (const struct loaded_screen *l = desk->screens; found && l; l = l->next)
        if (strcmp(l->scr->record, kind) == 0 && l->scr->view[0] &&
            count_allowed(desk, l->scr, state) > count_allowed(desk, found, state))
            found = l->scr;
    return found;
}

/* The options of the record's own screen that may be used now. */
static size_t options_of(struct desk *desk, const struct record *record,
                         struct text_option options[]) {
    size_t count = 0;
    const char *kind = fields_text(&record->fields, "record_kind");
    const struct scr *scr = screen_of_record(desk, kind, fields_text(&record->fields, "state"));
    for (size_t i = 0; scr && i < scr->option_count && count < 24; i++) {
        const char *command = scr->options[i].command;
        if (strcmp(command, "view") == 0 || !register_allows(desk, record->id, command))
            continue;
        options[count++] = (struct text_option){
            .digit = scr->options[i].digit,
            .command = command,
            .label = language_text("option", flow_command_label(command)),
        };
    }
    return count;
}

/* The record's page, what names a person in it masked unless that was just asked for. */
static enum status append_page(const struct record_context *context, struct record *record,
                               struct buffer *out, bool *is_masked, struct problem *problem) {
    struct desk *desk = context->desk;
    struct buffer page = BUFFER_INIT;
    struct personal hidden = {0};
    if (!context->is_revealed)
        personal_hide(desk->office, PERSONAL_PAGE, record, &hidden);
    enum status status = record_text_append(desk->office, &desk->files, record, &page, problem);
    if (status == STATUS_OK && context->is_revealed)
        buffer_append(out, buffer_text(&page));
    else if (status == STATUS_OK)
        personal_append(&hidden, buffer_text(&page), out);
    *is_masked = hidden.is_any;
    buffer_release(&page);
    personal_release(&hidden);
    return status;
}

static bool fill(struct record_context *context, struct view **view) {
    struct desk *desk = context->desk;
    struct record record = {0};
    struct problem problem = {0};
    struct buffer text = BUFFER_INIT;
    struct buffer title = BUFFER_INIT;
    struct text_option options[24];
    bool is_masked = false;
    enum status status = register_read(desk, context->id, &record, &problem);
    if (status == STATUS_OK) {
        buffer_append_format(&title, " %s  ", fields_text(&record.fields, "number"));
        status = record_text_append_summary(desk->office, &desk->files, &record, &title, &problem);
    }
    if (status == STATUS_OK)
        status = append_page(context, &record, &text, &is_masked, &problem);
    if (status != STATUS_OK) {
        desk_show_problem(desk, &problem, NULL);
        record_release(&record);
        buffer_release(&text);
        buffer_release(&title);
        return false;
    }
    context->ver = record.ver;
    size_t count = options_of(desk, &record, options);
    const char *state = fields_text(&record.fields, "state");
    const char *kind = fields_text(&record.fields, "record_kind");
    const char *right = language_text("state", flow_state_label(kind, state));
    if (*view)
        text_view_set(*view, buffer_text(&title), right, buffer_text(&text), options, count);
    else
        *view = text_view_new(buffer_text(&title), right, buffer_text(&text), options, count, NULL);
    if (*view)
        text_view_set_masked(*view, is_masked);
    buffer_release(&title);
    buffer_release(&text);
    record_release(&record);
    return *view != NULL;
}

static void record_carry_out(void *context, struct view *view, const char *command) {
    struct record_context *record = context;
    struct desk *desk = record->desk;
    (void)view;
    desk->seen_id = record->id;
    desk->seen_ver = record->ver;
    register_carry_out(desk, record->list, command, &record->id, 1);
    desk->seen_id = 0;
}

/* Half a minute is over, or another record comes onto the page. */
static void mask_again(void *data) {
    struct record_context *context = data;
    if (!context->is_revealed)
        return;
    context->is_revealed = false;
    ui_set_moment(context->desk->ui, 0, NULL, NULL);
    fill(context, &context->view);
}

static void record_reveal(void *data, struct view *view) {
    struct record_context *context = data;
    struct desk *desk = context->desk;
    struct problem problem = {0};
    if (personal_reveal(desk->office, context->id, &problem) != STATUS_OK) {
        desk_show_problem(desk, &problem, NULL);
        return;
    }
    context->is_revealed = true;
    context->view = view;
    ui_set_moment(desk->ui, PERSONAL_SHOWN_MS, mask_again, context);
    fill(context, &view);
    ui_message(desk->ui, _("显示 30 秒，已记入审计"));
}

static void record_free(void *data) {
    struct record_context *context = data;
    if (context->is_revealed)
        ui_set_moment(context->desk->ui, 0, NULL, NULL);
    free(context);
}

static bool record_step(void *context, struct view *view, bool backwards) {
    struct record_context *record = context;
    int64_t id = record->list ? list_view_step(record->list, backwards) : 0;
    if (id == 0) {
        ui_message(record->desk->ui, backwards ? _("已经是第一条") : _("已经是最后一条"));
        return false;
    }
    mask_again(record);
    record->id = id;
    return fill(record, &view);
}

static void record_uncovered(void *context, struct view *view) {
    fill(context, &view);
}

bool register_open_record(struct desk *desk, struct view *list, int64_t id) {
    struct record_context *context = calloc(1, sizeof *context);
    struct view *view = NULL;
    if (!context)
        return false;
    *context = (struct record_context){.desk = desk, .list = list, .id = id};
    if (!fill(context, &view)) {
        free(context);
        return false;
    }
    text_view_set_handlers(view, &(struct text_handlers){
                                     .context = context,
                                     .carry_out = record_carry_out,
                                     .step = list ? record_step : NULL,
                                     .uncovered = record_uncovered,
                                     .reveal = record_reveal,
                                     .free = record_free,
                                 });
    snprintf(view->help_topic, sizeof view->help_topic, "record");
    ui_push(desk->ui, view);
    return true;
}

/* Earlier names and telephones too. */
static void hide_versions(struct desk *desk, struct record *record, struct personal *hidden) {
    struct versions versions = {0};
    personal_hide(desk->office, PERSONAL_PAGE, record, hidden);
    if (store_versions(desk->office->store, &desk->office->visible, record->id, &versions, NULL) ==
        STATUS_OK)
        personal_learn_versions(desk->office, &versions, hidden);
    versions_release(&versions);
}

bool register_open_versions(struct desk *desk, int64_t id) {
    struct record record = {0};
    struct problem problem = {0};
    struct buffer text = BUFFER_INIT, masked = BUFFER_INIT;
    struct buffer title = BUFFER_INIT;
    struct personal hidden = {0};
    struct view *view = NULL;
    enum status status = register_read(desk, id, &record, &problem);
    if (status == STATUS_OK)
        status = record_text_append_versions(desk->office, &desk->files, &record, &text, &problem);
    if (status == STATUS_OK) {
        hide_versions(desk, &record, &hidden);
        personal_append(&hidden, buffer_text(&text), &masked);
    }
    if (status != STATUS_OK) {
        desk_show_problem(desk, &problem, NULL);
    } else {
        buffer_append_format(&title, " %s %s", fields_text(&record.fields, "number"), _("版本"));
        view = text_view_new(buffer_text(&title), "", buffer_text(&masked), NULL, 0, NULL);
    }
    if (view) {
        snprintf(view->help_topic, sizeof view->help_topic, "versions");
        ui_push(desk->ui, view);
    }
    personal_release(&hidden);
    record_release(&record);
    buffer_release(&text);
    buffer_release(&masked);
    buffer_release(&title);
    return view != NULL;
}
