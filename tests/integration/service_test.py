"""bandwagond from outside: exit codes, one cycle against a loopback server, signals, and what it tells systemd.

    service_test.py BANDWAGOND FIXTURE
"""
import os
import queue
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import unittest
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

PROGRAM, FIXTURE = Path(sys.argv[1]), Path(sys.argv[2])
NOTHING_CHANGED = b"<OAI-PMH><responseDate>2026-09-24T08:00:00Z</responseDate><error code='noRecordsMatch'/></OAI-PMH>"
PATIENCE = 30  # seconds until something that should happen at once counts as not happening


class Arxiv(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.requests.put((self.path, self.headers["User-Agent"]))
        if self.server.hangs:
            self.server.released.wait(PATIENCE)
            return
        body = FIXTURE.read_bytes() if self.path.startswith("/rss/") else NOTHING_CHANGED
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Service(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.arxiv = ThreadingHTTPServer(("127.0.0.1", 0), Arxiv)
        self.arxiv.requests, self.arxiv.hangs, self.arxiv.released = queue.Queue(), False, threading.Event()
        threading.Thread(target=self.arxiv.serve_forever, daemon=True).start()
        self.addCleanup(self.arxiv.server_close)
        self.addCleanup(self.arxiv.shutdown)
        self.addCleanup(self.arxiv.released.set)
        self.configure("test@example.org")

    def configure(self, contact):
        url = f"http://127.0.0.1:{self.arxiv.server_port}"
        self.config = self.folder / "bandwagon.toml"
        self.config.write_text(
            f'[arxiv]\ncategories = ["cs.LG"]\ncontact = "{contact}"\nmin_gap = "10ms"\n'
            f'rss_url = "{url}/rss"\noai_url = "{url}/oai"\napi_url = "{url}/api"\n[releases]\ncatalogue = ""\nlabs = ""\n', encoding="utf-8")

    def command(self, *arguments):
        return [PROGRAM, "--config", self.config, "--db", self.folder / "service.db", *arguments]

    def run_it(self, *arguments):
        return subprocess.run(self.command(*arguments), capture_output=True, text=True, check=False, timeout=PATIENCE)

    def rows(self, sql):
        connection = sqlite3.connect(self.folder / "service.db")
        try:
            return connection.execute(sql).fetchall()
        finally:
            connection.close()

    def start(self):
        told = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        told.bind(str(self.folder / "notify"))
        told.settimeout(PATIENCE)
        self.addCleanup(told.close)
        log = open(self.folder / "log", "w", encoding="utf-8")
        self.addCleanup(log.close)
        service = subprocess.Popen(self.command(), stderr=log, env={**os.environ, "NOTIFY_SOCKET": str(self.folder / "notify")})
        self.addCleanup(lambda: service.poll() is None and service.kill())
        return service, told

    def wait_for(self, told, words):
        message = ""
        while words not in message:
            message = told.recv(65536).decode()
        return message

    def test_one_cycle_stores_the_mailing_and_says_who_asked(self):
        run = self.run_it("--once")
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertEqual(run.stdout, "")
        self.assertEqual(self.rows("SELECT arxiv_id, announced_on FROM papers ORDER BY arxiv_id"),
                         [("2609.26811", "2026-09-23"), ("2609.26820", "2026-09-23")])
        self.assertEqual(self.rows("SELECT outcome, new_papers FROM cycles"), [("ok", 2)])
        self.assertEqual(self.rows("SELECT source_id, state FROM sources ORDER BY source_id"), [("arxiv-oai", "ok"), ("arxiv-rss", "ok")])
        path, agent = self.arxiv.requests.get(timeout=PATIENCE)
        self.assertEqual(path, "/rss/cs.LG")
        self.assertRegex(agent, r"^bandwagon/[0-9.]+ \(\+test@example\.org\)$")

    def test_a_source_that_cannot_be_reached_is_69_and_is_recorded(self):
        self.arxiv.shutdown()
        self.arxiv.server_close()
        run = self.run_it("--once")
        self.assertEqual(run.returncode, 69, run.stderr)
        self.assertEqual(self.rows("SELECT state, failures FROM sources"), [("failing", 1), ("failing", 1)])

    def test_a_shipped_file_that_is_missing_is_told_instead_of_closing_no_weeks(self):
        if any(Path(prefix, "share/bandwagon/releases.toml").exists() for prefix in ("/usr", "/usr/local")):
            self.skipTest("bandwagon is installed here, so its files are found")
        alone = self.folder / "bin" / "bandwagond"
        alone.parent.mkdir()
        shutil.copy(PROGRAM, alone)
        self.config.write_text(self.config.read_text(encoding="utf-8").replace('catalogue = ""', ""), encoding="utf-8")
        run = subprocess.run([alone, *self.command("--once")[1:]], capture_output=True, text=True, check=False, timeout=PATIENCE)
        self.assertEqual(run.returncode, 78, run.stderr)
        self.assertIn("the shipped releases.toml is missing", run.stderr)
        self.assertEqual(self.rows("SELECT count(*) FROM papers"), [(2,)])

    def test_without_a_contact_address_nothing_is_polled_and_the_key_is_named(self):
        self.configure("")
        for arguments in ((), ("--once",), ("--check-config",)):
            run = self.run_it(*arguments)
            self.assertEqual(run.returncode, 78)
            self.assertIn("[arxiv] contact", run.stderr)
        self.assertTrue(self.arxiv.requests.empty())

    def test_a_database_without_a_name_is_not_the_default_one(self):
        run = subprocess.run([PROGRAM, "--once", "--db", ""], capture_output=True, text=True, check=False, timeout=PATIENCE)
        self.assertEqual(run.returncode, 2, run.stderr)
        self.assertIn("the name is empty", run.stderr)

    def test_a_wrong_key_is_78_with_file_and_line(self):
        self.config.write_text('[arxiv]\ncontcat = "x"\n', encoding="utf-8")
        run = self.run_it("--check-config")
        self.assertEqual(run.returncode, 78)
        self.assertIn("bandwagon.toml:2:", run.stderr)

    def test_lists_that_are_not_there_are_78_before_anything_starts(self):
        self.config.write_text(self.config.read_text(encoding="utf-8").replace('catalogue = ""', 'catalogue = "c.toml"').replace('labs = ""', 'labs = "l.toml"'),
                               encoding="utf-8")
        run = self.run_it("--check-config")
        self.assertEqual(run.returncode, 78)
        self.assertRegex(run.stderr, r"bandwagon.toml:\d+:13: releases.catalogue: cannot open")
        self.assertRegex(run.stderr, r"bandwagon.toml:\d+:8: releases.labs: cannot open")

    def test_settings_that_cannot_be_printed_are_an_error(self):
        with open("/dev/full", "wb") as full:
            run = subprocess.run(self.command("--print-config"), stdout=full, stderr=subprocess.PIPE, text=True, check=False, timeout=PATIENCE)
        self.assertEqual(run.returncode, 1)
        self.assertIn("cannot write to standard output: No space left on device", run.stderr)

    def test_wrong_usage_is_2(self):
        self.assertEqual(self.run_it("--frequently").returncode, 2)
        self.assertEqual(self.run_it("--help").returncode, 0)

    def test_the_service_polls_reports_reloads_and_ends_on_signals(self):
        service, told = self.start()
        self.wait_for(told, "READY=1")
        self.assertIn("2 new papers", self.wait_for(told, "STATUS=idle, next poll "))
        service.send_signal(signal.SIGUSR1)
        self.wait_for(told, "STATUS=idle")
        self.assertEqual(self.rows("SELECT count(*) FROM cycles"), [(2,)])

        self.config.write_text("[arxiv\n", encoding="utf-8")
        service.send_signal(signal.SIGHUP)
        self.assertIn("MONOTONIC_USEC=", self.wait_for(told, "RELOADING=1"))
        self.wait_for(told, "READY=1")
        service.send_signal(signal.SIGUSR1)
        self.wait_for(told, "STATUS=idle")  # with the old settings
        self.assertEqual(self.rows("SELECT count(*) FROM cycles WHERE outcome = 'ok'"), [(3,)])
        self.assertIn("settings stay as they were", (self.folder / "log").read_text(encoding="utf-8"))

        service.send_signal(signal.SIGTERM)
        self.wait_for(told, "STOPPING=1")
        self.assertEqual(service.wait(PATIENCE), 0)

    def test_the_service_leaves_a_server_that_hangs_when_it_is_told_to_end(self):
        self.arxiv.hangs = True
        service, _ = self.start()
        self.arxiv.requests.get(timeout=PATIENCE)
        service.send_signal(signal.SIGTERM)
        self.assertEqual(service.wait(2), 0)

    def test_the_service_uses_new_settings_after_a_reload(self):
        service, told = self.start()
        self.wait_for(told, "STATUS=idle")
        text = self.config.read_text(encoding="utf-8").replace("cs.LG", "cs.AI")
        self.config.write_text(text, encoding="utf-8")
        service.send_signal(signal.SIGHUP)
        self.wait_for(told, "READY=1")
        service.send_signal(signal.SIGUSR1)
        self.wait_for(told, "STATUS=idle, ")
        asked = []
        while not asked or "cs.AI" not in asked[-1]:
            asked.append(self.arxiv.requests.get(timeout=PATIENCE)[0])
        self.assertIn("/rss/cs.AI", asked)
        service.send_signal(signal.SIGTERM)
        self.assertEqual(service.wait(2), 0)

    def test_the_settings_in_force_are_printed_with_their_origin(self):
        run = self.run_it("--print-config")
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertIn(f"# {self.config}:3\ncontact = 'test@example.org'", run.stdout)
        self.assertIn("# default\nmargin = 1.25", run.stdout)

    def test_the_database_is_never_closed_to_readers(self):
        self.assertEqual(self.run_it("--once").returncode, 0)
        for beside in ("", "-wal", "-shm"):
            self.assertEqual((self.folder / f"service.db{beside}").stat().st_mode & 0o044, 0o044, beside)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
