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

template <std::size_t N>
bool is_among(const std::array<int, N>& statuses, int status) {
  return std::find(statuses.begin(), statuses.end(), status) != statuses.end();
}

// Whether the same will be refused again: by HTTP what says so of the request itself. A redirection, or that one must
// log in, may come of a proxy or a captive portal on the way.
bool is_for_good(const config::Channel& channel, int status) {
  if (channel.kind == config::ChannelKind::Mail) {
    constexpr std::array kOfTheLogin{530, 534, 535, 538};  // RFC 4954, section 6: a password that was changed, say
    return !is_among(kOfTheLogin, status) && (status < 400 || status >= 500);
  }
  constexpr std::array kOfTheRequest{400, 404, 405, 406, 410, 411, 413, 414, 415, 422, 431};
  return is_among(kOfTheRequest, status);
}

void blot_out(std::string& text, std::string_view secret) {
  constexpr std::string_view kBlot = "[secret]";
  if (secret.empty()) return;
  for (std::size_t at = 0; (at = text.find(secret, at)) != std::string::npos; at += kBlot.size())
    text.replace(at, secret.size(), kBlot);
}

// "/services/T000/very-secret" of "https://hooks.example.org/services/T000/very-secret".
std::string_view path_of(std::string_view url) {
  const auto host = url.find("://");
  const auto path = url.find_first_of("/?#", host == std::string_view::npos ? 0 : host + 3);
  return path == std::string_view::npos ? std::string_view() : url.substr(path);
}

}  // namespace

std::string without_secrets(std::string text, const Secrets& secrets) {
  constexpr std::size_t kGuessable = 8;  // what is shorter is a word like "api", and no secret
  const std::string_view path = path_of(secrets.url);
  blot_out(text, secrets.url);
  if (path.size() > 1) blot_out(text, path);
  for (std::size_t at = 0; at < path.size();) {  // a server may show it decoded, escaped or in part
    const auto end = std::min(path.find_first_of("/?#&=%", at), path.size());
    if (end - at >= kGuessable) blot_out(text, path.substr(at, end - at));
    at = end + 1;
  }
  blot_out(text, secrets.token);
  return text;
}

MailVerdict judge_recipients(std::size_t asked, const std::vector<Refusal>& refused) {
  using Fate = Verdict::Fate;
  constexpr int kForGood = 500;
  MailVerdict made;
  std::string& reason = made.verdict.reason;
  for (const auto& one : refused) {
    if (one.status < kForGood) made.owed.push_back(one.address);
    reason += (reason.empty() ? "" : "; ") + fmt::format("{} was refused: {}", one.address, one_line(one.words));
  }
  constexpr std::size_t kMostWords = 400;
  reason = cut_characters(reason, kMostWords);
  if (!made.owed.empty())
    made.verdict.fate = Fate::Again;
  else if (refused.size() >= asked)
    made.verdict.fate = Fate::Never;
  return made;
}

Verdict judge(const config::Channel& channel, int status, const std::string& body,
              std::optional<std::chrono::seconds> retry_after) {
  using Fate = Verdict::Fate;
  if (status >= 200 && status < 300) return {.fate = Fate::Sent, .wait = {}, .reason = {}};
  constexpr std::size_t kMostWords = 200;
  const bool is_mail = channel.kind == config::ChannelKind::Mail;
  const std::string words = cut_characters(one_line(body), kMostWords);
  std::string reason =
      fmt::format("{} {}{}{}", is_mail ? "the mail server answered" : "HTTP", status, words.empty() ? "" : ": ", words);
  if (!is_for_good(channel, status)) {
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
