-- The house: one spine for the records of every kind, and the desk's first kinds.
-- The build reads this file: one column a line; CHECK (length(x) <= n) is the field's longest text,
-- NOT NULL without DEFAULT is required; CHECK (x = ...) is computed by the store. Migrations are append-only: never edit a released one.

CREATE TABLE setting (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The last number given, by prefix and year: numbers are never used twice.
CREATE TABLE counter (
    prefix TEXT NOT NULL,
    year INTEGER NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (prefix, year)
) STRICT, WITHOUT ROWID;

CREATE TABLE code (
    list TEXT NOT NULL,
    code TEXT NOT NULL,
    label TEXT NOT NULL,
    sort INTEGER NOT NULL,
    active INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (list, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE limit_rule (
    id TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    amount INTEGER NOT NULL,
    unit TEXT NOT NULL CHECK (unit IN ('workday', 'day', 'fixed', 'at_once')),
    fixed_on TEXT NOT NULL DEFAULT '',
    roll TEXT NOT NULL DEFAULT 'none' CHECK (roll IN ('none', 'forward', 'backward')),
    extension_max INTEGER NOT NULL DEFAULT 0,
    statutory INTEGER NOT NULL DEFAULT 0,
    article TEXT NOT NULL,
    PRIMARY KEY (id, valid_from)
) STRICT, WITHOUT ROWID;

CREATE TABLE calendar_year (
    year INTEGER NOT NULL PRIMARY KEY,
    notice TEXT NOT NULL
) STRICT;

CREATE TABLE calendar_day (
    day TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('off', 'on')),
    name TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE record (
    id INTEGER PRIMARY KEY,
    record_kind TEXT NOT NULL,
    number TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL,
    open INTEGER NOT NULL DEFAULT 1 CHECK (open IN (0, 1)),
    sealed INTEGER NOT NULL DEFAULT 0 CHECK (sealed IN (0, 1)),
    title TEXT NOT NULL CHECK (length(title) <= 100),
    unit INTEGER REFERENCES record (id),
    person INTEGER REFERENCES record (id),
    received_on TEXT NOT NULL CHECK (received_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    due_on TEXT CHECK (due_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    due_sort TEXT NOT NULL CHECK (due_sort = CASE WHEN paused_on IS NOT NULL THEN '9999-12-30' ELSE coalesce(due_on, '9999-12-31') END),
    limit_rule TEXT,
    extended_by INTEGER NOT NULL DEFAULT 0,
    paused_on TEXT CHECK (paused_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    statutory INTEGER NOT NULL DEFAULT 0 CHECK (statutory IN (0, 1)),
    ver INTEGER NOT NULL DEFAULT 1,
    created INTEGER NOT NULL,
    changed INTEGER NOT NULL
) STRICT;

-- due_sort is no generated column: one such in a query keeps SQLite from reading an index alone.
-- Lists walk these: every order ends in id (the rowid each index ends in). The first holds what the
-- queue's list shows, so that a page reads no row of the table.
CREATE INDEX record_open_due ON record (record_kind, due_sort, id, number, title, unit, person, received_on, due_on, state, open, sealed, paused_on, limit_rule, statutory) WHERE open = 1;
CREATE INDEX record_open_received ON record (record_kind, received_on) WHERE open = 1;
CREATE INDEX record_open_number ON record (record_kind, number) WHERE open = 1;
-- Every kind together, by date, with what the overdue review counts; and the clocks that stand.
CREATE INDEX record_due ON record (due_sort, id, record_kind, unit, person, sealed, statutory, due_on, paused_on, open) WHERE open = 1 AND due_on IS NOT NULL AND paused_on IS NULL;
CREATE INDEX record_paused ON record (paused_on) WHERE paused_on IS NOT NULL;
CREATE INDEX record_all_due ON record (record_kind, due_sort);
CREATE INDEX record_all_received ON record (record_kind, received_on);
CREATE INDEX record_all_number ON record (record_kind, number);
CREATE INDEX record_title ON record (record_kind, title);
CREATE INDEX record_all_id ON record (record_kind);

-- What a 举报 says and who said it: read by one function, never in versions, audit, search or export.
CREATE TABLE sealed (
    record INTEGER NOT NULL PRIMARY KEY REFERENCES record (id),
    title TEXT NOT NULL CHECK (length(title) <= 100),
    body TEXT CHECK (length(body) <= 4000),
    reporter TEXT CHECK (length(reporter) <= 40),
    contact TEXT CHECK (length(contact) <= 40)
) STRICT;

CREATE TABLE pause (
    id INTEGER PRIMARY KEY,
    record INTEGER NOT NULL REFERENCES record (id),
    from_on TEXT NOT NULL,
    to_on TEXT,
    reason TEXT NOT NULL CHECK (length(reason) <= 200)
) STRICT;
CREATE INDEX pause_record ON pause (record);

CREATE TABLE step (
    id INTEGER PRIMARY KEY,
    record INTEGER NOT NULL REFERENCES record (id),
    at INTEGER NOT NULL,
    person INTEGER REFERENCES record (id),
    command TEXT NOT NULL,
    from_state TEXT NOT NULL,
    to_state TEXT NOT NULL,
    note TEXT NOT NULL
) STRICT;
CREATE INDEX step_record ON step (record, id);

-- Each urging of a record, whoever was charged with it then, and what was answered.
CREATE TABLE urge (
    id INTEGER PRIMARY KEY,
    record INTEGER NOT NULL REFERENCES record (id),
    at INTEGER NOT NULL,
    person INTEGER REFERENCES record (id),
    to_unit INTEGER REFERENCES record (id),
    to_person INTEGER REFERENCES record (id),
    serial INTEGER NOT NULL CHECK (serial >= 1),
    note TEXT NOT NULL CHECK (length(note) <= 100),
    answer TEXT CHECK (length(answer) <= 200),
    answered_at INTEGER,
    UNIQUE (record, serial)
) STRICT;
CREATE INDEX urge_at ON urge (at);
CREATE TRIGGER urge_is_not_deleted BEFORE DELETE ON urge BEGIN SELECT raise(ABORT, 'urge'); END;

-- The record as it was before each change, as JSON of both its rows. With a rowid: so long a row would take
-- a page of its own in an index.
CREATE TABLE version (
    record INTEGER NOT NULL REFERENCES record (id),
    ver INTEGER NOT NULL,
    at INTEGER NOT NULL,
    person INTEGER REFERENCES record (id),
    data TEXT NOT NULL,
    PRIMARY KEY (record, ver)
) STRICT;

-- hash = H(prev, every other column with its length). The order of events is seq, never the clock.
CREATE TABLE audit (
    seq INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    person INTEGER,
    account TEXT NOT NULL,
    command TEXT NOT NULL,
    record INTEGER,
    ver INTEGER,
    record_hash BLOB,
    detail TEXT NOT NULL,
    save_id TEXT NOT NULL,
    alg INTEGER NOT NULL DEFAULT 1,
    prev BLOB NOT NULL,
    hash BLOB NOT NULL
) STRICT;
CREATE INDEX audit_save_id ON audit (save_id);
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit BEGIN SELECT raise(ABORT, 'audit'); END;
CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit BEGIN SELECT raise(ABORT, 'audit'); END;
CREATE TRIGGER step_is_not_changed BEFORE UPDATE ON step BEGIN SELECT raise(ABORT, 'step'); END;
CREATE TRIGGER step_is_not_deleted BEFORE DELETE ON step BEGIN SELECT raise(ABORT, 'step'); END;
CREATE TRIGGER record_is_not_deleted BEFORE DELETE ON record BEGIN SELECT raise(ABORT, 'record'); END;

CREATE TABLE unit (
    id INTEGER PRIMARY KEY REFERENCES record (id),
    kind TEXT,
    contact TEXT CHECK (length(contact) <= 40),
    phone TEXT CHECK (length(phone) <= 40),
    address TEXT CHECK (length(address) <= 100),
    note TEXT CHECK (length(note) <= 1000)
) STRICT;

-- Staff, village cadres and 监督员; those with an account may log in.
CREATE TABLE person (
    id INTEGER PRIMARY KEY REFERENCES record (id),
    duty TEXT CHECK (length(duty) <= 40),
    phone TEXT CHECK (length(phone) <= 40),
    account TEXT UNIQUE CHECK (length(account) <= 32),
    os_account TEXT UNIQUE CHECK (length(os_account) <= 32),
    roles TEXT NOT NULL DEFAULT '',
    absent_from TEXT CHECK (absent_from GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    absent_to TEXT CHECK (absent_to GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    substitute INTEGER REFERENCES record (id),
    note TEXT CHECK (length(note) <= 1000)
) STRICT;

-- Ways by which the public reaches the office, each with whom to call.
CREATE TABLE channel (
    id INTEGER PRIMARY KEY REFERENCES record (id),
    kind TEXT NOT NULL,
    contact TEXT CHECK (length(contact) <= 40),
    phone TEXT CHECK (length(phone) <= 40),
    address TEXT CHECK (length(address) <= 100),
    hours TEXT CHECK (length(hours) <= 60),
    note TEXT CHECK (length(note) <= 1000)
) STRICT;

-- 信息反馈组, 监督委员会, 领导小组. The spine's due_on is the next meeting's, where there is a cycle.
CREATE TABLE team (
    id INTEGER PRIMARY KEY REFERENCES record (id),
    kind TEXT NOT NULL,
    phone TEXT CHECK (length(phone) <= 40),
    from_on TEXT,
    to_on TEXT,
    meeting_cycle_days INTEGER CHECK (meeting_cycle_days BETWEEN 1 AND 366),
    met_on TEXT,
    note TEXT CHECK (length(note) <= 1000)
) STRICT;

-- Who is in a team: the spine's person.
CREATE TABLE member (
    id INTEGER PRIMARY KEY REFERENCES record (id),
    team INTEGER NOT NULL REFERENCES record (id),
    duty TEXT NOT NULL,
    from_on TEXT,
    to_on TEXT
) STRICT;
CREATE INDEX member_team ON member (team, id);

CREATE TABLE meeting (
    id INTEGER PRIMARY KEY REFERENCES record (id),
    kind TEXT NOT NULL,
    team INTEGER REFERENCES record (id),
    place TEXT CHECK (length(place) <= 100),
    participants TEXT NOT NULL CHECK (length(participants) <= 400),
    minutes TEXT NOT NULL CHECK (length(minutes) <= 4000)
) STRICT;
CREATE INDEX meeting_team ON meeting (team, id);

-- What a meeting decided: unit, person and due_on are the spine's.
CREATE TABLE task (
    id INTEGER PRIMARY KEY REFERENCES record (id),
    meeting INTEGER REFERENCES record (id),
    demand TEXT CHECK (length(demand) <= 1000),
    result TEXT CHECK (length(result) <= 1000),
    done_on TEXT
) STRICT;
CREATE INDEX task_meeting ON task (meeting, id);

CREATE TABLE credential (
    person INTEGER NOT NULL PRIMARY KEY REFERENCES record (id),
    hash TEXT NOT NULL,
    failures INTEGER NOT NULL DEFAULT 0,
    locked_until INTEGER NOT NULL DEFAULT 0,
    must_change INTEGER NOT NULL DEFAULT 0,
    changed INTEGER NOT NULL
) STRICT;

CREATE TABLE box (
    id INTEGER PRIMARY KEY REFERENCES record (id),
    place TEXT NOT NULL CHECK (length(place) <= 100),
    board TEXT CHECK (length(board) <= 100),
    keeper INTEGER NOT NULL REFERENCES record (id),
    substitute INTEGER REFERENCES record (id),
    cycle_days INTEGER NOT NULL DEFAULT 7 CHECK (cycle_days BETWEEN 1 AND 366),
    opened_on TEXT,
    note TEXT CHECK (length(note) <= 1000)
) STRICT;

CREATE TABLE opening (
    id INTEGER PRIMARY KEY REFERENCES record (id),
    box INTEGER NOT NULL REFERENCES record (id),
    opener TEXT NOT NULL CHECK (length(opener) <= 40),
    second_opener TEXT NOT NULL CHECK (length(second_opener) <= 40),
    slips INTEGER NOT NULL CHECK (slips BETWEEN 0 AND 999),
    void_slips INTEGER NOT NULL DEFAULT 0 CHECK (void_slips BETWEEN 0 AND 999),
    void_reason TEXT CHECK (length(void_reason) <= 200),
    note TEXT CHECK (length(note) <= 1000)
) STRICT;
CREATE INDEX opening_box ON opening (box, id);

-- 常用语: field is the record.field it is for; none: any. Its short name is the title.
CREATE TABLE phrase (
    id INTEGER PRIMARY KEY REFERENCES record (id),
    field TEXT CHECK (length(field) <= 60),
    body TEXT NOT NULL CHECK (length(body) <= 2000),
    note TEXT CHECK (length(note) <= 200)
) STRICT;

CREATE TABLE feedback (
    id INTEGER PRIMARY KEY REFERENCES record (id),
    kind TEXT NOT NULL,
    source TEXT NOT NULL DEFAULT 'box',
    box INTEGER REFERENCES record (id),
    opening INTEGER REFERENCES record (id),
    slip_no INTEGER CHECK (slip_no BETWEEN 1 AND 999),
    external_no TEXT UNIQUE CHECK (length(external_no) <= 40),
    reporter TEXT CHECK (length(reporter) <= 40),
    contact TEXT CHECK (length(contact) <= 40),
    body TEXT CHECK (length(body) <= 4000),
    reply TEXT CHECK (length(reply) <= 4000),
    answered_by TEXT CHECK (length(answered_by) <= 40),
    replied_on TEXT,
    reply_due_on TEXT CHECK (reply_due_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    announced_on TEXT,
    announced_place TEXT CHECK (length(announced_place) <= 100),
    withheld_reason TEXT CHECK (length(withheld_reason) <= 200),
    closed_on TEXT,
    void_reason TEXT CHECK (length(void_reason) <= 200),
    same_as TEXT,
    typed_by INTEGER REFERENCES record (id),
    checked_by INTEGER REFERENCES record (id),
    checked_on TEXT,
    signatory TEXT CHECK (length(signatory) <= 40),
    signed_on TEXT,
    signed_no TEXT CHECK (length(signed_no) <= 40),
    asked_on TEXT CHECK (asked_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    ext_amount INTEGER CHECK (ext_amount BETWEEN 1 AND 366),
    ext_reason TEXT CHECK (length(ext_reason) <= 200),
    ext_asked_on TEXT,
    ext_asked_by INTEGER REFERENCES record (id),
    exit_to TEXT CHECK (length(exit_to) <= 100),
    exit_on TEXT,
    exit_no TEXT CHECK (length(exit_no) <= 40),
    exit_receipt TEXT CHECK (length(exit_receipt) <= 100),
    exit_reason TEXT CHECK (length(exit_reason) <= 200),
    visit_by TEXT CHECK (visit_by GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    visit_on TEXT,
    visit_result TEXT,
    visit_again TEXT,
    visit_note TEXT CHECK (length(visit_note) <= 200),
    reopened_on TEXT CHECK (reopened_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    again_of INTEGER REFERENCES record (id)
) STRICT;
-- Closed ones that are to be visited back: few among many.
CREATE INDEX feedback_visit_by ON feedback (visit_by) WHERE visit_by IS NOT NULL;
CREATE INDEX feedback_same_as ON feedback (same_as);
CREATE INDEX feedback_opening ON feedback (opening, slip_no);
-- What was answered in a period, without the texts: the timeliness rate.
CREATE INDEX feedback_replied ON feedback (replied_on, kind, reply_due_on) WHERE replied_on IS NOT NULL;

-- The planner's figures, written once and never measured: an old office with few open records among
-- many, so that a queue is read through the indexes of open records and a list never sorts.
ANALYZE sqlite_schema;
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('record', 'sqlite_autoindex_record_1', '1000000 1'),
    ('record', 'record_open_due', '5000 1000 4 1 1 1 1 1 1 1 1 1 1 1 1 1'),
    ('record', 'record_open_received', '5000 1000 4'),
    ('record', 'record_open_number', '5000 1000 1'),
    ('record', 'record_due', '5000 4 1 1 1 1 1 1 1 1 1'),
    ('record', 'record_paused', '100 2'),
    ('record', 'record_all_due', '1000000 200000 100'),
    ('record', 'record_all_received', '1000000 200000 100'),
    ('record', 'record_all_number', '1000000 200000 1'),
    ('record', 'record_title', '1000000 200000 2'),
    ('record', 'record_all_id', '1000000 200000');
ANALYZE sqlite_schema;
