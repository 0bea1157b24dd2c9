#include "daemon/parse/oai_formats.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "analyzers/model/paper.hpp"
#include "daemon/parse/authors.hpp"
#include "daemon/parse/one_line.hpp"
#include "daemon/parse/record_fields.hpp"
#include "daemon/parse/tex_accents.hpp"
#include "daemon/parse/xml.hpp"

namespace bandwagon::parse {
namespace {

Result<std::int64_t> midnight_of(const std::string& text, const char* what) {
  const auto day = model::Day::parse(text);
  if (!day) return fail(ErrorKind::Parse, fmt::format("{} {} is not a day", what, shown(text)));
  return day->midnight();
}

std::string plain_name(std::string_view tex) {
  return one_line(decode_tex_accents(tex));
}

// A line of names in TeX: "J. Doe (Here, There), C. Roe".
std::vector<Author> authors_of_line(const std::string& line) {
  std::vector<Author> authors;
  for (const std::string& name : split_author_line(line)) authors.push_back({.name = plain_name(name)});
  return authors;
}

Result<void> read_categories(ArxivRecord& record, const pugi::xml_node& paper) {
  auto categories = category_list(paper.child("categories").text().get());
  if (!categories) return tl::unexpected(categories.error());
  record.categories = *std::move(categories);
  return {};
}

// Every <version version="v3"><date>; the first one is when the paper was submitted.
Result<void> read_versions(ArxivRecord& record, const pugi::xml_node& paper) {
  int highest = 0;
  std::optional<std::int64_t> first;
  for (const pugi::xml_node& node : paper.children("version")) {
    const std::string_view name = node.attribute("version").value();
    const auto number = name.starts_with('v') ? whole_number(name.substr(1)) : std::nullopt;
    if (!number || *number < 1) return fail(ErrorKind::Parse, fmt::format("{} is not a version", shown(name)));
    const std::string date = child_line(node, "date");
    const auto moment = http_moment(date);
    if (!moment) return fail(ErrorKind::Parse, fmt::format("version date {} is no date", shown(date)));
    highest = std::max(highest, *number);
    if (*number == 1) first = moment;
  }
  if (!first) return fail(ErrorKind::Parse, "no version v1, so the day of submission is not known");
  record.version = highest;
  record.submitted_at = *first;
  return {};
}

Result<ArxivRecord> read_raw(ArxivRecord record, const pugi::xml_node& paper) {
  if (auto read = read_versions(record, paper); !read) return tl::unexpected(read.error());
  if (auto read = read_categories(record, paper); !read) return tl::unexpected(read.error());
  record.title = child_line(paper, "title");
  record.abstract = child_line(paper, "abstract");
  record.comment = child_line(paper, "comments");
  record.authors = authors_of_line(child_line(paper, "authors"));
  if (record.version >= 2 && says_withdrawn(record.comment)) record.standing = Standing::Withdrawn;
  return record;
}

Author split_name(const pugi::xml_node& node) {
  std::string keynames;
  for (const pugi::xml_node& keyname : node.children("keyname")) keynames += std::string(" ") + keyname.text().get();
  Author author{.name = plain_name(child_line(node, "forenames") + keynames + " " + child_line(node, "suffix"))};
  for (const pugi::xml_node& place : node.children("affiliation"))
    author.affiliations.push_back(plain_name(place.text().get()));
  return author;
}

// Names no version: a changed paper is only known to have at least two.
Result<ArxivRecord> read_arxiv(ArxivRecord record, const pugi::xml_node& paper) {
  const auto created = midnight_of(child_line(paper, "created"), "created");
  if (!created) return tl::unexpected(created.error());
  if (auto read = read_categories(record, paper); !read) return tl::unexpected(read.error());
  record.submitted_at = *created;
  record.title = child_line(paper, "title");
  record.abstract = child_line(paper, "abstract");
  record.comment = child_line(paper, "comments");
  for (const pugi::xml_node& node : paper.child("authors").children("author")) {
    Author author = split_name(node);
    if (model::names_somebody(author.name)) record.authors.push_back(std::move(author));
  }
  if (paper.child("updated") && says_withdrawn(record.comment)) record.standing = Standing::Withdrawn;
  return record;
}

// "Keyname, Forenames" → "Forenames Keyname".
Author dublin_core_author(const std::string& creator) {
  const auto comma = creator.find(", ");
  if (comma == std::string::npos) return {.name = plain_name(creator)};
  return {.name = plain_name(creator.substr(comma + 2) + " " + creator.substr(0, comma))};
}

// Dates: the first is the submission. Descriptions: the abstract, then perhaps "Comment: …". Subjects are words.
Result<ArxivRecord> read_dublin_core(ArxivRecord record, const pugi::xml_node& paper) {
  constexpr std::string_view kComment = "Comment:";
  const auto submitted = midnight_of(child_line(paper, "dc:date"), "dc:date");
  if (!submitted) return tl::unexpected(submitted.error());
  record.submitted_at = *submitted;
  record.title = child_line(paper, "dc:title");
  for (const pugi::xml_node& creator : paper.children("dc:creator"))
    if (Author author = dublin_core_author(one_line(creator.text().get())); model::names_somebody(author.name))
      record.authors.push_back(std::move(author));
  for (const pugi::xml_node& node : paper.children("dc:description")) {
    const std::string text = one_line(node.text().get());
    if (text.starts_with(kComment))
      record.comment = one_line(std::string_view(text).substr(kComment.size()));
    else if (record.abstract.empty())
      record.abstract = text;
  }
  return record;
}

Result<ArxivRecord> read_any(ArxivRecord record, const pugi::xml_node& metadata) {
  if (const auto paper = metadata.child("arXivRaw")) return read_raw(std::move(record), paper);
  if (const auto paper = metadata.child("arXiv")) return read_arxiv(std::move(record), paper);
  if (const auto paper = metadata.child("oai_dc:dc")) return read_dublin_core(std::move(record), paper);
  return fail(ErrorKind::Parse, fmt::format("metadata of an unknown format {}", shown(metadata.first_child().name())));
}

}  // namespace

Result<ArxivRecord> read_oai_metadata(ArxivRecord record, const pugi::xml_node& metadata) {
  auto read = read_any(std::move(record), metadata);
  if (read && read->title.empty()) return fail(ErrorKind::Parse, "title is empty");
  return read;
}

}  // namespace bandwagon::parse
