#pragma once
// Private to the room: words of a text as they are written.
#include <algorithm>
#include <cstdint>
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
inline bool is_letter(char c) {  // of a word, as those beyond ASCII are
  return is_capital(c) || is_small(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80;
}
bool is_size(std::string_view word);                                // of a model: "7B", "1.5b", "8x7B", "A22B", "270m"
bool equals_folded(std::string_view text, std::string_view small);  // ASCII case is no difference

template <class List>
bool is_one_of(std::string_view word, const List& small) {
  return std::any_of(small.begin(), small.end(), [&](std::string_view one) { return equals_folded(word, one); });
}

}  // namespace bandwagon::candidate
