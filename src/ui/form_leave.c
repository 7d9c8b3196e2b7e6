/* Leaving a form: nothing typed is lost unless the person says so. */
#include "base/language.h"
#include "base/text.h"
#include "ui/form_private.h"
#include "ui/prompt.h"

#include <stdlib.h>
#include <string.h>

bool form_is_changed(const struct form *form) {
    struct fields now = FIELDS_INIT;
    bool is_changed = form->is_draft;
    if (form->is_read_only || form->is_query)
        return false;
    form_collect(form, &now);
    for (size_t i = 0; i < form->count && !is_changed; i++) {
        const char *name = form->fields[i].scr->name;
        is_changed = form->fields[i].is_editable &&
                     strcmp(fields_text(&now, name), fields_text(&form->initial, name)) != 0;
    }
    fields_release(&now);
    return is_changed;
}

/* Of the pinyin input, unless they are meant for what lies above. */
static const char *letters_of(const struct form *form) {
    return ui_top(form->view.ui) == &form->view ? ui_input_letters(form->view.ui) : "";
}

/* Letters not chosen from yet stand at the cursor, as if they had been typed as such. */
static void put_letters(const struct form_field *field, const char *letters,
                        struct fields *values) {
    struct buffer text = BUFFER_INIT;
    const char *typed = form_field_typed(field);
    size_t cursor = field->is_memo ? field->text.cursor : field->line.cursor;
    buffer_append_bytes(&text, typed, cursor);
    buffer_append(&text, letters);
    buffer_append(&text, typed + cursor);
    fields_set(values, field->scr->name, buffer_text(&text));
    buffer_release(&text);
}

/* A name that is in no list, a day that isn't one: taken up again, they stand there as they were typed. */
static void mark_typed(const struct form *form, const struct form_field *with_letters,
                       struct fields *values) {
    struct buffer names = BUFFER_INIT;
    for (size_t i = 0; i < form->count; i++) {
        const struct form_field *field = &form->fields[i];
        struct buffer ignored = BUFFER_INIT;
        struct problem problem;
        if (field == with_letters ||
            (field->is_typed &&
             form_field_parse(form, field, &ignored, &problem, NULL) != STATUS_OK))
            buffer_append_format(&names, "%s%s", names.length > 0 ? " " : "", field->scr->name);
        buffer_release(&ignored);
    }
    if (names.length > 0)
        fields_set(values, FORM_TYPED, buffer_text(&names));
    buffer_release(&names);
}

static void keep(struct form *form, bool is_left) {
    struct fields values = FIELDS_INIT;
    const struct form_field *field = form_focused(form);
    const char *letters = field ? letters_of(form) : "";
    form_collect(form, &values);
    if (field && form->kept.open_lines)
        fields_set(&values, field->scr->name, form->kept.open_lines);
    else if (letters[0])
        put_letters(field, letters, &values);
    mark_typed(form, letters[0] && !form->kept.open_lines ? field : NULL, &values);
    free(form->kept.letters);
    form->kept.letters = letters[0] ? text_copy(letters) : NULL;
    form->kept.serial = form->serial;
    form->kept.is_there = true;
    size_t cursor = !field ? 0 : field->is_memo ? field->text.cursor : field->line.cursor;
    form->handlers.keep_draft(form->handlers.context, &values, field ? field->scr->name : "",
                              (int)cursor, is_left);
    fields_release(&values);
}

/* Nothing that differs from what was put by last. */
static bool is_put_by(const struct form *form) {
    const char *letters = letters_of(form);
    return form->serial == form->kept.serial &&
           strcmp(letters, form->kept.letters ? form->kept.letters : "") == 0;
}

void form_keep_typed(struct form *form) {
    if (!form->handlers.keep_draft || form->is_settled || is_put_by(form))
        return;
    if (form_is_changed(form) || form->kept.open_lines || letters_of(form)[0]) {
        keep(form, false);
    } else if (form->kept.is_there) {
        form->kept.is_there = false;
        form->kept.serial = form->serial;
        if (form->handlers.abandoned)
            form->handlers.abandoned(form->handlers.context);
    }
}

static void close_settled(struct form *form) {
    form->is_settled = true;
    ui_close(&form->view);
}

static void keep_and_close(struct form *form) {
    keep(form, true);
    close_settled(form);
}

static void abandon_and_close(struct form *form) {
    if (form->handlers.abandoned)
        form->handlers.abandoned(form->handlers.context);
    close_settled(form);
}

static void answered(void *context, int chosen) {
    struct form *form = context;
    bool has_draft = form->handlers.keep_draft != NULL;
    if (has_draft && chosen == 2)
        keep_and_close(form);
    else if (chosen == (has_draft ? 3 : 2))
        abandon_and_close(form);
}

void form_ask_leave(struct form *form) {
    if (!form_is_changed(form)) {
        close_settled(form);
        return;
    }
    const char *with_draft[] = {_("继续编辑"), _("留作草稿离开"), _("放弃")};
    const char *without[] = {_("继续编辑"), _("放弃")};
    bool has_draft = form->handlers.keep_draft != NULL;
    prompt_choice(form->view.ui, _("有未保存的内容："), has_draft ? with_draft : without,
                  has_draft ? 3 : 2, 1, answered, form);
}

/* What a screen proposed and nobody touched is no draft. */
static bool is_touched(const struct form *form) {
    return form->is_draft || form->kept.is_there || !is_put_by(form);
}

void form_keep_leave(struct form *form) {
    if (!is_touched(form))
        close_settled(form);
    else if (form_is_changed(form) && form->handlers.keep_draft)
        keep_and_close(form);
    else
        form_ask_leave(form);
}

void form_keep_if_lost(struct form *form) {
    bool has_letters = letters_of(form)[0] != '\0';
    if (!form->is_settled && form->handlers.keep_draft && is_touched(form) &&
        (form_is_changed(form) || has_letters))
        keep(form, true);
}
