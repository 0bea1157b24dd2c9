#include "daemon/app/prior_work.hpp"

#include <tsl/robin_map.h>

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <tuple>
#include <unordered_map>

#include "daemon/store/papers.hpp"

namespace bandwagon::app {
namespace {

constexpr std::size_t kMostPapers = 400;  // each costs its reading
constexpr std::size_t kLeastPhrases = 2;
constexpr std::size_t kRemembered = 2'000'000;  // keys of papers, 16 MB
constexpr std::size_t kDated = 200'000;         // papers whose announcement is remembered, 20 MB

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

// Which stored papers contain the phrases asked for so far, and when they were announced: the same are asked for again
// and again. Answers one thread after the other.
class Library {
 public:
  explicit Library(const store::Connection& connection) : connection_(connection) {}

  // Those that hold most of the phrases, the oldest first where they hold as many.
  std::vector<model::StoredPaper> holding_most(const std::vector<std::string>& phrases, model::Day before) {
    const std::scoped_lock alone(asked_);
    tsl::robin_map<std::int64_t, std::uint32_t> held;
    for (const auto& written : phrases)
      for (const auto paper : holding(phrase(written))) ++held[paper];
    std::vector<std::vector<std::int64_t>> by_phrases(phrases.size() + 1);
    for (const auto& [paper, count] : held) by_phrases[count].push_back(paper);
    std::vector<std::int64_t> best;
    for (std::size_t wanted = phrases.size();
         wanted >= std::min(kLeastPhrases, phrases.size()) && wanted > 0 && best.size() < kMostPapers; --wanted)
      for (const auto* paper : in_order(by_phrases[wanted], before))
        if (best.size() < kMostPapers) best.push_back(paper->key);
    return or_throw(store::by_keys(connection_, best));
  }

 private:
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

  // Those announced before a day, by announcement and identifier.
  std::vector<const store::Announced*> in_order(const std::vector<std::int64_t>& papers, model::Day before) {
    if (dated_.size() + papers.size() > kDated) dated_.clear();
    std::vector<std::int64_t> undated;
    for (const auto key : papers)
      if (!dated_.contains(key)) undated.push_back(key);
    for (auto& paper : or_throw(store::announcements(connection_, undated)))
      dated_.insert_or_assign(paper.key, std::move(paper));
    std::vector<const store::Announced*> earlier;
    for (const auto key : papers)
      if (const auto paper = dated_.find(key); paper != dated_.end() && paper->second.day < before)
        earlier.push_back(&paper->second);
    std::sort(earlier.begin(), earlier.end(), [](const auto* a, const auto* b) {
      return std::tie(a->day, a->arxiv_id) < std::tie(b->day, b->arxiv_id);
    });
    return earlier;
  }

  std::mutex asked_;
  const store::Connection& connection_;
  std::map<std::string, std::vector<std::int64_t>> holders_;
  std::size_t remembered_ = 0;
  std::unordered_map<std::int64_t, store::Announced> dated_;
};

}  // namespace

close::PriorWork prior_work(const store::Connection& connection) {
  return [library = std::make_shared<Library>(connection)](const std::vector<std::string>& phrases, model::Day before) {
    return library->holding_most(phrases, before);
  };
}

}  // namespace bandwagon::app
