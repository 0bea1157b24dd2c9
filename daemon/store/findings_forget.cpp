// What closed weeks decided, taken back.
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Transaction.h>

#include <array>

#include "daemon/store/errors.hpp"
#include "daemon/store/findings.hpp"

namespace bandwagon::store {
namespace {

// What refers to something goes before it.
constexpr std::array kForgetFindings{
    "DELETE FROM watch_alert",
    "DELETE FROM abandoned_topic",
    "DELETE FROM herding_month",
    "DELETE FROM role",
    "DELETE FROM attribution",
    "DELETE FROM alert",
    "DELETE FROM burst_paper",
    "DELETE FROM burst",
    "DELETE FROM topic_paper",
    "DELETE FROM topic_week",
    "DELETE FROM lineage_event",
    "DELETE FROM topic",
    "DELETE FROM concurrent_pair",
    "DELETE FROM category_week",
    "DELETE FROM analysis_state",
    "DELETE FROM window_frequency",
    "DELETE FROM release_search",
    "DELETE FROM closed_week",
    // the search for releases finds these again; what a person judged or a lab posted it cannot
    "DELETE FROM release WHERE origin = 'arxiv'"
    " AND NOT EXISTS (SELECT 1 FROM release_decision d WHERE d.release_id = release.release_id)"
    " AND NOT EXISTS (SELECT 1 FROM release_undo u WHERE u.release_id = release.release_id)"
    " AND NOT EXISTS (SELECT 1 FROM release_signal s WHERE s.release_id = release.release_id)",
    "DELETE FROM release_event WHERE release_id NOT IN (SELECT release_id FROM release)",
    // no week counts them now, so all may be put in order
    "UPDATE announcement_order SET last_paper_id = 0",
};

}  // namespace

Result<std::int64_t> forget_findings(Connection& connection) {
  return attempt(connection.path(), "forget what closed weeks decided", [&]() -> Result<std::int64_t> {
    auto& database = connection.database();
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    const std::int64_t weeks = database.execAndGet("SELECT count(*) FROM closed_week").getInt64();
    for (const char* statement : kForgetFindings) database.exec(statement);
    transaction.commit();
    return weeks;
  });
}

}  // namespace bandwagon::store
