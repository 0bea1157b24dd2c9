#pragma once
// Private to daemon/store: papers within somebody else's transaction.
#include <SQLiteCpp/Database.h>

#include "daemon/store/papers.hpp"

namespace bandwagon::store {

// As store_papers(), without a transaction of its own. Throws what SQLite throws.
StoredBatch write_papers(SQLite::Database& database, std::span<const PaperRecord> batch);

}  // namespace bandwagon::store
