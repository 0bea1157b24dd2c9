#pragma once
// Rows of releases. For the files of this room alone.
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <optional>
#include <string>
#include <vector>

#include "analyzers/model/release.hpp"
#include "daemon/store/connection.hpp"

namespace bandwagon::store {

// Writes releases, each in the place of the one of the same id.
SQLite::Statement release_writer(SQLite::Database& database);
void put(SQLite::Statement& writer, const model::Release& release);

// Those known on that day and of that id; absent: all. By (released, id).
std::vector<model::Release> read_releases(SQLite::Database& database, std::optional<model::Day> known_on,
                                          const std::optional<std::string>& id);

bool same(const model::Release& a, const model::Release& b);

std::vector<std::string> texts_of(const std::vector<model::PaperId>& ids);

tl::unexpected<Error> no_release(const Connection& connection, const std::string& id);

}  // namespace bandwagon::store
