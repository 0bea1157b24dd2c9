#pragma once
// Titles, names and headlines are hostile text. Everything that is shown goes through one of these. Pure; thread safe.
#include <string>
#include <string_view>

#include "daemon/util/plain_text.hpp"

namespace bandwagon::render {

using util::code_point_at;
using util::CodePoint;
using util::plain;

// As plain(), then safe inside an HTML element or a double-quoted attribute.
std::string html(std::string_view text);

// As plain(), then without meaning to CommonMark or GitHub's Markdown, and without autolinks. Not for use inside code
// spans.
std::string markdown(std::string_view text);

// Columns of a terminal that a plain() text takes: combining marks 0, East Asian wide characters and emoji 2, others 1.
std::size_t display_width(std::string_view text);

// The text if it fits, else its beginning with "…" at the end, at most `columns` wide. columns >= 1.
std::string clipped(std::string_view text, std::size_t columns);

// Breaks a plain() text at blanks into lines of at most `columns`; a longer word stands alone and is broken by force.
// Never empty: an empty text gives one empty line.
std::string wrapped(std::string_view text, std::size_t columns, std::string_view indent);

// A paragraph of plain text with a hanging indent; nothing for no words.
inline constexpr std::size_t kColumns = 80;
std::string paragraph(std::string_view first, std::string_view rest, const std::string& words);

}  // namespace bandwagon::render
