#!/usr/bin/env python3
"""Who may include whom. Arrows point inward, to analyzers/model; a line is added here only with a reason.

    check_includes.py [ROOT]      exit 0: every include is allowed; exit 1: one line "FILE:LINE: what, and what to do" each

CMake alone cannot see this: with one include root, a header-only use of a foreign room compiles.
"""
import re
import sys
from pathlib import Path

# Room -> the rooms it may know beside itself. A room is a folder; "daemon" is the programs' main files.
ROOMS = {
    "analyzers/model": set(),
    "analyzers/parallel": set(),                                            # work split over the cores
    "analyzers/bytes": set(),                                               # numbers as few bytes, for keeping
    "analyzers/lifetime": set(),                                            # how long something lasts
    "analyzers/text": {"analyzers/model"},
    "analyzers/represent": {"analyzers/model", "analyzers/text"},
    "analyzers/cluster": {"analyzers/model", "analyzers/text", "analyzers/represent"},
    "analyzers/burst": {"analyzers/model", "analyzers/parallel"},           # counts only; does not know text
    "analyzers/corpus": {                                                   # what the papers of a window say, ready to count
        "analyzers/model", "analyzers/text", "analyzers/represent", "analyzers/burst", "analyzers/parallel",
        "analyzers/bytes"},
    "analyzers/wave": {                                                     # topics that rise together
        "analyzers/model", "analyzers/text", "analyzers/represent", "analyzers/corpus", "analyzers/burst",
        "analyzers/cluster"},
    "analyzers/attribute": {                                                # text: how a release's name is spelt
        "analyzers/model", "analyzers/text", "analyzers/represent", "analyzers/corpus", "analyzers/burst",
        "analyzers/parallel"},
    "analyzers/concurrent": {                                               # text: how a name is written
        "analyzers/model", "analyzers/text", "analyzers/represent", "analyzers/parallel"},
    "analyzers/herding": {                                                  # months of a field, from what was decided
        "analyzers/model", "analyzers/text", "analyzers/represent", "analyzers/corpus", "analyzers/burst",
        "analyzers/parallel", "analyzers/lifetime"},
    "analyzers/digest": {"analyzers/model"},
    "analyzers/idea": {"analyzers/lifetime", "analyzers/model", "analyzers/text", "analyzers/represent"},
    "analyzers/watch": {"analyzers/model", "analyzers/idea"},
    "analyzers/candidate": {"analyzers/model", "analyzers/text", "analyzers/bytes", "analyzers/parallel"},  # text: TeX, and how a name is squashed
    "analyzers/close": {                                                    # composes one weekly close
        "analyzers/model", "analyzers/text", "analyzers/represent", "analyzers/cluster", "analyzers/burst",
        "analyzers/attribute", "analyzers/corpus", "analyzers/wave", "analyzers/concurrent", "analyzers/herding",
        "analyzers/parallel"},
    "config": {                                                             # builds on the analyzers' Params structs
        "analyzers/model", "analyzers/text", "analyzers/represent", "analyzers/cluster", "analyzers/burst",
        "analyzers/attribute", "analyzers/corpus", "analyzers/wave", "analyzers/concurrent", "analyzers/herding", "analyzers/digest", "analyzers/idea", "analyzers/watch",
        "analyzers/candidate", "analyzers/close", "daemon/util"},
    "daemon/util": {"analyzers/model"},
    "daemon/files": {"analyzers/model", "daemon/util"},
    "daemon/fetch": {"daemon/util"},
    "daemon/parse": {"analyzers/model", "analyzers/idea", "daemon/util"},  # idea: what the text of one becomes
    "daemon/store": {"analyzers/model", "daemon/util"},
    "daemon/render": {"analyzers/model", "analyzers/lifetime", "analyzers/digest", "analyzers/idea", "daemon/util"},
    "daemon/deliver": {"analyzers/model", "analyzers/digest", "config", "daemon/util"},   # config: a channel is what it says
    "daemon/release": {                                                     # releases as they become known, and what a reader says of them
        "analyzers/model", "analyzers/attribute", "analyzers/candidate", "config", "daemon/util", "daemon/files", "daemon/parse",
        "daemon/store"},
    "daemon/intake": {                                                      # papers and postings, into the store
        "analyzers/model", "config", "daemon/util", "daemon/files", "daemon/fetch", "daemon/parse", "daemon/store",
        "daemon/release"},
    "daemon/closing": {                                                     # weeks, from the store through the analyzers and back
        "analyzers/model", "analyzers/text", "analyzers/parallel", "analyzers/corpus", "analyzers/candidate", "analyzers/close",
        "analyzers/herding", "analyzers/watch", "config", "daemon/util", "daemon/files", "daemon/store", "daemon/release",
        "daemon/intake"},
    "daemon/answer": {                                                      # what readers ask of the store
        "analyzers/model", "analyzers/text", "analyzers/parallel", "analyzers/lifetime", "analyzers/digest", "analyzers/idea",
        "config", "daemon/util", "daemon/files", "daemon/fetch", "daemon/parse", "daemon/store", "daemon/render",
        "daemon/deliver", "daemon/intake"},
    "daemon/service": {                                                     # the cycle and the loop around it
        "config", "daemon/util", "daemon/fetch", "daemon/store", "daemon/render", "daemon/deliver", "daemon/intake",
        "daemon/closing", "daemon/answer"},
    "daemon/cli": {                                                         # render: how text is shown on a terminal
        "analyzers/model", "analyzers/digest", "config", "daemon/util", "daemon/render", "daemon/release", "daemon/intake",
        "daemon/closing", "daemon/answer", "daemon/service"},
    "daemon": {"config", "daemon/util", "daemon/service", "daemon/cli"},
}

# Library header -> the only rooms that may see it, so that each library can be replaced and faked.
LIBRARIES = [
    (r"SQLiteCpp/.*|sqlite3(ext)?\.h", {"daemon/store"}),
    (r"pugi(xml|config)\.hpp", {"daemon/parse"}),
    (r"curl/.*", {"daemon/fetch"}),
    (r"openssl/.*", {"daemon/deliver"}),
    (r"systemd/.*", {"daemon/service", "daemon"}),
    (r"toml\+\+/.*|toml\.hpp", {"config"}),
    (r"CLI/.*", {"daemon/cli", "daemon"}),
    (r"zlib\.h|zstd.*\.h", {"daemon/files", "daemon/store"}),
    (r"spdlog/.*", {"daemon/util", "daemon/service", "daemon/cli", "daemon"}),
    (r"date/.*", {"daemon/util", "daemon/parse"}),
    (r"httplib\.h|gtest/.*|gmock/.*|rapidcheck.*", set()),                  # tests only
]

# analyzers/ is pure: no clock, file, socket, logger, environment or hidden randomness.
IMPURE_HEADERS = re.compile(
    r"fstream|iostream|filesystem|ctime|time\.h|csignal|unistd\.h|fcntl\.h|sys/.*|netinet/.*|arpa/.*|date/.*|spdlog/.*")
IMPURE_WORDS = re.compile(
    r"\b(system_clock|steady_clock|high_resolution_clock|random_device|getenv|fopen|std::cout|std::cerr|std::clog"
    r"|fmt::print|std::printf|std::fprintf|std::time|gettimeofday|clock_gettime)\b")

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
SUFFIXES = {".hpp", ".cpp", ".h", ".cc", ".in"}


def room_of(path):
    """The room of a path relative to the root; "" for a source folder that no room covers; None for anything else."""
    parts = Path(path).parts
    for depth in range(min(len(parts) - 1, 2), 0, -1):
        if "/".join(parts[:depth]) in ROOMS and (parts[0] != "daemon" or depth == 2 or len(parts) == 2):
            return "/".join(parts[:depth])
    return "" if parts[0] in ("analyzers", "daemon", "config") else None


def without_comments(text):
    """The text with comments blanked and line numbers kept; string literals stay."""
    pattern = r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"'
    blank = lambda found: found[0] if found[0].startswith('"') else re.sub(r"[^\n]", " ", found[0])
    return re.sub(pattern, blank, text, flags=re.S)


def include_fault(room, quote, header):
    if quote == '"':
        target = room_of(header)
        if target is None and not header.startswith("tests/"):
            return f'"{header}" does not name the full path from the root'
        if target == "" or target is None:
            return f'"{header}" belongs to no room that this file may know'
        if target != room and target not in ROOMS[room]:
            return f"{room} may not know {target} (\"{header}\"); see the table in .ci/check_includes.py"
        return None
    if room.startswith("analyzers/") and IMPURE_HEADERS.fullmatch(header):
        return f"<{header}>: analyzers are pure (no clock, file, socket or logger)"
    for pattern, rooms in LIBRARIES:
        if re.fullmatch(pattern, header) and room not in rooms:
            return f"<{header}> may be included only by {', '.join(sorted(rooms)) or 'tests'}, not by {room}"
    return None


def faults(root):
    """All faults below root, as "FILE:LINE: message"."""
    found = []
    for top in ("analyzers", "config", "daemon"):
        for path in sorted((root / top).rglob("*")):
            if path.suffix not in SUFFIXES:
                continue
            name = path.relative_to(root).as_posix()
            room = room_of(name)
            if not room:
                found.append(f"{name}:1: folder is no room; add it to the table in .ci/check_includes.py with a reason")
                continue
            text = without_comments(path.read_text(encoding="utf-8"))
            for number, line in enumerate(text.splitlines(), start=1):
                include = INCLUDE.match(line)
                fault = include_fault(room, *include.groups()) if include else None
                impure = IMPURE_WORDS.search(line) if room.startswith("analyzers/") else None
                if not fault and impure:
                    fault = f"{impure[0]}: analyzers are pure; pass the value in"
                if fault:
                    found.append(f"{name}:{number}: {fault}")
    return found


def main(arguments):
    root = Path(arguments[0]) if arguments else Path(__file__).resolve().parent.parent
    if not (root / "analyzers").is_dir():
        print(f"{root}: no folder analyzers/ there; give the root of the source tree", file=sys.stderr)
        return 2
    found = faults(root)
    for fault in found:
        print(fault, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
