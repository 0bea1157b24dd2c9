#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tsl/robin_map.h>

#include "analyzers/corpus/reading.hpp"
#include "analyzers/corpus/week_index.hpp"

namespace bandwagon::corpus {

// How texts are read. What was kept by another way is not believed, so a change of the tokenizer gets a new number.
inline constexpr std::uint64_t kWayOfReading = 2;

// What reading the papers of a week gave: terms, names and authors, found again by their text alone. A paper whose text
// has changed since is simply not among them. Not thread safe.
class KeptReadings {
 public:
  KeptReadings() = default;  // of no paper

  // None where pack() did not make the bytes, or made them by another way of reading. O(terms).
  static KeptReadings unpack(std::string_view bytes);

  // Reads the papers themselves, one after the other. O(length).
  static KeptReadings of(std::span<const model::StoredPaper> papers);

  // Fills in what its text (`text` is set) gave, and says as which of those that were kept; none: not known. What is
  // taken is gone.
  std::optional<std::uint32_t> take(Reading& reading);
  // Which of the texts that unpack() found use which term, and which squashed name. Empty once taken.
  Uses take_term_uses() { return std::exchange(term_uses_, {}); }
  Uses take_name_uses() { return std::exchange(name_uses_, {}); }

  std::size_t size() const { return by_text_.size(); }

 private:
  struct Numbered {
    std::uint32_t number;
    TextReading reading;
  };
  tsl::robin_map<std::uint64_t, Numbered> by_text_;
  Uses term_uses_, name_uses_;
};

// Which papers of a week, by their place in it, use some of the terms that were asked for.
struct TermUses {
  struct Use {
    text::TermId term;
    std::size_t place;
  };
  std::vector<Use> uses;
  std::size_t read_anew = 0;  // papers of which nothing was kept
};

// Asks what pack() kept of a week (nothing, where the bytes are damaged) instead of unpacking it; texts that are not
// among it are read. `terms` ordered. O(terms that were kept), some 20 ns each.
TermUses uses_of(std::span<const model::StoredPaper> papers, std::string_view packed,
                 std::span<const text::TermId> terms);

// For keeping, of all papers of a week: about 0.8 kB a paper before compression, which takes off a quarter. O(terms log
// terms).
std::string pack(const std::vector<Reading>& papers, const std::vector<Reading>& background);

}  // namespace bandwagon::corpus
