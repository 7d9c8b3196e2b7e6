/* From a copy to the office's place: what opens it is asked for, the rehearsal is shown, and F2 restores. After that the
 * program is left: everything it has read is of the file before. */
#include "screens/backup.h"

#include "base/language.h"
#include "report/restore_text.h"
#include "ui/prompt.h"
#include "ui/text_view.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PASSPHRASE_CHARACTERS = 160, PAPER_CHARACTERS = 40 };

struct restoring {
    struct desk *desk;
    char file[BACKUP_PATH_BYTES];
    char paper[PAPER_KEY_LINES * 170]; /* the lines typed so far */
    int line;
    struct rehearsal rehearsal;
};

static void restoring_free(void *context) {
    struct restoring *restoring = context;
    restore_release(&restoring->rehearsal);
    backup_wipe(restoring->paper, sizeof restoring->paper);
    free(restoring);
}

/* ---- for good ------------------------------------------------------------------------------------ */

static void fill_sentence(struct desk *desk, const char *message, const char *aside) {
    problem_set(&desk->farewell, STATUS_OK, "", message);
    problem_place(&desk->farewell, "aside", aside);
}

/* The office is closed for it, and the program is left whatever comes of it. */
static void restore(struct restoring *restoring) {
    struct desk *desk = restoring->desk;
    struct problem problem = {0};
    char aside[BACKUP_PATH_BYTES + 48], account[64];
    snprintf(account, sizeof account, "%s", office_os_account(desk->office));
    desk->is_entered = false;
    office_close(desk->office);
    if (restore_put(&restoring->rehearsal, account, aside, &problem) == STATUS_OK) {
        const char *slash = strrchr(aside, '/');
        fill_sentence(desk,
                      aside[0] ? N_("已从备份恢复，请再打开程序；原来的文件是 {aside}")
                               : N_("已从备份恢复，请再打开程序"),
                      slash ? slash + 1 : aside);
    } else {
        desk->farewell = problem;
    }
    ui_quit(desk->ui);
}

static void sure_chosen(void *context, int chosen) {
    if (chosen == 2)
        restore(context);
}

static void confirm(void *context, struct view *view) {
    struct restoring *restoring = context;
    struct desk *desk = restoring->desk;
    const char *const answers[] = {_("不恢复"), _("恢复，然后退出程序")};
    (void)view;
    if (!(desk->office->roles & ROLE_ADMIN)) {
        ui_error(desk->ui, _("恢复要由系统管理员来做；没人能登录时用 zwgk restore"));
        return;
    }
    prompt_choice(desk->ui, _("用这份备份换掉现在的数据库："), answers, 2, 1, sure_chosen,
                  restoring);
}

/* ---- the rehearsal ------------------------------------------------------------------------------- */

static void show(struct restoring *restoring) {
    struct desk *desk = restoring->desk;
    struct buffer text = BUFFER_INIT;
    char title[64];
    buffer_append_format(&text, "\001%s\n\n", _("演练成功：这份备份能用，什么也没有改动"));
    restore_append_text(&restoring->rehearsal, &text);
    buffer_append_format(&text, "\n%s\n%s\n", _("要用它换掉现在的数据库，按 F2；不要就按 F3。"),
                         _("恢复前别人都要退出程序；恢复记在操作日志里。"));
    const struct text_handlers handlers = {
        .context = restoring, .confirm = confirm, .free = restoring_free};
    snprintf(title, sizeof title, " 05 %s", _("恢复演练"));
    struct view *view = text_view_new(title, "", buffer_text(&text), NULL, 0, &handlers);
    buffer_release(&text);
    if (!view) {
        restoring_free(restoring);
        return;
    }
    snprintf(view->help_topic, sizeof view->help_topic, "backup");
    ui_push(desk->ui, view);
}

static void rehearse(struct restoring *restoring, const struct backup_secret *secret) {
    struct desk *desk = restoring->desk;
    struct problem problem = {0};
    struct backup_stop stop = {ui_is_stopped, desk->ui};
    backup_screen_busy(desk, _("正在演练恢复…… 按 Esc 停下"));
    if (restore_rehearse(store_path(desk->office->store), restoring->file, secret, &stop,
                         &restoring->rehearsal, &problem) == STATUS_OK) {
        ui_message(desk->ui, "");
        show(restoring);
        return;
    }
    desk_show_problem(desk, &problem, NULL);
    restoring_free(restoring);
}

/* ---- what opens it ------------------------------------------------------------------------------- */

static void ask_line(struct restoring *restoring);

static void read_paper(struct restoring *restoring) {
    unsigned char paper[BACKUP_SECRET_BYTES];
    struct problem problem = {0};
    struct backup_secret secret = {.paper = paper};
    if (paper_key_read(restoring->paper, paper, &problem) == STATUS_OK) {
        rehearse(restoring, &secret);
    } else {
        desk_show_problem(restoring->desk, &problem, NULL);
        restoring_free(restoring);
    }
    backup_wipe(paper, sizeof paper);
}

static void line_given(void *context, const char *text) {
    struct restoring *restoring = context;
    if (!text) {
        restoring_free(restoring);
        return;
    }
    size_t length = strlen(restoring->paper);
    snprintf(restoring->paper + length, sizeof restoring->paper - length, "%s\n", text);
    if (++restoring->line < PAPER_KEY_LINES)
        ask_line(restoring);
    else
        read_paper(restoring);
}

static void ask_line(struct restoring *restoring) {
    char question[80];
    snprintf(question, sizeof question, "%s %d/%d", _("照纸打第几行的 16 个字"),
             restoring->line + 1, PAPER_KEY_LINES);
    prompt_line(restoring->desk->ui, question, "", PAPER_CHARACTERS, false, line_given, restoring);
    prompt_take_letters(restoring->desk->ui);
}

static void passphrase_given(void *context, const char *text) {
    struct restoring *restoring = context;
    struct backup_secret secret = {.passphrase = text};
    if (!text)
        restoring_free(restoring);
    else if (!text[0])
        ask_line(restoring);
    else
        rehearse(restoring, &secret);
}

void backup_screen_rehearse(struct desk *desk, const char *file) {
    struct backup_facts facts;
    struct problem problem = {0};
    struct backup_secret none = {0};
    struct restoring *restoring = calloc(1, sizeof *restoring);
    if (!restoring)
        return;
    restoring->desk = desk;
    snprintf(restoring->file, sizeof restoring->file, "%s", file);
    if (backup_read_facts(file, &facts, &problem) != STATUS_OK) {
        desk_show_problem(desk, &problem, NULL);
        restoring_free(restoring);
    } else if (!facts.is_encrypted) {
        rehearse(restoring, &none);
    } else if (!facts.has_passphrase) {
        ask_line(restoring);
    } else {
        prompt_line(desk->ui, _("做这份备份时的口令（空着用纸质密钥）"), "", PASSPHRASE_CHARACTERS,
                    true, passphrase_given, restoring);
    }
}
