/* What changed of records since they were looked at, before a command without a form of its own is done all the same: a page
 * that asks. Whether the command is still possible, work knows. */
#include "screens/conflict.h"

#include "base/language.h"
#include "report/conflict_text.h"
#include "ui/text_view.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct changes_page {
    struct desk *desk;
    int64_t *vers; /* as shown */
    void (*done)(void *context, const int64_t *vers);
    void *context;
};

static void finish(struct changes_page *page, const int64_t *vers) {
    void (*done)(void *context, const int64_t *shown) = page->done;
    page->done = NULL;
    if (done)
        done(page->context, vers);
}

static void confirm(void *data, struct view *view) {
    struct changes_page *page = data;
    ui_close(view);
    finish(page, page->vers);
}

static void page_free(void *data) {
    struct changes_page *page = data;
    finish(page, NULL);
    free(page->vers);
    free(page);
}

/* The text of one record that has another version now; its version in *ver. False: it has not. */
static bool append_one(struct desk *desk, const char *command, int64_t id, int64_t *ver,
                       bool *is_allowed, struct buffer *out) {
    struct conflict conflict = {0};
    struct scr_record *kind = NULL;
    struct problem problem = {0};
    bool is_other = *ver != 0 &&
                    conflict_find(desk->office, command, id, *ver, NULL, NULL, &conflict,
                                  &problem) == STATUS_OK &&
                    conflict.ver != conflict.seen_ver;
    if (is_other && scr_record_load(&desk->files, conflict.kind, &kind, &problem) == STATUS_OK)
        conflict_text_append_changes(desk->office, kind, &conflict, out);
    if (is_other) {
        buffer_append_char(out, '\n');
        *ver = conflict.ver;
        *is_allowed = *is_allowed && conflict.is_allowed;
    }
    scr_record_free(kind);
    conflict_release(&conflict);
    return is_other;
}

static bool show(struct changes_page *page, const char *text, bool is_allowed) {
    struct text_handlers handlers = {.context = page, .free = page_free};
    if (is_allowed)
        handlers.confirm = confirm;
    struct view *view = text_view_new(
        _(" 看过之后又有人改了"), is_allowed ? _("还没有办 ") : _("不能办 "), text, NULL, 0, NULL);
    if (!view)
        return false;
    text_view_set_handlers(view, &handlers);
    snprintf(view->help_topic, sizeof view->help_topic, "conflict");
    ui_push(page->desk->ui, view);
    return true;
}

bool conflict_open_changes(struct desk *desk, const char *command, const int64_t *ids,
                           const int64_t *vers, size_t count,
                           void (*done)(void *context, const int64_t *vers), void *context) {
    struct changes_page *page = calloc(1, sizeof *page);
    int64_t *shown = calloc(count + 1, sizeof *shown);
    struct buffer text = BUFFER_INIT;
    bool is_any = false, is_allowed = true;
    if (!page || !shown) {
        free(page);
        free(shown);
        return false;
    }
    memcpy(shown, vers, count * sizeof *shown);
    for (size_t i = 0; i < count; i++)
        is_any = append_one(desk, command, ids[i], &shown[i], &is_allowed, &text) || is_any;
    buffer_append(&text, is_allowed ? _("还没有办。看清楚了，仍要照这样办就按 F2；不办按 Esc。\n")
                                    : _("现在的状态不能这样办了，什么都没有改动。按 Esc 返回。\n"));
    *page = (struct changes_page){desk, shown, done, context};
    if (!is_any || !show(page, buffer_text(&text), is_allowed)) {
        free(shown);
        free(page);
        is_any = false;
    }
    buffer_release(&text);
    return is_any;
}
