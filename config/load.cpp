#include "config/load.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <set>
#include <string_view>

#include "config/channel_knobs.hpp"
#include "config/setting.hpp"
#include "config/text_file.hpp"

namespace bandwagon::config {
namespace {

constexpr std::chrono::milliseconds kArxivGap{3000};  // arXiv API terms of use, for all of a user's machines together

// "shipped", a path, or "" for none.
void read_choice(const Setting& setting, std::optional<std::filesystem::path>& choice, std::string& place) {
  const auto text = setting.text();
  if (!text) return;
  place = *text == "shipped" ? "" : setting.place();
  if (*text == "shipped") {
    choice.reset();
  } else if (const auto path = setting.path()) {
    choice = *path;
  }
}

// The knobs: where they stand in the file and how they are read. Everything the file may say is in these two tables.
struct Knob {
  std::string_view section, key;
  void (*read)(const Setting&, Config&);
};
constexpr Knob kKnobs[] = {
    {"", "database", [](const Setting& s, Config& c) { assign(c.database, s.path()); }},
    {"", "digest_directory", [](const Setting& s, Config& c) { assign(c.digest_directory, s.path()); }},
    {"arxiv", "categories", [](const Setting& s, Config& c) { assign(c.arxiv.categories, s.categories()); }},
    {"arxiv", "contact", [](const Setting& s, Config& c) { assign(c.arxiv.contact, s.contact()); }},
    {"arxiv", "rss_url", [](const Setting& s, Config& c) { assign(c.arxiv.rss_url, s.url()); }},
    {"arxiv", "oai_url", [](const Setting& s, Config& c) { assign(c.arxiv.oai_url, s.url()); }},
    {"arxiv", "api_url", [](const Setting& s, Config& c) { assign(c.arxiv.api_url, s.url()); }},
    {"arxiv", "min_gap",
     [](const Setting& s, Config& c) { assign(c.arxiv.min_gap, s.duration(std::chrono::hours{1})); }},
    {"arxiv", "keep_responses",
     [](const Setting& s, Config& c) { assign(c.arxiv.keep_responses, s.duration(std::chrono::hours{3650 * 24})); }},
    {"arxiv", "no_mailing", [](const Setting& s, Config& c) { assign(c.arxiv.calendar.no_mailing, s.days()); }},
    {"releases", "catalogue",
     [](const Setting& s, Config& c) { read_choice(s, c.releases.catalogue, c.releases.catalogue_place); }},
    {"releases", "labs", [](const Setting& s, Config& c) { read_choice(s, c.releases.labs, c.releases.labs_place); }},
    {"releases", "hub_url", [](const Setting& s, Config& c) { assign(c.releases.hub_url, s.url()); }},
    {"burst", "false_discovery_rate",
     [](const Setting& s, Config& c) { assign(c.burst.false_discovery_rate, s.number(0.0001, 0.5)); }},
    {"burst", "margin", [](const Setting& s, Config& c) { assign(c.burst.margin, s.number(1, 100)); }},
    {"digest", "days", [](const Setting& s, Config& c) { assign(c.digest.days, s.whole(1, 366)); }},
    {"digest", "max_waves", [](const Setting& s, Config& c) { assign(c.digest.max_waves, s.whole(1, 1000)); }},
    {"digest", "site", [](const Setting& s, Config& c) { assign(c.digest.site, s.site()); }},
};

struct FeedKnob {
  std::string_view key;
  void (*read)(const Setting&, ReleaseFeed&);
};
constexpr std::string_view kFeedSection = "release_feed";
constexpr FeedKnob kFeedKnobs[] = {
    {"name", [](const Setting& s, ReleaseFeed& f) { assign(f.name, s.label()); }},
    {"lab", [](const Setting& s, ReleaseFeed& f) { assign(f.lab, s.label()); }},
    {"url", [](const Setting& s, ReleaseFeed& f) { assign(f.url, s.url()); }},
};

struct WatchKnob {
  std::string_view key;
  void (*read)(const Setting&, watch::Watch&);
};
constexpr std::string_view kWatchSection = "watch";
constexpr WatchKnob kWatchKnobs[] = {
    {"name", [](const Setting& s, watch::Watch& w) { assign(w.name, s.label()); }},
    {"words", [](const Setting& s, watch::Watch& w) { assign(w.words, s.phrases()); }},
    {"papers", [](const Setting& s, watch::Watch& w) { assign(w.papers, s.papers()); }},
    {"authors", [](const Setting& s, watch::Watch& w) { assign(w.authors, s.labels()); }},
};

std::string dotted(std::string_view section, std::string_view key) {
  return section.empty() ? std::string(key) : fmt::format("{}.{}", section, key);
}

bool is_section(std::string_view name) {
  return std::ranges::any_of(kKnobs, [&](const Knob& knob) { return knob.section == name; });
}

class SettingsReader {
 public:
  SettingsReader(const std::filesystem::path& file, Problems& problems, Config& config)
      : folder_(std::filesystem::absolute(file).parent_path()), problems_(problems), config_(config) {}

  void read(const toml::table& root) {
    read_section("", root);
    check_gap(root);
  }

 private:
  void read_section(std::string_view section, const toml::table& table) {
    for (const auto& [key, value] : table) {
      const std::string_view name = key.str();
      const auto knob = std::ranges::find_if(
          kKnobs, [&](const Knob& known) { return known.section == section && known.key == name; });
      if (knob != std::ranges::end(kKnobs)) {
        knob->read(Setting(value, dotted(section, name), folder_, problems_), config_);
      } else if (section.empty() && name == kFeedSection) {
        read_list(value, kFeedSection, kFeedKnobs, config_.release_feeds);
      } else if (section.empty() && name == kWatchSection) {
        read_list(value, kWatchSection, kWatchKnobs, config_.watches);
      } else if (section.empty() && name == kChannelSection) {
        read_list(value, kChannelSection, channel_knobs(), config_.channels);
      } else if (section.empty() && is_section(name)) {
        if (const auto* inner = value.as_table()) {
          read_section(name, *inner);
        } else {
          problems_.add(place_of(key.source()), fmt::format("{0} is a section: write [{0}]", name));
        }
      } else {
        problems_.add(place_of(key.source()), unknown(section, name));
      }
    }
  }

  // A list of sections, [[section]]; none shares its name with another.
  template <class Entry, class Knobs>
  void read_list(const toml::node& value, std::string_view section, const Knobs& knobs, std::vector<Entry>& entries) {
    const auto* list = value.as_array();
    if (!list || !std::ranges::all_of(*list, [](const toml::node& one) { return one.is_table(); })) {
      problems_.add(place_of(value.source()), fmt::format("{0} is a list of sections: write [[{0}]]", section));
      return;
    }
    entries.clear();
    std::set<std::string> names;
    for (const auto& one : *list) {
      Entry entry = read_entry<Entry>(*one.as_table(), section, knobs);
      check_entry(*one.as_table(), entry);
      if (!entry.name.empty() && !names.insert(entry.name).second)
        problems_.add(place_of(one.source()), fmt::format("two {} are named {}",
                                                          section == kFeedSection    ? "feeds"
                                                          : section == kWatchSection ? "watches"
                                                                                     : "channels",
                                                          in_quotes(entry.name)));
      entries.push_back(std::move(entry));
    }
  }

  template <class Entry, class Knobs>
  Entry read_entry(const toml::table& table, std::string_view section, const Knobs& knobs) {
    Entry entry;
    for (const auto& [key, value] : table) {
      const std::string_view name = key.str();
      const auto knob = std::ranges::find_if(knobs, [&](const auto& known) { return known.key == name; });
      if (knob != std::ranges::end(knobs)) {
        knob->read(Setting(value, dotted(section, name), folder_, problems_), entry);
      } else {
        problems_.add(place_of(key.source()), unknown(section, name));
      }
    }
    return entry;
  }

  void check_entry(const toml::table& table, const ReleaseFeed&) {
    for (const auto& knob : kFeedKnobs)
      if (!table.contains(knob.key))
        problems_.add(place_of(table.source()), fmt::format("this [[release_feed]] needs a {}", knob.key));
  }

  void check_entry(const toml::table& table, const watch::Watch&) {
    if (!table.contains("name")) problems_.add(place_of(table.source()), "this [[watch]] needs a name");
    if (!table.contains("words") && !table.contains("papers") && !table.contains("authors"))
      problems_.add(place_of(table.source()), "this [[watch]] watches nothing: give words, papers or authors");
  }

  void check_entry(const toml::table& table, const Channel& channel) {
    const auto refuse = [&](std::string problem) { problems_.add(place_of(table.source()), std::move(problem)); };
    if (!table.contains("name")) refuse("this [[channel]] needs a name");
    if (!table.contains("kind")) return refuse(fmt::format("this [[channel]] needs a kind: {}", channel_kinds()));
    const auto kind = table["kind"].value_exact<std::string>();
    if (!kind || !is_channel_kind(*kind)) return;  // which is said: what it lacks would be a guess
    WrittenKeys written;
    for (const auto& [key, value] : table) written.emplace(key.str());
    for (auto& problem : problems_of(channel, written)) refuse(std::move(problem));
  }

  static std::string unknown(std::string_view section, std::string_view key) {
    const auto name = has_control_character(key) ? in_quotes(key) : dotted(section, key);
    std::vector<std::string> near;
    for (const auto& known : known_keys()) {
      const auto dot = known.find('.');
      const auto home = std::string_view(known).substr(0, dot == std::string::npos ? 0 : dot);
      if (home == section)
        near.push_back(dot == std::string::npos ? known : known.substr(dot + 1));
      else if (section.empty())
        near.emplace_back(home);
      if (home != section && std::string_view(known).substr(dot + 1) == key)
        return home.empty() ? fmt::format("unknown key {} (it belongs above the first section)", name)
                            : fmt::format("unknown key {} (it belongs under [{}])", name, home);
    }
    return fmt::format("unknown key {}{}", name, suggestion(key, near));
  }

  // A mirror or a test server may be asked faster; arXiv itself may not.
  void check_gap(const toml::table& root) {
    if (config_.arxiv.min_gap >= kArxivGap) return;
    for (const auto* url : {&config_.arxiv.rss_url, &config_.arxiv.oai_url, &config_.arxiv.api_url}) {
      const auto host_begin = url->find("//") + 2;
      const auto host = url->substr(host_begin, url->find_first_of("/:?#", host_begin) - host_begin);
      if (host != "arxiv.org" && !host.ends_with(".arxiv.org")) continue;
      const auto* place = root["arxiv"]["min_gap"].node();
      problems_.add(place ? place_of(place->source()) : Place{},
                    fmt::format("arxiv.min_gap must be at least 3s while {} is asked (arXiv's terms of use)", host));
      return;
    }
  }

  std::filesystem::path folder_;
  Problems& problems_;
  Config& config_;
};

Result<Config> layer(const std::filesystem::path& file, Config config) {
  auto text = read_text(file, kLargestFile);
  if (!text) {
    const auto kind = text.error().kind == ErrorKind::NotFound ? ErrorKind::NotFound : ErrorKind::Config;
    return fail(kind, std::move(text.error().message));
  }
  Problems problems(file);
  if (const auto table = parse_toml(*text, problems)) SettingsReader(file, problems, config).read(*table);
  if (!problems.empty()) return tl::unexpected(problems.as_error(ErrorKind::Config));
  return config;
}

}  // namespace

Result<Config> load(const std::filesystem::path& file) {
  auto loaded = layer(file, Config{});
  if (!loaded) loaded.error().kind = ErrorKind::Config;
  return loaded;
}

Result<Config> load_layers(const std::vector<std::filesystem::path>& files) {
  Config config;
  for (const auto& file : files) {
    auto loaded = layer(file, config);
    if (loaded) {
      config = std::move(*loaded);
    } else if (loaded.error().kind != ErrorKind::NotFound) {
      return loaded;
    }
  }
  return config;
}

std::vector<std::filesystem::path> default_files() {
  std::vector<std::filesystem::path> files{"/etc/bandwagon/bandwagon.toml"};
  const auto folder = [](const char* variable) -> std::filesystem::path {
    const char* value = std::getenv(variable);
    return value && *value == '/' ? value : "";  // XDG base directories: a relative path is to be ignored
  };
  if (const auto settings = folder("XDG_CONFIG_HOME"); !settings.empty()) {
    files.push_back(settings / "bandwagon" / "bandwagon.toml");
  } else if (const auto home = folder("HOME"); !home.empty()) {
    files.push_back(home / ".config" / "bandwagon" / "bandwagon.toml");
  }
  return files;
}

Result<Config> load_default() {
  return load_layers(default_files());
}

std::vector<std::string> known_keys() {
  std::vector<std::string> keys;
  for (const auto& knob : kKnobs) keys.push_back(dotted(knob.section, knob.key));
  for (const auto& knob : kFeedKnobs) keys.push_back(dotted(kFeedSection, knob.key));
  for (const auto& knob : kWatchKnobs) keys.push_back(dotted(kWatchSection, knob.key));
  for (const auto& knob : channel_knobs()) keys.push_back(dotted(kChannelSection, knob.key));
  return keys;
}

}  // namespace bandwagon::config
