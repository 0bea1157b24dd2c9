#include "daemon/store/deliveries.hpp"

#include <gmock/gmock.h>

#include "tests/support/temporary_folder.hpp"

namespace bandwagon::store {
namespace {

using ::testing::SizeIs;

constexpr std::int64_t kNow = 1790000000, kDay = 86400;

struct Deliveries : ::testing::Test {
  test::TemporaryFolder folder;
  Connection database = open_writer(folder / "a.db").value();

  void SetUp() override {
    ASSERT_TRUE(lay_out(database, {{.channel = "team", .subject_key = "digest/2026-09-28", .message = "m"}}, kNow));
  }
  DueDelivery due(std::int64_t now) const { return due_deliveries(database, now)->at(0); }
};

TEST_F(Deliveries, AreNotHeldBackByAClockThatWasAhead) {
  ASSERT_TRUE(postpone(database, due(kNow).id, kNow + 200 * kDay, "HTTP 503"));
  EXPECT_THAT(*due_deliveries(database, kNow), SizeIs(1));
}

TEST_F(Deliveries, WaitAsLongAsTheyWerePutOff) {
  ASSERT_TRUE(postpone(database, due(kNow).id, kNow + 2 * kDay, "HTTP 503"));
  EXPECT_THAT(*due_deliveries(database, kNow), SizeIs(0));
  EXPECT_THAT(*due_deliveries(database, kNow + 2 * kDay), SizeIs(1));
}

TEST_F(Deliveries, CountWhatBecameOfAnAttempt) {
  ASSERT_TRUE(hold_back(database, due(kNow).id, kNow));
  EXPECT_EQ(due(kNow).attempts, 0);
  ASSERT_TRUE(postpone(database, due(kNow).id, kNow, "HTTP 503"));
  EXPECT_EQ(due(kNow).attempts, 1);
}

TEST_F(Deliveries, AreOvertakenByALaterDigestOfTheChannelThatWasSent) {
  ASSERT_TRUE(lay_out(database,
                      {{.channel = "team", .subject_key = "digest/2026-09-30", .message = "m"},
                       {.channel = "other", .subject_key = "digest/2026-09-30", .message = "m"}},
                      kNow));
  const auto all = *due_deliveries(database, kNow);
  ASSERT_THAT(all, SizeIs(3));
  EXPECT_FALSE(*is_overtaken(database, all[0])) << "the later one is due itself";
  ASSERT_TRUE(record_sent(database, all[2].id, kNow));
  EXPECT_FALSE(*is_overtaken(database, all[0])) << "that is another channel's";
  ASSERT_TRUE(record_sent(database, all[1].id, kNow));
  EXPECT_TRUE(*is_overtaken(database, all[0]));
}

}  // namespace
}  // namespace bandwagon::store
