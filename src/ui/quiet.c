/* The moment that is due when nobody has typed for a while, and the lock that keeps a public screen where it is. Waits
 * for nothing itself: the loop asks when the moment comes. */
#include "ui/ui.h"

void ui_set_locked(struct ui *ui, bool is_locked) {
    ui->is_locked = is_locked;
}

bool ui_is_locked(const struct ui *ui) {
    return ui->is_locked;
}

void ui_set_quiet(struct ui *ui, int ms, void (*call)(void *context), void *context) {
    ui->quiet = (struct quiet){
        .ms = ms, .since_ms = ui_now_ms(ui), .is_done = true, .call = call, .context = context};
}

void ui_stay_quiet(struct ui *ui, int ms) {
    ui->quiet.due_ms = ui_now_ms(ui) + ms;
    ui->quiet.is_done = false;
}

int64_t ui_quiet_ms(const struct ui *ui) {
    return ui_now_ms(ui) - ui->quiet.since_ms;
}

void quiet_key_came(struct ui *ui) {
    ui->quiet.since_ms = ui_now_ms(ui);
    ui->quiet.due_ms = ui->quiet.since_ms + ui->quiet.ms;
    ui->quiet.is_done = false;
}

int quiet_wait_ms(const struct ui *ui) {
    if (ui->quiet.ms == 0 || ui->quiet.is_done)
        return -1;
    int64_t left = ui->quiet.due_ms - ui_now_ms(ui);
    return left > 0 ? (int)left : 0;
}

bool quiet_run(struct ui *ui) {
    if (quiet_wait_ms(ui) != 0)
        return false;
    ui->quiet.is_done = true;
    ui->quiet.call(ui->quiet.context);
    stack_settle(ui);
    return true;
}
