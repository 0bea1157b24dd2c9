#pragma once
// A small made-up arXiv for the tests of the weekly close: some subjects of steady volume, and from week kWaveStart a
// wave that follows one release; beside it what must not be taken for one: a turn of phrase and a shared task. The same
// each time.
#include <string>
#include <vector>

#include "analyzers/attribute/score.hpp"
#include "analyzers/model/paper.hpp"

namespace bandwagon::support {

class SyntheticStream {
 public:
  static constexpr int kWeeks = 40;
  static constexpr int kReleaseWeek = 24, kWaveStart = 25, kStyleStart = 23, kContestWeek = 31;
  static constexpr int kNewWordWeek = 30;  // the wave's papers of this week share one more word: "quorvane"
  static constexpr const char* kRelease = "novamind-x1";

  // Divided: half of the followers name the release in other words, the other half uses its words without the name.
  enum class Following { Whole, Divided };
  explicit SyntheticStream(Following following = Following::Whole);

  model::Day monday(int week) const;
  const std::vector<model::StoredPaper>& week(int week) const { return weeks_[static_cast<std::size_t>(week)]; }
  std::vector<model::StoredPaper> all() const;

  // What is known on the day that closes `week`: one release with a wave, some without, and enough old ones for a
  // placebo test.
  std::vector<attribute::KnownRelease> known(int week) const;
  void delay_knowledge_to(model::Day day);  // of the release with the wave

  // The same papers under other rows of the store.
  void renumber();
  // The same papers and others of a category that nobody watches, on another subject.
  void add_unwatched();

 private:
  void add(int week, std::string title, std::string abstract);

  std::vector<std::vector<model::StoredPaper>> weeks_;
  std::vector<model::Release> releases_;
  int number_ = 0;
};

}  // namespace bandwagon::support
