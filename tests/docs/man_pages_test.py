"""The manual pages name every command and every option that --help names, and no other. (The settings: tests/unit/config.)

    man_pages_test.py BANDWAGON BANDWAGOND
"""
import re
import shutil
import subprocess
import sys
import unittest
from pathlib import Path

BANDWAGON, BANDWAGOND = (Path(argument).resolve() for argument in sys.argv[1:3])
PAGES = Path(__file__).resolve().parents[2] / "docs/man"


def page(name):
    return (PAGES / f"{name}.scd").read_text(encoding="utf-8")


def help_of(program, *command):
    return subprocess.run([program, *command, "--help"], capture_output=True, text=True, check=True, timeout=60).stdout


def commands_in(text):
    """The names in the last section "Subcommands:" of a help text."""
    _, _, listed = text.partition("Subcommands:\n")
    return re.findall(r"^  ([a-z][a-z-]*) ", listed, re.M)


def options_in(text):
    return set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", text))


def all_commands():
    for name in commands_in(help_of(BANDWAGON)):
        yield (name,)
        for inner in commands_in(help_of(BANDWAGON, name)):
            yield (name, inner)


class ManPages(unittest.TestCase):
    def test_bandwagon_names_every_command_in_bold(self):
        commands = list(all_commands())
        self.assertIn(("import",), commands)
        self.assertIn(("releases", "add"), commands)
        for command in commands:
            with self.subTest(" ".join(command)):
                self.assertRegex(page("bandwagon.1"), rf"\*{' '.join(command)}\*")

    def test_bandwagon_names_the_options_that_help_names(self):
        offered = options_in(help_of(BANDWAGON)).union(*(options_in(help_of(BANDWAGON, *command)) for command in all_commands()))
        self.assertEqual(options_in(page("bandwagon.1")), offered)

    def test_bandwagond_names_the_options_that_help_names(self):
        self.assertEqual(options_in(page("bandwagond.8")), options_in(help_of(BANDWAGOND)))

    @unittest.skipUnless(shutil.which("scdoc"), "scdoc is not installed")
    def test_scdoc_reads_every_page(self):
        pages = sorted(PAGES.glob("*.scd"))
        self.assertEqual(len(pages), 3)
        for source in pages:
            with self.subTest(source.name):
                made = subprocess.run(["scdoc"], input=source.read_bytes(), capture_output=True, check=False, timeout=60)
                self.assertEqual(made.returncode, 0, made.stderr)
                self.assertIn(b".SH NAME", made.stdout)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
