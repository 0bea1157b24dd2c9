#include "analyzers/model/paper_id.hpp"

#include <algorithm>

namespace bandwagon::model {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}
bool is_month(std::string_view mm) {
  return all_digits(mm) && mm >= "01" && mm <= "12";
}

std::string_view without_version(std::string_view text) {
  const auto v = text.rfind('v');
  if (v != std::string_view::npos && v > 0 && is_digit(text[v - 1]) && all_digits(text.substr(v + 1)))
    return text.substr(0, v);
  return text;
}

bool is_new_style(std::string_view text) {  // YYMM.NNNN or YYMM.NNNNN
  return (text.size() == 9 || text.size() == 10) && text[4] == '.' && all_digits(text.substr(0, 2)) &&
         is_month(text.substr(2, 2)) && all_digits(text.substr(5));
}

bool is_old_style(std::string_view text) {  // archive[.SC]/YYMMNNN
  const auto slash = text.find('/');
  if (slash == std::string_view::npos || slash == 0) return false;
  const auto archive = text.substr(0, slash), number = text.substr(slash + 1);
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '.'; };
  return number.size() == 7 && all_digits(number) && is_month(number.substr(2, 2)) &&
         std::all_of(archive.begin(), archive.end(), letter);
}

}  // namespace

std::optional<PaperId> PaperId::parse(std::string_view text) {
  for (const std::string_view prefix : {"arXiv:", "arxiv:"})
    if (text.starts_with(prefix)) text.remove_prefix(prefix.size());
  text = without_version(text);
  if (!is_new_style(text) && !is_old_style(text)) return std::nullopt;
  return PaperId{std::string(text)};
}

Day PaperId::month() const {
  constexpr int kFirstYear = 91;  // arXiv began in 1991
  const auto slash = text_.find('/');
  const std::size_t at = slash == std::string::npos ? 0 : slash + 1;
  const int year = (text_[at] - '0') * 10 + (text_[at + 1] - '0');
  const auto month = static_cast<unsigned>((text_[at + 2] - '0') * 10 + (text_[at + 3] - '0'));
  return Day::from_civil(year < kFirstYear ? 2000 + year : 1900 + year, month, 1);
}

}  // namespace bandwagon::model
