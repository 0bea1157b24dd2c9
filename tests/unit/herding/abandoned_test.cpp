#include "analyzers/herding/abandoned.hpp"

#include <gtest/gtest.h>

#include "tests/unit/herding/field_fixture.hpp"

namespace bandwagon::herding {
namespace {

constexpr int kWeeks = 60, kRecent = kWeeks - 13;
constexpr model::TopicId kTopic = 1;

enum class Authors { Move, Stay };
enum class Word { Fades, Stays };

// A topic of six papers a week until the last quarter, among forty others a week; then its authors write of the wave,
// or of nothing in particular.
Field stampede(Authors authors, Word word) {
  Field field;
  field.topic(kTopic);
  field.wave(1);
  for (int week = 0; week < kWeeks; ++week) {
    for (int i = 0; i < 40; ++i) field.paper(week, {"Other " + std::to_string(i)}, "Anything at all");
    for (int i = 0; i < 6; ++i) {
      const std::string who = "Digger " + std::to_string(i + 6 * (week % 4));
      if (week < kRecent) {
        field.in_topic(kTopic, field.paper(week, {who}, "Parsing of grammars"));
        continue;
      }
      const auto left = field.paper(week, {who}, word == Word::Stays ? "Parsing of grammars" : "Rollouts");
      if (authors == Authors::Move) field.in_wave(1, left);
    }
    if (week >= kRecent) field.in_wave(1, field.paper(week, {"Newcomer " + std::to_string(week)}, "Rollouts"));
  }
  return field;
}

// The same topic, of which these went to the wave once, by a paper each; it has no other papers of its own.
Field left_by(const std::vector<std::vector<std::string>>& papers) {
  Field field = stampede(Authors::Stay, Word::Fades);
  for (const auto& authors : papers) field.in_wave(1, field.paper(kRecent + 2, authors, "Rollouts"));
  return field;
}

std::vector<Decline> declines_of(const Field& field) {
  const auto window = field.window();
  const auto papers = see(window, field.topic_of(window), field.decided);
  return find_declines(window, papers, burst::Quarantine(4, 0), {});
}

}  // namespace

TEST(AbandonedGround, IsATopicWhoseAuthorsWentToAWave) {
  const auto declines = declines_of(stampede(Authors::Move, Word::Fades));
  ASSERT_EQ(declines.size(), 1U);
  EXPECT_EQ(declines[0].topic, kTopic);
  EXPECT_EQ(declines[0].observed, 0);
  EXPECT_NEAR(declines[0].expected, 6 * 13, 6);
  EXPECT_LT(declines[0].q_value, 0.05);
  EXPECT_EQ(declines[0].wave, 1);
  EXPECT_EQ(declines[0].movers, 24);
  EXPECT_EQ(declines[0].publishing, 24);
  EXPECT_EQ(declines[0].moved_groups, 24);
  EXPECT_EQ(declines[0].groups, 24);
}

// Until close/15 such a row was told of one paper by four authors.
TEST(AbandonedGround, IsNotATopicOfWhichOnePaperWentToAWave) {
  EXPECT_FALSE(declines_of(left_by({{"Digger 0", "Digger 1", "Digger 2", "Digger 3", "Digger 4"}})).at(0).wave);
  const auto apart = declines_of(left_by({{"Digger 0"}, {"Digger 1"}, {"Digger 2"}, {"Digger 3"}, {"Digger 4"}}));
  EXPECT_EQ(apart.at(0).wave, 1);
  EXPECT_EQ(apart.at(0).movers, 5);
  EXPECT_EQ(apart.at(0).moved_groups, 5);
}

TEST(AbandonedGround, CountsThoseWhoWroteOfTheTopicTogetherOnce) {
  Field field = left_by({{"Digger 0"}, {"Digger 1"}, {"Digger 2"}, {"Digger 3"}, {"Digger 4"}});
  field.in_topic(kTopic,
                 field.paper(kRecent - 1, {"Digger 0", "Digger 1", "Digger 2", "Digger 3"}, "Parsing of grammars"));
  EXPECT_FALSE(declines_of(field).at(0).wave) << "two groups";
}

TEST(AbandonedGround, IsNotATopicWhoseAuthorsWentElsewhere) {
  const auto declines = declines_of(stampede(Authors::Stay, Word::Fades));
  ASSERT_EQ(declines.size(), 1U);
  EXPECT_LT(declines[0].q_value, 0.05);
  EXPECT_FALSE(declines[0].wave);
}

TEST(AbandonedGround, IsNotATopicWhosePapersOnlyStandElsewhere) {
  EXPECT_FALSE(declines_of(stampede(Authors::Move, Word::Stays)).at(0).wave);
}

TEST(AbandonedGround, IsNotATopicThatGoesOn) {
  Field field;
  field.topic(kTopic);
  for (int week = 0; week < kWeeks; ++week)
    for (int i = 0; i < 46; ++i) {
      const auto paper = field.paper(week, {"Author " + std::to_string(i)});
      if (i < 6) field.in_topic(kTopic, paper);
    }
  const auto declines = declines_of(field);
  ASSERT_EQ(declines.size(), 1U);
  EXPECT_GT(declines[0].q_value, 0.5);
  EXPECT_FALSE(declines[0].wave);
}

TEST(AbandonedGround, IsNotLookedForInAShortPast) {
  Field field;
  field.topic(kTopic);
  for (int week = 0; week < 30; ++week) field.in_topic(kTopic, field.paper(week, {"A"}));
  EXPECT_TRUE(declines_of(field).empty());
  EXPECT_TRUE(declines_of(Field()).empty());
}

}  // namespace bandwagon::herding
