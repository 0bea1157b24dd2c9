#include "analyzers/herding/proportion.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace bandwagon::herding {

TEST(ExactInterval, IsThatOfR) {  // binom.test(3, 20), binom.test(0, 7), R 4.2
  EXPECT_NEAR(exact_interval(3, 20).low, 0.03207094, 1e-8);
  EXPECT_NEAR(exact_interval(3, 20).high, 0.37892683, 1e-8);
  EXPECT_EQ(exact_interval(0, 7).low, 0);
  EXPECT_NEAR(exact_interval(0, 7).high, 0.4096164, 1e-7);
  EXPECT_EQ(exact_interval(7, 7).high, 1);
}

TEST(BinomialUpperTail, IsThatOfR) {  // 1 - pbinom(2, 10, .1)
  EXPECT_NEAR(binomial_upper_tail(3, 10, 0.1), 0.0701908264, 1e-10);
}

TEST(BinomialUpperTail, IsTheSumOfItsTerms) {
  for (const int all : {1, 4, 17})
    for (int some = 0; some <= all + 1; ++some)
      for (const double chance : {0.0, 0.03, 0.5, 0.97, 1.0}) {
        double sum = 0;
        for (int k = some; k <= all; ++k)
          sum += std::exp(std::lgamma(all + 1) - std::lgamma(k + 1) - std::lgamma(all - k + 1)) * std::pow(chance, k) *
                 std::pow(1 - chance, all - k);
        EXPECT_NEAR(binomial_upper_tail(some, all, chance), sum, 1e-12) << some << " of " << all << " at " << chance;
      }
}

}  // namespace bandwagon::herding
