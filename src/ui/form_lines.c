/* The field of detail lines: opens their table and takes back what became of it. Knows no subject: captions are
 * the domain's. */
#include "base/language.h"
#include "ui/form_private.h"
#include "ui/lines_view.h"

#include <string.h>

static void taken(void *context, const char *stored) {
    struct form *form = context;
    if (!stored)
        return;
    form->is_settled = false;
    form_field_choose(form, form_focused(form), stored);
    form_next(form, false);
}

/* The form itself is kept next. */
static void kept(void *context, const char *stored) {
    struct form *form = context;
    form->is_settled = false;
    form_field_set(form, form_focused(form), stored);
}

void form_open_lines(struct form *form) {
    const struct form_field *field = form_focused(form);
    struct lines_captions captions;
    const char *labels[LINES_COLUMNS];
    struct lines_spec spec = {.title = form->title,
                              .subtitle = field->label,
                              .stored = field->stored ? field->stored : "",
                              .is_read_only = !field->is_editable,
                              .done = taken,
                              .keep = kept,
                              .context = form};
    if (form->domain.captions) {
        struct fields values = FIELDS_INIT;
        form_collect(form, &values);
        form->domain.captions(form->domain.context, &values, &captions);
        fields_release(&values);
        for (size_t i = 0; i < LINES_COLUMNS; i++)
            labels[i] = captions.labels[i];
        spec.labels = labels;
    }
    struct view *view = lines_view_new(&spec);
    if (view)
        ui_push(form->view.ui, view);
    else
        ui_error(form->view.ui, _("内存不足"));
}
