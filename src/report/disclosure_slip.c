/* 公开审批单: the text to be judged with its version and the beginning of its fingerprint, then the review and the
 * approval: as decided, or with lines to sign. What is signed on it a clerk enters as 纸质签批. */
#include "report/prints.h"

#include "base/language.h"
#include "base/lines.h"
#include "report/shown.h"
#include "work/disclosure.h"

#include <string.h>

enum { HASH_SHOWN = 16 };

const char *disclosure_slip_refusal(const struct record *record) {
    const char *state = fields_text(&record->fields, "state");
    if (fields_integer(&record->fields, "state_secret", 0) == 1)
        return N_("{number} 是涉密事项，内容不在本机");
    if (strcmp(state, "draft") == 0 || strcmp(state, "returned") == 0)
        return N_("{number} 还没有送审，没有要签批的");
    return strcmp(state, "void") == 0 ? N_("{number} 已作废") : NULL;
}

/* Which text it is: to be compared with the screen. */
static void put_version(struct paper *paper, const struct record *record) {
    char hash[DISCLOSURE_HASH_BYTES];
    struct buffer text = BUFFER_INIT;
    disclosure_hash(&record->fields, hash);
    buffer_append_format(&text, "%s %lld  %s %.*s", _("版本"), (long long)record->ver, _("指纹"),
                         HASH_SHOWN, hash);
    paper_text(paper, 0, buffer_text(&text));
    paper->body.failed = paper->body.failed || text.failed;
    buffer_release(&text);
}

static void put_lines(struct paper *paper, const struct fields *fields) {
    struct lines lines = {0};
    struct buffer text = BUFFER_INIT;
    struct problem summary = {0};
    if (!fields_has(fields, "lines"))
        return;
    lines_describe(fields_text(fields, "lines"), &summary);
    if (summary.message != NULL)
        language_append_problem(&text, &summary, NULL);
    if (lines_read(&lines, fields_text(fields, "lines"))) {
        buffer_append_char(&text, '\n');
        lines_append_plain(&lines, &text);
    }
    paper_memo(paper, _("明细"), buffer_text(&text));
    paper->body.failed = paper->body.failed || text.failed || lines.failed;
    lines_release(&lines);
    buffer_release(&text);
}

static void put_content(struct office *office, struct paper *paper, const struct record *record) {
    static const char *const labels[DISCLOSURE_ELEMENTS] = {
        N_("办事依据"), N_("办事主体"), N_("办事过程"), N_("办事纪律"), N_("办事结果")};
    const struct fields *fields = &record->fields;
    paper_pair(paper, _("编号"), fields_text(fields, "number"));
    paper_pair(paper, _("标题"), fields_text(fields, "title"));
    prints_put_title(office, paper, _("承办单位"), fields_text(fields, "unit"));
    prints_put_title(office, paper, _("责任人"), fields_text(fields, "person"));
    prints_put_title(office, paper, _("分管领导"), fields_text(fields, "leader"));
    prints_put_title(office, paper, _("拟稿人"), fields_text(fields, "drafted_by"));
    paper_pair(paper, _("形成日期"), fields_text(fields, "received_on"));
    paper_pair(paper, _("公开期限"), fields_text(fields, "due_on"));
    prints_put_code(office, paper, _("公开范围"), "disclosure_scope", fields_text(fields, "scope"));
    paper_pair(paper, _("范围理由"), fields_text(fields, "scope_reason"));
    paper_pair(paper, _("限定范围"), fields_text(fields, "audience_text"));
    paper_pair(paper, _("公示期"), fields_text(fields, "notice_amount"));
    for (size_t i = 0; i < DISCLOSURE_ELEMENTS; i++)
        paper_memo(paper, _(labels[i]), fields_text(fields, disclosure_elements[i].column));
    put_lines(paper, fields);
    paper_gap(paper);
    put_version(paper, record);
}

static bool is_reviewed(const struct fields *fields) {
    return fields_has(fields, "review_outcome") &&
           strcmp(fields_text(fields, "review_outcome"), "ask_authority") != 0 &&
           strcmp(fields_text(fields, "state"), "in_review") != 0;
}

static void put_review(struct office *office, struct paper *paper, const struct fields *fields) {
    const char *const basis[] = {_("审查依据")};
    const char *const opinion[] = {_("审查意见")};
    const char *const signature[] = {_("审核人"), _("日期"), _("编号")};
    paper_keep(paper, 8);
    paper_gap(paper);
    paper_text(paper, 0, _("一、审核（先审查后公开，谁审查谁负责）"));
    if (is_reviewed(fields)) {
        prints_put_code(office, paper, _("审查结论"), "review_outcome",
                        fields_text(fields, "review_outcome"));
        paper_pair(paper, _("审查依据"), fields_text(fields, "review_basis"));
        paper_pair(paper, _("审查意见"), fields_text(fields, "review_note"));
        prints_put_title(office, paper, _("审核人"), fields_text(fields, "reviewed_by"));
        paper_pair(paper, _("审查签批"), fields_text(fields, "review_paper"));
        paper_pair(paper, _("审核日期"), fields_text(fields, "reviewed_on"));
        return;
    }
    paper_text(paper, 0, _("[  ] 公开  [  ] 部分公开  [  ] 内部公开"));
    paper_text(paper, 0, _("[  ] 不公开  [  ] 报主管部门确定"));
    paper_signatures(paper, basis, 1);
    paper_signatures(paper, opinion, 1);
    paper_signatures(paper, signature, 3);
}

static void put_approval(struct office *office, struct paper *paper, const struct fields *fields) {
    const char *const opinion[] = {_("意见")};
    const char *const signature[] = {_("签发人"), _("日期"), _("编号")};
    paper_keep(paper, 6);
    paper_gap(paper);
    paper_text(paper, 0, _("二、签发"));
    if (fields_has(fields, "approved_on")) {
        prints_put_title(office, paper, _("签发人"), fields_text(fields, "approved_by"));
        paper_pair(paper, _("纸上签批人"), fields_text(fields, "signatory"));
        paper_pair(paper, _("签批单号"), fields_text(fields, "signed_no"));
        paper_pair(paper, _("签发日期"), fields_text(fields, "approved_on"));
        paper_pair(paper, _("一人兼任"), fields_text(fields, "same_person"));
        return;
    }
    paper_text(paper, 0, _("[  ] 同意    [  ] 不同意    [  ] 不予公开"));
    paper_signatures(paper, opinion, 1);
    paper_signatures(paper, signature, 3);
}

enum status disclosure_slip_draw(struct office *office, const struct scr_source *files,
                                 const struct print_request *request, struct paper *paper,
                                 struct problem *problem) {
    enum status status = STATUS_OK;
    (void)files;
    for (size_t i = 0; i < request->id_count && status == STATUS_OK; i++) {
        struct record record = {0};
        paper_break(paper);
        status =
            prints_read(office, prints_find("disclosure-slip"), request->ids[i], &record, problem);
        if (status == STATUS_OK) {
            paper_title(paper, language_text("print", N_("公开审批单")));
            paper_gap(paper);
            put_content(office, paper, &record);
            put_review(office, paper, &record.fields);
            put_approval(office, paper, &record.fields);
        }
        record_release(&record);
    }
    return status;
}
