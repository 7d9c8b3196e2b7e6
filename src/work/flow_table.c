/* What may happen to records: one row for each kind, state and command. Only data; flow.c walks it. */
#include "work/kinds.h"

enum {
    CLERK = ROLE_CLERK,
    DESK = ROLE_CLERK | ROLE_SUPERVISOR,
    LEADER = ROLE_SUPERVISOR,
    OFFICE = ROLE_CLERK | ROLE_SUPERVISOR | ROLE_ADMIN,
    ADMIN = ROLE_ADMIN,
};

#define FEEDBACK_COLUMNS                                                                           \
    "title kind received_on source box opening slip_no external_no reporter contact body unit "    \
    "person"
#define OPENING_COLUMNS "box received_on opener second_opener slips void_slips void_reason note"
#define BOX_COLUMNS "title unit place board keeper substitute cycle_days note"
#define UNIT_COLUMNS "title phone address note"
#define PERSON_COLUMNS "title unit duty phone account os_account roles note"

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
    {"unit", "*", "void", OFFICE, "void", "reason", "", unit_void, NULL},
    {"unit", "void", "restore", OFFICE, "open", "", "note", unit_check, NULL},

    {"person", "", "register", ADMIN, "open", "", PERSON_COLUMNS, person_check, NULL},
    {"person", "*", "edit", ADMIN, "=", "", PERSON_COLUMNS, person_check, NULL},
    {"person", "*", "void", ADMIN, "void", "reason", "", person_void, NULL},
    {"person", "void", "restore", ADMIN, "open", "", "note", person_check, NULL},

    {"*", "", "register", CLERK, "open", "", "*", NULL, NULL},
    {"*", "*", "edit", CLERK, "=", "", "*", NULL, NULL},
    {"*", "*", "void", CLERK, "void", "reason", "", NULL, NULL},
    {"*", "void", "restore", DESK, "open", "", "note", NULL, NULL},
    {NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL},
};
