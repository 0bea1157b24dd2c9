#include "config/setting.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <sstream>

namespace bandwagon::config {
namespace {

bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}

bool is_archive(std::string_view text) {  // "cs", "hep-th"
  return !text.empty() && is_lower(text.front()) && is_lower(text.back()) &&
         std::ranges::all_of(text, [](char c) { return is_lower(c) || c == '-'; });
}

std::string category_hint(std::string text) {  // "cs.cl" -> " (did you mean cs.CL?)"
  const auto dot = text.find('.');
  if (dot == std::string::npos) return "";
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i < dot && is_upper(text[i])) text[i] = static_cast<char>(text[i] - 'A' + 'a');
    if (i > dot && is_lower(text[i])) text[i] = static_cast<char>(text[i] - 'a' + 'A');
  }
  return is_category_name(text) ? fmt::format(" (did you mean {}?)", text) : "";
}

}  // namespace

Place place_of(const toml::source_region& region) {
  return {region.begin.line, region.begin.column};
}

std::optional<toml::table> parse_toml(std::string_view text, Problems& problems) {
  try {
    return toml::parse(text);
  } catch (const toml::parse_error& error) {  // Debian builds toml++ as a library that throws
    problems.add(place_of(error.source()), escape_controls(error.description()));
    return std::nullopt;
  }
}

void Setting::refuse(std::string_view message) const {
  problems_.add(place_of(value_.source()), fmt::format("{} {}", name_, message));
}

std::string Setting::place() const {
  return problems_.at(place_of(value_.source()));
}

void Setting::refuse_type(std::string_view wanted) const {
  std::ostringstream type;
  type << value_.type();
  refuse(fmt::format("must be {}, not {}", wanted, type.str()));
}

Setting Setting::element(const toml::node& value, std::size_t index) const {
  return {value, fmt::format("{}[{}]", name_, index), folder_, problems_};
}

std::optional<std::string> Setting::text() const {
  const auto text = value_.value_exact<std::string>();
  if (!text) return refuse_type("a text in quotes"), std::nullopt;
  if (has_control_character(*text))
    return refuse(fmt::format("holds control characters: {}", in_quotes(*text))), std::nullopt;
  return text;
}

std::optional<std::string> Setting::label() const {
  const auto label = text();
  if (label && label->find_first_not_of(' ') == std::string::npos) return refuse("must not be empty"), std::nullopt;
  return label;
}

std::optional<std::string> Setting::url() const {
  const auto url = text();
  if (!url) return url;
  const std::size_t scheme = url->starts_with("https://") ? 8 : url->starts_with("http://") ? 7 : 0;
  if (scheme == 0 || url->size() == scheme || (*url)[scheme] == '/' || url->find(' ') != std::string::npos)
    return refuse(fmt::format("must be an address that begins with https:// or http://, not {}", in_quotes(*url))),
           std::nullopt;
  return url;
}

std::optional<std::string> Setting::contact() const {
  const auto contact = text();
  if (!contact || contact->empty() || contact->find('@') != std::string::npos ||
      contact->find("://") != std::string::npos)
    return contact;
  return refuse(fmt::format("must be a mail address or a web address, not {}", in_quotes(*contact))), std::nullopt;
}

std::optional<std::filesystem::path> Setting::path() const {
  const auto path = text();
  if (!path) return std::nullopt;
  if (path->empty()) return std::filesystem::path{};
  return (folder_ / *path).lexically_normal();
}

std::optional<double> Setting::number(double low, double high) const {
  const auto number = value_.value<double>();
  if (!number || !value_.is_number()) return refuse_type("a number"), std::nullopt;
  if (!(*number >= low && *number <= high))  // also refuses nan
    return refuse(fmt::format("must lie between {} and {}, not be {}", low, high, *number)), std::nullopt;
  return number;
}

std::optional<int> Setting::whole(int low, int high) const {
  const auto number = value_.value_exact<std::int64_t>();
  if (!number) return refuse_type("a whole number"), std::nullopt;
  if (*number < low || *number > high)
    return refuse(fmt::format("must lie between {} and {}, not be {}", low, high, *number)), std::nullopt;
  return static_cast<int>(*number);
}

std::optional<std::chrono::milliseconds> Setting::duration(std::chrono::milliseconds high) const {
  constexpr std::string_view kForm = "a time with its unit (ms, s, m, h or d), such as \"3s\"";
  const auto text = value_.value_exact<std::string>();
  if (!text) return refuse_type(kForm), std::nullopt;
  const auto duration = parse_duration(*text);
  if (!duration) return refuse(fmt::format("must be {}, not {}", kForm, in_quotes(*text))), std::nullopt;
  if (*duration > high)
    return refuse(fmt::format("must be at most {} s, not {}", high.count() / 1000, in_quotes(*text))), std::nullopt;
  return duration;
}

std::optional<std::set<model::Day>> Setting::days() const {
  const toml::array* list = value_.as_array();
  if (!list) return refuse_type("a list of days, such as [\"2026-12-25\"]"), std::nullopt;
  std::set<model::Day> days;
  bool sound = true;
  for (std::size_t i = 0; i < list->size(); ++i) {
    const toml::node& node = *list->get(i);
    std::string text = node.value_exact<std::string>().value_or("");
    if (const auto date = node.value_exact<toml::date>())
      text = fmt::format("{:04}-{:02}-{:02}", date->year, date->month, date->day);
    if (const auto day = model::Day::parse(text)) {
      days.insert(*day);
    } else {
      element(node, i).refuse(text.empty() ? "must be a day as YYYY-MM-DD"
                                           : fmt::format("must be a day as YYYY-MM-DD, not {}", in_quotes(text)));
      sound = false;
    }
  }
  if (!sound) return std::nullopt;
  return days;
}

std::optional<std::vector<std::string>> Setting::categories() const {
  const toml::array* list = value_.as_array();
  if (!list) return refuse_type("a list of arXiv categories, such as [\"cs.CL\"]"), std::nullopt;
  if (list->empty()) return refuse("must name at least one arXiv category, such as \"cs.CL\""), std::nullopt;
  std::vector<std::string> categories;
  bool sound = true;
  for (std::size_t i = 0; i < list->size(); ++i) {
    const auto here = element(*list->get(i), i);
    const auto category = here.text();
    if (!category) {
      sound = false;
    } else if (!is_category_name(*category)) {
      here.refuse(fmt::format("is no arXiv category: {}{}", in_quotes(*category), category_hint(*category)));
      sound = false;
    } else if (std::ranges::find(categories, *category) != categories.end()) {
      here.refuse(fmt::format("names {} a second time", *category));
      sound = false;
    } else {
      categories.push_back(*category);
    }
  }
  if (!sound) return std::nullopt;
  return categories;
}

std::optional<std::vector<std::string>> Setting::labels() const {
  const toml::array* list = value_.as_array();
  if (!list) return refuse_type("a list of texts, such as [\"tool use\"]"), std::nullopt;
  if (list->empty()) return refuse("must not be an empty list; leave the key out"), std::nullopt;
  std::vector<std::string> labels;
  bool sound = true;
  for (std::size_t i = 0; i < list->size(); ++i) {
    const auto here = element(*list->get(i), i);
    auto label = here.label();
    if (label && std::ranges::find(labels, *label) != labels.end()) {
      here.refuse(fmt::format("names {} a second time", in_quotes(*label)));
      label.reset();
    }
    sound = sound && label;
    if (label) labels.push_back(std::move(*label));
  }
  if (!sound) return std::nullopt;
  return labels;
}

std::optional<std::vector<std::string>> Setting::phrases() const {
  const auto phrases = labels();
  if (!phrases) return std::nullopt;
  bool sound = true;
  for (std::size_t i = 0; i < phrases->size(); ++i) {
    const bool has_word = std::ranges::any_of((*phrases)[i], [](char c) {
      return is_lower(c) || is_upper(c) || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
    });
    if (has_word) continue;
    element(*value_.as_array()->get(i), i).refuse(fmt::format("holds no word: {}", in_quotes((*phrases)[i])));
    sound = false;
  }
  if (!sound) return std::nullopt;
  return phrases;
}

std::optional<std::vector<model::PaperId>> Setting::papers() const {
  const auto written = labels();
  if (!written) return std::nullopt;
  std::vector<model::PaperId> papers;
  for (std::size_t i = 0; i < written->size(); ++i) {
    if (auto paper = model::PaperId::parse((*written)[i])) {
      papers.push_back(std::move(*paper));
      continue;
    }
    element(*value_.as_array()->get(i), i)
        .refuse(fmt::format("is no arXiv identifier: {}; write it like \"2501.12948\"", in_quotes((*written)[i])));
  }
  if (papers.size() != written->size()) return std::nullopt;
  return papers;
}

std::optional<std::chrono::milliseconds> parse_duration(std::string_view text) {
  std::int64_t amount = 0;
  const auto [unit, error] = std::from_chars(text.data(), text.data() + text.size(), amount);
  constexpr std::int64_t kMost = 1'000'000'000;  // keeps the product far from overflow
  if (error != std::errc{} || amount < 0 || amount > kMost || text.front() == '-') return std::nullopt;
  struct Unit {
    std::string_view name;
    std::int64_t milliseconds;
  };
  constexpr std::array kUnits{Unit{"ms", 1}, Unit{"s", 1000}, Unit{"m", 60'000}, Unit{"h", 3'600'000},
                              Unit{"d", 86'400'000}};
  const std::string_view name = text.substr(static_cast<std::size_t>(unit - text.data()));
  for (const auto& known : kUnits)
    if (name == known.name) return std::chrono::milliseconds{amount * known.milliseconds};
  return std::nullopt;
}

bool is_category_name(std::string_view text) {
  const auto dot = text.find('.');
  const auto archive = text.substr(0, dot);
  if (!is_archive(archive)) return false;
  // Archives whose subjects are two capitals; physics and cond-mat have lower-case subjects, the rest have none.
  constexpr std::array<std::string_view, 9> kCapitals{"cs",   "math",  "stat",  "eess",    "econ",
                                                      "nlin", "q-bio", "q-fin", "astro-ph"};
  const bool capitals = std::ranges::find(kCapitals, archive) != kCapitals.end();
  if (dot == std::string_view::npos) return !capitals || archive == "astro-ph";
  const auto subject = text.substr(dot + 1);
  return capitals ? subject.size() == 2 && std::ranges::all_of(subject, is_upper) : is_archive(subject);
}

}  // namespace bandwagon::config
