#pragma once
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "analyzers/wave/wave.hpp"

namespace bandwagon::close {

// How papers of the window write terms. Remembers what it read: a text is read again only for terms that it uses and
// was not read for, so that a topic whose label is looked at again and again costs its new papers. Some 10 kB for 40
// papers. Not thread safe.
class Wordings {
 public:
  // By term, how often these papers write it in which way, the whole of the hyphenated words at its ends included.
  using Written = std::map<text::TermId, std::map<std::string, int>>;

  // Of `wanted`, which are ordered. Forgets all other papers. O(papers · wanted · log terms), and the texts read.
  Written of(const corpus::Window& window, std::span<const wave::Place> papers,
             const std::vector<text::TermId>& wanted);

 private:
  using Form = std::pair<text::TermId, std::string>;
  struct Read {
    std::vector<text::TermId> terms;   // it was read for, ordered
    std::vector<std::uint32_t> forms;  // one for each occurrence
  };
  void forget_unused(std::vector<int>& times);
  void read_on(const corpus::Reading& reading, const std::vector<text::TermId>& wanted, Read& read);

  std::map<wave::Place, Read> papers_;
  std::map<Form, std::uint32_t> forms_;  // numbered as they were met
};

}  // namespace bandwagon::close
