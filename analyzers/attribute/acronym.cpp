#include "analyzers/attribute/acronym.hpp"

#include <algorithm>

#include "analyzers/text/terms.hpp"

namespace bandwagon::attribute {
namespace {

constexpr std::size_t kShortest = 3;

bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}

bool begins_with(std::string_view word, char capital) {
  return !word.empty() && (word.front() == capital || word.front() == capital - 'A' + 'a');
}

bool parts_words(char c) {
  return c == ' ' || c == '-' || c == '\n' || c == '\t';
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    if (at < text.size() && !parts_words(text[at])) continue;
    if (at > begin) words.push_back(text.substr(begin, at - begin));
    begin = at + 1;
  }
  return words;
}

}  // namespace

bool is_acronym(std::string_view name) {
  return name.size() >= kShortest && std::all_of(name.begin(), name.end(), is_capital);
}

bool abbreviates(std::string_view acronym, std::string_view name) {
  const auto words = words_of(name);
  return words.size() == acronym.size() && std::equal(words.begin(), words.end(), acronym.begin(), begins_with);
}

std::string spelled_out(std::string_view text, std::string_view acronym) {
  const std::string opened = "(" + std::string(acronym);
  for (auto at = text.find(opened); at != std::string_view::npos; at = text.find(opened, at + 1)) {
    const auto behind = text.substr(at + opened.size(), 2);
    if (!behind.starts_with(")") && behind != "s)") continue;
    constexpr std::size_t kLongestWord = 24;
    const std::size_t reach = std::min(at, acronym.size() * kLongestWord);
    auto words = words_of(text.substr(at - reach, reach));
    if (words.size() < acronym.size()) continue;
    words.erase(words.begin(), words.end() - static_cast<std::ptrdiff_t>(acronym.size()));
    if (!std::equal(words.begin(), words.end(), acronym.begin(), begins_with)) continue;
    std::string all;
    for (const auto word : words) all += word;
    return text::squash(all);
  }
  return {};
}

Sense Acronym::sense_in(std::string_view text) const {
  if (full.empty()) return Sense::Unsaid;
  const std::string meant = spelled_out(text, letters);
  if (meant.empty()) return Sense::Unsaid;
  return std::find(full.begin(), full.end(), meant) == full.end() ? Sense::Other : Sense::Own;
}

}  // namespace bandwagon::attribute
