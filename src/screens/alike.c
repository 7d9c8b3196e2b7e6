/* 可能重复 at 33: looks again whenever what is typed has changed, in the pauses between keys. Links only what the person at
 * the keyboard links, and that by saving the form. */
#include "screens/alike.h"

#include "base/language.h"
#include "base/text.h"
#include "report/alike_text.h"
#include "screens/register.h"
#include "screens/screen.h"
#include "ui/form_view.h"
#include "ui/text_view.h"
#include "work/alike.h"
#include "work/personal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct alike_watch {
    const struct view *form;     /* only compared */
    char *typed;                 /* what is looked for, or was */
    struct alike_search *search; /* NULL: nothing is going on */
    struct alike found;
};

void alike_forget(struct desk *desk) {
    if (desk->alike) {
        alike_free(desk->alike->search);
        free(desk->alike->typed);
        free(desk->alike);
        desk->alike = NULL;
    }
}

static struct alike_watch *watch_of(struct desk *desk, const struct view *form) {
    if (desk->alike && desk->alike->form != form)
        alike_forget(desk);
    if (!desk->alike)
        desk->alike = calloc(1, sizeof *desk->alike);
    if (desk->alike)
        desk->alike->form = form;
    return desk->alike;
}

/* What likeness depends on, as one text. */
static char *typed_of(const struct fields *values) {
    static const char *const names[] = {"title", "body", "contact", "reporter", "kind"};
    struct buffer all = BUFFER_INIT;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        buffer_append(&all, fields_text(values, names[i]));
        buffer_append_char(&all, '\001');
    }
    return buffer_take(&all);
}

/* The note is made anew; "-" is no field, so nothing else is. */
static void tell(struct desk *desk, struct view *form) {
    screen_find("feedback")->changed(desk, form, "-");
}

static bool is_told_already(const struct alike *before, const struct alike *now) {
    bool is_same = before->count == now->count;
    for (size_t i = 0; is_same && i < now->count; i++) {
        const struct alike_item *a = &before->items[i], *b = &now->items[i];
        is_same = a->id == b->id && a->likeness == b->likeness &&
                  a->has_same_contact == b->has_same_contact &&
                  a->has_same_reporter == b->has_same_reporter;
    }
    return is_same;
}

static void end_search(struct desk *desk, struct view *form, struct alike_watch *watch) {
    struct alike found = {.count = 0};
    if (watch->search)
        alike_found(watch->search, &found);
    alike_free(watch->search);
    watch->search = NULL;
    bool is_told = is_told_already(&watch->found, &found);
    watch->found = found;
    if (!is_told)
        tell(desk, form);
}

/* Begins when something else is typed than was looked for; false: the same as before. */
static bool begin_search(struct desk *desk, struct view *form, struct alike_watch *watch) {
    struct fields values = FIELDS_INIT;
    form_view_values(form, &values);
    char *typed = typed_of(&values);
    bool is_other = typed && (!watch->typed || strcmp(typed, watch->typed) != 0);
    if (is_other) {
        alike_free(watch->search);
        watch->search = NULL;
        free(watch->typed);
        watch->typed = typed;
        if (alike_begin(desk->office, &values, 0, &watch->search, NULL) != STATUS_OK ||
            !watch->search)
            end_search(desk, form, watch);
    } else {
        free(typed);
    }
    fields_release(&values);
    return is_other && watch->search;
}

bool alike_watch(struct desk *desk, struct view *form) {
    struct alike_watch *watch = watch_of(desk, form);
    if (!watch)
        return false;
    if (begin_search(desk, form, watch))
        return true;
    if (!watch->search)
        return false;
    if (alike_step(watch->search))
        return true;
    end_search(desk, form, watch);
    return false;
}

/* 关联 FK2026-00187，保存时记下 */
static void append_linked(struct desk *desk, int64_t id, struct buffer *note) {
    struct record record = {0};
    struct problem sentence;
    if (store_read(desk->office->store, &desk->office->visible, id, &record, NULL) == STATUS_OK) {
        problem_set(&sentence, STATUS_OK, "", N_("关联 {number}，保存时记下"));
        problem_place(&sentence, "number", fields_text(&record.fields, "number"));
        language_append_problem(note, &sentence, NULL);
    }
    record_release(&record);
}

/* 等 3 件 */
static void append_count(size_t count, struct buffer *out) {
    struct problem sentence;
    problem_set(&sentence, STATUS_OK, "", N_("等 {count} 件"));
    problem_place_integer(&sentence, "count", (int64_t)count);
    language_append_problem(out, &sentence, NULL);
}

void alike_append_note(struct desk *desk, struct view *form, const struct fields *values,
                       struct buffer *note) {
    enum { MARGIN = 2 };
    const struct alike_watch *watch = desk->alike;
    if (fields_has(values, "number")) /* it is being changed: its links stand on its page */
        return;
    bool has_any = watch && watch->form == form && watch->found.count > 0;
    int64_t linked = fields_integer(values, "linked", 0);
    const char *label = linked != 0 ? N_("取消关联") : NULL;
    form_view_set_label(form, "take_up", has_any ? N_("关联") : label);
    if (!has_any && linked == 0)
        return;
    buffer_append(note, note->length ? "\n" : "");
    if (linked != 0) {
        append_linked(desk, linked, note);
    } else {
        struct buffer rest = BUFFER_INIT;
        if (watch->found.count > 1)
            append_count(watch->found.count, &rest);
        buffer_append_format(&rest, "  F5 %s", _("关联"));
        alike_text_append_line(desk->office, &watch->found.items[0],
                               ui_cols(desk->ui) - MARGIN - text_width(buffer_text(&rest)), note);
        buffer_append(note, buffer_text(&rest));
        buffer_release(&rest);
    }
}

/* ---- side by side --------------------------------------------------------------------------------- */

struct comparison {
    struct desk *desk;
    struct view *form;
    struct fields values; /* as typed */
    struct alike alike;
    size_t at;
};

static void comparison_free(void *data) {
    struct comparison *comparison = data;
    fields_release(&comparison->values);
    free(comparison);
}

static const struct alike_item *item_of(const struct comparison *comparison) {
    return &comparison->alike.items[comparison->at];
}

static bool is_linked(const struct comparison *comparison) {
    return fields_integer(&comparison->values, "linked", 0) == item_of(comparison)->id;
}

/* " 可能重复 1/3  相似 0.82，同电话" */
static void append_title(const struct comparison *comparison, struct buffer *out) {
    const struct alike_item *item = item_of(comparison);
    buffer_append_format(out, " %s %zu/%zu  ", alike_is_same(item) ? _("可能重复") : _("疑似"),
                         comparison->at + 1, comparison->alike.count);
    alike_text_append_likeness(item, out);
}

/* As its page shows it; but what both say is known already. */
static void hide(struct comparison *comparison, struct record *record, struct personal *hidden) {
    static const char *const columns[] = {"reporter", "contact"};
    struct fields known = FIELDS_INIT;
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) {
        const char *theirs = fields_text(&record->fields, columns[i]);
        if (strcmp(theirs, fields_text(&comparison->values, columns[i])) == 0)
            fields_set(&known, columns[i], theirs);
    }
    personal_hide(comparison->desk->office, PERSONAL_PAGE, record, hidden);
    fields_merge(&record->fields, &known);
    fields_release(&known);
}

static void hide_text(struct personal *hidden, struct record *record, const char *column) {
    struct buffer masked = BUFFER_INIT;
    if (!fields_has(&record->fields, column))
        return;
    personal_append(hidden, fields_text(&record->fields, column), &masked);
    fields_set(&record->fields, column, buffer_text(&masked));
    buffer_release(&masked);
}

static bool fill(struct comparison *comparison, struct view **view) {
    enum { MARGINS = 2 };
    struct desk *desk = comparison->desk;
    struct record record = {0};
    struct problem problem = {0};
    struct buffer text = BUFFER_INIT, title = BUFFER_INIT;
    enum status status = store_read(desk->office->store, &desk->office->visible,
                                    item_of(comparison)->id, &record, &problem);
    if (status == STATUS_OK) {
        static const char *const texts[] = {"title", "body", "reply"};
        struct personal hidden = {0};
        hide(comparison, &record, &hidden);
        for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
            hide_text(&hidden, &record, texts[i]);
        personal_release(&hidden);
    }
    if (status == STATUS_OK)
        status = alike_text_append_compared(desk->office, &desk->files, &comparison->values,
                                            &record, ui_cols(desk->ui) - MARGINS, &text, &problem);
    const struct text_option options[] = {
        {1, "link", is_linked(comparison) ? _("取消关联") : _("关联")},
        {5, "view", _("打开旧件")},
    };
    append_title(comparison, &title);
    const char *right = is_linked(comparison) ? _("已选关联") : "";
    if (status != STATUS_OK)
        desk_show_problem(desk, &problem, "feedback");
    else if (*view)
        text_view_set(*view, buffer_text(&title), right, buffer_text(&text), options, 2);
    else
        *view = text_view_new(buffer_text(&title), right, buffer_text(&text), options, 2, NULL);
    buffer_release(&title);
    buffer_release(&text);
    record_release(&record);
    return status == STATUS_OK && *view;
}

/* The form is told; it is saved with it. */
static void link_or_not(struct comparison *comparison, struct view *view) {
    struct desk *desk = comparison->desk;
    char id[24];
    bool links = !is_linked(comparison);
    snprintf(id, sizeof id, "%lld", (long long)item_of(comparison)->id);
    form_view_set(comparison->form, "linked", links ? id : "");
    tell(desk, comparison->form);
    ui_close(view);
    ui_message(desk->ui, links ? _("已选关联，保存时记下；两件各自办理") : _("不关联"));
}

static void carry_out(void *data, struct view *view, const char *command) {
    struct comparison *comparison = data;
    if (strcmp(command, "link") == 0)
        link_or_not(comparison, view);
    else
        register_open_record(comparison->desk, NULL, item_of(comparison)->id);
}

static bool step(void *data, struct view *view, bool backwards) {
    struct comparison *comparison = data;
    size_t at = comparison->at;
    if (backwards ? at == 0 : at + 1 >= comparison->alike.count) {
        ui_message(comparison->desk->ui, backwards ? _("已经是第一条") : _("已经是最后一条"));
        return false;
    }
    comparison->at = backwards ? at - 1 : at + 1;
    return fill(comparison, &view);
}

/* What was linked is like it no more: it was typed anew. */
static bool unlink_only(struct desk *desk, struct view *form) {
    struct fields values = FIELDS_INIT;
    form_view_values(form, &values);
    bool is_any = fields_has(&values, "linked");
    fields_release(&values);
    if (is_any) {
        form_view_set(form, "linked", "");
        tell(desk, form);
        ui_message(desk->ui, _("不关联"));
    }
    return is_any;
}

bool alike_open(struct desk *desk, struct view *form) {
    struct view *view = NULL;
    if (!desk->alike || desk->alike->form != form || desk->alike->found.count == 0)
        return unlink_only(desk, form);
    struct comparison *comparison = calloc(1, sizeof *comparison);
    if (!comparison)
        return false;
    *comparison = (struct comparison){.desk = desk, .form = form, .alike = desk->alike->found};
    form_view_values(form, &comparison->values);
    if (!fill(comparison, &view)) {
        comparison_free(comparison);
        return true;
    }
    text_view_set_handlers(view, &(struct text_handlers){.context = comparison,
                                                         .carry_out = carry_out,
                                                         .step = step,
                                                         .free = comparison_free});
    snprintf(view->help_topic, sizeof view->help_topic, "alike");
    ui_push(desk->ui, view);
    return true;
}
