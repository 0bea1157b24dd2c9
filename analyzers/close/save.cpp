// What a close hands to the store, and how the analysis finds itself again after a restart.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "analyzers/close/memory.hpp"
#include "analyzers/close/packing.hpp"
#include "analyzers/close/weekly_close.hpp"

namespace bandwagon::close {
namespace {

constexpr const char *kWaveRoom = "wave", *kStrataRoom = "strata", *kCounterRoom = "counter";
constexpr std::int64_t kNextBurst = 1, kNextAlert = 2;

}  // namespace

void Analysis::save(const Today& today, model::WeekFindings& findings) {
  std::map<std::string, std::int64_t> stored;
  for (const auto& paper : window_.papers(window_.latest())) ++stored[paper.source.paper.primary_category];
  for (const auto& [category, papers] : stored)
    findings.categories.push_back({.week = today.week, .category = category, .stored = papers});

  topics_.save(window_, findings);
  for (const auto& wave : waves_)
    findings.state.push_back({kWaveRoom, wave.burst.id, wave.burst.state == "ended" ? "" : to_json(wave)});
  nlohmann::json strata{{"began", nlohmann::json::object()},
                        {"strata", nlohmann::json::array()},
                        {"own_share", window_.strata().memory().own_share}};
  for (const auto& [list, began] : window_.strata().memory().began) strata["began"][list] = began.value;
  for (const auto& [primary, list] : window_.strata().memory().strata) strata["strata"].push_back({primary, list});
  findings.state.push_back({kStrataRoom, 0, strata.dump()});
  std::vector<burst::StratumIndex> of_papers;
  for (const auto& paper : window_.papers(window_.latest())) of_papers.push_back(paper.stratum);
  findings.state.push_back({kStrataRoom, today.week.value, pack(of_papers)});
  findings.state.push_back({kStrataRoom, (today.week - params_.window.weeks * model::kDaysPerWeek).value, ""});
  findings.state.push_back({kCounterRoom, kNextBurst, std::to_string(next_burst_)});
  findings.state.push_back({kCounterRoom, kNextAlert, std::to_string(next_alert_)});
  state_hash_ = hash_of(state_hash_, findings, arxiv_ids_);
  findings.state_hash = state_hash_;
}

void Analysis::restore_strata(const std::vector<model::StateRecord>& records) {
  for (const auto& record : records) {
    if (record.room != kStrataRoom) continue;
    if (record.key != 0) {
      strata_of_week_[model::Day{static_cast<std::int32_t>(record.key)}] = unpack<burst::StratumIndex>(record.body);
      continue;
    }
    const auto body = nlohmann::json::parse(record.body);
    burst::Strata::Memory memory;
    for (const auto& [list, began] : body["began"].items()) memory.began[list] = model::Day{began.get<std::int32_t>()};
    memory.own_share = body["own_share"].get<std::map<std::string, std::vector<double>>>();
    for (const auto& stratum : body["strata"]) memory.strata.emplace_back(stratum[0], stratum[1]);
    window_.strata().restore(std::move(memory));
  }
}

void Analysis::warm(model::Day monday, std::vector<model::StoredPaper> papers) {
  window_.add_known_week(monday, std::move(papers), strata_of_week_[monday]);
  remember_ids();
}

void Analysis::restore(const std::vector<model::StateRecord>& records, std::string last_state_hash) {
  state_hash_ = std::move(last_state_hash);
  topics_.restore(records, window_);
  for (const auto& record : records) {
    if (record.room == kWaveRoom) waves_.push_back(wave_from_json(record.body));
    if (record.room == kCounterRoom && record.key == kNextBurst) next_burst_ = std::stoll(record.body);
    if (record.room == kCounterRoom && record.key == kNextAlert) next_alert_ = std::stoll(record.body);
  }
  std::sort(waves_.begin(), waves_.end(),
            [](const wave::Wave& a, const wave::Wave& b) { return a.burst.id < b.burst.id; });
  for (auto& wave : waves_) {
    for (const auto& pioneer : wave.pioneers) arxiv_ids_[pioneer.key] = pioneer.arxiv_id;
    wave.papers = wave.cluster ? cluster_papers(wave) : wave::places_using(window_, wave::defining_terms(wave), 0);
  }
}

}  // namespace bandwagon::close
