/* 审批单: the answer to be checked, or the extension asked for, with lines for signature: what a deputy head
 * signs on paper and a clerk then enters as 纸质签批. */
#include "report/prints.h"

#include "base/language.h"

#include <string.h>

static bool is_checked(const struct record *record) {
    return strcmp(fields_text(&record->fields, "state"), "in_check") == 0;
}

const char *approval_slip_refusal(const struct record *record) {
    const char *state = fields_text(&record->fields, "state");
    if (prints_refuse_sealed(record) != NULL)
        return prints_refuse_sealed(record);
    bool waits = strcmp(state, "registered") == 0 || strcmp(state, "assigned") == 0 ||
                 strcmp(state, "in_hand") == 0;
    return is_checked(record) || (waits && fields_has(&record->fields, "due_on"))
               ? NULL
               : N_("{number} 没有要签批的：既不在待审，也不能延期");
}

static void put_extension(struct office *office, struct paper *paper, const struct fields *fields) {
    const char *const blanks[] = {_("延长几个工作日"), _("延至")};
    const char *const reason[] = {_("延期理由")};
    paper_pair(paper, _("审批事项"), _("延期"));
    paper_pair(paper, _("申请日期"), fields_text(fields, "ext_asked_on"));
    prints_put_title(office, paper, _("申请人"), fields_text(fields, "ext_asked_by"));
    paper_pair(paper, _("延长几个工作日"), fields_text(fields, "ext_amount"));
    paper_pair(paper, _("延期理由"), fields_text(fields, "ext_reason"));
    if (!fields_has(fields, "ext_amount")) {
        paper_signatures(paper, blanks, 2);
        paper_signatures(paper, reason, 1);
    }
}

static void put_slip(struct office *office, struct paper *paper, const struct record *record) {
    const char *const signature[] = {_("签批人"), _("日期"), _("编号")};
    const char *const opinion[] = {_("意见")};
    const struct fields *fields = &record->fields;
    paper_title(paper, language_text("print", N_("审批单")));
    paper_gap(paper);
    prints_put_feedback(office, paper, record);
    paper_gap(paper);
    if (is_checked(record)) {
        paper_pair(paper, _("审批事项"), _("答复审核"));
        paper_pair(paper, _("答复人"), fields_text(fields, "answered_by"));
        paper_memo(paper, _("答复"), fields_text(fields, "reply"));
    } else {
        put_extension(office, paper, fields);
    }
    paper_keep(paper, 8);
    paper_gap(paper);
    paper_text(paper, 0, _("[  ] 同意    [  ] 不同意"));
    paper_signatures(paper, opinion, 1);
    paper_signatures(paper, signature, 3);
}

enum status approval_slip_draw(struct office *office, const struct scr_source *files,
                               const struct print_request *request, struct paper *paper,
                               struct problem *problem) {
    enum status status = STATUS_OK;
    (void)files;
    for (size_t i = 0; i < request->id_count && status == STATUS_OK; i++) {
        struct record record = {0};
        paper_break(paper);
        status =
            prints_read(office, prints_find("approval-slip"), request->ids[i], &record, problem);
        if (status == STATUS_OK)
            put_slip(office, paper, &record);
        record_release(&record);
    }
    return status;
}
