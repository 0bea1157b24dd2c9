#include "daemon/app/prior_work.hpp"

#include <tsl/robin_map.h>

#include <algorithm>
#include <map>
#include <memory>
#include <stdexcept>

#include "daemon/store/papers.hpp"

namespace bandwagon::app {
namespace {

constexpr std::size_t kMostPapers = 400;  // each costs its reading
constexpr std::size_t kLeastPhrases = 2;
constexpr std::size_t kRemembered = 4'000'000;  // places of papers, 16 MB

// One FTS5 phrase that also finds plurals: "reasoning model" *.
std::string phrase(const std::string& written) {
  std::string words = written;
  if (words.size() > 4 && words.back() == 's' && words[words.size() - 2] != 's') words.pop_back();
  std::string quoted = "\"";
  for (const char c : words) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\" *";
}

template <class Value>
Value or_throw(Result<Value> read) {
  if (!read) throw std::runtime_error(read.error().message);
  return std::move(*read);
}

// All stored papers by announcement and identifier, and which of them contain the phrases asked for so far: the same
// phrases are asked for again and again.
class Library {
 public:
  explicit Library(const store::Connection& connection) : connection_(connection) {}

  std::vector<model::StoredPaper> holding_most(const std::vector<std::string>& phrases, model::Day before) {
    open();
    const auto end = std::partition_point(papers_.begin(), papers_.end(),
                                          [&](const store::Announced& paper) { return paper.day < before; });
    std::vector<std::uint8_t> hits(static_cast<std::size_t>(end - papers_.begin()), 0);
    for (const auto& written : phrases)
      for (const Place place : holding(phrase(written)))
        if (place < hits.size()) ++hits[place];
    std::vector<std::int64_t> best;
    for (std::size_t wanted = phrases.size(); wanted >= kLeastPhrases && best.size() < kMostPapers; --wanted)
      for (std::size_t place = 0; place < hits.size() && best.size() < kMostPapers; ++place)
        if (hits[place] == wanted) best.push_back(papers_[place].key);
    return or_throw(store::by_keys(connection_, best));
  }

 private:
  using Place = std::uint32_t;  // in papers_

  void open() {
    if (!papers_.empty()) return;
    papers_ = or_throw(store::announcements(connection_));
    for (Place place = 0; place < papers_.size(); ++place) place_of_[papers_[place].key] = place;
  }

  const std::vector<Place>& holding(const std::string& expression) {
    const auto known = holders_.find(expression);
    if (known != holders_.end()) return known->second;
    std::vector<Place> places;
    for (const auto key : or_throw(store::keys_matching(connection_, expression)))
      if (const auto place = place_of_.find(key); place != place_of_.end()) places.push_back(place->second);
    if (remembered_ + places.size() > kRemembered) {
      holders_.clear();
      remembered_ = 0;
    }
    remembered_ += places.size();
    return holders_.insert_or_assign(expression, std::move(places)).first->second;
  }

  const store::Connection& connection_;
  std::vector<store::Announced> papers_;
  tsl::robin_map<std::int64_t, Place> place_of_;
  std::map<std::string, std::vector<Place>> holders_;
  std::size_t remembered_ = 0;
};

}  // namespace

close::PriorWork prior_work(const store::Connection& connection) {
  return [library = std::make_shared<Library>(connection)](const std::vector<std::string>& phrases, model::Day before) {
    return library->holding_most(phrases, before);
  };
}

}  // namespace bandwagon::app
