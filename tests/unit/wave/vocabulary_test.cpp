#include "analyzers/wave/vocabulary.hpp"

#include "tests/unit/wave/wave_fixture.hpp"

namespace bandwagon::wave {
namespace {

constexpr int kBegan = 12;  // weeks ago

// A field of steady papers on other subjects, with a wave on "orbital pruning" in its last weeks, whose papers share
// words with `kin_before` (and later `kin_since`) papers a week that do not use its name.
class VocabularyTest : public WaveTest {
 protected:
  void field(int kin_before, int kin_since) {
    for (int week = 0; week < kWeeks; ++week) {
      papers(20, week, "Parsing of treebanks", "dependency grammar annotation corpus syntax");
      papers(week < kBegan ? kin_since : kin_before, week, "Sparse lottery masks",
             "magnitude schedule sparsity tickets");
      if (week < kBegan) papers(3, week, "Orbital pruning", "magnitude schedule sparsity tickets masks");
    }
  }
  Vocabulary learn() {
    const Wave wave = wave_of("orbital pruning");
    const int first = window().size() - kBegan;
    return learn_vocabulary(window(), wave.papers, defining_terms(wave), window().monday(first),
                            burst::Quarantine(8, 0), {});
  }
  static corpus::Reading kin() {
    return support::reading_of("Sparse lottery masks", "magnitude schedule sparsity tickets");
  }
  static corpus::Reading stranger() { return support::reading_of("Parsing of treebanks", "dependency grammar syntax"); }
};

}  // namespace

TEST_F(VocabularyTest, TellsPapersThatCameWithTheWave) {
  field(0, 4);
  const auto vocabulary = learn();
  EXPECT_GT(probability(vocabulary, kin()), 0.9);
  EXPECT_EQ(probability(vocabulary, stranger()), 0);
}

TEST_F(VocabularyTest, SaysOfAWeekWhatItSaysOfEachPaper) {
  field(2, 8);
  const auto vocabulary = learn();
  const Judge judge(vocabulary);
  for (int week = 0; week < window().size(); ++week) {
    const auto chances = judge.probabilities(window(), week);
    const auto& papers = window().papers(week);
    ASSERT_EQ(chances.size(), papers.size());
    for (std::size_t p = 0; p < papers.size(); ++p) EXPECT_EQ(chances[p], judge.probability(papers[p]));
  }
}

TEST_F(VocabularyTest, ClaimsNothingThatWasThereAsOftenBefore) {
  field(4, 4);
  EXPECT_LT(probability(learn(), kin()), 0.2);
}

TEST_F(VocabularyTest, SaysWhichShareOfSuchPapersIsNew) {
  field(2, 8);
  EXPECT_NEAR(probability(learn(), kin()), 1 - 2.0 / 8, 0.1);
}

// Where one paper uses the wave's name and twenty like it do not, most of the twenty follow something else.
TEST_F(VocabularyTest, ClaimsNoMoreThanCanFollowInSilence) {
  for (int week = 0; week < kWeeks; ++week) {
    papers(40, week, "Parsing of treebanks", "dependency grammar annotation corpus syntax");
    papers(week < kBegan ? 20 : 0, week, "Sparse lottery masks", "magnitude schedule sparsity tickets");
    if (week < kBegan) papers(1, week, "Orbital pruning", "magnitude schedule sparsity tickets masks");
  }
  EXPECT_NEAR(probability(learn(), kin()), 1 * (1 / 0.2 - 1) / 20, 0.02);
}

// A word that the whole field took up with the wave's beginning is no word of the wave.
TEST_F(VocabularyTest, DoesNotClaimATide) {
  for (int week = 0; week < kWeeks; ++week) {
    papers(10, week, "Parsing of treebanks", "dependency grammar");
    papers(10, week, "Parsing of treebanks", week < kBegan ? "dependency grammar attention" : "dependency grammar");
    if (week < kBegan) papers(2, week, "Orbital pruning", "magnitude sparsity attention");
    if (week < kBegan) papers(2, week, "Orbital pruning", "magnitude sparsity");
  }
  const auto vocabulary = learn();
  for (const auto& word : vocabulary.words) EXPECT_NE(word.term, text::term_id("attention"));
  EXPECT_EQ(probability(vocabulary, support::reading_of("Parsing of treebanks", "dependency grammar attention")), 0);
}

TEST_F(VocabularyTest, IsEmptyWithoutATimeBefore) {
  field(0, 4);
  const Wave wave = wave_of("orbital pruning");
  const auto vocabulary =
      learn_vocabulary(window(), wave.papers, defining_terms(wave), window().monday(5), burst::Quarantine(8, 0), {});
  EXPECT_TRUE(vocabulary.steps.empty());
  EXPECT_EQ(probability(vocabulary, kin()), 0);
}

TEST_F(VocabularyTest, SaysNothingOfAStratumItCannotCompare) {
  field(0, 4);
  auto elsewhere = kin();
  elsewhere.stratum = 5;
  EXPECT_EQ(probability(learn(), elsewhere), 0);
}

TEST_F(VocabularyTest, LeavesOutWhatIsHidden) {
  field(0, 4);
  for (const auto& word : learn().words) EXPECT_NE(word.term, text::term_id("orbital pruning"));
}

TEST_F(VocabularyTest, NeverFallsWithTheScore) {
  field(1, 5);
  const auto vocabulary = learn();
  for (std::size_t s = 1; s < vocabulary.steps.size(); ++s) {
    EXPECT_LT(vocabulary.steps[s - 1].least_score, vocabulary.steps[s].least_score);
    EXPECT_LE(vocabulary.steps[s - 1].probability, vocabulary.steps[s].probability);
  }
}

}  // namespace bandwagon::wave
