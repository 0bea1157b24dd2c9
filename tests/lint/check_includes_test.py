"""The architecture test itself is tested: each kind of wrong include, planted in a temporary tree, must be found."""
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

CHECK = Path(__file__).resolve().parents[2] / ".ci" / "check_includes.py"


class CheckIncludes(unittest.TestCase):
    def setUp(self):
        self._folder = tempfile.TemporaryDirectory()
        self.addCleanup(self._folder.cleanup)
        self.root = Path(self._folder.name)
        for folder in ("analyzers/model", "config", "daemon/store"):
            (self.root / folder).mkdir(parents=True)

    def check(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        run = subprocess.run([sys.executable, str(CHECK), str(self.root)], capture_output=True, text=True, check=False)
        return run.returncode, run.stderr

    def assert_fault(self, name, text, *expected):
        code, message = self.check(name, text)
        self.assertEqual(code, 1, message)
        for words in expected:
            self.assertIn(words, message)

    def assert_fine(self, name, text):
        self.assertEqual(self.check(name, text), (0, ""))

    def test_allows_what_points_inward(self):
        self.assert_fine("daemon/store/papers.cpp", '#include <SQLiteCpp/SQLiteCpp.h>\n#include "analyzers/model/day.hpp"\n')

    def test_names_file_line_and_both_rooms_of_a_wrong_include(self):
        self.assert_fault("analyzers/burst/detect.cpp", '#include <vector>\n#include "daemon/store/papers.hpp"\n',
                          "analyzers/burst/detect.cpp:2:", "analyzers/burst may not know daemon/store")

    def test_keeps_the_outer_rooms_apart(self):
        self.assert_fault("daemon/parse/rss.cpp", '#include "daemon/fetch/http.hpp"\n', "daemon/parse may not know daemon/fetch")
        self.assert_fault("daemon/cli/import.cpp", '#include "daemon/store/papers.hpp"\n', "daemon/cli may not know daemon/store")

    def test_shows_each_library_to_one_room_only(self):
        for name, header in (("daemon/service/cycle.cpp", "sqlite3.h"), ("daemon/store/feeds.cpp", "pugixml.hpp"),
                             ("daemon/parse/rss.cpp", "curl/curl.h"), ("daemon/fetch/http.cpp", "systemd/sd-event.h"),
                             ("daemon/closing/load.cpp", "toml++/toml.h"), ("daemon/service/options.cpp", "CLI/CLI.hpp")):
            with self.subTest(header=header):
                self.assert_fault(name, f"#include <{header}>\n", f"<{header}> may be included only by")
                (self.root / name).unlink()

    def test_keeps_analyzers_pure(self):
        for line in ("#include <fstream>", "#include <filesystem>", "#include <spdlog/spdlog.h>",
                     "auto now = std::chrono::system_clock::now();", "std::random_device seed;"):
            with self.subTest(line=line):
                self.assert_fault("analyzers/burst/detect.cpp", line + "\n", "analyzers/burst/detect.cpp:1:", "analyzers are pure")

    def test_reads_code_and_not_comments(self):
        self.assert_fine("analyzers/burst/detect.cpp", '// no system_clock here\n/* #include <fstream>\n#include <iostream> */\n')

    def test_refuses_a_folder_that_is_no_room(self):
        self.assert_fault("daemon/misc/helpers.cpp", "int x;\n", "daemon/misc/helpers.cpp:1: folder is no room")

    def test_refuses_a_path_that_does_not_start_at_the_root(self):
        self.assert_fault("daemon/store/papers.cpp", '#include "papers.hpp"\n', "does not name the full path from the root")


if __name__ == "__main__":
    unittest.main()
