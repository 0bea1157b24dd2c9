#include "analyzers/candidate/people.hpp"

#include <algorithm>

#include "analyzers/text/terms.hpp"

namespace bandwagon::candidate {

People people_of(const std::vector<std::string>& authors) {
  People people;
  for (const auto& author : authors)
    if (author.size() > 2) people.push_back(text::term_id(text::squash(author)));
  std::sort(people.begin(), people.end());
  people.erase(std::unique(people.begin(), people.end()), people.end());
  return people;
}

bool overlap(const People& a, const People& b) {
  for (auto one = a.begin(), other = b.begin(); one != a.end() && other != b.end();) {
    if (*one == *other) return true;
    ++(*one < *other ? one : other);
  }
  return false;
}

}  // namespace bandwagon::candidate
