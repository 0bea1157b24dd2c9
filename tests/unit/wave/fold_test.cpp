#include "analyzers/wave/fold.hpp"

#include <algorithm>

#include "tests/unit/wave/wave_fixture.hpp"

namespace bandwagon::wave {

class Fold : public WaveTest {
 protected:
  void SetUp() override { papers(200, 3, "Parsing of treebanks"); }  // the rest of the field
  Folded fold_all(std::vector<Discovery> discoveries) {
    discoveries_ = std::move(discoveries);
    return fold(window(), discoveries_, waves_, {});
  }
  std::vector<Discovery> discoveries_;
  std::vector<Wave> waves_;
};

TEST_F(Fold, MakesOneWaveOfManyTermsOfTheSamePapers) {
  papers(10, 0, "Group relative policy optimization with GRPO");
  fold_all({discovery("GRPO", 1e-9), discovery("group relative policy", 1e-8), discovery("policy optimization", 1e-7)});
  ASSERT_EQ(waves_.size(), 1U);
  EXPECT_EQ(waves_[0].terms.size(), 3U);
  EXPECT_EQ(waves_[0].terms[0].normal, "GRPO") << "the strongest founds it";
  EXPECT_EQ(waves_[0].papers.size(), 10U);
}

TEST_F(Fold, KeepsTermsOfDifferentPapersApart) {
  papers(8, 0, "GRPO for reasoning");
  papers(8, 0, "Mamba for images");
  fold_all({discovery("GRPO", 1e-9), discovery("mamba", 1e-8)});
  EXPECT_EQ(waves_.size(), 2U);
}

TEST_F(Fold, LetsATermJoinTheWaveThatHoldsHalfOfItsPapers) {
  papers(8, 0, "GRPO reward");
  papers(8, 1, "Reward");
  papers(9, 1, "Verifier");
  papers(8, 0, "GRPO verifier");
  fold_all({discovery("GRPO", 1e-9), discovery("reward", 1e-8), discovery("verifier", 1e-7)});
  ASSERT_EQ(waves_.size(), 2U);
  EXPECT_EQ(waves_[0].terms.size(), 2U) << "half of the papers with reward, less than half of those with verifier";
  EXPECT_EQ(waves_[1].terms[0].normal, "verifier");
}

TEST_F(Fold, TakesAWaveOfHalfTheFieldForNoHome) {
  papers(8, 0, "LLMs and agents");
  papers(400, 1, "LLMs");
  fold_all({discovery("LLM", 1e-9), discovery("agent", 1e-8)});
  EXPECT_EQ(waves_.size(), 2U) << "all papers with agents are in it, but so is most of everything";
}

TEST_F(Fold, FindsTheHomeOfPapersWhereMostOfThemAre) {
  papers(6, 0, "Mamba scanning");
  papers(3, 0, "Mamba scanning with GRPO");
  papers(400, 1, "LLMs scanning");
  waves_ = {wave_of("LLM"), wave_of("GRPO"), wave_of("mamba")};
  const auto mamba = discovery("mamba", 1e-9).recent, scanning = discovery("scan", 1e-9).recent;
  EXPECT_EQ(home_of(window(), mamba, waves_, {}), 2U);
  EXPECT_EQ(home_of(window(), scanning, waves_, {}), std::nullopt) << "nearly all are LLM's, as nearly everything is";
  EXPECT_EQ(home_of(window(), {}, waves_, {}), std::nullopt);
}

TEST_F(Fold, GivesTheNameOfAReleaseAWaveOfItsOwn) {
  papers(10, 0, "DeepSeek-R1 and GRPO");
  auto named = discovery("DeepSeek-R1", 1e-8);
  named.names_release = "deepseek-r1";
  fold_all({discovery("GRPO", 1e-9), named});
  ASSERT_EQ(waves_.size(), 2U);
  EXPECT_EQ(waves_[1].names_release, "deepseek-r1");
}

TEST_F(Fold, BringsAllNamesOfAReleaseTogether) {
  papers(8, 0, "DeepSeek-R1 today");
  papers(8, 1, "R1 yesterday");
  auto full = discovery("DeepSeek-R1", 1e-9), brief = discovery("R1", 1e-8);
  full.names_release = brief.names_release = "deepseek-r1";
  fold_all({full, brief});
  ASSERT_EQ(waves_.size(), 1U);
  EXPECT_EQ(waves_[0].papers.size(), 16U);
}

TEST_F(Fold, LeavesOutWhatTooFewAuthorGroupsWrite) {
  papers(10, 0, "GRPO for reasoning");
  auto ours = discovery("GRPO", 1e-9);
  ours.author_groups = 2;
  const auto folded = fold_all({ours});
  EXPECT_TRUE(waves_.empty());
  EXPECT_TRUE(folded.joined.empty());
}

TEST_F(Fold, LetsATermStayInItsWave) {
  papers(8, 0, "GRPO for reasoning");
  papers(8, 0, "Mamba for images");
  fold_all({discovery("GRPO", 1e-9), discovery("mamba", 1e-8)});
  const auto again = fold_all({discovery("mamba", 1e-9)});
  EXPECT_EQ(waves_.size(), 2U);
  EXPECT_EQ(again.flagged, std::vector<std::size_t>{1});
}

TEST_F(Fold, LetsANameLeaveAWaveThatItDoesNotDefine) {
  papers(8, 0, "ChatGPT and LLaMA");
  papers(5, 1, "LLaMA alone");
  fold_all({discovery("ChatGPT", 1e-9), discovery("LLaMA", 1e-8)});
  ASSERT_EQ(waves_.size(), 1U) << "nobody knows yet that it is a release";
  ASSERT_FALSE(waves_[0].terms[1].defines);
  auto named = discovery("LLaMA", 1e-8);
  named.names_release = "llama";
  fold_all({named});
  ASSERT_EQ(waves_.size(), 2U);
  EXPECT_EQ(waves_[1].names_release, "llama");
  EXPECT_EQ(waves_[1].papers.size(), 13U);
  const auto later = fold_all({discovery("LLaMA", 1e-8)});
  EXPECT_EQ(later.flagged, std::vector<std::size_t>{1}) << "when the release is too old to be meant: where it defines";
}

TEST_F(Fold, KeepsANameWhereItDefines) {
  papers(8, 0, "LLaMA");
  fold_all({discovery("LLaMA", 1e-8)});
  auto named = discovery("LLaMA", 1e-8);
  named.names_release = "llama";
  fold_all({named});
  ASSERT_EQ(waves_.size(), 1U);
  EXPECT_EQ(waves_[0].names_release, "llama");
}

TEST_F(Fold, LetsATermThatRisesLittleDescribeAWaveWithoutDefiningIt) {
  papers(4, 0, "GRPO reward");
  papers(20, 20, "Reward");
  fold_all({discovery("GRPO", 1e-9), discovery("reward", 1e-8, 2)});
  ASSERT_EQ(waves_.size(), 1U);
  EXPECT_FALSE(waves_[0].terms[1].defines);
  EXPECT_EQ(waves_[0].papers.size(), 4U);
}

TEST_F(Fold, LetsTheFounderDefineItsWaveHoweverLittleItRises) {
  papers(4, 0, "GRPO reward");
  fold_all({discovery("GRPO", 1e-9, 3)});
  EXPECT_TRUE(waves_[0].terms[0].defines);
}

TEST_F(Fold, GivesEqualOverlapsToTheOlderWave) {
  papers(6, 0, "GRPO");
  papers(6, 0, "Mamba");
  papers(3, 1, "GRPO verifier");
  papers(3, 1, "Mamba verifier");
  waves_ = {wave_of("mamba"), wave_of("GRPO")};
  fold_all({discovery("verifier", 1e-8)});
  ASSERT_EQ(waves_.size(), 2U);
  EXPECT_EQ(waves_[0].terms.size(), 2U);
}

TEST_F(Fold, SaysWhichWavesHadADiscovery) {
  papers(6, 0, "GRPO");
  papers(6, 0, "Mamba");
  waves_ = {wave_of("mamba"), wave_of("GRPO")};
  const auto folded = fold_all({discovery("GRPO", 1e-8)});
  EXPECT_EQ(folded.flagged, std::vector<std::size_t>{1});
  EXPECT_EQ(folded.joined, (std::vector<std::pair<std::size_t, std::size_t>>{{0, 1}}));
}

TEST_F(Fold, DoesNotDependOnTheOrderOfDiscoveries) {
  papers(10, 0, "Group relative policy optimization with GRPO");
  papers(8, 0, "Mamba for images");
  std::vector<Discovery> discoveries{discovery("GRPO", 1e-9), discovery("group relative policy", 1e-9),
                                     discovery("mamba", 1e-8)};
  fold_all(discoveries);
  const auto forward = waves_;
  waves_.clear();
  std::reverse(discoveries.begin(), discoveries.end());
  fold_all(discoveries);
  ASSERT_EQ(waves_.size(), forward.size());
  for (std::size_t w = 0; w < waves_.size(); ++w) {
    EXPECT_EQ(waves_[w].terms.front().normal, forward[w].terms.front().normal);
    EXPECT_EQ(waves_[w].papers, forward[w].papers);
  }
}

TEST_F(Fold, UnitesTwoWavesOfTheSamePapersUnderBothNames) {
  papers(8, 0, "GRPO with verifiable rewards");
  papers(1, 1, "verifiable rewards");
  auto into = wave_of("GRPO");
  absorb(into, wave_of("verifiable reward"), {});
  EXPECT_EQ(into.terms.size(), 2U);
  EXPECT_EQ(into.papers.size(), 9U);
  EXPECT_EQ(places_using(window(), defining_terms(into), 0), into.papers) << "found again after a restart";
}

TEST_F(Fold, KeepsAnAbsorbedWaveOfOtherPapersFromWideningTheOther) {
  papers(3, 0, "GRPO");
  papers(4, 1, "Mamba");
  auto into = wave_of("GRPO");
  absorb(into, wave_of("mamba"), {});
  EXPECT_EQ(into.terms.size(), 2U);
  EXPECT_EQ(into.papers.size(), 3U);
  EXPECT_EQ(places_using(window(), defining_terms(into), 0), into.papers);
}

TEST_F(Fold, DoesNothingWithoutDiscoveries) {
  EXPECT_TRUE(fold_all({}).flagged.empty());
}

}  // namespace bandwagon::wave
