#include "analyzers/attribute/score.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cmath>

namespace bandwagon::attribute {
namespace {

const model::Day kOnset{20000};  // a Monday
constexpr NamedCounts kUnnamed{
    .in_wave = 0, .wave_papers = 20, .elsewhere = 2, .other_papers = 2000, .judged = 20, .after_release = 20};

// Releases with what speaks for each, scored for a wave that begins on kOnset.
class Attribution : public testing::Test {
 protected:
  std::size_t release(int days_before_onset, NamedCounts counts = kUnnamed,
                      std::optional<double> likeness_p = std::nullopt, std::string lab = "") {
    const auto number = std::to_string(releases_.size());
    releases_.push_back({.release = {.id = "r" + number,
                                     .name = "R" + number,
                                     .lab = lab.empty() ? "lab " + number : lab,
                                     .released = kOnset - days_before_onset}});
    evidence_.push_back({.named = counts, .likeness_p = likeness_p});
    return releases_.size() - 1;
  }
  void placebos(int count, NamedCounts counts = kUnnamed) {
    for (int i = 0; i < count; ++i) release(700 + i, counts);
  }
  Scored scored() { return score(releases_, evidence_, kOnset, kOnset + 7, {}); }
  Rival rival(std::size_t release) {
    for (const auto& rival : scored().rivals)
      if (rival.release == release) return rival;
    ADD_FAILURE() << "no rival " << release;
    return {};
  }

  std::vector<KnownRelease> releases_;
  std::vector<Evidence> evidence_;
};

NamedCounts named(double share) {
  return {.in_wave = 20 * share,
          .wave_papers = 20,
          .elsewhere = 2,
          .other_papers = 2000,
          .judged = 20,
          .after_release = 20};
}

}  // namespace

TEST_F(Attribution, GoesToTheReleaseThatThePapersName) {
  release(30);
  const auto famous = release(40, named(0.7));
  release(50);
  const auto result = scored();
  EXPECT_EQ(result.rivals.front().release, famous);
  EXPECT_EQ(result.rivals.front().verdict, model::Verdict::Attributed);
  EXPECT_GE(result.rivals.front().posterior, 0.8);
}

TEST_F(Attribution, GoesToNoneWithoutText) {
  for (int days : {10, 20, 30, 45, 60, 90}) release(days);  // timing alone decides nothing
  const auto result = scored();
  for (const auto& rival : result.rivals) {
    EXPECT_GT(result.none_posterior, rival.posterior);
    EXPECT_EQ(rival.verdict, model::Verdict::Rejected);
  }
}

TEST_F(Attribution, GoesToTheReleaseWhoseWordsTheWaveUses) {
  release(30, kUnnamed, 0.6);
  const auto alike = release(40, kUnnamed, 0.001);  // nearer than all of a thousand comparable texts
  EXPECT_EQ(scored().rivals.front().release, alike);
  EXPECT_EQ(scored().rivals.front().verdict, model::Verdict::Attributed);
}

TEST_F(Attribution, PrefersTheReleaseThatCameShortlyBefore) {
  const auto old = release(250, named(0.3)), recent = release(40, named(0.3));
  EXPECT_GT(rival(recent).posterior, rival(old).posterior);
}

TEST_F(Attribution, RefusesAReleaseThatMostOfTheWaveCameBefore) {
  auto late = named(0.2);
  late.after_release = 8;
  const auto after = release(-7, late);
  EXPECT_LT(rival(after).timing, -5);
  late.after_release = 18;
  evidence_[after].named = late;
  EXPECT_GT(rival(after).timing, -2) << "the onset was dated a little early";
}

// The wave began on kOnset, a week later at the latest.
TEST_F(Attribution, HasNoRivalFromAfterItsBeginning) {
  release(-8, named(0.9));
  EXPECT_TRUE(scored().rivals.empty());
  EXPECT_EQ(scored().none_posterior, 1);
  release(-7, named(0.9));
  EXPECT_EQ(scored().rivals.size(), 1U);
}

TEST_F(Attribution, HasNoRivalFromLongBefore) {
  release(271, named(0.5));
  EXPECT_TRUE(scored().rivals.empty());
  release(270, named(0.5));
  EXPECT_EQ(scored().rivals.size(), 1U);
}

TEST_F(Attribution, WaitsLongerForAReleasesOwnCoinage) {  // a delayed trigger
  const auto coiner = release(350, named(0.8));
  EXPECT_TRUE(scored().rivals.empty());
  evidence_[coiner].coined = true;
  EXPECT_EQ(rival(coiner).verdict, model::Verdict::Attributed);
}

TEST_F(Attribution, DoesNotLetStraysHideAReleaseFromTheWaveOfItsName) {
  const auto late = release(-60, named(1));  // strays dated the onset two months too early
  EXPECT_TRUE(scored().rivals.empty());
  evidence_[late].own_wave = true;
  EXPECT_EQ(rival(late).verdict, model::Verdict::Attributed);
}

TEST_F(Attribution, AsksOfAReleaseThatOnlyPapersVouchForThatItsOwnSpeaksOfTheWave) {
  const auto namesake = release(40, named(1), 0.2);  // as "AIME" the agent framework is of "AIME" the exam
  EXPECT_EQ(rival(namesake).verdict, model::Verdict::Attributed);
  releases_[namesake].voucher = Voucher::Papers;
  EXPECT_TRUE(scored().rivals.empty());
  evidence_[namesake].likeness_p.reset();
  EXPECT_TRUE(scored().rivals.empty()) << "nothing to compare with vouches for nothing";
  evidence_[namesake].led = true;
  EXPECT_EQ(rival(namesake).verdict, model::Verdict::Attributed) << "what was told is not taken back for that";
  evidence_[namesake].led = false;
  evidence_[namesake].likeness_p = 0.04;
  EXPECT_EQ(rival(namesake).verdict, model::Verdict::Attributed);
  evidence_[namesake].named = named(0.2);
  EXPECT_TRUE(scored().rivals.empty()) << "words alone are ambiguous, too";
}

TEST_F(Attribution, AsksOfAReleaseWithWitnessesButNoPaperThatEverySecondNamesIt) {
  const auto spoken_of = release(40, named(0.6));
  releases_[spoken_of].voucher = Voucher::Witnesses;
  EXPECT_EQ(rival(spoken_of).verdict, model::Verdict::Attributed);
  evidence_[spoken_of].named = named(0.4);
  EXPECT_TRUE(scored().rivals.empty());
}

TEST_F(Attribution, BoundsWhatLikenessOfWordsCanSay) {  // 1 / (-e p ln p), Sellke, Bayarri & Berger 2001
  EXPECT_NEAR(rival(release(40, kUnnamed, 0.05)).vocabulary, -std::log(-std::exp(1) * 0.05 * std::log(0.05)), 1e-12);
  EXPECT_EQ(rival(release(40, kUnnamed, 1e-9)).vocabulary, ScoreParams{}.vocabulary_cap);
  EXPECT_EQ(rival(release(40, kUnnamed, 0.4)).vocabulary, 0);
  EXPECT_EQ(rival(release(40, kUnnamed, 0.7)).vocabulary, -1);
  EXPECT_EQ(rival(release(40, kUnnamed)).vocabulary, 0) << "nothing to compare with says nothing";
}

TEST_F(Attribution, DividesOneAmongRivalsAndNone) {
  EXPECT_TRUE(rc::check("posteriors sum to 1", [] {
    std::vector<KnownRelease> releases;
    std::vector<Evidence> evidence;
    for (int r = *rc::gen::inRange(0, 12); r > 0; --r) {
      releases.push_back(
          {.release = {
               .id = std::to_string(r), .lab = std::to_string(r), .released = kOnset - *rc::gen::inRange(-60, 600)}});
      const int papers = *rc::gen::inRange(0, 200), others = *rc::gen::inRange(0, 3000);
      NamedCounts counts{.in_wave = 1.0 * *rc::gen::inRange(0, papers + 1),
                         .wave_papers = 1.0 * papers,
                         .elsewhere = 1.0 * *rc::gen::inRange(0, others + 1),
                         .other_papers = 1.0 * others,
                         .judged = 1.0 * papers,
                         .after_release = 1.0 * *rc::gen::inRange(0, papers + 1)};
      evidence.push_back({.named = counts,
                          .likeness_p = *rc::gen::inRange(1, 1001) / 1000.0,
                          .coined = *rc::gen::arbitrary<bool>(),
                          .own_wave = *rc::gen::arbitrary<bool>()});
    }
    const auto result = score(releases, evidence, kOnset, kOnset + 7, {});
    double sum = result.none_posterior;
    for (const auto& rival : result.rivals) {
      RC_ASSERT(std::isfinite(rival.posterior) && rival.posterior >= 0);
      sum += rival.posterior;
    }
    RC_ASSERT(std::abs(sum - 1) < 1e-9);
    for (std::size_t r = 1; r < result.rivals.size(); ++r)
      RC_ASSERT(result.rivals[r - 1].posterior >= result.rivals[r].posterior);
  }));
}

TEST_F(Attribution, FollowsTheFormulaOfTheNames) {  // n = 12, so that no witness is weighed down
  const auto one = release(
      40, {.in_wave = 3, .wave_papers = 12, .elsewhere = 9.5, .other_papers = 99, .judged = 12, .after_release = 12});
  const double q = 0.1, binomial = 220 * std::pow(q, 3) * std::pow(1 - q, 9);
  const ScoreParams params;
  const auto beta = [](double a, double b) { return std::tgamma(a) * std::tgamma(b) / std::tgamma(a + b); };
  const double of_subject = 220 * beta(3 + params.subject_named, 9 + params.subject_unnamed) /
                            beta(params.subject_named, params.subject_unnamed);
  const double otherwise = (1 - params.of_subject) * binomial + params.of_subject * of_subject;
  EXPECT_NEAR(rival(one).names, std::log(1.0 / 13 / otherwise), 1e-9);
}

TEST_F(Attribution, ComparesAWaveChosenByItsWordsWithTheBackgroundAlone) {
  const NamedCounts counts{
      .in_wave = 12, .wave_papers = 12, .elsewhere = 9.5, .other_papers = 99, .judged = 12, .after_release = 12};
  const auto founder = release(40, counts), coiner = release(41, counts);
  evidence_[founder].own_wave = true;
  evidence_[coiner].coined = true;
  for (const auto chosen_by : {founder, coiner})
    EXPECT_NEAR(rival(chosen_by).names, std::log(1.0 / 13 / std::pow(0.1, 12)), 1e-9);
}

TEST_F(Attribution, ThinksThatPapersOfOneSubjectMayNameAReleaseThatTheyDoNotFollow) {
  const auto half_named = release(40, named(0.5));  // elsewhere by one paper in a thousand
  EXPECT_GT(rival(half_named).names, 3);
  EXPECT_LT(rival(half_named).names, 5);
  const auto named_by_all = release(41, named(1));
  EXPECT_GT(rival(named_by_all).names, rival(half_named).names + 3);
}

TEST_F(Attribution, TakesBeingNamedLessThanElsewhereForEvidenceAgainst) {
  const auto less = release(
      40,
      {.in_wave = 1, .wave_papers = 100, .elsewhere = 800, .other_papers = 2000, .judged = 100, .after_release = 100});
  EXPECT_LE(rival(less).names, -1);
}

TEST_F(Attribution, CountsManyPapersAsFewWitnesses) {
  const auto few = release(
      40, {.in_wave = 6, .wave_papers = 12, .elsewhere = 20, .other_papers = 2000, .judged = 12, .after_release = 12});
  const auto many = release(
      40,
      {.in_wave = 60, .wave_papers = 120, .elsewhere = 20, .other_papers = 2000, .judged = 120, .after_release = 120});
  EXPECT_LT(rival(many).names, 2 * rival(few).names);
}

TEST_F(Attribution, ComparesWithReleasesThatCannotBeMeant) {
  const auto ours = release(40, named(0.5));
  placebos(23);
  placebos(1, named(0.6));
  EXPECT_NEAR(rival(ours).placebo_p.value(), 2.0 / 25, 1e-12);
}

TEST_F(Attribution, GivesNoPlaceboPWithTooFewOfThem) {
  const auto ours = release(40, named(0.5));
  placebos(18);
  EXPECT_FALSE(rival(ours).placebo_p);
  placebos(1);
  EXPECT_NEAR(rival(ours).placebo_p.value(), 1.0 / 20, 1e-12);
}

TEST_F(Attribution, IsRejectedWhenPlacebosDoAsWell) {
  const auto ours = release(40, named(0.5));
  placebos(18);
  placebos(3, named(0.6));
  EXPECT_GE(rival(ours).posterior, 0.8);
  EXPECT_EQ(rival(ours).verdict, model::Verdict::Rejected);
}

TEST_F(Attribution, IsSharedBetweenTwoReleasesThatAreNamedAlike) {
  release(40, named(0.5));
  release(40, named(0.5));
  for (const auto& rival : scored().rivals) EXPECT_EQ(rival.verdict, model::Verdict::Shared);
}

TEST_F(Attribution, TakesTwoNamesOfOneLabAndNearlyOneDayForKin) {
  release(40, named(0.5), 0, "DeepSeek");
  release(42, named(0.5), 0, "DeepSeek");
  const auto result = scored();
  EXPECT_EQ(result.rivals[0].verdict, model::Verdict::Attributed);
  EXPECT_EQ(result.rivals[1].verdict, model::Verdict::Shared);
}

TEST_F(Attribution, TakesNobodyKnownForNoLab) {
  const std::string nobody(model::kNobodyKnown);
  release(40, named(0.5), 0, nobody);
  EXPECT_EQ(scored().rivals.front().verdict, model::Verdict::Attributed);
  release(42, named(0.5), 0, nobody);
  for (const auto& rival : scored().rivals) EXPECT_EQ(rival.verdict, model::Verdict::Shared);
}

TEST_F(Attribution, TakesReleasesOfALabFarApartForNoKin) {
  releases_.clear();
  release(20, named(0.5), 0, "OpenAI");
  release(101, named(0.5), 0, "OpenAI");
  for (const auto& rival : scored().rivals) EXPECT_NE(rival.verdict, model::Verdict::Attributed);
}

TEST_F(Attribution, OfNoReleasesIsToNone) {
  EXPECT_EQ(scored().none_posterior, 1);
  EXPECT_TRUE(scored().rivals.empty());
}

}  // namespace bandwagon::attribute
