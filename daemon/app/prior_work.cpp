#include "daemon/app/prior_work.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <tuple>
#include <utility>
#include <vector>

#include "daemon/store/papers.hpp"

namespace bandwagon::app {
namespace {

constexpr std::size_t kMostPapers = 400;  // each costs its reading
constexpr std::size_t kLeastPhrases = 2;
constexpr std::size_t kRemembered = 2'000'000;  // keys of papers, 16 MB
constexpr model::Day kUnknown{INT32_MIN};

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

// Which stored papers contain the phrases asked for so far, and when they were announced, 8 bytes a paper: the same are
// asked for again and again. Answers one thread after the other.
class Library {
 public:
  explicit Library(const store::Connection& connection) : connection_(connection) {}

  // Those that hold most of the phrases, the oldest first where they hold as many.
  std::vector<model::StoredPaper> holding_most(const std::vector<std::string>& phrases, model::Day before) {
    const std::scoped_lock alone(asked_);
    const auto by_phrases = counted(phrases);
    std::vector<model::StoredPaper> best;
    for (std::size_t wanted = phrases.size();
         wanted >= std::min(kLeastPhrases, phrases.size()) && wanted > 0 && best.size() < kMostPapers; --wanted)
      for (auto& paper : oldest(by_phrases[wanted], before, kMostPapers - best.size()))
        best.push_back(std::move(paper));
    return best;
  }

 private:
  // The papers that hold a number of the phrases, by that number.
  std::vector<std::vector<std::int64_t>> counted(const std::vector<std::string>& phrases) {
    std::vector<std::int64_t> any;
    for (const auto& written : phrases)
      for (const auto paper : holding(phrase(written)))
        if (known(paper).held++ == 0) any.push_back(paper);
    std::vector<std::vector<std::int64_t>> by_phrases(phrases.size() + 1);
    for (const auto paper : any) by_phrases[std::exchange(known(paper).held, 0)].push_back(paper);
    return by_phrases;
  }

  const std::vector<std::int64_t>& holding(const std::string& expression) {
    const auto known = holders_.find(expression);
    if (known != holders_.end()) return known->second;
    auto papers = or_throw(store::keys_matching(connection_, expression));
    if (remembered_ + papers.size() > kRemembered) {
      holders_.clear();
      remembered_ = 0;
    }
    remembered_ += papers.size();
    return holders_.insert_or_assign(expression, std::move(papers)).first->second;
  }

  // At most so many of these that were announced before a day, by announcement and identifier.
  std::vector<model::StoredPaper> oldest(const std::vector<std::int64_t>& papers, model::Day before, std::size_t most) {
    date(papers);
    std::vector<store::Announced> earlier;
    for (const auto key : papers)
      if (const auto day = known(key).announced; day != kUnknown && day < before) earlier.push_back({key, day});
    if (earlier.size() > most) {  // who of the last day comes first is told by their identifiers
      const auto last = earlier.begin() + static_cast<std::ptrdiff_t>(most - 1);
      std::nth_element(earlier.begin(), last, earlier.end(), by_day);
      std::erase_if(earlier, [until = last->day](const store::Announced& paper) { return paper.day > until; });
    }
    std::vector<std::int64_t> keys;
    for (const auto& paper : earlier) keys.push_back(paper.key);
    auto read = or_throw(store::by_keys(connection_, keys));
    std::sort(read.begin(), read.end(), [](const model::StoredPaper& a, const model::StoredPaper& b) {
      return std::tie(a.paper.announced, a.paper.id.str()) < std::tie(b.paper.announced, b.paper.id.str());
    });
    if (read.size() > most) read.erase(read.begin() + static_cast<std::ptrdiff_t>(most), read.end());
    return read;
  }

  static bool by_day(const store::Announced& a, const store::Announced& b) { return a.day < b.day; }

  // Learns when they were announced.
  void date(const std::vector<std::int64_t>& papers) {
    std::vector<std::int64_t> undated;
    for (const auto key : papers)
      if (known(key).announced == kUnknown) undated.push_back(key);
    std::sort(undated.begin(), undated.end());  // as they are stored: neighbours are read together
    for (const auto& paper : or_throw(store::announcements(connection_, undated)))
      known(paper.key).announced = paper.day;
  }

  struct Known {
    model::Day announced = kUnknown;
    std::uint16_t held = 0;  // phrases of the question; 0 between two
  };
  Known& known(std::int64_t key) {
    const auto place = static_cast<std::size_t>(key);
    if (place >= known_.size()) known_.resize(place + 1);
    return known_[place];
  }

  std::mutex asked_;
  const store::Connection& connection_;
  std::map<std::string, std::vector<std::int64_t>> holders_;
  std::size_t remembered_ = 0;
  std::vector<Known> known_;  // by key
};

}  // namespace

close::PriorWork prior_work(const store::Connection& connection) {
  return [library = std::make_shared<Library>(connection)](const std::vector<std::string>& phrases, model::Day before) {
    return library->holding_most(phrases, before);
  };
}

}  // namespace bandwagon::app
