-- Backups, printed heads of the audit chain.

-- What stands beside the record when the row is written: its steps, earlier versions, pauses, urgings, what is sealed of it
-- ('record'), or a small table as a whole ('setting', 'limit_rule' …). Rows with alg 2 are hashed with these two.
ALTER TABLE audit ADD COLUMN side TEXT;
ALTER TABLE audit ADD COLUMN side_hash BLOB;
CREATE INDEX audit_side ON audit (side, seq) WHERE side IS NOT NULL AND side NOT IN ('record', 'cleared');

-- Copies made, newest last: where, how large, and up to which row of the audit they go.
CREATE TABLE backup (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    path TEXT NOT NULL CHECK (length(path) BETWEEN 1 AND 1000),
    bytes INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    head TEXT NOT NULL CHECK (length(head) = 64),
    is_encrypted INTEGER NOT NULL CHECK (is_encrypted IN (0, 1)),
    person INTEGER REFERENCES record (id)
) STRICT;

-- What the daily sheets (当日审计单) said: the chain up to row `seq` is held fast by the paper.
CREATE TABLE anchor (
    day TEXT PRIMARY KEY CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    seq INTEGER NOT NULL,
    head TEXT NOT NULL CHECK (length(head) = 64),
    at INTEGER NOT NULL,
    person INTEGER REFERENCES record (id)
) STRICT, WITHOUT ROWID;

-- Wrong passwords in a row at a terminal, of accounts that don't exist too. Rows of yesterday go.
CREATE TABLE terminal_failure (
    terminal TEXT PRIMARY KEY CHECK (length(terminal) BETWEEN 1 AND 100),
    failures INTEGER NOT NULL,
    wait_until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- No program may take back what a sheet said, or what was before a change. Texts leave a version (store/clear), never the row.
CREATE TRIGGER anchor_is_not_deleted BEFORE DELETE ON anchor BEGIN SELECT raise(ABORT, 'anchor'); END;
CREATE TRIGGER anchor_only_goes_on BEFORE UPDATE ON anchor WHEN new.seq < old.seq BEGIN SELECT raise(ABORT, 'anchor'); END;
CREATE TRIGGER version_is_not_deleted BEFORE DELETE ON version BEGIN SELECT raise(ABORT, 'version'); END;
CREATE TRIGGER version_keeps_its_place BEFORE UPDATE OF record, ver, at, person ON version BEGIN SELECT raise(ABORT, 'version'); END;
CREATE TRIGGER pause_is_not_deleted BEFORE DELETE ON pause BEGIN SELECT raise(ABORT, 'pause'); END;
CREATE TRIGGER sealed_is_not_deleted BEFORE DELETE ON sealed BEGIN SELECT raise(ABORT, 'sealed'); END;
-- A record is changed with its version counted, or not at all; its kind and number are for ever.
CREATE TRIGGER record_keeps_its_number BEFORE UPDATE OF id, record_kind, number, created ON record WHEN new.id IS NOT old.id OR new.record_kind IS NOT old.record_kind OR new.number IS NOT old.number OR new.created IS NOT old.created BEGIN SELECT raise(ABORT, 'record'); END;
CREATE TRIGGER record_counts_its_versions BEFORE UPDATE ON record WHEN new.ver IS NOT old.ver + 1 AND (new.ver IS NOT old.ver OR new.title IS NOT old.title OR new.state IS NOT old.state OR new.open IS NOT old.open OR new.due_on IS NOT old.due_on OR new.unit IS NOT old.unit OR new.person IS NOT old.person OR new.changed IS NOT old.changed) BEGIN SELECT raise(ABORT, 'record'); END;
