#include "analyzers/close/glance.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "analyzers/parallel/each.hpp"

namespace bandwagon::close {
namespace {

constexpr std::size_t kReadAtOnce = 8;  // papers

}  // namespace

std::string to_json(const NamesKept& names) {
  nlohmann::json body{{"weeks", nlohmann::json::array()}, {"names", nlohmann::json::array()}};
  for (const auto& week : names.exposure) body["weeks"].push_back({week.observed, week.papers});
  for (const auto& [term, counts] : names.counts) {
    auto uses = nlohmann::json::array();
    for (const auto& count : counts) uses.push_back({count.week, count.stratum, count.papers});
    body["names"].push_back({term, std::move(uses)});
  }
  return body.dump();
}

NamesKept names_from_json(const std::string& body) {
  NamesKept names;
  const auto parsed = nlohmann::json::parse(body);
  for (const auto& week : parsed["weeks"]) names.exposure.push_back({.papers = week[1], .observed = week[0]});
  for (const auto& name : parsed["names"])
    for (auto& counts = names.counts[name[0]]; const auto& use : name[1]) counts.push_back({use[0], use[1], use[2]});
  return names;
}

Glance::Glance(LookNames names, model::Day first, burst::Strata strata, const NamesKept& kept, const RiseScreen& screen,
               const Params& params)
    : names_(std::move(names)),
      strata_(std::move(strata)),
      kept_(kept),
      screen_(screen),
      params_(params),
      first_(first) {
  for (const auto& [term, since] : names_.tested) {
    terms_.push_back(term);
    if (!kept_.counts.contains(term)) unkept_.push_back(term);
  }
}

void Glance::add_week(const corpus::TermUses& uses) {
  for (const auto& use : uses.uses) ++recent_[use.term];
}

bool Glance::may_rise(model::Day monday, const std::vector<model::StoredPaper>& papers) {
  std::vector<const model::Paper*> watched;
  for (const auto& stored : papers)
    if (strata_.watches(stored.paper)) watched.push_back(&stored.paper);
  if (watched.empty()) return false;
  std::vector<std::vector<text::TermId>> used(watched.size());
  parallel::each(watched.size(), kReadAtOnce, [&](std::size_t p) {
    const auto reading = corpus::read_text(*watched[p]);
    for (const auto term : terms_)
      if (text::uses(reading.terms, term)) used[p].push_back(term);
  });

  NamesPast past{.first = first_, .exposure = kept_.exposure, .counts = {}};
  auto counts = kept_.counts;
  burst::WeekExposure open;
  for (std::size_t p = 0; p < watched.size(); ++p) {
    const auto stratum = strata_.of(*watched[p]);
    if (open.papers.size() <= stratum) open.papers.resize(stratum + std::size_t{1}, 0);
    ++open.papers[stratum];
    for (const auto term : used[p]) {
      if (!kept_.counts.contains(term)) ++recent_[term];
      counts[term].push_back({static_cast<int>(past.exposure.size()), stratum, 1});
    }
  }
  past.exposure.push_back(std::move(open));
  for (const auto term : unkept_) {
    if (names_.wanted.contains(term) && recent_[term] >= params_.screen.least_papers) return true;
    if (recent_[term] < params_.screen.least_papers) names_.tested.erase(term);  // the screen passes it over, too
  }
  past.counts = [&](text::TermId term) { return counts[term]; };
  return !screen_.names(names_, past, strata_.quarantine(monday, params_.quarantine_weeks)).empty();
}

}  // namespace bandwagon::close
