#pragma once
// Private to daemon/parse: XML from outside.
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "daemon/util/result.hpp"

namespace bandwagon::parse {

// Reads `body` as XML in UTF-8. What is no UTF-8 becomes U+FFFD. No entity is resolved, no document type is followed.
// Error (Parse): what came instead, or at which byte the text is broken or cut off.
Result<pugi::xml_document> read_xml(std::string_view body);

// The element's text on one line; empty where there is no such child.
std::string child_line(const pugi::xml_node& element, const char* child);

}  // namespace bandwagon::parse
