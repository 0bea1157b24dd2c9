#pragma once
// Private to daemon/store: a source's rows within somebody else's transaction. Both throw what SQLite throws.
#include <SQLiteCpp/Database.h>

#include "daemon/store/sources.hpp"

namespace bandwagon::store {

void write_attempt(SQLite::Database& database, const Attempt& attempt);
void write_gate(SQLite::Database& database, const std::string& host_group, const GateRecord& gate);

}  // namespace bandwagon::store
