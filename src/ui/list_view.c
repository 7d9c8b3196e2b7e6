/* The list view: its commands and keys, and what screens may ask of it. Rows come through the source's
 * callbacks; what a row is, it does not know. */
#include "ui/list_view.h"
#include "base/language.h"
#include "base/text.h"
#include "ui/list_private.h"
#include "ui/prompt.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct action {
    struct command command;
    void (*run)(struct list *list); /* NULL: the loop's */
};

static void close_list(struct list *list) {
    ui_close(&list->view);
}

static void leave_list(struct list *list) {
    close_list(list);
}

static void go_back(struct list *list) {
    if (!list->source.back(list->source.context, &list->view))
        close_list(list);
}

static void refresh(struct list *list) {
    list_page_refresh(list, 0);
}

static void create(struct list *list) {
    list->source.create(list->source.context, &list->view);
}

static void query(struct list *list) {
    list->source.query(list->source.context, &list->view);
}

static void position_to(void *context, const char *typed) {
    struct list *list = context;
    const struct list_row *row = list_page_row(list);
    struct problem problem;
    char *key = NULL;
    int64_t id = 0;
    if (!typed || !*typed)
        return;
    enum status status = list->source.find(list->source.context, typed, row ? row->key : NULL,
                                           row ? row->id : 0, &key, &id, &problem);
    if (status == STATUS_OK)
        list_page_jump(list, key, id);
    else if (status != STATUS_BUSY)
        list_page_error(list, &problem);
    free(key);
}

static void ask_position(struct list *list) {
    enum { TYPED_MOST = 60 };
    prompt_line(list->view.ui, _("定位（编号、汉字或首字母）"), "", TYPED_MOST, false, position_to, list);
}

static const struct action actions[] = {
    {{"help", N_("帮助"), N_("本屏说明，再按一次看全文"), {KEY_CODE_F1}, '?'}, NULL},
    {{"open", N_("进入"), N_("打开本条；填了选项时，自上而下执行全部选项"), {KEY_CODE_ENTER}, 0},
     list_option_enter},
    {{"close", N_("返回"), N_("离开本表"), {KEY_CODE_F3, KEY_CODE_F12, KEY_CODE_ESCAPE}, 0},
     close_list},
    {{"back", N_("改词"), N_("回到上面那一行，改要查的字"), {KEY_CODE_ESCAPE, KEY_CODE_F12}, 0}, go_back},
    {{"leave", N_("离开"), N_("离开本表"), {KEY_CODE_F3}, 0}, leave_list},
    {{"commands", N_("命令"), N_("本条（或已勾选各条）可用的全部命令"), {KEY_CODE_F4}, 0},
     list_option_choose},
    {{"refresh", N_("刷新"), N_("重新查询"), {KEY_CODE_F5}, 0}, refresh},
    {{"create", N_("新增"), N_("登记一条新的"), {KEY_CODE_F6}, 0}, create},
    {{"query", N_("查询"), N_("按表单填条件查询，也选排列的次序"), {KEY_CODE_F8}, 0}, query},
    {{"repeat", N_("重复"), N_("对本条重复上一个命令"), {KEY_CODE_F9}, 0}, list_option_repeat},
    {{"find", N_("定位"), N_("按编号、汉字或拼音首字母定位"), {KEY_CODE_NONE}, '/'}, ask_position},
    {{"mark", N_("勾选"), N_("勾选或取消勾选本条，到下一条"), {KEY_CODE_NONE}, ' '},
     list_option_mark},
    {{"clear",
      NULL,
      N_("取消本条的选项或勾选（0 也可）"),
      {KEY_CODE_BACKSPACE, KEY_CODE_DELETE},
      '0'},
     list_option_clear},
    {{"down", NULL, N_("下一条"), {KEY_CODE_DOWN}, 0}, list_page_down},
    {{"up", NULL, N_("上一条"), {KEY_CODE_UP}, 0}, list_page_up},
    {{"page_down", NULL, N_("下一页"), {KEY_CODE_PAGE_DOWN}, 0}, list_page_next},
    {{"page_up", NULL, N_("上一页"), {KEY_CODE_PAGE_UP}, 0}, list_page_previous},
    {{"first", NULL, N_("第一条"), {KEY_CODE_HOME}, 0}, list_page_home},
    {{"last", NULL, N_("最后一条"), {KEY_CODE_END}, 0}, list_page_end},
};
enum { ACTION_COUNT = sizeof actions / sizeof *actions };

static enum view_answer run_command(struct view *view, const struct command *command) {
    struct list *list = (struct list *)view;
    size_t index = (size_t)(command - list->commands);
    if (index >= LIST_COMMANDS_MOST || !list->runs[index])
        return VIEW_PASS;
    list_page_load(list);
    list->runs[index](list);
    return VIEW_HANDLED;
}

static enum view_answer take_key(struct view *view, const struct key *key) {
    struct list *list = (struct list *)view;
    if (key->code != KEY_CODE_TEXT)
        return VIEW_PASS;
    if (key->character < '1' || key->character > '9')
        return VIEW_PASS;
    list_page_load(list);
    list_option_digit(list, (int)(key->character - '0'));
    return VIEW_HANDLED;
}

static void draw(struct view *view) {
    list_draw((struct list *)view);
}

static void uncovered(struct view *view) {
    struct list *list = (struct list *)view;
    list_page_refresh(list, 0);
    if (list->is_chaining && ui_top(view->ui) == view)
        list_option_continue(list);
}

static void resized(struct view *view) {
    list_page_resize((struct list *)view);
    view->is_dirty = true;
}

static bool idle(struct view *view) {
    struct list *list = (struct list *)view;
    bool has_more = list->source.idle && list->source.idle(list->source.context, view);
    return list_page_idle(list) || has_more;
}

static void release_texts(struct list *list) {
    for (size_t i = 0; i < list->column_count; i++)
        free(list->columns[i].heading);
    for (size_t i = 0; list->options && i < list->option_count; i++) {
        free(list->options[i].command);
        free(list->options[i].label);
    }
    free(list->options);
    free(list->title);
    free(list->subtitle);
    free(list->empty);
}

static void release(struct list *list) {
    if (list->page)
        list_rows_release(list->page);
    if (list->spare)
        list_rows_release(list->spare);
    free(list->page);
    free(list->spare);
    list_pending_release(&list->pending);
    buffer_release(&list->summary);
    release_texts(list);
    free(list);
}

static void free_view(struct view *view) {
    struct list *list = (struct list *)view;
    if (list->source.free)
        list->source.free(list->source.context);
    release(list);
}

static bool is_offered(const struct list *list, const struct action *action) {
    if (action->run == create)
        return list->source.create != NULL;
    if (action->run == query)
        return list->source.query != NULL;
    if (action->run == close_list)
        return list->source.back == NULL;
    if (action->run == go_back || action->run == leave_list)
        return list->source.back != NULL;
    if (action->run == ask_position)
        return list->source.find != NULL;
    if (action->run == list_option_choose || action->run == list_option_repeat)
        return list->option_count > 0;
    return true;
}

static void append_help(const struct view *view, struct buffer *out) {
    const struct list *list = (const struct list *)view;
    int64_t id = list_view_selected(view);
    if (list->source.explain && id != 0)
        list->source.explain(list->source.context, id, out);
}

static void set_class(struct list *list) {
    _Static_assert((int)ACTION_COUNT <= (int)LIST_COMMANDS_MOST, "the list's commands fit");
    size_t count = 0;
    for (size_t i = 0; i < ACTION_COUNT; i++)
        if (is_offered(list, &actions[i])) {
            list->runs[count] = actions[i].run;
            list->commands[count++] = actions[i].command;
        }
    list->class = (struct view_class){
        .name = "list",
        .is_full_screen = true,
        .commands = list->commands,
        .draw = draw,
        .command = run_command,
        .key = take_key,
        .uncovered = uncovered,
        .resized = resized,
        .help = append_help,
        .idle = idle,
        .free = free_view,
    };
    list->view.class = &list->class;
}

static bool copy_texts(struct list *list, const struct list_spec *spec) {
    bool is_whole = true;
    list->title = text_copy(spec->title);
    list->subtitle = text_copy(spec->subtitle ? spec->subtitle : "");
    list->empty = text_copy(spec->empty ? spec->empty : "");
    for (size_t i = 0; i < spec->column_count && i < LIST_COLUMNS_MOST; i++) {
        const struct list_column *from = &spec->columns[i];
        list->columns[i] =
            (struct list_own_column){text_copy(from->heading), from->width, from->is_number};
        is_whole = is_whole && list->columns[i].heading;
        list->column_count++;
    }
    list->options = calloc(spec->option_count + 1, sizeof *list->options);
    for (size_t i = 0; list->options && i < spec->option_count; i++) {
        const struct list_option *from = &spec->options[i];
        list->options[i] = (struct list_own_option){.digit = from->digit,
                                                    .command = text_copy(from->command),
                                                    .label = text_copy(from->label),
                                                    .is_single = from->is_single};
        is_whole = is_whole && list->options[i].command && list->options[i].label;
        list->option_count++;
    }
    return is_whole && list->title && list->subtitle && list->empty && list->options;
}

struct view *list_view_new(const struct list_spec *spec) {
    struct list *list = calloc(1, sizeof *list);
    if (!list)
        return NULL;
    list->page = calloc(1, sizeof *list->page);
    list->spare = calloc(1, sizeof *list->spare);
    if (!copy_texts(list, spec) || !list->page || !list->spare) {
        release(list);
        return NULL;
    }
    list->source = *spec->source;
    list->total = -1;
    list->view.is_dirty = true;
    snprintf(list->view.help_topic, sizeof list->view.help_topic, "%s",
             spec->help_topic ? spec->help_topic : "");
    set_class(list);
    return &list->view;
}

static struct list *list_of(struct view *view) {
    return (struct list *)view;
}

int64_t list_view_selected(const struct view *view) {
    const struct list_row *row = list_page_row((const struct list *)view);
    return row ? row->id : 0;
}

int64_t list_view_seen(const struct view *view, int64_t id) {
    const struct list *list = (const struct list *)view;
    const struct list_mark *mark = list_pending_find(&list->pending, id);
    if (mark && mark->ver != 0)
        return mark->ver;
    for (size_t i = 0; i < list->page->count; i++)
        if (list->page->rows[i].id == id)
            return list->page->rows[i].ver;
    return 0;
}

void list_view_refresh(struct view *view, int64_t id) {
    list_page_refresh(list_of(view), id);
}

void list_view_home(struct view *view) {
    list_page_refresh(list_of(view), 0);
    list_page_home(list_of(view));
}

void list_view_grown(struct view *view) {
    struct list *list = list_of(view);
    if (list->is_loaded && list->page->count < (size_t)list_page_capacity(list))
        list_page_refresh(list, 0);
    list->needs_count = true;
}

void list_view_tell(struct view *view) {
    struct list *list = list_of(view);
    list->needs_summary = list->source.summary != NULL;
}

void list_view_restart(struct view *view, const char *subtitle, const char *empty) {
    struct list *list = list_of(view);
    char *copies[] = {text_copy(subtitle), text_copy(empty)};
    if (copies[0] && copies[1]) {
        free(list->subtitle);
        free(list->empty);
        list->subtitle = copies[0];
        list->empty = copies[1];
    } else {
        free(copies[0]);
        free(copies[1]);
    }
    list_rows_release(list->page);
    list_pending_release(&list->pending);
    list->selected = 0;
    list->position = 0;
    list->total = -1;
    list->is_loaded = false;
    view->is_dirty = true;
}

int64_t list_view_step(struct view *view, bool backwards) {
    struct list *list = list_of(view);
    int64_t before = list_view_selected(view);
    if (backwards)
        list_page_up(list);
    else
        list_page_down(list);
    int64_t after = list_view_selected(view);
    return after == before ? 0 : after;
}

void list_view_append_position(const struct view *view, struct buffer *out) {
    const struct list *list = (const struct list *)view;
    if (list->position > 0 && list->total != -1)
        list_draw_position(list, out);
}
