/* What stands in a draft and what it becomes, each hit with its place; F2 has it done. The rule is work's. */
#include "screens/disclosure_mask.h"

#include "base/language.h"
#include "screens/register.h"
#include "ui/text_view.h"
#include "work/disclosure_personal.h"

#include <stdio.h>
#include <stdlib.h>

struct masking {
    struct desk *desk;
    int64_t id, ver;
};

struct hit_list {
    struct desk *desk;
    struct buffer text;
    int count;
};

static void append_hit(void *context, const struct personal_hit *hit) {
    struct hit_list *list = context;
    struct problem place;
    problem_set(&place, STATUS_OK, hit->field, N_("{field}第 {line} 行第 {column} 字"));
    place.line = hit->line;
    place.column = hit->column;
    buffer_append_char(&list->text, '\n');
    language_append_problem(&list->text, &place,
                            desk_field_label(list->desk, "disclosure", hit->field));
    buffer_append_format(&list->text, "  %s\n    ", _(mask_kind_label(hit->found.kind)));
    buffer_append_bytes(&list->text, hit->text, hit->found.end - hit->found.start);
    buffer_append_format(&list->text, "  =>  %s\n", hit->found.masked);
    list->count++;
}

static void confirm(void *context, struct view *view) {
    struct masking *masking = context;
    const struct fields none = FIELDS_INIT;
    struct problems problems = {0};
    if (register_do(masking->desk, "mask_personal", &masking->id, 1, &masking->ver, &none,
                    &problems))
        ui_close(view);
    else
        desk_show_problems(masking->desk, &problems, "disclosure");
}

static bool open_page(struct desk *desk, const struct record *record, const struct hit_list *list) {
    char title[64], right[32];
    struct masking *masking = malloc(sizeof *masking);
    if (!masking)
        return false;
    *masking = (struct masking){desk, record->id, record->ver};
    const struct text_handlers handlers = {.context = masking, .confirm = confirm, .free = free};
    snprintf(title, sizeof title, " %s  %s", fields_text(&record->fields, "number"),
             _("遮盖个人信息"));
    snprintf(right, sizeof right, "%d %s", list->count, _("处"));
    struct view *view = text_view_new(title, right, buffer_text(&list->text), NULL, 0, &handlers);
    if (!view) {
        free(masking);
        return false;
    }
    snprintf(view->help_topic, sizeof view->help_topic, "disclosure_mask");
    ui_push(desk->ui, view);
    return true;
}

bool disclosure_mask_open(struct desk *desk, const struct record *record) {
    struct hit_list list = {.desk = desk, .text = BUFFER_INIT};
    bool is_open = false;
    buffer_append_format(&list.text, "\001%s\n", fields_text(&record->fields, "title"));
    disclosure_find_personal(&record->fields, append_hit, &list);
    if (list.count == 0)
        ui_message(desk->ui, _("没有身份证号、手机号、银行卡号和住址，不用遮盖"));
    else
        is_open = open_page(desk, record, &list);
    buffer_release(&list.text);
    return is_open;
}
