/* The field of detail lines: opens their table and takes back what became of it. Knows no subject: captions are
 * the domain's. */
#include "base/language.h"
#include "base/text.h"
#include "ui/form_private.h"
#include "ui/lines_view.h"

#include <stdlib.h>
#include <string.h>

static void set_open(struct form *form, const char *stored) {
    bool is_same =
        strcmp(stored ? stored : "", form->kept.open_lines ? form->kept.open_lines : "") == 0;
    if (is_same && !stored == !form->kept.open_lines)
        return;
    free(form->kept.open_lines);
    form->kept.open_lines = stored ? text_copy(stored) : NULL;
    form->is_settled = false;
    form->serial++;
}

static void taken(void *context, const char *stored) {
    struct form *form = context;
    set_open(form, NULL);
    if (!stored)
        return;
    form->is_settled = false;
    form_field_choose(form, form_focused(form), stored);
    form_next(form, false);
}

/* The form itself is kept next. */
static void kept(void *context, const char *stored) {
    struct form *form = context;
    set_open(form, NULL);
    form->is_settled = false;
    form->serial++;
    form_field_set(form, form_focused(form), stored);
}

static void put_by(void *context, const char *stored) {
    set_open(context, stored);
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
                              .put_by = put_by,
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
