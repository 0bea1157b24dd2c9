#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "analyzers/burst/exposure.hpp"
#include "analyzers/model/paper.hpp"
#include "analyzers/text/terms.hpp"

namespace bandwagon::corpus {

// A watched paper as the analysis reads it.
struct Reading {
  model::StoredPaper source;
  std::uint64_t text = 0;  // see text_hash()
  text::TermCounts terms;
  std::vector<std::uint64_t> authors;  // hashes of folded names; empty = not known
  std::vector<std::uint64_t> names;    // ordered hashes of the squashed names it uses, see text::squashed_names
  burst::StratumIndex stratum = 0;

  bool uses(text::TermId term) const { return text::uses(terms, term); }
};

// What a paper's text gives.
struct TextReading {
  text::TermCounts terms;
  std::vector<std::uint64_t> authors, names;  // as in Reading
};
// Of title, abstract and authors: of all that is read. O(length).
std::uint64_t text_hash(const model::Paper& paper);
TextReading read_text(const model::Paper& paper);       // O(length)
void take(Reading& reading, TextReading text);          // fills it in
void read_papers(const std::vector<Reading*>& papers);  // fills each in from its text, beside each other

// Hash of a name that survives case, accents in TeX and middle initials' points.
std::uint64_t author_hash(const std::string& name);

}  // namespace bandwagon::corpus
