#include "analyzers/corpus/window.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "analyzers/parallel/each.hpp"
#include "tests/support/corpus.hpp"

namespace bandwagon::corpus {
namespace {

const std::vector<std::string> kWatched{"cs.CL", "cs.AI"};

// Papers of one week; every third is of cs.AI.
std::vector<model::StoredPaper> week_of(int week, int papers = 5) {
  std::vector<model::StoredPaper> announced;
  for (int i = 0; i < papers; ++i) {
    auto paper = support::paper(week * 100 + i, week, "Diffusion paper Week" + std::to_string(week),
                                "with GPT-4o and transformers");
    if (i % 3 == 2) paper.paper.primary_category = "cs.AI", paper.paper.categories = {"cs.AI"};
    announced.push_back(std::move(paper));
  }
  return announced;
}

StrataByPaper by_paper(int week, const std::vector<burst::StratumIndex>& strata) {
  StrataByPaper known;
  const auto papers = week_of(week);
  for (std::size_t p = 0; p < strata.size(); ++p) known.emplace_back(papers[p].key, strata[p]);
  std::sort(known.begin(), known.end());
  return known;
}

void expect_alike(const Window& a, const Window& b) {
  ASSERT_EQ(a.size(), b.size());
  EXPECT_EQ(a.frequencies().papers(), b.frequencies().papers());
  EXPECT_EQ(a.frequencies().distinct_terms(), b.frequencies().distinct_terms());
  for (int week = 0; week < a.size(); ++week) {
    const auto at = static_cast<std::size_t>(week);
    EXPECT_EQ(a.monday(week), b.monday(week));
    EXPECT_EQ(a.exposure()[at].papers, b.exposure()[at].papers);
    EXPECT_EQ(a.exposure()[at].observed, b.exposure()[at].observed);
    EXPECT_EQ(a.counts()[at]->size(), b.counts()[at]->size());
    for (std::size_t p = 0; p < a.papers(week).size(); ++p) {
      EXPECT_EQ(a.papers(week)[p].source.paper.id, b.papers(week)[p].source.paper.id);
      EXPECT_EQ(a.papers(week)[p].stratum, b.papers(week)[p].stratum);
      for (const auto& entry : a.papers(week)[p].terms)
        EXPECT_EQ(a.frequencies().of(entry.term), b.frequencies().of(entry.term));
    }
  }
}

}  // namespace

TEST(Window, HoldsTheLastWeeksAndNoMore) {
  Window window(kWatched, {.weeks = 4});
  for (int week = 0; week < 10; ++week) window.add_week(support::monday(week), week_of(week));
  EXPECT_EQ(window.size(), 4);
  EXPECT_EQ(window.monday(0), support::monday(6));
  EXPECT_EQ(window.monday(window.latest()), support::monday(9));
  EXPECT_EQ(window.exposure().size(), 4U);
  EXPECT_EQ(window.frequencies().papers(), 20);
}

TEST(Window, ForgetsTheTermsOfTheWeekThatLeft) {
  Window window(kWatched, {.weeks = 4});
  for (int week = 0; week < 5; ++week) window.add_week(support::monday(week), week_of(week));
  EXPECT_EQ(window.frequencies().of(text::term_id("Week0")), 0U);
  EXPECT_EQ(window.frequencies().of(text::term_id("Week1")), 5U);
}

TEST(Window, KnowsWhichWeekUsesATerm) {
  Window window(kWatched, {.weeks = 4});
  for (int week = 0; week < 3; ++week) window.add_week(support::monday(week), week_of(week));
  EXPECT_TRUE(window.terms(1).has(text::term_id("Week1")));
  EXPECT_FALSE(window.terms(2).has(text::term_id("Week1")));
}

TEST(Window, IsTheSameHoweverItWasReached) {
  Window moved(kWatched, {.weeks = 4}), direct(kWatched, {.weeks = 4});
  for (int week = 0; week < 9; ++week) moved.add_week(support::monday(week), week_of(week));
  for (int week = 5; week < 9; ++week) direct.add_week(support::monday(week), week_of(week));
  expect_alike(moved, direct);
}

TEST(Window, IsTheSameAfterARestart) {
  Window live(kWatched, {.weeks = 4}), again(kWatched, {.weeks = 4});
  std::vector<std::vector<burst::StratumIndex>> strata;
  for (int week = 0; week < 6; ++week) {
    live.add_week(support::monday(week), week_of(week));
    strata.emplace_back();
    for (const auto& reading : live.papers(live.latest())) strata.back().push_back(reading.stratum);
  }
  again.strata().restore(live.strata().memory());
  for (int week = 2; week < 6; ++week)
    again.add_known_week(
        again.known_week(support::monday(week), week_of(week), by_paper(week, strata[static_cast<std::size_t>(week)])));
  again.count_known_weeks();
  expect_alike(live, again);
}

TEST(Window, IsTheSameWhenItsWeeksAreReadBesideEachOther) {
  constexpr int kWeeks = 12;
  const std::vector<burst::StratumIndex> strata{0, 0, 1, 0, 0};
  Window one_by_one(kWatched, {.weeks = kWeeks}), together(kWatched, {.weeks = kWeeks});
  for (int week = 0; week < kWeeks; ++week)
    one_by_one.add_known_week(one_by_one.known_week(support::monday(week), week_of(week), by_paper(week, strata)));
  one_by_one.count_known_weeks();
  std::vector<Window::KnownWeek> weeks(kWeeks);
  parallel::each(weeks.size(), 1, [&](std::size_t w) {
    const int week = static_cast<int>(w);
    weeks[w] = together.known_week(support::monday(week), week_of(week), by_paper(week, strata));
  });
  for (auto& week : weeks) together.add_known_week(std::move(week));
  together.count_known_weeks();
  expect_alike(one_by_one, together);
}

// Whatever comes next counts them first: another week, a look at an open one, or the end of the window.
TEST(Window, CountsKnownWeeksBeforeAnythingNew) {
  const auto known = [](int weeks, int size) {
    Window window(kWatched, {.weeks = size});
    for (int week = 0; week < weeks; ++week)
      window.add_known_week(window.known_week(support::monday(week), week_of(week), by_paper(week, {0, 0, 1, 0, 0})));
    return window;
  };
  const auto counted = [&](int weeks, int size) {
    Window window = known(weeks, size);
    window.count_known_weeks();
    return window;
  };
  auto one = known(3, 4), other = counted(3, 4);
  for (auto* window : {&one, &other}) window->add_week(support::monday(3), week_of(3));
  expect_alike(one, other);

  auto looked = known(3, 4), unlooked = counted(3, 4);
  looked.read_open(support::monday(3), week_of(3));
  looked.enter_open();
  looked.leave_open();
  expect_alike(looked, unlooked);

  auto full = known(6, 4), fitting = counted(6, 4);
  full.count_known_weeks();
  expect_alike(full, fitting);
  auto last_four = Window(kWatched, {.weeks = 4});
  for (int week = 2; week < 6; ++week)
    last_four.add_known_week(
        last_four.known_week(support::monday(week), week_of(week), by_paper(week, {0, 0, 1, 0, 0})));
  last_four.count_known_weeks();
  expect_alike(full, last_four);
}

TEST(Window, KeepsTheNamesOfAuthorsForItsNewestWeeksAndTheirHashesForAll) {
  Window window(kWatched, {.weeks = 5, .author_weeks = 2});
  for (int week = 0; week < 7; ++week) {
    auto papers = week_of(week);
    for (auto& paper : papers) paper.paper.authors = {"Ada Lovelace", "Alan Turing"};
    window.add_week(support::monday(week), std::move(papers));
  }
  for (int week = 0; week < window.size(); ++week)
    for (const auto& paper : window.papers(week)) {
      EXPECT_EQ(paper.source.paper.authors.size(), week > window.latest() - 2 ? 2U : 0U) << week;
      EXPECT_EQ(paper.authors, (std::vector{author_hash("Ada Lovelace"), author_hash("Alan Turing")}));
    }
}

TEST(Window, FindsTheStrataOfThoseThatHaveNone) {
  Window live(kWatched, {.weeks = 4});
  live.add_week(support::monday(0), week_of(0));
  Window window(kWatched, {.weeks = 4});
  window.strata().restore(live.strata().memory());
  window.add_known_week(window.known_week(support::monday(0), week_of(0), by_paper(0, {1, 0})));
  window.count_known_weeks();
  ASSERT_EQ(window.papers(0).size(), 5U);
  EXPECT_EQ(window.papers(0)[0].stratum, 1);  // as it was kept
  EXPECT_EQ(window.papers(0)[1].stratum, 0);
  EXPECT_EQ(window.papers(0)[2].stratum, 1);  // cs.AI
  EXPECT_EQ(window.papers(0)[4].stratum, 0);
  EXPECT_EQ(window.terms(0).counts().size(), live.terms(0).counts().size());
}

// A paper that came late moves the places of the others: each keeps its stratum.
TEST(Window, KeepsStrataByPaperWhereAnotherCameBeforeIt) {
  Window window(kWatched, {.weeks = 4});
  auto papers = week_of(0);
  const auto strata = by_paper(0, {0, 0, 1, 0, 0});
  auto late = papers.front();
  late.key = 1000;
  papers.insert(papers.begin(), std::move(late));
  window.add_known_week(window.known_week(support::monday(0), std::move(papers), strata));
  ASSERT_EQ(window.papers(0).size(), 6U);
  EXPECT_EQ(window.papers(0)[3].stratum, 1);
  EXPECT_EQ(window.papers(0)[2].stratum, 0);
}

TEST(Window, ReadsManyPapersAsItReadsFew) {  // many are read by two threads
  Window many(kWatched, {.weeks = 4});
  many.add_week(support::monday(0), week_of(0, 200));
  const auto papers = week_of(0, 200);
  ASSERT_EQ(many.papers(0).size(), papers.size());
  for (std::size_t p = 0; p < papers.size(); ++p) {
    const auto alone = support::reading(papers[p]);
    EXPECT_EQ(many.papers(0)[p].source.paper.id, papers[p].paper.id);
    EXPECT_EQ(many.papers(0)[p].terms.size(), alone.terms.size());
    EXPECT_EQ(many.papers(0)[p].names, alone.names);
    EXPECT_EQ(many.papers(0)[p].authors, alone.authors);
  }
}

TEST(Window, LeavesAsideWhatIsNotWatched) {
  Window window({"cs.CL"}, {});
  window.add_week(support::monday(0), week_of(0));
  EXPECT_EQ(window.papers(0).size(), 4U);
}

TEST(Window, TakesAWeekWithoutPapersForNotSeen) {
  Window window(kWatched, {});
  window.add_week(support::monday(0), week_of(0));
  window.add_week(support::monday(1), {});
  EXPECT_TRUE(window.exposure()[0].observed);
  EXPECT_FALSE(window.exposure()[1].observed);
}

TEST(Window, CountsPapersAndNotOccurrencesPerStratum) {
  Window window(kWatched, {});
  window.add_week(support::monday(0), week_of(0));
  const auto& counts = *window.counts()[0];
  std::vector<int> papers;
  for (const auto& entry : counts)
    if (entry.subject == text::term_id("GPT-4o")) papers.push_back(entry.papers);
  EXPECT_EQ(papers, (std::vector{4, 1}));
}

TEST(Window, OrdersItsCounts) {
  Window window(kWatched, {});
  window.add_week(support::monday(0), week_of(0, 30));
  const auto& counts = *window.counts()[0];
  for (std::size_t i = 1; i < counts.size(); ++i)
    EXPECT_TRUE(counts[i - 1].subject < counts[i].subject ||
                (counts[i - 1].subject == counts[i].subject && counts[i - 1].stratum < counts[i].stratum));
}

TEST(Window, KnowsWhichWeekAMondayIs) {
  Window window(kWatched, {.weeks = 4});
  for (int week = 0; week < 6; ++week) window.add_week(support::monday(week), {});
  EXPECT_EQ(window.index_of(support::monday(2)), 0);
  EXPECT_EQ(window.index_of(support::monday(5)), 3);
  EXPECT_EQ(window.index_of(support::monday(1)), -1);
}

TEST(Window, KnowsNoWeekWhereItHoldsNone) {
  EXPECT_EQ(Window(kWatched, {}).index_of(support::monday(2)), -1);
}

TEST(Reading, KnowsTheTermsItUses) {
  const auto reading = support::reading_of("Group relative policy", "with GPT-4o");
  EXPECT_TRUE(reading.uses(text::term_id("relative policy")));
  EXPECT_TRUE(reading.uses(text::term_id("GPT-4o")));
  EXPECT_FALSE(reading.uses(text::term_id("diffusion")));
}

TEST(Window, GivesVectorsUnderTheFrequenciesOfTheDay) {
  Window window({"cs.CL"}, {.weeks = 3, .vectors = {.common_share = 1}});
  const auto expect_fresh = [&] {
    for (int week = 0; week < window.size(); ++week)
      for (std::size_t p = 0; p < window.papers(week).size(); ++p) {
        const auto expected =
            represent::paper_vector(window.papers(week)[p].terms, window.frequencies(), {.common_share = 1});
        const auto& vector = window.vector(week, p);
        ASSERT_FALSE(vector.empty());
        EXPECT_EQ(&vector, &window.vector(week, p)) << "made once";
        EXPECT_TRUE(std::equal(vector.begin(), vector.end(), expected.begin(), expected.end(),
                               [](const auto& a, const auto& b) { return a.term == b.term && a.weight == b.weight; }));
      }
  };
  int key = 0;
  for (int week = 0; week < 5; ++week) {  // two leave
    window.add_week(support::monday(week),
                    {support::paper(++key, week, "Treebank parsing number" + std::to_string(week)),
                     support::paper(++key, week, "Mamba scanning")});
    expect_fresh();
  }
  window.read_open(support::monday(5), {support::paper(++key, 5, "Mamba scanning of treebank")});
  expect_fresh();
  window.enter_open();
  expect_fresh();
  window.leave_open();
  expect_fresh();
}

TEST(WeekVectors, GivesThreadsThatAskAtOnceTheSame) {
  constexpr std::size_t kPapers = 500;
  const WeekVectors vectors(kPapers);
  std::vector<const represent::SparseVector*> seen(8 * kPapers);
  parallel::each(seen.size(), 1, [&](std::size_t ask) {
    const std::size_t paper = ask / 8;
    seen[ask] = &vectors.of(paper, [&] { return represent::SparseVector{{paper, 1}}; });
  });
  for (std::size_t ask = 0; ask < seen.size(); ++ask) {
    EXPECT_EQ(seen[ask], seen[ask / 8 * 8]);
    EXPECT_EQ(seen[ask]->front().term, ask / 8);
  }
}

}  // namespace bandwagon::corpus
