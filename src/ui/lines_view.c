/* The lines view: its making, its commands and keys. What they do to the table is lines_edit's, what is seen
 * lines_draw's. */
#include "ui/lines_view.h"
#include "base/language.h"
#include "base/text.h"
#include "ui/lines_private.h"
#include "ui/prompt.h"

#include <stdlib.h>
#include <string.h>

static struct lines_table *table_of(struct view *view) {
    return (struct lines_table *)view;
}

/* ---- leaving ---------------------------------------------------------------------------------------- */

static void answer(struct lines_table *table, const char *stored) {
    void (*done)(void *, const char *) = table->done;
    table->done = NULL;
    ui_close(&table->view);
    if (done)
        done(table->context, stored);
}

static void take(struct lines_table *table) {
    struct buffer stored = BUFFER_INIT;
    table_commit(table);
    if (table_show_problem(table))
        return;
    lines_write(&table->lines, &stored);
    if (stored.failed || table->lines.failed)
        ui_error(table->view.ui, _("内存不足"));
    else
        answer(table, buffer_text(&stored));
    buffer_release(&stored);
}

static void answered(void *context, int chosen) {
    struct lines_table *table = context;
    if (chosen == 2)
        take(table);
    else if (chosen == 3)
        answer(table, NULL);
}

static void leave(struct lines_table *table) {
    const char *const answers[] = {_("继续编辑"), _("带回表单"), _("放弃改动")};
    if (table_is_changed(table))
        prompt_choice(table->view.ui, _("明细有改动："), answers, 3, 1, answered, table);
    else
        answer(table, NULL);
}

/* ---- keys ------------------------------------------------------------------------------------------- */

static void move_by(struct lines_table *table, long step) {
    long last = table->lines.count > 0 ? (long)table->lines.count - 1 : 0;
    long row = (long)table->row + step;
    row = row < 0 ? 0 : row > last ? last : row;
    if (row != (long)table->row)
        table_stand(table, (size_t)row, table->cell);
}

static void up(struct lines_table *table) {
    move_by(table, -1);
}

static void down(struct lines_table *table) {
    move_by(table, 1);
}

static void page_up(struct lines_table *table) {
    move_by(table, 1 - table_rows_shown(table));
}

static void page_down(struct lines_table *table) {
    move_by(table, table_rows_shown(table) - 1);
}

/* In the cell as far as it goes, then out of it. */
static void edit_or_go(struct lines_table *table, enum edit_result (*edit)(struct line_edit *edit),
                       void (*go)(struct lines_table *table)) {
    if (table->is_read_only || edit(&table->edit) == EDIT_NOTHING) {
        go(table);
        return;
    }
    table->is_fresh = false;
    table->is_row_dirty[table->row] = true;
}

static void to_first_row(struct lines_table *table) {
    move_by(table, -(long)table->row);
}

static void to_last_row(struct lines_table *table) {
    move_by(table, (long)table->lines.count);
}

static void next_cell(struct lines_table *table) {
    table_next_cell(table, false);
}

static void home(struct lines_table *table) {
    edit_or_go(table, line_edit_home, to_first_row);
}

static void end(struct lines_table *table) {
    edit_or_go(table, line_edit_end, to_last_row);
}

static void left(struct lines_table *table) {
    edit_or_go(table, line_edit_left, table_previous_cell);
}

static void right(struct lines_table *table) {
    edit_or_go(table, line_edit_right, next_cell);
}

static void enter(struct lines_table *table) {
    table_next_cell(table, true);
}

static void undo(struct lines_table *table) {
    if (table->has_removed) {
        table_restore_row(table);
    } else if (line_edit_undo(&table->edit) == EDIT_DONE) {
        table->is_typed = true;
        table_changed(table);
    }
}

static const struct {
    const char *name;
    void (*run)(struct lines_table *table);
} runs[] = {
    {"take", take},
    {"close", leave},
    {"insert", table_insert_row},
    {"remove", table_remove_row},
    {"above", table_take_above},
    {"undo", undo},
    {"enter", enter},
    {"next", next_cell},
    {"previous", table_previous_cell},
    {"left", left},
    {"right", right},
    {"up", up},
    {"down", down},
    {"page_up", page_up},
    {"page_down", page_down},
    {"home", home},
    {"end", end},
};

#define MOVE_COMMANDS                                                                              \
    {"next", NULL, N_("下一格"), {KEY_CODE_TAB}, 0},                                               \
        {"previous", NULL, N_("上一格"), {KEY_CODE_BACK_TAB}, 0},                                  \
        {"left", NULL, N_("左移；到头时到左边一格"), {KEY_CODE_LEFT}, 0},                          \
        {"right", NULL, N_("右移；到头时到右边一格"), {KEY_CODE_RIGHT}, 0},                        \
        {"up", NULL, N_("上一行"), {KEY_CODE_UP}, 0},                                              \
        {"down", NULL, N_("下一行"), {KEY_CODE_DOWN}, 0},                                          \
        {"page_up", NULL, N_("上一页"), {KEY_CODE_PAGE_UP}, 0},                                    \
        {"page_down", NULL, N_("下一页"), {KEY_CODE_PAGE_DOWN}, 0},                                \
        {"home", NULL, N_("本格开头；再按到第一行"), {KEY_CODE_HOME}, 0},                          \
        {"end", NULL, N_("本格末尾；再按到最后一行"), {KEY_CODE_END}, 0}, {                        \
        NULL, NULL, NULL, {KEY_CODE_NONE}, 0                                                       \
    }

static const struct command edit_commands[] = {
    {"help", N_("帮助"), N_("本屏说明"), {KEY_CODE_F1}, 0},
    {"take", N_("带回"), N_("带回表单；有错时到第一处，再按到下一处"), {KEY_CODE_F2}, 0},
    {"insert", N_("插行"), N_("在本行前加一行"), {KEY_CODE_F6}, 0},
    {"remove", N_("删行"), N_("删去本行；Ctrl-Z 恢复"), {KEY_CODE_F8, KEY_CTRL('D')}, 0},
    {"above", N_("同上行"), N_("取上一行这一格的值（输入 .. 也可）"), {KEY_CODE_F9}, 0},
    {"close",
     N_("取消"),
     N_("不带回；有改动时先问"),
     {KEY_CODE_ESCAPE, KEY_CODE_F12, KEY_CODE_F3},
     0},
    {"enter", NULL, N_("下一格；在末格开下一行"), {KEY_CODE_ENTER}, 0},
    {"undo", NULL, N_("恢复刚删的行，或本格的原文"), {KEY_CTRL('Z')}, 0},
    MOVE_COMMANDS,
};

static const struct command read_commands[] = {
    {"help", N_("帮助"), N_("本屏说明"), {KEY_CODE_F1}, 0},
    {"close", N_("返回"), N_("回到原处"), {KEY_CODE_F3, KEY_CODE_ESCAPE, KEY_CODE_F12}, 0},
    {"enter", NULL, N_("下一格"), {KEY_CODE_ENTER}, 0},
    MOVE_COMMANDS,
};

static enum view_answer run_command(struct view *view, const struct command *command) {
    for (size_t i = 0; i < sizeof runs / sizeof *runs; i++) {
        if (strcmp(runs[i].name, command->name) == 0) {
            table_clear_error(table_of(view));
            runs[i].run(table_of(view));
            return VIEW_HANDLED;
        }
    }
    return VIEW_PASS;
}

static const struct {
    enum key_code code;
    enum edit_result (*edit)(struct line_edit *edit);
} edits[] = {
    {KEY_CODE_BACKSPACE, line_edit_backspace},
    {KEY_CODE_DELETE, line_edit_delete},
    {KEY_CTRL('U'), line_edit_clear},
    {KEY_CTRL('K'), line_edit_clear_end},
};

static enum view_answer take_key(struct view *view, const struct key *key) {
    struct lines_table *table = table_of(view);
    char bytes[4];
    if (table->is_read_only)
        return VIEW_PASS;
    table_clear_error(table);
    if (key->code == KEY_CODE_TEXT) {
        table_insert_text(table, bytes, text_encode(key->character, bytes));
        return VIEW_HANDLED;
    }
    for (size_t i = 0; i < sizeof edits / sizeof *edits; i++) {
        if (edits[i].code != key->code)
            continue;
        if (edits[i].edit(&table->edit) == EDIT_DONE)
            table_edited(table);
        return VIEW_HANDLED;
    }
    return VIEW_PASS;
}

static bool takes_hanzi(const struct view *view) {
    const struct lines_table *table = (const struct lines_table *)view;
    enum lines_column column = table->used[table->cell];
    return !table->is_read_only && column != LINES_QUANTITY && !lines_column_is_money(column);
}

/* What has more than one cell is taken as a table. */
static void paste(struct view *view, const char *text, size_t length) {
    struct lines_table *table = table_of(view);
    struct buffer given = BUFFER_INIT;
    table_clear_error(table);
    while (length > 0 && text[length - 1] == '\n')
        length--;
    buffer_append_bytes(&given, text, length);
    if (table->is_read_only)
        ui_message(view->ui, _("这里只能看"));
    else if (strpbrk(buffer_text(&given), "\t\n"))
        table_paste_cells(table, buffer_text(&given));
    else
        table_insert_text(table, buffer_text(&given), given.length);
    buffer_release(&given);
}

static void draw(struct view *view) {
    table_draw(table_of(view));
}

static void resized(struct view *view) {
    struct lines_table *table = table_of(view);
    table_place(table);
    table_stand(table, table->row, table->cell);
}

/* ---- the view --------------------------------------------------------------------------------------- */

static void keep(struct lines_table *table) {
    struct buffer stored = BUFFER_INIT;
    table_commit(table);
    lines_write(&table->lines, &stored);
    table->keep(table->context, buffer_text(&stored));
    buffer_release(&stored);
}

static void put_by(struct view *view) {
    struct lines_table *table = table_of(view);
    struct buffer stored = BUFFER_INIT;
    if (table->is_read_only || !table->put_by || !table->done)
        return;
    bool is_changed = table_is_changed(table);
    if (is_changed)
        table_write(table, &stored);
    table->put_by(table->context, is_changed && !stored.failed ? buffer_text(&stored) : NULL);
    buffer_release(&stored);
}

static void free_table(struct view *view) {
    struct lines_table *table = table_of(view);
    if (table->done && table->keep && table_is_changed(table))
        keep(table);
    for (size_t i = 0; i < LINES_COLUMNS; i++) {
        free(table->labels[i]);
        free(table->removed.cells[i]);
    }
    lines_release(&table->lines);
    line_edit_release(&table->edit);
    buffer_release(&table->error);
    free(table->title);
    free(table->subtitle);
    free(table->initial);
    free(table);
}

static const struct view_class edit_class = {
    .name = "lines",
    .is_full_screen = true,
    .takes_text = true,
    .takes_hanzi = takes_hanzi,
    .commands = edit_commands,
    .draw = draw,
    .command = run_command,
    .key = take_key,
    .paste = paste,
    .resized = resized,
    .keep = put_by,
    .free = free_table,
};

static const struct view_class read_class = {
    .name = "lines",
    .is_full_screen = true,
    .commands = read_commands,
    .draw = draw,
    .command = run_command,
    .key = take_key,
    .paste = paste,
    .resized = resized,
    .free = free_table,
};

static bool has_values(const struct lines *lines, enum lines_column column) {
    for (size_t row = 0; row < lines->count; row++)
        if (lines_cell(lines, row, column)[0] != '\0')
            return true;
    return false;
}

/* Columns without a caption are shown when something stands in them: nothing is hidden. */
static bool set_columns(struct lines_table *table, const char *const *labels) {
    bool is_whole = true;
    for (int i = 0; i < LINES_COLUMNS; i++) {
        enum lines_column column = (enum lines_column)i;
        const char *label = labels ? labels[i] : _(lines_column_label(column));
        if (label[0] == '\0' && column != LINES_NAME && !has_values(&table->lines, column))
            continue;
        label = label[0] != '\0' ? label : _(lines_column_label(column));
        table->labels[i] = text_copy(label);
        table->label_list[i] = table->labels[i];
        table->cols[table->used_count] = TABLE_CELL_COLS_LEAST; /* until it is placed */
        table->used[table->used_count++] = column;
        is_whole = is_whole && table->labels[i];
    }
    return is_whole;
}

static bool set_rows(struct lines_table *table, const char *stored) {
    struct buffer initial = BUFFER_INIT;
    (void)lines_read(&table->lines, stored); /* what failed is remembered */
    lines_write(&table->lines, &initial);
    bool is_whole = !initial.failed;
    table->initial = text_copy(buffer_text(&initial));
    buffer_release(&initial);
    if (!table->is_read_only && table->lines.count == 0)
        is_whole = lines_insert(&table->lines, 0) && is_whole;
    return is_whole && table->initial && !table->lines.failed;
}

struct view *lines_view_new(const struct lines_spec *spec) {
    struct lines_table *table = calloc(1, sizeof *table);
    if (!table)
        return NULL;
    table->view.class = spec->is_read_only ? &read_class : &edit_class;
    strcpy(table->view.help_topic, "lines");
    table->is_read_only = spec->is_read_only;
    table->title = text_copy(spec->title);
    table->subtitle = text_copy(spec->subtitle);
    bool is_whole = set_rows(table, spec->stored) && set_columns(table, spec->labels);
    if (!is_whole || !table->title || !table->subtitle) {
        free_table(&table->view);
        return NULL;
    }
    table_begin_cell(table);
    table->done = spec->done;
    table->keep = spec->keep;
    table->put_by = spec->put_by;
    table->context = spec->context;
    return &table->view;
}
