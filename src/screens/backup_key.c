/* The backup's passphrase and paper key: typed twice, shown once. Keeps neither. */
#include "screens/backup.h"

#include "base/language.h"
#include "report/print.h"
#include "ui/prompt.h"
#include "ui/text_view.h"
#include "work/backup.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PASSPHRASE_CHARACTERS = 160, PASSPHRASE_BYTES = 4 * PASSPHRASE_CHARACTERS + 1 };

/* ---- the passphrase ------------------------------------------------------------------------------ */

struct asking {
    struct desk *desk;
    char first[PASSPHRASE_BYTES];
};

static void asking_free(struct asking *asking) {
    backup_wipe(asking, sizeof *asking);
    free(asking);
}

static void again_given(void *context, const char *text) {
    struct asking *asking = context;
    struct desk *desk = asking->desk;
    struct problem problem = {0};
    if (text && strcmp(text, asking->first) != 0)
        ui_error(desk->ui, _("两次输入的口令不一样，没有设"));
    else if (text && backup_set_passphrase(desk->office, text, &problem) == STATUS_OK)
        ui_message(desk->ui, _("备份口令已设，以后的备份都加密；以前的备份仍用当时的口令"));
    else if (text)
        desk_show_problem(desk, &problem, NULL);
    asking_free(asking);
}

static void first_given(void *context, const char *text) {
    struct asking *asking = context;
    if (!text) {
        asking_free(asking);
        return;
    }
    snprintf(asking->first, sizeof asking->first, "%s", text);
    prompt_line(asking->desk->ui, _("再输入一次备份口令"), "", PASSPHRASE_CHARACTERS, true,
                again_given, asking);
}

void backup_screen_set_passphrase(struct desk *desk) {
    struct asking *asking = calloc(1, sizeof *asking);
    if (!asking)
        return;
    asking->desk = desk;
    prompt_line(desk->ui, _("备份口令（至少 6 个汉字或 12 个字母数字）"), "", PASSPHRASE_CHARACTERS,
                true, first_given, asking);
}

/* ---- the paper ----------------------------------------------------------------------------------- */

struct paper {
    struct desk *desk;
    struct buffer text;
};

static void paper_free(void *context) {
    struct paper *paper = context;
    if (paper->text.data)
        backup_wipe(paper->text.data, paper->text.length);
    buffer_release(&paper->text);
    free(paper);
}

static void print_paper(void *context, struct view *view, const char *command) {
    struct paper *paper = context;
    struct problem problem = {0};
    (void)view;
    (void)command;
    if (print_text(paper->desk->office, buffer_text(&paper->text), &problem) == STATUS_OK)
        ui_message(paper->desk->ui, _("已送打印机：取下纸，锁进保险柜"));
    else
        desk_show_problem(paper->desk, &problem, NULL);
}

static void append_paper(struct desk *desk, const char *lines, struct buffer *out) {
    char name[160], today[DATE_BYTES];
    buffer_append_format(out, "\001%s\n\n", _("备份的纸质密钥"));
    buffer_append_format(out, "%s  %s\n\n%s\n",
                         office_setting(desk->office, "office_name", "", name, sizeof name),
                         date_to_iso(office_today(desk->office), today), lines);
    buffer_append_format(out, "%s\n%s\n%s\n",
                         _("只显示这一次。按 3 打印，或照抄下来，锁进保险柜。"),
                         _("备份口令忘了，凭它能打开从现在起做的备份；拿到它的人也能。"),
                         _("每行 16 个字，末 3 个用来查错；0 是零，1 是一，没有 O、I、L、U。"));
}

void backup_screen_new_paper(struct desk *desk) {
    char lines[PAPER_KEY_BYTES], title[64];
    struct problem problem = {0};
    const struct text_option options[] = {{3, "print", _("打印机")}};
    struct paper *paper = calloc(1, sizeof *paper);
    if (!paper)
        return;
    paper->desk = desk;
    if (backup_new_paper_key(desk->office, lines, &problem) != STATUS_OK) {
        desk_show_problem(desk, &problem, NULL);
        paper_free(paper);
        return;
    }
    append_paper(desk, lines, &paper->text);
    backup_wipe(lines, sizeof lines);
    const struct text_handlers handlers = {
        .context = paper, .carry_out = print_paper, .free = paper_free};
    snprintf(title, sizeof title, " 05 %s", _("纸质密钥"));
    struct view *view = text_view_new(title, "", buffer_text(&paper->text), options, 1, &handlers);
    if (!view) {
        paper_free(paper);
        return;
    }
    snprintf(view->help_topic, sizeof view->help_topic, "backup");
    ui_push(desk->ui, view);
}
