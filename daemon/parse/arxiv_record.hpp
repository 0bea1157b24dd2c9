#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analyzers/model/day.hpp"
#include "analyzers/model/paper_id.hpp"

namespace bandwagon::parse {

struct Author {
  std::string name;                         // "Forenames Keyname Suffix", accents in UTF-8
  std::vector<std::string> affiliations{};  // where the format tells them apart

  friend bool operator==(const Author&, const Author&) = default;
};

enum class Standing { Public, Withdrawn };

// What arXiv's OAI-PMH and query API say of one paper.
struct ArxivRecord {
  model::PaperId id;
  int version = 1;                         // the highest one; 1 where the format names none
  std::string title, abstract, comment;    // one line each, TeX kept; empty: not given
  std::vector<Author> authors;             // empty: not given
  std::vector<std::string> categories;     // primary first; empty: the format has no codes (oai_dc)
  std::int64_t submitted_at = 0;           // first version, Unix seconds UTC; its midnight where only the day is told
  std::optional<model::Day> record_day{};  // UTC day of arXiv's last change to the record; absent: not told
  Standing standing = Standing::Public;
};

}  // namespace bandwagon::parse
