#include "daemon/deliver/mail.hpp"

#include <gmock/gmock.h>

#include <sstream>

namespace bandwagon::deliver {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string sample(const Message& message) {
  config::Channel channel;
  channel.name = "m", channel.from = "bw@example.org", channel.to = {"a@example.org", "b@example.org"};
  return letter(channel, message, {.delivery = 3, .created_at = 1739174400});
}

TEST(Letter, TakesItsDateFromTheDelivery) {
  EXPECT_THAT(sample({.key = "k"}), HasSubstr("\r\nDate: Mon, 10 Feb 2025 08:00:00 +0000\r\n"));
}

TEST(Letter, HasNoLongOrForeignLine) {
  const std::string long_line(1000, 'y');
  const Message message{.key = "digest/2025-02-10",
                        .subject = "推理模型 🌊 " + std::string(300, 'x') + "\r\nBcc: evil@example.org",
                        .text = long_line + "\n.\nFrom here\n=20 \n" + "é\n",
                        .html = "<p>" + std::string(500, '=')};
  std::istringstream lines(sample(message));
  for (std::string line; std::getline(lines, line);) {
    EXPECT_LE(line.size(), 77U) << line;  // with its CR
    EXPECT_TRUE(line.ends_with('\r'));
    EXPECT_NE(line.substr(0, 4), "Bcc:");
    EXPECT_NE(line, ".\r");
    EXPECT_NE(line.substr(0, 5), "From ");
    for (const char c : line) EXPECT_LT(static_cast<unsigned char>(c), 0x80);
  }
}

TEST(Letter, IsTheSameForTheSameDelivery) {
  EXPECT_EQ(sample({.key = "k", .text = "t"}), sample({.key = "k", .text = "t"}));
  EXPECT_THAT(sample({.key = "k"}), Not(HasSubstr("Message-ID: <other")));
}

}  // namespace
}  // namespace bandwagon::deliver
