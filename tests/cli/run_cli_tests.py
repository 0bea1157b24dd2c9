#!/usr/bin/env python3
"""Runs the *.test files beside this script against the program `bandwagon`.

A case is a block of lines; blank lines part the blocks:
    NAME what it shows
    RUN command for the shell; $BANDWAGON is the program, $DB the sample database, $TMP an empty folder,
               $PAPERS a snapshot of three papers
    EXIT code            (default 0)
    EXPECT text          must occur in standard output   (may be repeated)
    REFUSE text          must not occur in it            (may be repeated)
    ERROR text           must occur in standard error; without any, standard error must be empty
"""
import os
import pathlib
import sqlite3
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
SOURCE = HERE.parent.parent


def make_database(file, program):
    # An import of nothing fails, but makes the database with the shipped schema.
    subprocess.run([program, "--db", file, "import", "-"], check=False, capture_output=True, stdin=subprocess.DEVNULL)
    connection = sqlite3.connect(file)
    connection.executescript((SOURCE / "tests/support/sample_database.sql").read_text(encoding="utf-8"))
    connection.close()


def cases(file):
    block = []
    for line in file.read_text(encoding="utf-8").splitlines() + [""]:
        if line.startswith("#"):
            continue
        if line.strip():
            block.append(line.split(" ", 1) if " " in line else [line, ""])
        elif block:
            yield block
            block = []


def values(case, key):
    return [value for name, value in case if name == key]


def problems(case, program):
    with tempfile.TemporaryDirectory() as folder:
        database = os.path.join(folder, "sample.db")
        make_database(database, program)
        empty = os.path.join(folder, "tmp")
        os.mkdir(empty)
        environment = {"PATH": os.environ["PATH"], "HOME": empty, "XDG_CONFIG_HOME": empty, "LANG": "C.UTF-8", "BANDWAGON": program, "DB": database,
                       "TMP": empty, "PAPERS": str(HERE / "papers.jsonl")}
        run = subprocess.run(["bash", "-c", values(case, "RUN")[0]], env=environment, capture_output=True, timeout=60, cwd=empty,
                             stdin=subprocess.DEVNULL)
    out, err = (stream.decode("utf-8", "replace") for stream in (run.stdout, run.stderr))
    wanted = int((values(case, "EXIT") or ["0"])[0])
    if run.returncode != wanted:
        yield f"exit code {run.returncode} instead of {wanted}"
    for text in values(case, "EXPECT"):
        if text not in out:
            yield f"standard output lacks {text!r}"
    for text in values(case, "REFUSE"):
        if text in out:
            yield f"standard output holds {text!r}"
    for text in values(case, "ERROR"):
        if text not in err:
            yield f"standard error lacks {text!r}"
    if err and not values(case, "ERROR"):
        yield "standard error is not empty"
    if any(key not in {"NAME", "RUN", "EXIT", "EXPECT", "REFUSE", "ERROR"} for key, _ in case):
        yield "the case has an unknown keyword"


def main():
    program = os.path.abspath(sys.argv[1])
    failed = total = 0
    for file in sorted(HERE.glob("*.test")):
        for case in cases(file):
            total += 1
            found = list(problems(case, program))
            failed += bool(found)
            for problem in found:
                print(f"{file.name}: {values(case, 'NAME')[0]}: {problem}")
    print(f"{total - failed} of {total} passed")
    return 1 if failed or not total else 0


if __name__ == "__main__":
    sys.exit(main())
