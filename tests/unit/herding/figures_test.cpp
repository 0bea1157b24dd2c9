#include "analyzers/herding/figures.hpp"

#include <gmock/gmock.h>

#include "tests/unit/herding/field_fixture.hpp"

namespace bandwagon::herding {
namespace {

using testing::ElementsAre;

// 2022-02: its papers stand in weeks 5 to 8.
const Month kFebruary = month_of(model::Day::parse("2022-02-01").value());

std::string author(int number) {
  return "Author " + std::to_string(number);
}

MonthReport report_of(const Field& field, Params params = {}) {
  const auto window = field.window();
  return month_report(window, {field.topic_of(window), field.born(kFebruary)}, field.decided, kFebruary, {}, params);
}

const Params kSmall{.field_papers = 1, .sample_papers = 4};

}  // namespace

TEST(HerdingMonth, CountsThePapersOfTheMonthByPrimaryCategory) {
  Field field;
  field.paper(3, {"A"});
  for (int i = 0; i < 3; ++i) field.paper(5, {author(i)});
  field.paper(6, {"B"}, "Something", "cs.LG");
  field.paper(9, {"C"});
  const auto report = report_of(field, kSmall);
  EXPECT_EQ(figure(report, "all", "papers")->value, 4);
  EXPECT_EQ(figure(report, "cs.CL", "papers")->value, 3);
  EXPECT_EQ(figure(report, "cs.LG", "papers")->value, 1);
  EXPECT_EQ(figure(report, "all", "papers")->month, kFebruary.first);
}

TEST(HerdingMonth, LeavesSmallFieldsOut) {
  Field field;
  for (int i = 0; i < 50; ++i) field.paper(5, {author(i)});
  field.paper(6, {"B"}, "Something", "cs.LG");
  EXPECT_FALSE(figure(report_of(field), "cs.LG", "papers"));
  EXPECT_TRUE(figure(report_of(field), "cs.CL", "papers"));
}

TEST(HerdingMonth, SumsThePapersThatFollowAtMostOnceEach) {
  Field field;
  const auto both = field.paper(5, {"A"}), one = field.paper(5, {"B"}), again = field.paper(5, {"C"});
  field.paper(5, {"D"});
  field.follows(both, "r1", 0.9, 10);
  field.follows(both, "o1", 0.8, 20);
  field.follows(one, "r1", 0.25, 30);
  field.follows(again, "r1", 0.5, 40, 1);
  field.follows(again, "r1", 0.75, 40, 2);  // the same release in another wave
  EXPECT_DOUBLE_EQ(figure(report_of(field, kSmall), "all", "follow_share")->value, (1 + 0.25 + 0.75) / 4);
}

TEST(HerdingMonth, WeighsLagsByTheProbabilityOfFollowing) {
  Field field;
  const std::vector<double> weights{0.1, 0.2, 0.4, 0.3};
  for (int i = 0; i < 4; ++i)
    field.follows(field.paper(5, {author(i)}), "r1", weights[static_cast<std::size_t>(i)], 10 * i);
  const auto report = report_of(field, kSmall);
  EXPECT_EQ(figure(report, "all", "lag_q25")->value, 10);
  EXPECT_EQ(figure(report, "all", "lag_median")->value, 20);
  EXPECT_EQ(figure(report, "all", "lag_q75")->value, 30);
}

TEST(HerdingMonth, SaysNoLagWhereNobodyFollows) {
  Field field;
  field.paper(5, {"A"});
  const auto report = report_of(field, kSmall);
  EXPECT_FALSE(figure(report, "all", "lag_median"));
  EXPECT_EQ(figure(report, "all", "follow_share")->value, 0);
}

TEST(HerdingMonth, CountsTopicsInASample) {
  Field field;
  for (int i = 0; i < 6; ++i) field.in_topic(i < 4 ? 1 : 3, field.paper(5, {author(i)}));
  field.paper(5, {"Z"});  // in no topic
  const auto report = report_of(field, kSmall);
  // 4 and 2 papers; two of four drawn without replacement: expected squares by hand
  // chance that two different places hold one topic: (4*3 + 2*1) / (6*5) = 14/30; n2 = 1 / (1/4 + 3/4 * 14/30)
  EXPECT_NEAR(figure(report, "all", "topics_n2")->value, 1 / (0.25 + 0.75 * 14 / 30), 1e-9);
  EXPECT_NEAR(figure(report, "all", "topic_share")->value, 6.0 / 7, 1e-12);
  EXPECT_FALSE(figure(report_of(field), "all", "topics_n2")) << "200 papers are not there";
}

TEST(HerdingMonth, CountsFirstPapersOnAGroundAsEntries) {
  Field field;
  field.topic(1);
  field.wave(7);
  field.in_topic(1, field.paper(2, {"Old hand"}));
  field.in_topic(1, field.paper(5, {"Old hand", "New"}));  // one entry, into the topic
  field.in_topic(1, field.paper(6, {"New"}));              // no entry: there since last week
  const auto surfer = field.paper(6, {"New", "Surfer"});   // two entries, into the wave
  field.in_topic(1, surfer);
  field.in_wave(7, surfer);
  field.paper(6, {"Nowhere"});  // on no ground
  EXPECT_NEAR(figure(report_of(field, kSmall), "all", "entry_concentration")->value, 2.0 / 3, 1e-12);
}

TEST(HerdingMonth, TakesTheLargestLiveWaves) {
  Field field;
  field.wave(1);
  field.wave(2);
  field.wave(3, "ended", support::monday(8));
  for (int i = 0; i < 3; ++i) field.in_wave(2, field.paper(5, {author(i)}));
  field.in_wave(1, field.paper(5, {author(4)}));
  field.in_wave(3, field.paper(5, {author(5)}));
  const auto window = field.window();
  const auto papers = see(window, field.topic_of(window), field.decided);
  EXPECT_THAT(largest_waves(papers, field.decided, kFebruary, 5), ElementsAre(2, 1));
  EXPECT_THAT(largest_waves(papers, field.decided, kFebruary, 1), ElementsAre(2));
}

TEST(HerdingMonth, CallsATopicLeaderlessUnlessAReleaseStandsBehindAQuarterOfIt) {
  Field field;
  field.wave(1);
  field.decided.attributions = {{.burst = 1, .release = "r1", .posterior = 0.9, .verdict = model::Verdict::Attributed}};
  for (const model::TopicId topic : {1, 2}) {
    field.topic(topic, support::monday(6));
    for (int i = 0; i < 8; ++i) {
      const auto paper = field.paper(6, {author(10 * static_cast<int>(topic) + i)});
      field.in_topic(topic, paper);
      if (i < (topic == 1 ? 2 : 1)) field.in_wave(1, paper);
    }
  }
  field.topic(3, support::monday(1));  // born earlier
  const auto born = figure(report_of(field, kSmall), "all", "births_without_release").value();
  EXPECT_DOUBLE_EQ(born.value, 0.5);
  EXPECT_NEAR(born.low.value(), 0.01257912, 1e-8);  // binom.test(1, 2), R 4.2
  EXPECT_EQ(figure(report_of(field, kSmall), "all", "births")->value, 2);

  field.decided.attributions[0].verdict = model::Verdict::Rejected;
  EXPECT_DOUBLE_EQ(figure(report_of(field, kSmall), "all", "births_without_release")->value, 1);
}

TEST(HerdingMonth, GivesIntervalsAroundItsFiguresAndTheSameOnesAgain) {
  Field field;
  for (int i = 0; i < 60; ++i) {
    const auto paper = field.paper(5 + i % 3, {author(i), author(100 + i % 20)});
    if (i % 7 == 0) field.follows(paper, "r1", 0.8, i);
  }
  const auto first = report_of(field), second = report_of(field);
  const auto share = figure(first, "all", "follow_share").value();
  EXPECT_LT(share.low.value(), share.value);
  EXPECT_GT(share.high.value(), share.value);
  EXPECT_GE(share.low.value(), 0);
  ASSERT_EQ(first.figures.size(), second.figures.size());
  for (std::size_t i = 0; i < first.figures.size(); ++i) {
    EXPECT_EQ(first.figures[i].value, second.figures[i].value);
    EXPECT_EQ(first.figures[i].low, second.figures[i].low);
  }
}

// Until close/15 they were value ± 1.96 deviations, and every thirteenth began before the release.
TEST(HerdingMonth, GivesLagsIntervalsThatLagsCanHave) {
  Field field;
  for (int i = 0; i < 20; ++i) field.follows(field.paper(5, {author(i)}), "r1", 0.8, i < 12 ? i : 400);
  const auto report = report_of(field, kSmall);
  for (const auto* metric : {"lag_q25", "lag_median", "lag_q75"}) {
    const auto lag = figure(report, "all", metric).value();
    EXPECT_GE(lag.low.value(), 0) << metric;
    EXPECT_LE(lag.high.value(), 400) << metric;
    EXPECT_LE(lag.low.value(), lag.value) << metric;
    EXPECT_GE(lag.high.value(), lag.value) << metric;
  }
}

TEST(HerdingMonth, SaysHowLongWavesLast) {
  Field field;
  for (model::BurstId wave = 1; wave <= 5; ++wave) {
    field.wave(wave);
    for (int week = 0; week < 9; ++week)
      for (int i = 0; i < (week < 4 ? 20 : 4); ++i) field.in_wave(wave, field.paper(week, {}));
  }
  EXPECT_NEAR(figure(report_of(field, kSmall), "all", "wave_half_life")->value, 3, 1);
  EXPECT_FALSE(figure(report_of(field, kSmall), "cs.CL", "wave_half_life"));
  field.decided.bursts.pop_back();
  EXPECT_FALSE(figure(report_of(field, kSmall), "all", "wave_half_life")) << "four are too few";
}

TEST(HerdingMonth, SaysNothingOfNothing) {
  const auto report = report_of(Field());
  EXPECT_TRUE(report.figures.empty() && report.abandoned.empty());
}

}  // namespace bandwagon::herding
