/* 83 大厅查询: takes every key itself, so that none leads anywhere else, and asks for a password to be left. Whoever sat at
 * the machine is nobody while it is open. */
#include "screens/hall.h"

#include "base/language.h"
#include "base/text.h"
#include "screens/hall_private.h"
#include "screens/screen.h"
#include "screens/start.h"
#include "ui/prompt.h"
#include "work/user.h"
#include "work/visible.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { QUIET_MS = 60000 };

static const struct command hall_commands[] = {
    {"open", N_("打开"), N_("打开所选的一条"), {KEY_CODE_ENTER}, 0},
    {"page_down", N_("下页"), N_("下一页"), {KEY_CODE_PAGE_DOWN}, 0},
    {"page_up", N_("上页"), N_("上一页"), {KEY_CODE_PAGE_UP}, 0},
    {"back", N_("返回"), N_("回到上一页"), {KEY_CODE_ESCAPE, KEY_CODE_F12}, 0},
    {"help", N_("怎么用"), N_("怎么查"), {KEY_CODE_F1}, 0},
    {"down", NULL, N_("下一条"), {KEY_CODE_DOWN, KEY_CODE_TAB}, 0},
    {"up", NULL, N_("上一条"), {KEY_CODE_UP, KEY_CODE_BACK_TAB}, 0},
    {"leave", NULL, N_("工作人员离开大厅查询"), {KEY_CODE_F3}, 0},
    {NULL, NULL, NULL, {KEY_CODE_NONE}, 0},
};

/* ---- leaving ------------------------------------------------------------------------------------- */

static void be_nobody(struct desk *desk) {
    desk->is_entered = false;
    desk->office->user = 0;
    desk->office->roles = ROLE_ENQUIRY;
    desk->office->visible = visible_to_nobody();
    snprintf(desk->office->user_name, sizeof desk->office->user_name, "%s", "");
    desk_forget_saved(desk);
}

static void let_out(struct hall *hall) {
    struct desk *desk = hall->desk;
    ui_set_quiet(desk->ui, 0, NULL, NULL);
    ui_set_locked(desk->ui, false);
    ui_close(&hall->view);
    if (start_enter(desk, NULL) != STATUS_OK)
        ui_quit(desk->ui);
}

static void enter_with(struct hall *hall, const char *password) {
    struct desk *desk = hall->desk;
    struct problem problem = {0};
    if (user_enter(desk->office, hall->account, password, &problem) != STATUS_OK) {
        be_nobody(desk);
        desk_show_problem(desk, &problem, "person");
    } else if (user_must_change_password(desk->office)) {
        be_nobody(desk);
        ui_error(desk->ui, _("这个账号还没有改过初始密码，请换一个账号"));
    } else {
        let_out(hall);
    }
}

static void password_given(void *context, const char *text) {
    if (text)
        enter_with(context, text);
}

static void account_given(void *context, const char *text) {
    struct hall *hall = context;
    if (!text || !text[0])
        return;
    snprintf(hall->account, sizeof hall->account, "%s", text);
    if (hall->desk->office->is_demo)
        enter_with(hall, NULL);
    else
        prompt_line(hall->view.ui, _("密码"), "", 128, true, password_given, hall);
}

static void ask_to_leave(struct hall *hall) {
    bool has_password = false;
    if (store_has_password(hall->desk->office->store, &has_password, NULL) == STATUS_OK &&
        !has_password && !hall->desk->office->is_demo)
        ui_quit(
            hall->view
                .ui); /* entered as somebody who may do nothing else: there is nobody to ask for */
    else
        prompt_line(hall->view.ui, _("工作人员账号"), "", 32, false, account_given, hall);
}

/* Nobody has typed for a minute: whoever stood here has left. */
static void be_quiet(void *context) {
    struct hall *hall = context;
    while (ui_top(hall->view.ui) != &hall->view)
        ui_close(ui_top(hall->view.ui));
    ui_message(hall->view.ui, "");
    hall_start(hall);
}

/* ---- keys ---------------------------------------------------------------------------------------- */

static bool takes_words(const struct hall *hall) {
    return hall->page == HALL_START || hall->page == HALL_FOUND;
}

/* What was typed changed: it is looked for, or the first page comes back. */
static void look_for(struct hall *hall) {
    const char *typed = line_edit_text(&hall->typed);
    if (!typed[0]) {
        hall_start(hall);
        return;
    }
    if (hall->page == HALL_START)
        hall_go(hall, HALL_FOUND);
    hall->top = 0;
    hall->selected = 0;
    finder_start(&hall->finder, typed);
    hall->view.is_dirty = true;
}

static void wait_for_hit(struct hall *hall) {
    while (hall->page == HALL_FOUND && hall->finder.count == 0 && finder_step(&hall->finder) &&
           !ui_is_stopped(hall->view.ui)) {
    }
}

static void select_entry(struct hall *hall, bool is_down) {
    size_t count = hall_entry_count(hall);
    if (hall->page == HALL_READ) {
        bool can = is_down ? hall->top + hall_text_rows(hall) < hall->line_count : hall->top > 0;
        hall->top = !can ? hall->top : is_down ? hall->top + 1 : hall->top - 1;
    } else if (is_down && hall->selected + 1 < count) {
        hall->selected++;
    } else if (!is_down && hall->selected > 0) {
        hall->selected--;
    }
    hall->view.is_dirty = true;
}

static enum view_answer command(struct view *view, const struct command *asked) {
    struct hall *hall = (struct hall *)view;
    const char *name = asked->name;
    if (strcmp(name, "open") == 0) {
        wait_for_hit(hall);
        hall_open_entry(hall, hall->selected);
    } else if (strcmp(name, "back") == 0) {
        hall_back(hall);
    } else if (strcmp(name, "help") == 0) {
        hall_read_help(hall);
    } else if (strcmp(name, "leave") == 0) {
        ask_to_leave(hall);
    } else if (strncmp(name, "page", 4) == 0) {
        hall_turn(hall, strcmp(name, "page_up") == 0);
    } else {
        select_entry(hall, strcmp(name, "down") == 0);
    }
    return VIEW_HANDLED;
}

static void insert(struct hall *hall, const char *text, size_t length) {
    if (takes_words(hall) && line_edit_insert(&hall->typed, text, length) != EDIT_NOTHING)
        look_for(hall);
}

static void take_text(struct hall *hall, char32_t character) {
    char encoded[4];
    char32_t folded = text_fold_key(character);
    bool is_digit = folded >= U'1' && folded <= U'9';
    bool chooses = hall->page != HALL_START || !line_edit_text(&hall->typed)[0];
    if (is_digit && chooses && hall->page != HALL_FOUND)
        hall_open_entry(hall, (size_t)(folded - U'1'));
    else
        insert(hall, encoded, text_encode(character, encoded));
}

/* Every key ends here. */
static enum view_answer take_key(struct view *view, const struct key *key) {
    static const struct {
        enum key_code code;
        enum edit_result (*edit)(struct line_edit *edit);
    } edits[] = {
        {KEY_CODE_LEFT, line_edit_left},     {KEY_CODE_RIGHT, line_edit_right},
        {KEY_CODE_HOME, line_edit_home},     {KEY_CODE_END, line_edit_end},
        {KEY_CODE_DELETE, line_edit_delete}, {KEY_CODE_BACKSPACE, line_edit_backspace},
        {KEY_CTRL('U'), line_edit_clear},
    };
    struct hall *hall = (struct hall *)view;
    if (key->code == KEY_CODE_TEXT)
        take_text(hall, key->character);
    for (size_t i = 0; i < sizeof edits / sizeof edits[0] && takes_words(hall); i++) {
        if (edits[i].code != key->code)
            continue;
        bool is_change = i >= 4;
        if (edits[i].edit(&hall->typed) == EDIT_DONE && is_change)
            look_for(hall);
        view->is_dirty = true;
    }
    return VIEW_HANDLED;
}

static void take_paste(struct view *view, const char *text, size_t length) {
    insert((struct hall *)view, text, length);
}

/* ---- the view ------------------------------------------------------------------------------------ */

static bool idle(struct view *view) {
    struct hall *hall = (struct hall *)view;
    size_t before = hall->finder.count;
    bool was_done = hall->finder.is_done;
    if (hall->page != HALL_FOUND)
        return false;
    bool has_more = finder_step(&hall->finder);
    if (hall->finder.count != before || hall->finder.is_done != was_done)
        view->is_dirty = true;
    return has_more;
}

static bool takes_hanzi(const struct view *view) {
    return takes_words((const struct hall *)view);
}

static void resized(struct view *view) {
    struct hall *hall = (struct hall *)view;
    if (hall->page == HALL_READ)
        hall_wrap(hall);
    view->is_dirty = true;
}

static void free_view(struct view *view) {
    hall_release((struct hall *)view);
    free(view);
}

static const struct view_class hall_class = {
    .name = "hall",
    .is_full_screen = true,
    .takes_text = true,
    .takes_hanzi = takes_hanzi,
    .commands = hall_commands,
    .draw = hall_draw,
    .command = command,
    .key = take_key,
    .paste = take_paste,
    .resized = resized,
    .idle = idle,
    .free = free_view,
};

/* ---- entering ------------------------------------------------------------------------------------ */

static bool has_open_form(struct desk *desk) {
    for (const struct view *view = ui_top(desk->ui); view; view = view->below)
        if (view->class->takes_text && view->class->is_full_screen)
            return true;
    return false;
}

enum status hall_enter(struct desk *desk, struct problem *problem) {
    struct hall *hall = calloc(1, sizeof *hall);
    if (!hall)
        return problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
    hall->view.class = &hall_class;
    hall->view.ui = desk->ui;
    hall->desk = desk;
    line_edit_init(&hall->typed, 10, HALL_TYPED_MOST);
    finder_init(&hall->finder, desk, true);
    snprintf(hall->view.help_topic, sizeof hall->view.help_topic, "hall");
    while (ui_top(desk->ui))
        ui_close(ui_top(desk->ui));
    be_nobody(desk);
    hall_start(hall);
    ui_push(desk->ui, &hall->view);
    ui_set_locked(desk->ui, true);
    ui_set_quiet(desk->ui, QUIET_MS, be_quiet, hall);
    return STATUS_OK;
}

static void entered(void *context, int chosen) {
    struct desk *desk = context;
    struct problem problem = {0};
    if (chosen == 2 && hall_enter(desk, &problem) != STATUS_OK)
        desk_show_problem(desk, &problem, NULL);
}

static bool open_screen(struct desk *desk, const struct scr *scr) {
    const char *const answers[] = {_("回去"), _("进入大厅查询")};
    struct problem problem = {0};
    (void)scr;
    if (start_check_hall(desk, &problem) != STATUS_OK) {
        desk_show_problem(desk, &problem, NULL);
        return false;
    }
    if (has_open_form(desk)) {
        ui_error(desk->ui, _("还有打开的表单：先保存或离开，再进大厅查询"));
        return false;
    }
    prompt_choice(desk->ui, _("大厅查询给群众用，要用账号和密码才能退出："), answers, 2, 1, entered,
                  desk);
    return true;
}

const struct screen screen_hall = {
    .name = "hall",
    .open = open_screen,
};
