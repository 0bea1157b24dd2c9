#include "analyzers/idea/idea.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "analyzers/text/latex.hpp"
#include "analyzers/text/tokenize.hpp"

namespace bandwagon::idea {
namespace {

// The word as it stands, its folded form and the plural of that: "studies" -> studies, study, studys.
void add_form(std::vector<std::string>& forms, std::string form) {
  if (std::find(forms.begin(), forms.end(), form) == forms.end()) forms.push_back(std::move(form));
}

struct Word {
  std::vector<std::string> forms;
  int count = 0;
};

std::map<std::string, Word> words_of(const Idea& idea) {
  std::map<std::string, Word> words;
  const auto read = [&](const std::string& submitted, int weight) {
    const std::string plain = text::plain_text(submitted);
    for (const text::Token& token : text::tokenize(plain)) {
      if (!token.says_something() || token.text.size() < 2) continue;
      Word& word = words[token.text];
      word.count += weight;
      add_form(word.forms, token.text);
      add_form(word.forms, plain.substr(token.begin, token.end - token.begin));
      if (token.kind == text::TokenKind::Word) add_form(word.forms, token.text + "s");
    }
  };
  read(idea.title, 2);  // as in text::terms_of
  read(idea.abstract, 1);
  return words;
}

}  // namespace

std::vector<SearchWord> search_words(const Idea& idea, const represent::KeptFrequencies& frequencies,
                                     std::int64_t stored, const SearchParams& params) {
  std::vector<SearchWord> found;
  const double common = std::max(static_cast<double>(frequencies.papers()) * params.common_share, 50.0);
  for (auto& [normal, word] : words_of(idea)) {
    const text::TermId term = text::term_id(normal);
    const std::uint32_t papers = frequencies.of(term);
    if (papers > common) continue;
    const double weight = (1 + std::log(word.count)) * frequencies.inverse_document_frequency(term);
    found.push_back({.term = term, .forms = std::move(word.forms), .weight = weight, .papers = papers});
  }
  std::sort(found.begin(), found.end(), [](const SearchWord& a, const SearchWord& b) {
    return a.weight != b.weight ? a.weight > b.weight : a.term < b.term;
  });
  const auto window = static_cast<double>(std::max<std::int64_t>(1, frequencies.papers()));
  const double most =
      static_cast<double>(params.papers_read) * window / static_cast<double>(std::max<std::int64_t>(1, stored));
  std::size_t kept = 0;
  for (double read = 0; kept < std::min(found.size(), params.words); ++kept) {
    read += found[kept].papers;
    if (kept >= params.least_words && read > most) break;
  }
  found.resize(kept);
  return found;
}

std::size_t telling_words(const Idea& idea) {
  return words_of(idea).size();
}

bool uses(const text::TermCounts& idea, const std::string& phrase) {
  const std::string normal = text::normal_form(phrase);
  return !normal.empty() && text::uses(idea, text::term_id(normal));
}

Comparison::Comparison(const Idea& idea, const represent::KeptFrequencies& frequencies)
    : frequencies_(frequencies),
      idea_(represent::paper_vector(text::terms_of(idea.title, idea.abstract), frequencies)) {}

double Comparison::to(const std::string& title, const std::string& abstract) const {
  return represent::dot(idea_, represent::paper_vector(text::terms_of(title, abstract), frequencies_));
}

}  // namespace bandwagon::idea
