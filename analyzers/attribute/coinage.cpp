#include "analyzers/attribute/coinage.hpp"

#include <algorithm>
#include <cmath>

#include "analyzers/burst/log_choose.hpp"

namespace bandwagon::attribute {

double chance_of_so_few_before(const PhraseUses& uses) {
  const double n = uses.before + uses.after, papers = uses.papers_before + uses.papers_after;
  if (n <= 0 || uses.papers_before <= 0 || uses.papers_after <= 0) return 1;
  const double log_share = std::log(uses.papers_before / papers), log_rest = std::log(uses.papers_after / papers);
  double chance = 0;
  for (double k = 0; k <= uses.before; ++k)
    chance += std::exp(burst::log_choose(n, k) + k * log_share + (n - k) * log_rest);
  return std::min(1.0, chance);
}

double chance_of_so_many_strays(double before, double after) {
  const double mean = kStrayShare * after;
  double term = std::exp(-mean), fewer = 0;
  for (double k = 0; k < before; ++k) {
    fewer += term;
    term *= mean / (k + 1);
  }
  return std::clamp(1 - fewer, 0.0, 1.0);
}

}  // namespace bandwagon::attribute
