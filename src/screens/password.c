/* Asks for passwords, twice where nobody could tell a slip of the finger. Decides nothing about them. */
#include "screens/password.h"

#include "base/language.h"
#include "ui/prompt.h"
#include "work/user.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CHARACTERS_MOST = 128, BYTES_MOST = 4 * CHARACTERS_MOST + 1 };

struct change {
    struct desk *desk;
    int64_t person; /* 0: one's own */
    char question[128];
    char old[BYTES_MOST], first[BYTES_MOST];
    void (*done)(void *context, bool is_changed);
    void *context;
};

static void finish(struct change *change, bool is_changed) {
    struct desk *desk = change->desk;
    void (*done)(void *, bool) = change->done;
    void *context = change->context;
    sodium_memzero(change, sizeof *change);
    free(change);
    if (done)
        done(context, is_changed);
    else
        ui_message(desk->ui, is_changed ? _("密码已改") : _("密码没有改动"));
}

static void ask_new(struct change *change);

static void again_given(void *data, const char *text) {
    struct change *change = data;
    struct desk *desk = change->desk;
    struct problem problem = {0};
    if (!text) {
        finish(change, false);
        return;
    }
    if (strcmp(text, change->first) != 0) {
        ask_new(change);
        ui_error(desk->ui, _("两次输入的不一样，请重新输入新密码"));
        return;
    }
    const char *old = change->old[0] ? change->old : NULL;
    if (user_change_own_password(desk->office, old, text, &problem) == STATUS_OK) {
        finish(change, true);
        return;
    }
    ask_new(change);
    desk_show_problem(desk, &problem, "person");
}

static void first_given(void *data, const char *text) {
    struct change *change = data;
    struct problem problem = {0};
    if (!text) {
        finish(change, false);
        return;
    }
    if (user_check_password(text, &problem) != STATUS_OK) {
        ask_new(change);
        desk_show_problem(change->desk, &problem, "person");
        return;
    }
    snprintf(change->first, sizeof change->first, "%s", text);
    prompt_line(change->desk->ui, _("再输一次新密码"), "", CHARACTERS_MOST, true, again_given,
                change);
}

static void ask_new(struct change *change) {
    prompt_line(change->desk->ui, change->question, "", CHARACTERS_MOST, true, first_given, change);
}

static void old_given(void *data, const char *text) {
    struct change *change = data;
    struct desk *desk = change->desk;
    struct problem problem = {0};
    if (!text) {
        finish(change, false);
        return;
    }
    if (user_check_own_password(desk->office, text, &problem) != STATUS_OK) {
        finish(change, false);
        desk_show_problem(desk, &problem, "person");
        return;
    }
    snprintf(change->old, sizeof change->old, "%s", text);
    ask_new(change);
}

void password_change_own(struct desk *desk, const char *question,
                         void (*done)(void *context, bool is_changed), void *context) {
    struct change *change = calloc(1, sizeof *change);
    if (!change) {
        if (done)
            done(context, false);
        return;
    }
    change->desk = desk;
    change->done = done;
    change->context = context;
    snprintf(change->question, sizeof change->question, "%s",
             question ? question : _("新密码（至少 8 个字符）"));
    if (user_has_own_password(desk->office))
        prompt_line(desk->ui, _("现在的密码"), "", CHARACTERS_MOST, true, old_given, change);
    else
        ask_new(change);
}

/* ---- another person's ---------------------------------------------------------------------------- */

static void other_given(void *data, const char *text) {
    struct change *change = data;
    struct desk *desk = change->desk;
    struct problem problem = {0};
    if (!text)
        ui_message(desk->ui, _("密码没有改动"));
    else if (user_give_password(desk->office, change->person, change->old, text, &problem) !=
             STATUS_OK)
        desk_show_problem(desk, &problem, "person");
    else
        ui_message(desk->ui, _("密码已设，本人下次登录时须改"));
    sodium_memzero(change, sizeof *change);
    free(change);
}

static void ask_other(struct change *change) {
    prompt_line(change->desk->ui, _("新密码（至少 8 个字符）"), "", CHARACTERS_MOST, true,
                other_given, change);
}

/* Somebody at the administrator's open terminal is not the administrator. */
static void admin_given(void *data, const char *text) {
    struct change *change = data;
    struct problem problem = {0};
    if (!text) {
        other_given(change, NULL);
    } else if (user_check_own_password(change->desk->office, text, &problem) != STATUS_OK) {
        desk_show_problem(change->desk, &problem, "person");
        sodium_memzero(change, sizeof *change);
        free(change);
    } else {
        snprintf(change->old, sizeof change->old, "%s", text);
        ask_other(change);
    }
}

bool password_set(struct desk *desk, int64_t person) {
    if (person == desk->office->user) {
        password_change_own(desk, NULL, NULL, NULL);
        return true;
    }
    struct change *change = calloc(1, sizeof *change);
    if (!change)
        return false;
    change->desk = desk;
    change->person = person;
    if (user_is_asked_own(desk->office))
        prompt_line(desk->ui, _("您本人的密码"), "", CHARACTERS_MOST, true, admin_given, change);
    else
        ask_other(change);
    return true;
}
