#include "analyzers/corpus/week_index.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <stdexcept>

namespace bandwagon::corpus {
namespace {

constexpr std::size_t kBlock = 32;   // entries
constexpr std::size_t kNearby = 64;  // entries first looked at around where a subject should stand

void check_size(const std::vector<Reading>& papers) {
  if (papers.size() > std::numeric_limits<Position>::max())
    throw std::length_error("a week of more than 65,535 papers cannot be analysed");
}

// Subjects are uniform hashes: once they stand by their highest bits little is left to sort.
template <class Subjects>
Uses uses_of(const std::vector<Reading>& papers, const std::vector<bool>& wanted, const Subjects& subjects) {
  constexpr int kBits = 12, kShift = 64 - kBits;
  std::vector<std::size_t> ends(std::size_t{1} << kBits, 0);
  for (std::size_t p = 0; p < papers.size(); ++p)
    if (wanted[p]) subjects(papers[p], [&](burst::SubjectId subject) { ++ends[subject >> kShift]; });
  std::partial_sum(ends.begin(), ends.end(), ends.begin());
  Uses uses(ends.back());
  auto next = ends;
  for (std::size_t p = papers.size(); p-- > 0;)
    if (wanted[p])
      subjects(papers[p], [&](burst::SubjectId subject) {
        uses[--next[subject >> kShift]] = {.hash = subject, .set = static_cast<std::uint32_t>(p), .note = 0};
      });
  for (std::size_t bucket = 0; bucket < ends.size(); ++bucket)
    std::sort(uses.begin() + static_cast<std::ptrdiff_t>(next[bucket]),
              uses.begin() + static_cast<std::ptrdiff_t>(ends[bucket]));
  return uses;
}

// The known uses by the papers that still stand in the order of their numbers; these papers are no longer `wanted`.
Uses take_known(KnownUses known, std::vector<bool>& wanted) {
  std::vector<std::uint32_t> paper_of;
  for (std::size_t p = 0; p < known.numbers.size(); ++p) {
    const std::uint32_t number = known.numbers[p];
    if (number == KnownUses::kUnknown || number < paper_of.size()) continue;
    paper_of.resize(number, KnownUses::kUnknown);
    paper_of.push_back(static_cast<std::uint32_t>(p));
    wanted[p] = false;
  }
  std::size_t kept = 0;
  for (const auto& use : known.uses)
    if (use.set < paper_of.size() && paper_of[use.set] != KnownUses::kUnknown)
      known.uses[kept++] = {.hash = use.hash, .set = paper_of[use.set], .note = 0};
  known.uses.resize(kept);
  return std::move(known.uses);
}

template <class Subjects>
Uses all_uses(const std::vector<Reading>& papers, KnownUses known, const Subjects& subjects) {
  std::vector<bool> wanted(papers.size(), true);
  Uses uses = take_known(std::move(known), wanted);
  if (std::find(wanted.begin(), wanted.end(), true) == wanted.end()) return uses;
  const Uses others = uses_of(papers, wanted, subjects);
  const auto middle = static_cast<std::ptrdiff_t>(uses.size());
  uses.insert(uses.end(), others.begin(), others.end());
  std::inplace_merge(uses.begin(), uses.begin() + middle, uses.end());
  return uses;
}

}  // namespace

WeekIndex WeekIndex::of_terms(const std::vector<Reading>& papers, KnownUses known) {
  check_size(papers);
  std::vector<burst::StratumIndex> strata;
  for (const auto& paper : papers) strata.push_back(paper.stratum);
  const auto terms = [](const Reading& paper, const auto& use) {
    for (const auto& entry : paper.terms) use(entry.term);
  };
  return {all_uses(papers, std::move(known), terms), strata};
}

WeekIndex WeekIndex::of_names(const std::vector<Reading>& papers, KnownUses known) {
  check_size(papers);
  const auto names = [](const Reading& paper, const auto& use) {
    for (const auto name : paper.names) use(name);
  };
  return {all_uses(papers, std::move(known), names), std::vector<burst::StratumIndex>(papers.size(), 0)};
}

WeekIndex::WeekIndex(const Uses& uses, const std::vector<burst::StratumIndex>& strata) {
  positions_.reserve(uses.size());
  for (const auto& use : uses) positions_.push_back(static_cast<Position>(use.set));
  counts_.reserve(uses.size());
  std::vector<burst::StratumIndex> own;
  for (auto first = uses.begin(); first != uses.end();) {
    const burst::SubjectId subject = first->hash;
    const auto behind = std::find_if(first, uses.end(), [&](const auto& use) { return use.hash != subject; });
    if (behind - first == 1) {  // as most are
      counts_.push_back({subject, strata[first->set], 1});
      ++first;
      continue;
    }
    own.clear();
    for (; first != behind; ++first) own.push_back(strata[first->set]);
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

// Subjects are uniform hashes, so that one tells about where its entries stand: few other places are looked at.
burst::WeekCounts::const_iterator WeekIndex::find(burst::SubjectId subject) const {
  const auto before = [](const burst::SubjectPapers& entry, burst::SubjectId id) { return entry.subject < id; };
  const std::size_t size = counts_.size();
  std::size_t first =
      std::min(size, static_cast<std::size_t>(0x1p-64 * static_cast<double>(subject) * static_cast<double>(size)));
  std::size_t last = first;
  for (std::size_t step = kNearby; first > 0 && !before(counts_[first - 1], subject); step *= 2)
    first -= std::min(first, step);
  for (std::size_t step = kNearby; last < size && before(counts_[last], subject); step *= 2)
    last += std::min(size - last, step);
  const auto at = [&](std::size_t place) { return counts_.begin() + static_cast<std::ptrdiff_t>(place); };
  const auto found = std::lower_bound(at(first), at(last), subject, before);
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
