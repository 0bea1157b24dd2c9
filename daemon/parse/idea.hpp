#pragma once
#include <string_view>

#include "analyzers/idea/idea.hpp"
#include "daemon/util/result.hpp"

namespace bandwagon::parse {

// The text of an idea: its title on the first line that is not blank, the abstract after it. Plain text or Markdown:
// marks of headings, lists and emphasis go, links leave their words, and "Title:" and "Abstract:" in front are taken
// for what they are. Error (Usage): nothing there, bytes that are no text, fewer than three words that carry a
// subject. `source` names the text in messages. O(length).
Result<idea::Idea> idea_from(std::string_view text, std::string_view source);

}  // namespace bandwagon::parse
