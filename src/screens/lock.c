/* The lock: takes every key itself and shows nothing but who is away since when. Knows nothing of the views below it, which stay
 * as they are; their drafts were put by before. */
#include "screens/lock.h"

#include "base/language.h"
#include "base/text.h"
#include "form/line_edit.h"
#include "ui/prompt.h"
#include "work/audit.h"
#include "work/user.h"

#include <stdlib.h>
#include <string.h>

enum { MINUTES = 5, MINUTES_SUPERVISOR = 3, MINUTE_MS = 60000, WARN_MS = 30000 };
enum { FIRST_ROW = 7, COL = 10, PASSWORD_MOST = 128 };

struct lock {
    struct view view;
    struct desk *desk;
    struct line_edit typed;
    char since[20];
    bool has_password;
};

/* ---- what is shown ------------------------------------------------------------------------------- */

static const struct command lock_commands[] = {
    {"unlock", N_("继续"), N_("输入密码后回到原处"), {KEY_CODE_ENTER}, 0},
    {"leave", N_("退出"), N_("离开程序，没保存的内容留作草稿"), {KEY_CODE_F3}, 0},
    {"clear", NULL, N_("重新输入"), {KEY_CODE_ESCAPE, KEY_CODE_F12, KEY_CTRL('U')}, 0},
    {NULL, NULL, NULL, {KEY_CODE_NONE}, 0},
};

static void draw_who(struct lock *lock) {
    struct problem sentence;
    struct buffer text = BUFFER_INIT;
    problem_set(&sentence, STATUS_OK, "", N_("{name} 正在使用，{since} 起锁定。"));
    problem_place(&sentence, "name", lock->desk->office->user_name);
    problem_place(&sentence, "since", lock->since);
    language_append_problem(&text, &sentence, NULL);
    ui_put(lock->view.ui, FIRST_ROW, COL, -1, INK_PLAIN, buffer_text(&text));
    buffer_release(&text);
}

static void draw(struct view *view) {
    struct lock *lock = (struct lock *)view;
    struct ui *ui = view->ui;
    ui_clear_rows(ui, 0, ui_rows(ui));
    ui_title(ui, _(" 已锁定"), "", "");
    draw_who(lock);
    int row = FIRST_ROW + 2, col = COL;
    if (lock->has_password) {
        const char *label = _("您的密码：");
        ui_put(ui, row, COL, -1, INK_BOLD, label);
        col += text_width(label);
        ui_put(ui, row + 2, COL, -1, INK_PLAIN,
               _("密码对了就回到原处：打开着的画面、没保存的内容都还在。"));
    } else {
        ui_put(ui, row, COL, -1, INK_BOLD, _("按任意键回到原处。"));
        ui_put(ui, row + 2, COL, -1, INK_PLAIN,
               _("您还没有密码，谁都能按：在工作台按 F4 设一个，锁定才有用。"));
    }
    ui_put(ui, row + 3, COL, -1, INK_PLAIN, _("别人要用：按 F3 退出，再用自己的账号进来。"));
    ui_key_line(ui, view);
    ui_set_cursor(ui, row, col);
}

/* ---- coming back --------------------------------------------------------------------------------- */

/* What can't be audited now (the file is read-only) keeps nobody out or in. */
static void note(struct desk *desk, const char *command, const char *detail) {
    enum status status = audit_note(desk->office, command, detail, 0, NULL);
    (void)status;
}

static void forget_typed(struct lock *lock) {
    if (lock->typed.text)
        explicit_bzero(lock->typed.text, lock->typed.length);
    if (lock->typed.undo)
        explicit_bzero(lock->typed.undo, strlen(lock->typed.undo));
    line_edit_set(&lock->typed, "");
}

static void come_back(struct lock *lock) {
    struct desk *desk = lock->desk;
    ui_set_locked(desk->ui, false);
    ui_close(&lock->view);
    note(desk, "unlock", "");
    lock_begin(desk);
}

static void try_password(struct lock *lock) {
    struct problem problem = {0};
    struct desk *desk = lock->desk;
    enum status status = STATUS_OK;
    if (lock->has_password)
        status = user_check_own_password(desk->office, line_edit_text(&lock->typed), &problem);
    forget_typed(lock);
    if (status == STATUS_OK)
        come_back(lock);
    else
        desk_show_problem(desk, &problem, NULL);
}

static void leave_answered(void *context, int chosen) {
    struct lock *lock = context;
    if (chosen == 2)
        ui_quit(lock->view.ui);
}

static void ask_leave(struct lock *lock) {
    const char *const answers[] = {_("回去"), _("退出")};
    bool are_kept = drafts_are_durable(lock->desk->office) && !lock->desk->demo_folder[0];
    prompt_choice(lock->view.ui,
                  are_kept ? _("退出程序？没保存的内容留作草稿：")
                           : _("退出程序？没保存的内容会丢掉："),
                  answers, 2, 1, leave_answered, lock);
}

/* ---- keys ---------------------------------------------------------------------------------------- */

static enum view_answer command(struct view *view, const struct command *asked) {
    struct lock *lock = (struct lock *)view;
    if (strcmp(asked->name, "leave") == 0)
        ask_leave(lock);
    else if (strcmp(asked->name, "unlock") == 0 || !lock->has_password)
        try_password(lock);
    else
        forget_typed(lock);
    return VIEW_HANDLED;
}

static enum view_answer take_key(struct view *view, const struct key *key) {
    struct lock *lock = (struct lock *)view;
    char bytes[4];
    if (key->code == KEY_CTRL('L'))
        return VIEW_PASS;
    if (!lock->has_password)
        try_password(lock);
    else if (key->code == KEY_CODE_TEXT)
        (void)line_edit_insert(&lock->typed, bytes, text_encode(key->character, bytes));
    else if (key->code == KEY_CODE_BACKSPACE)
        (void)line_edit_backspace(&lock->typed);
    return VIEW_HANDLED;
}

static bool takes_no_hanzi(const struct view *view) {
    (void)view;
    return false;
}

static void take_paste(struct view *view, const char *text, size_t length) {
    struct lock *lock = (struct lock *)view;
    if (lock->has_password)
        (void)line_edit_insert(&lock->typed, text, length);
}

static void resized(struct view *view) {
    view->is_dirty = true;
}

static void free_view(struct view *view) {
    struct lock *lock = (struct lock *)view;
    forget_typed(lock);
    line_edit_release(&lock->typed);
    free(lock);
}

static const struct view_class lock_class = {
    .name = "lock",
    .is_full_screen = true,
    .takes_text = true,
    .takes_hanzi = takes_no_hanzi,
    .commands = lock_commands,
    .draw = draw,
    .command = command,
    .key = take_key,
    .paste = take_paste,
    .resized = resized,
    .free = free_view,
};

/* ---- locking ------------------------------------------------------------------------------------- */

static void lock_screen(struct desk *desk, const char *why) {
    struct lock *lock =
        desk->is_entered && !ui_is_locked(desk->ui) ? calloc(1, sizeof *lock) : NULL;
    if (!lock)
        return;
    lock->view.class = &lock_class;
    lock->desk = desk;
    lock->has_password = !desk->office->is_demo && user_has_password(desk->office);
    clock_format(&desk->office->clock, office_now(desk->office), lock->since);
    line_edit_init(&lock->typed, 10, PASSWORD_MOST);
    ui_settle_input(desk->ui);
    ui_keep_typed(desk->ui);
    ui_message(desk->ui, "");
    ui_push(desk->ui, &lock->view);
    ui_set_locked(desk->ui, true);
    ui_set_quiet(desk->ui, 0, NULL, NULL);
    ui_clear_scrollback(desk->ui);
    note(desk, "lock", why);
}

void lock_now(struct desk *desk) {
    lock_screen(desk, "key");
}

/* In force for who works now; 0: never. */
static int lock_ms(struct desk *desk) {
    struct office *office = desk->office;
    bool is_supervisor = (office->roles & ROLE_SUPERVISOR) != 0;
    int minutes =
        office_setting_integer(office, is_supervisor ? "lock_minutes_supervisor" : "lock_minutes",
                               is_supervisor ? MINUTES_SUPERVISOR : MINUTES);
    return office->is_demo ? 0 : minutes * MINUTE_MS;
}

static void warn(struct desk *desk) {
    struct problem sentence;
    struct buffer text = BUFFER_INIT;
    problem_set(&sentence, STATUS_OK, "", N_("{count} 秒后锁定屏幕：按任意键就不锁"));
    problem_place_integer(&sentence, "count", WARN_MS / 1000);
    language_append_problem(&text, &sentence, NULL);
    ui_message(desk->ui, buffer_text(&text));
    buffer_release(&text);
}

static void be_quiet(void *context) {
    struct desk *desk = context;
    int64_t left = lock_ms(desk) - ui_quiet_ms(desk->ui);
    if (left <= 0) {
        lock_screen(desk, "idle");
        return;
    }
    warn(desk);
    ui_stay_quiet(desk->ui, (int)left);
}

void lock_begin(struct desk *desk) {
    int ms = lock_ms(desk);
    ui_set_quiet(desk->ui, ms > 0 ? ms - WARN_MS : 0, be_quiet, desk);
    if (ms > 0)
        ui_stay_quiet(desk->ui, ms - WARN_MS);
}

void lock_end(struct desk *desk) {
    ui_set_quiet(desk->ui, 0, NULL, NULL);
}
