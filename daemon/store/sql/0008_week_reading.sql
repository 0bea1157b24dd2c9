-- What reading the papers of the last weeks gave, so that a cycle need not read their text again. A convenience: rows may be
-- missing, damaged or of papers that changed since; what cannot be used is read from the papers.
CREATE TABLE week_reading (
  week_day  INTEGER NOT NULL,                   -- Monday
  kind      TEXT NOT NULL,                      -- what reads: 'terms', 'names'
  body      BLOB NOT NULL,                      -- Zstandard
  UNIQUE (week_day, kind)
) STRICT;
