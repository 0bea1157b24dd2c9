#pragma once
// An idea that is not a paper yet, and the words by which the papers near it can be found.
#include <cstdint>
#include <string>
#include <vector>

#include "analyzers/represent/vectors.hpp"
#include "analyzers/text/terms.hpp"

namespace bandwagon::idea {

struct Idea {
  std::string title, abstract;  // as written; either may be empty
};

// A word of the idea with the forms in which papers may write it (itself, its plural).
struct SearchWord {
  text::TermId term = 0;
  std::vector<std::string> forms;
  double weight = 0;         // (1 + ln tf) * idf
  std::uint32_t papers = 0;  // of the window that use it
};

struct SearchParams {
  std::size_t words = 20;
  double common_share = 0.1;          // words in more than this share of the window find everything
  std::int64_t papers_read = 100000;  // stop when the words found so far should find so many of the stored papers …
  std::size_t least_words = 4;        // … but search for so many in any case
};

// The most telling words of the idea, the strongest first, to find papers with among all `stored` ones: a word is taken
// to stand in as large a share of them as of the window. Words that no paper of the window uses are searched too: older
// papers may. O(length log length).
std::vector<SearchWord> search_words(const Idea& idea, const represent::KeptFrequencies& frequencies,
                                     std::int64_t stored, const SearchParams& params = {});

// Distinct words of the idea that carry a subject: how much there is to compare.
std::size_t telling_words(const Idea& idea);

// Whether the idea uses this phrase of one to three words, however it inflects it.
bool uses(const text::TermCounts& idea, const std::string& phrase);

// Compares papers to one idea. `frequencies` must outlive it. Thread safe.
class Comparison {
 public:
  Comparison(const Idea& idea, const represent::KeptFrequencies& frequencies);

  // Cosine of their TF-IDF vectors under the window's frequencies (see represent::paper_vector), 0 to 1.
  double to(const std::string& title, const std::string& abstract) const;

 private:
  const represent::KeptFrequencies& frequencies_;
  represent::SparseVector idea_;
};

}  // namespace bandwagon::idea
