/* What a record itself must be for a command, whatever is said with it: asked before the command is offered,
 * and again before it is carried out. Only reads; what is said is judged by the command's own function. */
#include "work/flow_offer.h"

#include <string.h>

#include "work/accountability.h"
#include "work/disclosure.h"
#include "work/flow_fits.h"
#include "work/rights.h"

struct condition_of {
    const char *kind; /* "*": any kind */
    const char *command;
    enum status (*fits)(struct act *act);
};

static const struct condition_of conditions[] = {
    {"feedback", "reply", feedback_check_clock_goes},
    {"feedback", "settle", feedback_fits_settle},
    {"feedback", "announce", feedback_fits_announce},
    {"feedback", "close", feedback_fits_close},
    {"feedback", "visit", feedback_fits_visit},
    {"feedback", "link", feedback_fits_link},
    {"feedback", "unlink", feedback_fits_unlink},
    {"feedback", "pause", feedback_fits_pause},
    {"feedback", "resume", feedback_fits_resume},
    {"feedback", "extend", feedback_fits_extend},
    {"feedback", "request_extend", feedback_fits_extend},
    {"feedback", "consent_extend", feedback_fits_consent},
    {"feedback", "refuse_extend", feedback_fits_refuse},
    {"*", "restore_version", version_fits_restore},
    {"*", "urge", urge_fits},
    {"*", "answer_urge", urge_fits_answer},
    {"opening", "void", opening_fits_void},
    {"meeting", "void", meeting_fits_void},
    {"meeting", "add_feedback", deliberation_fits_add_feedback},
    {"unit", "void", unit_fits_void},
    {"person", "void", person_fits_void},
    {"catalogue", "void", catalogue_fits_void},
    {"catalogue", "owe", duty_fits_owe},
    {"duty", "relist", duty_fits_relist},
    {"disclosure", "submit", disclosure_fits_submit},
    {"disclosure", "mask_personal", disclosure_fits_mask},
    {"disclosure", "waive_personal", disclosure_fits_waive},
    {"disclosure", "approve", disclosure_fits_approve},
    {"disclosure", "reopen", disclosure_fits_reopen},
    {"disclosure", "restore", disclosure_fits_restore},
    {"disclosure", "publish", disclosure_fits_publish},
    {"disclosure", "close_notice", disclosure_fits_close_notice},
    {"disclosure", "correct", disclosure_fits_correct},
    {"board", "void", board_fits_void},
    {"posting", "take_down", posting_fits_take_down},
    {"posting", "void", posting_fits_void},
    {"card", "file", card_fits_file},
    {"finding", "recheck", finding_fits_review},
    {"finding", "rectify", finding_fits_review},
    {"finding", "no_action", finding_fits_no_action},
    {"inspection", "void", inspection_fits_void},
    {"accountability", "edit", accountability_refuse_oneself},
    {"accountability", "propose", accountability_refuse_oneself},
    {"accountability", "report_up", accountability_refuse_oneself},
    {"accountability", "decide", accountability_refuse_oneself},
    {"accountability", "no_action", accountability_refuse_oneself},
    {"accountability", "serve", accountability_fits_serve},
    {"feedback", "to_opinion", feedback_fits_to_opinion},
    {"consultation", "draft_notice", consultation_fits_draft_notice},
    {"consultation", "extend", consultation_fits_extend},
    {"consultation", "end", consultation_fits_end},
    {"consultation", "end_early", consultation_fits_end_early},
    {"consultation", "draft_summary", consultation_fits_draft_summary},
    {"consultation", "close", consultation_fits_close},
    {"consultation", "mark_hot", consultation_fits_mark_hot},
    {"disclosure", "decide_content", consultation_fits_decide_content},
    {"opinion", "void", opinion_fits_void},
    {"opinion", "undo", opinion_fits_undo},
    {"opinion", "to_feedback", opinion_fits_to_feedback},
};

enum status flow_fits(struct act *act) {
    for (size_t i = 0; i < sizeof conditions / sizeof conditions[0]; i++) {
        const struct condition_of *of = &conditions[i];
        bool is_kind = strcmp(of->kind, "*") == 0 || strcmp(of->kind, act->kind) == 0;
        if (is_kind && strcmp(of->command, act->command) == 0) {
            return of->fits(act);
        }
    }
    return STATUS_OK;
}

enum status flow_check_fits(struct office *office, const struct record *record, const char *command,
                            struct problem *problem) {
    struct fields none = FIELDS_INIT;
    struct fields unchanged = FIELDS_INIT;
    struct problems problems = {0};
    struct act act = {
        .office = office,
        .kind = fields_text(&record->fields, "record_kind"),
        .command = command,
        .before = record,
        .id = record->id,
        .arguments = &none,
        .changes = &unchanged,
        .problems = &problems,
    };
    enum status status = flow_fits(&act);
    if (status != STATUS_OK && problem != NULL && problems.count > 0) {
        *problem = problems.items[0];
    }
    fields_release(&unchanged);
    return status;
}

bool flow_offers(struct office *office, const struct record *record, const char *command) {
    const char *kind = fields_text(&record->fields, "record_kind");
    return office_check_writable(office, NULL) == STATUS_OK &&
           flow_allows(office, kind, fields_text(&record->fields, "state"), command) &&
           flow_check_fits(office, record, command, NULL) == STATUS_OK &&
           rights_check(office, record, NULL) == STATUS_OK;
}
