/* Makes a screen's form over for conditions: a copy of its layout in which nothing is required, computed or
 * checked. Changes nothing of the screen itself. */
#include "screens/query_form.h"

#include "base/language.h"
#include "base/text.h"
#include "screens/register.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TYPED_MOST = 60 };

bool query_form_has_scope(const struct scr *scr) {
    size_t length = strlen(scr->view), end = strlen("_open");
    return length > end && strcmp(scr->view + length - end, "_open") == 0;
}

void query_form_release(struct query_form *form) {
    for (size_t i = 0; i < form->text_count; i++)
        free(form->texts[i]);
    free(form->scr.fields);
    free(form->scr.rows);
    *form = (struct query_form){0};
}

/* ---- the two choices of its own ------------------------------------------------------------------- */

static bool is_own(const char *list) {
    return strcmp(list, QUERY_SCOPE) == 0 || strcmp(list, QUERY_ORDER) == 0;
}

static const char *own_label(const struct query_form *form, const char *list, size_t index) {
    if (strcmp(list, QUERY_ORDER) == 0)
        return index < form->base->order_count ? register_order_words(form->base->orders[index])
                                               : NULL;
    return index == 0 ? _("未办完的") : index == 1 ? _("全部，连同办完的") : NULL;
}

enum status query_form_choice(const struct query_form *form, const char *list, const char *typed,
                              size_t *chosen, struct problem *problem) {
    struct buffer folded = BUFFER_INIT;
    enum status status = STATUS_INVALID;
    const char *label = NULL;
    text_append_folded(&folded, typed);
    for (size_t i = 0; status != STATUS_OK && (label = own_label(form, list, i)) != NULL; i++) {
        char number[24];
        snprintf(number, sizeof number, "%zu", i + 1);
        if (strstr(label, typed) == NULL && strcmp(buffer_text(&folded), number) != 0)
            continue;
        *chosen = i;
        status = STATUS_OK;
    }
    buffer_release(&folded);
    if (status != STATUS_OK) {
        problem_set(problem, status, list, N_("没有“{typed}”，按 F4 选择"));
        problem_place(problem, "typed", typed);
    }
    return status;
}

static void give_choices(void *context, const char *list, bool is_lookup, const char *typed,
                         struct choices *out) {
    const struct query_form *form = context;
    const struct domain *domain = &form->desk->domain;
    const char *label = NULL;
    if (!is_own(list)) {
        domain->choices(domain->context, list, is_lookup, typed, out);
        return;
    }
    for (size_t i = 0; (label = own_label(form, list, i)) != NULL; i++) {
        char code[24];
        snprintf(code, sizeof code, "%zu", i);
        if (choice_fits(label, typed))
            choices_add(out, code, label, "");
    }
}

static void give_label(void *context, const char *list, bool is_lookup, const char *code,
                       struct buffer *out) {
    const struct query_form *form = context;
    const struct domain *domain = &form->desk->domain;
    if (is_own(list))
        buffer_append(out, own_label(form, list, (size_t)strtoul(code, NULL, 10)));
    else
        domain->label(domain->context, list, is_lookup, code, out);
}

/* ---- fields -------------------------------------------------------------------------------------- */

static char *keep(struct query_form *form, const char *text) {
    char *copy = text_copy(text);
    if (!copy || form->text_count == sizeof form->texts / sizeof form->texts[0]) {
        free(copy);
        return form->empty;
    }
    form->texts[form->text_count++] = copy;
    return copy;
}

static const char *hint_of(const struct scr_field *field) {
    if (strcmp(field->name, "due_on") == 0)
        return _("逾期 今日 临期 正常 暂停  >= <= a:b a|b  今天 本周 本月");
    switch (field->type) {
    case FIELD_DATE:
        return _(">= <= a:b a|b  今天 本周 本月 上月 10月 今年  = 空着");
    case FIELD_INTEGER:
    case FIELD_MONEY:
        return _(">= <= > < a:b a|b  = 空着  != 不空");
    case FIELD_CHOICE:
    case FIELD_LOOKUP:
    case FIELD_CODES:
        return _("名称 a|b  !=a 不要  = 空着  != 不空  F4 或 ? 选择");
    case FIELD_FLAG:
        return _("是 或 否");
    case FIELD_TEXT:
    case FIELD_MEMO:
    case FIELD_CODE:
    case FIELD_LINES:
        break;
    }
    return _("文字即含有  文字* *文字 =全文  a|b  != = 空着");
}

/* The hint's copy, made once. */
static char *kept_hint(struct query_form *form, const char *hint) {
    for (size_t i = 0; i < form->text_count; i++)
        if (strcmp(form->texts[i], hint) == 0)
            return form->texts[i];
    return keep(form, hint);
}

static void make_over(struct query_form *form, struct scr_field *field, int width) {
    bool has_list = field->type == FIELD_CHOICE || field->type == FIELD_LOOKUP ||
                    field->type == FIELD_CODES;
    field->hint = kept_hint(form, hint_of(field));
    field->type = has_list ? field->type : FIELD_TEXT;
    field->kind = FIELD_EDITABLE;
    field->width = field->width > 0 && field->width < width ? width : field->width;
    field->rows = 1;
    field->max = TYPED_MOST;
    field->is_required = field->has_range = field->is_sticky = false;
    field->differ = field->not_before = form->empty;
}

static struct scr_field own_field(struct query_form *form, char *name, const char *label,
                                  const char *hint) {
    enum { OWN_COLS = 20 };
    return (struct scr_field){.name = name,
                              .label = keep(form, label),
                              .hint = keep(form, hint),
                              .type = FIELD_CHOICE,
                              .kind = FIELD_EDITABLE,
                              .width = OWN_COLS,
                              .rows = 1,
                              .max = TYPED_MOST,
                              .choices = name,
                              .lookup = form->empty,
                              .differ = form->empty,
                              .not_before = form->empty};
}

/* ---- rows ----------------------------------------------------------------------------------------- */

static bool is_in_view(struct desk *desk, const struct scr *scr, const char *name) {
    struct office *office = desk->office;
    struct page page = {0};
    const struct page_start start = {0};
    const struct page_request request = {
        .view = scr->view, .columns = &name, .column_count = 1, .order = scr->orders[0]};
    enum status status =
        store_page(office->store, &office->visible, &request, &start, 1, &page, NULL);
    page_release(&page);
    return status != STATUS_INVALID;
}

/* Detail lines are a table of their own, not a value to compare. */
static bool may_ask_for(const struct query_form *form, const char *name) {
    const struct scr_field *field = scr_field_find(form->base, name);
    bool is_lines = field && field->type == FIELD_LINES;
    return !is_lines && is_in_view(form->desk, form->base, name);
}

static void drop_what_is_not_in_view(struct query_form *form) {
    struct scr *scr = &form->scr;
    for (size_t row = 0; row < scr->row_count; row++) {
        struct scr_row *names = &scr->rows[row];
        size_t kept = 0;
        for (size_t i = 0; i < names->count; i++)
            if (may_ask_for(form, names->names[i]))
                names->names[kept++] = names->names[i];
        names->count = kept;
    }
}

static bool copy_parts(struct query_form *form) {
    const struct scr *base = form->base;
    form->scr = *base;
    form->scr.fields = calloc(base->field_count + 2, sizeof *form->scr.fields);
    form->scr.rows = calloc(base->row_count + 2, sizeof *form->scr.rows);
    if (!form->scr.fields || !form->scr.rows)
        return false;
    memcpy(form->scr.fields, base->fields, base->field_count * sizeof *base->fields);
    memcpy(form->scr.rows, base->rows, base->row_count * sizeof *base->rows);
    return true;
}

static void add_own(struct query_form *form) {
    struct scr *scr = &form->scr;
    struct scr_row *last = &scr->rows[scr->row_count + 1];
    if (query_form_has_scope(form->base)) {
        scr->fields[scr->field_count++] =
            own_field(form, form->scope_name, _("范围"), _("空着是未办完的；F4 选择"));
        last->names[last->count++] = form->scope_name;
    }
    scr->fields[scr->field_count++] =
        own_field(form, form->order_name, _("排序"), _("空着是这个画面平常的次序；F4 选择"));
    last->names[last->count++] = form->order_name;
    scr->row_count += 2;
}

enum status query_form_make(struct query_form *form, struct desk *desk, const struct scr *scr,
                            int width, struct problem *problem) {
    *form = (struct query_form){.desk = desk, .base = scr};
    snprintf(form->scope_name, sizeof form->scope_name, "%s", QUERY_SCOPE);
    snprintf(form->order_name, sizeof form->order_name, "%s", QUERY_ORDER);
    form->domain = (struct domain){
        .context = form, .choices = give_choices, .label = give_label, .dates = desk->domain.dates};
    if (!copy_parts(form))
        return problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
    drop_what_is_not_in_view(form);
    for (size_t i = 0; i < scr->field_count; i++)
        make_over(form, &form->scr.fields[i], width);
    add_own(form);
    return STATUS_OK;
}
