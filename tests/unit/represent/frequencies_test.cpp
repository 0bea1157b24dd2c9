#include "analyzers/represent/frequencies.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "tests/unit/represent/any_paper.hpp"

namespace bandwagon::represent {

TEST(LiveFrequencies, CountPapersAndNotOccurrences) {
  LiveFrequencies frequencies;
  frequencies.add({{1, 7, 1}, {2, 1, 1}});
  frequencies.add({{1, 1, 1}});
  EXPECT_EQ(frequencies.of(1), 2U);
  EXPECT_EQ(frequencies.of(2), 1U);
  EXPECT_EQ(frequencies.of(3), 0U);
  EXPECT_EQ(frequencies.papers(), 2);
}

TEST(LiveFrequencies, FollowTheFormulaOfTheInverseDocumentFrequency) {
  LiveFrequencies frequencies;
  for (int i = 0; i < 3; ++i) frequencies.add({{1, 1, 1}});
  frequencies.add({{2, 1, 1}});
  EXPECT_DOUBLE_EQ(frequencies.inverse_document_frequency(1), std::log(5 / 3.5));
  EXPECT_DOUBLE_EQ(frequencies.inverse_document_frequency(2), std::log(5 / 1.5));
  EXPECT_DOUBLE_EQ(frequencies.inverse_document_frequency(3), std::log(5 / 0.5));
}

TEST(LiveFrequencies, ForgetExactlyWhatIsRemoved) {
  EXPECT_TRUE(rc::check("remove undoes add", [] {
    const auto stay = *rc::gen::container<std::vector<text::TermCounts>>(any_paper());
    const auto leave = *rc::gen::container<std::vector<text::TermCounts>>(any_paper());
    LiveFrequencies moved, fresh;
    for (const auto& paper : leave) moved.add(paper);
    for (const auto& paper : stay) moved.add(paper), fresh.add(paper);
    for (const auto& paper : leave) moved.remove(paper);
    RC_ASSERT(moved.papers() == fresh.papers());
    RC_ASSERT(moved.distinct_terms() == fresh.distinct_terms());
    for (text::TermId term = 0; term < 31; ++term) RC_ASSERT(moved.of(term) == fresh.of(term));
  }));
}

}  // namespace bandwagon::represent
