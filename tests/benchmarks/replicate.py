"""A larger history than there is: copies of a real one, as lines of the Kaggle snapshot on standard output.

    replicate.py COPIES long|wide FILE.jsonl.zst...

The first copy is the history itself. `long`: each further copy lies before the one before it, so the years grow; `wide`: a
week earlier each, so the weeks grow. A copy has identifiers of its own, and words of its own: names and three tenths of all
other words but short ones are spelt differently, so that copies are no near twins and name no release.
"""
import collections
import datetime
import email.utils
import json
import re
import subprocess
import sys
import zlib

LENGTH_WEEKS = 183  # of the history that is copied
WORD = re.compile(r"[A-Za-z][A-Za-z0-9]{2,}(?:-[A-Za-z0-9]+)*")


def lines(files):
    for file in files:
        with subprocess.Popen(["zstd", "-dcq", file], stdout=subprocess.PIPE) as unpack:
            yield from unpack.stdout


class Speller:
    """Spells words as one copy does."""
    def __init__(self, copy):
        self.copy, self.known = copy, {}

    def word(self, word):
        lower = word.lower()
        if lower not in self.known:
            is_name = any(c.isdigit() for c in word) or any(c.isupper() for c in word[1:])
            changed = is_name or len(word) > 4 and zlib.crc32(f"{self.copy}{lower}".encode()) % 10 < 3
            self.known[lower] = "bcdfghjklmnpqrst"[self.copy % 16] + "aeio"[self.copy // 16 % 4] if changed else ""
        return word + self.known[lower]

    def text(self, text):
        return text if self.copy == 0 else WORD.sub(lambda found: self.word(found[0]), text)


def main(copies, mode, files):
    numbers = collections.Counter()
    spellers = [Speller(copy) for copy in range(int(copies))]
    for line in lines(files):
        record = json.loads(line)
        created = email.utils.parsedate_to_datetime(record["versions"][0]["created"])
        updated = datetime.date.fromisoformat(record["update_date"])
        title, abstract = record["title"], record["abstract"]
        for speller in spellers:
            back = datetime.timedelta(weeks=speller.copy * (LENGTH_WEEKS if mode == "long" else 1))
            day = created - back
            month = day.strftime("%y%m")
            if speller.copy:
                numbers[month] += 1
                record["id"] = f"{month}.{99999 - numbers[month]:05}"
            record["title"], record["abstract"] = speller.text(title), speller.text(abstract)
            record["versions"] = [{"version": "v1", "created": email.utils.format_datetime(day, usegmt=True)}]
            record["update_date"] = (updated - back).isoformat()
            sys.stdout.write(json.dumps(record) + "\n")


if __name__ == "__main__":
    if len(sys.argv) < 4 or sys.argv[2] not in ("long", "wide"):
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
