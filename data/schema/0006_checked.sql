-- From here on each page of the file ends with its sum (src/vendor/cksumvfs.h; an older file gets them in src/store/sums.c). The
-- number counts: a program that knows only the schema before would write pages without.

-- The last audit row of a record, which it is compared with before it is written: what was changed from outside is told for ever.
CREATE INDEX audit_record ON audit (record) WHERE record IS NOT NULL;
