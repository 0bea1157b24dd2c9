#include "daemon/parse/arxiv_rss.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "daemon/parse/authors.hpp"
#include "daemon/parse/moment.hpp"
#include "daemon/parse/one_line.hpp"
#include "daemon/parse/record_fields.hpp"
#include "daemon/parse/tex_accents.hpp"
#include "daemon/parse/xml.hpp"
#include "daemon/util/new_york.hpp"

namespace bandwagon::parse {
namespace {

// Where RSS and Atom keep the same thing.
struct Names {
  const char *entry, *id, *abstract, *date;
};
constexpr Names kRss{.entry = "item", .id = "guid", .abstract = "description", .date = "pubDate"};
constexpr Names kAtom{.entry = "entry", .id = "id", .abstract = "summary", .date = "published"};

model::Day day_before(std::int64_t unix_seconds) {
  return util::new_york(unix_seconds).day - 1;
}

// "Thu, 24 Sep 2026 00:00:00 -0400" (Atom: "2026-09-24T00:00:00-04:00") is New York's midnight after the mailing of the
// evening before.
std::optional<model::Day> mailing_day(const char* published) {
  const auto moment = parse_moment(published);
  if (!moment) return std::nullopt;
  return day_before(*moment);
}

std::optional<AnnounceType> announce_type(std::string_view word) {
  if (word == "new") return AnnounceType::New;
  if (word == "cross") return AnnounceType::Cross;
  if (word == "replace") return AnnounceType::Replace;
  if (word == "replace-cross") return AnnounceType::ReplaceCross;
  return std::nullopt;
}

// "oai:arXiv.org:2609.26811v1" → 1; the version is only in the guid.
std::optional<int> version_of(std::string_view guid) {
  const auto v = guid.rfind('v');
  if (v == std::string_view::npos) return std::nullopt;
  const auto version = whole_number(guid.substr(v + 1));
  return version && *version >= 1 ? version : std::nullopt;
}

// "arXiv:2609.26811v1 Announce Type: new \nAbstract: Local …" → "Local …".
std::string_view abstract_of(std::string_view description) {
  constexpr std::string_view kMark = "Abstract:";
  const auto mark = description.find(kMark);
  return mark == std::string_view::npos ? description : description.substr(mark + kMark.size());
}

std::vector<std::string> categories_in(const pugi::xml_node& item) {
  std::vector<std::string> categories;
  for (const pugi::xml_node& node : item.children("category")) {
    const char* term = node.attribute("term").value();  // Atom's place for it
    const std::string name = one_line(*term != '\0' ? term : node.text().get());
    if (is_category(name) && std::find(categories.begin(), categories.end(), name) == categories.end())
      categories.push_back(name);
  }
  return categories;
}

// "First Last (Affiliation, Town), Next Author" → names.
std::vector<std::string> authors_of(const pugi::xml_node& item) {
  std::vector<std::string> authors = split_author_line(item.child("dc:creator").text().get());
  for (std::string& name : authors) name = one_line(decode_tex_accents(name));
  return authors;
}

tl::expected<Announcement, std::string> read_announcement(const pugi::xml_node& item, const Names& names) {
  const std::string guid = child_line(item, names.id);
  constexpr std::string_view kGuidPrefix = "oai:arXiv.org:";
  const std::string_view name = std::string_view(guid).starts_with(kGuidPrefix)
                                    ? std::string_view(guid).substr(kGuidPrefix.size())
                                    : std::string_view(guid);
  const auto id = model::PaperId::parse(name);
  const auto version = version_of(guid);
  if (!id || !version) return tl::unexpected(fmt::format("guid {} is no arXiv identifier with a version", shown(guid)));
  const std::string word = child_line(item, "arxiv:announce_type");
  const auto type = announce_type(word);
  if (!type) return tl::unexpected(fmt::format("{}: unknown announce type {}", id->str(), shown(word)));
  const char* published = item.child(names.date).text().get();
  const auto mailed = mailing_day(published);
  if (!mailed) return tl::unexpected(fmt::format("{}: {} {} is no date", id->str(), names.date, shown(published)));
  Announcement announcement{.id = *id,
                            .version = *version,
                            .type = *type,
                            .mailed = *mailed,
                            .title = child_line(item, "title"),
                            .abstract = one_line(abstract_of(item.child(names.abstract).text().get())),
                            .authors = authors_of(item),
                            .categories = categories_in(item)};
  if (announcement.title.empty()) return tl::unexpected(fmt::format("{}: no title", id->str()));
  if (announcement.categories.empty()) return tl::unexpected(fmt::format("{}: no category", id->str()));
  return announcement;
}

Result<Mailing> read_mailing(const pugi::xml_node& channel, const Names& names) {
  const std::string title = child_line(channel, "title");
  if (title.starts_with("Feed error")) return fail(ErrorKind::Parse, fmt::format("arXiv answers {}", shown(title)));
  Mailing mailing{.day = mailing_day(channel.child(names.date).text().get()), .announcements = {}, .faults = {}};
  int place = 0;
  for (const pugi::xml_node& item : channel.children(names.entry)) {
    ++place;
    auto announcement = read_announcement(item, names);
    if (announcement) {
      mailing.announcements.push_back(std::move(*announcement));
    } else {
      mailing.faults.push_back(fmt::format("entry {}: {}", place, announcement.error()));
    }
  }
  if (!mailing.day && !mailing.announcements.empty()) mailing.day = mailing.announcements.front().mailed;
  return mailing;
}

}  // namespace

Result<Mailing> parse_arxiv_rss(std::string_view body) {
  const auto document = read_xml(body);
  if (!document) return tl::unexpected(document.error());
  if (const pugi::xml_node channel = document->child("rss").child("channel")) return read_mailing(channel, kRss);
  if (const pugi::xml_node feed = document->child("feed")) return read_mailing(feed, kAtom);
  return fail(ErrorKind::Parse,
              fmt::format("no RSS or Atom: the document is {}", shown(document->document_element().name())));
}

}  // namespace bandwagon::parse
