#include "analyzers/candidate/runs.hpp"

#include <algorithm>

#include "analyzers/text/terms.hpp"

namespace bandwagon::candidate {
namespace {

bool is_plural_acronym(std::string_view word) {
  return word.size() >= 3 && word.back() == 's' && std::all_of(word.begin(), word.end() - 1, is_capital);
}

std::string joined(const Words& words, Run run) {
  std::string out;
  for (std::size_t w = run.first; w < run.first + run.second; ++w) out += words[w].text;
  return out;
}

}  // namespace

std::string written(const Words& words, Run run) {
  const auto& first = words[run.first].text;
  const auto& last = words[run.first + run.second - 1].text;
  return {first.data(), static_cast<std::size_t>(last.data() + last.size() - first.data())};
}

bool is_distinctive(std::string_view word) {
  const bool digit = std::any_of(word.begin(), word.end(), is_digit);
  const bool capital = std::any_of(word.begin(), word.end(), is_capital),
             small = std::any_of(word.begin(), word.end(),
                                 [](char c) { return is_small(c) || static_cast<unsigned char>(c) >= 0x80; });
  if (digit) return capital || small;
  const bool inner = std::any_of(word.begin() + 1, word.end(), is_capital);
  return inner && small && !is_plural_acronym(word);
}

bool is_number(std::string_view word) {
  return is_digit(word.front()) &&
         std::all_of(word.begin(), word.end(), [](char c) { return is_digit(c) || c == '.'; });
}

bool is_distinctive(const Words& words, Run run) {
  bool found = false;
  for (std::size_t w = run.first; w < run.first + run.second; ++w)
    found = found || is_distinctive(words[w].text) || (w > run.first && is_number(words[w].text));
  return found && !is_number(words[run.first].text);
}

bool is_acronym(std::string_view word) {
  return word.size() >= 2 && (std::all_of(word.begin(), word.end(), is_capital) || is_plural_acronym(word));
}

NameId id_of(const Words& words, Run run) {
  std::string key = joined(words, run);
  std::erase(key, '_');
  constexpr std::string_view kPi = "π", kSpelled = "pi";  // of one length
  static_assert(kPi.size() == kSpelled.size());
  if (const auto pi = key.find(kPi); pi != std::string::npos)
    std::copy(kSpelled.begin(), kSpelled.end(), key.begin() + static_cast<std::ptrdiff_t>(pi));
  if (run.second == 1 && is_plural_acronym(key)) key.pop_back();
  if (run.second > 1 || is_distinctive(words, run)) key = text::squash(key);
  return text::term_id(key);
}

}  // namespace bandwagon::candidate
