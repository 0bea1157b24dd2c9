#include "analyzers/burst/false_discovery.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cmath>

namespace bandwagon::burst {
namespace {

// Straight from the definition: q_i = min over all p_j >= p_i of p_j m / rank(j), at most 1.
std::vector<double> slow(const std::vector<double>& p, std::size_t family) {
  std::vector<double> q(p.size(), 1);
  for (std::size_t i = 0; i < p.size(); ++i)
    for (std::size_t j = 0; j < p.size(); ++j) {
      if (p[j] < p[i]) continue;
      const auto rank = std::count_if(p.begin(), p.end(), [&](double other) { return other <= p[j]; });
      q[i] = std::min(q[i], p[j] * static_cast<double>(family) / static_cast<double>(rank));
    }
  return q;
}

}  // namespace

// Benjamini & Hochberg, JRSS B 57 (1995), section 4.1: thrombolysis in myocardial infarction, 15 hypotheses.
TEST(FalseDiscovery, RejectsTheFourHypothesesOfBenjaminiAndHochberg) {
  const std::vector<double> p{0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
                              0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000};
  const auto q = adjusted_p_values(p, p.size());
  EXPECT_EQ(std::count_if(q.begin(), q.end(), [](double value) { return value <= 0.05; }), 4);
  EXPECT_NEAR(q[3], 0.0095 * 15 / 4, 1e-12);
  EXPECT_NEAR(q[5], q[6], 1e-12) << "0.0278 is no surer than the larger 0.0298 makes it";
}

TEST(FalseDiscovery, AgreesWithTheDefinition) {
  EXPECT_TRUE(rc::check("adjusted against slow", [] {
    std::vector<double> p;
    for (const int thousandth : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 1001)))
      p.push_back(thousandth / 1000.0);
    const std::size_t family = p.size() + *rc::gen::inRange<std::size_t>(0, 50);
    const auto fast = adjusted_p_values(p, family), expected = slow(p, family);
    for (std::size_t i = 0; i < p.size(); ++i) RC_ASSERT(std::abs(fast[i] - expected[i]) < 1e-12);
  }));
}

TEST(FalseDiscovery, CountsHypothesesThatWereNotListed) {
  EXPECT_NEAR(adjusted_p_values(std::vector{0.01}, 10)[0], 0.1, 1e-12);
}

TEST(FalseDiscovery, IsSilentOnNothing) {
  EXPECT_TRUE(adjusted_p_values({}, 5).empty());
}

}  // namespace bandwagon::burst
