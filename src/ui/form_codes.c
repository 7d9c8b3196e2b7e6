/* Several codes of a form's field: their labels and their order. Parses nothing typed. */
#include "ui/form_codes.h"

#include "base/codes.h"
#include "base/language.h"

void form_codes_append_labels(const struct form *form, const struct form_field *field,
                              const char *codes, struct buffer *out) {
    const char *parting = "";
    size_t length = 0;
    for (const char *at = codes; codes_next(&at, &length); at += length) {
        struct buffer code = BUFFER_INIT;
        buffer_append_bytes(&code, at, length);
        buffer_append(out, parting);
        form->domain.label(form->domain.context, field->scr->choices, false, buffer_text(&code),
                           out);
        parting = _("、");
        buffer_release(&code);
    }
}

void form_codes_sort(const struct form *form, const struct form_field *field, const char *codes,
                     struct buffer *out) {
    struct choices all = {0};
    if (form->domain.choices)
        form->domain.choices(form->domain.context, field->scr->choices, false, "", &all);
    for (size_t i = 0; i < all.count; i++)
        if (codes_has(codes, all.items[i].code))
            codes_add(out, all.items[i].code);
    size_t length = 0;
    for (const char *at = codes; codes_next(&at, &length); at += length) {
        struct buffer code = BUFFER_INIT; /* one that is no longer offered stays */
        buffer_append_bytes(&code, at, length);
        codes_add(out, buffer_text(&code));
        buffer_release(&code);
    }
    choices_release(&all);
}
