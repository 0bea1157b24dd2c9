-- The public interface: plural views. They change only with a line in CHANGELOG.md. Made anew at each start of a writer.
-- A view says only what was decided; what has not been decided is absent, never zero.

CREATE VIEW papers AS
  SELECT arxiv_id, version, title, abstract, authors, primary_category, categories,
         date(submitted_at, 'unixepoch') AS submitted_on, date(announced_day * 86400, 'unixepoch') AS announced_on, withdrawn
  FROM paper;

CREATE VIEW releases AS
  SELECT release_id, name, lab, kind, nullif(openness, '') AS openness, date(released_day * 86400, 'unixepoch') AS released_on,
         arxiv_ids, aliases, origin, status, date(known_day * 86400, 'unixepoch') AS known_since
  FROM release;

CREATE VIEW release_events AS
  SELECT release_id, date(day * 86400, 'unixepoch') AS day, status, weight, evidence FROM release_event;

CREATE VIEW release_signals AS
  SELECT source_id, key, link, title, lab, datetime(published_at, 'unixepoch') AS published_at,
         datetime(first_seen, 'unixepoch') AS first_seen, verdict, nullif(name, '') AS name, arxiv_ids, release_id
  FROM release_signal;

CREATE VIEW topics AS
  SELECT topic_id, kind, label, first_label, date(born_day * 86400, 'unixepoch') AS born_on, state, paper_count, parent_id
  FROM topic;

CREATE VIEW topic_papers AS
  SELECT topic_id, arxiv_id, similarity FROM topic_paper JOIN paper USING (paper_id);

CREATE VIEW topic_weeks AS
  SELECT topic_id, date(week_day * 86400, 'unixepoch') AS week, observed, expected FROM topic_week;

CREATE VIEW lineage AS
  SELECT date(week_day * 86400, 'unixepoch') AS week, event, from_topic, to_topic FROM lineage_event;

CREATE VIEW bursts AS
  SELECT burst_id, topic_id, label, kind, date(onset_day * 86400, 'unixepoch') AS onset_on,
         date(onset_low * 86400, 'unixepoch') AS onset_low, date(onset_high * 86400, 'unixepoch') AS onset_high,
         date(confirmed_day * 86400, 'unixepoch') AS confirmed_on, date(ended_day * 86400, 'unixepoch') AS ended_on,
         state, observed, expected, ratio, ratio_low, ratio_high, q_value
  FROM burst;

CREATE VIEW burst_papers AS
  SELECT burst_id, arxiv_id FROM burst_paper JOIN paper USING (paper_id);

CREATE VIEW attributions AS
  SELECT burst_id, release_id, date(decided_day * 86400, 'unixepoch') AS decided_on, posterior, placebo_p, verdict,
         excess, excess_low, excess_high
  FROM attribution;

CREATE VIEW roles AS
  SELECT burst_id, release_id, arxiv_id, role, named, probability, lag_days, evidence FROM role JOIN paper USING (paper_id);

CREATE VIEW alerts AS
  SELECT alert_id, burst_id, release_id, reason, date(raised_day * 86400, 'unixepoch') AS raised_on, headline FROM alert;

-- Told of waves that no release explains; a paper that was told again keeps what was said first.
CREATE VIEW forerunners AS
  SELECT burst_id, cited.value ->> 'arxiv_id' AS arxiv_id, cited.value ->> 'phrase' AS phrase,
         cited.value ->> 'phrase_before' AS written_before, cited.value ->> 'phrase_users' AS written_in_burst,
         cited.value ->> 'similarity' AS similarity, date(raised_day * 86400, 'unixepoch') AS told_on, min(alert_id) AS alert_id
  FROM alert, json_each(iif(json_valid(evidence), evidence, NULL), '$.pioneers') AS cited
  WHERE release_id IS NULL
  GROUP BY burst_id, cited.value ->> 'arxiv_id', cited.value ->> 'phrase';

CREATE VIEW watch_alerts AS
  SELECT watch_alert_id, watch, burst_id, release_id, date(raised_day * 86400, 'unixepoch') AS raised_on, matched,
         (SELECT arxiv_id FROM paper WHERE paper_id = first_paper_id) AS first_arxiv_id, before_release, ahead_of, headline,
         papers AS arxiv_ids
  FROM watch_alert;

CREATE VIEW concurrent_pairs AS
  SELECT a.arxiv_id AS a, b.arxiv_id AS b, cosine, days_apart
  FROM concurrent_pair JOIN paper a ON a.paper_id = a_paper_id JOIN paper b ON b.paper_id = b_paper_id;

CREATE VIEW herding AS
  SELECT field, strftime('%Y-%m', month_day * 86400, 'unixepoch') AS month, metric, value, low, high FROM herding_month;

CREATE VIEW abandoned_topics AS
  SELECT strftime('%Y-%m', month_day * 86400, 'unixepoch') AS month, topic_id, burst_id, observed, expected, q_value, movers,
         publishing
  FROM abandoned_topic;

-- Of a week in which the sources were read for the first time nobody knows how much arXiv told before.
CREATE VIEW weeks AS
  WITH told AS (
    SELECT week_day, closed_day, state_hash, category, stored,
           (SELECT sum(papers) FROM mailing_category
            WHERE mailing_category.category = category_week.category AND mailed_day BETWEEN week_day AND week_day + 6
              AND (SELECT min(mailed_day) FROM mailing) <= week_day) AS announced
    FROM category_week JOIN closed_week USING (week_day)
  )
  SELECT date(week_day * 86400, 'unixepoch') AS week, category, announced, stored,
         min(1.0, stored * 1.0 / announced) AS coverage, date(closed_day * 86400, 'unixepoch') AS closed_on, state_hash
  FROM told;

CREATE VIEW sources AS
  SELECT source_id, kind, url, state, datetime(last_success, 'unixepoch') AS last_success,
         datetime(last_attempt, 'unixepoch') AS last_attempt, failures, last_error
  FROM source;

CREATE VIEW cycles AS
  SELECT cycle_id, datetime(started_at, 'unixepoch') AS started_at, datetime(finished_at, 'unixepoch') AS finished_at, outcome,
         new_papers, new_alerts
  FROM cycle;

CREATE VIEW deliveries AS
  SELECT delivery_id, channel, subject_key, status, attempts, datetime(delivered_at, 'unixepoch') AS delivered_at, last_error,
         CASE status WHEN 'due' THEN datetime(due_from, 'unixepoch') END AS due_from
  FROM delivery;
