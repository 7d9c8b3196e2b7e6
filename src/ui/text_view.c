/* A page of text that scrolls: wrapped to the screen, drawn safe. Knows nothing of what it shows; its
 * options go back to whoever opened it. */
#include "ui/text_view.h"

#include "base/buffer.h"
#include "base/glyph.h"
#include "base/language.h"
#include "base/text.h"
#include "ui/prompt.h"
#include "ui/undrawn.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HEADING = '\001', FIRST_ROW = 1, MARGIN = 1, FOOT_ROWS = 3, OPTIONS_MOST = 32 };

struct shown_line {
    size_t start; /* of its NUL-terminated text in `shown` */
    bool is_heading;
};

struct own_option {
    int digit;
    char *command, *label;
};

struct text_page {
    struct view view;
    char *title, *right, *text;
    struct own_option options[OPTIONS_MOST];
    size_t option_count;
    struct text_handlers handlers;
    struct buffer shown, codes; /* codes: of what stands as 〓 */
    struct shown_line *lines;
    size_t line_count, line_capacity;
    size_t top;
    bool is_masked;
};

static struct text_page *page_of(struct view *view) {
    return (struct text_page *)view;
}

/* ---- wrapping --------------------------------------------------------------------------------------- */

struct wrapping {
    struct text_page *page;
    const char *text;
    bool is_heading;
};

static bool add_line(void *context, size_t start, size_t end) {
    struct wrapping *wrapping = context;
    struct text_page *page = wrapping->page;
    if (page->line_count == page->line_capacity) {
        size_t capacity = page->line_capacity ? page->line_capacity * 2 : 64;
        struct shown_line *lines = realloc(page->lines, capacity * sizeof *lines);
        if (!lines)
            return false;
        page->lines = lines;
        page->line_capacity = capacity;
    }
    page->lines[page->line_count++] = (struct shown_line){page->shown.length, wrapping->is_heading};
    buffer_append_bytes(&page->shown, wrapping->text + start, end - start);
    buffer_append_char(&page->shown, '\0');
    return true;
}

static void wrap_paragraph(struct text_page *page, const char *start, size_t length) {
    struct buffer raw = BUFFER_INIT, safe = BUFFER_INIT;
    bool is_heading = length > 0 && start[0] == HEADING;
    buffer_append_bytes(&raw, start + is_heading, length - is_heading);
    glyph_append_text(&safe, buffer_text(&raw), raw.length);
    struct wrapping wrapping = {page, buffer_text(&safe), is_heading};
    text_wrap(wrapping.text, ui_cols(page->view.ui) - 2 * MARGIN, add_line, &wrapping);
    buffer_release(&raw);
    buffer_release(&safe);
}

static void wrap(struct text_page *page) {
    buffer_clear(&page->shown);
    page->line_count = 0;
    const char *at = page->text ? page->text : "";
    while (*at) {
        size_t length = strcspn(at, "\n");
        wrap_paragraph(page, at, length);
        at += length + (at[length] == '\n');
    }
    if (page->shown.failed)
        page->line_count = 0;
    buffer_clear(&page->codes);
    undrawn_append(&page->codes, page->text ? page->text : "");
}

/* ---- scrolling -------------------------------------------------------------------------------------- */

static size_t page_rows(const struct text_page *page) {
    return (size_t)(ui_rows(page->view.ui) - FOOT_ROWS - FIRST_ROW);
}

static size_t last_top(const struct text_page *page) {
    size_t rows = page_rows(page);
    return page->line_count > rows ? page->line_count - rows : 0;
}

static void scroll_to(struct text_page *page, size_t top) {
    size_t last = last_top(page);
    page->top = top < last ? top : last;
    page->view.is_dirty = true;
}

static void line_down(struct text_page *page) {
    scroll_to(page, page->top + 1);
}

static void line_up(struct text_page *page) {
    scroll_to(page, page->top > 0 ? page->top - 1 : 0);
}

static void turn(struct text_page *page, bool backwards) {
    size_t rows = page_rows(page) - 1;
    bool is_at_end = backwards ? page->top == 0 : page->top >= last_top(page);
    if (!is_at_end)
        scroll_to(page, !backwards ? page->top + rows : page->top > rows ? page->top - rows : 0);
    else if (page->handlers.step)
        (void)page->handlers.step(page->handlers.context, &page->view, backwards);
}

static void page_down(struct text_page *page) {
    turn(page, false);
}

static void page_up(struct text_page *page) {
    turn(page, true);
}

static void to_first(struct text_page *page) {
    scroll_to(page, 0);
}

static void to_last(struct text_page *page) {
    scroll_to(page, page->line_count);
}

/* ---- drawing ---------------------------------------------------------------------------------------- */

static void draw_foot(struct text_page *page) {
    struct ui *ui = page->view.ui;
    int row = ui_rows(ui) - FOOT_ROWS;
    struct buffer line = BUFFER_INIT, position = BUFFER_INIT;
    for (int digit = 1; digit <= 9; digit++) {
        for (size_t i = 0; i < page->option_count; i++) {
            if (page->options[i].digit == digit)
                buffer_append_format(&line, " %d%s%s", digit, language_is_chinese() ? "" : "=",
                                     page->options[i].label);
        }
    }
    size_t rows = page_rows(page), end = page->top + rows;
    end = end < page->line_count ? end : page->line_count;
    if (page->line_count > rows)
        buffer_append_format(&position, "%zu-%zu/%zu", page->top + 1, end, page->line_count);
    int width = text_width(buffer_text(&position));
    int col = ui_cols(ui) - 1 - width;
    if (line.length > 0) {
        int label = text_width(_("选项"));
        ui_put(ui, row, 1, label, INK_PLAIN, _("选项"));
        ui_put(ui, row, 1 + label, col - 2 - label, INK_PLAIN, buffer_text(&line));
    }
    ui_put(ui, row, col, width, INK_DIM, buffer_text(&position));
    buffer_release(&line);
    buffer_release(&position);
}

static void draw(struct view *view) {
    struct text_page *page = page_of(view);
    struct ui *ui = view->ui;
    if (!view->is_dirty)
        return;
    wrap(page);
    page->top = page->top < last_top(page) ? page->top : last_top(page);
    ui_clear_rows(ui, FIRST_ROW, ui_rows(ui) - 2);
    ui_title(ui, page->title, "", page->right);
    for (size_t i = 0; i < page_rows(page) && page->top + i < page->line_count; i++) {
        const struct shown_line *line = &page->lines[page->top + i];
        ui_put(ui, FIRST_ROW + (int)i, MARGIN, -1, line->is_heading ? INK_BOLD : INK_PLAIN,
               buffer_text(&page->shown) + line->start);
    }
    draw_foot(page);
    if (page->codes.length > 0 && !ui_has_message(ui))
        ui_put(ui, ui_rows(ui) - 2, MARGIN, -1, INK_PLAIN, buffer_text(&page->codes));
    ui_key_line(ui, view);
    ui_set_cursor(ui, FIRST_ROW, MARGIN);
}

/* ---- options ---------------------------------------------------------------------------------------- */

static void carry_out(struct text_page *page, const char *command) {
    if (page->handlers.carry_out)
        page->handlers.carry_out(page->handlers.context, &page->view, command);
}

static void fetch_options(void *context, const char *typed, struct choices *out) {
    struct text_page *page = context;
    for (size_t i = 0; i < page->option_count; i++) {
        const struct own_option *option = &page->options[i];
        if (!choice_fits(option->label, typed) && strncmp(option->command, typed, strlen(typed)) != 0)
            continue;
        choices_add(out, option->command, option->label, "");
        choices_number(out, option->digit > 0 ? option->digit : -1);
        choices_number(out, option->digit > 0 ? option->digit : -1);
    }
}

static void option_chosen(void *context, const char *command) {
    if (command)
        carry_out(context, command);
}

static void choose(struct text_page *page) {
    prompt_list(page->view.ui, _("命令"), ui_rows(page->view.ui) - FOOT_ROWS, "", fetch_options,
                option_chosen, page);
}

static void close_page(struct text_page *page) {
    ui_close(&page->view);
}

/* ---- the view --------------------------------------------------------------------------------------- */

/* In one order: what runs for a row of either table. */
#define SCROLL_COMMANDS                                                                            \
    {"page_down", N_("下页"), N_("下一页；到底后看下一条"), {KEY_CODE_PAGE_DOWN}, 0},              \
        {"page_up", N_("上页"), N_("上一页；到顶后看上一条"), {KEY_CODE_PAGE_UP}, 0},              \
        {"down", NULL, N_("下移一行"), {KEY_CODE_DOWN}, 0},                                        \
        {"up", NULL, N_("上移一行"), {KEY_CODE_UP}, 0},                                            \
        {"first", NULL, N_("到开头"), {KEY_CODE_HOME}, 0},                                         \
        {"last", NULL, N_("到末尾"), {KEY_CODE_END}, 0}, {                                         \
        NULL, NULL, NULL, {KEY_CODE_NONE}, 0                                                       \
    }
#define CLOSE_COMMAND                                                                              \
    { "close", N_("返回"), N_("离开本页"), {KEY_CODE_F3, KEY_CODE_F12, KEY_CODE_ESCAPE}, 0 }

static const struct command plain_commands[] = {CLOSE_COMMAND, SCROLL_COMMANDS};
static const struct command option_commands[] = {
    CLOSE_COMMAND,
    {"commands", N_("命令"), N_("本条可用的全部命令"), {KEY_CODE_F4}, 0},
    SCROLL_COMMANDS,
};

static const struct command confirm_commands[] = {
    {"confirm", N_("照此办理"), N_("照这一页写的办理"), {KEY_CODE_F2}, 0},
    CLOSE_COMMAND,
    SCROLL_COMMANDS,
};

static const struct command masked_commands[] = {
    CLOSE_COMMAND,
    {"commands", N_("命令"), N_("本条可用的全部命令"), {KEY_CODE_F4}, 0},
    {"reveal", N_("显示"), N_("把遮盖的个人信息显示半分钟，记入审计"), {KEY_CODE_F5}, 0},
    SCROLL_COMMANDS,
};

static void confirm(struct text_page *page) {
    page->handlers.confirm(page->handlers.context, &page->view);
}

static void reveal(struct text_page *page) {
    page->handlers.reveal(page->handlers.context, &page->view);
}

static const struct {
    const char *name;
    void (*run)(struct text_page *page);
} runs[] = {
    {"close", close_page},    {"confirm", confirm}, {"commands", choose}, {"reveal", reveal},
    {"page_down", page_down}, {"page_up", page_up}, {"down", line_down},
    {"up", line_up},          {"first", to_first},  {"last", to_last},
};

static enum view_answer run_command(struct view *view, const struct command *command) {
    for (size_t i = 0; i < sizeof runs / sizeof *runs; i++) {
        if (strcmp(runs[i].name, command->name) == 0) {
            runs[i].run(page_of(view));
            return VIEW_HANDLED;
        }
    }
    return VIEW_PASS;
}

static enum view_answer take_key(struct view *view, const struct key *key) {
    struct text_page *page = page_of(view);
    if (key->code != KEY_CODE_TEXT || key->character < U'1' || key->character > U'9')
        return VIEW_PASS;
    int digit = (int)(key->character - U'0');
    for (size_t i = 0; i < page->option_count; i++) {
        if (page->options[i].digit == digit) {
            carry_out(page, page->options[i].command);
            return VIEW_HANDLED;
        }
    }
    return VIEW_PASS;
}

static void uncovered(struct view *view) {
    struct text_page *page = page_of(view);
    if (page->handlers.uncovered)
        page->handlers.uncovered(page->handlers.context, view);
}

static void release_content(struct text_page *page) {
    for (size_t i = 0; i < page->option_count; i++) {
        free(page->options[i].command);
        free(page->options[i].label);
    }
    page->option_count = 0;
    free(page->title);
    free(page->right);
    free(page->text);
    page->title = page->right = page->text = NULL;
}

static void free_page(struct view *view) {
    struct text_page *page = page_of(view);
    if (page->handlers.free)
        page->handlers.free(page->handlers.context);
    release_content(page);
    buffer_release(&page->shown);
    buffer_release(&page->codes);
    free(page->lines);
    free(page);
}

static bool idle(struct view *view) {
    const struct text_page *page = page_of(view);
    return page->handlers.idle != NULL && page->handlers.idle(page->handlers.context, view);
}

static const struct view_class plain_class = {
    .name = "text",
    .is_full_screen = true,
    .commands = plain_commands,
    .draw = draw,
    .command = run_command,
    .key = take_key,
    .uncovered = uncovered,
    .free = free_page,
};

static const struct view_class option_class = {
    .name = "text",
    .is_full_screen = true,
    .commands = option_commands,
    .draw = draw,
    .command = run_command,
    .key = take_key,
    .uncovered = uncovered,
    .idle = idle,
    .free = free_page,
};

static const struct view_class confirm_class = {
    .name = "text",
    .is_full_screen = true,
    .commands = confirm_commands,
    .draw = draw,
    .command = run_command,
    .key = take_key,
    .uncovered = uncovered,
    .free = free_page,
};

static const struct view_class masked_class = {
    .name = "text",
    .is_full_screen = true,
    .commands = masked_commands,
    .draw = draw,
    .command = run_command,
    .key = take_key,
    .uncovered = uncovered,
    .free = free_page,
};

static void set_class(struct text_page *page) {
    bool has_reveal = page->is_masked && page->handlers.reveal;
    page->view.class = page->handlers.confirm   ? &confirm_class
                       : has_reveal             ? &masked_class
                       : page->option_count > 0 ? &option_class
                                                : &plain_class;
}

static bool set_options(struct text_page *page, const struct text_option *options, size_t count) {
    for (size_t i = 0; i < count && i < OPTIONS_MOST; i++) {
        struct own_option *option = &page->options[page->option_count++];
        option->digit = options[i].digit;
        option->command = text_copy(options[i].command);
        option->label = text_copy(options[i].label);
        if (!option->command || !option->label)
            return false;
    }
    return true;
}

/* On failure the page is empty. */
static bool set_content(struct text_page *page, const char *title, const char *right,
                        const char *text, const struct text_option *options, size_t count) {
    char *new_title = text_copy(title), *new_right = text_copy(right ? right : "");
    char *new_text = text_copy(text);
    bool is_same = page->title && new_title && strcmp(page->title, new_title) == 0;
    release_content(page);
    page->title = new_title;
    page->right = new_right;
    page->text = new_text;
    page->top = is_same ? page->top : 0;
    bool is_whole = set_options(page, options, count) && new_title && new_right && new_text;
    if (!is_whole)
        release_content(page);
    set_class(page);
    page->view.is_dirty = true;
    return is_whole;
}

struct view *text_view_new(const char *title, const char *right, const char *text,
                           const struct text_option *options, size_t option_count,
                           const struct text_handlers *handlers) {
    struct text_page *page = calloc(1, sizeof *page);
    if (!page)
        return NULL;
    if (!set_content(page, title, right, text, options, option_count)) {
        free_page(&page->view);
        return NULL;
    }
    if (handlers)
        text_view_set_handlers(&page->view, handlers);
    return &page->view;
}

void text_view_set_handlers(struct view *view, const struct text_handlers *handlers) {
    page_of(view)->handlers = *handlers;
    set_class(page_of(view));
}

void text_view_set(struct view *view, const char *title, const char *right, const char *text,
                   const struct text_option *options, size_t option_count) {
    bool is_whole = set_content(page_of(view), title, right, text, options, option_count);
    if (!is_whole && view->ui)
        ui_error(view->ui, _("内存不足，显示不出来。"));
}

void text_view_set_masked(struct view *view, bool is_masked) {
    page_of(view)->is_masked = is_masked;
    set_class(page_of(view));
    view->is_dirty = true;
}
