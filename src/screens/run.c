/* Makes the desk and the terminal, and the commands that work on every screen. */
#include "screens/run.h"

#include "base/language.h"
#include "screens/keytest.h"
#include "ui/loop.h"

#include <string.h>

static const struct command global_commands[] = {
    {"jump", NULL, N_("按两位编号打开画面，按记录号打开记录"), {KEY_CTRL('G')}, '='},
    {"redraw", NULL, N_("重画屏幕"), {KEY_CTRL('L')}, 0},
    {NULL, NULL, NULL, {KEY_CODE_NONE}, 0},
};

static enum view_answer global_command(struct ui *ui, const struct command *command) {
    struct desk *desk = ui_context(ui);
    if (strcmp(command->name, "redraw") == 0)
        ui_redraw(ui);
    else if (desk->is_entered)
        desk_ask_jump(desk);
    return VIEW_HANDLED;
}

enum status screens_run(const struct screens_options *options, struct problem *problem) {
    struct office office = {.clock = CLOCK_INIT};
    struct desk desk;
    desk_init(&desk, &office);
    struct ui_options ui_options = {
        .sync_fd = options->sync_fd,
        .commands = global_commands,
        .command = global_command,
        .context = &desk,
    };
    enum status status = ui_new(&ui_options, &desk.ui, problem);
    if (status == STATUS_OK)
        status = options->tries_keys ? keytest_open(desk.ui, problem)
                                     : start_open(&desk, &options->start, problem);
    if (status == STATUS_OK)
        status = ui_run(desk.ui, problem);
    ui_free(desk.ui);
    office_close(&office);
    start_clean_up(&desk);
    desk_release(&desk);
    return status;
}
