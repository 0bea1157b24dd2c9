#pragma once
// A digest as one reader wants it.
#include <string>
#include <vector>

#include "analyzers/digest/digest.hpp"

namespace bandwagon::digest {

enum class Severity {
  Low,     // every alert
  Medium,  // waves that began or whose release was revised
  High,    // waves that began and are tied to a release
};
Severity severity_of(const Wave& wave);

// Words are compared with a wave's title, phrases and release, case aside.
struct Taste {
  Severity minimum = Severity::Low;
  std::vector<std::string> follow;  // only waves with one of these; empty: all
  std::vector<std::string> mute;    // no wave with one of these
  friend bool operator==(const Taste&, const Taste&) = default;
};

// Without the waves that the reader does not want; the summary counts what is left. What is no wave stays. O(n).
Digest for_reader(Digest digest, const Taste& taste);

}  // namespace bandwagon::digest
