#include "analyzers/corpus/week_index.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <stdexcept>

namespace bandwagon::corpus {
namespace {

using Uses = std::vector<bytes::Member>;  // which papers (sets) use which subjects (hashes)

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

// The place of each kept paper, by its number, where it still stands in the order of the numbers; what is so placed is
// no longer `wanted`.
std::vector<std::uint32_t> places_of(const std::vector<std::uint32_t>& numbers, std::vector<bool>& wanted) {
  std::vector<std::uint32_t> places;
  for (std::size_t p = 0; p < numbers.size(); ++p) {
    const std::uint32_t number = numbers[p];
    if (number == KnownUses::kUnknown || number < places.size()) continue;
    places.resize(number, KnownUses::kUnknown);
    places.push_back(static_cast<std::uint32_t>(p));
    wanted[p] = false;
  }
  return places;
}

}  // namespace

WeekIndex WeekIndex::of_terms(const std::vector<Reading>& papers, const KnownUses& known) {
  check_size(papers);
  std::vector<burst::StratumIndex> strata;
  for (const auto& paper : papers) strata.push_back(paper.stratum);
  return {papers, strata, known, [](const Reading& paper, const auto& use) {
            for (const auto& entry : paper.terms) use(entry.term);
          }};
}

WeekIndex WeekIndex::of_names(const std::vector<Reading>& papers, const KnownUses& known) {
  check_size(papers);
  const std::vector<burst::StratumIndex> together(papers.size(), 0);
  return {papers, together, known, [](const Reading& paper, const auto& use) {
            for (const auto name : paper.names) use(name);
          }};
}

// What is known and what has to be collected, subject by subject.
template <class Subjects>
WeekIndex::WeekIndex(const std::vector<Reading>& papers, const std::vector<burst::StratumIndex>& strata,
                     const KnownUses& known, const Subjects& subjects) {
  std::vector<bool> wanted(papers.size(), true);
  const auto places = places_of(known.numbers, wanted);
  const auto& [hashes, ends, sets] = known.uses;
  const Uses others = uses_of(papers, wanted, subjects);
  const std::size_t all = sets.size() + others.size();
  positions_.reserve(all);
  counts_.reserve(all);
  std::vector<Position> users;
  auto other = others.begin();
  std::size_t kept = 0, known_use = 0;
  while (kept < hashes.size() || other != others.end()) {
    const bool is_known = kept < hashes.size() && (other == others.end() || hashes[kept] <= other->hash);
    const burst::SubjectId subject = is_known ? hashes[kept] : other->hash;
    users.clear();
    if (is_known)
      for (const std::size_t end = ends[kept++]; known_use < end; ++known_use)
        if (const auto number = sets[known_use]; number < places.size() && places[number] != KnownUses::kUnknown)
          users.push_back(static_cast<Position>(places[number]));
    const auto middle = static_cast<std::ptrdiff_t>(users.size());
    for (; other != others.end() && other->hash == subject; ++other) users.push_back(static_cast<Position>(other->set));
    std::inplace_merge(users.begin(), users.begin() + middle, users.end());
    add(subject, users, strata);
  }
  counts_.shrink_to_fit();
  end_blocks();
}

// The next subject, and those that use it.
void WeekIndex::add(burst::SubjectId subject, const std::vector<Position>& papers,
                    const std::vector<burst::StratumIndex>& strata) {
  positions_.insert(positions_.end(), papers.begin(), papers.end());
  const std::size_t first = counts_.size();
  for (const auto paper : papers) {
    const auto stratum = strata[paper];
    std::size_t at = counts_.size();
    while (at > first && counts_[at - 1].stratum > stratum) --at;
    if (at > first && counts_[at - 1].stratum == stratum)
      ++counts_[at - 1].papers;
    else
      counts_.insert(counts_.begin() + static_cast<std::ptrdiff_t>(at), {subject, stratum, 1});
  }
}

void WeekIndex::end_blocks() {
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
