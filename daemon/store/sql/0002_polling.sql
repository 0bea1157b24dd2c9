-- When a group of hosts may be asked again, so that a restart is no way around a cool-down.
CREATE TABLE gate (
  host_group    TEXT PRIMARY KEY,
  open_from_ms  INTEGER NOT NULL,               -- Unix milliseconds UTC
  refusals      INTEGER NOT NULL CHECK (refusals >= 0)
) STRICT;
