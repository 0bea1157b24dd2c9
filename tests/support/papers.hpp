#pragma once
#include <string>

#include "daemon/store/papers.hpp"

namespace bandwagon::support {

inline model::Day day(const char* iso) {
  return model::Day::parse(iso).value();
}

// A paper of cs.CL, submitted at noon (UTC) and announced on `announced`, with a title of its own.
inline store::PaperRecord paper(const char* id, const char* announced) {
  const auto noon = std::int64_t{day(announced).value} * 86400 + 43200;
  return {.paper = {.id = model::PaperId::parse(id).value(),
                    .version = 1,
                    .title = std::string("Title of ") + id,
                    .abstract = std::string("Abstract of ") + id,
                    .authors = {"Ada Lovelace", "Alan M. Turing"},
                    .primary_category = "cs.CL",
                    .categories = {"cs.CL", "cs.AI"},
                    .submitted_at = noon,
                    .submitted = day(announced),
                    .announced = day(announced),
                    .withdrawn = false},
          .record_day = day(announced)};
}

}  // namespace bandwagon::support
