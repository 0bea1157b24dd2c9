#pragma once
#include <string>
#include <vector>

#include "analyzers/attribute/acronym.hpp"
#include "analyzers/corpus/window.hpp"
#include "analyzers/model/release.hpp"

namespace bandwagon::attribute {

// The names of a release: does a paper use one? Names with capitals inside, digits or numbers are compared squashed
// ("LLaMA-2" is "Llama 2"), plain words as terms, longer names as all terms that they are made of. The plural of an
// acronym ("GPTs") reads as the acronym and is no name. An acronym of another of the names ("SVD", of "Stable Video
// Diffusion") is not used by a paper that spells it out as something else.
class Names {
 public:
  explicit Names(const model::Release& release);

  bool in(const corpus::Reading& paper) const;
  // Whether a paper writes one of them for something else, and uses none.
  bool mean_another_in(const corpus::Reading& paper) const;
  // The names one by one, for statistics of each: how many there are, and whether a paper uses the n-th.
  std::size_t count() const { return squashed_.size() + phrases_.size(); }
  std::vector<std::string> spelled() const;  // each, squashed
  bool uses(const corpus::Reading& paper, std::size_t name) const {
    return contains(paper, name) && sense_in(paper, name) != Sense::Other;
  }
  // Whether the name occurs, whatever is meant by it; and what is meant where it does.
  bool contains(const corpus::Reading& paper, std::size_t name) const;
  Sense sense_in(const corpus::Reading& paper, std::size_t name) const;
  // The watched papers of a week that contain it, in order, and the background papers that use it. O(log entries +
  // uses), for a phrase of the background O(papers).
  std::vector<corpus::Position> containing(const corpus::Window& window, int week, std::size_t name) const;
  std::vector<corpus::Position> background_users(const corpus::Window& window, int week, std::size_t name) const;
  // Whether a term is one of the names, or one with words around it ("OpenAI o1-preview" for "o1-preview").
  bool cover(const std::string& normal_form) const { return !covering(normal_form).empty(); }
  std::vector<std::size_t> covering(const std::string& normal_form) const;  // which of them
  // Whether a paper of this title is the release's own report: "OpenAI o1 System Card", "Qwen3 Technical Report". Such
  // a paper may come long after the release, and then no catalogue of the release's day could list it.
  bool reports(const std::string& title) const;
  // All terms that the names consist of, as the catalogue writes them, ordered: left out wherever a text must not give
  // the release away.
  const std::vector<text::TermId>& terms() const { return terms_; }
  // Those that no paper can be seen to use, as too little of them stands in any term ("Mistral Large 3").
  const std::vector<std::string>& unfindable() const { return unfindable_; }

 private:
  bool add(const std::string& name, const std::vector<std::string>& all);  // false: unfindable

  std::vector<std::uint64_t> squashed_;                 // each: this name must occur
  std::vector<Acronym> acronyms_;                       // parallel; without letters: the name is none
  std::vector<std::vector<text::TermId>> phrases_;      // each: all terms must occur
  std::vector<std::string> spelled_, spelled_phrases_;  // squashed, parallel to the above
  std::vector<text::TermId> terms_;
  std::vector<std::string> written_;     // squashed, findable or not
  std::vector<std::string> unfindable_;  // as written
};

}  // namespace bandwagon::attribute
