#include "daemon/parse/authors.hpp"

#include <algorithm>
#include <array>

#include "analyzers/model/paper.hpp"
#include "daemon/parse/one_line.hpp"

namespace bandwagon::parse {
namespace {

constexpr std::array<std::string_view, 7> kSuffixes{"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"};
constexpr std::string_view kAnd = " and ";

bool is_suffix(std::string_view part) {
  return std::find(kSuffixes.begin(), kSuffixes.end(), part) != kSuffixes.end();
}

// The parts between commas outside of brackets; what stands in round brackets is left out. A bracket that is never
// closed takes the rest of the line with it: it began an affiliation.
std::vector<std::string> comma_parts(std::string_view line) {
  std::vector<std::string> parts(1);
  int round = 0, curly = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (c == '\\' && i + 1 < line.size()) {  // a TeX command or an escaped bracket
      if (round == 0) parts.back().append(line.substr(i, 2));
      ++i;
      continue;
    }
    if (c == '(') ++round;
    if (c == '{') ++curly;
    if (c == '}' && curly > 0) --curly;
    if (c == ',' && round == 0 && curly == 0)
      parts.emplace_back();
    else if (round == 0 && c != ')')
      parts.back() += c;
    if (c == ')' && round > 0) --round;
  }
  return parts;
}

void add_name(std::string_view text, std::vector<std::string>& names) {
  auto name = one_line(text);
  if (name.starts_with("and ")) name = one_line(std::string_view(name).substr(4));
  if (!model::names_somebody(name) || name == "and") return;
  if (is_suffix(name) && !names.empty())
    names.back() += ' ' + name;
  else
    names.push_back(std::move(name));
}

}  // namespace

std::vector<std::string> split_author_line(std::string_view line) {
  std::vector<std::string> names;
  for (const auto& raw : comma_parts(line)) {
    const auto part = one_line(raw);
    std::string_view rest = part;
    for (auto at = rest.find(kAnd); at != std::string_view::npos; at = rest.find(kAnd)) {
      add_name(rest.substr(0, at), names);
      rest.remove_prefix(at + kAnd.size());
    }
    add_name(rest, names);
  }
  return names;
}

}  // namespace bandwagon::parse
