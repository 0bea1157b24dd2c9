#include "daemon/deliver/rules.hpp"

#include <gmock/gmock.h>

namespace bandwagon::deliver {
namespace {

using Fate = Verdict::Fate;
using std::chrono::minutes;
using std::chrono::seconds;
using ::testing::HasSubstr;

config::Channel of(config::ChannelKind kind) {
  config::Channel channel;
  channel.kind = kind;
  return channel;
}
const config::Channel kSlack = of(config::ChannelKind::Slack), kMail = of(config::ChannelKind::Mail);

TEST(Judge, TakesEveryTwoHundredForSent) {
  for (const int status : {200, 202, 204}) EXPECT_EQ(judge(kSlack, status, "", {}).fate, Fate::Sent) << status;
  EXPECT_EQ(judge(kMail, 250, "", {}).fate, Fate::Sent);
}

TEST(Judge, TriesAgainWhatMayPassAndNothingElse) {
  for (const int status : {408, 425, 429, 500, 502, 503})
    EXPECT_EQ(judge(kSlack, status, "", {}).fate, Fate::Again) << status;
  for (const int status : {400, 404, 405, 410, 413, 422})
    EXPECT_EQ(judge(kSlack, status, "", {}).fate, Fate::Never) << status;
}

TEST(Judge, TriesAgainWhatAProxyOrCaptivePortalMayHaveAnswered) {
  for (const int status : {301, 302, 307, 401, 403, 407, 451, 511})
    EXPECT_EQ(judge(kSlack, status, "", {}).fate, Fate::Again) << status;
}

TEST(Judge, PutsNoColonBeforeAnEmptyBody) {
  EXPECT_EQ(judge(kSlack, 503, "", {}).reason, "HTTP 503");
  EXPECT_EQ(judge(kSlack, 503, "busy", {}).reason, "HTTP 503: busy");
}

TEST(Judge, ReadsMailRepliesTheOtherWayRound) {
  EXPECT_EQ(judge(kMail, 451, "", {}).fate, Fate::Again);
  EXPECT_EQ(judge(kMail, 550, "", {}).fate, Fate::Never);
}

TEST(Judge, TriesAgainWhereTheMailServerDoesNotLetUsIn) {  // a password that was changed
  for (const int status : {454, 530, 534, 535, 538})
    EXPECT_EQ(judge(kMail, status, "", {}).fate, Fate::Again) << status;
}

TEST(Judge, WaitsForTheLongerOfHeaderAndBody) {
  EXPECT_EQ(judge(kSlack, 429, R"({"retry_after": 1.2})", {}).wait, seconds{2});
  EXPECT_EQ(judge(kSlack, 429, R"({"retry_after_ms": 2500})", {}).wait, seconds{3});
  EXPECT_EQ(judge(kSlack, 429, R"({"retry_after": 1})", seconds{9}).wait, seconds{9});
  EXPECT_EQ(judge(kSlack, 429, R"({"retry_after": 1e300})", {}).wait, seconds{86400});
  EXPECT_EQ(judge(kSlack, 429, R"({"retry_after": -1})", {}).wait, std::nullopt);
  EXPECT_EQ(judge(kSlack, 429, "Rate exceeded.", {}).wait, std::nullopt);
}

TEST(Judge, TellsTheReasonOnOneHarmlessLine) {
  const auto verdict = judge(kSlack, 404, "no\x1b[31m\nservice", {});
  EXPECT_EQ(verdict.reason, "HTTP 404: no service (is the webhook still there?)");
  EXPECT_LT(judge(kSlack, 500, std::string(100000, 'x'), {}).reason.size(), 250U);
}

TEST(JudgeRecipients, OwesWhomTheServerWillTakeLaterAndNamesAll) {
  const auto made = judge_recipients(3, {{"a@x.org", 550, "550 gone"}, {"b@x.org", 451, "451 la\nter"}});
  EXPECT_EQ(made.verdict.fate, Fate::Again);
  EXPECT_EQ(made.owed, std::vector<std::string>{"b@x.org"});
  EXPECT_EQ(made.verdict.reason, "a@x.org was refused: 550 gone; b@x.org was refused: 451 la ter");
}

TEST(JudgeRecipients, GivesUpOnlyWhenAllAreRefusedForGood) {
  EXPECT_EQ(judge_recipients(2, {{"a@x.org", 550, ""}, {"b@x.org", 553, ""}}).verdict.fate, Fate::Never);
  EXPECT_EQ(judge_recipients(2, {{"a@x.org", 550, ""}}).verdict.fate, Fate::Sent);
  EXPECT_EQ(judge_recipients(2, {}).verdict.reason, "");
}

TEST(WithoutSecrets, BlotsOutTheAddressItsPartsAndTheToken) {
  const Secrets secrets{.url = "https://hooks.example.org/api/T0/very-secret?key=hush-hush", .token = "pass"};
  EXPECT_EQ(without_secrets("no https://hooks.example.org/api/T0/very-secret?key=hush-hush here", secrets),
            "no [secret] here");
  EXPECT_EQ(without_secrets("POST /api/T0/very-secret?key=hush-hush; /very-secret&amp;hush-hush, pass", secrets),
            "POST [secret]; /[secret]&amp;[secret], [secret]");
  EXPECT_EQ(without_secrets("an api at hooks.example.org", {.url = "https://hooks.example.org/", .token = {}}),
            "an api at hooks.example.org");
}

TEST(WaitAfter, GrowsAndEnds) {
  seconds before{0}, all{0};
  int attempts = 1;
  for (auto wait = wait_after(1); wait; wait = wait_after(++attempts)) {
    EXPECT_GT(*wait, before);
    before = *wait, all += *wait;
  }
  EXPECT_EQ(attempts, 9);
  EXPECT_GT(all, std::chrono::hours{72});
  EXPECT_EQ(wait_after(0), std::nullopt);
}

TEST(QuietFor, LastsToTheEndAlsoPastMidnight) {
  const config::QuietHours night{.from = 22 * 60, .until = 7 * 60}, noon{.from = 12 * 60, .until = 13 * 60};
  EXPECT_EQ(quiet_for(night, 22 * 60), minutes{9 * 60});
  EXPECT_EQ(quiet_for(night, 0), minutes{7 * 60});
  EXPECT_EQ(quiet_for(night, 6 * 60 + 59), minutes{1});
  EXPECT_EQ(quiet_for(night, 7 * 60), minutes{0});
  EXPECT_EQ(quiet_for(noon, 12 * 60 + 30), minutes{30});
  EXPECT_EQ(quiet_for(noon, 11 * 60 + 59), minutes{0});
  EXPECT_EQ(quiet_for(std::nullopt, 0), minutes{0});
}

}  // namespace
}  // namespace bandwagon::deliver
