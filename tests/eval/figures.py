"""The figures of the benchmark, read from analysed databases through the public views alone."""
import ast
import datetime
import json
import sqlite3
import statistics
import subprocess
import sys
from pathlib import Path

SHARP = ["chatgpt", "gpt-4", "llama", "gpt-4v", "mamba", "kan", "gpt-4o-omni", "openai-o1", "deepseek-r1", "deepseekmath-grpo"]
GRADUAL = ["auto-gpt", "llava", "sora", "stable-diffusion-3", "genie", "rt-2", "sam", "3dgs", "gpt-4o-image", "openai-o3-o4-mini"]
# First flags of the 60-line baseline, from the README of shared/data, section "A baseline to beat".
BASELINE = {
    "chatgpt": "2023-01-01", "gpt-4": "2023-03-26", "llama": "2023-04-09", "gpt-4v": "2023-11-05", "mamba": "2024-03-31",
    "kan": "2024-05-19", "gpt-4o-omni": "2024-06-16", "openai-o1": "2024-10-06", "deepseek-r1": "2025-02-09",
    "deepseekmath-grpo": "2025-03-16"}
PIONEERS = {"2212.09748": "sora", "2401.08740": "stable-diffusion-3", "2312.14135": "openai-o3-o4-mini"}
CALIBRATION_BINS = (0.95, 0.8, 0.5, 0.0)  # of the posterior of the most probable release
CURATED, CURATED_SHARE = 8, 0.3           # papers of a burst that are on one list
SAME_WAVE = 0.25                          # papers that two waves must share, of all of both
LAST_YEAR = ("2024-07-01", "2025-06-30")


def ask(database, statement, *values):
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as base:
        return base.execute(statement, values).fetchall()


def days(late, early):
    return (datetime.date.fromisoformat(late) - datetime.date.fromisoformat(early)).days


def evaluate(shared, database):
    """What shared/eval/evaluate.py says of a database."""
    done = subprocess.run([sys.executable, Path(shared, "eval/evaluate.py"), "--db", database, "--json"],
                          capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def flags(score):
    flagged = {row["release"]: row["flagged"] for row in score["releases"]}
    return {"sharp_flagged": sum(flagged.get(r) is not None for r in SHARP),
            "sharp_missed": [r for r in SHARP if flagged.get(r) is None],
            "gradual_flagged": sum(flagged.get(r) is not None for r in GRADUAL),
            "gradual_missed": [r for r in GRADUAL if flagged.get(r) is None]}


def against_baseline(score, database):
    """Days by which the first alert is later than the baseline's (negative: earlier). `own`: alerts that name this very release,
    where evaluate.py takes one of its family too."""
    family = {row["release"]: row["flagged"] for row in score["releases"]}
    own = dict(ask(database, "SELECT release_id, min(raised_on) FROM alerts WHERE release_id IS NOT NULL GROUP BY release_id"))
    late = {r: days(family[r], day) for r, day in BASELINE.items() if family.get(r)}
    return {"earlier": sum(d < 0 for d in late.values()), "worst_days": max(late.values(), default=None), "days_later": late,
            "never": [r for r in BASELINE if r not in late],
            "own_days_later": {r: days(own[r], day) for r, day in BASELINE.items() if r in own}}


def alert_rates(database):
    raised = [day for (day,) in ask(database, "SELECT raised_on FROM alerts WHERE reason = 'new'")]
    first, last = ask(database, "SELECT min(week), max(week) FROM weeks WHERE closed_on IS NOT NULL")[0]
    in_year = sum(LAST_YEAR[0] <= day <= LAST_YEAR[1] for day in raised)
    return {"new_alerts": len(raised), "new_alerts_per_week": len(raised) / (days(last, first) / 7 + 1),
            "new_alerts_per_week_last_year": in_year / (days(LAST_YEAR[1], LAST_YEAR[0]) / 7)}


def negatives(score):
    drawn, all_papers = (sum(int(text.split("/")[part]) for text in score["negatives_drawn_in"].values()) for part in (0, 1))
    return {"negatives_drawn": drawn, "negatives": all_papers, "negatives_share": drawn / all_papers if all_papers else None}


def pioneers(database):
    found = {}
    for paper, release in PIONEERS.items():
        roles = ask(database, "SELECT DISTINCT release_id FROM roles WHERE arxiv_id = ? AND role = 'pioneer'", paper)
        found[paper] = {"wanted_for": release, "pioneer_for": sorted(r for (r,) in roles if r)}
    return found


def named_by_placebo(database):
    named = [release or "" for (release,) in ask(database, "SELECT release_id FROM alerts WHERE reason = 'new'")]
    false = sum(release.startswith("placebo-") for release in named)
    return {"placebo_alerts": len(named), "placebo_named": false, "placebo_named_share": false / len(named) if named else 0.0}


def alerts_to_read(database):
    """One line per new alert, for the judgement that no program makes: is it useful?"""
    rows = ask(database, "SELECT raised_on, coalesce(release_id, '-'), headline FROM alerts WHERE reason = 'new' "
                         "ORDER BY raised_on, alert_id")
    return "".join("\t".join(row) + "\n" for row in rows)


def families(shared):
    """Which releases evaluate.py takes for the same."""
    for statement in ast.parse(Path(shared, "eval/evaluate.py").read_text(encoding="utf-8")).body:
        if isinstance(statement, ast.Assign) and statement.targets[0].id == "FAMILY":
            return ast.literal_eval(statement.value)
    return {}


def papers_of_bursts(database, which=""):
    papers = {}
    for burst, paper in ask(database, f"SELECT burst_id, arxiv_id FROM burst_papers JOIN bursts USING (burst_id) {which}"):
        papers.setdefault(burst, set()).add(paper)
    return papers


def calibration(shared, database):
    """How often the most probable release of a confirmed burst is the right one, by its posterior. Right is what the curated lists
    say of bursts of which one list holds CURATED papers and a CURATED_SHARE of all; the lists overlap, so this is a lower bound."""
    same, followers = families(shared), {}
    for file in sorted(Path(shared, "data/gold/followers").glob("*.json")):
        gold = json.loads(file.read_text(encoding="utf-8"))
        followers[gold["release"]] = {paper["arxiv_id"] for paper in gold["items"] if paper.get("role") == "follower"}
    papers, first = papers_of_bursts(database, "WHERE confirmed_on IS NOT NULL"), {}
    for burst, release, posterior in ask(database, "SELECT burst_id, release_id, posterior FROM attributions ORDER BY posterior"):
        first[burst] = (release, posterior)
    bins = [{"from": low, "bursts": 0, "right": 0, "posterior": 0.0} for low in CALIBRATION_BINS]
    for burst in sorted(papers.keys() & first.keys()):
        listed = {release: len(papers[burst] & own) for release, own in followers.items()}
        true = max(sorted(listed), key=listed.get)
        if listed[true] < CURATED or listed[true] < CURATED_SHARE * len(papers[burst]):
            continue
        release, posterior = first[burst]
        own = next(b for b in bins if posterior >= b["from"])
        own["bursts"] += 1
        own["right"] += release in same.get(true, {true})
        own["posterior"] += posterior
    return bins


def of_normal(shared, database):
    score = evaluate(shared, database)
    taken = ("median_lag_tenth", "median_lag_release", "median_recall", "attribution_accuracy", "attribution_judged", "flagged_share",
             "v_measure", "b_cubed_f1", "clustered_share", "named_share")
    lags = [row["lag_tenth"] for row in score["releases"] if row["release"] in SHARP and row["lag_tenth"] is not None]
    return {**{key: score[key] for key in taken}, **flags(score), **alert_rates(database), **negatives(score),
            "calibration": calibration(shared, database),
            "median_lag_tenth_sharp": statistics.median(lags) if lags else None,
            "against_baseline": against_baseline(score, database), "pioneers": pioneers(database)}


def of_masked(shared, database):
    score = evaluate(shared, database)
    return {"attribution_accuracy_masked": score["attribution_accuracy"], "attribution_judged_masked": score["attribution_judged"]}


def told_waves(database):
    """What each new alert was about: its release, and the wave's papers and label."""
    papers = papers_of_bursts(database)
    return [(release, papers.get(burst, set()), label) for burst, release, label in ask(
        database, "SELECT burst_id, release_id, label FROM alerts JOIN bursts USING (burst_id) WHERE reason = 'new' ORDER BY alert_id")]


def is_one_wave(one, other):
    """The same release, or a good part of the papers, or, where a wave that was told has become one of a phrase and its papers
    are nobody's, the same label."""
    if one[0] and one[0] == other[0]:
        return True
    if not one[1] or not other[1]:
        return one[2] == other[2]
    return len(one[1] & other[1]) >= SAME_WAVE * len(one[1] | other[1])


def of_thinned(shared, database, whole):
    """The figures that luck moves, and how many of the alerts of the whole history are told without some of its papers, too."""
    score = evaluate(shared, database)
    taken = ("median_lag_tenth", "median_recall", "attribution_accuracy", "attribution_judged", "v_measure", "b_cubed_f1")
    told, of_whole = told_waves(database), told_waves(whole)
    return {**{key: score[key] for key in taken}, **flags(score), **negatives(score), "new_alerts": len(told),
            "alerts_of_whole": len(of_whole),
            "alerts_kept": sum(any(is_one_wave(wave, other) for other in told) for wave in of_whole)}
