#include "analyzers/candidate/uses.hpp"

#include <gtest/gtest.h>

#include "tests/unit/candidate/zephyra.hpp"

namespace bandwagon::candidate {
namespace {

using model::Day;

constexpr NameId kName = 7;

struct UsesTest : testing::Test {
  Uses uses;
  UsesTest() { uses.begin(kFirst); }
  void use(int from, int papers, int every = 1) {
    for (int p = 0; p < papers; ++p) uses.add(kName, kFirst + (from + p * every));
  }
};

TEST_F(UsesTest, ANameRisesOnTheFirstDayOfItsUse) {
  use(100, 7);
  EXPECT_FALSE(uses.rise(kName));
  use(107, 1);
  EXPECT_EQ(uses.rise(kName), kFirst + 100);
}

TEST_F(UsesTest, StraysOfThePastDoNotDateTheRise) {
  use(70, 4, 20);
  use(150, 12, 2);
  EXPECT_EQ(uses.rise(kName), kFirst + 150);
}

TEST_F(UsesTest, WhatWasUsedAllAlongDoesNotRise) {
  use(0, 100, 3);
  EXPECT_FALSE(uses.rise(kName));
}

TEST_F(UsesTest, WithoutAPastNothingIsNew) {
  use(59, 10);
  EXPECT_FALSE(uses.rise(kName));
}

TEST_F(UsesTest, ARiseIsForgottenWithItsName) {
  use(100, 10);
  use(300, 1);
  EXPECT_FALSE(uses.rise(kName));
}

}  // namespace
}  // namespace bandwagon::candidate
