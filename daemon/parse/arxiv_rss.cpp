#include "daemon/parse/arxiv_rss.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <pugixml.hpp>
#include <sstream>

#include "daemon/parse/authors.hpp"
#include "daemon/parse/moment.hpp"
#include "daemon/parse/one_line.hpp"
#include "daemon/parse/tex_accents.hpp"
#include "daemon/parse/utf8.hpp"
#include "daemon/util/new_york.hpp"

namespace bandwagon::parse {
namespace {

constexpr std::size_t kShownBytes = 60;  // of a body that is no feed, in an error

// The beginning of hostile text, for an error message.
std::string shown(std::string_view text) {
  std::string line = one_line(text.substr(0, kShownBytes));
  std::replace_if(
      line.begin(), line.end(), [](char byte) { return byte < ' ' || byte > '~'; }, '?');
  return line;
}

// "Thu, 24 Sep 2026 00:00:00 -0400" is New York's midnight after the mailing of the evening before.
std::optional<model::Day> mailing_day(const char* pub_date) {
  const auto moment = parse_moment(pub_date);
  if (!moment) return std::nullopt;
  return util::new_york(*moment).day - 1;
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
  int version = 0;
  const auto [end, fault] = std::from_chars(guid.data() + v + 1, guid.data() + guid.size(), version);
  if (fault != std::errc{} || end != guid.data() + guid.size() || version < 1) return std::nullopt;
  return version;
}

// "arXiv:2609.26811v1 Announce Type: new \nAbstract: Local …" → "Local …".
std::string_view abstract_of(std::string_view description) {
  constexpr std::string_view kMark = "Abstract:";
  const auto mark = description.find(kMark);
  return mark == std::string_view::npos ? description : description.substr(mark + kMark.size());
}

// A well-formed category as "cs.CL", "hep-th", "astro-ph.CO".
bool is_category(std::string_view name) {
  const auto letters = [](std::string_view part) {
    return !part.empty() && std::all_of(part.begin(), part.end(), [](char byte) {
      return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '-';
    });
  };
  const auto dot = name.find('.');
  return letters(name.substr(0, dot)) && (dot == std::string_view::npos || letters(name.substr(dot + 1)));
}

std::vector<std::string> categories_of(const pugi::xml_node& item) {
  std::vector<std::string> categories;
  for (const pugi::xml_node& node : item.children("category")) {
    const std::string name = one_line(node.text().get());
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

tl::expected<Announcement, std::string> read_announcement(const pugi::xml_node& item) {
  const std::string guid = one_line(item.child("guid").text().get());
  constexpr std::string_view kGuidPrefix = "oai:arXiv.org:";
  const std::string_view name = std::string_view(guid).starts_with(kGuidPrefix)
                                    ? std::string_view(guid).substr(kGuidPrefix.size())
                                    : std::string_view(guid);
  const auto id = model::PaperId::parse(name);
  const auto version = version_of(guid);
  if (!id || !version)
    return tl::unexpected(fmt::format("guid \"{}\" is no arXiv identifier with a version", shown(guid)));
  const std::string word = one_line(item.child("arxiv:announce_type").text().get());
  const auto type = announce_type(word);
  if (!type) return tl::unexpected(fmt::format("{}: unknown announce type \"{}\"", id->str(), shown(word)));
  const auto mailed = mailing_day(item.child("pubDate").text().get());
  if (!mailed)
    return tl::unexpected(
        fmt::format("{}: pubDate \"{}\" is no date", id->str(), shown(item.child("pubDate").text().get())));
  Announcement announcement{.id = *id,
                            .version = *version,
                            .type = *type,
                            .mailed = *mailed,
                            .title = one_line(item.child("title").text().get()),
                            .abstract = one_line(abstract_of(item.child("description").text().get())),
                            .authors = authors_of(item),
                            .categories = categories_of(item)};
  if (announcement.title.empty()) return tl::unexpected(fmt::format("{}: no title", id->str()));
  if (announcement.categories.empty()) return tl::unexpected(fmt::format("{}: no category", id->str()));
  return announcement;
}

}  // namespace

Result<Mailing> parse_arxiv_rss(std::string_view body) {
  if (body.find('<') == std::string_view::npos) {
    return fail(ErrorKind::Parse, fmt::format("no XML but \"{}\"", shown(body)));
  }
  if (const auto at = first_invalid_utf8(body)) return fail(ErrorKind::Parse, fmt::format("no UTF-8 at byte {}", *at));
  pugi::xml_document document;
  const pugi::xml_parse_result parsed =
      document.load_buffer(body.data(), body.size(), pugi::parse_default, pugi::encoding_utf8);
  if (!parsed) {
    return fail(ErrorKind::Parse, fmt::format("XML is broken or cut off at byte {} of {}: {}", parsed.offset,
                                              body.size(), parsed.description()));
  }
  const pugi::xml_node channel = document.child("rss").child("channel");
  if (!channel) {
    return fail(ErrorKind::Parse,
                fmt::format("no RSS: the document is <{}>", shown(document.document_element().name())));
  }
  const std::string title = one_line(channel.child("title").text().get());
  if (title.starts_with("Feed error")) return fail(ErrorKind::Parse, fmt::format("arXiv answers \"{}\"", shown(title)));

  Mailing mailing{.day = mailing_day(channel.child("pubDate").text().get()), .announcements = {}, .faults = {}};
  int place = 0;
  for (const pugi::xml_node& item : channel.children("item")) {
    ++place;
    auto announcement = read_announcement(item);
    if (announcement) {
      mailing.announcements.push_back(std::move(*announcement));
    } else {
      mailing.faults.push_back(fmt::format("entry {}: {}", place, announcement.error()));
    }
  }
  return mailing;
}

}  // namespace bandwagon::parse
