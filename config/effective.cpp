#include "config/effective.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <sstream>

#include "config/load.hpp"
#include "config/setting.hpp"
#include "config/shipped.hpp"
#include "config/text_file.hpp"

namespace bandwagon::config {
namespace {

// By section and key. "" sorts first.
using Settings = std::map<std::pair<std::string, std::string>, EffectiveSetting>;

bool is_list_of_sections(const toml::node& node) {
  const auto* list = node.as_array();
  return list != nullptr && !list->empty() &&
         std::ranges::all_of(*list, [](const toml::node& one) { return one.is_table(); });
}

// As a person would write it: 0.05, not 0.050000000000000003.
std::string shown(double number) {
  const std::string text = fmt::format("{}", number);
  return text.find_first_of(".en") == std::string::npos ? text + ".0" : text;  // e: exponent; n: nan, inf
}

std::string shown(const toml::node& node) {
  if (const auto* number = node.as_floating_point()) return shown(number->get());
  std::ostringstream text;
  node.visit([&](const auto& value) { text << value; });
  return std::move(text).str();
}

std::string sections_shown(const std::string& name, const toml::array& list) {
  std::string text;
  for (const auto& one : list) {
    text += fmt::format("{}[[{}]]\n", text.empty() ? "" : "\n", name);
    for (const auto& [key, value] : *one.as_table()) text += fmt::format("{} = {}\n", key.str(), shown(value));
  }
  return text;
}

void gather(const toml::table& table, const std::string& section, const std::filesystem::path& file, Settings& found) {
  for (const auto& [key, value] : table) {
    const std::string name(key.str());
    if (const auto* inner = value.as_table()) {
      gather(*inner, section.empty() ? name : section + '.' + name, file, found);
      continue;
    }
    const std::string text = is_list_of_sections(value) ? sections_shown(name, *value.as_array()) : shown(value);
    found.insert_or_assign(
        {section, name},
        EffectiveSetting{
            .section = section, .key = name, .value = text, .file = file, .place = place_of(key.source())});
  }
}

// What load_layers() has found to be right, read once more for its places.
Result<std::vector<std::pair<std::filesystem::path, toml::table>>> tables(
    const std::vector<std::filesystem::path>& files) {
  if (auto right = load_layers(files); !right) return tl::unexpected(right.error());
  std::vector<std::pair<std::filesystem::path, toml::table>> read;
  Problems none("");
  if (auto defaults = parse_toml(shipped_settings(), none)) read.emplace_back("", std::move(*defaults));
  for (const auto& file : files) {
    const auto text = read_text(file, kLargestFile);
    if (!text && text.error().kind == ErrorKind::NotFound) continue;
    if (!text) return fail(ErrorKind::Config, text.error().message);
    Problems problems(file);
    auto table = parse_toml(*text, problems);
    if (!table) return tl::unexpected(problems.as_error(ErrorKind::Config));
    read.emplace_back(file, std::move(*table));
  }
  return read;
}

void find_credentials(const toml::node& node, std::set<std::string>& names) {
  if (const auto* list = node.as_array())
    for (const auto& one : *list) find_credentials(one, names);
  const auto* table = node.as_table();
  if (table == nullptr) return;
  for (const auto& [key, value] : *table) {
    const bool is_credential = key.str() == "credential" || key.str().ends_with("_credential");
    if (const auto text = value.value_exact<std::string>(); is_credential && text && !text->empty())
      names.insert(*text);
    find_credentials(value, names);
  }
}

}  // namespace

Result<std::vector<EffectiveSetting>> effective_settings(const std::vector<std::filesystem::path>& files) {
  const auto read = tables(files);
  if (!read) return tl::unexpected(read.error());
  Settings found;
  for (const auto& [file, table] : *read) gather(table, "", file, found);
  std::vector<EffectiveSetting> settings;
  for (auto& [name, setting] : found) settings.push_back(std::move(setting));
  std::stable_partition(settings.begin(), settings.end(), [](const EffectiveSetting& one) {
    return !one.value.starts_with("[[");  // a list of sections ends the section before it, so these come last
  });
  return settings;
}

std::string to_toml(const std::vector<EffectiveSetting>& settings) {
  std::string text, section;
  for (const auto& one : settings) {
    const std::string origin =
        one.file.empty() ? "default" : fmt::format("{}:{}", escape_controls(one.file.string()), one.place.line);
    if (one.value.starts_with("[[")) {
      text += fmt::format("\n# {}\n{}", origin, one.value);
      continue;
    }
    if (one.section != section) text += fmt::format("\n[{}]\n", section = one.section);
    text += fmt::format("# {}\n{} = {}\n", origin, one.key, one.value);
  }
  return text;
}

Result<std::vector<std::string>> named_credentials(const std::vector<std::filesystem::path>& files) {
  const auto read = tables(files);
  if (!read) return tl::unexpected(read.error());
  std::set<std::string> names;
  for (const auto& [file, table] : *read) find_credentials(table, names);
  return std::vector<std::string>(names.begin(), names.end());
}

}  // namespace bandwagon::config
