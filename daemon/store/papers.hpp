#pragma once
// Papers: writing what an import, a feed or a harvest brings, and reading what was announced when.
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analyzers/model/paper.hpp"
#include "daemon/store/connection.hpp"
#include "daemon/store/import_marks.hpp"

namespace bandwagon::store {

// A paper as a source told it.
struct PaperRecord {
  model::Paper paper;
  std::optional<model::Day> record_day;  // day of arXiv's last change to the record, where the source says so
};

struct StoredBatch {
  std::int64_t added = 0;    // not there before
  std::int64_t updated = 0;  // there, now with the text of this record
  std::int64_t known = 0;    // there, nothing new
  std::vector<model::PaperId>
      conflicts;  // counted as known: same version and record day as the stored one, yet other text
};

// Writes the batch, and the import's mark with it, in one transaction: all or nothing. Of two records of one paper the
// higher version wins, then the later record day, then the one that was there first; so a batch stored twice changes
// nothing, and the order of records with different days does not matter. No record changes the day of announcement once
// it is stored. The moment of submission is a guess until the first record with a record day says it. Authors that are
// not known never replace authors that are, and are filled in by the next record that has them.
Result<StoredBatch> store_papers(Connection& connection, std::span<const PaperRecord> batch,
                                 const std::optional<ImportMark>& mark = std::nullopt);

// How the full-text index is kept while papers are stored. Merging as it grows keeps searches fast; many papers at once
// are stored faster without, which leaves more pieces to search, at most some dozens. Kept in the database.
enum class Merging { AsItGrows, Hardly };
Result<void> set_merging(Connection& connection, Merging merging);

// Moves papers that moderators held to the day of the papers they were mailed with (model::mailed_in_order): those
// stored since the last call, and others of their months unless they were announced by `closed_until` and so counted.
// Returns how many moved. O(papers of these months).
Result<std::int64_t> order_announcements(Connection& connection, model::Day closed_until);

// Papers announced from `from` to `until`, both days included, ordered by (announced, arxiv_id): the order of import
// plays no part. About 2 kB of memory a paper.
Result<std::vector<model::StoredPaper>> window(const Connection& connection, model::Day from, model::Day until);

// Those of the week that begins on this Monday.
Result<std::vector<model::StoredPaper>> week_of_papers(const Connection& connection, model::Day monday);

// How many papers window() would read. O(papers counted).
Result<std::int64_t> count_announced(const Connection& connection, model::Day from, model::Day until);

// The papers among `ids` that are stored, in the order of `ids`.
Result<std::vector<model::StoredPaper>> by_ids(const Connection& connection, std::span<const model::PaperId> ids);

// At most `limit` papers that match an FTS5 expression and were announced before `announced_before`, newest first, then
// by arxiv_id. Match or no match, never a rank: ranks would depend on papers that came later. Error: ErrorKind::Usage
// where `expression` is not FTS5 syntax.
Result<std::vector<model::StoredPaper>> matching(const Connection& connection, const std::string& expression,
                                                 model::Day announced_before, int limit);

// The keys of all papers that match an FTS5 expression, ascending. Error: ErrorKind::Usage where it is not FTS5 syntax.
Result<std::vector<std::int64_t>> keys_matching(const Connection& connection, const std::string& expression);

// When the papers with these keys were announced, in their order; keys that are not stored are left out. O(keys log
// papers).
struct Announced {
  std::int64_t key;
  model::Day day;
};
Result<std::vector<Announced>> announcements(const Connection& connection, std::span<const std::int64_t> keys);

// The papers with these keys, in their order; keys that are not stored are left out.
Result<std::vector<model::StoredPaper>> by_keys(const Connection& connection, std::span<const std::int64_t> keys);

// The last (first) day, of those before `before`, on which a stored paper in any of `categories`, cross-lists included,
// was announced; nullopt: no such paper. The last one goes by papers that were not held for more than a week: a file of
// all that was submitted up to a day has a few that were mailed long after it, and not the rest of those mailings.
Result<std::optional<model::Day>> latest_announcement(const Connection& connection,
                                                      const std::vector<std::string>& categories,
                                                      std::optional<model::Day> before = std::nullopt);
Result<std::optional<model::Day>> earliest_announcement(const Connection& connection,
                                                        const std::vector<std::string>& categories);

}  // namespace bandwagon::store
