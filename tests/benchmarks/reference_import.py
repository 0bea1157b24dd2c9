"""Puts the papers of one database of bandwagon into another, empty one as a Python program would: executemany, one transaction.

    reference_import.py FROM INTO          prints wall and processor seconds, without reading the papers
"""
import sqlite3
import sys
import time


def main(source, target):
    with sqlite3.connect(f"file:{source}?mode=ro", uri=True) as base:
        rows = base.execute("SELECT * FROM paper ORDER BY paper_id").fetchall()
        columns = [column[1] for column in base.execute("PRAGMA table_info(paper)")]
    at = [columns.index(name) for name in ("paper_id", "title", "abstract")]
    text = [tuple(row[i] for i in at) for row in rows]
    begun, worked = time.monotonic(), time.process_time()
    base = sqlite3.connect(target)
    base.executescript("PRAGMA synchronous = NORMAL; PRAGMA secure_delete = OFF; PRAGMA cache_size = -65536;"
                       "PRAGMA temp_store = MEMORY; DROP TRIGGER paper_text_insert")
    base.executemany(f"INSERT INTO paper VALUES ({', '.join('?' * len(columns))})", rows)
    base.executemany("INSERT INTO paper_text (rowid, title, abstract) VALUES (?, ?, ?)", text)
    base.commit()
    base.close()
    print(time.monotonic() - begun, time.process_time() - worked)


if __name__ == "__main__":
    main(*sys.argv[1:])
