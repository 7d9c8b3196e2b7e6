/* The table of what can be printed, and what its forms share. Writes no file and starts no program. */
#include "report/prints.h"

#include "base/language.h"
#include "base/text.h"
#include "report/consultation_prints.h"
#include "report/deliberation_text.h"
#include "report/evaluation_prints.h"
#include "report/finding_prints.h"
#include "report/office_prints.h"
#include "report/posting_prints.h"
#include "report/shown.h"
#include "report/words.h"
#include "work/audit_sheet.h"
#include "work/flow.h"
#include "work/personal.h"

#include <string.h>

const struct print_form print_forms[] = {
    {"opening-sheet", N_("开箱记录"), "opening", PRINT_BY_NUMBERS, PAPER_LIST_COLS, NULL,
     opening_sheet_draw},
    {"record", N_("一件一页"), "", PRINT_BY_NUMBERS, PAPER_LIST_COLS, NULL, record_sheet_draw},
    {"assign-slip", N_("交办单"), "feedback", PRINT_BY_NUMBERS | PRINT_BY_UNIT, PAPER_SLIP_COLS,
     assign_slip_refusal, assign_slip_draw},
    {"supervision-slip", N_("督办单"), "", PRINT_BY_NUMBERS, PAPER_SLIP_COLS,
     supervision_slip_refusal, supervision_slip_draw},
    {"urge-notice", N_("催办通知"), "", PRINT_BY_NUMBERS | PRINT_BY_UNIT | PRINT_OF_ALL,
     PAPER_LIST_COLS, prints_refuse_sealed, urge_notice_draw},
    {"overdue-list", N_("逾期清单"), "", PRINT_OF_ALL, PAPER_LIST_COLS, NULL, overdue_list_draw},
    {"gaps", N_("应公开未公开"), "duty", PRINT_OF_ALL, PAPER_LIST_COLS, NULL, gaps_list_draw},
    {"approval-slip", N_("审批单"), "feedback", PRINT_BY_NUMBERS, PAPER_SLIP_COLS,
     approval_slip_refusal, approval_slip_draw},
    {"disclosure-slip", N_("公开审批单"), "disclosure", PRINT_BY_NUMBERS, PAPER_SLIP_COLS,
     disclosure_slip_refusal, disclosure_slip_draw},
    {"feedback-column", N_("反馈专栏"), "feedback",
     PRINT_BY_NUMBERS | PRINT_BY_PERIOD | PRINT_BY_BOX, PAPER_SLIP_COLS, feedback_column_refusal,
     feedback_column_draw},
    {"notice", N_("公示、公开的纸"), "", PRINT_BY_NUMBERS, PAPER_SLIP_COLS, notice_refusal,
     notice_draw},
    {"media-copy", N_("媒体稿"), "disclosure", PRINT_BY_NUMBERS, PAPER_SLIP_COLS,
     media_copy_refusal, media_copy_draw},
    {"reading-slip", N_("传阅签收单"), "disclosure", PRINT_BY_NUMBERS, PAPER_SLIP_COLS,
     reading_slip_refusal, reading_slip_draw},
    {"walking-list", N_("张贴清单"), "", PRINT_OF_ALL, PAPER_LIST_COLS, NULL, walking_list_draw},
    {"take-down-list", N_("下架清单"), "", PRINT_OF_ALL, PAPER_LIST_COLS, NULL,
     take_down_list_draw},
    {"board-inventory", N_("公开渠道和现在的张贴"), "", PRINT_OF_ALL, PAPER_LIST_COLS, NULL,
     board_inventory_draw},
    {"catalogue", N_("公开目录"), "catalogue", PRINT_BY_NUMBERS | PRINT_OF_ALL, PAPER_LIST_COLS,
     NULL, catalogue_list_draw},
    {"organization", N_("组织机构表"), "team", PRINT_BY_NUMBERS | PRINT_OF_ALL, PAPER_LIST_COLS,
     NULL, organization_table_draw},
    {"role-table", N_("岗位权限表"), "person", PRINT_BY_NUMBERS | PRINT_OF_ALL, PAPER_LIST_COLS,
     NULL, role_table_draw},
    {"card", N_("政务公开档案卡"), "card", PRINT_BY_NUMBERS, PAPER_SLIP_COLS, NULL,
     card_sheet_draw},
    {"file-list", N_("归档文件目录"), "card", PRINT_BY_NUMBERS | PRINT_BY_YEAR, PAPER_LIST_COLS,
     card_filed_refusal, file_list_draw},
    {"file-stamp", N_("归档章"), "card", PRINT_BY_NUMBERS | PRINT_BY_YEAR, PAPER_SLIP_COLS,
     card_filed_refusal, file_stamp_draw},
    {"box-label", N_("档案盒标签"), "card", PRINT_BY_NUMBERS | PRINT_BY_YEAR, PAPER_SLIP_COLS,
     card_filed_refusal, box_label_draw},
    {"file-note", N_("备考表"), "card", PRINT_BY_NUMBERS | PRINT_BY_YEAR, PAPER_SLIP_COLS,
     card_filed_refusal, file_note_draw},
    {"rectify-order", N_("责令整改通知书"), "finding", PRINT_BY_NUMBERS, PAPER_SLIP_COLS,
     rectify_order_refusal, rectify_order_draw},
    {"finding-ledger", N_("监督台账"), "finding", PRINT_OF_ALL, PAPER_LIST_COLS, NULL,
     finding_ledger_draw},
    {"consultation", N_("意见采纳情况"), "consultation", PRINT_BY_NUMBERS, PAPER_LIST_COLS,
     consultation_result_refusal, consultation_result_draw},
    {"consultation-notice", N_("征集公告"), "consultation", PRINT_BY_NUMBERS, PAPER_SLIP_COLS,
     consultation_notice_refusal, consultation_notice_draw},
    {"notice-broadcast", N_("广播稿"), "consultation", PRINT_BY_NUMBERS, PAPER_SLIP_COLS,
     notice_broadcast_refusal, notice_broadcast_draw},
    {"deliberation", N_("民主议政评政"), "meeting",
     PRINT_BY_NUMBERS | PRINT_BY_PERIOD | PRINT_BY_YEAR, PAPER_LIST_COLS, deliberation_refusal,
     deliberation_draw},
    {"evaluation-form", N_("群众评议表"), "feedback", PRINT_BY_NUMBERS | PRINT_OF_ALL,
     PAPER_SLIP_COLS, evaluation_form_refusal, evaluation_form_draw},
    {"evaluation-tally", N_("群众评议统计"), "feedback", PRINT_BY_PERIOD | PRINT_BY_YEAR,
     PAPER_LIST_COLS, NULL, evaluation_tally_draw},
    {"audit-day", N_("当日审计单"), "", PRINT_OF_ALL, PAPER_SLIP_COLS, NULL, audit_day_draw},
    {NULL, NULL, NULL, 0, 0, NULL, NULL},
};

const struct print_form *prints_find(const char *name) {
    for (const struct print_form *form = print_forms; form->name != NULL; form++)
        if (strcmp(form->name, name) == 0)
            return form;
    return NULL;
}

static bool is_of_kind(const struct print_form *form, const struct record *record) {
    return form->kind[0] == '\0' ||
           strcmp(form->kind, fields_text(&record->fields, "record_kind")) == 0;
}

bool prints_fits(const struct print_form *form, const struct record *record) {
    return is_of_kind(form, record) && (form->refusal == NULL || form->refusal(record) == NULL);
}

const char *prints_refuse_sealed(const struct record *record) {
    return fields_integer(&record->fields, "sealed", 0) != 0 ? N_("{number} 是举报件，不印在单子上")
                                                             : NULL;
}

enum status prints_read(struct office *office, const struct print_form *form, int64_t id,
                        struct record *out, struct problem *problem) {
    const char *refusal = NULL;
    enum status status = store_read(office->store, &office->visible, id, out, problem);
    if (status != STATUS_OK)
        return status;
    if (!is_of_kind(form, out))
        refusal = N_("{number} 不是这张单子印的记录");
    else if (form->refusal != NULL)
        refusal = form->refusal(out);
    if (refusal == NULL)
        return STATUS_OK;
    problem_set(problem, STATUS_DENIED, "", refusal);
    problem_place(problem, "number", fields_text(&out->fields, "number"));
    return STATUS_DENIED;
}

/* Paper that lacks what the disk or the memory did not give is not given out; of a damaged file it may be all there is. */
static enum status refuse_unread(struct office *office, struct problem *problem) {
    return store_has_missed(office->store) == STATUS_CORRUPT
               ? STATUS_OK
               : store_take_missed(office->store, problem);
}

enum status prints_append(struct office *office, const struct scr_source *files,
                          const struct print_form *form, const struct print_request *request,
                          struct buffer *out, struct problem *problem) {
    struct paper paper;
    paper_init(&paper, form->cols, PAPER_ROWS);
    office_begin_read(office);
    enum status status = form->draw(office, files, request, &paper, problem);
    office_end_read(office);
    if (status == STATUS_OK)
        status = paper_finish(&paper, office, out, problem);
    if (status == STATUS_OK)
        status = refuse_unread(office, problem);
    paper_release(&paper);
    return status;
}

enum status prints_given_out(struct office *office, const struct print_form *form,
                             const char *pages, struct problem *problem) {
    return form->draw == audit_day_draw ? audit_sheet_printed(office, pages, problem) : STATUS_OK;
}

/* ---- what was asked for -------------------------------------------------------------------------- */

void prints_usual_period(const struct office *office, day_number *from, day_number *to) {
    int year = 0, month = 0, day = 0;
    date_to_ymd(office_today(office), &year, &month, &day);
    *from = date_from_ymd(year, month, 1);
    *to = office_today(office);
}

static void append_number(struct office *office, int64_t id, struct buffer *out) {
    struct record record = {0};
    if (id != 0 && store_read(office->store, &office->visible, id, &record, NULL) == STATUS_OK)
        buffer_append_format(out, " %s", fields_text(&record.fields, "number"));
    record_release(&record);
}

void prints_append_what(struct office *office, const struct print_form *form,
                        const struct print_request *request, struct buffer *out) {
    enum { NUMBERS_SHOWN = 20 };
    char from[DATE_BYTES], to[DATE_BYTES];
    buffer_append(out, form->name);
    for (size_t i = 0; i < request->id_count && i < NUMBERS_SHOWN; i++)
        append_number(office, request->ids[i], out);
    if (request->id_count > NUMBERS_SHOWN)
        buffer_append_format(out, " +%zu", request->id_count - NUMBERS_SHOWN);
    append_number(office, request->unit, out);
    append_number(office, request->box, out);
    if (request->from != DATE_NONE && request->id_count == 0)
        buffer_append_format(out, " %s..%s", date_to_iso(request->from, from),
                             date_to_iso(request->to, to));
}

/* ---- what several forms put down ----------------------------------------------------------------- */

void prints_put_code(struct office *office, struct paper *paper, const char *label,
                     const char *list, const char *code) {
    struct buffer value = BUFFER_INIT;
    shown_append_code(office, list, code, &value);
    paper->body.failed = paper->body.failed || value.failed;
    paper_pair(paper, label, buffer_text(&value));
    buffer_release(&value);
}

void prints_put_title(struct office *office, struct paper *paper, const char *label,
                      const char *id) {
    struct buffer value = BUFFER_INIT;
    shown_append_title(office, id, &value);
    paper->body.failed = paper->body.failed || value.failed;
    paper_pair(paper, label, buffer_text(&value));
    buffer_release(&value);
}

void prints_put_feedback(struct office *office, struct paper *paper, const struct record *record) {
    const struct fields *fields = &record->fields;
    struct buffer title = BUFFER_INIT, body = BUFFER_INIT;
    paper_pair(paper, _("编号"), fields_text(fields, "number"));
    paper_pair(paper, _("外部编号"), fields_text(fields, "external_no"));
    if (strcmp(fields_text(fields, "record_kind"), "feedback") == 0) {
        prints_put_code(office, paper, _("类别"), "feedback_kind", fields_text(fields, "kind"));
        prints_put_code(office, paper, _("来源"), "feedback_source", fields_text(fields, "source"));
    }
    paper_pair(paper, _("收到日期"), fields_text(fields, "received_on"));
    paper_pair(paper, _("期限"), fields_text(fields, "due_on"));
    prints_put_title(office, paper, _("承办单位"), fields_text(fields, "unit"));
    prints_put_title(office, paper, _("经办人"), fields_text(fields, "person"));
    personal_append_cell(&title, "", "feedback", "title", fields_text(fields, "title"));
    personal_append_cell(&body, "", "feedback", "body", fields_text(fields, "body"));
    paper_pair(paper, _("事项"), buffer_text(&title));
    paper_memo(paper, _("内容"), buffer_text(&body));
    paper->body.failed = paper->body.failed || title.failed || body.failed;
    buffer_release(&title);
    buffer_release(&body);
}
