// What is kept of topics: every week, and every paper, once.
#include "analyzers/close/topic_book.hpp"

#include <gmock/gmock.h>

#include <map>
#include <set>

#include "tests/support/corpus.hpp"
#include "tests/unit/close/replay.hpp"

namespace bandwagon::close {
namespace {

constexpr const char* kPhrase = "quorvane";

class TermTopic : public testing::Test {
 protected:
  // Closes a week in which so many papers use the phrase.
  model::WeekFindings week(int naming) {
    const int now = window_.size();
    std::vector<model::StoredPaper> papers;
    for (int p = 0; p < 12; ++p)
      papers.push_back(support::paper(++number_, now, p < naming ? "Of quorvane" : "Of others", "Some words"));
    window_.add_week(support::monday(now), std::move(papers));
    return {.week = support::monday(now)};
  }
  model::TopicId topic(const std::vector<wave::Place>& papers, model::WeekFindings& findings) {
    return topics_.term_topic(window_, {.term = text::term_id(kPhrase), .normal = kPhrase, .written = kPhrase}, {},
                              papers, findings);
  }
  void grow(model::WeekFindings& findings, std::set<text::TermId> defining = {}) {
    topics_.grow_term_topics(window_, defining, findings);
  }
  // Closes weeks in which three papers use the phrase until its topic is retired; how many closes that took.
  int weeks_until_retired() {
    for (int closes = 1; closes < 99; ++closes) {
      auto findings = week(3);
      grow(findings);
      if (!findings.lineage.empty()) return closes;
    }
    return 0;
  }
  std::vector<wave::Place> users() const { return wave::places_using(window_, {text::term_id(kPhrase)}, 0); }
  std::int64_t paper_count(model::WeekFindings& findings) {
    topics_.save_topics(findings);
    return findings.topics.back().paper_count;
  }

  Params params_;
  corpus::Window window_{{"cs.CL"}, params_.window};
  TopicBook topics_{params_};
  int number_ = 0;
};

}  // namespace

TEST_F(TermTopic, HoldsTheWeekOfItsBirthOnce) {
  auto born = week(3);
  const auto id = topic(users(), born);
  grow(born);
  EXPECT_EQ(born.topic_papers.size(), 3U);
  ASSERT_EQ(born.topic_weeks.size(), 1U);
  EXPECT_EQ(born.topic_weeks[0].topic, id);
  EXPECT_EQ(born.topic_weeks[0].observed, 3);
  EXPECT_EQ(paper_count(born), 3);
}

// However many waves, or none, it belongs to.
TEST_F(TermTopic, GrowsByEveryPaperThatUsesItsTermOnce) {
  auto born = week(3);
  topic(users(), born);
  grow(born);
  auto next = week(5);
  grow(next);
  EXPECT_EQ(next.topic_papers.size(), 5U);
  ASSERT_EQ(next.topic_weeks.size(), 1U);
  EXPECT_EQ(next.topic_weeks[0].observed, 5);
  EXPECT_EQ(paper_count(next), 8);
  auto silent = week(0);
  grow(silent);
  ASSERT_EQ(silent.topic_weeks.size(), 1U) << "a week without a paper is a week";
  EXPECT_EQ(silent.topic_weeks[0].observed, 0);
}

TEST_F(TermTopic, IsRetiredAYearAfterItsTermDefinedAWave) {
  auto born = week(3);
  const auto id = topic(users(), born);
  grow(born, {text::term_id(kPhrase)});
  EXPECT_EQ(weeks_until_retired(), params_.topics.term_idle_days / model::kDaysPerWeek + 1);
  EXPECT_FALSE(topics_.follows(text::term_id(kPhrase)));
  auto later = week(3);
  grow(later);
  EXPECT_TRUE(later.topic_weeks.empty()) << "nobody counts it";
  EXPECT_TRUE(later.topic_papers.empty());
  topics_.save_topics(later);
  ASSERT_EQ(later.topics.size(), 1U);
  EXPECT_EQ(later.topics[0].id, id);
  EXPECT_EQ(later.topics[0].state, "retired");
}

TEST_F(TermTopic, IsFollowedWhileItsTermDefinesAWave) {
  auto born = week(3);
  topic(users(), born);
  for (int closes = 0; closes < 60; ++closes) {
    auto findings = week(3);
    grow(findings, {text::term_id(kPhrase)});
    EXPECT_TRUE(findings.lineage.empty());
  }
}

TEST_F(TermTopic, ThatWasRetiredIsRevivedWithThePapersItMissed) {
  auto born = week(3);
  const auto id = topic(users(), born);
  grow(born, {text::term_id(kPhrase)});
  weeks_until_retired();  // with three papers nobody counted in its last week
  auto risen = week(5);
  EXPECT_EQ(topic(users(), risen), id) << "ids are for life";
  grow(risen, {text::term_id(kPhrase)});
  EXPECT_EQ(risen.topic_papers.size(), 3U + 5U);
  ASSERT_EQ(risen.lineage.size(), 1U);
  EXPECT_EQ(risen.lineage[0].event, model::LineageEvent::Revived);
  EXPECT_EQ(risen.lineage[0].to, id);
  ASSERT_EQ(risen.topic_weeks.size(), 1U);
  EXPECT_EQ(risen.topic_weeks[0].observed, 5);
  topics_.save_topics(risen);
  EXPECT_EQ(risen.topics.back().state, "live");
}

TEST_F(TermTopic, ThatWasRetiredIsKnownAfterARestart) {
  auto born = week(3);
  const auto id = topic(users(), born);
  grow(born, {text::term_id(kPhrase)});
  weeks_until_retired();
  model::WeekFindings kept;
  topics_.save_topics(kept);
  TopicBook restarted{params_};
  restarted.restore(kept.state);
  EXPECT_FALSE(restarted.follows(text::term_id(kPhrase)));
  auto risen = week(5);
  EXPECT_EQ(restarted.term_topic(window_, {.term = text::term_id(kPhrase), .normal = kPhrase, .written = kPhrase}, {},
                                 users(), risen),
            id);
  EXPECT_EQ(risen.topic_papers.size(), 3U + 5U);
}

TEST_F(TermTopic, ThatALookFoundedTakesInThePapersOfItsWeek) {
  week(0);
  auto looked = week(4);
  topic({}, looked);  // of the weeks before
  model::WeekFindings closed{.week = looked.week};
  grow(closed);
  EXPECT_EQ(closed.topic_papers.size(), 4U);
  EXPECT_EQ(paper_count(closed), 4);
}

TEST(TopicWeeks, AreToldOfEveryLiveTopicInEveryWeekOnce) {
  Replay replay{support::SyntheticStream()};
  replay.close_all();
  std::map<model::TopicId, model::Topic> topics;
  std::set<model::TopicKind> kinds;
  for (const auto& week : replay.findings()) {
    for (const auto& topic : week.topics) topics[topic.id] = topic;
    std::map<model::TopicId, int> told;
    for (const auto& count : week.topic_weeks) ++told[count.topic];
    for (const auto& [id, topic] : topics) {
      if (topic.kind == model::TopicKind::Cluster && topic.state != "live") continue;
      EXPECT_EQ(told[id], 1) << topic.label << " in " << week.week.iso();
      kinds.insert(topic.kind);
    }
  }
  EXPECT_EQ(kinds.size(), 2U);
}

TEST(TopicPapers, OfATermAreAsManyAsItIsSaidToHaveHad) {
  Replay replay{support::SyntheticStream()};
  replay.close_all();
  std::map<model::TopicId, std::int64_t> said;
  std::map<model::TopicId, std::set<model::PaperKey>> papers;
  for (const auto& week : replay.findings()) {
    for (const auto& topic : week.topics)
      if (topic.kind == model::TopicKind::Term) said[topic.id] = topic.paper_count;
    for (const auto& row : week.topic_papers) papers[row.topic].insert(row.paper);
  }
  ASSERT_FALSE(said.empty());
  for (const auto& [id, count] : said) EXPECT_EQ(static_cast<std::int64_t>(papers[id].size()), count) << id;
}

// Work that begins within a topic and splits from it, and two topics that grow together.
TEST(TopicPapers, OfAClusterAreAsManyAsItIsSaidToHold) {
  Params params;
  corpus::Window window({"cs.CL"}, params.window);
  TopicBook book(params);
  std::vector<model::StoredPaper> papers;
  int number = 0, splits = 0, mergers = 0;
  // Papers that say so many of the words of each subject.
  const auto write = [&](int count, const std::map<std::string, std::size_t>& subjects) {
    for (int i = 0; i < count; ++i) {
      std::string text;
      for (const auto& [subject, many] : subjects) text += support::text_on(subject, many);
      ++number;
      papers.push_back(support::paper(number, window.size(), "Own" + std::to_string(number), text));
    }
  };
  std::map<model::TopicId, model::Topic> topics;
  std::map<model::PaperKey, model::TopicId> topic_of;
  for (int week = 0; week < 30; ++week) {
    write(week == 0 ? 60 : 1, {{"a", 12}});
    write(week == 0 ? 8 : 1, {{"b", 12}});
    if (week == 1 || week == 2) write(5, {{"a", 4}, {"c", 8}});
    if (week >= 10) write(6, {{"a", 12}, {"b", 12}});
    for (int other = 0; other < (week == 0 ? 300 : 60); ++other) write(1, {{"o" + std::to_string(number), 12}});
    window.add_week(support::monday(week), std::exchange(papers, {}));
    model::WeekFindings findings{.week = support::monday(week)};
    book.read_week(window, findings);
    book.save_topics(findings);
    for (const auto& topic : findings.topics) topics[topic.id] = topic;
    for (const auto& row : findings.topic_papers) {
      if (topic_of.contains(row.paper)) ++splits;
      topic_of[row.paper] = row.topic;
    }
    for (const auto& event : findings.lineage) {
      if (event.event != model::LineageEvent::Merged) continue;
      ++mergers;
      for (auto& [paper, topic] : topic_of)
        if (topic == event.from) topic = *event.to;
    }
    std::map<model::TopicId, std::int64_t> held;
    for (const auto& [paper, topic] : topic_of) ++held[topic];
    for (const auto& [id, topic] : topics)
      ASSERT_EQ(topic.paper_count, held[id]) << "topic " << id << ", week " << week;
  }
  EXPECT_GT(splits, 0);
  EXPECT_GT(mergers, 0);
}

}  // namespace bandwagon::close
