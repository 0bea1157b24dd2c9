#include "analyzers/close/glance.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

namespace bandwagon::close {

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
  for (const auto& [term, since] : names_.tested)
    if (!kept_.counts.contains(term)) unkept_.push_back(term);
}

void Glance::add_week(const corpus::TermUses& uses) {
  for (const auto& use : uses.uses) ++recent_[use.term];
}

bool Glance::may_rise(model::Day monday, std::span<const model::StoredPaper> papers) {
  std::vector<corpus::Reading> open;
  for (const auto& stored : papers)
    if (strata_.watches(stored.paper)) open.push_back({.source = stored});
  if (open.empty()) return false;
  std::vector<corpus::Reading*> unread;
  for (auto& paper : open) {
    paper.stratum = strata_.of(paper.source.paper);
    unread.push_back(&paper);
  }
  corpus::read_papers(unread);

  for (const auto term : unkept_) {
    const auto uses = [&](const corpus::Reading& paper) { return paper.uses(term); };
    const auto fresh = std::count_if(open.begin(), open.end(), uses);
    if (static_cast<double>(recent_[term] + fresh) >= params_.screen.least_papers) return true;  // who knows its past?
    names_.tested.erase(term);  // the screen passes it over, too
  }
  const auto past = with_open_week(
      {.first = first_, .exposure = kept_.exposure, .counts = [&](text::TermId term) { return kept_.counts.at(term); }},
      open);
  return !screen_.names(names_, past, strata_.quarantine(monday, params_.quarantine_weeks)).empty();
}

}  // namespace bandwagon::close
