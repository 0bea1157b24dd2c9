#pragma once
#include <optional>

#include "analyzers/model/day.hpp"

namespace bandwagon::herding {

struct Month {
  model::Day first, next;  // its first day, and that of the month behind it
  bool holds(model::Day day) const { return first <= day && day < next; }
};

Month month_of(model::Day day);

// The month whose last day lies in the week that is closed on `closed` (a Monday); absent: none ends in it.
std::optional<Month> month_ending_before(model::Day closed);

}  // namespace bandwagon::herding
