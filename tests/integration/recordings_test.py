"""Every recorded answer of arXiv and of the labs, record by record, against an independent reading with Python's own libraries:
identifiers, versions, titles, abstracts, authors with their accents, affiliations, categories and dates.

    recordings_test.py READ_RECORDING FOLDER...     a FOLDER holds arxiv-api, arxiv-oai, ...; one that is not there is passed over
"""
import calendar
import email.utils
import html
import json
import re
import subprocess
import sys
import unicodedata
import unittest
import xml.etree.ElementTree as ET
from datetime import datetime, timedelta, timezone
from pathlib import Path
from urllib.parse import urlsplit

PROGRAM = sys.argv[1]
FOLDERS = [Path(name) for name in sys.argv[2:] if Path(name).is_dir()]
KINDS = {"arxiv-api": "api", "arxiv-rss": "rss", "arxiv-oai": "oai", "arxiv-oai-dc": "oai-record", "kaggle-snapshot": "kaggle",
         "github-atom": "postings", "lab-feeds": "postings", "hf-api": "postings"}
ATOM, DC, ARXIV = "{http://www.w3.org/2005/Atom}", "{http://purl.org/dc/elements/1.1/}", "{http://arxiv.org/schemas/atom}"
CATEGORY = re.compile(r"[a-z-]+(\.[A-Za-z-]+)?")  # the API also gives classes of other schemes, such as "68T50"
TYPES = ["new", "cross", "replace", "replace-cross"]
ACCENTS = {"'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307", "c": "\u0327",
           "v": "\u030c", "u": "\u0306", "H": "\u030b", "r": "\u030a", "k": "\u0328"}
LETTERS = {"ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "aa": "å", "AA": "Å", "i": "ı", "j": "ȷ"}


def words(text):
    return " ".join((text or "").split())


def accents(text):
    """TeX's accents in names as UTF-8."""
    def accented(match):
        letter = {"\\i": "i", "\\j": "j"}.get(match[2], match[2])
        return unicodedata.normalize("NFC", letter + ACCENTS[match[1]])
    text = re.sub(r"\{?\\(['`^\"~=.]|[cvuHrk](?=[ {]))\s*\{?(\\?[A-Za-z])\}?\}?", accented, text)
    text = re.sub(r"\{?\\(ss|ae|AE|aa|AA|o|O|l|L|i|j)(?![A-Za-z])\s*\}?", lambda match: LETTERS[match[1]], text)
    return words(text.replace("{", "").replace("}", ""))


def named(line):
    """A line of names without what stands in brackets."""
    while re.search(r"\([^()]*\)", line):
        line = re.sub(r"\([^()]*\)", "", line)
    return [accents(name) for name in re.split(r",|\band\b", line) if words(name)]


def moment(text):
    text = words(text)
    if text[:4].isdigit():
        when = datetime.fromisoformat(re.sub(r"\.\d+", "", text.replace("Z", "+00:00")))
    else:
        when = email.utils.parsedate_to_datetime(text)
    return calendar.timegm(when.utctimetuple()) if when.tzinfo else calendar.timegm(when.timetuple())


def midnight(day):
    return calendar.timegm(datetime.fromisoformat(day).timetuple())


def evening_before(text):
    """The mailing's day: the feed's date is New York's midnight, written with its offset."""
    text = words(text)
    when = datetime.fromisoformat(text) if text[:4].isdigit() else email.utils.parsedate_to_datetime(text)
    return (when.date() - timedelta(days=1)).isoformat()


def unique(names):
    return list(dict.fromkeys(name for name in names if name))


def bare(root):
    """Without namespaces, which some recordings have lost."""
    for node in root.iter():
        if isinstance(node.tag, str):
            node.tag = node.tag.split("}")[-1]
    return root


def read_api(body):
    papers = []
    for entry in bare(ET.fromstring(body)).iter("entry"):
        if "/api/errors" in entry.findtext("id"):
            return None
        name = re.search(r"/abs/(.+)v(\d+)$", entry.findtext("id").strip())
        primary = entry.find("primary_category").get("term")
        papers.append({
            "id": name[1], "version": int(name[2]), "title": words(entry.findtext("title")), "abstract": words(entry.findtext("summary")),
            "authors": [[words(author.findtext("name")), [words(place.text) for place in author.findall("affiliation")]]
                        for author in entry.findall("author")],
            "categories": unique([primary] + [node.get("term") for node in entry.findall("category") if CATEGORY.fullmatch(node.get("term"))]),
            "submitted": moment(entry.findtext("published")), "record_day": None})
    return papers


def read_rss(body):
    root = ET.fromstring(body)
    rss = root.tag == "rss"
    papers = []
    for item in root.iter("item" if rss else ATOM + "entry"):
        name = re.fullmatch(r"oai:arXiv\.org:(.+)v(\d+)", item.findtext("guid" if rss else ATOM + "id").strip())
        text = item.findtext("description" if rss else ATOM + "summary")
        categories = [node.text or node.get("term") for node in item if node.tag in ("category", ATOM + "category")]
        papers.append({
            "id": name[1], "version": int(name[2]), "type": TYPES.index(item.findtext(ARXIV + "announce_type")),
            "title": words(item.findtext("title" if rss else ATOM + "title")), "abstract": words(text.split("Abstract:", 1)[1]),
            "authors": named(item.findtext(DC + "creator")), "categories": unique(categories),
            "mailed": evening_before(item.findtext("pubDate" if rss else ATOM + "published"))})
    return papers


def read_record(record):
    header, paper = record.find("header"), next(iter(record.find("metadata")))
    if paper.tag == "arXivRaw":
        versions = {int(node.get("version")[1:]): moment(node.findtext("date")) for node in paper.findall("version")}
        version, submitted, authors = max(versions), versions[1], [[name, []] for name in named(words(paper.findtext("authors")))]
    elif paper.tag == "arXiv":
        version, submitted, authors = 1, midnight(paper.findtext("created")), []
        for author in paper.iter("author"):
            keynames = [node.text for node in author.findall("keyname")]
            name = accents(" ".join([author.findtext("forenames") or "", *keynames, author.findtext("suffix") or ""]))
            if name.strip(" :"):
                authors.append([name, [accents(node.text) for node in author.findall("affiliation")]])
    else:
        version, submitted = 1, midnight(paper.findtext("date"))
        authors = [[accents(" ".join(reversed(words(node.text).split(", ", 1)))), []] for node in paper.findall("creator")]
    return {"id": header.findtext("identifier").removeprefix("oai:arXiv.org:"), "version": version, "title": words(paper.findtext("title")),
            "abstract": words(paper.findtext("description" if paper.tag == "dc" else "abstract")), "authors": authors,
            "categories": unique((paper.findtext("categories") or "").split()), "submitted": submitted,
            "record_day": header.findtext("datestamp")}


def read_oai(body):
    root = bare(ET.fromstring(body))
    return [read_record(record) for record in root.iter("record") if record.find("header").get("status") != "deleted"]


def read_kaggle(body):
    papers = []
    for line in body.decode().splitlines():
        paper = json.loads(line)
        versions = {one["version"]: moment(one["created"]) for one in paper["versions"]}
        papers.append({
            "id": paper["id"], "version": max(int(name[1:]) for name in versions), "title": words(paper["title"]),
            "abstract": words(paper["abstract"]), "authors": [words(f"{one[1]} {one[0]} {one[2]}") for one in paper["authors_parsed"]],
            "categories": paper["categories"].split(), "submitted": versions["v1"], "record_day": paper["update_date"]})
    return papers


def plain(text):
    return words(re.sub(r"<[^<>]*>", " ", html.unescape(text or "")))


def address(link):
    """Scheme, host and path, without a slash at the end; a canonical link keeps these."""
    parts = urlsplit((link or "").strip())
    return f"{parts.scheme.lower()}://{parts.netloc.lower()}{parts.path}".rstrip("/")


def read_postings(body):
    if body.lstrip().startswith(b"["):
        return [{"link": "https://huggingface.co/" + one["id"], "title": one["id"], "at": moment(one["createdAt"])} if "createdAt" in one
                else {"link": "https://huggingface.co/papers/" + one["paper"]["id"], "title": words(one["paper"]["title"]),
                      "at": moment(one["publishedAt"])} for one in json.loads(body)]
    root = ET.fromstring(body)
    entries = []
    for item in root.iter("item"):
        entries.append({"key": words(item.findtext("guid")), "link": item.findtext("link"), "title": plain(item.findtext("title")),
                        "at": moment(item.findtext("pubDate"))})
    for entry in root.iter(ATOM + "entry"):
        links = [node.get("href") for node in entry.findall(ATOM + "link") if node.get("rel", "alternate") == "alternate"]
        entries.append({"key": words(entry.findtext(ATOM + "id")), "link": links[0], "title": plain(entry.findtext(ATOM + "title")),
                        "at": moment(entry.findtext(ATOM + "published") or entry.findtext(ATOM + "updated"))})
    return entries


READERS = {"api": read_api, "rss": read_rss, "oai": read_oai, "oai-record": lambda body: [read_record(bare(ET.fromstring(body)))],
           "kaggle": read_kaggle, "postings": read_postings}


class Recordings(unittest.TestCase):
    maxDiff = 4000

    def check(self, kind, file):
        run = subprocess.run([PROGRAM, kind, file], capture_output=True, text=True, check=False, timeout=60)
        want = READERS[kind](file.read_bytes())
        if want is None:  # an answer that is a refusal
            self.assertEqual(run.returncode, 1, run.stderr)
            return 0
        self.assertEqual(run.returncode, 0, run.stderr)
        got = json.loads(run.stdout)
        self.assertEqual(len(got), len(want))
        for told, read in zip(got, want):
            if kind == "postings":
                self.assertTrue(told["key"])
                if read.get("key"):
                    self.assertEqual(told["key"], read["key"])
                told, read = ({"link": address(one["link"]), "title": one["title"], "at": one["at"]} for one in (told, read))
            self.assertEqual(told, read)
        return len(want)

    def test_every_record_is_read_as_an_independent_reader_does(self):
        files = records = 0
        for folder in FOLDERS:
            for file in sorted(folder.glob("*/*")):
                if file.suffix not in (".xml", ".json", ".jsonl") or (file.parent.name == "arxiv-api" and file.suffix == ".json"):
                    continue  # a .json beside an answer of the API is the recorder's note of the same answer
                with self.subTest(file=file.name):
                    records += self.check(KINDS[file.parent.name], file)
                    files += 1
        print(f"{files} recordings with {records} records")
        self.assertGreater(files, 0)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
