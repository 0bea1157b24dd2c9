#include "daemon/parse/kaggle.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "daemon/parse/authors.hpp"
#include "daemon/parse/one_line.hpp"
#include "daemon/parse/utf8.hpp"

namespace bandwagon::parse {
namespace {

using nlohmann::json;

constexpr std::size_t kQuotedBytes = 40;  // how much of a wrong value an error shows
constexpr int kSecondsPerDay = 86400;

// What is wrong with a line; caught in kaggle_record(), which is the only function of this file that others see.
struct Malformed {
  std::string what;
};

template <class... Args>
[[noreturn]] void refuse(fmt::format_string<Args...> text, Args&&... args) {
  throw Malformed{fmt::format(text, std::forward<Args>(args)...)};
}

// A wrong value in an error. Every value shown is ASCII by right, so what is not cannot do harm to a terminal.
std::string shown(std::string_view value) {
  auto text = one_line(value.substr(0, kQuotedBytes));
  std::replace_if(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; }, '?');
  return fmt::format("\"{}{}\"", text, value.size() > kQuotedBytes ? "..." : "");
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

// "cs.CL", "hep-th", "astro-ph.CO", "cond-mat.str-el": lower-case words with hyphens, then perhaps a subject of letters.
bool is_category(std::string_view text) {
  constexpr std::size_t kLongest = 32;
  const auto words = [](std::string_view part, auto is_letter) {
    return !part.empty() && part.front() != '-' && part.back() != '-' &&
           std::all_of(part.begin(), part.end(), [&](char c) { return c == '-' || is_letter(c); });
  };
  const auto lower = [](char c) { return c >= 'a' && c <= 'z'; };
  const auto letter = [&](char c) { return lower(c) || (c >= 'A' && c <= 'Z'); };
  const auto dot = text.find('.');
  return text.size() <= kLongest && words(text.substr(0, dot), lower) &&
         (dot == std::string_view::npos || words(text.substr(dot + 1), letter));
}

std::vector<std::string> categories_of(const json& record) {
  const auto list = one_line(text_member(record, "categories"));
  std::vector<std::string> categories;
  for (std::size_t from = 0; from < list.size();) {
    const auto to = std::min(list.find(' ', from), list.size());
    const auto name = list.substr(from, to - from);
    if (!is_category(name)) refuse("{} is not an arXiv category", shown(name));
    if (std::find(categories.begin(), categories.end(), name) == categories.end()) categories.push_back(name);
    from = to + 1;
  }
  if (categories.empty()) refuse("categories is empty");
  return categories;
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
      if (auto name = name_of(parts); !name.empty()) names.push_back(std::move(name));
    }
  }
  return names.empty() ? split_author_line(optional_text(record, "authors")) : names;
}

std::optional<int> number(std::string_view digits) {
  int value = 0;
  const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (digits.empty() || digits.front() == '-' || problem != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (std::size_t from = 0; from <= text.size();) {
    const auto to = std::min(text.find(separator, from), text.size());
    parts.push_back(text.substr(from, to - from));
    from = to + 1;
  }
  return parts;
}

// "Mon, 2 Apr 2007 19:18:42 GMT", also "02 Apr" (RFC 9110's form, the day with or without a leading zero).
std::optional<std::int64_t> moment_of(const std::string& text) {
  constexpr std::string_view kMonths = "JanFebMarAprMayJunJulAugSepOctNovDec";
  const auto words = split(text, ' ');
  if (words.size() != 6 || words[0].size() != 4 || words[0][3] != ',' || words[2].size() != 3 || words[3].size() != 4 ||
      words[5] != "GMT")
    return std::nullopt;
  const auto month = kMonths.find(words[2]);
  const auto day = number(words[1]);
  const auto clock = split(words[4], ':');
  if (month == std::string_view::npos || month % 3 != 0 || !day || words[1].size() > 2 || clock.size() != 3) return std::nullopt;
  const auto date = model::Day::parse(fmt::format("{}-{:02}-{:02}", words[3], month / 3 + 1, *day));
  const auto hour = number(clock[0]), minute = number(clock[1]), second = number(clock[2]);
  if (!date || !hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
  return std::int64_t{date->value} * kSecondsPerDay + *hour * 3600 + *minute * 60 + *second;
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
    const auto at = name.starts_with('v') ? number(std::string_view(name).substr(1)) : std::nullopt;
    if (!at || *at < 1) refuse("{} is not a version such as v1", shown(name));
    versions.highest = std::max(versions.highest, *at);
    const auto& created = text_member(entry, "created");
    const auto moment = moment_of(created);
    if (!moment) refuse("{} is not a date such as \"Mon, 2 Apr 2007 19:18:42 GMT\"", shown(created));
    if (*at == 1) {
      versions.first_created = *moment;
      first_seen = true;
    }
  }
  if (!first_seen) refuse("versions has no v1, so the day of submission is not known");
  return versions;
}

// Withdrawal is only a comment on a later version. It opens the comment; other papers may be called withdrawn further on.
bool says_withdrawn(std::string comment) {
  comment = one_line(comment);
  std::transform(comment.begin(), comment.end(), comment.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  std::string_view rest = comment;
  const auto skip = [&](std::initializer_list<std::string_view> words) {
    for (const auto word : words)
      if (rest.starts_with(word)) return rest.remove_prefix(word.size()), true;
    return false;
  };
  skip({"this ", "the "});
  skip({"arxiv "});
  skip({"paper ", "submission ", "article ", "manuscript ", "preprint ", "work ", "note ", "version "});
  skip({"has been ", "is being ", "is ", "was "});
  return rest.starts_with("withdrawn") && !rest.starts_with("withdrawn from ");  // from a conference, not from arXiv
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

KaggleRecord read(const json& record, model::Day today) {
  const auto versions = versions_of(record);
  const auto submitted = static_cast<std::int32_t>((versions.first_created - (versions.first_created < 0 ? kSecondsPerDay - 1 : 0)) /
                                                   kSecondsPerDay);
  auto categories = categories_of(record);
  KaggleRecord result{.paper = {.id = id_of(record),
                                .version = versions.highest,
                                .title = one_line(text_member(record, "title")),
                                .abstract = one_line(text_member(record, "abstract")),
                                .authors = authors_of(record),
                                .primary_category = categories.front(),
                                .categories = {},
                                .submitted_at = versions.first_created,
                                .submitted = {submitted},
                                .announced = {},
                                .withdrawn = versions.highest >= 2 && says_withdrawn(optional_text(record, "comments"))},
                      .record_day = record_day_of(record)};
  result.paper.categories = std::move(categories);
  if (result.paper.title.empty()) refuse("title is empty");
  refuse_future("the submission date", result.paper.submitted, today);
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
