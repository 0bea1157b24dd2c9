#pragma once
// How one [[channel]] of a configuration file is read. Private to the room.
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "config/channel.hpp"
#include "config/setting.hpp"

namespace bandwagon::config {

inline constexpr std::string_view kChannelSection = "channel";

struct ChannelKnob {
  std::string_view key;
  void (*read)(const Setting&, Channel&);
};
std::span<const ChannelKnob> channel_knobs();

bool is_channel_kind(std::string_view name);

// What a channel of its kind lacks, each as a sentence. What is `written` is not lacking, though it may be wrong, which
// is said where it is read.
using WrittenKeys = std::set<std::string, std::less<>>;
std::vector<std::string> problems_of(const Channel& channel, const WrittenKeys& written);

std::string channel_kinds();  // "file, mail, …"

}  // namespace bandwagon::config
