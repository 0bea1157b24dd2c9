#include "analyzers/candidate/signature.hpp"

#include <algorithm>
#include <string_view>

#include "analyzers/candidate/words.hpp"

namespace bandwagon::candidate {
namespace {

constexpr std::size_t kLookedAt = 3;      // a collective name stands in front
constexpr std::size_t kLongestName = 40;  // longer ones are affiliations that slipped in
constexpr std::size_t kShortestHead = 5;  // "Qwen" in front of "Qwen Team" may be cut off; "AI" is nobody

// Small letters and digits are all that counts: "DeepSeek-AI" is "deepseekai". Zero: nothing of it does.
char folded(char c) {
  if (c >= 'A' && c <= 'Z') return static_cast<char>(c - 'A' + 'a');
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? c : '\0';
}

std::string folded(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (const char kept = folded(c); kept != 0) out += kept;
  return out;
}

// Whether the folded author is the listed name, or begins with one that says "Team".
bool is_signature(std::string_view author, std::string_view listed) {
  std::size_t alike = 0;
  for (const char c : listed) {
    const char kept = folded(c);
    if (kept == 0) continue;
    if (alike == author.size() || author[alike] != kept) return false;
    ++alike;
  }
  return alike == author.size() || (alike >= kShortestHead && author.substr(0, alike).ends_with("team"));
}

// "SIMA Team" → "SIMA", "Team GLM" → "GLM", "WanTeam" → "Wan"; empty: no team.
std::string_view without_team(std::string_view author) {
  constexpr std::string_view kTeam = "Team";
  if (author.size() <= kTeam.size() || author.size() > kLongestName) return {};
  if (author.starts_with("Team ")) return trimmed(author.substr(kTeam.size()), " -");
  if (author.ends_with(kTeam)) return trimmed(author.substr(0, author.size() - kTeam.size()), " -");
  const auto inside = author.find(" Team ");
  return inside == std::string_view::npos ? std::string_view{} : trimmed(author.substr(0, inside), " -");
}

}  // namespace

std::optional<Signature> signature_of(std::span<const std::string> authors, std::span<const Lab> labs) {
  for (std::size_t a = 0; a < std::min(authors.size(), kLookedAt); ++a) {
    const std::string author = folded(authors[a]);
    if (author.empty()) continue;
    for (const Lab& lab : labs)
      for (const auto& listed : lab.signatures)
        if (is_signature(author, listed)) return Signature{lab.name, true, authors[a]};
    if (const auto team = without_team(authors[a]); !team.empty())
      return Signature{std::string(team), false, authors[a]};
  }
  return std::nullopt;
}

}  // namespace bandwagon::candidate
