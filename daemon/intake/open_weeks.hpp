#pragma once
// Weeks that are finished and not closed, as `status` and `doctor` tell of them.
#include <string>

#include "config/config.hpp"
#include "daemon/store/read_only.hpp"

namespace bandwagon::intake {

struct FinishedWeeks {
  int open = 0;      // finished and not closed
  std::string what;  // "2 finished weeks are not closed: …", with what keeps them open; empty: none is open
  std::string remedy;
};

// Reads the database through `database`; what keeps weeks open through a connection of its own, and says nothing of it
// where that cannot be had. Error: the database's.
Result<FinishedWeeks> finished_weeks(store::ReadOnly& database, const config::Arxiv& arxiv);

}  // namespace bandwagon::intake
