// A topic that was there before, in which something else becomes a wave: the wave goes by its own words.
#include <gmock/gmock.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "analyzers/close/weekly_close.hpp"
#include "tests/support/corpus.hpp"

namespace bandwagon::close {
namespace {

constexpr int kNewWorkRise = 40, kNewestWork = 50, kNewWorkWeeks = 56;

// A field of ten subjects of six papers a week. The first has thirty from the rise on, and the new ones write of two
// more things, a few of which each subject has always had; later of another.
std::vector<model::StoredPaper> papers_with_new_work(int week) {
  std::vector<model::StoredPaper> papers;
  for (int p = 0; p < (week < kNewWorkRise ? 60 : 84); ++p) {
    const int subject = p < 60 ? p / 6 : 0;
    const auto word = [&](const char* stem) { return stem + std::string(1, static_cast<char>('a' + subject)) + "th "; };
    const std::string own =
        std::string("w") + static_cast<char>('a' + (p * 7 + week) % 26) + "orth" + static_cast<char>('a' + p % 5);
    const bool is_new = p >= 60 || p % 6 == 0;
    const std::string lead = !is_new ? "On " : week < kNewestWork ? "Quorvanes of velmar: " : "Brindles of ossory: ";
    papers.push_back(
        support::paper(100 * (week + 1) + p, week, lead + word("gild") + own,
                       word("sheaf") + "of " + word("mort") + "by " + word("lurk") + "and " + word("prand")));
  }
  return papers;
}

}  // namespace

TEST(WaveName, SaysWhatThePapersOfAWaveShareAndStaysOnceTold) {
  Analysis analysis({"cs.CL"}, {}, [](const auto&, model::Day) { return std::vector<model::StoredPaper>(); });
  std::map<model::TopicId, model::Topic> topics;
  std::map<model::BurstId, std::string> told;  // labels
  for (int week = 0; week < kNewWorkWeeks; ++week) {
    const auto findings = analysis.close(support::monday(week), papers_with_new_work(week), {});
    for (const auto& topic : findings.topics) topics[topic.id] = topic;
    for (const auto& burst : findings.bursts) {
      const bool now = std::any_of(findings.alerts.begin(), findings.alerts.end(),
                                   [&](const auto& alert) { return alert.burst == burst.id; });
      if (topics.at(burst.topic).kind != model::TopicKind::Cluster || (!now && !told.contains(burst.id))) continue;
      EXPECT_THAT(topics.at(burst.topic).first_label, testing::Not(testing::HasSubstr("Quorvanes")));
      EXPECT_THAT(burst.label, testing::HasSubstr("Quorvanes of velmar"));
      EXPECT_EQ(told.try_emplace(burst.id, burst.label).first->second, burst.label) << week;
    }
  }
  EXPECT_THAT(told, testing::SizeIs(1));
}

}  // namespace bandwagon::close
