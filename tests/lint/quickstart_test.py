"""./quickstart and a database that it cannot go on with, seen in a copy of the checkout with stand-ins for the programs."""
import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# A bandwagon whose analysis refuses any database that does not hold the word "new", as one closed by an older method.
PROGRAM = """#!/bin/sh
echo "$*" >> "{calls}"
while [ $# -gt 0 ]; do
    case $1 in
    --db) db=$2; shift;;
    import) [ -e "$db" ] || echo new > "$db";;
    analyze) grep -q new "$db" || {{ echo "bandwagon: closed by another method" >&2; exit {code}; }};;
    query) printf 'day\\r\\n"2025-02-04"\\r\\n';;
    esac
    shift
done
"""


class Quickstart(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name).resolve() / "checkout"
        self.calls = self.root / "calls"
        for path in (".ci", "config"):
            shutil.copytree(ROOT / path, self.root / path)
        shutil.copy(ROOT / "quickstart", self.root)
        (self.root / "data").mkdir()
        (self.root / "data/history-x.jsonl.zst").touch()
        self.database = self.root / "build/quickstart/bandwagon.db"
        self.stand_in("bin/cmake", "#!/bin/sh\n")
        self.stand_in("bin/dpkg-query", "#!/bin/sh\nprintf installed\n")
        self.program(1)

    def stand_in(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        path.chmod(0o755)

    def program(self, code):
        self.stand_in("build/release/daemon/bandwagon", PROGRAM.format(calls=self.calls, code=code))

    def write(self, file, text):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def run_it(self, *arguments):
        path = f"{self.root}/bin:{os.environ['PATH']}"
        return subprocess.run([self.root / "quickstart", *arguments], capture_output=True, text=True, check=False,
                              stdin=subprocess.DEVNULL, env={**os.environ, "PATH": path}, timeout=60)

    def analyses(self):
        return sum(call.endswith(" analyze") for call in self.calls.read_text(encoding="utf-8").splitlines())

    def test_makes_its_own_database_anew_when_it_cannot_go_on_with_it(self):
        self.write(self.database, "old")
        self.write(Path(f"{self.database}-wal"), "old")
        run = self.run_it()
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertIn("it is made anew", run.stderr)
        self.assertEqual(self.database.read_text(encoding="utf-8"), "new\n")
        self.assertFalse(Path(f"{self.database}-wal").exists())
        self.assertEqual(self.analyses(), 2)

    def test_leaves_a_database_that_was_named_alone(self):
        mine = self.root / "mine.db"
        self.write(mine, "old")
        run = self.run_it("--db", str(mine))
        self.assertEqual(run.returncode, 1)
        self.assertIn("closed by another method", run.stderr)
        self.assertEqual(mine.read_text(encoding="utf-8"), "old")

    def test_leaves_a_database_alone_that_another_program_writes_to(self):
        self.program(75)
        self.write(self.database, "old")
        self.assertEqual(self.run_it().returncode, 75)
        self.assertEqual(self.database.read_text(encoding="utf-8"), "old")

    def test_goes_on_with_a_database_that_is_in_order(self):
        self.write(self.database, "new and long analysed")
        self.assertEqual(self.run_it().returncode, 0)
        self.assertEqual(self.database.read_text(encoding="utf-8"), "new and long analysed")
        self.assertEqual(self.analyses(), 1)


if __name__ == "__main__":
    unittest.main()
