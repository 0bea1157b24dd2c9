#include "analyzers/candidate/lab_authors.hpp"

#include <map>

namespace bandwagon::candidate {

void LabAuthors::learn(const std::string& lab, const People& people) {
  for (const auto person : people) labs_[person].insert(lab);
}

std::string LabAuthors::lab_of(const People& people, std::size_t least, double share) const {
  std::map<std::string, std::size_t> votes;
  for (const auto person : people)
    if (const auto at = labs_.find(person); at != labs_.end())
      for (const auto& lab : at->second) ++votes[lab];
  for (const auto& [lab, count] : votes)
    if (count >= least && static_cast<double>(count) >= share * static_cast<double>(people.size())) return lab;
  return {};
}

void LabAuthors::put(bytes::Writer& writer) const {
  const std::map<std::uint64_t, std::set<std::string>> ordered(labs_.begin(), labs_.end());
  writer.number(ordered.size());
  for (const auto& [person, labs] : ordered) {
    writer.hash(person);
    writer.number(labs.size());
    for (const auto& lab : labs) writer.text(lab);
  }
}

void LabAuthors::take(bytes::Reader& reader) {
  labs_.clear();
  for (std::uint64_t people = reader.number(); people > 0 && !reader.failed(); --people) {
    auto& labs = labs_[reader.hash()];
    for (std::uint64_t left = reader.number(); left > 0 && !reader.failed(); --left) labs.emplace(reader.text());
  }
}

}  // namespace bandwagon::candidate
