-- Asking the public first (D3, D4, B3): collections of opinions, the opinions, and what they did to a disclosure. The notice and the
-- summary of a collection are disclosures of their own, and pass the same gates.

-- What a disclosure was asked about, and the content and scope that were decided on after it (D4).
ALTER TABLE disclosure ADD COLUMN consultation INTEGER REFERENCES record (id);
ALTER TABLE disclosure ADD COLUMN decided_on TEXT CHECK (decided_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]');
ALTER TABLE disclosure ADD COLUMN decided_hash TEXT;
ALTER TABLE disclosure ADD COLUMN decided_scope TEXT;
ALTER TABLE disclosure ADD COLUMN decided_note TEXT CHECK (length(decided_note) <= 400);
-- Of a summary of opinions: the decisions its text was drafted from (store_opinions_mark).
ALTER TABLE disclosure ADD COLUMN drafted_from TEXT;
CREATE INDEX disclosure_consultation ON disclosure (consultation, id) WHERE consultation IS NOT NULL;

-- 民主议政 (N6): what was asked, and how those present voted.
ALTER TABLE meeting ADD COLUMN questions TEXT CHECK (length(questions) <= 2000);
ALTER TABLE meeting ADD COLUMN satisfied INTEGER CHECK (satisfied BETWEEN 0 AND 9999);
ALTER TABLE meeting ADD COLUMN mostly INTEGER CHECK (mostly BETWEEN 0 AND 9999);
ALTER TABLE meeting ADD COLUMN dissatisfied INTEGER CHECK (dissatisfied BETWEEN 0 AND 9999);
ALTER TABLE feedback ADD COLUMN meeting INTEGER REFERENCES record (id);
CREATE INDEX feedback_meeting ON feedback (meeting) WHERE meeting IS NOT NULL;

-- What was said when visited back in a period, without the texts: the satisfaction rate (V6).
CREATE INDEX feedback_visited ON feedback (visit_on, kind, visit_result) WHERE visit_on IS NOT NULL;

-- 意见征集. The spine's title is what is asked about; due_on the last day while it collects, then the day by which the summary is due.
CREATE TABLE consultation (
    id INTEGER PRIMARY KEY REFERENCES record (id),
    kind TEXT NOT NULL,
    draft TEXT CHECK (length(draft) <= 40000),
    ways TEXT CHECK (length(ways) <= 200),
    where_to TEXT CHECK (length(where_to) <= 200),
    open_on TEXT CHECK (open_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    close_on TEXT CHECK (close_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    short_reason TEXT CHECK (length(short_reason) <= 200),
    extend_reason TEXT CHECK (length(extend_reason) <= 200),
    ended_on TEXT,
    end_reason TEXT CHECK (length(end_reason) <= 200),
    cancelled_on TEXT,
    cancel_reason TEXT CHECK (length(cancel_reason) <= 200),
    notice INTEGER REFERENCES record (id),
    summary INTEGER REFERENCES record (id),
    closed_on TEXT,
    note TEXT CHECK (length(note) <= 1000)
) STRICT;

-- The collection a published disclosure is the notice or the summary of.
CREATE INDEX consultation_notice ON consultation (notice) WHERE notice IS NOT NULL;
CREATE INDEX consultation_summary ON consultation (summary) WHERE summary IS NOT NULL;

-- One opinion. received_on is the day it came in. late: after the last day; counted apart.
CREATE TABLE opinion (
    id INTEGER PRIMARY KEY REFERENCES record (id),
    consultation INTEGER NOT NULL REFERENCES record (id),
    way TEXT NOT NULL,
    author TEXT CHECK (length(author) <= 40),
    address TEXT CHECK (length(address) <= 100),
    contact TEXT CHECK (length(contact) <= 40),
    body TEXT NOT NULL CHECK (length(body) <= 4000),
    passage TEXT CHECK (length(passage) <= 60),
    late INTEGER CHECK (late BETWEEN 0 AND 1),
    typed_by INTEGER REFERENCES record (id),
    decision TEXT,
    reason TEXT CHECK (length(reason) <= 1000),
    adopted_to TEXT CHECK (length(adopted_to) <= 200),
    reply TEXT CHECK (length(reply) <= 2000),
    same_as INTEGER REFERENCES record (id),
    decided_by INTEGER REFERENCES record (id),
    decided_on TEXT,
    consented_by INTEGER REFERENCES record (id),
    consented_on TEXT,
    signatory TEXT CHECK (length(signatory) <= 40),
    signed_on TEXT,
    signed_no TEXT CHECK (length(signed_no) <= 40),
    feedback INTEGER REFERENCES record (id),
    sameness TEXT,
    void_reason TEXT CHECK (length(void_reason) <= 200)
) STRICT;
-- Those of a collection, oldest first, and the same text twice.
CREATE INDEX opinion_consultation ON opinion (consultation, id);
CREATE INDEX opinion_sameness ON opinion (consultation, sameness);
-- Those that repeat another.
CREATE INDEX opinion_same_as ON opinion (same_as) WHERE same_as IS NOT NULL;
CREATE INDEX opinion_feedback ON opinion (feedback) WHERE feedback IS NOT NULL;
