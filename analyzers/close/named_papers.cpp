#include "analyzers/close/named_papers.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace bandwagon::close {
namespace {

// Verdicts belong to names, whatever their order: a catalogue may add one. Of a new name what is said `anew` counts.
std::vector<char> carried_over(const std::vector<char>& verdicts, const std::vector<std::string>& of,
                               const std::vector<std::string>& names, const std::optional<std::vector<char>>& anew) {
  std::vector<char> carried(names.size(), 0);
  for (std::size_t name = 0; name < names.size(); ++name) {
    const auto before = std::find(of.begin(), of.end(), names[name]);
    if (before != of.end())
      carried[name] = verdicts[static_cast<std::size_t>(before - of.begin())];
    else if (anew)
      carried[name] = (*anew)[name];
  }
  return carried;
}

}  // namespace

CoinedNames CoinedNames::all_of(const attribute::Names& all) {
  CoinedNames names(all);
  for (std::size_t name = 0; name < all.count(); ++name) names.add(name);
  return names;
}

// 1 for each name that came into use with the release.
std::optional<std::vector<char>> NamedPapers::own_names(const corpus::Window& window, const model::Release& release,
                                                        std::size_t names, const std::vector<Use>& uses) const {
  const auto before = [&](model::Day monday) {
    return monday + model::kDaysPerWeek <= release.released - params_.stray_days &&
           monday >= release.released - params_.before_days;
  };
  const auto since = [&](model::Day monday) { return monday + model::kDaysPerWeek > release.released; };
  // A list that was not watched before says nothing of what was used before.
  std::vector<double> in_stratum;
  for (int week = 0; week <= window.latest(); ++week) {
    if (!before(window.monday(week))) continue;
    for (const auto& paper : window.papers(week)) {
      in_stratum.resize(std::max(in_stratum.size(), paper.stratum + std::size_t{1}), 0);
      ++in_stratum[paper.stratum];
    }
  }
  const auto known = [&](const corpus::Reading& paper) {
    return paper.stratum < in_stratum.size() && in_stratum[paper.stratum] > 0;
  };
  double papers_before = 0, papers_since = 0;
  for (const double papers : in_stratum) papers_before += papers;
  for (int week = 0; week <= window.latest(); ++week)
    if (since(window.monday(week)))
      papers_since += static_cast<double>(std::count_if(window.papers(week).begin(), window.papers(week).end(), known));
  if (papers_before < params_.least_papers || papers_since == 0) return std::nullopt;
  std::vector<char> own(names, 0);
  std::vector<double> used_before(names, params_.stray_papers), used_since(names, 0);
  std::vector<int> meant(names, 0);  // papers that say so, less those that say something else
  for (const Use& use : uses) {
    meant[use.name] +=
        since(use.place.monday) ? (use.sense == attribute::Sense::Own) - (use.sense == attribute::Sense::Other) : 0;
    if (use.sense == attribute::Sense::Other || !known(wave::reading(window, use.place))) continue;
    used_before[use.name] += before(use.place.monday);
    used_since[use.name] += since(use.place.monday);
  }
  for (std::size_t name = 0; name < names; ++name)
    own[name] =
        meant[name] >= 0 && used_since[name] / papers_since >= params_.least_rise * used_before[name] / papers_before;
  return own;
}

const std::vector<wave::Place>& NamedPapers::papers(const corpus::Window& window, const model::Release& release,
                                                    const attribute::Names& names) {
  Asked& asked = asked_[release.id];
  const int first = asked.any ? std::max(0, window.index_of(asked.last) + 1) : 0;
  for (int week = first; week <= window.latest(); ++week) {
    std::vector<Use> here;
    for (std::size_t name = 0; name < names.count(); ++name)
      for (const auto p : names.containing(window, week, name))
        here.push_back({{window.monday(week), p}, name, names.sense_in(window.papers(week)[p], name)});
    std::stable_sort(here.begin(), here.end(), [](const Use& a, const Use& b) { return a.place < b.place; });
    asked.uses.insert(asked.uses.end(), here.begin(), here.end());
  }
  asked.last = window.monday(window.latest());
  asked.any = true;
  std::erase_if(asked.uses, [&](const Use& use) { return use.place.monday < window.monday(0); });
  const model::Day now = window.monday(window.latest());
  const bool is_settled = asked.own && now - release.released > params_.settled_days;
  auto spelled = names.spelled();
  const bool is_renamed = asked.own && asked.spelled != spelled;
  if (!is_settled || is_renamed) {
    auto own = own_names(window, release, names.count(), asked.uses);
    if (is_renamed) asked.own = carried_over(*asked.own, asked.spelled, spelled, own);
    asked.spelled = std::move(spelled);
    if (own && !is_settled) {
      if (asked.judged < now) asked.earlier = std::move(asked.own);
      asked.own = std::move(own);
      asked.judged = now;
    }
  }
  asked.coined.clear();
  if (!asked.own) return asked.coined;
  for (const Use& use : asked.uses)
    if ((*asked.own)[use.name] && use.sense != attribute::Sense::Other &&
        (asked.coined.empty() || asked.coined.back() != use.place))
      asked.coined.push_back(use.place);
  return asked.coined;
}

std::vector<wave::Place> NamedPapers::users(const std::string& release) const {
  std::vector<wave::Place> users;
  const auto asked = asked_.find(release);
  if (asked == asked_.end()) return users;
  for (const Use& use : asked->second.uses)
    if (use.sense != attribute::Sense::Other && (users.empty() || users.back() != use.place))
      users.push_back(use.place);
  return users;
}

void NamedPapers::forget(model::Day monday) {
  for (auto& [release, asked] : asked_) {
    if (asked.judged >= monday) {
      asked.own = asked.earlier;
      asked.judged = monday - model::kDaysPerWeek;
    }
    if (!asked.any || asked.last < monday) continue;
    asked.last = monday - model::kDaysPerWeek;
    std::erase_if(asked.uses, [&](const Use& use) { return use.place.monday >= monday; });
  }
}

std::string NamedPapers::state() const {
  nlohmann::json body = nlohmann::json::object();
  for (const auto& [release, asked] : asked_) {
    if (!asked.own) continue;
    auto& verdicts = body[release] = nlohmann::json::array();
    for (std::size_t name = 0; name < asked.spelled.size(); ++name)
      verdicts.push_back({asked.spelled[name], static_cast<int>((*asked.own)[name])});
  }
  return body.dump();
}

void NamedPapers::restore(const std::string& state) {
  const auto body = nlohmann::json::parse(state);
  for (const auto& [release, verdicts] : body.items()) {
    Asked& asked = asked_[release];
    asked.own.emplace();
    for (const auto& verdict : verdicts) {
      asked.spelled.push_back(verdict[0]);
      asked.own->push_back(static_cast<char>(verdict[1].get<int>()));
    }
  }
}

std::optional<bool> NamedPapers::came_with(const std::string& release, const std::vector<std::size_t>& names) const {
  const auto asked = asked_.find(release);
  if (asked == asked_.end() || !asked->second.own) return std::nullopt;
  const auto& own = *asked->second.own;
  return std::any_of(names.begin(), names.end(), [&](std::size_t name) { return name < own.size() && own[name]; });
}

CoinedNames NamedPapers::coined(const std::string& release, const attribute::Names& names) const {
  CoinedNames coined(names);
  const auto asked = asked_.find(release);
  if (asked == asked_.end() || !asked->second.own) return coined;
  for (std::size_t name = 0; name < names.count(); ++name)
    if ((*asked->second.own)[name]) coined.add(name);
  return coined;
}

}  // namespace bandwagon::close
