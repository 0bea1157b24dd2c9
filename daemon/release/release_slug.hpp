#pragma once
#include <string>
#include <string_view>

namespace bandwagon::release {

// The identifier that a name becomes: "DeepSeek-R1" → "deepseek-r1". Empty where nothing of it is ASCII.
std::string release_slug(std::string_view name);

}  // namespace bandwagon::release
