#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>

#include <map>
#include <string>
#include <vector>

#include "daemon/store/errors.hpp"
#include "daemon/store/migrations.hpp"

namespace bandwagon::store {
namespace {

using Views = std::map<std::string, std::string>;  // name -> its CREATE VIEW

Views views_of(SQLite::Database& database) {
  Views views;
  SQLite::Statement query(database, "SELECT name, sql FROM sqlite_schema WHERE type = 'view'");
  while (query.executeStep()) views.emplace(query.getColumn(0).getString(), query.getColumn(1).getString());
  return views;
}

void create_views(SQLite::Database& database) {
  database.exec(std::string(views_sql()));
  database.exec(std::string(schema_doc_sql()));
}

// SQLite keeps a view's text as it was written and does not look at its tables before it is used, so an empty database in memory
// says how the views must read.
Views shipped_views() {
  SQLite::Database memory(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  create_views(memory);
  return views_of(memory);
}

// A name cannot be bound, so SQLite itself writes the statements: %w quotes an identifier.
std::vector<std::string> drop_statements(SQLite::Database& database) {
  std::vector<std::string> statements;
  SQLite::Statement query(database, "SELECT printf('DROP VIEW \"%w\"', name) FROM sqlite_schema WHERE type = 'view'");
  while (query.executeStep()) statements.push_back(query.getColumn(0).getString());
  return statements;
}

}  // namespace

Result<void> refresh_views(Connection& connection) {
  return attempt(connection.path(), "make its views", [&]() -> Result<void> {
    auto& database = connection.database();
    const Views wanted = shipped_views();
    if (views_of(database) == wanted) return {};
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    for (const auto& statement : drop_statements(database)) database.exec(statement);
    create_views(database);
    transaction.commit();
    return {};
  });
}

}  // namespace bandwagon::store
