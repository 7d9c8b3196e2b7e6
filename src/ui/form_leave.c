/* Leaving a form: nothing typed is lost unless the person says so. */
#include "base/language.h"
#include "ui/form_private.h"
#include "ui/prompt.h"

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

static void keep(struct form *form) {
    struct fields values = FIELDS_INIT;
    const struct form_field *field = form_focused(form);
    form_collect(form, &values);
    form->handlers.keep_draft(form->handlers.context, &values, field ? field->scr->name : "");
    fields_release(&values);
}

static void close_settled(struct form *form) {
    form->is_settled = true;
    ui_close(&form->view);
}

static void keep_and_close(struct form *form) {
    keep(form);
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

void form_keep_leave(struct form *form) {
    if (form_is_changed(form) && form->handlers.keep_draft)
        keep_and_close(form);
    else
        form_ask_leave(form);
}

void form_keep_if_lost(struct form *form) {
    if (!form->is_settled && form->handlers.keep_draft && form_is_changed(form))
        keep(form);
}
