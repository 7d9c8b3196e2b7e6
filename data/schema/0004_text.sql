-- Finding by what is known of a text: the search indexes, who called or came, what has been said before,
-- what a file of which source is encoded in, words the pinyin input has learned.

-- How this person's name is read, where its characters have several readings: 单 shan, 覃 tan. Syllables parted by blanks.
ALTER TABLE person ADD COLUMN reading TEXT CHECK (length(reading) <= 60);

-- Whether something hangs in a place already: by both, or a full board is walked for each new posting.
CREATE INDEX posting_place ON posting (disclosure, board);

-- What the workbench counts, a queue a range of it: narrow, for a desk of years has tens of thousands open. It asks
-- for open > 0, which lists do not: they need their own orders.
CREATE INDEX record_open_count ON record (record_kind, state, due_sort, id, paused_on, sealed, person, open) WHERE open > 0;
