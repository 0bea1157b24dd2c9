#include "daemon/store/findings.hpp"

#include <SQLiteCpp/Database.h>
#include <gmock/gmock.h>

#include "daemon/store/releases.hpp"
#include "tests/support/papers.hpp"
#include "tests/support/temporary_folder.hpp"

namespace bandwagon {
namespace {

using model::WeekFindings;
using support::day;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr const char* kFirstWeek = "2025-01-27";
constexpr const char* kSecondWeek = "2025-02-03";

WeekFindings week(const char* monday) {
  return {.week = day(monday),
          .closed = day(monday) + 7,
          .method = "method-1",
          .state_hash = std::string("hash of ") + monday};
}

// A week in which everything that can be decided was decided once.
WeekFindings full_week() {
  auto findings = week(kFirstWeek);
  findings.categories = {
      {.week = day(kFirstWeek), .category = "cs.CL", .announced = std::nullopt, .stored = 2, .coverage = std::nullopt}};
  findings.topics = {{.id = 1,
                      .kind = model::TopicKind::Term,
                      .label = "R1",
                      .first_label = "R1",
                      .born = day(kFirstWeek),
                      .state = "merged",
                      .paper_count = 1,
                      .parent = 2},
                     {.id = 2,
                      .kind = model::TopicKind::Cluster,
                      .label = "reasoning",
                      .first_label = "reasoning",
                      .born = day(kFirstWeek),
                      .paper_count = 2}};
  findings.topic_papers = {{.topic = 2, .paper = 1, .similarity = 0.5}, {.topic = 2, .paper = 2, .similarity = 0.25}};
  findings.topic_weeks = {{.topic = 2, .week = day(kFirstWeek), .observed = 2, .expected = std::nullopt}};
  findings.lineage = {{.week = day(kFirstWeek), .event = model::LineageEvent::Born, .from = std::nullopt, .to = 2}};
  findings.bursts = {{.id = 1,
                      .topic = 2,
                      .label = "reasoning",
                      .kind = model::BurstKind::Topical,
                      .onset = day("2025-01-20"),
                      .onset_low = day("2025-01-13"),
                      .onset_high = day(kFirstWeek),
                      .confirmed = day("2025-02-03"),
                      .ended = std::nullopt,
                      .state = "confirmed",
                      .observed = 41,
                      .expected = 9.5,
                      .ratio = 4.3,
                      .ratio_low = 3,
                      .ratio_high = 5.75,
                      .q_value = 0.0078125}};
  findings.burst_papers = {{.burst = 1, .paper = 1}, {.burst = 1, .paper = 2}};
  findings.attributions = {{.burst = 1,
                            .release = "r1",
                            .decided = day("2025-02-03"),
                            .posterior = 0.9375,
                            .placebo_p = std::nullopt,
                            .verdict = model::Verdict::Attributed,
                            .excess = 31.5,
                            .excess_low = 24,
                            .excess_high = 39,
                            .evidence = R"({"a":1})"}};
  findings.roles = {{.burst = 1,
                     .release = "r1",
                     .paper = 1,
                     .role = model::RoleKind::Leader,
                     .named = true,
                     .probability = 1,
                     .lag_days = -2,
                     .evidence = "its own paper"},
                    {.burst = 1,
                     .release = "r1",
                     .paper = 2,
                     .role = model::RoleKind::Follower,
                     .named = false,
                     .probability = 0.75,
                     .lag_days = 9,
                     .evidence = "uses the wave's words"}};
  findings.alerts = {{.id = 1,
                      .burst = 1,
                      .release = "r1",
                      .reason = model::AlertReason::New,
                      .raised = day("2025-02-03"),
                      .headline = "A wave",
                      .evidence = "{}"}};
  findings.concurrent_pairs = {{.a = 2, .b = 1, .cosine = 0.5, .days_apart = 3}};
  findings.herding = {
      {.field = "all", .month = day("2025-01-01"), .metric = "follow_share", .value = 0.25, .low = 0.125},
      {.field = "all", .month = day("2025-01-01"), .metric = "papers", .value = 40}};
  findings.abandoned = {{.month = day("2025-01-01"),
                         .topic = 2,
                         .burst = 1,
                         .observed = 1,
                         .expected = 9.5,
                         .q_value = 0.01,
                         .movers = 4,
                         .publishing = 8}};
  findings.state = {{.room = "cluster", .key = 2, .body = std::string("a\0b", 3)},
                    {.room = "cluster", .key = 1, .body = "c"},
                    {.room = "burst", .key = 1, .body = "d"}};
  return findings;
}

class Findings : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(store::store_papers(
        connection, std::vector{support::paper("2501.00001", kFirstWeek), support::paper("2501.00002", kFirstWeek)}));
    ASSERT_TRUE(store::put_release(connection, {.id = "r1",
                                                .name = "R1",
                                                .lab = "Lab",
                                                .kind = "model",
                                                .released = day("2025-01-20"),
                                                .known_since = day("2025-01-20")}));
  }
  void commit(const WeekFindings& findings) {
    const auto outcome = store::commit_week(connection, findings);
    ASSERT_TRUE(outcome) << outcome.error().message;
  }
  std::string text(const char* sql) { return connection.database().execAndGet(sql).getString(); }

  test::TemporaryFolder folder;
  store::Connection connection = store::open_writer(folder / "findings.db").value();
};

TEST_F(Findings, AreAbsentBeforeTheFirstClose) {
  EXPECT_FALSE(store::last_closed_week(connection).value());
  EXPECT_EQ(text("SELECT count(*) FROM topic"), "0");
  const auto next = store::next_ids(connection).value();
  EXPECT_EQ(next.topic + next.burst + next.alert, 3);
}

TEST_F(Findings, AreReadAsTheyWereWritten) {
  const auto findings = full_week();
  commit(findings);
  const auto last = store::last_closed_week(connection).value();
  ASSERT_TRUE(last);
  EXPECT_EQ(last->week.iso(), kFirstWeek);
  EXPECT_EQ(last->closed.iso(), "2025-02-03");
  EXPECT_EQ(last->state_hash, "hash of 2025-01-27");
  EXPECT_EQ(last->method, "method-1");

  EXPECT_EQ(text("SELECT count(*) FROM topic"), "2");
  EXPECT_EQ(text("SELECT kind || ' ' || parent_id || ' ' || state FROM topic WHERE topic_id = 1"), "term 2 merged");
  EXPECT_EQ(text("SELECT born_on || ' ' || paper_count FROM topics WHERE topic_id = 2 AND parent_id IS NULL"),
            std::string(kFirstWeek) + " 2");

  const auto bursts = store::load_bursts(connection, day(kFirstWeek)).value();
  ASSERT_THAT(bursts, SizeIs(1));
  EXPECT_EQ(bursts[0].onset_low.iso(), "2025-01-13");
  EXPECT_EQ(bursts[0].confirmed, day("2025-02-03"));
  EXPECT_EQ(bursts[0].ended, std::nullopt);
  EXPECT_EQ(bursts[0].ratio_high, 5.75);
  EXPECT_EQ(bursts[0].q_value, 0.0078125);

  const auto attributions = store::load_attributions(connection, day(kFirstWeek)).value();
  ASSERT_THAT(attributions, SizeIs(1));
  EXPECT_EQ(attributions[0].posterior, 0.9375);
  EXPECT_EQ(attributions[0].placebo_p, std::nullopt);
  EXPECT_EQ(attributions[0].excess, 31.5);
  EXPECT_EQ(attributions[0].evidence, R"({"a":1})");

  const auto alerts = store::load_alerts(connection).value();
  ASSERT_THAT(alerts, SizeIs(1));
  EXPECT_EQ(alerts[0].release, "r1");
  EXPECT_EQ(alerts[0].headline, "A wave");

  EXPECT_EQ(text("SELECT group_concat(similarity) FROM (SELECT similarity FROM topic_paper ORDER BY paper_id)"),
            "0.5,0.25");
  EXPECT_THAT(store::load_burst_papers(connection, day(kFirstWeek)).value(), SizeIs(2));
  EXPECT_EQ(text("SELECT group_concat(week_day) FROM topic_week"), std::to_string(day(kFirstWeek).value));

  const auto followers = store::load_followers(connection, day(kFirstWeek)).value();
  ASSERT_THAT(followers, SizeIs(1));
  EXPECT_EQ(followers[0].paper, 2);
  EXPECT_EQ(followers[0].lag_days, 9);
  EXPECT_EQ(followers[0].probability, 0.75);

  const auto state = store::load_state(connection, "cluster").value();
  ASSERT_THAT(state, SizeIs(2));
  EXPECT_EQ(state[0].body, "c");
  EXPECT_EQ(state[1].body, std::string("a\0b", 3));
  EXPECT_EQ(store::next_ids(connection)->topic, 3);
  EXPECT_EQ(store::next_ids(connection)->alert, 2);
}

TEST_F(Findings, ShowInTheViews) {
  commit(full_week());
  EXPECT_EQ(text("SELECT onset_on || confirmed_on || coalesce(ended_on, '-') FROM bursts"), "2025-01-202025-02-03-");
  EXPECT_EQ(
      text("SELECT field || month || value || low || coalesce(high, '-') FROM herding WHERE metric = 'follow_share'"),
      "all2025-010.250.125-");
  EXPECT_EQ(text("SELECT month || topic_id || burst_id || observed || expected || q_value || movers || publishing FROM "
                 "abandoned_topics"),
            "2025-01211.09.50.0148");
  EXPECT_EQ(text("SELECT a || ' ' || b || ' ' || cosine || ' ' || days_apart FROM concurrent_pairs"),
            "2501.00002 2501.00001 0.5 3");
  EXPECT_EQ(text("SELECT role || named || lag_days FROM roles WHERE arxiv_id = '2501.00001'"), "leader1-2");
  EXPECT_EQ(text("SELECT week || category || coalesce(announced, '?') || closed_on FROM weeks"),
            "2025-01-27cs.CL?2025-02-03");
  EXPECT_EQ(text("SELECT group_concat(arxiv_id) FROM topic_papers"), "2501.00001,2501.00002");
  EXPECT_EQ(text("SELECT event || to_topic FROM lineage"), "born2");
}

TEST_F(Findings, ShowForerunnersAsTheFirstAlertWithoutAReleaseNamedThem) {
  auto findings = full_week();
  auto& told = findings.alerts;
  told = {told[0], told[0], told[0]};
  const auto naming = [](const char* paper, int before) {
    return R"({"pioneers":[{"arxiv_id":")" + std::string(paper) + R"(","phrase":"SAEs","phrase_before":)" +
           std::to_string(before) + R"(,"phrase_users":40,"similarity":0.25}]})";
  };
  told[0].evidence = naming("2501.00002", 5);  // of a release: its pioneers are roles
  told[1] = {.id = 2, .burst = 1, .raised = day("2025-02-03"), .headline = "B", .evidence = naming("2501.00001", 9)};
  told[2] = {.id = 3, .burst = 1, .raised = day("2025-02-10"), .headline = "C", .evidence = naming("2501.00001", 8)};
  commit(findings);
  EXPECT_EQ(text("SELECT group_concat(burst_id || ' ' || arxiv_id || ' ' || phrase || ' ' || written_before || ' ' || "
                 "written_in_burst || ' ' || similarity || ' ' || told_on || ' ' || alert_id) FROM forerunners"),
            "1 2501.00001 SAEs 9 40 0.25 2025-02-03 2");
}

TEST_F(Findings, ReplaceWhatALaterWeekDecidesAnew) {
  commit(full_week());
  auto second = full_week();
  second.week = day(kSecondWeek);
  second.closed = day("2025-02-10");
  second.state_hash = "second";
  second.categories.clear();
  second.alerts.clear();
  second.lineage.clear();
  second.concurrent_pairs.clear();
  second.herding.clear();
  second.abandoned.clear();
  second.topics[1].label = "reasoning by reinforcement";
  second.bursts[0].state = "cooling";
  second.topic_papers = {{.topic = 2, .paper = 1, .similarity = 0.75}};
  second.reattributed = {1};
  second.attributions[0].posterior = 0.5;
  second.roles.clear();
  second.state = {{.room = "cluster", .key = 2, .body = ""}, {.room = "cluster", .key = 1, .body = "new"}};
  commit(second);
  EXPECT_EQ(text("SELECT label FROM topic WHERE topic_id = 2"), "reasoning by reinforcement");
  EXPECT_EQ(store::load_bursts(connection, day(kFirstWeek)).value()[0].state, "cooling");
  EXPECT_EQ(text("SELECT similarity FROM topic_paper WHERE topic_id = 2 AND paper_id = 1"), "0.75");
  EXPECT_EQ(store::load_attributions(connection, day(kFirstWeek)).value()[0].posterior, 0.5);
  EXPECT_EQ(text("SELECT count(*) FROM role"), "0") << "the roles of a burst that is attributed anew are all replaced";
  const auto state = store::load_state(connection, "cluster").value();
  ASSERT_THAT(state, SizeIs(1)) << "an empty body deletes the record";
  EXPECT_EQ(state[0].body, "new");
  EXPECT_THAT(store::load_state(connection, "burst").value(), SizeIs(1));
  EXPECT_THAT(store::closed_weeks(connection).value(), SizeIs(2));
}

TEST_F(Findings, ChangeOnlyWhatIsSaidOtherwiseOfThePapersOfTheWindow) {
  ASSERT_TRUE(store::store_papers(connection, std::vector{support::paper("2401.00001", "2024-01-02"),
                                                          support::paper("2501.00003", kFirstWeek)}));  // keys 3 and 4
  auto first = full_week();
  const auto follower = [](model::PaperKey paper) {
    return model::Role{.burst = 1,
                       .release = "r1",
                       .paper = paper,
                       .role = model::RoleKind::Follower,
                       .probability = 0.5,
                       .lag_days = 9,
                       .evidence = "words"};
  };
  for (const model::PaperKey paper : {3, 4}) {
    first.burst_papers.push_back({.burst = 1, .paper = paper});
    first.roles.push_back(follower(paper));
  }
  commit(first);
  auto second = week(kSecondWeek);
  second.window_from = day("2025-01-01");
  second.repopulated = second.reattributed = {1};
  second.burst_papers = {{.burst = 1, .paper = 1}, {.burst = 1, .paper = 2}};
  second.roles = {first.roles[0], first.roles[1]};
  second.roles[1].named = true;
  second.roles[1].evidence = "names the release";
  second.attributions = first.attributions;
  commit(second);
  EXPECT_EQ(text("SELECT group_concat(paper_id) FROM (SELECT paper_id FROM burst_paper ORDER BY paper_id)"), "1,2,3")
      << "what was announced before the window stays, what is no longer said of a paper in it goes";
  EXPECT_EQ(text("SELECT group_concat(paper_id || role || named || probability || evidence) "
                 "FROM (SELECT * FROM role ORDER BY paper_id)"),
            "1leader11.0its own paper,2follower10.75names the release,3follower00.5words");

  auto third = week("2025-02-10");
  third.window_from = day("2025-01-01");
  third.reattributed = {1};
  third.attributions = first.attributions;
  third.attributions[0].verdict = model::Verdict::Rejected;
  commit(third);
  EXPECT_EQ(text("SELECT count(*) FROM role"), "0") << "those of a release that it follows no longer go, however old";
}

TEST_F(Findings, KeepAPaperInOneClusterTopicAtATime) {
  commit(full_week());
  auto second = week(kSecondWeek);
  second.topics = {{.id = 3, .label = "c", .first_label = "c", .born = day(kSecondWeek)},
                   {.id = 4, .label = "d", .first_label = "d", .born = day(kSecondWeek)}};
  second.topic_papers = {{.topic = 3, .paper = 1, .similarity = 0.5}};
  second.background_topics = {{.topic = 4, .paper = 2, .similarity = 0.5}};
  commit(second);
  EXPECT_EQ(text("SELECT group_concat(topic_id || ':' || paper_id) FROM topic_paper"), "3:1,4:2");
  auto third = week("2025-02-10");
  third.lineage = {{.week = third.week, .event = model::LineageEvent::Merged, .from = 4, .to = 3}};
  commit(third);
  EXPECT_EQ(text("SELECT group_concat(topic_id || ':' || paper_id) FROM topic_paper"), "3:1,3:2");
  auto fourth = week("2025-02-17");
  fourth.lineage = {{.week = fourth.week, .event = model::LineageEvent::Merged, .from = 3, .to = 1}};
  commit(fourth);
  EXPECT_EQ(text("SELECT group_concat(topic_id || ':' || paper_id) FROM topic_paper"), "3:1,3:2")
      << "a term topic inherits nothing";
}

TEST_F(Findings, ThatThisProgramCannotHaveWrittenAreAClearError) {
  commit(full_week());
  connection.database().exec(
      "PRAGMA ignore_check_constraints = ON; UPDATE burst SET kind = 'cloud'; "
      "UPDATE attribution SET verdict = 'perhaps'; UPDATE alert SET reason = 'whim'; UPDATE release SET origin = "
      "'rumour'");
  EXPECT_THAT(store::load_bursts(connection, day(kFirstWeek)).error().message,
              HasSubstr("it holds the unknown word 'cloud'; restore a backup"));
  EXPECT_THAT(store::load_attributions(connection, day(kFirstWeek)).error().message,
              HasSubstr("unknown word 'perhaps'"));
  EXPECT_THAT(store::load_alerts(connection).error().message, HasSubstr("unknown word 'whim'"));
  EXPECT_THAT(store::releases(connection).error().message, HasSubstr("unknown word 'rumour'"));
}

TEST_F(Findings, CloseEachWeekOnceAndInOrder) {
  commit(week(kSecondWeek));
  for (const auto* late : {kSecondWeek, kFirstWeek}) {
    const auto refused = store::commit_week(connection, week(late));
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().message, HasSubstr("a closed week is never opened again"));
  }
  const auto tuesday = store::commit_week(connection, week("2025-02-11"));
  ASSERT_FALSE(tuesday);
  EXPECT_THAT(tuesday.error().message, HasSubstr("weeks are named by their Monday"));
}

TEST_F(Findings, AreKeptAllOrNotAtAll) {
  auto broken = full_week();
  broken.roles[0].paper = 999;  // there is no such paper: found when the transaction commits
  EXPECT_FALSE(store::commit_week(connection, broken));
  EXPECT_FALSE(store::last_closed_week(connection).value());
  EXPECT_EQ(text("SELECT count(*) FROM topic"), "0");
  EXPECT_THAT(store::load_state(connection, "cluster").value(), IsEmpty());
  commit(full_week());
}

TEST_F(Findings, CommitWithWhatTheWatchesSawOfThem) {
  const model::WatchAlert seen{.watch = "mine",
                               .burst = 1,
                               .release = "r1",
                               .raised = day("2025-02-03"),
                               .matched = 2,
                               .first = 1,
                               .before_release = true,
                               .ahead_of = 1,
                               .headline = "told",
                               .papers = {"2501.00001"}};
  std::size_t bursts_there = 0;
  const auto outcome = store::commit_week(connection, full_week(), [&](const store::Connection& written) {
    bursts_there = store::load_bursts(written, day(kFirstWeek)).value().size();
    return std::vector{seen};
  });
  ASSERT_TRUE(outcome) << outcome.error().message;
  EXPECT_EQ(bursts_there, 1U);
  EXPECT_EQ(
      text(
          "SELECT watch || release_id || raised_on || first_arxiv_id || before_release || arxiv_ids FROM watch_alerts"),
      "miner12025-02-032501.000011[\"2501.00001\"]");
}

TEST_F(Findings, AreNotKeptWhenTheWatchesFail) {
  const auto outcome = store::commit_week(
      connection, full_week(),
      [](const store::Connection&) -> Result<std::vector<model::WatchAlert>> { return fail(ErrorKind::Failed, "no"); });
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().message, "no");
  EXPECT_FALSE(store::last_closed_week(connection).value());
}

TEST_F(Findings, TellAWatchOfAWaveOnlyOnce) {
  const auto twice = store::commit_week(connection, full_week(), [](const store::Connection&) {
    const model::WatchAlert seen{.watch = "mine", .burst = 1, .raised = day("2025-02-03"), .headline = "told"};
    return std::vector{seen, seen};
  });
  EXPECT_FALSE(twice);
}

}  // namespace
}  // namespace bandwagon
