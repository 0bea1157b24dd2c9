#pragma once
#include <span>
#include <string>

namespace bandwagon::concurrent {

// Whether two lists of authors may have a person in common: the same last name with the same first name, or with one
// that the other's initial stands for ("J. Smith" may be "John Smith"). Case, TeX and points are no difference. A name
// of one word (a collaboration's) is the same only as a whole. Errs towards yes, so that a group is not taken for two.
// O(a * b), both short.
bool may_share_author(std::span<const std::string> a, std::span<const std::string> b);

}  // namespace bandwagon::concurrent
