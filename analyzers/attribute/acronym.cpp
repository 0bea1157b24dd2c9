#include "analyzers/attribute/acronym.hpp"

#include <algorithm>
#include <functional>
#include <numeric>

#include "analyzers/text/latex.hpp"
#include "analyzers/text/terms.hpp"

namespace bandwagon::attribute {
namespace {

constexpr std::size_t kShortest = 3;
constexpr std::size_t kSlips = 1;  // words that may be others: "direct policy optimization (DPO)"

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

std::vector<std::string> in_lower_case(const std::vector<std::string_view>& words) {
  std::vector<std::string> lower;
  for (const auto word : words) lower.push_back(text::squash(word));
  return lower;
}

}  // namespace

bool is_acronym(std::string_view name) {
  return name.size() >= kShortest && std::all_of(name.begin(), name.end(), is_capital);
}

bool abbreviates(std::string_view acronym, std::string_view name) {
  const auto words = words_of(name);
  return words.size() == acronym.size() && std::equal(words.begin(), words.end(), acronym.begin(), begins_with);
}

std::vector<std::string> spelled_out(std::string_view plain, std::string_view acronym) {
  const std::string opened = "(" + std::string(acronym);
  for (auto at = plain.find(opened); at != std::string_view::npos; at = plain.find(opened, at + 1)) {
    const auto behind = plain.substr(at + opened.size(), 2);
    if (!behind.starts_with(")") && behind != "s)") continue;
    constexpr std::size_t kLongestWord = 24;
    const std::size_t reach = std::min(at, acronym.size() * kLongestWord);
    auto words = words_of(plain.substr(at - reach, reach));
    if (words.size() < acronym.size()) continue;
    words.erase(words.begin(), words.end() - static_cast<std::ptrdiff_t>(acronym.size()));
    if (std::equal(words.begin(), words.end(), acronym.begin(), begins_with)) return in_lower_case(words);
  }
  return {};
}

void Acronym::learn(std::string_view name) {
  if (abbreviates(letters, name)) full.push_back(in_lower_case(words_of(name)));
}

Sense Acronym::sense_in(std::initializer_list<std::string_view> texts) const {
  if (full.empty()) return Sense::Unsaid;
  for (const auto submitted : texts) {
    const auto meant = spelled_out(text::plain_text(submitted), letters);
    if (meant.empty()) continue;
    const bool own = std::any_of(full.begin(), full.end(), [&](const auto& words) {
      return std::inner_product(words.begin(), words.end(), meant.begin(), kSlips, std::plus<>(), text::same_stem) >=
             words.size();
    });
    return own ? Sense::Own : Sense::Other;
  }
  return Sense::Unsaid;
}

}  // namespace bandwagon::attribute
