#pragma once
// Closes the weeks of a synthetic stream one after the other, as the service does, with what a store would keep between
// them.
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "analyzers/close/weekly_close.hpp"
#include "tests/support/synthetic_stream.hpp"

namespace bandwagon::close {

class Replay {
 public:
  explicit Replay(support::SyntheticStream stream, wave::KindParams kinds = {});
  Replay(const Replay&) = delete;
  Replay& operator=(const Replay&) = delete;

  const model::WeekFindings& close(int week);
  void close_all() { close_to(support::SyntheticStream::kWeeks); }
  void close_to(int end);  // all weeks before `end` that are not closed yet
  void restart();          // forgets everything but what the closes saved

  const std::vector<model::WeekFindings>& findings() const { return findings_; }
  std::vector<std::string> hashes() const;
  std::vector<model::Alert> alerts() const;
  const model::Burst& burst(model::BurstId id) const;  // as last recorded
  const support::SyntheticStream& stream() const { return stream_; }
  model::Day latest_prior_work_asked_for() const { return prior_before_; }

 private:
  std::unique_ptr<Analysis> analysis();

  support::SyntheticStream stream_;
  wave::KindParams kinds_;
  std::unique_ptr<Analysis> analysis_;
  std::vector<model::WeekFindings> findings_;
  std::map<std::pair<std::string, std::int64_t>, std::string> state_;
  herding::Decided decided_;  // what a store would hold
  std::mutex asked_;          // for prior work
  model::Day prior_before_{};
};

}  // namespace bandwagon::close
