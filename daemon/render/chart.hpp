#pragma once
// Weekly papers as a picture. Pure.
#include <optional>
#include <string>
#include <vector>

#include "analyzers/digest/evidence.hpp"

namespace bandwagon::render {

// One block character a week, at most `most` of the latest weeks; a week that was not observed is a middle dot. Empty
// for no weeks.
std::string sparkline(const std::vector<digest::WeekCount>& weekly, std::size_t most);

// Bars of the weekly papers, a stepped line of what was expected, and a mark at the release. Inline SVG that stretches
// to its place; its words (axis, mark) are HTML below it so that they keep their size on any screen. Carries <title>
// and <desc>. `key` makes the ids of one page differ. Empty for fewer than two weeks.
struct Mark {
  model::Day day;
  std::string name;
};
std::string chart_html(const std::vector<digest::WeekCount>& weekly, const std::optional<Mark>& release,
                       const std::string& about, std::int64_t key);

}  // namespace bandwagon::render
