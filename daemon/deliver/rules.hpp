#pragma once
// When to send, when again, when no more. Pure; thread safe.
#include <chrono>
#include <optional>
#include <string>

#include "config/channel.hpp"

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

// `status` is HTTP's or SMTP's. 408, 425, 429 and 5xx (HTTP), 4xx (SMTP) mean later; other refusals mean never. 404 and
// 410 of a webhook mean that it was deleted. `body` may hold retry_after (Discord) or retry_after_ms (Matrix).
Verdict judge(const config::Channel& channel, int status, const std::string& body,
              std::optional<std::chrono::seconds> retry_after);

// How long to wait after so many failed attempts (from 1 on): a minute, then about four times longer each time, up to
// two days. Absent: enough, after about four days.
std::optional<std::chrono::seconds> wait_after(int attempts);

// How long the quiet hours still last at this minute of the channel's day; zero: it may be sent.
std::chrono::minutes quiet_for(const std::optional<config::QuietHours>& quiet, int minute_of_day);

}  // namespace bandwagon::deliver
