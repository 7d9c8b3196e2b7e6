/* 04 数据字典: the code lists, and one list's codes: names, order, whether they are offered. Decides
 * nothing: work/dictionary checks and saves. */
#include "screens/rows_list.h"
#include "screens/screen.h"

#include "base/language.h"
#include "ui/prompt.h"
#include "work/dictionary.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct dictionary_context {
    struct desk *desk;
    char list[48]; /* "" in the list of lists */
    char code[48]; /* being changed or made */
};

static void show(struct desk *desk, enum status status, const struct problem *problem,
                 const char *done) {
    if (status == STATUS_OK)
        ui_message(desk->ui, done);
    else
        desk_show_problem(desk, problem, NULL);
}

/* ---- the codes of a list ------------------------------------------------------------------------ */

static void label_given(void *context, const char *typed) {
    struct dictionary_context *dictionary = context;
    struct problem problem = {0};
    if (!typed)
        return;
    show(dictionary->desk,
         dictionary_relabel(dictionary->desk->office, dictionary->list, dictionary->code, typed,
                            &problem),
         &problem, _("已改名称；以前的记录也显示新名称"));
}

static void ask_label(struct dictionary_context *dictionary, const char *code) {
    struct office *office = dictionary->desk->office;
    char question[160];
    snprintf(dictionary->code, sizeof dictionary->code, "%s", code);
    snprintf(question, sizeof question, "%s %s", code, _("的名称"));
    prompt_line(dictionary->desk->ui, question, office_code_label(office, dictionary->list, code),
                20, false, label_given, dictionary);
}

static void new_label_given(void *context, const char *typed) {
    struct dictionary_context *dictionary = context;
    struct problem problem = {0};
    if (!typed)
        return;
    show(dictionary->desk,
         dictionary_add(dictionary->desk->office, dictionary->list, dictionary->code, typed,
                        &problem),
         &problem, _("已新增"));
}

static void new_code_given(void *context, const char *typed) {
    struct dictionary_context *dictionary = context;
    if (!typed || !typed[0])
        return;
    snprintf(dictionary->code, sizeof dictionary->code, "%s", typed);
    prompt_line(dictionary->desk->ui, _("名称"), "", 20, false, new_label_given, dictionary);
}

static void create_code(void *context) {
    struct dictionary_context *dictionary = context;
    if (dictionary_is_system(dictionary->list)) {
        ui_error(dictionary->desk->ui, _("这张表由程序的规则使用，只能改名称和次序，不能增减"));
        return;
    }
    prompt_line(dictionary->desk->ui, _("代码（小写英文字母、数字和 _）"), "", 30, false,
                new_code_given, dictionary);
    prompt_take_letters(dictionary->desk->ui);
}

static bool change_code(void *context, const char *command, const char *code) {
    struct dictionary_context *dictionary = context;
    struct office *office = dictionary->desk->office;
    struct problem problem = {0};
    enum status status = STATUS_OK;
    const char *done = _("已改次序");
    if (strcmp(command, "edit") == 0) {
        ask_label(dictionary, code);
        return true;
    }
    if (strcmp(command, "up") == 0 || strcmp(command, "down") == 0) {
        status = dictionary_move(office, dictionary->list, code, command[0] == 'u', &problem);
    } else {
        bool is_on = strcmp(command, "on") == 0;
        status = dictionary_set_active(office, dictionary->list, code, is_on, &problem);
        done = is_on ? _("已启用") : _("已停用：不再供选择，以前的记录照旧显示");
    }
    show(dictionary->desk, status, &problem, done);
    return status == STATUS_OK;
}

static void open_code(void *context, const char *code) {
    ask_label(context, code);
}

static enum status fill_codes(void *context, struct rows *rows, struct problem *problem) {
    const struct dictionary_context *dictionary = context;
    struct field_rows codes = {0};
    enum status status =
        store_all_codes(dictionary->desk->office->store, dictionary->list, &codes, problem);
    for (size_t i = 0; i < codes.count; i++) {
        const struct fields *code = &codes.items[i];
        bool is_active = fields_integer(code, "active", 1) != 0;
        struct rows_row *row = rows_add(rows, fields_text(code, "code"));
        if (row)
            row->is_dim = !is_active;
        rows_set(rows, 0, fields_text(code, "code"));
        rows_set(rows, 1, language_text(dictionary->list, fields_text(code, "label")));
        rows_set(rows, 2, is_active ? _("在用") : _("停用"));
    }
    field_rows_release(&codes);
    return status;
}

static void open_list(void *context, const char *list) {
    struct desk *desk = ((struct dictionary_context *)context)->desk;
    struct dictionary_context *opened = calloc(1, sizeof *opened);
    char title[96];
    if (!opened)
        return;
    opened->desk = desk;
    snprintf(opened->list, sizeof opened->list, "%s", list);
    const struct list_column columns[] = {
        {_("代码"), 24, true}, {_("名称"), 0, false}, {_("状态"), 8, false}};
    const struct list_option options[] = {{1, "on", _("启用"), true},
                                          {2, "edit", _("改"), true},
                                          {7, "off", _("停用"), true},
                                          {8, "up", _("上移"), true},
                                          {9, "down", _("下移"), true}};
    const struct rows_source source = {
        .context = opened,
        .fill = fill_codes,
        .open = open_code,
        .carry_out = change_code,
        .create = create_code,
        .free = free,
    };
    snprintf(title, sizeof title, " 04 %s",
             language_text("dictionary", dictionary_list_label(list)));
    const struct rows_spec spec = {
        .title = title,
        .subtitle = dictionary_is_system(list) ? _("规则使用，只改名称和次序") : _("可以增减"),
        .empty = "",
        .columns = columns,
        .column_count = 3,
        .options = options,
        .option_count = 5,
        .help_topic = "dictionary",
        .source = &source,
    };
    rows_list_open(desk, &spec);
}

/* ---- the lists ---------------------------------------------------------------------------------- */

static enum status fill_lists(void *context, struct rows *rows, struct problem *problem) {
    const struct dictionary_context *dictionary = context;
    struct field_rows lists = {0};
    enum status status = store_code_lists(dictionary->desk->office->store, &lists, problem);
    for (size_t i = 0; i < lists.count; i++) {
        const char *list = fields_text(&lists.items[i], "list");
        rows_add(rows, list);
        rows_set(rows, 0, list);
        rows_set(rows, 1, language_text("dictionary", dictionary_list_label(list)));
        rows_set(rows, 2, fields_text(&lists.items[i], "active"));
        rows_set(rows, 3, dictionary_is_system(list) ? _("规则使用") : "");
    }
    field_rows_release(&lists);
    return status;
}

static bool view_list(void *context, const char *command, const char *list) {
    (void)command;
    open_list(context, list);
    return true;
}

static bool open_screen(struct desk *desk, const struct scr *scr) {
    struct dictionary_context *context = calloc(1, sizeof *context);
    char title[96];
    if (!context)
        return false;
    context->desk = desk;
    const struct list_column columns[] = {{_("代码表"), 20, true},
                                          {_("名称"), 0, false},
                                          {_("在用"), 6, false},
                                          {_("说明"), 12, false}};
    const struct list_option options[] = {{5, "view", _("看"), true}};
    const struct rows_source source = {
        .context = context,
        .fill = fill_lists,
        .open = open_list,
        .carry_out = view_list,
        .free = free,
    };
    snprintf(title, sizeof title, " %s %s", scr->code, desk_title(scr));
    const struct rows_spec spec = {
        .title = title,
        .subtitle = _("各表的代码"),
        .empty = "",
        .columns = columns,
        .column_count = 4,
        .options = options,
        .option_count = 1,
        .help_topic = "dictionary",
        .source = &source,
    };
    return rows_list_open(desk, &spec);
}

const struct screen screen_dictionary = {
    .name = "dictionary",
    .open = open_screen,
};
