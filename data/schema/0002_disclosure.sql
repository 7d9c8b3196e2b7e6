-- Disclosure: what must be public, when it falls due, what was drafted, where it hangs, what was found wrong, and the
-- archive card of each. Columns added to the tables of 0001 are nullable: a record's hash leaves out what is NULL.

-- 集体讨论: who was entitled to be there, who was, how they voted, what was decided (I4).
ALTER TABLE meeting ADD COLUMN entitled INTEGER CHECK (entitled BETWEEN 1 AND 999);
ALTER TABLE meeting ADD COLUMN attended INTEGER CHECK (attended BETWEEN 1 AND 999);
ALTER TABLE meeting ADD COLUMN votes_for INTEGER CHECK (votes_for BETWEEN 0 AND 999);
ALTER TABLE meeting ADD COLUMN votes_against INTEGER CHECK (votes_against BETWEEN 0 AND 999);
ALTER TABLE meeting ADD COLUMN abstained INTEGER CHECK (abstained BETWEEN 0 AND 999);
ALTER TABLE meeting ADD COLUMN opinions TEXT CHECK (length(opinions) <= 2000);
ALTER TABLE meeting ADD COLUMN decision TEXT CHECK (length(decision) <= 1000);

-- What a piece of feedback is about: a disclosure (an objection during its 公示, or that it is untrue), or a catalogue entry (hot topics).
ALTER TABLE feedback ADD COLUMN about INTEGER REFERENCES record (id);
ALTER TABLE feedback ADD COLUMN topic INTEGER REFERENCES record (id);
ALTER TABLE feedback ADD COLUMN verdict TEXT;
CREATE INDEX feedback_about ON feedback (about) WHERE about IS NOT NULL;
CREATE INDEX feedback_topic ON feedback (topic, kind, verdict) WHERE topic IS NOT NULL;

ALTER TABLE unit ADD COLUMN duties TEXT CHECK (length(duties) <= 2000);

-- 公开目录: the columns of the standard catalogue (国办发〔2019〕54号) and the office's own. The spine's unit and person are who
-- is responsible; its limit stands in limit_rule as catalogue.ID.
CREATE TABLE catalogue (
    id INTEGER PRIMARY KEY REFERENCES record (id),
    field TEXT CHECK (length(field) <= 60),
    content TEXT CHECK (length(content) <= 1000),
    basis TEXT CHECK (length(basis) <= 1000),
    limit_text TEXT CHECK (length(limit_text) <= 100),
    limit_unit TEXT,
    limit_amount INTEGER CHECK (limit_amount BETWEEN 0 AND 366),
    limit_fixed TEXT CHECK (length(limit_fixed) <= 20),
    limit_article TEXT CHECK (length(limit_article) <= 100),
    limit_statutory INTEGER CHECK (limit_statutory BETWEEN 0 AND 1),
    leader INTEGER REFERENCES record (id),
    channels TEXT CHECK (length(channels) <= 400),
    channels_optional TEXT CHECK (length(channels_optional) <= 400),
    audience TEXT,
    audience_text TEXT CHECK (length(audience_text) <= 100),
    way TEXT,
    level TEXT CHECK (length(level) <= 60),
    affair TEXT NOT NULL,
    subject TEXT,
    power TEXT NOT NULL,
    scope TEXT NOT NULL,
    timing TEXT NOT NULL,
    cycle TEXT,
    stages TEXT CHECK (length(stages) <= 1000),
    per_village INTEGER CHECK (per_village BETWEEN 0 AND 1),
    hot TEXT,
    hot_source TEXT CHECK (length(hot_source) <= 100),
    before_possible INTEGER CHECK (before_possible BETWEEN 0 AND 1),
    notice_amount INTEGER CHECK (notice_amount BETWEEN 0 AND 366),
    notice_unit TEXT,
    major INTEGER CHECK (major BETWEEN 0 AND 1),
    not_applicable TEXT CHECK (length(not_applicable) <= 60),
    unit_kind TEXT,
    from_on TEXT CHECK (from_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    to_on TEXT CHECK (to_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    note TEXT CHECK (length(note) <= 1000)
) STRICT;
CREATE INDEX catalogue_affair ON catalogue (affair, power);

-- 应公开: one disclosure that a catalogue entry owes: a period, a stage or a matter, of a unit or a village. name is what makes it one:
-- none is opened twice.
CREATE TABLE duty (
    id INTEGER PRIMARY KEY REFERENCES record (id),
    catalogue INTEGER NOT NULL REFERENCES record (id),
    name TEXT NOT NULL UNIQUE CHECK (length(name) <= 160),
    period TEXT CHECK (length(period) <= 20),
    stage TEXT CHECK (length(stage) <= 40),
    disclosure INTEGER REFERENCES record (id),
    waived_reason TEXT CHECK (length(waived_reason) <= 200),
    done_on TEXT
) STRICT;
CREATE INDEX duty_catalogue ON duty (catalogue, id);

CREATE TABLE disclosure (
    id INTEGER PRIMARY KEY REFERENCES record (id),
    catalogue INTEGER NOT NULL REFERENCES record (id),
    duty INTEGER REFERENCES record (id),
    affair TEXT,
    subject TEXT,
    period TEXT CHECK (length(period) <= 20),
    stage TEXT CHECK (length(stage) <= 40),
    leader INTEGER REFERENCES record (id),
    element_basis TEXT CHECK (length(element_basis) <= 2000),
    element_subject TEXT CHECK (length(element_subject) <= 2000),
    element_process TEXT CHECK (length(element_process) <= 4000),
    element_discipline TEXT CHECK (length(element_discipline) <= 2000),
    element_result TEXT CHECK (length(element_result) <= 4000),
    not_applicable TEXT CHECK (length(not_applicable) <= 60),
    lines TEXT CHECK (length(lines) <= 400000),
    total INTEGER,
    second_total INTEGER,
    public_interest INTEGER CHECK (public_interest BETWEEN 0 AND 1),
    internal_matter INTEGER CHECK (internal_matter BETWEEN 0 AND 1),
    scope TEXT,
    scope_reason TEXT CHECK (length(scope_reason) <= 200),
    audience_text TEXT CHECK (length(audience_text) <= 100),
    timepoint TEXT,
    effective_on TEXT CHECK (effective_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    after_reason TEXT CHECK (length(after_reason) <= 200),
    major INTEGER CHECK (major BETWEEN 0 AND 1),
    discussion INTEGER REFERENCES record (id),
    access_note TEXT CHECK (length(access_note) <= 200),
    reply_path TEXT CHECK (length(reply_path) <= 200),
    notice_amount INTEGER CHECK (notice_amount BETWEEN 0 AND 366),
    notice_unit TEXT,
    notice_from TEXT,
    notice_to TEXT,
    notice_result TEXT CHECK (length(notice_result) <= 1000),
    expires_on TEXT CHECK (expires_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    drafted_by INTEGER REFERENCES record (id),
    submitted_on TEXT,
    return_reason TEXT CHECK (length(return_reason) <= 200),
    reviewed_by INTEGER REFERENCES record (id),
    reviewed_on TEXT,
    review_outcome TEXT,
    review_basis TEXT CHECK (length(review_basis) <= 200),
    review_note TEXT CHECK (length(review_note) <= 400),
    review_paper TEXT CHECK (length(review_paper) <= 100),
    work_secret INTEGER CHECK (work_secret BETWEEN 0 AND 1),
    approved_by INTEGER REFERENCES record (id),
    approved_on TEXT,
    approved_ver INTEGER,
    approved_hash TEXT,
    signatory TEXT CHECK (length(signatory) <= 40),
    signed_on TEXT,
    signed_no TEXT CHECK (length(signed_no) <= 40),
    same_person TEXT CHECK (length(same_person) <= 60),
    waived_by INTEGER REFERENCES record (id),
    waived_reason TEXT CHECK (length(waived_reason) <= 200),
    waived_hash TEXT,
    publish_sort TEXT,
    publish_due_on TEXT CHECK (publish_due_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    published_by INTEGER REFERENCES record (id),
    published_on TEXT,
    published_ver INTEGER,
    published_hash TEXT,
    closed_on TEXT,
    refused_by INTEGER REFERENCES record (id),
    refused_on TEXT,
    refused_basis TEXT CHECK (length(refused_basis) <= 200),
    refused_reason TEXT CHECK (length(refused_reason) <= 200),
    state_secret INTEGER CHECK (state_secret BETWEEN 0 AND 1),
    kept_at TEXT CHECK (length(kept_at) <= 100),
    re_reviewed_on TEXT,
    withdrawn_on TEXT,
    withdrawn_reason TEXT CHECK (length(withdrawn_reason) <= 200),
    corrects INTEGER REFERENCES record (id),
    correct_reason TEXT CHECK (length(correct_reason) <= 200),
    corrected_by INTEGER REFERENCES record (id),
    personal_until TEXT CHECK (personal_until GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    void_reason TEXT CHECK (length(void_reason) <= 200)
) STRICT;
CREATE INDEX disclosure_catalogue ON disclosure (catalogue, id);
-- 15 待发布: 热点 and 难点 first, then by due date (D5). Empty elsewhere.
CREATE INDEX disclosure_publish_sort ON disclosure (publish_sort) WHERE publish_sort IS NOT NULL;
CREATE INDEX disclosure_published_on ON disclosure (published_on) WHERE published_on IS NOT NULL;
-- Counts by scope and catalogue entry, without the texts.
CREATE INDEX disclosure_counted ON disclosure (published_on, catalogue, scope, corrected_by) WHERE published_on IS NOT NULL;
CREATE INDEX disclosure_expires_on ON disclosure (expires_on) WHERE expires_on IS NOT NULL;
CREATE INDEX disclosure_personal_until ON disclosure (personal_until) WHERE personal_until IS NOT NULL;

-- 公开渠道与设施: where something can be made public: boards, halls, telephones, media, web sites (N2, F4-F8). route: the order in
-- which they are walked. The spine's unit is the unit or village, its due_on the day of the next check.
CREATE TABLE board (
    id INTEGER PRIMARY KEY REFERENCES record (id),
    kind TEXT NOT NULL,
    place TEXT CHECK (length(place) <= 100),
    size TEXT CHECK (length(size) <= 40),
    print_rows INTEGER CHECK (print_rows BETWEEN 10 AND 500),
    print_cols INTEGER CHECK (print_cols BETWEEN 20 AND 200),
    keeper INTEGER REFERENCES record (id),
    phone TEXT CHECK (length(phone) <= 40),
    route INTEGER CHECK (route BETWEEN 1 AND 9999),
    address TEXT CHECK (length(address) <= 200),
    built_on TEXT CHECK (built_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    condition TEXT,
    checked_on TEXT CHECK (checked_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    check_cycle_days INTEGER CHECK (check_cycle_days BETWEEN 1 AND 1000),
    note TEXT CHECK (length(note) <= 1000)
) STRICT;

-- 张贴: the published version in one place, from the day it went up (received_on) to the day it comes down (due_on). outlet, page_time and
-- address are for media and web sites; readers for what is disclosed inside the office.
CREATE TABLE posting (
    id INTEGER PRIMARY KEY REFERENCES record (id),
    disclosure INTEGER NOT NULL REFERENCES record (id),
    board INTEGER NOT NULL REFERENCES record (id),
    proof_no TEXT CHECK (length(proof_no) <= 60),
    address TEXT CHECK (length(address) <= 200),
    outlet TEXT CHECK (length(outlet) <= 60),
    page_time TEXT CHECK (length(page_time) <= 60),
    readers INTEGER CHECK (readers BETWEEN 0 AND 99999),
    published_hash TEXT,
    route_sort TEXT NOT NULL,
    down_on TEXT,
    down_reason TEXT CHECK (length(down_reason) <= 200),
    note TEXT CHECK (length(note) <= 200)
) STRICT;
CREATE INDEX posting_disclosure ON posting (disclosure, id);
CREATE INDEX posting_board ON posting (board, id);
-- What hangs now, in walking order.
CREATE INDEX posting_route_sort ON posting (route_sort) WHERE down_on IS NULL;

-- 政务公开档案卡 (D9): what it says is taken from the disclosure when it is published, and filled in from then on.
CREATE TABLE card (
    id INTEGER PRIMARY KEY REFERENCES record (id),
    disclosure INTEGER NOT NULL UNIQUE REFERENCES record (id),
    basis TEXT CHECK (length(basis) <= 2000),
    subject TEXT CHECK (length(subject) <= 2000),
    scope TEXT,
    form TEXT CHECK (length(form) <= 400),
    formed_on TEXT,
    published_on TEXT,
    reviewer TEXT CHECK (length(reviewer) <= 60),
    approver TEXT CHECK (length(approver) <= 60),
    same_person TEXT CHECK (length(same_person) <= 60),
    feedback_summary TEXT CHECK (length(feedback_summary) <= 1000),
    result TEXT CHECK (length(result) <= 1000),
    keeper INTEGER REFERENCES record (id),
    document_no TEXT CHECK (length(document_no) <= 60),
    pages INTEGER CHECK (pages BETWEEN 1 AND 9999),
    retention TEXT,
    filled_on TEXT,
    year INTEGER CHECK (year BETWEEN 1949 AND 2200),
    fonds TEXT CHECK (length(fonds) <= 20),
    office_code TEXT CHECK (length(office_code) <= 20),
    item_no INTEGER CHECK (item_no BETWEEN 1 AND 99999),
    archive_no TEXT UNIQUE CHECK (length(archive_no) <= 80),
    box_no TEXT CHECK (length(box_no) <= 20),
    filed_on TEXT
) STRICT;
CREATE INDEX card_item ON card (year, retention, office_code, item_no) WHERE item_no IS NOT NULL;

-- What a detector (D10) or a person found wrong. name is rule and evidence: none is opened twice. Never deleted, never void.
CREATE TABLE finding (
    id INTEGER PRIMARY KEY REFERENCES record (id),
    kind TEXT NOT NULL,
    about INTEGER REFERENCES record (id),
    rule TEXT CHECK (length(rule) <= 60),
    name TEXT UNIQUE CHECK (length(name) <= 160),
    evidence TEXT NOT NULL CHECK (length(evidence) <= 1000),
    internal INTEGER CHECK (internal BETWEEN 0 AND 1),
    inspection INTEGER REFERENCES record (id),
    demand TEXT CHECK (length(demand) <= 1000),
    order_no TEXT CHECK (length(order_no) <= 60),
    ordered_on TEXT,
    ordered_by INTEGER REFERENCES record (id),
    reply TEXT CHECK (length(reply) <= 2000),
    answered_by TEXT CHECK (length(answered_by) <= 40),
    replied_on TEXT,
    replied_by INTEGER REFERENCES record (id),
    rechecked_on TEXT,
    rechecked_by INTEGER REFERENCES record (id),
    passed INTEGER CHECK (passed BETWEEN 0 AND 1),
    recheck_note TEXT CHECK (length(recheck_note) <= 400),
    same_person TEXT CHECK (length(same_person) <= 60),
    outcome TEXT,
    outcome_reason TEXT CHECK (length(outcome_reason) <= 400),
    ended_by INTEGER REFERENCES record (id),
    ended_on TEXT
) STRICT;
CREATE INDEX finding_about ON finding (about, id);
CREATE INDEX finding_inspection ON finding (inspection, id) WHERE inspection IS NOT NULL;

-- 检查: of a unit, a board or a disclosure (D6). received_on is the day.
CREATE TABLE inspection (
    id INTEGER PRIMARY KEY REFERENCES record (id),
    board INTEGER REFERENCES record (id),
    about INTEGER REFERENCES record (id),
    leader INTEGER REFERENCES record (id),
    members TEXT CHECK (length(members) <= 200),
    scope TEXT CHECK (length(scope) <= 400),
    result TEXT NOT NULL CHECK (length(result) <= 2000),
    internal INTEGER CHECK (internal BETWEEN 0 AND 1)
) STRICT;

-- 责任追究: what a finding leads to (D8). The spine's person is who answers for it, its unit his unit. Decided by somebody else than
-- who recorded it.
CREATE TABLE accountability (
    id INTEGER PRIMARY KEY REFERENCES record (id),
    finding INTEGER NOT NULL REFERENCES record (id),
    facts TEXT NOT NULL CHECK (length(facts) <= 2000),
    measure TEXT,
    reason TEXT CHECK (length(reason) <= 400),
    recorded_by INTEGER REFERENCES record (id),
    decided_by INTEGER REFERENCES record (id),
    deciding_body TEXT CHECK (length(deciding_body) <= 100),
    document_no TEXT CHECK (length(document_no) <= 60),
    decided_on TEXT,
    served_on TEXT,
    reported_on TEXT,
    reported_to TEXT CHECK (length(reported_to) <= 100),
    signatory TEXT CHECK (length(signatory) <= 40),
    signed_on TEXT,
    signed_no TEXT CHECK (length(signed_no) <= 40),
    same_person TEXT CHECK (length(same_person) <= 60),
    note TEXT CHECK (length(note) <= 1000)
) STRICT;
CREATE INDEX accountability_finding ON accountability (finding, id);
