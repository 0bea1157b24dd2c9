#include "analyzers/burst/negative_binomial.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cmath>

#include "tests/unit/burst/any_law.hpp"

namespace bandwagon::burst {
namespace {

// P(X = k) by the recursion P(k + 1) = P(k) (k + size) / (k + 1) (1 - p), term by term.
double slow_mid_p(const NegativeBinomial& law, int observed) {
  const double p = law.size / (law.size + law.mean);
  double probability = std::pow(p, law.size), below = 0;
  for (int k = 0; k < observed; ++k) {
    below += probability;
    probability *= (k + law.size) / (k + 1) * (1 - p);
  }
  return 1 - below - probability / 2;
}

}  // namespace

// Exact fractions: P(X = k) = C(k + size - 1, k) p^size (1 - p)^k with p = size / (size + mean), summed with Python's
// fractions.
TEST(NegativeBinomial, AgreesWithExactFractions) {
  struct Known {
    double size, mean, observed, probability, mid_p;
  };
  for (const Known& known : {Known{2, 3, 4, 0.10368, 0.28512}, Known{2, 3, 0, 0.16, 0.92},
                             Known{5, 10, 0, 0.00411522633744856, 0.99794238683127567},
                             Known{5, 10, 30, 0.00099528908674098864, 0.0034217891148435229}}) {
    const NegativeBinomial law{.mean = known.mean, .size = known.size};
    EXPECT_NEAR(std::exp(log_probability(law, known.observed)), known.probability, 1e-12) << known.observed;
    EXPECT_NEAR(upper_mid_p(law, known.observed), known.mid_p, 1e-12) << known.observed;
  }
}

TEST(NegativeBinomial, IsAccurateFarIntoTheTail) {  // exact fractions, as above
  EXPECT_NEAR(upper_mid_p({.mean = 10, .size = 5}, 100) / 1.2809186894252357e-13, 1, 1e-9);
  EXPECT_NEAR(upper_mid_p({.mean = 10, .size = 20}, 200) / 1.31604075733799e-72, 1, 1e-9);
}

TEST(NegativeBinomial, BecomesThePoissonAsItsSizeGrows) {
  EXPECT_NEAR(std::exp(log_probability({.mean = 2, .size = 1e8}, 3)), 8.0 / 6 * std::exp(-2), 1e-6);
}

TEST(NegativeBinomial, AgreesWithASlowSum) {
  EXPECT_TRUE(rc::check("mid-p against a sum", [] {
    const auto law = any_law();
    const int observed = *rc::gen::inRange(0, 80);
    RC_ASSERT(std::abs(upper_mid_p(law, observed) - slow_mid_p(law, observed)) < 1e-9);
  }));
}

TEST(NegativeBinomial, LeavesNothingUnusualAboutNoPapersWhereNoneAreExpected) {
  EXPECT_EQ(upper_mid_p({.mean = 0, .size = 1}, 0), 0.5);
  EXPECT_EQ(upper_mid_p({.mean = 0, .size = 1}, 1), 0.0);
}

TEST(RatioInterval, BracketsTheRatioAndMeetsItsTails) {
  EXPECT_TRUE(rc::check("interval and tails", [] {
    const auto law = any_law();
    const int observed = *rc::gen::inRange(1, 200);
    const auto interval = ratio_interval(law, observed, 0.025);
    RC_ASSERT(interval.low <= observed / law.mean && observed / law.mean <= interval.high);
    RC_ASSERT(std::abs(upper_mid_p({.mean = law.mean * interval.low, .size = law.size}, observed) - 0.025) < 1e-6);
    RC_ASSERT(std::abs(upper_mid_p({.mean = law.mean * interval.high, .size = law.size}, observed) - 0.975) < 1e-6);
  }));
}

// Where thousands are expected, tails are 0 or 1 in double precision a little beside what was seen.
TEST(RatioInterval, BracketsTheRatioWhereThousandsAreExpected) {
  EXPECT_TRUE(rc::check("interval where thousands are expected", [] {
    const NegativeBinomial law{.mean = *rc::gen::inRange(1, 50'000) / 10.0,
                               .size = *rc::gen::element(0.5, 30.0, 1e3, 1e5, 1e8)};
    const double observed = *rc::gen::oneOf(rc::gen::inRange(0, 3), rc::gen::inRange(0, 20'000));
    const auto interval = ratio_interval(law, observed, 0.025);
    RC_ASSERT(interval.low <= observed / law.mean && observed / law.mean <= interval.high);
    RC_ASSERT(observed == 0 || interval.low > 0);
    RC_ASSERT(std::abs(upper_mid_p({.mean = law.mean * interval.high, .size = law.size}, observed) - 0.975) < 1e-6);
  }));
}

// Its short cuts must not change a digit: stored figures rest on plain bisection.
TEST(RatioInterval, IsThatOfPlainBisectionToTheLastDigit) {
  EXPECT_TRUE(rc::check("against bisection", [] {
    const auto law = any_law();
    const double observed = *rc::gen::inRange(1, 500);
    const auto plain = [&](double target) {
      const auto tail = [&](double ratio) {
        return upper_mid_p({.mean = law.mean * ratio, .size = law.size}, observed);
      };
      double low = 0, high = std::max(1.0, observed / law.mean);
      while (tail(high) < target) high *= 2;
      for (int step = 0; step < 60; ++step) {
        const double middle = (low + high) / 2;
        (tail(middle) < target ? low : high) = middle;
      }
      return (low + high) / 2;
    };
    const auto interval = ratio_interval(law, observed, 0.025);
    RC_ASSERT(interval.low == plain(0.025));
    RC_ASSERT(interval.high == plain(0.975));
  }));
}

TEST(RatioInterval, BeginsAtZeroWhenNothingWasObserved) {
  const auto interval = ratio_interval({.mean = 3, .size = 10}, 0, 0.025);
  EXPECT_EQ(interval.low, 0);
  EXPECT_NEAR(upper_mid_p({.mean = 3 * interval.high, .size = 10}, 0), 0.975, 1e-6);
}

TEST(RatioInterval, IsAllButOpenWhereNoCountSaysAnything) {  // P(X = 0) is 0.05 at a mean of 10^24 only
  for (const double mean : {1e-3, 1.0, 1e3}) {
    const auto interval = ratio_interval({.mean = mean, .size = 0.05}, 0, 0.025);
    EXPECT_EQ(interval.low, 0);
    EXPECT_GT(interval.high * mean, 1e12) << mean;
  }
}

TEST(RatioInterval, NarrowsAsCountsGrow) {
  const auto few = ratio_interval({.mean = 2, .size = 50}, 8, 0.025),
             many = ratio_interval({.mean = 20, .size = 50}, 80, 0.025);
  EXPECT_LT(many.high - many.low, few.high - few.low);
}

TEST(RatioInterval, SaysNothingWhereNothingIsExpected) {
  const auto interval = ratio_interval({.mean = 0, .size = 1}, 5, 0.025);
  EXPECT_EQ(interval.low, 0);
  EXPECT_EQ(interval.high, 0);
}

}  // namespace bandwagon::burst
