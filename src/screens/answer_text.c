/* Texts to be read out, as the county's site shows them: masked. Decides nothing about who may see a record. */
#include "screens/answer_text.h"

#include "base/language.h"
#include "exchange/web_page.h"
#include "work/disclosure_masked.h"
#include "work/enquiry.h"
#include "work/mask.h"

#include <stdlib.h>
#include <string.h>

#define HEADING "\001"

static void append_disclosure(struct desk *desk, const struct record *record, struct buffer *out) {
    struct office *office = desk->office;
    struct fields shown = FIELDS_INIT;
    struct buffer text = BUFFER_INIT;
    char *unit = store_title(office->store, fields_integer(&record->fields, "unit", 0));
    disclosure_masked(office, &record->fields, &shown);
    const struct web_page page = {.office = office,
                                  .shown = &shown,
                                  .unit = unit ? unit : "",
                                  .corrected_by = "",
                                  .address = ""};
    web_page_text(&page, &text);
    buffer_append(out, HEADING);
    for (size_t i = 0; i < text.length; i++)
        if (text.data[i] == '\t')
            buffer_append(out, "  ");
        else
            buffer_append_char(out, text.data[i]);
    out->failed = out->failed || shown.failed || text.failed;
    free(unit);
    buffer_release(&text);
    fields_release(&shown);
}

/* With the names of whoever asked masked wherever they stand. */
static void append_masked(struct desk *desk, const char *text, const char *names,
                          struct buffer *out) {
    struct buffer masked = BUFFER_INIT;
    char mark[16];
    office_setting(desk->office, "name_mask", "*", mark, sizeof mark);
    mask_append_text(&masked, text, NULL);
    if (names[0])
        mask_append_names_in(out, buffer_text(&masked), names, mark[0] ? mark : "*");
    else
        buffer_append(out, buffer_text(&masked));
    out->failed = out->failed || masked.failed;
    buffer_release(&masked);
}

static void append_feedback(struct desk *desk, const struct fields *fields, struct buffer *out) {
    static const struct {
        const char *column, *heading;
    } parts[] = {{"body", N_("所问")}, {"reply", N_("答复")}};
    const char *names = fields_text(fields, "reporter");
    char *unit = store_title(desk->office->store, fields_integer(fields, "unit", 0));
    buffer_append(out, HEADING);
    append_masked(desk, fields_text(fields, "title"), names, out);
    buffer_append_format(out, "\n%s: %s    %s: %s\n", _("承办单位"), unit ? unit : "",
                         _("答复日期"), fields_text(fields, "replied_on"));
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        if (!fields_has(fields, parts[i].column))
            continue;
        buffer_append_format(out, "\n" HEADING "%s\n", _(parts[i].heading));
        append_masked(desk, fields_text(fields, parts[i].column), names, out);
        buffer_append_char(out, '\n');
    }
    free(unit);
}

static void append_outside(struct desk *desk, const struct fields *fields, struct buffer *out) {
    buffer_append(out, HEADING);
    append_masked(desk, fields_text(fields, "title"), "", out);
    buffer_append_format(out, "\n%s: %s    %s: %s\n", _("公开单位"),
                         fields_text(fields, "publisher"), _("公开日期"),
                         fields_text(fields, "published_on"));
    if (fields_has(fields, "address"))
        buffer_append_format(out, "%s: %s\n", _("出处"), fields_text(fields, "address"));
    buffer_append_char(out, '\n');
    append_masked(desk, fields_text(fields, "body"), "", out);
    buffer_append_char(out, '\n');
}

bool answer_text_append(struct desk *desk, const struct record *record, struct buffer *out) {
    const struct fields *fields = &record->fields;
    const char *kind = fields_text(fields, "record_kind");
    if (!enquiry_may_read_out(desk->office, record))
        return false;
    if (strcmp(kind, "disclosure") == 0)
        append_disclosure(desk, record, out);
    else if (strcmp(kind, "feedback") == 0)
        append_feedback(desk, fields, out);
    else
        append_outside(desk, fields, out);
    return !out->failed;
}
