#include "analyzers/text/tokenize.hpp"

#include <gmock/gmock.h>

namespace bandwagon::text {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> words(std::string_view plain) {
  std::vector<std::string> words;
  for (const auto& token : tokenize(plain)) words.push_back(token.text);
  return words;
}

TokenKind kind_of(std::string_view word) {
  return tokenize(word).at(0).kind;
}

// Of the tokens that stand from the first of these words to the last.
std::string whole(std::string_view plain, std::string_view stretch) {
  const std::size_t begin = plain.find(stretch), end = begin + stretch.size();
  std::vector<Token> tokens = tokenize(plain);
  std::erase_if(tokens, [&](const Token& token) { return token.begin < begin || token.end > end; });
  const Extent words = whole_words(plain, tokens.at(0), tokens.back());
  return std::string(plain.substr(words.begin, words.end - words.begin));
}

}  // namespace

TEST(Tokenize, KeepsTheCaseOfNames) {
  EXPECT_THAT(words("GPT-4o GRPO o1 LoRA"), ElementsAre("GPT-4o", "GRPO", "o1", "LoRA"));
  for (const auto* name : {"GPT-4o", "GRPO", "o1", "LoRA", "R1"}) EXPECT_EQ(kind_of(name), TokenKind::Name) << name;
}

TEST(Tokenize, LowersOtherWords) {
  EXPECT_THAT(words("Reasoning Transformer"), ElementsAre("reasoning", "transformer"));
  EXPECT_EQ(kind_of("Transformer"), TokenKind::Word);
}

TEST(Tokenize, HoldsCompoundNamesTogether) {
  EXPECT_THAT(words("DeepSeek-R1-Zero"), ElementsAre("DeepSeek-R1-Zero"));
  EXPECT_THAT(words("SemEval-2024"), ElementsAre("SemEval-2024"));
  EXPECT_THAT(words("Qwen-VL"), ElementsAre("Qwen-VL"));
  EXPECT_THAT(words("GPT-3.5"), ElementsAre("GPT-3.5"));
}

TEST(Tokenize, SplitsLowerCaseTailsOffNames) {
  EXPECT_THAT(words("o1-like"), ElementsAre("o1", "like"));
  EXPECT_THAT(words("LLM-based agents"), ElementsAre("LLM", "based", "agent"));
}

TEST(Tokenize, AnEndingInParenthesesIsNoWord) {
  EXPECT_THAT(words("GPT-4V(ision) and dialog(ue) systems"), ElementsAre("GPT-4V", "and", "dialog", "system"));
  EXPECT_THAT(words("the agent (ours) beats a(n)"), ElementsAre("the", "agent", "our", "beat", "a"));
  EXPECT_THAT(words("open(ended"), ElementsAre("open", "ended"));
  EXPECT_THAT(words("U-Net(Light)"), ElementsAre("U-Net", "light"));
}

TEST(Tokenize, SplitsHyphenedWords) {
  EXPECT_THAT(words("chain-of-thought"), ElementsAre("chain", "of", "thought"));
}

TEST(Tokenize, KeepsWhatSaysSomethingOnlyBesideAnotherWord) {
  for (const auto* word : {"code", "research", "user"}) EXPECT_EQ(kind_of(word), TokenKind::Light) << word;
  for (const auto* compound : {"few-shot", "in-context", "k-means", "task-oriented"})
    EXPECT_EQ(kind_of(compound), TokenKind::Light) << compound;
  for (const auto* word : {"few", "we", "study"}) EXPECT_EQ(kind_of(word), TokenKind::Function) << word;
  EXPECT_EQ(tokenize("LLM-based").at(1).kind, TokenKind::Function);
  EXPECT_EQ(tokenize("text-to-image").at(1).kind, TokenKind::Joint);
  EXPECT_THAT(words("user tasks"), ElementsAre("user", "task"));
}

TEST(Tokenize, FoldsPluralsOfAcronyms) {
  EXPECT_THAT(words("LLMs VLMs R1s"), ElementsAre("LLM", "VLM", "R1"));
}

TEST(Tokenize, KeepsNumbersOnlyBehindCapitalisedWordsAndNames) {
  EXPECT_THAT(words("Llama 3"), ElementsAre("llama", "3"));
  EXPECT_THAT(words("Llama 3.1 405B"), ElementsAre("llama", "3.1", "405B"));
  EXPECT_THAT(words("with 3 layers"), ElementsAre("with", "layer"));
  EXPECT_THAT(words("Llama. 3 layers"), ElementsAre("llama", "layer"));
}

TEST(Tokenize, TakesAFullStopOffTheLastWord) {
  EXPECT_THAT(words("We use GPT-4o."), ElementsAre("we", "use", "GPT-4o"));
}

TEST(Tokenize, DropsPossessives) {
  EXPECT_THAT(words("OpenAI's model's"), ElementsAre("OpenAI", "model"));
}

TEST(Tokenize, TellsFunctionWordsFromJointsAndSubjects) {
  EXPECT_EQ(kind_of("propose"), TokenKind::Function);
  EXPECT_EQ(kind_of("of"), TokenKind::Joint);
  EXPECT_EQ(kind_of("diffusion"), TokenKind::Word);
}

TEST(Tokenize, TakesTheArticleForNoName) {
  EXPECT_EQ(kind_of("A survey"), TokenKind::Function);
  EXPECT_EQ(kind_of("A-Mem"), TokenKind::Name);
}

TEST(Tokenize, SaysWhereASentenceOpens) {
  const auto tokens = tokenize("Diffusion models. Reasoning agents");
  ASSERT_EQ(tokens.size(), 4U);
  EXPECT_TRUE(tokens[0].opens_sentence);
  EXPECT_FALSE(tokens[1].opens_sentence);
  EXPECT_TRUE(tokens[2].opens_sentence);
  EXPECT_FALSE(tokens[3].opens_sentence);
}

TEST(Tokenize, SaysWhereATokenStands) {
  const std::string plain = "on  LLMs today";
  const auto tokens = tokenize(plain);
  ASSERT_EQ(tokens.size(), 3U);
  EXPECT_EQ(plain.substr(tokens[1].begin, tokens[1].end - tokens[1].begin), "LLMs");
}

TEST(Tokenize, FindsNothingInNothing) {
  EXPECT_THAT(words(""), IsEmpty());
  EXPECT_THAT(words(" - . ( ) \x01 "), IsEmpty());
}

// Harman, JASIS 42(1), 1991, table 1: the S stemmer, with its exceptions.
TEST(FoldPlural, FollowsHarmansTable) {
  EXPECT_EQ(fold_plural("queries"), "query");
  EXPECT_EQ(fold_plural("policies"), "policy");
  EXPECT_EQ(fold_plural("aeries"), "aery");
  EXPECT_EQ(fold_plural("databases"), "database");
  EXPECT_EQ(fold_plural("trees"), "tree");
  EXPECT_EQ(fold_plural("models"), "model");
  EXPECT_EQ(fold_plural("corpus"), "corpus");
  EXPECT_EQ(fold_plural("loss"), "loss");
}

TEST(FoldPlural, LeavesSingularsOfGreekAlone) {
  EXPECT_EQ(fold_plural("analysis"), "analysis");
  EXPECT_EQ(fold_plural("synthesis"), "synthesis");
}

TEST(FoldPlural, LeavesShortAndForeignWordsAlone) {
  EXPECT_EQ(fold_plural("gas"), "gas");
  EXPECT_EQ(fold_plural("GPUs"), "GPUs");
  EXPECT_EQ(fold_plural("caf\u00e9s"), "caf\u00e9s");
  EXPECT_EQ(fold_plural(""), "");
}

TEST(FoldPlural, ChangesNothingTwice) {
  for (const auto* word : {"queries", "databases", "trees", "models", "glasses", "classes", "biases", "series"})
    EXPECT_EQ(fold_plural(fold_plural(word)), fold_plural(word)) << word;
}

TEST(WholeWords, AreTheHyphenatedOnesThatAStretchBeginsAndEndsIn) {
  EXPECT_EQ(whole("on test-time scaling", "time scaling"), "test-time scaling");
  EXPECT_EQ(whole("an unlabeled test-time batch", "unlabeled test"), "unlabeled test-time");
  EXPECT_EQ(whole("GPT-3.5-turbo", "turbo"), "GPT-3.5-turbo") << "a point between digits holds it together";
  EXPECT_EQ(whole("an o1-like model", "o1"), "o1");
  EXPECT_EQ(whole("pre-o1-like models", "o1-like models"), "o1-like models");
  EXPECT_EQ(whole("models -time", "time"), "time") << "a dash is no hyphen";
  EXPECT_EQ(whole("end.time- is", "time"), "time") << "a point is none either";
  EXPECT_EQ(whole("time", "time"), "time");
}

TEST(WholeWords, LeaveARunThatIsNoWord) {
  std::string run;
  for (int part = 0; part < 20; ++part) run += "abcd-";
  EXPECT_EQ(whole(run + "time", "time"), "time");
  EXPECT_EQ(whole("time-" + run + "e", "time"), "time");
  EXPECT_EQ(whole(run.substr(0, 40) + "time", "time"), run.substr(0, 40) + "time");
}

}  // namespace bandwagon::text
