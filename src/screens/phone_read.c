/* The answer in full, to be read to the caller; the same keys log it or pass it on. A page of text with two more keys:
 * shows nothing but what may be read out. */
#include "screens/phone_private.h"

#include "base/language.h"
#include "base/text.h"
#include "screens/answer_text.h"
#include "ui/text_view.h"
#include "work/visible.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct reading {
    struct view_class class; /* of a page of text, with our keys */
    const struct view_class *page;
    struct phone *phone;
    struct found_text found; /* number and title are its own */
};

static const struct command read_commands[] = {
    {"answered", N_("已答复"), N_("记一笔：已照这一页答复，接下一件"), {KEY_CODE_F2}, 0},
    {"close", N_("返回"), N_("回到查找"), {KEY_CODE_F3, KEY_CODE_F12, KEY_CODE_ESCAPE}, 0},
    {"pass_on", N_("转反馈"), N_("答不了：记下，转为反馈件"), {KEY_CODE_F6}, 0},
    {"page_down", N_("下页"), N_("下一页"), {KEY_CODE_PAGE_DOWN}, 0},
    {"page_up", N_("上页"), N_("上一页"), {KEY_CODE_PAGE_UP}, 0},
    {"down", NULL, N_("下移一行"), {KEY_CODE_DOWN}, 0},
    {"up", NULL, N_("上移一行"), {KEY_CODE_UP}, 0},
    {"first", NULL, N_("到开头"), {KEY_CODE_HOME}, 0},
    {"last", NULL, N_("到末尾"), {KEY_CODE_END}, 0},
    {NULL, NULL, NULL, {KEY_CODE_NONE}, 0},
};

static void reading_free(void *context) {
    struct reading *reading = context;
    free(reading->found.title);
    free(reading);
}

static enum view_answer read_command(struct view *view, const struct command *command) {
    struct reading *reading = view->owner;
    struct phone *phone = reading->phone;
    if (strcmp(command->name, "answered") == 0) {
        if (phone_answered(phone, &reading->found))
            ui_close(view);
    } else if (strcmp(command->name, "pass_on") == 0) {
        ui_close(view);
        phone_pass_on(phone);
    } else {
        return reading->page->command(view, command);
    }
    return VIEW_HANDLED;
}

static struct reading *reading_new(struct phone *phone, const struct found_text *found) {
    struct reading *reading = calloc(1, sizeof *reading);
    if (!reading)
        return NULL;
    reading->phone = phone;
    reading->found = (struct found_text){.id = found->id, .title = text_copy(found->title)};
    memcpy(reading->found.number, found->number, sizeof found->number);
    if (!reading->found.title) {
        free(reading);
        return NULL;
    }
    return reading;
}

static void open_page(struct phone *phone, const struct found_text *found, const char *text) {
    struct buffer title = BUFFER_INIT;
    struct reading *reading = reading_new(phone, found);
    buffer_append_format(&title, " %s %s  %s", "82", _("来电来访"), found->number);
    struct view *view =
        reading ? text_view_new(buffer_text(&title), found->day, text, NULL, 0, NULL) : NULL;
    buffer_release(&title);
    if (!view) {
        if (reading)
            reading_free(reading);
        return;
    }
    text_view_set_handlers(view, &(struct text_handlers){.context = reading, .free = reading_free});
    reading->page = view->class;
    reading->class = *view->class;
    reading->class.name = "phone_read";
    reading->class.commands = read_commands;
    reading->class.command = read_command;
    view->class = &reading->class;
    view->owner = reading;
    snprintf(view->help_topic, sizeof view->help_topic, "phone");
    ui_push(phone->desk->ui, view);
}

void phone_read(struct phone *phone, const struct found_text *found) {
    struct visible all = visible_to_rules();
    struct record record = {0};
    struct buffer text = BUFFER_INIT;
    if (store_read(phone->desk->office->store, &all, found->id, &record, NULL) == STATUS_OK &&
        answer_text_append(phone->desk, &record, &text))
        open_page(phone, found, buffer_text(&text));
    else
        ui_error(phone->desk->ui, _("这一件现在不能念给群众听了"));
    buffer_release(&text);
    record_release(&record);
}
