#include "analyzers/corpus/window.hpp"

#include <tsl/robin_set.h>
#include <xxhash.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <thread>

#include "analyzers/text/latex.hpp"

namespace bandwagon::corpus {
namespace {

// Reads every second paper, from `first` on.
void read_papers(std::vector<Reading>& readings, std::size_t first, std::size_t step) {
  for (std::size_t i = first; i < readings.size(); i += step) {
    Reading& reading = readings[i];
    reading.terms = text::terms_of(reading.source.paper.title, reading.source.paper.abstract);
    reading.names = text::squashed_names(reading.source.paper.title, reading.source.paper.abstract);
    for (const auto& name : reading.source.paper.authors) reading.authors.push_back(author_hash(name));
  }
}

constexpr std::size_t kReaders = 2;
constexpr std::size_t kWorthThreads = 64;

burst::WeekCounts count_terms(const std::vector<Reading>& papers) {
  burst::WeekCounts counts;
  std::size_t entries = 0;
  for (const auto& paper : papers) entries += paper.terms.size();
  counts.reserve(entries);
  for (const auto& paper : papers)
    for (const auto& entry : paper.terms) counts.push_back({entry.term, paper.stratum, 1});
  std::sort(counts.begin(), counts.end(), [](const auto& a, const auto& b) {
    return a.subject != b.subject ? a.subject < b.subject : a.stratum < b.stratum;
  });
  std::size_t kept = 0;
  for (const auto& next : counts) {
    if (kept > 0 && counts[kept - 1].subject == next.subject && counts[kept - 1].stratum == next.stratum)
      ++counts[kept - 1].papers;
    else
      counts[kept++] = next;
  }
  counts.resize(kept);
  counts.shrink_to_fit();
  return counts;
}

}  // namespace

bool Reading::uses(text::TermId term) const {
  const auto found = std::lower_bound(terms.begin(), terms.end(), term,
                                      [](const text::TermCount& entry, text::TermId id) { return entry.term < id; });
  return found != terms.end() && found->term == term;
}

void Window::add_week(model::Day monday, std::vector<model::StoredPaper> papers) {
  std::vector<const model::Paper*> seen;
  for (const auto& paper : papers) seen.push_back(&paper.paper);
  strata_.see(monday, seen);
  Week week = read(monday, std::move(papers), strata_);
  for (auto& reading : week.papers) reading.stratum = strata_.of(reading.source.paper);
  take_in(std::move(week));
}

void Window::add_known_week(model::Day monday, std::vector<model::StoredPaper> papers,
                            const std::vector<burst::StratumIndex>& strata) {
  Week week = read(monday, std::move(papers), strata_);
  for (std::size_t p = 0; p < week.papers.size(); ++p)
    week.papers[p].stratum = strata.size() == week.papers.size() ? strata[p] : strata_.of(week.papers[p].source.paper);
  take_in(std::move(week));
}

Window::Week Window::read(model::Day monday, std::vector<model::StoredPaper> papers, const burst::Strata& strata) {
  Week week{.monday = monday};
  for (auto& paper : papers)
    if (strata.watches(paper.paper)) week.papers.push_back({.source = std::move(paper)});
  if (week.papers.size() >= kWorthThreads) {
    std::jthread other([&] { read_papers(week.papers, 1, kReaders); });
    read_papers(week.papers, 0, kReaders);
  } else {
    read_papers(week.papers, 0, 1);
  }
  return week;
}

void Window::take_in(Week week) {
  burst::WeekExposure exposure;
  for (const auto& reading : week.papers) {
    if (exposure.papers.size() <= reading.stratum) exposure.papers.resize(reading.stratum + std::size_t{1}, 0);
    ++exposure.papers[reading.stratum];
    frequencies_.add(reading.terms);
  }
  exposure.observed = !week.papers.empty();  // a week without any paper was not seen: arXiv never has none
  week.counts = count_terms(week.papers);
  weeks_.push_back(std::move(week));
  exposure_.push_back(std::move(exposure));
  if (size() > params_.weeks) {
    for (const auto& reading : weeks_.front().papers) frequencies_.remove(reading.terms);
    weeks_.pop_front();
    exposure_.erase(exposure_.begin());
  }
}

std::vector<const burst::WeekCounts*> Window::counts() const {
  std::vector<const burst::WeekCounts*> counts;
  for (const auto& week : weeks_) counts.push_back(&week.counts);
  return counts;
}

std::vector<represent::TermFrequency> telling_frequencies(const Window& window, std::uint32_t phrase_papers) {
  tsl::robin_set<text::TermId, represent::TermHash> seen;
  std::vector<represent::TermFrequency> counts;
  for (int week = 0; week < window.size(); ++week)
    for (const Reading& paper : window.papers(week))
      for (const auto& entry : paper.terms) {
        if (entry.length > 2) continue;
        const std::uint32_t papers = window.frequencies().of(entry.term);
        if (entry.length == 2 && papers < phrase_papers) continue;
        if (seen.insert(entry.term).second) counts.push_back({entry.term, papers});
      }
  std::sort(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.term < b.term; });
  return counts;
}

std::uint64_t author_hash(const std::string& name) {
  std::string folded;
  for (const char c : text::plain_text(name)) {
    if (c >= 'A' && c <= 'Z')
      folded += static_cast<char>(c - 'A' + 'a');
    else if (c != '.' && c != ' ')
      folded += c;
  }
  return XXH3_64bits(folded.data(), folded.size());
}

int author_groups(const std::vector<const Reading*>& papers) {
  std::vector<std::size_t> parent(papers.size());
  std::iota(parent.begin(), parent.end(), std::size_t{0});
  const auto root = [&](std::size_t i) {
    while (parent[i] != i) i = parent[i] = parent[parent[i]];
    return i;
  };
  std::map<std::uint64_t, std::size_t> first_paper;
  for (std::size_t i = 0; i < papers.size(); ++i)
    for (const auto author : papers[i]->authors) {
      const auto [at, added] = first_paper.try_emplace(author, i);
      if (!added) parent[root(i)] = root(at->second);
    }
  int groups = 0;
  for (std::size_t i = 0; i < papers.size(); ++i) groups += root(i) == i;
  return groups;
}

}  // namespace bandwagon::corpus
