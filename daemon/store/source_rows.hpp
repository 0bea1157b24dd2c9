#pragma once
// Private to daemon/store: a source's rows within somebody else's transaction. All throw what SQLite throws.
#include <SQLiteCpp/Database.h>

#include <string_view>

#include "daemon/store/sources.hpp"

namespace bandwagon::store {

// An attempt with an error is a failure. `state`: how the source is said to be since then; else "failing", or "ok".
void write_attempt(SQLite::Database& database, const Attempt& attempt, std::string_view state);
void write_attempt(SQLite::Database& database, const Attempt& attempt);
void write_gate(SQLite::Database& database, const std::string& host_group, const GateRecord& gate);

}  // namespace bandwagon::store
