#include "daemon/deliver/rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "daemon/deliver/plain.hpp"
#include "daemon/deliver/webhooks.hpp"

namespace bandwagon::deliver {
namespace {

constexpr std::chrono::seconds kLongestWait{std::chrono::hours{24}};

// What a body asks for: Discord in seconds with a fraction, Matrix in milliseconds.
std::optional<std::chrono::seconds> asked_wait(const std::string& body) {
  const auto json = nlohmann::json::parse(body, nullptr, false);
  if (!json.is_object()) return std::nullopt;
  const auto number = [&](const char* key) -> std::optional<double> {
    const auto at = json.find(key);
    return at != json.end() && at->is_number() ? std::optional(at->get<double>()) : std::nullopt;
  };
  std::optional<double> seconds = number("retry_after");
  if (const auto milliseconds = number("retry_after_ms")) seconds = *milliseconds / 1000;
  if (!seconds || !(*seconds >= 0)) return std::nullopt;
  const double most = static_cast<double>(kLongestWait.count());
  return std::chrono::seconds{static_cast<std::int64_t>(std::ceil(std::min(*seconds, most)))};
}

bool is_passing(const config::Channel& channel, int status) {
  if (channel.kind == config::ChannelKind::Mail) return status >= 400 && status < 500;
  return status == 408 || status == 425 || status == 429 || status >= 500;
}

}  // namespace

Verdict judge(const config::Channel& channel, int status, const std::string& body,
              std::optional<std::chrono::seconds> retry_after) {
  using Fate = Verdict::Fate;
  if (status >= 200 && status < 300) return {.fate = Fate::Sent, .wait = {}, .reason = {}};
  constexpr std::size_t kMostWords = 200;
  const bool is_mail = channel.kind == config::ChannelKind::Mail;
  const std::string words = cut_characters(one_line(body), kMostWords);
  std::string reason =
      fmt::format("{} {}{}{}", is_mail ? "the mail server answered" : "HTTP", status, words.empty() ? "" : ": ", words);
  if (is_passing(channel, status)) {
    auto wait = asked_wait(body);
    if (!wait || (retry_after && *retry_after > *wait)) wait = retry_after;
    if (wait) wait = std::min(*wait, kLongestWait);
    return {.fate = Fate::Again, .wait = wait, .reason = std::move(reason)};
  }
  if (!is_mail && (status == 404 || status == 410)) reason += " (is the webhook still there?)";
  return {.fate = Fate::Never, .wait = {}, .reason = std::move(reason)};
}

std::optional<std::chrono::seconds> wait_after(int attempts) {
  using std::chrono::hours;
  using std::chrono::minutes;
  constexpr std::array<std::chrono::seconds, 8> kWaits{minutes{1}, minutes{5}, minutes{20}, hours{1},
                                                       hours{4},   hours{12},  hours{24},   hours{48}};
  if (attempts < 1 || static_cast<std::size_t>(attempts) > kWaits.size()) return std::nullopt;
  return kWaits[static_cast<std::size_t>(attempts - 1)];
}

std::chrono::minutes quiet_for(const std::optional<config::QuietHours>& quiet, int minute_of_day) {
  if (!quiet) return std::chrono::minutes{0};
  constexpr int kDay = 24 * 60;
  const int length = (quiet->until - quiet->from + kDay) % kDay;
  const int since = (minute_of_day - quiet->from + kDay) % kDay;
  return std::chrono::minutes{since < length ? length - since : 0};
}

}  // namespace bandwagon::deliver
