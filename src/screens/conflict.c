/* The table of fields that two people changed at once: 原来, 对方, 我的. Shows and lets choose; what is merged and who did
 * what, work/conflict knows, and saving is the form's. */
#include "screens/conflict.h"

#include "base/glyph.h"
#include "base/language.h"
#include "base/text.h"
#include "report/conflict_text.h"
#include "report/shown.h"
#include "ui/text_view.h"
#include "work/flow.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    WHO_ROW = 1,
    SAID_ROW,
    HEAD_ROW,
    FIRST_ROW,
    OTHER_ROWS = FIRST_ROW + 2, /* message and key line */
    MARK_COLS = 2,
    LABEL_COLS = 14,
    VERDICT_COLS = 10,
    VALUES = 3
};

struct shown_row {
    struct conflict_row *row;
    const struct scr_field *field;
};

struct conflict_view {
    struct view view;
    struct desk *desk;
    struct conflict conflict;
    struct conflict_handlers handlers;
    struct scr_record *kind;
    struct shown_row *rows; /* those with a label */
    size_t count, selected, top;
};

static struct conflict_view *of(struct view *view) {
    return (struct conflict_view *)view;
}

static size_t rows_in_sight(const struct conflict_view *c) {
    int rows = ui_rows(c->view.ui) - OTHER_ROWS;
    return rows > 1 ? (size_t)rows : 1;
}

static void select_row(struct conflict_view *c, size_t at) {
    size_t sight = rows_in_sight(c);
    if (c->count == 0)
        return;
    c->selected = at < c->count ? at : c->count - 1;
    if (c->selected < c->top)
        c->top = c->selected;
    if (c->selected >= c->top + sight)
        c->top = c->selected - sight + 1;
    c->view.is_dirty = true;
}

static bool is_open(const struct conflict_view *c, size_t at) {
    return conflict_taken(c->rows[at].row) == NULL;
}

/* The next row to choose, after the selected one and then from the top; false: none is left. */
static bool select_open(struct conflict_view *c) {
    for (size_t i = 1; i <= c->count; i++) {
        size_t at = (c->selected + i) % c->count;
        if (is_open(c, at)) {
            select_row(c, at);
            return true;
        }
    }
    return false;
}

/* ---- drawing ------------------------------------------------------------------------------------ */

static void draw_title(struct conflict_view *c) {
    struct buffer left = BUFFER_INIT, right = BUFFER_INIT;
    struct problem said;
    size_t left_over = 0;
    for (size_t i = 0; i < c->count; i++)
        left_over += is_open(c, i);
    buffer_append_format(&left, " %s %s", c->conflict.number,
                         c->handlers.is_command ? _("看过之后又有人改了")
                                                : _("两人同时改了这一条"));
    if (!c->conflict.is_allowed) {
        buffer_append(&right, _("不能保存 "));
    } else if (left_over > 0) {
        problem_set(&said, STATUS_OK, "", N_("待选 {count} 栏 "));
        problem_place_integer(&said, "count", (int64_t)left_over);
        language_append_problem(&right, &said, NULL);
    } else {
        buffer_append(&right, c->handlers.is_command ? _("还没有办 ") : _("F2 可以保存 "));
    }
    ui_title(c->view.ui, buffer_text(&left), "", buffer_text(&right));
    buffer_release(&left);
    buffer_release(&right);
}

static void draw_said(struct conflict_view *c) {
    struct buffer who = BUFFER_INIT, said = BUFFER_INIT;
    struct problem refused;
    buffer_append(&who, " ");
    conflict_text_append_last(c->desk->office, &c->conflict, &who);
    buffer_append(&who, "  ");
    conflict_text_append_states(&c->conflict, &who);
    ui_put(c->view.ui, WHO_ROW, 0, -1, INK_BOLD, buffer_text(&who));
    buffer_append(&said, " ");
    if (c->conflict.is_allowed && c->handlers.is_command) {
        buffer_append(&said, _("还没有办。看清楚了，仍要照表单里写的办就按 F2；不办按 Esc 回表单"));
    } else if (c->conflict.is_allowed) {
        buffer_append(&said, _("只有一方改的已并在一起；两人都改了的请选：1 用我的，2 用对方的"));
    } else {
        problem_set(&refused, STATUS_OK, "",
                    N_("现在是“{state}”，这样改不了了。您写的都在“我的”一栏和表单里，可以照抄"));
        problem_place(
            &refused, "state",
            language_text("state", flow_state_label(c->conflict.kind, c->conflict.state)));
        language_append_problem(&said, &refused, NULL);
    }
    ui_put(c->view.ui, SAID_ROW, 0, -1, INK_PLAIN, buffer_text(&said));
    buffer_release(&who);
    buffer_release(&said);
}

static int value_cols(const struct conflict_view *c) {
    return (ui_cols(c->view.ui) - MARK_COLS - LABEL_COLS - 1 - VERDICT_COLS - VALUES) / VALUES;
}

static int value_col(const struct conflict_view *c, int at) {
    return MARK_COLS + LABEL_COLS + 1 + at * (value_cols(c) + 1);
}

static void draw_heading(struct conflict_view *c) {
    const char *const words[VALUES] = {_("原来"), _("对方"), _("我的")};
    struct ui *ui = c->view.ui;
    ui_put(ui, HEAD_ROW, 0, -1, INK_LABEL, "");
    ui_put(ui, HEAD_ROW, MARK_COLS, LABEL_COLS, INK_LABEL, _("栏目"));
    for (int i = 0; i < VALUES; i++)
        ui_put(ui, HEAD_ROW, value_col(c, i), value_cols(c), INK_LABEL, words[i]);
    ui_put(ui, HEAD_ROW, value_col(c, VALUES), -1, INK_LABEL, _("保存用"));
}

static const char *verdict(const struct conflict_row *row) {
    if (row->side == CONFLICT_SAME)
        return _("相同");
    if (row->side == CONFLICT_MINE)
        return _("我的");
    if (row->side == CONFLICT_THEIRS)
        return _("对方");
    return row->choice == CHOICE_MINE     ? _("我的 √")
           : row->choice == CHOICE_THEIRS ? _("对方 √")
                                          : _("请选 1 2");
}

/* Bytes that all of them begin with, to a whole character. */
static size_t common_start(const struct buffer values[VALUES]) {
    size_t length = 0;
    const char *first = buffer_text(&values[0]);
    for (;; length++) {
        bool is_common = first[length] != '\0';
        for (int i = 1; i < VALUES && is_common; i++)
            is_common = buffer_text(&values[i])[length] == first[length];
        if (!is_common)
            break;
    }
    while (length > 0 && ((unsigned char)first[length] & 0xC0) == 0x80)
        length--;
    return length;
}

/* Where long texts are alike at the beginning, what differs is shown. */
static size_t cut_start(const struct buffer values[VALUES], int cols) {
    enum { KEPT_BYTES = 9 };
    size_t start = common_start(values);
    const char *first = buffer_text(&values[0]);
    bool is_long = false;
    for (int i = 0; i < VALUES; i++)
        is_long = is_long || text_width(buffer_text(&values[i])) > cols;
    if (!is_long || start <= KEPT_BYTES)
        return 0;
    start -= KEPT_BYTES;
    while (start > 0 && ((unsigned char)first[start] & 0xC0) == 0x80)
        start--;
    return start;
}

static void draw_values(struct conflict_view *c, const struct shown_row *shown, int row) {
    const struct conflict_row *r = shown->row;
    const char *const stored[VALUES] = {r->before, r->theirs, r->mine};
    struct buffer values[VALUES] = {BUFFER_INIT, BUFFER_INIT, BUFFER_INIT};
    for (int i = 0; i < VALUES; i++)
        conflict_text_append_value(c->desk->office, shown->field, stored[i], &values[i]);
    if (!r->is_before_known) {
        buffer_clear(&values[0]);
        buffer_append(&values[0], _("（密封）"));
    }
    size_t start = cut_start(values, value_cols(c));
    for (int i = 0; i < VALUES; i++) {
        bool is_taken = i > 0 && conflict_taken(r) == stored[i];
        struct buffer cell = BUFFER_INIT;
        buffer_append_format(&cell, "%s%s", start > 0 ? "…" : "", buffer_text(&values[i]) + start);
        ui_put(c->view.ui, row, value_col(c, i), value_cols(c), is_taken ? INK_BOLD : INK_PLAIN,
               buffer_text(&cell));
        buffer_release(&cell);
        buffer_release(&values[i]);
    }
}

static void draw_row(struct conflict_view *c, size_t at, int row) {
    struct ui *ui = c->view.ui;
    const struct shown_row *shown = &c->rows[at];
    bool is_selected = at == c->selected;
    ui_put(ui, row, 0, MARK_COLS, INK_PLAIN, is_selected ? ">" : "");
    ui_put(ui, row, MARK_COLS, LABEL_COLS, is_selected ? INK_SELECTED : INK_PLAIN,
           shown_label(c->conflict.kind, shown->field));
    draw_values(c, shown, row);
    ui_put(ui, row, value_col(c, VALUES), -1, is_open(c, at) ? INK_BOLD : INK_PLAIN,
           verdict(shown->row));
    if (is_selected)
        ui_set_cursor(ui, row, MARK_COLS);
}

static void draw(struct view *view) {
    struct conflict_view *c = of(view);
    struct ui *ui = view->ui;
    size_t sight = rows_in_sight(c);
    ui_clear_rows(ui, 0, ui_rows(ui));
    draw_title(c);
    draw_said(c);
    draw_heading(c);
    ui_set_cursor(ui, FIRST_ROW, 0);
    for (size_t i = 0; i < sight && c->top + i < c->count; i++)
        draw_row(c, c->top + i, FIRST_ROW + (int)i);
    if (c->count == 0)
        ui_put(ui, FIRST_ROW, MARK_COLS, -1, INK_PLAIN, _("各栏没有不同，只是又办过一次"));
    ui_key_line(ui, view);
}

/* ---- keys --------------------------------------------------------------------------------------- */

static void choose(struct conflict_view *c, enum conflict_choice choice) {
    struct conflict_row *row = c->count > 0 ? c->rows[c->selected].row : NULL;
    if (!row || row->side != CONFLICT_BOTH) {
        ui_message(c->view.ui, _("这一栏不用选：只有一方改了，已并在一起"));
        return;
    }
    row->choice = choice;
    c->view.is_dirty = true;
    if (!select_open(c))
        ui_message(c->view.ui, _("都选好了：F2 保存，Enter 再看全文"));
}

static void open_whole(struct conflict_view *c) {
    enum { MARGINS = 2 };
    struct buffer text = BUFFER_INIT, title = BUFFER_INIT;
    const struct shown_row *shown = c->count > 0 ? &c->rows[c->selected] : NULL;
    if (!shown)
        return;
    conflict_text_append_whole(c->desk->office, shown->field, &c->conflict, shown->row,
                               ui_cols(c->view.ui) - MARGINS, &text);
    buffer_append_format(&title, " %s %s", c->conflict.number,
                         shown_label(c->conflict.kind, shown->field));
    struct view *page = text_view_new(buffer_text(&title), "", buffer_text(&text), NULL, 0, NULL);
    if (page) {
        snprintf(page->help_topic, sizeof page->help_topic, "conflict");
        ui_push(c->desk->ui, page);
    }
    buffer_release(&text);
    buffer_release(&title);
}

static void take(struct conflict_view *c) {
    struct problem said;
    struct buffer text = BUFFER_INIT;
    size_t count = 0;
    for (size_t i = 0; i < c->count; i++)
        count += is_open(c, i);
    if (count > 0) {
        if (!is_open(c, c->selected))
            select_open(c);
        problem_set(&said, STATUS_INVALID, "",
                    N_("还有 {count} 栏两人都改了：请先选 1 用我的，或 2 用对方的"));
        problem_place_integer(&said, "count", (int64_t)count);
        language_append_problem(&text, &said, NULL);
        ui_error(c->view.ui, buffer_text(&text));
        buffer_release(&text);
        return;
    }
    struct conflict_handlers handlers = c->handlers;
    struct conflict conflict = c->conflict;
    c->conflict = (struct conflict){0};
    c->handlers.free = NULL;
    c->count = 0;
    ui_close(&c->view);
    handlers.take(handlers.context, &conflict);
    conflict_release(&conflict);
}

static void leave(struct conflict_view *c) {
    ui_message(c->view.ui, _("没有保存；您写的都还在表单里，按 F3 留作草稿"));
    ui_close(&c->view);
}

static enum view_answer run_command(struct view *view, const struct command *command) {
    struct conflict_view *c = of(view);
    if (strcmp(command->name, "save") == 0)
        take(c);
    else if (strcmp(command->name, "mine") == 0)
        choose(c, CHOICE_MINE);
    else if (strcmp(command->name, "theirs") == 0)
        choose(c, CHOICE_THEIRS);
    else if (strcmp(command->name, "whole") == 0)
        open_whole(c);
    else
        leave(c);
    return VIEW_HANDLED;
}

static enum view_answer take_key(struct view *view, const struct key *key) {
    struct conflict_view *c = of(view);
    size_t sight = rows_in_sight(c);
    switch (key->code) {
    case KEY_CODE_UP:
        select_row(c, c->selected > 0 ? c->selected - 1 : 0);
        return VIEW_HANDLED;
    case KEY_CODE_DOWN:
        select_row(c, c->selected + 1);
        return VIEW_HANDLED;
    case KEY_CODE_PAGE_UP:
        select_row(c, c->selected > sight ? c->selected - sight : 0);
        return VIEW_HANDLED;
    case KEY_CODE_PAGE_DOWN:
        select_row(c, c->selected + sight);
        return VIEW_HANDLED;
    case KEY_CODE_HOME:
        select_row(c, 0);
        return VIEW_HANDLED;
    case KEY_CODE_END:
        select_row(c, c->count);
        return VIEW_HANDLED;
    default:
        return VIEW_PASS;
    }
}

static void resized(struct view *view) {
    view->is_dirty = true;
    select_row(of(view), of(view)->selected);
}

static void free_view(struct view *view) {
    struct conflict_view *c = of(view);
    if (c->handlers.free)
        c->handlers.free(c->handlers.context);
    conflict_release(&c->conflict);
    scr_record_free(c->kind);
    free(c->rows);
    free(c);
}

static const struct command commands[] = {
    {"save", N_("保存"), N_("按选定的保存；还没选的先停在那一栏"), {KEY_CODE_F2}, 0},
    {"mine", N_("用我的"), N_("这一栏用我写的"), {KEY_CODE_NONE}, '1'},
    {"theirs", N_("用对方的"), N_("这一栏用对方写的"), {KEY_CODE_NONE}, '2'},
    {"whole", N_("看全文"), N_("并排看这一栏的原来、对方和我的"), {KEY_CODE_ENTER}, 0},
    {"back",
     N_("回表单"),
     N_("不保存，回到表单接着写"),
     {KEY_CODE_ESCAPE, KEY_CODE_F3, KEY_CODE_F12},
     0},
    {NULL, NULL, NULL, {KEY_CODE_NONE}, 0},
};

static const struct command refused_commands[] = {
    {"whole", N_("看全文"), N_("并排看这一栏的原来、对方和我的"), {KEY_CODE_ENTER}, 0},
    {"back",
     N_("回表单"),
     N_("回到表单，您写的都在"),
     {KEY_CODE_ESCAPE, KEY_CODE_F3, KEY_CODE_F12},
     0},
    {NULL, NULL, NULL, {KEY_CODE_NONE}, 0},
};

static const struct view_class conflict_class = {
    .name = "conflict",
    .is_full_screen = true,
    .commands = commands,
    .draw = draw,
    .command = run_command,
    .key = take_key,
    .resized = resized,
    .free = free_view,
};

static const struct view_class refused_class = {
    .name = "conflict",
    .is_full_screen = true,
    .commands = refused_commands,
    .draw = draw,
    .command = run_command,
    .key = take_key,
    .resized = resized,
    .free = free_view,
};

/* ---- opening ------------------------------------------------------------------------------------ */

/* What is to be chosen comes first, then what I changed, then what only they did. */
static void fill_rows(struct conflict_view *c) {
    static const enum conflict_side order[] = {CONFLICT_BOTH, CONFLICT_MINE, CONFLICT_THEIRS,
                                               CONFLICT_SAME};
    for (size_t side = 0; side < sizeof order / sizeof order[0]; side++)
        for (size_t i = 0; i < c->conflict.count; i++) {
            struct conflict_row *row = &c->conflict.rows[i];
            const struct scr_field *field = scr_record_field(c->kind, row->name);
            if (field && row->side == order[side])
                c->rows[c->count++] = (struct shown_row){row, field};
        }
}

bool conflict_open(struct desk *desk, struct conflict *conflict,
                   const struct conflict_handlers *handlers) {
    struct conflict_view *c = calloc(1, sizeof *c);
    struct problem problem = {0};
    if (!c) {
        handlers->free(handlers->context);
        return false;
    }
    c->rows = calloc(conflict->count + 1, sizeof *c->rows);
    enum status status = scr_record_load(&desk->files, conflict->kind, &c->kind, &problem);
    c->handlers = *handlers;
    if (!c->rows || status != STATUS_OK) {
        free_view(&c->view);
        return false;
    }
    c->desk = desk;
    c->conflict = *conflict;
    *conflict = (struct conflict){0};
    c->view.class = c->conflict.is_allowed ? &conflict_class : &refused_class;
    c->view.is_dirty = true;
    snprintf(c->view.help_topic, sizeof c->view.help_topic, "conflict");
    fill_rows(c);
    ui_push(desk->ui, &c->view);
    return true;
}
