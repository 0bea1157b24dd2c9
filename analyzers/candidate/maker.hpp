#pragma once
// Names of which a paper says in its own words that a listed lab made them.
#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/candidate/given_names.hpp"
#include "analyzers/candidate/lab.hpp"
#include "analyzers/candidate/words.hpp"

namespace bandwagon::candidate {

struct MadeName {
  std::string spelling;  // as the paper writes it: "GPT-4V"
  NameId id = 0;         // as in NamesInPaper
  std::size_t lab = 0;   // index into the labs
  std::string acronym;   // behind it in brackets, where it stands for it: "MCP"; else empty
  NameId longer = 0;     // the longer name of which it is the beginning or end here ("o1" of "o1 Preview"); 0: none
};

// Reads who made what. Thread safe.
class Makers {
 public:
  explicit Makers(std::span<const Lab> labs);  // by their name and `makers`

  // What the text ties to a lab: "OpenAI's [latest model] o1", "OpenAI o1" (only names that tell by their shape),
  // "OpenAI released ChatGPT", "ChatGPT, [a chatbot] developed by OpenAI", "GPT-4o from OpenAI", "LLaMA (Meta AI)".
  // Not the list behind a name ("OpenAI's o1, Qwen"), and of a title only names that tell by their shape. Text as
  // submitted. Each (name, lab) once, in order of the text. O(length * labs); O(length) where no lab is named.
  std::vector<MadeName> names_in(std::string_view title, std::string_view abstract) const;

 private:
  struct Phrase {
    std::vector<std::string> words;  // "Google", "DeepMind"
    std::size_t lab = 0;
  };
  bool may_name_one(std::string_view submitted) const;

  std::vector<Phrase> phrases_;                          // the longest first
  std::array<std::vector<std::string>, 256> by_letter_;  // how they begin: letters up to a mark, by the first
  friend class MakerReader;
};

}  // namespace bandwagon::candidate
