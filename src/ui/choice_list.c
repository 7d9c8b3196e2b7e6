/* The framed list of prompt_list: what is typed narrows it through the caller's fetch, a number shown
 * beside a row stands for it. Owns no values and knows no field. */
#include "base/codes.h"
#include "base/language.h"
#include "base/text.h"
#include "form/line_edit.h"
#include "ui/prompt.h"
#include "ui/view.h"

#include <stdlib.h>
#include <string.h>

enum {
    ROWS_MOST = 10,
    COLS_LEAST = 34,
    TYPED_MOST = 40,
    NUMBER_COLS = 3,             /* marker and number */
    LABEL_COL = NUMBER_COLS + 1, /* one more behind a mark */
    BORDER_ROWS = 3,             /* the frame and the line for typing */
};

struct choice_list {
    struct view view;
    char *title;
    int near_row;
    struct line_edit typed;
    struct choices choices;
    size_t selected, top;
    bool is_typing; /* the cursor stands at what is typed, not on the row */
    bool is_many, was_marked;
    struct buffer marked; /* codes, of a list to choose several from */
    int rows, cols, row, col, label_cols;
    void (*fetch)(void *context, const char *typed, struct choices *out);
    void (*done)(void *context, const char *code); /* NULL once called */
    void *context;
};

static int label_col(const struct choice_list *list) {
    return LABEL_COL + (list->is_many ? 1 : 0);
}

static void answer(struct choice_list *list, const char *code) {
    void (*done)(void *, const char *) = list->done;
    list->done = NULL;
    ui_close(&list->view);
    if (done)
        done(list->context, code);
}

static void select_row(struct choice_list *list, size_t index) {
    size_t rows = (size_t)list->rows;
    list->selected = index;
    if (index < list->top)
        list->top = index;
    else if (index >= list->top + rows)
        list->top = index + 1 - rows;
}

static void fetch(struct choice_list *list) {
    choices_release(&list->choices);
    memset(&list->choices, 0, sizeof list->choices);
    list->fetch(list->context, line_edit_text(&list->typed), &list->choices);
    list->top = 0;
    select_row(list, 0);
}

/* ---- place ------------------------------------------------------------------------------------------ */

static int widest(const struct choices *choices, bool is_hint) {
    int most = 0;
    for (size_t i = 0; i < choices->count; i++) {
        const char *text = is_hint ? choices->items[i].hint : choices->items[i].label;
        int width = text ? text_width(text) : 0;
        most = width > most ? width : most;
    }
    return most;
}

static void place_cols(struct choice_list *list) {
    int most = ui_cols(list->view.ui) - 4;
    int hint = widest(&list->choices, true);
    list->label_cols = widest(&list->choices, false);
    int cols = 2 + label_col(list) + list->label_cols + (hint > 0 ? 2 + hint : 0) + 1;
    int title = text_width(list->title) + 8;
    cols = cols > title ? cols : title;
    cols = cols > COLS_LEAST ? cols : COLS_LEAST;
    list->cols = cols < most ? cols : most;
    list->col = ui_cols(list->view.ui) - 2 - list->cols;
    int room = list->cols - 2 - label_col(list);
    list->label_cols = list->label_cols < room ? list->label_cols : room;
}

/* Below the row it is about, or above it, whichever has room; fewer rows when neither has. */
static void place_rows(struct choice_list *list) {
    int above = list->near_row - 1, below = ui_rows(list->view.ui) - 2 - (list->near_row + 1);
    bool is_below = list->rows + BORDER_ROWS <= below || below >= above;
    int room = (is_below ? below : above) - BORDER_ROWS;
    list->rows = list->rows < room ? list->rows : room;
    list->rows = list->rows > 1 ? list->rows : 1;
    list->row = is_below ? list->near_row + 1 : list->near_row - list->rows - BORDER_ROWS;
}

static void place(struct choice_list *list) {
    bool is_narrowed = list->typed.length > 0;
    size_t count = list->choices.count;
    list->rows = is_narrowed || count > ROWS_MOST ? ROWS_MOST : (int)count;
    place_cols(list);
    place_rows(list);
    line_edit_set_cols(&list->typed, list->cols - 4);
    select_row(list, list->selected);
}

/* ---- drawing ---------------------------------------------------------------------------------------- */

/* The number that chooses the row; 0 none. */
static int number_of(const struct choices *choices, size_t index) {
    int number = choices->items[index].number;
    return number == 0 ? (int)index + 1 : number < 0 ? 0 : number;
}

static void draw_row(struct choice_list *list, size_t index, int row) {
    struct ui *ui = list->view.ui;
    const struct choice *choice = &list->choices.items[index];
    bool is_selected = index == list->selected;
    int col = list->col + 1, room = list->cols - 2 - label_col(list);
    struct buffer number = BUFFER_INIT;
    buffer_append_format(&number, "%c", is_selected ? '>' : ' ');
    if (number_of(&list->choices, index) > 0)
        buffer_append_format(&number, "%2d", number_of(&list->choices, index));
    ui_put(ui, row, col, NUMBER_COLS, is_selected ? INK_SELECTED : INK_PLAIN, buffer_text(&number));
    if (list->is_many)
        ui_put(ui, row, col + NUMBER_COLS, 1, INK_BOLD,
               codes_has(buffer_text(&list->marked), choice->code) ? "*" : " ");
    ui_put(ui, row, col + label_col(list), list->label_cols, INK_PLAIN, choice->label);
    int hint_cols = room - list->label_cols - 2;
    if (choice->hint && hint_cols > 0)
        ui_put(ui, row, col + label_col(list) + list->label_cols + 2, hint_cols, INK_DIM,
               choice->hint);
    buffer_release(&number);
}

static void draw_typed(struct choice_list *list, int row) {
    struct ui *ui = list->view.ui;
    struct buffer window = BUFFER_INIT;
    const char *text = list->is_many ? _("空格或序号勾选，可选几项") : _("输入汉字、首字母或编号");
    enum ink ink = INK_DIM;
    if (list->choices.has_more)
        text = _("还有更多；输入几个字缩小范围");
    else if (list->top + (size_t)list->rows < list->choices.count)
        text = list->is_many ? _("下面还有；空格或序号勾选") : _("下面还有；汉字、首字母或编号");
    if (list->typed.length > 0 || list->is_typing) {
        line_edit_append_window(&list->typed, &window);
        text = buffer_text(&window);
        ink = INK_BOLD;
    }
    ui_put(ui, row, list->col + 2, list->cols - 4, ink, text);
    buffer_release(&window);
}

static void draw(struct view *view) {
    struct choice_list *list = (struct choice_list *)view;
    struct ui *ui = view->ui;
    size_t count = list->choices.count;
    int typed_row = list->row + 1 + list->rows;
    ui_frame(ui, list->row, list->col, list->rows + BORDER_ROWS, list->cols, list->title);
    for (size_t i = 0; i < (size_t)list->rows && list->top + i < count; i++)
        draw_row(list, list->top + i, list->row + 1 + (int)i);
    if (count == 0)
        ui_put(ui, list->row + 1, list->col + 2, list->cols - 4, INK_BOLD, _("没有符合的"));
    draw_typed(list, typed_row);
    ui_key_line(ui, view);
    if (list->is_typing || count == 0)
        ui_set_cursor(ui, typed_row, list->col + 2 + line_edit_cursor_col(&list->typed));
    else
        ui_set_cursor(ui, list->row + 1 + (int)(list->selected - list->top), list->col + 1);
}

/* ---- keys ------------------------------------------------------------------------------------------- */

/* The number typed; 0 when it is none. 007 is no row's number but a code. */
static int typed_number(const struct choice_list *list) {
    struct buffer folded = BUFFER_INIT;
    int number = 0;
    text_append_folded(&folded, line_edit_text(&list->typed));
    const char *text = buffer_text(&folded);
    size_t length = strlen(text);
    if (length > 0 && length <= 2 && text[0] != '0' && strspn(text, "0123456789") == length)
        number = (int)strtol(text, NULL, 10);
    buffer_release(&folded);
    return number;
}

static size_t index_of_number(const struct choices *choices, int number) {
    size_t index = 0;
    while (index < choices->count && number_of(choices, index) != number)
        index++;
    return index;
}

/* A number chooses among all rows; anything else narrows them. */
static void typed_changed(struct choice_list *list) {
    int number = typed_number(list);
    list->is_typing = list->typed.length > 0;
    if (number == 0) {
        fetch(list);
        return;
    }
    struct choices all = {NULL, 0, 0, false};
    list->fetch(list->context, "", &all);
    size_t index = index_of_number(&all, number);
    if (index == all.count) {
        choices_release(&all);
        fetch(list);
        return;
    }
    choices_release(&list->choices);
    list->choices = all;
    list->top = 0;
    select_row(list, index);
}

static void move_by(struct choice_list *list, long step) {
    size_t count = list->choices.count;
    long target = (long)list->selected + step;
    if (count == 0)
        return;
    list->is_typing = false;
    if (target < 0)
        target = 0;
    select_row(list, (size_t)target < count ? (size_t)target : count - 1);
}

static void insert(struct choice_list *list, const char *text, size_t length) {
    if (line_edit_insert(&list->typed, text, length) != EDIT_REFUSED)
        typed_changed(list);
}

static void paste(struct view *view, const char *text, size_t length) {
    insert((struct choice_list *)view, text, length);
}

/* ---- several ---------------------------------------------------------------------------------------- */

static void toggle(struct choice_list *list, size_t index) {
    struct buffer kept = BUFFER_INIT;
    const char *code = list->choices.items[index].code;
    bool was_marked = codes_has(buffer_text(&list->marked), code);
    size_t length = 0;
    for (const char *at = buffer_text(&list->marked); codes_next(&at, &length); at += length) {
        if (length == strlen(code) && memcmp(at, code, length) == 0)
            continue;
        buffer_append(&kept, kept.length > 0 ? " " : "");
        buffer_append_bytes(&kept, at, length);
    }
    if (!was_marked)
        codes_add(&kept, code);
    buffer_release(&list->marked);
    list->marked = kept;
    list->was_marked = true;
}

/* Space marks the row and goes on to the next; a digit marks the row it stands beside. False: it is text. */
static bool mark(struct choice_list *list, char32_t character) {
    char32_t key = text_fold_key(character);
    size_t count = list->choices.count;
    bool is_digit = key >= '1' && key <= '9';
    size_t index = is_digit ? index_of_number(&list->choices, (int)(key - '0')) : list->selected;
    if (!is_digit && key != ' ')
        return false;
    if (index >= count)
        return true;
    toggle(list, index);
    list->is_typing = false;
    if (is_digit)
        select_row(list, index);
    else
        move_by(list, 1);
    return true;
}

static void take_marked(struct choice_list *list, bool is_enter) {
    bool is_untouched = !list->was_marked && list->marked.length == 0;
    if (is_enter && is_untouched && list->choices.count > 0)
        toggle(list, list->selected);
    answer(list, buffer_text(&list->marked));
}

static enum view_answer take_key(struct view *view, const struct key *key) {
    struct choice_list *list = (struct choice_list *)view;
    char encoded[4];
    long page = list->rows > 1 ? list->rows - 1 : 1;
    switch (key->code) {
    case KEY_CODE_TEXT:
        if (list->is_many && mark(list, key->character))
            return VIEW_HANDLED;
        insert(list, encoded, text_encode(key->character, encoded));
        return VIEW_HANDLED;
    case KEY_CODE_BACKSPACE:
        if (line_edit_backspace(&list->typed) == EDIT_DONE)
            typed_changed(list);
        return VIEW_HANDLED;
    case KEY_CODE_UP:
        move_by(list, -1);
        return VIEW_HANDLED;
    case KEY_CODE_DOWN:
        move_by(list, 1);
        return VIEW_HANDLED;
    case KEY_CODE_PAGE_UP:
        move_by(list, -page);
        return VIEW_HANDLED;
    case KEY_CODE_PAGE_DOWN:
        move_by(list, page);
        return VIEW_HANDLED;
    case KEY_CODE_HOME:
        move_by(list, -(long)list->choices.count);
        return VIEW_HANDLED;
    case KEY_CODE_END:
        move_by(list, (long)list->choices.count);
        return VIEW_HANDLED;
    default:
        return VIEW_PASS;
    }
}

static enum view_answer run_command(struct view *view, const struct command *command) {
    struct choice_list *list = (struct choice_list *)view;
    bool is_enter = command->keys[0] == KEY_CODE_ENTER;
    if (list->is_many && (is_enter || command->keys[0] == KEY_CODE_F2))
        take_marked(list, is_enter);
    else if (!is_enter)
        answer(list, NULL);
    else if (list->choices.count > 0)
        answer(list, list->choices.items[list->selected].code);
    return VIEW_HANDLED;
}

static void resized(struct view *view) {
    place((struct choice_list *)view);
}

static void free_list(struct view *view) {
    struct choice_list *list = (struct choice_list *)view;
    answer(list, NULL);
    choices_release(&list->choices);
    line_edit_release(&list->typed);
    buffer_release(&list->marked);
    free(list->title);
    free(list);
}

static const struct command commands[] = {
    {"choose", N_("选定"), N_("选定光标所在的一项"), {KEY_CODE_ENTER}, 0},
    {"cancel", N_("取消"), N_("不选，回到原处"), {KEY_CODE_ESCAPE, KEY_CODE_F12, KEY_CODE_F3}, 0},
    {"close", NULL, N_("不选，回到原处"), {KEY_CODE_F4}, 0},
    {NULL, NULL, NULL, {KEY_CODE_NONE}, 0},
};

static const struct command many_commands[] = {
    {"choose", N_("取用"), N_("取用已勾选的各项"), {KEY_CODE_ENTER}, 0},
    {"take", NULL, N_("取用已勾选的各项；一项没勾就是不选"), {KEY_CODE_F2}, 0},
    {"cancel", N_("取消"), N_("不选，回到原处"), {KEY_CODE_ESCAPE, KEY_CODE_F12, KEY_CODE_F3}, 0},
    {"close", NULL, N_("不选，回到原处"), {KEY_CODE_F4}, 0},
    {NULL, NULL, NULL, {KEY_CODE_NONE}, 0},
};

static const struct view_class list_class = {
    .name = "prompt_list",
    .takes_text = true,
    .commands = commands,
    .draw = draw,
    .command = run_command,
    .key = take_key,
    .paste = paste,
    .resized = resized,
    .free = free_list,
};

static const struct view_class many_class = {
    .name = "prompt_list_many",
    .takes_text = true,
    .commands = many_commands,
    .draw = draw,
    .command = run_command,
    .key = take_key,
    .paste = paste,
    .resized = resized,
    .free = free_list,
};

/* `typed` narrows a list for one, `codes` (not NULL) are marked in one for several. */
static void open_list(struct ui *ui, const char *title, int near_row, const char *typed,
                      const char *codes,
                      void (*fetch_choices)(void *context, const char *typed, struct choices *out),
                      void (*done)(void *context, const char *code), void *context) {
    struct choice_list *list = calloc(1, sizeof *list);
    char *copy = text_copy(title);
    if (!list || !copy) {
        free(list);
        free(copy);
        ui_error(ui, _("内存不足。"));
        done(context, NULL);
        return;
    }
    list->view.class = codes ? &many_class : &list_class;
    list->is_many = codes != NULL;
    buffer_append(&list->marked, codes);
    list->title = copy;
    list->near_row = near_row;
    list->fetch = fetch_choices;
    list->done = done;
    list->context = context;
    line_edit_init(&list->typed, COLS_LEAST, TYPED_MOST);
    line_edit_set(&list->typed, typed ? typed : "");
    ui_push(ui, &list->view);
    list->rows = ROWS_MOST;
    typed_changed(list);
    place(list);
}

void prompt_list(struct ui *ui, const char *title, int near_row, const char *typed,
                 void (*fetch_choices)(void *context, const char *typed, struct choices *out),
                 void (*done)(void *context, const char *code), void *context) {
    open_list(ui, title, near_row, typed, NULL, fetch_choices, done, context);
}

void prompt_list_many(struct ui *ui, const char *title, int near_row, const char *codes,
                      void (*fetch_choices)(void *context, const char *typed, struct choices *out),
                      void (*done)(void *context, const char *codes), void *context) {
    open_list(ui, title, near_row, "", codes, fetch_choices, done, context);
}
