#include "analyzers/candidate/families.hpp"

#include <gtest/gtest.h>

#include "analyzers/candidate/lab_authors.hpp"

namespace bandwagon::candidate {
namespace {

struct FamiliesTest : testing::Test {
  FamiliesTest() { families.add("Qwen2.5", people_of({"An Yang", "Baosong Yang"})); }
  bool holds_successor(const char* title, const char* abstract, const People& people) const {
    return families.holds_successor(names_in(title, abstract), people);
  }
  Families families;
  People makers = people_of({"An Yang", "Somebody Else"}), others = people_of({"Jane Doe"});
};

}  // namespace

TEST_F(FamiliesTest, KnowTheNextVersionByItsMakersOrByTheBareNameWithItsVersion) {
  EXPECT_TRUE(holds_successor("Qwen3 Technical Report", "We present Qwen3.", others));
  EXPECT_TRUE(holds_successor("Qwen3-Omni: Hearing and Seeing", "We present Qwen3-Omni.", makers));
  EXPECT_FALSE(holds_successor("Qwen3-Omni: Hearing and Seeing", "We present Qwen3-Omni.", others));
  EXPECT_FALSE(holds_successor("Llama 3 Technical Report", "We present Llama 3.", makers)) << "no family is known";
}

TEST_F(FamiliesTest, KnowWhatOthersReleasedInAnAbstract) {
  GivenName name{.spelling = "Qwen2.5-32B", .naming = Naming::Announced};
  EXPECT_TRUE(families.is_of_others(name, others));
  EXPECT_FALSE(families.is_of_others(name, makers));
  name.naming = Naming::Head;
  EXPECT_FALSE(families.is_of_others(name, others)) << "a title names the paper's own work";
}

TEST(LabAuthors, AreALabWhereEnoughOfThemSignedForIt) {
  LabAuthors authors;
  authors.learn("Qwen", people_of({"A. PersonA", "B. PersonB", "C. PersonC", "D. PersonD"}));
  const auto lab_of = [&](const std::vector<std::string>& people) { return authors.lab_of(people_of(people), 3, 0.5); };
  EXPECT_EQ(lab_of({"A. PersonA", "B. PersonB", "C. PersonC"}), "Qwen");
  EXPECT_EQ(lab_of({"A. PersonA", "B. PersonB"}), "") << "too few";
  EXPECT_EQ(lab_of({"A. PersonA", "B. PersonB", "C. PersonC", "X. PersonX", "Y. PersonY", "Z. PersonZ"}), "Qwen");
  EXPECT_EQ(lab_of({"A. PersonA", "B. PersonB", "C. PersonC", "X. PersonX", "Y. PersonY", "Z. PersonZ", "W. PersonW"}),
            "")
      << "less than half";
}

}  // namespace bandwagon::candidate
