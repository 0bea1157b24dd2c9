#pragma once
// Looking after a database: copies and health. Works beside a running writer and needs no right to write to it.
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "analyzers/model/day.hpp"
#include "daemon/store/read_only.hpp"
#include "daemon/util/result.hpp"

namespace bandwagon::store {

// Copies the database at `source`, as it is at one moment, to the file `target`, checks the copy, and only then gives
// it its name: `target` holds the old content or the whole new one. The copy needs no -wal and -shm beside it. Memory:
// a few MB. Returns its size in bytes. Errors: NotFound (no source), Config (no database of bandwagon), Busy, Failed
// (disk full, damage, target is a folder or the database itself).
Result<std::uint64_t> back_up(const std::filesystem::path& source, const std::filesystem::path& target);

// What SQLite finds wrong with the file, at most 20 lines; empty: sound. Reads all of it, about 1 s a GB from memory.
Result<std::vector<std::string>> damages(const std::filesystem::path& file);

// Days from `since` to `until` on which a paper of these categories (a JSON array) was announced: announced_day.
Query days_with_papers(std::string_view categories_json, model::Day since, model::Day until);

// The last cycle: started_at, finished_at (Unix seconds), outcome; no row: none.
Query last_cycle();

// Every source with its health: source_id, state, last_success, failures, last_error.
Query all_sources();

// Proves the database alive: opens it for reading, asks for one row, closes it. Takes at most `limit` and then fails;
// a database that does not exist yet is no failure.
Result<void> answers(const std::filesystem::path& file, std::chrono::milliseconds limit);

}  // namespace bandwagon::store
