#pragma once
// Private to the room: runs of words that may be a name.
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analyzers/candidate/given_names.hpp"
#include "analyzers/candidate/words.hpp"

namespace bandwagon::candidate {

using Words = std::vector<Word>;
using Run = std::pair<std::size_t, std::size_t>;  // first word and number of words

inline constexpr std::size_t kLongestName = 3;

// As the text writes it, hyphens and all.
std::string written(const Words& words, Run run);

// Digits beside letters ("R1", "o1"), or a capital behind a small letter or small letters behind two capitals
// ("LLaMA", "DeepSeek", "GPTs" is none).
bool is_distinctive(std::string_view word);
bool is_distinctive(const Words& words, Run run);  // also by a number behind its first word: "Claude 3"

bool is_number(std::string_view word);   // "3.5"
bool is_acronym(std::string_view word);  // capitals only, two or more; also their plural

// "$\\pi_0$" and "π0" are one name, and so are an acronym and its plural.
NameId id_of(const Words& words, Run run);

}  // namespace bandwagon::candidate
