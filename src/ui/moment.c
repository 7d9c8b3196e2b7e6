/* What is to be done at a time, whoever types: personal data shown for half a minute is masked again. Waits for nothing
 * itself: the loop asks when it is due. */
#include "ui/ui.h"

void ui_set_moment(struct ui *ui, int ms, void (*call)(void *context), void *context) {
    ui->moment = (struct moment){
        .due_ms = ms > 0 ? ui_now_ms(ui) + ms : 0, .call = call, .context = context};
}

int moment_wait_ms(const struct ui *ui) {
    if (ui->moment.due_ms == 0)
        return -1;
    int64_t left = ui->moment.due_ms - ui_now_ms(ui);
    return left > 0 ? (int)left : 0;
}

bool moment_run(struct ui *ui) {
    if (moment_wait_ms(ui) != 0)
        return false;
    ui->moment.due_ms = 0;
    ui->moment.call(ui->moment.context);
    stack_settle(ui);
    return true;
}
