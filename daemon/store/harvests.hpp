#pragma once
// How far arXiv's own record was read, and which mailings are known to be stored to their end.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analyzers/model/day.hpp"
#include "daemon/store/connection.hpp"

namespace bandwagon::store {

// A walk through OAI-PMH. It is committed with the papers of each page, see commit_arrival().
struct Harvest {
  std::string id;
  model::Day from;                             // UTC record day; of the walk under way, else of the last one
  std::string token{};                         // asks for the next page; empty: no walk is under way
  std::int64_t pages = 0;                      // read in this walk
  std::optional<model::Day> reached{};         // first record day of its last page
  std::optional<std::int64_t> begun_at{};      // its first page, by the server's clock, Unix seconds
  std::optional<std::int64_t> completed_at{};  // begun_at of the last walk that came to its end

  friend bool operator==(const Harvest&, const Harvest&) = default;
};
Result<std::optional<Harvest>> harvest(const Connection& connection, const std::string& id);

// What is known of the mailings from the feed; days in order.
Result<std::vector<model::Day>> listed_mailings(const Connection& connection);

// The last mailing of which confirm_mailings() has spoken.
Result<std::optional<model::Day>> last_confirmed(const Connection& connection);

// Says of these mailings that all their papers are stored. Papers that arXiv listed and those that are stored are
// counted by category; the higher count stays.
Result<void> confirm_mailings(Connection& connection, const std::vector<model::Day>& days, std::int64_t at);

// The last day on which arXiv changed a record that is stored; nullopt: no record says so.
Result<std::optional<model::Day>> latest_record_day(const Connection& connection);

}  // namespace bandwagon::store
