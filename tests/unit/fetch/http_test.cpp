#include "daemon/fetch/http.hpp"

#include <gmock/gmock.h>

#include <future>

#include "tests/support/http_server.hpp"
#include "tests/support/stuck_server.hpp"

namespace bandwagon::fetch {
namespace {

using support::HttpServer;
using support::StuckServer;
using ::testing::HasSubstr;

struct Http : ::testing::Test {
  HttpServer server;
  HttpTransport http{"bandwagon-test/1 (+mailto:test@example.org)"};
};

TEST_F(Http, HandsBackStatusBodyAndValidators) {
  server.routes.Get("/feed", [](const httplib::Request&, httplib::Response& answer) {
    answer.set_header("ETag", "0a1b2c");  // arXiv's tags lack the quotes
    answer.set_header("Last-Modified", "Thu, 24 Sep 2026 04:00:00 GMT");
    answer.set_content("<rss/>", "text/xml");
  });
  const auto response = http.get({.url = server.url("/feed")}, {});
  ASSERT_TRUE(response) << response.error().message;
  EXPECT_EQ(response->status, 200);
  EXPECT_EQ(response->body, "<rss/>");
  EXPECT_EQ(response->etag, "0a1b2c");
  EXPECT_EQ(response->last_modified, "Thu, 24 Sep 2026 04:00:00 GMT");
}

TEST_F(Http, SaysWhoAsksAndSendsValidatorsByteForByte) {
  httplib::Headers seen;
  server.routes.Get("/feed", [&](const httplib::Request& request, httplib::Response& answer) {
    seen = request.headers;
    answer.status = 304;
  });
  const auto response =
      http.get({.url = server.url("/feed"), .etag = "0a1b2c", .last_modified = "Thu, 24 Sep 2026 04:00:00 GMT"}, {});
  ASSERT_TRUE(response) << response.error().message;
  EXPECT_EQ(response->status, 304);
  EXPECT_TRUE(response->body.empty());
  EXPECT_EQ(seen.find("User-Agent")->second, "bandwagon-test/1 (+mailto:test@example.org)");
  EXPECT_EQ(seen.find("If-None-Match")->second, "0a1b2c");
  EXPECT_EQ(seen.find("If-Modified-Since")->second, "Thu, 24 Sep 2026 04:00:00 GMT");
  EXPECT_THAT(seen.find("Accept")->second, HasSubstr("*/*"));
}

TEST_F(Http, TakesAnErrorStatusAsAnAnswerAndReadsRetryAfter) {
  server.routes.Get("/feed", [](const httplib::Request&, httplib::Response& answer) {
    answer.status = 429;
    answer.set_header("Retry-After", "120");
    answer.set_content("Rate exceeded.", "text/plain");
  });
  const auto response = http.get({.url = server.url("/feed")}, {});
  ASSERT_TRUE(response) << response.error().message;
  EXPECT_EQ(response->status, 429);
  EXPECT_EQ(response->retry_after, std::chrono::seconds{120});
}

TEST_F(Http, FollowsARedirectAndKeepsTheLastAnswersValidators) {
  server.routes.Get("/old", [](const httplib::Request&, httplib::Response& answer) {
    answer.set_header("ETag", "of-the-redirect");
    answer.set_redirect("/new");
  });
  server.routes.Get(
      "/new", [](const httplib::Request&, httplib::Response& answer) { answer.set_content("<rss/>", "text/xml"); });
  const auto response = http.get({.url = server.url("/old")}, {});
  ASSERT_TRUE(response) << response.error().message;
  EXPECT_EQ(response->body, "<rss/>");
  EXPECT_EQ(response->etag, "");
}

TEST_F(Http, ReportsARedirectInsteadOfFollowingItWhenToldTo) {
  server.routes.Get("/old", [](const httplib::Request&, httplib::Response& answer) { answer.set_redirect("/new"); });
  Request request{.url = server.url("/old")};
  request.redirects = Redirects::Report;
  const auto response = http.get(request, {});
  ASSERT_TRUE(response) << response.error().message;
  EXPECT_EQ(response->status, 302);
  EXPECT_EQ(response->location, server.url("/new"));
}

TEST_F(Http, GivesUpOnRedirectsWithoutEnd) {
  server.routes.Get("/round",
                    [](const httplib::Request&, httplib::Response& answer) { answer.set_redirect("/round"); });
  const auto response = http.get({.url = server.url("/round")}, {});
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().kind, ErrorKind::Network);
  EXPECT_THAT(response.error().message, HasSubstr("redirect"));
}

TEST_F(Http, DoesNotFollowARedirectToAnotherProtocol) {
  server.routes.Get(
      "/leak", [](const httplib::Request&, httplib::Response& answer) { answer.set_redirect("file:///etc/passwd"); });
  const auto response = http.get({.url = server.url("/leak")}, {});
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().kind, ErrorKind::Network);
}

TEST_F(Http, RefusesAnAddressThatIsNoHttp) {
  for (const char* url : {"file:///etc/passwd", "ftp://example.org/x", "", "httpx://example.org"}) {
    const auto response = http.get({.url = url}, {});
    ASSERT_FALSE(response) << url;
    EXPECT_EQ(response.error().kind, ErrorKind::Config);
  }
}

TEST_F(Http, StopsAtTheLargestBodyItIsToldAndKeepsOneThatJustFits) {
  server.routes.Get("/large", [](const httplib::Request&, httplib::Response& answer) {
    answer.set_content(std::string(1000, 'x'), "text/plain");
  });
  EXPECT_EQ(http.get({.url = server.url("/large"), .max_body_bytes = 1000}, {})->body.size(), 1000u);
  const auto response = http.get({.url = server.url("/large"), .max_body_bytes = 999}, {});
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().kind, ErrorKind::Failed);
  EXPECT_THAT(response.error().message, HasSubstr("larger than 999 bytes"));
}

TEST_F(Http, ReportsAServerThatIsNotThere) {
  std::string url;
  {
    const HttpServer gone;
    url = gone.url("/feed");
  }
  const auto response = http.get({.url = url}, {});
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().kind, ErrorKind::Network);
  EXPECT_THAT(response.error().message, HasSubstr(url));
}

TEST_F(Http, LeavesATransferWhenAStopIsRequested) {
  StuckServer stuck{StuckServer::Begins::AfterTheRequest, ""};
  std::stop_source stop;
  auto outcome = std::async(std::launch::async, [&] { return http.get({.url = stuck.url("http")}, stop.get_token()); });
  stuck.await_request();
  const auto stopped_at = std::chrono::steady_clock::now();
  stop.request_stop();
  const auto response = outcome.get();
  const auto took = std::chrono::steady_clock::now() - stopped_at;
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().kind, ErrorKind::Cancelled);
  EXPECT_LT(took, std::chrono::milliseconds{900});  // woken, not polled
}

TEST_F(Http, GivesUpOnAServerThatIsTooSlow) {
  const StuckServer stuck{StuckServer::Begins::AfterTheRequest, ""};
  const auto response = http.get({.url = stuck.url("http"), .longest = std::chrono::milliseconds{50}}, {});
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().kind, ErrorKind::Network);
}

}  // namespace
}  // namespace bandwagon::fetch
