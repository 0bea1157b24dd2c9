#include "daemon/fetch/send.hpp"

#include <gmock/gmock.h>

#include <future>

#include "tests/support/http_server.hpp"
#include "tests/support/stuck_server.hpp"

namespace bandwagon::fetch {
namespace {

using namespace std::chrono_literals;
using support::StuckServer;

constexpr std::chrono::milliseconds kShort = 200ms, kPatience = 10s;  // far from each other, for a machine under load

struct Send : ::testing::Test {
  CurlSender sender{"bandwagon-test/1"};

  // Whether `send` ended without an answer, and in time.
  template <class Send>
  void expect_given_up(const Send& send) {
    const auto begin = std::chrono::steady_clock::now();
    const auto answer = send();
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, ErrorKind::Network) << answer.error().message;
    EXPECT_LT(std::chrono::steady_clock::now() - begin, kPatience);
  }
  void expect_post_given_up(const StuckServer& server) {
    expect_given_up([&] { return sender.post({.url = server.url("http"), .body = "{}", .longest = kShort}, {}); });
  }
  void expect_mail_given_up(const StuckServer& server) {
    Letter letter{.url = server.url("smtp"), .security = Letter::Security::Plain, .from = "a@example.org"};
    letter.to = {"b@example.org"}, letter.message = "Subject: a\r\n\r\nb\r\n", letter.longest = kShort;
    expect_given_up([&] { return sender.mail(letter, {}); });
  }
};

constexpr auto kWeb = StuckServer::Begins::AfterTheRequest, kMail = StuckServer::Begins::AtOnce;
const std::string kFine = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n";

TEST_F(Send, GivesUpAWebhookThatNeverAnswers) {
  expect_post_given_up(StuckServer{kWeb, ""});
}

TEST_F(Send, GivesUpAWebhookThatSendsHalfAnAnswer) {
  expect_post_given_up(StuckServer{kWeb, "HTTP/1.1 20"});
  expect_post_given_up(StuckServer{kWeb, kFine + "Content-Length: 100\r\n\r\nhalf"});
}

TEST_F(Send, GivesUpAWebhookWhoseAnswerHasNoEnd) {
  expect_post_given_up(StuckServer{kWeb, kFine + "\r\n", std::string(1 << 16, 'x')});
  expect_post_given_up(StuckServer{kWeb, "HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 100 Continue\r\n\r\n"});
}

TEST_F(Send, GivesUpAMailServerThatNeverGoesOn) {
  expect_mail_given_up(StuckServer{kMail, ""});
  expect_mail_given_up(StuckServer{kMail, "220 example.org\r\n"});
  expect_mail_given_up(StuckServer{kMail, "220-exam"});
  expect_mail_given_up(StuckServer{kMail, "220-example.org\r\n", "220-and so on\r\n"});
}

TEST_F(Send, IsStoppedWhileAServerHangs) {
  StuckServer server{kWeb, kFine};
  std::stop_source stop;
  auto answer = std::async(std::launch::async,
                           [&] { return sender.post({.url = server.url("http"), .body = "{}"}, stop.get_token()); });
  server.await_request();
  stop.request_stop();
  ASSERT_EQ(answer.wait_for(kPatience), std::future_status::ready);
  EXPECT_EQ(answer.get().error().kind, ErrorKind::Cancelled);
}

TEST_F(Send, KeepsNoMoreOfAnAnswerThanPeopleRead) {
  support::HttpServer server;
  server.routes.Post("/", [](const httplib::Request&, httplib::Response& answer) {
    answer.status = 503;
    answer.set_content(std::string(1 << 20, 'x'), "text/plain");
  });
  const auto answer = sender.post({.url = server.url("/"), .body = "{}"}, {});
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->status, 503);
  EXPECT_EQ(answer->body.size(), std::size_t{64} << 10);
}

}  // namespace
}  // namespace bandwagon::fetch
