#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bandwagon::text {

enum class TokenKind : std::uint8_t {
  Word,      // lower-cased, plural folded ("models" -> "model")
  Name,      // case carries meaning: GRPO, o1, GPT-4o, DeepSeek-R1; plural of acronyms folded ("LLMs" -> "LLM")
  Number,    // only kept directly behind a capitalised word or a name ("Llama 3")
  Light,     // says something only beside another word: "use" in "tool use", "few" in "few-shot"
  Joint,     // "of", "and", "to" …: may stand inside a phrase, never at its ends
  Function,  // any other function word, or boilerplate of abstracts: no phrase reaches across it
};

struct Token {
  std::string text;          // normal form: the identity of the word
  std::uint32_t begin, end;  // where it stands in the plain text, for showing it as written
  TokenKind kind;
  bool opens_sentence;  // a phrase never reaches across it

  bool says_something() const { return kind == TokenKind::Word || kind == TokenKind::Name; }  // by itself
};

// Plain text (see latex.hpp) -> tokens in reading order. Hyphened words split ("chain-of-thought" -> chain, of,
// thought), names hold together ("DeepSeek-R1-Zero"), and give way to lower-case tails ("o1-like" -> o1, like). An
// ending in parentheses is no word ("GPT-4V(ision)" -> GPT-4V).
// Deterministic, locale-free; bytes above 0x7F count as letters. O(length).
std::vector<Token> tokenize(std::string_view plain);

// A stretch of the plain text, from one token to another, with the whole of the hyphenated words that it begins and
// ends in: "test-time scaling" for the "time scaling" in it. A name is whole in itself ("o1" of "o1-like"), and what
// has more than 40 bytes on one side is no word. O(1).
struct Extent {
  std::size_t begin, end;
};
Extent whole_words(std::string_view plain, const Token& first, const Token& last);

// Plural folding by the "S" stemmer: Harman, "How effective is suffixing?", JASIS 42(1), 1991, table 1. Lower-case
// ASCII only.
std::string fold_plural(std::string word);

// Function words and the boilerplate of abstracts ("we", "propose", "novel", "state"): they carry no subject.
bool is_function_word(std::string_view lower_case);

// Those of them that name things in the terms of a field ("code generation", "deep research"), plurals folded.
bool is_light(std::string_view lower_case);

// The few of them that hold the parts of a term together ("chain of thought", "text to image").
bool is_joint(std::string_view lower_case);

}  // namespace bandwagon::text
