/* The end of a collection: every opinion is decided, its summary is public, and what was asked about is fixed as it
 * is now. Mission D3, D4. */
#include <stdio.h>
#include <string.h>

#include "work/consultation_run.h"
#include "work/flow_fits.h"
#include "work/kinds.h"
#include "work/visible.h"

enum status consultation_count_open(struct act *act, int64_t consultation, int64_t *count) {
    struct visible all = visible_to_rules();
    struct opinion_counts counts = {0};
    struct problem problem = {0};
    enum status status = opinion_counts_read(act->office, &all, consultation, &counts, &problem);
    *count = counts.total[OPINIONS_PENDING];
    opinion_counts_release(&counts);
    return status == STATUS_OK ? status : act_refuse_with(act, &problem);
}

static enum status check_all_decided(struct act *act, const char *message) {
    struct problem problem = {0};
    int64_t count = 0;
    enum status status = consultation_count_open(act, act->id, &count);
    if (status != STATUS_OK || count == 0) {
        return status;
    }
    problem_set(&problem, STATUS_DENIED, "", message);
    problem_place_integer(&problem, "count", count);
    return act_refuse_with(act, &problem);
}

static enum status refuse_summary(struct act *act, const struct record *summary,
                                  const char *message) {
    struct problem problem = {0};
    const char *state = fields_text(&summary->fields, "state");
    problem_set(&problem, STATUS_DENIED, "", message);
    problem_place(&problem, "summary", fields_text(&summary->fields, "number"));
    problem_place(&problem, "state", flow_state_label("disclosure", state));
    return act_refuse_with(act, &problem);
}

/* Drafted anew while it is under way and opinions changed since. */
static enum status check_redraft(struct act *act, const struct record *text) {
    bool is_fresh = true;
    enum status status =
        consultation_is_fresh(act, act->id, fields_text(&text->fields, "drafted_from"), &is_fresh);
    if (status == STATUS_OK && is_fresh) {
        status = refuse_summary(act, text, N_("{number} 的采纳情况已经起草：{summary}（{state}）"));
    } else if (status == STATUS_OK && !consultation_text_is_under_way(text)) {
        status = refuse_summary(act, text,
                                N_("{number} 的采纳情况 {summary} 公布以后意见有变，"
                                   "先更正 {summary}，再起草采纳情况"));
    }
    return status;
}

enum status consultation_fits_draft_summary(struct act *act) {
    struct record text = {0};
    enum status status =
        check_all_decided(act, N_("{number} 还有 {count} 条意见没有处理，处理完才能起草采纳情况"));
    if (status == STATUS_OK) {
        status = consultation_read_text(act, act_integer(act, "summary"), &text);
    }
    if (status == STATUS_OK &&
        (consultation_text_is_under_way(&text) || consultation_text_is_public(&text))) {
        status = check_redraft(act, &text);
    }
    record_release(&text);
    return status;
}

static enum status check_public(struct act *act, const struct record *summary) {
    bool is_fresh = true;
    if (!consultation_text_is_public(summary)) {
        return refuse_summary(act, summary,
                              N_("{number} 的采纳情况 {summary} 还是{state}，公布了才能办结"));
    }
    enum status status = consultation_is_fresh(
        act, act->id, fields_text(&summary->fields, "drafted_from"), &is_fresh);
    if (status == STATUS_OK && !is_fresh) {
        status = refuse_summary(act, summary,
                                N_("{number} 的采纳情况 {summary} 公布以后意见有变，"
                                   "先更正 {summary}，更正公布了才能办结"));
    }
    return status;
}

enum status consultation_fits_close(struct act *act) {
    struct record summary = {0};
    int64_t id = act_integer(act, "summary");
    enum status status =
        check_all_decided(act, N_("{number} 还有 {count} 条意见没有处理，不能办结"));
    if (status == STATUS_OK && id == 0) {
        status =
            act_refuse(act, STATUS_DENIED, "", N_("{number} 的采纳情况还没有起草、公布，不能办结"));
    } else if (status == STATUS_OK) {
        status = act_read(act, id, &summary);
    }
    if (status == STATUS_OK) {
        status = check_public(act, &summary);
    }
    record_release(&summary);
    return status;
}

enum status consultation_close(struct act *act) {
    struct visible all = visible_to_rules();
    struct opinion_counts counts = {0};
    struct problem problem = {0};
    char today[DATE_BYTES], note[300];
    enum status status = opinion_counts_read(act->office, &all, act->id, &counts, &problem);
    if (status != STATUS_OK) {
        return act_refuse_with(act, &problem);
    }
    snprintf(note, sizeof note,
             "%s：意见 %lld 条，采纳 %lld 条，部分采纳 %lld 条，不采纳 %lld 条；内容和范围照此确定",
             fields_text(&act->before->fields, "number"), (long long)counts.total[OPINIONS_ALL],
             (long long)counts.total[OPINIONS_ADOPTED], (long long)counts.total[OPINIONS_PARTLY],
             (long long)counts.total[OPINIONS_DECLINED]);
    opinion_counts_release(&counts);
    fields_set(act->changes, "closed_on", act_today(act, today));
    fields_set(act->changes, "due_on", "");
    fields_set(act->changes, "limit_rule", "");
    act_note(act, "%s", note);
    return consultation_freeze(act, note);
}
