#include "daemon/render/wording.hpp"

#include <gmock/gmock.h>

#include "daemon/render/figures.hpp"

namespace bandwagon::render {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

model::Day day(const char* iso) {
  return *model::Day::parse(iso);
}

digest::Wave wave_of(const std::string& verdict = "attributed") {
  digest::ReleaseCase release;
  release.id = "r1";
  release.name = "DeepSeek-R1";
  release.lab = "DeepSeek";
  release.released = day("2025-01-20");
  release.verdict = verdict;
  digest::Wave wave;
  wave.latest.release = "r1";
  wave.latest.evidence.releases.push_back(release);
  return wave;
}

std::string sentence(const digest::Wave& wave) {
  const Tie tie = tie_words(wave);
  return tie.before + tie.name + tie.after;
}

TEST(Breadth, SaysHowFewOfWhatWasTestedCameSinceTheWaveBegan) {
  digest::Evidence evidence;
  evidence.observed = 9, evidence.author_groups = 9;
  evidence.categories = {{"cs.CL", 2}};
  EXPECT_EQ(breadth_words(evidence), "9 groups of authors; 2 of the papers since it began · cs.CL 2");
  evidence.categories = {{"cs.CL", 7}, {"cs.AI", 2}};
  EXPECT_EQ(breadth_words(evidence), "9 groups of authors · cs.CL 7, cs.AI 2");
  evidence.categories.clear();
  EXPECT_EQ(breadth_words(evidence), "9 groups of authors") << "not known";
}

TEST(Figures, ShowDaysAndPeriodsShortly) {
  EXPECT_EQ(day_words(day("2025-01-05")), "5 Jan 2025");
  EXPECT_EQ(period_words(day("2025-02-10"), day("2025-02-16")), "10–16 February 2025");
  EXPECT_EQ(period_words(day("2025-01-27"), day("2025-02-02")), "27 January – 2 February 2025");
  EXPECT_EQ(period_words(day("2024-12-30"), day("2025-01-05")), "30 December 2024 – 5 January 2025");
  EXPECT_EQ(period_words(day("2025-02-10"), day("2025-02-10")), "10 February 2025");
}

TEST(Figures, NeverRoundASmallProbabilityToZero) {
  EXPECT_EQ(small_probability(0.0000001), "< 0.001");
  EXPECT_EQ(small_probability(0.003), "0.003");
  EXPECT_EQ(probability(0.999), "> 0.99");
  EXPECT_EQ(probability(0.001), "< 0.01");
  EXPECT_EQ(percent(0.0004), "under 0.1 %");
}

TEST(Figures, KeepTwoDigitsOfASmallExpectation) {
  EXPECT_EQ(figure(0.0248), "0.025");
  EXPECT_EQ(figure(0.0031), "0.0031");
  EXPECT_EQ(figure(0.00001), "< 0.001");
  EXPECT_EQ(figure(0.47), "0.47");
  EXPECT_EQ(figure(0), "0");
}

TEST(About, LeavesOutPartsOfTheLabelAndPhrasesAroundAnother) {
  digest::Evidence evidence;
  evidence.label = "Group Relative Policy Optimization";
  evidence.phrases = {"Relative Policy Optimization", "Group Relative Policy", "Relative Policy"};
  EXPECT_EQ(about_words(evidence), "");
  evidence.label = "o1";
  evidence.phrases = {"o1", "o1-preview", "OpenAI o1"};
  EXPECT_EQ(about_words(evidence), "Papers that write o1, o1-preview");
}

TEST(Size, LeavesOutWhatIsNotKnown) {
  digest::Evidence evidence;
  EXPECT_EQ(size_words(evidence), "");
  evidence.observed = 41;
  EXPECT_EQ(size_words(evidence), "41 papers");
  evidence.window_days = 28;
  evidence.expected = 9.8;
  evidence.ratio = 4.2;
  EXPECT_EQ(size_words(evidence), "41 papers in 28 days, 9.8 expected: 4.2 times as many");
  evidence.ratio_low = 3.0, evidence.ratio_high = 5.8, evidence.q_value = 0.003;
  EXPECT_THAT(size_words(evidence), HasSubstr("(95 % interval 3.0–5.8), q = 0.003"));
}

TEST(TieWords, SayAfterOnlyWhenItBeganAfter) {
  auto wave = wave_of();
  wave.latest.evidence.onset = day("2025-01-27");
  EXPECT_EQ(sentence(wave),
            "Began in the week of 27 Jan 2025, after DeepSeek-R1 (DeepSeek, 20 Jan 2025), and is tied to it.");
  wave.latest.evidence.onset = day("2025-01-20");
  EXPECT_EQ(sentence(wave),
            "Began in the week of 20 Jan 2025, the week of DeepSeek-R1 (DeepSeek, 20 Jan 2025), and is tied to it.");
  wave.latest.evidence.onset = day("2025-01-06");
  EXPECT_EQ(sentence(wave),
            "Began in the week of 6 Jan 2025, before DeepSeek-R1 (DeepSeek, 20 Jan 2025), but is tied to it.");
}

TEST(TieWords, SayLexicallyOnlyWithWordsToShow) {
  auto wave = wave_of();
  EXPECT_EQ(sentence(wave), "Is tied to DeepSeek-R1 (DeepSeek, 20 Jan 2025).");
  wave.latest.evidence.releases[0].shared_terms = {"GRPO"};
  EXPECT_EQ(sentence(wave), "Is lexically tied to DeepSeek-R1 (DeepSeek, 20 Jan 2025).");
}

TEST(TieWords, NeverClaimACause) {
  for (const char* verdict : {"attributed", "shared", "rejected"}) {
    const auto wave = wave_of(verdict);
    EXPECT_THAT(sentence(wave), Not(HasSubstr("caus")));
    EXPECT_THAT(doubts(wave), Not(Contains(HasSubstr("caused"))));
  }
}

TEST(TieWords, SayThatAReleaseToldBeforeNoLongerExplainsTheWave) {
  auto wave = wave_of("rejected");
  wave.latest.reason = model::AlertReason::Ended;
  wave.latest.evidence.releases[0].shared_terms = {"GRPO"};
  EXPECT_EQ(sentence(wave),
            "Told before as tied to DeepSeek-R1 (DeepSeek, 20 Jan 2025), which no longer explains it better than "
            "chance.");
  wave.latest.evidence.onset = day("2025-01-27");
  EXPECT_EQ(sentence(wave),
            "Began in the week of 27 Jan 2025; told before as tied to DeepSeek-R1 (DeepSeek, 20 Jan 2025), which no "
            "longer explains it better than chance.");
}

TEST(TieWords, SayWhenNoReleaseExplainsTheWave) {
  digest::Wave wave;
  EXPECT_EQ(sentence(wave), "No release explains it better than chance.");
  wave.latest.evidence.onset = day("2025-01-20");
  EXPECT_EQ(sentence(wave), "Began in the week of 20 Jan 2025; no release explains it better than chance.");
  digest::CitedPaper near{.id = *model::PaperId::parse("2301.00001")},
      first{.id = *model::PaperId::parse("2309.08600")};
  first.phrase = "sparse autoencoders";
  first.phrase_before = 16;
  first.announced = model::Day::parse("2023-09-17");
  wave.latest.evidence.pioneers = {near, first};
  EXPECT_EQ(sentence(wave),
            "Began in the week of 20 Jan 2025; no release explains it better than chance. Before it, arXiv:2309.08600 "
            "(17 Sep "
            "2023) was among the first 16 here to write \"sparse autoencoders\".");
}

TEST(TieWords, NameTheReleasesThatShareTheWaveAsPossible) {
  digest::Wave wave;
  digest::ReleaseCase shared, rejected;
  shared.id = "dapo", shared.name = "DAPO", shared.verdict = "shared", shared.posterior = 0.3;
  rejected.id = "o1", rejected.verdict = "rejected";
  wave.latest.evidence.releases = {shared, rejected};
  EXPECT_EQ(sentence(wave), "No release alone explains it; possibly DAPO (0.30).");
  EXPECT_EQ(glance_words(wave), ", possibly DAPO (0.30)");
}

TEST(Rivals, AreNamedUpToACapAndCountedBeyond) {
  auto wave = wave_of();
  for (const char* id : {"a", "b", "c"}) {
    digest::ReleaseCase rival;
    rival.id = id;
    rival.posterior = 0.1;
    wave.latest.evidence.releases.push_back(rival);
  }
  wave.latest.evidence.none_posterior = 0.001;
  EXPECT_EQ(rivals_words(wave, 2), "a 0.10, b 0.10; 1 more; no release at all < 0.01");
}

TEST(Rivals, ThatHardlyCountShareOneNumber) {
  auto wave = wave_of();
  for (const char* id : {"a", "b"}) {
    digest::ReleaseCase rival;
    rival.id = id;
    rival.posterior = 1e-9;
    wave.latest.evidence.releases.push_back(rival);
  }
  EXPECT_EQ(rivals_words(wave, 3), "a, b, each below 0.01");
  EXPECT_EQ(rivals_words(wave, 1), "a below 0.01; 1 more");
}

TEST(Ratio, HasNoFalsePrecisionWhereHardlyAnythingWasExpected) {
  EXPECT_EQ(times(4.23), "4.2");
  EXPECT_EQ(times(161.9), "162");
  EXPECT_EQ(times(181694.6), "over 1000");
  digest::Evidence evidence;
  evidence.ratio_low = 27.6, evidence.ratio_high = 181694.6;
  EXPECT_EQ(ratio_interval(evidence), "95 % interval 28 to over 1000");
}

TEST(Onset, SaysWhenItsIntervalIsOneWeek) {
  digest::Evidence evidence;
  evidence.onset = evidence.onset_low = evidence.onset_high = day("2025-01-20");
  EXPECT_EQ(onset_words(evidence), "week of 20 Jan 2025 (80 % interval: that week)");
}

TEST(LeadWords, DoNotRepeatTheTitleOrTheNumbers) {
  digest::Wave wave;
  wave.latest.evidence.label = "GRPO";
  wave.latest.headline = "GRPO: 19 papers in 4 weeks";
  EXPECT_EQ(told_beyond_title(wave), "19 papers in 4 weeks");
  EXPECT_EQ(lead_words(wave), "19 papers in 4 weeks");
  wave.latest.evidence.observed = 19;
  EXPECT_EQ(lead_words(wave), "");
  wave.latest.headline = "Something else";
  EXPECT_EQ(lead_words(wave), "Something else");
}

TEST(TieWords, NeedANamedShareAboveNothingToBeLexical) {
  auto wave = wave_of();
  wave.latest.evidence.releases[0].named_share = 0;
  EXPECT_EQ(sentence(wave), "Is tied to DeepSeek-R1 (DeepSeek, 20 Jan 2025).");
}

TEST(Doubts, ComeFromTheNumbers) {
  auto wave = wave_of();
  auto& evidence = wave.latest.evidence;
  evidence.onset = day("2025-01-06");
  evidence.ratio_low = 1.1;
  evidence.author_groups = 3;
  evidence.releases[0].placebo_p = 0.2;
  evidence.caveats = {"a stored caveat"};
  const auto words = doubts(wave);
  EXPECT_EQ(words.front(), "a stored caveat");
  EXPECT_THAT(words, Contains(HasSubstr("cannot have started it")));
  EXPECT_THAT(words, Contains(HasSubstr("reaches down to 1.1")));
  EXPECT_THAT(words, Contains(HasSubstr("Only 3 groups")));
  EXPECT_THAT(words, Contains(HasSubstr("fits as well in 20 %")));
}

TEST(PaperNote, CountsDaysInWords) {
  digest::CitedPaper paper{.id = *model::PaperId::parse("2501.00001"),
                           .title = {},
                           .announced = day("2025-01-21"),
                           .named = true,
                           .lag_days = 1,
                           .similarity = {}};
  EXPECT_EQ(paper_note(paper), "21 Jan 2025, 1 day after, names it");
  paper.lag_days = -3;
  EXPECT_THAT(paper_note(paper), HasSubstr("3 days before"));
  paper.lag_days = 0;
  EXPECT_THAT(paper_note(paper), HasSubstr("the same day"));
  paper.phrase = "sparse autoencoders";
  EXPECT_THAT(paper_note(paper), HasSubstr("among the first here to write \"sparse autoencoders\""));
  paper.phrase_before = 16;
  EXPECT_THAT(paper_note(paper), HasSubstr("among the first 16 here to write \"sparse autoencoders\""));
  paper.phrase_before = 1;
  EXPECT_THAT(paper_note(paper), HasSubstr(", first here to write \"sparse autoencoders\""));
}

}  // namespace
}  // namespace bandwagon::render
