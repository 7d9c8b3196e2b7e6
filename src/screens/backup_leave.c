/* The copy made when the program is left, and the age of the last one for the workbench. */
#include "screens/backup.h"

#include "base/language.h"
#include "base/text.h"
#include "work/backup.h"

#include <dirent.h>
#include <stdio.h>
#include <unistd.h>

void backup_screen_busy(struct desk *desk, const char *text) {
    ui_message(desk->ui, text);
    ui_paint(desk->ui);
}

void backup_on_leaving(struct desk *desk, struct problem *problem) {
    struct backup_done done;
    struct problem why = {0};
    struct backup_order order = {
        .is_unattended = true, .should_stop = ui_is_stopped, .context = desk->ui};
    if (!desk->is_entered || desk->office->store == NULL || ui_is_stopped(desk->ui) ||
        !backup_is_due(desk->office))
        return;
    backup_screen_busy(desk, _("正在备份，马上退出…… 按 Esc 跳过"));
    enum status status = backup_make(desk->office, &order, &done, &why);
    if (status == STATUS_OK || status == STATUS_BUSY)
        return;
    why.status = STATUS_OK; /* the program itself was left in order */
    *problem = why;
}

void backup_clean_demo(const char *folder) {
    char path[600];
    const struct dirent *entry;
    snprintf(path, sizeof path, "%s/backup", folder);
    DIR *opened = opendir(path);
    while (opened && (entry = readdir(opened)) != NULL)
        if (entry->d_name[0] != '.')
            unlinkat(dirfd(opened), entry->d_name, 0);
    if (opened)
        closedir(opened);
    rmdir(path);
}

/* ---- the age ------------------------------------------------------------------------------------- */

static const char *day_word(const struct office *office, int64_t at, const char *date) {
    day_number gone = office_today(office) - clock_day_of(&office->clock, at);
    return gone == 0 ? _("今天") : gone == 1 ? _("昨天") : date;
}

void backup_append_age(struct desk *desk, bool is_short, struct buffer *out, bool *is_alarming) {
    struct office *office = desk->office;
    struct backup_state state;
    char when[20], date[8];
    *is_alarming = false;
    if (backup_state(office, &state, NULL) != STATUS_OK || (state.at == 0 && office->is_demo))
        return;
    *is_alarming = state.is_old;
    if (state.at == 0) {
        buffer_append(out, is_short ? _("没有备份") : _("还没有备份"));
        return;
    }
    clock_format(&office->clock, state.at, when);
    snprintf(date, sizeof date, "%.5s", when + 5);
    const char *heading = is_short ? _("备份") : _("上次备份");
    const char *day = day_word(office, state.at, date);
    if (is_short && text_width(heading) + 1 + text_width(day) > BACKUP_AGE_COLS)
        day = date; /* in a language of longer words */
    buffer_append_format(out, "%s %s", heading, day);
    if (!is_short)
        buffer_append_format(out, " %s", when + 11);
    if (!is_short && state.is_old)
        buffer_append_format(out, "  %s", _("太久了，请到 05 备份"));
}
