#include "daemon/util/atomic_file.hpp"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace bandwagon::util
