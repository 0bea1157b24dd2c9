// What only channels and addresses of the user's own need.
#include <fmt/format.h>

#include <algorithm>

#include "config/credential.hpp"
#include "config/setting.hpp"

namespace bandwagon::config {

std::optional<std::string> Setting::site() const {
  const auto written = text();
  if (!written || written->empty()) return written;
  auto address = url();
  if (address && !address->ends_with('/')) *address += '/';
  return address;
}

std::optional<std::string> Setting::service_url() const {
  const auto address = text();
  if (!address || (!address->starts_with("smtp://") && !address->starts_with("smtps://"))) return url();
  if (address->find("://") + 3 < address->size() && address->find(' ') == std::string::npos) return address;
  return refuse(
             fmt::format("must name a mail server, such as smtps://mail.example.org:465, not {}", in_quotes(*address))),
         std::nullopt;
}

std::optional<std::string> Setting::credential() const {
  const auto name = label();
  if (!name || is_credential_name(*name)) return name;
  return refuse(fmt::format("names no credential: {}; use letters, digits, - and _", in_quotes(*name))), std::nullopt;
}

std::optional<std::string> Setting::address() const {
  const auto address = label();
  const bool is_address = address && address->find('@') != std::string::npos && address->front() != '@' &&
                          address->back() != '@' && address->find_first_of(" <>,;") == std::string::npos;
  if (!address || is_address) return address;
  return refuse(fmt::format("must be a bare mail address, such as me@example.org, not {}", in_quotes(*address))),
         std::nullopt;
}

std::optional<std::vector<std::string>> Setting::addresses() const {
  const auto written = labels();
  if (!written) return std::nullopt;
  for (std::size_t i = 0; i < written->size(); ++i)
    if (!element(*value_.as_array()->get(i), i).address()) return std::nullopt;
  return written;
}

std::optional<QuietHours> Setting::quiet_hours() const {
  const auto written = text();
  if (!written) return std::nullopt;
  const auto minutes = [](std::string_view clock) -> std::optional<int> {  // "22:00"
    const auto is_digit = [&](std::size_t i) { return clock[i] >= '0' && clock[i] <= '9'; };
    if (clock.size() != 5 || clock[2] != ':' || !is_digit(0) || !is_digit(1) || !is_digit(3) || !is_digit(4))
      return std::nullopt;
    const int hour = (clock[0] - '0') * 10 + clock[1] - '0', minute = (clock[3] - '0') * 10 + clock[4] - '0';
    return hour < 24 && minute < 60 ? std::optional(hour * 60 + minute) : std::nullopt;
  };
  constexpr std::size_t kClock = 5;
  const bool has_form = written->size() == 2 * kClock + 1 && (*written)[kClock] == '-';
  const auto from = has_form ? minutes(std::string_view(*written).substr(0, kClock)) : std::nullopt;
  const auto until = has_form ? minutes(std::string_view(*written).substr(kClock + 1)) : std::nullopt;
  if (from && until && *from != *until) return QuietHours{.from = *from, .until = *until};
  return refuse(fmt::format("must be two times of the day, such as \"22:00-07:00\", not {}", in_quotes(*written))),
         std::nullopt;
}

std::optional<std::size_t> Setting::choice(std::span<const std::string_view> names) const {
  const auto written = text();
  if (!written) return std::nullopt;
  const auto at = std::ranges::find(names, *written);
  if (at != names.end()) return static_cast<std::size_t>(at - names.begin());
  std::string listed;
  for (const auto& name : names) listed += (listed.empty() ? "" : ", ") + std::string(name);
  return refuse(fmt::format("must be one of {}, not {}", listed, in_quotes(*written))), std::nullopt;
}

}  // namespace bandwagon::config
