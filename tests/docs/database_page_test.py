"""Every query in docs/DATABASE.md runs through `bandwagon query`, finds something, and has the columns that the page shows.

    database_page_test.py BANDWAGON
"""
import json
import re
import sqlite3
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

PROGRAM = Path(sys.argv[1]).resolve()
ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/DATABASE.md").read_text(encoding="utf-8")
QUESTION = re.compile(r"^### (\d+\. [^\n]+)\n.*?^```sql\n(.*?)^```\n```text\n(.*?)^```\n", re.M | re.S)

# What the sample lacks: a wave of the last month, and a paper in two waves.
MORE = """
INSERT INTO burst VALUES (9, 2, 'tool agents', 'topical', 20122, 20115, 20122, 20131, NULL, 'confirmed', 8, 1, 8, 3, 20, 0.001);
INSERT INTO burst_paper VALUES (9, 3);
"""


class DatabasePage(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.database = Path(folder.name) / "sample.db"
        # An import of nothing fails, but makes the database with the shipped schema.
        subprocess.run([PROGRAM, "--db", self.database, "import", "-"], check=False, capture_output=True, stdin=subprocess.DEVNULL)
        connection = sqlite3.connect(self.database)
        connection.executescript((ROOT / "tests/support/sample_database.sql").read_text(encoding="utf-8") + MORE)
        connection.close()

    def rows(self, sql):
        asked = subprocess.run([PROGRAM, "--db", self.database, "query", "-", "--format", "json"], input=sql, text=True,
                               capture_output=True, check=False, timeout=60)
        self.assertEqual(asked.returncode, 0, asked.stderr)
        return json.loads(asked.stdout)

    def test_each_question_is_answered_with_the_columns_shown(self):
        questions = QUESTION.findall(PAGE)
        self.assertEqual(len(questions), 10)
        for question, sql, shown in questions:
            with self.subTest(question):
                rows = self.rows(sql)
                self.assertTrue(rows, "no row")
                self.assertEqual(re.split(r"\s{2,}", shown.splitlines()[0].strip()), list(rows[0]))

    def test_no_sql_stands_outside_a_question(self):
        self.assertEqual(PAGE.count("```sql\n"), len(QUESTION.findall(PAGE)))

    def test_the_python_example_runs(self):
        example = re.search(r"```python\n(.*?)```", PAGE, re.S)[1]
        place = "/var/lib/bandwagon/bandwagon.db"
        self.assertIn(place, example)
        run = subprocess.run([sys.executable, "-c", example.replace(place, str(self.database))], capture_output=True, text=True,
                             check=False, timeout=60)
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertIn("2025-02-12", run.stdout)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
