/* What a form's field holds (stored form) and shows: parsing what was typed, labels of codes, echoes of
 * dates. Draws nothing and moves nothing. */
#include "base/codes.h"
#include "base/language.h"
#include "base/lines.h"
#include "base/text.h"
#include "ui/form_codes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct form_field *form_field_find(struct form *form, const char *name) {
    for (size_t i = 0; i < form->count; i++)
        if (strcmp(form->fields[i].scr->name, name) == 0)
            return &form->fields[i];
    return NULL;
}

const char *form_field_typed(const struct form_field *field) {
    return field->is_memo ? text_edit_text(&field->text) : line_edit_text(&field->line);
}

bool form_field_has_list(const struct form_field *field) {
    enum field_type type = field->scr->type;
    return type == FIELD_CHOICE || type == FIELD_LOOKUP || type == FIELD_CODES;
}

bool form_field_is_lines(const struct form_field *field) {
    return field->scr->type == FIELD_LINES;
}

bool form_takes_phrases(const struct form_field *field) {
    return field && field->is_editable && (field->is_memo || field->scr->type == FIELD_TEXT);
}

static bool is_lookup(const struct form_field *field) {
    return field->scr->type == FIELD_LOOKUP;
}

static const char *list_name(const struct form_field *field) {
    return is_lookup(field) ? field->scr->lookup : field->scr->choices;
}

static void append_summary(const char *stored, struct buffer *out) {
    struct problem sentence;
    lines_describe(stored, &sentence);
    if (sentence.message)
        language_append_problem(out, &sentence, NULL);
}

static void append_shown(const struct form *form, const struct form_field *field,
                         const char *stored, struct buffer *out) {
    enum field_type type = field->scr->type;
    if (!*stored)
        return;
    if (form->is_query)
        buffer_append(out, stored);
    else if (type == FIELD_MONEY)
        value_append_money(out, strtoll(stored, NULL, 10));
    else if (type == FIELD_FLAG)
        buffer_append(out, strcmp(stored, "0") == 0 ? _("否") : _("是"));
    else if (type == FIELD_LINES)
        append_summary(stored, out);
    else if (type == FIELD_CODES && form->domain.label)
        form_codes_append_labels(form, field, stored, out);
    else if (form_field_has_list(field) && form->domain.label)
        form->domain.label(form->domain.context, list_name(field), is_lookup(field), stored, out);
    else
        buffer_append(out, stored);
}

static void set_echo(const struct form *form, struct form_field *field) {
    struct buffer echo = BUFFER_INIT;
    day_number day = DATE_NONE;
    if (field->scr->type == FIELD_DATE && form->domain.date_echo && field->stored &&
        !form->is_query)
        day = date_from_iso(field->stored);
    if (day != DATE_NONE)
        form->domain.date_echo(form->domain.context, day, &echo);
    free(field->echo);
    field->echo = buffer_take(&echo);
    field->is_echo_dirty = true;
}

static void show(struct form_field *field, const char *shown) {
    if (field->is_memo) {
        text_edit_set(&field->text, shown);
    } else {
        line_edit_set(&field->line, shown);
        line_edit_rest(&field->line);
    }
    field->is_dirty = true;
}

void form_field_set(struct form *form, struct form_field *field, const char *stored) {
    struct buffer shown = BUFFER_INIT;
    char *copy = text_copy(stored ? stored : "");
    if (!copy)
        return;
    append_shown(form, field, copy, &shown);
    show(field, buffer_text(&shown));
    buffer_release(&shown);
    free(field->stored);
    field->stored = copy;
    field->is_typed = false;
    set_echo(form, field);
}

void form_field_set_typed(struct form_field *field, const char *typed) {
    show(field, typed);
    field->is_typed = true;
}

static enum status parse_date(const struct form *form, const char *typed, struct buffer *out,
                              struct problem *problem) {
    day_number day = DATE_NONE;
    char iso[DATE_BYTES];
    enum status status = value_parse_date(typed, &form->domain.dates, &day, problem);
    if (status == STATUS_OK)
        buffer_append(out, date_to_iso(day, iso));
    return status;
}

static enum status parse_integer(const struct form_field *field, const char *typed,
                                 struct buffer *out, struct problem *problem) {
    const struct scr_field *scr = field->scr;
    int64_t value = 0;
    int64_t low = scr->has_range ? scr->range_low : INT64_MIN;
    int64_t high = scr->has_range ? scr->range_high : INT64_MAX;
    enum status status = value_parse_integer(typed, low, high, &value, problem);
    if (status == STATUS_OK)
        buffer_append_format(out, "%lld", (long long)value);
    return status;
}

static enum status parse_money(const char *typed, struct buffer *out, struct problem *problem) {
    int64_t fen = 0;
    enum status status = value_parse_money(typed, &fen, problem);
    if (status == STATUS_OK)
        buffer_append_format(out, "%lld", (long long)fen);
    return status;
}

static enum status parse_flag(const char *typed, struct buffer *out) {
    buffer_append(out, strcmp(typed, _("否")) == 0 ? "0" : "1");
    return STATUS_OK;
}

/* The one meant: the only one, or the one whose label or code was typed in full. */
static const struct choice *choice_meant(const struct choices *choices, const char *typed) {
    const struct choice *exact = NULL;
    for (size_t i = 0; i < choices->count; i++)
        if (strcmp(choices->items[i].label, typed) == 0 ||
            strcmp(choices->items[i].code, typed) == 0) {
            if (exact)
                return NULL;
            exact = &choices->items[i];
        }
    return exact || choices->count != 1 ? exact : &choices->items[0];
}

/* The one code that was typed. */
static enum status parse_choice(const struct form *form, const struct form_field *field,
                                const char *typed, struct buffer *out, struct problem *problem,
                                bool *is_several) {
    struct choices choices = {0};
    if (!form->domain.choices) {
        buffer_append(out, typed);
        return STATUS_OK;
    }
    form->domain.choices(form->domain.context, list_name(field), is_lookup(field), typed, &choices);
    const struct choice *meant = choice_meant(&choices, typed);
    enum status status = STATUS_OK;
    if (meant)
        buffer_append(out, meant->code);
    else if (choices.count > 1)
        status = problem_set(problem, STATUS_INVALID, field->scr->name,
                             N_("“{typed}”不止一个，按 F4 选择"));
    else
        status =
            problem_set(problem, STATUS_INVALID, field->scr->name, N_("没有“{typed}”，按 F4 选择"));
    if (status != STATUS_OK)
        problem_place(problem, "typed", typed);
    if (is_several)
        *is_several = status != STATUS_OK && choices.count > 1;
    choices_release(&choices);
    return status;
}

/* Names, codes or numbers one after the other. */
static enum status parse_codes(const struct form *form, const struct form_field *field,
                               const char *typed, struct buffer *out, struct problem *problem,
                               bool *is_several) {
    enum status status = STATUS_OK;
    struct buffer found = BUFFER_INIT;
    size_t length = 0;
    for (const char *at = typed; status == STATUS_OK && codes_next(&at, &length); at += length) {
        struct buffer name = BUFFER_INIT, code = BUFFER_INIT;
        buffer_append_bytes(&name, at, length);
        status = parse_choice(form, field, buffer_text(&name), &code, problem, is_several);
        codes_add(&found, buffer_text(&code));
        found.failed = found.failed || name.failed || code.failed;
        buffer_release(&name);
        buffer_release(&code);
    }
    form_codes_sort(form, field, buffer_text(&found), out);
    out->failed = out->failed || found.failed;
    buffer_release(&found);
    return status;
}

static enum status parse_trimmed(const struct form *form, const struct form_field *field,
                                 const char *typed, struct buffer *out, struct problem *problem,
                                 bool *is_several) {
    if (!*typed)
        return STATUS_OK;
    switch (field->scr->type) {
    case FIELD_DATE:
        return parse_date(form, typed, out, problem);
    case FIELD_INTEGER:
        return parse_integer(field, typed, out, problem);
    case FIELD_MONEY:
        return parse_money(typed, out, problem);
    case FIELD_FLAG:
        return parse_flag(typed, out);
    case FIELD_CHOICE:
    case FIELD_LOOKUP:
        return parse_choice(form, field, typed, out, problem, is_several);
    case FIELD_CODES:
        return parse_codes(form, field, typed, out, problem, is_several);
    case FIELD_CODE:
    case FIELD_TEXT:
    case FIELD_MEMO:
    case FIELD_LINES:
        break;
    }
    buffer_append(out, typed);
    return STATUS_OK;
}

static enum status parse_condition(const struct form *form, const struct form_field *field,
                                   const char *typed, struct buffer *out, struct problem *problem) {
    enum status status = STATUS_OK;
    if (*typed && form->handlers.check)
        status = form->handlers.check(form->handlers.context, field->scr->name, typed, problem);
    if (status == STATUS_OK)
        buffer_append(out, typed);
    return status;
}

enum status form_field_parse(const struct form *form, const struct form_field *field,
                             struct buffer *out, struct problem *problem, bool *is_several) {
    struct buffer folded = BUFFER_INIT, trimmed = BUFFER_INIT;
    const char *typed = form_field_typed(field);
    if (is_several)
        *is_several = false;
    if (field->scr->type == FIELD_CODE && !form->is_query) {
        text_append_folded(&folded, typed);
        typed = buffer_text(&folded);
    }
    text_append_trimmed(&trimmed, typed);
    enum status status =
        form->is_query
            ? parse_condition(form, field, buffer_text(&trimmed), out, problem)
            : parse_trimmed(form, field, buffer_text(&trimmed), out, problem, is_several);
    if (status != STATUS_OK)
        snprintf(problem->field, sizeof problem->field, "%s", field->scr->name);
    else if (folded.failed || trimmed.failed || out->failed)
        status = problem_set(problem, STATUS_NO_MEMORY, field->scr->name, N_("内存不足"));
    buffer_release(&folded);
    buffer_release(&trimmed);
    return status;
}

static void tell_changed(struct form *form, const struct form_field *field) {
    if (form->handlers.changed)
        form->handlers.changed(form->handlers.context, &form->view, field->scr->name);
}

enum status form_field_commit(struct form *form, struct form_field *field, struct problem *problem,
                              bool *is_several) {
    struct buffer stored = BUFFER_INIT;
    if (is_several)
        *is_several = false;
    if (!field->is_typed)
        return STATUS_OK;
    enum status status = form_field_parse(form, field, &stored, problem, is_several);
    if (status == STATUS_OK) {
        bool is_new = strcmp(buffer_text(&stored), field->stored ? field->stored : "") != 0;
        form_field_set(form, field, buffer_text(&stored));
        if (is_new)
            tell_changed(form, field);
    }
    buffer_release(&stored);
    return status;
}

void form_field_choose(struct form *form, struct form_field *field, const char *stored) {
    bool is_new = field->is_typed || strcmp(stored, field->stored ? field->stored : "") != 0;
    form_field_set(form, field, stored);
    field->is_fixed = true;
    field->is_carried = false;
    form->serial++;
    form->is_foot_dirty = true;
    if (is_new)
        tell_changed(form, field);
}

void form_collect(const struct form *form, struct fields *out) {
    fields_merge(out, &form->values);
    for (size_t i = 0; i < form->count; i++) {
        const struct form_field *field = &form->fields[i];
        struct buffer parsed = BUFFER_INIT;
        struct problem problem;
        const char *value = field->stored ? field->stored : "";
        if (field->is_typed)
            value = form_field_parse(form, field, &parsed, &problem, NULL) == STATUS_OK
                        ? buffer_text(&parsed)
                        : form_field_typed(field);
        fields_set(out, field->scr->name, value);
        buffer_release(&parsed);
    }
}

void form_release_field(struct form_field *field) {
    free(field->stored);
    free(field->echo);
    line_edit_release(&field->line);
    text_edit_release(&field->text);
}
