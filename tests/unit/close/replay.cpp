#include "tests/unit/close/replay.hpp"

#include <algorithm>
#include <stdexcept>

namespace bandwagon::close {
namespace {

constexpr int kWindowWeeks = 30;  // short, so that weeks leave it before the stream ends

}  // namespace

Replay::Replay(support::SyntheticStream stream, wave::KindParams kinds)
    : stream_(std::move(stream)), kinds_(kinds), analysis_(analysis()) {}

std::unique_ptr<Analysis> Replay::analysis() {
  Params params;
  params.window.weeks = kWindowWeeks;
  params.kinds = kinds_;
  return std::make_unique<Analysis>(
      std::vector<std::string>{"cs.CL"}, params,
      [this](const std::vector<std::string>& phrases, model::Day before) {
        const std::scoped_lock alone(asked_);
        prior_before_ = std::max(prior_before_, before);
        std::vector<model::StoredPaper> prior;
        for (auto& paper : stream_.all()) {
          const std::string text = paper.paper.title + " " + paper.paper.abstract;
          const auto found = std::count_if(phrases.begin(), phrases.end(), [&](const std::string& phrase) {
            return text.find(phrase) != std::string::npos;
          });
          if (paper.paper.announced < before && found >= std::min<std::ptrdiff_t>(2, std::ssize(phrases)))
            prior.push_back(paper);
        }
        return prior;
      },
      [this](model::Day) { return decided_; });
}

const model::WeekFindings& Replay::close(int week) {
  findings_.push_back(analysis_->close(stream_.monday(week), stream_.week(week), stream_.known(week)));
  herding::add(decided_, findings_.back());
  for (const auto& record : findings_.back().state) {
    if (record.body.empty())
      state_.erase({record.room, record.key});
    else
      state_[{record.room, record.key}] = record.body;
  }
  return findings_.back();
}

void Replay::close_to(int end) {
  for (int week = static_cast<int>(findings_.size()); week < end; ++week) close(week);
}

void Replay::restart() {
  std::vector<model::StateRecord> records;
  for (const auto& [key, body] : state_) records.push_back({key.first, key.second, body});
  analysis_ = analysis();
  analysis_->restore_memory(records, findings_.back().state_hash);
  analysis_->restore_topics(records);
  const int closed = static_cast<int>(findings_.size());
  for (int week = std::max(0, closed - kWindowWeeks); week < closed; ++week)
    analysis_->warm(analysis_->known_week(stream_.monday(week), stream_.week(week)));
  analysis_->restore_papers(records);
}

std::vector<std::string> Replay::hashes() const {
  std::vector<std::string> hashes;
  for (const auto& week : findings_) hashes.push_back(week.state_hash);
  return hashes;
}

std::vector<model::Alert> Replay::alerts() const {
  std::vector<model::Alert> alerts;
  for (const auto& week : findings_) alerts.insert(alerts.end(), week.alerts.begin(), week.alerts.end());
  return alerts;
}

const model::Burst& Replay::burst(model::BurstId id) const {
  for (auto week = findings_.rbegin(); week != findings_.rend(); ++week)
    for (const auto& burst : week->bursts)
      if (burst.id == id) return burst;
  throw std::out_of_range("no such burst");
}

}  // namespace bandwagon::close
