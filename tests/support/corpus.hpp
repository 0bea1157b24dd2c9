#pragma once
// Papers and windows for the tests of the analyzers: values only, no store.
#include <string>
#include <vector>

#include "analyzers/corpus/window.hpp"

namespace bandwagon::support {

inline constexpr model::Day kFirstMonday{18995};  // 2022-01-03

inline model::Day monday(int week) {
  return kFirstMonday + week * model::kDaysPerWeek;
}

inline model::PaperId paper_id(int number) {
  const auto digits = std::to_string(100000 + number);
  return model::PaperId::parse("22" + std::string(number % 2 == 0 ? "01" : "02") + "." + digits.substr(1)).value();
}

// A cs.CL paper announced on the Tuesday of `week`, by an author of its own.
inline model::StoredPaper paper(int number, int week, std::string title, std::string abstract = "") {
  return {.key = number,
          .paper = {.id = paper_id(number),
                    .title = std::move(title),
                    .abstract = std::move(abstract),
                    .authors = {"Author " + std::to_string(number)},
                    .primary_category = "cs.CL",
                    .categories = {"cs.CL"},
                    .submitted = monday(week),
                    .announced = monday(week) + 1}};
}

// A text that says the first `many` of a subject's words, which no other subject has; twelve at most.
inline std::string text_on(const std::string& subject, std::size_t many = 12) {
  static const std::vector<std::string> words{"quorvane", "plenthol", "gribask", "dulmire", "toskand", "velbrun",
                                              "hasperim", "noctule",  "yarvist", "mindrop", "cafforn", "uldegast"};
  std::string text;
  for (std::size_t w = 0; w < many; ++w) text += words.at(w) + subject + " . ";
  return text;
}

inline corpus::Reading reading(model::StoredPaper stored) {
  corpus::Reading reading{.source = std::move(stored)};
  reading.terms = text::terms_of(reading.source.paper.title, reading.source.paper.abstract);
  reading.names = text::squashed_names(reading.source.paper.title, reading.source.paper.abstract);
  for (const auto& author : reading.source.paper.authors) reading.authors.push_back(corpus::author_hash(author));
  return reading;
}

inline corpus::Reading reading_of(std::string title, std::string abstract = "") {
  return reading(paper(1, 0, std::move(title), std::move(abstract)));
}

}  // namespace bandwagon::support
