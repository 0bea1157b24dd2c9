-- What was seen of each mailing, how far arXiv's record was read, and the answers themselves.

-- A request that is under way: where this is set, a process was killed meanwhile, and the gap counts from its end.
ALTER TABLE gate ADD COLUMN asked_at_ms INTEGER;

CREATE TABLE mailing (
  mailed_day    INTEGER PRIMARY KEY,            -- New York day of the mailing
  listed_at     INTEGER,                        -- when arXiv's feed first showed it; NULL: it never did
  confirmed_at  INTEGER                         -- when a harvest had read everything up to it; NULL: not yet
) STRICT;
CREATE TABLE mailing_category (
  mailed_day  INTEGER NOT NULL,
  category    TEXT NOT NULL,                    -- primary category
  papers      INTEGER NOT NULL,                 -- new papers that arXiv told of
  PRIMARY KEY (mailed_day, category)
) STRICT, WITHOUT ROWID;

-- A walk through arXiv's OAI-PMH, page by page, so that a killed one goes on where its last committed page ended.
CREATE TABLE harvest (
  harvest_id    TEXT PRIMARY KEY,               -- 'nightly/cs', 'from/2025-01-01//cs'
  from_day      INTEGER NOT NULL,               -- UTC record day with which the walk under way (else the last one) began
  token         TEXT,                           -- asks for the next page; NULL: no walk is under way
  pages         INTEGER NOT NULL,               -- read in this walk
  reached_day   INTEGER,                        -- first record day of its last page
  begun_at      INTEGER,                        -- its first page, by the server's clock
  completed_at  INTEGER                         -- begun_at of the last walk that came to its end; NULL: none did
) STRICT;

CREATE TABLE response (
  response_id  INTEGER PRIMARY KEY,
  source_id    TEXT NOT NULL,
  url          TEXT NOT NULL,
  fetched_at   INTEGER NOT NULL,
  bytes        INTEGER NOT NULL,                -- before compression
  body         BLOB NOT NULL                    -- zstd
) STRICT;
CREATE INDEX response_by_moment ON response (fetched_at);
