// What would make an alert wrong.
#include <fmt/format.h>

#include "daemon/render/figures.hpp"
#include "daemon/render/wording.hpp"

namespace bandwagon::render {

std::vector<std::string> doubts(const digest::Wave& wave) {
  const digest::Evidence& evidence = wave.latest.evidence;
  std::vector<std::string> words = evidence.caveats;
  constexpr double kNearChance = 1.5;  // the growth up to which a wave is no event, by default
  if (evidence.ratio_low && *evidence.ratio_low < kNearChance)
    words.push_back(fmt::format("The interval of the ratio reaches down to {:.1f}: the growth may be ordinary.",
                                *evidence.ratio_low));
  constexpr std::int64_t kFewGroups = 8;
  if (evidence.author_groups && *evidence.author_groups < kFewGroups)
    words.push_back(fmt::format("Only {} groups of authors: it may be the work of a few, not of a field.",
                                *evidence.author_groups));
  const digest::ReleaseCase* release = wave.release();
  if (release == nullptr) return words;
  const std::string name = name_of(*release);
  if (digest::onset_against(evidence, *release) == digest::Order::Before)
    words.push_back(fmt::format("It began before {} came out; {} cannot have started it.", name, name));
  else if (evidence.onset_low && release->released && evidence.onset_low->monday() < release->released->monday())
    words.push_back(fmt::format("The interval of the onset begins before {} came out.", name));
  const auto rivals = wave.rivals();
  constexpr double kSeriousRival = 0.1;
  if (!rivals.empty() && rivals.front().posterior.value_or(0) >= kSeriousRival)
    words.push_back(fmt::format("{} explains it with probability {}.", name_of(rivals.front()),
                                probability(*rivals.front().posterior)));
  if (evidence.none_posterior.value_or(0) >= kSeriousRival)
    words.push_back(fmt::format("With probability {} no release explains it.", probability(*evidence.none_posterior)));
  if (release->placebo_p && *release->placebo_p > 0.05)
    words.push_back(
        fmt::format("An invented release day fits as well in {} of the cases.", percent(*release->placebo_p)));
  if (release->status == "candidate") words.push_back(name + " is a candidate release that nobody has confirmed.");
  words.push_back(
      "A common cause that is not in the catalogue (a data set, a conference deadline, an earlier paper) would look "
      "the same.");
  return words;
}

}  // namespace bandwagon::render
