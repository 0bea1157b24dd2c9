#include "daemon/util/file_lock.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <future>

#include "tests/support/temporary_folder.hpp"

namespace bandwagon::util {
namespace {

using namespace std::chrono_literals;

TEST(FileLock, HasOneHolderAtATime) {
  const test::TemporaryFolder folder;
  const auto first = FileLock::take(folder / "lock", 0ms, {});
  ASSERT_TRUE(first) << first.error().message;
  const auto second = FileLock::take(folder / "lock", 0ms, {});
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().kind, ErrorKind::Busy);
}

TEST(FileLock, IsFreeAgainWhenItsHolderIsGone) {
  const test::TemporaryFolder folder;
  { ASSERT_TRUE(FileLock::take(folder / "lock", 0ms, {})); }
  EXPECT_TRUE(FileLock::take(folder / "lock", 0ms, {}));
}

TEST(FileLock, IsItsOwnersAlone) {  // whoever may read the database must not hold up the service
  const test::TemporaryFolder folder;
  ASSERT_TRUE(FileLock::take(folder / "lock", 0ms, {}));
  EXPECT_EQ(std::filesystem::status(folder / "lock").permissions(), std::filesystem::perms(0600));
}

TEST(FileLock, IsTheFoldersOwnersWhereRootTookIt) {
  if (::geteuid() != 0) GTEST_SKIP() << "only root can leave a file to somebody else";
  constexpr uid_t kNobody = 65534;
  const test::TemporaryFolder folder;
  ASSERT_EQ(::chown(folder.path().c_str(), kNobody, kNobody), 0);
  ASSERT_TRUE(FileLock::take(folder / "lock", 0ms, {}));
  struct stat lock {};
  ASSERT_EQ(::stat((folder / "lock").c_str(), &lock), 0);
  EXPECT_EQ(lock.st_uid, kNobody);
}

TEST(FileLock, IsWaitedForUntilAStopIsRequested) {
  const test::TemporaryFolder folder;
  const auto holder = FileLock::take(folder / "lock", 0ms, {});
  std::stop_source stop;
  auto waiting = std::async(std::launch::async, [&] { return FileLock::take(folder / "lock", 1h, stop.get_token()); });
  stop.request_stop();
  const auto lock = waiting.get();
  ASSERT_FALSE(lock);
  EXPECT_EQ(lock.error().kind, ErrorKind::Cancelled);
}

TEST(FileLock, NamesAFileThatCannotBeMade) {
  const auto lock = FileLock::take("/nowhere/at/all/lock", 0ms, {});
  ASSERT_FALSE(lock);
  EXPECT_NE(lock.error().message.find("/nowhere/at/all/lock"), std::string::npos);
}

}  // namespace
}  // namespace bandwagon::util
