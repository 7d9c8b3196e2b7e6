/* What may happen to records: one row for each kind, state and command. Only data; flow.c walks it. */
#include "work/act.h"
#include "work/kinds.h"

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
    "body unit person"
#define WAITING "registered assigned in_hand"
#define SIGNED "signatory signed_on signed_no note"
#define OPENING_COLUMNS "box received_on opener second_opener slips void_slips void_reason note"
#define BOX_COLUMNS "title unit place board keeper substitute cycle_days note"
#define UNIT_COLUMNS "title kind contact phone address note"
#define CHANNEL_COLUMNS "title kind unit contact phone address hours note"
#define TEAM_COLUMNS "title kind unit phone from_on to_on meeting_cycle_days note"
#define MEETING_COLUMNS "kind team received_on title place participants minutes"
#define TASK_COLUMNS "title meeting received_on unit person due_on demand"
#define PERSON_COLUMNS                                                                             \
    "title unit duty phone account os_account roles absent_from absent_to substitute note"
#define PHRASE_COLUMNS "title field body note"

/* kind, from, command, roles, to, required, optional, function, after */
const struct transition flow_transitions[] = {
    {"feedback", "", "register", CLERK, "registered", "kind title",
     FEEDBACK_COLUMNS " reply answered_by place on allow_duplicate", feedback_register,
     feedback_registered},
    {"feedback", "*", "edit", DESK, "=", "",
     FEEDBACK_COLUMNS " reply answered_by withheld_reason allow_duplicate", feedback_edit,
     feedback_refresh_opening},
    {"feedback", "registered", "assign", DESK, "assigned", "", "unit person note", feedback_assign,
     NULL},
    {"feedback", "assigned", "reassign", DESK, "assigned", "", "unit person note", feedback_assign,
     NULL},
    {"feedback", "in_hand", "reassign", DESK, "assigned", "", "unit person note", feedback_assign,
     NULL},
    {"feedback", "assigned", "take_up", DESK, "in_hand", "", "note", feedback_take_up, NULL},
    {"feedback", "assigned", "reply", DESK, "replied", "reply", "answered_by note", feedback_reply,
     NULL},
    {"feedback", "in_hand", "reply", DESK, "replied", "reply", "answered_by note", feedback_reply,
     NULL},
    {"feedback", "replied", "announce", DESK, "announced", "place", "on note", feedback_announce,
     NULL},
    {"feedback", "replied", "withhold", DESK, "=", "reason", "", feedback_withhold, NULL},
    {"feedback", "*", "close", DESK, "closed", "", "note", feedback_close, NULL},
    {"feedback", "registered", "settle", DESK, "closed", "reply", "answered_by place on note",
     feedback_settle, NULL},
    {"feedback", "assigned", "settle", DESK, "closed", "reply", "answered_by place on note",
     feedback_settle, NULL},
    {"feedback", "in_hand", "settle", DESK, "closed", "reply", "answered_by place on note",
     feedback_settle, NULL},
    {"feedback", "in_check", "check_pass", CHECKERS, "replied", "", SIGNED, feedback_check_pass,
     NULL},
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

    {"unit", "", "register", OFFICE, "open", "", UNIT_COLUMNS, unit_check, NULL},
    {"unit", "*", "edit", OFFICE, "=", "", UNIT_COLUMNS, unit_check, NULL},
    {"unit", "*", "void", OFFICE, "void", "reason", "", NULL, NULL},
    {"unit", "void", "restore", OFFICE, "open", "", "note", unit_check, NULL},

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

    {"task", "", "register", OFFICE, "open", "title due_on", TASK_COLUMNS, task_check, NULL},
    {"task", "*", "edit", OFFICE, "=", "", TASK_COLUMNS, task_check, NULL},
    {"task", "*", "finish", OFFICE, "closed", "result", "", task_finish, NULL},
    {"task", "*", "void", OFFICE, "void", "reason", "", NULL, NULL},
    {"task", "void", "restore", OFFICE, "open", "", "note", task_check, NULL},

    {"*", "", "register", CLERK, "open", "", "*", NULL, NULL},
    {"*", "*", "edit", CLERK, "=", "", "*", NULL, NULL},
    {"*", "*", "void", CLERK, "void", "reason", "", NULL, NULL},
    {"*", "void", "restore", DESK, "open", "", "note", NULL, NULL},
    {NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL},
};
