/* 开箱记录: one opening a page, with the slips' records and lines for both openers to sign. */
#include "report/prints.h"

#include "base/language.h"
#include "report/shown.h"
#include "work/flow.h"
#include "work/personal.h"

#include <string.h>

enum { COLUMNS = 5 };

static void put_opening(struct office *office, struct paper *paper, const struct record *opening) {
    const struct fields *fields = &opening->fields;
    struct record box = {0};
    const char *state = fields_text(fields, "state");
    paper_title(paper, language_text("print", N_("开箱记录")));
    paper_gap(paper);
    paper_pair(paper, _("编号"), fields_text(fields, "number"));
    if (strcmp(state, "void") == 0)
        paper_pair(paper, _("状态"), language_text("state", flow_state_label("opening", state)));
    if (store_read(office->store, &office->visible, fields_integer(fields, "box", 0), &box, NULL) ==
        STATUS_OK) {
        paper_pair(paper, _("反馈箱"), fields_text(&box.fields, "title"));
        paper_pair(paper, _("位置"), fields_text(&box.fields, "place"));
    }
    paper_pair(paper, _("开箱日期"), fields_text(fields, "received_on"));
    paper_pair(paper, _("开箱人"), fields_text(fields, "opener"));
    paper_pair(paper, _("见证人"), fields_text(fields, "second_opener"));
    paper_pair(paper, _("意见条数"), fields_text(fields, "slips"));
    paper_pair(paper, _("其中作废"), fields_text(fields, "void_slips"));
    paper_pair(paper, _("作废原因"), fields_text(fields, "void_reason"));
    paper_pair(paper, _("备注"), fields_text(fields, "note"));
    paper_gap(paper);
    record_release(&box);
}

static enum status put_slip(struct office *office, struct paper *paper, int64_t id,
                            struct problem *problem) {
    struct record record = {0};
    struct buffer kind = BUFFER_INIT, title = BUFFER_INIT, unit = BUFFER_INIT;
    enum status status = store_read(office->store, &office->visible, id, &record, problem);
    if (status == STATUS_OK) {
        const struct fields *fields = &record.fields;
        const char *state = fields_text(fields, "state");
        shown_append_code(office, "feedback_kind", fields_text(fields, "kind"), &kind);
        if (strcmp(state, "void") == 0)
            buffer_append(&unit, language_text("state", flow_state_label("feedback", state)));
        else
            shown_append_title(office, fields_text(fields, "unit"), &unit);
        personal_append_cell(&title, "", "feedback", "title", fields_text(fields, "title"));
        const char *cells[COLUMNS] = {fields_text(fields, "slip_no"), fields_text(fields, "number"),
                                      buffer_text(&kind), buffer_text(&title), buffer_text(&unit)};
        paper_row(paper, cells);
    }
    paper->body.failed = paper->body.failed || kind.failed || title.failed || unit.failed;
    buffer_release(&kind);
    buffer_release(&title);
    buffer_release(&unit);
    record_release(&record);
    return status;
}

static enum status put_slips(struct office *office, struct paper *paper, int64_t opening,
                             struct problem *problem) {
    const struct paper_column columns[COLUMNS] = {
        {_("张"), 4}, {_("编号"), 13}, {_("类别"), 8}, {_("标题"), 0}, {_("承办单位"), 16}};
    struct printed_ids ids;
    enum status status = store_opening_ids(office->store, &office->visible, opening, &ids, problem);
    if (status != STATUS_OK || ids.count == 0)
        return status;
    paper_begin_table(paper, columns, COLUMNS);
    for (size_t i = 0; i < ids.count && status == STATUS_OK; i++)
        status = put_slip(office, paper, ids.items[i], problem);
    paper_end_table(paper);
    return status;
}

enum status opening_sheet_draw(struct office *office, const struct scr_source *files,
                               const struct print_request *request, struct paper *paper,
                               struct problem *problem) {
    enum status status = STATUS_OK;
    (void)files;
    for (size_t i = 0; i < request->id_count && status == STATUS_OK; i++) {
        const char *const labels[] = {_("开箱人签名"), _("见证人签名"), _("日期")};
        struct record opening = {0};
        paper_break(paper);
        status =
            prints_read(office, prints_find("opening-sheet"), request->ids[i], &opening, problem);
        if (status == STATUS_OK) {
            put_opening(office, paper, &opening);
            status = put_slips(office, paper, opening.id, problem);
            paper_signatures(paper, labels, 3);
        }
        record_release(&opening);
    }
    return status;
}
