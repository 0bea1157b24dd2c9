#include "daemon/answer/survey.hpp"

#include <algorithm>
#include <map>

#include "daemon/answer/cells.hpp"
#include "daemon/store/idea_questions.hpp"

namespace bandwagon::answer {
namespace {

constexpr std::int64_t kPaceWeeks = 4;
constexpr std::int64_t kAllWeeks = -1;

std::vector<idea::NearPaper> first(const std::vector<idea::NearPaper>& papers, std::size_t most) {
  return {papers.begin(), papers.begin() + static_cast<std::ptrdiff_t>(std::min(most, papers.size()))};
}

}  // namespace

Survey::Survey(store::ReadOnly& database, const idea::Idea& idea, const idea::Comparison& comparison,
               std::vector<idea::NearPaper> near)
    : database_(database),
      comparison_(comparison),
      idea_(text::terms_of(idea.title, idea.abstract)),
      all_(std::move(near)) {
  const auto end =
      std::find_if(all_.begin(), all_.end(), [&](const auto& paper) { return paper.similarity < params_.near_cosine; });
  near_.assign(all_.begin(), end);
}

void Survey::papers(idea::Outlook& outlook) const {
  outlook.nearest = first(all_, params_.nearest);
  outlook.near = static_cast<std::int64_t>(near_.size());
  std::vector<idea::NearPaper> by_age;
  for (const auto& paper : near_)
    if (paper.similarity >= params_.earliest_share * near_.front().similarity) by_age.push_back(paper);
  std::sort(by_age.begin(), by_age.end(), [](const auto& a, const auto& b) {
    return a.submitted != b.submitted ? a.submitted < b.submitted : a.id < b.id;
  });
  outlook.earliest = first(by_age, params_.earliest);
}

Result<void> Survey::crowding(idea::Outlook& outlook) {
  const auto volume = database_.all(store::weekly_volume(kAllWeeks));
  if (!volume) return tl::unexpected(volume.error());
  std::map<model::Day, std::int64_t> near_in;
  for (const auto& paper : near_)
    if (paper.watched) ++near_in[paper.announced.monday()];
  for (auto row = volume->rows.rbegin(); row != volume->rows.rend(); ++row) {
    const model::Day week = day_of((*row)[0]);
    volume_.push_back({.week = week, .near = near_in[week], .volume = whole((*row)[1])});
  }
  outlook.trend = idea::trend(volume_);
  outlook.closed = volume_.back().week;
  now_ = volume_.back().week + model::kDaysPerWeek;
  return {};
}

Result<void> Survey::topics(idea::Outlook& outlook) const {
  std::map<std::int64_t, double> similarity;
  double total = 0;
  for (const auto& paper : first(all_, params_.neighbourhood)) total += similarity[paper.key] = paper.similarity;
  const auto rows = database_.all(store::topics_of(json_of(similarity, [](const auto& entry) { return entry.first; })));
  if (!rows) return tl::unexpected(rows.error());
  std::map<std::int64_t, idea::NearTopic> found;
  for (const Row& row : rows->rows) {
    auto& topic = found[whole(row[0])];
    topic.id = whole(row[0]);
    topic.kind = text_of(row[1]);
    topic.label = text_of(row[2]);
    topic.papers = whole(row[3]);
    topic.share += similarity[whole(row[4])] / total;
  }
  const auto terms = database_.all(store::live_terms());
  if (!terms) return tl::unexpected(terms.error());
  for (const Row& row : terms->rows) {
    if (!idea::uses(idea_, text_of(row[1]))) continue;
    auto& topic = found[whole(row[0])];
    topic.id = whole(row[0]);
    topic.kind = "term";
    topic.label = text_of(row[1]);
    topic.papers = whole(row[2]);
    topic.uses_phrase = true;
  }
  for (const auto& [id, topic] : found)
    if (topic.share >= params_.topic_share || topic.uses_phrase) outlook.topics.push_back(topic);
  std::stable_sort(outlook.topics.begin(), outlook.topics.end(),
                   [](const auto& a, const auto& b) { return a.share > b.share; });
  if (outlook.topics.size() > params_.topics) outlook.topics.resize(params_.topics);
  return pace(outlook);
}

Result<void> Survey::pace(idea::Outlook& outlook) const {
  const auto rows =
      database_.all(store::topic_pace(json_of(outlook.topics, [](const auto& topic) { return topic.id; }), kPaceWeeks));
  if (!rows) return tl::unexpected(rows.error());
  for (const Row& row : rows->rows)
    for (auto& topic : outlook.topics) {
      if (topic.id != whole(row[0])) continue;
      topic.per_week = number(row[1]);
      if (!is_null(row[2])) topic.expected_per_week = number(row[2]);
    }
  return {};
}

}  // namespace bandwagon::answer
