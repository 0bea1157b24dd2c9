-- When a paper was announced, told without its row, which holds its text first.
CREATE INDEX paper_announcement ON paper (paper_id, announced_day);
