/* 06 校验: everything checked in idle, so that nobody waits; the day's sheet, and a head of an older one to compare with. What
 * is checked and what is said of it, work/verify knows. */
#include "screens/print.h"
#include "screens/screen.h"

#include "base/language.h"
#include "base/text.h"
#include "ui/prompt.h"
#include "ui/text_view.h"
#include "work/audit_sheet.h"
#include "work/verify.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FAULTS_SHOWN = 200, SHEETS_SHOWN = 10, HEAD_CHARACTERS = 80 };

struct verify_view {
    struct desk *desk;
    struct verify *verify; /* NULL: none is under way */
    bool has_since;
    int64_t faults;
    struct buffer found, result; /* lines */
    enum verify_part part;
    int percent; /* as shown */
};

/* ---- the page ------------------------------------------------------------------------------------ */

static void append_line(struct buffer *out, const struct problem *problem) {
    language_append_problem(out, problem, NULL);
    buffer_append_char(out, '\n');
}

static void append_sheet(void *context, const struct anchor *anchor) {
    struct buffer *out = context;
    buffer_append_format(out, "%s  %8lld  ", anchor->day, (long long)anchor->end.seq);
    audit_sheet_append_head(out, anchor->end.head);
    buffer_append_char(out, '\n');
}

static void append_sheets(const struct verify_view *shown, struct buffer *out) {
    struct problem problem = {0};
    struct buffer sheets = BUFFER_INIT;
    int age = audit_sheet_age(shown->desk->office);
    if (store_anchors(shown->desk->office->store, SHEETS_SHOWN, append_sheet, &sheets, &problem) !=
        STATUS_OK)
        append_line(out, &problem);
    if (sheets.length == 0)
        buffer_append(out,
                      _("还没有打印过。单子由两人签字存档，才能证明那天以前的记录没有被换过。\n"));
    else if (age > 1) {
        problem_set(&problem, STATUS_OK, "", N_("上一张是 {days} 个工作日以前的：今天该打印了"));
        problem_place_integer(&problem, "days", age);
        append_line(out, &problem);
    }
    buffer_append(out, buffer_text(&sheets));
    out->failed = out->failed || sheets.failed;
    buffer_release(&sheets);
}

static void append_state(const struct verify_view *shown, struct buffer *out) {
    if (shown->verify) {
        buffer_append_format(out, "%s %s", _("正在校验："), _(verify_part_label(shown->part)));
        if (shown->percent > 0)
            buffer_append_format(out, " %d%%", shown->percent);
        buffer_append(out, _("。可以等，也可以 Esc 停下离开。\n"));
    } else if (shown->result.length == 0) {
        buffer_append(
            out, _("按 2 开始：查审计链、每条记录和旧版本、编号、设置、检索索引和数据库文件。\n"));
    }
    buffer_append(out, buffer_text(&shown->result));
    buffer_append(out, buffer_text(&shown->found));
}

static bool fill(struct verify_view *shown, struct view **view) {
    const struct text_option options[] = {
        {2, "start", shown->verify ? _("停下") : _("开始校验")},
        {3, "since", _("对链头")},
        {4, "sheet", _("当日审计单")},
    };
    struct buffer text = BUFFER_INIT;
    buffer_append_format(&text, "\001%s\n", _("校验"));
    append_state(shown, &text);
    buffer_append_format(&text, "\n\001%s\n", _("当日审计单（日期、末行、链头）"));
    append_sheets(shown, &text);
    if (*view)
        text_view_set(*view, _(" 06 校验"), "", buffer_text(&text), options, 3);
    else
        *view = text_view_new(_(" 06 校验"), "", buffer_text(&text), options, 3, NULL);
    buffer_release(&text);
    return *view != NULL;
}

/* ---- checking ------------------------------------------------------------------------------------ */

static void take_fault(void *context, const struct problem *problem) {
    struct verify_view *shown = context;
    if (shown->faults++ < FAULTS_SHOWN)
        append_line(&shown->found, problem);
}

static void stop(struct verify_view *shown) {
    store_verify_end(shown->verify);
    shown->verify = NULL;
}

/* What was found before stays when it cannot begin. */
static enum status start(struct verify_view *shown, const char *since) {
    struct problem problem = {0};
    struct verify *verify = NULL;
    stop(shown);
    enum status status =
        verify_begin(shown->desk->office, since, take_fault, shown, &verify, &problem);
    if (status != STATUS_OK) {
        problem.field[0] = '\0'; /* the sentence names it */
        desk_show_problem(shown->desk, &problem, "");
        return status;
    }
    shown->verify = verify;
    buffer_clear(&shown->found);
    buffer_clear(&shown->result);
    shown->faults = 0;
    shown->percent = 0;
    shown->part = VERIFY_CHAIN;
    shown->has_since = since != NULL;
    return STATUS_OK;
}

static void end(struct verify_view *shown) {
    struct problem line;
    const struct verify_seen *seen = store_verify_seen(shown->verify);
    for (int i = 0; verify_result(shown->desk->office, seen, shown->has_since, i, &line); i++)
        append_line(&shown->result, &line);
    if (shown->faults > FAULTS_SHOWN) {
        problem_set(&line, STATUS_CORRUPT, "", N_("……还有 {count} 处不符"));
        problem_place_integer(&line, "count", shown->faults - FAULTS_SHOWN);
        append_line(&shown->found, &line);
    }
    stop(shown);
}

static bool idle(void *context, struct view *view) {
    struct verify_view *shown = context;
    struct problem problem = {0};
    if (!shown->verify)
        return false;
    const struct verify_seen *seen = store_verify_seen(shown->verify);
    enum status status = store_verify_step(shown->verify, &problem);
    int percent = seen->all > 0 ? (int)(seen->done * 100 / seen->all) : 0;
    bool is_new = seen->part != shown->part || percent != shown->percent;
    shown->part = seen->part;
    shown->percent = percent;
    if (status == STATUS_OK && seen->part == VERIFY_DONE)
        end(shown);
    if (status == STATUS_BUSY)
        return true; /* a key gave way, or another program writes */
    if (status != STATUS_OK) {
        stop(shown);
        desk_show_problem(shown->desk, &problem, "");
    }
    if (is_new || !shown->verify)
        fill(shown, &view);
    return shown->verify != NULL;
}

/* ---- what is offered ----------------------------------------------------------------------------- */

static void since_given(void *context, const char *text);

static void ask_since(struct verify_view *shown, const char *typed) {
    prompt_line(shown->desk->ui, _("单子上的链头"), typed, HEAD_CHARACTERS, false, since_given,
                shown);
    prompt_take_letters(shown->desk->ui);
}

/* What is no head is asked for again, as it was typed. */
static void since_given(void *context, const char *text) {
    struct verify_view *shown = context;
    struct view *view = ui_top(shown->desk->ui);
    if (text == NULL || text[0] == '\0')
        return;
    enum status status = start(shown, text);
    if (view && view->owner == shown)
        fill(shown, &view);
    if (status == STATUS_INVALID)
        ask_since(shown, text);
}

static void carry_out(void *context, struct view *view, const char *command) {
    struct verify_view *shown = context;
    bool is_running = shown->verify != NULL;
    if (strcmp(command, "sheet") == 0) {
        print_open_form(shown->desk, "audit-day");
        return;
    }
    if (strcmp(command, "since") == 0) {
        ask_since(shown, "");
        return;
    }
    if (is_running) {
        stop(shown);
        buffer_append(&shown->result, _("停下了，没有查完。\n"));
    } else {
        (void)!start(shown, NULL); /* says why not */
    }
    fill(shown, &view);
}

static void uncovered(void *context, struct view *view) {
    fill(context, &view);
}

static void free_view(void *context) {
    struct verify_view *shown = context;
    stop(shown);
    buffer_release(&shown->found);
    buffer_release(&shown->result);
    free(shown);
}

static bool open_screen(struct desk *desk, const struct scr *scr) {
    struct verify_view *shown = calloc(1, sizeof *shown);
    struct view *view = NULL;
    if (!shown)
        return false;
    shown->desk = desk;
    if (!fill(shown, &view)) {
        free_view(shown);
        return false;
    }
    text_view_set_handlers(view, &(struct text_handlers){
                                     .context = shown,
                                     .carry_out = carry_out,
                                     .uncovered = uncovered,
                                     .idle = idle,
                                     .free = free_view,
                                 });
    view->owner = shown;
    snprintf(view->help_topic, sizeof view->help_topic, "%s", scr->name);
    ui_push(desk->ui, view);
    return true;
}

const struct screen screen_verify = {
    .name = "verify",
    .open = open_screen,
};
