#include "analyzers/attribute/coinage.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace bandwagon::attribute {

TEST(ChanceOfSoFewBefore, IsThatOfTheBinomialTail) {
  EXPECT_NEAR(chance_of_so_few_before({0, 10, 100, 900}), std::pow(0.9, 10), 1e-12);
  EXPECT_NEAR(chance_of_so_few_before({1, 9, 100, 900}), std::pow(0.9, 10) + 10 * 0.1 * std::pow(0.9, 9), 1e-12);
  EXPECT_NEAR(chance_of_so_few_before({10, 0, 100, 900}), 1, 1e-12);
}

// Python 3.11: sum(math.comb(42, k) * 0.12**k * 0.88**(42 - k) for k in range(3))
TEST(ChanceOfSoFewBefore, IsThatOfPython) {
  EXPECT_NEAR(chance_of_so_few_before({2, 40, 120, 880}), 0.10592949833815841, 1e-12);
}

TEST(ChanceOfSoFewBefore, IsOneWhereNothingCanBeTold) {
  EXPECT_EQ(chance_of_so_few_before({0, 10, 0, 900}), 1);
  EXPECT_EQ(chance_of_so_few_before({0, 0, 100, 900}), 1);
  EXPECT_EQ(chance_of_so_few_before({5, 0, 100, 0}), 1);
}

// Python 3.11: 1 - sum(math.exp(-m) * m**k / math.factorial(k) for k in range(before)), m = 0.016 * after
TEST(ChanceOfSoManyStrays, IsThatOfThePoissonTail) {
  EXPECT_EQ(chance_of_so_many_strays(0, 250), 1);
  EXPECT_NEAR(chance_of_so_many_strays(1, 150), 0.9092820467105875, 1e-9);
  EXPECT_NEAR(chance_of_so_many_strays(9, 250), 0.02136343448798428, 1e-9);
  EXPECT_EQ(chance_of_so_many_strays(1, 0), 0);
}

}  // namespace bandwagon::attribute
