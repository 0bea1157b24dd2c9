// The life of cluster topics, on papers made of made-up words.
#include "analyzers/close/cluster_topics.hpp"

#include <gmock/gmock.h>

#include <map>
#include <memory>
#include <random>

#include "tests/support/corpus.hpp"

namespace bandwagon::close {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

class ClusterTopicsTest : public testing::Test {
 protected:
  // Papers on a subject, or on two at once; each says all words of its subjects and one of its own.
  void papers(int count, const std::vector<std::string>& subjects, const std::string& author = "") {
    for (int i = 0; i < count; ++i) {
      std::string text;
      for (const auto& subject : subjects) text += support::text_on(subject);
      ++number_;
      auto paper = support::paper(number_, window_.size() + left_, "Own" + std::to_string(number_), text);
      if (!author.empty()) paper.paper.authors = {author};
      week_.push_back(std::move(paper));
    }
  }
  // Closes the week with the papers so far; other papers come every week, so that words stand out.
  ClusterTopics::Events close() {
    const int now = window_.size() + left_;
    for (int i = 0; i < 40; ++i) {
      std::string text;
      for (int w = 0; w < 12; ++w) text += "filler" + std::to_string(12 * number_ + w) + "o . ";
      week_.push_back(support::paper(++number_, now, "Other", text));
    }
    window_.add_week(support::monday(now), week_);
    weeks_.push_back(std::exchange(week_, {}));
    left_ = now + 1 - window_.size();
    auto events = topics_->read_week(window_, {window_, params_.rises}, next_);
    for (const auto& founded : events.founded) next_ = std::max(next_, founded.topic + 1);
    model::WeekFindings findings{.week = support::monday(now)};
    topics_->save(window_, findings);
    for (const auto& record : findings.state) {
      if (record.body.empty())
        state_.erase({record.room, record.key});
      else
        state_[{record.room, record.key}] = record.body;
    }
    return events;
  }
  // The last event list of so many closes.
  ClusterTopics::Events close(int weeks, int each, const std::vector<std::string>& subjects) {
    ClusterTopics::Events last;
    for (int week = 0; week < weeks; ++week) {
      papers(each, subjects);
      last = close();
    }
    return last;
  }
  void restart() { restart(window_); }
  void restart(const corpus::Window& window) {
    std::vector<model::StateRecord> records;
    for (const auto& [key, body] : state_) records.push_back({key.first, key.second, body});
    topics_ = std::make_unique<ClusterTopics>(params_);
    topics_->restore(records);
    topics_->restore_places(records, window);
  }
  // By the identifiers of the papers.
  std::map<std::string, std::optional<model::TopicId>> topics_by_paper(const corpus::Window& window) const {
    std::map<std::string, std::optional<model::TopicId>> topics;
    for (int week = 0; week < window.size(); ++week)
      for (std::size_t p = 0; p < window.papers(week).size(); ++p)
        topics[window.papers(week)[p].source.paper.id.str()] = topics_->of(week, p);
    return topics;
  }
  std::size_t size_of(model::TopicId topic) const { return topics_->places(window_, topic, 0).size(); }

  Params params_;
  corpus::Window window_{{"cs.CL"}, params_.window};
  std::unique_ptr<ClusterTopics> topics_ = std::make_unique<ClusterTopics>(params_);
  std::vector<std::vector<model::StoredPaper>> weeks_;
  std::map<std::pair<std::string, std::int64_t>, std::string> state_;
  std::vector<model::StoredPaper> week_;
  model::TopicId next_ = 1;
  int number_ = 0, left_ = 0;
};

}  // namespace

TEST_F(ClusterTopicsTest, AreBornOfEnoughPapersByEnoughGroups) {
  papers(7, {"a"});
  papers(9, {"b"}, "One Author");
  EXPECT_THAT(close().founded, IsEmpty());
  papers(1, {"a"});
  const auto events = close();
  ASSERT_THAT(events.founded, SizeIs(1));
  EXPECT_EQ(events.founded[0].split_from, std::nullopt);
  EXPECT_THAT(events.joined, SizeIs(8)) << "the papers before its birth, too";
  EXPECT_EQ(size_of(events.founded[0].topic), 8U);
}

TEST_F(ClusterTopicsTest, TakeInWhatIsNearAndLeaveTheRest) {
  papers(8, {"a"});
  const auto topic = close().founded.at(0).topic;
  papers(1, {"a"});
  papers(1, {"z"});
  const auto joined = close().joined;
  ASSERT_THAT(joined, SizeIs(1));
  EXPECT_EQ(joined[0].topic, topic);
  EXPECT_GT(joined[0].cosine, 0.5);
}

// Of a paper on an old subject and one that has come up, what is new tells more.
TEST_F(ClusterTopicsTest, TakeInByWhatIsNew) {
  close(20, 2, {"syntax"});
  for (int week = 0; week < 6; ++week) {
    papers(2, {"syntax"});
    papers(2, {"novelty"});
    close();
  }
  ASSERT_EQ(topics_->live().size(), 2U);
  const auto text = support::text_on("syntax", 9) + support::text_on("novelty", 4);
  const auto nearest = [&](represent::RiseParams rises) {
    params_.rises = rises;
    const auto week = window_.size() + left_;
    week_.push_back(support::paper(++number_, week, "Both", text));
    const auto key = week_.back().key;
    const auto events = close();
    for (const auto& joined : events.joined)
      if (wave::reading(window_, joined.place).source.key == key) return joined.topic;
    return model::TopicId{0};
  };
  EXPECT_EQ(nearest({.papers = 1000000}), topics_->live().front()) << "nothing rises: the one that it says more of";
  EXPECT_EQ(nearest({.weeks = 4}), topics_->live().back());
}

TEST_F(ClusterTopicsTest, AreMergedOnlyAfterSomeClosesNearEachOther) {
  papers(8, {"a"});
  papers(8, {"b"});
  const auto born = close().founded;
  ASSERT_THAT(born, SizeIs(2));
  ClusterTopics::Events events;
  int closes = 0;
  while (events.merged.empty() && closes < 20) {
    papers(6, {"a", "b"});
    papers(1, {"a"});
    papers(1, {"b"});
    events = close();
    ++closes;
    if (closes < params_.topics.merge_closes) {
      ASSERT_THAT(events.merged, IsEmpty());
    }
  }
  ASSERT_THAT(events.merged, SizeIs(1));
  EXPECT_EQ(events.merged[0].to, std::min(born[0].topic, born[1].topic)) << "the older one stays";
  EXPECT_EQ(size_of(events.merged[0].from), 0U);
  EXPECT_GE(size_of(events.merged[0].to), 16U);
  EXPECT_THAT(topics_->live(), SizeIs(1));
}

TEST_F(ClusterTopicsTest, AreRetiredWhenIdleAndRevivedUnderTheSameId) {
  papers(8, {"a"});
  const auto topic = close().founded.at(0).topic;
  ClusterTopics::Events events;
  for (int week = 0; week < params_.topics.idle_days / model::kDaysPerWeek; ++week) events = close();
  EXPECT_THAT(events.retired, testing::ElementsAre(topic));
  EXPECT_THAT(topics_->live(), IsEmpty());
  papers(3, {"a"});
  EXPECT_THAT(close().joined, IsEmpty()) << "three papers revive nothing";
  restart();
  papers(5, {"a"});
  events = close();
  ASSERT_THAT(events.founded, SizeIs(1));
  EXPECT_TRUE(events.founded[0].revived);
  EXPECT_EQ(events.founded[0].topic, topic);
  EXPECT_EQ(size_of(topic), 16U);
}

// A paper may change its topic only by an event that a close reports.
TEST_F(ClusterTopicsTest, KeepEveryPaperUnlessAnEventSaysOtherwise) {
  std::mt19937_64 random(5);
  std::map<wave::Place, model::TopicId> before;
  const std::vector<std::string> subjects{"a", "b", "c", "d", "e"};
  for (int week = 0; week < 40; ++week) {
    for (int i = 0; i < 12; ++i) {
      const auto& one = subjects[random() % 5];
      const auto& other = subjects[random() % 5];
      papers(1, week > 12 && random() % 2 == 0 ? std::vector{one, other} : std::vector{one});
    }
    const auto events = close();
    std::map<wave::Place, model::TopicId> now;
    for (int w = 0; w < window_.size(); ++w)
      for (std::size_t p = 0; p < window_.papers(w).size(); ++p)
        if (const auto topic = topics_->of(w, p)) now[{window_.monday(w), p}] = *topic;
    for (auto [place, topic] : before) {
      const auto at = now.find(place);
      ASSERT_NE(at, now.end()) << "no paper falls out of a topic";
      for (const auto& founded : events.founded)
        if (founded.split_from == topic && at->second != topic)
          topic = founded.topic == at->second ? at->second : topic;
      for (const auto& merged : events.merged)
        if (merged.from == topic) topic = merged.to;
      ASSERT_EQ(at->second, topic) << "week " << week;
    }
    before = std::move(now);
  }
  EXPECT_FALSE(before.empty());
}

TEST_F(ClusterTopicsTest, GoOnAfterARestartInEveryWeek) {
  const auto live_through = [&](bool restarting) {
    std::vector<std::string> seen;
    std::mt19937_64 random(11);
    for (int week = 0; week < 34; ++week) {
      for (const auto* subject : {"a", "b", "c"})
        if (week < 4 || week % 3 != 0) papers(static_cast<int>(random() % 4), {subject});
      if (week > 8) papers(4, {"a", "b"});
      const auto events = close();
      if (restarting) restart();
      std::string line;
      for (const auto& joined : events.joined)
        line += std::to_string(joined.topic) + "@" + std::to_string(joined.place.monday.value) + "/" +
                std::to_string(joined.place.position) + "=" + std::to_string(joined.cosine) + " ";
      for (const auto& m : events.merged) line += "m" + std::to_string(m.from) + ">" + std::to_string(m.to);
      seen.push_back(line);
    }
    return seen;
  };
  const auto whole = live_through(false);
  window_ = corpus::Window{{"cs.CL"}, params_.window};
  topics_ = std::make_unique<ClusterTopics>(params_);
  state_.clear();
  next_ = 1, number_ = 0, left_ = 0;
  EXPECT_EQ(live_through(true), whole);
}

// A paper of a closed week that comes late, or is cross-listed to a watched list, and one that is watched no more.
TEST_F(ClusterTopicsTest, KeepEachPaperWhereItWasThoughOthersOfItsWeekChange) {
  papers(9, {"a"});
  papers(9, {"b"});
  ASSERT_THAT(close().founded, SizeIs(2));
  papers(3, {"b"});
  papers(3, {"a"});
  close();
  auto expected = topics_by_paper(window_);
  ASSERT_GT(std::count_if(expected.begin(), expected.end(), [](const auto& entry) { return entry.second.has_value(); }),
            20);
  auto changed = weeks_;
  expected.erase(changed[0][2].paper.id.str());
  changed[0].erase(changed[0].begin() + 2);
  for (int week = 0; week < 2; ++week) {
    auto late = support::paper(++number_, week, "Late", "words . of . its . own");
    late.paper.announced = support::monday(week);
    expected[late.paper.id.str()] = std::nullopt;
    changed[static_cast<std::size_t>(week)].insert(changed[static_cast<std::size_t>(week)].begin(), std::move(late));
  }
  corpus::Window again{{"cs.CL"}, params_.window};
  for (int week = 0; week < 2; ++week) again.add_week(support::monday(week), changed[static_cast<std::size_t>(week)]);
  restart(again);
  EXPECT_EQ(topics_by_paper(again), expected);
}

TEST_F(ClusterTopicsTest, CountTheirPapersByWeekAndStratum) {
  papers(8, {"a"});
  const auto topic = close().founded.at(0).topic;
  papers(2, {"a"});
  close();
  const auto counts = topics_->counts(window_);
  ASSERT_THAT(counts, SizeIs(2));
  EXPECT_EQ(counts[0].at(0).subject, static_cast<burst::SubjectId>(topic));
  EXPECT_EQ(counts[0].at(0).papers, 8);
  EXPECT_EQ(counts[1].at(0).papers, 2);
}

}  // namespace bandwagon::close
