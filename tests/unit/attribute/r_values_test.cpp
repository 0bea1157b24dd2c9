// What speaks for a release, against R 4.2.2 (Debian 12: r-base-core). Each test says the R code that gave its numbers.
#include <gtest/gtest.h>

#include "analyzers/attribute/score.hpp"

namespace bandwagon::attribute {
namespace {

const model::Day kOnsetInR{20000};
constexpr int kMiddleOfWeek = 3;

Rival rival(NamedCounts counts, int lag_days) {
  const std::vector<KnownRelease> releases{
      {.release = {.id = "r", .name = "R", .released = kOnsetInR + kMiddleOfWeek - lag_days}}};
  counts.judged = counts.after_release = counts.wave_papers;
  return score(releases, std::vector{Evidence{.named = counts}}, kOnsetInR, kOnsetInR + 7, {}).rivals.at(0);
}

}  // namespace

//   q <- (elsewhere + .5) / (other + 1);  m <- min(12, n);  s <- k / n * m;  mix <- function(x) x^s * (1 - x)^(m - s)
//   log(integrate(mix, 0, 1, rel.tol = 1e-12)$value) - log(.992 * q^s * (1 - q)^(m - s) + .008 *
//     integrate(function(x) mix(x) * dbeta(x, 3.5, 5.6), 0, 1, rel.tol = 1e-12)$value)
TEST(Names, WeighLikeABetaBinomialAgainstAMixtureInR) {
  struct Known {
    NamedCounts counts;
    double log_odds;
  };
  for (const Known& known :
       {Known{{.in_wave = 14, .wave_papers = 20, .elsewhere = 2, .other_papers = 2000}, 5.186130063259},
        Known{{.in_wave = 1, .wave_papers = 20, .elsewhere = 2, .other_papers = 2000}, -0.149925128018},
        Known{{.in_wave = 5, .wave_papers = 8, .elsewhere = 0, .other_papers = 500}, 4.752720761848},
        Known{{.in_wave = 30, .wave_papers = 60, .elsewhere = 40, .other_papers = 3000}, 4.352583532242}})
    EXPECT_NEAR(rival(known.counts, 45).names, known.log_odds, 1e-8) << known.counts.in_wave;
}

//   log(540 * dlnorm(lag, log(45), 1.1)), within 1.5
TEST(Timing, HasTheLognormalDensityOfR) {
  const NamedCounts counts{.in_wave = 5, .wave_papers = 20, .elsewhere = 2, .other_papers = 2000};
  EXPECT_NEAR(rival(counts, 45).timing, 1.470657936779, 1e-9);
  EXPECT_NEAR(rival(counts, 120).timing, 0.0922972690715985, 1e-9);
  EXPECT_NEAR(rival(counts, 1).timing, -0.710563586270664, 1e-9);
  EXPECT_EQ(rival(counts, 10).timing, 1.5) << "R gives 2.04: capped, since timing alone decides nothing";
}

}  // namespace bandwagon::attribute
