#pragma once
// When to send, when again, when no more. Pure; thread safe.
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "config/channel.hpp"
#include "daemon/deliver/webhooks.hpp"

namespace bandwagon::deliver {

// What an answer says of a delivery.
struct Verdict {
  enum class Fate {
    Sent,
    Again,  // later: the server is busy or broken
    Never,  // it will be refused again
  } fate = Fate::Sent;
  std::optional<std::chrono::seconds> wait;  // that the server asked for
  std::string reason;                        // for people; holds no secret
};

// `status` is HTTP's or SMTP's. 400, 404, 410, 413, 422 and the like, which are about the request itself (HTTP), and
// 5xx (SMTP) mean never, other refusals later: also 3xx, 401, 403 and 407, which may be those of a proxy on the way.
// 404 and 410 of a webhook mean that it was deleted. `body` may hold retry_after (Discord) or retry_after_ms (Matrix).
Verdict judge(const config::Channel& channel, int status, const std::string& body,
              std::optional<std::chrono::seconds> retry_after);

// A recipient that the mail server did not take.
struct Refusal {
  std::string address;
  int status = 0;  // 4xx: for now; 5xx: for good
  std::string words;
};

// What the refusals of a letter that went to `asked` recipients come to. Sent: to all whom the server did not refuse
// for good, and the reason names those it did. Again: to `owed`. Never: all were refused for good.
struct MailVerdict {
  Verdict verdict;
  std::vector<std::string> owed{};
};
MailVerdict judge_recipients(std::size_t asked, const std::vector<Refusal>& refused);

// `text` without the channel's secrets, which servers are known to repeat: the address, its path and the parts of it,
// the token.
std::string without_secrets(std::string text, const Secrets& secrets);

// How long to wait after so many failed attempts (from 1 on): a minute, then about four times longer each time, up to
// two days. Absent: enough, after about four days.
std::optional<std::chrono::seconds> wait_after(int attempts);

// How long the quiet hours still last at this minute of the channel's day; zero: it may be sent.
std::chrono::minutes quiet_for(const std::optional<config::QuietHours>& quiet, int minute_of_day);

}  // namespace bandwagon::deliver
