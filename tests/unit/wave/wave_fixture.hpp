#pragma once
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "analyzers/wave/fold.hpp"
#include "analyzers/wave/kind.hpp"
#include "tests/support/corpus.hpp"

namespace bandwagon::wave {

// A window that a test fills paper by paper, week by week; and waves and discoveries over it.
class WaveTest : public testing::Test {
 protected:
  static constexpr int kWeeks = 60;

  // A paper in week `week`, counted back from the last one (0).
  void paper(int weeks_ago, std::string title, std::string abstract = "") {
    papers_[static_cast<std::size_t>(kWeeks - 1 - weeks_ago)].push_back(
        support::paper(++number_, kWeeks - 1 - weeks_ago, std::move(title), std::move(abstract)));
  }
  void papers(int count, int weeks_ago, const std::string& title, const std::string& abstract = "") {
    for (int i = 0; i < count; ++i) paper(weeks_ago, title, abstract);
  }

  const corpus::Window& window() {
    for (int week = window_.size(); week < kWeeks; ++week)
      window_.add_week(support::monday(week), papers_[static_cast<std::size_t>(week)]);
    return window_;
  }

  // A term that its test found to rise from `expected` papers.
  Discovery discovery(const std::string& normal, double p, double expected = 0.5) {
    Discovery discovery{.normal = normal, .written = normal, .author_groups = 5};
    discovery.recent = places_using(window(), {text::term_id(normal)}, kWeeks - FoldParams{}.recent_weeks);
    discovery.excess = {.subject = text::term_id(normal),
                        .observed = static_cast<double>(discovery.recent.size()),
                        .expected = {.mean = expected, .size = 10},
                        .p = p};
    return discovery;
  }

  // A wave of all papers that use `normal`.
  Wave wave_of(const std::string& normal, double cohesion = 5) {
    Wave wave{.cohesion = cohesion};
    wave.terms.push_back({.term = text::term_id(normal), .normal = normal, .written = normal, .defines = true});
    wave.papers = places_using(window(), {text::term_id(normal)}, 0);
    return wave;
  }

 private:
  std::vector<std::vector<model::StoredPaper>> papers_ = std::vector<std::vector<model::StoredPaper>>(kWeeks);
  corpus::Window window_{{"cs.CL"}, {}};
  int number_ = 0;
};

}  // namespace bandwagon::wave
