#pragma once
// Private to the room: words of a text as they are written.
#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bandwagon::candidate {

struct Word {
  std::string_view text;      // of the text given: letters and digits, inside also . + _; or one other character
  bool is_name_like = false;  // begins with a capital, or holds a digit
  bool is_word = false;       // no punctuation
  bool opens_sentence = false;
};

// Hyphens and spaces part words and are left out. The views point into `plain`.
std::vector<Word> words_of(std::string_view plain);

inline bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}
inline bool is_small(char c) {
  return c >= 'a' && c <= 'z';
}
inline bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
inline constexpr std::array<bool, 256> kLetters = [] {  // of words, those beyond ASCII too
  std::array<bool, 256> letters{};
  for (std::size_t c = 0; c < letters.size(); ++c)
    letters[c] = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x80;
  return letters;
}();
inline bool is_letter(char c) {
  return kLetters[static_cast<unsigned char>(c)];
}
bool is_size(std::string_view word);                                // of a model: "7B", "1.5b", "8x7B", "A22B", "270m"
bool equals_folded(std::string_view text, std::string_view small);  // ASCII case is no difference

std::string small(std::string_view text);                                 // ASCII capitals made small
std::string_view trimmed(std::string_view text, std::string_view edges);  // without these characters at both ends

template <class List>
bool is_in(std::string_view word, const List& list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

template <class List>
bool is_one_of(std::string_view word, const List& small) {
  return std::any_of(small.begin(), small.end(), [&](std::string_view one) { return equals_folded(word, one); });
}

}  // namespace bandwagon::candidate
