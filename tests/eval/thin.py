#!/usr/bin/env python3
"""Leaves out one paper in fifty: arXiv metadata as JSON Lines from stdin to stdout.

    thin.py PART        PART: 0 to 49, which papers; the same on every machine
"""
import json
import sys
import zlib

PARTS = 50


def main():
    part = int(sys.argv[1])
    for line in sys.stdin.buffer:
        if zlib.crc32(json.loads(line)["id"].encode()) % PARTS != part:
            sys.stdout.buffer.write(line)


if __name__ == "__main__":
    main()
