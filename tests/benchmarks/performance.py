#!/usr/bin/env python3
"""Measures every figure of docs/PERFORMANCE.md: `cmake --build --preset release --target performance`.

    performance.py --bandwagon PROGRAM --bandwagond PROGRAM --work FOLDER [--stages PROGRAM] [--shared FOLDER]
                   [--only PART,...] [--analysed DB] [--copies N] [--mode long|wide|fields]

Parts: stages (what each stage costs), import (against Python's executemany), analysis (against scikit-learn), burst (one
topic-week against R's farringtonFlexible), cycle (1,000 new papers on the whole history), start (until READY), queries (95th
percentile of answers), growth (the history copied N times). References run beside what they are compared with, so ratios hold
on any machine; a reference that is not installed is left out. --analysed: an analysed database of the whole history to begin
with (cycle, start, queries; copied, never changed); without it FOLDER/history.db, made by the part analysis. Prints figure,
target and what was measured; FOLDER/performance.json has the numbers. Exits 77 where the data are not there.
"""
import argparse
import collections
import json
import math
import os
import random
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import figures
import replicate

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PARTS = ("stages", "import", "analysis", "burst", "cycle", "start", "queries", "growth")
IMPORT_TURNS = 3  # by turns with the reference, the best of each: what comes first finds the machine cold
NAME = "Quorvane-X1"  # of a release that nobody made
WATCHED = ["cs.CL", "cs.AI"]
CONTACT = "benchmark@example.org"
NOWHERE = "http://127.0.0.1:9/"
DEBIAN_PYTHON = "/usr/bin/python3"  # knows the package python3-sklearn


def say(text):
    print(text, file=sys.stderr, flush=True)


Run = collections.namedtuple("Run", "s cpu mb printed")  # wall and processor seconds, largest memory


def measured(words, **options):
    begun = time.monotonic()
    child = subprocess.Popen(list(map(str, words)), stdout=subprocess.PIPE, text=True, **options)
    printed = child.stdout.read()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"{' '.join(map(str, words))}: exit {child.returncode}")
    return Run(time.monotonic() - begun, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, printed)


def environment_of_the_service():
    unit = (ROOT / "systemd/bandwagond.service.in").read_text(encoding="utf-8")
    return dict(line.removeprefix("Environment=").split("=", 1) for line in unit.splitlines() if line.startswith("Environment="))


def remove(database):
    for file in database.parent.glob(f"{database.name}*"):
        file.unlink()


def ask(database, sql):
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as base:
        return base.execute(sql).fetchall()


class Benchmark:
    def __init__(self, options):
        self.o, self.work = options, options.work
        self.work.mkdir(parents=True, exist_ok=True)
        self.history = sorted(options.shared.glob("data/arxiv/cs.CL*.jsonl.zst"))
        self.config = self.configured("performance.toml", f"{ROOT}/config/labs.toml")

    def configured(self, name, labs, lists=WATCHED):
        """As installed, but that arXiv is nowhere. `labs`: whose releases are looked for; the service asks their feeds."""
        file = self.work / name
        file.write_text(
            f'[arxiv]\ncategories = {json.dumps(lists)}\ncontact = "{CONTACT}"\nrss_url = "{NOWHERE}"\noai_url = "{NOWHERE}"\n'
            f'api_url = "{NOWHERE}"\n[releases]\ncatalogue = "{ROOT}/config/releases.toml"\nlabs = "{labs}"\n', encoding="utf-8")
        return file

    def run(self, database, *words, **options):
        return measured([self.o.bandwagon, "--config", self.config, "--db", database, *words], **options)

    def record(self, r, name, run):
        r.update({f"{name}_s": run.s, f"{name}_cpu_s": run.cpu, f"{name}_mb": run.mb})

    def imported(self, r, name, files):
        database = self.work / name
        remove(database)
        say(f"import: {name}")
        self.record(r, "import", self.run(database, "import", *files))
        r["import_papers"] = ask(database, "SELECT count(*) FROM paper")[0][0]
        return database

    def analysed_copy(self, name):
        source, copy = self.o.analysed or self.work / "history.db", self.work / name
        if not source.exists():
            sys.exit(f"{source} is not there: run the part analysis first, or give --analysed DB")
        remove(copy)
        with sqlite3.connect(f"file:{source}?mode=ro", uri=True) as base, sqlite3.connect(copy) as target:
            base.backup(target)
        os.sync()  # no service runs while half a gigabyte is being written
        return copy

    def stages(self, r):
        done = subprocess.run([self.o.stages, "--benchmark_format=json", "--benchmark_min_time=0.5"], capture_output=True,
                              text=True, check=True)
        for stage in json.loads(done.stdout)["benchmarks"]:
            r[f"stage_{stage['name']}_us"] = 1e6 / stage["items_per_second"]

    def import_part(self, r):
        own, reference = [], []
        for _ in range(IMPORT_TURNS):
            own.append({})
            database = self.imported(own[-1], "imported.db", self.history)
            reference.append(self.reference_import(database))
        r.update(min(own, key=lambda turn: turn["import_s"]))
        r["executemany_s"], r["executemany_cpu_s"] = min(reference)
        r["import_db_mb"] = database.stat().st_size / 1e6
        r["import_text_mb"] = ask(database, "SELECT sum(length(CAST(title AS BLOB)) + length(CAST(abstract AS BLOB))) FROM paper")[0][0] / 1e6

    def reference_import(self, database):
        """Seconds and seconds of processor of Python's executemany."""
        empty = self.work / "executemany.db"
        remove(empty)
        subprocess.run([self.o.bandwagon, "--config", self.config, "--db", empty, "import", "-"], input=b"", capture_output=True)
        say("import: executemany")
        spent = measured([sys.executable, HERE / "reference_import.py", database, empty]).printed
        remove(empty)
        return tuple(map(float, spent.split()))

    def analysis(self, r):
        imported = {}  # beside the analysis; the figures of the import stand beside those of its reference
        database = self.imported(imported, "history.db", self.history)
        r["history_s"], r["history_mb"] = imported["import_s"], imported["import_mb"]
        say("analysis")
        self.record(r, "analyze", self.run(database, "analyze"))
        if subprocess.run([DEBIAN_PYTHON, "-c", "import sklearn"], capture_output=True).returncode != 0:
            return say("scikit-learn (python3-sklearn) is not installed, its figures are left out")
        say("analysis: scikit-learn")
        self.record(r, "sklearn", measured([DEBIAN_PYTHON, HERE / "reference_clusters.py", database]))

    def burst(self, r):
        if "stage_burst_test_us" not in r:
            self.stages(r)
        try:
            r["farrington_us"] = 1e6 * float(measured(["Rscript", HERE / "reference_burst.R"], stderr=subprocess.DEVNULL).printed)
        except (FileNotFoundError, SystemExit):
            say("R's surveillance (r-cran-surveillance) is not installed, its figure is left out")

    def cycle_after(self, r, figure, database, lines, environment):
        papers = self.work / "new.jsonl"
        papers.write_text("".join(lines), encoding="utf-8")
        self.run(database, "import", papers)
        weeks = "SELECT count(*) FROM closed_week"
        closed = ask(database, weeks)[0][0]
        self.record(r, figure, self.run(database, "analyze", env=environment))
        r[f"{figure}_weeks"] = ask(database, weeks)[0][0] - closed

    def cycle(self, r):
        """What a cycle does after the fetch: a look at the new papers of a day, on a quiet one and on one on which a name
        rises; at the week's end also its close; the digest."""
        serviced = {**os.environ, **environment_of_the_service()}
        for figure, named in (("look", 0), ("rise", 40)):
            database = self.analysed_copy("cycle.db")
            last, = ask(database, "SELECT date(max(submitted_at), 'unixepoch') FROM paper")[0]
            self.run(database, "releases", "add", "--id", "x1", "--name", NAME, "--lab", "A lab", "--kind", "model", "--date", last)
            lines = [*figures.next_papers(database, WATCHED, 1000, 1, (NAME, named)),
                     *figures.next_papers(database, WATCHED, 1, 2)]  # with a paper of the day after it a mailing is over
            self.cycle_after(r, f"cycle_{figure}", database, lines, serviced)
            r[f"cycle_{figure}_alerts"] = ask(database, "SELECT count(*) FROM alert WHERE release_id = 'x1'")[0][0]
        self.cycle_after(r, "cycle_close", database, figures.next_papers(database, WATCHED, 1000, 7), serviced)
        self.record(r, "cycle_digest", self.run(database, "digest", "--format", "html"))
        remove(database)

    def start(self, r):
        database, place = self.analysed_copy("start.db"), self.work / "notify"
        place.unlink(missing_ok=True)
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as heard:
            heard.bind(str(place))
            heard.settimeout(60)
            begun = time.monotonic()
            config = self.configured("start.toml", labs="")
            service = subprocess.Popen([self.o.bandwagond, "--config", config, "--db", database],
                                       env={**os.environ, "NOTIFY_SOCKET": str(place)}, stderr=subprocess.DEVNULL)
            while b"READY=1" not in heard.recv(4096):
                pass
            r["start_s"] = time.monotonic() - begun
            service.terminate()
            service.wait()
        place.unlink()
        remove(database)

    def queries(self, r, database=None, prefix="query"):
        database = database or self.analysed_copy("queries.db")
        rng = random.Random(1)
        texts = rng.sample(ask(database, "SELECT title, abstract FROM paper"), 40)
        alerts = [str(number) for (number,) in ask(database, "SELECT alert_id FROM alert")]
        idea = self.work / "idea.md"
        for command in ("check", "search", "alerts", "explain"):
            runs = []
            for title, abstract in texts:
                idea.write_text(f"{title}\n\n{abstract}\n", encoding="utf-8")
                words = {"check": [idea], "search": rng.sample([word for word in abstract.split() if word.isalpha()], 2),
                         "alerts": [], "explain": [rng.choice(alerts)]}[command]
                runs.append(self.run(database, command, *words))
            for kind in ("s", "cpu"):
                r[f"{prefix}_{command}_p95_{kind}"] = sorted(getattr(run, kind) for run in runs)[math.ceil(0.95 * len(runs)) - 1]

    def growth(self, r):
        copies, mode = self.o.copies, self.o.mode
        lines = self.work / f"{mode}{copies}.jsonl.zst"
        if not lines.exists():
            say(f"growth: {copies} copies, {mode}")
            words = " ".join([sys.executable, str(HERE / "replicate.py"), str(copies), mode, *map(str, self.history)])
            subprocess.run(f"{words} | zstd -q -f -o {lines}", shell=True, check=True)
        self.config = self.configured("growth.toml", f"{ROOT}/config/labs.toml", replicate.watched_lists(copies, mode, WATCHED))
        for times, files in ((1, self.history), (copies, [lines])):
            one = {}
            database = self.imported(one, f"growth{times}.db", files)
            say("analyze")
            self.record(one, "analyze", self.run(database, "analyze"))
            # identifiers have two digits for the year: what is older than 1991 is taken for the future, and not closed
            one["analyze_papers"] = ask(
                database, "SELECT count(*) FROM paper WHERE announced_day <= (SELECT max(week_day) + 6 FROM closed_week)")[0][0]
            self.queries(one, database)
            r[f"growth_{times}"] = {**one, "db_mb": database.stat().st_size / 1e6}
        r["growth_copies"], r["growth_mode"] = copies, mode


def whole(path):
    return Path(path).resolve()


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--bandwagon", type=whole, required=True)
    a.add_argument("--bandwagond", type=whole)
    a.add_argument("--stages", type=whole)
    a.add_argument("--work", type=whole, required=True)
    a.add_argument("--shared", type=Path, default=Path(os.environ.get("BANDWAGON_SHARED", ROOT.parent / "shared")))
    a.add_argument("--analysed", type=whole)
    a.add_argument("--copies", type=int, default=4)
    a.add_argument("--mode", choices=replicate.MODES, default="long")
    a.add_argument("--only", default=",".join(PARTS))
    options = a.parse_args()
    parts = options.only.split(",")
    if unknown := set(parts) - set(PARTS):
        a.error(f"unknown part {', '.join(sorted(unknown))} (known: {', '.join(PARTS)})")
    if not (options.shared / "data/arxiv").is_dir():
        say(f"{options.shared}: the history to measure on is not there (--shared or BANDWAGON_SHARED names its folder)")
        return 77
    benchmark, results = Benchmark(options), {}
    for part in parts:
        getattr(benchmark, "import_part" if part == "import" else part)(results)
        (benchmark.work / "performance.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    figures.show(results)
    return 0


if __name__ == "__main__":
    sys.exit(main())
