-- What sources showed of releases, each entry once by the source's own identity. Entries outlive the feed they stood in.
CREATE TABLE release_signal (
  signal_id      INTEGER PRIMARY KEY,
  source_id      TEXT NOT NULL,
  key            TEXT NOT NULL,                 -- the source's own: guid, id, _id
  link           TEXT NOT NULL,
  title          TEXT NOT NULL,
  text           TEXT NOT NULL,                 -- beginning of its own words
  lab            TEXT NOT NULL,
  published_at   INTEGER,
  first_seen     INTEGER NOT NULL,              -- Unix seconds UTC
  verdict        TEXT NOT NULL,                 -- see candidate::Verdict
  name           TEXT NOT NULL,                 -- of what was released; '' = none
  arxiv_ids      TEXT NOT NULL,                 -- JSON array
  release_id     TEXT,                          -- the release it tells of
  UNIQUE (source_id, key)
) STRICT;
CREATE INDEX release_signal_by_release ON release_signal (release_id);
CREATE INDEX release_signal_by_link ON release_signal (link);

-- What became known of a release on which day: the analysis of a day uses what stands here up to it.
CREATE TABLE release_event (
  event_id    INTEGER PRIMARY KEY,
  release_id  TEXT NOT NULL,
  day         INTEGER NOT NULL,
  status      TEXT NOT NULL CHECK (status IN ('confirmed', 'candidate', 'rejected')),
  weight      INTEGER NOT NULL,                 -- of the evidence; see candidate::Proposal
  evidence    TEXT NOT NULL,                    -- JSON array of reasons
  UNIQUE (release_id, day, status, weight)
) STRICT;

-- A release as it was before somebody confirmed, rejected or merged it, for taking that back.
CREATE TABLE release_undo (
  undo_id     INTEGER PRIMARY KEY,
  release_id  TEXT NOT NULL,                    -- what was decided about
  action      TEXT NOT NULL CHECK (action IN ('confirm', 'reject', 'merge')),
  touched     TEXT NOT NULL,                    -- JSON array of the rows before
  decided_at  INTEGER NOT NULL
) STRICT;

-- When a feed is due again, and what its past says about its pace.
CREATE TABLE feed_state (
  source_id   TEXT PRIMARY KEY,
  due_at      INTEGER NOT NULL,                 -- Unix seconds UTC
  newest_at   INTEGER,                          -- newest entry seen
  median_gap  INTEGER,                          -- seconds between entries
  answers     INTEGER NOT NULL DEFAULT 0,       -- good answers so far
  validated_at INTEGER                          -- when the validators were given; old ones are dropped
) STRICT;
