#pragma once
// Private to daemon/store: writing a found release inside somebody's transaction.
#include <SQLiteCpp/Database.h>

#include "daemon/store/release_events.hpp"

namespace bandwagon::store {

void put_found(SQLite::Database& database, const model::Release& release, const ReleaseEvent& event);

}  // namespace bandwagon::store
