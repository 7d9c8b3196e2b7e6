/* 工作台. Counts come in idle, after the first paint, one queue at a time. Knows no queue by name: they
 * are the screens whose file says queue = yes. */
#include "screens/workbench.h"

#include "base/language.h"
#include "base/text.h"
#include "report/words.h"
#include "screens/backup.h"
#include "screens/catching_up.h"
#include "screens/coming_down.h"
#include "screens/detecting.h"
#include "screens/left_drafts.h"
#include "screens/missed.h"
#include "screens/screen.h"
#include "screens/start.h"
#include "ui/prompt.h"
#include "work/duty.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINES_MOST = 24, USER_ROW = 1, QUEUE_ROW = 4, COUNTS_COL = 28, COUNT_COLS = 8 };

/* A line one can stand on: a queue, or a group of the menu. */
struct bench_line {
    const struct scr *queue; /* NULL: a menu group */
    char group;              /* '1'..'9', '0' */
    struct queue_counts counts;
    bool is_counted;
};

struct workbench {
    struct view view;
    struct desk *desk;
    struct bench_line lines[LINES_MOST];
    size_t count, queues, selected;
    size_t next_to_count;
    bool
        is_gathered; /* the lines: only when it is shown, not when a screen is opened at once above it */
    bool is_box_checked;
    bool is_age_read, is_backup_old;
    struct buffer age, short_age; /* of the last backup */
    struct buffer notice;         /* what no queue says */
    char asked_group;
};

static const struct {
    char digit;
    const char *label;
} groups[] = {
    {'1', N_("主动公开")}, {'2', N_("意见征集")}, {'3', N_("信息反馈")}, {'4', N_("依申请公开")},
    {'5', N_("监督整改")}, {'6', N_("考核培训")}, {'7', N_("内部公开")}, {'8', N_("查询接待")},
    {'9', N_("报表打印")}, {'0', N_("系统")},
};
enum { GROUPS = sizeof groups / sizeof groups[0] };

static const struct command bench_commands[] = {
    {"help", N_("帮助"), N_("这个画面的说明"), {KEY_CODE_F1}, '?'},
    {"open", N_("进入"), N_("打开所在的队列或菜单；数字直接打开菜单"), {KEY_CODE_ENTER}, 0},
    {"jump", N_("跳转"), N_("按两位编号打开画面，按记录号打开记录"), {KEY_CTRL('G')}, '='},
    {"switch_user", N_("换人"), N_("换一个人使用，或改自己的密码"), {KEY_CODE_F4}, 0},
    {"refresh", N_("刷新"), N_("重新计数"), {KEY_CODE_F5}, 0},
    {"drafts", NULL, N_("未保存的草稿：接着写，或丢掉"), {KEY_CODE_F6}, 0},
    {"quit", N_("退出"), N_("离开程序"), {KEY_CODE_F3, KEY_CODE_F12}, 0},
    {"up", NULL, N_("上一行"), {KEY_CODE_UP}, 0},
    {"down", NULL, N_("下一行"), {KEY_CODE_DOWN}, 0},
    {NULL, NULL, NULL, {KEY_CODE_NONE}, 0},
};

/* ---- lines -------------------------------------------------------------------------------------- */

static void add_line(struct workbench *bench, const struct scr *queue, char group) {
    if (bench->count < LINES_MOST)
        bench->lines[bench->count++] = (struct bench_line){.queue = queue, .group = group};
}

static bool group_has_screens(const struct desk *desk, char group) {
    for (const struct loaded_screen *l = desk->screens; l; l = l->next)
        if (l->scr->code[0] == group && desk_may_open(desk, l->scr))
            return true;
    return false;
}

static int compare_codes(const void *left, const void *right) {
    const struct bench_line *a = left, *b = right;
    return strcmp(a->queue->code, b->queue->code);
}

static void gather_lines(struct workbench *bench) {
    struct desk *desk = bench->desk;
    desk_load_all(desk);
    bench->is_gathered = true;
    bench->count = 0;
    for (const struct loaded_screen *l = desk->screens; l; l = l->next)
        if (l->scr->is_queue && desk_may_open(desk, l->scr))
            add_line(bench, l->scr, 0);
    bench->queues = bench->count;
    qsort(bench->lines, bench->queues, sizeof bench->lines[0], compare_codes);
    for (size_t i = 0; i < GROUPS; i++)
        if (group_has_screens(desk, groups[i].digit))
            add_line(bench, NULL, groups[i].digit);
    if (bench->selected >= bench->count)
        bench->selected = 0;
}

static const char *group_label(char digit) {
    for (size_t i = 0; i < GROUPS; i++)
        if (groups[i].digit == digit)
            return language_text("menu", groups[i].label);
    return "";
}

/* The row of the notice; queues and groups end above it. */
static int notice_row(const struct workbench *bench) {
    return ui_rows(bench->view.ui) - 3;
}

/* A blank row stands above the headings, unless the lines would then leave the notice no second row; at most the headings
 * stand in the user's row. */
static int first_row(const struct workbench *bench) {
    int row = QUEUE_ROW;
    while (row > USER_ROW + 1 && row + (int)bench->count >= notice_row(bench))
        row--;
    return row;
}

static bool shares_user_row(const struct workbench *bench) {
    return bench->queues > 0 && first_row(bench) == USER_ROW + 1;
}

/* A blank row parts groups from queues, where there is one to spare. */
static int line_row(const struct workbench *bench, size_t line) {
    bool has_blank = first_row(bench) + (int)bench->count < notice_row(bench) - 1;
    return first_row(bench) + (int)line + (line >= bench->queues && has_blank ? 1 : 0);
}

/* ---- drawing ------------------------------------------------------------------------------------ */

static void draw_title(struct workbench *bench) {
    struct office *office = bench->desk->office;
    struct buffer right = BUFFER_INIT;
    char iso[DATE_BYTES], name[160];
    buffer_append_format(&right, "%s ", date_to_iso(office_today(office), iso));
    if (office_calendar(office, NULL) == STATUS_OK)
        words_append_date_echo(&right, office->calendar, office_today(office));
    char title[64];
    snprintf(title, sizeof title, " %s", language_text("screen.workbench", N_("工作台")));
    ui_title(bench->view.ui, title, office_setting(office, "office_name", "", name, sizeof name),
             buffer_text(&right));
    buffer_release(&right);
}

/* How old the last backup is: where the counts begin, or shorter behind their headings. */
static void draw_age(struct workbench *bench, int user_cols) {
    bool is_short = shares_user_row(bench);
    int col = is_short                 ? COUNTS_COL + 5 * COUNT_COLS
              : user_cols < COUNTS_COL ? COUNTS_COL
                                       : user_cols + 2;
    const char *age = buffer_text(is_short ? &bench->short_age : &bench->age);
    if (age[0])
        ui_put(bench->view.ui, USER_ROW, col, text_width(age),
               bench->is_backup_old ? INK_RED : INK_PLAIN, age);
}

static void read_age(struct workbench *bench) {
    bench->is_age_read = true;
    buffer_clear(&bench->age);
    buffer_clear(&bench->short_age);
    backup_append_age(bench->desk, false, &bench->age, &bench->is_backup_old);
    backup_append_age(bench->desk, true, &bench->short_age, &bench->is_backup_old);
    bench->view.is_dirty = bench->view.is_dirty || bench->age.length > 0;
}

static void draw_user(struct workbench *bench) {
    const struct office *office = bench->desk->office;
    struct buffer text = BUFFER_INIT;
    buffer_append_format(&text, " %s", office->user_name);
    for (unsigned role = ROLE_CLERK; role <= ROLE_ENQUIRY; role <<= 1)
        if (office->roles & role)
            buffer_append_format(&text, " %s", language_text("role", role_label((enum role)role)));
    ui_put(bench->view.ui, USER_ROW, 0, shares_user_row(bench) ? COUNTS_COL - 1 : -1, INK_PLAIN,
           buffer_text(&text));
    draw_age(bench, text_width(buffer_text(&text)));
    buffer_release(&text);
}

static void put_count(struct workbench *bench, int row, int col, int64_t count, bool is_known,
                      enum ink ink) {
    char text[24] = "-";
    if (!is_known)
        snprintf(text, sizeof text, "...");
    else if (count > 0)
        snprintf(text, sizeof text, "%lld", (long long)count);
    int gap = COUNT_COLS - 1 - (int)strlen(text);
    ui_put(bench->view.ui, row, col, COUNT_COLS, INK_PLAIN, "");
    ui_put_word(bench->view.ui, row, col + (gap > 0 ? gap : 0), (int)strlen(text),
                count > 0 ? ink : INK_PLAIN, text);
}

static void draw_headings(struct workbench *bench) {
    static const char *const headings[] = {N_("逾期"), N_("临期"), N_("正常"), N_("暂停"),
                                           N_("共")};
    struct ui *ui = bench->view.ui;
    if (!shares_user_row(bench))
        ui_put(ui, first_row(bench) - 1, 1, 26, INK_LABEL, _("编号 待办队列"));
    for (int i = 0; i < 5; i++) {
        const char *text = language_text("heading", headings[i]);
        int pad = COUNT_COLS - 1 - text_width(text);
        ui_put(ui, first_row(bench) - 1, COUNTS_COL + i * COUNT_COLS + (pad > 0 ? pad : 0),
               text_width(text), INK_LABEL, text);
    }
}

static void draw_queue(struct workbench *bench, const struct bench_line *line, int row) {
    const struct queue_counts *c = &line->counts;
    struct ui *ui = bench->view.ui;
    ui_put(ui, row, 4, 24, INK_PLAIN, desk_title(line->queue));
    put_count(bench, row, COUNTS_COL, c->overdue, line->is_counted, INK_RED);
    put_count(bench, row, COUNTS_COL + COUNT_COLS, c->near, line->is_counted, INK_YELLOW);
    put_count(bench, row, COUNTS_COL + 2 * COUNT_COLS, c->normal, line->is_counted, INK_GREEN);
    put_count(bench, row, COUNTS_COL + 3 * COUNT_COLS, c->paused, line->is_counted, INK_CYAN);
    put_count(bench, row, COUNTS_COL + 4 * COUNT_COLS, c->overdue + c->near + c->normal + c->paused,
              line->is_counted, INK_PLAIN);
}

/* The widest of those shown: five screens of a group fit beside it. */
static int group_label_cols(const struct workbench *bench) {
    int cols = 0;
    for (size_t i = bench->queues; i < bench->count; i++) {
        int width = text_width(group_label(bench->lines[i].group));
        cols = width > cols ? width : cols;
    }
    return cols;
}

/* 3 信息反馈   31 反馈箱  32 开箱登记 … in the order of their codes; queues stand above already. */
static void append_group(struct workbench *bench, char group, const char *gap, bool is_tight,
                         struct buffer *out) {
    struct desk *desk = bench->desk;
    text_append_padded(out, group_label(group),
                       is_tight ? text_width(group_label(group)) : group_label_cols(bench));
    for (char second = '0'; second <= '9'; second++) {
        char code[3] = {group, second, '\0'};
        const struct scr *scr = desk_screen_of_code(desk, code);
        if (scr && !scr->is_queue && desk_may_open(desk, scr))
            buffer_append_format(out, "%s%s%s%s", gap, code, is_tight ? "" : " ", desk_title(scr));
    }
}

/* One blank between its screens where two would not fit; and no other where that is still too much. */
static void draw_group(struct workbench *bench, const struct bench_line *line, int row) {
    enum { COL = 4, TRIES = 3 };
    struct buffer text = BUFFER_INIT;
    int col = COL;
    for (int i = 0; i < TRIES; i++) {
        bool is_tight = i == TRIES - 1;
        col = is_tight ? COL - 1 : COL;
        buffer_clear(&text);
        append_group(bench, line->group, i == 0 ? "  " : " ", is_tight, &text);
        if (text_width(buffer_text(&text)) <= ui_cols(bench->view.ui) - col)
            break;
    }
    ui_put(bench->view.ui, row, col, -1, INK_PLAIN, buffer_text(&text));
    buffer_release(&text);
}

static void draw_line(struct workbench *bench, size_t index) {
    const struct bench_line *line = &bench->lines[index];
    bool is_selected = index == bench->selected;
    int row = line_row(bench, index);
    char code[4] = {line->group, ' ', '\0'};
    ui_put(bench->view.ui, row, 0, 1, INK_PLAIN, is_selected ? ">" : " ");
    ui_put(bench->view.ui, row, 1, 2, is_selected ? INK_SELECTED : INK_PLAIN,
           line->queue ? line->queue->code : code);
    if (line->queue)
        draw_queue(bench, line, row);
    else
        draw_group(bench, line, row);
}

struct damage_lines {
    struct ui *ui;
    const char *text;
    int row;
};

static bool draw_damage_line(void *context, size_t start, size_t end) {
    struct damage_lines *lines = context;
    char line[400];
    snprintf(line, sizeof line, "%.*s", (int)(end - start), lines->text + start);
    if (lines->row < ui_rows(lines->ui) - 1)
        ui_put(lines->ui, lines->row++, 1, -1, INK_ERROR, line);
    return true;
}

/* In place of any notice, on the message line and the one above: nothing can be saved. */
static bool draw_damage(struct workbench *bench) {
    struct problem problem = {0};
    struct buffer text = BUFFER_INIT;
    struct ui *ui = bench->view.ui;
    if (office_check_writable(bench->desk->office, &problem) == STATUS_OK)
        return false;
    language_append_problem(&text, &problem, NULL);
    struct damage_lines lines = {ui, buffer_text(&text), notice_row(bench)};
    text_wrap(lines.text, ui_cols(ui) - 2, draw_damage_line, &lines);
    buffer_release(&text);
    return true;
}

struct notice_lines {
    const struct workbench *bench;
    int row, end;
};

static bool put_notice_line(void *context, size_t start, size_t end) {
    struct notice_lines *lines = context;
    const struct workbench *bench = lines->bench;
    struct buffer text = BUFFER_INIT;
    buffer_append_bytes(&text, buffer_text(&bench->notice) + start, end - start);
    ui_put(bench->view.ui, lines->row++, 1, -1, INK_PLAIN, buffer_text(&text));
    buffer_release(&text);
    return lines->row < lines->end;
}

/* On the line above the message; when it is long also on the one above that, or else below, where a message takes its
 * place. */
static void draw_notice(struct workbench *bench) {
    int cols = ui_cols(bench->view.ui) - 2, last = notice_row(bench);
    bool is_long = text_width(buffer_text(&bench->notice)) > cols;
    bool has_room = bench->count == 0 || line_row(bench, bench->count - 1) < last - 1;
    struct notice_lines lines = {bench, last - (is_long && has_room ? 1 : 0),
                                 last + (has_room ? 1 : 2)};
    text_wrap(buffer_text(&bench->notice), cols, put_notice_line, &lines);
}

static void bench_draw(struct view *view) {
    struct workbench *bench = (struct workbench *)view;
    if (!bench->is_gathered)
        gather_lines(bench);
    ui_clear_rows(view->ui, 0, ui_rows(view->ui));
    draw_title(bench);
    draw_user(bench);
    if (bench->queues > 0)
        draw_headings(bench);
    for (size_t i = 0; i < bench->count; i++)
        draw_line(bench, i);
    if (!draw_damage(bench))
        draw_notice(bench);
    ui_key_line(view->ui, view);
    ui_set_cursor(view->ui, line_row(bench, bench->selected), 1);
}

/* ---- counting, in idle -------------------------------------------------------------------------- */

static void count_queue(struct workbench *bench, struct bench_line *line) {
    struct office *office = bench->desk->office;
    char today[DATE_BYTES], near_to[DATE_BYTES];
    if (office_calendar(office, NULL) != STATUS_OK)
        return;
    date_to_iso(office_today(office), today);
    date_to_iso(light_near_until(office->calendar, office_today(office),
                                 office_setting_integer(office, "near_workdays", 3)),
                near_to);
    line->is_counted = store_queue_counts(office->store, &office->visible, line->queue->view, today,
                                          near_to, &line->counts, NULL) == STATUS_OK;
}

/* What fell due since the program was last used: looked for once a day, when everything is painted. When it cannot be
 * written now, the next day or `zwgk check` does it. */
static void refresh_duties(struct workbench *bench) {
    struct desk *desk = bench->desk;
    int64_t made = 0;
    desk->duties_on = office_today(desk->office);
    if (desk->office->user != 0 && duty_refresh(desk->office, &made, NULL) == STATUS_OK && made > 0)
        bench->next_to_count = 0;
}

static bool bench_idle(struct view *view) {
    struct workbench *bench = (struct workbench *)view;
    if (bench->next_to_count < bench->queues) {
        struct bench_line *line = &bench->lines[bench->next_to_count];
        count_queue(bench, line);
        /* Stopped by a key: counted again after it. */
        bench->next_to_count += line->is_counted || !ui_has_keys(view->ui);
        view->is_dirty = true;
        return true;
    }
    if (bench->desk->duties_on != office_today(bench->desk->office)) {
        refresh_duties(bench);
        return true;
    }
    if (detecting_is_due(bench->desk)) {
        if (detecting_step(bench->desk) > 0)
            bench->next_to_count = 0;
        return true;
    }
    if (!bench->is_age_read) {
        read_age(bench);
        return true;
    }
    if (!bench->is_box_checked) {
        bench->is_box_checked = true;
        buffer_clear(&bench->notice);
        left_drafts_append_notice(bench->desk, &bench->notice);
        coming_down_append_notice(bench->desk, &bench->notice);
        missed_append_notice(bench->desk, &bench->notice);
        view->is_dirty = bench->notice.length > 0 || view->is_dirty;
    }
    return catching_up_step(bench->desk);
}

static void recount(struct view *view) {
    struct workbench *bench = (struct workbench *)view;
    left_drafts_offer(bench->desk);
    gather_lines(bench);
    bench->next_to_count = 0;
    bench->is_box_checked = bench->is_age_read = false;
    view->is_dirty = true;
}

/* ---- the menu of a group ------------------------------------------------------------------------ */

/* A digit is the code's second one, the first having opened the menu: 1 and 4 is 14, as 14 is. */
static bool is_typed_of(const char *code, const char *label, const char *typed) {
    size_t length = strlen(typed);
    if (length == 0 || strspn(typed, "0123456789") < length)
        return choice_fits(label, typed);
    return strcmp(length == 1 ? code + 1 : code, typed) == 0;
}

static void fetch_group(void *context, const char *typed, struct choices *out) {
    struct workbench *bench = context;
    struct buffer folded = BUFFER_INIT;
    text_append_folded(&folded, typed);
    for (char second = '0'; second <= '9'; second++) {
        char code[3] = {bench->asked_group, second, '\0'};
        const struct scr *scr = desk_screen_of_code(bench->desk, code);
        if (!scr || !desk_may_open(bench->desk, scr))
            continue;
        char label[96];
        snprintf(label, sizeof label, "%s %s", code, desk_title(scr));
        if (!is_typed_of(code, label, buffer_text(&folded)))
            continue;
        choices_add(out, code, label, "");
        choices_number(out, -1);
    }
    buffer_release(&folded);
}

static void group_chosen(void *context, const char *code) {
    struct workbench *bench = context;
    const struct scr *scr = code ? desk_screen_of_code(bench->desk, code) : NULL;
    if (scr)
        desk_open(bench->desk, scr);
}

static void open_group(struct workbench *bench, char group) {
    if (!group_has_screens(bench->desk, group))
        return;
    bench->asked_group = group;
    prompt_list(bench->view.ui, group_label(group), line_row(bench, bench->selected), "",
                fetch_group, group_chosen, bench);
}

static void open_selected(struct workbench *bench) {
    const struct bench_line *line = &bench->lines[bench->selected];
    if (bench->count == 0)
        return;
    if (line->queue)
        desk_open(bench->desk, line->queue);
    else
        open_group(bench, line->group);
}

static void select_line(struct workbench *bench, size_t line) {
    size_t before = bench->selected;
    bench->selected = line;
    draw_line(bench, before);
    draw_line(bench, line);
    ui_set_cursor(bench->view.ui, line_row(bench, line), 1);
}

static void quit_answered(void *context, int chosen) {
    struct workbench *bench = context;
    if (chosen == 2)
        ui_quit(bench->view.ui);
}

/* Drafts that live as long as the program: leaving it is asked about while there are any. */
static void quit(struct workbench *bench) {
    struct desk *desk = bench->desk;
    bool are_kept = drafts_are_durable(desk->office) && !desk->demo_folder[0];
    if (are_kept || !drafts_first(desk->office)) {
        ui_quit(bench->view.ui);
        return;
    }
    const char *const answers[] = {_("回去"), _("丢掉草稿退出")};
    prompt_choice(bench->view.ui, _("还有没保存的草稿，退出就没有了："), answers, 2, 1,
                  quit_answered, bench);
}

static enum view_answer bench_command(struct view *view, const struct command *command) {
    struct workbench *bench = (struct workbench *)view;
    if (strcmp(command->name, "open") == 0)
        open_selected(bench);
    else if (strcmp(command->name, "jump") == 0)
        desk_ask_jump(bench->desk);
    else if (strcmp(command->name, "refresh") == 0)
        recount(view);
    else if (strcmp(command->name, "switch_user") == 0)
        start_switch_user(bench->desk);
    else if (strcmp(command->name, "drafts") == 0)
        left_drafts_list(bench->desk);
    else if (strcmp(command->name, "quit") == 0)
        quit(bench);
    else if (strcmp(command->name, "up") == 0 && bench->selected > 0)
        select_line(bench, bench->selected - 1);
    else if (strcmp(command->name, "down") == 0 && bench->selected + 1 < bench->count)
        select_line(bench, bench->selected + 1);
    else
        return strcmp(command->name, "help") == 0 ? VIEW_PASS : VIEW_HANDLED;
    return VIEW_HANDLED;
}

static enum view_answer bench_key(struct view *view, const struct key *key) {
    if (key->code != KEY_CODE_TEXT || key->character < '0' || key->character > '9')
        return VIEW_PASS;
    open_group((struct workbench *)view, (char)key->character);
    return VIEW_HANDLED;
}

static void bench_resized(struct view *view) {
    view->is_dirty = true;
}

static void bench_free(struct view *view) {
    struct workbench *bench = (struct workbench *)view;
    buffer_release(&bench->notice);
    buffer_release(&bench->age);
    buffer_release(&bench->short_age);
    free(bench);
}

static const struct view_class bench_class = {
    .name = "workbench",
    .is_full_screen = true,
    .commands = bench_commands,
    .draw = bench_draw,
    .command = bench_command,
    .key = bench_key,
    .uncovered = recount,
    .resized = bench_resized,
    .idle = bench_idle,
    .free = bench_free,
};

struct view *workbench_new(struct desk *desk) {
    struct workbench *bench = calloc(1, sizeof *bench);
    if (!bench)
        return NULL;
    bench->view.class = &bench_class;
    bench->view.is_dirty = true;
    bench->desk = desk;
    snprintf(bench->view.help_topic, sizeof bench->view.help_topic, "workbench");
    return &bench->view;
}
