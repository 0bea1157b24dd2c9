#include "analyzers/herding/hill.hpp"

#include <gtest/gtest.h>
#include <math.h>  // signgam
#include <rapidcheck.h>

#include <cmath>
#include <map>
#include <numeric>
#include <vector>

namespace bandwagon::herding {
namespace {

// Spiders under girdled hemlocks (Sackett et al. 2011), the first example of the R package iNEXT 3.0: 26 kinds, 168
// spiders; its vignette prints diversities 26, 12.060 and 7.840, and 18.912 kinds expected of a sample of 84. The other
// values: the same formulas written with R's dhyper (R 4.2).
const std::vector<int> kSpiders{46, 22, 17, 15, 15, 9, 8, 6, 6, 4, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};

// Mean over every sample of `size`, one by one: frequencies of frequencies first, as the closed form has it.
HillNumbers slow_hill_numbers(const std::vector<int>& counts, int size) {
  std::vector<int> owner;
  for (std::size_t kind = 0; kind < counts.size(); ++kind)
    owner.insert(owner.end(), static_cast<std::size_t>(counts[kind]), static_cast<int>(kind));
  std::map<int, double> frequency;  // kinds seen k times, summed over the samples
  double samples = 0;
  for (unsigned long chosen = 0; chosen < 1UL << owner.size(); ++chosen) {
    if (__builtin_popcountl(chosen) != size) continue;
    ++samples;
    std::map<int, int> seen;
    for (std::size_t i = 0; i < owner.size(); ++i)
      if ((chosen >> i & 1) != 0) ++seen[owner[i]];
    for (const auto& [kind, times] : seen) ++frequency[times];
  }
  double kinds = 0, entropy = 0, squares = 0;
  for (const auto& [times, sum] : frequency) {
    const double share = static_cast<double>(times) / size, mean = sum / samples;
    kinds += mean;
    entropy -= mean * share * std::log(share);
    squares += mean * share * share;
  }
  return {kinds, std::exp(entropy), 1 / squares};
}

}  // namespace

TEST(HillNumbers, OfTheWholeSampleAreThosePublished) {
  const auto hill = rarefied_hill_numbers(kSpiders, 168).value();
  EXPECT_NEAR(hill.n0, 26, 1e-9);
  EXPECT_NEAR(hill.n1, 12.0596505, 1e-6);
  EXPECT_NEAR(hill.n2, 7.84, 1e-6);
}

TEST(HillNumbers, OfHalfTheSampleAreThosePublished) {
  const auto hill = rarefied_hill_numbers(kSpiders, 84).value();
  EXPECT_NEAR(hill.n0, 18.91235971, 1e-7);
  EXPECT_NEAR(hill.n1, 10.96366799, 1e-7);
  EXPECT_NEAR(hill.n2, 7.53152324, 1e-7);
}

TEST(HillNumbers, GiveMagurransRarefiedMoths) {
  // Magurran 1988, p. 130; tests of the R package tabula have 6.556735 for a sample of 13.
  const std::vector<int> moths{9, 3, 0, 4, 2, 1, 1, 0, 1, 0, 1, 1};
  EXPECT_NEAR(rarefied_hill_numbers(moths, 13)->n0, 6.556735, 1e-6);
}

TEST(HillNumbers, OfEvenKindsAreTheNumberOfKinds) {
  const auto hill = rarefied_hill_numbers(std::vector<int>{25, 25, 25, 25}, 100).value();
  EXPECT_NEAR(hill.n0, 4, 1e-9);
  EXPECT_NEAR(hill.n1, 4, 1e-9);
  EXPECT_NEAR(hill.n2, 4, 1e-9);
}

TEST(HillNumbers, AreAbsentOfASampleThatIsNotThere) {
  EXPECT_FALSE(rarefied_hill_numbers(std::vector<int>{3, 4}, 8));
  EXPECT_FALSE(rarefied_hill_numbers({}, 1));
  EXPECT_FALSE(rarefied_hill_numbers(std::vector<int>{3, 4}, 0));
}

TEST(HillNumbers, AgreeWithEverySampleDrawn) {
  EXPECT_TRUE(rc::check("closed form", [] {
    const auto kinds = *rc::gen::inRange<std::size_t>(1, 6);
    const auto counts = *rc::gen::container<std::vector<int>>(kinds, rc::gen::inRange(1, 4));
    const int total = std::accumulate(counts.begin(), counts.end(), 0);
    const int size = *rc::gen::inRange(1, total + 1);
    const auto closed = rarefied_hill_numbers(counts, size).value();
    const auto slow = slow_hill_numbers(counts, size);
    RC_ASSERT(std::abs(closed.n0 - slow.n0) < 1e-9);
    RC_ASSERT(std::abs(closed.n1 - slow.n1) < 1e-9);
    RC_ASSERT(std::abs(closed.n2 - slow.n2) < 1e-9);
  }));
}

TEST(HillNumbers, FallWithTheirOrderAndGrowWithTheSample) {
  EXPECT_TRUE(rc::check("order and size", [] {
    const auto kinds = *rc::gen::inRange<std::size_t>(1, 40);
    const auto counts = *rc::gen::container<std::vector<int>>(kinds, rc::gen::inRange(1, 60));
    const int total = std::accumulate(counts.begin(), counts.end(), 0);
    const int size = *rc::gen::inRange(1, total + 1);
    const auto hill = rarefied_hill_numbers(counts, size).value(), all = rarefied_hill_numbers(counts, total).value();
    RC_ASSERT(hill.n0 >= hill.n1 - 1e-9 && hill.n1 >= hill.n2 - 1e-9 && hill.n2 >= 1 - 1e-9);
    RC_ASSERT(hill.n1 <= all.n1 + 1e-9 && hill.n2 <= all.n2 + 1e-9);
  }));
}

TEST(HillNumbers, WriteNothingThatThreadsShare) {
  constexpr int kUntouched = 7;
  signgam = kUntouched;  // which std::lgamma would write
  rarefied_hill_numbers(kSpiders, 84);
  EXPECT_EQ(signgam, kUntouched);
}

}  // namespace bandwagon::herding
