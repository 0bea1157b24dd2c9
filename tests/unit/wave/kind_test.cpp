#include "analyzers/wave/kind.hpp"

#include "tests/unit/wave/wave_fixture.hpp"

namespace bandwagon::wave {

using model::BurstKind;

class Kind : public WaveTest {
 protected:
  BurstKind kind(const Wave& wave) { return kind_of(window(), wave, {}); }
};

TEST_F(Kind, IsTopicalWhenPapersAreAboutOneSubject) {
  papers(10, 0, "Group relative policy optimization");
  EXPECT_EQ(kind(wave_of("relative policy", 5)), BurstKind::Topical);
}

TEST_F(Kind, IsMentionWhenPapersShareANameAndNoSubject) {
  papers(10, 0, "Evaluation", "We compare with GPT-5");
  EXPECT_EQ(kind(wave_of("GPT-5", 1)), BurstKind::Mention);
}

TEST_F(Kind, IsStyleWhenPapersShareAPhraseAndNoSubject) {
  papers(10, 0, "Delving deeper", "");
  EXPECT_EQ(kind(wave_of("delving", 1)), BurstKind::Style);
}

TEST_F(Kind, IsStyleWhenThePhraseNeverReachesATitle) {
  papers(10, 0, "Parsing of dependencies", "We meticulously annotate.");
  EXPECT_EQ(kind(wave_of("meticulously", 5)), BurstKind::Style);
}

TEST_F(Kind, IsCalendarWhenPapersSpeakOfASharedTask) {
  papers(5, 0, "GlotEval of languages", "Our submission to the GlotEval shared task");
  papers(5, 0, "GlotEval and more", "An analysis");
  EXPECT_EQ(kind(wave_of("GlotEval", 5)), BurstKind::Calendar);
}

TEST_F(Kind, IsCalendarWhenPapersSpeakOfSharedTasksWithoutNamingTheirs) {
  papers(6, 0, "Polarization detection", "This describes our submission to the shared task on polarization.");
  papers(4, 0, "Polarization of users", "An analysis");
  EXPECT_EQ(kind(wave_of("polarization", 5)), BurstKind::Calendar);
}

TEST_F(Kind, IsCalendarWhenWhatStandsBehindTheNameIsAContest) {
  papers(10, 0, "BabyLM pretraining", "Results for the BabyLM Challenge");
  EXPECT_EQ(kind(wave_of("BabyLM", 5)), BurstKind::Calendar);
}

TEST_F(Kind, IsCalendarForADatedEvent) {
  for (const auto* event : {"SemEval-2023", "IWSLT 2023", "WMT23"}) {  // the window ends in 2023
    auto wave = wave_of("anything", 5);
    wave.terms[0].normal = event;
    EXPECT_EQ(kind(wave), BurstKind::Calendar) << event;
  }
}

TEST_F(Kind, TakesAModelNumberForNoYear) {
  for (const auto* name : {"GPT-4o", "Llama 3", "LoRA", "Qwen2.5", "R1"}) {
    auto wave = wave_of("anything", 5);
    wave.terms[0].normal = name;
    EXPECT_NE(kind(wave), BurstKind::Calendar) << name;
  }
}

TEST_F(Kind, IsCalendarInTheSeasonOfLastYear) {
  papers(8, 52, "Counterspeech detection");
  papers(8, 0, "Counterspeech detection");
  EXPECT_EQ(kind(wave_of("counterspeech", 5)), BurstKind::Calendar);
}

TEST_F(Kind, IsNotCalendarForASubjectOfAllTheYear) {
  for (int week = 0; week < kWeeks; ++week) papers(4, week, "Counterspeech detection");
  EXPECT_EQ(kind(wave_of("counterspeech", 5)), BurstKind::Topical);
}

class Cohesion : public WaveTest {};

TEST_F(Cohesion, IsHigherForPapersAboutOneSubject) {
  const char* subjects[] = {"parsing treebanks syntax", "diffusion images sampling", "speech recognition phonemes",
                            "graph molecules chemistry"};
  for (int i = 0; i < 12; ++i) {
    paper(0, std::string("GRPO reward policy gradient ") + (i % 2 ? "verifier" : "rollout"));
    paper(0, std::string("Meticulously ") + subjects[i % 4]);
  }
  const auto own = [](const Wave& wave) { return wave.terms; };
  const auto subject = wave_of("GRPO"), style = wave_of("meticulously");
  EXPECT_GT(cohesion(window(), subject.papers, own(subject)), 2 * cohesion(window(), style.papers, own(style)));
}

TEST_F(Cohesion, LeavesOutTheWavesOwnTerms) {
  papers(6, 0, "Meticulously");
  const auto wave = wave_of("meticulously");
  EXPECT_EQ(cohesion(window(), wave.papers, wave.terms), 0);
}

TEST_F(Cohesion, OfAllPapersIsThatOfTheLastWeeks) {
  papers(6, 40, "Parsing treebanks syntax");
  papers(6, 0, "Diffusion sampling");
  papers(6, 0, "Speech phonemes");
  const double mixed = background(window(), 4).mean_cosine();
  EXPECT_GT(mixed, 0);
  EXPECT_LT(mixed, 0.6);
}

TEST_F(Cohesion, IsZeroWithoutPapers) {
  EXPECT_EQ(cohesion(window(), {}, {}), 0);
  EXPECT_EQ(background(window(), 4).mean_cosine(), 0);
}

}  // namespace bandwagon::wave
