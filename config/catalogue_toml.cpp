#include <fmt/format.h>

#include "config/catalogue.hpp"

namespace bandwagon::config {
namespace {

std::string basic_string(std::string_view text) {  // a TOML basic string
  std::string written = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      written += '\\';
      written += c;
    } else if (static_cast<unsigned char>(c) < 0x20 || c == '\x7f') {
      written += fmt::format("\\u{:04X}", static_cast<unsigned char>(c));
    } else {
      written += c;
    }
  }
  return written + '"';
}

std::string list(const std::vector<std::string>& texts) {
  std::string written;
  for (const auto& text : texts) written += (written.empty() ? "" : ", ") + basic_string(text);
  return '[' + written + ']';
}

std::string_view name_of(model::ReleaseStatus status) {
  switch (status) {
    case model::ReleaseStatus::Candidate:
      return "candidate";
    case model::ReleaseStatus::Rejected:
      return "rejected";
    case model::ReleaseStatus::Confirmed:
      break;
  }
  return "confirmed";
}

}  // namespace

std::string to_toml(const model::Release& release) {
  std::string written = "[[release]]\n";
  const auto line = [&](std::string_view key, const std::string& value) {
    written += fmt::format("{} = {}\n", key, value);
  };
  line("id", basic_string(release.id));
  line("name", basic_string(release.name));
  line("lab", basic_string(release.lab));
  line("kind", basic_string(release.kind));
  line("date", release.released.iso());
  if (release.known_since != release.released) line("known_since", release.known_since.iso());
  if (!release.openness.empty()) line("openness", basic_string(release.openness));
  if (release.arxiv_ids.size() == 1) line("arxiv_id", basic_string(release.arxiv_ids.front().str()));
  if (release.arxiv_ids.size() > 1) {
    std::vector<std::string> ids;
    for (const auto& id : release.arxiv_ids) ids.push_back(id.str());
    line("arxiv_ids", list(ids));
  }
  if (!release.aliases.empty()) line("aliases", list(release.aliases));
  if (!release.about.empty()) line("about", basic_string(release.about));
  if (release.status != model::ReleaseStatus::Confirmed) line("status", basic_string(name_of(release.status)));
  return written;
}

}  // namespace bandwagon::config
