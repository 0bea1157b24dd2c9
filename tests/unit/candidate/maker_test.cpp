#include "analyzers/candidate/maker.hpp"

#include <gmock/gmock.h>

namespace bandwagon::candidate {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct MakerTest : testing::Test {
  std::vector<Lab> labs{{"OpenAI", {}, {}, {"Open AI"}},
                        {"Meta", {}, {}, {"Meta AI"}},
                        {"Anthropic", {}, {}},
                        {"DeepSeek", {}, {}},
                        {"NVIDIA", {}, {}},
                        {"Mistral AI", {}, {}, {"Mistral"}}};
  Makers makers{labs};

  // "OpenAI: o1" for each name found.
  std::vector<std::string> said(std::string_view abstract, std::string_view title = "") const {
    std::vector<std::string> found;
    for (const auto& made : makers.names_in(title, abstract))
      found.push_back(labs[made.lab].name + ": " + made.spelling);
    return found;
  }
};

TEST_F(MakerTest, ReadsThePossessiveOfALabBeforeAName) {
  EXPECT_THAT(said("We test OpenAI's o1 on planning."), ElementsAre("OpenAI: o1"));
  EXPECT_THAT(said("Meta AI\xe2\x80\x99s recently released LLaMA is open."), ElementsAre("Meta: LLaMA"));
  EXPECT_THAT(said("We assess OpenAI's newest model, GPT-4V(ision), in medicine."), ElementsAre("OpenAI: GPT-4V"));
  EXPECT_THAT(said("OpenAI's latest large vision-language model (LVLM), GPT-4V, is strong."),
              ElementsAre("OpenAI: GPT-4V"));
  EXPECT_THAT(said("After OpenAI's release of ChatGPT all changed."), ElementsAre("OpenAI: ChatGPT"));
}

TEST_F(MakerTest, ReadsALabBehindAName) {
  EXPECT_THAT(said("ChatGPT, a chatbot recently developed by OpenAI, is used."), ElementsAre("OpenAI: ChatGPT"));
  EXPECT_THAT(said("We use ChatGPT developed by OpenAI."), ElementsAre("OpenAI: ChatGPT"));
  EXPECT_THAT(said("GPT-4V(ision), a recently released LMM by OpenAI, recommends."), ElementsAre("OpenAI: GPT-4V"));
  EXPECT_THAT(said("The latest ChatGPT model from OpenAI answers."), ElementsAre("OpenAI: ChatGPT"));
  EXPECT_THAT(said("We compare LLaMA (Meta AI) with others."), ElementsAre("Meta: LLaMA"));
  EXPECT_THAT(said("Recently, OpenAI introduced ChatGPT, a dialogue model."), ElementsAre("OpenAI: ChatGPT"));
}

TEST_F(MakerTest, ReadsANameBesideALabOnlyIfItsShapeTells) {
  EXPECT_THAT(said("We evaluate OpenAI o1-preview too."), ElementsAre("OpenAI: o1-preview"));
  EXPECT_THAT(said("In Meta Learning nothing is told."), IsEmpty());
  EXPECT_THAT(said("", "A Study of Meta's Strange Models"), IsEmpty());
}

TEST_F(MakerTest, KeepsAnAcronymThatStandsForTheName) {
  const auto made = makers.names_in("", "The Model Context Protocol (MCP), introduced by Anthropic, connects.");
  ASSERT_FALSE(made.empty());
  EXPECT_EQ(made[0].spelling, "Model Context Protocol");
  EXPECT_EQ(made[0].acronym, "MCP");
  for (std::size_t m = 1; m < made.size(); ++m) EXPECT_EQ(made[m].longer, made[0].id);
}

TEST_F(MakerTest, DoesNotTakeTheListBehindANameForTheLabs) {
  EXPECT_THAT(said("We test OpenAI's o1, Qwen2 and Claude."), ElementsAre("OpenAI: o1"));
}

TEST_F(MakerTest, ALabThatIsAPartOfTheNameSaysNothing) {
  EXPECT_THAT(said("We distil DeepSeek-R1 and Mistral-7B and Mistral 7B."), IsEmpty());
}

TEST_F(MakerTest, SizesAndEquipmentAreNoNames) {
  EXPECT_THAT(said("Trained on eight NVIDIA A100 GPUs and one NVIDIA RTX 4090 GPU."), IsEmpty());
  EXPECT_THAT(said("We tune Meta's 7B model."), IsEmpty());
}

TEST_F(MakerTest, WhatALabDoesIsNoName) {
  EXPECT_THAT(said("Inspired by DeepSeek, we train."), IsEmpty());
  EXPECT_THAT(said("OpenAI's approach to Whisper differs."), IsEmpty());
  EXPECT_THAT(said("OpenAI and Whisper."), IsEmpty());
}

TEST_F(MakerTest, TextOfAnyKindIsRead) {
  for (const char* text :
       {"OpenAI", "OpenAI's", "by OpenAI", "(OpenAI", "(OpenAI)", "OpenAI's (", "OpenAI's of", "by Open",
        "Open AI's \\textbf{", "OpenAI -", "- OpenAI", "a by OpenAI", ", by OpenAI", "OpenAI released"})
    makers.names_in(text, text);
}

}  // namespace
}  // namespace bandwagon::candidate
