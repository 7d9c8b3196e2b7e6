/* What may happen to records: one row for each kind, state and command. Only data; flow.c walks it. */
#include "work/act.h"
#include "work/catalogue.h"
#include "work/enquiry.h"
#include "work/kinds.h"
#include "work/supervision.h"

enum {
    CLERK = ROLE_CLERK,
    DESK = ROLE_CLERK | ROLE_SUPERVISOR,
    LEADER = ROLE_SUPERVISOR,
    REVIEW = ROLE_REVIEWER | ROLE_SUPERVISOR,
    CHECKERS =
        ROLE_CLERK | ROLE_REVIEWER | ROLE_SUPERVISOR, /* a clerk enters what was signed on paper */
    OFFICE = ROLE_CLERK | ROLE_SUPERVISOR | ROLE_ADMIN,
    ADMIN = ROLE_ADMIN,
};

#define FEEDBACK_COLUMNS                                                                           \
    "title kind received_on source box opening slip_no external_no asked_on reporter contact "     \
    "body unit person about topic meeting linked"
#define WAITING "registered assigned in_hand"
#define SIGNED "signatory signed_on signed_no note"
#define OPENING_COLUMNS "box received_on opener second_opener slips void_slips void_reason note"
#define BOX_COLUMNS "title unit place board keeper substitute cycle_days note"
#define UNIT_COLUMNS "title kind contact phone address duties note"
#define CHANNEL_COLUMNS "title kind unit contact phone address hours note"
#define TEAM_COLUMNS "title kind unit phone from_on to_on meeting_cycle_days note"
#define MEETING_COLUMNS                                                                            \
    "kind team received_on title place participants minutes entitled attended votes_for "          \
    "votes_against abstained opinions decision questions satisfied mostly dissatisfied"
#define TASK_COLUMNS "title meeting received_on unit person due_on demand"
#define PERSON_COLUMNS                                                                             \
    "title reading unit duty phone account os_account roles absent_from absent_to substitute note"
#define PHRASE_COLUMNS "title field body note"
#define BOARD_COLUMNS                                                                              \
    "title kind unit place size print_rows print_cols keeper phone route address built_on "        \
    "condition checked_on check_cycle_days note"
#define POSTING_COLUMNS "proof_no address outlet page_time readers note due_on"
#define POSTED "on received_on " POSTING_COLUMNS
#define CARD_COLUMNS                                                                               \
    "title basis subject form feedback_summary result keeper document_no retention office_code "   \
    "box_no pages"
#define DISCLOSURE_COLUMNS                                                                         \
    "catalogue title received_on period stage unit person leader affair subject element_basis "    \
    "element_subject element_process element_discipline element_result lines total second_total "  \
    "public_interest internal_matter scope scope_reason audience_text timepoint effective_on "     \
    "after_reason major discussion access_note reply_path notice_amount notice_unit expires_on "   \
    "personal_until consultation"
#define FINDING_COLUMNS                                                                            \
    "kind title about evidence internal unit person received_on inspection due_on"
#define INSPECTION_COLUMNS                                                                         \
    "title received_on unit board about leader members scope result internal"
#define OPINION_COLUMNS "received_on way author address contact unit passage body allow_duplicate"
#define CONSULTATION_COLUMNS                                                                       \
    "title kind received_on unit person ways where_to open_on close_on short_reason draft note"
#define ENQUIRY_COLUMNS                                                                            \
    "title received_on way asker contact unit body topic found reply answered_by satisfied"
#define ACCOUNTABILITY_COLUMNS "title unit person facts note"

/* kind, from, command, roles, to, required, optional, function, after */
const struct transition flow_transitions[] = {
    {"feedback", "", "register", CLERK, "registered", "kind title",
     FEEDBACK_COLUMNS " reply answered_by verdict place on allow_duplicate", feedback_register,
     feedback_registered},
    {"feedback", "*", "edit", DESK, "=", "",
     FEEDBACK_COLUMNS " reply answered_by verdict withheld_reason allow_duplicate", feedback_edit,
     detector_after_feedback_edit},
    {"feedback", "registered", "assign", DESK, "assigned", "", "unit person note", feedback_assign,
     NULL},
    {"feedback", "assigned", "reassign", DESK, "assigned", "", "unit person note", feedback_assign,
     NULL},
    {"feedback", "in_hand", "reassign", DESK, "assigned", "", "unit person note", feedback_assign,
     NULL},
    {"feedback", "assigned", "take_up", DESK, "in_hand", "", "note", feedback_take_up, NULL},
    {"feedback", "assigned", "reply", DESK, "replied", "reply", "answered_by verdict note",
     feedback_reply, detector_after_feedback},
    {"feedback", "in_hand", "reply", DESK, "replied", "reply", "answered_by verdict note",
     feedback_reply, detector_after_feedback},
    {"feedback", "replied", "announce", DESK, "announced", "place", "on note", feedback_announce,
     NULL},
    {"feedback", "replied", "withhold", DESK, "=", "reason", "", feedback_withhold, NULL},
    {"feedback", "*", "close", DESK, "closed", "", "note", feedback_close, NULL},
    {"feedback", "registered", "settle", DESK, "closed", "reply",
     "answered_by verdict place on note", feedback_settle, NULL},
    {"feedback", "assigned", "settle", DESK, "closed", "reply", "answered_by verdict place on note",
     feedback_settle, NULL},
    {"feedback", "in_hand", "settle", DESK, "closed", "reply", "answered_by verdict place on note",
     feedback_settle, NULL},
    {"feedback", "in_check", "check_pass", CHECKERS, "replied", "", SIGNED, feedback_check_pass,
     detector_after_feedback},
    {"feedback", "in_check", "check_return", REVIEW, "in_hand", "reason", "", feedback_check_return,
     NULL},
    {"feedback", WAITING " in_check", "to_petition", DESK, "to_petition",
     "exit_to exit_no exit_reason", "exit_on note", feedback_exit, NULL},
    {"feedback", WAITING " in_check", "to_county", DESK, "to_county", "exit_to exit_reason",
     "exit_no exit_on note", feedback_exit, NULL},
    {"feedback", WAITING " in_check", "to_village", DESK, "to_village", "exit_to exit_reason",
     "exit_no exit_on note", feedback_exit, NULL},
    {"feedback", WAITING " in_check", "hand_over", DESK, "handed_over",
     "exit_to exit_no exit_receipt", "exit_reason exit_on note", feedback_exit, NULL},
    {"feedback", WAITING " in_check", "not_accept", DESK, "not_accepted", "exit_reason",
     "exit_to exit_no exit_on note", feedback_exit, NULL},
    {"feedback", "closed", "visit", DESK, "=", "visit_result", "visit_on visit_note visit_again",
     feedback_visit, NULL},
    {"feedback", "*", "link", DESK, "=", "linked", "note", feedback_link, NULL},
    {"feedback", "closed", "link", DESK, "=", "linked", "note", feedback_link, NULL},
    {"feedback", "*", "unlink", DESK, "=", "", "note", feedback_unlink, NULL},
    {"feedback", "closed", "unlink", DESK, "=", "", "note", feedback_unlink, NULL},
    {"feedback", "*", "restore_version", LEADER, "=", "version", "note", version_restore,
     feedback_refresh_opening},
    {"feedback", WAITING, "request_extend", DESK, "=", "amount reason", "", feedback_request_extend,
     NULL},
    {"feedback", "*", "consent_extend", DESK, "=", "", SIGNED, feedback_consent_extend, NULL},
    {"feedback", "*", "refuse_extend", LEADER, "=", "reason", "", feedback_refuse_extend, NULL},
    {"feedback", "*", "void", DESK, "void", "reason", "", feedback_void, feedback_refresh_opening},
    {"feedback", "void", "restore", LEADER, "registered", "reason", "", feedback_restore,
     feedback_refresh_opening},
    {"feedback", "registered", "pause", DESK, "=", "reason", "", feedback_pause, NULL},
    {"feedback", "assigned", "pause", DESK, "=", "reason", "", feedback_pause, NULL},
    {"feedback", "in_hand", "pause", DESK, "=", "reason", "", feedback_pause, NULL},
    {"feedback", "*", "resume", DESK, "=", "", "note", feedback_resume, NULL},
    {"feedback", "registered", "extend", LEADER, "=", "amount reason", "", feedback_extend, NULL},
    {"feedback", "assigned", "extend", LEADER, "=", "amount reason", "", feedback_extend, NULL},
    {"feedback", "in_hand", "extend", LEADER, "=", "amount reason", "", feedback_extend, NULL},

    {"opening", "", "register", CLERK, "open", "box slips", OPENING_COLUMNS, opening_register,
     opening_registered},
    {"opening", "*", "edit", DESK, "=", "", OPENING_COLUMNS, opening_edit, NULL},
    {"opening", "complete", "edit", DESK, "=", "", OPENING_COLUMNS, opening_edit, NULL},
    {"opening", "*", "void", DESK, "void", "reason", "", opening_void, NULL},
    {"opening", "complete", "void", DESK, "void", "reason", "", opening_void, NULL},

    {"box", "", "register", CLERK, "open", "", BOX_COLUMNS, box_check, NULL},
    {"box", "*", "edit", DESK, "=", "", BOX_COLUMNS, box_check, NULL},
    {"box", "*", "void", DESK, "void", "reason", "", box_void, NULL},
    {"box", "void", "restore", DESK, "open", "", "note", box_check, NULL},

    {"unit", "", "register", OFFICE, "open", "", UNIT_COLUMNS, unit_check, duty_refresh_unit},
    {"unit", "*", "edit", OFFICE, "=", "", UNIT_COLUMNS, unit_check, duty_refresh_unit},
    {"unit", "*", "void", OFFICE, "void", "reason", "", NULL, duty_refresh_unit},
    {"unit", "void", "restore", OFFICE, "open", "", "note", unit_check, duty_refresh_unit},

    {"person", "", "register", ADMIN, "open", "", PERSON_COLUMNS, person_check, NULL},
    {"person", "*", "edit", ADMIN, "=", "", PERSON_COLUMNS, person_check, NULL},
    {"person", "*", "void", ADMIN, "void", "reason", "", person_void, NULL},
    {"person", "void", "restore", ADMIN, "open", "", "note", person_check, NULL},

    {"phrase", "", "register", DESK, "open", "", PHRASE_COLUMNS, phrase_check, NULL},
    {"phrase", "*", "edit", DESK, "=", "", PHRASE_COLUMNS, phrase_check, NULL},
    {"phrase", "*", "void", DESK, "void", "reason", "", NULL, NULL},
    {"phrase", "void", "restore", DESK, "open", "", "note", phrase_check, NULL},

    {"*", "*", "urge", LEADER, "=", "", "note again", urge_urge, NULL},
    {"*", "*", "answer_urge", DESK, "=", "answer", "", urge_answer, NULL},

    {"channel", "", "register", OFFICE, "open", "", CHANNEL_COLUMNS, act_check_title_is_new, NULL},
    {"channel", "*", "edit", OFFICE, "=", "", CHANNEL_COLUMNS, act_check_title_is_new, NULL},
    {"channel", "*", "void", OFFICE, "void", "reason", "", NULL, NULL},
    {"channel", "void", "restore", OFFICE, "open", "", "note", act_check_title_is_new, NULL},

    {"team", "", "register", OFFICE, "open", "", TEAM_COLUMNS, team_check, NULL},
    {"team", "*", "edit", OFFICE, "=", "", TEAM_COLUMNS, team_check, NULL},
    {"team", "*", "void", OFFICE, "void", "reason", "", team_void, NULL},
    {"team", "void", "restore", OFFICE, "open", "", "note", team_check, NULL},
    {"team", "*", "add_member", OFFICE, "=", "person duty", "from_on", team_add_member, NULL},
    {"team", "*", "remove_member", OFFICE, "=", "person", "to_on", team_remove_member, NULL},

    {"member", "", "register", OFFICE, "open", "team person duty", "from_on to_on", member_check,
     NULL},
    {"member", "*", "edit", OFFICE, "=", "", "duty from_on", member_check, NULL},
    {"member", "*", "void", OFFICE, "void", "reason", "", NULL, NULL},
    {"member", "void", "restore", OFFICE, "open", "", "note", member_check, NULL},

    {"meeting", "", "register", OFFICE, "open", "", MEETING_COLUMNS, meeting_register,
     meeting_registered},
    {"meeting", "*", "edit", OFFICE, "=", "", MEETING_COLUMNS, meeting_edit, NULL},
    {"meeting", "*", "void", OFFICE, "void", "reason", "", meeting_void, NULL},
    {"meeting", "void", "restore", OFFICE, "open", "", "note", meeting_restore, NULL},
    {"meeting", "*", "add_task", OFFICE, "=", "title due_on", "unit person demand",
     meeting_add_task, NULL},
    {"meeting", "*", "add_feedback", CLERK, "=", "title kind",
     "body reporter contact unit person allow_duplicate", meeting_add_feedback, NULL},

    {"task", "", "register", OFFICE, "open", "title due_on", TASK_COLUMNS, task_check, NULL},
    {"task", "*", "edit", OFFICE, "=", "", TASK_COLUMNS, task_check, NULL},
    {"task", "*", "finish", OFFICE, "closed", "result", "", task_finish, NULL},
    {"task", "*", "void", OFFICE, "void", "reason", "", NULL, NULL},
    {"task", "void", "restore", OFFICE, "open", "", "note", task_check, NULL},

    {"disclosure", "", "register", CLERK, "draft", "", DISCLOSURE_COLUMNS " duty allow_duplicate",
     disclosure_register, disclosure_registered},
    {"disclosure", "draft returned in_review in_approval to_publish", "edit", CLERK, "=", "",
     DISCLOSURE_COLUMNS, disclosure_edit, NULL},
    {"disclosure", "draft returned", "submit", CLERK, "in_review", "", "note", disclosure_submit,
     NULL},
    {"disclosure", "draft returned", "mask_personal", CLERK, "=", "", "note",
     disclosure_mask_personal, NULL},
    {"disclosure", "draft returned in_review in_approval to_publish", "waive_personal", REVIEW, "=",
     "reason", "", disclosure_waive_personal, NULL},
    {"disclosure", "draft returned", "decide_content", DESK, "=", "", "reason decided_note " SIGNED,
     disclosure_decide_content, NULL},
    {"disclosure", "in_review", "review", CHECKERS, "in_approval", "review_outcome",
     "review_basis review_note work_secret " SIGNED, disclosure_review, NULL},
    {"disclosure", "in_review in_approval to_publish", "return", REVIEW, "returned", "reason", "",
     disclosure_return, NULL},
    {"disclosure", "in_approval", "approve", DESK, "to_publish", "", SIGNED, disclosure_approve,
     NULL},
    {"disclosure", "in_review in_approval", "refuse", DESK, "refused",
     "refused_basis refused_reason", "state_secret kept_at " SIGNED, disclosure_refuse,
     disclosure_was_refused},
    {"disclosure", "refused", "re_review", LEADER, "=", "", "note", disclosure_re_review, NULL},
    {"disclosure", "refused", "reopen", LEADER, "draft", "reason", "", disclosure_reopen, NULL},
    {"disclosure", "draft returned", "void", CLERK, "void", "reason", "", disclosure_void, NULL},
    {"disclosure", "void", "restore", LEADER, "draft", "reason", "", disclosure_restore, NULL},
    {"disclosure", "draft returned", "restore_version", LEADER, "=", "version", "note",
     version_restore, NULL},

    {"board", "", "register", OFFICE, "open", "", BOARD_COLUMNS, board_check, NULL},
    {"board", "*", "edit", OFFICE, "=", "", BOARD_COLUMNS, board_check, board_saved},
    {"board", "*", "check", OFFICE, "=", "condition", "checked_on on", board_checked, NULL},
    {"board", "*", "void", OFFICE, "void", "reason", "", board_void, NULL},
    {"board", "void", "restore", OFFICE, "open", "", "note", board_check, NULL},

    {"posting", "", "register", DESK, "open", "disclosure board", "received_on " POSTING_COLUMNS,
     posting_register, detector_after_posting_counts},
    {"posting", "open down", "edit", DESK, "=", "", POSTING_COLUMNS, posting_edit,
     detector_after_posting},
    {"posting", "open", "take_down", DESK, "down", "", "on reason down_on down_reason",
     posting_take_down, detector_after_posting},
    {"posting", "open down", "void", DESK, "void", "reason", "", posting_void,
     detector_after_posting_counts},
    {"posting", "", "restore", 0, "=", "", "", NULL, NULL},

    {"catalogue", "", "register", OFFICE, "open", "", "*", catalogue_register,
     catalogue_registered},
    {"catalogue", "*", "edit", OFFICE, "=", "", "*", catalogue_edit, catalogue_edited},
    {"catalogue", "*", "charge", OFFICE, "=", "", "unit leader person", catalogue_charge,
     duty_refresh_entry},
    {"catalogue", "*", "void", OFFICE, "void", "reason", "", NULL, duty_refresh_entry},
    {"catalogue", "void", "restore", OFFICE, "open", "", "note", catalogue_restore,
     duty_refresh_entry},

    {"disclosure", "to_publish", "publish", DESK, "published", "board", POSTED, disclosure_publish,
     disclosure_was_published},
    {"disclosure", "published on_notice filed", "post", DESK, "=", "board", POSTED, disclosure_post,
     NULL},
    {"disclosure", "on_notice", "object", CLERK, "=", "body",
     "title source reporter contact received_on unit person allow_duplicate", disclosure_object,
     NULL},
    {"disclosure", "on_notice", "close_notice", DESK, "published", "notice_result", "",
     disclosure_close_notice, detector_after_disclosure},
    {"disclosure", "published on_notice filed", "withdraw", LEADER, "withdrawn", "reason", "",
     disclosure_withdraw, detector_after_withdrawal},
    {"disclosure", "published on_notice filed withdrawn", "correct", CLERK, "=", "reason", "",
     disclosure_correct, NULL},

    {"catalogue", "*", "owe", DESK, "=", "title", "on received_on unit", duty_owe, NULL},
    {"catalogue", "*", "mark_hot", DESK, "=", "hot", "hot_source", hot_mark,
     hot_marked},
    {"duty", "open", "draft", CLERK, "drafted", "", "", duty_draft, NULL},
    {"duty", "open", "waive", LEADER, "waived", "reason", "", duty_waive, NULL},
    {"duty", "waived", "relist", LEADER, "open", "reason", "", duty_unwaive, NULL},
    {"duty", "", "register", 0, "=", "", "", NULL, NULL},
    {"duty", "", "edit", 0, "=", "", "", NULL, NULL},
    {"duty", "", "void", 0, "=", "", "", NULL, NULL},
    {"duty", "", "restore", 0, "=", "", "", NULL, NULL},

    {"card", "to_fill", "fill", DESK, "filled", "", CARD_COLUMNS, card_fill, NULL},
    {"card", "to_fill filled", "edit", DESK, "=", "", CARD_COLUMNS, card_edit, NULL},
    {"card", "filled", "file", DESK, "filed", "", "box_no", card_file, NULL},
    {"card", "filed", "put_in_box", DESK, "=", "box_no", "", card_put_in_box, NULL},
    {"card", "", "register", 0, "=", "", "", NULL, NULL}, /* opened by publication alone */
    {"card", "", "void", 0, "=", "", "", NULL, NULL},
    {"card", "", "restore", 0, "=", "", "", NULL, NULL},

    {"finding", "", "register", CHECKERS, "open", "kind title evidence",
     FINDING_COLUMNS " allow_duplicate", finding_register, NULL},
    {"finding", "open", "order", LEADER, "ordered", "demand", "order_no due_on unit person",
     finding_order, NULL},
    {"finding", "ordered", "answer_order", DESK, "answered", "reply", "answered_by note", finding_answer, NULL},
    {"finding", "answered", "recheck", REVIEW, "rectified", "passed", "recheck_note due_on",
     finding_recheck, NULL},
    {"finding", "open", "rectify", REVIEW, "rectified", "outcome_reason", "", finding_rectify,
     NULL},
    {"finding", "open ordered answered", "no_action", LEADER, "no_action", "reason", "",
     finding_no_action, NULL},
    {"finding", "open ordered answered", "accountability", LEADER, "=", "", "unit person note",
     finding_call_to_account, NULL},
    {"finding", "", "edit", 0, "=", "", "", NULL, NULL}, /* what was found stands as it was found */
    {"finding", "", "void", 0, "=", "", "", NULL, NULL},
    {"finding", "", "restore", 0, "=", "", "", NULL, NULL},

    {"inspection", "", "register", CHECKERS, "open", "", INSPECTION_COLUMNS, inspection_check,
     NULL},
    {"inspection", "*", "edit", CHECKERS, "=", "", INSPECTION_COLUMNS, inspection_check, NULL},
    {"inspection", "*", "add_finding", CHECKERS, "=", "kind title evidence",
     "unit person internal due_on", inspection_add_finding, NULL},
    {"inspection", "*", "void", CHECKERS, "void", "reason", "", NULL, NULL},
    {"inspection", "void", "restore", DESK, "open", "", "note", inspection_check, NULL},

    {"accountability", "", "register", LEADER, "open", "finding", ACCOUNTABILITY_COLUMNS,
     accountability_register, accountability_registered},
    {"accountability", "open", "edit", DESK, "=", "", ACCOUNTABILITY_COLUMNS, accountability_edit,
     NULL},
    {"accountability", "open", "propose", LEADER, "proposed", "measure reason", "",
     accountability_propose, NULL},
    {"accountability", "proposed", "report_up", DESK, "reported", "reported_to", "reported_on",
     accountability_report, NULL},
    {"accountability", "open reported", "decide", CHECKERS, "decided", "deciding_body document_no",
     "measure reason decided_on " SIGNED, accountability_decide, accountability_decided},
    {"accountability", "open proposed reported", "no_action", CHECKERS, "no_action", "reason",
     SIGNED, accountability_no_action, accountability_dropped},
    {"accountability", "decided", "serve", DESK, "=", "", "served_on", accountability_serve,
     NULL},
    {"accountability", "", "void", 0, "=", "", "", NULL, NULL},
    {"accountability", "", "restore", 0, "=", "", "", NULL, NULL},

    {"consultation", "", "register", CLERK, "draft", "title kind", CONSULTATION_COLUMNS,
     consultation_register, NULL},
    {"consultation", "draft announcing collecting ended", "edit", CLERK, "=", "",
     CONSULTATION_COLUMNS, consultation_edit, NULL},
    {"consultation", "draft", "draft_notice", CLERK, "announcing", "", "catalogue",
     consultation_draft_notice, NULL},
    {"consultation", "collecting", "extend", DESK, "=", "close_on reason", "", consultation_extend,
     NULL},
    {"consultation", "collecting", "end", DESK, "ended", "", "note", consultation_end, NULL},
    {"consultation", "collecting", "end_early", LEADER, "ended", "reason", "",
     consultation_end_early, NULL},
    {"consultation", "ended", "draft_summary", CLERK, "=", "", "catalogue",
     consultation_draft_summary, NULL},
    {"consultation", "ended", "close", DESK, "closed", "", "note", consultation_close, NULL},
    {"consultation", "announcing collecting ended", "cancel", LEADER, "cancelled", "reason", "",
     consultation_cancel, NULL},
    {"consultation", "ended closed", "mark_hot", DESK, "=", "catalogue hot", "",
     consultation_mark_hot, NULL},
    {"consultation", "draft", "void", CLERK, "void", "reason", "", NULL, NULL},
    {"consultation", "void", "restore", LEADER, "draft", "reason", "", consultation_restore, NULL},

    {"opinion", "", "register", CLERK, "pending", "consultation way body", OPINION_COLUMNS,
     opinion_register, NULL},
    {"opinion", "pending", "edit", DESK, "=", "", OPINION_COLUMNS, opinion_edit, NULL},
    {"opinion", "pending", "decide", CHECKERS, "decided", "decision",
     "reason adopted_to reply same_as", opinion_decide, NULL},
    {"opinion", "pending", "adopt", CHECKERS, "decided", "", "adopted_to reason reply",
     opinion_decide, NULL},
    {"opinion", "pending", "partly", CHECKERS, "decided", "", "adopted_to reason reply",
     opinion_decide, NULL},
    {"opinion", "pending", "decline", CHECKERS, "decided", "", "reason reply", opinion_decide,
     NULL},
    {"opinion", "pending", "unrelated", CHECKERS, "decided", "", "reason reply", opinion_decide,
     NULL},
    {"opinion", "pending", "duplicate", CHECKERS, "decided", "", "same_as reason reply",
     opinion_decide, NULL},
    {"opinion", "in_consent", "consent", DESK, "decided", "", SIGNED, opinion_consent, NULL},
    {"opinion", "in_consent decided", "undo", CHECKERS, "pending", "reason", "", opinion_undo,
     NULL},
    {"opinion", "pending", "to_feedback", CHECKERS, "decided", "", "kind title unit person",
     opinion_to_feedback, opinion_became_feedback},
    {"opinion", "pending", "void", DESK, "void", "reason", "", opinion_void, NULL},
    {"opinion", "void", "restore", DESK, "pending", "reason", "", opinion_restore, NULL},
    {"feedback", WAITING " in_check", "to_opinion", DESK, "to_consultation", "consultation",
     "way passage note allow_duplicate", feedback_to_opinion, NULL},

    {"enquiry", "", "register", CLERK, "answered", "way body", ENQUIRY_COLUMNS, enquiry_register,
     NULL},
    {"enquiry", "asked answered passed_on", "edit", DESK, "=", "", ENQUIRY_COLUMNS, enquiry_edit,
     NULL},
    {"enquiry", "asked", "answer", DESK, "answered", "", "found reply answered_by satisfied topic",
     enquiry_answer, NULL},
    {"enquiry", "asked answered", "to_feedback", CLERK, "passed_on", "",
     "kind title unit person reporter contact body topic allow_duplicate", enquiry_to_feedback,
     enquiry_became_feedback},
    {"enquiry", "asked answered", "void", DESK, "void", "reason", "", enquiry_void, NULL},
    {"enquiry", "void", "restore", DESK, "asked", "reason", "", enquiry_restore, NULL},

    {"*", "", "register", CLERK, "open", "", "*", NULL, NULL},
    {"*", "*", "edit", CLERK, "=", "", "*", NULL, NULL},
    {"*", "*", "void", CLERK, "void", "reason", "", NULL, NULL},
    {"*", "void", "restore", DESK, "open", "", "note", NULL, NULL},
    {NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL},
};
