#pragma once
// Private to the room: releases known so far, by the family of their names.
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "analyzers/bytes/bytes.hpp"
#include "analyzers/candidate/given_names.hpp"
#include "analyzers/candidate/people.hpp"

namespace bandwagon::candidate {

class Families {
 public:
  void add(std::string_view name, const People& people);

  // The next version of something known: by the same people, or the bare name with its version ("Llama 2").
  bool holds_successor(const NamesInPaper& names, const People& people) const;

  // Whether a name that stands in the abstract alone is a version of what others released: "called Qwen2.5-32B".
  bool is_of_others(const GivenName& name, const People& people) const;

  void put(bytes::Writer& writer) const;
  void take(bytes::Reader& reader);  // in place of what it holds

 private:
  const People* people_of(const GivenName& name) const;  // of its family, where it has a version
  bool is_successor(const GivenName& name, const NamesInPaper& names, const People& people) const;

  std::map<std::string, People, std::less<>> people_;
};

}  // namespace bandwagon::candidate
