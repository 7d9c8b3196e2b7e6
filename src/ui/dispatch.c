/* A key's way: the top view's commands, the view itself, then what works everywhere. */
#include "ui/ui.h"

#include "base/language.h"
#include "base/text.h"
#include "ui/help_view.h"

#include <string.h>

static bool has_code(const struct command *command, enum key_code code) {
    for (int i = 0; i < COMMAND_KEYS_MOST; i++) {
        if (command->keys[i] == code)
            return true;
    }
    return false;
}

/* The command of `key` in a table; `takes_text`: characters are no commands here. */
static const struct command *find(const struct command *table, const struct key *key,
                                  bool takes_text) {
    for (; table && table->name; table++) {
        bool is_text = key->code == KEY_CODE_TEXT;
        if (is_text && !takes_text && table->character && table->character == key->character)
            return table;
        if (!is_text && has_code(table, key->code))
            return table;
    }
    return NULL;
}

static enum view_answer to_view(struct view *view, const struct key *key) {
    const struct view_class *class = view->class;
    const struct command *command = find(class->commands, key, class->takes_text);
    if (command && class->command && class->command(view, command) == VIEW_HANDLED)
        return VIEW_HANDLED;
    return class->key ? class->key(view, key) : VIEW_PASS;
}

static void open_help(struct ui *ui) {
    if (strcmp(ui->top->help_topic, "help") == 0)
        return;
    struct view *help = help_view_new(ui, ui->top);
    if (help)
        ui_push(ui, help);
    else
        ui_error(ui, _("内存不足，打不开帮助。"));
}

static void to_everywhere(struct ui *ui, const struct key *key) {
    bool takes_text = ui->top->class->takes_text;
    if (ui->is_locked) {
        if (key->code == KEY_CTRL('L'))
            ui_redraw(ui);
        return;
    }
    const struct command *command = find(ui->options.commands, key, takes_text);
    if (command && ui->options.command && ui->options.command(ui, command) == VIEW_HANDLED)
        return;
    bool is_question = key->code == KEY_CODE_TEXT && key->character == U'?' && !takes_text;
    if (key->code == KEY_CODE_F1 || is_question) {
        open_help(ui);
    } else if (key->code == KEY_CTRL('L')) {
        ui_redraw(ui);
    } else if (key->code == KEY_CTRL('Z')) {
        terminal_suspend(&ui->terminal);
        stack_resize(ui);
    } else if (key->code == KEY_CTRL('C')) {
        ui_message(ui, _("要离开请按 F3；取消请按 Esc。"));
    }
}

static void dispatch_folded(struct ui *ui, struct key key) {
    if (key.code == KEY_CODE_TEXT && !ui->top->class->takes_text)
        key.character = text_fold_key(key.character);
    if (to_view(ui->top, &key) == VIEW_PASS)
        to_everywhere(ui, &key);
}

/* To a view that has no way of its own with pastes, they are typed; line ends are not Enter. */
static void type_paste(struct ui *ui, const char *text, size_t length) {
    size_t used;
    for (size_t i = 0; i < length && ui->top; i += used) {
        struct key key = {KEY_CODE_TEXT, 0};
        used = text_decode(text + i, length - i, &key.character);
        if (key.character >= U' ')
            dispatch_folded(ui, key);
    }
}

static void dispatch_paste(struct ui *ui) {
    const struct buffer *paste = key_decoder_paste(ui->decoder);
    const struct view_class *class = ui->top->class;
    if (class->paste)
        class->paste(ui->top, buffer_text(paste), paste->length);
    else
        type_paste(ui, buffer_text(paste), paste->length);
}

void dispatch_to_view(struct ui *ui, const struct key *key) {
    if (key->code == KEY_CODE_PASTE)
        dispatch_paste(ui);
    else
        dispatch_folded(ui, *key);
}

void dispatch_key(struct ui *ui, const struct key *key) {
    if (key->code == KEY_CODE_UNKNOWN && !ui->top->class->takes_unknown)
        return;
    if (ui->is_small) {
        if (key->code == KEY_CODE_F3 && !ui->is_locked)
            ui_quit(ui);
        return;
    }
    if (ui_has_message(ui))
        ui_message(ui, "");
    if (!input_take_key(ui, key))
        dispatch_to_view(ui, key);
    stack_settle(ui);
    input_view_changed(ui);
}
