#include "daemon/parse/plain_text.hpp"

#include <algorithm>
#include <array>

#include "daemon/parse/one_line.hpp"

namespace bandwagon::parse {
namespace {

constexpr std::size_t kFirstBytes = 60;

struct Entity {
  std::string_view name, text;
};
constexpr std::array kEntities{Entity{"amp", "&"},   Entity{"lt", "<"},    Entity{"gt", ">"},    Entity{"quot", "\""},
                               Entity{"apos", "'"},  Entity{"#39", "'"},   Entity{"nbsp", " "},  Entity{"rsquo", "’"},
                               Entity{"lsquo", "‘"}, Entity{"rdquo", "”"}, Entity{"ldquo", "“"}, Entity{"hellip", "…"},
                               Entity{"#8217", "’"}, Entity{"#8211", "–"}, Entity{"ndash", "–"}, Entity{"mdash", "—"},
                               Entity{"#x27", "'"},  Entity{"#8220", "“"}, Entity{"#8221", "”"}, Entity{"#160", " "}};

// The text of the entity at the beginning ("amp;…"), and how long its name is; no text: none that is known.
std::pair<std::string_view, std::size_t> entity_at(std::string_view text) {
  for (const auto& [name, meaning] : kEntities)
    if (text.starts_with(name) && text.size() > name.size() && text[name.size()] == ';') return {meaning, name.size()};
  return {};
}

bool is_named(std::string_view tag, std::string_view name) {
  return tag.starts_with(name) && (tag.size() == name.size() || tag[name.size()] == ' ' || tag[name.size()] == '>');
}

// Where the markup that begins at `open` ('<') ends: behind it. A script or style ends behind its closing tag.
std::size_t end_of_markup(std::string_view html, std::size_t open) {
  const auto rest = html.substr(open + 1);
  const auto behind = [&](std::string_view closing) {
    const auto at = html.find(closing, open);
    return at == std::string_view::npos ? html.size() : at + closing.size();
  };
  if (rest.starts_with("!--")) return behind("-->");
  if (is_named(rest, "script")) return behind("</script>");
  if (is_named(rest, "style")) return behind("</style>");
  return behind(">");
}

bool begins_markup(std::string_view html, std::size_t open) {
  if (open + 1 >= html.size()) return false;
  const char next = html[open + 1];
  return (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z') || next == '/' || next == '!';
}

char small(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string in_small_letters(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), small);
  return out;
}

std::string without_tracking(std::string_view query) {
  std::string kept;
  while (!query.empty()) {
    const auto end = query.find('&');
    const auto parameter = query.substr(0, end);
    if (!parameter.starts_with("utm_") && !parameter.empty())
      kept += (kept.empty() ? "?" : "&") + std::string(parameter);
    query = end == std::string_view::npos ? std::string_view{} : query.substr(end + 1);
  }
  return kept;
}

}  // namespace

std::string plain_text(std::string_view html, std::size_t most_bytes) {
  std::string out;
  for (std::size_t at = 0; at < html.size() && out.size() < 2 * most_bytes;) {
    if (html[at] == '<' && begins_markup(html, at)) {
      at = end_of_markup(html, at);
      out += ' ';
    } else if (html[at] == '&') {
      const auto [meaning, length] = entity_at(html.substr(at + 1));
      out += meaning.empty() ? std::string_view("&") : meaning;
      at += meaning.empty() ? 1 : length + 2;
    } else {
      out += html[at++];
    }
  }
  out = one_line(out);
  if (out.size() <= most_bytes) return out;
  std::size_t end = most_bytes;
  while (end > 0 && (static_cast<unsigned char>(out[end]) & 0xC0U) == 0x80U) --end;
  return out.substr(0, end);
}

std::string canonical_link(std::string_view link) {
  const std::string trimmed = one_line(link);
  std::string_view rest = trimmed;
  rest = rest.substr(0, rest.find('#'));
  const auto scheme = rest.find("://");
  if (scheme == std::string_view::npos) return std::string(rest);
  const auto path = std::min(rest.find_first_of("/?", scheme + 3), rest.size());
  const auto query = std::min(rest.find('?', path), rest.size());
  std::string_view place = rest.substr(path, query - path);
  while (place.ends_with('/')) place.remove_suffix(1);
  return in_small_letters(rest.substr(0, path)) + std::string(place) +
         without_tracking(query < rest.size() ? rest.substr(query + 1) : std::string_view{});
}

std::vector<model::PaperId> named_papers(std::string_view text) {
  constexpr std::array<std::string_view, 5> kMarks{"arxiv.org/abs/", "arxiv.org/pdf/",
                                                   "arxiv:", "huggingface.co/papers/", "arxiv.org/html/"};
  const std::string lowered = in_small_letters(text);
  std::vector<std::pair<std::size_t, model::PaperId>> found;
  for (const auto mark : kMarks)
    for (auto at = lowered.find(mark); at != std::string::npos; at = lowered.find(mark, at + 1)) {
      const auto from = at + mark.size();
      auto end = std::min(lowered.find_first_not_of("0123456789.", from), lowered.size());
      while (end > from && lowered[end - 1] == '.') --end;
      if (const auto id = model::PaperId::parse(text.substr(from, end - from))) found.emplace_back(at, *id);
    }
  std::sort(found.begin(), found.end());
  std::vector<model::PaperId> ids;
  for (auto& [at, id] : found) {
    if (ids.size() == kMostNamedPapers) break;
    if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(std::move(id));
  }
  return ids;
}

std::string shown_beginning(std::string_view text) {
  std::string line = one_line(text.substr(0, kFirstBytes));
  std::replace_if(
      line.begin(), line.end(), [](char byte) { return byte < ' ' || byte > '~'; }, '?');
  return line;
}

}  // namespace bandwagon::parse
