-- Topics that fell below their own past while their authors went to a wave, of each month.
CREATE TABLE abandoned_topic (
  month_day   INTEGER NOT NULL,                 -- first day of the month
  topic_id    INTEGER NOT NULL REFERENCES topic (topic_id),
  burst_id    INTEGER NOT NULL REFERENCES burst (burst_id),
  observed    REAL NOT NULL,
  expected    REAL NOT NULL,
  q_value     REAL NOT NULL,
  movers      INTEGER NOT NULL,
  publishing  INTEGER NOT NULL,
  PRIMARY KEY (month_day, topic_id)
) STRICT, WITHOUT ROWID;
