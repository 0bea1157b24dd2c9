#pragma once
// What the sources of labs showed, and how each of them is doing.
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "daemon/store/connection.hpp"
#include "daemon/store/release_events.hpp"
#include "daemon/store/sources.hpp"

namespace bandwagon::store {

// The pace of a source. Moments are Unix seconds UTC.
struct FeedState {
  std::int64_t due_at = 0;
  std::optional<std::int64_t> newest_at;   // of its entries
  std::optional<std::int64_t> median_gap;  // seconds between entries
  std::int64_t answers = 0;                // good ones so far; 0: never met
  std::optional<std::int64_t> validated_at;
  int failures = 0;  // in a row
  std::string url;   // where it was asked last; empty: never
};
Result<FeedState> feed_state(const Connection& connection, const std::string& source_id);

// An entry that comes again with another key and link, after a move of the site say, is no second one.
std::string title_and_time(const std::string& title, std::optional<std::int64_t> published_at);
// Keys and links of the entries that a source has shown, and title_and_time() of each, in one set: any makes an entry
// known.
Result<std::set<std::string>> seen_entries(const Connection& connection, const std::string& source_id);

// One entry of a source, judged.
struct ReleaseSignal {
  std::string key, link, title, text, lab;
  std::optional<std::int64_t> published_at;
  std::string verdict, name;  // see candidate::Verdict
  std::vector<model::PaperId> arxiv_ids;
  std::string release_id;  // empty: tells of none
};

struct FoundRelease {
  model::Release release;
  ReleaseEvent event;
};

enum class FeedHealth { Ok, Quiet, Failing, Moved };

// A good answer, 304 included. Entries, releases, validators and pace are one transaction: a kill can only repeat work.
struct FeedAnswer {
  Attempt attempt;  // error absent
  FeedHealth health = FeedHealth::Ok;
  FeedState state;
  std::vector<ReleaseSignal> signals;  // new ones only
  std::vector<FoundRelease> found;     // new ones, or further evidence for known ones
};
Result<void> store_answer(Connection& connection, const FeedAnswer& answer);

// An attempt that brought nothing; entries stay, and validators and answers where the address is still the same.
// `due_at`: when to try again.
Result<void> store_failure(Connection& connection, const Attempt& attempt, FeedHealth health, std::int64_t due_at);

}  // namespace bandwagon::store
