"""docs/METHODS.md names parameters and defaults as the headers in analyzers/ have them.

    methods_page_test.py
"""
import re
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = re.sub(r"\s+", " ", (ROOT / "docs/METHODS.md").read_text(encoding="utf-8"))
# `Struct.field` = value, `field` = value, `field` symbol = value
STATED = re.compile(r"`(?:(\w+)\.)?([a-z_]+)` (?:of )?(?:\S )?(?:≥ )?=? ?(\d[\d.]*\d|\d)(?![\d-])")
STRUCT = re.compile(r"struct (\w*Params) \{(.*?)\n\};", re.S)
FIELD = re.compile(r"\b([a-z_]+) = ([\d.e-]+)(?=[,;])")


def defaults():
    """{field: {(struct, value)}} of all Params structs."""
    found = {}
    for header in (ROOT / "analyzers").rglob("*.hpp"):
        for struct, body in STRUCT.findall(header.read_text(encoding="utf-8")):
            for field, value in FIELD.findall(body):
                found.setdefault(field, set()).add((struct, float(value)))
    return found


class MethodsPage(unittest.TestCase):
    def test_states_the_defaults_that_the_headers_have(self):
        known, stated = defaults(), STATED.findall(PAGE)
        self.assertGreater(len(stated), 50)
        for struct, field, value in stated:
            with self.subTest(f"{struct}.{field}"):
                self.assertIn(field, known)
                self.assertIn(float(value), {default for _, default in known[field]})
                if struct:
                    self.assertIn(struct, {owner for owner, _ in known[field]} | {"close"})

    def test_names_no_struct_that_is_not_there(self):
        structs = {struct for found in defaults().values() for struct, _ in found}
        self.assertEqual(set(re.findall(r"`(\w*Params)\b", PAGE)) - structs, set())

    def test_tells_of_the_method_that_the_analysis_has(self):
        method = re.search(r'kMethod = "([^"]+)"', (ROOT / "analyzers/close/params.hpp").read_text(encoding="utf-8"))[1]
        self.assertEqual(set(re.findall(r"method `([^`]+)`", PAGE)), {method})


if __name__ == "__main__":
    unittest.main()
