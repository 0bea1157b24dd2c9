// The statistics of this room against R 4.2.2 and its package surveillance 1.20.3 (Debian 12: r-base-core,
// r-cran-surveillance). Each test says the R code that gave its numbers; R itself is not needed to run them.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <vector>

#include "analyzers/burst/expectation.hpp"
#include "analyzers/burst/false_discovery.hpp"
#include "analyzers/burst/negative_binomial.hpp"
#include "analyzers/burst/onset.hpp"
#include "analyzers/burst/screen.hpp"

namespace bandwagon::burst {

//   dnbinom(y, size = size, mu = mu)
//   pnbinom(y, size = size, mu = mu, lower.tail = FALSE) + dnbinom(y, size = size, mu = mu) / 2
TEST(NegativeBinomial, AgreesWithR) {
  struct Known {
    double mean, size, observed, probability, mid_p;
  };
  for (const Known& known : {Known{2, 3, 4, 0.082944000000000045, 0.13772800000000013},
                             Known{0.7, 1.3, 5, 0.0056218051978974316, 0.0060595865288107023},
                             Known{12.5, 8, 30, 0.0019861855953104053, 0.00656911219239941},
                             Known{0.05, 0.4, 3, 0.00029312946883180345, 0.00017725745312247737},
                             Known{40, 18, 95, 1.7927994465340384e-05, 8.3940292491760927e-05},
                             Known{250, 90, 301, 0.0032100582266752094, 0.054186465593587835},
                             Known{6, 1e6, 14, 0.0022281946090187566, 0.0025145046137687197}}) {
    const NegativeBinomial law{.mean = known.mean, .size = known.size};
    EXPECT_NEAR(std::exp(log_probability(law, known.observed)) / known.probability, 1, 1e-8) << known.mean;
    EXPECT_NEAR(upper_mid_p(law, known.observed) / known.mid_p, 1, 1e-8) << known.mean;
  }
}

//   tail <- function(r, t) pnbinom(y, size=size, mu=mu*r, lower.tail=FALSE) + dnbinom(y, size=size, mu=mu*r)/2 - t
//   c(uniroot(tail, c(1e-9, 1000), t=.025, tol=1e-12)$root, uniroot(tail, c(1e-9, 1000), t=.975, tol=1e-12)$root)
TEST(RatioInterval, AgreesWithR) {
  struct Known {
    double observed, mean, size, low, high;
  };
  for (const Known& known :
       {Known{41, 9.8, 10, 2.25383296246, 9.2619704505}, Known{6, 0.8, 3, 2.2110865862, 43.439138891},
        Known{120, 90, 25, 0.894322663573, 2.13353522426}}) {
    const auto interval = ratio_interval({.mean = known.mean, .size = known.size}, known.observed, 0.025);
    EXPECT_NEAR(interval.low / known.low, 1, 1e-8) << known.observed;
    EXPECT_NEAR(interval.high / known.high, 1, 1e-8) << known.observed;
  }
}

//   poisson.test(12, 4.5)$conf.int, poisson.test(3, 9)$conf.int, poisson.test(41, 9.8)$conf.int
TEST(RatioInterval, LiesInsideTheExactOneOfThePoisson) {  // mid-p shortens Clopper and Pearson's interval on both sides
  struct Known {
    double observed, mean, low, high;
  };
  for (const Known& known : {Known{12, 4.5, 1.37790557972, 4.65813001071}, Known{3, 9, 0.0687413469884, 0.974141452194},
                             Known{41, 9.8, 3.00227631311, 5.67562546589}}) {
    const auto interval = ratio_interval({.mean = known.mean, .size = 1e9}, known.observed, 0.025);
    EXPECT_GT(interval.low, known.low);
    EXPECT_LT(interval.high, known.high);
    EXPECT_NEAR(interval.high - interval.low, known.high - known.low, 0.1 * (known.high - known.low));
  }
}

//   p <- c(.21, .0004, .03, .03, .9, 1e-9, .047, .6, .0121, .33);  p.adjust(p, "BH");  p.adjust(p, "BH", n = 40)
TEST(FalseDiscovery, AgreesWithR) {
  const std::vector<double> p{0.21, 0.0004, 0.03, 0.03, 0.9, 1e-9, 0.047, 0.6, 0.0121, 0.33};
  const std::vector<double> among_ten{0.3,
                                      0.002,
                                      0.06,
                                      0.06,
                                      0.9,
                                      1e-8,
                                      0.078333333333333338,
                                      0.66666666666666663,
                                      0.040333333333333332,
                                      0.41250000000000003};
  const std::vector<double> among_forty{1, 0.008, 0.24, 0.24, 1, 4e-8, 0.31333333333333335, 1, 0.16133333333333333, 1};
  const auto ten = adjusted_p_values(p, p.size()), forty = adjusted_p_values(p, 40);
  for (std::size_t i = 0; i < p.size(); ++i) {
    EXPECT_NEAR(ten[i], among_ten[i], 1e-12) << p[i];
    EXPECT_NEAR(forty[i], among_forty[i], 1e-12) << p[i];
  }
}

//   ll <- sapply(seq_along(y), function(o) { i <- seq_along(y) >= o; r <- max(1, sum(y[i]) / sum(mu[i]))
//                                            sum(dnbinom(y, size = 15, mu = ifelse(i, r * mu, mu), log = TRUE)) })
//   which.max(ll) - 1 is 12; ll[13] - ll[14] is 1.56 and ll[13] - ll[12] is 3.456: no other week is within .82, one is
//   within 2.5; qchisq(.8, 1) / 2 is .821187
TEST(Onset, AgreesWithR) {
  const std::vector<double> y{2, 1, 3, 2, 0, 4, 2, 1, 3, 2, 2, 1, 6, 9, 8, 12, 10, 11};
  const std::vector<double> mu{2, 2, 2.2, 2.1, 1.9, 2, 2, 2.1, 2.3, 2.2, 2, 2, 2.1, 2.2, 2.3, 2.2, 2.1, 2.2};
  const auto onset = find_onset(y, mu, 15);
  EXPECT_EQ(onset.week, 12);
  EXPECT_EQ(onset.early, 12);
  EXPECT_EQ(onset.late, 12);
  EXPECT_EQ(onset.low, 12);
  EXPECT_EQ(onset.high, 13);
}

namespace {

// Weekly reports of Salmonella Newport in Germany to the Robert Koch Institute (SurvStat), as R has them:
//   data(salmNewport); y <- as.vector(observed(aggregate(salmNewport, by = "unit")));  y[289:418]
// with the outbreak of autumn 2011 in weeks 120 to 123.
const std::vector<double> kNewport{3, 1, 2, 4, 3, 2, 3, 6, 4, 3, 2, 2, 2, 4, 7, 7, 3, 3,  1,  6,  1, 1, 1, 0,  0, 0,
                                   1, 1, 2, 3, 1, 3, 1, 1, 1, 1, 0, 3, 1, 1, 1, 1, 1, 1,  0,  2,  2, 1, 2, 2,  2, 3,
                                   3, 1, 2, 0, 3, 1, 3, 1, 2, 1, 2, 0, 0, 4, 3, 3, 5, 3,  1,  1,  1, 3, 3, 1,  2, 1,
                                   0, 3, 3, 3, 1, 0, 0, 0, 1, 3, 0, 2, 2, 3, 3, 0, 3, 2,  1,  2,  1, 1, 0, 3,  1, 2,
                                   0, 0, 2, 5, 2, 0, 3, 6, 1, 2, 1, 2, 0, 2, 0, 3, 9, 41, 45, 17, 3, 3, 5, 11, 5, 4};

struct Newport {
  std::vector<WeekExposure> weeks;
  std::vector<SubjectCount> counts;
  explicit Newport(std::size_t last) {
    for (std::size_t week = 0; week <= last; ++week) {
      weeks.push_back({.papers = {1000}});  // Farrington's model has no offset here: every week alike
      counts.push_back({static_cast<int>(week), 0, kNewport[week]});
    }
  }
};

}  // namespace

//   farringtonFlexible(x, list(range = 389:417, noPeriods = 1, b = 3, w = 26, weightsThreshold = 2.58,
//     pastWeeksNotIncluded = 6, trend = FALSE, thresholdMethod = "nbPlugin", alpha = .001, limit54 = c(0, 4),
//     fitFun = "algo.farrington.fitGLM.flexible"))@control$expected
// It learns from three years of equal weight, we from one with a half-life of 20 weeks, so the two agree only roughly.
TEST(Baseline, ExpectsAboutWhatFarringtonFlexibleDoes) {
  constexpr std::array<std::pair<std::size_t, double>, 6> kExpected{
      std::pair{std::size_t{100}, 1.9921}, {105, 2.0092}, {110, 1.9977}, {115, 2.0150}, {120, 2.0268}, {125, 1.9866}};
  for (const auto& [week, expected] : kExpected) {
    const Newport newport(week);
    const Quarantine none(1, 0);
    const Baseline baseline(newport.weeks, static_cast<int>(week), none, {});
    const double ours = baseline.forecast(newport.counts, 1).total.mean;
    EXPECT_GT(ours / expected, 0.75) << week;
    EXPECT_LT(ours / expected, 1.25) << week;
  }
}

// alarms() of the same call are weeks 121, 122 and 123, at alpha = .001 for a single week; week 127 (11 reports) too, a
// ripple within our margin. We test sums of four weeks, so our alarm lasts as long as they hold the outbreak.
TEST(Screen, AlarmsAtTheOutbreakWhereFarringtonFlexibleDoes) {
  std::vector<std::size_t> alarms;
  for (std::size_t week = 100; week <= 123; ++week) {
    const Newport newport(week);
    const Quarantine none(1, 0);
    const int now = static_cast<int>(week);
    const Baseline baseline(newport.weeks, now, none, {});
    if (test(1, newport.counts, now, baseline, none, {}).p <= 0.001) alarms.push_back(week);
  }
  EXPECT_EQ(alarms, (std::vector<std::size_t>{121, 122, 123}));
}

}  // namespace bandwagon::burst
