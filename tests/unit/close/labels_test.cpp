#include "analyzers/close/labels.hpp"

#include <gmock/gmock.h>

namespace bandwagon::close {
namespace {

std::vector<std::string> label(const std::vector<std::string>& written) {
  std::vector<Phrase> phrases;
  for (std::size_t i = 0; i < written.size(); ++i) phrases.push_back({i + 1, written[i]});
  std::vector<std::string> label;
  for (const auto& phrase : label_of(phrases, 3)) label.push_back(phrase.written);
  return label;
}

}  // namespace

TEST(Label, JoinsPhrasesThatOverlap) {
  EXPECT_THAT(label({"Entity Recognition", "Named Entity", "NER"}),
              testing::ElementsAre("Named Entity Recognition", "NER"));
  EXPECT_THAT(label({"Retrieval-Augmented", "Augmented Generation"}),
              testing::ElementsAre("Retrieval-Augmented Generation"));
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
