/* The phone's desk: what is asked is typed, texts that may be read out come as they are found. Draws and takes keys;
 * what is logged is phone_log.c's, what may be read out work's. */
#include "screens/phone.h"

#include "base/language.h"
#include "base/text.h"
#include "screens/phone_private.h"
#include "ui/prompt.h"
#include "work/flow.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    WAY_ROW = 2,
    ASKED_ROW = 3,
    ASKER_ROW = 4,
    TOPIC_ROW = 5,
    HEAD_ROW = 7,
    HITS_ROW = 8,
    FOOT_ROWS = 5, /* snippet, state, message, keys, and a blank one above */
    NUMBER_COLS = 14,
    DAY_COLS = 12,
    UNIT_COLS = 14,
};
#define NO_HIT SIZE_MAX /* none of those listed: the answer came from somewhere else */

static const int cell_characters[PHONE_CELLS] = {1000, 40, 40, 20};

static const struct command phone_commands[] = {
    {"read", N_("看全文"), N_("看所选的全文，念给群众"), {KEY_CODE_ENTER}, 0},
    {"answered", N_("已答复"), N_("记一笔：依所选的已经答复，接下一件"), {KEY_CODE_F2}, 0},
    {"close",
     N_("回去"),
     N_("回到原处，那里打的字都在"),
     {KEY_CODE_F3, KEY_CODE_F12, KEY_CODE_ESCAPE},
     0},
    {"way", N_("方式"), N_("换方式：来电、来访、窗口"), {KEY_CODE_F4}, 0},
    {"topic", N_("事项"), N_("选属于目录的哪一项"), {KEY_CODE_F5}, 0},
    {"pass_on", N_("转反馈"), N_("答不了：记下，转为反馈件"), {KEY_CODE_F6}, 0},
    {"log", N_("登记簿"), N_("看 82 登记簿和统计"), {KEY_CODE_F8}, 0},
    {"next", NULL, N_("下一格：所问、姓名、电话、日期"), {KEY_CODE_TAB}, 0},
    {"previous", NULL, N_("上一格"), {KEY_CODE_BACK_TAB}, 0},
    {"down", NULL, N_("清单里下一件"), {KEY_CODE_DOWN}, 0},
    {"up", NULL, N_("清单里上一件"), {KEY_CODE_UP}, 0},
    {"page_down", NULL, N_("清单下一页"), {KEY_CODE_PAGE_DOWN}, 0},
    {"page_up", NULL, N_("清单上一页"), {KEY_CODE_PAGE_UP}, 0},
    {NULL, NULL, NULL, {KEY_CODE_NONE}, 0},
};

/* ---- drawing ------------------------------------------------------------------------------------- */

static const char *cell_label(enum phone_cell cell) {
    static const char *const labels[PHONE_CELLS] = {N_("所问"), N_("姓名"), N_("电话"), N_("日期")};
    return _(labels[cell]);
}

/* "所问: " right before `col`. */
static void draw_label(struct phone *phone, int row, int col, const char *label) {
    struct buffer text = BUFFER_INIT;
    buffer_append_format(&text, "%s: ", label);
    int width = text_width(buffer_text(&text));
    ui_put(phone->view.ui, row, col > width ? col - width : 0, width, INK_LABEL,
           buffer_text(&text));
    buffer_release(&text);
}

static void draw_cell(struct phone *phone, enum phone_cell cell, int row, int col, int cols) {
    struct ui *ui = phone->view.ui;
    struct buffer window = BUFFER_INIT;
    bool is_now = phone->focus == cell;
    draw_label(phone, row, col, cell_label(cell));
    line_edit_set_cols(&phone->cells[cell], cols);
    line_edit_append_window(&phone->cells[cell], &window);
    if (!ui_has_colors(ui)) {
        ui_put(ui, row, col - 1, 1, INK_PLAIN, "[");
        ui_put(ui, row, col + cols, 1, INK_PLAIN, "]");
    }
    ui_put(ui, row, col, cols, is_now ? INK_FIELD_NOW : INK_FIELD, buffer_text(&window));
    if (is_now)
        ui_set_cursor(ui, row, col + line_edit_cursor_col(&phone->cells[cell]));
    buffer_release(&window);
}

/* The columns before the first value of a row: the widest label. */
static int gutter(void) {
    int cols = text_width(_("方式"));
    const char *const labels[] = {cell_label(PHONE_ASKED), cell_label(PHONE_ASKER), _("事项")};
    for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++) {
        int width = text_width(labels[i]);
        cols = width > cols ? width : cols;
    }
    return cols + 5;
}

static void append_topic(struct phone *phone, struct buffer *out) {
    if (phone->topic == 0) {
        buffer_append(out, _("照所选的那一件"));
        return;
    }
    char *title = store_title(phone->desk->office->store, phone->topic);
    buffer_append(out, title);
    free(title);
}

static void draw_head(struct phone *phone) {
    enum { ASKER_COLS = 16, CONTACT_COLS = 20, DAY_CELL_COLS = 11 };
    struct ui *ui = phone->view.ui;
    struct office *office = phone->desk->office;
    struct buffer topic = BUFFER_INIT;
    int col = gutter();
    int second = col + ASKER_COLS + 4 + text_width(cell_label(PHONE_CONTACT)) + 2;
    draw_label(phone, WAY_ROW, col, _("方式"));
    ui_put(ui, WAY_ROW, col, ASKER_COLS, INK_BOLD,
           language_text("enquiry_way", office_code_label(office, "enquiry_way", phone->way)));
    draw_cell(phone, PHONE_DAY, WAY_ROW, second, DAY_CELL_COLS);
    ui_put(ui, WAY_ROW, second + DAY_CELL_COLS + 2, -1, INK_DIM, _("空着就是今天"));
    draw_cell(phone, PHONE_ASKED, ASKED_ROW, col, ui_cols(ui) - col - 3);
    draw_cell(phone, PHONE_ASKER, ASKER_ROW, col, ASKER_COLS);
    draw_cell(phone, PHONE_CONTACT, ASKER_ROW, second, CONTACT_COLS);
    append_topic(phone, &topic);
    draw_label(phone, TOPIC_ROW, col, _("事项"));
    ui_put(ui, TOPIC_ROW, col, -1, INK_PLAIN, buffer_text(&topic));
    buffer_release(&topic);
}

static size_t hit_rows(const struct phone *phone) {
    return (size_t)(ui_rows(phone->view.ui) - FOOT_ROWS - HITS_ROW);
}

static void draw_hit(struct phone *phone, size_t at, int row) {
    struct ui *ui = phone->view.ui;
    const struct found_text *hit = &phone->finder.hits[at];
    bool is_selected = at == phone->selected;
    int col = 2;
    ui_put(ui, row, 0, 2, INK_PLAIN, is_selected ? ">" : " ");
    ui_put(ui, row, col, NUMBER_COLS - 1, is_selected ? INK_SELECTED : INK_PLAIN, hit->number);
    col += NUMBER_COLS;
    ui_put(ui, row, col, DAY_COLS - 1, INK_PLAIN, hit->day);
    col += DAY_COLS;
    ui_put(ui, row, col, UNIT_COLS - 1, INK_PLAIN, hit->unit);
    col += UNIT_COLS;
    ui_put(ui, row, col, -1, INK_PLAIN, hit->title);
}

static void draw_headings(struct phone *phone) {
    struct ui *ui = phone->view.ui;
    const char *const headings[] = {language_text("heading", N_("编号")), _("公开或答复"),
                                    _("单位"), _("可以念的")};
    static const int cols[] = {NUMBER_COLS, DAY_COLS, UNIT_COLS, 0};
    int col = 2;
    for (size_t i = 0; i < sizeof cols / sizeof cols[0]; i++) {
        ui_put(ui, HEAD_ROW, col, cols[i] > 0 ? cols[i] - 1 : -1, INK_LABEL, headings[i]);
        col += cols[i];
    }
}

static void append_state(const struct phone *phone, struct buffer *out) {
    struct problem sentence;
    const struct finder *finder = &phone->finder;
    if (!line_edit_text(&phone->cells[PHONE_ASKED])[0]) {
        problem_set(&sentence, STATUS_OK, "",
                    N_("把群众问的打进来：汉字、拼音首字母、编号都行。今天已记 {count} 件"));
        problem_place_integer(&sentence, "count", phone->today);
    } else if (!finder->is_done) {
        problem_set(&sentence, STATUS_OK, "", N_("已找到 {count} 件，还在找…"));
        problem_place_integer(&sentence, "count", (int64_t)finder->count);
    } else if (finder->count == 0) {
        problem_set(&sentence, STATUS_OK, "",
                    N_("公开的和答过的里没有。会答就 F2 记下，答不了按 F6 转为反馈件"));
    } else {
        problem_set(&sentence, STATUS_OK, "", N_("找到 {count} 件"));
        problem_place_integer(&sentence, "count", (int64_t)finder->count);
    }
    language_append_problem(out, &sentence, NULL);
}

static void draw_foot(struct phone *phone) {
    struct ui *ui = phone->view.ui;
    struct buffer state = BUFFER_INIT;
    bool has_hit = phone->selected < phone->finder.count;
    append_state(phone, &state);
    ui_put(ui, ui_rows(ui) - 4, 2, -1, INK_PLAIN,
           has_hit ? phone->finder.hits[phone->selected].snippet : "");
    ui_put(ui, ui_rows(ui) - 3, 1, -1, INK_PLAIN, buffer_text(&state));
    buffer_release(&state);
}

static void draw(struct view *view) {
    struct phone *phone = (struct phone *)view;
    struct ui *ui = view->ui;
    struct buffer title = BUFFER_INIT;
    if (!view->is_dirty)
        return;
    ui_clear_rows(ui, 0, ui_rows(ui));
    buffer_append_format(&title, " 82 %s", _("来电来访"));
    ui_title(ui, buffer_text(&title), _("接听：找答案，记一笔"), phone->desk->office->user_name);
    draw_head(phone);
    if (phone->finder.count > 0)
        draw_headings(phone);
    for (size_t i = 0; i < hit_rows(phone) && phone->top + i < phone->finder.count; i++)
        draw_hit(phone, phone->top + i, HITS_ROW + (int)i);
    draw_foot(phone);
    ui_key_line(ui, view);
    buffer_release(&title);
}

/* ---- hits ---------------------------------------------------------------------------------------- */

void phone_typed(struct phone *phone) {
    finder_start(&phone->finder, line_edit_text(&phone->cells[PHONE_ASKED]));
    phone->selected = 0;
    phone->top = 0;
    phone->view.is_dirty = true;
}

static bool idle(struct view *view) {
    struct phone *phone = (struct phone *)view;
    size_t before = phone->finder.count;
    bool was_done = phone->finder.is_done;
    bool has_more = finder_step(&phone->finder);
    if (phone->finder.count != before || phone->finder.is_done != was_done)
        view->is_dirty = true;
    return has_more;
}

/* A key typed ahead of the search waits for what it is about; Esc ends that. */
static void wait_for_hit(struct phone *phone) {
    while (phone->finder.count == 0 && finder_step(&phone->finder) &&
           !ui_is_stopped(phone->view.ui)) {
    }
    phone->view.is_dirty = true;
}

static const struct found_text *selected_hit(struct phone *phone) {
    wait_for_hit(phone);
    return phone->selected < phone->finder.count ? &phone->finder.hits[phone->selected] : NULL;
}

static void select_hit(struct phone *phone, size_t at) {
    size_t rows = hit_rows(phone);
    phone->selected = at;
    if (at != NO_HIT && at < phone->top)
        phone->top = at;
    else if (at != NO_HIT && at >= phone->top + rows)
        phone->top = at - rows + 1;
    phone->view.is_dirty = true;
}

/* Up from the first: none of them. */
static void move(struct phone *phone, size_t by, bool is_up) {
    size_t count = phone->finder.count, at = phone->selected;
    if (count == 0)
        return;
    if (at == NO_HIT)
        at = is_up ? NO_HIT : 0;
    else if (is_up)
        at = at >= by ? at - by : by == 1 ? NO_HIT : 0;
    else
        at = at + by < count ? at + by : count - 1;
    select_hit(phone, at);
    if (at == NO_HIT)
        ui_message(phone->view.ui, _("没有选哪一件：F2 记为不依据所列的答复"));
}

/* ---- commands ------------------------------------------------------------------------------------ */

static void move_focus(struct phone *phone, bool is_back) {
    int at = (int)phone->focus + (is_back ? PHONE_CELLS - 1 : 1);
    line_edit_rest(&phone->cells[phone->focus]);
    phone->focus = (enum phone_cell)(at % PHONE_CELLS);
    line_edit_end(&phone->cells[phone->focus]);
    phone->view.is_dirty = true;
}

static void read_selected(struct phone *phone) {
    if (phone->focus != PHONE_ASKED) {
        move_focus(phone, false);
        return;
    }
    const struct found_text *found = selected_hit(phone);
    if (found)
        phone_read(phone, found);
}

static void fetch_topics(void *context, const char *typed, struct choices *out) {
    struct phone *phone = context;
    phone->desk->domain.choices(phone->desk, "catalogue", true, typed, out);
}

static void topic_chosen(void *context, const char *code) {
    struct phone *phone = context;
    if (code)
        phone->topic = strtoll(code, NULL, 10);
    phone->view.is_dirty = true;
}

static void open_log(struct phone *phone) {
    const struct scr *scr = desk_screen(phone->desk, "enquiry");
    if (scr)
        desk_open(phone->desk, scr);
}

static void close_desk(struct phone *phone) {
    phone_keep(phone);
    ui_close(&phone->view);
}

static enum view_answer command(struct view *view, const struct command *asked) {
    struct phone *phone = (struct phone *)view;
    const char *name = asked->name;
    size_t page = hit_rows(phone);
    view->is_dirty = true;
    if (strcmp(name, "read") == 0)
        read_selected(phone);
    else if (strcmp(name, "answered") == 0)
        phone_answered(phone, selected_hit(phone));
    else if (strcmp(name, "close") == 0)
        close_desk(phone);
    else if (strcmp(name, "way") == 0)
        phone_next_way(phone);
    else if (strcmp(name, "topic") == 0)
        prompt_list(view->ui, _("事项"), TOPIC_ROW, "", fetch_topics, topic_chosen, phone);
    else if (strcmp(name, "pass_on") == 0)
        phone_pass_on(phone);
    else if (strcmp(name, "log") == 0)
        open_log(phone);
    else if (strcmp(name, "next") == 0 || strcmp(name, "previous") == 0)
        move_focus(phone, strcmp(name, "previous") == 0);
    else
        move(phone, strncmp(name, "page", 4) == 0 ? page : 1,
             strcmp(name, "up") == 0 || strcmp(name, "page_up") == 0);
    return VIEW_HANDLED;
}

static void insert(struct phone *phone, const char *text, size_t length) {
    enum edit_result result = line_edit_insert(&phone->cells[phone->focus], text, length);
    if (result == EDIT_FULL)
        ui_error(phone->view.ui, _("这一格写不下了"));
    else if (result == EDIT_REFUSED)
        ui_error(phone->view.ui, _("有不能写入的字符（控制符或不可见字符），没有写入。"));
    if (phone->focus == PHONE_ASKED)
        phone_typed(phone);
    phone->view.is_dirty = true;
}

static const struct {
    enum key_code code;
    enum edit_result (*edit)(struct line_edit *edit);
    bool is_change;
} edit_keys[] = {
    {KEY_CODE_LEFT, line_edit_left, false},    {KEY_CODE_RIGHT, line_edit_right, false},
    {KEY_CODE_HOME, line_edit_home, false},    {KEY_CODE_END, line_edit_end, false},
    {KEY_CODE_DELETE, line_edit_delete, true}, {KEY_CODE_BACKSPACE, line_edit_backspace, true},
    {KEY_CTRL('U'), line_edit_clear, true},    {KEY_CTRL('K'), line_edit_clear_end, true},
    {KEY_CTRL('Z'), line_edit_undo, true},
};

static enum view_answer take_key(struct view *view, const struct key *key) {
    struct phone *phone = (struct phone *)view;
    char encoded[4];
    if (key->code == KEY_CODE_TEXT) {
        insert(phone, encoded, text_encode(key->character, encoded));
        return VIEW_HANDLED;
    }
    for (size_t i = 0; i < sizeof edit_keys / sizeof edit_keys[0]; i++) {
        if (edit_keys[i].code != key->code)
            continue;
        enum edit_result result = edit_keys[i].edit(&phone->cells[phone->focus]);
        if (edit_keys[i].is_change && result == EDIT_DONE && phone->focus == PHONE_ASKED)
            phone_typed(phone);
        view->is_dirty = true;
        return VIEW_HANDLED;
    }
    return VIEW_PASS;
}

static void take_paste(struct view *view, const char *text, size_t length) {
    insert((struct phone *)view, text, length);
}

/* ---- the view ------------------------------------------------------------------------------------ */

static void uncovered(struct view *view) {
    phone_count_today((struct phone *)view);
    view->is_dirty = true;
}

static void resized(struct view *view) {
    view->is_dirty = true;
}

static void put_by(struct view *view) {
    phone_put_by((struct phone *)view, false);
}

static void free_view(struct view *view) {
    struct phone *phone = (struct phone *)view;
    phone_put_by(phone, false);
    finder_release(&phone->finder);
    for (int i = 0; i < PHONE_CELLS; i++)
        line_edit_release(&phone->cells[i]);
    free(phone);
}

static const struct view_class phone_class = {
    .name = "phone",
    .is_full_screen = true,
    .takes_text = true,
    .commands = phone_commands,
    .draw = draw,
    .command = command,
    .key = take_key,
    .paste = take_paste,
    .uncovered = uncovered,
    .resized = resized,
    .idle = idle,
    .keep = put_by,
    .free = free_view,
};

static struct phone *phone_new(struct desk *desk) {
    struct phone *phone = calloc(1, sizeof *phone);
    if (!phone)
        return NULL;
    phone->view.class = &phone_class;
    phone->view.ui = desk->ui;
    phone->desk = desk;
    snprintf(phone->view.help_topic, sizeof phone->view.help_topic, "phone");
    for (int i = 0; i < PHONE_CELLS; i++)
        line_edit_init(&phone->cells[i], 10, cell_characters[i]);
    finder_init(&phone->finder, desk, false);
    phone_load(phone);
    phone_count_today(phone);
    phone_typed(phone);
    return phone;
}

static bool is_desk(const struct view *view) {
    return strcmp(view->class->name, "phone") == 0 || strcmp(view->class->name, "phone_read") == 0;
}

void phone_open(struct desk *desk) {
    if (is_desk(ui_top(desk->ui)))
        return;
    if (!flow_allows(desk->office, "enquiry", "", "register")) {
        ui_error(desk->ui, _("来电来访由经办人登记，您的角色不登记"));
        return;
    }
    struct phone *phone = phone_new(desk);
    if (phone)
        ui_push(desk->ui, &phone->view);
    else
        ui_error(desk->ui, _("内存不足"));
}
