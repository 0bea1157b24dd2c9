#include "analyzers/digest/evidence.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace bandwagon::digest {
namespace {

using Json = nlohmann::json;

// Left inside this file: parse_evidence() turns it into its error.
struct Malformed : std::runtime_error {
  using std::runtime_error::runtime_error;
};

const Json* find(const Json& object, const char* key) {
  const auto at = object.find(key);
  return at == object.end() || at->is_null() ? nullptr : &*at;
}

std::string text(const Json& object, const char* key) {
  const Json* value = find(object, key);
  if (value == nullptr) return {};
  if (!value->is_string()) throw Malformed(std::string(key) + " is no text");
  return value->get<std::string>();
}

std::optional<double> number(const Json& object, const char* key) {
  const Json* value = find(object, key);
  if (value == nullptr) return std::nullopt;
  if (!value->is_number()) throw Malformed(std::string(key) + " is no number");
  return value->get<double>();
}

std::optional<std::int64_t> whole(const Json& object, const char* key) {
  const auto value = number(object, key);
  if (!value) return std::nullopt;
  constexpr double kExact = 9007199254740992.0;  // 2^53
  if (!(*value >= -kExact && *value <= kExact)) throw Malformed(std::string(key) + " is out of range");
  return static_cast<std::int64_t>(*value);
}

std::optional<int> small(const Json& object, const char* key) {
  const auto value = whole(object, key);
  if (!value) return std::nullopt;
  if (*value < -1'000'000 || *value > 1'000'000) throw Malformed(std::string(key) + " is out of range");
  return static_cast<int>(*value);
}

std::optional<bool> truth(const Json& object, const char* key) {
  const Json* value = find(object, key);
  if (value == nullptr) return std::nullopt;
  if (value->is_boolean()) return value->get<bool>();
  if (value->is_number_integer()) return value->get<int>() != 0;
  throw Malformed(std::string(key) + " is neither true nor false");
}

std::optional<model::Day> day(const Json& object, const char* key) {
  const std::string value = text(object, key);
  if (value.empty()) return std::nullopt;
  const auto parsed = model::Day::parse(value);
  if (!parsed) throw Malformed(std::string(key) + " is no day of the form YYYY-MM-DD");
  return parsed;
}

template <class T>
std::vector<T> list(const Json& object, const char* key, T (*read)(const Json&, const char*)) {
  std::vector<T> values;
  const Json* array = find(object, key);
  if (array == nullptr) return values;
  if (!array->is_array()) throw Malformed(std::string(key) + " is no list");
  for (const Json& entry : *array) values.push_back(read(entry, key));
  return values;
}

void expect_object(const Json& entry, const char* key) {
  if (!entry.is_object()) throw Malformed(std::string("an entry of ") + key + " is no object");
}

std::string read_text(const Json& entry, const char* key) {
  if (!entry.is_string()) throw Malformed(std::string("an entry of ") + key + " is no text");
  return entry.get<std::string>();
}

CitedPaper read_paper(const Json& entry, const char* key) {
  expect_object(entry, key);
  const auto id = model::PaperId::parse(text(entry, "arxiv_id"));
  if (!id) throw Malformed(std::string("an entry of ") + key + " has no valid arxiv_id");
  return {.id = *id,
          .title = text(entry, "title"),
          .announced = day(entry, "announced"),
          .named = truth(entry, "named"),
          .lag_days = small(entry, "lag_days"),
          .similarity = number(entry, "similarity"),
          .phrase = text(entry, "phrase"),
          .phrase_before = small(entry, "phrase_before")};
}

std::vector<std::pair<std::string, double>> terms(const Json& object, const char* key) {
  std::vector<std::pair<std::string, double>> named;
  const Json* map = find(object, key);
  if (map == nullptr) return named;
  if (!map->is_object()) throw Malformed(std::string(key) + " is no object");
  for (const auto& entry : map->items())
    if (const auto value = number(*map, entry.key().c_str())) named.emplace_back(entry.key(), *value);
  return named;
}

ReleaseCase read_release(const Json& entry, const char* key) {
  expect_object(entry, key);
  return {.id = text(entry, "id"),
          .name = text(entry, "name"),
          .lab = text(entry, "lab"),
          .released = day(entry, "released"),
          .posterior = number(entry, "posterior"),
          .placebo_p = number(entry, "placebo_p"),
          .verdict = text(entry, "verdict"),
          .status = text(entry, "status"),
          .named_share = number(entry, "named_share"),
          .coined = entry.contains("coined") && entry["coined"] == true,
          .background_share = number(entry, "background_share"),
          .shared_terms = list(entry, "shared_terms", read_text),
          .excess = number(entry, "excess"),
          .excess_low = number(entry, "excess_low"),
          .excess_high = number(entry, "excess_high"),
          .log_odds = terms(entry, "log_odds")};
}

WeekCount read_week(const Json& entry, const char* key) {
  expect_object(entry, key);
  const auto week = day(entry, "week");
  if (!week) throw Malformed(std::string("an entry of ") + key + " names no week");
  return {.week = *week, .observed = number(entry, "observed"), .expected = number(entry, "expected")};
}

std::vector<CategoryCount> categories(const Json& object) {
  std::vector<CategoryCount> counts;
  const Json* map = find(object, "categories");
  if (map == nullptr) return counts;
  if (!map->is_object()) throw Malformed("categories is no object");
  for (const auto& entry : map->items())
    if (const auto papers = whole(*map, entry.key().c_str())) counts.push_back({entry.key(), *papers});
  std::stable_sort(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.papers > b.papers; });
  return counts;
}

Evidence read(const Json& object) {
  Evidence evidence{.label = text(object, "label"),
                    .kind = text(object, "kind"),
                    .phrases = list(object, "phrases", read_text),
                    .week = day(object, "week"),
                    .observed = number(object, "observed"),
                    .expected = number(object, "expected"),
                    .ratio = number(object, "ratio"),
                    .ratio_low = number(object, "ratio_low"),
                    .ratio_high = number(object, "ratio_high"),
                    .q_value = number(object, "q_value"),
                    .onset = day(object, "onset"),
                    .onset_low = day(object, "onset_low"),
                    .onset_high = day(object, "onset_high"),
                    .author_groups = whole(object, "author_groups"),
                    .window_days = small(object, "window_days"),
                    .categories = categories(object),
                    .releases = list(object, "releases", read_release),
                    .none_posterior = number(object, "none_posterior"),
                    .first_followers = list(object, "first_followers", read_paper),
                    .pioneers = list(object, "pioneers", read_paper),
                    .newest = list(object, "newest", read_paper),
                    .weekly = list(object, "weekly", read_week),
                    .caveats = list(object, "caveats", read_text)};
  std::stable_sort(evidence.releases.begin(), evidence.releases.end(),
                   [](const auto& a, const auto& b) { return a.posterior.value_or(-1) > b.posterior.value_or(-1); });
  std::stable_sort(evidence.weekly.begin(), evidence.weekly.end(),
                   [](const auto& a, const auto& b) { return a.week < b.week; });
  return evidence;
}

}  // namespace

tl::expected<Evidence, std::string> parse_evidence(std::string_view json) {
  const Json parsed = Json::parse(json, nullptr, false);
  if (!parsed.is_object()) return tl::unexpected(std::string("it is no JSON object"));
  try {
    return read(parsed);
  } catch (const Malformed& problem) {
    return tl::unexpected(std::string(problem.what()));
  }
}

}  // namespace bandwagon::digest
