#pragma once
// Fields that arXiv writes alike in several formats.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/util/result.hpp"

namespace bandwagon::parse {

// The beginning of hostile text for an error message: one line, in quotes, ASCII only, at most 60 bytes.
std::string shown(std::string_view text);

// "cs.CL cs.AI" → names without repeats, primary first. Error (Parse): one of them is no category, or there is none.
Result<std::vector<std::string>> category_list(std::string_view text);

// A well-formed category such as "cs.CL", "hep-th", "cond-mat.str-el"; whether arXiv has it is not looked up.
bool is_category(std::string_view text);

// "Mon, 2 Apr 2007 19:18:42 GMT", the day with or without a leading zero, as Unix seconds UTC.
std::optional<std::int64_t> http_moment(std::string_view text);

// "2026-09-25T00:00:00-04:00", "2026-09-27T17:03:37Z", with or without a fraction of a second, as Unix seconds UTC.
std::optional<std::int64_t> iso_moment(std::string_view text);

// Whether an author's comment says that this version withdraws the paper. Withdrawal is only a comment on a later
// version. It opens the comment; other papers may be called withdrawn further on.
bool says_withdrawn(std::string_view comment);

// The digits as a number, 0 and up; nullopt: anything else is in the text, or the number is too large.
std::optional<int> whole_number(std::string_view digits);

}  // namespace bandwagon::parse
