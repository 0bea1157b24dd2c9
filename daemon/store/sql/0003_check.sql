-- In how many papers of the window each term occurs, as of the last close: what `check` weighs words with. One row.
CREATE TABLE window_frequency (
  week_day  INTEGER PRIMARY KEY,                -- Monday of the last week of the window
  papers    INTEGER NOT NULL,
  terms     BLOB NOT NULL                       -- see represent::pack
) STRICT;

-- What the user's watches saw: each wave at most once for each watch. No part of the state that closes are judged by.
CREATE TABLE watch_alert (
  watch_alert_id  INTEGER PRIMARY KEY,
  watch           TEXT NOT NULL,                -- its name in the configuration of that day
  burst_id        INTEGER NOT NULL REFERENCES burst (burst_id),
  release_id      TEXT REFERENCES release (release_id),
  raised_day      INTEGER NOT NULL,
  matched         INTEGER NOT NULL,             -- papers of the wave that the watch holds
  first_paper_id  INTEGER REFERENCES paper (paper_id),
  before_release  INTEGER CHECK (before_release IN (0, 1)),
  ahead_of        INTEGER,                      -- papers of the wave submitted after the reader's first
  headline        TEXT NOT NULL,
  papers          TEXT NOT NULL,                -- JSON array of arXiv identifiers
  UNIQUE (watch, burst_id)
) STRICT;
CREATE INDEX watch_alert_by_day ON watch_alert (raised_day);
