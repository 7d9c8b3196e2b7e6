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
       r.pinyin_sort, r.stroke_sort,
       (SELECT d.kind FROM unit d WHERE d.id = r.id) AS kind,
       (SELECT d.contact FROM unit d WHERE d.id = r.id) AS contact,
       (SELECT d.phone FROM unit d WHERE d.id = r.id) AS phone,
       (SELECT d.address FROM unit d WHERE d.id = r.id) AS address,
       (SELECT d.note FROM unit d WHERE d.id = r.id) AS note,
       (SELECT d.duties FROM unit d WHERE d.id = r.id) AS duties
FROM record r
WHERE r.record_kind = 'unit';

CREATE TEMP VIEW unit_open AS SELECT * FROM unit_all WHERE open = 1;

CREATE TEMP VIEW person_all AS
SELECT r.id, r.record_kind, r.number, r.state, r.open, r.sealed, r.title, r.unit, r.person,
       r.received_on, r.due_on, r.due_sort, r.paused_on, r.limit_rule, r.extended_by, r.statutory,
       r.ver, r.created, r.changed,
       (SELECT u.title FROM record u WHERE u.id = r.unit) AS unit_name,
       (SELECT p.title FROM record p WHERE p.id = r.person) AS person_name,
       r.pinyin_sort, r.stroke_sort,
       (SELECT d.duty FROM person d WHERE d.id = r.id) AS duty,
       (SELECT d.phone FROM person d WHERE d.id = r.id) AS phone,
       (SELECT d.reading FROM person d WHERE d.id = r.id) AS reading,
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
       (SELECT x.number FROM feedback d, record x WHERE d.id = r.id AND x.id = d.again_of) AS again_of_name,
       (SELECT d.about FROM feedback d WHERE d.id = r.id) AS about,
       (SELECT x.number FROM feedback d, record x WHERE d.id = r.id AND x.id = d.about) AS about_name,
       (SELECT d.topic FROM feedback d WHERE d.id = r.id) AS topic,
       (SELECT x.title FROM feedback d, record x WHERE d.id = r.id AND x.id = d.topic) AS topic_name,
       (SELECT d.verdict FROM feedback d WHERE d.id = r.id) AS verdict,
       (SELECT d.meeting FROM feedback d WHERE d.id = r.id) AS meeting,
       (SELECT x.title FROM feedback d, record x WHERE d.id = r.id AND x.id = d.meeting) AS meeting_name,
       (SELECT d.linked FROM feedback d WHERE d.id = r.id) AS linked,
       (SELECT x.number FROM feedback d, record x WHERE d.id = r.id AND x.id = d.linked) AS linked_name
FROM record r
WHERE r.record_kind = 'feedback';

CREATE TEMP VIEW feedback_open AS SELECT * FROM feedback_all WHERE open = 1;

-- Of a meeting, through its index.
CREATE TEMP VIEW feedback_of AS
SELECT d.id, r.record_kind, r.number, r.state, r.open, r.sealed, r.title, r.unit, r.person,
       r.received_on, r.due_on, r.due_sort,
       (SELECT u.title FROM record u WHERE u.id = r.unit) AS unit_name,
       (SELECT p.title FROM record p WHERE p.id = r.person) AS person_name,
       d.kind,
       d.meeting
FROM feedback d CROSS JOIN record r ON r.id = d.id;

-- What a feedback is linked with, whichever of the two says so.
CREATE TEMP VIEW feedback_linked AS
SELECT d.id, r.record_kind, r.number, r.state, r.open, r.sealed, r.title, r.unit, r.person,
       r.received_on, r.due_on, r.due_sort,
       (SELECT u.title FROM record u WHERE u.id = r.unit) AS unit_name,
       (SELECT p.title FROM record p WHERE p.id = r.person) AS person_name,
       (SELECT f.kind FROM feedback f WHERE f.id = d.id) AS kind,
       d.linked_with
FROM (SELECT id, linked AS linked_with FROM feedback WHERE linked IS NOT NULL
      UNION ALL SELECT linked, id FROM feedback WHERE linked IS NOT NULL) d CROSS JOIN record r ON r.id = d.id;

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
       a.visit_again, a.visit_note, a.reopened_on, a.again_of, a.again_of_name, a.about, a.about_name, a.topic,
       a.topic_name, a.verdict, a.meeting, a.meeting_name, a.linked, a.linked_name
FROM feedback v CROSS JOIN feedback_all a ON a.id = v.id
WHERE v.visit_by IS NOT NULL;

-- Every kind that has a date, worst first (overdue_all), and those whose clock stands (overdue_paused). Who is
-- charged: the record's unit and person, a box's or board's keeper and his unit; with an opinion those who collect.
CREATE TEMP VIEW overdue_all AS
SELECT r.id, r.record_kind, r.number, r.state, r.open, r.sealed, r.title, r.unit, r.person,
       r.received_on, r.due_on, r.due_sort, r.paused_on, r.limit_rule, r.extended_by, r.statutory,
       coalesce(CASE r.record_kind
           WHEN 'opinion' THEN (SELECT c.unit FROM opinion d, record c WHERE d.id = r.id AND c.id = d.consultation)
           ELSE r.unit END, CASE r.record_kind
           WHEN 'box' THEN (SELECT k.unit FROM box d, record k WHERE d.id = r.id AND k.id = d.keeper)
           WHEN 'board' THEN (SELECT k.unit FROM board d, record k WHERE d.id = r.id AND k.id = d.keeper) END, 0) AS charged_unit,
       coalesce(CASE r.record_kind
           WHEN 'opinion' THEN (SELECT u.title FROM opinion d, record c, record u WHERE d.id = r.id AND c.id = d.consultation AND u.id = c.unit)
           ELSE (SELECT u.title FROM record u WHERE u.id = r.unit) END, CASE r.record_kind
           WHEN 'box' THEN (SELECT u.title FROM box d, record k, record u WHERE d.id = r.id AND k.id = d.keeper AND u.id = k.unit)
           WHEN 'board' THEN (SELECT u.title FROM board d, record k, record u WHERE d.id = r.id AND k.id = d.keeper AND u.id = k.unit)
           END) AS unit_name,
       coalesce((SELECT p.title FROM record p WHERE p.id = r.person), CASE r.record_kind
           WHEN 'box' THEN (SELECT k.title FROM box d, record k WHERE d.id = r.id AND k.id = d.keeper)
           WHEN 'board' THEN (SELECT k.title FROM board d, record k WHERE d.id = r.id AND k.id = d.keeper) END) AS person_name,
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
       r.pinyin_sort, r.stroke_sort,
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
       (SELECT d.entitled FROM meeting d WHERE d.id = r.id) AS entitled,
       (SELECT d.attended FROM meeting d WHERE d.id = r.id) AS attended,
       (SELECT d.votes_for FROM meeting d WHERE d.id = r.id) AS votes_for,
       (SELECT d.votes_against FROM meeting d WHERE d.id = r.id) AS votes_against,
       (SELECT d.abstained FROM meeting d WHERE d.id = r.id) AS abstained,
       (SELECT d.opinions FROM meeting d WHERE d.id = r.id) AS opinions,
       (SELECT d.decision FROM meeting d WHERE d.id = r.id) AS decision,
       (SELECT d.questions FROM meeting d WHERE d.id = r.id) AS questions,
       (SELECT d.satisfied FROM meeting d WHERE d.id = r.id) AS satisfied,
       (SELECT d.mostly FROM meeting d WHERE d.id = r.id) AS mostly,
       (SELECT d.dissatisfied FROM meeting d WHERE d.id = r.id) AS dissatisfied,
       (SELECT count(*) FROM task t, record s WHERE t.meeting = r.id AND s.id = t.id AND s.open = 1) AS tasks,
       (SELECT count(*) FROM feedback f, record s
        WHERE f.meeting = r.id AND s.id = f.id AND s.state <> 'void' AND s.sealed = 0) AS feedbacks
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

CREATE TEMP VIEW catalogue_all AS
SELECT r.id, r.record_kind, r.number, r.state, r.open, r.sealed, r.title, r.unit, r.person,
       r.received_on, r.due_on, r.due_sort, r.paused_on, r.limit_rule, r.extended_by, r.statutory,
       r.ver, r.created, r.changed,
       (SELECT u.title FROM record u WHERE u.id = r.unit) AS unit_name,
       (SELECT p.title FROM record p WHERE p.id = r.person) AS person_name,
       (SELECT d.field FROM catalogue d WHERE d.id = r.id) AS field,
       (SELECT d.content FROM catalogue d WHERE d.id = r.id) AS content,
       (SELECT d.basis FROM catalogue d WHERE d.id = r.id) AS basis,
       (SELECT d.limit_text FROM catalogue d WHERE d.id = r.id) AS limit_text,
       (SELECT d.limit_unit FROM catalogue d WHERE d.id = r.id) AS limit_unit,
       (SELECT d.limit_amount FROM catalogue d WHERE d.id = r.id) AS limit_amount,
       (SELECT d.limit_fixed FROM catalogue d WHERE d.id = r.id) AS limit_fixed,
       (SELECT d.limit_article FROM catalogue d WHERE d.id = r.id) AS limit_article,
       (SELECT d.limit_statutory FROM catalogue d WHERE d.id = r.id) AS limit_statutory,
       (SELECT d.leader FROM catalogue d WHERE d.id = r.id) AS leader,
       (SELECT x.title FROM catalogue d, record x WHERE d.id = r.id AND x.id = d.leader) AS leader_name,
       (SELECT d.channels FROM catalogue d WHERE d.id = r.id) AS channels,
       (SELECT d.channels_optional FROM catalogue d WHERE d.id = r.id) AS channels_optional,
       (SELECT d.audience FROM catalogue d WHERE d.id = r.id) AS audience,
       (SELECT d.audience_text FROM catalogue d WHERE d.id = r.id) AS audience_text,
       (SELECT d.way FROM catalogue d WHERE d.id = r.id) AS way,
       (SELECT d.level FROM catalogue d WHERE d.id = r.id) AS level,
       (SELECT d.affair FROM catalogue d WHERE d.id = r.id) AS affair,
       (SELECT d.subject FROM catalogue d WHERE d.id = r.id) AS subject,
       (SELECT d.power FROM catalogue d WHERE d.id = r.id) AS power,
       (SELECT d.scope FROM catalogue d WHERE d.id = r.id) AS scope,
       (SELECT d.timing FROM catalogue d WHERE d.id = r.id) AS timing,
       (SELECT d.cycle FROM catalogue d WHERE d.id = r.id) AS cycle,
       (SELECT d.stages FROM catalogue d WHERE d.id = r.id) AS stages,
       (SELECT d.per_village FROM catalogue d WHERE d.id = r.id) AS per_village,
       (SELECT d.hot FROM catalogue d WHERE d.id = r.id) AS hot,
       (SELECT d.hot_source FROM catalogue d WHERE d.id = r.id) AS hot_source,
       (SELECT d.before_possible FROM catalogue d WHERE d.id = r.id) AS before_possible,
       (SELECT d.notice_amount FROM catalogue d WHERE d.id = r.id) AS notice_amount,
       (SELECT d.notice_unit FROM catalogue d WHERE d.id = r.id) AS notice_unit,
       (SELECT d.major FROM catalogue d WHERE d.id = r.id) AS major,
       (SELECT d.not_applicable FROM catalogue d WHERE d.id = r.id) AS not_applicable,
       (SELECT d.unit_kind FROM catalogue d WHERE d.id = r.id) AS unit_kind,
       (SELECT d.from_on FROM catalogue d WHERE d.id = r.id) AS from_on,
       (SELECT d.to_on FROM catalogue d WHERE d.id = r.id) AS to_on,
       (SELECT d.note FROM catalogue d WHERE d.id = r.id) AS note,
       (SELECT count(*) FROM disclosure x, record s WHERE x.catalogue = r.id AND s.id = x.id AND s.state IN ('published', 'on_notice', 'filed', 'corrected')) AS disclosures,
       (SELECT count(*) FROM duty x, record s WHERE x.catalogue = r.id AND s.id = x.id AND s.open = 1) AS gaps
FROM record r
WHERE r.record_kind = 'catalogue';

CREATE TEMP VIEW catalogue_open AS SELECT * FROM catalogue_all WHERE open = 1;

CREATE TEMP VIEW disclosure_all AS
SELECT r.id, r.record_kind, r.number, r.state, r.open, r.sealed, r.title, r.unit, r.person,
       r.received_on, r.due_on, r.due_sort, r.paused_on, r.limit_rule, r.extended_by, r.statutory,
       r.ver, r.created, r.changed,
       (SELECT u.title FROM record u WHERE u.id = r.unit) AS unit_name,
       (SELECT p.title FROM record p WHERE p.id = r.person) AS person_name,
       (SELECT d.catalogue FROM disclosure d WHERE d.id = r.id) AS catalogue,
       (SELECT x.title FROM disclosure d, record x WHERE d.id = r.id AND x.id = d.catalogue) AS catalogue_name,
       (SELECT d.duty FROM disclosure d WHERE d.id = r.id) AS duty,
       (SELECT x.number FROM disclosure d, record x WHERE d.id = r.id AND x.id = d.duty) AS duty_name,
       (SELECT d.affair FROM disclosure d WHERE d.id = r.id) AS affair,
       (SELECT d.subject FROM disclosure d WHERE d.id = r.id) AS subject,
       (SELECT d.period FROM disclosure d WHERE d.id = r.id) AS period,
       (SELECT d.stage FROM disclosure d WHERE d.id = r.id) AS stage,
       (SELECT d.leader FROM disclosure d WHERE d.id = r.id) AS leader,
       (SELECT x.title FROM disclosure d, record x WHERE d.id = r.id AND x.id = d.leader) AS leader_name,
       (SELECT d.element_basis FROM disclosure d WHERE d.id = r.id) AS element_basis,
       (SELECT d.element_subject FROM disclosure d WHERE d.id = r.id) AS element_subject,
       (SELECT d.element_process FROM disclosure d WHERE d.id = r.id) AS element_process,
       (SELECT d.element_discipline FROM disclosure d WHERE d.id = r.id) AS element_discipline,
       (SELECT d.element_result FROM disclosure d WHERE d.id = r.id) AS element_result,
       (SELECT d.not_applicable FROM disclosure d WHERE d.id = r.id) AS not_applicable,
       (SELECT d.lines FROM disclosure d WHERE d.id = r.id) AS lines,
       (SELECT d.total FROM disclosure d WHERE d.id = r.id) AS total,
       (SELECT d.second_total FROM disclosure d WHERE d.id = r.id) AS second_total,
       (SELECT d.public_interest FROM disclosure d WHERE d.id = r.id) AS public_interest,
       (SELECT d.internal_matter FROM disclosure d WHERE d.id = r.id) AS internal_matter,
       (SELECT d.scope FROM disclosure d WHERE d.id = r.id) AS scope,
       (SELECT d.scope_reason FROM disclosure d WHERE d.id = r.id) AS scope_reason,
       (SELECT d.audience_text FROM disclosure d WHERE d.id = r.id) AS audience_text,
       (SELECT d.timepoint FROM disclosure d WHERE d.id = r.id) AS timepoint,
       (SELECT d.effective_on FROM disclosure d WHERE d.id = r.id) AS effective_on,
       (SELECT d.after_reason FROM disclosure d WHERE d.id = r.id) AS after_reason,
       (SELECT d.major FROM disclosure d WHERE d.id = r.id) AS major,
       (SELECT d.discussion FROM disclosure d WHERE d.id = r.id) AS discussion,
       (SELECT x.number FROM disclosure d, record x WHERE d.id = r.id AND x.id = d.discussion) AS discussion_name,
       (SELECT d.access_note FROM disclosure d WHERE d.id = r.id) AS access_note,
       (SELECT d.reply_path FROM disclosure d WHERE d.id = r.id) AS reply_path,
       (SELECT d.notice_amount FROM disclosure d WHERE d.id = r.id) AS notice_amount,
       (SELECT d.notice_unit FROM disclosure d WHERE d.id = r.id) AS notice_unit,
       (SELECT d.notice_from FROM disclosure d WHERE d.id = r.id) AS notice_from,
       (SELECT d.notice_to FROM disclosure d WHERE d.id = r.id) AS notice_to,
       (SELECT d.notice_result FROM disclosure d WHERE d.id = r.id) AS notice_result,
       (SELECT d.expires_on FROM disclosure d WHERE d.id = r.id) AS expires_on,
       (SELECT d.drafted_by FROM disclosure d WHERE d.id = r.id) AS drafted_by,
       (SELECT x.title FROM disclosure d, record x WHERE d.id = r.id AND x.id = d.drafted_by) AS drafted_by_name,
       (SELECT d.submitted_on FROM disclosure d WHERE d.id = r.id) AS submitted_on,
       (SELECT d.return_reason FROM disclosure d WHERE d.id = r.id) AS return_reason,
       (SELECT d.reviewed_by FROM disclosure d WHERE d.id = r.id) AS reviewed_by,
       (SELECT x.title FROM disclosure d, record x WHERE d.id = r.id AND x.id = d.reviewed_by) AS reviewed_by_name,
       (SELECT d.reviewed_on FROM disclosure d WHERE d.id = r.id) AS reviewed_on,
       (SELECT d.review_outcome FROM disclosure d WHERE d.id = r.id) AS review_outcome,
       (SELECT d.review_basis FROM disclosure d WHERE d.id = r.id) AS review_basis,
       (SELECT d.review_note FROM disclosure d WHERE d.id = r.id) AS review_note,
       (SELECT d.review_paper FROM disclosure d WHERE d.id = r.id) AS review_paper,
       (SELECT d.work_secret FROM disclosure d WHERE d.id = r.id) AS work_secret,
       (SELECT d.approved_by FROM disclosure d WHERE d.id = r.id) AS approved_by,
       (SELECT x.title FROM disclosure d, record x WHERE d.id = r.id AND x.id = d.approved_by) AS approved_by_name,
       (SELECT d.approved_on FROM disclosure d WHERE d.id = r.id) AS approved_on,
       (SELECT d.approved_ver FROM disclosure d WHERE d.id = r.id) AS approved_ver,
       (SELECT d.approved_hash FROM disclosure d WHERE d.id = r.id) AS approved_hash,
       (SELECT d.signatory FROM disclosure d WHERE d.id = r.id) AS signatory,
       (SELECT d.signed_on FROM disclosure d WHERE d.id = r.id) AS signed_on,
       (SELECT d.signed_no FROM disclosure d WHERE d.id = r.id) AS signed_no,
       (SELECT d.same_person FROM disclosure d WHERE d.id = r.id) AS same_person,
       (SELECT d.waived_by FROM disclosure d WHERE d.id = r.id) AS waived_by,
       (SELECT x.title FROM disclosure d, record x WHERE d.id = r.id AND x.id = d.waived_by) AS waived_by_name,
       (SELECT d.waived_reason FROM disclosure d WHERE d.id = r.id) AS waived_reason,
       (SELECT d.waived_hash FROM disclosure d WHERE d.id = r.id) AS waived_hash,
       (SELECT d.publish_sort FROM disclosure d WHERE d.id = r.id) AS publish_sort,
       (SELECT d.publish_due_on FROM disclosure d WHERE d.id = r.id) AS publish_due_on,
       (SELECT d.published_by FROM disclosure d WHERE d.id = r.id) AS published_by,
       (SELECT x.title FROM disclosure d, record x WHERE d.id = r.id AND x.id = d.published_by) AS published_by_name,
       (SELECT d.published_on FROM disclosure d WHERE d.id = r.id) AS published_on,
       (SELECT d.published_ver FROM disclosure d WHERE d.id = r.id) AS published_ver,
       (SELECT d.published_hash FROM disclosure d WHERE d.id = r.id) AS published_hash,
       (SELECT d.closed_on FROM disclosure d WHERE d.id = r.id) AS closed_on,
       (SELECT d.refused_by FROM disclosure d WHERE d.id = r.id) AS refused_by,
       (SELECT x.title FROM disclosure d, record x WHERE d.id = r.id AND x.id = d.refused_by) AS refused_by_name,
       (SELECT d.refused_on FROM disclosure d WHERE d.id = r.id) AS refused_on,
       (SELECT d.refused_basis FROM disclosure d WHERE d.id = r.id) AS refused_basis,
       (SELECT d.refused_reason FROM disclosure d WHERE d.id = r.id) AS refused_reason,
       (SELECT d.state_secret FROM disclosure d WHERE d.id = r.id) AS state_secret,
       (SELECT d.kept_at FROM disclosure d WHERE d.id = r.id) AS kept_at,
       (SELECT d.re_reviewed_on FROM disclosure d WHERE d.id = r.id) AS re_reviewed_on,
       (SELECT d.withdrawn_on FROM disclosure d WHERE d.id = r.id) AS withdrawn_on,
       (SELECT d.withdrawn_reason FROM disclosure d WHERE d.id = r.id) AS withdrawn_reason,
       (SELECT d.corrects FROM disclosure d WHERE d.id = r.id) AS corrects,
       (SELECT x.number FROM disclosure d, record x WHERE d.id = r.id AND x.id = d.corrects) AS corrects_name,
       (SELECT d.correct_reason FROM disclosure d WHERE d.id = r.id) AS correct_reason,
       (SELECT d.corrected_by FROM disclosure d WHERE d.id = r.id) AS corrected_by,
       (SELECT x.number FROM disclosure d, record x WHERE d.id = r.id AND x.id = d.corrected_by) AS corrected_by_name,
       (SELECT d.personal_until FROM disclosure d WHERE d.id = r.id) AS personal_until,
       (SELECT d.void_reason FROM disclosure d WHERE d.id = r.id) AS void_reason,
       (SELECT d.consultation FROM disclosure d WHERE d.id = r.id) AS consultation,
       (SELECT d.decided_on FROM disclosure d WHERE d.id = r.id) AS decided_on,
       (SELECT d.decided_hash FROM disclosure d WHERE d.id = r.id) AS decided_hash,
       (SELECT d.decided_scope FROM disclosure d WHERE d.id = r.id) AS decided_scope,
       (SELECT d.decided_note FROM disclosure d WHERE d.id = r.id) AS decided_note,
       (SELECT d.drafted_from FROM disclosure d WHERE d.id = r.id) AS drafted_from,
       (SELECT x.title FROM disclosure d, record x WHERE d.id = r.id AND x.id = d.consultation) AS consultation_name,
       (SELECT c.hot FROM disclosure d, catalogue c WHERE d.id = r.id AND c.id = d.catalogue) AS hot,
       (SELECT c.power FROM disclosure d, catalogue c WHERE d.id = r.id AND c.id = d.catalogue) AS power,
       (SELECT count(*) FROM posting x WHERE x.disclosure = r.id AND x.down_on IS NULL) AS hanging,
       (SELECT count(*) FROM finding x, record s WHERE x.about = r.id AND s.id = x.id AND s.open = 1) AS findings,
       (SELECT count(*) FROM feedback x, record s WHERE x.about = r.id AND s.id = x.id AND s.open = 1) AS objections
FROM record r
WHERE r.record_kind = 'disclosure';

CREATE TEMP VIEW disclosure_open AS SELECT * FROM disclosure_all WHERE open = 1;

-- 12: drafts and what was sent back. 13, 14: the queues of those who decide.
CREATE TEMP VIEW disclosure_draft AS SELECT * FROM disclosure_all WHERE open = 1 AND state IN ('draft', 'returned');

CREATE TEMP VIEW review_pending AS SELECT * FROM disclosure_all WHERE open = 1 AND state = 'in_review';

CREATE TEMP VIEW approve_pending AS SELECT * FROM disclosure_all WHERE open = 1 AND state = 'in_approval';

-- What has an order of its own is read by the detail's index, not by the record's: always with what that index asks.
CREATE TEMP VIEW disclosure_by_detail AS
SELECT d.id, r.record_kind, r.number, r.state, r.open, r.sealed, r.title, r.unit, r.person,
       r.received_on, r.due_on, r.due_sort, r.paused_on, r.limit_rule, r.extended_by, r.statutory,
       r.ver, r.created, r.changed,
       (SELECT u.title FROM record u WHERE u.id = r.unit) AS unit_name,
       (SELECT p.title FROM record p WHERE p.id = r.person) AS person_name,
       d.catalogue,
       (SELECT x.title FROM record x WHERE x.id = d.catalogue) AS catalogue_name,
       d.duty,
       (SELECT x.number FROM record x WHERE x.id = d.duty) AS duty_name,
       d.affair,
       d.subject,
       d.period,
       d.stage,
       d.leader,
       (SELECT x.title FROM record x WHERE x.id = d.leader) AS leader_name,
       d.element_basis,
       d.element_subject,
       d.element_process,
       d.element_discipline,
       d.element_result,
       d.not_applicable,
       d.lines,
       d.total,
       d.second_total,
       d.public_interest,
       d.internal_matter,
       d.scope,
       d.scope_reason,
       d.audience_text,
       d.timepoint,
       d.effective_on,
       d.after_reason,
       d.major,
       d.discussion,
       (SELECT x.number FROM record x WHERE x.id = d.discussion) AS discussion_name,
       d.access_note,
       d.reply_path,
       d.notice_amount,
       d.notice_unit,
       d.notice_from,
       d.notice_to,
       d.notice_result,
       d.expires_on,
       d.drafted_by,
       (SELECT x.title FROM record x WHERE x.id = d.drafted_by) AS drafted_by_name,
       d.submitted_on,
       d.return_reason,
       d.reviewed_by,
       (SELECT x.title FROM record x WHERE x.id = d.reviewed_by) AS reviewed_by_name,
       d.reviewed_on,
       d.review_outcome,
       d.review_basis,
       d.review_note,
       d.review_paper,
       d.work_secret,
       d.approved_by,
       (SELECT x.title FROM record x WHERE x.id = d.approved_by) AS approved_by_name,
       d.approved_on,
       d.approved_ver,
       d.approved_hash,
       d.signatory,
       d.signed_on,
       d.signed_no,
       d.same_person,
       d.waived_by,
       (SELECT x.title FROM record x WHERE x.id = d.waived_by) AS waived_by_name,
       d.waived_reason,
       d.waived_hash,
       d.publish_sort,
       d.publish_due_on,
       d.published_by,
       (SELECT x.title FROM record x WHERE x.id = d.published_by) AS published_by_name,
       d.published_on,
       d.published_ver,
       d.published_hash,
       d.closed_on,
       d.refused_by,
       (SELECT x.title FROM record x WHERE x.id = d.refused_by) AS refused_by_name,
       d.refused_on,
       d.refused_basis,
       d.refused_reason,
       d.state_secret,
       d.kept_at,
       d.re_reviewed_on,
       d.withdrawn_on,
       d.withdrawn_reason,
       d.corrects,
       (SELECT x.number FROM record x WHERE x.id = d.corrects) AS corrects_name,
       d.correct_reason,
       d.corrected_by,
       (SELECT x.number FROM record x WHERE x.id = d.corrected_by) AS corrected_by_name,
       d.personal_until,
       d.void_reason,
       d.consultation,
       d.decided_on,
       d.decided_hash,
       d.decided_scope,
       d.decided_note,
       d.drafted_from,
       (SELECT x.title FROM record x WHERE x.id = d.consultation) AS consultation_name,
       (SELECT c.hot FROM catalogue c WHERE c.id = d.catalogue) AS hot,
       (SELECT c.power FROM catalogue c WHERE c.id = d.catalogue) AS power,
       (SELECT count(*) FROM posting x WHERE x.disclosure = r.id AND x.down_on IS NULL) AS hanging,
       (SELECT count(*) FROM finding x, record s WHERE x.about = r.id AND s.id = x.id AND s.open = 1) AS findings,
       (SELECT count(*) FROM feedback x, record s WHERE x.about = r.id AND s.id = x.id AND s.open = 1) AS objections
FROM disclosure d CROSS JOIN record r ON r.id = d.id;

-- 15: hot and hard ones first, then by due date.
CREATE TEMP VIEW publish_pending AS SELECT * FROM disclosure_by_detail WHERE publish_sort IS NOT NULL;

-- 16: whatever was ever published, by the day.
CREATE TEMP VIEW disclosure_published AS SELECT * FROM disclosure_by_detail WHERE published_on IS NOT NULL;

-- On notice (公示) now, and refusals that are looked at again every year.
CREATE TEMP VIEW disclosure_notice AS SELECT * FROM disclosure_all WHERE open = 1 AND state = 'on_notice';

CREATE TEMP VIEW disclosure_refused AS SELECT * FROM disclosure_all WHERE open = 1 AND state = 'refused';

CREATE TEMP VIEW duty_all AS
SELECT r.id, r.record_kind, r.number, r.state, r.open, r.sealed, r.title, r.unit, r.person,
       r.received_on, r.due_on, r.due_sort, r.paused_on, r.limit_rule, r.extended_by, r.statutory,
       r.ver, r.created, r.changed,
       (SELECT u.title FROM record u WHERE u.id = r.unit) AS unit_name,
       (SELECT p.title FROM record p WHERE p.id = r.person) AS person_name,
       (SELECT d.catalogue FROM duty d WHERE d.id = r.id) AS catalogue,
       (SELECT x.title FROM duty d, record x WHERE d.id = r.id AND x.id = d.catalogue) AS catalogue_name,
       (SELECT d.name FROM duty d WHERE d.id = r.id) AS name,
       (SELECT d.period FROM duty d WHERE d.id = r.id) AS period,
       (SELECT d.stage FROM duty d WHERE d.id = r.id) AS stage,
       (SELECT coalesce(d.period, d.stage) FROM duty d WHERE d.id = r.id) AS term,
       (SELECT d.disclosure FROM duty d WHERE d.id = r.id) AS disclosure,
       (SELECT x.number FROM duty d, record x WHERE d.id = r.id AND x.id = d.disclosure) AS disclosure_name,
       (SELECT d.waived_reason FROM duty d WHERE d.id = r.id) AS waived_reason,
       (SELECT d.done_on FROM duty d WHERE d.id = r.id) AS done_on
FROM record r
WHERE r.record_kind = 'duty';

CREATE TEMP VIEW duty_open AS SELECT * FROM duty_all WHERE open = 1;

CREATE TEMP VIEW posting_all AS
SELECT r.id, r.record_kind, r.number, r.state, r.open, r.sealed, r.title, r.unit, r.person,
       r.received_on, r.due_on, r.due_sort, r.paused_on, r.limit_rule, r.extended_by, r.statutory,
       r.ver, r.created, r.changed,
       (SELECT u.title FROM record u WHERE u.id = r.unit) AS unit_name,
       (SELECT p.title FROM record p WHERE p.id = r.person) AS person_name,
       (SELECT d.disclosure FROM posting d WHERE d.id = r.id) AS disclosure,
       (SELECT x.number FROM posting d, record x WHERE d.id = r.id AND x.id = d.disclosure) AS disclosure_name,
       (SELECT d.board FROM posting d WHERE d.id = r.id) AS board,
       (SELECT x.title FROM posting d, record x WHERE d.id = r.id AND x.id = d.board) AS board_name,
       (SELECT d.proof_no FROM posting d WHERE d.id = r.id) AS proof_no,
       (SELECT d.address FROM posting d WHERE d.id = r.id) AS address,
       (SELECT d.outlet FROM posting d WHERE d.id = r.id) AS outlet,
       (SELECT d.page_time FROM posting d WHERE d.id = r.id) AS page_time,
       (SELECT d.readers FROM posting d WHERE d.id = r.id) AS readers,
       (SELECT d.published_hash FROM posting d WHERE d.id = r.id) AS published_hash,
       (SELECT d.route_sort FROM posting d WHERE d.id = r.id) AS route_sort,
       (SELECT d.down_on FROM posting d WHERE d.id = r.id) AS down_on,
       (SELECT d.down_reason FROM posting d WHERE d.id = r.id) AS down_reason,
       (SELECT d.note FROM posting d WHERE d.id = r.id) AS note,
       (SELECT b.route FROM posting d, board b WHERE d.id = r.id AND b.id = d.board) AS route,
       (SELECT b.place FROM posting d, board b WHERE d.id = r.id AND b.id = d.board) AS place
FROM record r
WHERE r.record_kind = 'posting';

CREATE TEMP VIEW posting_open AS SELECT * FROM posting_all WHERE open = 1;

-- 17: what hangs where today, in walking order.
CREATE TEMP VIEW posting_up AS
SELECT d.id, r.record_kind, r.number, r.state, r.open, r.sealed, r.title, r.unit, r.person,
       r.received_on, r.due_on, r.due_sort, r.paused_on, r.limit_rule, r.extended_by, r.statutory,
       r.ver, r.created, r.changed,
       (SELECT u.title FROM record u WHERE u.id = r.unit) AS unit_name,
       (SELECT p.title FROM record p WHERE p.id = r.person) AS person_name,
       d.disclosure,
       (SELECT x.number FROM record x WHERE x.id = d.disclosure) AS disclosure_name,
       d.board,
       (SELECT x.title FROM record x WHERE x.id = d.board) AS board_name,
       d.proof_no,
       d.address,
       d.outlet,
       d.page_time,
       d.readers,
       d.published_hash,
       d.route_sort,
       d.down_on,
       d.down_reason,
       d.note,
       (SELECT b.route FROM board b WHERE b.id = d.board) AS route,
       (SELECT b.place FROM board b WHERE b.id = d.board) AS place
FROM posting d CROSS JOIN record r ON r.id = d.id
WHERE d.down_on IS NULL;

-- Whose personal data should come down on a day, and still hangs; and contracts and the like that run out.
CREATE TEMP VIEW disclosure_personal AS
SELECT d.id, r.record_kind, r.number, r.state, r.open, r.sealed, r.title, r.unit, r.person,
       r.received_on, r.due_on, r.due_sort, r.paused_on, r.limit_rule,
       d.personal_until
FROM disclosure d CROSS JOIN record r ON r.id = d.id
WHERE d.personal_until IS NOT NULL
  AND EXISTS (SELECT 1 FROM posting x WHERE x.disclosure = d.id AND x.down_on IS NULL);

CREATE TEMP VIEW disclosure_expiring AS
SELECT d.id, r.record_kind, r.number, r.state, r.open, r.sealed, r.title, r.unit, r.person,
       r.received_on, r.due_on, r.due_sort, r.paused_on, r.limit_rule,
       d.expires_on
FROM disclosure d CROSS JOIN record r ON r.id = d.id
WHERE d.expires_on IS NOT NULL AND r.state IN ('published', 'on_notice', 'filed');

-- What was said about a disclosure: objections while it is on notice, that it is untrue. Never a 举报.
CREATE TEMP VIEW feedback_about AS
SELECT d.id, r.record_kind, r.number, r.state, r.open, r.sealed, r.title, r.unit, r.person,
       r.received_on, r.due_on, r.due_sort, r.paused_on, r.limit_rule,
       d.about,
       d.verdict,
       d.replied_on
FROM feedback d CROSS JOIN record r ON r.id = d.id
WHERE d.about IS NOT NULL AND r.state <> 'void' AND r.sealed = 0;

-- Every posting of one disclosure or on one board: read by the index of either.
CREATE TEMP VIEW posting_of AS
SELECT d.id, r.record_kind, r.number, r.state, r.open, r.sealed, r.title, r.unit, r.person,
       r.received_on, r.due_on, r.due_sort, r.paused_on, r.limit_rule,
       d.disclosure,
       d.board,
       (SELECT x.title FROM record x WHERE x.id = d.board) AS board_name,
       d.proof_no,
       d.down_on,
       d.down_reason
FROM posting d CROSS JOIN record r ON r.id = d.id
WHERE r.state <> 'void';

CREATE TEMP VIEW board_all AS
SELECT r.id, r.record_kind, r.number, r.state, r.open, r.sealed, r.title, r.unit, r.person,
       r.received_on, r.due_on, r.due_sort, r.paused_on, r.limit_rule, r.extended_by, r.statutory,
       r.ver, r.created, r.changed,
       (SELECT u.title FROM record u WHERE u.id = r.unit) AS unit_name,
       (SELECT p.title FROM record p WHERE p.id = r.person) AS person_name,
       (SELECT d.kind FROM board d WHERE d.id = r.id) AS kind,
       (SELECT d.place FROM board d WHERE d.id = r.id) AS place,
       (SELECT d.size FROM board d WHERE d.id = r.id) AS size,
       (SELECT d.print_rows FROM board d WHERE d.id = r.id) AS print_rows,
       (SELECT d.print_cols FROM board d WHERE d.id = r.id) AS print_cols,
       (SELECT d.keeper FROM board d WHERE d.id = r.id) AS keeper,
       (SELECT x.title FROM board d, record x WHERE d.id = r.id AND x.id = d.keeper) AS keeper_name,
       (SELECT d.phone FROM board d WHERE d.id = r.id) AS phone,
       (SELECT d.route FROM board d WHERE d.id = r.id) AS route,
       (SELECT d.address FROM board d WHERE d.id = r.id) AS address,
       (SELECT d.built_on FROM board d WHERE d.id = r.id) AS built_on,
       (SELECT d.condition FROM board d WHERE d.id = r.id) AS condition,
       (SELECT d.checked_on FROM board d WHERE d.id = r.id) AS checked_on,
       (SELECT d.check_cycle_days FROM board d WHERE d.id = r.id) AS check_cycle_days,
       (SELECT d.note FROM board d WHERE d.id = r.id) AS note,
       (SELECT count(*) FROM posting x WHERE x.board = r.id AND x.down_on IS NULL) AS hanging
FROM record r
WHERE r.record_kind = 'board';

CREATE TEMP VIEW board_open AS SELECT * FROM board_all WHERE open = 1;

CREATE TEMP VIEW card_all AS
SELECT r.id, r.record_kind, r.number, r.state, r.open, r.sealed, r.title, r.unit, r.person,
       r.received_on, r.due_on, r.due_sort, r.paused_on, r.limit_rule, r.extended_by, r.statutory,
       r.ver, r.created, r.changed,
       (SELECT u.title FROM record u WHERE u.id = r.unit) AS unit_name,
       (SELECT p.title FROM record p WHERE p.id = r.person) AS person_name,
       (SELECT d.disclosure FROM card d WHERE d.id = r.id) AS disclosure,
       (SELECT x.number FROM card d, record x WHERE d.id = r.id AND x.id = d.disclosure) AS disclosure_name,
       (SELECT d.basis FROM card d WHERE d.id = r.id) AS basis,
       (SELECT d.subject FROM card d WHERE d.id = r.id) AS subject,
       (SELECT d.scope FROM card d WHERE d.id = r.id) AS scope,
       (SELECT d.form FROM card d WHERE d.id = r.id) AS form,
       (SELECT d.formed_on FROM card d WHERE d.id = r.id) AS formed_on,
       (SELECT d.published_on FROM card d WHERE d.id = r.id) AS published_on,
       (SELECT d.reviewer FROM card d WHERE d.id = r.id) AS reviewer,
       (SELECT d.approver FROM card d WHERE d.id = r.id) AS approver,
       (SELECT d.same_person FROM card d WHERE d.id = r.id) AS same_person,
       (SELECT d.feedback_summary FROM card d WHERE d.id = r.id) AS feedback_summary,
       (SELECT d.result FROM card d WHERE d.id = r.id) AS result,
       (SELECT d.keeper FROM card d WHERE d.id = r.id) AS keeper,
       (SELECT x.title FROM card d, record x WHERE d.id = r.id AND x.id = d.keeper) AS keeper_name,
       (SELECT d.document_no FROM card d WHERE d.id = r.id) AS document_no,
       (SELECT d.pages FROM card d WHERE d.id = r.id) AS pages,
       (SELECT d.retention FROM card d WHERE d.id = r.id) AS retention,
       (SELECT d.filled_on FROM card d WHERE d.id = r.id) AS filled_on,
       (SELECT d.year FROM card d WHERE d.id = r.id) AS year,
       (SELECT d.fonds FROM card d WHERE d.id = r.id) AS fonds,
       (SELECT d.office_code FROM card d WHERE d.id = r.id) AS office_code,
       (SELECT d.item_no FROM card d WHERE d.id = r.id) AS item_no,
       (SELECT d.archive_no FROM card d WHERE d.id = r.id) AS archive_no,
       (SELECT d.box_no FROM card d WHERE d.id = r.id) AS box_no,
       (SELECT d.filed_on FROM card d WHERE d.id = r.id) AS filed_on
FROM record r
WHERE r.record_kind = 'card';

-- The card of one disclosure: read by its index.
CREATE TEMP VIEW card_of AS
SELECT d.id, r.record_kind, r.number, r.state, r.open, r.sealed, r.title, r.unit, r.person,
       r.received_on, r.due_on, r.due_sort, r.paused_on, r.limit_rule,
       d.disclosure
FROM card d CROSS JOIN record r ON r.id = d.id;

-- 91: what is filed, as it stands in the boxes.
CREATE TEMP VIEW card_filed AS
SELECT d.id, r.record_kind, r.number, r.state, r.open, r.sealed, r.title, r.unit, r.person,
       r.received_on, r.due_on, r.due_sort, r.paused_on, r.limit_rule, r.extended_by, r.statutory,
       r.ver, r.created, r.changed,
       (SELECT u.title FROM record u WHERE u.id = r.unit) AS unit_name,
       (SELECT p.title FROM record p WHERE p.id = r.person) AS person_name,
       d.disclosure,
       (SELECT x.number FROM record x WHERE x.id = d.disclosure) AS disclosure_name,
       d.basis,
       d.subject,
       d.scope,
       d.form,
       d.formed_on,
       d.published_on,
       d.reviewer,
       d.approver,
       d.same_person,
       d.feedback_summary,
       d.result,
       d.keeper,
       (SELECT x.title FROM record x WHERE x.id = d.keeper) AS keeper_name,
       d.document_no,
       d.pages,
       d.retention,
       d.filled_on,
       d.year,
       d.fonds,
       d.office_code,
       d.item_no,
       d.archive_no,
       d.box_no,
       d.filed_on
FROM card d CROSS JOIN record r ON r.id = d.id
WHERE d.archive_no IS NOT NULL;

CREATE TEMP VIEW card_open AS SELECT * FROM card_all WHERE open = 1;

CREATE TEMP VIEW card_pending AS SELECT * FROM card_all WHERE open = 1 AND state = 'to_fill';

CREATE TEMP VIEW finding_all AS
SELECT r.id, r.record_kind, r.number, r.state, r.open, r.sealed, r.title, r.unit, r.person,
       r.received_on, r.due_on, r.due_sort, r.paused_on, r.limit_rule, r.extended_by, r.statutory,
       r.ver, r.created, r.changed,
       (SELECT u.title FROM record u WHERE u.id = r.unit) AS unit_name,
       (SELECT p.title FROM record p WHERE p.id = r.person) AS person_name,
       (SELECT d.kind FROM finding d WHERE d.id = r.id) AS kind,
       (SELECT d.about FROM finding d WHERE d.id = r.id) AS about,
       (SELECT x.number FROM finding d, record x WHERE d.id = r.id AND x.id = d.about) AS about_name,
       (SELECT d.rule FROM finding d WHERE d.id = r.id) AS rule,
       (SELECT d.name FROM finding d WHERE d.id = r.id) AS name,
       (SELECT d.evidence FROM finding d WHERE d.id = r.id) AS evidence,
       (SELECT d.internal FROM finding d WHERE d.id = r.id) AS internal,
       (SELECT d.inspection FROM finding d WHERE d.id = r.id) AS inspection,
       (SELECT x.number FROM finding d, record x WHERE d.id = r.id AND x.id = d.inspection) AS inspection_name,
       (SELECT d.demand FROM finding d WHERE d.id = r.id) AS demand,
       (SELECT d.order_no FROM finding d WHERE d.id = r.id) AS order_no,
       (SELECT d.ordered_on FROM finding d WHERE d.id = r.id) AS ordered_on,
       (SELECT d.ordered_by FROM finding d WHERE d.id = r.id) AS ordered_by,
       (SELECT x.title FROM finding d, record x WHERE d.id = r.id AND x.id = d.ordered_by) AS ordered_by_name,
       (SELECT d.reply FROM finding d WHERE d.id = r.id) AS reply,
       (SELECT d.answered_by FROM finding d WHERE d.id = r.id) AS answered_by,
       (SELECT d.replied_on FROM finding d WHERE d.id = r.id) AS replied_on,
       (SELECT d.replied_by FROM finding d WHERE d.id = r.id) AS replied_by,
       (SELECT x.title FROM finding d, record x WHERE d.id = r.id AND x.id = d.replied_by) AS replied_by_name,
       (SELECT d.rechecked_on FROM finding d WHERE d.id = r.id) AS rechecked_on,
       (SELECT d.rechecked_by FROM finding d WHERE d.id = r.id) AS rechecked_by,
       (SELECT x.title FROM finding d, record x WHERE d.id = r.id AND x.id = d.rechecked_by) AS rechecked_by_name,
       (SELECT d.passed FROM finding d WHERE d.id = r.id) AS passed,
       (SELECT d.recheck_note FROM finding d WHERE d.id = r.id) AS recheck_note,
       (SELECT d.same_person FROM finding d WHERE d.id = r.id) AS same_person,
       (SELECT d.outcome FROM finding d WHERE d.id = r.id) AS outcome,
       (SELECT d.outcome_reason FROM finding d WHERE d.id = r.id) AS outcome_reason,
       (SELECT d.ended_by FROM finding d WHERE d.id = r.id) AS ended_by,
       (SELECT x.title FROM finding d, record x WHERE d.id = r.id AND x.id = d.ended_by) AS ended_by_name,
       (SELECT d.ended_on FROM finding d WHERE d.id = r.id) AS ended_on
FROM record r
WHERE r.record_kind = 'finding';

CREATE TEMP VIEW finding_open AS SELECT * FROM finding_all WHERE open = 1;

-- What was found in one inspection, or of one record, by the index of either column.
CREATE TEMP VIEW finding_of AS
SELECT d.id, r.record_kind, r.number, r.state, r.open, r.sealed, r.title, r.unit, r.person,
       r.received_on, r.due_on, r.due_sort,
       (SELECT u.title FROM record u WHERE u.id = r.unit) AS unit_name,
       (SELECT p.title FROM record p WHERE p.id = r.person) AS person_name,
       d.inspection,
       d.about,
       d.kind
FROM finding d CROSS JOIN record r ON r.id = d.id;

-- findings: how many were found in it.
CREATE TEMP VIEW inspection_all AS
SELECT r.id, r.record_kind, r.number, r.state, r.open, r.sealed, r.title, r.unit, r.person,
       r.received_on, r.due_on, r.due_sort, r.paused_on, r.limit_rule, r.extended_by, r.statutory,
       r.ver, r.created, r.changed,
       (SELECT u.title FROM record u WHERE u.id = r.unit) AS unit_name,
       (SELECT p.title FROM record p WHERE p.id = r.person) AS person_name,
       (SELECT d.board FROM inspection d WHERE d.id = r.id) AS board,
       (SELECT x.title FROM inspection d, record x WHERE d.id = r.id AND x.id = d.board) AS board_name,
       (SELECT d.about FROM inspection d WHERE d.id = r.id) AS about,
       (SELECT x.number FROM inspection d, record x WHERE d.id = r.id AND x.id = d.about) AS about_name,
       (SELECT d.leader FROM inspection d WHERE d.id = r.id) AS leader,
       (SELECT x.title FROM inspection d, record x WHERE d.id = r.id AND x.id = d.leader) AS leader_name,
       (SELECT d.members FROM inspection d WHERE d.id = r.id) AS members,
       (SELECT d.scope FROM inspection d WHERE d.id = r.id) AS scope,
       (SELECT d.result FROM inspection d WHERE d.id = r.id) AS result,
       (SELECT d.internal FROM inspection d WHERE d.id = r.id) AS internal,
       (SELECT count(*) FROM finding f WHERE f.inspection = r.id) AS findings
FROM record r
WHERE r.record_kind = 'inspection';

CREATE TEMP VIEW inspection_open AS SELECT * FROM inspection_all WHERE open = 1;

CREATE TEMP VIEW accountability_all AS
SELECT r.id, r.record_kind, r.number, r.state, r.open, r.sealed, r.title, r.unit, r.person,
       r.received_on, r.due_on, r.due_sort, r.paused_on, r.limit_rule, r.extended_by, r.statutory,
       r.ver, r.created, r.changed,
       (SELECT u.title FROM record u WHERE u.id = r.unit) AS unit_name,
       (SELECT p.title FROM record p WHERE p.id = r.person) AS person_name,
       (SELECT d.finding FROM accountability d WHERE d.id = r.id) AS finding,
       (SELECT x.number FROM accountability d, record x WHERE d.id = r.id AND x.id = d.finding) AS finding_name,
       (SELECT d.facts FROM accountability d WHERE d.id = r.id) AS facts,
       (SELECT d.measure FROM accountability d WHERE d.id = r.id) AS measure,
       (SELECT d.reason FROM accountability d WHERE d.id = r.id) AS reason,
       (SELECT d.recorded_by FROM accountability d WHERE d.id = r.id) AS recorded_by,
       (SELECT x.title FROM accountability d, record x WHERE d.id = r.id AND x.id = d.recorded_by) AS recorded_by_name,
       (SELECT d.decided_by FROM accountability d WHERE d.id = r.id) AS decided_by,
       (SELECT x.title FROM accountability d, record x WHERE d.id = r.id AND x.id = d.decided_by) AS decided_by_name,
       (SELECT d.deciding_body FROM accountability d WHERE d.id = r.id) AS deciding_body,
       (SELECT d.document_no FROM accountability d WHERE d.id = r.id) AS document_no,
       (SELECT d.decided_on FROM accountability d WHERE d.id = r.id) AS decided_on,
       (SELECT d.served_on FROM accountability d WHERE d.id = r.id) AS served_on,
       (SELECT d.reported_on FROM accountability d WHERE d.id = r.id) AS reported_on,
       (SELECT d.reported_to FROM accountability d WHERE d.id = r.id) AS reported_to,
       (SELECT d.signatory FROM accountability d WHERE d.id = r.id) AS signatory,
       (SELECT d.signed_on FROM accountability d WHERE d.id = r.id) AS signed_on,
       (SELECT d.signed_no FROM accountability d WHERE d.id = r.id) AS signed_no,
       (SELECT d.same_person FROM accountability d WHERE d.id = r.id) AS same_person,
       (SELECT d.note FROM accountability d WHERE d.id = r.id) AS note
FROM record r
WHERE r.record_kind = 'accountability';

CREATE TEMP VIEW accountability_open AS SELECT * FROM accountability_all WHERE open = 1;

CREATE TEMP VIEW accountability_of AS
SELECT d.id, r.record_kind, r.number, r.state, r.open, r.sealed, r.title, r.unit, r.person,
       r.received_on, r.due_on, r.due_sort,
       (SELECT u.title FROM record u WHERE u.id = r.unit) AS unit_name,
       (SELECT p.title FROM record p WHERE p.id = r.person) AS person_name,
       d.finding,
       d.measure,
       d.document_no
FROM accountability d CROSS JOIN record r ON r.id = d.id;

CREATE TEMP VIEW consultation_all AS
SELECT r.id, r.record_kind, r.number, r.state, r.open, r.sealed, r.title, r.unit, r.person,
       r.received_on, r.due_on, r.due_sort, r.paused_on, r.limit_rule, r.extended_by, r.statutory,
       r.ver, r.created, r.changed,
       (SELECT u.title FROM record u WHERE u.id = r.unit) AS unit_name,
       (SELECT p.title FROM record p WHERE p.id = r.person) AS person_name,
       (SELECT d.kind FROM consultation d WHERE d.id = r.id) AS kind,
       (SELECT d.draft FROM consultation d WHERE d.id = r.id) AS draft,
       (SELECT d.ways FROM consultation d WHERE d.id = r.id) AS ways,
       (SELECT d.where_to FROM consultation d WHERE d.id = r.id) AS where_to,
       (SELECT d.open_on FROM consultation d WHERE d.id = r.id) AS open_on,
       (SELECT d.close_on FROM consultation d WHERE d.id = r.id) AS close_on,
       (SELECT d.short_reason FROM consultation d WHERE d.id = r.id) AS short_reason,
       (SELECT d.extend_reason FROM consultation d WHERE d.id = r.id) AS extend_reason,
       (SELECT d.ended_on FROM consultation d WHERE d.id = r.id) AS ended_on,
       (SELECT d.end_reason FROM consultation d WHERE d.id = r.id) AS end_reason,
       (SELECT d.cancelled_on FROM consultation d WHERE d.id = r.id) AS cancelled_on,
       (SELECT d.cancel_reason FROM consultation d WHERE d.id = r.id) AS cancel_reason,
       (SELECT d.notice FROM consultation d WHERE d.id = r.id) AS notice,
       (SELECT x.number FROM consultation d, record x WHERE d.id = r.id AND x.id = d.notice) AS notice_name,
       (SELECT d.summary FROM consultation d WHERE d.id = r.id) AS summary,
       (SELECT x.number FROM consultation d, record x WHERE d.id = r.id AND x.id = d.summary) AS summary_name,
       (SELECT d.closed_on FROM consultation d WHERE d.id = r.id) AS closed_on,
       (SELECT d.note FROM consultation d WHERE d.id = r.id) AS note,
       (SELECT count(*) FROM opinion x, record s WHERE x.consultation = r.id AND s.id = x.id AND s.state <> 'void') AS opinions,
       (SELECT count(*) FROM opinion x, record s WHERE x.consultation = r.id AND s.id = x.id AND s.open = 1) AS pending
FROM record r
WHERE r.record_kind = 'consultation';

CREATE TEMP VIEW consultation_open AS SELECT * FROM consultation_all WHERE open = 1;

CREATE TEMP VIEW opinion_all AS
SELECT r.id, r.record_kind, r.number, r.state, r.open, r.sealed, r.title, r.unit, r.person,
       r.received_on, r.due_on, r.due_sort, r.paused_on, r.limit_rule, r.extended_by, r.statutory,
       r.ver, r.created, r.changed,
       (SELECT u.title FROM record u WHERE u.id = r.unit) AS unit_name,
       (SELECT p.title FROM record p WHERE p.id = r.person) AS person_name,
       (SELECT d.consultation FROM opinion d WHERE d.id = r.id) AS consultation,
       (SELECT x.title FROM opinion d, record x WHERE d.id = r.id AND x.id = d.consultation) AS consultation_name,
       (SELECT x.number FROM opinion d, record x WHERE d.id = r.id AND x.id = d.consultation) AS consultation_number,
       (SELECT d.way FROM opinion d WHERE d.id = r.id) AS way,
       (SELECT d.author FROM opinion d WHERE d.id = r.id) AS author,
       (SELECT d.address FROM opinion d WHERE d.id = r.id) AS address,
       (SELECT d.contact FROM opinion d WHERE d.id = r.id) AS contact,
       (SELECT d.body FROM opinion d WHERE d.id = r.id) AS body,
       (SELECT d.passage FROM opinion d WHERE d.id = r.id) AS passage,
       (SELECT d.late FROM opinion d WHERE d.id = r.id) AS late,
       (SELECT d.typed_by FROM opinion d WHERE d.id = r.id) AS typed_by,
       (SELECT x.title FROM opinion d, record x WHERE d.id = r.id AND x.id = d.typed_by) AS typed_by_name,
       (SELECT d.decision FROM opinion d WHERE d.id = r.id) AS decision,
       (SELECT d.reason FROM opinion d WHERE d.id = r.id) AS reason,
       (SELECT d.adopted_to FROM opinion d WHERE d.id = r.id) AS adopted_to,
       (SELECT d.reply FROM opinion d WHERE d.id = r.id) AS reply,
       (SELECT d.same_as FROM opinion d WHERE d.id = r.id) AS same_as,
       (SELECT x.number FROM opinion d, record x WHERE d.id = r.id AND x.id = d.same_as) AS same_as_name,
       (SELECT d.decided_by FROM opinion d WHERE d.id = r.id) AS decided_by,
       (SELECT x.title FROM opinion d, record x WHERE d.id = r.id AND x.id = d.decided_by) AS decided_by_name,
       (SELECT d.decided_on FROM opinion d WHERE d.id = r.id) AS decided_on,
       (SELECT d.consented_by FROM opinion d WHERE d.id = r.id) AS consented_by,
       (SELECT x.title FROM opinion d, record x WHERE d.id = r.id AND x.id = d.consented_by) AS consented_by_name,
       (SELECT d.consented_on FROM opinion d WHERE d.id = r.id) AS consented_on,
       (SELECT d.signatory FROM opinion d WHERE d.id = r.id) AS signatory,
       (SELECT d.signed_on FROM opinion d WHERE d.id = r.id) AS signed_on,
       (SELECT d.signed_no FROM opinion d WHERE d.id = r.id) AS signed_no,
       (SELECT d.feedback FROM opinion d WHERE d.id = r.id) AS feedback,
       (SELECT x.number FROM opinion d, record x WHERE d.id = r.id AND x.id = d.feedback) AS feedback_name,
       (SELECT d.sameness FROM opinion d WHERE d.id = r.id) AS sameness,
       (SELECT d.void_reason FROM opinion d WHERE d.id = r.id) AS void_reason
FROM record r
WHERE r.record_kind = 'opinion';

CREATE TEMP VIEW opinion_open AS SELECT * FROM opinion_all WHERE open = 1;

-- 22: what waits, oldest first.
CREATE TEMP VIEW opinion_pending AS SELECT * FROM opinion_all WHERE open = 1;

-- Those of one collection, by its index: always read with consultation = ?.
CREATE TEMP VIEW opinion_of AS
SELECT d.id, r.record_kind, r.number, r.state, r.open, r.sealed, r.title, r.unit, r.person,
       r.received_on, r.due_on, r.due_sort, r.paused_on, r.limit_rule, r.extended_by, r.statutory,
       r.ver, r.created, r.changed,
       (SELECT u.title FROM record u WHERE u.id = r.unit) AS unit_name,
       (SELECT p.title FROM record p WHERE p.id = r.person) AS person_name,
       d.consultation,
       (SELECT x.title FROM record x WHERE x.id = d.consultation) AS consultation_name,
       (SELECT x.number FROM record x WHERE x.id = d.consultation) AS consultation_number,
       d.way,
       d.author,
       d.address,
       d.contact,
       d.body,
       d.passage,
       d.late,
       d.typed_by,
       (SELECT x.title FROM record x WHERE x.id = d.typed_by) AS typed_by_name,
       d.decision,
       d.reason,
       d.adopted_to,
       d.reply,
       d.same_as,
       (SELECT x.number FROM record x WHERE x.id = d.same_as) AS same_as_name,
       d.decided_by,
       (SELECT x.title FROM record x WHERE x.id = d.decided_by) AS decided_by_name,
       d.decided_on,
       d.consented_by,
       (SELECT x.title FROM record x WHERE x.id = d.consented_by) AS consented_by_name,
       d.consented_on,
       d.signatory,
       d.signed_on,
       d.signed_no,
       d.feedback,
       (SELECT x.number FROM record x WHERE x.id = d.feedback) AS feedback_name,
       d.sameness,
       d.void_reason
FROM opinion d CROSS JOIN record r ON r.id = d.id;

-- 82. open: those still to be answered.
CREATE TEMP VIEW enquiry_all AS
SELECT r.id, r.record_kind, r.number, r.state, r.open, r.sealed, r.title, r.unit, r.person,
       r.received_on, r.due_on, r.due_sort, r.paused_on, r.limit_rule, r.extended_by, r.statutory,
       r.ver, r.created, r.changed,
       (SELECT u.title FROM record u WHERE u.id = r.unit) AS unit_name,
       (SELECT p.title FROM record p WHERE p.id = r.person) AS person_name,
       (SELECT d.way FROM enquiry d WHERE d.id = r.id) AS way,
       (SELECT d.asker FROM enquiry d WHERE d.id = r.id) AS asker,
       (SELECT d.contact FROM enquiry d WHERE d.id = r.id) AS contact,
       (SELECT d.body FROM enquiry d WHERE d.id = r.id) AS body,
       (SELECT d.topic FROM enquiry d WHERE d.id = r.id) AS topic,
       (SELECT x.title FROM enquiry d, record x WHERE d.id = r.id AND x.id = d.topic) AS topic_name,
       (SELECT d.found FROM enquiry d WHERE d.id = r.id) AS found,
       (SELECT x.number FROM enquiry d, record x WHERE d.id = r.id AND x.id = d.found) AS found_name,
       (SELECT d.reply FROM enquiry d WHERE d.id = r.id) AS reply,
       (SELECT d.answered_by FROM enquiry d WHERE d.id = r.id) AS answered_by,
       (SELECT d.answered_on FROM enquiry d WHERE d.id = r.id) AS answered_on,
       (SELECT d.satisfied FROM enquiry d WHERE d.id = r.id) AS satisfied,
       (SELECT d.feedback FROM enquiry d WHERE d.id = r.id) AS feedback,
       (SELECT x.number FROM enquiry d, record x WHERE d.id = r.id AND x.id = d.feedback) AS feedback_name,
       (SELECT d.typed_by FROM enquiry d WHERE d.id = r.id) AS typed_by,
       (SELECT x.title FROM enquiry d, record x WHERE d.id = r.id AND x.id = d.typed_by) AS typed_by_name,
       (SELECT d.void_reason FROM enquiry d WHERE d.id = r.id) AS void_reason
FROM record r
WHERE r.record_kind = 'enquiry';

CREATE TEMP VIEW enquiry_open AS SELECT * FROM enquiry_all WHERE open = 1;

-- Which became a piece of feedback, by its index: always read with feedback = ?.
CREATE TEMP VIEW enquiry_of AS
SELECT d.id, r.record_kind, r.number, r.state, r.open, r.sealed, r.title, r.unit, r.person,
       r.received_on, r.due_on, r.due_sort,
       (SELECT u.title FROM record u WHERE u.id = r.unit) AS unit_name,
       (SELECT p.title FROM record p WHERE p.id = r.person) AS person_name,
       d.way,
       d.feedback
FROM enquiry d CROSS JOIN record r ON r.id = d.id;

CREATE TEMP VIEW outside_all AS
SELECT r.id, r.record_kind, r.number, r.state, r.open, r.sealed, r.title, r.unit, r.person,
       r.received_on, r.due_on, r.due_sort, r.paused_on, r.limit_rule, r.extended_by, r.statutory,
       r.ver, r.created, r.changed,
       (SELECT u.title FROM record u WHERE u.id = r.unit) AS unit_name,
       (SELECT p.title FROM record p WHERE p.id = r.person) AS person_name,
       (SELECT d.publisher FROM outside d WHERE d.id = r.id) AS publisher,
       (SELECT d.published_on FROM outside d WHERE d.id = r.id) AS published_on,
       (SELECT d.affair FROM outside d WHERE d.id = r.id) AS affair,
       (SELECT d.topic FROM outside d WHERE d.id = r.id) AS topic,
       (SELECT x.title FROM outside d, record x WHERE d.id = r.id AND x.id = d.topic) AS topic_name,
       (SELECT d.body FROM outside d WHERE d.id = r.id) AS body,
       (SELECT d.address FROM outside d WHERE d.id = r.id) AS address,
       (SELECT d.expires_on FROM outside d WHERE d.id = r.id) AS expires_on,
       (SELECT d.note FROM outside d WHERE d.id = r.id) AS note
FROM record r
WHERE r.record_kind = 'outside';

CREATE TEMP VIEW outside_open AS SELECT * FROM outside_all WHERE open = 1;

-- 83: what the hall may show of this office's, the newest first. The texts are read one by one, and masked.
CREATE TEMP VIEW hall_disclosure AS
SELECT d.id, r.record_kind, r.number, r.state, r.open, r.sealed, r.title, r.unit, r.person,
       (SELECT u.title FROM record u WHERE u.id = r.unit) AS unit_name,
       d.affair,
       d.published_on
FROM disclosure d CROSS JOIN record r ON r.id = d.id
WHERE d.published_on IS NOT NULL AND d.scope = 'public' AND r.sealed = 0
  AND r.state IN ('published', 'on_notice', 'filed');

-- And of other units'.
CREATE TEMP VIEW hall_outside AS
SELECT d.id, r.record_kind, r.number, r.state, r.open, r.sealed, r.title, r.unit, r.person,
       d.publisher AS unit_name,
       d.affair,
       d.published_on
FROM outside d CROSS JOIN record r ON r.id = d.id
WHERE r.open = 1 AND r.sealed = 0;
