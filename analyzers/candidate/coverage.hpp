#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "analyzers/bytes/bytes.hpp"
#include "analyzers/model/paper.hpp"

namespace bandwagon::candidate {

// Whether a watched list was read at some time, told from how many papers it brought: a list that is added later brings
// papers, and names with them, that nobody saw before, which is no rise of these names. A list brings a paper that is
// of no other watched list. Not thread safe.
class Coverage {
 public:
  explicit Coverage(std::vector<std::string> watched) : watched_(std::move(watched)) {}

  // Papers in order of announcement. O(lists of the paper).
  void read(const model::Paper& paper);

  // Whether such a paper would have been seen on `day`, at most 480 days before it: one of its watched lists brought at
  // least a quarter as many papers in the 14 days up to then (the first 14, if nothing was read so early) as in the 14
  // before the paper, or hardly any. Always, for a paper of no watched list. O(lists of the paper).
  bool would_have_seen(const model::Paper& paper, model::Day day) const;

  void put(bytes::Writer& writer) const;
  void take(bytes::Reader& reader);  // in place of what it holds

 private:
  int brought(const std::string& list, model::Day until) const;  // in the 14 days that end with this one

  std::vector<std::string> watched_;
  std::map<std::string, std::map<model::Day, int>> papers_;  // that each list brought, by day
  std::optional<model::Day> first_;                          // that was read
};

}  // namespace bandwagon::candidate
