"""The figures of performance.py: what is asked of each and how it is read from the results; and papers to come."""
import datetime
import email.utils
import json
import math
import sqlite3


def cost(r, name):
    return f"{r[f'{name}_s']:.2f} s ({r[f'{name}_cpu_s']:.2f} s of processor), {r[f'{name}_mb']:.0f} MB"


# figure, target, how to read it from the results
TABLE = [
    ("import", "", lambda r: f"{cost(r, 'import')}, {r['import_papers']} papers"),
    ("… against executemany", "≤ 1.2 ×", lambda r: f"{r['import_s'] / r['executemany_s']:.2f} × (of {r['executemany_s']:.2f} s, {r['executemany_cpu_s']:.2f} s of processor)"),
    ("… database against raw text", "", lambda r: f"{r['import_db_mb'] / r['import_text_mb']:.2f} × (of {r['import_text_mb']:.0f} MB)"),
    ("analysis", "", lambda r: cost(r, "analyze")),
    ("… with import, against scikit-learn", "≤ 1/8",
     lambda r: f"1/{r['sklearn_s'] / (r['history_s'] + r['analyze_s']):.1f} ({r['history_s']:.1f} + {r['analyze_s']:.1f} s of {r['sklearn_s']:.0f} s)"),
    ("… memory against it", "≤ 1/4", lambda r: f"1/{r['sklearn_mb'] / max(r['history_mb'], r['analyze_mb']):.1f} (of {r['sklearn_mb']:.0f} MB)"),
    ("burst test of a topic-week", "", lambda r: f"{r['stage_burst_test_us']:.2f} µs"),
    ("… against farringtonFlexible", "≤ 1/1000", lambda r: f"1/{r['farrington_us'] / r['stage_burst_test_us']:.0f} (of {r['farrington_us'] / 1e3:.0f} ms)"),
    ("cycle with 1,000 new papers", "≤ 2 s, ≤ 600 MB", lambda r: cost(r, "cycle_look")),
    ("… on which the name of a release rises", "≤ 2 s, ≤ 600 MB", lambda r: f"{cost(r, 'cycle_rise')}; alerts: {r['cycle_rise_alerts']}"),
    ("… that closes a week", "≤ 2 s, ≤ 600 MB", lambda r: f"{cost(r, 'cycle_close')}; weeks: {r['cycle_close_weeks']}"),
    ("… its digest", "", lambda r: cost(r, "cycle_digest")),
    ("start until READY", "≤ 2 s", lambda r: f"{r['start_s']:.2f} s"),
    *[(f"{command}, 95th percentile", "≤ 0.2 s", lambda r, c=command: f"{r[f'query_{c}_p95_s']:.3f} s ({r[f'query_{c}_p95_cpu']:.3f} s of processor)")
      for command in ("check", "search", "alerts", "explain")],
]


def growth_rows(r):
    copies = r["growth_copies"]
    one, many = r["growth_1"], r[f"growth_{copies}"]
    for step in ("import", "analyze"):
        times = many[f"{step}_papers"] / one[f"{step}_papers"]
        ratio = many[f"{step}_cpu_s"] / one[f"{step}_cpu_s"]
        yield (f"{step} of {copies} × the history ({r['growth_mode']})", "", f"{cost(many, step)}; 1 ×: {cost(one, step)}")
        yield (f"… processor time per paper of {times:.1f} × as many", "", f"{ratio / times:.2f} ×, exponent {math.log(ratio) / math.log(times):.2f}")
    yield ("… database per paper", "", f"{many['db_mb'] / many['import_papers'] * 1e3:.2f} kB (1 ×: {one['db_mb'] / one['import_papers'] * 1e3:.2f})")
    for command in ("check", "search", "alerts", "explain"):
        yield (f"… {command}, 95th percentile", "≤ 0.2 s",
               f"{many[f'query_{command}_p95_s']:.3f} s (1 ×: {one[f'query_{command}_p95_s']:.3f})")


def show(results):
    rows = [("figure", "target", "measured")]
    for figure, target, read in TABLE:
        try:
            rows.append((figure, target, read(results)))
        except KeyError:
            pass  # the part was not run, or its reference is not installed
    rows += [(f"stage {name[6:-3]}", "", f"{value:.2f} µs") for name, value in results.items() if name.startswith("stage_")]
    if "growth_copies" in results:
        rows += growth_rows(results)
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip())


def next_papers(database, lists, count, days, naming=("", 0)):
    """Lines of a snapshot: an even sample of the last 13 weeks' papers of some lists once more, submitted so many days after
    the last of them, so that nothing rises in them; a name in the titles of so many."""
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as base:
        last, = base.execute("SELECT max(submitted_at) FROM paper").fetchone()
        recent = base.execute("SELECT title, abstract, authors, categories FROM paper WHERE submitted_at > ? - 91 * 86400 "
                              "AND EXISTS (SELECT * FROM json_each(categories) WHERE value IN (SELECT value FROM json_each(?))) "
                              "ORDER BY submitted_at, arxiv_id", (last, json.dumps(lists))).fetchall()
        rows = recent[::max(1, len(recent) // count)][:count]
    day = datetime.datetime.fromtimestamp(last, datetime.timezone.utc) + datetime.timedelta(days=days)
    for number, (title, abstract, authors, categories) in enumerate(rows):
        named = f"{title} with {naming[0]}" if number < naming[1] else title
        yield json.dumps({"id": f"{day:%y%m}.{50000 + 1000 * days + number}", "title": named, "abstract": abstract,
                          "authors": ", ".join(json.loads(authors)), "categories": " ".join(json.loads(categories)),
                          "versions": [{"version": "v1", "created": email.utils.format_datetime(day, usegmt=True)}],
                          "update_date": day.date().isoformat()}) + "\n"
