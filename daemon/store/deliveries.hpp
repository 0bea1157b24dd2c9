#pragma once
// The outbox: what is to be sent to which channel, and what became of it. Each function is one transaction. Moments are
// Unix seconds UTC. Errors: the database's.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analyzers/model/day.hpp"
#include "daemon/store/connection.hpp"

namespace bandwagon::store {

struct NewDelivery {
  std::string channel, subject_key;  // a channel gets a subject once, ever
  std::string message;               // kept until it is sent
};
// Lays what is not there yet into the outbox, all of it or nothing. Returns how many were new.
Result<int> lay_out(Connection& connection, const std::vector<NewDelivery>& deliveries, std::int64_t now);

struct DueDelivery {
  std::int64_t id = 0;
  std::string channel, subject_key, message;
  std::int64_t created_at = 0;
  int attempts = 0;
};
// The day of the last digest that was laid out for a channel, whatever became of it; nothing: none ever was.
Result<std::optional<model::Day>> last_digest(const Connection& connection, const std::string& channel);
// What may be sent now, the oldest first. What was put off for longer than three days was so by a clock that was ahead:
// it may be sent, too.
Result<std::vector<DueDelivery>> due_deliveries(const Connection& connection, std::int64_t now);
// When something is due next; nothing: the outbox is empty.
Result<std::optional<std::int64_t>> next_delivery(const Connection& connection);

// Before an attempt. Where it fails nothing may be sent: what becomes of it could not be kept either, on a full disk
// say, and the same would be sent again and again.
Result<void> begin_attempt(Connection& connection, std::int64_t delivery);
// What became of an attempt is counted with it: one that was killed has not failed, and uses up no patience. `note`:
// what did not go as it should though it was sent; empty: nothing.
Result<void> record_sent(Connection& connection, std::int64_t delivery, std::int64_t now, const std::string& note = {});
// The same delivery with another message: what of it is still owed.
Result<void> keep_owed(Connection& connection, std::int64_t delivery, const std::string& message);
Result<void> postpone(Connection& connection, std::int64_t delivery, std::int64_t due_from, const std::string& reason);
Result<void> record_failed(Connection& connection, std::int64_t delivery, const std::string& reason);  // for good
// Whether the channel got a later digest meanwhile.
Result<bool> is_overtaken(const Connection& connection, const DueDelivery& due);
// Given up without an attempt: there is nothing, or nowhere, to send.
Result<void> give_up(Connection& connection, std::int64_t delivery, const std::string& reason);
// Waits without an attempt: quiet hours.
Result<void> hold_back(Connection& connection, std::int64_t delivery, std::int64_t due_from);

}  // namespace bandwagon::store
