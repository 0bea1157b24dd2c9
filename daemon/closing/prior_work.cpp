#include "daemon/closing/prior_work.hpp"

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "analyzers/text/tokenize.hpp"
#include "daemon/store/idea_questions.hpp"
#include "daemon/store/papers.hpp"

namespace bandwagon::closing {
namespace {

constexpr std::size_t kMostPapers = 400;  // each costs its reading
constexpr std::size_t kLeastPhrases = 2;
constexpr std::size_t kRemembered = 32'000'000;  // keys of papers, 128 MB
constexpr model::Day kUnknown{INT32_MIN};

// As FTS5 reads a phrase: words in lower case, with one space between two.
std::string words_of(const std::string& phrase) {
  std::string words;
  for (const char c : phrase) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 || std::isalnum(byte) != 0)
      words += static_cast<char>(std::tolower(byte));
    else if (!words.empty() && words.back() != ' ')
      words += ' ';
  }
  if (words.ends_with(' ')) words.pop_back();
  return words;
}

bool ends_in_sibilant(std::string_view word) {
  return word.ends_with("ss") || word.ends_with('x') || word.ends_with("ch") || word.ends_with("sh");
}

// The singular and the plural of its last word, each with what stands before it, and the words themselves.
std::vector<std::string> singular_and_plural(const std::string& words) {
  const auto last = words.rfind(' ') + 1;
  std::string one = text::fold_plural(words.substr(last));
  if (one.ends_with('e') && ends_in_sibilant({one.data(), one.size() - 1}))
    one.pop_back();  // "boxes" -> "boxe" -> "box"
  const bool to_ies = one.size() > 1 && one.back() == 'y' &&
                      std::string_view("aeiou").find(one[one.size() - 2]) == std::string_view::npos;
  const std::string many = to_ies ? one.substr(0, one.size() - 1) + "ies" : one + (ends_in_sibilant(one) ? "es" : "s");
  const std::string before = words.substr(0, last);
  const std::set<std::string> forms{words, before + one, before + many};
  return {forms.begin(), forms.end()};
}

// What FTS5 is asked for each different phrase: "reasoning model" OR "reasoning models". Not "reasoning model"*, which
// finds modelling, too, as "pro"* finds every problem, and takes ten to fifty times as long.
std::set<std::string> expressions(const std::vector<std::string>& phrases) {
  std::set<std::string> different;
  for (const auto& phrase : phrases)
    if (const auto words = words_of(phrase); !words.empty())
      different.insert(store::any_phrase(singular_and_plural(words)));
  return different;
}

// Which stored papers contain the phrases asked for so far, and when they were announced, 8 bytes a paper: the same are
// asked for again and again. Answers one thread after the other.
class Library {
 public:
  explicit Library(const store::Connection& connection) : connection_(connection) {}

  // Those that hold most of the phrases, the oldest first where they hold as many.
  std::vector<model::StoredPaper> holding_most(const std::vector<std::string>& phrases, model::Day before) {
    const std::scoped_lock alone(asked_);
    const auto wordings = expressions(phrases);
    const auto by_phrases = counted(wordings);
    const std::size_t most = wordings.size() == 1 ? close::kMostOfOnePhrase : kMostPapers;
    std::vector<model::StoredPaper> best;
    for (std::size_t wanted = wordings.size();
         wanted >= std::min(kLeastPhrases, wordings.size()) && wanted > 0 && best.size() < most; --wanted)
      for (auto& paper : oldest(by_phrases[wanted], before, most - best.size())) best.push_back(std::move(paper));
    return best;
  }

 private:
  using Keys = std::vector<std::uint32_t>;  // of papers; SQLite counts them from one

  // The papers that hold a number of the phrases, by that number.
  std::vector<Keys> counted(const std::set<std::string>& wordings) {
    Keys any;
    for (const auto& wording : wordings)
      for (const auto paper : holding(wording))
        if (known(paper).held++ == 0) any.push_back(paper);
    std::vector<Keys> by_phrases(wordings.size() + 1);
    for (const auto paper : any) by_phrases[std::exchange(known(paper).held, 0)].push_back(paper);
    return by_phrases;
  }

  // Of what was asked, the half asked longest ago is forgotten where it would be too much.
  const Keys& holding(const std::string& wording) {
    if (const auto known = recent_.find(wording); known != recent_.end()) return known->second;
    auto earlier = earlier_.extract(wording);
    auto papers = earlier ? std::move(earlier.mapped()) : matching(wording);
    remembered_ += papers.size();
    if (remembered_ > kRemembered / 2) {
      earlier_ = std::exchange(recent_, {});
      remembered_ = papers.size();
    }
    return recent_.insert_or_assign(wording, std::move(papers)).first->second;
  }

  Keys matching(const std::string& wording) const {
    const auto keys = or_throw(store::keys_matching(connection_, wording));
    return {keys.begin(), keys.end()};
  }

  // At most so many of these that were announced before a day, by announcement and identifier.
  std::vector<model::StoredPaper> oldest(const Keys& papers, model::Day before, std::size_t most) {
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
  void date(const Keys& papers) {
    std::vector<std::int64_t> undated;
    for (const auto key : papers)
      if (known(key).announced == kUnknown) undated.push_back(key);
    std::sort(undated.begin(), undated.end());  // as they are stored: neighbours are read together
    for (const auto& paper : or_throw(store::announcements(connection_, undated)))
      known(static_cast<std::uint32_t>(paper.key)).announced = paper.day;
  }

  struct Known {
    model::Day announced = kUnknown;
    std::uint16_t held = 0;  // phrases of the question; 0 between two
  };
  Known& known(std::uint32_t key) {
    if (key >= known_.size()) known_.resize(std::size_t{key} + 1);
    return known_[key];
  }

  std::mutex asked_;
  const store::Connection& connection_;
  std::map<std::string, Keys> recent_, earlier_;  // papers by wording
  std::size_t remembered_ = 0;                    // papers in recent_
  std::vector<Known> known_;                      // by key
};

}  // namespace

close::PriorWork prior_work(const store::Connection& connection) {
  return [library = std::make_shared<Library>(connection)](const std::vector<std::string>& phrases, model::Day before) {
    return library->holding_most(phrases, before);
  };
}

}  // namespace bandwagon::closing
