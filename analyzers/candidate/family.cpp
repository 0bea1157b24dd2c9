#include "analyzers/candidate/family.hpp"

#include "analyzers/candidate/words.hpp"
#include "analyzers/text/terms.hpp"

namespace bandwagon::candidate {
namespace {

// Where a version begins in a word: "Qwen2.5" at 4, "V3" and "k1.5" at 0, "3" at 0; npos: none, as in "GPT" or "4o1x".
std::size_t version_in(std::string_view word) {
  std::size_t at = word.size();
  while (at > 0 && (is_digit(word[at - 1]) || word[at - 1] == '.')) --at;
  if (at == word.size()) return std::string_view::npos;
  return at <= 1 ? 0 : at;
}

}  // namespace

std::optional<std::string> family_of(std::string_view name) {
  std::string family;
  for (const Word& word : words_of(name)) {
    const auto at = version_in(word.text);
    if (at == std::string_view::npos) {
      family += word.text;
      continue;
    }
    family += word.text.substr(0, at);
    if (family.size() < 2) return std::nullopt;
    return text::squash(family);
  }
  return std::nullopt;
}

}  // namespace bandwagon::candidate
