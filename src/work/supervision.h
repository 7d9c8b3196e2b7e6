/* The functions of the flow table for findings, inspections and accountability, and those that call the detectors.
 * Used by flow_table.c and the files they stand in. */
#ifndef ZWGK_WORK_SUPERVISION_H
#define ZWGK_WORK_SUPERVISION_H

#include "work/flow.h"

/* finding.c, finding_end.c, inspection.c */
enum status finding_register(struct act *act);
enum status finding_order(struct act *act);
enum status finding_answer(struct act *act);
enum status finding_recheck(struct act *act);
enum status finding_rectify(struct act *act);
enum status finding_no_action(struct act *act);
enum status finding_call_to_account(struct act *act);
enum status inspection_check(struct act *act);
enum status inspection_add_finding(struct act *act);

/* accountability.c, accountability_end.c */
enum status accountability_register(struct act *act);
enum status accountability_registered(struct act *act);
enum status accountability_edit(struct act *act);
enum status accountability_propose(struct act *act);
enum status accountability_report(struct act *act);
enum status accountability_decide(struct act *act);
enum status accountability_decided(struct act *act);
enum status accountability_no_action(struct act *act);
enum status accountability_dropped(struct act *act);
enum status accountability_serve(struct act *act);

/* detector_open.c: what the kind does after a change, and then the detectors over the disclosure it was of. */
enum status detector_after_posting(struct act *act);
enum status detector_after_posting_counts(struct act *act); /* where it hangs is another */
enum status detector_after_feedback(struct act *act);
enum status detector_after_feedback_edit(struct act *act);
enum status detector_after_withdrawal(struct act *act);
enum status detector_after_disclosure(struct act *act);

#endif
