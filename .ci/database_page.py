#!/usr/bin/env python3
"""Keeps the list of views in docs/DATABASE.md equal to schema_doc, the documentation inside every database, and its answers true.

    database_page.py --check PROGRAM     exit 0: equal; exit 1: what differs, and what to do
    database_page.py --write PROGRAM     writes the list into the page
    database_page.py --answer PROGRAM DATABASE     writes the answers of DATABASE below the questions of the page

PROGRAM is a built `bandwagon`.
"""
import difflib
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent / "docs/DATABASE.md"
BEGIN = "<!-- views: written by .ci/database_page.py from schema_doc, do not edit -->\n"
END = "<!-- end of views -->\n"
QUESTION = re.compile(r"(^```sql\n(.*?)^```\n```text\n)(.*?)(^```\n)", re.M | re.S)
DOCUMENTED = "SELECT view_name, column_name, meaning, example FROM schema_doc"


def documentation(program):
    """The rows of schema_doc of a fresh database."""
    with tempfile.TemporaryDirectory() as folder:
        database = f"{folder}/empty.db"
        # An import of nothing fails, but makes the database with the shipped schema.
        subprocess.run([program, "--db", database, "import", "-"], check=False, capture_output=True, stdin=subprocess.DEVNULL)
        asked = subprocess.run([program, "--db", database, "query", DOCUMENTED, "--format", "json"], check=True, capture_output=True)
    return json.loads(asked.stdout)


def view_list(rows):
    views = [row for row in rows if row["column_name"] is None]
    lines = ["| view | what it holds | columns |", "|---|---|---|"]
    for view in views:
        columns = [row["column_name"] for row in rows if row["view_name"] == view["view_name"] and row["column_name"] is not None]
        lines.append(f"| `{view['view_name']}` | {view['meaning']} | {', '.join(columns)} |")
    lines += ["", "An example of each:", ""] + [f"- `{view['view_name']}`: `{view['example']}`" for view in views]
    return "\n".join(lines) + "\n"


def with_answers(page, program, database):
    def answer(question):
        asked = subprocess.run([program, "--db", database, "query", "-"], input=question[2], text=True, check=True, capture_output=True)
        return question[1] + "".join(line.rstrip() + "\n" for line in asked.stdout.splitlines()) + question[4]

    return QUESTION.sub(answer, page)


def main(arguments):
    if len(arguments) != {"--check": 2, "--write": 2, "--answer": 3}.get(arguments[0] if arguments else ""):
        print(__doc__, file=sys.stderr)
        return 2
    page = PAGE.read_text(encoding="utf-8")
    if arguments[0] == "--answer":
        PAGE.write_text(with_answers(page, *arguments[1:]), encoding="utf-8")
        return 0
    if page.count(BEGIN) != 1 or page.count(END) != 1:
        print(f"{PAGE}: the two marks around the list of views are missing: {BEGIN.strip()} … {END.strip()}", file=sys.stderr)
        return 1
    before, rest = page.split(BEGIN)
    written, after = rest.split(END)
    wanted = view_list(documentation(arguments[1]))
    if arguments[0] == "--write":
        PAGE.write_text(before + BEGIN + wanted + END + after, encoding="utf-8")
        return 0
    if written == wanted:
        return 0
    print("docs/DATABASE.md and schema_doc differ; run .ci/database_page.py --write build/dev/daemon/bandwagon", file=sys.stderr)
    print("".join(difflib.unified_diff(written.splitlines(True), wanted.splitlines(True), "docs/DATABASE.md", "schema_doc", n=0)), file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
