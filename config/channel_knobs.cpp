#include "config/channel_knobs.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "daemon/util/local_time.hpp"

namespace bandwagon::config {
namespace {

constexpr std::array<std::string_view, 7> kKinds{"file", "mail", "slack", "discord", "ntfy", "matrix", "webhook"};
constexpr std::array<std::string_view, 2> kSecurities{"tls", "none"};
constexpr std::array<std::string_view, 3> kMinima{"low", "medium", "high"};

constexpr ChannelKnob kChannelKnobs[] = {
    {"name", [](const Setting& s, Channel& c) { assign(c.name, s.label()); }},
    {"kind",
     [](const Setting& s, Channel& c) {
       if (const auto kind = s.choice(kKinds)) c.kind = static_cast<ChannelKind>(*kind);
     }},
    {"url", [](const Setting& s, Channel& c) { assign(c.url, s.service_url()); }},
    {"url_credential", [](const Setting& s, Channel& c) { assign(c.url_credential, s.credential()); }},
    {"credential", [](const Setting& s, Channel& c) { assign(c.credential, s.credential()); }},
    {"path",
     [](const Setting& s, Channel& c) {
       if (s.label()) assign(c.path, s.path());
     }},
    {"from", [](const Setting& s, Channel& c) { assign(c.from, s.address()); }},
    {"to", [](const Setting& s, Channel& c) { assign(c.to, s.addresses()); }},
    {"user", [](const Setting& s, Channel& c) { assign(c.user, s.label()); }},
    {"security",
     [](const Setting& s, Channel& c) {
       if (const auto security = s.choice(kSecurities)) c.security = static_cast<Channel::Security>(*security);
     }},
    {"ca_file", [](const Setting& s, Channel& c) { assign(c.ca_file, s.path()); }},
    {"room", [](const Setting& s, Channel& c) { assign(c.room, s.label()); }},
    {"topic", [](const Setting& s, Channel& c) { assign(c.topic, s.label()); }},
    {"quiet",
     [](const Setting& s, Channel& c) {
       if (const auto quiet = s.quiet_hours()) c.quiet = *quiet;
     }},
    {"zone", [](const Setting& s, Channel& c) { assign(c.zone, s.label()); }},
    {"minimum",
     [](const Setting& s, Channel& c) {
       if (const auto minimum = s.choice(kMinima)) c.taste.minimum = static_cast<digest::Severity>(*minimum);
     }},
    {"follow", [](const Setting& s, Channel& c) { assign(c.taste.follow, s.phrases()); }},
    {"mute", [](const Setting& s, Channel& c) { assign(c.taste.mute, s.phrases()); }},
};

}  // namespace

std::span<const ChannelKnob> channel_knobs() {
  return kChannelKnobs;
}

bool is_channel_kind(std::string_view name) {
  return std::find(kKinds.begin(), kKinds.end(), name) != kKinds.end();
}

std::string channel_kinds() {
  return fmt::format("{}", fmt::join(kKinds, ", "));
}

std::vector<std::string> problems_of(const Channel& channel, const WrittenKeys& written) {
  std::vector<std::string> problems;
  const std::string kind(kKinds[static_cast<std::size_t>(channel.kind)]);
  const std::string of = fmt::format("of kind \"{}\" ", kind);
  const auto needs = [&](std::string_view key, std::string_view what) {
    if (!written.contains(key)) problems.push_back(fmt::format("this [[channel]] {}needs a {}", of, what));
  };
  if (!util::is_time_zone(channel.zone))
    problems.push_back(
        fmt::format("channel.zone is no time zone: {}; write it like Europe/Berlin", in_quotes(channel.zone)));
  if (channel.kind == ChannelKind::File) {
    const auto ending = channel.path.extension();
    const bool known =
        ending == ".html" || ending == ".md" || ending == ".txt" || ending == ".json" || ending == ".xml";
    needs("path", "path");
    if (!channel.path.empty() && !known)
      problems.push_back(fmt::format("channel.path must end with .html, .md, .txt, .json or .xml (Atom), not {}",
                                     in_quotes(channel.path.filename().string())));
    return problems;
  }
  if (!written.contains("url_credential")) needs("url", "url, or a url_credential");
  if (channel.kind == ChannelKind::Mail) {
    needs("from", "from");
    needs("to", "to");
    if (!channel.user.empty()) needs("credential", "credential for its user");
  }
  const bool is_mail = channel.url.starts_with("smtp");
  if (!channel.url.empty() && is_mail != (channel.kind == ChannelKind::Mail))
    problems.push_back(fmt::format("channel.url must begin with {}",
                                   is_mail ? "https:// or http://" : "smtps:// or smtp:// for kind \"mail\""));
  if (channel.kind == ChannelKind::Ntfy) needs("topic", "topic");
  if (channel.kind == ChannelKind::Matrix) {
    needs("room", "room");
    needs("credential", "credential, its access token");
  }
  if (channel.kind == ChannelKind::Webhook) needs("credential", "credential, its signing key");
  return problems;
}

}  // namespace bandwagon::config
