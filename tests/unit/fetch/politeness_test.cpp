#include "daemon/fetch/politeness.hpp"

#include <gmock/gmock.h>

#include "tests/support/fake_clock.hpp"

namespace bandwagon::fetch {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

const util::Moment kNow{std::chrono::milliseconds{1'790'000'000'000}};
const GateParams kRules;

TEST(Gate, IsOpenAtFirstAndKeepsTheGapAfterTheEndOfARequest) {
  EXPECT_EQ(remaining({}, kNow, kRules), 0ms);
  const Gate gate = after({}, {.at = kNow}, kRules);
  EXPECT_EQ(remaining(gate, kNow + 1s, kRules), 2000ms);
  EXPECT_EQ(remaining(gate, kNow + 3s, kRules), 0ms);
}

TEST(Gate, DoublesTheCoolDownWithEachRefusalUpToHalfADay) {
  Gate gate;
  std::vector<std::chrono::minutes> pauses;
  for (int refusal = 0; refusal < 10; ++refusal) {
    gate = after(gate, {.at = kNow, .welcome = Welcome::Throttled}, kRules);
    pauses.push_back(std::chrono::duration_cast<std::chrono::minutes>(remaining(gate, kNow, kRules)));
  }
  EXPECT_THAT(pauses, ElementsAre(5min, 10min, 20min, 40min, 80min, 160min, 320min, 640min, 720min, 720min));
}

TEST(Gate, ForgetsRefusalsAfterAGoodAnswer) {
  const Gate refused{.open_from = kNow, .refusals = 7};
  EXPECT_EQ(after(refused, {.at = kNow}, kRules), (Gate{.open_from = kNow + 3s, .refusals = 0}));
}

TEST(Gate, WaitsLongerWhenRetryAfterSaysSoButNotForEver) {
  const Ended told{.at = kNow, .welcome = Welcome::Throttled, .retry_after = 3600s};
  EXPECT_EQ(remaining(after({}, told, kRules), kNow, kRules), 1h);
  const Ended absurd{.at = kNow, .welcome = Welcome::Throttled, .retry_after = std::chrono::hours{24 * 365}};
  EXPECT_EQ(remaining(after({}, absurd, kRules), kNow, kRules), 72h);
  const Ended hasty{.at = kNow, .welcome = Welcome::Throttled, .retry_after = 1s};
  EXPECT_EQ(remaining(after({}, hasty, kRules), kNow, kRules), 5min);
}

TEST(Gate, StaysClosedForADayAfterForbidden) {
  EXPECT_EQ(remaining(after({}, {.at = kNow, .welcome = Welcome::Forbidden}, kRules), kNow, kRules), 24h);
}

TEST(Gate, MovesACoolDownByAtMostAFifth) {
  const Ended early{.at = kNow, .welcome = Welcome::Throttled, .jitter = -1},
      late{.at = kNow, .welcome = Welcome::Throttled, .jitter = 1};
  EXPECT_EQ(remaining(after({}, early, kRules), kNow, kRules), 4min);
  EXPECT_EQ(remaining(after({}, late, kRules), kNow, kRules), 6min);
}

TEST(Gate, IsNotClosedForEverByAClockThatWasWrong) {
  const Gate closed_in_2100{.open_from = kNow + std::chrono::hours{24 * 365 * 74}, .refusals = 0};
  EXPECT_EQ(remaining(closed_in_2100, kNow, kRules), kRules.min_gap);
}

TEST(Gate, IsNotClosedForDaysByAClockThatWasDaysAhead) {
  const Gate closed_in_two_days{.open_from = kNow + std::chrono::hours{48}, .refusals = 0};
  EXPECT_EQ(remaining(closed_in_two_days, kNow, kRules), kRules.min_gap);
  EXPECT_EQ(access(closed_in_two_days, kNow, kRules), Access::Open);
}

TEST(Welcome, KnowsEveryWayInWhichArxivRefuses) {
  for (const int status : {406, 429, 503}) EXPECT_EQ(welcome({.status = status}), Welcome::Throttled) << status;
  EXPECT_EQ(welcome({.status = 200, .body = "Rate exceeded."}), Welcome::Throttled);
  EXPECT_EQ(welcome({.status = 200, .body = ""}), Welcome::Throttled);
  EXPECT_EQ(welcome({.status = 200, .body = "<!DOCTYPE HTML><html>Log in</html>"}), Welcome::Throttled);
  EXPECT_EQ(welcome({.status = 200, .body = " <html lang='en'>"}), Welcome::Throttled);
  EXPECT_EQ(welcome({.status = 403}), Welcome::Forbidden);
  EXPECT_EQ(welcome({.status = 200, .body = "\n<?xml version='1.0'?><rss/>"}), Welcome::Fine);
  for (const int status : {304, 400, 404, 500}) EXPECT_EQ(welcome({.status = status}), Welcome::Fine) << status;
}

TEST(Welcome, TakesAnyBodyOfAHostThatMayAnswerInJson) {
  constexpr auto kAny = GateParams::Body::Any;
  for (const char* body : {"[{}]", "<!DOCTYPE html>", ""})
    EXPECT_EQ(welcome({.status = 200, .body = body}, kAny), Welcome::Fine) << body;
  EXPECT_EQ(welcome({.status = 429}, kAny), Welcome::Throttled);
}

TEST(Gate, OfAHostThatMindsLeavesItAloneRatherThanWait) {
  EXPECT_EQ(access({.open_from = kNow + 60s, .refusals = 1}, kNow, kRules), Access::Open);
  EXPECT_EQ(access({.open_from = kNow + 61s, .refusals = 1}, kNow, kRules), Access::LeftAlone);
}

// Answers one status after the other and remembers when it was asked.
class Scripted final : public Transport {
 public:
  Scripted(const util::Clock& clock, std::vector<Result<Response>> answers)
      : clock_(clock), answers_(std::move(answers)) {}
  Result<Response> get(const Request&, std::stop_token) override {
    asked.push_back(clock_.now());
    return answers_.at(asked.size() - 1);
  }
  std::vector<util::Moment> asked;

 private:
  const util::Clock& clock_;
  std::vector<Result<Response>> answers_;
};

const Response kFeedAnswer{.status = 200, .body = "<rss/>"};

TEST(PoliteTransport, AsksAtMostEveryThreeSeconds) {
  support::FakeClock clock(kNow);
  Scripted inner(clock, {kFeedAnswer, kFeedAnswer, kFeedAnswer});
  PoliteTransport polite(inner, clock, kRules, {});
  for (int request = 0; request < 3; ++request) ASSERT_TRUE(polite.get({.url = "https://arxiv.example/rss"}, {}));
  EXPECT_THAT(inner.asked, ElementsAre(kNow, kNow + 3s, kNow + 6s));
}

TEST(PoliteTransport, DoesNotAskDuringACoolDownAndNamesItsEnd) {
  support::FakeClock clock(kNow);
  Scripted inner(clock, {Response{.status = 429}, kFeedAnswer});
  PoliteTransport polite(inner, clock, kRules, {});
  ASSERT_TRUE(polite.get({.url = "https://arxiv.example/rss"}, {}));
  const auto refused = polite.get({.url = "https://arxiv.example/rss"}, {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::Network);
  EXPECT_THAT(refused.error().message, HasSubstr("left alone until 2026-09-21T"));
  EXPECT_EQ(inner.asked.size(), 1u);
  clock.advance(6min);
  EXPECT_TRUE(polite.get({.url = "https://arxiv.example/rss"}, {}));
}

TEST(PoliteTransport, KeepsACoolDownAcrossARestart) {
  support::FakeClock clock(kNow);
  Scripted inner(clock, {Response{.status = 403}});
  PoliteTransport before(inner, clock, kRules, {});
  ASSERT_TRUE(before.get({.url = "https://arxiv.example/rss"}, {}));
  PoliteTransport restarted(inner, clock, kRules, before.gate());
  clock.advance(23h);
  EXPECT_FALSE(restarted.get({.url = "https://arxiv.example/rss"}, {}));
}

Response moved_to(const char* location) {
  return {.status = 301, .location = location};
}

TEST(PoliteTransport, KeepsTheGapBeforeEachRedirectToo) {
  support::FakeClock clock(kNow);
  Scripted inner(clock, {moved_to("https://arxiv.example/a"), moved_to("https://arxiv.example/b"), kFeedAnswer});
  PoliteTransport polite(inner, clock, kRules, {});
  EXPECT_EQ(polite.get({.url = "https://arxiv.example/rss"}, {})->status, 200);
  EXPECT_THAT(inner.asked, ElementsAre(kNow, kNow + 3s, kNow + 6s));
}

TEST(PoliteTransport, FollowsNoRedirectFromHttpsToHttpNorForEver) {
  support::FakeClock clock(kNow);
  Scripted down(clock, {moved_to("http://arxiv.example/a")});
  const auto refused = PoliteTransport(down, clock, kRules, {}).get({.url = "https://arxiv.example/rss"}, {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::Network);
  EXPECT_THAT(refused.error().message, HasSubstr("http://arxiv.example/a, which is not followed"));
  Scripted hostile(clock, {moved_to("ftp://arxiv.example/\x1b[2J")});
  const auto told = PoliteTransport(hostile, clock, kRules, {}).get({.url = "https://arxiv.example/rss"}, {});
  ASSERT_FALSE(told);
  EXPECT_EQ(told.error().message.find('\x1b'), std::string::npos);
  Scripted round(clock, std::vector<Result<Response>>(20, moved_to("https://arxiv.example/round")));
  const auto lost = PoliteTransport(round, clock, kRules, {}).get({.url = "https://arxiv.example/rss"}, {});
  ASSERT_FALSE(lost);
  EXPECT_THAT(lost.error().message, HasSubstr("more than 5 redirects"));
  EXPECT_EQ(round.asked.size(), 6u);
}

TEST(PoliteTransport, KeepsTheGapAfterARequestThatReachedNobody) {
  support::FakeClock clock(kNow);
  Scripted inner(clock, {fail(ErrorKind::Network, "no route"), kFeedAnswer});
  PoliteTransport polite(inner, clock, kRules, {});
  EXPECT_FALSE(polite.get({.url = "https://arxiv.example/rss"}, {}));
  EXPECT_TRUE(polite.get({.url = "https://arxiv.example/rss"}, {}));
  EXPECT_THAT(clock.waits(), ElementsAre(3000ms));
}

TEST(PoliteTransport, DoesNotAskOnceAStopIsRequested) {
  support::FakeClock clock(kNow);
  Scripted inner(clock, {});
  PoliteTransport polite(inner, clock, kRules, {});
  std::stop_source stop;
  stop.request_stop();
  const auto response = polite.get({.url = "https://arxiv.example/rss"}, stop.get_token());
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().kind, ErrorKind::Cancelled);
}

}  // namespace
}  // namespace bandwagon::fetch
