#include "daemon/parse/posting.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <pugixml.hpp>

#include "daemon/parse/hub_postings.hpp"
#include "daemon/parse/moment.hpp"
#include "daemon/parse/one_line.hpp"
#include "daemon/parse/plain_text.hpp"
#include "daemon/parse/utf8.hpp"

namespace bandwagon::parse {
namespace {

constexpr std::size_t kMostText = 2000, kMostTitle = 500, kMostTags = 50;

// The text of the first child of these names that has any.
std::string first_text(const pugi::xml_node& node, std::initializer_list<const char*> names) {
  for (const char* name : names)
    for (const pugi::xml_node& child : node.children(name)) {
      const std::string_view text = child.text().get();
      if (text.find_first_not_of(" \t\r\n") != std::string_view::npos) return std::string(text);
    }
  return {};
}

// Atom: the alternate link. A link without rel is one.
std::string atom_link(const pugi::xml_node& entry) {
  for (const pugi::xml_node& link : entry.children("link")) {
    const std::string_view rel = link.attribute("rel").as_string("alternate");
    if (rel == "alternate") return link.attribute("href").as_string();
  }
  return {};
}

void add_papers(std::string_view text, std::vector<model::PaperId>& papers) {
  for (auto& id : named_papers(text))
    if (papers.size() < kMostNamedPapers && std::find(papers.begin(), papers.end(), id) == papers.end())
      papers.push_back(std::move(id));
}

std::vector<std::string> tags_of(const pugi::xml_node& entry) {
  std::vector<std::string> categories;
  for (const pugi::xml_node& node : entry.children("category")) {
    std::string name = one_line(node.attribute("term").as_string(node.text().get()));
    if (!name.empty() && categories.size() < kMostTags) categories.push_back(std::move(name));
  }
  return categories;
}

// RSS 2.0 and Atom differ in names only. The earliest date counts: GitHub moves <updated> when a release is edited.
std::optional<Posting> posting_of(const pugi::xml_node& entry, bool is_atom) {
  const std::string body = first_text(entry, {"content:encoded", "content", "description", "summary"});
  const std::string summary = first_text(entry, {"description", "summary"});
  Posting posting;
  posting.text = plain_text(summary.empty() ? body : summary, kMostText);
  posting.title = plain_text(first_text(entry, {"title", "dc:title"}), kMostTitle);
  if (posting.title.empty()) posting.title = plain_text(posting.text, kMostTitle);
  if (posting.title.empty()) return std::nullopt;
  posting.link = canonical_link(is_atom ? atom_link(entry) : first_text(entry, {"link"}));
  posting.key = one_line(first_text(entry, {"guid", "id"}));
  if (posting.key.empty()) posting.key = posting.link;
  if (posting.key.empty()) posting.key = posting.title;
  for (const char* name : {"published", "pubDate", "updated", "dc:date"})
    if (!posting.published_at) posting.published_at = parse_moment(entry.child(name).text().get());
  add_papers(posting.link, posting.arxiv_ids);
  add_papers(body, posting.arxiv_ids);
  posting.tags = tags_of(entry);
  return posting;
}

PostingList read_entries(const pugi::xml_node& parent, const char* name, PostingFormat format) {
  PostingList list;
  list.format = format;
  list.title = one_line(parent.child("title").text().get());
  int place = 0;
  for (const pugi::xml_node& entry : parent.children(name)) {
    ++place;
    if (auto posting = posting_of(entry, format != PostingFormat::Rss))
      list.postings.push_back(std::move(*posting));
    else
      list.faults.push_back(fmt::format("entry {}: neither title nor text", place));
  }
  return list;
}

Result<PostingList> parse_feed(std::string_view body) {
  pugi::xml_document document;
  const auto encoding = first_invalid_utf8(body) ? pugi::encoding_latin1 : pugi::encoding_utf8;
  const auto declaration = body.substr(0, 200);
  if (encoding == pugi::encoding_latin1 && declaration.find("8859-1") == std::string_view::npos &&
      declaration.find("1252") == std::string_view::npos)
    return fail(ErrorKind::Parse, fmt::format("no UTF-8 at byte {}", *first_invalid_utf8(body)));
  const auto parsed = document.load_buffer(body.data(), body.size(), pugi::parse_default, encoding);
  const std::string_view root = document.document_element().name();
  if (root == "html" || body.substr(0, 15) == "<!DOCTYPE html>")
    return fail(ErrorKind::Parse, "a web page (HTML) instead of a feed: the address has moved or is blocked");
  if (!parsed)
    return fail(ErrorKind::Parse, fmt::format("XML is broken or cut off at byte {} of {}: {}", parsed.offset,
                                              body.size(), parsed.description()));
  if (const auto channel = document.child("rss").child("channel"))
    return read_entries(channel, "item", PostingFormat::Rss);
  if (const auto rdf = document.child("rdf:RDF")) return read_entries(rdf, "item", PostingFormat::Rss);
  if (const auto feed = document.child("feed")) {
    const std::string id = feed.child("id").text().get();
    const bool is_github = id.find("github.com") != std::string::npos;
    return read_entries(feed, "entry", is_github ? PostingFormat::GithubReleases : PostingFormat::Atom);
  }
  return fail(ErrorKind::Parse, fmt::format("neither RSS nor Atom: the document is <{}>", shown_beginning(root)));
}

Result<PostingList> parse_any(std::string_view body) {
  const auto first = body.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  if (first == std::string_view::npos) return fail(ErrorKind::Parse, "an empty body");
  if (body[first] == '[' || body[first] == '{') return parse_hub(body.substr(first));
  if (body[first] == '<') return parse_feed(body.substr(first));
  return fail(ErrorKind::Parse, fmt::format("no feed but \"{}\"", shown_beginning(body)));
}

}  // namespace

Result<PostingList> parse_postings(std::string_view body) {
  auto list = parse_any(body);
  if (list && list->postings.size() > kMostPostings) {
    list->postings.resize(kMostPostings);
    list->faults.push_back(fmt::format("more than {} entries: the others are left out", kMostPostings));
  }
  return list;
}

}  // namespace bandwagon::parse
