#include "analyzers/corpus/window.hpp"

#include <tsl/robin_set.h>

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <utility>

#include "analyzers/parallel/each.hpp"

namespace bandwagon::corpus {
namespace {

std::vector<represent::TermFrequency> frequencies_of(std::span<const burst::SubjectPapers> counts) {
  std::vector<represent::TermFrequency> frequencies;
  frequencies.reserve(counts.size());
  for (const auto& entry : counts) frequencies.push_back({entry.subject, entry.papers});
  return frequencies;
}

text::TermId subject_of(const burst::SubjectPapers& entry) {
  return entry.subject;
}

// Their hashes stay.
void forget_authors(std::vector<Reading>& readings) {
  for (auto& reading : readings) reading.source.paper.authors = {};
}

// telling_frequencies() of the terms from one to another, the last included.
std::vector<represent::TermFrequency> telling_between(const Window& window, text::TermId first, text::TermId last,
                                                      std::uint32_t phrase_papers) {
  tsl::robin_set<text::TermId, represent::TermHash> seen;
  std::vector<represent::TermFrequency> counts;
  const auto comes_before = [](const text::TermCount& entry, text::TermId term) { return entry.term < term; };
  for (int week = 0; week < window.size(); ++week)
    for (const Reading& paper : window.papers(week)) {
      auto entry = std::lower_bound(paper.terms.begin(), paper.terms.end(), first, comes_before);
      for (; entry != paper.terms.end() && entry->term <= last; ++entry) {
        if (entry->length > 2) continue;
        const std::uint32_t papers = window.frequencies().of(entry->term);
        if (entry->length == 2 && papers < phrase_papers) continue;
        if (seen.insert(text::TermId{entry->term}).second) counts.push_back({entry->term, papers});
      }
    }
  std::sort(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.term < b.term; });
  return counts;
}

}  // namespace

void Window::add_week(model::Day monday, std::vector<model::StoredPaper> papers) {
  std::vector<const model::Paper*> seen;
  for (const auto& paper : papers) seen.push_back(&paper.paper);
  strata_.see(monday, seen);
  Week week = read(monday, std::move(papers));
  ahead_ = {};
  for (auto& reading : week.papers) reading.stratum = strata_.of(reading.source.paper);
  index(week, {});
  count(week);
  take_in(std::move(week));
}

Window::KnownWeek Window::known_week(model::Day monday, std::vector<model::StoredPaper> papers,
                                     const StrataByPaper& strata, KeptReadings kept) const {
  const std::size_t texts = kept.size();
  KnownWeek known;
  Week& week = known.week_;
  week = read(monday, std::move(papers), {}, kept, known.uses_);
  week.read_anew -= texts - kept.size();
  known.uses_.terms = kept.take_term_uses();
  known.uses_.names = kept.take_name_uses();
  for (std::size_t p = 0; p < week.papers.size(); ++p) {
    const auto key = week.papers[p].source.key;
    const auto found = std::lower_bound(strata.begin(), strata.end(), std::pair(key, burst::StratumIndex{0}));
    if (found != strata.end() && found->first == key)
      week.papers[p].stratum = found->second;
    else
      known.without_stratum_.push_back(p);
  }
  if (known.without_stratum_.empty()) index(week, std::exchange(known.uses_, {}));
  return known;
}

void Window::add_known_week(KnownWeek known) {
  Week& week = known.week_;
  for (const std::size_t p : known.without_stratum_) week.papers[p].stratum = strata_.of(week.papers[p].source.paper);
  if (!known.without_stratum_.empty()) index(week, std::move(known.uses_));
  expose(week);
  ++uncounted_;
  take_in(std::move(week));
}

void Window::count_known_weeks() {
  if (uncounted_ == 0) return;
  parallel::each(represent::LiveFrequencies::kParts, 1, [&](std::size_t part) {
    for (auto week = weeks_.end() - static_cast<std::ptrdiff_t>(uncounted_); week != weeks_.end(); ++week)
      frequencies_.add_to_part(part,
                               frequencies_of(represent::of_part(std::span(week->terms.counts()), part, subject_of)));
    frequencies_.trim_part(part);
  });
  for (; uncounted_ > 0; --uncounted_)
    frequencies_.add_papers(static_cast<std::int64_t>(weeks_[weeks_.size() - uncounted_].papers.size()));
}

// The texts of an open week, or read ahead, are not read again.
Window::Week Window::read(model::Day monday, std::vector<model::StoredPaper> papers) {
  KnownReadings known;
  for (auto* readings : {&open_.papers, &open_.background})
    for (auto& reading : *readings) known[reading.source.key] = &reading;
  KnownUsesOfWeek unkept;
  Week week = read(monday, std::move(papers), known, ahead_, unkept);
  open_ = {};
  return week;
}

Window::Week Window::read(model::Day monday, std::vector<model::StoredPaper> papers, const KnownReadings& known,
                          KeptReadings& kept, KnownUsesOfWeek& uses) const {
  Week week{.monday = monday};
  week.read_anew = papers.size();
  std::vector<Reading> readings;
  readings.reserve(papers.size());
  std::vector<std::uint32_t> numbers(papers.size(), KnownUses::kUnknown);
  std::vector<Reading*> unread;
  for (auto& paper : papers) {
    const auto old = known.find(paper.key);
    const std::uint64_t text = text_hash(paper.paper);
    if (old != known.end() && old->second->text == text) {
      readings.push_back(std::move(*old->second));
      readings.back().source = std::move(paper);
      continue;
    }
    readings.push_back({.source = std::move(paper), .text = text});
    if (const auto number = kept.take(readings.back()))
      numbers[readings.size() - 1] = *number;
    else
      unread.push_back(&readings.back());
  }
  read_papers(unread);
  const auto watches = [&](const Reading& reading) { return strata_.watches(reading.source.paper); };
  const auto watched_papers = static_cast<std::size_t>(std::count_if(readings.begin(), readings.end(), watches));
  week.papers.reserve(watched_papers);
  week.background.reserve(readings.size() - watched_papers);
  for (std::size_t p = 0; p < readings.size(); ++p) {
    const bool watched = watches(readings[p]);
    (watched ? uses.papers : uses.background).push_back(numbers[p]);
    (watched ? week.papers : week.background).push_back(std::move(readings[p]));
  }
  return week;
}

void Window::index(Week& week, KnownUsesOfWeek known) {
  week.terms = WeekIndex::of_terms(week.papers, {std::move(known.terms), known.papers});
  week.names = WeekIndex::of_names(week.papers, {known.names, std::move(known.papers)});
  week.background_names = WeekIndex::of_names(week.background, {std::move(known.names), std::move(known.background)});
}

const std::vector<Reading>& Window::read_open(model::Day monday, std::vector<model::StoredPaper> papers) {
  Week week = read(monday, std::move(papers));
  open_ = std::move(week);
  for (auto& reading : open_.papers) reading.stratum = strata_.of(reading.source.paper);
  return open_.papers;
}

void Window::enter_open() {
  index(open_, {});
  count(open_);
  weeks_.push_back(std::move(open_));
  open_ = {};
}

void Window::leave_open() {
  open_ = std::move(weeks_.back());
  weeks_.pop_back();
  exposure_.pop_back();
  remove(open_);
}

void Window::drop_old_background() {
  std::size_t kept = 0;
  for (auto week = weeks_.rbegin(); week != weeks_.rend(); ++week) {
    kept += week->background.size();
    if (kept > params_.background_papers) week->background = {}, week->background_names = {};
  }
}

void Window::count(Week& week) {
  count_known_weeks();
  frequencies_.add(static_cast<std::int64_t>(week.papers.size()), frequencies_of(week.terms.counts()));
  expose(week);
}

void Window::expose(Week& week) {
  exposure_.push_back(exposure_of(week.papers));
  forget_vectors();
  week.vectors = WeekVectors(week.papers.size());
}

void Window::forget_vectors() {
  parallel::each(weeks_.size(), 1, [&](std::size_t week) { weeks_[week].vectors.clear(); });
}

const represent::SparseVector& Window::vector(int week, std::size_t position) const {
  const Week& held = weeks_[at(week)];
  return held.vectors.of(
      position, [&] { return represent::paper_vector(held.papers[position].terms, frequencies_, params_.vectors); });
}

void Window::remove(const Week& week) {
  forget_vectors();
  frequencies_.remove(static_cast<std::int64_t>(week.papers.size()), frequencies_of(week.terms.counts()));
}

void Window::take_in(Week week) {
  forget_authors(week.background);
  weeks_.push_back(std::move(week));
  if (size() > params_.author_weeks) forget_authors(weeks_[at(latest() - params_.author_weeks)].papers);
  if (size() > params_.weeks) {
    count_known_weeks();
    remove(weeks_.front());
    weeks_.pop_front();
    exposure_.erase(exposure_.begin());
  }
  drop_old_background();
}

std::vector<const burst::WeekCounts*> Window::counts() const {
  std::vector<const burst::WeekCounts*> counts;
  for (const auto& week : weeks_) counts.push_back(&week.terms.counts());
  return counts;
}

// Each part of the terms by itself: a table of all of them would be as large again as the window's own. Most terms are
// in too few papers of the whole window to rise, and are not counted again.
represent::Rises rises(const Window& window, const represent::RiseParams& params) {
  const int first = std::max(0, window.size() - params.weeks);
  double latest = 0;
  for (int week = first; week < window.size(); ++week) latest += static_cast<double>(window.papers(week).size());
  const auto all = static_cast<double>(window.frequencies().papers());
  using Found = std::vector<represent::Rises::Rise>;
  std::array<Found, represent::LiveFrequencies::kParts> found;
  parallel::each(found.size(), 1, [&](std::size_t part) {
    represent::LiveFrequencies counts;
    for (int week = first; week < window.size(); ++week) {
      const std::span of_week(window.terms(week).counts());
      auto of_latest = frequencies_of(represent::of_part(of_week, part, subject_of));
      std::erase_if(of_latest, [&](const auto& count) { return window.frequencies().of(count.term) < params.papers; });
      counts.add_to_part(part, of_latest);
    }
    counts.each_of_part(part, [&](text::TermId term, std::uint32_t papers) {
      if (papers < params.papers) return;
      const double whole = window.frequencies().of(term);
      const double times = represent::rise({latest, static_cast<double>(papers)}, {all, whole}, params);
      if (times > 1) found[part].push_back({term, static_cast<float>(times)});
    });
  });
  Found together;
  for (const Found& of_part : found) together.insert(together.end(), of_part.begin(), of_part.end());
  return represent::Rises(together);
}

std::vector<represent::TermFrequency> telling_frequencies(const Window& window, std::uint32_t phrase_papers) {
  using represent::LiveFrequencies;
  constexpr std::size_t kTogether = 4;  // parts of the frequencies, so that their tables fit into a processor's cache
  std::array<std::vector<represent::TermFrequency>, LiveFrequencies::kParts / kTogether> found;
  parallel::each(found.size(), 1, [&](std::size_t stretch) {
    const auto first = LiveFrequencies::first_of(stretch * kTogether);
    const auto last = first + (LiveFrequencies::first_of(kTogether) - 1);
    found[stretch] = telling_between(window, first, last, phrase_papers);
  });
  std::vector<represent::TermFrequency> together;
  for (auto& counts : found) {
    together.insert(together.end(), counts.begin(), counts.end());
    counts = {};
  }
  return together;
}

burst::WeekExposure exposure_of(const std::vector<Reading>& papers) {
  burst::WeekExposure exposure;
  for (const auto& reading : papers) {
    if (exposure.papers.size() <= reading.stratum) exposure.papers.resize(reading.stratum + std::size_t{1}, 0);
    ++exposure.papers[reading.stratum];
  }
  exposure.observed = !papers.empty();
  return exposure;
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
