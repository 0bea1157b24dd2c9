#pragma once
#include <optional>
#include <span>

namespace bandwagon::herding {

// Hill numbers: how many equally common kinds would be as diverse. Order 0: the number of kinds, 1: exp of Shannon's
// entropy, 2: one over the chance that two are of one kind (Hill, Ecology 54, 1973).
struct HillNumbers {
  double n0 = 0, n1 = 0, n2 = 0;
};

// The Hill numbers expected of a sample of `size` >= 1 drawn without replacement from these counts, so that large and
// small months compare: by the expected frequencies of frequencies (Chao et al., Ecological Monographs 84, 2014, eq.
// 4-6; order 0 is Hurlbert, Ecology 52, 1971, eq. 6). Closed form, no draws. Absent where fewer than `size` are there.
// O(sum of min(count, size)).
std::optional<HillNumbers> rarefied_hill_numbers(std::span<const int> counts, int size);

}  // namespace bandwagon::herding
