// What a close hands to the store, and how the analysis finds itself again after a restart.
#include <tsl/robin_map.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <numeric>

#include "analyzers/close/memory.hpp"
#include "analyzers/close/packing.hpp"
#include "analyzers/close/weekly_close.hpp"
#include "analyzers/parallel/each.hpp"

namespace bandwagon::close {
namespace {

constexpr const char *kWaveRoom = "wave", *kKinRoom = "kin", *kStrataRoom = "strata", *kCoinageRoom = "coinage",
                     *kCounterRoom = "counter";
constexpr const char* kLookRoom = "look";
constexpr std::int64_t kNextBurst = 1, kNextAlert = 2, kLookDay = 1, kLookHash = 2, kLookAside = 3, kLookNames = 4;

std::vector<Analysis::KeptKin> kept_kin(const corpus::Window& window, const wave::Wave& wave) {
  std::vector<Analysis::KeptKin> kept;
  for (const auto& kin : wave.kin) kept.push_back({wave::reading(window, kin).source.key, kin.probability});
  return kept;
}

}  // namespace

void Analysis::save_waves(const std::vector<std::size_t>& which, model::WeekFindings& findings) const {
  const std::size_t first = findings.state.size();
  findings.state.resize(first + 2 * which.size());
  parallel::each(which.size(), 1, [&](std::size_t w) {
    const wave::Wave& wave = waves_[which[w]];
    const bool ended = wave.burst.state == "ended";
    findings.state[first + 2 * w] = {kWaveRoom, wave.burst.id, ended ? "" : to_json(wave)};
    findings.state[first + 2 * w + 1] = {kKinRoom, wave.burst.id, ended ? "" : pack(kept_kin(window_, wave))};
  });
}

void Analysis::save_counters(model::WeekFindings& findings) const {
  findings.state.push_back({kCounterRoom, kNextBurst, std::to_string(next_burst_)});
  findings.state.push_back({kCounterRoom, kNextAlert, std::to_string(next_alert_)});
}

void Analysis::save(Today& today, model::WeekFindings& findings) {
  parallel::both([&] { look_back(today, findings); },  // on all that stands by now, this week's topics too
                 [&] { save_memory(today, findings); });
  state_hash_ = hash_of(state_hash_, findings, id_of_paper());
  findings.state_hash = state_hash_;
}

void Analysis::save_memory(const Today& today, model::WeekFindings& findings) {
  std::map<std::string, std::int64_t> stored;
  for (const auto& paper : window_.papers(window_.latest())) ++stored[paper.source.paper.primary_category];
  for (const auto& [category, papers] : stored)
    findings.categories.push_back({.week = today.week, .category = category, .stored = papers});

  looked_.reset();
  topics_.save(window_, findings);
  std::vector<std::size_t> all(waves_.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  save_waves(all, findings);
  nlohmann::json strata{{"began", nlohmann::json::object()},
                        {"strata", nlohmann::json::array()},
                        {"own_share", window_.strata().memory().own_share}};
  for (const auto& [list, began] : window_.strata().memory().began) strata["began"][list] = began.value;
  for (const auto& [primary, list] : window_.strata().memory().strata) strata["strata"].push_back({primary, list});
  findings.state.push_back({kStrataRoom, 0, strata.dump()});
  std::vector<burst::StratumIndex> of_papers;
  for (const auto& paper : window_.papers(window_.latest())) of_papers.push_back(paper.stratum);
  findings.state.push_back(
      {kStrataRoom, today.week.value, pack_by_paper(window_.papers(window_.latest()), of_papers, {})});
  findings.state.push_back({kStrataRoom, (today.week - params_.window.weeks * model::kDaysPerWeek).value, ""});
  findings.state.push_back({kCoinageRoom, 0, named_.state()});
  save_counters(findings);
  findings.state.push_back({kLookRoom, kLookDay, ""});
  findings.state.push_back({kLookRoom, kLookHash, ""});
  findings.state.push_back({kLookRoom, kLookAside, pack(std::vector(set_aside_.begin(), set_aside_.end()))});
  findings.state.push_back({kLookRoom, kLookNames, to_json(names_kept_)});
}

// Of the window's watched papers and the pioneers of the live waves: of all that a close can name, and after a restart
// the same.
ArxivIdOf Analysis::id_of_paper() const {
  std::map<model::PaperKey, const std::string*> pioneers;
  for (const auto& wave : waves_)
    for (const auto& pioneer : wave.pioneers) pioneers[pioneer.key] = &pioneer.arxiv_id;
  return [this, pioneers = std::move(pioneers)](model::PaperKey key) -> const std::string* {
    if (const auto read = arxiv_ids_.find(key); read != arxiv_ids_.end()) return &read->second;
    const auto pioneer = pioneers.find(key);
    return pioneer == pioneers.end() ? nullptr : pioneer->second;
  };
}

// What a look changed. The next close's hash builds on this one.
void Analysis::save_look(model::Day day, const std::vector<std::size_t>& changed, model::WeekFindings& findings) {
  topics_.save_topics(findings);
  save_waves(changed, findings);
  save_counters(findings);
  state_hash_ = hash_of(state_hash_, findings, id_of_paper());
  findings.state_hash = state_hash_;
  findings.state.push_back({kLookRoom, kLookDay, std::to_string(day.value)});
  findings.state.push_back({kLookRoom, kLookHash, state_hash_});
}

model::StateRecord Analysis::looked_in_vain(model::Day day) {
  return {kLookRoom, kLookDay, std::to_string(day.value)};
}

void Analysis::restore_strata(const std::string& saved) {
  const auto body = nlohmann::json::parse(saved);
  burst::Strata::Memory memory;
  for (const auto& [list, began] : body["began"].items()) memory.began[list] = model::Day{began.get<std::int32_t>()};
  memory.own_share = body["own_share"].get<std::map<std::string, std::vector<double>>>();
  for (const auto& stratum : body["strata"]) memory.strata.emplace_back(stratum[0], stratum[1]);
  window_.strata().restore(std::move(memory));
}

void Analysis::restore_memory(const std::vector<model::StateRecord>& records, std::string last_state_hash) {
  state_hash_ = std::move(last_state_hash);
  for (const auto& record : records) {
    if (record.room == kStrataRoom && record.key == 0) restore_strata(record.body);
    if (record.room == kStrataRoom && record.key != 0) {
      const model::Day monday{static_cast<std::int32_t>(record.key)};
      strata_of_week_[monday] = unpack_by_paper<burst::StratumIndex>(record.body);
      closed_ = std::max(closed_, monday + model::kDaysPerWeek);
    }
    if (record.room == kLookRoom && record.key == kLookAside)
      for (const auto term : unpack<text::TermId>(record.body)) set_aside_.insert(term);
    if (record.room == kLookRoom && record.key == kLookNames) names_kept_ = names_from_json(record.body);
    if (record.room == kLookRoom && record.key == kLookHash) state_hash_ = record.body;
    if (record.room == kLookRoom && record.key == kLookDay) looked_ = model::Day{std::stoi(record.body)};
    if (record.room == kCoinageRoom) named_.restore(record.body);
    if (record.room == kWaveRoom) waves_.push_back(wave_from_json(record.body));
    if (record.room == kCounterRoom && record.key == kNextBurst) next_burst_ = std::stoll(record.body);
    if (record.room == kCounterRoom && record.key == kNextAlert) next_alert_ = std::stoll(record.body);
  }
  std::sort(waves_.begin(), waves_.end(),
            [](const wave::Wave& a, const wave::Wave& b) { return a.burst.id < b.burst.id; });
}

corpus::Window::KnownWeek Analysis::known_week(model::Day monday, std::vector<model::StoredPaper> papers,
                                               corpus::KeptReadings kept) const {
  const auto found = strata_of_week_.find(monday);
  const auto strata = found == strata_of_week_.end() ? corpus::StrataByPaper() : found->second;
  return window_.known_week(monday, std::move(papers), strata, std::move(kept));
}

void Analysis::warm(corpus::Window::KnownWeek week) {
  window_.add_known_week(std::move(week));
  remember_ids();
}

// Kin are kept by the row of the paper: late papers move places, not rows.
void Analysis::restore_kin(const std::map<model::BurstId, std::vector<KeptKin>>& kept) {
  tsl::robin_map<model::PaperKey, wave::Kin> place_of;
  for (int week = 0; week <= window_.latest(); ++week) {
    for (std::size_t p = 0; p < window_.papers(week).size(); ++p)
      place_of[window_.papers(week)[p].source.key] = {{window_.monday(week), p}, false};
    for (std::size_t p = 0; p < window_.background(week).size(); ++p)
      place_of[window_.background(week)[p].source.key] = {{window_.monday(week), p}, true};
  }
  for (auto& wave : waves_) {
    const auto own = kept.find(wave.burst.id);
    if (own == kept.end()) continue;
    for (const auto& [key, probability] : own->second) {
      const auto place = place_of.find(key);
      if (place == place_of.end()) continue;
      wave.kin.push_back(place->second);
      wave.kin.back().probability = probability;
    }
    std::sort(wave.kin.begin(), wave.kin.end());
  }
}

void Analysis::restore_papers(const std::vector<model::StateRecord>& records) {
  window_.count_known_weeks();
  topics_.restore_places(records, window_);
  std::map<model::BurstId, std::vector<KeptKin>> kin;
  for (const auto& record : records)
    if (record.room == kKinRoom) kin[record.key] = unpack<KeptKin>(record.body);
  std::vector<text::TermId> defining;
  for (const auto& wave : waves_)
    for (const auto term : wave::defining_terms(wave)) defining.push_back(term);
  const auto places = wave::places_by_term(window_, defining, 0);
  for (auto& wave : waves_) {
    if (wave.cluster) wave.papers = topics_.places(window_, *wave.cluster, 0);
    for (const auto term : wave::defining_terms(wave)) wave.papers = wave::united(wave.papers, places.at(term));
  }
  restore_kin(kin);
}

}  // namespace bandwagon::close
