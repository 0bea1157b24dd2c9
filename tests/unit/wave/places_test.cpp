#include "tests/unit/wave/wave_fixture.hpp"

namespace bandwagon::wave {

class Places : public WaveTest {};

TEST_F(Places, AreThoseOfThePapersThatUseOneOfTheTerms) {
  paper(3, "GRPO");
  paper(1, "Diffusion");
  paper(1, "Mamba");
  const auto places = places_using(window(), {text::term_id("GRPO"), text::term_id("mamba")}, 0);
  ASSERT_EQ(places.size(), 2U);
  EXPECT_EQ(reading(window(), places[0]).source.paper.title, "GRPO");
  EXPECT_EQ(reading(window(), places[1]).source.paper.title, "Mamba");
}

TEST_F(Places, BeginWithTheWeekAskedFor) {
  paper(3, "GRPO");
  paper(1, "GRPO");
  EXPECT_EQ(places_using(window(), {text::term_id("GRPO")}, kWeeks - 2).size(), 1U);
}

TEST_F(Places, CountPerWeekForTheExpectation) {
  papers(2, 1, "GRPO");
  const auto counts = counts_of(window(), wave_of("GRPO").papers);
  ASSERT_EQ(counts.size(), 2U);
  EXPECT_EQ(counts[0].week, kWeeks - 2);
  EXPECT_EQ(counts[0].papers, 1);
}

TEST_F(Places, CountNothingThatHasLeftTheWindow) {
  papers(2, 1, "GRPO");
  EXPECT_TRUE(counts_of(window(), {{support::monday(-3), 0}}).empty());
}

TEST_F(Places, MakeMembersOfPapersThatUseADefiningTerm) {
  auto wave = wave_of("GRPO");
  wave.terms.push_back({.term = text::term_id("reward"), .normal = "reward", .written = "reward", .defines = false});
  EXPECT_TRUE(is_member(wave, support::reading_of("On GRPO")));
  EXPECT_FALSE(is_member(wave, support::reading_of("On reward")));
}

}  // namespace bandwagon::wave
