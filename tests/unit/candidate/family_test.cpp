#include "analyzers/candidate/family.hpp"

#include <gtest/gtest.h>

namespace bandwagon::candidate {
namespace {

TEST(Family, IsWhatTheVersionIsAVersionOf) {
  EXPECT_EQ(family_of("Llama 2"), "llama");
  EXPECT_EQ(family_of("Qwen2.5-VL"), "qwen");
  EXPECT_EQ(family_of("DeepSeek-V3"), "deepseek");
  EXPECT_EQ(family_of("Kimi k1.5"), "kimi");
  EXPECT_EQ(family_of("Code Llama 2"), "codellama");
}

TEST(Family, IsAbsentWithoutAVersion) {
  EXPECT_EQ(family_of("Mamba"), std::nullopt);
  EXPECT_EQ(family_of("s1"), std::nullopt);
  EXPECT_EQ(family_of("2024"), std::nullopt);
  EXPECT_EQ(family_of(""), std::nullopt);
}

}  // namespace
}  // namespace bandwagon::candidate
