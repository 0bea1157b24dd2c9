#include "analyzers/burst/expectation.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cmath>
#include <numeric>

#include "tests/unit/burst/weeks.hpp"

namespace bandwagon::burst {
namespace {

std::vector<WeekExposure> steady(std::vector<double> papers) {
  return std::vector<WeekExposure>(kNow + 1, WeekExposure{.papers = std::move(papers)});
}

std::vector<SubjectCount> every_week(StratumIndex stratum, double papers) {
  std::vector<SubjectCount> counts;
  for (int week = 0; week <= kNow; ++week) counts.push_back({week, stratum, papers});
  return counts;
}

// The formulas of expectation.hpp read off the page.
struct Slow {
  double mean = 0, inverse_size = 0, papers = 0;
};
Slow slow_forecast(const std::vector<WeekExposure>& weeks, const std::vector<SubjectCount>& counts, std::size_t strata,
                   const ExpectationParams& params) {
  const auto weight = [&](int week) { return std::pow(2.0, -(kNow - week) / params.half_life_weeks); };
  const auto papers = [&](int week, std::size_t c) { return weeks[static_cast<std::size_t>(week)].papers[c]; };
  std::vector<std::vector<double>> y(kNow + 1, std::vector<double>(strata, 0));
  for (const auto& count : counts) y[static_cast<std::size_t>(count.week)][count.stratum] += count.papers;
  const auto observed = [&](int week) {
    const auto& here = y[static_cast<std::size_t>(week)];
    return std::accumulate(here.begin(), here.end(), 0.0);
  };
  const int first = kNow - params.history_weeks, last = kNow - params.guard_weeks - 1;
  std::vector<char> present(strata, 0);
  for (int s = first; s <= last; ++s)
    for (std::size_t c = 0; c < strata; ++c) present[c] |= y[static_cast<std::size_t>(s)][c] > 0;

  Slow slow;
  std::vector<double> trust(kNow + 1, 1), share(strata);
  const auto mean = [&](int week) {
    double mu = 0;
    for (std::size_t c = 0; c < strata; ++c) mu += papers(week, c) * share[c];
    return mu;
  };
  for (int round = 0; round < 3; ++round) {
    std::vector<double> subject(strata, 0), exposure(strata, 0);
    double all = 0;
    slow.papers = 0;
    for (int s = first; s <= last; ++s)
      for (std::size_t c = 0; c < strata; ++c) {
        const double trusted = trust[static_cast<std::size_t>(s)] * weight(s);
        subject[c] += trusted * y[static_cast<std::size_t>(s)][c];
        slow.papers += trusted * y[static_cast<std::size_t>(s)][c];
        all += trusted * papers(s, c);
        exposure[c] += (present[c] ? trusted : weight(s)) * papers(s, c);  // where it never was, all weeks count
      }
    const double pooled = (slow.papers + Baseline::kPriorPapers) / (all + 1);
    for (std::size_t c = 0; c < strata; ++c)
      share[c] = (subject[c] + params.shrinkage_papers * pooled) / (exposure[c] + params.shrinkage_papers);
    if (round == 2) break;
    for (int s = first; s <= last; ++s) {
      const double mu = mean(s), z = (observed(s) - mu) / std::sqrt(mu * (1 + params.prior_inverse_size * mu));
      trust[static_cast<std::size_t>(s)] = z > params.outlier_residual ? std::pow(params.outlier_residual / z, 2) : 1;
    }
  }
  double spread = params.prior_weight * params.prior_inverse_size, scale = params.prior_weight;
  for (int s = first; s <= last; ++s) {
    spread += (observed(s) - mean(s)) * (observed(s) - mean(s)) - mean(s);
    scale += mean(s) * mean(s);
  }
  slow.mean = mean(kNow);
  slow.inverse_size = std::max(0.0, spread / scale);
  return slow;
}

}  // namespace

TEST(Baseline, AgreesWithTheFormulas) {
  EXPECT_TRUE(rc::check("forecast against slow", [] {
    const std::size_t strata = *rc::gen::inRange<std::size_t>(1, 6),
                      present = *rc::gen::inRange<std::size_t>(0, strata);
    std::vector<WeekExposure> weeks(kNow + 1);
    std::vector<SubjectCount> counts;
    for (int week = 0; week <= kNow; ++week) {
      const int surge = *rc::gen::inRange(0, 8) == 0 ? 6 : 1;
      for (std::size_t c = 0; c < strata; ++c) {
        weeks[static_cast<std::size_t>(week)].papers.push_back(*rc::gen::inRange(20, 400));
        const int papers = c <= present ? surge * *rc::gen::inRange(0, 8) : 0;
        if (papers > 0) counts.push_back({week, static_cast<StratumIndex>(c), static_cast<double>(papers)});
      }
    }
    const ExpectationParams params{.outlier_residual = 1.5};
    const Baseline baseline(weeks, kNow, kNone, params);
    const auto fast = baseline.forecast(counts, 1);
    const auto slow = slow_forecast(weeks, counts, strata, params);
    RC_ASSERT(std::abs(fast.total.mean / slow.mean - 1) < 1e-9);
    RC_ASSERT(std::abs(fast.weekly_size * (slow.inverse_size + 0.01) - 1) < 1e-9);
    RC_ASSERT(std::abs(fast.total.size * (slow.inverse_size + 1 / (slow.papers + Baseline::kPriorPapers) + 0.01) - 1) <
              1e-9);
  }));
}

TEST(Baseline, ExpectsTheUsualShareOfTheUsualVolume) {
  const auto weeks = steady({100});
  const auto forecast = Baseline(weeks, kNow, kNone, {}).forecast(every_week(0, 5), 4);
  EXPECT_NEAR(forecast.mean_per_week, 5, 0.05);
  EXPECT_NEAR(forecast.total.mean, 20, 0.2);
  EXPECT_EQ(forecast.weekly.size(), 4U);
}

TEST(Baseline, ExpectsMoreInAWeekOfMorePapers) {
  auto weeks = steady({100});
  weeks[kNow].papers = {300};
  EXPECT_NEAR(Baseline(weeks, kNow, kNone, {}).forecast(every_week(0, 5), 1).total.mean, 15, 0.15);
}

TEST(Baseline, ExpectsAlmostNothingOfASubjectNeverSeen) {
  const auto weeks = steady({100});
  const auto forecast = Baseline(weeks, kNow, kNone, {}).forecast(std::span<const SubjectCount>(), 4);
  EXPECT_GT(forecast.total.mean, 0);
  EXPECT_LT(forecast.total.mean, 0.2);
}

TEST(Baseline, DoesNotLearnFromTheGuardWeeks) {
  const auto weeks = steady({100});
  auto burst = every_week(0, 5);
  for (auto& count : burst)
    if (count.week >= kNow - 8) count.papers = 90;
  const Baseline baseline(weeks, kNow, kNone, {});
  EXPECT_EQ(baseline.forecast(burst, 4).total.mean, baseline.forecast(every_week(0, 5), 4).total.mean);
}

TEST(Baseline, LearnsFromTheWeekBeforeTheGuard) {
  const auto weeks = steady({100});
  auto more = every_week(0, 5);
  for (auto& count : more)
    if (count.week == kNow - 9) count.papers = 6;
  const Baseline baseline(weeks, kNow, kNone, {});
  EXPECT_GT(baseline.forecast(more, 4).total.mean, baseline.forecast(every_week(0, 5), 4).total.mean);
}

TEST(Baseline, ForgetsWhatIsOlderThanItsHistory) {
  const auto weeks = steady({100});
  auto old = every_week(0, 5);
  for (auto& count : old)
    if (count.week < kNow - 60) count.papers = 90;
  const Baseline baseline(weeks, kNow, kNone, {});
  EXPECT_EQ(baseline.forecast(old, 4).total.mean, baseline.forecast(every_week(0, 5), 4).total.mean);
}

TEST(Baseline, IgnoresWeeksThatWereNotSeen) {
  auto weeks = steady({100});
  auto counts = every_week(0, 5);
  for (int week = 30; week < 36; ++week) {
    weeks[static_cast<std::size_t>(week)] = {.papers = {}, .observed = false};
    counts[static_cast<std::size_t>(week)].papers = 0;
  }
  EXPECT_NEAR(Baseline(weeks, kNow, kNone, {}).forecast(counts, 1).total.mean, 5, 0.05);
}

TEST(Baseline, ExpectsNothingOfAWeekThatWasNotSeen) {
  auto weeks = steady({100});
  weeks[kNow - 1] = {.papers = {}, .observed = false};
  EXPECT_NEAR(Baseline(weeks, kNow, kNone, {}).forecast(every_week(0, 5), 4).total.mean, 15, 0.15);
}

TEST(Baseline, WeighsDownAnEarlierBurst) {
  const auto weeks = steady({100});
  auto once = every_week(0, 5);
  once[50].papers = 60;
  const Baseline robust(weeks, kNow, kNone, {}), plain(weeks, kNow, kNone, {.outlier_residual = 1e9});
  EXPECT_LT(robust.forecast(once, 1).total.mean, 5.5);
  EXPECT_GT(plain.forecast(once, 1).total.mean, 6);
}

TEST(Baseline, KeepsTheSharesOfStrataApart) {
  const auto weeks = steady({1000, 1000});
  auto more_of_second = weeks;
  more_of_second[kNow].papers = {1000, 3000};
  const auto counts = every_week(0, 50);  // all of the subject is in the first stratum
  const double before = Baseline(weeks, kNow, kNone, {}).forecast(counts, 1).total.mean;
  const double after = Baseline(more_of_second, kNow, kNone, {}).forecast(counts, 1).total.mean;
  EXPECT_NEAR(before, 50, 1.5);
  EXPECT_NEAR(after / before, 1, 0.05);
}

TEST(Baseline, CountsNeitherPapersNorVolumeOfAQuarantinedStratum) {
  const auto one = steady({100}), two = steady({100, 400});
  auto counts = every_week(0, 5);
  const double without = Baseline(one, kNow, kNone, {}).forecast(counts, 4).total.mean;
  for (const auto& count : every_week(1, 80)) counts.push_back(count);
  const Quarantine second_is_new{0, 1};
  EXPECT_DOUBLE_EQ(Baseline(two, kNow, second_is_new, {}).forecast(counts, 4).total.mean, without);
}

TEST(Baseline, ExpectsThePooledShareOfAStratumSeenOnlyAfterItsTraining) {
  auto weeks = steady({100});
  for (int week = kNow - 2; week <= kNow; ++week) weeks[static_cast<std::size_t>(week)].papers = {100, 100};
  const auto means = Baseline(weeks, kNow - 10, kNone, {}).expected(every_week(0, 5), kNow - 4, kNow);
  ASSERT_EQ(means.size(), 5U);
  EXPECT_NEAR(means.front(), 5, 0.1);
  EXPECT_NEAR(means.back(), 10, 0.2);
}

// A wave's rates are learned before its onset; a list may be added while it lasts.
TEST(Baseline, ExpectsThePooledShareOfAStratumThatKeptRatesDoNotKnow) {
  const auto rates = Baseline(steady({100}), kNow, kNone, {}).rates(every_week(0, 5));
  const auto weeks = steady({100, 100});
  const auto means = Baseline(weeks, kNow, kNone, {}).expected(rates, kNow, kNow);
  ASSERT_EQ(means.size(), 1U);
  EXPECT_NEAR(means.front(), 10, 0.2);
  EXPECT_DOUBLE_EQ(means.front(), expected_total(rates, std::span(weeks).last(1), kNone, {}).mean);
}

TEST(Baseline, CountsItsTrainingWeeks) {
  auto weeks = steady({100});
  weeks[40].observed = false;
  EXPECT_EQ(Baseline(weeks, kNow, kNone, {}).training_weeks(), 51);
  EXPECT_EQ(Baseline(weeks, 6, kNone, {}).training_weeks(), 0);
}

TEST(Baseline, KnowsWhichPapersStandInStrataOfItsPast) {
  auto weeks = steady({300, 0});
  for (int week = kNow - 3; week <= kNow; ++week) weeks[static_cast<std::size_t>(week)].papers = {300, 100};
  const Baseline baseline(weeks, kNow, kNone, {});
  EXPECT_EQ(baseline.known_share(kNow - 4, 4), 1);
  EXPECT_DOUBLE_EQ(baseline.known_share(kNow, 4), 0.75);
  EXPECT_DOUBLE_EQ(baseline.known_share(kNow, 8), 2400.0 / 2800);
}

}  // namespace bandwagon::burst
