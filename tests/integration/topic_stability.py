#!/usr/bin/env python3
"""Whether papers keep their topic: compares two databases of the same papers, analysed until a week and until a later one.

    bandwagon --db EARLY analyze --until 2024-12-29
    bandwagon --db LATE  analyze --until 2025-06-29
    topic_stability.py [--json] EARLY LATE

For every paper that stands in a cluster topic of EARLY: it kept it, or changed it by an event of `lineage` (merged, split) of a
week between the two, or changed it without one. Reads the public views alone. Exits 1 if a paper changed without an event."""
import argparse, json, sqlite3, sys

SPLIT, MERGED = "split", "merged"


def read(path):
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    topics = dict(db.execute("SELECT arxiv_id, topic_id FROM topic_papers JOIN topics USING (topic_id) WHERE kind = 'cluster'"))
    last = db.execute("SELECT max(week) FROM weeks WHERE closed_on IS NOT NULL").fetchone()[0]
    events = db.execute("SELECT week, event, from_topic, to_topic FROM lineage WHERE event IN ('merged', 'split')").fetchall()
    return topics, last, events


def reachable(topic, events):
    """The topics in which a paper of this topic may stand after these events, in order of week; a week splits before it merges."""
    at = {topic}
    for _, event, old, new in events:
        if old in at:
            at = at | {new} if event == SPLIT else (at - {old}) | {new}
    return at


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("early")
    a.add_argument("late")
    a.add_argument("--json", action="store_true", help="the share that kept its topic alone")
    o = a.parse_args()
    before, start, _ = read(o.early)
    after, end, events = read(o.late)
    between = [e for e in events if start < e[0] <= end]
    kept = moved = lost = 0
    may = {}
    for paper, topic in before.items():
        now = after.get(paper)
        if topic not in may:
            may[topic] = reachable(topic, between)
        kept += now == topic
        moved += now != topic and now in may[topic]
        lost += now not in may[topic]
    total = max(1, len(before))
    if o.json:
        print(json.dumps({"topics_kept": kept / max(1, kept + lost)}))
        sys.exit(1 if lost else 0)
    print(f"{len(before)} papers in topics at {start}, looked at again at {end}")
    print(f"same topic {kept / total:.4f}, changed by a logged event {moved / total:.4f}, without one {lost / total:.4f} ({lost})")
    print(f"kept without a logged event: {kept / max(1, kept + lost):.4f}")
    sys.exit(1 if lost else 0)


main()
