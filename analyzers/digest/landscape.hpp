#pragma once
// What lies around the waves of a digest, as of its last day. Labels and names are hostile text.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analyzers/model/day.hpp"
#include "analyzers/model/findings.hpp"

namespace bandwagon::digest {

// A wave that was told and has not ended.
struct CurrentWave {
  model::BurstId burst = 0;
  std::string label;
  double weeks_old = 0;  // since its onset
  double papers = 0;     // in the last four closed weeks
  std::string release;   // name; empty: none explains it
};

// A topic born in the period of whose papers none stands in a wave that a release explains.
struct BornTopic {
  model::TopicId topic = 0;
  std::string label;
  std::int64_t papers = 0;
};

// A topic that fell below its own past while its authors went to a wave; told with the month that ended in the period.
struct LeftTopic {
  model::TopicId topic = 0;
  std::string label, wave;
  double observed = 0, expected = 0;
  int movers = 0, publishing = 0;
};

// A release that nobody has confirmed yet.
struct Candidate {
  std::string id, name, lab;
  model::Day released;
};

// The share of a month's papers that follow a release, with its 95 % interval.
struct HerdingMonth {
  model::Day month;  // its first day
  double share = 0;
  std::optional<double> low, high;
};

struct Landscape {
  std::vector<CurrentWave> current;  // largest first
  std::vector<BornTopic> born;       // largest first
  std::vector<LeftTopic> left;       // surest first
  std::vector<Candidate> candidates;
  std::vector<HerdingMonth> herding;  // oldest first; empty unless a month's figures are new in the period

  bool has_news() const { return !born.empty() || !left.empty() || !candidates.empty() || !herding.empty(); }
};

}  // namespace bandwagon::digest
