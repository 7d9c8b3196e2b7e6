/* Stored values as people read them. Reads only code lists and titles. */
#include "report/shown.h"

#include "base/codes.h"
#include "base/language.h"
#include "base/lines.h"
#include "base/value.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void shown_append_code(struct office *office, const char *list, const char *code,
                       struct buffer *out) {
    if (code && code[0])
        buffer_append(out, language_text(list, office_code_label(office, list, code)));
}

void shown_append_codes(struct office *office, const char *list, const char *codes,
                        struct buffer *out) {
    const char *parting = "";
    size_t length = 0;
    for (const char *at = codes; codes_next(&at, &length); at += length) {
        struct buffer code = BUFFER_INIT;
        buffer_append_bytes(&code, at, length);
        buffer_append(out, parting);
        shown_append_code(office, list, buffer_text(&code), out);
        parting = _("、");
        buffer_release(&code);
    }
}

void shown_append_lines(const char *stored, struct buffer *out) {
    struct problem sentence;
    lines_describe(stored, &sentence);
    if (sentence.message)
        language_append_problem(out, &sentence, NULL);
}

void shown_append_title(struct office *office, const char *id, struct buffer *out) {
    if (!id || !id[0])
        return;
    char *title = store_title(office->store, strtoll(id, NULL, 10));
    buffer_append(out, title);
    free(title);
}

/* "clerk admin" as 经办人 系统管理员. */
static void append_roles(struct office *office, const char *value, struct buffer *out) {
    char code[32];
    while (*value) {
        size_t length = strcspn(value, " ");
        snprintf(code, sizeof code, "%.*s", (int)length, value);
        buffer_append(out, out->length > 0 && length > 0 ? " " : "");
        shown_append_code(office, "role", code, out);
        value += length + strspn(value + length, " ");
    }
}

void shown_append_value(struct office *office, const struct scr_field *field, const char *value,
                        struct buffer *out) {
    if (strcmp(field->name, "roles") == 0) {
        struct buffer roles = BUFFER_INIT;
        append_roles(office, value, &roles);
        buffer_append(out, buffer_text(&roles));
        buffer_release(&roles);
        return;
    }
    switch (field->type) {
    case FIELD_CHOICE:
        shown_append_code(office, field->choices, value, out);
        return;
    case FIELD_CODES:
        shown_append_codes(office, field->choices, value, out);
        return;
    case FIELD_LINES:
        shown_append_lines(value, out);
        return;
    case FIELD_LOOKUP:
        shown_append_title(office, value, out);
        return;
    case FIELD_MONEY:
        if (value[0])
            value_append_money(out, strtoll(value, NULL, 10));
        return;
    case FIELD_FLAG:
        buffer_append(out, strcmp(value, "1") == 0 ? _("是") : _("否"));
        return;
    case FIELD_TEXT:
    case FIELD_MEMO:
    case FIELD_CODE:
    case FIELD_INTEGER:
    case FIELD_DATE:
        buffer_append(out, value);
        return;
    }
}

const char *shown_label(const char *record_kind, const struct scr_field *field) {
    char context[96];
    snprintf(context, sizeof context, "%s.%s", record_kind, field->name);
    return language_text(context, field->label);
}

/* Lists of many narrow columns: shorter than the label of the form. NULL: the label. */
static const char *short_heading(const char *record_kind, const char *column) {
    static const struct {
        const char *name, *heading;
    } headings[] = {
        {"affair", N_("类别")}, {"power", N_("权力")}, {"timing", N_("时效")},
        {"scope", N_("范围")},  {"hot", N_("热点")},   {"gaps", N_("缺口")},
    };
    bool is_catalogue = strcmp(record_kind, "catalogue") == 0;
    for (size_t i = 0; is_catalogue && i < sizeof headings / sizeof headings[0]; i++)
        if (strcmp(headings[i].name, column) == 0)
            return language_text("heading", headings[i].heading);
    return NULL;
}

const char *shown_heading(const char *record_kind, const struct scr_field *field,
                          const char *column) {
    static const struct {
        const char *name, *heading;
    } computed[] = {
        {"number", N_("编号")},      {"due_on", N_("期限")}, {"days_left", N_("工作日")},
        {"light", N_("亮灯")},       {"state", N_("状态")},  {"charged", N_("当前责任人")},
        {"urges", N_("催办")},       {"advice", N_("建议")}, {"paused_on", N_("停于")},
        {"days_paused", N_("已停")},
    };
    for (size_t i = 0; i < sizeof computed / sizeof computed[0]; i++)
        if (strcmp(computed[i].name, column) == 0)
            return language_text("heading", computed[i].heading);
    if (short_heading(record_kind, column))
        return short_heading(record_kind, column);
    if (field)
        return shown_label(record_kind, field);
    return strcmp(column, "title") == 0 ? language_text("heading", N_("事项")) : NULL;
}
