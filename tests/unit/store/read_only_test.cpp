#include "daemon/store/read_only.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <gtest/gtest.h>

#include <fstream>

#include "daemon/store/connection.hpp"
#include "tests/support/sample_database.hpp"

namespace bandwagon::store {
namespace {

using test::SampleDatabase;
using test::TemporaryFolder;

Error error_of(const std::string& sql, std::chrono::milliseconds limit = kDefaultTimeLimit) {
  const SampleDatabase sample;
  auto database = ReadOnly::open(sample.file());
  EXPECT_TRUE(database);
  const auto answer = database->all({sql}, limit);
  EXPECT_FALSE(answer) << sql;
  return answer ? Error{} : answer.error();
}

TEST(ReadOnly, GivesNumbersAsNumbersAndNullAsAbsent) {
  const SampleDatabase sample;
  auto database = ReadOnly::open(sample.file());
  ASSERT_TRUE(database);
  const auto answer = database->all({"SELECT 1 AS a, 2.5 AS b, NULL AS c, 'x' AS d, x'00ff' AS e"});
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->columns, (std::vector<std::string>{"a", "b", "c", "d", "e"}));
  EXPECT_EQ(answer->rows, (std::vector<Row>{{std::int64_t{1}, 2.5, std::monostate{}, "x", "00ff"}}));
}

TEST(ReadOnly, BindsValuesInsteadOfPastingThem) {
  const SampleDatabase sample;
  auto database = ReadOnly::open(sample.file());
  ASSERT_TRUE(database);
  const auto answer = database->all({"SELECT ?1 || ?2", {std::string("'; DROP TABLE paper; --"), std::int64_t{7}}});
  ASSERT_TRUE(answer);
  EXPECT_EQ(std::get<std::string>(answer->rows.at(0).at(0)), "'; DROP TABLE paper; --7");
}

TEST(ReadOnly, SeesOneMomentFromWhereItIsHeldStill) {
  const SampleDatabase sample;
  auto still = ReadOnly::open(sample.file()), moving = ReadOnly::open(sample.file());
  ASSERT_TRUE(still && moving && still->hold_still());
  auto writer = open_writer(sample.file());
  ASSERT_TRUE(writer);
  writer->database().exec("DELETE FROM alert");
  const Query count{"SELECT count(*) > 0 FROM alerts"};
  EXPECT_EQ(still->all(count)->rows, (std::vector<Row>{{std::int64_t{1}}}));
  EXPECT_EQ(moving->all(count)->rows, (std::vector<Row>{{std::int64_t{0}}}));
  EXPECT_FALSE(still->all({"COMMIT"}));
}

TEST(ReadOnly, GivesTheBytesOfOneValueAsTheyStand) {
  const SampleDatabase sample;
  const std::string bytes("\0\xff\0kept", 7);
  {
    auto writer = open_writer(sample.file());
    ASSERT_TRUE(writer);
    writer->database().exec("DELETE FROM window_frequency");
    SQLite::Statement keep(writer->database(), "INSERT INTO window_frequency VALUES (7, 1, ?)");
    keep.bind(1, bytes.data(), static_cast<int>(bytes.size()));
    keep.exec();
  }
  auto database = ReadOnly::open(sample.file());
  ASSERT_TRUE(database);
  EXPECT_EQ(database->bytes("window_frequency", "terms", 7), bytes);
  const auto other = database->bytes("window_frequency", "terms", 8);
  ASSERT_FALSE(other);
  EXPECT_NE(other.error().message.find("no such rowid: 8"), std::string::npos) << other.error().message;
  EXPECT_FALSE(database->bytes("window_frequency", "words", 7));
  EXPECT_FALSE(database->bytes("missing", "terms", 7));
}

TEST(ReadOnly, RefusesEverythingThatIsNotReading) {
  for (const char* sql :
       {"INSERT INTO paper (paper_id) VALUES (1)", "UPDATE alert SET headline = ''", "DELETE FROM alert",
        "DROP TABLE paper", "ATTACH 'other.db' AS other", "PRAGMA user_version = 9", "PRAGMA query_only = OFF",
        "CREATE TEMP TABLE t (a)", "VACUUM INTO 'copy.db'", "BEGIN", "SELECT load_extension('evil')",
        "SELECT * FROM pragma_table_info('paper')", "UPDATE sqlite_master SET sql = ''", "EXPLAIN DELETE FROM alert",
        "REINDEX", "ANALYZE"}) {
    EXPECT_EQ(error_of(sql).kind, ErrorKind::Usage) << sql;
  }
}

TEST(ReadOnly, ChangesNothingInTheFile) {
  const SampleDatabase sample;
  auto database = ReadOnly::open(sample.file());
  ASSERT_TRUE(database);
  EXPECT_FALSE(database->all({"INSERT INTO paper_text (paper_text) VALUES ('delete-all')"}));
  EXPECT_FALSE(database->all({"SELECT 1; DELETE FROM paper"}));
  const auto left = database->all({"SELECT count(*) FROM papers"});
  ASSERT_TRUE(left);
  EXPECT_EQ(std::get<std::int64_t>(left->rows.at(0).at(0)), 7);
}

TEST(ReadOnly, SaysWhatSqliteSaysAboutWrongSql) {
  EXPECT_NE(error_of("SELEC 1").message.find("near \"SELEC\": syntax error"), std::string::npos);
  EXPECT_NE(error_of("SELECT * FROM nowhere").message.find("no such table: nowhere"), std::string::npos);
  EXPECT_NE(error_of("").message.find("there is no statement"), std::string::npos);
  EXPECT_NE(error_of("SELECT 1; SELECT 2").message.find("one statement at a time"), std::string::npos);
  EXPECT_NE(error_of("SELECT ?1").message.find("parameters"), std::string::npos);
}

TEST(ReadOnly, TakesATrailingSemicolonAndComment) {
  const SampleDatabase sample;
  auto database = ReadOnly::open(sample.file());
  ASSERT_TRUE(database);
  EXPECT_TRUE(database->all({"SELECT 1; -- that is all\n"}));
}

TEST(ReadOnly, StopsARunawayQueryAtTheTimeLimit) {
  const Error error =
      error_of("WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n",
               std::chrono::milliseconds(50));
  EXPECT_EQ(error.kind, ErrorKind::Failed);
  EXPECT_NE(error.message.find("stopped after 0.05 s"), std::string::npos);
}

TEST(ReadOnly, AllowsFullTextSearchJsonAndWindows) {
  const SampleDatabase sample;
  auto database = ReadOnly::open(sample.file());
  ASSERT_TRUE(database);
  EXPECT_TRUE(database->all({"SELECT rowid, bm25(paper_text) FROM paper_text WHERE paper_text MATCH 'scaling'"}));
  EXPECT_TRUE(database->all({"SELECT value FROM papers, json_each(categories)"}));
  EXPECT_TRUE(database->all({"SELECT row_number() OVER (ORDER BY arxiv_id) FROM papers"}));
}

TEST(ReadOnly, StopsWithoutAnErrorWhenTheReaderHasEnough) {
  const SampleDatabase sample;
  auto database = ReadOnly::open(sample.file());
  ASSERT_TRUE(database);
  int rows = 0;
  const auto done = database->each({"SELECT * FROM papers"},
                                   {.columns = [](const auto&) {}, .row = [&](const Row&) { return ++rows < 2; }});
  EXPECT_TRUE(done);
  EXPECT_EQ(rows, 2);
}

TEST(ReadOnly, TellsToImportWhenThereIsNoDatabase) {
  const TemporaryFolder folder;
  const auto opened = ReadOnly::open(folder.path() / "absent.db");
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().kind, ErrorKind::NotFound);
  EXPECT_NE(opened.error().message.find("bandwagon import"), std::string::npos);
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "absent.db"));
}

TEST(ReadOnly, TellsAForeignFileFromADatabaseOfItsOwn) {
  const TemporaryFolder folder;
  std::ofstream(folder.path() / "notes.txt") << std::string(4096, 'x');
  std::ofstream(folder.path() / "empty.db").flush();
  EXPECT_EQ(ReadOnly::open(folder.path() / "notes.txt").error().kind, ErrorKind::Config);
  EXPECT_EQ(ReadOnly::open(folder.path() / "empty.db").error().kind, ErrorKind::Config);
  EXPECT_EQ(ReadOnly::open(folder.path()).error().kind, ErrorKind::Config);
}

}  // namespace
}  // namespace bandwagon::store
