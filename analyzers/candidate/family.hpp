#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace bandwagon::candidate {

// What a name with a version is a version of, in small letters without spaces: "Qwen2.5 VL" and "Qwen3" → "qwen",
// "Llama 2" → "llama", "DeepSeek V3" → "deepseek", "Kimi k1.5" → "kimi"; absent: the name has no version.
std::optional<std::string> family_of(std::string_view name);

}  // namespace bandwagon::candidate
