#include "daemon/util/atomic_file.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <future>
#include <thread>

#include "tests/support/files.hpp"
#include "tests/support/temporary_folder.hpp"

namespace bandwagon::util {
namespace {

std::ptrdiff_t files_in(const std::filesystem::path& folder) {
  return std::distance(std::filesystem::directory_iterator(folder), std::filesystem::directory_iterator());
}

TEST(WriteAtomically, ReplacesTheWholeContentAndLeavesNothingBeside) {
  const test::TemporaryFolder folder;
  const auto file = folder.path() / "digest.html";
  ASSERT_TRUE(write_atomically(file, "a long first content"));
  ASSERT_TRUE(write_atomically(file, "short"));
  EXPECT_EQ(test::read_file(file), "short");
  EXPECT_EQ(files_in(folder.path()), 1);
}

TEST(WriteAtomically, NamesTheFileAndTheReasonWhenTheFolderIsMissing) {
  const test::TemporaryFolder folder;
  const auto written = write_atomically(folder.path() / "absent" / "digest.html", "text");
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().kind, ErrorKind::Failed);
  EXPECT_NE(written.error().message.find("absent/digest.html: No such file or directory"), std::string::npos);
}

TEST(WriteAtomically, KeepsTheOldContentWhenItCannotWrite) {
  const test::TemporaryFolder folder;
  const auto file = folder.path() / "digest.html";
  std::filesystem::create_directory(file);  // a folder stands where the file should be
  ASSERT_FALSE(write_atomically(file, "text"));
  EXPECT_TRUE(std::filesystem::is_directory(file));
  EXPECT_EQ(files_in(folder.path()), 1);
}

TEST(WriteAtomically, WritesIntoADeviceWithoutReplacingIt) {
  ASSERT_TRUE(write_atomically("/dev/null", "text"));
  EXPECT_FALSE(std::filesystem::is_regular_file("/dev/null"));
}

std::filesystem::path pipe_in(const std::filesystem::path& folder) {
  const auto pipe = folder / "pipe";
  EXPECT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  return pipe;
}

TEST(WriteAtomically, DoesNotWaitForAPipeThatNobodyReads) {
  const test::TemporaryFolder folder;
  const auto written = write_atomically(pipe_in(folder.path()), "text");
  ASSERT_FALSE(written);
  EXPECT_NE(written.error().message.find("nobody reads this pipe"), std::string::npos) << written.error().message;
}

TEST(WriteAtomically, FillsAPipeAsFastAsItsReaderReads) {
  const test::TemporaryFolder folder;
  const auto pipe = pipe_in(folder.path());
  auto read = std::async(std::launch::async, [&] { return test::read_file(pipe); });
  const std::string more_than_a_pipe_holds(1 << 20, 'x');
  Result<void> written = write_atomically(pipe, more_than_a_pipe_holds);
  for (int look = 0; look < 1000 && !written; ++look) {  // until the reader is there
    std::this_thread::sleep_for(std::chrono::milliseconds{10});
    written = write_atomically(pipe, more_than_a_pipe_holds);
  }
  ASSERT_TRUE(written) << written.error().message;
  EXPECT_EQ(read.get().size(), more_than_a_pipe_holds.size());
}

TEST(RemoveLeftovers, TakesOldOnesOfOursAndNothingElse) {
  const test::TemporaryFolder folder;
  const auto old = std::filesystem::file_time_type::clock::now() - std::chrono::hours{2};
  for (const char* name : {"a.html.Ab3xyZ", "b.html.Ab3xyZ", "a.html.Ab3xy", "a.html.Ab3x-Z", "a.html", ".Ab3xyZ"}) {
    ASSERT_TRUE(write_atomically(folder.path() / name, "text"));
    std::filesystem::last_write_time(folder.path() / name, old);
  }
  ASSERT_TRUE(write_atomically(folder.path() / "a.html.123456", "still being written"));
  remove_leftovers(folder.path(), [](std::string_view name) { return name == "a.html"; });
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "a.html.Ab3xyZ"));
  EXPECT_EQ(files_in(folder.path()), 6);
  remove_leftovers(folder.path() / "absent", [](std::string_view) { return true; });
}

}  // namespace
}  // namespace bandwagon::util
