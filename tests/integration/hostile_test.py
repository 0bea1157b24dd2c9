"""Two hundred hostile strings as titles, labels and names, through every output: nothing breaks out, nothing is cut within a character.

    hostile_test.py BANDWAGON
"""
import email
import email.policy
import html.parser
import json
import os
import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile
import unicodedata
import unittest
import xml.etree.ElementTree

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support/python"))
import servers  # noqa: E402

BANDWAGON = pathlib.Path(sys.argv[1]).resolve()
HAS_SMTP = servers.with_debian_python("aiosmtpd")
MARK = "Zqx"  # stands in every string, so that its traces can be counted
SEEDS = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "\"><script>alert(1)</script>", "' onmouseover='alert(1)",
    "</title><script>alert(1)</script>", "</style><script>alert(1)</script>", "<!--", "-->", "<![CDATA[", "]]>", "&lt;script&gt;", "&#60;script&#62;",
    "<a href=javascript:alert(1)>x</a>", "<iframe srcdoc=x>", "<base href=//evil.example>", "<meta http-equiv=refresh content=0>", "<?xml?>",
    "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;", "{{7*7}}", "${7*7}", "<%= 1 %>", "**bold** _it_ `code`", "[x](javascript:alert(1))",
    "![x](http://evil.example/x.png)", "# heading", "- item", "1. item", "> quote", "| a | b |", "```\nfence\n```", "http://evil.example", "www.evil.example",
    "<http://evil.example>", "~~gone~~", "\\", "\\n", "$\\alpha_{1}$ G\\\"odel \\input{/etc/passwd}", "%s %n %d", "\x1b[31mred\x1b[0m", "\x1b]0;owned\x07",
    "\x1b]8;;http://evil.example\x1b\\link\x1b]8;;\x1b\\", "\x9b31m", "\x1b[2J\x1b[H", "\x1bP1;2q\x1b\\", "\x07\x08\x08\x08", "a\rb", "a\nb", "a\r\nBcc: evil@example.org",
    "a\nSubject: owned", "a\r\n\r\n<html>", "a\r\n.\r\nMAIL FROM:<x>", "=?utf-8?B?PHNjcmlwdD4=?=", "a\tb", "\u202eevil\u202c", "\u2066x\u2069", "\u200b\u200d\ufeff",
    "\u2028\u2029", "\u00ad", "\U000e0041\U000e0042", "e\u0301\u0301\u0301\u0301\u0301", "推理模型" * 30, "🌊🏄" * 60, "אבג דהו", "مرحبا", "@everyone @here <@1> <!channel> <#C1>",
    ":smile: :wave:", "*x* _y_ ~z~", "<https://evil.example|click>", "'; DROP TABLE paper; --", "\" OR 1=1", "=cmd|'/c calc'!A1", "+1+1", "-1", "\"a\",\"b\"", ",", ";",
    "A" * 5000, "word " * 600, "\ufffd", "\ufffe", "a" + "\u0300" * 300, "NaN", "null", "[]", "{}", "\u0000".replace("\u0000", "\x01"), "\x7f", "\x1b", "\x1b[", "\x1b]", "..", "/../../etc/passwd",
    "CON", "%2e%2e%2f", "?q=1#x", "javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "--help", "$(reboot)", "`reboot`", "&& reboot", "|reboot",
]
STRINGS = [f"{MARK}{i} {seed} {tail}" for i, (seed, tail) in enumerate([(s, "") for s in SEEDS] + [(s + t, "end") for s, t in zip(SEEDS, reversed(SEEDS))])][:200]
FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b-\u200f\u2028\u2029\ufeff]")


class Tags(html.parser.HTMLParser):
    KNOWN = set("html head meta title style link body main header nav section article ul ol li p h1 h2 h3 a span strong code dl div dt dd figure figcaption svg "
                "desc path rect circle line text i footer details summary script input label noscript".split())
    ATTRIBUTES = set("lang charset name content http-equiv class dir href id rel type title src defer aria-label aria-labelledby role viewbox "
                     "preserveaspectratio x y width height d cx cy r x1 x2 y1 y2 dx dy text-anchor aria-hidden for autocomplete".split())

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.faults, self.text, self.open = [], [], []

    def handle_starttag(self, tag, attributes):
        self.open.append(tag)
        if tag not in self.KNOWN:
            self.faults.append(tag)
        for name, value in attributes:
            if name not in self.ATTRIBUTES:
                self.faults.append(f"{tag} {name}")
            if name in ("href", "src") and re.match(r"\s*(javascript|data|http:|//)", value or "", re.I):
                self.faults.append(f"{name}={value}")
        if tag == "script" and dict(attributes).get("src") not in ("search.js",):
            self.faults.append("script")

    def handle_comment(self, data):
        self.faults.append(f"comment {data}")

    def handle_data(self, data):
        self.text.append(data)


def quoted(text):
    return "'" + text.replace("'", "''") + "'"


class Hostile(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp())
        cls.database = cls.folder / "h.db"
        subprocess.run([BANDWAGON, "--db", cls.database, "import", "-"], check=False, capture_output=True, stdin=subprocess.DEVNULL)
        connection = sqlite3.connect(cls.database)
        import datetime
        today = (datetime.datetime.now(datetime.timezone.utc).date() - datetime.date(1970, 1, 1)).days
        connection.execute("INSERT INTO closed_week VALUES (?, ?, 'aa', 'test')", (today - 9, today))
        for i, text in enumerate(STRINGS, 1):
            paper = f"2501.{i:05}"
            connection.execute("INSERT INTO paper (paper_id, arxiv_id, version, title, abstract, authors, primary_category, categories, submitted_at, "
                               "announced_day, withdrawn) VALUES (?, ?, 1, ?, ?, ?, 'cs.CL', '[\"cs.CL\"]', 1738347731, ?, 0)",
                               (i, paper, text, text, json.dumps([text]), today - 5))
            connection.execute("INSERT INTO release VALUES (?, ?, ?, 'model', '', '', 20108, ?, ?, '[]', 'user', ?)",
                               (f"r{i}", text, text, today - 1 if i % 2 else 20108, json.dumps([paper]), "candidate" if i % 2 else "confirmed"))
            connection.execute("INSERT INTO topic VALUES (?, 'cluster', ?, ?, 19700, 'live', 3, NULL)", (i, text, text))
            connection.execute("INSERT INTO topic_week VALUES (?, ?, 5, 1)", (i, today - 9))
            connection.execute("INSERT INTO burst VALUES (?, ?, ?, 'topical', 20108, 20101, 20115, 20131, NULL, 'confirmed', 41, 9.8, 4.2, 3.0, 5.8, 0.003)", (i, i, text))
            connection.execute("INSERT INTO attribution VALUES (?, ?, 20131, 0.96, 0.005, 'attributed', 31.2, 24.0, 39.1, '{}')", (i, f"r{i}"))
            connection.execute("INSERT INTO role VALUES (?, ?, ?, ?, 1, 1.0, 3, ?)", (i, f"r{i}", i, "pioneer" if i % 2 else "follower", text))
            cited = {"arxiv_id": paper, "title": text}
            evidence = {"label": text, "kind": text, "phrases": [text], "observed": 41, "expected": 9.8, "ratio": 4.2, "caveats": [text], "categories": {text: 3},
                        "releases": [{"id": f"r{i}", "name": text, "lab": text, "released": "2025-01-20", "verdict": "attributed", "shared_terms": [text]},
                                     {"id": "other", "name": text, "posterior": 0.2}],
                        "first_followers": [cited], "weekly": [{"week": "2025-01-13", "observed": 1, "expected": 1}, {"week": "2025-01-20", "observed": 9, "expected": 1}]}
            connection.execute("INSERT INTO alert VALUES (?, ?, ?, ?, ?, ?, ?)",
                               (i, i, f"r{i}", "ended" if i % 5 == 0 else "new", today, text, json.dumps(evidence)))
        # told by a look since the last close
        connection.execute("INSERT INTO burst SELECT 201, topic_id, label, kind, onset_day, onset_low, onset_high, confirmed_day, ended_day, state, observed, "
                           "expected, ratio, ratio_low, ratio_high, q_value FROM burst WHERE burst_id = 1")
        connection.execute("INSERT INTO alert SELECT 201, 201, release_id, 'new', raised_day + 1, headline, evidence FROM alert WHERE alert_id = 1")
        connection.commit()
        connection.close()
        (cls.folder / "b.toml").write_text("[digest]\nmax_waves = 300\nsite = \"https://example.org/b/\"\n", encoding="utf-8")

    def run_bandwagon(self, *arguments, settings="b.toml"):
        run = subprocess.run([BANDWAGON, "--config", self.folder / settings, "--db", self.database, *arguments], capture_output=True, check=False, timeout=120,
                             env={"PATH": os.environ["PATH"], "HOME": str(self.folder), "CREDENTIALS_DIRECTORY": str(self.folder)})
        self.assertEqual(run.returncode, 0, run.stderr)
        return run.stdout.decode("utf-8")  # not cut within a character

    def told(self, text):
        return {int(number) for number in re.findall(MARK + r"(\d+)", text)}

    def test_there_are_two_hundred(self):
        self.assertEqual(len(set(STRINGS)), 200)

    def test_terminal_and_markdown_hold_no_control_character(self):
        for face in ("text", "md"):
            out = self.run_bandwagon("digest", "--format", face)
            self.assertEqual(self.told(out), set(range(200)))
            self.assertIsNone(FORBIDDEN.search(out.replace("\n", "")))
        for command in (["alerts"], ["topics"], ["bursts"], ["releases", "list"], ["explain", "43"], ["paper", "2501.00042"], ["burst", "42"], ["topic", "41"], ["search", MARK + "41"]):
            out = self.run_bandwagon(*command)
            self.assertIsNone(FORBIDDEN.search(out.replace("\n", "")), command)

    def test_text_keeps_to_eighty_columns(self):
        width = lambda line: sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)
        self.assertEqual([line for line in self.run_bandwagon("digest").split("\n") if width(line) > 80], [])

    @unittest.skipUnless(servers.with_debian_python("pyte"), "python3-pyte is not installed")
    def test_a_terminal_stays_as_it_was(self):
        import pyte
        screen = pyte.Screen(80, 24)
        screen.set_title("mine")
        pyte.Stream(screen).feed(self.run_bandwagon("digest").replace("\n", "\r\n"))
        self.assertEqual(screen.title, "mine")
        self.assertTrue(all(cell.fg == "default" and not cell.reverse for row in screen.buffer.values() for cell in row.values()))

    def check_page(self, page, name):
        tags = Tags()
        tags.feed(page)
        self.assertEqual(tags.faults, [], name)
        self.assertIsNone(FORBIDDEN.search(page.replace("\n", "")), name)
        return self.told(" ".join(tags.text))

    def test_the_html_digest_has_our_tags_and_no_other(self):
        self.assertEqual(self.check_page(self.run_bandwagon("digest", "--format", "html"), "digest"), set(range(200)))

    def test_every_page_of_the_site_has_our_tags_and_no_other(self):
        self.run_bandwagon("site", str(self.folder / "site"))
        pages = sorted((self.folder / "site").rglob("*.html"))
        self.assertGreater(len(pages), 400)
        for page in pages:
            self.check_page(page.read_text(encoding="utf-8"), page)
        self.assertEqual({page.parts[-2] for page in pages}, {"site", "wave", "release", "pioneer", "month"})
        for page in pages:
            for link in re.findall(r'href="([^"#:]+\.html)', page.read_text(encoding="utf-8")):
                self.assertTrue((page.parent / link).is_file(), f"{page} names {link}")
        index = (self.folder / "site/search-index.js").read_text(encoding="ascii")
        entries = json.loads(index.removeprefix("window.bandwagonIndex=").removesuffix(";\n"))
        self.assertTrue(all((self.folder / "site" / path).is_file() for _, _, path in entries))

    def test_atom_is_well_formed_and_its_html_has_our_tags(self):
        feed = xml.etree.ElementTree.fromstring(self.run_bandwagon("digest", "--format", "atom"))
        entries = feed.findall("{http://www.w3.org/2005/Atom}entry")
        self.assertEqual(len(entries), 201)
        names = [entry.findtext("{http://www.w3.org/2005/Atom}id") for entry in entries]
        self.assertEqual(len(set(names)), 201)
        for element in [feed, *entries]:  # RFC 4287, 4.1.1 and 4.1.2
            for name, count in (("id", 1), ("title", 1), ("updated", 1)):
                self.assertEqual(len(element.findall("{http://www.w3.org/2005/Atom}" + name)), count)
            self.assertRegex(element.findtext("{http://www.w3.org/2005/Atom}id"), r"^tag:[a-z.]+,\d{4}-\d\d-\d\d:bandwagon/[a-z0-9/]+$")  # RFC 4151
            self.assertRegex(element.findtext("{http://www.w3.org/2005/Atom}updated"), r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
        self.assertTrue(feed.findtext("{http://www.w3.org/2005/Atom}author/{http://www.w3.org/2005/Atom}name"))
        for entry in entries:
            self.check_page(entry.find("{http://www.w3.org/2005/Atom}content").text, "entry")

    def test_json_and_tables_are_read_back_whole(self):
        waves = json.loads(self.run_bandwagon("digest", "--format", "json"))
        self.assertEqual(self.told(json.dumps(waves)), set(range(200)))
        rows = json.loads(self.run_bandwagon("query", "SELECT title FROM papers ORDER BY arxiv_id", "--format", "json"))
        self.assertEqual([row["title"] for row in rows], STRINGS)
        import csv
        import io
        out = self.run_bandwagon("query", "SELECT title FROM papers ORDER BY arxiv_id", "--format", "csv")
        self.assertEqual([row[0] for row in csv.reader(io.StringIO(out, newline=""))][1:], STRINGS)

    def test_markdown_makes_no_markup_of_titles(self):
        out = self.run_bandwagon("digest", "--format", "md")
        self.assertNotRegex(out, r"(?<!\\)!\[|(?<!\\)\]\((?!https://arxiv\.org/abs/)|<script|<img|<a ")
        self.assertIsNone(re.search(r"(?<!\\)://evil|^\s*(```|>|\|)", out, re.M))

    @unittest.skipUnless(HAS_SMTP, "python3-aiosmtpd is not installed")
    def test_a_letter_has_our_headers_and_no_other(self):
        server = servers.MailServer(self.folder)
        self.addCleanup(server.close)
        (self.folder / "m.toml").write_text(f'[digest]\nmax_waves = 300\n[[channel]]\nname = "m"\nkind = "mail"\nurl = "{server.url}"\nsecurity = "none"\n'
                                            'from = "bw@example.org"\nto = ["a@example.org"]\n', encoding="utf-8")
        self.assertIn("2 sent", self.run_bandwagon("deliver", settings="m.toml"))  # the close's digest and the look's
        letter = email.message_from_bytes(server.letters[0][2], policy=email.policy.default)
        self.assertEqual(letter.defects, [])
        self.assertEqual(set(letter.keys()), {"From", "To", "Subject", "Date", "Message-ID", "List-Id", "Auto-Submitted", "Precedence", "MIME-Version", "Content-Type",
                                              "X-Peer", "X-MailFrom", "X-RcptTo"} & set(letter.keys()))
        self.assertEqual(server.letters[0][1], ["a@example.org"])
        self.assertNotIn("\n", letter["Subject"])
        self.assertEqual(self.told(letter.get_body(("plain",)).get_content()), set(range(200)))
        self.check_page(letter.get_body(("html",)).get_content().replace("\r\n", "\n"), "letter")

    def test_webhooks_get_json_that_says_no_more_than_it_should(self):
        web = servers.Recorder()
        self.addCleanup(web.close)
        (self.folder / "t").write_text("k\n", encoding="utf-8")
        kinds = {"slack": "", "discord": "", "ntfy": 'topic = "t"\n', "matrix": 'room = "!r:x"\n', "webhook": ""}
        for kind, more in kinds.items():
            (self.folder / "w.toml").write_text(f'[digest]\nmax_waves = 300\n[[channel]]\nname = "{kind}"\nkind = "{kind}"\nurl = "{web.url}"\ncredential = "t"\n{more}',
                                                encoding="utf-8")
            self.run_bandwagon("deliver", settings="w.toml")
            body = json.loads(web.requests[-2][3])  # the large one
            if kind in ("slack", "discord", "ntfy", "matrix"):
                self.assertIsNone(FORBIDDEN.search(json.dumps(body, ensure_ascii=False).replace("\n", "")), kind)
            if kind == "discord":
                self.assertIsNone(re.search(r"(?<!\\)[@<`]", body["content"]))
            if kind == "matrix":
                self.check_page(body["formatted_body"].replace("<br>", ""), kind)
            if kind == "slack":
                self.assertEqual({block["text"]["type"] for block in body["blocks"]}, {"plain_text"})
        self.assertEqual(len(web.requests), 2 * len(kinds))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
