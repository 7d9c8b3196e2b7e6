/* Options beside rows and commands on rows: what is set, and carrying it out top down. What a command
 * does, the screen's source knows. */
#include "base/language.h"
#include "base/text.h"
#include "ui/list_private.h"
#include "ui/prompt.h"

#include <stdlib.h>
#include <string.h>

static const struct list_own_option *option_of_digit(const struct list *list, int digit) {
    for (size_t i = 0; i < list->option_count; i++)
        if (digit && list->options[i].digit == digit)
            return &list->options[i];
    return NULL;
}

static const struct list_own_option *option_of_command(const struct list *list,
                                                       const char *command) {
    for (size_t i = 0; i < list->option_count; i++)
        if (strcmp(list->options[i].command, command) == 0)
            return &list->options[i];
    return NULL;
}

static void say(struct list *list, const char *words, int64_t count, int digit, const char *label) {
    struct problem filled;
    problem_set(&filled, STATUS_OK, "", words);
    problem_place_integer(&filled, "count", count);
    problem_place_integer(&filled, "digit", digit);
    problem_place(&filled, "label", label);
    struct buffer text = BUFFER_INIT;
    problem_format(&filled, _(words), NULL, &text);
    ui_message(list->view.ui, buffer_text(&text));
    buffer_release(&text);
}

static void marks_changed(struct list *list, bool on_all_rows) {
    if (on_all_rows)
        for (size_t i = 0; i < list->page->count; i++)
            list->is_row_dirty[i] = true;
    else
        list->is_row_dirty[list->selected] = true;
    list->is_foot_dirty = true;
}

void list_option_digit(struct list *list, int digit) {
    const struct list_row *row = list_page_row(list);
    const struct list_own_option *option = option_of_digit(list, digit);
    struct list_pending *pending = &list->pending;
    if (!option) {
        say(list, N_("本表没有选项 {digit}"), 0, digit, "");
    } else if (pending->marked > 0) {
        list_pending_set_marked(pending, digit);
        marks_changed(list, true);
        say(list, N_("对已勾选的 {count} 条：{digit}{label}。Enter 执行，0 取消"),
            (int64_t)pending->marked, digit, option->label);
    } else if (row && list_pending_set(pending, row->id, list->position, digit)) {
        list_pending_see(pending, list->page);
        marks_changed(list, false);
    }
}

/* Takes away the nearest thing set: the row's option, the marked rows' option, the row's mark, all
 * marks. */
void list_option_clear(struct list *list) {
    const struct list_row *row = list_page_row(list);
    struct list_pending *pending = &list->pending;
    const struct list_mark *mark = row ? list_pending_find(pending, row->id) : NULL;
    if (mark && mark->digit) {
        list_pending_set(pending, row->id, 0, 0);
    } else if (pending->marked_digit) {
        list_pending_set_marked(pending, 0);
    } else if (mark && mark->is_marked) {
        list_pending_toggle(pending, row->id, 0);
    } else if (pending->marked > 0) {
        say(list, N_("已取消 {count} 条的勾选"), (int64_t)pending->marked, 0, "");
        list_pending_clear_marks(pending);
    } else {
        return;
    }
    marks_changed(list, true);
}

void list_option_mark(struct list *list) {
    const struct list_row *row = list_page_row(list);
    if (!row || !list_pending_toggle(&list->pending, row->id, list->position))
        return;
    list_pending_see(&list->pending, list->page);
    marks_changed(list, list->pending.marked_digit != 0);
    list_page_down(list);
}

static int64_t *marked_ids(const struct list_pending *pending) {
    int64_t *ids = calloc(pending->marked, sizeof *ids);
    size_t count = 0;
    for (size_t i = 0; ids && i < pending->count; i++)
        if (pending->items[i].is_marked)
            ids[count++] = pending->items[i].id;
    return ids;
}

static bool carry_out(struct list *list, const char *command, const int64_t *ids, size_t count) {
    if (!list->source.carry_out ||
        !list->source.carry_out(list->source.context, &list->view, command, ids, count))
        return false;
    list->last_command = command;
    return true;
}

static bool carry_out_marked(struct list *list, const char *command) {
    int64_t *ids = marked_ids(&list->pending);
    bool is_done = ids && carry_out(list, command, ids, list->pending.marked);
    if (is_done) {
        list_pending_clear_marks(&list->pending);
        marks_changed(list, true);
    }
    free(ids);
    return is_done;
}

static bool carry_out_one(struct list *list, const char *command, int64_t id) {
    if (!carry_out(list, command, &id, 1))
        return false;
    list_pending_set(&list->pending, id, 0, 0);
    marks_changed(list, true);
    return true;
}

static bool is_on_top(const struct list *list) {
    return ui_top(list->view.ui) == &list->view;
}

void list_option_continue(struct list *list) {
    const struct list_mark *next = NULL;
    bool goes_on = true;
    while (goes_on && (next = list_pending_next(&list->pending))) {
        bool is_single = next->digit != 0;
        int digit = list_pending_digit(&list->pending, next);
        const struct list_own_option *option = option_of_digit(list, digit);
        if (option && option->is_single && !is_single) {
            list_pending_spread(&list->pending, digit);
            continue;
        }
        goes_on = option && (is_single ? carry_out_one(list, option->command, next->id)
                                       : carry_out_marked(list, option->command));
        list->is_chaining = goes_on;
        if (!is_on_top(list))
            return;
    }
    list->is_chaining = false;
    list_page_refresh(list, 0);
}

void list_option_enter(struct list *list) {
    const struct list_row *row = list_page_row(list);
    if (list_pending_next(&list->pending))
        list_option_continue(list);
    else if (row && list->source.open)
        list->source.open(list->source.context, &list->view, row->id);
}

static bool is_of_list(const struct list *list, const struct list_own_option *option) {
    return list->source.is_of_list && list->source.is_of_list(option->command);
}

/* A command on the selected row, or on the marked rows when it was chosen for them. */
static void run(struct list *list, const char *command, bool on_marked) {
    const struct list_row *row = list_page_row(list);
    const struct list_own_option *option = option_of_command(list, command);
    on_marked = on_marked && list->pending.marked > 0;
    if (option && is_of_list(list, option)) {
        if (carry_out(list, command, NULL, 0) && is_on_top(list))
            list_page_refresh(list, 0);
        return;
    }
    if (on_marked && option && option->is_single && option->digit > 0) {
        list_pending_spread(&list->pending, option->digit);
        list_option_continue(list);
        return;
    }
    if (on_marked && !(option && option->is_single))
        carry_out_marked(list, command);
    else if (row)
        carry_out_one(list, command, row->id);
    if (is_on_top(list))
        list_page_refresh(list, 0);
}

static bool allows(const struct list *list, int64_t id, const struct list_own_option *option) {
    return !list->source.allows || list->source.allows(list->source.context, id, option->command);
}

/* What every marked row allows; with none marked what the selected row does; without a row those of the list. */
static bool is_offered(const struct list *list, const struct list_own_option *option) {
    const struct list_row *row = list_page_row(list);
    if (is_of_list(list, option) || !row)
        return is_of_list(list, option) && allows(list, 0, option);
    if (list->pending.marked == 0)
        return allows(list, row->id, option);
    for (size_t i = 0; i < list->pending.count; i++)
        if (list->pending.items[i].is_marked && !allows(list, list->pending.items[i].id, option))
            return false;
    return true;
}

/* Asked once when the list of commands opens, not again with each key typed in it. */
static void find_offered(struct list *list) {
    for (size_t i = 0; i < list->option_count; i++)
        list->options[i].is_offered = is_offered(list, &list->options[i]);
}

/* A digit never means anything else here than beside a row; commands without one have no number. */
static void fetch_commands(void *context, const char *typed, struct choices *out) {
    const struct list *list = context;
    for (size_t i = 0; i < list->option_count; i++) {
        const struct list_own_option *option = &list->options[i];
        if (!choice_fits(option->label, typed) || !option->is_offered)
            continue;
        choices_add(out, option->command, option->label, "");
        choices_number(out, option->digit > 0 ? option->digit : -1);
    }
}

static void command_chosen(void *context, const char *code) {
    struct list *list = context;
    for (size_t i = 0; code && i < list->option_count; i++)
        if (strcmp(list->options[i].command, code) == 0) {
            run(list, list->options[i].command, true);
            return;
        }
}

void list_option_choose(struct list *list) {
    bool has_any = false;
    for (size_t i = 0; i < list->option_count; i++)
        has_any = has_any || is_offered(list, &list->options[i]);
    if (!has_any) {
        ui_message(list->view.ui, list_page_row(list) ? _("本条没有可用的命令")
                                                      : _("这里没有记录，没有可用的命令"));
        return;
    }
    struct problem filled;
    struct buffer title = BUFFER_INIT;
    find_offered(list);
    problem_set(&filled, STATUS_OK, "", "");
    problem_place_integer(&filled, "count", (int64_t)list->pending.marked);
    problem_format(&filled,
                   list->pending.marked > 0 ? _("对已勾选的 {count} 条")
                   : list_page_row(list)    ? _("本条命令")
                                            : _("本表命令"),
                   NULL, &title);
    prompt_list(list->view.ui, buffer_text(&title), LIST_FIRST_ROW + (int)list->selected, "",
                fetch_commands, command_chosen, list);
    buffer_release(&title);
}

void list_option_repeat(struct list *list) {
    if (list->last_command)
        run(list, list->last_command, false);
    else
        ui_message(list->view.ui, _("还没有可重复的命令"));
}
