/* F2: every field is checked, then the handler's rules; all problems are counted and the cursor goes to
 * one after the other. What is wrong with a record beyond its fields, `work` knows. */
#include "base/language.h"
#include "base/text.h"
#include "ui/form_private.h"

#include <stdlib.h>
#include <string.h>

static const char *stored_of(const struct form_field *field) {
    return field->stored ? field->stored : "";
}

void form_clear_error(struct form *form) {
    if (form->error.length == 0)
        return;
    buffer_clear(&form->error);
    form->is_foot_dirty = true;
}

void form_show_problem(struct form *form, const struct form_field *field,
                       const struct problem *problem, size_t at) {
    struct buffer *out = &form->error;
    buffer_clear(out);
    buffer_append(out, _("错误"));
    buffer_append_char(out, ' ');
    if (at > 0)
        buffer_append_format(out, "%zu/%zu  ", at, form->problems.count);
    if (field && !strstr(problem->message, "{field}")) {
        buffer_append(out, field->label);
        buffer_append(out, _("："));
    }
    language_append_problem(out, problem, field ? field->label : NULL);
    form->is_foot_dirty = true;
}

static size_t kept_problems(const struct form *form) {
    size_t count = form->problems.count;
    return count < PROBLEMS_MOST ? count : PROBLEMS_MOST;
}

void form_show_field_problem(struct form *form, const struct form_field *field) {
    struct buffer ignored = BUFFER_INIT;
    struct problem problem;
    for (size_t i = 0; i < kept_problems(form) && !field->is_fixed; i++)
        if (strcmp(form->problems.items[i].field, field->scr->name) == 0) {
            form->problem_at = i;
            form_show_problem(form, field, &form->problems.items[i], i + 1);
            return;
        }
    if (field->is_typed && form_field_parse(form, field, &ignored, &problem, NULL) != STATUS_OK)
        form_show_problem(form, field, &problem, 0);
    buffer_release(&ignored);
}

/* ---- checks --------------------------------------------------------------------------------------- */

static void check_required(struct form *form, const struct form_field *field) {
    struct problem problem;
    if (!field->scr->is_required || *stored_of(field))
        return;
    problem_set(&problem, STATUS_INVALID, field->scr->name, N_("必填，还空着"));
    problems_add(&form->problems, &problem);
}

static void check_max(struct form *form, const struct form_field *field) {
    struct problem problem;
    int max = field->scr->max;
    bool is_text = field->scr->type == FIELD_TEXT || field->is_memo;
    if (!is_text || max <= 0 || text_length(stored_of(field)) <= (size_t)max)
        return;
    problem_set(&problem, STATUS_INVALID, field->scr->name, N_("超过 {max} 字，请缩短"));
    problem_place_integer(&problem, "max", max);
    problems_add(&form->problems, &problem);
}

/* An integer's range is checked when it is read. */
static void check_money_range(struct form *form, const struct form_field *field) {
    struct problem problem;
    struct buffer low = BUFFER_INIT, high = BUFFER_INIT;
    const struct scr_field *scr = field->scr;
    int64_t fen = strtoll(stored_of(field), NULL, 10);
    if (scr->type != FIELD_MONEY || !scr->has_range || !*stored_of(field) ||
        (fen >= scr->range_low && fen <= scr->range_high))
        return;
    value_append_money(&low, scr->range_low);
    value_append_money(&high, scr->range_high);
    problem_set(&problem, STATUS_INVALID, scr->name, N_("应在 {low} 到 {high} 元之间"));
    problem_place(&problem, "low", buffer_text(&low));
    problem_place(&problem, "high", buffer_text(&high));
    problems_add(&form->problems, &problem);
    buffer_release(&low);
    buffer_release(&high);
}

static void check_other(struct form *form, const struct form_field *field, const char *other_name,
                        bool must_differ) {
    struct problem problem;
    const struct form_field *other = *other_name ? form_field_find(form, other_name) : NULL;
    if (!other || !*stored_of(other) || !*stored_of(field))
        return;
    int order = strcmp(stored_of(field), stored_of(other));
    if (must_differ ? order != 0 : order >= 0)
        return;
    problem_set(&problem, STATUS_INVALID, field->scr->name,
                must_differ ? N_("不能与“{other}”相同") : N_("不能早于“{other}”{value}"));
    problem_place(&problem, "other", other->label);
    if (!must_differ)
        problem_place(&problem, "value", stored_of(other));
    problems_add(&form->problems, &problem);
}

static void check_field(struct form *form, struct form_field *field) {
    struct problem problem;
    if (!field->is_editable)
        return;
    if (form_field_commit(form, field, &problem, NULL) != STATUS_OK) {
        problems_add(&form->problems, &problem);
        return;
    }
    check_required(form, field);
    check_max(form, field);
    check_money_range(form, field);
    check_other(form, field, field->scr->differ, true);
    check_other(form, field, field->scr->not_before, false);
}

static void check_all(struct form *form) {
    form->problems.count = 0;
    for (size_t i = 0; i < form->count; i++) {
        check_field(form, &form->fields[i]);
        form->fields[i].is_fixed = false;
    }
}

/* ---- saving --------------------------------------------------------------------------------------- */

static void stand_at_problem(struct form *form, bool is_again) {
    size_t count = kept_problems(form);
    form->problem_at = is_again ? (form->problem_at + 1) % count : 0;
    const struct problem *problem = &form->problems.items[form->problem_at];
    const struct form_field *field = form_field_find(form, problem->field);
    if (field && form_can_stand(field))
        form_enter(form, (int)(field - form->fields));
    else if (form->focus >= 0)
        form_enter(form, form->focus);
    form_show_problem(form, field, problem, form->problem_at + 1);
}

static void settle(struct form *form, const struct fields *saved) {
    if (form->was_restarted)
        return;
    fields_merge(&form->initial, saved);
    form->is_draft = false;
    form->is_settled = true;
}

static enum status save_values(struct form *form) {
    struct fields values = FIELDS_INIT;
    form_collect(form, &values);
    enum status status = values.failed ? STATUS_NO_MEMORY : STATUS_OK;
    form->was_restarted = false;
    if (status == STATUS_OK && form->handlers.save)
        status = form->handlers.save(form->handlers.context, &form->view, &values, &form->problems);
    if (status == STATUS_OK)
        settle(form, &values);
    fields_release(&values);
    return status;
}

void form_save(struct form *form) {
    bool is_again = form->problems.count > 0 && form->serial == form->checked_serial;
    struct problem problem;
    if (form->is_read_only)
        return;
    check_all(form);
    form_keep_typed(form); /* a crash while it is saved leaves it in the draft */
    form->checked_serial = form->serial;
    if (form->problems.count == 0) {
        enum status status = save_values(form);
        if (status == STATUS_OK)
            return;
        if (form->problems.count == 0) {
            problem_set(&problem, status, "", N_("没有保存，请重试"));
            problems_add(&form->problems, &problem);
        }
    }
    stand_at_problem(form, is_again);
}
