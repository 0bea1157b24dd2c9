#include "daemon/store/upkeep.hpp"

#include <SQLiteCpp/Database.h>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <sys/stat.h>

#include <fstream>
#include <optional>

#include "daemon/store/connection.hpp"
#include "tests/support/as_nobody.hpp"
#include "tests/support/papers.hpp"
#include "tests/support/temporary_folder.hpp"

namespace bandwagon::store {
namespace {

using test::TemporaryFolder;
using testing::HasSubstr;
using testing::IsEmpty;

struct Upkeep : ::testing::Test {
  TemporaryFolder folder;
  const std::filesystem::path file = folder / "o?d #1%.db";  // means something in a URI

  Connection writer() {
    auto connection = open_writer(file);
    if (!connection) throw std::runtime_error(connection.error().message);
    return std::move(*connection);
  }
  static void add(Connection& connection, const char* id) {
    const auto stored = store_papers(connection, std::vector{support::paper(id, "2024-01-01")});
    if (!stored) throw std::runtime_error(stored.error().message);
  }
  static std::string papers_in(const std::filesystem::path& database) {
    auto opened = ReadOnly::open(database);
    if (!opened) return opened.error().message;
    const auto count = opened->all({"SELECT count(*) FROM papers"});
    return count ? std::to_string(std::get<std::int64_t>(count->rows[0][0])) : count.error().message;
  }
};

TEST_F(Upkeep, ABackupHoldsWhatIsCommittedAndNotWhatIsBeingWritten) {
  auto connection = writer();
  add(connection, "2401.00001");
  connection.database().exec("BEGIN IMMEDIATE; DELETE FROM paper");
  const auto copied = back_up(file, folder / "copy.db");
  ASSERT_TRUE(copied) << copied.error().message;
  EXPECT_EQ(*copied, std::filesystem::file_size(folder / "copy.db"));
  EXPECT_EQ(papers_in(folder / "copy.db"), "1");
  EXPECT_EQ(SQLite::Database(folder / "copy.db").execAndGet("PRAGMA journal_mode").getString(), "delete");
}

TEST_F(Upkeep, ADamagedDatabaseIsNotCopiedOverAGoodBackup) {
  {
    auto connection = writer();
    for (int i = 1; i < 60; ++i) add(connection, fmt::format("2401.{:05}", i).c_str());
    connection.database().execAndGet("PRAGMA wal_checkpoint(TRUNCATE)");
  }
  folder.write("copy.db", "good");
  std::fstream bytes(file, std::ios::in | std::ios::out | std::ios::binary);
  constexpr int kPage = 16384;
  bytes.seekp(kPage * 6);
  bytes << std::string(kPage * 6, '\x55');
  bytes.close();
  EXPECT_THAT(damages(file).value_or(std::vector<std::string>{"refused"}), Not(IsEmpty()));
  const auto copied = back_up(file, folder / "copy.db");
  ASSERT_FALSE(copied);
  EXPECT_EQ(copied.error().kind, ErrorKind::Failed);
  EXPECT_EQ(std::filesystem::file_size(folder / "copy.db"), 4u);
}

TEST_F(Upkeep, ABackupReplacesNeitherDevicesNorPipes) {
  { writer(); }
  ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
  const auto copied = back_up(file, folder / "pipe");
  ASSERT_FALSE(copied);
  EXPECT_THAT(copied.error().message, HasSubstr("pipe is a device or a pipe"));
  EXPECT_TRUE(std::filesystem::is_fifo(folder / "pipe"));
}

TEST_F(Upkeep, ABackupNeedsTheNameOfAFile) {
  { writer(); }
  for (const char* name : {"", "-"}) {
    const auto copied = back_up(file, name);
    ASSERT_FALSE(copied) << name;
    EXPECT_EQ(copied.error().kind, ErrorKind::Usage);
  }
}

TEST_F(Upkeep, ASoundDatabaseHasNoDamages) {
  { writer(); }
  EXPECT_THAT(damages(file).value(), IsEmpty());
}

TEST_F(Upkeep, AnOrdinaryUserReadsBesideTheServiceAfterItAndWithoutItsLogFiles) {
  auto connection = std::optional(writer());
  add(*connection, "2401.00001");
  ASSERT_EQ(::chmod(folder.path().c_str(), 0555), 0);
  const auto seen = [&] { return support::as_nobody([&] { return papers_in(file); }); };
  EXPECT_EQ(seen(), "1") << "while it runs";
  connection.reset();
  EXPECT_EQ(seen(), "1") << "after it has stopped";
  SQLite::Database(file.string(), SQLite::OPEN_READWRITE).execAndGet("PRAGMA wal_checkpoint(TRUNCATE)");
  for (const char* beside : {"-wal", "-shm"}) std::filesystem::remove(file.string() + beside);
  EXPECT_EQ(seen(), "1") << "as another program left it, or restored";
  EXPECT_EQ(support::as_nobody([&]() -> std::string {
              const auto reader = open_reader(file);
              return reader ? "read" : reader.error().message;
            }),
            "read");
  EXPECT_EQ(support::as_nobody([&]() -> std::string {
              const auto alive = answers(file, std::chrono::seconds{1});
              return alive ? "alive" : alive.error().message;
            }),
            "alive");
  ::chmod(folder.path().c_str(), 0755);
}

TEST_F(Upkeep, ADatabaseThatIsNotThereYetIsAliveAndAFileThatIsNoneIsNot) {
  EXPECT_TRUE(answers(file, std::chrono::milliseconds{10}));
  const auto other = answers(folder.write("x", std::string(5000, 'x')), std::chrono::milliseconds{10});
  ASSERT_FALSE(other);
  EXPECT_THAT(other.error().message, HasSubstr("not an SQLite database"));
}

}  // namespace
}  // namespace bandwagon::store
