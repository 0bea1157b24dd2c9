"""A larger history than there is: copies of a real one, as lines of the Kaggle snapshot on standard output.

    replicate.py COPIES long|years|wide|fields FILE.jsonl.zst...

The first copy is the history itself. `long` and `years`: each further copy lies before the one before it, so the years grow;
`wide` and `fields`: a week earlier each, so the weeks grow, and the first copy gets other identifiers, too, as all share their
months. A copy has identifiers of its own, and words of its own: names and three tenths of all other words but short ones are spelt
differently, so that copies are no near twins and name no release. What the copies of `wide` share is there again in all of them
within weeks, which no fields of research do; those of `fields` share only words that three tenths of all papers use ("the",
"however", "results"), and have lists and authors of their own. Where one copy of `long` ends and the next begins, a whole field
changes within a week, which no years do either: of the copies of `years` every second runs backwards, so that each begins with
what the one before it ended with, and only the words that fewer than thirty papers of a copy use are its own, by which
vocabularies grow.
"""
import collections
import datetime
import email.utils
import json
import re
import subprocess
import sys
import zlib

FIRST_MONDAY = datetime.date(2022, 1, 3)
LENGTH_WEEKS = 183  # of the history that is copied
COMMON_SHARE = 0.3  # of papers that use a word of the common language
RARE = 30  # papers of a copy
FIRST_NUMBER = 30000  # of a month, behind all that arXiv gave out: no copy is a release's own paper
MODES = ("long", "years", "wide", "fields")
WORD = re.compile(r"([A-Za-z][A-Za-z0-9]{2,}(?:-[A-Za-z0-9]+)*)")


def lines(files):
    for file in files:
        with subprocess.Popen(["zstd", "-dcq", file], stdout=subprocess.PIPE) as unpack:
            yield from unpack.stdout


def ending_of(copy):
    return "bcdfghjklmnpqrst"[copy % 16] + "aeio"[copy // 16 % 4]


def own_list(category, ending):
    """csca.cl for cs.CL."""
    return re.sub(r"^[a-z-]+", lambda archive: archive[0] + ending, category.lower())


def watched_lists(copies, mode, lists):
    """What is watched, where these lists of the history are."""
    endings = map(ending_of, range(1, copies)) if mode == "fields" else ()
    return [*lists, *(own_list(category, ending) for ending in endings for category in lists)]


def shared_words(mode, files):
    """In lower case, the words that all copies share; None: all but names and three tenths."""
    if mode not in ("fields", "years"):
        return None
    papers, uses = 0, collections.Counter()
    for line in lines(files):
        record = json.loads(line)
        papers += 1
        uses.update(set(WORD.findall(f"{record['title']} {record['abstract']}".lower())))
    least = COMMON_SHARE * papers if mode == "fields" else RARE
    return {word for word, count in uses.items() if count >= least}


class Speller(dict):
    """Spells words as one copy does, each once. `shared`: see shared_words()."""
    def __init__(self, copy, shared):
        super().__init__()
        self.copy, self.shared, self.endings = copy, shared, {}
        self.ending = ending_of(copy)

    def is_own(self, word, lower):
        if self.shared is not None:
            return lower not in self.shared
        is_name = any(c.isdigit() for c in word) or any(c.isupper() for c in word[1:])
        return is_name or (len(lower) > 4 and zlib.crc32(f"{self.copy}{lower}".encode()) % 10 < 3)

    def __missing__(self, word):
        lower = word.lower()
        if lower not in self.endings:
            self.endings[lower] = self.ending if self.is_own(word, lower) else ""
        self[word] = word + self.endings[lower]
        return self[word]

    def text(self, parts):
        """Of what WORD splits: every second part is a word."""
        if self.copy == 0:
            return "".join(parts)
        spelled = list(parts)
        spelled[1::2] = map(self.__getitem__, parts[1::2])
        return "".join(spelled)

    def lists(self, categories):
        return " ".join(own_list(category, self.ending) for category in categories.split())

    def people(self, authors):
        """Of authors_parsed: family name, given names, suffix."""
        return [[author[0] + self.ending, *author[1:]] for author in authors]


def created(record):
    return email.utils.parsedate_to_datetime(record["versions"][0]["created"])


def back_by(day, copy, mode):
    """How much earlier a paper of that day stands in a copy."""
    weeks = copy * (LENGTH_WEEKS if mode in ("long", "years") else 1)
    if mode == "years" and copy % 2 == 1:
        week = (day.date() - FIRST_MONDAY).days // 7
        weeks += week - (LENGTH_WEEKS - 1 - week)
    return datetime.timedelta(weeks=weeks)


def identifiers(days, copies, mode):
    """Of each line and copy. arXiv numbers papers in the order of their days: announcements are told by it."""
    first = 1 if mode in ("long", "years") else 0  # the history itself keeps its own where no copy shares its months
    papers = sorted((day - back_by(day, copy, mode), at, copy) for at, day in enumerate(days) for copy in range(first, copies))
    numbers, found = collections.Counter(), {}
    for day, at, copy in papers:
        month = day.strftime("%y%m")
        numbers[month] += 1
        found[at, copy] = f"{month}.{FIRST_NUMBER + numbers[month]:05}"
    return found


def main(copies, mode, files):
    shared = shared_words(mode, files)
    spellers = [Speller(copy, shared) for copy in range(copies)]
    days = [created(json.loads(line)) for line in lines(files)]
    new_ids = identifiers(days, copies, mode)
    for at, line in enumerate(lines(files)):
        record = json.loads(line)
        updated, own_id = datetime.date.fromisoformat(record["update_date"]), record["id"]
        title, abstract = (WORD.split(record[part]) for part in ("title", "abstract"))
        lists, people = record["categories"], record.get("authors_parsed")
        for speller in spellers:
            back = back_by(days[at], speller.copy, mode)
            record["id"] = new_ids.get((at, speller.copy), own_id)
            record["title"], record["abstract"] = speller.text(title), speller.text(abstract)
            if mode == "fields" and speller.copy:
                record["categories"] = speller.lists(lists)
                record["authors_parsed"] = speller.people(people or [])
            record["versions"] = [{"version": "v1", "created": email.utils.format_datetime(days[at] - back, usegmt=True)}]
            record["update_date"] = (updated - back).isoformat()
            sys.stdout.write(json.dumps(record) + "\n")


if __name__ == "__main__":
    if len(sys.argv) < 4 or sys.argv[2] not in MODES:
        sys.exit(__doc__)
    main(int(sys.argv[1]), sys.argv[2], sys.argv[3:])
