/* Says whether a screen file binds and fits: names, option digits, columns, hints, layout. Changes and
 * loads nothing. */
#include "form/scr_check.h"

#include <string.h>

#include "base/buffer.h"
#include "base/text.h"
#include "form/layout.h"
#include "form/scr_lines.h"

enum {
    LIST_MARGIN_COLS = 4, /* marker, option cell, blanks */
    LIST_STAR_COLS_LEAST = 10,
    TITLE_COLS_MOST = 28, /* left of the title line */
    HINT_COLS_MOST = 78,
    HINT_WITH_ROOM_COLS_MOST = 66, /* beside 余 4000 字 */
};

struct checking {
    const struct scr *scr;
    const struct scr_world *world;
    struct problem *problem;
};

static enum status refuse_in(const struct checking *checking, const char *folder, const char *name,
                             int line, const char *message, const char *text) {
    struct buffer path = BUFFER_INIT;
    buffer_append_format(&path, "%s%s.scr", folder, name);
    enum status status = scr_refuse(checking->problem, buffer_text(&path), line, message, text);
    buffer_release(&path);
    return status;
}

static enum status refuse(const struct checking *checking, int line, const char *message,
                          const char *text) {
    return refuse_in(checking, "screens/", checking->scr->name, line, message, text);
}

static enum status refuse_field(const struct checking *checking, const struct scr_field *field,
                                const char *message, const char *text) {
    return refuse_in(checking, "screens/record/", checking->scr->record, field->line, message,
                     text);
}

static bool has_column(const struct checking *checking, const char *name) {
    const struct scr_world *world = checking->world;
    return world->has_column == NULL ||
           world->has_column(world->context, checking->scr->record, name);
}

/* The digits every screen means the same by. */
static bool is_digit_of_house(const struct scr_option *option) {
    static const struct {
        int digit;
        const char *command;
    } fixed[] = {{2, "edit"}, {4, "void"}, {5, "view"}, {6, "print"}};
    for (size_t i = 0; i < sizeof fixed / sizeof fixed[0]; i++) {
        bool is_command = strcmp(option->command, fixed[i].command) == 0;
        if (is_command ? option->digit != fixed[i].digit : option->digit == fixed[i].digit) {
            return false;
        }
    }
    return true;
}

static enum status check_option(const struct checking *checking, size_t index) {
    const struct scr *scr = checking->scr;
    const struct scr_world *world = checking->world;
    const struct scr_option *option = &scr->options[index];
    for (size_t i = 0; i < index; i++) {
        if (strcmp(scr->options[i].command, option->command) == 0) {
            return refuse(checking, option->line, N_("{file} 第 {line} 行：命令“{text}”写了两次"),
                          option->command);
        }
        if (option->digit != 0 && scr->options[i].digit == option->digit) {
            return refuse(checking, option->line,
                          N_("{file} 第 {line} 行：“{text}”的数字已用于另一个命令"),
                          option->command);
        }
    }
    if (!is_digit_of_house(option)) {
        return refuse(
            checking, option->line,
            N_("{file} 第 {line} 行：“{text}”：2 只能是 edit，4 是 void，5 是 view，6 是 print"),
            option->command);
    }
    if (world->has_command != NULL &&
        !world->has_command(world->context, scr->record, option->command)) {
        return refuse(checking, option->line, N_("{file} 第 {line} 行：没有命令“{text}”"),
                      option->command);
    }
    return STATUS_OK;
}

static enum status check_options(const struct checking *checking) {
    enum status status = STATUS_OK;
    for (size_t i = 0; i < checking->scr->option_count && status == STATUS_OK; i++) {
        status = check_option(checking, i);
    }
    return status;
}

static enum status check_roles(const struct checking *checking) {
    const struct scr *scr = checking->scr;
    const struct scr_world *world = checking->world;
    for (size_t i = 0; world->has_role != NULL && i < scr->role_count; i++) {
        if (!world->has_role(world->context, scr->roles[i])) {
            return refuse(checking, 1, N_("{file}：没有角色“{text}”"), scr->roles[i]);
        }
    }
    return STATUS_OK;
}

/* Columns of the spine and those computed when a row is shown. */
static bool is_known_column(const char *name) {
    static const char *const known[] = {"number", "state",       "due_on", "days_left", "unit",
                                        "person", "received_on", "title",  "light",     "charged",
                                        "urges",  "advice",      "paused_on", "days_paused", "waited_days"};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (strcmp(known[i], name) == 0) {
            return true;
        }
    }
    return false;
}

static enum status check_column(const struct checking *checking, const struct scr_column *column) {
    const struct scr_world *world = checking->world;
    if (scr_field_find(checking->scr, column->name) == NULL && !is_known_column(column->name)) {
        return refuse(checking, column->line, N_("{file} 第 {line} 行：没有栏目“{text}”"),
                      column->name);
    }
    if (world->heading_cols != NULL && column->width > 0 &&
        world->heading_cols(world->context, checking->scr, column->name) > column->width) {
        return refuse(checking, column->line, N_("{file} 第 {line} 行：栏目“{text}”比它的标题窄"),
                      column->name);
    }
    return STATUS_OK;
}

static enum status check_list(const struct checking *checking) {
    const struct scr *scr = checking->scr;
    int cols = LIST_MARGIN_COLS;
    for (size_t i = 0; i < scr->column_count; i++) {
        const struct scr_column *column = &scr->columns[i];
        enum status status = check_column(checking, column);
        if (status != STATUS_OK) {
            return status;
        }
        cols += column->width > 0 ? column->width : LIST_STAR_COLS_LEAST;
        cols += i > 0 ? 1 : 0;
    }
    if (cols > SCR_SCREEN_COLS) {
        return refuse(checking, scr->columns[0].line,
                      N_("{file} 第 {line} 行：各栏宽度加起来超过 80 列（连左边 4 列和栏间空格）"),
                      "");
    }
    for (size_t i = 0; i < scr->order_count; i++) {
        if (!has_column(checking, scr->orders[i])) {
            return refuse(checking, scr->orders_line, N_("{file} 第 {line} 行：不能按“{text}”排序"),
                          scr->orders[i]);
        }
    }
    bool is_list = scr->view[0] != '\0';
    if (is_list != (scr->column_count > 0) || is_list != (scr->order_count > 0)) {
        return refuse(checking, is_list ? scr->view_line : 1,
                      N_("{file} 第 {line} 行：view、columns、orders 要同时写"), "");
    }
    return STATUS_OK;
}

static enum status check_hint(const struct checking *checking, const struct scr_field *field) {
    struct buffer context = BUFFER_INIT;
    buffer_append_format(&context, "%s.%s.hint", checking->scr->record, field->name);
    const char *hint = field->hint;
    if (hint[0] != '\0') {
        hint = checking->world->translate(buffer_text(&context), hint);
    }
    bool shows_room = field->type == FIELD_TEXT || field->type == FIELD_MEMO;
    int most = shows_room ? HINT_WITH_ROOM_COLS_MOST : HINT_COLS_MOST;
    int cols = text_width(hint);
    buffer_release(&context);
    if (cols <= most) {
        return STATUS_OK;
    }
    refuse_field(checking, field, N_("{file} 第 {line} 行：“{text}”的提示太长，多了 {columns} 列"),
                 field->name);
    problem_place_integer(checking->problem, "columns", cols - most);
    return STATUS_INVALID;
}

static enum status check_field(const struct checking *checking, const struct scr_field *field) {
    const struct scr_world *world = checking->world;
    if (field->kind != FIELD_COMPUTED && !has_column(checking, field->name)) {
        return refuse_field(checking, field, N_("{file} 第 {line} 行：数据库里没有“{text}”这一列"),
                            field->name);
    }
    bool has_list = field->type == FIELD_CHOICE || field->type == FIELD_CODES;
    if (has_list && world->has_list != NULL &&
        !world->has_list(world->context, field->choices)) {
        return refuse_field(checking, field, N_("{file} 第 {line} 行：没有代码表“{text}”"),
                            field->choices);
    }
    if (field->type == FIELD_LOOKUP && world->has_kind != NULL &&
        !world->has_kind(world->context, field->lookup)) {
        return refuse_field(checking, field, N_("{file} 第 {line} 行：没有“{text}”这种记录"),
                            field->lookup);
    }
    return check_hint(checking, field);
}

static enum status check_fields(const struct checking *checking) {
    enum status status = STATUS_OK;
    for (size_t i = 0; i < checking->scr->field_count && status == STATUS_OK; i++) {
        status = check_field(checking, &checking->scr->fields[i]);
    }
    return status;
}

static enum status check_title(const struct checking *checking) {
    struct buffer context = BUFFER_INIT;
    buffer_append_format(&context, "screen.%s", checking->scr->name);
    const char *title = checking->world->translate(buffer_text(&context), checking->scr->title);
    bool fits = text_width(title) <= TITLE_COLS_MOST;
    enum status status =
        fits ? STATUS_OK : refuse(checking, 1, N_("{file}：标题“{text}”太长，最多 28 列"), title);
    buffer_release(&context);
    return status;
}

static enum status check_layout(const struct checking *checking) {
    struct layout layout;
    enum status status =
        layout_make(checking->scr, SCR_SCREEN_ROWS - SCR_FRAME_ROWS, SCR_SCREEN_COLS,
                    checking->world->translate, &layout, checking->problem);
    if (status == STATUS_OK) {
        layout_release(&layout);
    }
    return status;
}

enum status scr_check(const struct scr *scr, const struct scr_world *world,
                      struct problem *problem) {
    static enum status (*const checks[])(const struct checking *) = {
        check_title, check_roles, check_options, check_list, check_fields, check_layout};
    struct checking checking = {scr, world, problem};
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < sizeof checks / sizeof checks[0]; i++) {
        status = checks[i](&checking);
    }
    return status;
}
