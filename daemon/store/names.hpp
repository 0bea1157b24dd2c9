#pragma once
// Private to daemon/store: enumerations from the words in the database.
#include <string>

#include "analyzers/model/names.hpp"
#include "daemon/store/errors.hpp"

namespace bandwagon::store {

// The enumerator of a word read from the database. Throws Damaged for an unknown word.
template <class Enum>
Enum from_name(const std::string& name) {
  if (const auto value = model::value_named<Enum>(name)) return *value;
  throw Damaged("it holds the unknown word '" + name + "'");
}

}  // namespace bandwagon::store
