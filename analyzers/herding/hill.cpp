#include "analyzers/herding/hill.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "analyzers/burst/log_choose.hpp"

namespace bandwagon::herding {

using burst::log_choose;

std::optional<HillNumbers> rarefied_hill_numbers(std::span<const int> counts, int size) {
  const int total = std::accumulate(counts.begin(), counts.end(), 0);
  if (size < 1 || total < size) return std::nullopt;
  double kinds = 0, entropy = 0, squares = 0;
  for (const int count : counts) {
    if (count < 1) continue;
    const int least = std::max(0, size - (total - count)), most = std::min(count, size);
    // chance of k of this kind in the sample: hypergeometric, by recurrence in k
    double chance =
        std::exp(log_choose(count, least) + log_choose(total - count, size - least) - log_choose(total, size));
    for (int k = least; k <= most; ++k) {
      const double share = static_cast<double>(k) / size;
      if (k > 0) {
        kinds += chance;
        entropy -= chance * share * std::log(share);
        squares += chance * share * share;
      }
      chance *=
          static_cast<double>(count - k) * (size - k) / (static_cast<double>(k + 1) * (total - count - size + k + 1));
    }
  }
  return HillNumbers{kinds, std::exp(entropy), 1 / squares};
}

}  // namespace bandwagon::herding
