-- What lists, exports and counts read: put before each statement as WITH by store/view, never
-- stored. Names come by scalar subquery, never by JOIN (count(*) would keep it); a subquery costs only
-- when its column is asked for. Each view has id, sealed, person and its orders. KIND_open says
-- open = 1 literally, or the partial indexes of open records are not used.

CREATE TEMP VIEW unit_all AS
SELECT r.id, r.record_kind, r.number, r.state, r.open, r.sealed, r.title, r.unit, r.person,
       r.received_on, r.due_on, r.due_sort, r.paused_on, r.limit_rule, r.extended_by, r.statutory,
       r.ver, r.created, r.changed,
       (SELECT u.title FROM record u WHERE u.id = r.unit) AS unit_name,
       (SELECT p.title FROM record p WHERE p.id = r.person) AS person_name,
       (SELECT d.kind FROM unit d WHERE d.id = r.id) AS kind,
       (SELECT d.contact FROM unit d WHERE d.id = r.id) AS contact,
       (SELECT d.phone FROM unit d WHERE d.id = r.id) AS phone,
       (SELECT d.address FROM unit d WHERE d.id = r.id) AS address,
       (SELECT d.note FROM unit d WHERE d.id = r.id) AS note
FROM record r
WHERE r.record_kind = 'unit';

CREATE TEMP VIEW unit_open AS SELECT * FROM unit_all WHERE open = 1;

CREATE TEMP VIEW person_all AS
SELECT r.id, r.record_kind, r.number, r.state, r.open, r.sealed, r.title, r.unit, r.person,
       r.received_on, r.due_on, r.due_sort, r.paused_on, r.limit_rule, r.extended_by, r.statutory,
       r.ver, r.created, r.changed,
       (SELECT u.title FROM record u WHERE u.id = r.unit) AS unit_name,
       (SELECT p.title FROM record p WHERE p.id = r.person) AS person_name,
       (SELECT d.duty FROM person d WHERE d.id = r.id) AS duty,
       (SELECT d.phone FROM person d WHERE d.id = r.id) AS phone,
       (SELECT d.account FROM person d WHERE d.id = r.id) AS account,
       (SELECT d.os_account FROM person d WHERE d.id = r.id) AS os_account,
       (SELECT d.roles FROM person d WHERE d.id = r.id) AS roles,
       (SELECT d.absent_from FROM person d WHERE d.id = r.id) AS absent_from,
       (SELECT d.absent_to FROM person d WHERE d.id = r.id) AS absent_to,
       (SELECT d.substitute FROM person d WHERE d.id = r.id) AS substitute,
       (SELECT s.title FROM person d, record s WHERE d.id = r.id AND s.id = d.substitute) AS substitute_name,
       (SELECT d.note FROM person d WHERE d.id = r.id) AS note
FROM record r
WHERE r.record_kind = 'person';

CREATE TEMP VIEW person_open AS SELECT * FROM person_all WHERE open = 1;

-- due_on: the day of the next opening.
CREATE TEMP VIEW box_all AS
SELECT r.id, r.record_kind, r.number, r.state, r.open, r.sealed, r.title, r.unit, r.person,
       r.received_on, r.due_on, r.due_sort, r.paused_on, r.limit_rule, r.extended_by, r.statutory,
       r.ver, r.created, r.changed,
       (SELECT u.title FROM record u WHERE u.id = r.unit) AS unit_name,
       (SELECT p.title FROM record p WHERE p.id = r.person) AS person_name,
       (SELECT d.place FROM box d WHERE d.id = r.id) AS place,
       (SELECT d.board FROM box d WHERE d.id = r.id) AS board,
       (SELECT d.keeper FROM box d WHERE d.id = r.id) AS keeper,
       (SELECT k.title FROM box d, record k WHERE d.id = r.id AND k.id = d.keeper) AS keeper_name,
       (SELECT d.substitute FROM box d WHERE d.id = r.id) AS substitute,
       (SELECT k.title FROM box d, record k WHERE d.id = r.id AND k.id = d.substitute) AS substitute_name,
       (SELECT d.cycle_days FROM box d WHERE d.id = r.id) AS cycle_days,
       (SELECT d.opened_on FROM box d WHERE d.id = r.id) AS opened_on,
       (SELECT d.note FROM box d WHERE d.id = r.id) AS note
FROM record r
WHERE r.record_kind = 'box';

CREATE TEMP VIEW box_open AS SELECT * FROM box_all WHERE open = 1;

-- registered: the slips of this opening that have a record which is not void. Several
-- records of one slip count once.
CREATE TEMP VIEW opening_all AS
SELECT r.id, r.record_kind, r.number, r.state, r.open, r.sealed, r.title, r.unit, r.person,
       r.received_on, r.due_on, r.due_sort, r.paused_on, r.limit_rule, r.extended_by, r.statutory,
       r.ver, r.created, r.changed,
       (SELECT u.title FROM record u WHERE u.id = r.unit) AS unit_name,
       (SELECT p.title FROM record p WHERE p.id = r.person) AS person_name,
       (SELECT d.box FROM opening d WHERE d.id = r.id) AS box,
       (SELECT b.title FROM opening d, record b WHERE d.id = r.id AND b.id = d.box) AS box_name,
       (SELECT d.opener FROM opening d WHERE d.id = r.id) AS opener,
       (SELECT d.second_opener FROM opening d WHERE d.id = r.id) AS second_opener,
       (SELECT d.slips FROM opening d WHERE d.id = r.id) AS slips,
       (SELECT d.void_slips FROM opening d WHERE d.id = r.id) AS void_slips,
       (SELECT d.void_reason FROM opening d WHERE d.id = r.id) AS void_reason,
       (SELECT d.note FROM opening d WHERE d.id = r.id) AS note,
       (SELECT count(*) FROM feedback f, record s WHERE f.opening = r.id AND s.id = f.id AND s.state <> 'void'
           AND NOT EXISTS (SELECT 1 FROM feedback g, record t WHERE g.opening = f.opening AND g.slip_no = f.slip_no
                           AND g.id < f.id AND t.id = g.id AND t.state <> 'void')) AS registered
FROM record r
WHERE r.record_kind = 'opening';

CREATE TEMP VIEW opening_open AS SELECT * FROM opening_all WHERE open = 1;

CREATE TEMP VIEW phrase_all AS
SELECT r.id, r.record_kind, r.number, r.state, r.open, r.sealed, r.title, r.unit, r.person,
       r.received_on, r.due_on, r.due_sort, r.paused_on, r.limit_rule, r.extended_by, r.statutory,
       r.ver, r.created, r.changed,
       (SELECT u.title FROM record u WHERE u.id = r.unit) AS unit_name,
       (SELECT p.title FROM record p WHERE p.id = r.person) AS person_name,
       (SELECT d.field FROM phrase d WHERE d.id = r.id) AS field,
       (SELECT d.body FROM phrase d WHERE d.id = r.id) AS body,
       (SELECT d.note FROM phrase d WHERE d.id = r.id) AS note
FROM record r
WHERE r.record_kind = 'phrase';

CREATE TEMP VIEW phrase_open AS SELECT * FROM phrase_all WHERE open = 1;

CREATE TEMP VIEW feedback_all AS
SELECT r.id, r.record_kind, r.number, r.state, r.open, r.sealed, r.title, r.unit, r.person,
       r.received_on, r.due_on, r.due_sort, r.paused_on, r.limit_rule, r.extended_by, r.statutory,
       r.ver, r.created, r.changed,
       (SELECT u.title FROM record u WHERE u.id = r.unit) AS unit_name,
       (SELECT p.title FROM record p WHERE p.id = r.person) AS person_name,
       (SELECT d.kind FROM feedback d WHERE d.id = r.id) AS kind,
       (SELECT d.source FROM feedback d WHERE d.id = r.id) AS source,
       (SELECT d.box FROM feedback d WHERE d.id = r.id) AS box,
       (SELECT b.title FROM feedback d, record b WHERE d.id = r.id AND b.id = d.box) AS box_name,
       (SELECT d.opening FROM feedback d WHERE d.id = r.id) AS opening,
       (SELECT o.number FROM feedback d, record o WHERE d.id = r.id AND o.id = d.opening) AS opening_name,
       (SELECT d.slip_no FROM feedback d WHERE d.id = r.id) AS slip_no,
       (SELECT d.external_no FROM feedback d WHERE d.id = r.id) AS external_no,
       (SELECT d.reporter FROM feedback d WHERE d.id = r.id) AS reporter,
       (SELECT d.contact FROM feedback d WHERE d.id = r.id) AS contact,
       (SELECT d.body FROM feedback d WHERE d.id = r.id) AS body,
       (SELECT d.reply FROM feedback d WHERE d.id = r.id) AS reply,
       (SELECT d.answered_by FROM feedback d WHERE d.id = r.id) AS answered_by,
       (SELECT d.replied_on FROM feedback d WHERE d.id = r.id) AS replied_on,
       (SELECT d.reply_due_on FROM feedback d WHERE d.id = r.id) AS reply_due_on,
       (SELECT d.announced_on FROM feedback d WHERE d.id = r.id) AS announced_on,
       (SELECT d.announced_place FROM feedback d WHERE d.id = r.id) AS announced_place,
       (SELECT d.withheld_reason FROM feedback d WHERE d.id = r.id) AS withheld_reason,
       (SELECT d.closed_on FROM feedback d WHERE d.id = r.id) AS closed_on,
       (SELECT d.void_reason FROM feedback d WHERE d.id = r.id) AS void_reason,
       (SELECT d.same_as FROM feedback d WHERE d.id = r.id) AS same_as,
       (SELECT d.typed_by FROM feedback d WHERE d.id = r.id) AS typed_by,
       (SELECT x.title FROM feedback d, record x WHERE d.id = r.id AND x.id = d.typed_by) AS typed_by_name,
       (SELECT d.checked_by FROM feedback d WHERE d.id = r.id) AS checked_by,
       (SELECT x.title FROM feedback d, record x WHERE d.id = r.id AND x.id = d.checked_by) AS checked_by_name,
       (SELECT d.checked_on FROM feedback d WHERE d.id = r.id) AS checked_on,
       (SELECT d.signatory FROM feedback d WHERE d.id = r.id) AS signatory,
       (SELECT d.signed_on FROM feedback d WHERE d.id = r.id) AS signed_on,
       (SELECT d.signed_no FROM feedback d WHERE d.id = r.id) AS signed_no,
       (SELECT d.asked_on FROM feedback d WHERE d.id = r.id) AS asked_on,
       (SELECT d.ext_amount FROM feedback d WHERE d.id = r.id) AS ext_amount,
       (SELECT d.ext_reason FROM feedback d WHERE d.id = r.id) AS ext_reason,
       (SELECT d.ext_asked_on FROM feedback d WHERE d.id = r.id) AS ext_asked_on,
       (SELECT d.ext_asked_by FROM feedback d WHERE d.id = r.id) AS ext_asked_by,
       (SELECT x.title FROM feedback d, record x WHERE d.id = r.id AND x.id = d.ext_asked_by) AS ext_asked_by_name,
       (SELECT d.exit_to FROM feedback d WHERE d.id = r.id) AS exit_to,
       (SELECT d.exit_on FROM feedback d WHERE d.id = r.id) AS exit_on,
       (SELECT d.exit_no FROM feedback d WHERE d.id = r.id) AS exit_no,
       (SELECT d.exit_receipt FROM feedback d WHERE d.id = r.id) AS exit_receipt,
       (SELECT d.exit_reason FROM feedback d WHERE d.id = r.id) AS exit_reason,
       (SELECT d.visit_by FROM feedback d WHERE d.id = r.id) AS visit_by,
       (SELECT d.visit_on FROM feedback d WHERE d.id = r.id) AS visit_on,
       (SELECT d.visit_result FROM feedback d WHERE d.id = r.id) AS visit_result,
       (SELECT d.visit_again FROM feedback d WHERE d.id = r.id) AS visit_again,
       (SELECT d.visit_note FROM feedback d WHERE d.id = r.id) AS visit_note,
       (SELECT d.reopened_on FROM feedback d WHERE d.id = r.id) AS reopened_on,
       (SELECT d.again_of FROM feedback d WHERE d.id = r.id) AS again_of,
       (SELECT x.number FROM feedback d, record x WHERE d.id = r.id AND x.id = d.again_of) AS again_of_name
FROM record r
WHERE r.record_kind = 'feedback';

CREATE TEMP VIEW feedback_open AS SELECT * FROM feedback_all WHERE open = 1;

-- Answered, and neither announced nor withheld yet.
CREATE TEMP VIEW feedback_announce AS
SELECT * FROM feedback_all WHERE open = 1 AND state = 'replied' AND sealed = 0 AND withheld_reason IS NULL;

-- Closed ones to be visited back, by the day until which that is due: the one date that counts for them.
CREATE TEMP VIEW feedback_visit AS
SELECT v.id, a.record_kind, 1 AS open, v.visit_by AS due_on, v.visit_by AS due_sort,
       a.number, a.state, a.sealed, a.title, a.unit, a.person, a.received_on, a.paused_on,
       a.limit_rule, a.extended_by, a.statutory, a.ver, a.created, a.changed, a.unit_name,
       a.person_name, a.kind, a.source, a.box, a.box_name, a.opening, a.opening_name, a.slip_no,
       a.external_no, a.reporter, a.contact, a.body, a.reply, a.answered_by, a.replied_on,
       a.reply_due_on, a.announced_on, a.announced_place, a.withheld_reason, a.closed_on,
       a.void_reason, a.same_as, a.typed_by, a.typed_by_name, a.checked_by, a.checked_by_name,
       a.checked_on, a.signatory, a.signed_on, a.signed_no, a.asked_on, a.ext_amount,
       a.ext_reason, a.ext_asked_on, a.ext_asked_by, a.ext_asked_by_name, a.exit_to, a.exit_on,
       a.exit_no, a.exit_receipt, a.exit_reason, a.visit_by, a.visit_on, a.visit_result,
       a.visit_again, a.visit_note, a.reopened_on, a.again_of, a.again_of_name
FROM feedback v CROSS JOIN feedback_all a ON a.id = v.id
WHERE v.visit_by IS NOT NULL;

-- Every kind that has a date, worst first (overdue_all), and those whose clock stands (overdue_paused). Who is
-- charged: the record's unit and person, a box's keeper and his unit.
CREATE TEMP VIEW overdue_all AS
SELECT r.id, r.record_kind, r.number, r.state, r.open, r.sealed, r.title, r.unit, r.person,
       r.received_on, r.due_on, r.due_sort, r.paused_on, r.limit_rule, r.extended_by, r.statutory,
       coalesce(r.unit, CASE WHEN r.record_kind = 'box'
           THEN (SELECT k.unit FROM box d, record k WHERE d.id = r.id AND k.id = d.keeper) END, 0) AS charged_unit,
       coalesce((SELECT u.title FROM record u WHERE u.id = r.unit), CASE WHEN r.record_kind = 'box'
           THEN (SELECT u.title FROM box d, record k, record u WHERE d.id = r.id AND k.id = d.keeper AND u.id = k.unit) END) AS unit_name,
       coalesce((SELECT p.title FROM record p WHERE p.id = r.person), CASE WHEN r.record_kind = 'box'
           THEN (SELECT k.title FROM box d, record k WHERE d.id = r.id AND k.id = d.keeper) END) AS person_name,
       CASE WHEN r.record_kind = 'feedback' THEN (SELECT d.ext_asked_on FROM feedback d WHERE d.id = r.id) END AS ext_asked_on,
       (SELECT count(*) FROM urge g WHERE g.record = r.id) AS urges,
       (SELECT max(g.at) FROM urge g WHERE g.record = r.id) AS last_urged
FROM record r
WHERE r.open = 1 AND r.due_on IS NOT NULL AND r.paused_on IS NULL;

CREATE TEMP VIEW overdue_paused AS
SELECT r.id, r.record_kind, r.number, r.state, r.open, r.sealed, r.title, r.unit, r.person,
       r.received_on, r.due_on, r.due_sort, r.paused_on, r.limit_rule, r.statutory,
       (SELECT u.title FROM record u WHERE u.id = r.unit) AS unit_name,
       (SELECT p.title FROM record p WHERE p.id = r.person) AS person_name,
       NULL AS ext_asked_on,
       (SELECT h.reason FROM pause h WHERE h.record = r.id AND h.to_on IS NULL) AS pause_reason,
       (SELECT count(*) FROM urge g WHERE g.record = r.id) AS urges
FROM record r
WHERE r.open = 1 AND r.paused_on IS NOT NULL;

CREATE TEMP VIEW channel_all AS
SELECT r.id, r.record_kind, r.number, r.state, r.open, r.sealed, r.title, r.unit, r.person,
       r.received_on, r.due_on, r.due_sort, r.paused_on, r.limit_rule, r.extended_by, r.statutory,
       r.ver, r.created, r.changed,
       (SELECT u.title FROM record u WHERE u.id = r.unit) AS unit_name,
       (SELECT p.title FROM record p WHERE p.id = r.person) AS person_name,
       (SELECT d.kind FROM channel d WHERE d.id = r.id) AS kind,
       (SELECT d.contact FROM channel d WHERE d.id = r.id) AS contact,
       (SELECT d.phone FROM channel d WHERE d.id = r.id) AS phone,
       (SELECT d.address FROM channel d WHERE d.id = r.id) AS address,
       (SELECT d.hours FROM channel d WHERE d.id = r.id) AS hours,
       (SELECT d.note FROM channel d WHERE d.id = r.id) AS note
FROM record r
WHERE r.record_kind = 'channel';

CREATE TEMP VIEW channel_open AS SELECT * FROM channel_all WHERE open = 1;

-- due_on: the day of the next meeting.
CREATE TEMP VIEW team_all AS
SELECT r.id, r.record_kind, r.number, r.state, r.open, r.sealed, r.title, r.unit, r.person,
       r.received_on, r.due_on, r.due_sort, r.paused_on, r.limit_rule, r.extended_by, r.statutory,
       r.ver, r.created, r.changed,
       (SELECT u.title FROM record u WHERE u.id = r.unit) AS unit_name,
       (SELECT p.title FROM record p WHERE p.id = r.person) AS person_name,
       (SELECT d.kind FROM team d WHERE d.id = r.id) AS kind,
       (SELECT d.phone FROM team d WHERE d.id = r.id) AS phone,
       (SELECT d.from_on FROM team d WHERE d.id = r.id) AS from_on,
       (SELECT d.to_on FROM team d WHERE d.id = r.id) AS to_on,
       (SELECT d.meeting_cycle_days FROM team d WHERE d.id = r.id) AS meeting_cycle_days,
       (SELECT d.met_on FROM team d WHERE d.id = r.id) AS met_on,
       (SELECT d.note FROM team d WHERE d.id = r.id) AS note,
       (SELECT count(*) FROM member m, record s WHERE m.team = r.id AND s.id = m.id AND s.open = 1) AS members
FROM record r
WHERE r.record_kind = 'team';

CREATE TEMP VIEW team_open AS SELECT * FROM team_all WHERE open = 1;

CREATE TEMP VIEW member_all AS
SELECT r.id, r.record_kind, r.number, r.state, r.open, r.sealed, r.title, r.unit, r.person,
       r.received_on, r.due_on, r.due_sort, r.paused_on, r.limit_rule, r.extended_by, r.statutory,
       r.ver, r.created, r.changed,
       (SELECT u.title FROM record u WHERE u.id = r.unit) AS unit_name,
       (SELECT p.title FROM record p WHERE p.id = r.person) AS person_name,
       (SELECT d.team FROM member d WHERE d.id = r.id) AS team,
       (SELECT x.title FROM member d, record x WHERE d.id = r.id AND x.id = d.team) AS team_name,
       (SELECT d.duty FROM member d WHERE d.id = r.id) AS duty,
       (SELECT d.from_on FROM member d WHERE d.id = r.id) AS from_on,
       (SELECT d.to_on FROM member d WHERE d.id = r.id) AS to_on
FROM record r
WHERE r.record_kind = 'member';

CREATE TEMP VIEW member_open AS SELECT * FROM member_all WHERE open = 1;

CREATE TEMP VIEW meeting_all AS
SELECT r.id, r.record_kind, r.number, r.state, r.open, r.sealed, r.title, r.unit, r.person,
       r.received_on, r.due_on, r.due_sort, r.paused_on, r.limit_rule, r.extended_by, r.statutory,
       r.ver, r.created, r.changed,
       (SELECT u.title FROM record u WHERE u.id = r.unit) AS unit_name,
       (SELECT p.title FROM record p WHERE p.id = r.person) AS person_name,
       (SELECT d.kind FROM meeting d WHERE d.id = r.id) AS kind,
       (SELECT d.team FROM meeting d WHERE d.id = r.id) AS team,
       (SELECT x.title FROM meeting d, record x WHERE d.id = r.id AND x.id = d.team) AS team_name,
       (SELECT d.place FROM meeting d WHERE d.id = r.id) AS place,
       (SELECT d.participants FROM meeting d WHERE d.id = r.id) AS participants,
       (SELECT d.minutes FROM meeting d WHERE d.id = r.id) AS minutes,
       (SELECT count(*) FROM task t, record s WHERE t.meeting = r.id AND s.id = t.id AND s.open = 1) AS tasks
FROM record r
WHERE r.record_kind = 'meeting';

CREATE TEMP VIEW meeting_open AS SELECT * FROM meeting_all WHERE open = 1;

CREATE TEMP VIEW task_all AS
SELECT r.id, r.record_kind, r.number, r.state, r.open, r.sealed, r.title, r.unit, r.person,
       r.received_on, r.due_on, r.due_sort, r.paused_on, r.limit_rule, r.extended_by, r.statutory,
       r.ver, r.created, r.changed,
       (SELECT u.title FROM record u WHERE u.id = r.unit) AS unit_name,
       (SELECT p.title FROM record p WHERE p.id = r.person) AS person_name,
       (SELECT d.meeting FROM task d WHERE d.id = r.id) AS meeting,
       (SELECT x.title FROM task d, record x WHERE d.id = r.id AND x.id = d.meeting) AS meeting_name,
       (SELECT d.demand FROM task d WHERE d.id = r.id) AS demand,
       (SELECT d.result FROM task d WHERE d.id = r.id) AS result,
       (SELECT d.done_on FROM task d WHERE d.id = r.id) AS done_on
FROM record r
WHERE r.record_kind = 'task';

CREATE TEMP VIEW task_open AS SELECT * FROM task_all WHERE open = 1;
