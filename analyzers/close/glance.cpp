#include "analyzers/close/glance.hpp"

#include <utility>

#include "analyzers/parallel/each.hpp"

namespace bandwagon::close {
namespace {

constexpr std::size_t kReadAtOnce = 8;  // papers

}  // namespace

Glance::Glance(LookNames names, model::Day first, burst::Strata strata, const StrataOfWeek& strata_of_week,
               const RiseScreen& screen, const Params& params)
    : names_(std::move(names)),
      strata_(std::move(strata)),
      strata_of_week_(strata_of_week),
      screen_(screen),
      params_(params),
      past_{.first = first, .exposure = {}, .counts = {}} {
  for (const auto& [term, since] : names_.tested) terms_.push_back(term);
}

// Gives each watched paper its stratum, as the window does: the one it was closed with, unless others are watched now.
const burst::WeekExposure& Glance::begin_week(const std::vector<model::StoredPaper>& papers,
                                              const std::vector<burst::StratumIndex>* known) {
  strata_of_papers_.assign(papers.size(), kUnwatched);
  std::vector<std::size_t> watched;
  for (std::size_t p = 0; p < papers.size(); ++p)
    if (strata_.watches(papers[p].paper)) watched.push_back(p);
  const bool as_closed = known != nullptr && known->size() == watched.size();
  burst::WeekExposure exposure{.papers = {}, .observed = !watched.empty()};
  for (std::size_t w = 0; w < watched.size(); ++w) {
    const auto stratum = as_closed ? (*known)[w] : strata_.of(papers[watched[w]].paper);
    strata_of_papers_[watched[w]] = stratum;
    if (exposure.papers.size() <= stratum) exposure.papers.resize(stratum + std::size_t{1}, 0);
    ++exposure.papers[stratum];
  }
  return past_.exposure.emplace_back(std::move(exposure));
}

void Glance::add_week(model::Day monday, const std::vector<model::StoredPaper>& papers, const corpus::TermUses& uses) {
  const auto known = strata_of_week_.find(monday);
  begin_week(papers, known == strata_of_week_.end() ? nullptr : &known->second);
  const int week = static_cast<int>(past_.exposure.size()) - 1;
  std::map<std::pair<text::TermId, burst::StratumIndex>, int> users;
  for (const auto& [term, place] : uses.uses)
    if (const auto stratum = strata_of_papers_[place]; stratum != kUnwatched) ++users[{term, stratum}];
  for (const auto& [use, count] : users) counts_[use.first].push_back({week, use.second, static_cast<double>(count)});
}

bool Glance::rises(model::Day monday, const std::vector<model::StoredPaper>& papers) {
  if (!begin_week(papers, nullptr).observed) return false;
  const int week = static_cast<int>(past_.exposure.size()) - 1;
  std::vector<std::vector<text::TermId>> used(papers.size());
  parallel::each(papers.size(), kReadAtOnce, [&](std::size_t p) {
    if (strata_of_papers_[p] == kUnwatched) return;
    const auto reading = corpus::read_text(papers[p].paper);
    for (const auto term : terms_)
      if (text::uses(reading.terms, term)) used[p].push_back(term);
  });
  for (std::size_t p = 0; p < papers.size(); ++p)
    for (const auto term : used[p]) counts_[term].push_back({week, strata_of_papers_[p], 1});
  past_.counts = [this](text::TermId term) { return counts_[term]; };
  return !screen_.names(names_, past_, strata_.quarantine(monday, params_.quarantine_weeks)).empty();
}

}  // namespace bandwagon::close
