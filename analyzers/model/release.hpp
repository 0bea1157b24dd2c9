#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/model/day.hpp"
#include "analyzers/model/paper_id.hpp"

namespace bandwagon::model {

enum class ReleaseOrigin { Catalogue, Feed, Arxiv, Hub, User };
enum class ReleaseStatus { Confirmed, Candidate, Rejected };

// Something a lab made public on a day: paper, model, product, data set.
// In place of a lab, where not even authors are known who made it.
inline constexpr std::string_view kNobodyKnown = "authors not known";

struct Release {
  std::string id;        // "deepseek-r1"; never reused
  std::string name;      // "DeepSeek-R1"
  std::string lab;       // "DeepSeek"
  std::string kind;      // model, paper, product, dataset …
  std::string openness;  // open-weights, closed, …; empty = not known
  std::string about;     // one sentence of what the lab itself announced that day; may be empty
  Day released;
  Day known_since;                   // analysis may use the release from this day on
  std::vector<PaperId> arxiv_ids;    // its own papers; the first one is the main one
  std::vector<std::string> aliases;  // other names a reader could know on the release day
  ReleaseOrigin origin = ReleaseOrigin::Catalogue;
  ReleaseStatus status = ReleaseStatus::Confirmed;

  bool is_own_paper(const PaperId& paper) const;
};

}  // namespace bandwagon::model
