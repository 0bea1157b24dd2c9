#pragma once
// Names in a paper: those it gives to its own work, and those it uses.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bandwagon::candidate {

using NameId = std::uint64_t;

// How a paper names its own work, strongest first.
enum class Naming : std::uint8_t {
  Report,     // "GPT-4 Technical Report", "OpenAI o1 System Card"
  Head,       // "Mamba: Linear-Time Sequence Modeling …"
  Short,      // the whole title is a name: "Mistral 7B"
  Announced,  // "we introduce LLaVA" in the abstract
};

struct GivenName {
  std::string spelling;  // as the paper writes it: "DeepSeek-R1"
  NameId id = 0;
  Naming naming = Naming::Head;
  bool distinctive = false;      // its shape alone tells it from words: digits beside letters, capitals inside
  bool is_long_acronym = false;  // four or more capitals: rarer than a word, commoner than a distinctive name
  bool opens_title = false;      // stands first in the title
  bool said = false;             // the abstract uses it too
};

struct NamesInPaper {
  std::vector<GivenName> given;       // each name once, the strongest naming first
  std::vector<NameId> used;           // ordered, each once: names written in the abstract, or distinctive in the title
  std::vector<NameId> used_in_title;  // ordered: those of them in the title
  std::vector<NameId> in_title;       // ordered: what title case hides, capitalised words of the title
};

// Names are runs of up to three words that begin with a capital or hold a digit ("Tree of Thoughts" may hold small
// joints). Distinctive and longer names are compared without case, spaces and hyphens, single plain words and acronyms
// as written; a plain word that opens a sentence is no name. Challenges, tasks and surveys name themselves too, but
// nothing that was released: they give no name. Text as submitted, TeX and all. O(length).
NamesInPaper names_in(std::string_view title, std::string_view abstract);

}  // namespace bandwagon::candidate
