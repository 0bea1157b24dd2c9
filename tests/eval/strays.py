#!/usr/bin/env python3
"""Of the papers that name a release, how many from before its day there are for each since: strays.py DB

Their texts were revised later, or the name got about. Of the catalogue's releases whose names have a digit, which hardly mean
anything else, and that 20 papers since name; those of the first half year of the history are left out.
"""
import sqlite3
import statistics
import sys

database = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
begin, = database.execute("SELECT min(announced_day) FROM paper").fetchone()
strays = []
for name, day in database.execute("SELECT name, released_day FROM release WHERE origin = 'catalogue' AND released_day > ?", (begin + 182,)):
    if not any(c.isdigit() for c in name):
        continue
    words = "".join(c if c.isalnum() else " " for c in name)
    before, since = database.execute("SELECT count(*) FILTER (WHERE announced_day < ?1), count(*) FILTER (WHERE announced_day >= ?1) FROM paper_text "
                                     "JOIN paper ON paper_id = paper_text.rowid WHERE paper_text MATCH ?2", (day, f'"{words}"')).fetchone()
    if since >= 20:
        strays.append((before / since, before, since, name))
for share, before, since, name in sorted(strays, reverse=True):
    print(f"{share:.3f}  {before:4} before, {since:5} since  {name}")
pooled = sum(s[1] for s in strays) / sum(s[2] for s in strays)
print(f"{len(strays)} names: pooled {pooled:.4f}, quartiles", *(f"{q:.3f}" for q in statistics.quantiles([s[0] for s in strays])))
