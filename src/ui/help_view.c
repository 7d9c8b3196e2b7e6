/* Puts help together from command tables and embedded pages; showing it is text_view's. */
#include "ui/help_view.h"

#include "base/buffer.h"
#include "base/embedded.h"
#include "base/language.h"
#include "base/text.h"
#include "ui/text_view.h"
#include "ui/ui.h"

#include <stdio.h>
#include <string.h>

enum { KEYS_COLS = 20, LABEL_COLS = 14 };
#define HEADING "\001"

static void append_keys(struct buffer *out, const struct command *command) {
    char name[16], encoded[4];
    size_t before = out->length;
    for (int i = 0; i < COMMAND_KEYS_MOST; i++) {
        if (command->keys[i] == KEY_CODE_NONE)
            continue;
        buffer_append(out, out->length > before ? " / " : "");
        buffer_append(out, key_code_name(command->keys[i], name));
    }
    if (command->character) {
        buffer_append(out, out->length > before ? " / " : "");
        if (command->character == U' ')
            buffer_append(out, _("空格"));
        else
            buffer_append_bytes(out, encoded, text_encode(command->character, encoded));
    }
}

static void append_command(struct buffer *out, const struct command *command) {
    struct buffer keys = BUFFER_INIT;
    append_keys(&keys, command);
    buffer_append(out, " ");
    text_append_padded(out, buffer_text(&keys), KEYS_COLS);
    text_append_padded(out, command->label ? _(command->label) : "", LABEL_COLS);
    buffer_append(out, command->help ? _(command->help) : "");
    buffer_append(out, "\n");
    buffer_release(&keys);
}

static bool is_in(const struct command *table, const struct command *wanted) {
    for (; table && table->name; table++)
        if (table->keys[0] == wanted->keys[0])
            return true;
    return false;
}

/* What works everywhere, but for the keys that `view` has for itself. */
static void append_table(struct buffer *out, const struct command *table,
                         const struct command *view) {
    for (; table && table->name; table++)
        if (!is_in(view, table))
            append_command(out, table);
}

static const struct command everywhere[] = {
    {"redraw", NULL, N_("重画屏幕"), {KEY_CTRL('L')}, 0},
    {NULL, NULL, NULL, {KEY_CODE_NONE}, 0},
};

/* The page in the user's language, else in Chinese. */
static const struct embedded_file *find_page(const char *topic) {
    char path[80];
    const struct embedded_file *file = NULL;
    if (!language_is_chinese()) {
        snprintf(path, sizeof path, "data/help/%s.en.txt", topic);
        file = embedded_find(path);
    }
    if (!file) {
        snprintf(path, sizeof path, "data/help/%s.txt", topic);
        file = embedded_find(path);
    }
    return file;
}

static bool ends_sentence(const char *line, size_t length) {
    static const char *const ends[] = {"。", "：", "！", "？", "；", "）", ".", ":", "!", "?", ";"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t size = strlen(ends[i]);
        if (length >= size && memcmp(line + length - size, ends[i], size) == 0)
            return true;
    }
    return false;
}

/* The page's lines; one that breaks off in a sentence goes on with the next, to be wrapped anew. */
static void append_page(struct buffer *out, const char *text) {
    while (*text) {
        size_t length = strcspn(text, "\n");
        const char *next = text + length + (text[length] == '\n');
        buffer_append_bytes(out, text, length);
        bool goes_on = length > 0 && text[0] != ' ' && !ends_sentence(text, length) &&
                       *next != '\0' && *next != '\n' && *next != ' ';
        bool is_ascii = goes_on && (text[length - 1] & 0x80) == 0 && (*next & 0x80) == 0;
        buffer_append(out, !goes_on ? "\n" : is_ascii ? " " : "");
        text = next;
    }
}

static const char *find_topic(const struct view *about) {
    while (about->help_topic[0] == '\0' && !about->class->is_full_screen && about->below)
        about = about->below;
    return about->help_topic;
}

struct view *help_view_new(struct ui *ui, const struct view *about) {
    struct buffer text = BUFFER_INIT;
    const char *topic = find_topic(about);
    const struct embedded_file *page = topic[0] ? find_page(topic) : NULL;
    const struct embedded_file *input = ui->input.is_on ? find_page("input") : NULL;
    if (about->class->help)
        about->class->help(about, &text);
    if (page) { /* what the screen is for first: keys are looked up, a screen is read about */
        buffer_append(&text, text.length > 0 ? "\n" HEADING : HEADING);
        append_page(&text, page->text);
        buffer_append(&text, "\n");
    }
    buffer_append_format(&text, HEADING "%s\n", _("按键"));
    append_table(&text, about->class->commands, NULL);
    append_table(&text, ui->options.commands, about->class->commands);
    append_table(&text, everywhere, ui->options.commands);
    buffer_append_format(&text, " %s\n",
                         _("F 键不便时：先按 Esc，再按数字，Esc 2 就是 F2，Esc 0 是 F10。"));
    if (input) {
        buffer_append(&text, "\n" HEADING);
        append_page(&text, input->text);
    }
    struct view *view = NULL;
    if (!text.failed)
        view = text_view_new(_(" 帮助"), "", buffer_text(&text), NULL, 0, NULL);
    if (view)
        snprintf(view->help_topic, sizeof view->help_topic, "help");
    buffer_release(&text);
    return view;
}
