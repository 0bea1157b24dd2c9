#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "analyzers/attribute/names.hpp"
#include "analyzers/attribute/own_authors.hpp"
#include "analyzers/attribute/score.hpp"
#include "analyzers/burst/expectation.hpp"
#include "analyzers/close/comparators.hpp"
#include "analyzers/herding/decided.hpp"
#include "analyzers/herding/months.hpp"
#include "analyzers/wave/wave.hpp"

namespace bandwagon::close {

using Releases = std::vector<attribute::KnownRelease>;

// What a release says of itself: its paper, or what was announced of it.
struct OwnText {
  std::string title, text;
  text::TermCounts terms;
};

// A month that ended in the week, and what the closes before this one decided.
struct LookBack {
  herding::Month month;
  herding::Decided decided;
};

// What a close or a look works on beside the memory, made at its start. Lists of releases are parallel to `releases`.
struct Today {
  model::Day week, closed;
  bool is_seen = true;  // the week has watched papers
  burst::Quarantine quarantine;
  std::unique_ptr<const burst::Baseline> past;  // of the weeks before this one
  const Releases* releases = nullptr;
  std::map<std::string, std::size_t> index_of;  // of a release in `releases`
  std::vector<attribute::Names> names;
  std::vector<const std::vector<wave::Place>*> named_papers;  // papers of the window that name the release
  std::vector<const OwnText*> own_texts;
  std::vector<attribute::OwnAuthors> own_authors;
  std::vector<char> has_own_paper;                 // its own text is a paper's, of about the release day
  std::vector<represent::SparseVector> profiles;   // its own words
  std::unique_ptr<const Comparators> comparators;  // an even sample of the window's papers
  std::vector<burst::WeekCounts> cluster_counts;   // per week of the window
  std::optional<LookBack> look_back;
  represent::SparseVector background;  // mean of a sample of recent papers
  double background_cohesion = 0;
};

}  // namespace bandwagon::close
