/* 一件一页: a record as it is shown on the screen, with its timeline and the count of its due date. What is
 * sealed of it comes only to whoever is charged with it. */
#include "report/prints.h"

#include "base/language.h"
#include "report/record_text.h"
#include "work/flow.h"
#include "work/mask.h"
#include "work/personal.h"

#include <stdio.h>
#include <string.h>

/* Headings, marked for the screen, become plain lines. */
static void put_page(struct paper *paper, const char *page) {
    struct buffer plain = BUFFER_INIT;
    for (; *page != '\0'; page++)
        if (*page != '\001')
            buffer_append_char(&plain, *page);
    paper->body.failed = paper->body.failed || plain.failed;
    paper_text(paper, 0, buffer_text(&plain));
    buffer_release(&plain);
}

/* Paper lies about: of who called nobody's name and number goes on it. */
static void mask_asker(struct office *office, struct fields *fields) {
    static const char *const texts[] = {"title", "body", "reply"};
    enum { KEPT_BYTES = 3 };
    struct buffer name = BUFFER_INIT;
    char mark[16], contact[16];
    office_setting(office, "name_mask", "*", mark, sizeof mark);
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct buffer plain = BUFFER_INIT, masked = BUFFER_INIT;
        mask_append_text(&plain, fields_text(fields, texts[i]), NULL);
        mask_append_names_in(&masked, buffer_text(&plain), fields_text(fields, "asker"),
                             mark[0] != '\0' ? mark : "*");
        fields_set(fields, texts[i], buffer_text(&masked));
        fields->failed = fields->failed || plain.failed || masked.failed;
        buffer_release(&plain);
        buffer_release(&masked);
    }
    mask_append_name(&name, fields_text(fields, "asker"), mark[0] != '\0' ? mark : "*");
    fields_set(fields, "asker", buffer_text(&name));
    fields->failed = fields->failed || name.failed;
    buffer_release(&name);
    if (fields_has(fields, "contact")) {
        const char *number = fields_text(fields, "contact");
        size_t length = strspn(number, "0123456789");
        snprintf(contact, sizeof contact, "%.*s****", (int)(length < KEPT_BYTES ? 0 : KEPT_BYTES),
                 number);
        fields_set(fields, "contact", contact);
    }
}

static enum status put_record(struct office *office, const struct scr_source *files,
                              struct record *record, struct paper *paper, struct problem *problem) {
    struct fields sealed = FIELDS_INIT;
    struct buffer text = BUFFER_INIT, masked = BUFFER_INIT;
    struct personal hidden = {0};
    const struct fields *fields = &record->fields;
    const char *kind = fields_text(fields, "record_kind");
    if (fields_integer(fields, "sealed", 0) != 0 &&
        store_sealed(office->store, &office->visible, record->id, &sealed, NULL) == STATUS_OK)
        fields_merge(&record->fields, &sealed);
    personal_hide(office, PERSONAL_PAGE, record, &hidden);
    if (strcmp(kind, "enquiry") == 0)
        mask_asker(office, &record->fields);
    buffer_append_format(
        &text, "%s  %s  ", fields_text(fields, "number"),
        language_text("state", flow_state_label(kind, fields_text(fields, "state"))));
    enum status status = record_text_append_summary(office, files, record, &text, problem);
    buffer_append(&text, "\n\n");
    if (status == STATUS_OK)
        status = record_text_append(office, files, record, &text, problem);
    personal_append(&hidden, buffer_text(&text), &masked);
    put_page(paper, buffer_text(&masked));
    paper->body.failed = paper->body.failed || text.failed || masked.failed;
    fields_release(&sealed);
    buffer_release(&text);
    buffer_release(&masked);
    personal_release(&hidden);
    return status;
}

enum status record_sheet_draw(struct office *office, const struct scr_source *files,
                              const struct print_request *request, struct paper *paper,
                              struct problem *problem) {
    enum status status = STATUS_OK;
    for (size_t i = 0; i < request->id_count && status == STATUS_OK; i++) {
        struct record record = {0};
        paper_break(paper);
        status = prints_read(office, prints_find("record"), request->ids[i], &record, problem);
        if (status == STATUS_OK)
            status = put_record(office, files, &record, paper, problem);
        record_release(&record);
    }
    return status;
}
