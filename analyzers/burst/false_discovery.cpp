#include "analyzers/burst/false_discovery.hpp"

#include <algorithm>
#include <numeric>

namespace bandwagon::burst {

std::vector<double> adjusted_p_values(std::span<const double> p_values, std::size_t family) {
  std::vector<std::size_t> order(p_values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return p_values[a] < p_values[b]; });
  const double hypotheses = static_cast<double>(std::max(family, p_values.size()));
  std::vector<double> adjusted(p_values.size());
  double smallest = 1;
  for (std::size_t rank = order.size(); rank > 0; --rank) {
    smallest = std::min(smallest, p_values[order[rank - 1]] * hypotheses / static_cast<double>(rank));
    adjusted[order[rank - 1]] = smallest;
  }
  return adjusted;
}

}  // namespace bandwagon::burst
