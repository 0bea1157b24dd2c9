#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/model/day.hpp"
#include "analyzers/model/paper_id.hpp"

namespace bandwagon::model {

// One arXiv identifier with the text of its latest known version.
struct Paper {
  PaperId id;
  int version = 1;
  std::string title;                    // one line, TeX kept as submitted
  std::string abstract;                 // one line, TeX kept as submitted
  std::vector<std::string> authors;     // "Forenames Keyname Suffix", UTF-8; empty = not known
  std::string primary_category;         // "cs.CL"
  std::vector<std::string> categories;  // primary first, then cross-lists
  std::int64_t submitted_at = 0;        // first version, Unix seconds UTC
  Day submitted;                        // first version, UTC day
  Day announced;                        // day of the mailing, New York calendar
  bool withdrawn = false;
};

// Of the `watched` lists those in which the paper stands, in their order; they point into `watched`. O(watched ·
// lists).
std::vector<const std::string*> lists_of(const Paper& paper, const std::vector<std::string>& watched);
bool stands_in_any(const Paper& paper, const std::vector<std::string>& watched);  // whether there are any

// Whether an entry of a list of authors is a name, for it has a letter: some of arXiv's lists hold ":", as in "OpenAI :
// A. Hurst".
bool names_somebody(std::string_view author);

// A paper with its row in the store. Rows depend on the order of import; nothing that is decided may.
struct StoredPaper {
  std::int64_t key = 0;
  Paper paper;
};

}  // namespace bandwagon::model
