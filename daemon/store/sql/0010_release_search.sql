-- What the search for releases has learned of the papers up to the end of a week, so that a cycle goes on from there. A
-- convenience, one row at most: without it the papers of the window are shown to the search again.
CREATE TABLE release_search (
  week_day  INTEGER NOT NULL,                   -- Monday
  papers    INTEGER NOT NULL,                   -- of the window that ends with the week, when this was kept
  until_day INTEGER NOT NULL,                   -- of the releases found otherwise, those known before it were learned …
  releases  TEXT NOT NULL,                      -- … which were these: a hash
  body      BLOB NOT NULL                       -- Zstandard
) STRICT;
DELETE FROM week_reading WHERE kind = 'names';  -- it kept the names in papers instead
