#include "daemon/cli/descriptor_buffer.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cerrno>
#include <ostream>

#include "tests/support/files.hpp"
#include "tests/support/temporary_folder.hpp"

namespace bandwagon::cli {
namespace {

TEST(DescriptorBuffer, WritesMoreThanItHolds) {
  const test::TemporaryFolder folder;
  const auto file = folder.path() / "out";
  const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  const std::string text(200'001, 'x');
  {
    DescriptorBuffer buffer(descriptor);
    std::ostream(&buffer) << text << "end";
    EXPECT_EQ(buffer.error(), 0);
  }
  ::close(descriptor);
  EXPECT_EQ(test::read_file(file), text + "end");
}

TEST(DescriptorBuffer, RemembersWhyWritingFailed) {
  const int full = ::open("/dev/full", O_WRONLY | O_CLOEXEC);
  DescriptorBuffer buffer(full);
  std::ostream out(&buffer);
  out << "text" << std::flush;
  EXPECT_FALSE(out.good());
  EXPECT_EQ(buffer.error(), ENOSPC);
  ::close(full);
}

}  // namespace
}  // namespace bandwagon::cli
