-- Finding by what is known of a text: the search indexes, who called or came, what has been said before,
-- what a file of which source is encoded in, words the pinyin input has learned.

-- How this person's name is read, where its characters have several readings: 单 shan, 覃 tan. Syllables parted by blanks.
ALTER TABLE person ADD COLUMN reading TEXT CHECK (length(reading) <= 60);

-- What lists of people, units and members are ordered by: written by the store with the name (CHECK (name = …) says so), '' in
-- every other kind. An older file's are made when it is opened.
ALTER TABLE record ADD COLUMN pinyin_sort TEXT NOT NULL DEFAULT '' CHECK (pinyin_sort = trim(pinyin_sort));
ALTER TABLE record ADD COLUMN stroke_sort TEXT NOT NULL DEFAULT '' CHECK (stroke_sort = trim(stroke_sort));
CREATE INDEX record_person_pinyin ON record (pinyin_sort) WHERE record_kind = 'person';
CREATE INDEX record_person_strokes ON record (stroke_sort) WHERE record_kind = 'person';
CREATE INDEX record_member_pinyin ON record (pinyin_sort) WHERE record_kind = 'member';
CREATE INDEX record_member_strokes ON record (stroke_sort) WHERE record_kind = 'member';
CREATE INDEX record_unit_pinyin ON record (pinyin_sort) WHERE record_kind = 'unit';
CREATE INDEX record_unit_strokes ON record (stroke_sort) WHERE record_kind = 'unit';

-- Whether something hangs in a place already: by both, or a full board is walked for each new posting.
CREATE INDEX posting_place ON posting (disclosure, board);

-- 来电来访 (F5, F6): who called or came in, what was asked, from what it was answered (found: a published disclosure, an answered
-- feedback or what another unit made public), what an unanswered one became. The spine's title is the question in short.
CREATE TABLE enquiry (
    id INTEGER PRIMARY KEY REFERENCES record (id),
    way TEXT NOT NULL,
    asker TEXT CHECK (length(asker) <= 40),
    contact TEXT CHECK (length(contact) <= 40),
    body TEXT NOT NULL CHECK (length(body) <= 4000),
    topic INTEGER REFERENCES record (id),
    found INTEGER REFERENCES record (id),
    reply TEXT CHECK (length(reply) <= 4000),
    answered_by TEXT CHECK (length(answered_by) <= 40),
    answered_on TEXT,
    satisfied TEXT,
    feedback INTEGER REFERENCES record (id),
    typed_by INTEGER REFERENCES record (id),
    void_reason TEXT CHECK (length(void_reason) <= 200)
) STRICT;
CREATE INDEX enquiry_topic ON enquiry (topic, way) WHERE topic IS NOT NULL;
CREATE INDEX enquiry_feedback ON enquiry (feedback) WHERE feedback IS NOT NULL;

-- 外单位公开信息 (F5, F6): what other units made public, brought together to be asked for here. Not this office's disclosure: it
-- has no workflow and is in none of the counts.
CREATE TABLE outside (
    id INTEGER PRIMARY KEY REFERENCES record (id),
    publisher TEXT NOT NULL CHECK (length(publisher) <= 60),
    published_on TEXT NOT NULL CHECK (published_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    affair TEXT,
    topic INTEGER REFERENCES record (id),
    body TEXT NOT NULL CHECK (length(body) <= 20000),
    address TEXT CHECK (length(address) <= 200),
    expires_on TEXT CHECK (expires_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    note TEXT CHECK (length(note) <= 1000)
) STRICT;
CREATE INDEX outside_published_on ON outside (published_on);

-- How often something was read in the public hall, by day and catalogue entry: nobody is named.
CREATE TABLE looked (
    day TEXT NOT NULL,
    topic INTEGER NOT NULL REFERENCES record (id),
    count INTEGER NOT NULL CHECK (count >= 1),
    PRIMARY KEY (day, topic)
) STRICT, WITHOUT ROWID;
CREATE INDEX looked_topic ON looked (topic, day);

-- What has been said before: the feedback a piece of feedback is linked with, which is of the same matter.
ALTER TABLE feedback ADD COLUMN linked INTEGER REFERENCES record (id);
CREATE INDEX feedback_linked ON feedback (linked) WHERE linked IS NOT NULL;

-- What the texts of feedback are like, in 128 bytes each, by the day they were received: read from the newest back. Nothing of
-- what is sealed or void.
CREATE TABLE signature (
    day TEXT NOT NULL,
    record INTEGER NOT NULL REFERENCES record (id),
    bytes BLOB NOT NULL CHECK (length(bytes) = 128),
    PRIMARY KEY (day, record)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX signature_record ON signature (record);

-- What the workbench counts, a queue a range of it: narrow, for a desk of years has tens of thousands open. It asks
-- for open > 0, which lists do not: they need their own orders.
CREATE INDEX record_open_count ON record (record_kind, state, due_sort, id, paused_on, sealed, person, open) WHERE open > 0;

-- Tokens of every text and name (store/search_token), parted by blanks, by the record's id: nothing of what is sealed. How far it
-- is, and by which rules it was made, is said by the settings search_done and search_version; without them it is empty.
CREATE VIRTUAL TABLE search USING fts5 (tokens, content='', columnsize=0, detail=none, tokenize='ascii');

-- Where single hanzi are, by stretches of 512 ids: what has none of them is passed over. A stretch may be named where the hanzi
-- no longer is.
CREATE TABLE search_stretch (
    hanzi TEXT NOT NULL,
    stretch INTEGER NOT NULL,
    PRIMARY KEY (hanzi, stretch)
) STRICT, WITHOUT ROWID;

-- Words chosen in the pinyin input and how often, with their reading ("zhai ji di"). Nothing of what is sealed.
CREATE TABLE input_word (
    word TEXT NOT NULL CHECK (length(word) BETWEEN 1 AND 12),
    reading TEXT NOT NULL CHECK (length(reading) BETWEEN 1 AND 90),
    uses INTEGER NOT NULL CHECK (uses >= 1),
    PRIMARY KEY (word, reading)
) STRICT, WITHOUT ROWID;

-- What files of a source were said to be encoded in: a kind of record and the file's name without digits ("feedback 热线月报.csv").
CREATE TABLE source_encoding (
    source TEXT PRIMARY KEY CHECK (length(source) BETWEEN 1 AND 200),
    encoding TEXT NOT NULL
) STRICT, WITHOUT ROWID;
