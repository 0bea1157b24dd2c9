#pragma once
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "daemon/closing/analyze.hpp"
#include "daemon/store/findings.hpp"
#include "daemon/store/papers.hpp"
#include "tests/support/shipped_settings.hpp"
#include "tests/support/synthetic_stream.hpp"
#include "tests/support/temporary_folder.hpp"

namespace bandwagon::closing {

// Databases that hold a synthetic stream of papers, closed as far as a test wants.
class ClosedStream : public ::testing::Test {
 protected:
  store::Connection filled(const char* name) const {
    auto database = store::open_writer(folder_ / name).value();
    std::vector<store::PaperRecord> records;
    for (const auto& stored : stream_.all()) records.push_back({.paper = stored.paper, .record_day = {}});
    EXPECT_TRUE(store::store_papers(database, records));
    return database;
  }

  void close_to(store::Connection& database, int week) const { read_to(database, stream_.monday(week) - 1); }

  // Closes what is finished on this day and looks at the rest.
  void read_to(store::Connection& database, model::Day mailed) const {
    const auto closed = close_finished_weeks(database, config_, {.until = mailed, .complete = mailed}, {});
    ASSERT_TRUE(closed) << closed.error().message;
  }

  static std::vector<std::string> hashes_of(const store::Connection& database) {
    std::vector<std::string> hashes;
    const auto weeks = store::closed_weeks(database).value();
    for (const auto& week : weeks) hashes.push_back(week.state_hash);
    return hashes;
  }

  test::TemporaryFolder folder_;
  const support::SyntheticStream stream_;
  const config::Config config_ = support::with_shipped_labs();
};

}  // namespace bandwagon::closing
