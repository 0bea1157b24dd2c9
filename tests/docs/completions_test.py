"""The bash completion offers every command and every option that --help names, and files where files are wanted.

    completions_test.py BANDWAGON BANDWAGOND
"""
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from man_pages_test import BANDWAGON, BANDWAGOND, all_commands, commands_in, help_of, options_in

COMPLETIONS = Path(__file__).resolve().parents[2] / "completions"


def offered(*words, folder="/"):
    """What the completion offers for the last of `words`, with the program first."""
    script = f"""source "{COMPLETIONS}/bandwagon.bash"
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _bandwagon; printf '%s\\n' "${{COMPREPLY[@]}}" """
    run = subprocess.run(["bash", "-c", script, "bash", *map(str, words)], capture_output=True, text=True, check=True, timeout=60,
                         cwd=folder)
    assert not run.stderr, run.stderr
    return set(run.stdout.split())


class Completions(unittest.TestCase):
    def test_offer_every_command(self):
        self.assertEqual(offered(BANDWAGON, ""), set(commands_in(help_of(BANDWAGON))))
        self.assertEqual(offered(BANDWAGON, "--db", "x", "rel"), {"releases"})
        self.assertLessEqual({"add", "list", "show"}, offered(BANDWAGON, "releases", ""))

    def test_offer_every_option_of_every_command(self):
        for command in all_commands():
            with self.subTest(" ".join(command)):
                found = {one for one in offered(BANDWAGON, *command, "-") if one.startswith("--")}
                lines = help_of(BANDWAGON, *command).splitlines()
                listed = {line.split()[0].split(",")[-1] for line in lines if line.startswith("  -")}
                self.assertEqual(found, listed | {"--config", "--db"})

    def test_offer_the_options_of_the_service(self):
        self.assertEqual({one for one in offered(BANDWAGOND, "--") if one.startswith("--")}, options_in(help_of(BANDWAGOND).split("\n\nExample")[0]))

    def test_offer_the_formats_of_the_command(self):
        self.assertEqual(offered(BANDWAGON, "alerts", "--format", ""), {"table", "csv", "tsv", "json", "jsonl"})
        self.assertIn("html", offered(BANDWAGON, "digest", "--format", ""))

    def test_offer_files_where_files_are_wanted(self):
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "snapshot.json").touch()
            for words in (("--db", ""), ("import", "snap"), ("check-config", "--config", "")):
                with self.subTest(words):
                    self.assertEqual(offered(BANDWAGON, *words, folder=folder), {"snapshot.json"})

    @unittest.skipUnless(shutil.which("zsh"), "zsh is not installed")
    def test_zsh_reads_its_own(self):
        subprocess.run(["zsh", "-n", COMPLETIONS / "_bandwagon"], check=True, timeout=60, env=os.environ)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
