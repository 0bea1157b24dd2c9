#include "analyzers/concurrent/authors.hpp"

#include <algorithm>
#include <vector>

#include "analyzers/model/paper.hpp"
#include "analyzers/text/latex.hpp"

namespace bandwagon::concurrent {
namespace {

struct Name {
  std::string first, last;  // folded; first is empty where there is only one word
};

Name folded(const std::string& written) {
  std::vector<std::string> words(1);
  for (const char c : text::plain_text(written)) {
    const bool parts = c == ' ' || c == '.';
    if (parts && !words.back().empty()) words.emplace_back();
    if (!parts) words.back() += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  if (words.back().empty() && words.size() > 1) words.pop_back();
  return {words.size() > 1 ? words.front() : "", words.back()};
}

bool may_be_one(const Name& a, const Name& b) {
  if (a.last != b.last || a.first.empty() != b.first.empty()) return false;
  if (a.first == b.first) return true;
  return (a.first.size() == 1 || b.first.size() == 1) && a.first.front() == b.first.front();
}

}  // namespace

bool may_share_author(std::span<const std::string> a, std::span<const std::string> b) {
  std::vector<Name> others;
  for (const auto& name : b)
    if (model::names_somebody(name)) others.push_back(folded(name));
  return std::any_of(a.begin(), a.end(), [&](const std::string& written) {
    if (!model::names_somebody(written)) return false;
    const Name name = folded(written);
    return std::any_of(others.begin(), others.end(), [&](const Name& other) { return may_be_one(name, other); });
  });
}

}  // namespace bandwagon::concurrent
