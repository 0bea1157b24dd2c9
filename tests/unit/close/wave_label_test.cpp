// A topic that was there before, in which something else becomes a wave: the wave goes by its own words.
#include <gmock/gmock.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "analyzers/close/weekly_close.hpp"
#include "tests/support/corpus.hpp"

namespace bandwagon::close {
namespace {

constexpr int kNewWorkRise = 40, kNewestWork = 50, kNewWorkWeeks = 56;

// A field of ten subjects of six papers a week. The first has thirty from the rise on, and the new ones write of
// `lead`, a few of which each subject had `before`; later of another.
std::vector<model::StoredPaper> papers_with_new_work(int week, const std::string& lead = "Quorvanes of velmar: ",
                                                     const std::string& before = "Quorvanes of velmar: ") {
  std::vector<model::StoredPaper> papers;
  for (int p = 0; p < (week < kNewWorkRise ? 60 : 84); ++p) {
    const int subject = p < 60 ? p / 6 : 0;
    const auto word = [&](const char* stem) { return stem + std::string(1, static_cast<char>('a' + subject)) + "th "; };
    const std::string own =
        std::string("w") + static_cast<char>('a' + (p * 7 + week) % 26) + "orth" + static_cast<char>('a' + p % 5);
    const bool is_new = p >= 60 || p % 6 == 0;
    const std::string& early = p < 60 ? before : lead;
    const std::string first = !is_new ? "On " : week < kNewestWork ? early : "Brindles of ossory: ";
    papers.push_back(
        support::paper(100 * (week + 1) + p, week, first + word("gild") + own,
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

TEST(WaveInATopic, FollowsTheReleaseWhosePaperBroughtUpANameInWhatItGoesBy) {
  attribute::KnownRelease quill;  // no paper of the wave names it
  quill.release = {.id = "quill", .name = "Quill", .lab = "Someone", .aliases = {"Quill"}};
  quill.release.released = quill.release.known_since = quill.paper_announced = support::monday(kNewWorkRise - 8);
  quill.title = "Quill";
  quill.abstract = "We call the like of it VLQ.";
  Analysis analysis({"cs.CL"}, {}, [](const auto&, model::Day) { return std::vector<model::StoredPaper>(); });
  std::map<model::TopicId, model::Topic> topics;
  std::map<model::BurstId, model::Burst> bursts;
  std::map<model::BurstId, model::Attribution> followed;
  for (int week = 0; week < kNewestWork; ++week) {
    const bool known = support::monday(week + 1) > quill.release.known_since;
    const auto findings = analysis.close(support::monday(week), papers_with_new_work(week, "VLQ models: ", "On "),
                                         known ? std::vector{quill} : std::vector<attribute::KnownRelease>());
    for (const auto& topic : findings.topics) topics[topic.id] = topic;
    for (const auto& burst : findings.bursts) bursts[burst.id] = burst;
    for (const auto& attribution : findings.attributions)
      if (attribution.verdict == model::Verdict::Attributed) followed[attribution.burst] = attribution;
  }
  int in_a_topic = 0;
  for (const auto& [id, burst] : bursts) {
    if (topics.at(burst.topic).kind != model::TopicKind::Cluster || !followed.contains(id)) continue;
    ++in_a_topic;
    EXPECT_THAT(burst.label, testing::HasSubstr("VLQ models"));
    EXPECT_EQ(followed.at(id).release, "quill");
    EXPECT_TRUE(nlohmann::json::parse(followed.at(id).evidence).at("coined"));
  }
  EXPECT_EQ(in_a_topic, 1);
}

}  // namespace bandwagon::close
