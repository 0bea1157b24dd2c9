// A topic is born of one thread's papers and gets all that are near since: it rises only if a phrase of its label does.
#include "analyzers/close/rise_screen.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <utility>
#include <vector>

#include "tests/support/corpus.hpp"

namespace bandwagon::close {
namespace {

constexpr int kScreened = 60, kBirth = 57, kOfTopic = 12;
constexpr burst::SubjectId kTopic = 7;

// Sixty papers a week, a fifth of which write of quorvane engines from a week on.
corpus::Window written_since(int first) {
  corpus::Window window({"cs.CL"}, {});
  for (int week = 0; week < kScreened; ++week) {
    std::vector<model::StoredPaper> papers;
    for (int p = 0; p < 60; ++p)
      papers.push_back(support::paper(100 * (week + 1) + p, week,
                                      p < kOfTopic && week >= first ? "Quorvane engines" : "On gilds",
                                      "We study sheaves."));
    window.add_week(support::monday(week), std::move(papers));
  }
  return window;
}

// The topics that rise where one was born three weeks ago, of a label.
std::vector<burst::Excess> rising(const corpus::Window& window, const std::vector<text::TermId>& label) {
  const Params params;
  const NamedPapers named(params.coinage);
  const PriorWork prior = [](const auto&, model::Day) { return std::vector<model::StoredPaper>(); };
  const Explainer explainer(window, named, params, prior);
  Today today;
  today.quarantine = burst::Quarantine(window.exposure().back().papers.size(), 0);
  today.past =
      std::make_unique<burst::Baseline>(window.exposure(), window.latest(), today.quarantine, params.expectation);
  today.cluster_counts.resize(kScreened);
  for (int week = kBirth; week < kScreened; ++week)
    today.cluster_counts[static_cast<std::size_t>(week)].push_back({kTopic, 0, kOfTopic});
  return RiseScreen(window, named, explainer, params)
      .clusters(
          today, [&](model::TopicId) -> const auto& { return label; });
}

const std::vector<text::TermId> kLabel{text::term_id(text::normal_form("sheaves")),
                                       text::term_id(text::normal_form("Quorvane engines"))};

}  // namespace

TEST(RiseOfATopic, IsOneWhereAPhraseOfItsLabelRisesToo) {
  EXPECT_EQ(rising(written_since(kBirth), kLabel).size(), 1U);
}

TEST(RiseOfATopic, IsNoneWhereItWasWrittenOfAsMuchBeforeItWasBorn) {
  EXPECT_TRUE(rising(written_since(0), kLabel).empty());
}

TEST(RiseOfATopic, IsNoneOfATopicWithoutALabel) {
  EXPECT_TRUE(rising(written_since(kBirth), {}).empty());
}

}  // namespace bandwagon::close
