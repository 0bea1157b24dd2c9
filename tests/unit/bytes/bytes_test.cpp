#include "analyzers/bytes/bytes.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <limits>

namespace bandwagon::bytes {
namespace {

std::string some() {
  Writer writer;
  writer.number(300);
  writer.text("Qwen2.5");
  writer.hash(0x0123456789abcdef);
  return writer.sealed();
}

}  // namespace

TEST(Bytes, AreReadInTheOrderOfWriting) {
  const std::string bytes = some();
  Reader reader(bytes);
  EXPECT_EQ(reader.number(), 300U);
  EXPECT_EQ(reader.text(), "Qwen2.5");
  EXPECT_EQ(reader.hash(), 0x0123456789abcdefU);
  EXPECT_FALSE(reader.failed());
  EXPECT_EQ(reader.left(), 0U);
}

TEST(Bytes, AreFewForSmallNumbers) {
  Writer writer;
  for (int number = 0; number < 128; ++number) writer.number(static_cast<std::uint64_t>(number));
  EXPECT_EQ(writer.sealed().size(), 8U + 128U);
}

TEST(Bytes, KeepAnyNumber) {
  rc::check([](const std::vector<std::uint64_t>& numbers) {
    Writer writer;
    for (const auto number : numbers) writer.number(number), writer.number(~number), writer.hash(number);
    const std::string bytes = writer.sealed();
    Reader reader(bytes);
    for (const auto number : numbers) {
      RC_ASSERT(reader.number() == number);
      RC_ASSERT(reader.number() == ~number);
      RC_ASSERT(reader.hash() == number);
    }
    RC_ASSERT(!reader.failed() && reader.left() == 0);
  });
}

TEST(Bytes, FailWhereOneBitIsOther) {
  const std::string whole = some();
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string bytes = whole;
    bytes[at] = static_cast<char>(bytes[at] ^ 4);
    EXPECT_TRUE(Reader(bytes).failed()) << at;
  }
}

TEST(Bytes, FailWhereSomeAreMissing) {
  const std::string whole = some();
  for (std::size_t length = 0; length < whole.size(); ++length)
    EXPECT_TRUE(Reader(std::string_view(whole).substr(0, length)).failed()) << length;
}

TEST(Bytes, AreNothingBehindTheEnd) {
  const std::string bytes = some();
  Reader reader(bytes);
  reader.raw(bytes.size());
  EXPECT_TRUE(reader.failed());
  EXPECT_EQ(reader.number(), 0U);
  EXPECT_EQ(reader.hash(), 0U);
  EXPECT_EQ(reader.text(), "");
}

}  // namespace bandwagon::bytes
