#!/usr/bin/env python3
"""Replays history in different ways and compares what was decided: the state hash of every week must be the same after
  fresh      a second run from nothing
  killed     an import and an analysis that are killed with SIGKILL at random moments and started again until they finish
  halves     an import of the first half of the lines, an analysis, the second half, an analysis
  order      the files imported the other way round (where there are several)

    replay.py --bandwagon PROGRAM [--kills 20] [--seed 1] [--until DAY] [--config FILE] FILE...
Files are Kaggle snapshot lines, plain or .zst. Exits 0 when all agree, 1 with the first week that differs."""
import argparse, os, pathlib, random, signal, sqlite3, subprocess, sys, tempfile, time

a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
a.add_argument("--bandwagon", required=True)
a.add_argument("--kills", type=int, default=20)
a.add_argument("--seed", type=int, default=1)
a.add_argument("--until")
a.add_argument("--config")
a.add_argument("files", nargs="+")
o = a.parse_args()
rng = random.Random(o.seed)


def command(db, *words):
    return [o.bandwagon, *(["--config", o.config] if o.config else []), "--db", str(db), *map(str, words)]


def analyze_words():
    return ["analyze", *(["--until", o.until] if o.until else [])]


def run(db, *words):
    done = subprocess.run(command(db, *words), capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(done.args)}: exit {done.returncode}: {done.stderr.strip()}")


def run_killed(db, words, kills, longest):
    """Kills the command at random moments, then lets it finish."""
    killed = 0
    for _ in range(kills):
        child = subprocess.Popen(command(db, *words), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(rng.uniform(0.01, longest))
        if child.poll() is None:
            child.send_signal(signal.SIGKILL)
            killed += 1
        child.wait()
    run(db, *words)
    return killed


def decided(db):
    base = sqlite3.connect(f"file:{db}?mode=ro", uri=True)
    weeks = base.execute("SELECT DISTINCT week, state_hash FROM weeks ORDER BY week").fetchall()
    alerts = base.execute("SELECT * FROM alerts ORDER BY alert_id").fetchall()
    papers = base.execute("SELECT count(*), count(DISTINCT arxiv_id) FROM papers").fetchone()
    whole = base.execute("PRAGMA integrity_check").fetchone()[0]
    return {"weeks": weeks, "alerts": alerts, "papers": papers, "integrity": whole}


def compare(name, expected, db, note=""):
    found = decided(db)
    for key in expected:
        if found[key] != expected[key]:
            if key == "weeks":
                wrong = next((e for e, f in zip(expected[key], found[key]) if e != f), "the number of weeks")
                sys.exit(f"{name}: differs from the first run at {wrong}")
            sys.exit(f"{name}: {key} differ from the first run")
    print(f"{name}: {len(found['weeks'])} weeks, {len(found['alerts'])} alerts, {found['papers'][0]} papers: the same{note}", flush=True)


def lines_of(path):
    if str(path).endswith(".zst"):
        return subprocess.run(["zstd", "-dc", path], capture_output=True, check=True).stdout.splitlines(keepends=True)
    return pathlib.Path(path).read_bytes().splitlines(keepends=True)


with tempfile.TemporaryDirectory(prefix="bandwagon-replay-") as folder:
    folder = pathlib.Path(folder)
    started = time.monotonic()
    run(folder / "first.db", "import", *o.files)
    imported = time.monotonic()
    run(folder / "first.db", *analyze_words())
    analyzed = time.monotonic()
    expected = decided(folder / "first.db")
    if not expected["weeks"]:
        sys.exit("no week was closed: nothing to compare")

    run(folder / "fresh.db", "import", *o.files)
    run(folder / "fresh.db", *analyze_words())
    compare("fresh", expected, folder / "fresh.db")

    kills = run_killed(folder / "killed.db", ["import", *o.files], o.kills // 4, imported - started)
    kills += run_killed(folder / "killed.db", analyze_words(), o.kills - o.kills // 4, max(1.0, (analyzed - imported) / max(1, o.kills // 4)))
    compare("killed", expected, folder / "killed.db", f" after {kills} kills")

    lines = lines_of(o.files[0])
    (folder / "a.jsonl").write_bytes(b"".join(lines[: len(lines) // 2]))
    (folder / "b.jsonl").write_bytes(b"".join(lines[len(lines) // 2 :]))
    run(folder / "halves.db", "import", folder / "a.jsonl", *o.files[1:])
    run(folder / "halves.db", *analyze_words())
    run(folder / "halves.db", "import", folder / "b.jsonl")
    run(folder / "halves.db", *analyze_words())
    compare("halves", expected, folder / "halves.db")

    if len(o.files) > 1:
        run(folder / "order.db", "import", *reversed(o.files))
        run(folder / "order.db", *analyze_words())
        compare("order", expected, folder / "order.db")
