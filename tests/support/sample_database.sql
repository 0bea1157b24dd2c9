-- A small history with hostile text: two waves with a release, one without, one that ended. Runs on a database that the store has just made.
INSERT INTO paper (paper_id, arxiv_id, version, title, abstract, authors, primary_category, categories, submitted_at,
                   announced_day, withdrawn)
VALUES
  (1, '2501.12948', 2, 'DeepSeek-R1: Incentivizing Reasoning Capability in LLMs via Reinforcement Learning',
   'We introduce our first-generation reasoning models.', '["DeepSeek-AI","Daya Guo"]', 'cs.CL', '["cs.CL","cs.AI"]',
   1737558900, 20111, 0),
  (2, '2501.19393', 1, 's1: Simple test-time scaling', 'Test-time scaling uses extra compute. We follow "R1" with GRPO.',
   '["Niklas Muennighoff"]', 'cs.CL', '["cs.CL"]', 1738347731, 20122, 0),
  (3, '2502.00001', 1, '<script>alert(1)</script> & **bold** [link](http://evil.example) `code` | cell',
   'HTML & Markdown, with "quotes" and a' || char(9) || 'tab', '[]', 'cs.AI', '["cs.AI"]', 1738347731, 20122, 0),
  (4, '2502.00002', 1, 'Red ' || char(27) || '[31malarm' || char(27) || '[0m and a bell' || char(7) || ' and title'
   || char(27) || ']0;owned' || char(7) || ' here', 'Terminal escapes.', '["A ' || char(27) || '[2J"]', 'cs.CL', '["cs.CL"]',
   1738347731, 20123, 0),
  (5, '2502.00003', 1, 'Right ' || char(8238) || 'to left ' || char(8236) || 'marks, $\alpha_{1}$ and G\"odel, 推理 模型',
   'Bidirectional marks.', '["אבג דהו"]', 'cs.CL', '["cs.CL"]', 1738347731, 20124, 0),
  (6, 'hep-th/9711200', 3, 'The Large N Limit of Superconformal field theories and supergravity', 'An old paper.',
   '["Juan M. Maldacena"]', 'hep-th', '["hep-th"]', 880640000, 10193, 0),
  (7, '2402.03300', 1, 'DeepSeekMath: Pushing the Limits of Mathematical Reasoning', 'We introduce GRPO.', '["Zhihong Shao"]',
   'cs.CL', '["cs.CL","cs.AI"]', 1707150000, 19760, 0);

INSERT INTO release VALUES
  ('deepseek-r1', 'DeepSeek-R1', 'DeepSeek', 'model', 'open-weights', '', 20108, 20108, '["2501.12948"]', '["R1","DeepSeek-R1-Zero"]',
   'catalogue', 'confirmed'),
  ('openai-o1', 'OpenAI o1', 'OpenAI', 'model', 'closed', '', 19978, 19978, '[]', '["o1-preview"]', 'catalogue', 'confirmed'),
  ('evil', 'Evil <b>"release"</b>', 'Lab | & Co', 'model', '', '', 20110, 20110, '[]', '[]', 'user', 'candidate');

INSERT INTO topic VALUES
  (1, 'cluster', 'reasoning, chain of thought, GRPO', 'reasoning', 19700, 'live', 320, NULL),
  (2, 'term', 'agents', 'agents', 19800, 'live', 120, NULL),
  (3, 'term', 'Evil <i>topic</i> | *x*', 'evil', 20000, 'live', 12, 2);
INSERT INTO topic_paper VALUES (1, 1, 0.9), (1, 2, 0.8), (1, 5, 0.5), (2, 3, 0.4), (2, 4, 1), (3, 4, 1), (3, 5, 1);
INSERT INTO topic_week VALUES (1, 20101, 3, 2.4), (1, 20108, 9, 2.4), (1, 20115, 14, 2.5), (1, 20122, 15, NULL);
INSERT INTO lineage_event VALUES (1, 19700, 'born', NULL, 1);

INSERT INTO burst VALUES
  (1, 1, 'reasoning, chain of thought, GRPO', 'topical', 20108, 20101, 20115, 20131, NULL, 'confirmed', 41, 9.8, 4.2, 3.0, 5.8, 0.003),
  (2, 2, 'agents', 'topical', 20101, 20094, 20115, 20131, NULL, 'confirmed', 60, 20.5, 2.93, 2.2, 3.9, 0.0004),
  (3, 3, 'Evil <i>topic</i> | *x*', 'mention', 20101, 20094, 20115, 20131, NULL, 'confirmed', 12, 2, 6, 3.1, 10.9, 0.04),
  (4, 2, 'web agents', 'topical', 19900, 19893, 19907, 19930, 20120, 'ended', 20, 15, 1.33, 0.9, 1.9, 0.6);
INSERT INTO burst_paper VALUES (1, 1), (1, 2), (1, 5), (2, 3);
INSERT INTO attribution VALUES
  (1, 'deepseek-r1', 20131, 0.96, 0.005, 'attributed', 31.2, 24.0, 39.1, '{}'),
  (1, 'openai-o1', 20131, 0.02, NULL, 'rejected', NULL, NULL, NULL, '{}');
INSERT INTO role VALUES
  (1, 'deepseek-r1', 1, 'leader', 1, 1.0, 3, 'its own paper'),
  (1, 'deepseek-r1', 2, 'follower', 1, 0.97, 14, 'names R1 and uses GRPO'),
  (1, 'deepseek-r1', 7, 'pioneer', 0, 0.7, -348, 'introduced GRPO');

INSERT INTO concurrent_pair VALUES (2, 3, 0.53, 0), (1, 2, 0.41, 11);

INSERT INTO herding_month VALUES
  ('all', 20089, 'papers', 4603, NULL, NULL), ('all', 20089, 'follow_share', 0.058, 0.049, 0.067),
  ('all', 20089, 'wave_half_life', 3, 3, NULL), ('all', 20120, 'papers', 3860, NULL, NULL),
  ('all', 20120, 'follow_share', 0.07, 0.06, 0.08), ('cs.CL', 20120, 'papers', 1400, NULL, NULL);
INSERT INTO abandoned_topic VALUES (20120, 1, 2, 3, 21.5, 0.004, 9, 41);

INSERT INTO alert VALUES
  (1, 1, 'deepseek-r1', 'new', 20131, 'Papers on reasoning with reinforcement learning have quadrupled since DeepSeek-R1',
   '{"label":"reasoning · chain of thought · GRPO","kind":"topical","phrases":["reasoning","chain of thought","GRPO"],"week":"2025-02-03","observed":41,"expected":9.8,"ratio":4.2,"ratio_low":3.0,"ratio_high":5.8,"q_value":0.003,"onset":"2025-01-20","onset_low":"2025-01-13","onset_high":"2025-01-27","author_groups":33,"window_days":28,"categories":{"cs.AI":10,"cs.CL":31},"releases":[{"id":"openai-o1","name":"OpenAI o1","lab":"OpenAI","released":"2024-09-12","posterior":0.02,"verdict":"rejected","status":"confirmed"},{"id":"deepseek-r1","name":"DeepSeek-R1","lab":"DeepSeek","released":"2025-01-20","posterior":0.96,"placebo_p":0.005,"verdict":"attributed","status":"confirmed","named_share":0.76,"background_share":0.002,"shared_terms":["R1","GRPO"],"excess":31.2,"excess_low":24.0,"excess_high":39.1}],"none_posterior":0.02,"first_followers":[{"arxiv_id":"2501.19393","title":"s1: Simple test-time scaling","announced":"2025-02-03","named":true,"lag_days":14},{"arxiv_id":"2502.00001","title":"<script>alert(1)</script> & **bold** [link](http://evil.example) `code` | cell","announced":"2025-02-03","named":false,"lag_days":14}],"pioneers":[{"arxiv_id":"2402.03300","title":"DeepSeekMath: Pushing the Limits of Mathematical Reasoning","announced":"2024-02-07","similarity":0.31},{"arxiv_id":"hep-th/9711200","title":"An old-style identifier"}],"newest":[{"arxiv_id":"2502.00003","title":"Right \u202eto left \u202cmarks, $\\alpha_{1}$ and G\\\"odel, 推理 模型","announced":"2025-02-05"}],"weekly":[{"week":"2024-10-28","observed":2,"expected":2.1},{"week":"2024-11-04","observed":1,"expected":2.1},{"week":"2024-11-11","observed":3,"expected":2.1},{"week":"2024-11-18","observed":2,"expected":2.2},{"week":"2024-11-25","observed":0,"expected":2.2},{"week":"2024-12-02","observed":2,"expected":2.3},{"week":"2024-12-09","observed":4,"expected":2.3},{"week":"2024-12-16","observed":3,"expected":2.3},{"week":"2024-12-23","expected":2.0},{"week":"2024-12-30","observed":1,"expected":2.0},{"week":"2025-01-06","observed":3,"expected":2.4},{"week":"2025-01-13","observed":3,"expected":2.4},{"week":"2025-01-20","observed":6,"expected":2.4},{"week":"2025-01-27","observed":14,"expected":2.5},{"week":"2025-02-03","observed":18,"expected":2.5}],"caveats":["Announcement days before 2025 are reckoned from the submission."]}'),
  (2, 2, NULL, 'new', 20131, 'Agents: three times as many papers as expected',
   '{"label":"agents","kind":"topical","observed":60,"expected":20.5,"ratio":2.93,"ratio_low":1.2,"ratio_high":3.9,"onset":"2025-01-13","author_groups":5,"window_days":28,"releases":[{"id":"openai-o1","name":"OpenAI o1","lab":"OpenAI","released":"2024-09-12","posterior":0.11,"verdict":"rejected"}],"none_posterior":0.8,"pioneers":[{"arxiv_id":"2402.03300","title":"DeepSeekMath: Pushing the Limits of Mathematical Reasoning","announced":"2024-02-07","similarity":0.22,"phrase":"tool agents","phrase_users":31,"phrase_before":14}]}'),
  (3, 3, 'evil', 'new', 20131, 'Evil <i>topic</i>' || char(27) || '[2J headline',
   '{"label":"Evil <i>topic</i> | *x* \u001b[2J\u202e","observed":12,"expected":2,"ratio":6,"releases":[{"id":"evil","name":"Evil <b>\"release\"</b>","lab":"Lab | & Co","released":"2025-01-22","posterior":0.6,"verdict":"shared","status":"candidate","placebo_p":0.2}],"caveats":["<img src=x onerror=alert(1)>"]}'),
  (4, 1, 'deepseek-r1', 'grew', 20138, 'Reasoning has grown again', '{"label":"reasoning · chain of thought · GRPO","observed":80,"expected":10,"ratio":8,"releases":[{"id":"deepseek-r1","name":"DeepSeek-R1","lab":"DeepSeek","released":"2025-01-20","posterior":0.97,"verdict":"attributed"}]}'),
  (5, 4, NULL, 'ended', 20131, 'The wave of web agents is over after 31 weeks', '{"label":"web agents","observed":20,"expected":15}'),
  (6, 2, NULL, 'grew', 20138, 'Agents have grown', 'this is no JSON');

INSERT INTO closed_week VALUES (20115, 20124, 'aa', 'test'), (20122, 20131, 'bb', 'test');
INSERT INTO category_week VALUES (20115, 'cs.CL', NULL, 4, NULL), (20122, 'cs.CL', 400, 398, 0.995);
INSERT INTO source VALUES ('arxiv/cs.CL', 'rss', 'https://rss.arxiv.org/rss/cs.CL', 'ok', 1739000000, 1739000000, 0, NULL, NULL, NULL);
