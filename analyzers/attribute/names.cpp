#include "analyzers/attribute/names.hpp"

#include <algorithm>
#include <sstream>

namespace bandwagon::attribute {
namespace {

std::string without_parentheses(const std::string& name) {
  const auto open = name.find('(');
  return open == std::string::npos ? name : name.substr(0, open);
}

bool is_mixed_case(const std::string& name) {
  const auto lower = [](char c) { return c >= 'a' && c <= 'z'; };
  const auto upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  return std::any_of(name.begin(), name.end(), lower) && std::count_if(name.begin(), name.end(), upper) > 1;
}

std::string capitalised(std::string name) {
  for (std::size_t i = 1; i < name.size(); ++i)
    if (name[i] >= 'A' && name[i] <= 'Z') name[i] = static_cast<char>(name[i] - 'A' + 'a');
  return name;
}

std::string join(const std::vector<std::string>& words, std::size_t first, std::size_t count) {
  std::string phrase;
  for (std::size_t w = first; w < first + count; ++w) phrase += (w > first ? " " : "") + words[w];
  return phrase;
}

constexpr std::size_t kLongestTerm = 3;

}  // namespace

Names::Names(const model::Release& release) {
  std::vector<std::string> written{without_parentheses(release.name)};
  written.insert(written.end(), release.aliases.begin(), release.aliases.end());
  for (std::size_t i = written.size(); i-- > 0;)
    if (is_mixed_case(written[i])) written.push_back(capitalised(written[i]));
  for (const auto& name : written) {
    const std::string normal = text::normal_form(name);
    if (normal.empty() || text::is_function_word(normal)) continue;
    if (std::find(spelled_.begin(), spelled_.end(), normal) != spelled_.end()) continue;
    spelled_.push_back(normal);
    std::istringstream stream(normal);
    std::vector<std::string> words;
    for (std::string word; stream >> word;) words.push_back(word);
    if (words.size() <= kLongestTerm) names_.push_back({text::term_id(normal)});
    else names_.push_back({text::term_id(join(words, 0, kLongestTerm)), text::term_id(join(words, words.size() - kLongestTerm, kLongestTerm))});
    terms_.insert(terms_.end(), names_.back().begin(), names_.back().end());
  }
  std::sort(terms_.begin(), terms_.end());
}

bool Names::in(const corpus::Reading& paper) const {
  return std::any_of(names_.begin(), names_.end(), [&](const auto& all) {
    return std::all_of(all.begin(), all.end(), [&](text::TermId term) { return paper.uses(term); });
  });
}

bool Names::cover(const std::string& normal_form) const {
  const std::string framed = " " + normal_form + " ";
  return std::any_of(spelled_.begin(), spelled_.end(), [&](const std::string& name) { return framed.find(" " + name + " ") != std::string::npos; });
}

}  // namespace bandwagon::attribute
