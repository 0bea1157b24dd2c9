#!/usr/bin/env python3
"""Reruns every figure of the science and prints figure, target and what was measured: `cmake --build --preset release --target benchmarks`.

    science.py --bandwagon PROGRAM --simulation PROGRAM --work FOLDER [--shared FOLDER] [--only PART,...]

Parts: normal (the whole history), placebo (with the catalogue of shared/eval/placebo.py), masked (with every release's name taken
out of the papers by shared/eval/mask.py), simulation (series without and with injected bursts), stability (topics over 26 weeks),
thinned (the history without every fiftieth paper, four times: how far luck moves each figure; wants what `normal` left).
Imported databases are kept in FOLDER and made anew when the schema, the code that reads papers or the data change. Results: a
table on stdout, FOLDER/science.json, and FOLDER/alerts.tsv, the new alerts to be judged by reading. Takes some minutes.
Exits 77 where the folder `shared` (the data; environment BANDWAGON_SHARED, else beside the repository) is not there.
"""
import argparse
import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import figures

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("normal", "placebo", "masked", "simulation", "stability", "thinned")
THINNED = range(4)  # each leaves out other papers
READERS = ("daemon/parse", "daemon/files", "daemon/util", "analyzers/model", "daemon/store/papers_write.cpp", "config/calendar.cpp")
THIN = ROOT / "tests/eval/thin.py"
STABILITY = ROOT / "tests/integration/topic_stability.py"
STABLE_UNTIL = "2024-12-29"  # half a year before the history ends

# figure, target, how to read it from the results
TABLE = [
    ("sharp releases flagged and named", "10 of 10", lambda r: f"{r['sharp_flagged']} of 10"),
    ("gradual releases flagged and named", "≥ 5 of 10", lambda r: f"{r['gradual_flagged']} of 10"),
    ("first alert earlier than the baseline", "≥ 6 of 10", lambda r: f"{r['against_baseline']['earlier']} of 10"),
    ("… most days later than it", "≤ 4", lambda r: f"{r['against_baseline']['worst_days']}" +
     "".join(f", {release} never" for release in r["against_baseline"]["never"])),
    ("median days from the tenth follower", "≤ 10", lambda r: number(r["median_lag_tenth"])),
    ("median recall of curated followers", "≥ 0.60", lambda r: number(r["median_recall"])),
    ("attribution accuracy", "≥ 0.90", lambda r: f"{number(r['attribution_accuracy'])} of {r['attribution_judged']}"),
    ("right, where the posterior is ≥ .95 / .8 / .5 / below", "", lambda r: " / ".join(
        f"{b['right']} of {b['bursts']}" for b in r["calibration"])),
    ("… with every name masked", "≥ 0.60", lambda r: f"{number(r['attribution_accuracy_masked'])} of {r['attribution_judged_masked']}"),
    ("placebo named share", "≤ 0.05", lambda r: f"{number(r['placebo_named_share'])} ({r['placebo_named']} of {r['placebo_alerts']})"),
    ("new alerts a week", "≤ 3", lambda r: number(r["new_alerts_per_week"])),
    ("… from 2024-07 to 2025-06", "≤ 3", lambda r: number(r["new_alerts_per_week_last_year"])),
    ("negatives drawn in", "≤ 2 %", lambda r: f"{100 * r['negatives_share']:.1f} % ({r['negatives_drawn']} of {r['negatives']})"),
    ("false candidates per topic-week", "≤ 0.05 %", lambda r: f"{100 * r['false_candidates']:.3f} %"),
    ("detected within 8 weeks at ×4 / ×2 / ×1", "≥ .95/.65/.30", lambda r: " / ".join(f"{r['detected'][x]:.2f}" for x in ("4", "2", "1"))),
    ("V-measure", "≥ 0.55", lambda r: number(r["v_measure"])),
    ("B-cubed F1", "≥ 0.30", lambda r: number(r["b_cubed_f1"])),
    ("papers that keep their topic, 26 weeks", "1.00", lambda r: number(r["topics_kept"])),
    ("without one paper in fifty: alerts kept", "", lambda r: spread(r, lambda t: t["alerts_kept"] / t["alerts_of_whole"])),
    ("… sharp, gradual releases named", "", lambda r: f"{spread(r, lambda t: t['sharp_flagged'], 0)}, "
                                                      f"{spread(r, lambda t: t['gradual_flagged'], 0)}"),
    ("… median recall", "", lambda r: spread(r, lambda t: t["median_recall"])),
    ("… attribution accuracy", "", lambda r: spread(r, lambda t: t["attribution_accuracy"])),
    ("… negatives drawn in", "", lambda r: spread(r, lambda t: t["negatives_share"], 3)),
    ("… V-measure", "", lambda r: spread(r, lambda t: t["v_measure"])),
    ("import: seconds, MB", "", lambda r: f"{r['import_s']:.0f}, {r['import_mb']:.0f}"),
    ("analysis: seconds, MB", "", lambda r: f"{r['analyze_s']:.0f}, {r['analyze_mb']:.0f}"),
]


def number(value):
    return "-" if value is None else f"{value:.2f}"


def spread(results, read, digits=2):
    """From the least to the largest of the thinned histories."""
    values = sorted(read(figures_of) for figures_of in results["thinned"])
    return f"{values[0]:.{digits}f} to {values[-1]:.{digits}f}"


def say(text):
    print(text, file=sys.stderr, flush=True)


def measured(words, **options):
    """Runs a program; its wall time in seconds and its largest memory in MB."""
    begun = time.monotonic()
    child = subprocess.Popen(list(map(str, words)), stdout=subprocess.DEVNULL, **options)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"{' '.join(map(str, words))}: exit {child.returncode}")
    return time.monotonic() - begun, usage.ru_maxrss / 1024


class Benchmark:
    def __init__(self, options):
        self.program, self.simulation = options.bandwagon.resolve(), options.simulation
        self.work, self.shared = options.work.resolve(), options.shared.resolve()
        self.work.mkdir(parents=True, exist_ok=True)
        self.history = sorted(self.shared.glob("data/arxiv/*.jsonl.zst"))
        self.releases = self.shared / "data/gold/releases.json"
        self.config = self.settings("normal", ROOT / "config/releases.toml")

    def settings(self, name, catalogue):
        config = self.work / f"{name}.toml"
        config.write_text(f'[arxiv]\ncategories = ["cs.CL", "cs.AI"]\n[releases]\ncatalogue = "{catalogue}"\n', encoding="utf-8")
        return config

    def import_key(self, reader):
        """Changes with whatever could make an import differ: the schema, the code that reads papers, the data."""
        empty = self.work / "empty.db"
        for file in self.work.glob("empty.db*"):
            file.unlink()
        subprocess.run([self.program, "--config", self.config, "--db", empty, "import", "-"], input=b"", capture_output=True)
        digest = hashlib.sha256(repr([word for word in reader if not isinstance(word, Path)]).encode())
        with sqlite3.connect(f"file:{empty}?mode=ro", uri=True) as base:
            digest.update(repr(base.execute("SELECT sql FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()).encode())
        sources = [f for code in READERS for f in ([ROOT / code] if (ROOT / code).is_file() else sorted((ROOT / code).glob("*.?pp")))]
        for file in sources + [word for word in reader if isinstance(word, Path)]:
            digest.update(file.read_bytes())
        for file in self.history:
            digest.update(f"{file.name} {file.stat().st_size} {file.stat().st_mtime_ns}".encode())
        return digest.hexdigest()[:16]

    def imported(self, results, name="history", reader=()):
        """The history as imported; with a reader, a Python program and its arguments, as that writes it."""
        kept = self.work / f"{name}-{self.import_key(reader)}.db"
        figure = kept.with_suffix(".json")
        if not figure.exists():
            for file in self.work.glob(f"{name}-*"):
                file.unlink()
            say(f"import: {name}")
            command = [self.program, "--config", self.config, "--db", kept, "import"]
            if reader:
                self.import_read(command, reader)
                seconds, megabytes = 0.0, 0.0
            else:
                seconds, megabytes = measured([*command, *self.history])
            figure.write_text(json.dumps({"import_s": seconds, "import_mb": megabytes}), encoding="utf-8")
        if not reader:
            results.update(json.loads(figure.read_text(encoding="utf-8")))
        return kept

    def import_read(self, command, reader):
        for file in self.history:
            lines = subprocess.Popen(["zstd", "-dcq", file], stdout=subprocess.PIPE)
            read = subprocess.Popen([sys.executable, *reader], stdin=lines.stdout, stdout=subprocess.PIPE)
            measured([*command, "-"], stdin=read.stdout)
            if read.wait() != 0 or lines.wait() != 0:
                sys.exit(f"{file}: could not be read by {reader[0]}")

    def analyzed(self, name, imported, config, *options):
        database = self.work / f"{name}.db"
        for file in self.work.glob(f"{name}.db*"):
            file.unlink()
        shutil.copy(imported, database)
        say(f"analyze: {name}")
        return database, *measured([self.program, "--config", config, "--db", database, "analyze", *options])

    def normal(self, results):
        database, results["analyze_s"], results["analyze_mb"] = self.analyzed("normal", self.imported(results), self.config)
        results.update(figures.of_normal(self.shared, database))
        (self.work / "alerts.tsv").write_text(figures.alerts_to_read(database), encoding="utf-8")

    def placebo(self, results):
        catalogue = self.work / "placebo.json"
        with catalogue.open("w", encoding="utf-8") as out:
            subprocess.run([sys.executable, self.shared / "eval/placebo.py", "--releases", self.releases], stdout=out, check=True)
        database, *_ = self.analyzed("placebo", self.imported(results), self.settings("placebo", catalogue))
        results.update(figures.named_by_placebo(database))

    def masked(self, results):
        masked = self.imported(results, "masked", (self.shared / "eval/mask.py", "--releases", self.releases))
        database, *_ = self.analyzed("masked", masked, self.config)
        results.update(figures.of_masked(self.shared, database))

    def thinned(self, results):
        results["thinned"] = []
        for part in THINNED:
            name = f"thinned{part}"
            database, *_ = self.analyzed(name, self.imported(results, name, (THIN, str(part))), self.config)
            results["thinned"].append(figures.of_thinned(self.shared, database, self.work / "normal.db"))

    def simulation_part(self, results):
        say("simulation")
        done = subprocess.run([self.simulation], capture_output=True, text=True, check=True)
        results.update(json.loads(done.stdout))

    def stability(self, results):
        early, *_ = self.analyzed("early", self.imported(results), self.config, "--until", STABLE_UNTIL)
        late, *_ = self.analyzed("late", early, self.config)
        done = subprocess.run([sys.executable, STABILITY, "--json", early, late], stdout=subprocess.PIPE, text=True)
        results.update(json.loads(done.stdout))


def show(results):
    rows = [("figure", "target", "measured")]
    for figure, target, read in TABLE:
        try:
            rows.append((figure, target, read(results)))
        except KeyError:
            rows.append((figure, target, "not run"))
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip())


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--bandwagon", type=Path, required=True)
    a.add_argument("--simulation", type=Path, required=True)
    a.add_argument("--work", type=Path, required=True)
    a.add_argument("--shared", type=Path, default=Path(os.environ.get("BANDWAGON_SHARED", ROOT.parent / "shared")))
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
        getattr(benchmark, "simulation_part" if part == "simulation" else part)(results)
        (benchmark.work / "science.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    show(results)
    say(f"all figures: {benchmark.work / 'science.json'}; alerts to read: {benchmark.work / 'alerts.tsv'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
