#include "daemon/files/packed_text.hpp"

#include <gtest/gtest.h>

namespace bandwagon::files {
namespace {

TEST(PackedText, ComesBackAsItWas) {
  const std::string text = std::string(100'000, 'a') + std::string("\0b", 2);
  const std::string packed = pack(text);
  EXPECT_LT(packed.size(), text.size() / 100);
  EXPECT_EQ(unpack(packed).value(), text);
  EXPECT_FALSE(unpack(packed, text.size() - 1));
  EXPECT_FALSE(unpack(packed.substr(0, packed.size() - 1)));
}

TEST(ContentHash, IsTheSameOnAnyMachine) {
  EXPECT_EQ(content_hash(""), "99aa06d3014798d86001c324468d497f");  // the value that xxHash's own tests name
  EXPECT_NE(content_hash("a"), content_hash("b"));
}

}  // namespace
}  // namespace bandwagon::files
