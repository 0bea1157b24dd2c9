#pragma once
// The common form of a catalogue's entries, before they are judged: what a TOML and a JSON file have in common. Private
// to the room.
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "config/problems.hpp"

namespace bandwagon::config {

struct Field {
  enum class Shape { Text, Texts, Null, Other };
  Shape shape = Shape::Other;
  std::string text{};                // Text; a TOML date as YYYY-MM-DD
  std::vector<std::string> texts{};  // Texts
  Place place{};
};

struct Record {
  Place place;
  std::map<std::string, Field, std::less<>> fields{};
};

// Both note a problem and give what they have if the text is broken or holds something else than a list of releases.
std::vector<Record> read_toml_records(std::string_view text, Problems& problems);  // [[release]]
std::vector<Record> read_json_records(std::string_view text, Problems& problems);  // [{…}, …]

}  // namespace bandwagon::config
