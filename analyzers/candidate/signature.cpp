#include "analyzers/candidate/signature.hpp"

#include <algorithm>
#include <string_view>

namespace bandwagon::candidate {
namespace {

constexpr std::size_t kLookedAt = 3;      // a collective name stands in front
constexpr std::size_t kLongestName = 40;  // longer ones are affiliations that slipped in
constexpr std::size_t kShortestHead = 5;  // "Qwen" in front of "Qwen Team" may be cut off; "AI" is nobody

// Small letters and digits only: "DeepSeek-AI" is "deepseekai".
std::string folded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c >= 'A' && c <= 'Z') out += static_cast<char>(c - 'A' + 'a');
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out += c;
  }
  return out;
}

bool is_signature(const std::string& author, const std::string& listed) {
  return author == listed || (listed.size() >= kShortestHead && author.starts_with(listed) && listed.ends_with("team"));
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" -");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" -") - first + 1);
}

// "SIMA Team" → "SIMA", "Team GLM" → "GLM", "WanTeam" → "Wan"; empty: no team.
std::string_view without_team(std::string_view author) {
  constexpr std::string_view kTeam = "Team";
  if (author.size() <= kTeam.size() || author.size() > kLongestName) return {};
  if (author.starts_with("Team ")) return trimmed(author.substr(kTeam.size()));
  if (author.ends_with(kTeam)) return trimmed(author.substr(0, author.size() - kTeam.size()));
  const auto inside = author.find(" Team ");
  return inside == std::string_view::npos ? std::string_view{} : trimmed(author.substr(0, inside));
}

}  // namespace

std::optional<Signature> signature_of(std::span<const std::string> authors, std::span<const Lab> labs) {
  for (std::size_t a = 0; a < std::min(authors.size(), kLookedAt); ++a) {
    const std::string author = folded(authors[a]);
    if (author.empty()) continue;
    for (const Lab& lab : labs)
      for (const auto& listed : lab.signatures)
        if (is_signature(author, folded(listed))) return Signature{lab.name, true, authors[a]};
    if (const auto team = without_team(authors[a]); !team.empty())
      return Signature{std::string(team), false, authors[a]};
  }
  return std::nullopt;
}

}  // namespace bandwagon::candidate
