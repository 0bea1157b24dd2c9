#include "daemon/parse/kaggle.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "analyzers/model/paper.hpp"
#include "daemon/parse/authors.hpp"
#include "daemon/parse/one_line.hpp"
#include "daemon/parse/record_fields.hpp"
#include "daemon/parse/utf8.hpp"

namespace bandwagon::parse {
namespace {

using nlohmann::json;

// What is wrong with a line; caught in kaggle_record(), which is the only function of this file that others see.
struct Malformed {
  std::string what;
};

template <class... Args>
[[noreturn]] void refuse(fmt::format_string<Args...> text, Args&&... args) {
  throw Malformed{fmt::format(text, std::forward<Args>(args)...)};
}

const json& member(const json& record, const char* key) {
  const auto found = record.find(key);
  if (found == record.end()) refuse("the key {} is missing", key);
  return *found;
}

const std::string& text_member(const json& record, const char* key) {
  const json& value = member(record, key);
  if (!value.is_string()) refuse("{} is {}, not a text", key, value.type_name());
  return value.get_ref<const std::string&>();
}

std::string optional_text(const json& record, const char* key) {
  const auto found = record.find(key);
  if (found == record.end() || found->is_null()) return {};
  if (!found->is_string()) refuse("{} is {}, not a text", key, found->type_name());
  return found->get<std::string>();
}

json parse_object(std::string_view line) {
  if (const auto at = first_invalid_utf8(line)) refuse("byte {} is not valid UTF-8", *at + 1);
  json record;
  try {
    record = json::parse(line);
  } catch (const json::parse_error& problem) {
    if (problem.byte > line.size()) refuse("not JSON: the line ends in the middle of a record");
    refuse("not JSON at byte {}", problem.byte);
  } catch (const json::out_of_range&) {
    refuse("not JSON: it holds a number that is out of range");
  }
  if (!record.is_object()) refuse("a record is expected, this is {}", record.type_name());
  return record;
}

model::PaperId id_of(const json& record) {
  const auto& text = text_member(record, "id");
  auto id = model::PaperId::parse(text);
  if (!id) refuse("{} is not an arXiv identifier", shown(text));
  return *std::move(id);
}

std::vector<std::string> categories_of(const json& record) {
  auto categories = category_list(text_member(record, "categories"));
  if (!categories) refuse("{}", categories.error().message);
  return *std::move(categories);
}

std::string name_of(const json& parts) {
  std::string keyname, forenames, suffix;
  const auto part = [&](std::size_t at) {
    if (at >= parts.size() || parts[at].is_null()) return std::string{};
    if (!parts[at].is_string()) refuse("authors_parsed holds {} where a name is expected", parts[at].type_name());
    return parts[at].get<std::string>();
  };
  return one_line(part(1) + ' ' + part(0) + ' ' + part(2));  // further members are affiliations
}

std::vector<std::string> authors_of(const json& record) {
  std::vector<std::string> names;
  if (const auto parsed = record.find("authors_parsed"); parsed != record.end() && !parsed->is_null()) {
    if (!parsed->is_array()) refuse("authors_parsed is {}, not a list", parsed->type_name());
    for (const auto& parts : *parsed) {
      if (!parts.is_array()) refuse("authors_parsed holds {}, not lists", parts.type_name());
      if (auto name = name_of(parts); model::names_somebody(name)) names.push_back(std::move(name));
    }
  }
  return names.empty() ? split_author_line(optional_text(record, "authors")) : names;
}

struct Versions {
  int highest = 0;
  std::int64_t first_created = 0;
};

Versions versions_of(const json& record) {
  const json& list = member(record, "versions");
  if (!list.is_array()) refuse("versions is {}, not a list", list.type_name());
  Versions versions;
  bool first_seen = false;
  for (const auto& entry : list) {
    if (!entry.is_object()) refuse("versions holds {}, not records", entry.type_name());
    const auto& name = text_member(entry, "version");
    const auto at = name.starts_with('v') ? whole_number(std::string_view(name).substr(1)) : std::nullopt;
    if (!at || *at < 1) refuse("{} is not a version such as v1", shown(name));
    versions.highest = std::max(versions.highest, *at);
    const auto& created = text_member(entry, "created");
    const auto moment = http_moment(created);
    if (!moment) refuse("{} is not a date such as \"Mon, 2 Apr 2007 19:18:42 GMT\"", shown(created));
    if (*at == 1) {
      versions.first_created = *moment;
      first_seen = true;
    }
  }
  if (!first_seen) refuse("versions has no v1, so the day of submission is not known");
  return versions;
}

model::Day record_day_of(const json& record) {
  const auto& text = text_member(record, "update_date");
  const auto day = model::Day::parse(text);
  if (!day) refuse("update_date {} is not a day such as \"2007-04-02\"", shown(text));
  return *day;
}

void refuse_future(const char* what, model::Day day, model::Day today) {
  if (day > today) refuse("{} {} lies in the future (today is {})", what, day.iso(), today.iso());
}

// Member by member: g++ 12 destroys members that were never made when a braced initialiser throws half-way.
KaggleRecord read(const json& record, model::Day today) {
  auto id = id_of(record);
  const auto versions = versions_of(record);
  const auto record_day = record_day_of(record);
  KaggleRecord result{.paper = {.id = std::move(id),
                                .title = {},
                                .abstract = {},
                                .authors = {},
                                .primary_category = {},
                                .categories = {},
                                .submitted = {},
                                .announced = {}},
                      .record_day = record_day};
  auto& paper = result.paper;
  paper.version = versions.highest;
  paper.title = one_line(text_member(record, "title"));
  if (paper.title.empty()) refuse("title is empty");
  paper.abstract = one_line(text_member(record, "abstract"));
  paper.authors = authors_of(record);
  paper.categories = categories_of(record);
  paper.primary_category = paper.categories.front();
  paper.submitted_at = versions.first_created;
  paper.submitted = model::Day::at(versions.first_created);
  paper.withdrawn = versions.highest >= 2 && says_withdrawn(optional_text(record, "comments"));
  refuse_future("the submission date", paper.submitted, today);
  refuse_future("update_date", result.record_day, today);
  return result;
}

}  // namespace

Result<KaggleRecord> kaggle_record(std::string_view line, model::Day today) {
  try {
    return read(parse_object(line), today);
  } catch (const Malformed& problem) {
    return fail(ErrorKind::Parse, problem.what);
  }
}

}  // namespace bandwagon::parse
