#include "analyzers/candidate/words.hpp"

#include <algorithm>

namespace bandwagon::candidate {
namespace {

bool is_inner(char c) {
  return c == '.' || c == '+' || c == '_';
}

std::size_t end_of_word(std::string_view text, std::size_t from) {
  std::size_t end = from;
  while (end < text.size() && (is_letter(text[end]) || (is_inner(text[end]) && end + 1 < text.size() &&
                                                        (is_letter(text[end + 1]) || text[end] == '+'))))
    ++end;
  return end;
}

bool ends_sentence(std::string_view mark) {
  return mark == "." || mark == "!" || mark == "?" || mark == ":";
}

}  // namespace

bool equals_folded(std::string_view text, std::string_view small) {
  return text.size() == small.size() && std::equal(text.begin(), text.end(), small.begin(), [](char a, char b) {
           return (is_capital(a) ? static_cast<char>(a - 'A' + 'a') : a) == b;
         });
}

std::string small(std::string_view text) {
  std::string out;
  for (const char c : text) out += is_capital(c) ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

std::string_view trimmed(std::string_view text, std::string_view edges) {
  const auto first = text.find_first_not_of(edges);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(edges) - first + 1);
}

bool is_size(std::string_view word) {
  constexpr std::string_view kUnits = "bmtBMT", kActive = "aeAE", kInner = ".xX";
  if (word.size() < 2 || kUnits.find(word.back()) == std::string_view::npos) return false;
  word.remove_suffix(1);
  if (kActive.find(word.front()) != std::string_view::npos) word.remove_prefix(1);
  return !word.empty() && is_digit(word.front()) && std::all_of(word.begin(), word.end(), [&](char c) {
    return is_digit(c) || kInner.find(c) != std::string_view::npos;
  });
}

std::vector<Word> words_of(std::string_view plain) {
  std::vector<Word> words;
  bool opens = true;
  for (std::size_t at = 0; at < plain.size();) {
    const char c = plain[at];
    if (c == ' ' || c == '-' || c == '\t' || c == '\n') {
      ++at;
      continue;
    }
    const std::size_t end = is_letter(c) ? end_of_word(plain, at) : at + 1;
    Word word{.text = plain.substr(at, end - at), .is_word = is_letter(c), .opens_sentence = opens};
    word.is_name_like = word.is_word && (is_capital(c) || static_cast<unsigned char>(c) >= 0x80 ||
                                         std::any_of(word.text.begin(), word.text.end(), is_digit));
    opens = !word.is_word && (ends_sentence(word.text) || (opens && word.text != ","));
    words.push_back(word);
    at = end;
  }
  return words;
}

}  // namespace bandwagon::candidate
