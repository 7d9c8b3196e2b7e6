/* 81 查询: one line to type in, and under it what was found, the found text marked. Shows hits as they are found; what is
 * looked through, and who may see what, is work's. */
#include "screens/register.h"
#include "screens/screen.h"

#include "base/language.h"
#include "base/text.h"
#include "report/kind_labels.h"
#include "ui/list_view.h"
#include "ui/prompt.h"
#include "work/flow.h"
#include "work/search.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_ROW = 1, STEP_MS = 15 };
enum column { NUMBER, KIND, TITLE, PLACE, COLUMNS };
enum { OPTIONS_MOST = 12 };

struct search_list {
    struct desk *desk;
    const struct scr *scr;
    struct view *view;
    char *typed;           /* what is looked for; NULL: nothing yet */
    struct search *search; /* NULL: none */
    struct kind_labels kinds;
    size_t told;     /* hits the list was told of */
    bool is_failed;  /* why was said */
    bool is_stopped; /* by Esc; F5 goes on */
};

/* ---- words ------------------------------------------------------------------------------------------ */

static void append_words(struct buffer *out, const char *words, const struct search_list *list,
                         int64_t count) {
    struct problem filled;
    problem_set(&filled, STATUS_OK, "", words);
    problem_place(&filled, "text", list->typed ? list->typed : "");
    problem_place_integer(&filled, "count", count);
    language_append_problem(out, &filled, NULL);
}

static bool is_done(const struct search_list *list) {
    return !list->search || search_is_done(list->search) || list->is_failed;
}

/* What stands in the list while it has no row. */
static void append_empty(const struct search_list *list, struct buffer *out) {
    if (!list->typed)
        buffer_append(out, _("几个字、编号、电话后几位、拼音首字母（zjd）；几个词用空格隔开。"));
    else if (!is_done(list))
        append_words(out, N_("正在查“{text}”……"), list, 0);
    else
        append_words(out, N_("没有找到“{text}”。少写几个字，或换个说法、只写首字母。"), list, 0);
}

static void show_words(struct search_list *list) {
    struct buffer subtitle = BUFFER_INIT, empty = BUFFER_INIT;
    if (list->typed)
        append_words(&subtitle, N_("查“{text}”，新的在前"), list, 0);
    append_empty(list, &empty);
    list_view_restart(list->view, buffer_text(&subtitle), buffer_text(&empty));
    buffer_release(&subtitle);
    buffer_release(&empty);
}

/* Below the list: how far it is. */
static void list_summary(void *context, struct buffer *out) {
    struct search_list *list = context;
    if (!list->search)
        return;
    struct search_index index = {.is_complete = true};
    bool is_known = search_walks(list->search) &&
                    search_index_state(list->desk->office, &index, NULL) == STATUS_OK;
    if (!search_is_done(list->search) && search_looked_at(list->search) > 0 &&
        search_walks(list->search))
        append_words(out, N_("已看 {count} 件……"), list, search_looked_at(list->search));
    if (is_known && index.total > 0)
        append_words(out, N_("检索索引建到 {count}%，建好以前逐件看，慢一些"), list,
                     index.done * 100 / index.total);
    else if (search_is_full(list->search))
        append_words(out, N_("先列出 {count} 件，翻到末页接着查；再加一个词可以少一些"), list,
                     (int64_t)search_count(list->search));
}

/* ---- the rows --------------------------------------------------------------------------------------- */

static void fill_row(struct search_list *list, size_t at, struct list_row *out) {
    const struct search_hit *hit = search_hit(list->search, at);
    char key[24];
    enum ink ink = strcmp(hit->state, "void") == 0 ? INK_DIM : INK_PLAIN;
    snprintf(key, sizeof key, "%08zu", at);
    out->id = hit->id;
    out->key = text_copy(key);
    list_row_set(out, NUMBER, hit->number, ink);
    list_row_set(out, KIND, kind_labels_of(&list->kinds, hit->kind), ink);
    list_row_set(out, TITLE, hit->title, ink);
    list_row_set(out, PLACE, hit->snippet, ink);
    for (size_t i = 0; i < hit->mark_count; i++)
        list_row_mark(out, PLACE, hit->marks[i].start, hit->marks[i].length);
}

static size_t count_of(const struct search_list *list) {
    return list->search ? search_count(list->search) : 0;
}

static enum status list_page(void *context, const char *key, int64_t id, bool backwards,
                             bool inclusive, int limit, struct list_rows *out,
                             struct problem *problem) {
    struct search_list *list = context;
    size_t count = count_of(list), most = (size_t)limit, from, to;
    size_t at = key ? strtoul(key, NULL, 10) : 0;
    (void)id;
    (void)problem;
    list->is_stopped = false; /* F5, or another page */
    if (!backwards) {
        from = key ? at + !inclusive : 0;
        from = from < count ? from : count;
        to = count - from > most ? from + most : count;
    } else {
        to = key ? at + inclusive : count;
        to = to < count ? to : count;
        from = to > most ? to - most : 0;
    }
    /* The end of what was found so far is in sight: a further page is looked for. */
    if (list->search && search_is_full(list->search) && to + most > count && key)
        search_more(list->search);
    list_rows_release(out);
    for (size_t i = from; i < to; i++)
        fill_row(list, i, &out->rows[out->count++]);
    return STATUS_OK;
}

static enum status list_count(void *context, const char *key, int64_t id, int64_t *total,
                              int64_t *position, struct problem *problem) {
    struct search_list *list = context;
    int64_t count = (int64_t)count_of(list);
    (void)id;
    (void)problem;
    *total = !list->search || search_is_done(list->search) || count < 2 ? count : -count;
    *position = key ? (int64_t)strtoul(key, NULL, 10) + 1 : 0;
    return STATUS_OK;
}

/* ---- looking ---------------------------------------------------------------------------------------- */

/* Shows what came since the last time. */
static void tell_hits(struct search_list *list) {
    bool was_empty = list->told == 0;
    if (search_count(list->search) == list->told && !is_done(list))
        return;
    list->told = search_count(list->search);
    if (was_empty)
        show_words(list);
    else
        list_view_grown(list->view);
}

/* Goes on while nobody types. The Esc that stops it comes to list_back after. */
static bool look_on(struct search_list *list) {
    struct problem problem = {0};
    if (is_done(list) || list->is_stopped || search_is_full(list->search))
        return false;
    enum status status = search_step(list->search, STEP_MS, &problem);
    list->is_failed = status != STATUS_OK && status != STATUS_BUSY;
    if (list->is_failed)
        desk_show_problem(list->desk, &problem, NULL);
    tell_hits(list);
    list_view_tell(list->view);
    return true; /* what is new is counted once it was drawn */
}

static bool list_idle(void *context, struct view *view) {
    (void)view;
    return look_on(context);
}

/* What was typed is looked for from now on; what cannot be looked for is said, and typed again. */
static bool begin(struct search_list *list, const char *typed) {
    struct problem problem = {0};
    struct search *search = NULL;
    const struct search_request request = {
        .text = typed, .scope = SEARCH_OFFICE, .order = SEARCH_NEWEST};
    char *copy = text_copy(typed);
    if (!copy || search_begin(list->desk->office, &request, &search, &problem) != STATUS_OK) {
        if (copy)
            desk_show_problem(list->desk, &problem, NULL);
        free(copy);
        return false;
    }
    search_free(list->search);
    free(list->typed);
    list->search = search;
    list->typed = copy;
    list->told = 0;
    list->is_failed = list->is_stopped = false;
    show_words(list);
    return true;
}

static void ask(struct search_list *list, const char *typed);

static void answered(void *context, const char *typed) {
    struct search_list *list = context;
    if (!typed)
        ui_close(list->view);
    else if (!begin(list, typed))
        ask(list, typed);
}

static void ask(struct search_list *list, const char *typed) {
    prompt_line_at(list->desk->ui, LINE_ROW, _("查什么："), typed, SEARCH_TEXT_MOST, answered,
                   list);
}

static bool list_back(void *context, struct view *view) {
    struct search_list *list = context;
    (void)view;
    if (!is_done(list) && !list->is_stopped && !search_is_full(list->search)) {
        list->is_stopped = true;
        ui_message(list->desk->ui, _("已停下；F5 接着查，Esc 改词"));
        return true;
    }
    ask(list, list->typed ? list->typed : "");
    return true;
}

/* ---- commands --------------------------------------------------------------------------------------- */

static void list_open(void *context, struct view *view, int64_t id) {
    struct search_list *list = context;
    register_open_record(list->desk, view, id);
}

static bool list_carry_out(void *context, struct view *view, const char *command,
                           const int64_t *ids, size_t count) {
    struct search_list *list = context;
    return register_carry_out(list->desk, view, command, ids, count);
}

static bool list_allows(void *context, int64_t id, const char *command) {
    struct search_list *list = context;
    return register_allows(list->desk, id, command);
}

static void list_free(void *context) {
    struct search_list *list = context;
    search_free(list->search);
    kind_labels_release(&list->kinds);
    free(list->typed);
    free(list);
}

/* ---- the screen ------------------------------------------------------------------------------------- */

static struct view *make_list(struct search_list *list) {
    static const struct {
        const char *heading;
        int width;
    } columns[COLUMNS] = {
        {N_("编号"), 13}, {N_("种类"), 8}, {N_("标题"), 20}, {N_("找到的地方"), 0}};
    struct list_column own[COLUMNS];
    struct list_option options[OPTIONS_MOST];
    struct buffer title = BUFFER_INIT, empty = BUFFER_INIT;
    size_t option_count = 0;
    for (size_t i = 0; i < COLUMNS; i++)
        own[i] = (struct list_column){language_text("heading", columns[i].heading),
                                      columns[i].width, i == NUMBER};
    for (; option_count < list->scr->option_count && option_count < OPTIONS_MOST; option_count++)
        options[option_count] = (struct list_option){
            .digit = list->scr->options[option_count].digit,
            .command = list->scr->options[option_count].command,
            .label = language_text("option",
                                   flow_command_label(list->scr->options[option_count].command)),
            .is_single = true,
        };
    buffer_append_format(&title, " %s %s", list->scr->code, desk_title(list->scr));
    append_empty(list, &empty);
    const struct list_source source = {
        .context = list,
        .page = list_page,
        .count = list_count,
        .open = list_open,
        .carry_out = list_carry_out,
        .allows = list_allows,
        .back = list_back,
        .idle = list_idle,
        .summary = list_summary,
        .free = list_free,
    };
    const struct list_spec spec = {
        .title = buffer_text(&title),
        .subtitle = "",
        .empty = buffer_text(&empty),
        .columns = own,
        .column_count = COLUMNS,
        .options = options,
        .option_count = option_count,
        .help_topic = list->scr->name,
        .source = &source,
    };
    struct view *view = list_view_new(&spec);
    buffer_release(&title);
    buffer_release(&empty);
    return view;
}

static bool open_screen(struct desk *desk, const struct scr *scr) {
    struct search_list *list = calloc(1, sizeof *list);
    if (!list)
        return false;
    list->desk = desk;
    list->scr = scr;
    list->kinds.files = &desk->files;
    list->view = make_list(list);
    if (!list->view) {
        list_free(list);
        return false;
    }
    ui_push(desk->ui, list->view);
    ask(list, "");
    return true;
}

const struct screen screen_search = {.name = "search", .open = open_screen};
