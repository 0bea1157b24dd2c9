#include "analyzers/burst/screen.hpp"

#include <gtest/gtest.h>

#include <array>
#include <map>

#include "tests/unit/burst/weeks.hpp"

namespace bandwagon::burst {
namespace {

constexpr int kWeeks = kNow + 1;
constexpr SubjectId kRising = 7, kSteady = 3;
const WorthTesting kAlways = [](SubjectId, double) { return true; };

// Weeks of counts and volume, built paper by paper.
class Stream {
 public:
  explicit Stream(std::vector<double> volume)
      : exposure_(kWeeks, WeekExposure{.papers = std::move(volume)}), counts_(kWeeks) {}

  void add(SubjectId subject, StratumIndex stratum, int first, int last, int papers) {
    for (int week = first; week <= last; ++week) tally_[week][{subject, stratum}] += papers;
  }
  void set_volume(int week, std::vector<double> papers) {
    exposure_[static_cast<std::size_t>(week)].papers = std::move(papers);
  }

  std::vector<Excess> screen(const Quarantine& quarantine = Quarantine(4, 0), const WorthTesting& worth = kAlways) {
    std::vector<const WeekCounts*> weeks;
    for (int week = 0; week < kWeeks; ++week) {
      auto& counts = counts_[static_cast<std::size_t>(week)];
      counts.clear();
      for (const auto& [key, papers] : tally_[week])
        counts.push_back({key.first, key.second, static_cast<std::uint16_t>(papers)});
      weeks.push_back(&counts);
    }
    return burst::screen(weeks, Baseline(exposure_, kNow, quarantine, {}), quarantine, worth, {});
  }

 private:
  std::vector<WeekExposure> exposure_;
  std::vector<WeekCounts> counts_;
  std::map<int, std::map<std::pair<SubjectId, StratumIndex>, int>> tally_;
};

}  // namespace

TEST(Screen, FindsASubjectThatRises) {
  Stream stream({500});
  stream.add(kSteady, 0, 0, kNow, 5);
  stream.add(kRising, 0, 0, kNow, 2);
  stream.add(kRising, 0, kNow - 3, kNow, 10);
  const auto found = stream.screen();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].subject, kRising);
  EXPECT_EQ(found[0].observed, 48);
  EXPECT_EQ(found[0].latest, 24);
  EXPECT_NEAR(found[0].expected.mean, 8, 0.2);
  EXPECT_LE(found[0].q, 0.05);
}

TEST(Screen, FindsARiseOfASingleWeek) {
  Stream stream({500});
  stream.add(kRising, 0, 0, kNow, 2);
  stream.add(kRising, 0, kNow, kNow, 16);
  EXPECT_EQ(stream.screen().size(), 1U);
}

TEST(Screen, PaysForItsTwoWindowsByTheirShares) {
  const NegativeBinomial law{.mean = 4, .size = 20};
  const auto expected = [&](int) { return law; };
  const ScreenParams params;
  const NegativeBinomial beyond{.mean = params.margin * law.mean, .size = law.size};
  const Quarantine none(1, 0);
  const std::vector<SubjectCount> early{{kNow - 3, 0, 12}}, late{{kNow, 0, 12}};
  EXPECT_DOUBLE_EQ(test(kRising, early, kNow, expected, none, params).p, upper_mid_p(beyond, 12) / 0.9);
  const auto by_both = test(kRising, late, kNow, expected, none, params);
  EXPECT_EQ(by_both.latest, 12);
  EXPECT_DOUBLE_EQ(by_both.p, upper_mid_p(beyond, 12) / 0.9) << "the short window alone would cost ten times";
}

TEST(Screen, TakesGrowthWithinTheMarginForNoEvent) {
  Stream stream({500});
  stream.add(kRising, 0, 0, kNow, 80);
  stream.add(kRising, 0, kNow - 3, kNow, 18);  // x1.22
  EXPECT_TRUE(stream.screen().empty());
}

TEST(Screen, TestsNothingBelowAFewPapers) {
  Stream stream({500});
  stream.add(kRising, 0, kNow, kNow, 5);
  EXPECT_TRUE(stream.screen().empty());
}

TEST(Screen, FindsAWordCoinedThisMonth) {
  Stream stream({500});
  stream.add(kRising, 0, kNow - 1, kNow, 4);
  EXPECT_EQ(stream.screen().size(), 1U);
}

TEST(Screen, TakesAPureChangeOfTheMixOfCategoriesForNoEvent) {
  Stream stream({1000, 200});
  stream.add(kSteady, 0, 0, kNow, 1);
  stream.add(kSteady, 1, 0, kNow, 20);
  for (int week = kNow - 3; week <= kNow; ++week) stream.set_volume(week, {400, 800});
  stream.add(kSteady, 1, kNow - 3, kNow, 60);  // four times the volume, four times the papers
  EXPECT_TRUE(stream.screen().empty());
}

TEST(Screen, DoesNotCountPapersOfAQuarantinedStratum) {
  Stream stream({500, 0});
  stream.add(kSteady, 0, 0, kNow, 2);
  for (int week = kNow - 3; week <= kNow; ++week) stream.set_volume(week, {500, 900});
  stream.add(kSteady, 1, kNow - 3, kNow, 50);
  EXPECT_TRUE(stream.screen({0, 1}).empty());
  EXPECT_FALSE(stream.screen({0, 0}).empty());
}

TEST(Screen, SparesWhatIsNotWorthTestingButCountsItInTheFamily) {
  Stream stream({500});
  stream.add(kRising, 0, 0, kNow, 2);
  stream.add(kRising, 0, kNow - 3, kNow, 10);
  for (SubjectId other = 100; other < 200; ++other) stream.add(other, 0, 0, kNow, 2);
  const auto all = stream.screen();
  const auto spared = stream.screen(Quarantine(4, 0), [](SubjectId subject, double) { return subject == kRising; });
  ASSERT_EQ(all.size(), 1U);
  ASSERT_EQ(spared.size(), 1U);
  EXPECT_EQ(spared[0].q, all[0].q);
  EXPECT_TRUE(stream.screen(Quarantine(4, 0), [](SubjectId, double) { return false; }).empty());
}

TEST(Screen, SaysOfASubjectWhatItsTestAloneSays) {
  Stream stream({500});
  stream.add(kRising, 0, 0, kNow, 2);
  stream.add(kRising, 0, kNow - 3, kNow, 10);
  const auto found = stream.screen();
  std::vector<SubjectCount> counts;
  for (int week = 0; week < kWeeks; ++week) counts.push_back({week, 0, week > kNow - 4 ? 12.0 : 2.0});
  const std::vector<WeekExposure> exposure(kWeeks, WeekExposure{.papers = {500}});
  const Quarantine none(1, 0);
  const auto alone = test(kRising, counts, kNow, Baseline(exposure, kNow, none, {}), none, {});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(alone.p, found[0].p);
  EXPECT_EQ(alone.expected.mean, found[0].expected.mean);
}

TEST(Screen, FindsNothingInNothing) {
  EXPECT_TRUE(Stream({500}).screen().empty());
}

}  // namespace bandwagon::burst
