"""Delivery seen from outside: a real SMTP server, webhooks' payloads with their limits, failures, SIGKILL.

    delivery_test.py BANDWAGON
"""
import datetime
import email
import email.policy
import hashlib
import hmac
import json
import os
import pathlib
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support/python"))
import servers  # noqa: E402

BANDWAGON = pathlib.Path(sys.argv[1]).resolve()
HAS_SMTP = servers.with_debian_python("aiosmtpd")
TODAY = (datetime.datetime.now(datetime.timezone.utc).date() - datetime.date(1970, 1, 1)).days
SAMPLE_CLOSED = 20131  # the day of tests/support/sample_database.sql


class Delivery(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.database = self.folder / "b.db"
        subprocess.run([BANDWAGON, "--db", self.database, "import", "-"], check=False, capture_output=True, stdin=subprocess.DEVNULL)
        self.sql((HERE.parent / "support/sample_database.sql").read_text(encoding="utf-8"))
        self.sql(f"DELETE FROM alert WHERE raised_day > {SAMPLE_CLOSED}; UPDATE alert SET raised_day = {TODAY};"
                 f"UPDATE closed_week SET closed_day = closed_day + {TODAY - SAMPLE_CLOSED}")
        self.web = servers.Recorder()
        self.addCleanup(self.web.close)

    def sql(self, script, database=None):
        connection = sqlite3.connect(database or self.database)
        connection.executescript(script)
        connection.close()

    def settings(self, text):
        (self.folder / "b.toml").write_text(text, encoding="utf-8")

    def secret(self, name, value):
        credentials = self.folder / "credentials"
        credentials.mkdir(exist_ok=True)
        (credentials / name).write_text(value + "\n", encoding="utf-8")

    def command(self, *arguments):
        return [BANDWAGON, "--config", self.folder / "b.toml", "--db", self.database, *arguments]

    def environment(self):
        return {"PATH": os.environ["PATH"], "HOME": str(self.folder), "CREDENTIALS_DIRECTORY": str(self.folder / "credentials")}

    def deliver(self, *arguments, code=0):
        run = subprocess.run(self.command("deliver", *arguments), capture_output=True, text=True, check=False, timeout=60,
                             env=self.environment())
        self.assertEqual(run.returncode, code, run.stderr)
        return run.stdout + run.stderr

    def rows(self, database=None):
        connection = sqlite3.connect(database or self.database)
        connection.row_factory = sqlite3.Row
        try:
            return [dict(row) for row in connection.execute("SELECT * FROM deliveries ORDER BY delivery_id")]
        finally:
            connection.close()

    def channel(self, kind, more="", name="c"):
        self.settings(f'[digest]\nsite = "https://example.org/b"\n[[channel]]\nname = "{name}"\nkind = "{kind}"\n'
                      f'url = "{self.web.url}/hook"\n{more}')

    def due_again(self, database=None):
        self.sql("UPDATE delivery SET due_from = 0 WHERE status = 'due'", database)

    def many_waves(self, count=60):
        self.sql(f"""WITH RECURSIVE n(i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < {99 + count})
            INSERT INTO burst SELECT i, 1, 'w' || i, 'topical', 20108, 20101, 20115, 20131, NULL, 'confirmed', 41, 9.8, 4.2, 3.0, 5.8, 0.003 FROM n;
            INSERT INTO alert SELECT burst_id, burst_id, NULL, 'new', {TODAY}, 'h',
              json_object('label', label || ' @everyone <!channel> 推理🌊' || printf('%.*c', 200, 'x'), 'observed', 41, 'ratio', 4.2)
              FROM burst WHERE burst_id >= 100""")

    # --- webhooks: payload and limits ---

    def only_request(self):
        self.assertEqual(len(self.web.requests), 1)
        method, path, headers, body = self.web.requests[0]
        return method, path, headers, json.loads(body)

    def test_slack_gets_plain_text_blocks_within_its_limits(self):
        self.many_waves()
        self.channel("slack")
        self.deliver()
        method, path, headers, body = self.only_request()
        self.assertEqual((method, path, headers["Content-Type"]), ("POST", "/hook", "application/json"))
        self.assertLessEqual(len(body["blocks"]), 50)
        self.assertEqual(body["blocks"][0]["type"], "header")
        self.assertLessEqual(len(body["blocks"][0]["text"]["text"]), 150)
        for block in body["blocks"]:
            self.assertLessEqual(len(block["text"]["text"]), 3000)
            if block["text"]["type"] == "mrkdwn":
                self.assertEqual(block["text"]["text"], "<https://example.org/b/|Read the digest>")
        self.assertLess(sum(len(block["text"]["text"].encode()) for block in body["blocks"]), 13200)
        self.assertRegex(body["blocks"][-2]["text"]["text"], r"^and \d+ more$")
        self.assertNotIn("<!channel>", body["text"])

    def test_discord_calls_nobody_and_stays_below_two_thousand_characters(self):
        self.many_waves()
        self.channel("discord")
        self.web.answers = [(204, {}, "")]
        self.deliver()
        _, path, _, body = self.only_request()
        self.assertEqual(path, "/hook?wait=true")
        self.assertEqual(body["allowed_mentions"], {"parse": []})
        self.assertLessEqual(len(body["content"].encode("utf-16-le")) // 2, 2000)
        self.assertRegex(body["content"], r"and \d+ more\n<https://example.org/b/>$")
        self.assertNotIn("**Evil <", body["content"])

    def test_ntfy_gets_at_most_4096_bytes_of_message(self):
        self.many_waves()
        self.secret("ntfy-token", "tk_1")
        self.channel("ntfy", 'topic = "waves"\ncredential = "ntfy-token"\n')
        self.deliver()
        method, path, headers, body = self.only_request()
        self.assertEqual((method, path, headers["Authorization"]), ("POST", "/hook/", "Bearer tk_1"))
        self.assertEqual(body["topic"], "waves")
        self.assertEqual(body["click"], "https://example.org/b/")
        self.assertLessEqual(len(body["message"].encode()), 4096)
        self.assertRegex(body["message"], r"\n\nand \d+ more$")

    def test_matrix_gets_a_notice_under_a_transaction_id(self):
        self.many_waves(200)
        self.secret("matrix", "syt_1")
        self.channel("matrix", 'room = "!a:example.org"\ncredential = "matrix"\n')
        self.deliver()
        method, path, headers, body = self.only_request()
        self.assertEqual((method, headers["Authorization"]), ("PUT", "Bearer syt_1"))
        self.assertRegex(path, r"^/hook/_matrix/client/v3/rooms/%21a%3Aexample.org/send/m.room.message/bandwagon-digest-[0-9-]+$")
        self.assertEqual((body["msgtype"], body["format"]), ("m.notice", "org.matrix.custom.html"))
        self.assertLess(len(json.dumps(body).encode()), 65536)
        self.assertNotIn("<script", body["formatted_body"])

    def test_a_webhook_gets_the_whole_digest_signed(self):
        self.secret("key", "open sesame")
        self.channel("webhook", 'credential = "key"\n')
        self.deliver()
        _, _, headers, body = self.only_request()
        raw = self.web.requests[0][3].encode()
        self.assertEqual(headers["X-Bandwagon-Signature-256"], "sha256=" + hmac.new(b"open sesame", raw, hashlib.sha256).hexdigest())
        self.assertEqual(headers["Idempotency-Key"], body["delivery_id"])
        self.assertEqual([wave["alert_id"] for wave in body["digest"]["waves"]], [1, 3, 2])

    def test_a_secret_address_that_a_server_repeats_is_not_kept(self):
        self.secret("hook", self.web.url + "/services/T000/very-secret?key=hush-hush-hush")
        self.settings('[[channel]]\nname = "c"\nkind = "slack"\nurl_credential = "hook"\n')
        self.web.answers = [(404, {}, "<pre>Cannot POST /services/T000/very-secret?key=hush%2Dhush-hush-hush</pre>")]
        out = self.deliver(code=1) + json.dumps(self.rows())
        self.assertIn("HTTP 404: <pre>Cannot POST", out)
        self.assertNotIn("very-secret", out)
        self.assertNotIn("hush-hush", out)

    def test_a_secret_address_is_read_from_its_credential_and_never_told(self):
        self.secret("hook", self.web.url + "/very-secret")
        self.settings('[[channel]]\nname = "c"\nkind = "slack"\nurl_credential = "hook"\n')
        self.web.answers = [(500, {}, "")]
        out = self.deliver()
        self.assertEqual(self.web.requests[0][1], "/very-secret")
        self.web.close()
        self.due_again()
        out += self.deliver() + json.dumps(self.rows())
        self.assertNotIn("very-secret", out)

    # --- the outbox ---

    def test_a_channel_gets_a_digest_once(self):
        self.channel("slack")
        self.assertIn("1 sent", self.deliver())
        self.assertIn("nothing is due", self.deliver())
        self.assertEqual(len(self.web.requests), 1)
        self.assertEqual(self.rows()[0]["status"], "sent")

    def test_history_is_no_news(self):
        self.sql("UPDATE closed_week SET closed_day = closed_day - 30; UPDATE alert SET raised_day = raised_day - 30")
        self.channel("slack")
        self.assertIn("nothing is due", self.deliver())
        self.assertEqual(self.rows(), [])

    def test_each_of_the_weeks_that_closed_at_once_is_told(self):
        self.sql("UPDATE alert SET raised_day = raised_day - 7 WHERE alert_id = 2")
        self.secret("key", "k")
        self.channel("webhook", 'credential = "key"\n')
        self.assertIn("2 sent", self.deliver())
        told = [json.loads(body)["digest"] for _, _, _, body in self.web.requests]
        self.assertEqual([[wave["alert_id"] for wave in digest["waves"]] for digest in told], [[2], [1, 3]])
        self.assertIn("nothing is due", self.deliver())

    def told(self):
        return [[wave["alert_id"] for wave in json.loads(body)["digest"]["waves"]] for _, _, _, body in self.web.requests]

    def test_a_digest_of_many_days_does_not_tell_again_what_the_one_before_told(self):
        self.sql("UPDATE alert SET raised_day = raised_day - 7 WHERE alert_id = 2")
        self.secret("key", "k")
        self.channel("webhook", 'credential = "key"\n')
        settings = (self.folder / "b.toml").read_text(encoding="utf-8")
        self.settings(settings.replace("[digest]", "[digest]\ndays = 14"))
        self.assertIn("2 sent", self.deliver())
        self.assertEqual(self.told(), [[2], [1, 3]])

    def test_an_alert_of_mid_week_is_sent_on_its_day_and_not_again_at_the_weeks_close(self):
        self.sql("UPDATE closed_week SET closed_day = closed_day - 3")
        self.secret("key", "k")
        self.channel("webhook", 'credential = "key"\n')
        self.assertIn("1 sent", self.deliver())
        self.assertEqual(self.told(), [[1, 3, 2]])
        self.sql(f"UPDATE closed_week SET closed_day = closed_day + 7; INSERT INTO alert SELECT 10, burst_id, release_id, 'grew', "
                 f"{TODAY + 4}, headline, evidence FROM alert WHERE alert_id = 2")
        self.assertIn("1 sent", self.deliver())
        self.assertEqual(self.told()[1:], [[10]])
        self.assertIn("nothing is due", self.deliver())

    def test_what_an_older_version_told_with_its_week_is_not_sent_again(self):
        self.sql(f"UPDATE alert SET raised_day = {TODAY - 3} WHERE alert_id = 2; INSERT INTO delivery (channel, subject_key, status) "
                 f"SELECT 'c', 'digest/' || date({TODAY} * 86400, 'unixepoch'), 'sent'")
        self.channel("slack")
        self.assertIn("nothing is due", self.deliver())

    def test_nothing_new_is_not_sent(self):
        self.sql("DELETE FROM alert")
        self.channel("slack")
        self.assertIn("nothing is due", self.deliver())

    def test_waits_as_long_as_a_busy_service_asks(self):
        self.channel("discord")
        self.web.answers = [(429, {}, '{"retry_after": 3599.2}')]
        self.assertIn("1 postponed", self.deliver())
        row = self.rows()[0]
        self.assertEqual((row["status"], row["attempts"]), ("due", 1))
        self.assertIn("429", row["last_error"])
        due = datetime.datetime.fromisoformat(row["due_from"]).replace(tzinfo=datetime.timezone.utc)
        self.assertGreater((due - datetime.datetime.now(datetime.timezone.utc)).total_seconds(), 3500)
        self.assertIn("nothing is due", self.deliver())
        self.due_again()
        self.assertIn("1 sent", self.deliver())

    def test_a_broken_server_is_tried_again_and_in_the_end_given_up(self):
        self.channel("slack")
        self.web.answers = [(503, {"Retry-After": "7"}, "")] * 20
        for _ in range(8):
            self.assertIn("postponed", self.deliver())
            self.due_again()
        self.assertIn("1 failed", self.deliver(code=1))
        self.assertEqual((self.rows()[0]["status"], self.rows()[0]["attempts"]), ("failed", 9))

    def test_a_deleted_webhook_is_given_up_at_once_and_the_digest_says_so(self):
        self.channel("slack")
        self.web.answers = [(404, {}, "no_service")]
        self.assertIn("1 failed", self.deliver(code=1))
        shown = subprocess.run(self.command("digest"), capture_output=True, text=True, check=True, timeout=60).stdout
        self.assertIn("Deliveries that fail: c", shown)

    def shown(self):
        return subprocess.run(self.command("digest"), capture_output=True, text=True, check=True, timeout=60).stdout

    def test_what_works_again_is_no_longer_told_to_fail(self):
        self.channel("slack")
        self.web.answers = [(404, {}, "no_service")]
        self.assertIn("1 failed", self.deliver(code=1))
        self.sql("UPDATE closed_week SET closed_day = closed_day + 7; UPDATE alert SET raised_day = raised_day + 7")
        self.assertIn("Deliveries that fail: c", self.shown())
        self.assertIn("1 sent", self.deliver())
        self.assertNotIn("Deliveries that fail", self.shown())

    def test_what_is_no_longer_in_the_settings_does_not_fail(self):
        self.channel("slack")
        self.web.answers = [(404, {}, "no_service")]
        self.deliver(code=1)
        self.sql("INSERT INTO source (source_id, kind, url, state, last_attempt, failures) "
                 "SELECT 'feed:gone', 'feed', 'https://gone.example/', 'failing', last_attempt - 86400, 9 FROM source")
        self.assertIn("feed:gone", self.shown())
        self.sql("UPDATE source SET last_attempt = last_attempt - 691200 WHERE source_id = 'feed:gone'")
        self.settings("")
        self.assertNotIn("fail", self.shown().splitlines()[-1])
        self.assertNotIn("feed:gone", self.shown())

    def test_nothing_is_sent_where_what_becomes_of_it_cannot_be_kept(self):
        self.channel("slack")
        self.sql("CREATE TRIGGER full BEFORE UPDATE ON delivery BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END")
        for _ in range(2):
            self.assertIn("disk is full", self.deliver(code=1))
        self.assertEqual(self.web.requests, [])
        self.sql("DROP TRIGGER full")
        self.assertIn("1 sent", self.deliver())

    def test_a_server_that_is_not_there_is_a_postponement(self):
        self.channel("slack")
        self.web.close()
        self.assertIn("1 postponed", self.deliver())

    def test_a_server_that_hangs_holds_the_others_up_for_its_time_limit_and_is_tried_again(self):
        fine = b"HTTP/1.1 200 OK\r\n"
        kinds = {"silent": (b"", b""), "half": (fine + b"Content-Length: 100\r\n\r\nhalf", b""), "endless": (fine + b"\r\n", b"x" * 1024)}
        begin = datetime.datetime.now(datetime.timezone.utc)
        limit, slack = 30, 20  # seconds: what a webhook may take; what the rest takes on a busy machine
        running = {}
        for kind, speech in kinds.items():  # all at once, each with a database of its own: one limit's time for all of them
            server = servers.StuckServer(*speech)
            self.addCleanup(server.close)
            settings, database = self.folder / f"{kind}.toml", self.folder / f"{kind}.db"
            settings.write_text("".join(f'[[channel]]\nname = "{name}"\nkind = "slack"\nurl = "{url}/hook"\n'
                                        for name, url in (("a", server.url), ("b", self.web.url))), encoding="utf-8")
            shutil.copy(self.database, database)
            command = [BANDWAGON, "--config", settings, "--db", database, "deliver"]
            begun = subprocess.Popen(command, env=self.environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
            running[kind] = server, database, command, begun
        end = time.monotonic() + limit + slack
        for kind, (server, database, command, begun) in running.items():
            with self.subTest(kind):
                out, _ = begun.communicate(timeout=end - time.monotonic())
                self.assertIn("1 sent, 1 postponed", out)
                a, b = self.rows(database)
                self.assertEqual((b["channel"], b["status"]), ("b", "sent"))
                self.assertEqual((a["channel"], a["status"], a["attempts"], server.requests), ("a", "due", 1, 1))
                self.assertGreater(a["due_from"], f"{begin + datetime.timedelta(seconds=limit):%F %T}")
                server.recover()
                self.due_again(database)
                again = subprocess.run(command, env=self.environment(), capture_output=True, text=True, check=True, timeout=60)
                self.assertIn("1 sent", again.stdout)
                self.assertEqual((self.rows(database)[0]["status"], server.requests), ("sent", 2))
        self.assertEqual(len(self.web.requests), len(kinds))

    def test_quiet_hours_hold_back_without_an_attempt(self):
        now = datetime.datetime.now(datetime.timezone.utc)
        end = now + datetime.timedelta(hours=2)
        self.channel("slack", f'quiet = "{now:%H:%M}-{end:%H:%M}"\n')
        self.assertIn("nothing is due", self.deliver())
        row = self.rows()[0]
        self.assertEqual((row["attempts"], row["due_from"][11:16]), (0, f"{end:%H:%M}"))
        self.assertEqual(self.web.requests, [])

    def test_a_reader_gets_what_he_wants_and_no_more(self):
        self.secret("key", "k")
        self.channel("webhook", 'credential = "key"\nminimum = "high"\nmute = ["EVIL"]\n')
        self.deliver()
        self.assertEqual([wave["alert_id"] for wave in self.only_request()[3]["digest"]["waves"]], [1])
        self.assertEqual(self.only_request()[3]["digest"]["ended"], [])

    def test_files_are_written_by_their_endings(self):
        self.settings("".join(f'[[channel]]\nname = "{e}"\nkind = "file"\npath = "out.{e}"\n' for e in ("html", "xml", "md", "txt", "json")))
        self.deliver()
        self.assertTrue((self.folder / "out.html").read_text().startswith("<!DOCTYPE html>"))
        self.assertIn("http://www.w3.org/2005/Atom", (self.folder / "out.xml").read_text())
        json.loads((self.folder / "out.json").read_text())

    def test_a_file_keeps_the_latest_digest(self):
        self.settings('[[channel]]\nname = "f"\nkind = "file"\npath = "out.txt"\n')
        self.deliver()
        latest = (self.folder / "out.txt").read_text()
        self.sql("UPDATE delivery SET delivery_id = delivery_id + 100; INSERT INTO delivery (delivery_id, channel, subject_key, status, message) "
                 "VALUES (1, 'f', 'digest/2000-01-03', 'due', 'an earlier one that could not be written then')")
        self.deliver()
        earlier, *later = self.rows()
        self.assertEqual((earlier["status"], earlier["last_error"]), ("failed", "the file holds a later digest"))
        self.assertEqual({row["status"] for row in later}, {"sent"})
        self.assertEqual((self.folder / "out.txt").read_text(), latest)

    def test_a_sample_is_sent_past_the_outbox(self):
        self.channel("slack")
        self.assertIn("a sample was sent to c", self.deliver("--test", "c"))
        self.assertIn("test", self.only_request()[3]["text"])
        self.assertEqual(self.rows(), [])
        self.assertIn("there are c", self.deliver("--test", "d", code=2))

    def test_two_that_deliver_at_once_send_one_message(self):
        self.channel("slack")
        self.web.hold.set()
        running = [subprocess.Popen(self.command("deliver"), env=self.environment(), stdout=subprocess.DEVNULL) for _ in range(2)]
        self.assertTrue(self.web.wait_for(1))
        self.web.wait_for(2, seconds=1)
        self.web.hold.clear()
        self.assertEqual([each.wait(60) for each in running], [0, 0])
        self.assertEqual(len(self.web.requests), 1)

    def test_what_was_sent_is_kept_though_the_database_is_locked_for_long(self):
        self.channel("slack")
        self.web.hold.set()
        running = subprocess.Popen(self.command("deliver"), env=self.environment(), stdout=subprocess.PIPE, text=True)
        self.assertTrue(self.web.wait_for(1))
        other = sqlite3.connect(self.database)
        other.execute("BEGIN IMMEDIATE")
        self.web.hold.clear()
        time.sleep(13)  # longer than a writer waits for another
        other.rollback()
        other.close()
        self.assertIn("1 sent", running.communicate(timeout=60)[0])
        self.assertEqual([row["status"] for row in self.rows()], ["sent"])

    # --- SIGKILL between sending and recording ---

    def killed_while_sending(self, server, arrived):
        server.hold.set()
        running = subprocess.Popen(self.command("deliver"), env=self.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 20
        while not arrived() and time.monotonic() < deadline:
            time.sleep(0.02)
        running.send_signal(signal.SIGKILL)
        running.wait()
        server.hold.clear()
        self.assertEqual((self.rows()[0]["status"], self.rows()[0]["attempts"]), ("due", 0))

    def test_kills_while_sending_use_up_no_attempt(self):
        self.channel("slack")
        for number in range(1, 10):
            self.killed_while_sending(self.web, lambda: len(self.web.requests) >= number)
        self.web.answers = [(503, {}, "")] * 10  # who was killed may still be answered, too
        self.assertIn("1 postponed", self.deliver())
        self.assertEqual(self.rows()[0]["attempts"], 1)

    def test_killed_before_recording_repeats_the_same_matrix_transaction(self):
        self.secret("matrix", "syt_1")
        self.channel("matrix", 'room = "!a:b"\ncredential = "matrix"\n')
        self.killed_while_sending(self.web, lambda: self.web.requests)
        self.assertIn("1 sent", self.deliver())
        self.assertEqual(len(self.web.requests), 2)
        self.assertEqual(self.web.requests[0][1], self.web.requests[1][1])
        self.assertEqual(self.web.requests[0][3], self.web.requests[1][3])

    @unittest.skipUnless(HAS_SMTP, "python3-aiosmtpd is not installed")
    def test_killed_before_recording_repeats_the_same_letter(self):
        server = servers.MailServer(self.folder)
        self.addCleanup(server.close)
        self.mail(server, 'security = "none"\n')
        self.killed_while_sending(server, lambda: server.letters)
        self.assertIn("1 sent", self.deliver())
        first, second = (self.parsed(letter[2]) for letter in server.letters)
        self.assertEqual(first["Message-ID"], second["Message-ID"])
        self.assertEqual(server.letters[0][2], server.letters[1][2])

    # --- mail ---

    def mail(self, server, more="", to='["a@example.org", "b@example.org"]'):
        self.settings(f'[[channel]]\nname = "m"\nkind = "mail"\nurl = "{server.url}"\nfrom = "bw@example.org"\nto = {to}\n{more}')

    @staticmethod
    def parsed(content):
        return email.message_from_bytes(content, policy=email.policy.default)

    @unittest.skipUnless(HAS_SMTP, "python3-aiosmtpd is not installed")
    def test_a_letter_arrives_without_tls_where_the_settings_say_so(self):
        server = servers.MailServer(self.folder)
        self.addCleanup(server.close)
        self.mail(server)
        self.assertIn("1 postponed", self.deliver())  # TLS is the default; this server has none
        self.assertEqual(server.letters, [])
        self.mail(server, 'security = "none"\n')
        self.due_again()
        self.assertIn("1 sent", self.deliver())
        sender, recipients, content, _ = server.letters[0]
        self.assertEqual((sender, recipients), ("bw@example.org", ["a@example.org", "b@example.org"]))
        letter = self.parsed(content)
        self.assertEqual(letter.defects, [])
        self.assertEqual([part.get_content_type() for part in letter.walk()], ["multipart/alternative", "text/plain", "text/html"])
        self.assertEqual(letter["Auto-Submitted"], "auto-generated")
        self.assertEqual(letter["List-Id"], "bandwagon <bandwagon.example.org>")
        self.assertRegex(letter["Message-ID"], r"^<digest-\d{4}-\d\d-\d\d\.\d+\.[0-9a-f]{16}@example\.org>$")
        self.assertIsNotNone(letter["Date"].datetime)
        self.assertIn("Three waves began", letter["Subject"])
        shown = subprocess.run(self.command("digest"), capture_output=True, check=True, timeout=60).stdout.decode()
        self.assertEqual(letter.get_body(("plain",)).get_content().splitlines()[1:8], shown.splitlines()[1:8])
        self.assertIn("<!DOCTYPE html>", letter.get_body(("html",)).get_content())
        self.assertLessEqual(max(len(line) for line in content.splitlines()), 78)
        self.assertTrue(content.isascii())

    @unittest.skipUnless(HAS_SMTP, "python3-aiosmtpd is not installed")
    def test_a_letter_arrives_over_tls_with_a_login(self):
        for security in ("starttls", "tls"):
            with self.subTest(security):
                server = servers.MailServer(self.folder, security, user=("bw", "pass word"))
                self.sql("DELETE FROM delivery")
                self.secret("smtp-password", "pass word")
                login = 'user = "bw"\ncredential = "smtp-password"\n'
                self.mail(server, login)
                self.assertIn("1 postponed", self.deliver())  # nobody knows who signed the certificate
                self.assertEqual(server.logins, [])
                self.mail(server, login + f'ca_file = "{server.certificate}"\n')
                self.due_again()
                self.assertIn("1 sent", self.deliver())
                self.assertEqual(server.logins, [("bw", "pass word")])
                self.assertTrue(server.letters[0][3] or security == "tls")  # aiosmtpd does not say so of TLS from the start
                server.close()

    @unittest.skipUnless(HAS_SMTP, "python3-aiosmtpd is not installed")
    def test_a_refused_recipient_is_given_up_and_a_busy_server_is_not(self):
        for reply, status in (("550 no such user", "failed"), ("451 come back later", "due")):
            with self.subTest(reply):
                server = servers.MailServer(self.folder, refuse=reply)
                self.sql("DELETE FROM delivery")
                self.mail(server, 'security = "none"\n')
                self.deliver(code=int(status == "failed"))
                self.assertEqual(self.rows()[0]["status"], status)
                self.assertIn(reply[:3], self.rows()[0]["last_error"])
                server.close()

    @unittest.skipUnless(HAS_SMTP, "python3-aiosmtpd is not installed")
    def test_a_refused_recipient_does_not_keep_the_letter_from_the_others(self):
        for reply, later in (("550 no such user", []), ("451 come back later", [["b@example.org"]])):
            with self.subTest(reply):
                server = servers.MailServer(self.folder, refuse={"b@example.org": reply})
                self.addCleanup(server.close)
                self.sql("DELETE FROM delivery")
                self.mail(server, 'security = "none"\n')
                self.deliver()
                self.assertIn(f"b@example.org was refused: {reply}", self.rows()[0]["last_error"])
                self.assertEqual(self.rows()[0]["status"], "due" if later else "sent")
                server.refuse.clear()
                self.due_again()
                self.deliver()
                self.assertEqual([letter[1] for letter in server.letters], [["a@example.org"], *later])
                self.assertEqual(self.rows()[0]["status"], "sent")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
