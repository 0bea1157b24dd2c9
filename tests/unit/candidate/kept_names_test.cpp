#include "analyzers/candidate/kept_names.hpp"

#include <gtest/gtest.h>
#include <xxhash.h>

#include <array>

namespace bandwagon::candidate {
namespace {

struct Text {
  const char *title, *abstract;
};
constexpr std::array<Text, 5> kTexts{
    Text{"Qwen2.5 Technical Report", "In this report, we introduce Qwen2.5. Qwen2.5-32B outperforms LLaMA 3."},
    Text{"Direct Preference Optimization: Your Model", "We present direct preference optimization (DPO) for GPT-4."},
    Text{"Mistral 7B", "We introduce Mistral 7B, faster than Llama 2."},
    Text{"A Survey of Parsing", "Nothing is named."}, Text{"", ""}};

KeptNames kept() {
  KeptNames kept;
  for (const auto& [title, abstract] : kTexts) kept.add(title, abstract, names_in(title, abstract));
  return kept;
}

}  // namespace

TEST(KeptNames, AreThoseOfTheText) {
  const KeptNames again = KeptNames::unpack(kept().pack());
  for (const auto& [title, abstract] : kTexts) {
    const NamesInPaper* found = again.find(title, abstract);
    ASSERT_NE(found, nullptr) << title;
    const NamesInPaper read = names_in(title, abstract);
    EXPECT_EQ(found->used, read.used);
    EXPECT_EQ(found->used_in_title, read.used_in_title);
    EXPECT_EQ(found->in_title, read.in_title);
    ASSERT_EQ(found->given.size(), read.given.size());
    for (std::size_t n = 0; n < read.given.size(); ++n) {
      const GivenName &a = found->given[n], &b = read.given[n];
      EXPECT_EQ(a.spelling, b.spelling);
      EXPECT_EQ(a.id, b.id);
      EXPECT_EQ(a.naming, b.naming);
      EXPECT_EQ(a.distinctive, b.distinctive);
      EXPECT_EQ(a.is_long_acronym, b.is_long_acronym);
      EXPECT_EQ(a.opens_title, b.opens_title);
      EXPECT_EQ(a.said, b.said);
    }
  }
  EXPECT_EQ(again.find("Mistral 8B", kTexts[2].abstract), nullptr);
}

TEST(KeptNames, AreNoneWhereTheBytesAreDamaged) {
  const std::string whole = kept().pack();
  EXPECT_EQ(KeptNames::unpack(whole).size(), kTexts.size());
  for (std::size_t length = 0; length < whole.size(); ++length)
    EXPECT_EQ(KeptNames::unpack(std::string_view(whole).substr(0, length)).size(), 0U) << length;
}

// Where this fails names are found in another way than before: give kWayOfNaming a new number, and then this one.
TEST(KeptNames, AreFoundInTheWayThatTheirNumberNames) {
  const std::string bytes = kept().pack();
  EXPECT_EQ(XXH3_64bits(bytes.data(), bytes.size()), 16222659462973860588U) << "kWayOfNaming " << kWayOfNaming;
}

}  // namespace bandwagon::candidate
