// What must hold of the room's statistics for any input.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "analyzers/burst/expectation.hpp"
#include "analyzers/burst/false_discovery.hpp"
#include "analyzers/burst/negative_binomial.hpp"
#include "analyzers/burst/onset.hpp"
#include "analyzers/burst/screen.hpp"
#include "tests/unit/burst/any_law.hpp"
#include "tests/unit/burst/weeks.hpp"

namespace bandwagon::burst {
namespace {

struct History {
  std::vector<WeekExposure> weeks;
  std::vector<SubjectCount> counts;
  Excess tested() const { return test(1, counts, kNow, Baseline(weeks, kNow, kNone, {}), kNone, {}); }
  NegativeBinomial forecast(int length) const {
    return Baseline(weeks, kNow, kNone, {}).forecast(counts, length).total;
  }
};

History any_history(std::size_t strata) {
  History history;
  history.weeks.resize(kNow + 1);
  for (int week = 0; week <= kNow; ++week)
    for (std::size_t c = 0; c < strata; ++c) {
      history.weeks[static_cast<std::size_t>(week)].papers.push_back(*rc::gen::inRange(200, 600));
      if (const int papers = *rc::gen::inRange(0, 9); papers > 0)
        history.counts.push_back({week, static_cast<StratumIndex>(c), static_cast<double>(papers)});
    }
  return history;
}

// The likelihood of onset.hpp read off the page.
std::vector<double> slow_likelihood(const std::vector<double>& y, const std::vector<double>& mu, double size) {
  std::vector<double> likelihood;
  for (std::size_t o = 0; o < y.size(); ++o) {
    const auto from = static_cast<std::ptrdiff_t>(o);
    const double papers = std::accumulate(y.begin() + from, y.end(), 0.0),
                 mean = std::accumulate(mu.begin() + from, mu.end(), 0.0);
    double sum = 0;
    for (std::size_t s = 0; s < y.size(); ++s) {
      const double m = s < o ? mu[s] : mu[s] * std::max(1.0, papers / mean);
      sum += std::lgamma(y[s] + size) - std::lgamma(size) - std::lgamma(y[s] + 1) + size * std::log(size / (size + m)) +
             y[s] * std::log(m / (size + m));
    }
    likelihood.push_back(sum);
  }
  return likelihood;
}

}  // namespace

TEST(NegativeBinomial, IsLessSurprisedByFewerPapersAndByALargerExpectation) {
  EXPECT_TRUE(rc::check("mid-p is monotone", [] {
    const auto law = any_law();
    const int observed = *rc::gen::inRange(0, 150);
    const double p = upper_mid_p(law, observed);
    RC_ASSERT(upper_mid_p(law, observed + 1) <= p);
    RC_ASSERT(upper_mid_p({.mean = law.mean * 1.1, .size = law.size}, observed) >= p);
    RC_ASSERT(p >= 0 && p <= 1);
  }));
}

TEST(NegativeBinomial, HasProbabilitiesThatSumToOne) {
  EXPECT_TRUE(rc::check("sum over counts", [] {
    const NegativeBinomial law{.mean = *rc::gen::inRange(1, 100) / 10.0, .size = *rc::gen::inRange(10, 300) / 10.0};
    double sum = 0;
    for (int k = 0; k < 2000; ++k) sum += std::exp(log_probability(law, k));
    RC_ASSERT(std::abs(sum - 1) < 1e-9);
  }));
}

TEST(FalseDiscovery, KeepsTheOrderOfThePValuesWhateverTheirOrderInTheList) {
  EXPECT_TRUE(rc::check("q follows p", [] {
    std::vector<double> p;
    for (const int thousandth : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 1001)))
      p.push_back(thousandth / 1000.0);
    const auto q = adjusted_p_values(p, p.size());
    std::vector<double> reversed(p.rbegin(), p.rend());
    const auto other = adjusted_p_values(reversed, p.size());
    for (std::size_t i = 0; i < p.size(); ++i) {
      RC_ASSERT(q[i] >= p[i] - 1e-12 && q[i] <= 1);
      RC_ASSERT(std::abs(other[p.size() - 1 - i] - q[i]) < 1e-12);
      for (std::size_t j = 0; j < p.size(); ++j) RC_ASSERT(p[i] > p[j] || q[i] <= q[j] + 1e-12);
    }
  }));
}

TEST(Baseline, SaysTheSameOfCountsInAnyOrder) {
  EXPECT_TRUE(rc::check("order of counts", [] {
    const auto history = any_history(2);
    auto shuffled = history;
    std::reverse(shuffled.counts.begin(), shuffled.counts.end());
    RC_ASSERT(std::abs(history.forecast(4).mean / shuffled.forecast(4).mean - 1) < 1e-12);
    RC_ASSERT(std::abs(history.forecast(4).size / shuffled.forecast(4).size - 1) < 1e-9);
  }));
}

TEST(Baseline, SaysTheSameOfStrataInAnyOrder) {
  EXPECT_TRUE(rc::check("order of strata", [] {
    const auto history = any_history(2);
    auto swapped = history;
    for (auto& week : swapped.weeks) std::swap(week.papers[0], week.papers[1]);
    for (auto& count : swapped.counts) count.stratum = static_cast<StratumIndex>(1 - count.stratum);
    RC_ASSERT(std::abs(history.forecast(4).mean / swapped.forecast(4).mean - 1) < 1e-9);
  }));
}

TEST(Baseline, ExpectsTwiceAsMuchOfTwiceTheVolumeUnderTest) {
  EXPECT_TRUE(rc::check("volume is an offset", [] {
    auto history = any_history(2);
    const double before = history.forecast(1).mean;
    for (auto& papers : history.weeks[kNow].papers) papers *= 2;
    RC_ASSERT(std::abs(history.forecast(1).mean / before - 2) < 1e-9);
  }));
}

TEST(Baseline, ExpectsOfOneStratumWhatItExpectsOfTwoAlike) {
  EXPECT_TRUE(rc::check("merging strata of one share", [] {
    auto one = any_history(1);
    for (int week = 0; week <= kNow; ++week) one.counts.push_back({week, 0, 4});  // enough to outweigh the prior
    History two;
    for (const auto& week : one.weeks) two.weeks.push_back({.papers = {week.papers[0] / 2, week.papers[0] / 2}});
    for (const auto& count : one.counts)
      for (const StratumIndex stratum : {StratumIndex{0}, StratumIndex{1}})
        two.counts.push_back({count.week, stratum, count.papers / 2});
    RC_ASSERT(std::abs(one.forecast(4).mean / two.forecast(4).mean - 1) <
              0.01);  // what is left: each stratum is shrunk
    RC_ASSERT(std::abs(one.forecast(4).size / two.forecast(4).size - 1) < 0.05);
  }));
}

TEST(Baseline, IsLessSureOfASubjectWhosePastWasRestless) {
  History calm, restless;
  for (int week = 0; week <= kNow; ++week) {
    calm.weeks.push_back({.papers = {500}});
    calm.counts.push_back({week, 0, 6});
    restless.counts.push_back({week, 0, week % 4 == 0 ? 24.0 : 0.0});
  }
  restless.weeks = calm.weeks;
  EXPECT_GT(calm.forecast(4).size, 1.5 * restless.forecast(4).size);
}

TEST(Screen, IsSurerOfMorePapersThisWeek) {
  EXPECT_TRUE(rc::check("p falls with papers", [] {
    auto history = any_history(1);
    history.counts.push_back({kNow, 0, 6});
    const double p = history.tested().p;
    history.counts.back().papers += *rc::gen::inRange(1, 30);
    RC_ASSERT(history.tested().p <= p);
  }));
}

TEST(Screen, SpendsItsLevelOnBothWindows) {
  History history;
  for (int week = 0; week <= kNow; ++week) {
    history.weeks.push_back({.papers = {500}});
    history.counts.push_back({week, 0, week == kNow ? 14.0 : 2.0});
  }
  const auto window_p = [&](int length, double observed) {
    const auto law = history.forecast(length);
    return upper_mid_p({.mean = 1.25 * law.mean, .size = law.size}, observed);
  };
  EXPECT_NEAR(history.tested().p, std::min(window_p(4, 20) / 0.9, window_p(2, 16) / 0.1), 1e-15);
}

TEST(Onset, IsWhereASlowLikelihoodIsLargest) {
  EXPECT_TRUE(rc::check("onset against slow", [] {
    std::vector<double> y, mu;
    for (int week = 0; week < 26; ++week) {
      y.push_back(*rc::gen::inRange(0, 20));
      mu.push_back(*rc::gen::inRange(2, 100) / 10.0);
    }
    const double size = *rc::gen::inRange(1, 40);
    const auto likelihood = slow_likelihood(y, mu, size);
    const auto onset = find_onset(y, mu, size);
    const double best = *std::max_element(likelihood.begin(), likelihood.end());
    RC_ASSERT(std::abs(likelihood[static_cast<std::size_t>(onset.week)] - best) < 1e-9);
    for (int week = 0; week < 26; ++week)
      if (likelihood[static_cast<std::size_t>(week)] > best - 0.82 + 1e-9)
        RC_ASSERT(onset.low <= week && week <= onset.high);
  }));
}

}  // namespace bandwagon::burst
