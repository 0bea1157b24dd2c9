#include "analyzers/model/names.hpp"

#include <gtest/gtest.h>

namespace bandwagon::model {

TEST(Names, LeadBackToTheirValues) {
  for (const auto kind : {BurstKind::Topical, BurstKind::Mention, BurstKind::Style, BurstKind::Calendar})
    EXPECT_EQ(value_named<BurstKind>(name_of(kind)), kind);
  for (const auto verdict : {Verdict::Attributed, Verdict::Shared, Verdict::Rejected})
    EXPECT_EQ(value_named<Verdict>(name_of(verdict)), verdict);
  for (const auto reason : {AlertReason::New, AlertReason::Grew, AlertReason::Ended, AlertReason::Revised})
    EXPECT_EQ(value_named<AlertReason>(name_of(reason)), reason);
  EXPECT_STREQ(name_of(BurstKind::Mention), "mention");
}

TEST(Names, KnowNoOtherWord) {
  EXPECT_FALSE(value_named<BurstKind>("Topical"));
  EXPECT_FALSE(value_named<Verdict>("topical"));
  EXPECT_FALSE(value_named<AlertReason>(""));
}

}  // namespace bandwagon::model
