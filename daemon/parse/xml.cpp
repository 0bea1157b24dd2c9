#include "daemon/parse/xml.hpp"

#include <fmt/format.h>

#include "daemon/parse/one_line.hpp"
#include "daemon/parse/record_fields.hpp"
#include "daemon/parse/utf8.hpp"

namespace bandwagon::parse {

Result<pugi::xml_document> read_xml(std::string_view body) {
  if (body.find('<') == std::string_view::npos)
    return fail(ErrorKind::Parse, fmt::format("no XML but {}", shown(body)));
  const std::string repaired = first_invalid_utf8(body) ? with_replacements(body) : std::string();
  if (!repaired.empty()) body = repaired;  // one bad byte must not cost a mailing or a page
  pugi::xml_document document;
  const pugi::xml_parse_result parsed =
      document.load_buffer(body.data(), body.size(), pugi::parse_default, pugi::encoding_utf8);
  if (!parsed) {
    return fail(ErrorKind::Parse, fmt::format("XML is broken or cut off at byte {} of {}: {}", parsed.offset,
                                              body.size(), parsed.description()));
  }
  return document;
}

std::string child_line(const pugi::xml_node& element, const char* child) {
  return one_line(element.child(child).text().get());
}

}  // namespace bandwagon::parse
