#include "daemon/parse/arxiv_rss.hpp"

#include <date/date.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <pugixml.hpp>
#include <sstream>

#include "daemon/parse/tex_accents.hpp"
#include "daemon/util/new_york.hpp"

namespace bandwagon::parse {
namespace {

constexpr std::string_view kSpaces = " \t\r\n\f\v";
constexpr std::size_t kShownBytes = 60;  // of a body that is no feed, in an error

// One line: runs of blanks become one, none at the ends.
std::string folded(std::string_view text) {
  std::string line;
  for (const char byte : text) {
    if (kSpaces.find(byte) == std::string_view::npos) {
      line += byte;
    } else if (!line.empty() && line.back() != ' ') {
      line += ' ';
    }
  }
  if (!line.empty() && line.back() == ' ') line.pop_back();
  return line;
}

// The beginning of hostile text, for an error message.
std::string shown(std::string_view text) {
  std::string line = folded(text.substr(0, kShownBytes));
  std::replace_if(line.begin(), line.end(), [](char byte) { return byte < ' ' || byte > '~'; }, '?');
  return line;
}

// "Thu, 24 Sep 2026 00:00:00 -0400" is New York's midnight after the mailing of the evening before.
std::optional<model::Day> mailing_day(const char* pub_date) {
  std::istringstream in{pub_date};
  in.imbue(std::locale::classic());
  date::sys_seconds moment;
  in >> date::parse("%a, %d %b %Y %H:%M:%S %z", moment);
  if (in.fail()) return std::nullopt;
  return util::new_york(moment.time_since_epoch().count()).day - 1;
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
    const std::string name = folded(node.text().get());
    if (is_category(name) && std::find(categories.begin(), categories.end(), name) == categories.end()) categories.push_back(name);
  }
  return categories;
}

tl::expected<Announcement, std::string> read_announcement(const pugi::xml_node& item) {
  const std::string guid = folded(item.child("guid").text().get());
  constexpr std::string_view kGuidPrefix = "oai:arXiv.org:";
  const std::string_view name = std::string_view(guid).starts_with(kGuidPrefix) ? std::string_view(guid).substr(kGuidPrefix.size())
                                                                              : std::string_view(guid);
  const auto id = model::PaperId::parse(name);
  const auto version = version_of(guid);
  if (!id || !version) return tl::unexpected(fmt::format("guid \"{}\" is no arXiv identifier with a version", shown(guid)));
  const std::string word = folded(item.child("arxiv:announce_type").text().get());
  const auto type = announce_type(word);
  if (!type) return tl::unexpected(fmt::format("{}: unknown announce type \"{}\"", id->str(), shown(word)));
  const auto mailed = mailing_day(item.child("pubDate").text().get());
  if (!mailed) return tl::unexpected(fmt::format("{}: pubDate \"{}\" is no date", id->str(), shown(item.child("pubDate").text().get())));
  Announcement announcement{.id = *id, .version = *version, .type = *type, .mailed = *mailed,
                            .title = folded(item.child("title").text().get()),
                            .abstract = folded(abstract_of(item.child("description").text().get())),
                            .authors = split_authors(item.child("dc:creator").text().get()),
                            .categories = categories_of(item)};
  if (announcement.title.empty()) return tl::unexpected(fmt::format("{}: no title", id->str()));
  if (announcement.categories.empty()) return tl::unexpected(fmt::format("{}: no category", id->str()));
  return announcement;
}

}  // namespace

std::vector<std::string> split_authors(std::string_view creators) {
  std::vector<std::string> authors;
  std::string name;
  const auto finish = [&] {
    if (std::string one = folded(decode_tex_accents(name)); !one.empty()) authors.push_back(std::move(one));
    name.clear();
  };
  int brackets = 0, braces = 0;
  for (std::size_t at = 0; at < creators.size(); ++at) {
    const char byte = creators[at];
    if (byte == '\\' && at + 1 < creators.size() && brackets == 0) {
      name += byte;
      name += creators[++at];  // "\{" and the like open nothing
    } else if (byte == '(' && braces == 0) {
      ++brackets;
    } else if (byte == ')' && braces == 0) {
      brackets = std::max(brackets - 1, 0);
    } else if (brackets == 0) {
      braces = byte == '{' ? braces + 1 : byte == '}' ? std::max(braces - 1, 0) : braces;
      if (byte == ',' && braces == 0) {
        finish();
      } else {
        name += byte;
      }
    }
  }
  finish();
  return authors;
}

Result<Mailing> parse_arxiv_rss(std::string_view body) {
  pugi::xml_document document;
  const pugi::xml_parse_result parsed = document.load_buffer(body.data(), body.size(), pugi::parse_default, pugi::encoding_utf8);
  if (body.find('<') == std::string_view::npos) {
    return fail(ErrorKind::Parse, fmt::format("no XML but \"{}\"", shown(body)));
  }
  if (!parsed) {
    return fail(ErrorKind::Parse, fmt::format("XML is broken or cut off at byte {} of {}: {}", parsed.offset, body.size(),
                                              parsed.description()));
  }
  const pugi::xml_node channel = document.child("rss").child("channel");
  if (!channel) {
    return fail(ErrorKind::Parse, fmt::format("no RSS: the document is <{}>", shown(document.document_element().name())));
  }
  const std::string title = folded(channel.child("title").text().get());
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
