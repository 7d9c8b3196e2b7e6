/* 一件一页: a record as it is shown on the screen, with its timeline and the count of its due date. What is
 * sealed of it comes only to whoever is charged with it. */
#include "report/prints.h"

#include "base/language.h"
#include "report/record_text.h"
#include "work/flow.h"

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

static enum status put_record(struct office *office, const struct scr_source *files,
                              struct record *record, struct paper *paper, struct problem *problem) {
    struct fields sealed = FIELDS_INIT;
    struct buffer text = BUFFER_INIT;
    const struct fields *fields = &record->fields;
    const char *kind = fields_text(fields, "record_kind");
    if (fields_integer(fields, "sealed", 0) != 0 &&
        store_sealed(office->store, &office->visible, record->id, &sealed, NULL) == STATUS_OK)
        fields_merge(&record->fields, &sealed);
    buffer_append_format(
        &text, "%s  %s  ", fields_text(fields, "number"),
        language_text("state", flow_state_label(kind, fields_text(fields, "state"))));
    enum status status = record_text_append_summary(office, files, record, &text, problem);
    buffer_append(&text, "\n\n");
    if (status == STATUS_OK)
        status = record_text_append(office, files, record, &text, problem);
    put_page(paper, buffer_text(&text));
    paper->body.failed = paper->body.failed || text.failed;
    fields_release(&sealed);
    buffer_release(&text);
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
