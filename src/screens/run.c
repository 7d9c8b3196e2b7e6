/* Makes the desk and the terminal, and the commands that work on every screen. */
#include "screens/run.h"

#include "base/language.h"
#include "screens/backup.h"
#include "screens/keytest.h"
#include "screens/lock.h"
#include "screens/phone.h"
#include "screens/today.h"
#include "ui/input.h"
#include "ui/loop.h"
#include "work/search.h"
#include "work/user.h"

#include <string.h>

static const struct command global_commands[] = {
    {"jump", NULL, N_("按两位编号打开画面，按记录号打开记录"), {KEY_CTRL('G')}, '='},
    {"phone", NULL, N_("来电来访：找答复、记一笔、再回来"), {KEY_CTRL('T')}, 0},
    {"input",
     NULL,
     N_("拼音输入：开或关（终端自己没有输入法时用）"),
     {KEY_CTRL_SPACE, KEY_CODE_F10},
     0},
    {"today", NULL, N_("机器时钟不可信时，输入今天的日期"), {KEY_CTRL('D')}, 0},
    {"redraw", NULL, N_("重画屏幕"), {KEY_CTRL('L')}, 0},
    {"lock", NULL, N_("离开一会儿：锁定屏幕，打开着的都留着"), {KEY_CTRL('X'), KEY_CODE_F11}, 0},
    {NULL, NULL, NULL, {KEY_CODE_NONE}, 0},
};

static void today_of(struct desk *desk) {
    if (desk->is_entered)
        today_ask(desk);
}

static enum view_answer global_command(struct ui *ui, const struct command *command) {
    struct desk *desk = ui_context(ui);
    if (strcmp(command->name, "redraw") == 0)
        ui_redraw(ui);
    else if (strcmp(command->name, "input") == 0)
        ui_toggle_input(ui);
    else if (strcmp(command->name, "today") == 0)
        today_of(desk);
    else if (strcmp(command->name, "lock") == 0)
        lock_now(desk);
    else if (desk->is_entered && strcmp(command->name, "phone") == 0)
        phone_open(desk);
    else if (desk->is_entered)
        desk_ask_jump(desk);
    return VIEW_HANDLED;
}

/* The search index of an office that was just upgraded is made while nobody types, in pieces nobody notices. */
static bool make_index(struct ui *ui) {
    enum { PIECE_MS = 40 };
    struct desk *desk = ui_context(ui);
    struct search_index index = {.is_complete = true};
    if (!desk->is_entered || (desk->has_index && !store_search_is_due(desk->office->store)))
        return false;
    enum status status = search_index_step(desk->office, PIECE_MS, &index, NULL);
    desk->has_index = index.is_complete || store_is_read_only(desk->office->store) ||
                      (status != STATUS_OK && status != STATUS_BUSY);
    return status == STATUS_OK && !desk->has_index;
}

/* What the frame shows may lack what could not be read: said once nothing else is to be done. */
static bool idle(struct ui *ui) {
    struct desk *desk = ui_context(ui);
    struct problem problem;
    if (desk->office->store != NULL &&
        store_take_missed(desk->office->store, &problem) != STATUS_OK)
        desk_show_problem(desk, &problem, "");
    return (desk->is_entered && today_watch(desk)) || make_index(ui);
}

enum status screens_run(const struct screens_options *options, struct problem *problem) {
    struct office office = {.clock = CLOCK_INIT};
    struct desk desk;
    desk_init(&desk, &office);
    struct ui_options ui_options = {
        .sync_fd = options->sync_fd,
        .commands = global_commands,
        .command = global_command,
        .idle = idle,
        .context = &desk,
        .ambiguous = options->ambiguous,
        .encoding = options->encoding,
    };
    enum status status = ui_new(&ui_options, &desk.ui, problem);
    if (status == STATUS_OK)
        status = options->tries_keys ? keytest_open(desk.ui, problem)
                                     : start_open(&desk, &options->start, problem);
    if (status == STATUS_OK) {
        ui_run(desk.ui);
        backup_on_leaving(&desk, &desk.farewell);
    }
    ui_free(desk.ui);
    user_end_session(&office);
    office_close(&office);
    start_clean_up(&desk);
    if (status == STATUS_OK) {
        *problem = desk.farewell;
        status = desk.farewell.status;
    }
    desk_release(&desk);
    return status;
}
