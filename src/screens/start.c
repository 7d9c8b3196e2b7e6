/* The first start asks for the office's name, its units and the first admin, or opens a demonstration;
 * afterwards who uses the program is known by the operating system's account or asked for. */
#include "screens/start.h"

#include "base/language.h"
#include "base/text.h"
#include "screens/backup.h"
#include "screens/hall.h"
#include "screens/left_drafts.h"
#include "screens/lock.h"
#include "screens/password.h"
#include "screens/register.h"
#include "screens/today.h"
#include "screens/typing.h"
#include "screens/workbench.h"
#include "store/place.h"
#include "ui/prompt.h"
#include "work/demo.h"
#include "work/draft_belong.h"
#include "work/flow.h"
#include "work/user.h"
#include "work/visible.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { DEMO_SEED = 1 };

/* The page behind the questions; lives until the workbench replaces it. */
struct start {
    struct view view;
    struct desk *desk;
    char path[512];
    char open_code[16];
    char account[64];
    char office_name[128];
    char person_name[64];
    char units[512];
    bool is_first_start;
};

static void ask_account(struct start *start);
static void ask_first_start(struct start *start);
static void ask_name(struct start *start);
static void ask_person(struct start *start);

/* ---- the page ----------------------------------------------------------------------------------- */

static const struct command start_commands[] = {
    {"begin", N_("开始"), N_("重新询问"), {KEY_CODE_ENTER}, 0},
    {"quit", N_("退出"), N_("离开程序"), {KEY_CODE_F3, KEY_CODE_F12, KEY_CODE_ESCAPE}, 0},
    {NULL, NULL, NULL, {KEY_CODE_NONE}, 0},
};

static void start_draw(struct view *view) {
    struct start *start = (struct start *)view;
    ui_clear_rows(view->ui, 0, ui_rows(view->ui));
    ui_title(view->ui, _(" 政务公开工作站"), "", VERSION " ");
    if (start->is_first_start) {
        ui_put(view->ui, 4, 6, -1, INK_PLAIN, _("这台机器上还没有数据。"));
        ui_put(view->ui, 6, 6, -1, INK_PLAIN,
               _("1  建立本单位的数据：问单位名称、您的姓名和下属单位，随即可以登记。"));
        ui_put(view->ui, 7, 6, -1, INK_PLAIN,
               _("2  打开演示单位：虚构的乡镇，数据随便试，退出后不保留。"));
    } else {
        ui_put(view->ui, 4, 6, -1, INK_PLAIN, _("请登录。"));
    }
    ui_key_line(view->ui, view);
    ui_set_cursor(view->ui, 9, 6);
}

static enum view_answer start_command(struct view *view, const struct command *command) {
    struct start *start = (struct start *)view;
    if (strcmp(command->name, "quit") == 0)
        ui_quit(view->ui);
    else if (start->is_first_start)
        ask_first_start(start);
    else
        ask_account(start);
    return VIEW_HANDLED;
}

static enum view_answer start_key(struct view *view, const struct key *key) {
    (void)view;
    (void)key;
    return VIEW_PASS;
}

static void start_resized(struct view *view) {
    view->is_dirty = true;
}

static void start_free(struct view *view) {
    free(view);
}

static const struct view_class start_class = {
    .name = "start",
    .is_full_screen = true,
    .commands = start_commands,
    .draw = start_draw,
    .command = start_command,
    .key = start_key,
    .resized = start_resized,
    .free = start_free,
};

static struct start *start_new(struct desk *desk, const char *path, const char *open_code) {
    struct start *start = calloc(1, sizeof *start);
    if (!start)
        return NULL;
    start->view.class = &start_class;
    start->view.is_dirty = true;
    start->desk = desk;
    snprintf(start->path, sizeof start->path, "%s", path);
    snprintf(start->open_code, sizeof start->open_code, "%s", open_code ? open_code : "");
    snprintf(start->view.help_topic, sizeof start->view.help_topic, "start");
    return start;
}

/* ---- into the workbench ------------------------------------------------------------------------- */

/* Somebody else's import or backup holds the file. */
static void tell_wait(void *context, bool is_waiting) {
    struct desk *desk = context;
    ui_message_now(desk->ui, is_waiting ? _("有人正在导入或备份，等一等…") : "");
}

static void begin_use(struct desk *desk) {
    desk->office->has_screen = true;
    ui_set_clock(desk->ui, &desk->office->clock);
    ui_set_demo(desk->ui, desk->office->is_demo);
    store_set_interrupt(desk->office->store, desk_should_stop, desk);
    store_set_wait(desk->office->store, tell_wait, desk);
}

enum status start_check_hall(struct desk *desk, struct problem *problem) {
    bool has_password = false;
    enum status status = store_has_password(desk->office->store, &has_password, problem);
    if (status == STATUS_OK && !has_password && !desk->office->is_demo)
        status = problem_set(problem, STATUS_DENIED, "",
                             N_("还没有人设过密码，进了大厅查询就出不来：先在 01 用户里设一个"));
    return status;
}

enum status start_enter(struct desk *desk, const char *open_code) {
    struct view *bench = NULL;
    begin_use(desk);
    if (desk->office->roles == ROLE_ENQUIRY)
        return hall_enter(desk, NULL);
    bench = workbench_new(desk);
    if (!bench)
        return STATUS_NO_MEMORY;
    ui_push(desk->ui, bench);
    desk->is_entered = true;
    typing_begin(desk);
    left_drafts_begin(desk);
    lock_begin(desk);
    if (open_code && open_code[0])
        desk_jump(desk, open_code);
    if (ui_top(desk->ui) == bench)
        left_drafts_offer(desk);
    today_begin(desk);
    return STATUS_OK;
}

static void leave_start(struct start *start) {
    struct desk *desk = start->desk;
    char code[16];
    snprintf(code, sizeof code, "%s", start->open_code);
    ui_close(&start->view);
    if (start_enter(desk, code) != STATUS_OK)
        ui_quit(desk->ui);
}

/* ---- login -------------------------------------------------------------------------------------- */

static void password_changed(void *context, bool is_changed) {
    struct start *start = context;
    if (is_changed)
        leave_start(start);
    else
        ask_account(start);
}

static void password_given(void *context, const char *text) {
    struct start *start = context;
    struct problem problem = {0};
    if (!text)
        return;
    if (user_enter(start->desk->office, start->account, text, &problem) != STATUS_OK) {
        ask_account(start);
        desk_show_problem(start->desk, &problem, "person");
    } else if (user_must_change_password(start->desk->office)) {
        password_change_own(start->desk, _("首次登录，请设新密码（至少 8 个字符）"),
                            password_changed, start);
    } else {
        leave_start(start);
    }
}

static void account_given(void *context, const char *text) {
    struct start *start = context;
    if (!text)
        return;
    snprintf(start->account, sizeof start->account, "%s", text);
    prompt_line(start->desk->ui, _("密码"), "", 128, true, password_given, start);
}

static void ask_account(struct start *start) {
    prompt_line(start->desk->ui, _("账号"), start->account, 32, false, account_given, start);
    prompt_take_letters(start->desk->ui);
}

/* ---- first start -------------------------------------------------------------------------------- */

/* False when one was refused, which is shown. */
static bool register_units(struct start *start) {
    char *rest = start->units;
    bool are_all = true;
    struct buffer folded = BUFFER_INIT;
    text_append_folded(&folded, rest);
    for (char *name = strtok_r(folded.data, " ,/", &rest); name;
         name = strtok_r(NULL, " ,/", &rest)) {
        struct fields values = FIELDS_INIT;
        struct problems problems = {0};
        int64_t id = 0;
        fields_set(&values, "title", name);
        if (flow_register(start->desk->office, "unit", &values, false, &id, &problems) !=
            STATUS_OK) {
            desk_show_problems(start->desk, &problems, "unit");
            are_all = false;
        }
        fields_release(&values);
    }
    buffer_release(&folded);
    return are_all;
}

static void units_given(void *context, const char *text) {
    struct start *start = context;
    struct desk *desk = start->desk;
    struct problem problem = {0};
    if (!text) {
        ask_person(start);
        return;
    }
    snprintf(start->units, sizeof start->units, "%s", text);
    struct office_founding founding = {
        .path = start->path,
        .name = start->office_name,
        .admin_name = start->person_name,
        .mode = "office",
        .now = -1,
    };
    if (place_make_folders(start->path, &problem) != STATUS_OK ||
        office_found(desk->office, &founding, &problem) != STATUS_OK ||
        (desk->office->user == 0 &&
         user_enter_by_os_account(desk->office, &problem) != STATUS_OK)) {
        desk_show_problem(desk, &problem, NULL);
        return;
    }
    user_begin_session(desk->office);
    enum status drafts = drafts_put_files_aside(start->path, office_today(desk->office), &problem);
    bool are_registered = !start->units[0] || register_units(start);
    leave_start(start);
    if (drafts != STATUS_OK)
        desk_show_problem(desk, &problem, NULL);
    else if (are_registered)
        ui_message(desk->ui,
                   _("已建立。下一步：=31 登记反馈箱，=32 开箱并登记意见条；=01 登记其他人"));
}

static void person_given(void *context, const char *text) {
    struct start *start = context;
    if (!text) {
        ask_name(start);
        return;
    }
    snprintf(start->person_name, sizeof start->person_name, "%s", text);
    if (!text[0]) {
        ask_person(start);
        ui_error(start->desk->ui, _("姓名不能空着：登记、交办都记在这个名下"));
        return;
    }
    prompt_line(start->desk->ui, _("承办单位和村（名称之间用空格，可以空着，以后在 02 登记）"),
                start->units, 400, false, units_given, start);
}

static void ask_person(struct start *start) {
    prompt_line(start->desk->ui, _("您的姓名（第一位系统管理员）"), start->person_name, 40, false,
                person_given, start);
}

static void name_given(void *context, const char *text) {
    struct start *start = context;
    if (!text)
        return;
    snprintf(start->office_name, sizeof start->office_name, "%s", text);
    if (text[0]) {
        ask_person(start);
        return;
    }
    ask_name(start);
    ui_error(start->desk->ui, _("单位名称不能空着：它印在每一张单子上"));
}

static void ask_name(struct start *start) {
    prompt_line(start->desk->ui, _("单位名称"), start->office_name, 60, false, name_given, start);
}

static enum status open_demo(struct desk *desk, const char *now, struct problem *problem) {
    char path[160];
    const char *folder = getenv("TMPDIR");
    snprintf(desk->demo_folder, sizeof desk->demo_folder, "%.100s/zwgk-XXXXXX",
             folder && folder[0] ? folder : "/tmp");
    if (!mkdtemp(desk->demo_folder)) {
        desk->demo_folder[0] = '\0';
        return problem_set(problem, STATUS_IO, "",
                           N_("不能建立临时文件夹，演示打不开：请看磁盘是否已满"));
    }
    snprintf(path, sizeof path, "%s/demo.db", desk->demo_folder);
    struct clock clock = CLOCK_INIT;
    if (now && clock_set(&clock, now, problem) != STATUS_OK)
        return STATUS_INVALID;
    struct office_founding founding = {
        .path = path,
        .name = "青石镇政务公开办公室",
        .mode = "demo",
        .now = now ? clock.fixed_utc : -1,
    };
    enum status status = office_found(desk->office, &founding, problem);
    if (status == STATUS_OK)
        status = demo_fill(desk->office, DEMO_SEED, 0, problem);
    if (status == STATUS_OK && now)
        status = office_set_now(desk->office, now, problem);
    if (status == STATUS_OK)
        status = user_enter_as(desk->office, ROLE_CLERK, problem);
    return status;
}

static void first_start_chosen(void *context, int chosen) {
    struct start *start = context;
    struct problem problem = {0};
    if (chosen == 1) {
        ask_name(start);
    } else if (chosen == 2) {
        if (open_demo(start->desk, NULL, &problem) == STATUS_OK)
            leave_start(start);
        else
            desk_show_problem(start->desk, &problem, NULL);
    } else if (chosen == 3) {
        ui_quit(start->desk->ui);
    }
}

static void ask_first_start(struct start *start) {
    const char *const answers[] = {_("建立本单位的数据"), _("打开演示单位"), _("退出")};
    prompt_choice(start->desk->ui, _("从哪里开始？"), answers, 3, 1, first_start_chosen, start);
}

/* ---- opening ------------------------------------------------------------------------------------ */

static enum status push_start(struct desk *desk, const struct start_options *options,
                              bool is_first_start) {
    struct start *start = start_new(desk, options->path, options->open_code);
    if (!start)
        return STATUS_NO_MEMORY;
    start->is_first_start = is_first_start;
    snprintf(start->account, sizeof start->account, "%s", options->account ? options->account : "");
    ui_push(desk->ui, &start->view);
    if (is_first_start)
        ask_first_start(start);
    else if (start->account[0])
        account_given(start, options->account);
    else
        ask_account(start);
    return STATUS_OK;
}

static enum status open_hall(struct desk *desk, struct problem *problem) {
    enum status status = start_check_hall(desk, problem);
    begin_use(desk);
    return status == STATUS_OK ? hall_enter(desk, problem) : status;
}

enum status start_open(struct desk *desk, const struct start_options *options,
                       struct problem *problem) {
    struct office *office = desk->office;
    enum status status = STATUS_OK;
    if (options->is_demo) {
        status = open_demo(desk, options->now, problem);
        return status == STATUS_OK ? start_enter(desk, options->open_code) : status;
    }
    status = office_open(office, options->path, problem);
    if (status == STATUS_NOT_FOUND && !options->is_hall)
        return push_start(desk, options, true);
    if (status == STATUS_OK && options->now)
        status = office_set_now(office, options->now, problem);
    if (status == STATUS_OK && options->is_hall)
        return open_hall(desk, problem);
    if (status != STATUS_OK)
        return status;
    if (options->account && office->is_demo)
        status = user_enter(office, options->account, NULL, problem);
    else if (options->account)
        return push_start(desk, options, false);
    else if (office->is_demo)
        status = user_enter_as(office, ROLE_CLERK, problem);
    else if ((status = user_enter_by_os_account(office, problem)) == STATUS_NOT_FOUND)
        return push_start(desk, options, false);
    else if (status == STATUS_OK)
        user_begin_session(office);
    return status == STATUS_OK ? start_enter(desk, options->open_code) : status;
}

static void tell_user(struct desk *desk) {
    struct problem sentence;
    struct buffer text = BUFFER_INIT;
    problem_set(&sentence, STATUS_OK, "", N_("现在由{name}使用"));
    problem_place(&sentence, "name", desk->office->user_name);
    language_append_problem(&text, &sentence, NULL);
    ui_message(desk->ui, buffer_text(&text));
    buffer_release(&text);
}

static void role_chosen(void *context, const char *code) {
    struct desk *desk = context;
    struct problem problem = {0};
    if (!code)
        return;
    if (user_enter_as(desk->office, (enum role)role_set_from_text(code), &problem) != STATUS_OK)
        desk_show_problem(desk, &problem, NULL);
    else
        tell_user(desk);
    desk_forget_saved(desk);
    typing_begin(desk);
    struct view *top = ui_top(desk->ui);
    if (top && top->class->uncovered)
        top->class->uncovered(top);
}

static void fetch_roles(void *context, const char *typed, struct choices *out) {
    (void)context;
    for (unsigned role = ROLE_CLERK; role <= ROLE_ADMIN; role <<= 1) {
        const char *label = language_text("role", role_label((enum role)role));
        if (choice_fits(label, typed))
            choices_add(out, role_name((enum role)role), label, "");
    }
}

static void nobody_is_there(struct desk *desk) {
    lock_end(desk);
    desk->is_entered = false;
    desk->office->user = 0;
    desk->office->roles = 0;
    desk->office->visible = visible_to(0, 0);
    desk_forget_saved(desk);
}

static void sit_down_another(struct desk *desk) {
    struct start *start = start_new(desk, store_path(desk->office->store), NULL);
    if (!start)
        return;
    struct view *bench = ui_top(desk->ui);
    user_end_session(desk->office);
    nobody_is_there(desk);
    ui_close(bench);
    ui_push(desk->ui, &start->view);
    ask_account(start);
}

static void switch_chosen(void *context, int chosen) {
    struct desk *desk = context;
    if (chosen == 1)
        sit_down_another(desk);
    else if (chosen == 2)
        password_change_own(desk, NULL, NULL, NULL);
}

void start_switch_user(struct desk *desk) {
    const char *const answers[] = {_("换人"), _("改自己的密码")};
    if (desk->office->is_demo)
        prompt_list(desk->ui, _("换成演示单位的"), 2, "", fetch_roles, role_chosen, desk);
    else
        prompt_choice(desk->ui, _("做什么？"), answers, 2, 1, switch_chosen, desk);
}

void start_clean_up(struct desk *desk) {
    static const char *const files[] = {"demo.db", "demo.db-journal", "demo.db-sessions"};
    char path[192];
    if (!desk->demo_folder[0])
        return;
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        char drafts[224];
        snprintf(path, sizeof path, "%s/%s", desk->demo_folder, files[i]);
        unlink(path);
        if (drafts_path(path, (unsigned)geteuid(), drafts, sizeof drafts))
            unlink(drafts);
    }
    backup_clean_demo(desk->demo_folder);
    rmdir(desk->demo_folder);
}
