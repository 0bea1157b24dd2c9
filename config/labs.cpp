#include "config/labs.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <set>

#include "config/problems.hpp"
#include "config/read_chosen.hpp"
#include "config/setting.hpp"
#include "config/shipped.hpp"
#include "config/text_file.hpp"

namespace bandwagon::config {
namespace {

class LabsReader {
 public:
  LabsReader(const std::filesystem::path& file, Problems& problems)
      : folder_(std::filesystem::absolute(file).parent_path()), problems_(problems) {}

  Labs read(const toml::table& root, const std::string& hub_url) {
    Labs found;
    for (const auto& [key, value] : root) {
      if (key.str() == "lab")
        each(value, "lab", [&](const toml::table& table) { found.labs.push_back(lab(table)); });
      else if (key.str() == "source")
        each(value, "source", [&](const toml::table& table) { found.sources.push_back(source(table)); });
      else
        problems_.add(place_of(key.source()),
                      fmt::format("unknown key {}{}", in_quotes(key.str()), suggestion(key.str(), {"lab", "source"})));
    }
    for (const auto& lab : found.labs)
      for (const auto& organisation : lab.organisations)
        found.sources.push_back({.name = "hub-" + organisation,
                                 .lab = lab.name,
                                 .url = fmt::format("{}/api/models?author={}&sort=createdAt&direction=-1&limit=20",
                                                    hub_url, organisation)});
    check(found, root);
    return found;
  }

 private:
  template <class Take>
  void each(const toml::node& value, std::string_view section, Take take) {
    const auto* list = value.as_array();
    if (!list || !std::ranges::all_of(*list, [](const toml::node& one) { return one.is_table(); }))
      return problems_.add(place_of(value.source()), fmt::format("{0} is a list of sections: write [[{0}]]", section));
    for (const auto& one : *list) take(*one.as_table());
  }

  void need(const toml::table& table, std::string_view section, std::initializer_list<std::string_view> keys) {
    for (const auto key : keys)
      if (!table.contains(key))
        problems_.add(place_of(table.source()), fmt::format("this [[{}]] needs a {}", section, key));
  }

  candidate::Lab lab(const toml::table& table) {
    need(table, "lab", {"name", "why"});
    candidate::Lab read;
    for (const auto& [key, value] : table) {
      const Setting setting(value, std::string(key.str()), folder_, problems_);
      if (key.str() == "name")
        read.name = setting.label().value_or("");
      else if (key.str() == "signatures")
        read.signatures = setting.labels().value_or(std::vector<std::string>{});
      else if (key.str() == "organisations")
        read.organisations = setting.labels().value_or(std::vector<std::string>{});
      else if (key.str() == "makers")
        read.makers = setting.labels().value_or(std::vector<std::string>{});
      else if (key.str() != "why")
        unknown(key, {"name", "why", "signatures", "organisations", "makers"});
    }
    return read;
  }

  LabSource source(const toml::table& table) {
    need(table, "source", {"name", "url", "why"});
    LabSource read;
    for (const auto& [key, value] : table) {
      const Setting setting(value, std::string(key.str()), folder_, problems_);
      if (key.str() == "name")
        read.name = setting.label().value_or("");
      else if (key.str() == "lab")
        read.lab = setting.label().value_or("");
      else if (key.str() == "url")
        read.url = setting.url().value_or("");
      else if (key.str() != "why")
        unknown(key, {"name", "lab", "url", "why"});
    }
    return read;
  }

  void unknown(const toml::key& key, const std::vector<std::string>& known) {
    problems_.add(place_of(key.source()),
                  fmt::format("unknown key {}{}", in_quotes(key.str()), suggestion(key.str(), known)));
  }

  void check(const Labs& found, const toml::table& root) {
    std::set<std::string> names;
    for (const auto& source : found.sources)
      if (!source.name.empty() && !names.insert(source.name).second)
        problems_.add(place_of(root.source()), fmt::format("two sources are named {}", in_quotes(source.name)));
  }

  std::filesystem::path folder_;
  Problems& problems_;
};

}  // namespace

Result<Labs> parse_labs(std::string_view text, const std::filesystem::path& file, const std::string& hub_url) {
  Problems problems(file);
  Labs labs;
  if (const auto table = parse_toml(text, problems)) labs = LabsReader(file, problems).read(*table, hub_url);
  if (!problems.empty()) return tl::unexpected(problems.as_error(ErrorKind::Parse));
  return labs;
}

Result<Labs> read_labs(const std::filesystem::path& file, const std::string& hub_url) {
  const auto text = read_text(file, kLargestFile);
  if (!text) return tl::unexpected(text.error());
  return parse_labs(*text, file, hub_url);
}

Result<Labs> configured_labs(const Config& config) {
  const auto& releases = config.releases;
  return read_chosen(releases.labs, "releases.labs", releases.labs_place, &shipped_labs,
                     [&](const std::filesystem::path& file) { return read_labs(file, releases.hub_url); });
}

}  // namespace bandwagon::config
