#pragma once
// A window of papers made to measure, and what was decided of them.
#include <map>
#include <string>
#include <vector>

#include "analyzers/herding/figures.hpp"
#include "tests/support/corpus.hpp"

namespace bandwagon::herding {

class Field {
 public:
  // A paper announced on the Tuesday of `week` (0 = 2022-01-03); returns its key.
  model::PaperKey paper(int week, std::vector<std::string> authors, std::string title = "Something",
                        const std::string& category = "cs.CL") {
    auto stored = support::paper(++number_, week, std::move(title));
    stored.paper.authors = std::move(authors);
    stored.paper.primary_category = category;
    stored.paper.categories = {category, "cs.CL"};
    if (weeks_.size() <= static_cast<std::size_t>(week)) weeks_.resize(static_cast<std::size_t>(week) + 1);
    weeks_[static_cast<std::size_t>(week)].push_back(std::move(stored));
    return number_;
  }
  void topic(model::TopicId id, model::Day born = support::kFirstMonday) { born_[id] = born; }
  void in_topic(model::TopicId id, model::PaperKey paper) { topic_of_[paper] = id; }
  void wave(model::BurstId id, const std::string& state = "confirmed", std::optional<model::Day> ended = {}) {
    decided.bursts.push_back({.id = id,
                              .kind = model::BurstKind::Topical,
                              .onset = support::kFirstMonday,
                              .onset_low = support::kFirstMonday,
                              .confirmed = support::monday(1),
                              .ended = ended,
                              .state = state});
  }
  void in_wave(model::BurstId id, model::PaperKey paper) { decided.wave_papers.push_back({id, paper}); }
  void follows(model::PaperKey paper, const std::string& release, double probability, int lag,
               model::BurstId burst = 1) {
    decided.followers.push_back(
        {.burst = burst, .release = release, .paper = paper, .probability = probability, .lag_days = lag});
  }
  corpus::Window window() const {
    corpus::Window window({"cs.CL"}, {});
    for (std::size_t week = 0; week < weeks_.size(); ++week)
      window.add_week(support::monday(static_cast<int>(week)), weeks_[week]);
    return window;
  }

  // Of this window.
  TopicOf topic_of(const corpus::Window& window) const {
    return [this, &window](int week, std::size_t position) -> std::optional<model::TopicId> {
      const auto topic = topic_of_.find(window.papers(week)[position].source.key);
      return topic == topic_of_.end() ? std::nullopt : std::optional(topic->second);
    };
  }
  std::vector<model::TopicId> born(const Month& month) const {
    std::vector<model::TopicId> topics;
    for (const auto& [id, day] : born_)
      if (month.holds(day)) topics.push_back(id);
    return topics;
  }

  Decided decided;

 private:
  int number_ = 0;
  std::map<model::TopicId, model::Day> born_;
  std::map<model::PaperKey, model::TopicId> topic_of_;
  std::vector<std::vector<model::StoredPaper>> weeks_;
};

inline std::optional<model::HerdingFigure> figure(const MonthReport& report, const std::string& field,
                                                  const std::string& metric) {
  for (const auto& figure : report.figures)
    if (figure.field == field && figure.metric == metric) return figure;
  return std::nullopt;
}

}  // namespace bandwagon::herding
