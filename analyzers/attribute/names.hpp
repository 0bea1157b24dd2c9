#pragma once
#include <string>
#include <vector>

#include "analyzers/corpus/window.hpp"
#include "analyzers/model/release.hpp"

namespace bandwagon::attribute {

// The names of a release as terms: does a paper name it? A name of up to three words is one term, a longer one its first and last
// three words. A mixed-case name also stands for its capitalised spelling ("LLaMA", "Llama"); case counts otherwise.
class Names {
 public:
  explicit Names(const model::Release& release);

  bool in(const corpus::Reading& paper) const;
  // Whether a term is one of the names, or one with a word around it ("OpenAI o1-preview" for "o1-preview").
  bool cover(const std::string& normal_form) const;
  // All terms that names consist of, ordered: left out wherever a text must not give the release away.
  const std::vector<text::TermId>& terms() const { return terms_; }

 private:
  std::vector<std::vector<text::TermId>> names_;  // each: all terms must occur
  std::vector<std::string> spelled_;              // normal forms
  std::vector<text::TermId> terms_;
};

}  // namespace bandwagon::attribute
