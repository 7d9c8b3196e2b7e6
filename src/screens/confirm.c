/* Asks for one's own password before a decision is saved. What needs it, and whether it is right, is work's. */
#include "screens/confirm.h"

#include "base/language.h"
#include "ui/prompt.h"
#include "work/confirm.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct confirming {
    struct desk *desk;
    struct buffer question;
    char kind[32];
    void *context;
    void (*given)(void *context);
    void (*cancelled)(void *context);
};

static void confirming_free(struct confirming *confirming) {
    buffer_release(&confirming->question);
    free(confirming);
}

/* 签发 GK2026-00012（第 3 版）：您本人的密码 */
static void append_question(struct desk *desk, const struct confirm_request *request,
                            struct buffer *out) {
    struct record record = {0};
    struct office *office = desk->office;
    buffer_append_format(out, "%s ", language_text("option", flow_command_label(request->command)));
    if (request->count > 1)
        buffer_append_format(out, "%zu %s", request->count, _("件"));
    else if (store_read(office->store, &office->visible, request->ids[0], &record, NULL) ==
             STATUS_OK)
        buffer_append_format(out, "%s", fields_text(&record.fields, "number"));
    record_release(&record);
    buffer_append_format(out, "%s%s", _("："), _("您本人的密码"));
}

static void ask(struct confirming *confirming);

static void give_up(struct confirming *confirming) {
    void (*cancelled)(void *) = confirming->cancelled;
    void *context = confirming->context;
    confirm_forget(confirming->desk->office);
    confirming_free(confirming);
    if (cancelled)
        cancelled(context);
}

static void password_given(void *data, const char *text) {
    struct confirming *confirming = data;
    struct desk *desk = confirming->desk;
    struct problem problem = {0};
    if (!text) {
        give_up(confirming);
        ui_message(desk->ui, _("没有输入密码，什么都没有改动"));
        return;
    }
    if (confirm_by_password(desk->office, text, &problem) == STATUS_OK) {
        void (*given)(void *) = confirming->given;
        void *context = confirming->context;
        confirming_free(confirming);
        given(context);
        return;
    }
    ask(confirming);
    desk_show_problem(desk, &problem, confirming->kind);
}

static void ask(struct confirming *confirming) {
    prompt_line(confirming->desk->ui, buffer_text(&confirming->question), "", 128, true,
                password_given, confirming);
}

bool confirm_ask(struct desk *desk, const struct confirm_request *request,
                 const struct problems *problems) {
    struct problem problem = {0};
    if (!confirm_is_wanted(problems))
        return false;
    struct confirming *confirming = calloc(1, sizeof *confirming);
    if (!confirming)
        return false;
    *confirming = (struct confirming){
        .desk = desk,
        .question = BUFFER_INIT,
        .context = request->context,
        .given = request->given,
        .cancelled = request->cancelled,
    };
    snprintf(confirming->kind, sizeof confirming->kind, "%s", request->kind);
    append_question(desk, request, &confirming->question);
    if (confirm_begin(desk->office, request->command, request->ids, request->count, request->vers,
                      &problem) != STATUS_OK) {
        confirming_free(confirming);
        desk_show_problem(desk, &problem, request->kind);
        return false;
    }
    ask(confirming);
    return true;
}
