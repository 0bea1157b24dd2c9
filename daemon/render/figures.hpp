#pragma once
// Days and numbers as a reader of a digest meets them. Pure.
#include <string>

#include "analyzers/model/day.hpp"

namespace bandwagon::render {

std::string day_words(model::Day day);                         // 20 Jan 2025
std::string short_day(model::Day day, model::Day other);       // without its year when the other day tells it
std::string period_words(model::Day since, model::Day until);  // 10–16 February 2025
std::string figure(double value);                              // 41, 9.8, 0.42
std::string times(double ratio);                               // 4.2, 162, over 1000
std::string percent(double share);                             // 76 %, 0.2 %, under 0.1 %
std::string probability(double value);                         // 0.96, < 0.01, > 0.99
std::string small_probability(double value);                   // 0.003, < 0.001

}  // namespace bandwagon::render
