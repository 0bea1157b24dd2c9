-- Up to which paper announcements were put in the order of the papers' numbers. What was counted already stays.
CREATE TABLE announcement_order (last_paper_id INTEGER NOT NULL) STRICT;
INSERT INTO announcement_order
  SELECT iif(EXISTS (SELECT 1 FROM closed_week), coalesce(max(paper_id), 0), 0) FROM paper;
