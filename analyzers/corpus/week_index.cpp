#include "analyzers/corpus/week_index.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <stdexcept>

namespace bandwagon::corpus {
namespace {

constexpr std::size_t kBlock = 32;  // entries

void check_size(const std::vector<Reading>& papers) {
  if (papers.size() > std::numeric_limits<Position>::max())
    throw std::length_error("a week of more than 65,535 papers cannot be analysed");
}

// One entry for each use, ordered by subject and paper; for now the place of the paper stands where papers are counted.
// Subjects are uniform hashes: once they stand by their highest bits little is left to sort.
template <class EachSubject>
burst::WeekCounts uses_in_order(const std::vector<Reading>& papers, const EachSubject& each_subject) {
  constexpr int kBits = 12, kShift = 64 - kBits;
  std::vector<std::size_t> ends(std::size_t{1} << kBits, 0);
  for (const auto& paper : papers) each_subject(paper, [&](burst::SubjectId subject) { ++ends[subject >> kShift]; });
  std::partial_sum(ends.begin(), ends.end(), ends.begin());
  burst::WeekCounts uses(ends.back());
  auto next = ends;
  for (std::size_t p = papers.size(); p-- > 0;)
    each_subject(papers[p], [&](burst::SubjectId subject) {
      uses[--next[subject >> kShift]] = {subject, 0, static_cast<Position>(p)};
    });
  for (std::size_t bucket = 0; bucket < ends.size(); ++bucket)
    std::sort(uses.begin() + static_cast<std::ptrdiff_t>(next[bucket]),
              uses.begin() + static_cast<std::ptrdiff_t>(ends[bucket]), [](const auto& a, const auto& b) {
                return a.subject != b.subject ? a.subject < b.subject : a.papers < b.papers;
              });
  return uses;
}

}  // namespace

WeekIndex WeekIndex::of_terms(const std::vector<Reading>& papers) {
  check_size(papers);
  std::vector<burst::StratumIndex> strata;
  for (const auto& paper : papers) strata.push_back(paper.stratum);
  return WeekIndex(uses_in_order(papers,
                                 [](const Reading& paper, const auto& use) {
                                   for (const auto& entry : paper.terms) use(entry.term);
                                 }),
                   strata);
}

WeekIndex WeekIndex::of_names(const std::vector<Reading>& papers) {
  check_size(papers);
  return WeekIndex(uses_in_order(papers,
                                 [](const Reading& paper, const auto& use) {
                                   for (const auto name : paper.names) use(name);
                                 }),
                   std::vector<burst::StratumIndex>(papers.size(), 0));
}

WeekIndex::WeekIndex(burst::WeekCounts uses, const std::vector<burst::StratumIndex>& strata) {
  positions_.reserve(uses.size());
  for (const auto& use : uses) positions_.push_back(use.papers);
  std::vector<burst::StratumIndex> own;
  for (auto first = uses.begin(); first != uses.end();) {
    const burst::SubjectId subject = first->subject;
    own.clear();
    for (; first != uses.end() && first->subject == subject; ++first) own.push_back(strata[first->papers]);
    std::sort(own.begin(), own.end());
    for (std::size_t at = 0; at < own.size();) {
      const std::size_t begin = at;
      while (at < own.size() && own[at] == own[begin]) ++at;
      counts_.push_back({subject, own[begin], static_cast<std::uint16_t>(at - begin)});
    }
  }
  counts_.shrink_to_fit();
  std::uint32_t before = 0;
  for (std::size_t entry = 0; entry < counts_.size(); ++entry) {
    if (entry % kBlock == 0) block_ends_.push_back(before);
    before += counts_[entry].papers;
  }
}

burst::WeekCounts::const_iterator WeekIndex::find(burst::SubjectId subject) const {
  const auto found = std::lower_bound(counts_.begin(), counts_.end(), subject,
                                      [](const auto& entry, burst::SubjectId id) { return entry.subject < id; });
  return found != counts_.end() && found->subject == subject ? found : counts_.end();
}

bool WeekIndex::has(burst::SubjectId subject) const {
  return find(subject) != counts_.end();
}

std::span<const Position> WeekIndex::papers(burst::SubjectId subject) const {
  auto entry = find(subject);
  if (entry == counts_.end()) return {};
  const auto at = static_cast<std::size_t>(entry - counts_.begin());
  std::size_t first = block_ends_[at / kBlock], count = 0;
  for (std::size_t before = at / kBlock * kBlock; before < at; ++before) first += counts_[before].papers;
  for (; entry != counts_.end() && entry->subject == subject; ++entry) count += entry->papers;
  return std::span(positions_).subspan(first, count);
}

}  // namespace bandwagon::corpus
