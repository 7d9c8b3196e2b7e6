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
       (SELECT d.same_as FROM feedback d WHERE d.id = r.id) AS same_as
FROM record r
WHERE r.record_kind = 'feedback';

CREATE TEMP VIEW feedback_open AS SELECT * FROM feedback_all WHERE open = 1;
