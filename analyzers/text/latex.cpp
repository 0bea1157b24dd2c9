#include "analyzers/text/latex.hpp"

#include <array>

namespace bandwagon::text {
namespace {

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Commands whose name is not a word of the text: layout and type faces.
bool is_layout(std::string_view command) {
  constexpr std::array<std::string_view, 24> kLayout{
      "textbf", "textit",  "texttt", "textsc",    "textrm", "textsf", "emph",         "mathbf",
      "mathit", "mathcal", "mathrm", "mathbb",    "text",   "bf",     "it",           "tt",
      "em",     "rm",      "sc",     "underline", "left",   "right",  "operatorname", "mbox"};
  for (const auto name : kLayout)
    if (name == command) return true;
  return command == "url" || command == "href" || command == "cite" || command == "footnote" || command == "xspace";
}

// Accents named by a letter, \c{c} \v{s} \H{o} \u{g} \k{a} \r{a} \d{a} \b{a}: the letter they stand on comes next.
bool is_letter_accent(std::string_view command) {
  return command.size() == 1 && std::string_view("cvHukrdb").find(command) != std::string_view::npos;
}

// Accents \'e \`a \^o \"u \~n \=a \.z take the next letter as it is.
bool is_accent(char c) {
  return c == '\'' || c == '`' || c == '^' || c == '"' || c == '~' || c == '=' || c == '.';
}

// Signs behind an address that belong to the sentence around it.
bool ends_clause(char c) {
  return std::string_view(".,;:!?()\"'").find(c) != std::string_view::npos;
}

struct Typographic {
  std::string_view utf8, ascii;
};
constexpr std::array<Typographic, 14> kTypographic{{{"\u2010", "-"},
                                                    {"\u2011", "-"},
                                                    {"\u2012", "-"},
                                                    {"\u2013", "-"},
                                                    {"\u2014", " - "},
                                                    {"\u2212", "-"},
                                                    {"\u2018", "'"},
                                                    {"\u2019", "'"},
                                                    {"\u201c", "\""},
                                                    {"\u201d", "\""},
                                                    {"\u00a0", " "},
                                                    {"\u2009", " "},
                                                    {"\u200b", ""},
                                                    {"\u2026", "."}}};

// Bytes that stand for themselves wherever they are.
constexpr auto kOrdinary = [] {
  std::array<bool, 256> ordinary{};
  for (std::size_t byte = 0; byte < 0xC2; ++byte) ordinary[byte] = true;
  for (const char c : std::string_view("\\${}^~\n\t\rh")) ordinary[static_cast<unsigned char>(c)] = false;
  return ordinary;
}();

}  // namespace

std::string plain_text(std::string_view submitted) {
  std::string plain;
  plain.reserve(submitted.size());
  std::size_t i = 0;
  const auto rest = [&] { return submitted.substr(i); };
  while (i < submitted.size()) {
    std::size_t ordinary = i;
    while (ordinary < submitted.size() && kOrdinary[static_cast<unsigned char>(submitted[ordinary])]) ++ordinary;
    plain.append(submitted, i, ordinary - i);
    i = ordinary;
    if (i == submitted.size()) break;
    const char c = submitted[i];
    if (c == '\\' && i + 1 < submitted.size()) {
      const char next = submitted[i + 1];
      if (is_letter(next)) {
        std::size_t end = i + 1;
        while (end < submitted.size() && is_letter(submitted[end])) ++end;
        const auto command = submitted.substr(i + 1, end - i - 1);
        if (!is_layout(command) && !is_letter_accent(command)) plain += command;
        i = end;
      } else {
        if (!is_accent(next)) plain += next == '\\' ? ' ' : next;
        i += 2;
      }
    } else if (c == '$' || c == '{' || c == '}' || c == '^') {
      ++i;
    } else if (c == '~' || c == '\n' || c == '\t' || c == '\r') {
      plain += ' ';
      ++i;
    } else if (c == 'h' && (rest().starts_with("http://") || rest().starts_with("https://"))) {
      while (i < submitted.size() && submitted[i] != ' ' && submitted[i] != '\n' && submitted[i] != '}') ++i;
      while (ends_clause(submitted[i - 1])) --i;  // stops at the latest behind "http:/"
    } else if (static_cast<unsigned char>(c) >= 0xC2) {
      const Typographic* sign = nullptr;
      for (const auto& candidate : kTypographic)
        if (rest().starts_with(candidate.utf8)) sign = &candidate;
      plain += sign ? sign->ascii : std::string_view(&submitted[i], 1);
      i += sign ? sign->utf8.size() : 1;
    } else {
      plain += c;
      ++i;
    }
  }
  return plain;
}

}  // namespace bandwagon::text
