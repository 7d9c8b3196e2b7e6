/* A line to type and a question with digits, both in the message row. They call back once, also when
 * the program is left, and never look at what was typed or chosen. */
#include "ui/prompt.h"

#include "base/language.h"
#include "base/text.h"
#include "form/line_edit.h"
#include "ui/ui.h"

#include <stdlib.h>

enum { EDIT_COLS_LEAST = 12, ANSWERS_MOST = 9 };

/* ---- a line to type --------------------------------------------------------------------------------- */

struct line_prompt {
    struct view view;
    char *question;
    struct line_edit edit;
    int row; /* 0: the message row */
    bool is_secret, takes_letters;
    void (*done)(void *context, const char *text); /* NULL once called */
    void *context;
};

static void line_answer(struct line_prompt *prompt, const char *text) {
    void (*done)(void *, const char *) = prompt->done;
    prompt->done = NULL;
    ui_close(&prompt->view);
    if (done)
        done(prompt->context, text);
}

static void line_draw(struct view *view) {
    struct line_prompt *prompt = (struct line_prompt *)view;
    struct ui *ui = view->ui;
    int row = prompt->row > 0 ? prompt->row : ui_rows(ui) - 2, room = ui_cols(ui) - 3;
    int width = text_width(prompt->question);
    if (width > room - EDIT_COLS_LEAST)
        width = room - EDIT_COLS_LEAST;
    int col = 1 + width + 1;
    struct buffer window = BUFFER_INIT;
    line_edit_set_cols(&prompt->edit, ui_cols(ui) - 1 - col);
    if (!prompt->is_secret)
        line_edit_append_window(&prompt->edit, &window);
    if (prompt->row == 0)
        chrome_take_message_row(ui);
    ui_put(ui, row, 0, col, INK_PLAIN, "");
    ui_put(ui, row, 1, width, INK_BOLD, prompt->question);
    ui_put(ui, row, col, -1, INK_PLAIN, buffer_text(&window));
    ui_key_line(ui, view);
    ui_set_cursor(ui, row, prompt->is_secret ? col : col + line_edit_cursor_col(&prompt->edit));
    buffer_release(&window);
}

static void line_insert(struct line_prompt *prompt, const char *text, size_t length) {
    switch (line_edit_insert(&prompt->edit, text, length)) {
    case EDIT_FULL:
        ui_message(prompt->view.ui, _("这里最多只能写这么长。"));
        break;
    case EDIT_REFUSED:
        ui_message(prompt->view.ui, _("有不能写入的字符（控制符或不可见字符），没有写入。"));
        break;
    case EDIT_DONE:
    case EDIT_NOTHING:
        break;
    }
}

static bool line_takes_hanzi(const struct view *view) {
    const struct line_prompt *prompt = (const struct line_prompt *)view;
    return !prompt->is_secret && !prompt->takes_letters;
}

static void line_paste(struct view *view, const char *text, size_t length) {
    line_insert((struct line_prompt *)view, text, length);
}

static const struct {
    enum key_code code;
    enum edit_result (*edit)(struct line_edit *edit);
} line_keys[] = {
    {KEY_CODE_LEFT, line_edit_left},     {KEY_CODE_RIGHT, line_edit_right},
    {KEY_CODE_HOME, line_edit_home},     {KEY_CODE_END, line_edit_end},
    {KEY_CODE_DELETE, line_edit_delete}, {KEY_CODE_BACKSPACE, line_edit_backspace},
    {KEY_CTRL('U'), line_edit_clear},    {KEY_CTRL('K'), line_edit_clear_end},
    {KEY_CTRL('Z'), line_edit_undo},
};

static enum view_answer line_key(struct view *view, const struct key *key) {
    struct line_prompt *prompt = (struct line_prompt *)view;
    char encoded[4];
    if (key->code == KEY_CODE_TEXT) {
        line_insert(prompt, encoded, text_encode(key->character, encoded));
        return VIEW_HANDLED;
    }
    for (size_t i = 0; i < sizeof line_keys / sizeof *line_keys; i++) {
        if (line_keys[i].code == key->code) {
            (void)line_keys[i].edit(&prompt->edit);
            return VIEW_HANDLED;
        }
    }
    return VIEW_PASS;
}

static enum view_answer line_command(struct view *view, const struct command *command) {
    struct line_prompt *prompt = (struct line_prompt *)view;
    bool is_accepted = command->keys[0] == KEY_CODE_ENTER;
    line_answer(prompt, is_accepted ? line_edit_text(&prompt->edit) : NULL);
    return VIEW_HANDLED;
}

static void line_free(struct view *view) {
    struct line_prompt *prompt = (struct line_prompt *)view;
    line_answer(prompt, NULL);
    line_edit_release(&prompt->edit);
    free(prompt->question);
    free(prompt);
}

static const struct command prompt_commands[] = {
    {"accept", N_("确定"), N_("确定"), {KEY_CODE_ENTER}, 0},
    {"cancel", N_("取消"), N_("取消，回到原处"), {KEY_CODE_ESCAPE, KEY_CODE_F12, KEY_CODE_F3}, 0},
    {NULL, NULL, NULL, {KEY_CODE_NONE}, 0},
};

static const struct view_class line_class = {
    .name = "prompt_line",
    .takes_text = true,
    .takes_hanzi = line_takes_hanzi,
    .commands = prompt_commands,
    .draw = line_draw,
    .command = line_command,
    .key = line_key,
    .paste = line_paste,
    .free = line_free,
};

void prompt_line(struct ui *ui, const char *question, const char *start, int max, bool is_secret,
                 void (*done)(void *context, const char *text), void *context) {
    struct line_prompt *prompt = calloc(1, sizeof *prompt);
    char *copy = text_copy(question);
    if (!prompt || !copy) {
        free(prompt);
        free(copy);
        ui_error(ui, _("内存不足。"));
        done(context, NULL);
        return;
    }
    prompt->view.class = &line_class;
    prompt->question = copy;
    prompt->is_secret = is_secret;
    prompt->done = done;
    prompt->context = context;
    line_edit_init(&prompt->edit, EDIT_COLS_LEAST, max);
    line_edit_set(&prompt->edit, start ? start : "");
    ui_push(ui, &prompt->view);
}

void prompt_line_at(struct ui *ui, int row, const char *question, const char *start, int max,
                    void (*done)(void *context, const char *text), void *context) {
    prompt_line(ui, question, start, max, false, done, context);
    struct view *view = ui_top(ui);
    if (view && view->class == &line_class && ((struct line_prompt *)view)->context == context)
        ((struct line_prompt *)view)->row = row;
}

void prompt_take_letters(struct ui *ui) {
    struct view *view = ui_top(ui);
    if (view && view->class == &line_class)
        ((struct line_prompt *)view)->takes_letters = true;
}

/* ---- a question with digits ------------------------------------------------------------------------- */

struct choice_prompt {
    struct view view;
    char *question;
    char *answers[ANSWERS_MOST];
    int count;
    int selected;                            /* 1..count */
    void (*done)(void *context, int chosen); /* NULL once called */
    void *context;
};

static void choice_answer(struct choice_prompt *prompt, int chosen) {
    void (*done)(void *, int) = prompt->done;
    prompt->done = NULL;
    ui_close(&prompt->view);
    if (done)
        done(prompt->context, chosen);
}

static int answers_width(const struct choice_prompt *prompt) {
    int width = 0;
    for (int i = 0; i < prompt->count; i++)
        width += 4 + text_width(prompt->answers[i]);
    return width;
}

static void choice_draw(struct view *view) {
    struct choice_prompt *prompt = (struct choice_prompt *)view;
    struct ui *ui = view->ui;
    int row = ui_rows(ui) - 2, width = text_width(prompt->question);
    bool is_one_row = 1 + width + answers_width(prompt) < ui_cols(ui);
    int col = is_one_row ? 1 + width + 2 : 1;
    ui->message_row = row - 1 - !is_one_row;
    ui_clear_rows(ui, is_one_row ? row : row - 1, row + 1);
    ui_put(ui, is_one_row ? row : row - 1, 1, -1, INK_BOLD, prompt->question);
    for (int i = 0; i < prompt->count; i++) {
        struct buffer answer = BUFFER_INIT;
        buffer_append_format(&answer, "%d %s", i + 1, prompt->answers[i]);
        int cols = text_width(buffer_text(&answer));
        bool is_selected = i + 1 == prompt->selected;
        ui_put(ui, row, col, cols, is_selected ? INK_SELECTED : INK_PLAIN, buffer_text(&answer));
        if (is_selected)
            ui_set_cursor(ui, row, col);
        col += cols + 2;
        buffer_release(&answer);
    }
    ui_key_line(ui, view);
}

static enum view_answer choice_key(struct view *view, const struct key *key) {
    struct choice_prompt *prompt = (struct choice_prompt *)view;
    int step = 0;
    if (key->code == KEY_CODE_TEXT) {
        if (key->character >= U'1' && key->character < U'1' + (char32_t)prompt->count)
            choice_answer(prompt, (int)(key->character - U'0'));
        return VIEW_HANDLED; /* a letter typed here is meant for no screen below */
    }
    if (key->code == KEY_CODE_RIGHT || key->code == KEY_CODE_DOWN || key->code == KEY_CODE_TAB)
        step = 1;
    else if (key->code == KEY_CODE_LEFT || key->code == KEY_CODE_UP ||
             key->code == KEY_CODE_BACK_TAB)
        step = prompt->count - 1;
    if (step == 0)
        return VIEW_PASS;
    prompt->selected = (prompt->selected - 1 + step) % prompt->count + 1;
    return VIEW_HANDLED;
}

static enum view_answer choice_command(struct view *view, const struct command *command) {
    struct choice_prompt *prompt = (struct choice_prompt *)view;
    choice_answer(prompt, command->keys[0] == KEY_CODE_ENTER ? prompt->selected : 0);
    return VIEW_HANDLED;
}

static void choice_free(struct view *view) {
    struct choice_prompt *prompt = (struct choice_prompt *)view;
    choice_answer(prompt, 0);
    for (int i = 0; i < prompt->count; i++)
        free(prompt->answers[i]);
    free(prompt->question);
    free(prompt);
}

static const struct view_class choice_class = {
    .name = "prompt_choice",
    .commands = prompt_commands,
    .draw = choice_draw,
    .command = choice_command,
    .key = choice_key,
    .free = choice_free,
};

static bool copy_answers(struct choice_prompt *prompt, const char *const *answers, int count) {
    for (int i = 0; i < count && i < ANSWERS_MOST; i++) {
        prompt->answers[i] = text_copy(answers[i]);
        if (!prompt->answers[i])
            return false;
        prompt->count++;
    }
    return prompt->count > 0;
}

void prompt_choice(struct ui *ui, const char *question, const char *const *answers, int count,
                   int usual, void (*done)(void *context, int chosen), void *context) {
    struct choice_prompt *prompt = calloc(1, sizeof *prompt);
    if (!prompt) {
        ui_error(ui, _("内存不足。"));
        done(context, 0);
        return;
    }
    prompt->view.class = &choice_class;
    prompt->view.ui = ui;
    prompt->question = text_copy(question);
    prompt->done = done;
    prompt->context = context;
    if (!copy_answers(prompt, answers, count) || !prompt->question) {
        ui_error(ui, _("内存不足。"));
        choice_free(&prompt->view);
        return;
    }
    prompt->selected = usual >= 1 && usual <= prompt->count ? usual : 1;
    ui_push(ui, &prompt->view);
}
