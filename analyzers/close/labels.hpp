#pragma once
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "analyzers/close/wordings.hpp"
#include "analyzers/represent/vectors.hpp"
#include "analyzers/wave/wave.hpp"

namespace bandwagon::close {

struct Phrase {
  text::TermId term;
  std::string written;  // as most papers write it
};

// The words that set a group of papers apart: the strongest terms of `centre`, longer phrases instead of their parts;
// of those that a tenth of its latest papers use, and two of them: the name that one paper gives its system is none.
std::vector<Phrase> phrases_of(const corpus::Window& window, const std::vector<wave::Place>& places,
                               const represent::SparseVector& centre, std::size_t count, Wordings& wordings);
std::vector<std::string> telling_phrases(const corpus::Window& window, const std::vector<wave::Place>& places,
                                         const represent::SparseVector& centre, std::size_t count);

// As a label is shown: "NER, Named Entity".
std::string joined(const std::vector<Phrase>& label);

// How many of these papers use a term. O(papers · log terms).
std::size_t users_of(const corpus::Window& window, std::span<const wave::Place> papers, text::TermId term);

// Whether enough papers write a phrase.
using IsWritten = std::function<bool(const std::string& phrase)>;

// A label of at most `count` phrases out of `phrases`, the most telling first: none repeats a word of another ("NER,
// Named Entity" but not "question, answering, answer"), and phrases that overlap are joined where papers write them so
// ("Named Entity" and "Entity Recognition": "Named Entity Recognition", but not "edited knowledge" and "knowledge
// editing").
std::vector<Phrase> label_of(const std::vector<Phrase>& phrases, std::size_t count, const IsWritten& is_written);

// The label of a term's topic: the phrase that it is cut from in nearly all of its papers, as most of them write it; of
// the latest ones, and the term as it is `written` where it stands on its own.
std::string label_of_term(const corpus::Window& window, const std::vector<wave::Place>& places,
                          const wave::CoreTerm& term);

// What the topics of one close say, to tell each from its siblings:
//     contrast(t) = u(t) ln(1 + u(t) / mean u_j(t))     u: weights of unit centroids, j: all topics
// after class-based TF-IDF (Grootendorst, arXiv 2203.05794, section 3.3), a topic's centroid for its class. Const
// members may be called concurrently.
class Siblings {
 public:
  explicit Siblings(const std::vector<represent::SparseVector>& centroids);
  represent::SparseVector contrast(represent::SparseVector centroid) const;

 private:
  tsl::robin_map<text::TermId, double, represent::TermHash> sum_;
  std::size_t topics_;
};

// How much of a contrasted centroid these terms carry, and the most that any `count` terms could.
double strength(const represent::SparseVector& contrasted, const std::vector<text::TermId>& terms);
double best_strength(const represent::SparseVector& contrasted, std::size_t count);

// The most that a label of `count` of phrases_of() these papers can carry, told from their terms without reading a
// text. O(papers × candidates × log terms).
double strength_in_reach(const corpus::Window& window, const std::vector<wave::Place>& places,
                         const represent::SparseVector& contrasted, std::size_t count);

// The label of a cluster topic, of at most `count` of the phrases that set it apart, each with the words that nearly
// all of the latest papers write around it ("Mind Reasoning": "Theory of Mind Reasoning"). Empty where the phrases
// carry no more than `least` of the contrasted centroid.
std::vector<Phrase> label_of_topic(const corpus::Window& window, const std::vector<wave::Place>& places,
                                   const represent::SparseVector& contrasted, std::size_t count, double least,
                                   Wordings& wordings);

// The label of a wave in a cluster topic, which was there before: of at most `count` of the phrases that its papers
// share (`centre`), each used by a quarter of the latest of them, or else of the most telling one; written and joined
// as those of a topic. Empty where they share none.
std::vector<Phrase> label_of_wave(const corpus::Window& window, const std::vector<wave::Place>& papers,
                                  const represent::SparseVector& centre, std::size_t count);

}  // namespace bandwagon::close
