#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

namespace bandwagon::parse {

// A moment as feeds write it, in Unix seconds UTC: RFC 822 ("Thu, 13 Aug 2026 17:04:18 +0000", weekday and seconds may
// be missing, GMT, UTC, Z, EST … PDT) or RFC 3339 ("2026-08-20T09:30:39.5Z", a day alone is its midnight UTC). Anything
// else, and any moment outside 1990 to 2100: absent.
std::optional<std::int64_t> parse_moment(std::string_view text);

}  // namespace bandwagon::parse
