"""`bandwagon export`: what is read back equals the database, and a killed export leaves the former one or the new one.

    export_test.py BANDWAGON KILLS
"""
import json
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

PROGRAM, KILLS = Path(sys.argv[1]).resolve(), int(sys.argv[2])
SAMPLE = Path(__file__).resolve().parents[1] / "support/sample_database.sql"
PAPERS, MONTHS = 6000, 60
TYPES = {"text": str, "integer": int, "number": (int, float), "day": str, "moment": str, "texts": (list, str)}
DECLARED = {"TEXT": {"text", "texts", "day"}, "INTEGER": {"integer"}, "REAL": {"number"}}


def listed(text):
    """A list of the database as an export writes it; the sample has one that is damaged, which stays text."""
    try:
        return json.loads(text)
    except ValueError:
        return text


def unpacked(file):
    return subprocess.run(["zstd", "-dcq", file], check=True, capture_output=True).stdout


class Export(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.database, self.target = self.folder / "sample.db", self.folder / "export"
        # An import of nothing fails, but makes the database with the shipped schema.
        subprocess.run([PROGRAM, "--db", self.database, "import", "-"], check=False, capture_output=True, stdin=subprocess.DEVNULL)
        with self.connection() as base:
            base.executescript(SAMPLE.read_text(encoding="utf-8"))

    def connection(self):
        return sqlite3.connect(self.database)

    def export(self):
        run = subprocess.run([PROGRAM, "--db", self.database, "export", self.target], capture_output=True, text=True, timeout=120)
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        return run.stdout

    def content(self):
        """Place -> bytes of every file of the export."""
        return {str(f.relative_to(self.target)): f.read_bytes() for f in self.target.rglob("*")
                if f.is_file() and not any(part.startswith(".") for part in f.relative_to(self.target).parts)}

    def assert_equals_database(self):
        schema = json.loads((self.target / "schema.json").read_text(encoding="utf-8"))
        with self.connection() as base:
            for view, about in schema.items():
                columns = [column["name"] for column in about["columns"]]
                lists = {column["name"] for column in about["columns"] if column["type"] == "texts"}
                wanted = [{name: listed(value) if name in lists else value for name, value in zip(columns, row)}
                          for row in base.execute(f"SELECT * FROM {view}")]
                found = [json.loads(line) for file in sorted(self.target.glob(about["files"])) for line in unpacked(file).splitlines()]
                key = lambda row: json.dumps(row, sort_keys=True)
                self.assertEqual(sorted(found, key=key), sorted(wanted, key=key), view)

    def fill(self, generation):
        """Many papers, so that an export takes long enough to be killed in the middle."""
        rng = random.Random(generation)
        words = [f"{a}{b}" for a in "bdfgklmnprst" for b in ("alo", "eni", "otu", "ira", "umo")]
        with self.connection() as base:
            base.execute("DELETE FROM paper WHERE paper_id > 100000")
            base.executemany(
                "INSERT INTO paper VALUES (?, ?, 1, ?, ?, '[]', 'cs.CL', '[\"cs.CL\"]', 1600000000, ?, 0, NULL)",
                ((100001 + i, f"t{generation}.{i:05}", f"paper {i}", " ".join(rng.choices(words, k=150)), 18000 + 30 * (i % MONTHS))
                 for i in range(PAPERS)))

    def test_equals_the_database_and_its_schema_names_the_types(self):
        self.export()
        self.assert_equals_database()
        schema = json.loads((self.target / "schema.json").read_text(encoding="utf-8"))
        with self.connection() as base:
            for view, about in schema.items():
                declared = {row[1]: row[2] for row in base.execute(f"PRAGMA table_info({view})")}
                self.assertEqual(list(declared), [column["name"] for column in about["columns"]])
                for column in about["columns"]:
                    with self.subTest(view=view, column=column["name"]):
                        self.assertIn(column["type"], DECLARED.get(declared[column["name"]], TYPES))
                for file in self.target.glob(about["files"]):
                    for row in map(json.loads, unpacked(file).splitlines()):
                        for column in about["columns"]:
                            if row[column["name"]] is not None:
                                self.assertIsInstance(row[column["name"]], TYPES[column["type"]], (view, column["name"]))

    def test_writes_the_month_that_changed_and_no_other(self):
        self.fill(1)
        self.export()
        before = self.content()
        with self.connection() as base:
            base.execute("UPDATE paper SET version = 7 WHERE paper_id = 100001")
        self.assertIn("1 written anew", self.export())
        changed = [place for place, content in self.content().items() if content != before.get(place)]
        self.assertEqual(sorted(changed), ["manifest.json", "papers/month=2019-04/part.ndjson.zst"])

    def test_a_killed_export_leaves_the_former_one_or_the_new_one(self):
        self.fill(0)
        begun = time.monotonic()
        self.export()
        duration, rng, untouched = time.monotonic() - begun, random.Random(7), 0
        for generation in range(1, KILLS + 1):
            former = self.content()
            self.fill(generation)
            child = subprocess.Popen([PROGRAM, "--db", self.database, "export", self.target], stdout=subprocess.DEVNULL)
            time.sleep(rng.uniform(0, duration))
            child.send_signal(signal.SIGKILL)
            child.wait()
            left, waiting = self.content(), (self.target / ".unfinished").exists()
            untouched += waiting and left == former
            self.export()
            self.assert_equals_database()
            new = self.content()
            for place, content in left.items():
                self.assertIn(content, (former.get(place), new.get(place)), place)
            self.assertEqual(set(former) & set(new) - set(left), set())
            self.assertFalse((self.target / ".unfinished").exists())
        self.assertGreater(untouched, 0)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
