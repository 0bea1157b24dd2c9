#include "analyzers/candidate/families.hpp"

#include <algorithm>
#include <iterator>

#include "analyzers/candidate/family.hpp"
#include "analyzers/candidate/packing.hpp"
#include "analyzers/text/terms.hpp"

namespace bandwagon::candidate {

void Families::add(std::string_view name, const People& people) {
  auto& known = people_[family_of(name).value_or(text::squash(name))];
  People all;
  std::set_union(known.begin(), known.end(), people.begin(), people.end(), std::back_inserter(all));
  known = std::move(all);
}

const People* Families::people_of(const GivenName& name) const {
  const auto family = family_of(name.spelling);
  const auto known = family ? people_.find(*family) : people_.end();
  return known == people_.end() ? nullptr : &known->second;
}

bool Families::holds_successor(const NamesInPaper& names, const People& people) const {
  return std::any_of(names.given.begin(), names.given.end(),
                     [&](const GivenName& name) { return is_successor(name, names, people); });
}

bool Families::is_successor(const GivenName& name, const NamesInPaper& names, const People& people) const {
  const bool in_title = name.naming < Naming::Announced ||
                        std::binary_search(names.in_title.begin(), names.in_title.end(), name.id) ||
                        std::binary_search(names.used_in_title.begin(), names.used_in_title.end(), name.id);
  const auto* known = in_title ? people_of(name) : nullptr;
  if (!known) return false;
  const char last = name.spelling.back();
  return overlap(people, *known) ||
         (name.said && last >= '0' && last <= '9' && (name.naming < Naming::Announced || name.opens_title));
}

bool Families::is_of_others(const GivenName& name, const People& people) const {
  if (name.naming < Naming::Announced) return false;
  const auto* known = people_of(name);
  return known && !overlap(people, *known);
}

void Families::put(bytes::Writer& writer) const {
  writer.number(people_.size());
  for (const auto& [name, people] : people_) {
    writer.text(name);
    candidate::put(writer, people);
  }
}

void Families::take(bytes::Reader& reader) {
  people_.clear();
  for (std::uint64_t left = reader.number(); left > 0 && !reader.failed(); --left) {
    std::string name(reader.text());
    people_[std::move(name)] = take_hashes(reader);
  }
}

}  // namespace bandwagon::candidate
