/* What a disclosure must say before it may go on: elements, scope, timing, lines and totals, who answers for
 * it, its discussion. Only refuses; changes nothing. Mission R5, F2, D2, I4, I8, M1. */
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/lines.h"
#include "base/value.h"
#include "work/consultation.h"
#include "work/disclosure_draft.h"
#include "work/person_name.h"
#include "work/visible.h"

static bool is_yes(const struct act *act, const char *column) {
    return act_integer(act, column) == 1;
}

static bool is_empty(const struct act *act, const char *column) {
    return act_text(act, column)[0] == '\0';
}

/* ---- scope (F2) --------------------------------------------------------------------------------- */

bool disclosure_narrows_scope(const struct act *act) {
    const char *scope = act_text(act, "scope");
    return is_yes(act, "public_interest") && scope[0] != '\0' && strcmp(scope, "public") != 0;
}

enum status disclosure_check_scope(struct act *act) {
    bool is_public = is_yes(act, "public_interest");
    bool has_both = !is_empty(act, "public_interest") && !is_empty(act, "internal_matter");
    if (has_both && is_public && is_yes(act, "internal_matter")) {
        return act_refuse(act, STATUS_INVALID, "internal_matter",
                          N_("涉及公共利益的，不会只涉及本单位：两问不能都答“是”，请看清楚再答"));
    }
    if (has_both && !is_public && !is_yes(act, "internal_matter")) {
        return act_refuse(act, STATUS_INVALID, "public_interest",
                          N_("涉及公共利益，还是只涉及本单位？两问不能都答“否”，请答一个“是”"));
    }
    if (disclosure_narrows_scope(act) && is_empty(act, "scope_reason")) {
        return act_refuse(
            act, STATUS_INVALID, "scope_reason",
            N_("涉及公共利益的须向社会公开；确要缩小范围的写明范围理由，由分管领导批准"));
    }
    if (strcmp(act_text(act, "scope"), "limited") == 0 && is_empty(act, "audience_text")) {
        return act_refuse(act, STATUS_INVALID, "audience_text",
                          N_("限定范围公开的，请写明向谁公开"));
    }
    return STATUS_OK;
}

/* ---- lines and totals (I8, C15) ----------------------------------------------------------------- */

static enum status refuse_total(struct act *act, const char *column, int64_t stated, int64_t sum) {
    struct problem problem = {0};
    struct buffer text = BUFFER_INIT;
    int64_t apart = stated > sum ? stated - sum : sum - stated;
    problem_set(&problem, STATUS_INVALID, column,
                N_("{field}写的是 {stated} 元，明细加起来是 {sum} 元，相差 {apart} 元，请核对"));
    value_append_money_grouped(&text, stated);
    problem_place(&problem, "stated", buffer_text(&text));
    buffer_clear(&text);
    value_append_money_grouped(&text, sum);
    problem_place(&problem, "sum", buffer_text(&text));
    buffer_clear(&text);
    value_append_money_grouped(&text, apart);
    problem_place(&problem, "apart", buffer_text(&text));
    buffer_release(&text);
    return act_refuse_with(act, &problem);
}

static enum status check_sums(struct act *act, const struct lines *lines) {
    struct lines_totals totals = {0};
    struct problem problem = {0};
    if (lines_total(lines, &totals, &problem) != STATUS_OK) {
        return act_refuse_with(act, &problem);
    }
    if (totals.rows == 0) {
        return STATUS_OK;
    }
    enum status status = STATUS_OK;
    if (!is_empty(act, "total") && act_integer(act, "total") != totals.amount) {
        status = refuse_total(act, "total", act_integer(act, "total"), totals.amount);
    }
    if (!is_empty(act, "second_total") &&
        act_integer(act, "second_total") != totals.second_amount) {
        status = refuse_total(act, "second_total", act_integer(act, "second_total"),
                              totals.second_amount);
    }
    return status;
}

enum status disclosure_check_totals(struct act *act, const struct disclosure_source *source) {
    bool has_total = !is_empty(act, "total") || !is_empty(act, "second_total");
    if (is_empty(act, "lines")) {
        return has_total && source->is_detail_required
                   ? act_refuse(act, STATUS_INVALID, "lines",
                                N_("只写合计不行：这个主题须公开到每一笔，请填写明细"))
                   : STATUS_OK;
    }
    struct lines lines = {0};
    enum status status = STATUS_OK;
    if (lines_read(&lines, act_text(act, "lines"))) {
        status = check_sums(act, &lines);
    } else {
        status = act_refuse(act, STATUS_NO_MEMORY, "lines", N_("内存不足"));
    }
    lines_release(&lines);
    return status;
}

/* ---- timing (D2) -------------------------------------------------------------------------------- */

static enum status check_before(struct act *act, day_number published_on) {
    struct problem problem = {0};
    char iso[DATE_BYTES];
    const char *effective = act_text(act, "effective_on");
    if (effective[0] == '\0') {
        return act_refuse(act, STATUS_INVALID, "effective_on",
                          N_("事前公开的，请写明决定哪一天生效"));
    }
    if (date_from_iso(effective) > published_on) {
        return STATUS_OK;
    }
    problem_set(&problem, STATUS_INVALID, "effective_on",
                N_("决定 {effective} 生效，{day} 公开已经不是事前；请改公开时点并写明事后理由"));
    problem_place(&problem, "effective", effective);
    problem_place(&problem, "day", date_to_iso(published_on, iso));
    return act_refuse_with(act, &problem);
}

enum status disclosure_check_timing(struct act *act, day_number published_on) {
    struct record entry = {0};
    if (is_empty(act, "timepoint")) {
        return act_refuse(act, STATUS_INVALID, "timepoint", N_("请填写{field}"));
    }
    if (strcmp(act_text(act, "timepoint"), "before") == 0) {
        return check_before(act, published_on);
    }
    enum status status = act_read(act, act_integer(act, "catalogue"), &entry);
    bool is_possible = fields_integer(&entry.fields, "before_possible", 0) == 1;
    record_release(&entry);
    if (status == STATUS_OK && is_possible && is_empty(act, "after_reason")) {
        return act_refuse(act, STATUS_INVALID, "after_reason",
                          N_("目录里这一项可以事前公开：不在事前公开的，请写明事后理由"));
    }
    return status;
}

/* ---- 重大 (I4) ----------------------------------------------------------------------------------- */

enum status disclosure_check_discussion(struct act *act) {
    struct record meeting = {0};
    if (!is_yes(act, "major")) {
        return STATUS_OK;
    }
    if (act_integer(act, "discussion") == 0) {
        return act_refuse(act, STATUS_DENIED, "discussion",
                          N_("{number} 是重大事项，须有集体讨论记录：先在 65 登记，再填写{field}"));
    }
    enum status status = act_read(act, act_integer(act, "discussion"), &meeting);
    const struct fields *said = &meeting.fields;
    bool is_collective = strcmp(fields_text(said, "kind"), "collective") == 0 &&
                         strcmp(fields_text(said, "state"), "void") != 0;
    bool is_decided = fields_has(said, "decision") && meeting_has_quorum(act->office, said);
    record_release(&meeting);
    if (status == STATUS_OK && !is_collective) {
        return act_refuse(act, STATUS_DENIED, "discussion",
                          N_("{number} 的{field}不是有效的集体讨论记录，请另填一次"));
    }
    if (status == STATUS_OK && !is_decided) {
        return act_refuse(act, STATUS_DENIED, "discussion",
                          N_("{number} 的集体讨论没有形成决定，不能签发"));
    }
    return status;
}

/* ---- everything, before review ------------------------------------------------------------------- */

static void check_elements(struct act *act) {
    for (size_t i = 0; i < DISCLOSURE_ELEMENTS; i++) {
        const struct disclosure_element *element = &disclosure_elements[i];
        if (is_empty(act, element->column) &&
            !check_has_word(act_text(act, "not_applicable"), element->code)) {
            act_refuse(act, STATUS_INVALID, element->column,
                       N_("{field}是五要素之一，不能空着；目录里没有写明不适用"));
        }
    }
}

static void check_charge(struct act *act) {
    static const char *const columns[] = {"unit", "person", "leader"};
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) {
        if (act_integer(act, columns[i]) == 0) {
            act_refuse(act, STATUS_INVALID, columns[i], N_("每一件都要有人负责：请填写{field}"));
        }
    }
}

static void check_questions(struct act *act) {
    static const char *const columns[] = {"public_interest", "internal_matter", "scope"};
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) {
        if (is_empty(act, columns[i])) {
            act_refuse(act, STATUS_INVALID, columns[i], N_("请填写{field}"));
        }
    }
}

/* 调解 and 诉讼 are made public as numbers: a line is a class of cases, not its parties (C7). */
static void check_names_nobody(struct act *act) {
    struct lines lines = {0};
    if (!lines_read(&lines, act_text(act, "lines"))) {
        act_refuse(act, STATUS_NO_MEMORY, "lines", N_("内存不足"));
    }
    for (size_t row = 0; row < lines.count; row++) {
        const char *name = lines_cell(&lines, row, LINES_NAME);
        if (person_name_is(name)) {
            struct problem problem = {0};
            problem_set(&problem, STATUS_INVALID, "lines",
                        N_("明细第 {row} 行“{name}”像是人名：这个主题只公布类别和件数，"
                           "不公布当事人；是类别的请写成“{name}纠纷”"));
            problem_place_integer(&problem, "row", (int64_t)row + 1);
            problem_place(&problem, "name", name);
            act_refuse_with(act, &problem);
        }
    }
    lines_release(&lines);
}

static const enum lines_column figures[] = {LINES_QUANTITY, LINES_AMOUNT, LINES_SECOND_AMOUNT};
enum { FIGURES = sizeof figures / sizeof figures[0] };

/* 收入、支出 */
static void append_figures(const struct subject *subject, struct buffer *out) {
    for (size_t i = 0; i < FIGURES; i++) {
        const char *caption = subject->captions[figures[i]];
        buffer_append(out, caption[0] != '\0' && out->length > 0 ? "、" : "");
        buffer_append(out, caption);
    }
}

static bool has_figure(const struct lines *lines, size_t row, const struct subject *subject) {
    bool has = lines_row_is_empty(lines, row);
    for (size_t i = 0; i < FIGURES; i++) {
        has = has || (subject->captions[figures[i]][0] != '\0' &&
                      lines_cell(lines, row, figures[i])[0] != '\0');
    }
    return has;
}

/* 收入 and 支出, 应收 and 实收: a line that says neither is no line (I8). */
static void check_each_has_figure(struct act *act, const struct subject *subject) {
    struct lines lines = {0};
    struct buffer names = BUFFER_INIT;
    if (subject->captions[LINES_SECOND_AMOUNT][0] != '\0') {
        append_figures(subject, &names);
    }
    if (!lines_read(&lines, act_text(act, "lines")) || names.failed) {
        act_refuse(act, STATUS_NO_MEMORY, "lines", N_("内存不足"));
    }
    for (size_t row = 0; names.length > 0 && row < lines.count; row++) {
        if (!has_figure(&lines, row, subject)) {
            struct problem problem = {0};
            problem_set(&problem, STATUS_INVALID, "lines",
                        N_("明细第 {row} 行“{name}”的数都空着，请写明（{figures}）"));
            problem_place_integer(&problem, "row", (int64_t)row + 1);
            problem_place(&problem, "name", lines_cell(&lines, row, LINES_NAME));
            problem_place(&problem, "figures", buffer_text(&names));
            act_refuse_with(act, &problem);
        }
    }
    buffer_release(&names);
    lines_release(&lines);
}

static void check_subject(struct act *act, const struct disclosure_source *source) {
    if (source->is_statistics) {
        check_names_nobody(act);
    }
    if (source->is_detail_required && is_empty(act, "lines")) {
        act_refuse(act, STATUS_INVALID, "lines", N_("这个主题须公开到每一笔，请填写明细"));
    }
    if (source->is_detail_required) {
        check_each_has_figure(act, &source->subject);
    }
    if (source->needs_expiry && is_empty(act, "expires_on")) {
        act_refuse(act, STATUS_INVALID, "expires_on", N_("这个主题有期限，请填写{field}"));
    }
}

enum status disclosure_check_complete(struct act *act) {
    struct disclosure_source source = {0};
    size_t known = act->problems->count;
    enum status status = disclosure_source_load(act, &source);
    if (status != STATUS_OK) {
        return status;
    }
    check_elements(act);
    check_charge(act);
    check_questions(act);
    check_subject(act, &source);
    enum status ruled[] = {
        disclosure_check_scope(act), disclosure_check_timing(act, office_today(act->office)),
        is_empty(act, "lines") ? STATUS_OK : disclosure_check_totals(act, &source)};
    for (size_t i = 0; status == STATUS_OK && i < sizeof ruled / sizeof ruled[0]; i++) {
        status = ruled[i];
    }
    disclosure_source_release(&source);
    if (status == STATUS_OK && act->problems->count == known) {
        status = disclosure_check_personal(act);
    }
    if (status == STATUS_OK && act->problems->count == known) {
        status = consultation_check_decided(act);
    }
    return act->problems->count > known && status == STATUS_OK ? STATUS_INVALID : status;
}
