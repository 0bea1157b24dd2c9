"""bandwagond, killed at random moments of a cycle: no paper, topic, alert or delivery is lost or doubled.

    kill_test.py BANDWAGOND BANDWAGON KILLS

A loopback arXiv has a few weeks of mailings that the imported database lacks. A cycle reads its feed and its record, closes
the weeks, writes the digest and sends it to a Matrix room; the process is killed (SIGKILL) again and again until a cycle comes to
its end. Then the database must be the one that an undisturbed cycle leaves, and the room must have seen one message of each digest:
what a killed process sent is sent again under the same transaction, which Matrix takes once.
"""
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import urllib.parse
from datetime import datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from zoneinfo import ZoneInfo

SERVICE, TOOL, KILLS = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
PATIENCE = 60  # seconds
NEW_YORK = ZoneInfo("America/New_York")
WEEKS, MISSING_WEEKS, DAILY, PAGE = 30, 4, 10, 40
CONTENT = {
    "papers": "SELECT * FROM papers ORDER BY arxiv_id",
    "text": "SELECT rowid FROM paper_text WHERE paper_text MATCH 'llamas' ORDER BY rowid",
    "topics": "SELECT * FROM topics ORDER BY topic_id",
    "topic_papers": "SELECT * FROM topic_papers ORDER BY topic_id, arxiv_id",
    "bursts": "SELECT * FROM bursts ORDER BY burst_id",
    "alerts": "SELECT * FROM alerts ORDER BY alert_id",
    "weeks": "SELECT * FROM weeks ORDER BY week, category",
    "deliveries": "SELECT channel, subject_key, status FROM deliveries ORDER BY delivery_id",
}


def is_mailing_day(day):
    return day.weekday() not in (4, 5)


def submission(mailed):
    """A moment within the window of a mailing: the morning of its day, of Friday for Sunday's."""
    return datetime.combine(mailed - timedelta(days=2 if mailed.weekday() == 6 else 0), datetime.min.time(),
                            timezone.utc) + timedelta(hours=14)


def make_papers(last):
    """Papers of every mailing up to `last`; in the last weeks many are about something new."""
    rng = random.Random(1)
    words = [f"{a}{b}" for a in ("lin", "mor", "sem", "dis", "syn", "pra") for b in ("gram", "tax", "course", "form", "net")]
    pasture = "wool graze pasture herd alpaca altitude spit shear fleece andes hoof saddle".split()
    papers, day, numbers = [], last - timedelta(weeks=WEEKS), {}
    while day <= last:
        new = (last - day).days < 28
        for number in range(DAILY if is_mailing_day(day) else 0):
            month = day.strftime("%y%m")
            numbers[month] = numbers.get(month, 0) + 1
            on_llamas = new and number < 4
            own = pasture if on_llamas else words
            title = ("Quantum llamas: " if on_llamas else "") + " ".join(rng.sample(own, 4)).capitalize()
            papers.append({"id": f"{month}.{numbers[month]:05}", "mailed": day, "title": title,
                           "abstract": f"We study {'quantum llamas and ' if on_llamas else ''}{' '.join(rng.sample(own, 8))}.",
                           "authors": [f"Ada {rng.choice(words).capitalize()}", f"Bob {rng.choice(words).capitalize()}"]})
        day += timedelta(days=1)
    return papers


def http_date(moment):
    return moment.strftime("%a, %d %b %Y %H:%M:%S GMT")


def kaggle_line(paper):
    return json.dumps({
        "id": paper["id"], "submitter": None, "authors": ", ".join(paper["authors"]), "title": paper["title"], "comments": None,
        "journal-ref": None, "doi": None, "report-no": None, "categories": "cs.CL", "license": None,
        "abstract": paper["abstract"], "versions": [{"version": "v1", "created": http_date(submission(paper["mailed"]))}],
        "update_date": str(paper["mailed"] + timedelta(days=1)), "authors_parsed": []})


def feed(papers, mailed):
    midnight = datetime.combine(mailed + timedelta(days=1), datetime.min.time(), NEW_YORK)
    stamp = midnight.strftime("%a, %d %b %Y %H:%M:%S %z")
    items = "".join(
        f"<item><title>{p['title']}</title><description>arXiv:{p['id']}v1 Announce Type: new \nAbstract: {p['abstract']}"
        f"</description><guid>oai:arXiv.org:{p['id']}v1</guid><category>cs.CL</category><pubDate>{stamp}</pubDate>"
        f"<arxiv:announce_type>new</arxiv:announce_type><dc:creator>{', '.join(p['authors'])}</dc:creator></item>"
        for p in papers if p["mailed"] == mailed)
    return f"<rss><channel><title>cs.CL updates</title><pubDate>{stamp}</pubDate>{items}</channel></rss>"


def record(paper):
    return (f"<record><header><identifier>oai:arXiv.org:{paper['id']}</identifier><datestamp>{paper['mailed'] + timedelta(days=1)}"
            f"</datestamp></header><metadata><arXivRaw><version version='v1'><date>{http_date(submission(paper['mailed']))}</date>"
            f"</version><title>{paper['title']}</title><authors>{', '.join(paper['authors'])}</authors>"
            f"<categories>cs.CL</categories><abstract>{paper['abstract']}</abstract></arXivRaw></metadata></record>")


class Arxiv(BaseHTTPRequestHandler):
    def do_GET(self):
        address = urllib.parse.urlparse(self.path)
        if address.path.startswith("/rss/"):
            self.answer(feed(self.server.papers, self.server.last))
            return
        query = urllib.parse.parse_qs(address.query)
        token = query.get("resumptionToken", [query.get("from", [""])[0] + ",0"])[0]
        start, skip = token.split(",")
        changed = [p for p in self.server.papers if str(p["mailed"] + timedelta(days=1)) >= start]
        page, rest = changed[int(skip):int(skip) + PAGE], changed[int(skip) + PAGE:]
        body = "".join(record(p) for p in page)
        if rest:
            body += f"<resumptionToken>{start},{int(skip) + PAGE}</resumptionToken>"
        now = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
        self.answer(f"<OAI-PMH><responseDate>{now}</responseDate><ListRecords>{body}</ListRecords></OAI-PMH>")

    def do_PUT(self):  # the Matrix room
        text = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.messages.setdefault(self.path, set()).add(text)
        self.answer('{"event_id": "$1"}')

    def answer(self, text):
        self.send_response(200)
        self.send_header("Content-Length", str(len(text.encode())))
        self.end_headers()
        try:
            self.wfile.write(text.encode())
        except OSError:  # the reader was killed
            pass

    def log_message(self, *_):
        pass


class Killed(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        last = datetime.now(NEW_YORK).date() - timedelta(days=1)
        while not is_mailing_day(last):
            last -= timedelta(days=1)
        self.arxiv = ThreadingHTTPServer(("127.0.0.1", 0), Arxiv)
        self.arxiv.papers, self.arxiv.last, self.arxiv.messages = make_papers(last), last, {}
        threading.Thread(target=self.arxiv.serve_forever, daemon=True).start()
        self.addCleanup(self.arxiv.server_close)
        self.addCleanup(self.arxiv.shutdown)
        url = f"http://127.0.0.1:{self.arxiv.server_port}"
        self.config = self.folder / "bandwagon.toml"
        self.config.write_text(
            f'[arxiv]\ncategories = ["cs.CL"]\ncontact = "test@example.org"\nmin_gap = "1ms"\nno_mailing = []\n'
            f'rss_url = "{url}/rss"\noai_url = "{url}/oai"\napi_url = "{url}/api"\n[releases]\ncatalogue = "releases.toml"\nlabs = ""\n'
            f'[digest]\ndays = 60\n[[channel]]\nname = "room"\nkind = "matrix"\nurl = "{url}"\nroom = "!a:b"\ncredential = "matrix"\n', encoding="utf-8")
        (self.folder / "matrix").write_text("syt_1\n", encoding="utf-8")
        (self.folder / "releases.toml").write_text(
            f'[[release]]\nid = "llama"\nname = "Quantum llamas"\nlab = "Andes Lab"\nkind = "model"\ndate = {last - timedelta(days=29)}\n'
            'about = "Quantum llamas graze the pasture: wool, herd and fleece at altitude."\n', encoding="utf-8")
        known = [p for p in self.arxiv.papers if p["mailed"] < last - timedelta(weeks=MISSING_WEEKS)]
        lines = self.folder / "known.jsonl"
        lines.write_text("".join(kaggle_line(p) + "\n" for p in known), encoding="utf-8")
        self.imported = self.folder / "imported"
        self.imported.mkdir()
        subprocess.run([TOOL, "--config", self.config, "--db", self.imported / "a.db", "import", lines], check=True,
                       capture_output=True, timeout=PATIENCE)

    def fresh(self, name):
        self.arxiv.messages.clear()
        place = self.folder / name
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(self.imported, place)
        return place / "a.db"

    def cycle(self, database):
        return subprocess.Popen([SERVICE, "--config", self.config, "--db", database, "--once"], stderr=subprocess.DEVNULL,
                                env={**os.environ, "CREDENTIALS_DIRECTORY": str(self.folder)})

    def content(self, database):
        connection = sqlite3.connect(database)
        try:
            self.assertEqual(connection.execute("PRAGMA integrity_check").fetchall(), [("ok",)])
            texts = [len(texts) for texts in self.arxiv.messages.values()]  # by transaction, which names the moment
            return {"messages": texts, **{name: connection.execute(sql).fetchall() for name, sql in CONTENT.items()}}
        finally:
            connection.close()

    def test_leave_what_an_undisturbed_cycle_leaves(self):
        undisturbed = self.fresh("undisturbed")
        began = time.monotonic()
        self.assertEqual(self.cycle(undisturbed).wait(PATIENCE), 0)
        duration = time.monotonic() - began
        expected = self.content(undisturbed)
        self.assertEqual(len(expected["papers"]), len(self.arxiv.papers))
        self.assertGreater(len(expected["alerts"]), 0, "the stream holds a wave")
        self.assertGreater(len(expected["weeks"]), 10)
        # An alert of mid-week has a digest of its own: how many there are depends on the weekday of this run.
        self.assertEqual({status for _, _, status in expected["deliveries"]}, {"sent"})
        self.assertEqual(expected["messages"], [1] * len(expected["deliveries"]), "a message for each digest, of one text")

        rng, kills, finished, database = random.Random(7), 0, 0, self.fresh("killed")
        while kills < KILLS:
            running = self.cycle(database)
            try:
                code = running.wait(rng.uniform(0, duration))
            except subprocess.TimeoutExpired:
                running.kill()
                running.wait(PATIENCE)
                kills += 1
                continue
            self.assertEqual(code, 0)
            finished += 1
            self.assertEqual(self.content(database), expected)
            database = self.fresh("killed")
        self.assertEqual(self.cycle(database).wait(PATIENCE), 0)
        self.assertEqual(self.content(database), expected)
        print(f"killed {kills} times within {duration:.2f} s, {finished + 1} cycles came to their end")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
