#!/usr/bin/env python3
"""Whether topics are what authors work on: a measure of cluster topics that needs no list of papers, of any analysed database.

    shared_authors.py DB [DB ...]

Two papers of at most a year apart with two authors in common are mostly on one subject. Told of such pairs, both in a topic:
the share in one topic, what chance gives, and what the topic of one says about that of the other: their mutual information over
the entropy of a topic (0 nothing, 1 all), less the bias of a finite sample (Miller 1955). Topics of databases with the same papers
may be compared, best where they are about as many. Authors with more than 30 papers are left out: names of many people. Reads the
public views alone."""
import argparse, collections, datetime, itertools, json, math, sqlite3

DAYS, MOST_PAPERS, AUTHORS_IN_COMMON = 365, 30, 2


def read(path):
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    topics = dict(db.execute("SELECT arxiv_id, topic_id FROM topic_papers JOIN topics USING (topic_id) WHERE kind = 'cluster'"))
    papers = collections.defaultdict(list)
    for paper, submitted, authors in db.execute("SELECT arxiv_id, submitted_on, authors FROM papers"):
        for author in set(json.loads(authors)):
            papers[author].append((datetime.date.fromisoformat(submitted).toordinal(), paper))
    return topics, papers


def pairs_of(papers):
    """Pairs of papers with so many authors in common, each once."""
    common = collections.Counter()
    for own in papers.values():
        if len(own) <= MOST_PAPERS:
            for (day, paper), (other_day, other) in itertools.combinations(sorted(own), 2):
                if other_day - day <= DAYS:
                    common[paper, other] += 1
    return [pair for pair, authors in common.items() if authors >= AUTHORS_IN_COMMON]


def entropy(counts, total):
    return -sum(count / total * math.log(count / total) for count in counts.values())


def figures(topics, pairs):
    both = [(topics[a], topics[b]) for a, b in pairs if a in topics and b in topics]
    n = len(both)
    joint, own = collections.Counter(), collections.Counter()
    for a, b in both:  # a pair has no order
        joint[a, b] += 0.5
        joint[b, a] += 0.5
        own[a] += 0.5
        own[b] += 0.5
    if len(own) < 2:
        return None
    bias = (len(joint) - 2 * len(own) + 1) / (4 * n)
    told = 2 * entropy(own, n) - entropy(joint, n) - bias
    chance = sum((count / n) ** 2 for count in own.values())
    return n / len(pairs), sum(a == b for a, b in both) / n, chance, told / entropy(own, n), len(own)


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("databases", nargs="+", metavar="DB")
    for path in a.parse_args().databases:
        topics, papers = read(path)
        pairs = pairs_of(papers)
        found = figures(topics, pairs)
        if found is None:
            print(f"{path}: papers with {AUTHORS_IN_COMMON} authors in common stand in fewer than two topics: nothing can be told")
            continue
        placed, same, chance, told, count = found
        print(f"{path}: {len(pairs)} pairs, {placed:.2f} of them in topics; of these {same:.3f} in one (by chance {chance:.4f}), "
              f"information {told:.3f}, topics {count}")


main()
