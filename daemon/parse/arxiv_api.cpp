#include "daemon/parse/arxiv_api.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "analyzers/model/paper.hpp"
#include "daemon/parse/one_line.hpp"
#include "daemon/parse/record_fields.hpp"
#include "daemon/parse/xml.hpp"

namespace bandwagon::parse {
namespace {

constexpr std::string_view kErrorMark = "/api/errors#";  // scheme and status differ between servers

Author author_of(const pugi::xml_node& node) {
  Author author{.name = child_line(node, "name")};
  for (const pugi::xml_node& place : node.children("arxiv:affiliation"))
    author.affiliations.push_back(one_line(place.text().get()));
  return author;
}

// Primary first; arXiv lists them in its own order.
std::vector<std::string> categories_of(const pugi::xml_node& entry) {
  std::vector<std::string> categories;
  const auto add = [&](const char* name) {
    if (is_category(name) && std::find(categories.begin(), categories.end(), name) == categories.end())
      categories.emplace_back(name);
  };
  add(entry.child("arxiv:primary_category").attribute("term").value());
  for (const pugi::xml_node& node : entry.children("category")) add(node.attribute("term").value());
  return categories;
}

// "http://arxiv.org/abs/1605.08386v1": what stands behind /abs/.
std::string_view name_in(std::string_view address) {
  constexpr std::string_view kMark = "/abs/";
  const auto at = address.find(kMark);
  return at == std::string_view::npos ? address : address.substr(at + kMark.size());
}

Result<ArxivRecord> read_entry(const pugi::xml_node& entry) {
  const std::string address = child_line(entry, "id");
  const std::string_view name = name_in(address);
  auto id = model::PaperId::parse(name);
  const auto version = whole_number(name.substr(std::min(name.rfind('v'), name.size() - 1) + 1));
  if (!id || !version || *version < 1)
    return fail(ErrorKind::Parse, fmt::format("id {} is no arXiv identifier with a version", shown(address)));
  const std::string published = child_line(entry, "published");
  const auto submitted = iso_moment(published);
  if (!submitted)
    return fail(ErrorKind::Parse, fmt::format("{}: published {} is no date", id->str(), shown(published)));
  ArxivRecord record{.id = *std::move(id), .title = {}, .abstract = {}, .comment = {}, .authors = {}, .categories = {}};
  record.version = *version;
  record.title = child_line(entry, "title");
  record.abstract = child_line(entry, "summary");
  record.comment = child_line(entry, "arxiv:comment");
  record.submitted_at = *submitted;
  record.categories = categories_of(entry);
  for (const pugi::xml_node& node : entry.children("author"))
    if (Author author = author_of(node); model::names_somebody(author.name))
      record.authors.push_back(std::move(author));
  if (record.version >= 2 && says_withdrawn(record.comment)) record.standing = Standing::Withdrawn;
  if (record.title.empty()) return fail(ErrorKind::Parse, fmt::format("{}: no title", record.id.str()));
  if (record.categories.empty()) return fail(ErrorKind::Parse, fmt::format("{}: no category", record.id.str()));
  return record;
}

}  // namespace

Result<ApiAnswer> parse_arxiv_api(std::string_view body) {
  const auto document = read_xml(body);
  if (!document) return tl::unexpected(document.error());
  const pugi::xml_node feed = document->child("feed");
  if (!feed)
    return fail(ErrorKind::Parse,
                fmt::format("no Atom: the document is {}", shown(document->document_element().name())));
  ApiAnswer answer{.asked = child_line(feed, "title"),
                   .total = whole_number(child_line(feed, "opensearch:totalResults")).value_or(0),
                   .records = {},
                   .faults = {}};
  int place = 0;
  for (const pugi::xml_node& entry : feed.children("entry")) {
    ++place;
    if (child_line(entry, "id").find(kErrorMark) != std::string::npos)
      return fail(ErrorKind::Parse, fmt::format("arXiv refuses the query: {}", shown(child_line(entry, "summary"))));
    if (auto record = read_entry(entry))
      answer.records.push_back(*std::move(record));
    else
      answer.faults.push_back(fmt::format("entry {}: {}", place, record.error().message));
  }
  return answer;
}

std::vector<model::PaperId> dropped(std::span<const model::PaperId> asked, const ApiAnswer& answer) {
  std::vector<model::PaperId> missing;
  for (const model::PaperId& id : asked)
    if (std::none_of(answer.records.begin(), answer.records.end(), [&](const auto& record) { return record.id == id; }))
      missing.push_back(id);
  return missing;
}

}  // namespace bandwagon::parse
