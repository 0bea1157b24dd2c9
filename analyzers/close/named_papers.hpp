#pragma once
#include <map>
#include <string>
#include <vector>

#include "analyzers/attribute/names.hpp"
#include "analyzers/wave/wave.hpp"

namespace bandwagon::close {

// Which papers of the window use a name of each release. Each paper is asked once per release: a week when it comes in,
// the whole window when a release becomes known.
class NamedPapers {
 public:
  // In order of place. O(papers of the weeks not asked yet).
  const std::vector<wave::Place>& papers(const corpus::Window& window, const std::string& release,
                                         const attribute::Names& names);

 private:
  struct Asked {
    std::vector<wave::Place> places;
    model::Day last{};  // Monday of the last week asked
    bool any = false;
  };
  std::map<std::string, Asked> asked_;
};

}  // namespace bandwagon::close
