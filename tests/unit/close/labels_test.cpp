#include "analyzers/close/labels.hpp"

#include <gmock/gmock.h>

#include "tests/support/corpus.hpp"

namespace bandwagon::close {
namespace {

bool everywhere(const std::string&) {
  return true;
}

std::vector<std::string> label(const std::vector<std::string>& written, const IsWritten& is_written = everywhere) {
  std::vector<Phrase> phrases;
  for (std::size_t i = 0; i < written.size(); ++i) phrases.push_back({i + 1, written[i]});
  std::vector<std::string> label;
  for (const auto& phrase : label_of(phrases, 3, is_written)) label.push_back(phrase.written);
  return label;
}

// Papers of one week, by title.
struct Group {
  explicit Group(const std::vector<std::string>& titles) : window({"cs.CL"}, {}) {
    std::vector<model::StoredPaper> papers;
    for (const auto& title : titles) papers.push_back(support::paper(static_cast<int>(papers.size()) + 1, 0, title));
    window.add_week(support::monday(0), std::move(papers));
    for (std::size_t p = 0; p < titles.size(); ++p) places.push_back({support::monday(0), p});
  }

  corpus::Window window;
  std::vector<wave::Place> places;
};

std::vector<Phrase> topic_label(const Group& group, const represent::SparseVector& centre, std::size_t count,
                                double least) {
  Wordings wordings;
  return label_of_topic(group.window, group.places, centre, count, least, wordings);
}

represent::SparseVector centre_of(const std::vector<std::string>& phrases) {
  represent::SparseVector centre;  // the first strongest
  for (std::size_t f = 0; f < phrases.size(); ++f)
    centre.push_back({text::term_id(text::normal_form(phrases[f])), 1.0F / static_cast<float>(f + 1)});
  std::sort(centre.begin(), centre.end(), [](const auto& a, const auto& b) { return a.term < b.term; });
  return centre;
}

std::vector<std::string> written(const Group& group, const std::vector<std::string>& phrases) {
  return telling_phrases(group.window, group.places, centre_of(phrases), 2);
}

}  // namespace

TEST(Phrases, LeaveOutTheNameThatOnePaperGivesItsSystem) {
  std::vector<std::string> titles(12, "Parsing of treebanks");
  titles[0] = "Zephyrine: parsing of treebanks";
  EXPECT_THAT(written(Group(titles), {"zephyrine", "treebanks"}), testing::ElementsAre("treebanks"));
  titles[1] = "Zephyrine again: parsing of treebanks";
  EXPECT_THAT(written(Group(titles), {"zephyrine", "treebanks"}), testing::ElementsAre("Zephyrine", "treebanks"));
}

TEST(Phrases, WantOneInTenOfThePapersRead) {
  std::vector<std::string> titles(40, "Parsing of treebanks");
  for (std::size_t p = 0; p < 3; ++p) titles[p] = "Zephyrine parsing of treebanks";
  EXPECT_THAT(written(Group(titles), {"zephyrine", "treebanks"}), testing::ElementsAre("treebanks"));
  titles[3] = titles[0];
  EXPECT_THAT(written(Group(titles), {"zephyrine", "treebanks"}), testing::Contains("Zephyrine"));
}

TEST(Phrases, OfOnePaperAreItsOwn) {
  EXPECT_THAT(written(Group({"Zephyrine parsing"}), {"zephyrine"}), testing::ElementsAre("Zephyrine"));
}

TEST(Phrases, InReachCarryWhatTheChosenOnesDo) {
  std::vector<std::string> titles(12, "Parsing of treebanks");
  titles[0] = "Zephyrine: parsing of treebanks";
  const auto centre = centre_of({"zephyrine", "treebanks", "parsing"});
  const auto reach = [&] {
    const Group group(titles);
    double chosen = 0;
    Wordings wordings;
    for (const auto& phrase : phrases_of(group.window, group.places, centre, 2, wordings))
      chosen += strength(centre, {phrase.term});
    EXPECT_DOUBLE_EQ(strength_in_reach(group.window, group.places, centre, 2), chosen);
    return chosen;
  };
  EXPECT_LT(reach(), 1) << "without the strongest, which one paper uses";
  titles[1] = titles[0];
  EXPECT_GT(reach(), 1);
  EXPECT_EQ(strength_in_reach(Group({}).window, {}, centre, 2), 0) << "no paper, no phrase";
}

TEST(Phrases, BeginWithTheWholeOfAHyphenatedWord) {
  const Group group(
      {"A study of test-time scaling", "Test-time scaling, again", "Inference-time scaling", "More test-time scaling"});
  EXPECT_THAT(written(group, {"time scaling"}), testing::ElementsAre("test-time scaling"));
}

TEST(TopicLabel, TakesInWhatNearlyAllPapersWriteAroundAPhrase) {
  std::vector<std::string> titles(4, "Theory of mind reasoning: children");
  titles.resize(6, "ToM: a theory of mind");
  const Group group(titles);
  std::vector<std::string> label;
  for (const auto& phrase : topic_label(group, centre_of({"ToM", "mind reasoning", "theory"}), 3, 0))
    label.push_back(phrase.written);
  EXPECT_THAT(label, testing::ElementsAre("ToM", testing::StrCaseEq("theory of mind reasoning")));
}

TEST(TopicLabel, IsNoneThatCarriesNoMoreThanAsked) {
  const Group group(std::vector<std::string>(4, "Parsing: treebanks"));
  const auto centre = centre_of({"parsing", "treebanks"});  // weights 1 and 1/2
  EXPECT_EQ(topic_label(group, centre, 2, 1.4).size(), 2U);
  EXPECT_TRUE(topic_label(group, centre, 2, 1.5).empty());
}

TEST(TopicLabel, JoinsPhrasesOnlyWherePapersWriteThemSo) {
  const auto label = [](const std::vector<std::string>& titles) {
    const Group group(titles);
    std::vector<std::string> written;
    for (const auto& phrase : topic_label(group, centre_of({"knowledge editing", "edited knowledge"}), 3, 0))
      written.push_back(phrase.written);
    return written;
  };
  const std::vector<std::string> apart{"Knowledge editing: parsing", "Parsing the edited knowledge",
                                       "Knowledge editing: treebanks", "Treebanks of edited knowledge",
                                       "An edited knowledge editing"};
  EXPECT_THAT(label(apart), testing::ElementsAre(testing::StrCaseEq("knowledge editing"))) << "one paper is not enough";
  auto joined = apart;
  joined.emplace_back("More edited knowledge editing");
  EXPECT_THAT(label(joined), testing::ElementsAre(testing::StrCaseEq("edited knowledge editing")));
}

std::string wave_label(const Group& group, const std::vector<std::string>& words) {
  return joined(label_of_wave(group.window, group.places, centre_of(words), 3));
}

TEST(WaveLabel, HoldsWhatAQuarterOfItsLatestPapersUse) {
  std::vector<std::string> titles(12, "Parsing");
  titles[0] = titles[1] = "Parsing: treebanks";
  const auto label = [&] { return wave_label(Group(titles), {"treebanks", "parsing"}); };
  EXPECT_EQ(label(), "Parsing");
  titles[2] = titles[0];
  EXPECT_EQ(label(), "treebanks, Parsing");
}

TEST(WaveLabel, IsTheMostTellingPhraseWhereSoManyShareNone) {
  const Group group({"Zephyrine of old", "Zephyrine: adverbs", "Treebanks: prose", "Treebanks: verse", "Nouns", "Verbs",
                     "Pronouns", "Clauses", "Tense"});
  EXPECT_EQ(wave_label(group, {"zephyrine", "treebanks"}), "Zephyrine");
  EXPECT_THAT(label_of_wave(group.window, {}, centre_of({"zephyrine"}), 3), testing::IsEmpty());
}

TEST(TermLabel, IsThePhraseThatTheTermIsCutFrom) {
  const Group group({"A study of test-time scaling", "Test-time scaling, again", "More test-time scaling"});
  const wave::CoreTerm term{.term = text::term_id("time scaling"), .normal = "time scaling", .written = "time scaling"};
  EXPECT_EQ(label_of_term(group.window, group.places, term), "test-time scaling");
}

TEST(TermLabel, IsTheTermWhereItStandsOnItsOwn) {
  const Group group({"Prompt tuning", "On soft prompt tuning", "Prompt tuning of parsers"});
  const wave::CoreTerm term{
      .term = text::term_id("prompt tuning"), .normal = "prompt tuning", .written = "prompt tuning"};
  EXPECT_THAT(label_of_term(group.window, group.places, term), testing::StrCaseEq("prompt tuning"));
  EXPECT_EQ(label_of_term(group.window, {}, term), "prompt tuning") << "no paper, the term as written";
}

TEST(Label, HoldsPhrasesThatShareOnlyAJoint) {
  EXPECT_THAT(label({"Theory of Mind", "Chain of Thought"}),
              testing::ElementsAre("Theory of Mind", "Chain of Thought"));
}

TEST(Label, JoinsPhrasesThatOverlap) {
  EXPECT_THAT(label({"Entity Recognition", "Named Entity", "NER"}),
              testing::ElementsAre("Named Entity Recognition", "NER"));
  EXPECT_THAT(label({"Retrieval-Augmented", "Augmented Generation"}),
              testing::ElementsAre("Retrieval-Augmented Generation"));
}

TEST(Label, KeepsTheMoreTellingOfTwoThatNobodyJoins) {
  std::vector<std::string> asked;
  const auto nowhere = [&](const std::string& phrase) {
    asked.push_back(phrase);
    return false;
  };
  EXPECT_THAT(label({"Entity Recognition", "Named Entity", "NER"}, nowhere),
              testing::ElementsAre("Entity Recognition", "NER"));
  EXPECT_THAT(asked, testing::ElementsAre("Named Entity Recognition"));
}

TEST(Label, RepeatsNoWord) {
  EXPECT_THAT(label({"question", "Answering", "answer", "reading", "passage", "span"}),
              testing::ElementsAre("question", "Answering", "reading"));
  EXPECT_THAT(label({"KL divergence", "reverse KL", "forward KL"}), testing::ElementsAre("reverse KL divergence"));
}

TEST(Label, OfNothingIsNothing) {
  EXPECT_TRUE(label({}).empty());
  EXPECT_THAT(label({"", "-"}), testing::SizeIs(1));
}

TEST(Siblings, PreferWhatOthersDoNotSay) {
  const std::vector<represent::SparseVector> topics{{{1, 0.8F}, {2, 0.6F}}, {{1, 0.8F}, {3, 0.6F}}, {{1, 1.0F}}};
  const auto own = Siblings(topics).contrast(topics[0]);
  EXPECT_GT(own[1].weight, own[0].weight) << "term 1 is said by all";
  EXPECT_DOUBLE_EQ(best_strength(own, 2), strength(own, {1, 2}));
  EXPECT_GT(best_strength(own, 1), strength(own, {1}));
  EXPECT_EQ(strength(own, {9}), 0);
}

}  // namespace bandwagon::close
