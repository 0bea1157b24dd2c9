// The days of announcement that were guessed from submissions, put right by the order of the papers' numbers.
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Transaction.h>

#include "analyzers/model/announcement.hpp"
#include "daemon/store/errors.hpp"
#include "daemon/store/papers.hpp"
#include "daemon/store/row.hpp"

namespace bandwagon::store {
namespace {

constexpr const char* kOrdered = "SELECT last_paper_id FROM announcement_order";
constexpr const char* kMonths =
    "SELECT DISTINCT substr(arxiv_id, 1, 4) FROM paper WHERE paper_id > ? AND arxiv_id LIKE '____.%'";
constexpr const char* kOfMonth =
    "SELECT paper_id, announced_day FROM paper WHERE arxiv_id >= ?1 || '.' AND arxiv_id < ?1 || '/' ORDER BY arxiv_id";
constexpr const char* kMove = "UPDATE paper SET announced_day = ? WHERE paper_id = ?";
constexpr const char* kSetOrdered =
    "UPDATE announcement_order SET last_paper_id = (SELECT coalesce(max(paper_id), 0) FROM paper)";

std::vector<std::string> months_of_papers_after(const SQLite::Database& database, std::int64_t last) {
  SQLite::Statement query(database, kMonths);
  Binder(query) << last;
  std::vector<std::string> months;
  while (query.executeStep()) months.push_back(query.getColumn(0).getString());
  return months;
}

struct Month {
  std::vector<std::int64_t> papers;
  std::vector<model::Day> days;
};

Month month_of(SQLite::Statement& query, const std::string& month) {
  Month read;
  query.bindNoCopy(1, month);
  while (query.executeStep()) {
    read.papers.push_back(query.getColumn(0).getInt64());
    read.days.push_back(to_day(query.getColumn(1)));
  }
  query.reset();
  return read;
}

}  // namespace

Result<std::int64_t> order_announcements(Connection& connection, model::Day closed_until) {
  return attempt(connection.path(), "order announcements", [&]() -> Result<std::int64_t> {
    auto& database = connection.database();
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    SQLite::Statement of_month(database, kOfMonth), move(database, kMove);
    const std::int64_t last = database.execAndGet(kOrdered).getInt64();
    std::int64_t moved = 0;
    for (const std::string& month : months_of_papers_after(database, last)) {
      const Month stored = month_of(of_month, month);
      const auto mailed = model::mailed_in_order(stored.days);
      for (std::size_t p = 0; p < mailed.size(); ++p) {
        const bool is_counted = stored.papers[p] <= last && stored.days[p] <= closed_until;
        if (is_counted || stored.days[p] == mailed[p]) continue;
        run(move, mailed[p], stored.papers[p]);
        ++moved;
      }
    }
    database.exec(kSetOrdered);
    transaction.commit();
    return moved;
  });
}

}  // namespace bandwagon::store
