#include "analyzers/close/named_papers.hpp"

#include <gtest/gtest.h>

#include "tests/support/corpus.hpp"

namespace bandwagon::close {
namespace {

constexpr int kNamedRelease = 30, kNamedWeeks = 40, kPapers = 12;

// `before` of twelve papers a week name "Zephyr-3" before the release, `since` after it.
corpus::Window field(int before, int since, int first = 0) {
  corpus::Window window({"cs.CL"}, {});
  int number = 0;
  for (int week = first; week < kNamedWeeks; ++week) {
    std::vector<model::StoredPaper> papers;
    for (int p = 0; p < kPapers; ++p) {
      const bool named = p < (week < kNamedRelease ? before : since);
      papers.push_back(support::paper(++number, week, named ? "We ask Zephyr-3" : "Parsing of treebanks"));
    }
    window.add_week(support::monday(week), std::move(papers));
  }
  return window;
}

model::Release zephyr() {
  return {.id = "zephyr-3", .name = "Zephyr-3", .released = support::monday(kNamedRelease)};
}

std::size_t papers_that_name(const corpus::Window& window) {
  NamedPapers named{CoinageParams{}};
  return named.papers(window, zephyr(), attribute::Names(zephyr())).size();
}

}  // namespace

TEST(NamedPapers, CountANameThatCameWithTheRelease) {
  EXPECT_EQ(papers_that_name(field(0, 3)), 3U * (kNamedWeeks - kNamedRelease));
}

TEST(NamedPapers, CountNoNameThatWasInUseBefore) {  // an ordinary word, or a wrong day
  EXPECT_EQ(papers_that_name(field(2, 3)), 0U);
}

TEST(NamedPapers, CountANameDespiteStrays) {
  EXPECT_GT(papers_that_name(field(1, 6)), 0U) << "six times as often as before";
}

TEST(NamedPapers, HaveUsersOfAnyNameWhateverTheVerdict) {
  const auto window = field(2, 3);
  NamedPapers named{CoinageParams{}};
  EXPECT_TRUE(named.users("zephyr-3").empty()) << "nobody asked yet";
  named.papers(window, zephyr(), attribute::Names(zephyr()));
  EXPECT_EQ(named.users("zephyr-3").size(), 2U * kNamedRelease + 3U * (kNamedWeeks - kNamedRelease));
  EXPECT_TRUE(named.users("another").empty());
  const attribute::Names names(zephyr());
  const auto paper = support::reading_of("We ask Zephyr-3");
  EXPECT_FALSE(named.coined("zephyr-3", names).in(paper));
  EXPECT_TRUE(CoinedNames::all_of(names).in(paper));
}

TEST(NamedPapers, SayNothingWithoutATimeBefore) {
  EXPECT_EQ(papers_that_name(field(0, 3, kNamedRelease - 1)), 0U);
}

TEST(NamedPapers, KeepTheirVerdictThroughARestart) {
  const auto whole = field(0, 3), late = field(0, 3, kNamedRelease - 1);
  NamedPapers before{CoinageParams{}};
  const attribute::Names names(zephyr());
  before.papers(whole, zephyr(), names);
  NamedPapers after{CoinageParams{}};
  after.restore(before.state());
  EXPECT_EQ(after.papers(late, zephyr(), names).size(), 3U * (kNamedWeeks - kNamedRelease));
  EXPECT_TRUE(after.coined("zephyr-3", names).in(support::reading_of("We ask Zephyr-3")));
  EXPECT_FALSE(after.coined("zephyr-3", names).in(support::reading_of("We ask nobody")));
}

// A catalogue names a settled release anew: another name before the one that was judged, an ordinary word.
TEST(NamedPapers, KeepTheVerdictOfANameWhereverItStands) {
  CoinageParams params;
  params.settled_days = 0;
  NamedPapers before{params};
  before.papers(field(0, 3), zephyr(), attribute::Names(zephyr()));
  auto renamed = zephyr();
  renamed.name = "ZX-Parsing";
  renamed.aliases = {"Zephyr-3"};
  const attribute::Names names(renamed);
  for (const int first : {0, kNamedRelease - 1}) {  // with the time before, and without it
    NamedPapers after{params};
    after.restore(before.state());
    EXPECT_EQ(after.papers(field(0, 3, first), renamed, names).size(), 3U * (kNamedWeeks - kNamedRelease));
    EXPECT_TRUE(after.coined("zephyr-3", names).in(support::reading_of("We ask Zephyr-3")));
    EXPECT_FALSE(after.coined("zephyr-3", names).in(support::reading_of("ZX-Parsing of treebanks")));
  }
}

TEST(NamedPapers, ForgetAWeekThatWasNotOver) {
  const auto window = field(0, 3);
  NamedPapers named{CoinageParams{}};
  const attribute::Names names(zephyr());
  named.papers(window, zephyr(), names);
  named.forget(support::monday(kNamedWeeks - 1));
  EXPECT_EQ(named.papers(window, zephyr(), names).size(), 3U * (kNamedWeeks - kNamedRelease))
      << "asked again, counted once";
}

TEST(NamedPapers, JudgeAnewWhatWasJudgedByAWeekThatWasNotOver) {
  CoinageParams params;
  params.settled_days = 0;    // the first verdict stays
  auto window = field(0, 0);  // nobody names it yet
  const attribute::Names names(zephyr());
  const auto named_by_all = [&](NamedPapers& named) {
    std::vector<model::StoredPaper> papers;
    for (int p = 0; p < 20 * kPapers; ++p) papers.push_back(support::paper(10'000 + p, kNamedWeeks, "We ask Zephyr-3"));
    auto whole = field(0, 0);
    whole.add_week(support::monday(kNamedWeeks), std::move(papers));
    return named.papers(whole, zephyr(), names).size();
  };
  NamedPapers asked_at_the_close{params}, asked_before{params};
  window.read_open(support::monday(kNamedWeeks), {support::paper(10'000, kNamedWeeks, "Parsing of treebanks")});
  window.enter_open();
  EXPECT_TRUE(asked_before.papers(window, zephyr(), names).empty());
  asked_before.forget(support::monday(kNamedWeeks));
  EXPECT_EQ(named_by_all(asked_before), named_by_all(asked_at_the_close));
  EXPECT_GT(named_by_all(asked_at_the_close), 0U);
}

namespace {

// "SVD" since the release, spelled out by two papers a week as said.
std::size_t papers_that_mean(const std::string& spelled) {
  model::Release release{.id = "svd", .name = "Stable Video Diffusion", .released = support::monday(kNamedRelease)};
  release.aliases = {"SVD"};
  corpus::Window window({"cs.CL"}, {});
  int number = 0;
  for (int week = 0; week < kNamedWeeks; ++week) {
    std::vector<model::StoredPaper> papers;
    for (int p = 0; p < kPapers; ++p)
      papers.push_back(support::paper(++number, week,
                                      week < kNamedRelease || p > 3 ? "Parsing of treebanks" : "We use SVD",
                                      week < kNamedRelease || p > 1 ? "" : "By " + spelled + " (SVD) of weights."));
    window.add_week(support::monday(week), std::move(papers));
  }
  NamedPapers named{CoinageParams{}};
  return named.papers(window, release, attribute::Names(release)).size();
}

}  // namespace

TEST(NamedPapers, CountNoAcronymThatMostSpellOutAsSomethingElse) {
  EXPECT_EQ(papers_that_mean("singular value decomposition"), 0U) << "nor those that do not spell it out";
  EXPECT_EQ(papers_that_mean("stable video diffusion"), 4U * (kNamedWeeks - kNamedRelease));
}

TEST(NamedPapers, TakeAListThatWasAddedForNoRise) {
  corpus::Window window({"cs.CL", "cs.AI"}, {});
  int number = 0;
  for (int week = 0; week < kNamedWeeks; ++week) {
    std::vector<model::StoredPaper> papers;
    for (int p = 0; p < kPapers; ++p) papers.push_back(support::paper(++number, week, "Parsing of treebanks"));
    for (int p = 0; p < kPapers && week >= kNamedRelease; ++p) {
      papers.push_back(support::paper(++number, week, "Zephyr-3 as they always called it there"));
      papers.back().paper.primary_category = "cs.AI";
      papers.back().paper.categories = {"cs.AI"};
    }
    window.add_week(support::monday(week), std::move(papers));
  }
  NamedPapers named{CoinageParams{}};
  EXPECT_TRUE(named.papers(window, zephyr(), attribute::Names(zephyr())).empty());
}

}  // namespace bandwagon::close
