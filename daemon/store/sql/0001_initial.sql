-- Base tables: private, singular, STRICT. Days are INTEGER days since 1970-01-01, moments INTEGER Unix seconds UTC.

CREATE TABLE paper (
  paper_id          INTEGER PRIMARY KEY,
  arxiv_id          TEXT NOT NULL UNIQUE,
  version           INTEGER NOT NULL CHECK (version >= 1),
  title             TEXT NOT NULL,
  abstract          TEXT NOT NULL,
  authors           TEXT NOT NULL,              -- JSON array of names; [] = not known
  primary_category  TEXT NOT NULL,
  categories        TEXT NOT NULL,              -- JSON array, primary first
  submitted_at      INTEGER NOT NULL,
  announced_day     INTEGER NOT NULL,
  withdrawn         INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
  record_day        INTEGER                     -- day of arXiv's last change to the record, where known
) STRICT;
CREATE INDEX paper_by_announcement ON paper (announced_day, arxiv_id);

CREATE VIRTUAL TABLE paper_text USING fts5 (
  title, abstract, content = 'paper', content_rowid = 'paper_id', tokenize = "unicode61 remove_diacritics 2"
);
INSERT INTO paper_text (paper_text, rank) VALUES ('hashsize', 16777216);  -- bytes held before writing; a batch of an import fits
CREATE TRIGGER paper_text_insert AFTER INSERT ON paper BEGIN
  INSERT INTO paper_text (rowid, title, abstract) VALUES (new.paper_id, new.title, new.abstract);
END;
CREATE TRIGGER paper_text_update AFTER UPDATE OF title, abstract ON paper BEGIN
  INSERT INTO paper_text (paper_text, rowid, title, abstract) VALUES ('delete', old.paper_id, old.title, old.abstract);
  INSERT INTO paper_text (rowid, title, abstract) VALUES (new.paper_id, new.title, new.abstract);
END;
CREATE TRIGGER paper_text_delete AFTER DELETE ON paper BEGIN
  INSERT INTO paper_text (paper_text, rowid, title, abstract) VALUES ('delete', old.paper_id, old.title, old.abstract);
END;

-- How far each imported file was read, so that a killed import goes on where its last committed batch ended.
CREATE TABLE import_file (
  fingerprint  TEXT PRIMARY KEY,                -- hash of the file's first bytes and its size
  path         TEXT NOT NULL,
  line         INTEGER NOT NULL,                -- lines committed
  finished     INTEGER NOT NULL CHECK (finished IN (0, 1))
) STRICT;

CREATE TABLE release (
  release_id    TEXT PRIMARY KEY,
  name          TEXT NOT NULL,
  lab           TEXT NOT NULL,
  kind          TEXT NOT NULL,
  openness      TEXT NOT NULL,
  about         TEXT NOT NULL,
  released_day  INTEGER NOT NULL,
  known_day     INTEGER NOT NULL,
  arxiv_ids     TEXT NOT NULL,                  -- JSON array
  aliases       TEXT NOT NULL,                  -- JSON array
  origin        TEXT NOT NULL CHECK (origin IN ('catalogue', 'feed', 'arxiv', 'hub', 'user')),
  status        TEXT NOT NULL CHECK (status IN ('confirmed', 'candidate', 'rejected'))
) STRICT;

-- Every verdict of a person on a release. The last one holds against whatever the catalogue says later.
CREATE TABLE release_decision (
  decision_id  INTEGER PRIMARY KEY,
  release_id   TEXT NOT NULL,                   -- no reference: it outlives an entry that leaves the catalogue and comes back
  status       TEXT NOT NULL CHECK (status IN ('confirmed', 'candidate', 'rejected')),
  decided_at   INTEGER NOT NULL
) STRICT;
CREATE INDEX release_decision_by_release ON release_decision (release_id);

CREATE TABLE topic (
  topic_id     INTEGER PRIMARY KEY,
  kind         TEXT NOT NULL CHECK (kind IN ('cluster', 'term')),
  label        TEXT NOT NULL,
  first_label  TEXT NOT NULL,
  born_day     INTEGER NOT NULL,
  state        TEXT NOT NULL,
  paper_count  INTEGER NOT NULL,
  parent_id    INTEGER REFERENCES topic (topic_id)
) STRICT;
CREATE TABLE topic_paper (
  topic_id    INTEGER NOT NULL REFERENCES topic (topic_id),
  paper_id    INTEGER NOT NULL REFERENCES paper (paper_id),
  similarity  REAL NOT NULL,
  PRIMARY KEY (topic_id, paper_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX topic_paper_by_paper ON topic_paper (paper_id);
CREATE TABLE topic_week (
  topic_id  INTEGER NOT NULL REFERENCES topic (topic_id),
  week_day  INTEGER NOT NULL,
  observed  REAL NOT NULL,
  expected  REAL,
  PRIMARY KEY (topic_id, week_day)
) STRICT, WITHOUT ROWID;
CREATE TABLE lineage_event (
  event_id    INTEGER PRIMARY KEY,
  week_day    INTEGER NOT NULL,
  event       TEXT NOT NULL CHECK (event IN ('born', 'merged', 'split', 'retired', 'revived')),
  from_topic  INTEGER REFERENCES topic (topic_id),
  to_topic    INTEGER REFERENCES topic (topic_id)
) STRICT;

CREATE TABLE burst (
  burst_id       INTEGER PRIMARY KEY,
  topic_id       INTEGER NOT NULL REFERENCES topic (topic_id),
  label          TEXT NOT NULL,
  kind           TEXT NOT NULL CHECK (kind IN ('topical', 'mention', 'style', 'calendar')),
  onset_day      INTEGER NOT NULL,
  onset_low      INTEGER NOT NULL,
  onset_high     INTEGER NOT NULL,
  confirmed_day  INTEGER,
  ended_day      INTEGER,
  state          TEXT NOT NULL CHECK (state IN ('candidate', 'confirmed', 'cooling', 'ended')),
  observed       REAL NOT NULL,
  expected       REAL NOT NULL,
  ratio          REAL NOT NULL,
  ratio_low      REAL NOT NULL,
  ratio_high     REAL NOT NULL,
  q_value        REAL NOT NULL
) STRICT;
CREATE TABLE burst_paper (
  burst_id  INTEGER NOT NULL REFERENCES burst (burst_id),
  paper_id  INTEGER NOT NULL REFERENCES paper (paper_id),
  PRIMARY KEY (burst_id, paper_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX burst_paper_by_paper ON burst_paper (paper_id);
CREATE TABLE attribution (
  burst_id     INTEGER NOT NULL REFERENCES burst (burst_id),
  release_id   TEXT NOT NULL REFERENCES release (release_id),
  decided_day  INTEGER NOT NULL,
  posterior    REAL NOT NULL,
  placebo_p    REAL,
  verdict      TEXT NOT NULL CHECK (verdict IN ('attributed', 'shared', 'rejected')),
  excess       REAL,
  excess_low   REAL,
  excess_high  REAL,
  evidence     TEXT NOT NULL,                   -- JSON: the terms of the score
  PRIMARY KEY (burst_id, release_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE role (
  burst_id     INTEGER NOT NULL REFERENCES burst (burst_id),
  release_id   TEXT NOT NULL REFERENCES release (release_id),
  paper_id     INTEGER NOT NULL REFERENCES paper (paper_id),
  role         TEXT NOT NULL CHECK (role IN ('leader', 'pioneer', 'concurrent', 'follower')),
  named        INTEGER NOT NULL CHECK (named IN (0, 1)),
  probability  REAL NOT NULL,
  lag_days     INTEGER NOT NULL,
  evidence     TEXT NOT NULL,
  PRIMARY KEY (burst_id, release_id, paper_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX role_by_paper ON role (paper_id);
CREATE TABLE alert (
  alert_id    INTEGER PRIMARY KEY,
  burst_id    INTEGER NOT NULL REFERENCES burst (burst_id),
  release_id  TEXT REFERENCES release (release_id),
  reason      TEXT NOT NULL CHECK (reason IN ('new', 'grew', 'ended', 'revised')),
  raised_day  INTEGER NOT NULL,
  headline    TEXT NOT NULL,
  evidence    TEXT NOT NULL                     -- JSON: what was known on that day
) STRICT;
CREATE INDEX alert_by_day ON alert (raised_day);

CREATE TABLE concurrent_pair (
  a_paper_id  INTEGER NOT NULL REFERENCES paper (paper_id),
  b_paper_id  INTEGER NOT NULL REFERENCES paper (paper_id),
  cosine      REAL NOT NULL,
  days_apart  INTEGER NOT NULL,
  PRIMARY KEY (a_paper_id, b_paper_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE herding_month (
  field      TEXT NOT NULL,
  month_day  INTEGER NOT NULL,                  -- first day of the month
  metric     TEXT NOT NULL,
  value      REAL NOT NULL,
  low        REAL,
  high       REAL,
  PRIMARY KEY (field, month_day, metric)
) STRICT, WITHOUT ROWID;

-- One row per closed week: the mark that its transaction committed. state_hash covers everything the close decided.
CREATE TABLE closed_week (
  week_day    INTEGER PRIMARY KEY,
  closed_day  INTEGER NOT NULL,                 -- the day the running service would have closed it
  state_hash  TEXT NOT NULL,
  method      TEXT NOT NULL                     -- version of the methods that decided
) STRICT;
CREATE TABLE category_week (
  week_day   INTEGER NOT NULL,
  category   TEXT NOT NULL,                     -- primary category
  announced  INTEGER,                           -- listed by arXiv; NULL where nobody told us
  stored     INTEGER NOT NULL,
  coverage   REAL,
  PRIMARY KEY (week_day, category)
) STRICT, WITHOUT ROWID;

-- What the analysis must remember between closes and cannot recompute from the papers of its window.
CREATE TABLE analysis_state (
  room  TEXT NOT NULL,                          -- e.g. 'cluster', 'burst'
  key   INTEGER NOT NULL,
  body  BLOB NOT NULL,
  PRIMARY KEY (room, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE source (
  source_id      TEXT PRIMARY KEY,
  kind           TEXT NOT NULL,
  url            TEXT NOT NULL,
  state          TEXT NOT NULL CHECK (state IN ('ok', 'failing', 'quiet', 'moved')),
  last_success   INTEGER,
  last_attempt   INTEGER,
  failures       INTEGER NOT NULL DEFAULT 0,
  last_error     TEXT,
  etag           TEXT,
  last_modified  TEXT
) STRICT;
CREATE TABLE cycle (
  cycle_id     INTEGER PRIMARY KEY,
  started_at   INTEGER NOT NULL,
  finished_at  INTEGER,
  outcome      TEXT,
  new_papers   INTEGER NOT NULL DEFAULT 0,
  new_alerts   INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE delivery (
  delivery_id   INTEGER PRIMARY KEY,
  channel       TEXT NOT NULL,
  subject_key   TEXT NOT NULL,                  -- what was delivered, e.g. 'digest/2025-02-10'
  status        TEXT NOT NULL CHECK (status IN ('due', 'sent', 'failed')),
  attempts      INTEGER NOT NULL DEFAULT 0,
  delivered_at  INTEGER,
  last_error    TEXT,
  UNIQUE (channel, subject_key)
) STRICT;
