#include "analyzers/candidate/signature.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace bandwagon::candidate {
namespace {

const std::vector<Lab> kSigningLabs{{"DeepSeek", {"DeepSeek-AI"}, {}},
                                    {"Alibaba Qwen", {"Qwen", "Qwen Team"}, {}},
                                    {"Google DeepMind", {"Gemini Team"}, {}}};

std::optional<Signature> of(std::vector<std::string> authors) {
  return signature_of(authors, kSigningLabs);
}

TEST(Signatures, OfListedLabsAreKnownHoweverTheyAreWritten) {
  EXPECT_EQ(of({"DeepSeek-AI", "Daya Guo"})->lab, "DeepSeek");
  EXPECT_EQ(of({"DeepSeek AI", "Daya Guo"})->lab, "DeepSeek");
  EXPECT_EQ(of({"Qwen", ":", "An Yang"})->lab, "Alibaba Qwen");
  EXPECT_EQ(of({"Gemini Team Google", "Rohan Anil"})->lab, "Google DeepMind");
  EXPECT_TRUE(of({"Gemini Team Google"})->listed);
}

TEST(Signatures, OfTeamsNobodyListedAreThoseThatSaySo) {
  EXPECT_EQ(of({"SIMA Team", "Maria Abi Raad"})->lab, "SIMA");
  EXPECT_EQ(of({"Team GLM", "Aohan Zeng"})->lab, "GLM");
  EXPECT_EQ(of({"WanTeam", ":", "Ang Wang"})->lab, "Wan");
  EXPECT_FALSE(of({"SIMA Team"})->listed);
}

TEST(Signatures, OfPeopleAreNone) {
  EXPECT_FALSE(of({"Albert Gu", "Tri Dao"}));
  EXPECT_FALSE(of({"Ada Qwenson"}));
  EXPECT_FALSE(of({"Team"}));
  EXPECT_FALSE(of({}));
  EXPECT_FALSE(of({"A", "B", "C", "DeepSeek-AI"}));  // an affiliation that slipped in
}

}  // namespace
}  // namespace bandwagon::candidate
