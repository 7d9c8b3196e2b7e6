/* Shows every detail line with the captions of its subject and the sums. Changes nothing: lines are changed in the
 * form. */
#include "screens/disclosure_lines.h"

#include "base/language.h"
#include "report/lines_text.h"
#include "ui/lines_view.h"

bool disclosure_lines_open(struct desk *desk, const struct record *record) {
    struct lines_captions captions;
    const char *labels[LINES_COLUMNS];
    const struct fields *fields = &record->fields;
    if (!fields_has(fields, "lines")) {
        ui_message(desk->ui, _("这一件没有明细"));
        return false;
    }
    lines_text_captions(fields, &captions);
    for (size_t i = 0; i < LINES_COLUMNS; i++)
        labels[i] = captions.labels[i];
    struct view *view = lines_view_new(&(struct lines_spec){
        .title = fields_text(fields, "title"),
        .subtitle = desk_field_label(desk, "disclosure", "lines"),
        .stored = fields_text(fields, "lines"),
        .labels = labels,
        .is_read_only = true,
    });
    if (view)
        ui_push(desk->ui, view);
    else
        ui_error(desk->ui, _("内存不足"));
    return view != NULL;
}
