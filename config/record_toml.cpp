#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>

#include "config/record.hpp"
#include "config/setting.hpp"

namespace bandwagon::config {
namespace {

Field field_of(const toml::key& key, const toml::node& value) {
  Field field{.place = place_of(key.source())};
  if (const auto text = value.value_exact<std::string>()) {
    field.shape = Field::Shape::Text;
    field.text = *text;
  } else if (const auto date = value.value_exact<toml::date>()) {
    field.shape = Field::Shape::Text;
    field.text = fmt::format("{:04}-{:02}-{:02}", date->year, date->month, date->day);
  } else if (const auto* list = value.as_array();
             list && std::ranges::all_of(*list, [](const toml::node& one) { return one.is_string(); })) {
    field.shape = Field::Shape::Texts;
    for (const auto& one : *list) field.texts.push_back(one.as_string()->get());
  }
  return field;
}

}  // namespace

std::vector<Record> read_toml_records(std::string_view text, Problems& problems) {
  std::vector<Record> records;
  const auto table = parse_toml(text, problems);
  if (!table) return records;
  for (const auto& [key, value] : *table) {
    if (key.str() != "release") {
      problems.add(place_of(key.source()),
                   fmt::format("unknown key {}{}", in_quotes(key.str()), suggestion(key.str(), {"release"})));
      continue;
    }
    const auto* list = value.as_array();
    if (!list || !std::ranges::all_of(*list, [](const toml::node& one) { return one.is_table(); })) {
      problems.add(place_of(key.source()), "release is a list of sections: write [[release]]");
      continue;
    }
    for (const auto& one : *list) {
      Record record{.place = place_of(one.source())};
      for (const auto& [name, node] : *one.as_table()) record.fields.emplace(name.str(), field_of(name, node));
      records.push_back(std::move(record));
    }
  }
  return records;
}

}  // namespace bandwagon::config
