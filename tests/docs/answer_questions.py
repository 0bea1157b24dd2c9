"""Writes the answers to the questions of docs/DATABASE.md anew, as many rows of each as the page shows.

    answer_questions.py BANDWAGON DATABASE
"""
import re
import subprocess
import sys
from pathlib import Path

PROGRAM, DATABASE = sys.argv[1:]
PAGE = Path(__file__).resolve().parents[2] / "docs/DATABASE.md"
QUESTION = re.compile(r"(^### \d+\. [^\n]+\n.*?^```sql\n)(.*?)(^```\n```text\n)(.*?)(^```\n)", re.M | re.S)


def answered(question):
    before, sql, between, shown, after = question.groups()
    asked = subprocess.run([PROGRAM, "--db", DATABASE, "query", "-"], input=sql, text=True, capture_output=True, check=True)
    rows = asked.stdout.splitlines()[:shown.count("\n")]
    return before + sql + between + "".join(row.rstrip() + "\n" for row in rows) + after


PAGE.write_text(QUESTION.sub(answered, PAGE.read_text(encoding="utf-8")), encoding="utf-8")
