#include "analyzers/herding/months.hpp"

namespace bandwagon::herding {
namespace {

model::Day first_of_month(model::Day day) {
  return model::Day::parse(day.iso().substr(0, 8) + "01").value_or(day);
}

}  // namespace

Month month_of(model::Day day) {
  const auto first = first_of_month(day);
  return {first, first_of_month(first + 31)};
}

std::optional<Month> month_ending_before(model::Day closed) {
  const Month month = month_of(closed - model::kDaysPerWeek);
  return month.next <= closed ? std::optional(month) : std::nullopt;
}

}  // namespace bandwagon::herding
