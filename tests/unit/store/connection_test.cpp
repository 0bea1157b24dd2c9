#include "daemon/store/connection.hpp"

#include <SQLiteCpp/Database.h>
#include <gmock/gmock.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include <array>

#include "daemon/store/migrations.hpp"
#include "tests/support/as_nobody.hpp"
#include "tests/support/papers.hpp"
#include "tests/support/temporary_folder.hpp"

namespace bandwagon {
namespace {

using store::Migration;
using support::as_nobody;
using test::TemporaryFolder;
using testing::HasSubstr;

int number(const std::filesystem::path& path, const char* sql) {
  return SQLite::Database(path.string()).execAndGet(sql).getInt();
}

TEST(Writer, MakesTheDatabaseAndItsFolders) {
  const TemporaryFolder folder;
  const auto path = folder / "a/b/c.db";
  {
    const auto writer = store::open_writer(path);
    ASSERT_TRUE(writer) << writer.error().message;
  }
  EXPECT_EQ(number(path, "PRAGMA user_version"), store::shipped_migrations().back().version);
  EXPECT_EQ(number(path, "PRAGMA application_id"), store::kApplicationId);
  EXPECT_EQ(SQLite::Database(path.string()).execAndGet("PRAGMA journal_mode").getString(), "wal");
}

TEST(Writer, LeavesTheLogFilesForReadersWithoutRights) {
  const TemporaryFolder folder;
  const auto path = folder / "kept.db";
  { ASSERT_TRUE(store::open_writer(path)); }
  EXPECT_TRUE(std::filesystem::exists(path.string() + "-wal"));
  EXPECT_TRUE(std::filesystem::exists(path.string() + "-shm"));
  ASSERT_EQ(::chmod(folder.path().c_str(), 0555), 0);
  const auto seen = as_nobody([&]() -> std::string {
    const auto reader = store::open_reader(path);
    return reader ? "read" : reader.error().message;
  });
  ::chmod(folder.path().c_str(), 0755);
  EXPECT_EQ(seen, "read");
}

TEST(Writer, OpensAnExistingDatabaseWithoutWritingToIt) {
  const TemporaryFolder folder;
  const auto path = folder / "same.db";
  { ASSERT_TRUE(store::open_writer(path)); }
  const int before = number(path, "PRAGMA schema_version");
  { ASSERT_TRUE(store::open_writer(path)); }
  EXPECT_EQ(number(path, "PRAGMA schema_version"), before);
}

TEST(Writer, MakesViewsAnewThatDiffer) {
  const TemporaryFolder folder;
  const auto path = folder / "views.db";
  { ASSERT_TRUE(store::open_writer(path)); }
  SQLite::Database(path.string(), SQLite::OPEN_READWRITE)
      .exec("DROP VIEW papers; CREATE VIEW papers AS SELECT 1; CREATE VIEW \"od\"\"d\" AS SELECT 2");
  { ASSERT_TRUE(store::open_writer(path)); }
  EXPECT_EQ(number(path, "SELECT count(*) FROM pragma_table_info('papers')"), 10);
  EXPECT_EQ(number(path, "SELECT count(*) FROM sqlite_schema WHERE name = 'od\"d'"), 0);
}

TEST(Writer, SaysThatItMayNotWrite) {
  const TemporaryFolder folder;
  const auto path = folder / "readonly.db";
  { ASSERT_TRUE(store::open_writer(path)); }
  ASSERT_EQ(::chmod(path.c_str(), 0444), 0);
  ASSERT_EQ(::chmod(folder.path().c_str(), 0555), 0);
  const auto existing = as_nobody([&]() -> std::string {
    const auto writer = store::open_writer(path);
    return writer ? "opened" : writer.error().message;
  });
  const auto fresh = as_nobody([&]() -> std::string {
    const auto writer = store::open_writer(folder / "new.db");
    return writer ? "opened" : writer.error().message;
  });
  ::chmod(folder.path().c_str(), 0755);
  EXPECT_THAT(existing, HasSubstr("readonly.db: the database cannot be written; check the rights"));
  EXPECT_THAT(fresh, HasSubstr("new.db: cannot open it for writing: the database cannot be opened"));
}

TEST(Writer, RefusesANewerSchemaAndNamesBothVersions) {
  const TemporaryFolder folder;
  const auto path = folder / "newer.db";
  { ASSERT_TRUE(store::open_writer(path)); }
  SQLite::Database(path.string(), SQLite::OPEN_READWRITE).exec("PRAGMA user_version = 97");
  const auto known = std::to_string(store::shipped_migrations().back().version);
  const std::vector errors{store::open_writer(path).error(), store::open_reader(path).error()};
  for (const auto& error : errors) {
    EXPECT_EQ(error.kind, ErrorKind::Config);
    EXPECT_THAT(error.message, HasSubstr("schema version 97, this program knows versions up to " + known));
  }
}

TEST(Writer, RefusesAnotherProgramsDatabaseAndLeavesItAlone) {
  const TemporaryFolder folder;
  const auto path = folder / "foreign.db";
  SQLite::Database(path.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE).exec("CREATE TABLE theirs (a)");
  const auto refused = store::open_writer(path);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::Config);
  EXPECT_THAT(refused.error().message, HasSubstr("another program"));
  EXPECT_EQ(number(path, "SELECT count(*) FROM sqlite_schema"), 1);
  EXPECT_EQ(SQLite::Database(path.string()).execAndGet("PRAGMA journal_mode").getString(), "delete");
}

TEST(Writer, RefusesAFileThatIsNoDatabase) {
  const TemporaryFolder folder;
  const auto path = folder.write("notes.txt", std::string(5000, 'x'));
  const auto refused = store::open_writer(path);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::Config);
  EXPECT_THAT(refused.error().message,
              HasSubstr("notes.txt: cannot read its schema version: the file is not an SQLite database"));
}

TEST(Writer, TellsAFullDiskAndKeepsWhatWasThere) {
  const TemporaryFolder folder;
  auto writer = store::open_writer(folder / "full.db");
  ASSERT_TRUE(writer);
  ASSERT_TRUE(store::store_papers(*writer, std::vector{support::paper("2401.00001", "2024-01-01")}));
  const int pages = writer->database().execAndGet("PRAGMA page_count").getInt();
  writer->database().execAndGet("PRAGMA max_page_count = " + std::to_string(pages + 4));
  auto big = support::paper("2401.00002", "2024-01-01");
  big.paper.abstract = std::string(200000, 'a');
  const auto refused = store::store_papers(*writer, std::vector{support::paper("2401.00003", "2024-01-01"), big});
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("full.db: cannot store papers: the disk is full"));
  const auto kept = store::window(*writer, support::day("2024-01-01"), support::day("2024-01-01"));
  ASSERT_TRUE(kept);
  ASSERT_EQ(kept->size(), 1u);
  EXPECT_EQ(kept->front().paper.id.str(), "2401.00001");
}

TEST(Writer, IsToldThatAnotherOneIsWriting) {
  const TemporaryFolder folder;
  auto first = store::open_writer(folder / "busy.db"), second = store::open_writer(folder / "busy.db");
  ASSERT_TRUE(first && second);
  first->database().exec("BEGIN IMMEDIATE");
  second->database().setBusyTimeout(0);
  const auto refused = store::store_papers(*second, std::vector{support::paper("2401.00001", "2024-01-01")});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::Busy);
  EXPECT_THAT(refused.error().message, HasSubstr("another program is writing"));
  first->database().exec("ROLLBACK");
  EXPECT_TRUE(store::store_papers(*second, std::vector{support::paper("2401.00001", "2024-01-01")}));
}

TEST(Reader, SaysThatThereIsNoDatabaseYet) {
  const TemporaryFolder folder;
  const auto missing = store::open_reader(folder / "missing.db");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().kind, ErrorKind::NotFound);
  EXPECT_THAT(missing.error().message, HasSubstr("bandwagon import"));
  EXPECT_FALSE(std::filesystem::exists(folder / "missing.db"));
  const auto empty = store::open_reader(folder.write("empty.db", ""));
  ASSERT_FALSE(empty);
  EXPECT_THAT(empty.error().message, HasSubstr("the database is empty"));
}

TEST(Reader, CannotWrite) {
  const TemporaryFolder folder;
  { ASSERT_TRUE(store::open_writer(folder / "a.db")); }
  auto reader = store::open_reader(folder / "a.db");
  ASSERT_TRUE(reader);
  const auto refused = store::store_papers(*reader, std::vector{support::paper("2401.00001", "2024-01-01")});
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("the database cannot be written"));
}

class Migrations : public ::testing::Test {
 protected:
  static constexpr std::array<Migration, 1> kFirst{Migration{1, "0001", "CREATE TABLE one (a INTEGER) STRICT;"}};
  static constexpr std::array<Migration, 2> kBoth{
      kFirst[0], Migration{2, "0002", "CREATE TABLE two (a INTEGER) STRICT; INSERT INTO two SELECT a FROM one;"}};
  static constexpr std::array<Migration, 2> kBroken{
      kFirst[0], Migration{2, "0002", "CREATE TABLE two (a INTEGER) STRICT; INSERT INTO nowhere VALUES (1);"}};

  store::Connection open() const {
    return {path(), std::make_unique<SQLite::Database>(path().string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)};
  }
  std::filesystem::path path() const { return folder_ / "migrated.db"; }

 private:
  TemporaryFolder folder_;
};

TEST_F(Migrations, GoOnFromTheVersionThatIsThereAfterKeepingACopy) {
  auto connection = open();
  ASSERT_TRUE(store::migrate(connection, kFirst));
  EXPECT_FALSE(std::filesystem::exists(path().string() + ".before-0")) << "an empty database needs no copy";
  connection.database().exec("INSERT INTO one VALUES (7)");
  ASSERT_TRUE(store::migrate(connection, kBoth));
  EXPECT_EQ(number(path(), "PRAGMA user_version"), 2);
  EXPECT_EQ(number(path(), "SELECT a FROM two"), 7);
  EXPECT_EQ(number(path().string() + ".before-1", "PRAGMA user_version"), 1);
  EXPECT_EQ(number(path().string() + ".before-1", "SELECT a FROM one"), 7);
}

TEST_F(Migrations, LeaveTheVersionBeforeWhenAStepFails) {
  auto connection = open();
  ASSERT_TRUE(store::migrate(connection, kFirst));
  const auto failed = store::migrate(connection, kBroken);
  ASSERT_FALSE(failed);
  EXPECT_THAT(failed.error().message, HasSubstr("bring its schema from version 1 to 2"));
  EXPECT_EQ(number(path(), "PRAGMA user_version"), 1);
  EXPECT_EQ(number(path(), "SELECT count(*) FROM sqlite_schema WHERE name = 'two'"), 0);
  EXPECT_TRUE(store::migrate(connection, kBoth)) << "a corrected program goes on, over the copy of the first attempt";
}

TEST_F(Migrations, LeaveNoHalfCopyBehind) {
  auto connection = open();
  ASSERT_TRUE(store::migrate(connection, kFirst));
  std::filesystem::create_directories(path().string() + ".before-1/in the way");
  EXPECT_FALSE(store::migrate(connection, kBoth));
  EXPECT_EQ(number(path(), "PRAGMA user_version"), 1);
  EXPECT_FALSE(std::filesystem::exists(path().string() + ".before-1.tmp"));
}

TEST_F(Migrations, DoNothingWhereThereIsNothingToDo) {
  auto connection = open();
  ASSERT_TRUE(store::migrate(connection, kBoth));
  ASSERT_TRUE(store::migrate(connection, kBoth));
  EXPECT_FALSE(std::filesystem::exists(path().string() + ".before-2"));
}

}  // namespace
}  // namespace bandwagon
