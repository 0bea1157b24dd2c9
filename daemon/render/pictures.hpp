#pragma once
// Small pictures of a digest and of the site as inline SVG: no script, nothing remote, words that keep their size on
// any screen, <title> and <desc> for who cannot see them. Empty where there is nothing to show. Pure.
#include <cstdint>
#include <string>
#include <vector>

#include "analyzers/digest/landscape.hpp"

namespace bandwagon::render {

// Bars: followers by whole weeks after the release. `key` makes the ids of one page differ.
std::string lag_histogram(const std::vector<int>& lags, std::int64_t key);
// The same in at most `most` block characters, each of as many weeks as it takes.
std::string lag_sparkline(const std::vector<int>& lags, std::size_t most);

// A line over months with its interval as a band.
std::string herding_chart(const std::vector<digest::HerdingMonth>& months, const std::string& about, std::int64_t key);

// Current waves by age (to the right) and papers of the last four weeks (upwards), both in ratio. The largest are named
// as long as names do not touch on the narrowest screen. Draws those told here and the largest, 24 in all, and says how
// many more there are.
struct MapDot {
  digest::CurrentWave wave;
  std::string link;                                       // empty: none
  enum class Place { Told, Known } place = Place::Known;  // told in this digest
};
std::string wave_map(const std::vector<MapDot>& current, std::int64_t key);

}  // namespace bandwagon::render
