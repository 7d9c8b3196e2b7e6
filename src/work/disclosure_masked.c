/* Masks what is shown of a disclosure to the public, and dates it. Reads the office's settings and its collection;
 * changes no record. */
#include "work/disclosure_masked.h"

#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/codes.h"
#include "base/lines.h"
#include "work/consultation.h"
#include "work/mask.h"
#include "work/subject.h"

enum { MARK_BYTES = 16 };

struct masking {
    struct lines named; /* as they are: their names are masked in texts too */
    bool masks_names;
    char mark[MARK_BYTES];
};

static bool must_mask_names(struct office *office, const struct fields *fields) {
    struct subject subject = {0};
    bool must = false;
    day_number until = date_from_iso(fields_text(fields, "personal_until"));
    if (subject_find(fields_text(fields, "subject"), &subject, NULL) == STATUS_OK) {
        must = codes_has(subject.rule, "mask_names");
    }
    subject_release(&subject);
    return must || (until != DATE_NONE && until < office_today(office));
}

static void append_text(const struct masking *masking, const char *text, struct buffer *out) {
    struct buffer now = BUFFER_INIT;
    mask_append_text(&now, text, NULL);
    for (size_t row = 0; masking->masks_names && row < masking->named.count; row++) {
        struct buffer next = BUFFER_INIT;
        mask_append_names_in(&next, buffer_text(&now), lines_cell(&masking->named, row, LINES_NAME),
                             masking->mark);
        next.failed = next.failed || now.failed;
        buffer_release(&now);
        now = next;
    }
    buffer_append(out, buffer_text(&now));
    out->failed = out->failed || now.failed;
    buffer_release(&now);
}

static void mask_lines(const struct masking *masking, struct fields *out) {
    static const enum lines_column texts[] = {LINES_NAME, LINES_DETAIL, LINES_NOTE};
    struct lines lines = {0};
    struct buffer stored = BUFFER_INIT;
    lines_write(&masking->named, &stored);
    bool is_read = lines_read(&lines, buffer_text(&stored));
    for (size_t row = 0; row < lines.count; row++) {
        for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
            struct buffer cell = BUFFER_INIT, masked = BUFFER_INIT;
            const char *text = lines_cell(&masking->named, row, texts[i]);
            if (texts[i] == LINES_NAME && masking->masks_names) {
                mask_append_name(&cell, text, masking->mark);
            } else {
                buffer_append(&cell, text);
            }
            append_text(masking, buffer_text(&cell), &masked);
            lines_set(&lines, row, texts[i], buffer_text(&masked));
            out->failed = out->failed || cell.failed || masked.failed;
            buffer_release(&cell);
            buffer_release(&masked);
        }
    }
    out->failed = out->failed || stored.failed || !is_read || lines.failed;
    buffer_clear(&stored);
    lines_write(&lines, &stored);
    fields_set_buffer(out, "lines", &stored);
    buffer_release(&stored);
    lines_release(&lines);
}

void disclosure_masked(struct office *office, const struct fields *fields, struct fields *out) {
    static const char *const texts[] = {"title",           "element_basis",      "element_subject",
                                        "element_process", "element_discipline", "element_result",
                                        "access_note",     "notice_result"};
    static const char *const plain[] = {
        "number",    "state",        "affair",       "subject",      "period",
        "stage",     "unit",         "total",        "second_total", "notice_from",
        "notice_to", "effective_on", "expires_on",   "published_on", "withdrawn_on",
        "timepoint", "corrects",     "corrected_by", "received_on",  "reply_path"};
    struct masking masking = {.masks_names = must_mask_names(office, fields)};
    office_setting(office, "name_mask", "*", masking.mark, sizeof masking.mark);
    if (masking.mark[0] == '\0') {
        snprintf(masking.mark, sizeof masking.mark, "*");
    }
    out->failed = !lines_read(&masking.named, fields_text(fields, "lines")) || out->failed;
    for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++) {
        fields_set(out, plain[i], fields_text(fields, plain[i]));
    }
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct buffer text = BUFFER_INIT, masked = BUFFER_INIT;
        consultation_append_dated(office, fields, fields_text(fields, texts[i]), &text);
        append_text(&masking, buffer_text(&text), &masked);
        fields_set_buffer(out, texts[i], &masked);
        out->failed = out->failed || text.failed || masked.failed;
        buffer_release(&text);
        buffer_release(&masked);
    }
    mask_lines(&masking, out);
    lines_release(&masking.named);
}
