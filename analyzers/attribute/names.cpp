#include "analyzers/attribute/names.hpp"

#include <algorithm>
#include <sstream>

namespace bandwagon::attribute {
namespace {

constexpr std::size_t kLongestTerm = 3;

std::string without_parentheses(const std::string& name) {
  const auto open = name.find('(');
  return open == std::string::npos || open == 0 ? name : name.substr(0, open);
}

bool is_plural_acronym(const std::string& name, const std::string& normal) {
  return name.size() == normal.size() + 1 && name.back() == 's' && name.starts_with(normal) &&
         std::all_of(normal.begin(), normal.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

std::vector<std::string> words_of(const std::string& phrase) {
  std::istringstream stream(phrase);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

std::string join(const std::vector<std::string>& words, std::size_t first, std::size_t count) {
  std::string phrase;
  for (std::size_t w = first; w < first + count; ++w) phrase += (w > first ? " " : "") + words[w];
  return phrase;
}

// What a paper that writes the name uses, all of it. Nothing where it would say too little: "Mistral" of "Mistral Large
// 3", as "large" stands in no term.
std::vector<text::TermId> telling_terms(const std::string& name, const std::string& normal) {
  const auto parts = text::longest_terms(name);
  std::size_t longest = 0;  // words
  for (const auto& part : parts) longest = std::max(longest, words_of(part).size());
  const bool whole = parts == std::vector{normal};
  if (!whole && longest < (parts.size() > 1 ? 2 : kLongestTerm)) return {};
  std::vector<text::TermId> terms;
  for (const auto& part : parts) terms.push_back(text::term_id(part));
  return terms;
}

// Whether some text holds it as one term, written like this or in normal form.
bool is_term(const std::string& name, const std::string& normal) {
  for (const auto& written : {name, normal}) {
    const auto terms = text::longest_terms(written);
    if (std::find(terms.begin(), terms.end(), normal) != terms.end()) return true;
  }
  return false;
}

Acronym acronym_among(const std::string& name, const std::vector<std::string>& names) {
  Acronym acronym;
  if (!is_acronym(name)) return acronym;
  acronym.letters = name;
  for (const auto& other : names) acronym.learn(other);
  return acronym;
}

}  // namespace

Names::Names(const model::Release& release) {
  std::vector<std::string> written{without_parentheses(release.name)};
  written.insert(written.end(), release.aliases.begin(), release.aliases.end());
  for (const auto& name : written)
    if (!add(name, written)) unfindable_.push_back(name);
  std::sort(terms_.begin(), terms_.end());
  terms_.erase(std::unique(terms_.begin(), terms_.end()), terms_.end());
}

bool Names::add(const std::string& name, const std::vector<std::string>& all) {
  const std::string normal = text::normal_form(name), squashed = text::squashed_name(name);
  if (is_plural_acronym(name, normal)) return true;  // reads as the acronym, and is no name
  if (normal.empty() || text::is_function_word(normal)) return false;
  written_.push_back(text::squash(normal));
  if (!squashed.empty() && words_of(normal).size() <= kLongestTerm) {
    if (!is_term(name, normal)) return false;
    terms_.push_back(text::term_id(normal));
    squashed_.push_back(text::term_id(squashed));
    spelled_.push_back(text::squash(normal));
    acronyms_.push_back(acronym_among(name, all));
    return true;
  }
  auto phrase = telling_terms(name, normal);
  if (phrase.empty()) return false;
  terms_.insert(terms_.end(), phrase.begin(), phrase.end());
  phrases_.push_back(std::move(phrase));
  spelled_phrases_.push_back(text::squash(normal));
  return true;
}

Sense Names::sense_in(const corpus::Reading& paper, std::size_t name) const {
  const model::Paper& text = paper.source.paper;
  return name < acronyms_.size() ? acronyms_[name].sense_in({text.abstract, text.title}) : Sense::Unsaid;
}

bool Names::contains(const corpus::Reading& paper, std::size_t name) const {
  if (name < squashed_.size()) return std::binary_search(paper.names.begin(), paper.names.end(), squashed_[name]);
  const auto& all = phrases_[name - squashed_.size()];
  return std::all_of(all.begin(), all.end(), [&](text::TermId term) { return paper.uses(term); });
}

std::vector<corpus::Position> Names::containing(const corpus::Window& window, int week, std::size_t name) const {
  std::vector<corpus::Position> found;
  if (name < squashed_.size()) {
    const auto named = window.names(week).papers(squashed_[name]);
    found.assign(named.begin(), named.end());
    return found;
  }
  for (const auto p : window.terms(week).papers(phrases_[name - squashed_.size()].front()))
    if (contains(window.papers(week)[p], name)) found.push_back(p);
  return found;
}

std::vector<corpus::Position> Names::background_users(const corpus::Window& window, int week, std::size_t name) const {
  const auto& papers = window.background(week);
  std::vector<corpus::Position> users;
  if (name < squashed_.size()) {
    const auto named = window.background_names(week).papers(squashed_[name]);
    std::copy_if(named.begin(), named.end(), std::back_inserter(users),
                 [&](corpus::Position p) { return sense_in(papers[p], name) != Sense::Other; });
    return users;
  }
  for (std::size_t p = 0; p < papers.size(); ++p)
    if (contains(papers[p], name)) users.push_back(static_cast<corpus::Position>(p));
  return users;
}

bool Names::in(const corpus::Reading& paper) const {
  for (std::size_t name = 0; name < count(); ++name)
    if (uses(paper, name)) return true;
  return false;
}

bool Names::mean_another_in(const corpus::Reading& paper) const {
  for (std::size_t name = 0; name < count(); ++name)
    if (contains(paper, name)) return !in(paper);
  return false;
}

bool Names::reports(const std::string& title) const {
  const std::string squashed = text::squash(title);
  if (!squashed.ends_with("report") && !squashed.ends_with("card")) return false;  // as nearly all
  const auto words = words_of(title);
  if (words.size() < 3) return false;
  const std::string kind = text::squash(join(words, words.size() - 2, 2));
  if (kind != "technicalreport" && kind != "systemcard" && kind != "modelcard") return false;
  const std::string name = text::squash(text::normal_form(join(words, 0, words.size() - 2)));
  return std::find(written_.begin(), written_.end(), name) != written_.end();
}

std::vector<std::string> Names::spelled() const {
  auto spelled = spelled_;
  spelled.insert(spelled.end(), spelled_phrases_.begin(), spelled_phrases_.end());
  return spelled;
}

std::vector<std::size_t> Names::covering(const std::string& normal_form) const {
  const auto words = words_of(normal_form);
  std::vector<std::string> parts;
  for (std::size_t first = 0; first < words.size(); ++first)
    for (std::size_t count = 1; first + count <= words.size(); ++count)
      parts.push_back(text::squash(join(words, first, count)));
  const auto is_part = [&](const std::string& name) {
    return std::find(parts.begin(), parts.end(), name) != parts.end();
  };
  std::vector<std::size_t> names;
  for (std::size_t n = 0; n < spelled_.size(); ++n)
    if (is_part(spelled_[n])) names.push_back(n);
  for (std::size_t n = 0; n < spelled_phrases_.size(); ++n)
    if (is_part(spelled_phrases_[n])) names.push_back(spelled_.size() + n);
  return names;
}

}  // namespace bandwagon::attribute
